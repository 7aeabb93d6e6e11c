//! What a model writes for an interview: how it is asked, and what its steps bring.

use super::Session;
use crate::{
    Error, Result,
    generate::{Generation, GenerationOptions, Generator, Message},
    text::Language,
};

/// What a step of a model brought; `R` says why its text is not used.
#[derive(Debug, Clone, PartialEq)]
pub enum WritingEvent<R> {
    /// It read a piece of the prompt.
    Prefill {
        /// Tokens read.
        done: usize,
        /// Tokens of the prompt.
        total: usize,
    },
    /// It wrote a token.
    Token {
        /// Tokens so far.
        n_tokens: usize,
    },
    /// It is done: the session as it now stands, with the model's text or without, and why if without.
    Done(Box<Session>, Option<R>),
}

/// A run of the model on a chat whose last turn begins with `opening`. The caller cleans what others wrote of control tokens.
///
/// **Errors.** [`Error::ModelUnsupported`] without a chat template, [`Error::TooLong`] where the context does not hold it.
pub(super) fn run(
    generator: &dyn Generator,
    turns: &[Message],
    opening: &str,
    max_new_tokens: usize,
) -> Result<Generation> {
    let template = generator.chat_template().ok_or_else(|| Error::ModelUnsupported {
        detail: "the file has no chat template; choose a chat model".to_owned(),
    })?;
    let prompt = template.render(turns)? + opening;
    let tokens = generator.tokenizer().encode_prompt(&prompt)?;
    let options = GenerationOptions { max_new_tokens, ..GenerationOptions::default() };
    Generation::new(generator, tokens, options)
}

/// Whether more of a text's words are of this language than of the other.
pub(super) fn speaks(language: Language, text: &str) -> bool {
    let (pt, en) = Language::votes(text);
    match language {
        Language::Pt => pt > en,
        Language::En => en > pt,
    }
}
