//! One run of a model, step by step.

use std::collections::VecDeque;

use super::{Generator, Pass, Sampling, Utf8Stream, lookup::Lookup, sample::Sampler};
use crate::{Error, Result};

/// Prompt tokens that go through the model together: enough to share the reading of weights, few enough for progress to
/// be seen. Stopping is heard sooner, between parts of the model.
pub const PREFILL_CHUNK: usize = 32;

/// How a run goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GenerationOptions {
    /// Tokens to generate at most.
    pub max_new_tokens: usize,
    /// Prompt tokens processed together; `usize::MAX` reads the prompt in one pass.
    pub prefill_chunk: usize,
    /// How tokens are chosen.
    pub sampling: Sampling,
    /// Tokens the prompt begins with that later prompts begin with too; they are kept, so that those need not process
    /// them again.
    pub n_shared: usize,
    /// Whether greedy tokens may be guessed from the text so far and verified together: the same text, sooner.
    pub lookup: bool,
}

impl Default for GenerationOptions {
    fn default() -> Self {
        Self {
            max_new_tokens: 128,
            prefill_chunk: PREFILL_CHUNK,
            sampling: Sampling::Greedy,
            n_shared: 0,
            lookup: true,
        }
    }
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
    n_shared: usize,
    /// Whether the generator was asked what it still knows of the prompt.
    is_begun: bool,
    logits: Vec<f32>,
    sampler: Sampler,
    /// None where every token is computed by itself.
    lookup: Option<Lookup>,
    /// Tokens that are certain and were not yet told.
    verified: VecDeque<u32>,
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
            n_shared: options.n_shared,
            is_begun: false,
            logits: Vec::new(),
            sampler: Sampler::new(options.sampling),
            lookup: (options.lookup && options.sampling == Sampling::Greedy).then(Lookup::default),
            verified: VecDeque::new(),
            utf8: Utf8Stream::default(),
        })
    }

    /// Tokens generated so far.
    pub fn tokens(&self) -> &[u32] {
        &self.generated
    }

    /// The next step: a piece of the prompt, or a token. After [`Step::Done`] it stays done.
    pub fn step(&mut self, generator: &mut dyn Generator) -> Result<Step> {
        if !self.is_begun {
            self.begin(generator)?;
        }
        if self.n_fed < self.prompt.len() {
            return self.prefill(generator);
        }
        if self.generated.len() >= self.max_new_tokens {
            return Ok(self.done(Finish::Length));
        }
        let id = self.next(generator)?;
        if generator.tokenizer().is_stop(id) {
            return Ok(self.done(Finish::StopToken));
        }
        self.generated.push(id);
        let text = self.utf8.push(generator.tokenizer().piece(id));
        Ok(Step::Token { id, text })
    }

    /// The token that the next step processes by itself, if it processes just one: it may be processed together with
    /// those of other runs, and its logits given to [`Self::give`].
    pub fn next_input(&self) -> Option<u32> {
        let is_reading = !self.is_begun || self.n_fed < self.prompt.len();
        let is_over = self.generated.len() >= self.max_new_tokens;
        let has_next = !self.logits.is_empty() || !self.verified.is_empty();
        (!is_reading && !is_over && !has_next).then(|| self.last().0)
    }

    /// Takes the logits after [`Self::next_input`].
    pub fn give(&mut self, logits: &[f32]) {
        self.logits = logits.to_vec();
    }

    /// Tokens of the prompt that were read, while it is being read.
    pub fn n_read(&self) -> Option<usize> {
        (self.n_fed < self.prompt.len()).then_some(self.n_fed)
    }

    /// Skips what the generator still knows; the last token is processed in any case, for its logits.
    fn begin(&mut self, generator: &mut dyn Generator) -> Result<()> {
        self.is_begun = true;
        self.n_fed = generator.reuse(&self.prompt[..self.prompt.len() - 1])?;
        Ok(())
    }

    fn prefill(&mut self, generator: &mut dyn Generator) -> Result<Step> {
        let mut end = self.n_fed.saturating_add(self.prefill_chunk).min(self.prompt.len());
        // A piece ends where the shared tokens do, so that what is kept was just processed.
        if self.n_fed < self.n_shared && self.n_shared < end {
            end = self.n_shared;
        }
        let total = self.prompt.len();
        if generator.process(&self.prompt[self.n_fed..end], self.n_fed)? == Pass::More {
            return Ok(Step::Prefill { done: self.n_fed, total });
        }
        self.n_fed = end;
        if end == self.n_shared {
            generator.keep(end);
        }
        if end == total {
            self.logits = generator.logits()?;
        }
        Ok(Step::Prefill { done: end, total })
    }

    fn next(&mut self, generator: &mut dyn Generator) -> Result<u32> {
        if let Some(id) = self.verified.pop_front() {
            return Ok(id);
        }
        if self.logits.is_empty() {
            let guesses = self.guesses(generator);
            if !guesses.is_empty() {
                return self.verify(generator, &guesses);
            }
            let (last, position) = self.last();
            self.logits = generator.forward(&[last], position)?;
        }
        let id = self.sampler.sample(&self.logits)?;
        self.logits.clear();
        Ok(id)
    }

    /// The last token, which no pass has processed yet, and its position.
    fn last(&self) -> (u32, usize) {
        let last = self.generated.last().or(self.prompt.last()).copied().unwrap_or_default();
        (last, self.prompt.len() + self.generated.len() - 1)
    }

    fn guesses(&self, generator: &dyn Generator) -> Vec<u32> {
        let Some(lookup) = &self.lookup else { return Vec::new() };
        // The pass also gives the token after the last guess; neither may go beyond the end.
        let wanted = self.max_new_tokens - self.generated.len() - 1;
        let room = generator.info().context_length - self.prompt.len() - self.generated.len();
        let said: Vec<u32> = self.prompt.iter().chain(&self.generated).copied().collect();
        lookup.guess(&said, wanted.min(room))
    }

    /// Computes the token after the last one and after each guess in one pass. Guesses count as long as each is what
    /// would have been said; what follows the last right one is certain too.
    fn verify(&mut self, generator: &mut dyn Generator, guesses: &[u32]) -> Result<u32> {
        let (last, position) = self.last();
        let tokens: Vec<u32> = std::iter::once(last).chain(guesses.iter().copied()).collect();
        let logits = generator.forward_each(&tokens, position)?;
        let rows = logits.chunks_exact(generator.info().vocab_size);
        let mut n_right = 0;
        for (at, row) in rows.enumerate() {
            let id = self.sampler.sample(row)?;
            self.verified.push_back(id);
            if guesses.get(at) != Some(&id) {
                break;
            }
            n_right += 1;
        }
        if let Some(lookup) = &mut self.lookup {
            lookup.learn(guesses.len(), n_right);
        }
        self.verified.pop_front().ok_or_else(|| Error::internal("the model gave no logits"))
    }

    fn done(&mut self, finish: Finish) -> Step {
        self.max_new_tokens = self.generated.len();
        Step::Done { finish, text: self.utf8.finish() }
    }
}
