//! all-MiniLM-L6-v2 on candle's BERT.

use std::io::{Read, Seek};

use candle_core::{DType, Device, Tensor};
use candle_nn::VarBuilder;
use candle_transformers::models::bert::{BertModel, Config, HiddenAct};
use tokenizers::Tokenizer;

use super::{Embedder, normalize, safetensors::read_tensors};
use crate::{
    Error, Result,
    bundle::{EmbedderId, Pooling},
};

/// Texts are cut to so many word pieces, `[CLS]` and `[SEP]` included (`sentence_bert_config.json`).
pub const MAX_WORD_PIECES: usize = 256;

/// Length of a vector.
pub const DIMENSION: usize = 384;

/// Catalogue id.
pub const MODEL_ID: &str = "all-minilm-l6-v2";

/// sha256 of the weights this engine is made for.
pub const WEIGHTS_SHA256: &str = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db";

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

/// The retriever's model in f32: mean pooling over the tokens, then unit length.
///
/// **Source.** `sentence-transformers/all-MiniLM-L6-v2`: `modules.json` (transformer, mean pooling, normalise).
pub struct MiniLmEmbedder {
    model: BertModel,
    tokenizer: Tokenizer,
}

impl std::fmt::Debug for MiniLmEmbedder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MiniLmEmbedder").finish_non_exhaustive()
    }
}

impl MiniLmEmbedder {
    /// Loads weights tensor by tensor, and the tokenizer. `progress` gets bytes read and bytes in all.
    ///
    /// **Errors.** [`Error::ModelCorrupt`] for anything that is not this model.
    pub fn load<R: Read + Seek>(
        weights: &mut R,
        tokenizer_json: &[u8],
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Self> {
        let tokenizer = load_tokenizer(tokenizer_json)?;
        let tensors = read_tensors(weights, progress)?;
        let builder = VarBuilder::from_tensors(tensors, DType::F32, &Device::Cpu);
        let model = BertModel::load(builder, &config()).map_err(Error::corrupt)?;
        Ok(Self { model, tokenizer })
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

    fn embed_one(&self, text: &str) -> Result<Vec<f32>> {
        let ids = self.token_ids(text)?;
        let ids = Tensor::new(ids.as_slice(), &Device::Cpu)?.unsqueeze(0)?;
        let types = ids.zeros_like()?;
        // One text at a time has no padding, so the attention mask is all ones and the masked mean is the mean.
        let hidden = self.model.forward(&ids, &types, None)?;
        let mut vector: Vec<f32> = hidden.squeeze(0)?.mean(0)?.to_vec1()?;
        normalize(&mut vector);
        Ok(vector)
    }
}

impl Embedder for MiniLmEmbedder {
    fn dimension(&self) -> usize {
        DIMENSION
    }

    fn embed(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>> {
        texts.iter().map(|text| self.embed_one(text)).collect()
    }
}

/// The file asks for padding to 128 and truncation at 128; the model was published for 256 and needs no padding.
fn load_tokenizer(json: &[u8]) -> Result<Tokenizer> {
    let mut tokenizer = Tokenizer::from_bytes(json).map_err(Error::corrupt)?;
    tokenizer.with_padding(None);
    tokenizer.with_truncation(None).map_err(Error::corrupt)?;
    Ok(tokenizer)
}

/// `config.json` of the published model.
fn config() -> Config {
    Config {
        vocab_size: 30_522,
        hidden_size: DIMENSION,
        num_hidden_layers: 6,
        num_attention_heads: 12,
        intermediate_size: 1_536,
        hidden_act: HiddenAct::Gelu,
        max_position_embeddings: 512,
        type_vocab_size: 2,
        layer_norm_eps: 1e-12,
        ..Config::default()
    }
}
