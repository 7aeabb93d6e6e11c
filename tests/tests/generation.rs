//! The generator against candle's own Llama, and prompts against what model files say.

use std::{fs::File, io::BufReader};

use candle_core::{Device, Tensor, quantized::gguf_file};
use candle_transformers::models::quantized_llama::ModelWeights;
use recruta_core::generate::{
    Generation, GenerationOptions, Generator, LlamaGenerator, Message, PREFILL_CHUNK, Role, Sampling, Step,
};

const N_TOKENS: usize = 32;

const CHATS: [&str; 3] = [
    "Which skills should a senior Python developer have?",
    "Write one sentence about mainframe developers in Brazil.",
    "Quais competências um analista de testes precisa ter?",
];

/// What reading a prompt in pieces may change of its logits. candle rounds activations to 8 bits, and sums in another
/// order round differently; another prompt changes them by about 1.
const MAX_RELATIVE_ERROR: f32 = 0.05;

fn load() -> LlamaGenerator {
    let file = recruta_tests::small_generator();
    recruta_tests::models()
        .load_generator(&file, &mut |_, _| {})
        .expect("run `cargo xtask models --small`")
        .generator
}

fn prompt(generator: &LlamaGenerator, question: &str) -> Vec<u32> {
    let template = generator.chat_template().expect("an instruct model has a template");
    let text = template.render(&[Message::new(Role::User, question)]).expect("renders");
    generator.tokenizer().encode_prompt(&text).expect("encodes")
}

fn ours(generator: &mut LlamaGenerator, prompt: &[u32], prefill_chunk: usize) -> Vec<u32> {
    let options = GenerationOptions { max_new_tokens: N_TOKENS, prefill_chunk, sampling: Sampling::Greedy };
    let mut generation = Generation::new(generator, prompt.to_vec(), options).expect("fits");
    while !matches!(generation.step(generator).expect("steps"), Step::Done { .. }) {}
    generation.tokens().to_vec()
}

/// The prompt in pieces of `size`, then a token at a time, with candle alone.
fn oracle(
    weights: &mut ModelWeights,
    prompt: &[u32],
    size: usize,
    is_stop: impl Fn(u32) -> bool,
) -> Vec<u32> {
    let mut tokens = Vec::new();
    let mut position = 0;
    let mut forward = |input: &[u32]| {
        let tensor = Tensor::new(input, &Device::Cpu).and_then(|t| t.unsqueeze(0)).expect("a tensor");
        position += input.len();
        weights.forward(&tensor, position - input.len()).expect("forward")
    };
    let mut logits = prompt.chunks(size).map(&mut forward).last().expect("a prompt");
    while tokens.len() < N_TOKENS {
        let next = logits
            .flatten_all()
            .and_then(|l| l.argmax(0))
            .and_then(|id| id.to_scalar::<u32>())
            .expect("argmax");
        if is_stop(next) {
            break;
        }
        tokens.push(next);
        logits = forward(&[next]);
    }
    tokens
}

fn candle_weights() -> ModelWeights {
    let mut reader = BufReader::new(File::open(recruta_tests::small_generator()).expect("opens"));
    let content = gguf_file::Content::read(&mut reader).expect("a GGUF");
    ModelWeights::from_gguf(content, &mut reader, &Device::Cpu).expect("a Llama")
}

#[test]
fn greedy_tokens_equal_candles() {
    let (mut generator, mut weights) = (load(), candle_weights());
    let whole = CHATS.into_iter().map(|chat| (chat, usize::MAX));
    for (chat, size) in whole.chain([(CHATS[2], PREFILL_CHUNK)]) {
        let prompt = prompt(&generator, chat);
        let expected = oracle(&mut weights, &prompt, size, |id| generator.tokenizer().is_stop(id));
        assert_eq!(ours(&mut generator, &prompt, size), expected, "{chat}");
        assert!(!expected.is_empty());
    }
}

/// Root mean square of the difference over that of the logits.
fn relative_error(a: &[f32], b: &[f32]) -> f32 {
    let square = |x: f32| x * x;
    let difference: f32 = a.iter().zip(b).map(|(x, y)| square(x - y)).sum();
    (difference / b.iter().map(|y| square(*y)).sum::<f32>()).sqrt()
}

#[test]
fn a_prompt_read_in_pieces_gives_the_logits_of_one_pass() {
    let mut generator = load();
    for chat in &CHATS[1..] {
        let prompt = prompt(&generator, chat);
        let whole = generator.forward(&prompt, 0).expect("forward");
        let mut pieces = Vec::new();
        for (at, piece) in (0..).step_by(PREFILL_CHUNK).zip(prompt.chunks(PREFILL_CHUNK)) {
            pieces = generator.forward(piece, at).expect("forward");
        }
        let error = relative_error(&pieces, &whole);
        assert!(error <= MAX_RELATIVE_ERROR, "{chat}: {error}");
    }
}
