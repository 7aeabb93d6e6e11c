//! Llama-architecture GGUF models on the engine's own kernels.
//!
//! Weights stay quantised, embedding rows are turned into f32 when they are looked up, keys and values are kept as
//! halves. Prompts are processed in chunks, all tokens of a chunk together.
//!
//! **Determinism.** Logits do not depend on threads, back end, or how a sequence was cut into chunks: see
//! [`recruta_kernels`].

mod config;
mod forward;
#[cfg(test)]
mod tests;
mod weights;

use std::io::{Read, Seek};

use recruta_kernels::{Backend, KvCache, Pool};

use self::{config::Config, forward::Scratch, weights::Weights};
use super::{ChatTemplate, Generator, GgufTokenizer, ModelInfo, Pass};
use crate::{
    Error, Result,
    gguf::{Counted, Gguf},
};

/// Tokens that go through the layers together at most: beyond this nothing is gained but the memory they take.
const MAX_BATCH: usize = 128;

/// Multiply-additions of a part: on one thread of a browser without relaxed SIMD (20 billion a second) 50 ms. One layer
/// of a prompt's piece is a part at least, and in tests, whose models are small, at most.
const PART_WORK: usize = if cfg!(test) { 1 } else { 1_000_000_000 };

/// Prefixes kept beside the running sequence: a system prompt in each language, and a conversation or two.
const MAX_SNAPSHOTS: usize = 4;

/// A quantised Llama with the vocabulary and chat template of its file.
pub struct LlamaGenerator {
    info: ModelInfo,
    tokenizer: GgufTokenizer,
    template: Option<ChatTemplate>,
    config: Config,
    weights: Weights,
    pool: Pool,
    cache: KvCache,
    /// The tokens whose keys and values the cache holds.
    sequence: Vec<u32>,
    /// Kept prefixes, the one used last at the end.
    snapshots: Vec<Snapshot>,
    scratch: Scratch,
    /// A batch on its way through the layers.
    pending: Option<Pending>,
}

struct Pending {
    tokens: Vec<u32>,
    position: usize,
    /// Tokens whose batches are through.
    n_done: usize,
    /// Layers the running batch is through.
    n_layers: usize,
}

struct Snapshot {
    tokens: Vec<u32>,
    cache: KvCache,
}

impl std::fmt::Debug for LlamaGenerator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LlamaGenerator").field("info", &self.info).finish_non_exhaustive()
    }
}

impl LlamaGenerator {
    /// Loads a GGUF file, each tensor straight into the layout of the kernels; no second copy of the file is ever in
    /// memory. `progress` gets the furthest byte read and bytes in all.
    ///
    /// **Errors.** [`Error::ModelCorrupt`], [`Error::ModelUnsupported`] by name, [`Error::OutOfMemory`].
    pub fn load<R: Read + Seek>(
        reader: &mut R,
        pool: &Pool,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Self> {
        Self::load_for(Backend::detect(), reader, pool, progress)
    }

    /// Loads for a back end that is not the fastest, to compare them.
    pub fn load_for<R: Read + Seek>(
        backend: Backend,
        reader: &mut R,
        pool: &Pool,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Self> {
        let gguf = Gguf::read(reader)?;
        let config = Config::from_metadata(&gguf)?;
        let tokenizer = GgufTokenizer::from_metadata(&gguf)?;
        let template = ChatTemplate::from_metadata(&gguf, &tokenizer)?;
        let mut counted = Counted::new(reader, progress)?;
        let weights = Weights::read(&gguf, &config, backend, tokenizer.vocab_size(), &mut counted)?;
        counted.finish();
        let info = ModelInfo {
            name: gguf.text("general.name").unwrap_or("llama").to_owned(),
            context_length: config.context_length,
            vocab_size: tokenizer.vocab_size(),
        };
        let cache = KvCache::new(config.kv_shape());
        let scratch = Scratch::default();
        let (pool, sequence, snapshots) = (pool.clone(), Vec::new(), Vec::new());
        Ok(Self {
            info,
            tokenizer,
            template,
            config,
            weights,
            pool,
            cache,
            sequence,
            snapshots,
            scratch,
            pending: None,
        })
    }

    /// Checks that `tokens` may be processed at `position`, and makes room for them.
    fn prepare(&mut self, tokens: &[u32], position: usize) -> Result<()> {
        let end = position + tokens.len();
        if end > self.info.context_length {
            let max = self.info.context_length;
            return Err(Error::TooLong { what: "prompt", got: end, max, unit: "tokens" });
        }
        if position > self.sequence.len() {
            let detail = format!("position {position} after {} tokens", self.sequence.len());
            return Err(Error::internal(detail));
        }
        if tokens.is_empty() {
            return Err(Error::internal("no tokens to process"));
        }
        if let Some(id) = tokens.iter().find(|id| **id as usize >= self.info.vocab_size) {
            return Err(Error::internal(format!("token {id} of {}", self.info.vocab_size)));
        }
        self.cache.reserve(end).map_err(|error| Error::OutOfMemory { what: error.to_string() })?;
        // What stood there is overwritten layer by layer, so it is no longer known from here on.
        self.sequence.truncate(position);
        Ok(())
    }

    /// Takes the running batch through as many layers as one part of the work allows.
    fn advance(&mut self, pending: &mut Pending) {
        let end = pending.tokens.len().min(pending.n_done + MAX_BATCH);
        let batch = &pending.tokens[pending.n_done..end];
        let position = pending.position + pending.n_done;
        let Self { config, weights, pool, cache, scratch, .. } = self;
        if pending.n_layers == 0 {
            forward::begin(config, weights, scratch, batch, position);
        }
        let work_a_layer = config.layer_work() * batch.len();
        let to = (pending.n_layers + (PART_WORK / work_a_layer).max(1)).min(config.n_layers);
        forward::layers(config, weights, pool, cache, scratch, position, pending.n_layers..to);
        pending.n_layers = to;
        if to == config.n_layers {
            self.sequence.extend_from_slice(batch);
            (pending.n_done, pending.n_layers) = (end, 0);
        }
    }

    /// The logits of the last `n` tokens of the last batch.
    fn last_logits(&mut self, n: usize) -> Vec<f32> {
        forward::logits(&self.config, &self.weights, &self.pool, &mut self.scratch, n)
    }
}

/// Tokens two sequences begin with alike.
fn common_prefix(a: &[u32], b: &[u32]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

impl Generator for LlamaGenerator {
    fn info(&self) -> &ModelInfo {
        &self.info
    }

    fn tokenizer(&self) -> &GgufTokenizer {
        &self.tokenizer
    }

    fn chat_template(&self) -> Option<&ChatTemplate> {
        self.template.as_ref()
    }

    fn process(&mut self, tokens: &[u32], position: usize) -> Result<Pass> {
        let same = |pending: &Pending| pending.tokens == tokens && pending.position == position;
        let mut pending = match self.pending.take().filter(same) {
            Some(pending) => pending,
            None => {
                self.prepare(tokens, position)?;
                Pending { tokens: tokens.to_vec(), position, n_done: 0, n_layers: 0 }
            }
        };
        self.advance(&mut pending);
        if pending.n_done == tokens.len() {
            return Ok(Pass::Done);
        }
        self.pending = Some(pending);
        Ok(Pass::More)
    }

    fn logits(&mut self) -> Result<Vec<f32>> {
        if self.sequence.is_empty() || self.pending.is_some() {
            return Err(Error::internal("logits were asked for before the tokens were processed"));
        }
        Ok(self.last_logits(1))
    }

    fn forward_each(&mut self, tokens: &[u32], position: usize) -> Result<Vec<f32>> {
        let mut logits = Vec::new();
        for (at, batch) in (position..).step_by(MAX_BATCH).zip(tokens.chunks(MAX_BATCH)) {
            while self.process(batch, at)? == Pass::More {}
            logits.extend(self.last_logits(batch.len()));
        }
        Ok(logits)
    }

    fn reuse(&mut self, tokens: &[u32]) -> Result<usize> {
        // A batch that was left on its way has written where the next one writes.
        self.pending = None;
        let live = common_prefix(&self.sequence, tokens);
        let kept =
            (0..self.snapshots.len()).max_by_key(|i| common_prefix(&self.snapshots[*i].tokens, tokens));
        let Some(kept) = kept else { return Ok(live) };
        let shared = common_prefix(&self.snapshots[kept].tokens, tokens);
        if shared <= live {
            return Ok(live);
        }
        let snapshot = self.snapshots.remove(kept);
        self.sequence.clear();
        let restored = self.cache.restore(&snapshot.cache);
        restored.map_err(|error| Error::OutOfMemory { what: error.to_string() })?;
        self.sequence.extend_from_slice(&snapshot.tokens[..shared]);
        self.snapshots.push(snapshot);
        Ok(shared)
    }

    fn forget(&mut self) {
        self.pending = None;
        self.sequence.clear();
        self.snapshots.clear();
    }

    fn keep(&mut self, n_tokens: usize) {
        let tokens = &self.sequence[..n_tokens.min(self.sequence.len())];
        if tokens.is_empty() {
            return;
        }
        // One that this one continues is of no more use.
        self.snapshots.retain(|snapshot| !tokens.starts_with(&snapshot.tokens));
        if self.snapshots.len() == MAX_SNAPSHOTS {
            self.snapshots.remove(0);
        }
        self.snapshots.push(Snapshot { tokens: tokens.to_vec(), cache: self.cache.prefix(tokens.len()) });
    }
}
