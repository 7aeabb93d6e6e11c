//! Portuguese and English text: terms, languages, sentences, chunks, highlights.

mod analyze;
mod chunk;
mod highlight;
mod language;
mod lexicon;
mod sentence;
mod stopword;

pub use analyze::{Term, analyze, fold, is_technical, tokens};
pub use chunk::chunk;
pub use highlight::highlight;
pub use language::Language;
pub use lexicon::{is_connective, translations};
pub use sentence::sentences;
pub use stopword::{is_question_noise, is_stopword};

/// Names the rules above. A bundle says which rules it was made with; change this whenever a change here gives other
/// terms or chunks for the same text.
pub const TEXT_RULES: &str = "pt-en-1";
