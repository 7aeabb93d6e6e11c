//! Answers: what the evidence says by itself, and what of a model's text may stand beside it.

mod check;
mod citation;
mod compose;
mod numbers;

pub use check::{ProseChecker, Rejection};
pub use citation::{cited, keep_valid};
pub use compose::{Setting, compose, compose_with_numbers};
pub use numbers::{Numbers, compose_numbers};

use crate::{
    retrieve::{FilterKind, Source},
    text::Language,
};

/// One sentence and the sources it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The sentence with its citations in brackets.
    pub text: String,
    /// The numbers cited, ascending.
    pub citations: Vec<usize>,
}

/// What became of the model's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProseStatus {
    /// No model, or none wanted.
    Absent,
    /// Every sentence passed.
    Shown,
    /// Some passed; the first that failed ended the text.
    Partial,
    /// None passed.
    Withheld,
    /// The reader stopped it.
    Stopped,
}

/// The model's part of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// What became of it.
    pub status: ProseStatus,
    /// Why text was withheld.
    pub reason: Option<Rejection>,
    /// The sentences that passed.
    pub statements: Vec<Statement>,
    /// Tokens generated, shown or not.
    pub n_tokens: usize,
}

impl Prose {
    /// No model's text.
    pub const ABSENT: Prose =
        Prose { status: ProseStatus::Absent, reason: None, statements: Vec::new(), n_tokens: 0 };
}

/// A whole answer. Timings belong to the shells, which have clocks.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Language of question and answer.
    pub language: Language,
    /// Whether there was evidence.
    pub sufficient: bool,
    /// See [`crate::retrieve::Evidence::confidence`].
    pub confidence: f32,
    /// What the evidence says, without a model.
    pub composed: Vec<Statement>,
    /// What the model adds.
    pub prose: Prose,
    /// What the numbers point at.
    pub sources: Vec<Source>,
    /// See [`crate::retrieve::Evidence::emptied_by`].
    pub emptied_by: Option<FilterKind>,
}

impl Answer {
    /// Everything shown, as one text: the composed part, then the model's.
    pub fn text(&self) -> String {
        let join = |statements: &[Statement]| {
            statements.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        let parts = [join(&self.composed), join(&self.prose.statements)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
    }
}
