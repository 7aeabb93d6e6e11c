//! The vocabulary of a GGUF file: byte-level BPE ("gpt2") and SentencePiece ("llama").

mod bytes;
mod model;

use tokenizers::Tokenizer;

use crate::{Error, Result, gguf::Gguf};

/// `tokenizer.ggml.token_type`: a token that controls, never text.
const TYPE_CONTROL: u32 = 3;

/// Names end-of-turn tokens go by when the metadata names only one of several.
const END_OF_TURN: [&str; 6] =
    ["<|im_end|>", "<|eot_id|>", "<|end|>", "<|endoftext|>", "</s>", "<end_of_turn>"];

/// Text to token ids and back, with the special tokens of the file.
pub struct GgufTokenizer {
    tokenizer: Tokenizer,
    /// The bytes each token stands for; none for control tokens.
    pieces: Vec<Vec<u8>>,
    tokens: Vec<String>,
    control: Vec<u32>,
    stop: Vec<u32>,
    bos: Option<u32>,
    eos: Option<u32>,
    add_bos: bool,
}

impl std::fmt::Debug for GgufTokenizer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GgufTokenizer").field("vocab_size", &self.tokens.len()).finish_non_exhaustive()
    }
}

impl GgufTokenizer {
    /// Builds the tokenizer a file describes.
    ///
    /// **Errors.** [`Error::ModelUnsupported`] by name for another kind of vocabulary or pre-tokenizer.
    pub(super) fn from_metadata(gguf: &Gguf) -> Result<Self> {
        let tokens = gguf.texts("tokenizer.ggml.tokens")?.to_vec();
        let types = token_types(gguf, tokens.len());
        let kind = gguf.text("tokenizer.ggml.model").unwrap_or_default();
        let control: Vec<u32> = ids_of_type(&types, TYPE_CONTROL);
        let (tokenizer, pieces) = match kind {
            "gpt2" => {
                (model::byte_level(gguf, &tokens, &control)?, bytes::byte_level_pieces(&tokens, &control))
            }
            "llama" => (
                model::sentencepiece(gguf, &tokens, &control)?,
                bytes::sentencepiece_pieces(&tokens, &control),
            ),
            other => return Err(Error::ModelUnsupported { detail: format!("vocabulary of kind {other:?}") }),
        };
        let eos = special(gguf, "eos_token_id", tokens.len());
        let stop = stop_tokens(gguf, &tokens, &control, eos);
        Ok(Self {
            tokenizer,
            pieces,
            bos: special(gguf, "bos_token_id", tokens.len()),
            eos,
            // SentencePiece models were trained with a beginning token; byte-level ones say so if they were.
            add_bos: gguf.flag("tokenizer.ggml.add_bos_token").unwrap_or(kind == "llama"),
            tokens,
            control,
            stop,
        })
    }

    /// Token ids of a whole prompt: special tokens named in it count as such, the beginning token is put before it if
    /// the file asks for one and the prompt does not begin with it.
    pub fn encode_prompt(&self, prompt: &str) -> Result<Vec<u32>> {
        let mut ids = self.encode(prompt)?;
        if let (true, Some(bos)) = (self.add_bos, self.bos)
            && ids.first() != Some(&bos)
        {
            ids.insert(0, bos);
        }
        Ok(ids)
    }

    /// Token ids of a text.
    pub fn encode(&self, text: &str) -> Result<Vec<u32>> {
        Ok(self.tokenizer.encode_fast(text, false).map_err(Error::internal)?.get_ids().to_vec())
    }

    /// The bytes a token stands for.
    pub fn piece(&self, id: u32) -> &[u8] {
        self.pieces.get(id as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether a token ends the model's turn.
    pub fn is_stop(&self, id: u32) -> bool {
        self.stop.contains(&id)
    }

    /// The text without anything that would be read as a control token, so that a document or a question cannot end
    /// its own turn.
    pub fn without_control_tokens(&self, text: &str) -> String {
        let mut clean = text.to_owned();
        let marks = || {
            self.control.iter().map(|id| self.tokens[*id as usize].as_str()).chain([
                "<|user|>",
                "<|system|>",
                "<|assistant|>",
            ])
        };
        while let Some(mark) = marks().find(|mark| !mark.is_empty() && clean.contains(mark)) {
            clean = clean.replace(mark, " ");
        }
        clean
    }

    /// Tokens in the vocabulary.
    pub fn vocab_size(&self) -> usize {
        self.tokens.len()
    }

    /// Text of the beginning token.
    pub fn bos(&self) -> Option<&str> {
        self.bos.map(|id| self.tokens[id as usize].as_str())
    }

    /// Text of the end token.
    pub fn eos(&self) -> Option<&str> {
        self.eos.map(|id| self.tokens[id as usize].as_str())
    }
}

fn token_types(gguf: &Gguf, n_tokens: usize) -> Vec<u32> {
    let mut types: Vec<u32> =
        gguf.numbers("tokenizer.ggml.token_type").iter().map(|kind| *kind as u32).collect();
    types.resize(n_tokens, 1);
    types
}

fn ids_of_type(types: &[u32], wanted: u32) -> Vec<u32> {
    types.iter().enumerate().filter(|(_, kind)| **kind == wanted).map(|(id, _)| id as u32).collect()
}

fn special(gguf: &Gguf, name: &str, n_tokens: usize) -> Option<u32> {
    gguf.number(&format!("tokenizer.ggml.{name}")).filter(|id| (*id as usize) < n_tokens)
}

fn stop_tokens(gguf: &Gguf, tokens: &[String], control: &[u32], eos: Option<u32>) -> Vec<u32> {
    let named =
        ["eot_token_id", "eom_token_id"].into_iter().filter_map(|name| special(gguf, name, tokens.len()));
    let known = control.iter().copied().filter(|id| END_OF_TURN.contains(&tokens[*id as usize].as_str()));
    let mut stop: Vec<u32> = eos.into_iter().chain(named).chain(known).collect();
    stop.sort_unstable();
    stop.dedup();
    stop
}
