//! Generation: a language model run one step at a time.
//!
//! [`Generator`] is the role: tokens in, logits out, with the vocabulary and chat template of its model.
//! [`LlamaGenerator`] runs Llama-architecture GGUF files. [`Generation`] is one run: it feeds the prompt in small
//! pieces, then gives a token a step, so that whoever drives it can stop between any two.

mod llama;
mod lookup;
mod sample;
mod stream;
mod template;
mod tokenizer;
mod utf8;

pub use llama::LlamaGenerator;
pub use sample::Sampling;
pub use stream::{Finish, Generation, GenerationOptions, PREFILL_CHUNK, Step};
pub use template::{ChatTemplate, Message, Role};
pub use tokenizer::GgufTokenizer;
pub use utf8::Utf8Stream;

use crate::Result;

/// What a loaded model says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelInfo {
    /// `general.name` of the file, or the architecture.
    pub name: String,
    /// Tokens of prompt and answer together.
    pub context_length: usize,
    /// Tokens in the vocabulary.
    pub vocab_size: usize,
}

/// How far tokens are on their way through a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pass {
    /// There is more to do.
    More,
    /// All tokens are processed.
    Done,
}

/// A language model that answers with logits.
pub trait Generator {
    /// What it says of itself.
    fn info(&self) -> &ModelInfo;

    /// Vocabulary and special tokens.
    fn tokenizer(&self) -> &GgufTokenizer;

    /// The chat form of the model's own metadata; none for a base model.
    fn chat_template(&self) -> Option<&ChatTemplate>;

    /// Takes `tokens`, which stand at `position` of the sequence, a part of the way through the model: so far that
    /// stopping between two parts is heard. Called again and again with the same tokens until it says [`Pass::Done`].
    /// `position` 0 starts a new sequence; otherwise all earlier positions must have been processed.
    fn process(&mut self, tokens: &[u32], position: usize) -> Result<Pass>;

    /// The logits after the last processed token, `[vocab_size]`.
    fn logits(&mut self) -> Result<Vec<f32>>;

    /// Processes `tokens` in one go and gives the logits after the last of them.
    fn forward(&mut self, tokens: &[u32], position: usize) -> Result<Vec<f32>> {
        while self.process(tokens, position)? == Pass::More {}
        self.logits()
    }

    /// As [`Self::forward`], but gives the logits after each of the tokens, `[n_tokens, vocab_size]`.
    fn forward_each(&mut self, tokens: &[u32], position: usize) -> Result<Vec<f32>>;

    /// How many of the first `tokens` need not be processed, because an earlier sequence began with them. The next
    /// [`Self::forward`] may begin there.
    fn reuse(&mut self, tokens: &[u32]) -> Result<usize>;

    /// Makes a sequence the running one, which all functions but [`Self::forward_sequences`] are about. The first is 0;
    /// another is made when it is first asked for.
    fn select(&mut self, sequence: usize) -> Result<()>;

    /// Processes one token of each of several sequences together, each after the tokens its sequence has, and gives the
    /// logits after them in the order given, `[n, vocab_size]`. Weights are read once for all.
    fn forward_sequences(&mut self, next: &[(usize, u32)]) -> Result<Vec<f32>>;

    /// Forgets every sequence, running or kept.
    fn forget(&mut self);

    /// Keeps the first `n_tokens` of the running sequence for [`Self::reuse`], beside what runs.
    fn keep(&mut self, n_tokens: usize);
}
