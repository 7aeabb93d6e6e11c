//! Llama-architecture GGUF models on candle's quantised Llama.

use std::io::{Read, Seek, SeekFrom};

use candle_core::{Device, Tensor, quantized::gguf_file::Content};
use candle_transformers::models::quantized_llama::{MAX_SEQ_LEN, ModelWeights};

use super::{ChatTemplate, Generator, GgufTokenizer, ModelInfo, gguf};
use crate::{Error, Result};

/// A quantised Llama with the vocabulary and chat template of its file.
pub struct LlamaGenerator {
    info: ModelInfo,
    tokenizer: GgufTokenizer,
    template: Option<ChatTemplate>,
    weights: ModelWeights,
}

impl std::fmt::Debug for LlamaGenerator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LlamaGenerator").field("info", &self.info).finish_non_exhaustive()
    }
}

impl LlamaGenerator {
    /// Loads a GGUF file tensor by tensor; no second copy of the file is ever in memory. `progress` gets the furthest
    /// byte read and bytes in all.
    ///
    /// **Errors.** [`Error::ModelCorrupt`], [`Error::ModelUnsupported`].
    pub fn load<R: Read + Seek>(reader: &mut R, progress: &mut dyn FnMut(u64, u64)) -> Result<Self> {
        let content = gguf::open(reader)?;
        let total = reader.seek(SeekFrom::End(0)).map_err(Error::corrupt)?;
        let tokenizer = GgufTokenizer::from_metadata(&content)?;
        let template = ChatTemplate::from_metadata(&content, &tokenizer)?;
        let info = model_info(&content, tokenizer.vocab_size())?;
        let mut counted = Counted { reader, done: 0, total, progress };
        let weights = ModelWeights::from_gguf(content, &mut counted, &Device::Cpu).map_err(Error::corrupt)?;
        Ok(Self { info, tokenizer, template, weights })
    }
}

fn model_info(content: &Content, vocab_size: usize) -> Result<ModelInfo> {
    let context =
        gguf::number(content, "llama.context_length").ok_or_else(|| Error::corrupt("no context length"))?;
    Ok(ModelInfo {
        name: gguf::text(content, "general.name").unwrap_or_else(|| "llama".to_owned()),
        // candle's rotary tables end there.
        context_length: (context as usize).min(MAX_SEQ_LEN),
        vocab_size,
    })
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

    fn forward(&mut self, tokens: &[u32], position: usize) -> Result<Vec<f32>> {
        let end = position + tokens.len();
        if end > self.info.context_length {
            let max = self.info.context_length;
            return Err(Error::TooLong { what: "prompt", got: end, max, unit: "tokens" });
        }
        let input = Tensor::new(tokens, &Device::Cpu)?.unsqueeze(0)?;
        Ok(self.weights.forward(&input, position)?.flatten_all()?.to_vec1()?)
    }
}

/// A reader that reports how far reading has come.
struct Counted<'a, R> {
    reader: &'a mut R,
    done: u64,
    total: u64,
    progress: &'a mut dyn FnMut(u64, u64),
}

impl<R: Read + Seek> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.reader.read(buffer)?;
        let position = self.done + n as u64;
        self.done = position.min(self.total);
        (self.progress)(self.done, self.total);
        Ok(n)
    }
}

impl<R: Read + Seek> Seek for Counted<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.reader.seek(to)
    }
}
