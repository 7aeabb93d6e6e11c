//! The engine as a JavaScript class.

use js_sys::{Function, Object, Reflect, Uint8Array};
use recruta_api::{filter::FiltersBody, insight::InsightBody, worker::Event};
use recruta_core::{
    Error,
    bundle::{Bundle, part},
    embed::MiniLmEmbedder,
    engine::{AskEvent, AskOptions, Asking, Engine as CoreEngine, Shortcuts},
    family::{Family, Level},
    generate::LlamaGenerator,
    interview::Interviewer,
    retrieve::Filters,
};
use recruta_kernels::Pool;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use crate::{
    file::{self, RandomAccessFile},
    interview::Writing,
    threads,
    wire::{error, now_ms, object},
};

/// Memory is set aside in blocks of this size: small enough to fit between what is in use.
const RESERVE_BLOCK_BYTES: usize = 16 << 20;

/// A bundle, a retriever, perhaps a generator, and the question that is being answered.
#[wasm_bindgen]
#[derive(Default)]
pub struct Engine {
    /// Opened, and waiting for its retriever.
    pub(crate) bundle: Option<Bundle>,
    pub(crate) core: Option<CoreEngine>,
    ask: Option<Ask>,
    pub(crate) interviewer: Option<Interviewer>,
    /// What the generator is writing for an interview.
    pub(crate) writing: Option<Writing>,
    /// Threads the models compute on.
    pool: Pool,
}

/// A question under way, with its times.
struct Ask {
    asking: Asking,
    started_ms: f64,
    evidence_ms: f64,
}

#[wasm_bindgen]
impl Engine {
    /// An engine with nothing loaded.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self { pool: threads::pool(), ..Self::default() }
    }

    /// File names of a bundle's parts, the manifest aside.
    #[wasm_bindgen(js_name = bundleParts)]
    pub fn bundle_parts() -> Vec<String> {
        part::ALL.map(str::to_owned).to_vec()
    }

    /// Opens a bundle from its manifest and an object of `Uint8Array`s by part name; each part is verified.
    #[wasm_bindgen(js_name = openBundle)]
    pub fn open_bundle(&mut self, manifest: &[u8], parts: &Object) -> Result<(), JsValue> {
        let bundle = Bundle::open(manifest, |name| read_part(parts, name)).map_err(|e| error(&e))?;
        self.bundle = Some(bundle);
        Ok(())
    }

    /// Loads the retriever's weights for the opened bundle. `progress` gets bytes read and bytes in all.
    #[wasm_bindgen(js_name = loadRetriever)]
    pub fn load_retriever(
        &mut self,
        weights: &RandomAccessFile,
        tokenizer_json: &[u8],
        progress: &Function,
    ) -> Result<(), JsValue> {
        if self.bundle.is_none() {
            return Err(error(&Error::internal("the bundle must be opened before the retriever is loaded")));
        }
        reserve(file::size_bytes(weights))?;
        let mut reader = file::reader(weights);
        let embedder = MiniLmEmbedder::load(&mut reader, tokenizer_json, &self.pool, &mut report(progress))
            .map_err(|e| error(&e))?;
        self.ask = None;
        self.core = self.bundle.take().map(|bundle| CoreEngine::new(bundle, Box::new(embedder)));
        Ok(())
    }

    /// Whether questions can be asked.
    #[wasm_bindgen(getter, js_name = hasRetriever)]
    pub fn has_retriever(&self) -> bool {
        self.core.is_some()
    }

    /// Loads a generator from a GGUF file. Unload the old one first: two do not always fit.
    #[wasm_bindgen(js_name = loadGenerator)]
    pub fn load_generator(&mut self, model: &RandomAccessFile, progress: &Function) -> Result<(), JsValue> {
        let core = self.core.as_mut().ok_or_else(no_retriever)?;
        reserve(file::size_bytes(model))?;
        let generator = LlamaGenerator::load(&mut file::reader(model), &self.pool, &mut report(progress))
            .map_err(|e| error(&e))?;
        core.set_generator(Some(Box::new(generator)));
        Ok(())
    }

    /// Frees the generator's memory.
    #[wasm_bindgen(js_name = unloadGenerator)]
    pub fn unload_generator(&mut self) {
        self.ask = None;
        if let Some(core) = self.core.as_mut() {
            core.set_generator(None);
        }
    }

    /// Frees everything: bundle, retriever and generator.
    pub fn unload(&mut self) {
        *self = Self::new();
    }

    /// Starts answering a question; drops the one before, if it was left unfinished. `follow_up`: it is about the sources
    /// of the last answer that had some. `reuse`: what the generator knows of earlier prompts counts, as it should.
    /// `filters`: which hires it is about, as JSON of the protocol.
    pub fn begin(
        &mut self,
        question: &str,
        prose: bool,
        follow_up: bool,
        reuse: bool,
        filters: &str,
    ) -> Result<(), JsValue> {
        let started_ms = now_ms();
        let core = self.core.as_ref().ok_or_else(no_retriever)?;
        let shortcuts = Shortcuts { reuse, ..Shortcuts::default() };
        let filters = read_filters(filters).map_err(|e| error(&e))?;
        let options = AskOptions { prose, follow_up, shortcuts, filters, ..AskOptions::default() };
        let asking = core.begin(question, &options).map_err(|e| error(&e))?;
        self.ask = Some(Ask { asking, started_ms, evidence_ms: 0.0 });
        Ok(())
    }

    /// A small piece of work. Gives the event it led to, or undefined when the answer is whole.
    pub fn step(&mut self) -> Result<JsValue, JsValue> {
        let (Some(core), Some(ask)) = (self.core.as_mut(), self.ask.as_mut()) else {
            return Ok(JsValue::UNDEFINED);
        };
        match core.step(&mut ask.asking).map_err(|e| error(&e))? {
            Some(event) => object(&ask.event(event)),
            None => Ok(JsValue::UNDEFINED),
        }
    }

    /// Ends the question: the next step gives the answer as far as it stands.
    pub fn stop(&mut self) {
        if let Some(ask) = self.ask.as_mut() {
            ask.asking.stop();
        }
    }

    /// The numbers of a group of hired people, as an `insight` event; ids of family and level, or undefined for all.
    pub fn insight(&self, family: Option<String>, level: Option<String>) -> Result<JsValue, JsValue> {
        let core = self.core.as_ref().ok_or_else(no_retriever)?;
        let family = known("family", family, Family::from_id)?;
        let level = known("level", level, Level::from_id)?;
        object(&Event::Insight { insight: Box::new(InsightBody::of(core.panorama(), family, level)) })
    }

    /// Retrieved ids, prompt and first tokens of a question, for comparing this engine with the native one.
    pub fn trace(&mut self, question: &str, n_tokens: usize) -> Result<JsValue, JsValue> {
        let core = self.core.as_mut().ok_or_else(no_retriever)?;
        object(&core.trace(question, n_tokens).map_err(|e| error(&e))?)
    }
}

impl Ask {
    fn event(&mut self, event: AskEvent) -> Event {
        match event {
            AskEvent::Evidence(evidence) => {
                self.evidence_ms = now_ms() - self.started_ms;
                Event::Evidence { evidence: evidence.into() }
            }
            AskEvent::Composed(statements) => {
                Event::Composed { statements: statements.into_iter().map(Into::into).collect() }
            }
            AskEvent::Prefill { done, total } => Event::Prefill { done, total },
            AskEvent::Token { n_tokens, .. } => Event::Token { n_tokens },
            AskEvent::Prose(statement) => Event::Prose { statement: statement.into() },
            AskEvent::Answer(answer) => Event::Answer {
                answer: answer.into(),
                evidence_ms: self.evidence_ms,
                total_ms: now_ms() - self.started_ms,
            },
        }
    }
}

fn read_filters(json: &str) -> recruta_core::Result<Filters> {
    let expected = "the fields and values of the protocol";
    let body: FiltersBody =
        serde_json::from_str(json).map_err(|_| Error::BadFilter { filter: "filters", expected })?;
    Ok(body.into())
}

fn read_part(parts: &Object, name: &str) -> recruta_core::Result<Vec<u8>> {
    let part = Reflect::get(parts, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED);
    match part.dyn_ref::<Uint8Array>() {
        Some(bytes) => Ok(bytes.to_vec()),
        None => Err(Error::BundleCorrupt { part: name.to_owned(), detail: "missing".to_owned() }),
    }
}

/// Turns a JavaScript function into a listener for progress.
pub(crate) fn report(progress: &Function) -> impl FnMut(u64, u64) + '_ {
    // Progress is a courtesy: a listener that throws does not fail the load.
    |done, total| {
        drop(progress.call2(&JsValue::NULL, &JsValue::from(done as f64), &JsValue::from(total as f64)));
    }
}

/// Makes sure that so many bytes can be had, while refusing is still possible: once a loader runs out of memory, the
/// whole engine is gone. What is set aside is given back at once and used by the loader.
fn reserve(n_bytes: u64) -> Result<(), JsValue> {
    let mut blocks: Vec<Vec<u8>> = Vec::new();
    for _ in 0..n_bytes.div_ceil(RESERVE_BLOCK_BYTES as u64) {
        let mut block = Vec::new();
        if block.try_reserve_exact(RESERVE_BLOCK_BYTES).is_err() {
            let what = format!("a model of {} MB", n_bytes.div_ceil(1_000_000));
            return Err(error(&Error::OutOfMemory { what }));
        }
        blocks.push(block);
    }
    Ok(())
}

/// What an id names; undefined names nothing.
fn known<T>(
    what: &'static str,
    id: Option<String>,
    from_id: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, JsValue> {
    let Some(id) = id else { return Ok(None) };
    from_id(&id).map(Some).ok_or_else(|| error(&Error::UnknownGroup { what, id }))
}

fn no_retriever() -> JsValue {
    error(&Error::ModelMissing { role: "retriever" })
}
