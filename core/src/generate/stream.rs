//! One run of a model, step by step.

use super::{Generator, Sampling, Utf8Stream, sample::Sampler};
use crate::{Error, Result};

/// Prompt tokens processed in one step where somebody may stop it: stopping must be heard within 100 ms, also with a
/// model of a billion weights on one thread of a browser, and larger pieces gain little (docs/PERFORMANCE.md).
pub const PREFILL_CHUNK: usize = 8;

/// How a run goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GenerationOptions {
    /// Tokens to generate at most.
    pub max_new_tokens: usize,
    /// Prompt tokens processed in one step; `usize::MAX` reads the prompt in one pass.
    pub prefill_chunk: usize,
    /// How tokens are chosen.
    pub sampling: Sampling,
}

/// Why a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finish {
    /// The model ended its turn.
    StopToken,
    /// `max_new_tokens` were generated, or the context is full.
    Length,
}

/// What one step did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Read a piece of the prompt.
    Prefill {
        /// Tokens read.
        done: usize,
        /// Tokens of the prompt.
        total: usize,
    },
    /// Generated a token.
    Token {
        /// Its id.
        id: u32,
        /// The characters it completed, possibly none.
        text: String,
    },
    /// Nothing more will come. `text` is what a last half character left.
    Done {
        /// Why.
        finish: Finish,
        /// Rest of the text.
        text: String,
    },
}

/// A prompt being answered.
#[derive(Debug)]
pub struct Generation {
    prompt: Vec<u32>,
    n_fed: usize,
    generated: Vec<u32>,
    max_new_tokens: usize,
    prefill_chunk: usize,
    logits: Vec<f32>,
    sampler: Sampler,
    utf8: Utf8Stream,
}

impl Generation {
    /// Starts a run. The context must hold the prompt and at least one token.
    pub fn new(generator: &dyn Generator, prompt: Vec<u32>, options: GenerationOptions) -> Result<Self> {
        let context = generator.info().context_length;
        if prompt.len() >= context {
            return Err(Error::TooLong {
                what: "prompt",
                got: prompt.len(),
                max: context - 1,
                unit: "tokens",
            });
        }
        if prompt.is_empty() {
            return Err(Error::EmptyQuestion);
        }
        let max_new_tokens = options.max_new_tokens.min(context - prompt.len());
        Ok(Self {
            prompt,
            prefill_chunk: options.prefill_chunk.max(1),
            n_fed: 0,
            generated: Vec::new(),
            max_new_tokens,
            logits: Vec::new(),
            sampler: Sampler::new(options.sampling),
            utf8: Utf8Stream::default(),
        })
    }

    /// Tokens generated so far.
    pub fn tokens(&self) -> &[u32] {
        &self.generated
    }

    /// The next step: a piece of the prompt, or a token. After [`Step::Done`] it stays done.
    pub fn step(&mut self, generator: &mut dyn Generator) -> Result<Step> {
        if self.n_fed < self.prompt.len() {
            return self.prefill(generator);
        }
        if self.generated.len() >= self.max_new_tokens {
            return Ok(self.done(Finish::Length));
        }
        if let (Some(last), true) = (self.generated.last(), self.logits.is_empty()) {
            let position = self.prompt.len() + self.generated.len() - 1;
            self.logits = generator.forward(&[*last], position)?;
        }
        let id = self.sampler.sample(&self.logits)?;
        if generator.tokenizer().is_stop(id) {
            return Ok(self.done(Finish::StopToken));
        }
        self.logits.clear();
        self.generated.push(id);
        let text = self.utf8.push(generator.tokenizer().piece(id));
        Ok(Step::Token { id, text })
    }

    fn prefill(&mut self, generator: &mut dyn Generator) -> Result<Step> {
        let end = self.n_fed.saturating_add(self.prefill_chunk).min(self.prompt.len());
        self.logits = generator.forward(&self.prompt[self.n_fed..end], self.n_fed)?;
        self.n_fed = end;
        Ok(Step::Prefill { done: end, total: self.prompt.len() })
    }

    fn done(&mut self, finish: Finish) -> Step {
        self.max_new_tokens = self.generated.len();
        Step::Done { finish, text: self.utf8.finish() }
    }
}
