//! Answers: what the evidence says, then, if it passed the checks, what the model wrote.

use serde::{Deserialize, Serialize};

use crate::evidence::Source;

/// One sentence and the sources it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The sentence, with its citations in brackets: `Python aparece em 2 de 3 perfis [1][2].`
    pub text: String,
    /// The numbers cited, ascending.
    pub citations: Vec<usize>,
}

/// What became of the model's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProseStatus {
    /// No model was loaded, or prose was not asked for.
    Absent,
    /// Every sentence passed the checks.
    Shown,
    /// Some sentences passed; the first that failed ended the text.
    Partial,
    /// The first sentence failed; nothing of the model's text is shown.
    Withheld,
    /// The reader stopped it.
    Stopped,
}

/// The model's part of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProseBody {
    /// What became of it.
    pub status: ProseStatus,
    /// Why text was withheld: `wrong_language`, `repetition`, `unsupported`, `malformed` or `empty`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
    /// The sentences that passed.
    pub statements: Vec<Statement>,
    /// Tokens the model generated, shown or not.
    pub n_tokens: usize,
}

/// A whole answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnswerBody {
    /// `"pt"` or `"en"`.
    pub language: String,
    /// False when the evidence was not enough; `composed` then says so.
    pub sufficient: bool,
    /// Confidence of the best passage, 0 to 1.
    pub confidence: f32,
    /// Everything that is shown, in order, as one text.
    pub text: String,
    /// What the evidence says, computed without a model.
    pub composed: Vec<Statement>,
    /// What the model adds.
    pub prose: ProseBody,
    /// The passages the numbers point at.
    pub sources: Vec<Source>,
    /// See [`crate::evidence::EvidenceBody::emptied_by`].
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub emptied_by: Option<String>,
}
