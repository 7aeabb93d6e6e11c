//! The engine's parts by themselves, for measuring. `cargo xtask bench` takes the times.

use js_sys::Function;
use recruta_core::{
    Error,
    bundle::{
        Bundle,
        synthetic::{self, SyntheticEmbedder},
    },
    embed::{Embedder as _, MiniLmEmbedder},
    generate::{Generator as _, LlamaGenerator},
    retrieve::{Filters, RetrieveOptions, retrieve},
};
use recruta_kernels::{Activations, Backend, Format, Matrix, Pool, Product, multiply};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use crate::{
    engine::report,
    file::{self, RandomAccessFile},
    threads,
    wire::error,
};

/// A generator or a retriever, fed with random tokens or given texts, or a bundle that is searched.
#[wasm_bindgen]
#[derive(Default)]
pub struct Bench {
    generator: Option<LlamaGenerator>,
    retriever: Option<MiniLmEmbedder>,
    /// Passages that mean nothing, to search in.
    bundle: Option<Bundle>,
    pool: Pool,
    /// Tokens the generator has processed.
    position: usize,
}

#[wasm_bindgen]
impl Bench {
    /// With nothing loaded.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self { pool: threads::pool(), ..Self::default() }
    }

    /// What multiplies.
    #[wasm_bindgen(getter)]
    pub fn kernel(&self) -> String {
        Backend::detect().name().to_owned()
    }

    /// Compares every back end of this browser with the plain loops, bit for bit, in all formats and some odd shapes, and
    /// names those that differ.
    #[wasm_bindgen(js_name = checkKernels)]
    pub fn check_kernels() -> Result<Vec<String>, JsValue> {
        let mut differ = Vec::new();
        for format in Format::ALL {
            for shape in [[1, 8], [3, 13], [8, 64], [17, 40], [64, 21]] {
                let expected = product(Backend::Portable, format, shape)?;
                for backend in Backend::available() {
                    if product(backend, format, shape)? != expected {
                        differ.push(format!("{} {} {shape:?}", backend.name(), format.name()));
                    }
                }
            }
        }
        Ok(differ)
    }

    /// Threads that compute.
    #[wasm_bindgen(getter)]
    pub fn threads(&self) -> usize {
        self.pool.n_threads()
    }

    /// Loads a GGUF file. `progress` gets bytes read and bytes in all.
    #[wasm_bindgen(js_name = loadGenerator)]
    pub fn load_generator(&mut self, model: &RandomAccessFile, progress: &Function) -> Result<(), JsValue> {
        let loaded = LlamaGenerator::load(&mut file::reader(model), &self.pool, &mut report(progress));
        self.generator = Some(loaded.map_err(|e| error(&e))?);
        Ok(())
    }

    /// Loads the retriever. `progress` gets bytes read and bytes in all.
    #[wasm_bindgen(js_name = loadRetriever)]
    pub fn load_retriever(
        &mut self,
        weights: &RandomAccessFile,
        tokenizer_json: &[u8],
        progress: &Function,
    ) -> Result<(), JsValue> {
        let loaded = MiniLmEmbedder::load(
            &mut file::reader(weights),
            tokenizer_json,
            &self.pool,
            &mut report(progress),
        );
        self.retriever = Some(loaded.map_err(|e| error(&e))?);
        Ok(())
    }

    /// Processes `n_tokens` random tokens as a new sequence.
    pub fn prefill(&mut self, n_tokens: usize, seed: u32) -> Result<(), JsValue> {
        let tokens = self.random_tokens(n_tokens, seed)?;
        self.position = 0;
        self.forward(&tokens)
    }

    /// Processes `n_tokens` more, one by one.
    pub fn decode(&mut self, n_tokens: usize, seed: u32) -> Result<(), JsValue> {
        self.random_tokens(n_tokens, seed)?.chunks(1).try_for_each(|token| self.forward(token))
    }

    /// Embeds texts in one call.
    // wasm-bindgen hands a list of texts over by value only.
    #[allow(clippy::needless_pass_by_value)]
    pub fn embed(&self, texts: Vec<String>) -> Result<(), JsValue> {
        let retriever = self.retriever.as_ref().ok_or_else(|| missing("retriever"))?;
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        retriever.embed(&texts).map_err(|e| error(&e))?;
        Ok(())
    }

    /// Makes a bundle of so many passages.
    #[wasm_bindgen(js_name = makeBundle)]
    pub fn make_bundle(&mut self, n_passages: usize) -> Result<(), JsValue> {
        self.bundle = Some(synthetic::bundle(n_passages).map_err(|e| error(&e))?);
        Ok(())
    }

    /// Searches that bundle: everything between a question's embedding and its evidence.
    pub fn search(&self, question: u32) -> Result<(), JsValue> {
        let bundle = self.bundle.as_ref().ok_or_else(|| missing("bundle"))?;
        let options = RetrieveOptions { top_k: 8, filters: Filters::default() };
        let question = synthetic::question(question);
        retrieve(bundle, &SyntheticEmbedder::default(), &question, &options).map_err(|e| error(&e))?;
        Ok(())
    }

    /// Of the exact ten nearest passages, the share that the index finds, over questions.
    #[wasm_bindgen(js_name = recallAt10)]
    pub fn recall_at_10(&self, n_questions: u32) -> Result<f32, JsValue> {
        let bundle = self.bundle.as_ref().ok_or_else(|| missing("bundle"))?;
        synthetic::recall_at_10(bundle, n_questions).map_err(|e| error(&e))
    }

    /// Size of the memory. It never shrinks, so this is the most there has been.
    #[wasm_bindgen(js_name = memoryBytes)]
    pub fn memory_bytes(&self) -> f64 {
        memory_bytes()
    }

    fn forward(&mut self, tokens: &[u32]) -> Result<(), JsValue> {
        let generator = self.generator.as_mut().ok_or_else(|| missing("generator"))?;
        generator.forward(tokens, self.position).map_err(|e| error(&e))?;
        self.position += tokens.len();
        Ok(())
    }

    fn random_tokens(&self, n_tokens: usize, seed: u32) -> Result<Vec<u32>, JsValue> {
        let generator = self.generator.as_ref().ok_or_else(|| missing("generator"))?;
        let vocab_size = generator.info().vocab_size as u32;
        // Numerical Recipes' generator; its high bits are good enough to spread over a vocabulary.
        let next = |state: &u32| Some(state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
        let states = std::iter::successors(Some(seed), next).skip(1).take(n_tokens);
        Ok(states.map(|state| (state >> 8) % vocab_size).collect())
    }
}

fn missing(role: &'static str) -> JsValue {
    error(&Error::ModelMissing { role })
}

#[cfg(target_arch = "wasm32")]
fn memory_bytes() -> f64 {
    const PAGE_BYTES: f64 = 65_536.0;
    core::arch::wasm32::memory_size::<0>() as f64 * PAGE_BYTES
}

#[cfg(not(target_arch = "wasm32"))]
fn memory_bytes() -> f64 {
    0.0
}

/// Bits of the product of as many tokens and rows of arbitrary numbers.
fn product(backend: Backend, format: Format, [n_tokens, n_rows]: [usize; 2]) -> Result<Vec<u32>, JsValue> {
    const N_COLS: usize = 512;
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move || {
        // xorshift: any bits will do, as long as they are the same for all.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state >> 32
    };
    // Without its second highest bit no half is infinite.
    let raw: Vec<u8> = (0..n_rows * format.row_bytes(N_COLS)).map(|_| next() as u8 & 0xbf).collect();
    let matrix = Matrix::read(backend, format, [n_rows, N_COLS], &mut &*raw)
        .map_err(|e| error(&Error::internal(e)))?;
    let x: Vec<f32> = (0..n_tokens * N_COLS).map(|_| (next() % 2001) as f32 / 7.0 - 143.0).collect();
    let (pool, mut activations, mut out) = (Pool::single(), Activations::new(), vec![0.0; n_tokens * n_rows]);
    activations.quantize(&pool, &x, N_COLS);
    multiply(&pool, &activations, &mut [Product::new(&matrix, &mut out)]);
    Ok(out.into_iter().map(f32::to_bits).collect())
}
