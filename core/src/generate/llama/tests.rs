//! A Llama of random weights, small enough to run in a test: what must hold for any weights.

use std::io::Cursor;

use proptest::prelude::*;
use recruta_kernels::{Backend, Format, Pool};

use super::LlamaGenerator;
use crate::{
    Error,
    generate::{Generation, GenerationOptions, Generator, Pass, Step},
    gguf::{self, Tensor, Value},
};

const DIM: usize = 64;
const HIDDEN: usize = 96;
const N_LAYERS: usize = 2;
const N_TOKENS: usize = 48;
const CONTEXT: usize = 320;

/// Metadata and tensors of a whole file, to be changed by a test before it is written.
struct File {
    metadata: Vec<(&'static str, Value)>,
    tensors: Vec<Tensor>,
}

struct Noise(u64);

impl Noise {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn matrix(&mut self, name: &str, n_rows: usize, n_cols: usize, format: Format) -> Tensor {
        let (number, scale_at) = match format {
            Format::Q4_1 => (3, [0, 2].as_slice()),
            Format::Q8_0 => (8, [0].as_slice()),
            _ => (2, [0].as_slice()),
        };
        let mut bytes: Vec<u8> = (0..n_rows * format.row_bytes(n_cols)).map(|_| self.next() as u8).collect();
        for block in bytes.chunks_exact_mut(format.block_bytes()) {
            for (i, at) in scale_at.iter().enumerate() {
                // 0.02 for nibbles, less for bytes; the minimum of Q4_1 is eight times that, below zero.
                let scale = [if format == Format::Q8_0 { 0x1400_u16 } else { 0x2500 }, 0xb100][i];
                block[*at..at + 2].copy_from_slice(&scale.to_le_bytes());
            }
        }
        Tensor { name: format!("{name}.weight"), dimensions: vec![n_cols, n_rows], ggml_type: number, bytes }
    }
}

fn ones(name: &str) -> Tensor {
    let bytes = vec![1.0_f32; DIM].iter().flat_map(|x| x.to_le_bytes()).collect();
    Tensor { name: format!("{name}.weight"), dimensions: vec![DIM], ggml_type: 0, bytes }
}

impl File {
    fn new(seed: u64) -> Self {
        let integer = |n: usize| Value::Integer(n as i128);
        let text = |text: &str| Value::Text(text.to_owned());
        let tokens = (0..N_TOKENS).map(|id| format!("t{id}")).collect();
        let metadata = vec![
            ("general.architecture", text("llama")),
            ("llama.context_length", integer(CONTEXT)),
            ("llama.embedding_length", integer(DIM)),
            ("llama.block_count", integer(N_LAYERS)),
            ("llama.feed_forward_length", integer(HIDDEN)),
            ("llama.attention.head_count", integer(4)),
            ("llama.attention.head_count_kv", integer(2)),
            ("llama.rope.freq_base", Value::Float(10_000.0)),
            ("llama.attention.layer_norm_rms_epsilon", Value::Float(1e-5)),
            ("tokenizer.ggml.model", text("gpt2")),
            ("tokenizer.ggml.pre", text("gpt-2")),
            ("tokenizer.ggml.tokens", Value::Texts(tokens)),
            ("tokenizer.ggml.merges", Value::Texts(Vec::new())),
        ];
        let mut noise = Noise(seed);
        let mut tensors = vec![noise.matrix("token_embd", N_TOKENS, DIM, Format::Q8_0), ones("output_norm")];
        for i in 0..N_LAYERS {
            let name = |part: &str| format!("blk.{i}.{part}");
            tensors.extend([ones(&name("attn_norm")), ones(&name("ffn_norm"))]);
            tensors.extend([
                noise.matrix(&name("attn_q"), DIM, DIM, Format::Q4_1),
                noise.matrix(&name("attn_k"), DIM / 2, DIM, Format::Q4_0),
                noise.matrix(&name("attn_v"), DIM / 2, DIM, Format::Q8_0),
                noise.matrix(&name("attn_output"), DIM, DIM, Format::Q4_0),
                noise.matrix(&name("ffn_gate"), HIDDEN, DIM, Format::Q4_1),
                noise.matrix(&name("ffn_up"), HIDDEN, DIM, Format::Q4_0),
                noise.matrix(&name("ffn_down"), DIM, HIDDEN, Format::Q8_0),
            ]);
        }
        Self { metadata, tensors }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        gguf::write(&mut bytes, &self.metadata, &self.tensors).expect("writes to memory");
        bytes
    }

    fn load(&self) -> Result<LlamaGenerator, Error> {
        load_bytes(self.bytes(), Backend::detect(), &Pool::single())
    }

    fn set(&mut self, key: &'static str, value: Value) {
        self.metadata.retain(|(existing, _)| *existing != key);
        self.metadata.push((key, value));
    }

    fn tensor(&mut self, name: &str) -> &mut Tensor {
        self.tensors.iter_mut().find(|tensor| tensor.name == name).expect("a tensor of that name")
    }
}

fn load_bytes(bytes: Vec<u8>, backend: Backend, pool: &Pool) -> Result<LlamaGenerator, Error> {
    LlamaGenerator::load_for(backend, &mut Cursor::new(bytes), pool, &mut |_, _| {})
}

fn model(seed: u64) -> LlamaGenerator {
    File::new(seed).load().expect("a Llama")
}

fn sequence(n: usize, seed: u64) -> Vec<u32> {
    let mut noise = Noise(seed);
    (0..n).map(|_| (noise.next() % N_TOKENS as u64) as u32).collect()
}

fn bits(logits: &[f32]) -> Vec<u32> {
    logits.iter().map(|x| x.to_bits()).collect()
}

/// What a prompt leads to, and how many passes of how many tokens it took.
fn greedy(model: &mut LlamaGenerator, prompt: &[u32], lookup: bool, n_shared: usize) -> Vec<u32> {
    let options = GenerationOptions { max_new_tokens: 40, lookup, n_shared, ..GenerationOptions::default() };
    let mut generation = Generation::new(model, prompt.to_vec(), options).expect("fits");
    while !matches!(generation.step(model).expect("steps"), Step::Done { .. }) {}
    generation.tokens().to_vec()
}

#[test]
fn logits_do_not_depend_on_pieces_threads_or_back_end() {
    let (bytes, tokens) = (File::new(1).bytes(), sequence(300, 1));
    let expected = model(1).forward(&tokens, 0).expect("forward");
    assert!(expected.iter().all(|x| x.is_finite()) && expected.iter().any(|x| *x < expected[0]));
    for size in [1, 3, 8, 200] {
        let (mut model, mut logits) = (model(1), Vec::new());
        for (at, piece) in (0..).step_by(size).zip(tokens.chunks(size)) {
            logits = model.forward(piece, at).expect("forward");
        }
        assert_eq!(bits(&logits), bits(&expected), "pieces of {size}");
    }
    for backend in Backend::available() {
        let mut model = load_bytes(bytes.clone(), backend, &Pool::single()).expect("loads");
        assert_eq!(bits(&model.forward(&tokens, 0).expect("forward")), bits(&expected), "{backend:?}");
    }
    let pool = Pool::new(3);
    std::thread::scope(|scope| {
        for _ in 1..3 {
            scope.spawn(|| pool.serve());
        }
        let mut model = load_bytes(bytes.clone(), Backend::detect(), &pool).expect("loads");
        assert_eq!(bits(&model.forward(&tokens, 0).expect("forward")), bits(&expected));
        pool.close();
    });
}

#[test]
fn logits_of_each_token_are_those_of_the_token_alone() {
    let tokens = sequence(12, 2);
    let (mut one, mut all) = (model(2), model(2));
    let each = all.forward_each(&tokens, 0).expect("forward");
    for (at, row) in each.chunks_exact(N_TOKENS).enumerate() {
        assert_eq!(bits(&one.forward(&tokens[at..=at], at).expect("forward")), bits(row));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn guessing_changes_no_token(seed in any::<u64>(), n in 1..40_usize, copies in 1..4_usize) {
        let prompt = sequence(n, seed).repeat(copies);
        prop_assert_eq!(
            greedy(&mut model(seed), &prompt, true, 0),
            greedy(&mut model(seed), &prompt, false, 0)
        );
    }

    #[test]
    fn what_was_said_before_changes_no_token(seed in any::<u64>(), cut in 1..30_usize, n_shared in 0..40_usize) {
        let (first, second) = (sequence(30, seed), sequence(30, seed ^ 1));
        let third = [&first[..cut], &second[..]].concat();
        let mut model = model(seed);
        for prompt in [&first, &second, &third, &first] {
            let fresh = greedy(&mut super::tests::model(seed), prompt, false, 0);
            prop_assert_eq!(greedy(&mut model, prompt, true, n_shared), fresh);
        }
    }

    #[test]
    fn no_damage_to_a_file_brings_the_loader_down(
        at in any::<prop::sample::Index>(), noise in prop::collection::vec(any::<u8>(), 1..64),
    ) {
        let mut bytes = File::new(3).bytes();
        let header = bytes.len() - 40_000;
        let at = at.index(header);
        bytes[at..at + noise.len()].copy_from_slice(&noise);
        if let Ok(mut model) = load_bytes(bytes, Backend::detect(), &Pool::single()) {
            drop(model.forward(&[1, 2, 3], 0));
        }
    }
}

#[test]
fn a_known_beginning_is_not_processed_again() {
    let (first, second) = (sequence(30, 5), sequence(30, 6));
    let mut model = model(5);
    greedy(&mut model, &first, true, 10);
    assert_eq!(model.reuse(&first).expect("reuses"), 30, "the running sequence");
    greedy(&mut model, &second, true, 0);
    assert_eq!(model.reuse(&first).expect("reuses"), 10, "what was kept of an earlier one");
    assert_eq!(model.reuse(&sequence(3, 7)).expect("reuses"), 0);
}

#[test]
fn a_prompt_that_is_given_up_halfway_leaves_nothing_behind() {
    let (first, second) = (sequence(30, 8), sequence(30, 9));
    let expected = greedy(&mut model(8), &second, false, 0);
    let mut model = model(8);
    greedy(&mut model, &second, true, 20);
    assert_eq!(model.process(&first, 0).expect("a part"), Pass::More);
    assert!(model.logits().is_err(), "the tokens are not processed yet");
    assert_eq!(greedy(&mut model, &second, true, 0), expected);
    assert_eq!(model.process(&first, 4).expect("a part"), Pass::More);
    assert_eq!(
        bits(&model.forward(&first, 0).expect("starts anew")),
        bits(&super::tests::model(8).forward(&first, 0).expect("forward"))
    );
}

#[test]
fn sequences_together_give_the_logits_of_each_alone() {
    let prompts = [sequence(20, 10), sequence(7, 11), sequence(33, 12)];
    let mut together = model(10);
    for (number, prompt) in prompts.iter().enumerate() {
        together.select(number).expect("a sequence");
        together.forward(prompt, 0).expect("forward");
    }
    let mut alone = [model(10), model(10), model(10)];
    for (model, prompt) in alone.iter_mut().zip(&prompts) {
        model.forward(prompt, 0).expect("forward");
    }
    for step in 0..4 {
        let next = [(2, step), (0, step + 1), (1, step + 2)];
        let rows = together.forward_sequences(&next).expect("forward");
        for ((number, token), row) in next.into_iter().zip(rows.chunks_exact(N_TOKENS)) {
            let position = prompts[number].len() + step as usize;
            let expected = alone[number].forward(&[token], position).expect("forward");
            assert_eq!(bits(row), bits(&expected), "sequence {number}, step {step}");
        }
    }
    assert!(together.forward_sequences(&[(1, 1), (1, 2)]).is_err() && together.select(1_000).is_err());
}

#[test]
fn too_many_tokens_are_refused_with_the_limit() {
    let mut model = model(1);
    let error = model.forward(&sequence(CONTEXT + 1, 1), 0).expect_err("beyond the context");
    assert!(matches!(error, Error::TooLong { got: 321, max: 320, .. }), "{error}");
    model.forward(&sequence(CONTEXT, 1), 0).expect("fills the context");
    assert!(matches!(model.forward(&[1], CONTEXT), Err(Error::TooLong { .. })));
    assert_eq!(model.forward(&[1], 3).expect("goes back").len(), N_TOKENS);
    assert!(model.forward(&[1], 9).is_err(), "positions 4 to 8 are not there");
    assert!(model.forward(&[N_TOKENS as u32], 4).is_err(), "no such token");
}

/// What a changed file is refused with.
fn refusal(change: impl FnOnce(&mut File)) -> Error {
    let mut file = File::new(1);
    change(&mut file);
    file.load().expect_err("refused")
}

#[test]
fn what_does_not_run_is_refused_by_name() {
    let named = |change: fn(&mut File), name: &str| {
        let error = refusal(change);
        assert!(
            matches!(error, Error::ModelUnsupported { .. }) && error.to_string().contains(name),
            "{error}"
        );
    };
    named(|file| file.set("general.architecture", Value::Text("qwen2".to_owned())), "\"qwen2\"");
    named(|file| file.set("llama.rope.scaling.type", Value::Text("yarn".to_owned())), "\"yarn\"");
    named(|file| file.set("llama.expert_count", Value::Integer(8)), "8 experts");
    named(|file| file.set("llama.attention.key_length", Value::Integer(8)), "heads of 8 numbers");
    named(|file| file.tensor("blk.1.ffn_up.weight").ggml_type = 6, "blk.1.ffn_up.weight is Q5_0");
    named(|file| file.tensors.push(ones("blk.0.attn_q").renamed("blk.0.attn_q.bias")), "bias");
}

#[test]
fn what_contradicts_itself_is_damaged() {
    let damaged = |change: fn(&mut File)| {
        let error = refusal(change);
        assert!(matches!(error, Error::ModelCorrupt { .. }), "{error}");
    };
    damaged(|file| file.tensors.retain(|tensor| tensor.name != "output_norm.weight"));
    damaged(|file| file.tensor("blk.0.attn_k.weight").dimensions = vec![DIM, DIM]);
    damaged(|file| file.set("llama.attention.head_count_kv", Value::Integer(3)));
    damaged(|file| file.set("llama.embedding_length", Value::Integer(0)));
    damaged(|file| file.set("llama.rope.dimension_count", Value::Integer(0)));
    damaged(|file| file.set("llama.attention.key_length", Value::Integer(0xffff_fff0)));
    damaged(|file| file.set("llama.rope.freq_base", Value::Float(f64::NAN)));
    // The scale of the first block becomes infinite.
    damaged(|file| file.tensor("blk.0.attn_k.weight").bytes[..2].copy_from_slice(&[0x00, 0x7c]));
    damaged(|file| file.tensor("output_norm.weight").bytes[..4].copy_from_slice(&f32::NAN.to_le_bytes()));
}

#[test]
fn half_a_file_is_refused() {
    let bytes = File::new(1).bytes();
    for len in [0, 3, 100, bytes.len() / 2, bytes.len() - 64] {
        let error = load_bytes(bytes[..len].to_vec(), Backend::detect(), &Pool::single()).expect_err("half");
        assert!(matches!(error, Error::ModelCorrupt { .. }), "{len}: {error}");
    }
}

impl Tensor {
    fn renamed(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }
}
