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

use self::{
    config::Config,
    forward::{Rows, Scratch},
    weights::Weights,
};
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

/// Sequences that may run at the same time; each takes its own room for keys and values.
const MAX_SEQUENCES: usize = 64;

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
    sequences: Vec<Sequence>,
    /// The one that runs.
    current: usize,
    /// Kept prefixes, the one used last at the end.
    snapshots: Vec<Snapshot>,
    scratch: Scratch,
}

/// Tokens and what was computed of them.
struct Sequence {
    cache: KvCache,
    /// The tokens whose keys and values the cache holds.
    tokens: Vec<u32>,
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
        Ok(Self {
            info,
            tokenizer,
            template,
            weights,
            pool: pool.clone(),
            sequences: vec![Sequence::new(&config)],
            current: 0,
            snapshots: Vec::new(),
            scratch: Scratch::default(),
            config,
        })
    }

    fn running(&mut self) -> &mut Sequence {
        &mut self.sequences[self.current]
    }

    /// Checks that `tokens` may be processed at `position` of a sequence, and makes room for them.
    fn prepare(&mut self, sequence: usize, tokens: &[u32], position: usize) -> Result<()> {
        let end = position + tokens.len();
        if end > self.info.context_length {
            let max = self.info.context_length;
            return Err(Error::TooLong { what: "prompt", got: end, max, unit: "tokens" });
        }
        let sequence = self.sequences.get_mut(sequence).ok_or_else(|| Error::internal("no such sequence"))?;
        if position > sequence.tokens.len() {
            let detail = format!("position {position} after {} tokens", sequence.tokens.len());
            return Err(Error::internal(detail));
        }
        if tokens.is_empty() {
            return Err(Error::internal("no tokens to process"));
        }
        if let Some(id) = tokens.iter().find(|id| **id as usize >= self.info.vocab_size) {
            return Err(Error::internal(format!("token {id} of {}", self.info.vocab_size)));
        }
        sequence.cache.reserve(end).map_err(|error| Error::OutOfMemory { what: error.to_string() })?;
        // What stood there is overwritten layer by layer, so it is no longer known from here on.
        sequence.tokens.truncate(position);
        Ok(())
    }

    /// Takes the running batch through as many layers as one part of the work allows.
    fn advance(&mut self, pending: &mut Pending) {
        let end = pending.tokens.len().min(pending.n_done + MAX_BATCH);
        let batch = &pending.tokens[pending.n_done..end];
        let positions: Vec<usize> = (pending.position + pending.n_done..).take(batch.len()).collect();
        let Self { config, weights, pool, sequences, scratch, current, .. } = self;
        let sequence = &mut sequences[*current];
        if pending.n_layers == 0 {
            forward::begin(config, weights, scratch, batch, &positions);
        }
        let work_a_layer = config.layer_work().saturating_mul(batch.len());
        let to = (pending.n_layers + (PART_WORK / work_a_layer).max(1)).min(config.n_layers);
        let mut rows = [Rows { cache: &mut sequence.cache, position: positions[0], n_tokens: batch.len() }];
        forward::layers(config, weights, pool, &mut rows, scratch, pending.n_layers..to);
        pending.n_layers = to;
        if to == config.n_layers {
            sequence.tokens.extend_from_slice(batch);
            (pending.n_done, pending.n_layers) = (end, 0);
        }
    }

    /// One token of each of some sequences, in the order of their numbers, through all layers; gives their logits.
    fn run_sequences(&mut self, next: &[(usize, u32)]) -> Vec<f32> {
        let tokens: Vec<u32> = next.iter().map(|(_, token)| *token).collect();
        let Self { config, weights, pool, sequences, scratch, .. } = self;
        let wanted = |at: usize| next.binary_search_by_key(&at, |(sequence, _)| *sequence).is_ok();
        let chosen = sequences.iter_mut().enumerate().filter(|(at, _)| wanted(*at));
        let mut chosen: Vec<&mut Sequence> = chosen.map(|(_, sequence)| sequence).collect();
        let positions: Vec<usize> = chosen.iter().map(|sequence| sequence.tokens.len()).collect();
        forward::begin(config, weights, scratch, &tokens, &positions);
        let rows = chosen.iter_mut().zip(&positions);
        let mut rows: Vec<Rows<'_>> = rows
            .map(|(sequence, position)| Rows { cache: &mut sequence.cache, position: *position, n_tokens: 1 })
            .collect();
        forward::layers(config, weights, pool, &mut rows, scratch, 0..config.n_layers);
        for (sequence, token) in chosen.into_iter().zip(&tokens) {
            sequence.tokens.push(*token);
            sequence.pending = None;
        }
        self.last_logits(tokens.len())
    }

    /// The logits of the last `n` tokens of the last batch.
    fn last_logits(&mut self, n: usize) -> Vec<f32> {
        forward::logits(&self.config, &self.weights, &self.pool, &mut self.scratch, n)
    }
}

impl Sequence {
    fn new(config: &Config) -> Self {
        Self { cache: KvCache::new(config.kv_shape()), tokens: Vec::new(), pending: None }
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
        let mut pending = if let Some(pending) = self.running().pending.take().filter(same) {
            pending
        } else {
            self.prepare(self.current, tokens, position)?;
            Pending { tokens: tokens.to_vec(), position, n_done: 0, n_layers: 0 }
        };
        self.advance(&mut pending);
        if pending.n_done == tokens.len() {
            return Ok(Pass::Done);
        }
        self.running().pending = Some(pending);
        Ok(Pass::More)
    }

    fn logits(&mut self) -> Result<Vec<f32>> {
        if self.running().tokens.is_empty() || self.running().pending.is_some() {
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
        self.running().pending = None;
        let live = common_prefix(&self.running().tokens, tokens);
        let kept =
            (0..self.snapshots.len()).max_by_key(|i| common_prefix(&self.snapshots[*i].tokens, tokens));
        let Some(kept) = kept else { return Ok(live) };
        let shared = common_prefix(&self.snapshots[kept].tokens, tokens);
        if shared <= live {
            return Ok(live);
        }
        let snapshot = self.snapshots.remove(kept);
        let running = self.running();
        running.tokens.clear();
        let restored = running.cache.restore(&snapshot.cache);
        restored.map_err(|error| Error::OutOfMemory { what: error.to_string() })?;
        running.tokens.extend_from_slice(&snapshot.tokens[..shared]);
        self.snapshots.push(snapshot);
        Ok(shared)
    }

    fn forget(&mut self) {
        for sequence in &mut self.sequences {
            sequence.pending = None;
            sequence.tokens.clear();
        }
        self.snapshots.clear();
    }

    fn keep(&mut self, n_tokens: usize) {
        let running = &self.sequences[self.current];
        let tokens = &running.tokens[..n_tokens.min(running.tokens.len())];
        if tokens.is_empty() {
            return;
        }
        // One that this one continues is of no more use.
        self.snapshots.retain(|snapshot| !tokens.starts_with(&snapshot.tokens));
        if self.snapshots.len() == MAX_SNAPSHOTS {
            self.snapshots.remove(0);
        }
        let cache = running.cache.prefix(tokens.len());
        self.snapshots.push(Snapshot { tokens: tokens.to_vec(), cache });
    }

    fn select(&mut self, sequence: usize) -> Result<()> {
        if sequence >= MAX_SEQUENCES {
            return Err(Error::internal(format!("sequence {sequence}, at most {MAX_SEQUENCES} run at once")));
        }
        while self.sequences.len() <= sequence {
            self.sequences.push(Sequence::new(&self.config));
        }
        if self.current != sequence {
            // The next pass overwrites the hidden states of a batch that is on its way.
            self.running().pending = None;
            self.current = sequence;
        }
        Ok(())
    }

    fn forward_sequences(&mut self, next: &[(usize, u32)]) -> Result<Vec<f32>> {
        let mut next = next.to_vec();
        let order: Vec<usize> = next.iter().map(|(sequence, _)| *sequence).collect();
        next.sort_unstable_by_key(|(sequence, _)| *sequence);
        if next.windows(2).any(|pair| pair[0].0 == pair[1].0) {
            return Err(Error::internal("two tokens for one sequence"));
        }
        for (sequence, token) in &next {
            let position = self.sequences.get(*sequence).map_or(0, |sequence| sequence.tokens.len());
            self.prepare(*sequence, &[*token], position)?;
        }
        let rows = self.run_sequences(&next);
        let place = |sequence| next.binary_search_by_key(&sequence, |(s, _)| *s).unwrap_or(0);
        let vocab = self.info.vocab_size;
        Ok(order.into_iter().flat_map(|sequence| rows[place(sequence) * vocab..][..vocab].to_vec()).collect())
    }
}
