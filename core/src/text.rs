//! Portuguese and English text: terms, languages, sentences, chunks, highlights.

mod analyze;
mod chunk;
mod highlight;
mod kin;
mod language;
mod lexicon;
pub(crate) mod pattern;
mod personal;
mod sentence;
mod stopword;
mod synonym;
pub(crate) mod word;

pub use analyze::{Analyzer, Term, analyze, analyze_plain, fold, is_technical, tokens};
pub use chunk::chunk;
pub use highlight::highlight;
pub use language::Language;
pub use lexicon::{is_connective, translations};
pub use personal::asks_for_personal_data;
pub use sentence::sentences;
pub use stopword::{is_question_noise, is_stopword};
pub use synonym::{is_form, is_synonym};

/// Names the rules above. A bundle says which rules it was made with; change this whenever a change here gives other
/// terms or chunks for the same text.
pub const TEXT_RULES: &str = "pt-en-3";

/// Older rules that cut the same chunks. A bundle holds chunks and no terms, which are made when it is opened, so one of
/// these rules is searched by today's.
pub const SAME_CHUNKS: [&str; 2] = ["pt-en-1", "pt-en-2"];
