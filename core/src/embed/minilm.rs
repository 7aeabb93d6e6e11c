//! all-MiniLM-L6-v2 in 8 bits, on the engine's own kernels.
//!
//! Weights are Q8_0, derived once from the published f32 file ([`quantize`]). Texts are embedded many at a time without
//! padding: their tokens stand in one list, so each weight is read once for all of them.
//!
//! **Determinism.** A text's vector depends on the text alone: not on the texts embedded with it, the threads, or the
//! back end. See [`recruta_kernels`].

mod forward;
mod quantize;
mod shape;
mod weights;

use std::{
    io::{Read, Seek},
    sync::{Mutex, PoisonError},
};

use recruta_kernels::{Backend, Pool};
use tokenizers::Tokenizer;

pub use quantize::quantize;

use self::{forward::Scratch, weights::Weights};
use super::{Embedder, normalize};
use crate::{
    Error, Result,
    bundle::{EmbedderId, Pooling},
    gguf::{Counted, Gguf},
};

/// Texts are cut to so many word pieces, `[CLS]` and `[SEP]` included (`sentence_bert_config.json`).
pub const MAX_WORD_PIECES: usize = 256;

/// Length of a vector.
pub const DIMENSION: usize = 384;

/// Catalogue id.
pub const MODEL_ID: &str = "all-minilm-l6-v2-q8_0";

/// Name of the weights' file in the catalogue.
pub const WEIGHTS_FILE: &str = "all-MiniLM-L6-v2.Q8_0.gguf";

/// sha256 of the weights this engine is made for.
pub const WEIGHTS_SHA256: &str = "f356cf5bd67f051b2229f1bcf546b873b80d0971e9a84c043f2a3e493605e6b9";

/// `general.name` and `general.architecture` of the file.
const NAME: &str = "all-MiniLM-L6-v2";
const ARCHITECTURE: &str = "bert";

/// Tokens of a pass: enough to read each weight once for many texts, few enough to stay in the cache. Twice as many were
/// measured to be 3 % slower.
const PASS_TOKENS: usize = 256;

/// What a bundle must have been made with.
pub fn embedder_id() -> EmbedderId {
    EmbedderId {
        id: MODEL_ID.to_owned(),
        sha256: WEIGHTS_SHA256.to_owned(),
        dimension: DIMENSION,
        pooling: Pooling::Mean,
        max_word_pieces: MAX_WORD_PIECES,
    }
}

/// The retriever's model: mean pooling over the tokens, then unit length.
///
/// **Source.** `sentence-transformers/all-MiniLM-L6-v2`: `modules.json` (transformer, mean pooling, normalise).
pub struct MiniLmEmbedder {
    weights: Weights,
    tokenizer: Tokenizer,
    pool: Pool,
    /// Shared by all calls; one that finds it taken waits.
    scratch: Mutex<Scratch>,
}

impl std::fmt::Debug for MiniLmEmbedder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MiniLmEmbedder").finish_non_exhaustive()
    }
}

impl MiniLmEmbedder {
    /// Loads weights, each tensor straight into the layout of the kernels, and the tokenizer. `progress` gets bytes read
    /// and bytes in all.
    ///
    /// **Errors.** [`Error::ModelCorrupt`] or [`Error::ModelUnsupported`] for anything that is not this model,
    /// [`Error::OutOfMemory`].
    pub fn load<R: Read + Seek>(
        weights: &mut R,
        tokenizer_json: &[u8],
        pool: &Pool,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Self> {
        Self::load_for(Backend::detect(), weights, tokenizer_json, pool, progress)
    }

    /// Loads for a back end that is not the fastest, to compare them.
    pub fn load_for<R: Read + Seek>(
        backend: Backend,
        weights: &mut R,
        tokenizer_json: &[u8],
        pool: &Pool,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Self> {
        let tokenizer = load_tokenizer(tokenizer_json)?;
        let gguf = Gguf::read(weights)?;
        let mut counted = Counted::new(weights, progress)?;
        let weights = Weights::read(&gguf, backend, &mut counted)?;
        counted.finish();
        Ok(Self { weights, tokenizer, pool: pool.clone(), scratch: Mutex::default() })
    }

    /// Token ids of a text with `[CLS]` and `[SEP]`, at most [`MAX_WORD_PIECES`].
    pub fn token_ids(&self, text: &str) -> Result<Vec<u32>> {
        let encoding = self.tokenizer.encode_fast(text, true).map_err(Error::internal)?;
        let mut ids = encoding.get_ids().to_vec();
        if ids.len() > MAX_WORD_PIECES {
            let separator = ids[ids.len() - 1];
            ids.truncate(MAX_WORD_PIECES - 1);
            ids.push(separator);
        }
        Ok(ids)
    }

    /// Word pieces of a text without markers, uncut: what chunking counts.
    pub fn count_tokens(&self, text: &str) -> usize {
        self.tokenizer.encode_fast(text, false).map_or(0, |encoding| encoding.len())
    }
}

impl Embedder for MiniLmEmbedder {
    fn dimension(&self) -> usize {
        DIMENSION
    }

    fn embed(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>> {
        let texts: Vec<Vec<u32>> = texts.iter().map(|text| self.token_ids(text)).collect::<Result<_>>()?;
        // A pass that panicked left nothing in it that the next one reads.
        let mut scratch = self.scratch.lock().unwrap_or_else(PoisonError::into_inner);
        let mut vectors = Vec::with_capacity(texts.len());
        for texts in passes(&texts) {
            let mut hidden = forward::forward(&self.weights, &self.pool, &mut scratch, texts)?;
            for text in texts {
                let (own, others) = hidden.split_at(text.len() * DIMENSION);
                vectors.push(mean(own));
                hidden = others;
            }
        }
        Ok(vectors)
    }
}

/// Neighbouring texts, as many as fit into a pass.
fn passes(texts: &[Vec<u32>]) -> Vec<&[Vec<u32>]> {
    let (mut passes, mut from, mut n_tokens) = (Vec::new(), 0, 0);
    for (at, text) in texts.iter().enumerate() {
        if n_tokens + text.len() > PASS_TOKENS && at > from {
            passes.push(&texts[from..at]);
            (from, n_tokens) = (at, 0);
        }
        n_tokens += text.len();
    }
    if from < texts.len() {
        passes.push(&texts[from..]);
    }
    passes
}

/// The mean of a text's tokens, at unit length.
fn mean(hidden: &[f32]) -> Vec<f32> {
    let mut vector = vec![0.0; DIMENSION];
    for token in hidden.chunks_exact(DIMENSION) {
        recruta_kernels::vector::add(&mut vector, token);
    }
    // Of unit length, the sum is the mean.
    normalize(&mut vector);
    vector
}

/// The file asks for padding to 128 and truncation at 128; the model was published for 256 and needs no padding.
fn load_tokenizer(json: &[u8]) -> Result<Tokenizer> {
    let mut tokenizer = Tokenizer::from_bytes(json).map_err(Error::corrupt)?;
    tokenizer.with_padding(None);
    tokenizer.with_truncation(None).map_err(Error::corrupt)?;
    check_tokenizer(&tokenizer)?;
    Ok(tokenizer)
}

/// Whatever it makes of a text must have embeddings: ids within the vocabulary, and never none at all.
fn check_tokenizer(tokenizer: &Tokenizer) -> Result<()> {
    let n_ids = tokenizer.get_vocab(true).into_values().max().map_or(0, |id| id as usize + 1);
    if n_ids != shape::VOCAB_SIZE {
        let expected = shape::VOCAB_SIZE;
        return Err(Error::corrupt(format_args!(
            "the tokenizer has {n_ids} word pieces, expected {expected}"
        )));
    }
    let empty = tokenizer.encode_fast("", true).map_err(Error::corrupt)?;
    if empty.is_empty() { Err(Error::corrupt("the tokenizer adds no [CLS] and [SEP]")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::{PASS_TOKENS, passes};

    fn lengths(texts: &[usize]) -> Vec<Vec<usize>> {
        let texts: Vec<Vec<u32>> = texts.iter().map(|len| vec![0; *len]).collect();
        passes(&texts).into_iter().map(|pass| pass.iter().map(Vec::len).collect()).collect()
    }

    #[test]
    fn every_text_is_in_one_pass_and_passes_are_no_longer_than_they_may() {
        assert_eq!(lengths(&[]), Vec::<Vec<usize>>::new());
        assert_eq!(lengths(&[2]), [[2]]);
        let full = PASS_TOKENS;
        assert_eq!(lengths(&[full - 2, 2, 2, full, 1]), [vec![full - 2, 2], vec![2], vec![full], vec![1]]);
    }
}
