//! What an answer is worth, and why.

use serde::{Deserialize, Serialize};

use crate::evidence::Span;

/// A piece of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Which of the question's turns, from 0.
    pub turn: usize,
    /// Where it stands in that turn's answer.
    pub span: Span,
    /// Its text.
    pub text: String,
    /// What it shows, in the interview's language ("Resultado medido", a signal's label).
    pub shows: String,
    /// The words in it that show it, in the same answer, in order. Empty in sessions that are older than this.
    #[serde(default)]
    pub focus: Vec<Span>,
}

/// How good a score is, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// Below 40.
    Weak,
    /// 40 to 59.
    Fair,
    /// 60 to 79.
    Good,
    /// 80 and more.
    Strong,
}

/// One component of a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Component {
    /// `relevance`, `coverage`, `star`, `specificity`, `structure` or `length`.
    pub id: String,
    /// Its name in the interview's language.
    pub name: String,
    /// 0 to 4.
    pub level: u32,
    /// Points of 100 that level 4 is worth for this kind of question.
    pub weight: u32,
    /// The rubric's words for this level.
    pub words: String,
    /// What was counted for it, in words. Empty in sessions that are older than this.
    #[serde(default)]
    pub counted: String,
    /// What earned the level.
    pub quotes: Vec<Quote>,
    /// What is missing for level 4, in words.
    pub missing: Vec<String>,
}

/// Why a score is lower than its components add up to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cap {
    /// `stuffing`, `copied`, `injection`, `wrong_language`, `repetition`, `off_topic`, `elsewhere`, `subject`,
    /// `beside`, `vague`, `too_long` or `too_short`.
    pub reason: String,
    /// The most such an answer gets.
    pub at_most: u32,
    /// The reason in the interview's language.
    pub words: String,
    /// What the components add up to. 0 in sessions that are older than this.
    #[serde(default)]
    pub instead_of: u32,
}

/// What an answer is worth, and why. `overall` is the sum of `level * weight / 4`, rounded, at most `cap.at_most`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Version of the rubric.
    pub rubric: u32,
    /// 0 to 100.
    pub overall: u32,
    /// The same in a word.
    pub band: Band,
    /// In the rubric's order.
    pub components: Vec<Component>,
    /// Present when the answer is not taken at its components' worth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Cap>,
    /// Things said that are nobody's business in an interview and were not scored, by kind (`family`, `health`, …).
    #[serde(default)]
    pub not_scored: Vec<String>,
}
