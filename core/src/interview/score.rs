//! What an answer is worth, and why: components of the rubric, each with a level, the words that earned it and what is
//! missing.
//!
//! It is lexical and structural: stems of words the bank names, phrases that mark situation, task, action and result, numbers,
//! tools, sentences. No model, no clock, no chance: the same answer scores the same everywhere. What could move a score without
//! saying anything is taken out before ([`reading`]) or limits the score ([`fault`]): copied questions, repeated sentences,
//! orders to whoever scores, lists of keywords, another language. Names, honorifics and what a candidate says of age, family,
//! religion, health and the like are not counted.

mod action;
mod component;
mod counted;
mod cue;
mod fault;
mod name;
mod piece;
mod reading;
mod telling;
mod term;

use serde::{Deserialize, Serialize};

use super::{
    VacancyBrief,
    bank::{Bank, Question},
    rubric::{MAX_LEVEL, Rubric},
};
use crate::text::Language;

pub(super) use component::Findings;
use component::Judged;
use reading::Reading;

/// A half-open range of **Unicode scalar values**: a session outlives the process, so its spans are counted as the wire
/// counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First scalar value inside.
    pub start: usize,
    /// First scalar value after.
    pub end: usize,
}

/// A piece of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Which of the question's answers, from 0.
    pub turn: usize,
    /// Where it stands in that answer.
    pub span: Span,
    /// Its text.
    pub text: String,
    /// What it shows, in the interview's language.
    pub shows: String,
    /// The words in it that show it, in the same answer, in order. Empty in sessions that are older than this.
    #[serde(default)]
    pub focus: Vec<Span>,
}

impl Quote {
    /// Its text, cut where the focus begins and ends: each part, and whether it is of the focus.
    pub fn parts(&self) -> Vec<(String, bool)> {
        let is_focus = |at: usize| {
            let at = at + self.span.start;
            self.focus.iter().any(|focus| (focus.start..focus.end).contains(&at))
        };
        let mut parts: Vec<(String, bool)> = Vec::new();
        for (at, char) in self.text.chars().enumerate() {
            match parts.last_mut() {
                Some((text, own)) if *own == is_focus(at) => text.push(char),
                _ => parts.push((char.into(), is_focus(at))),
            }
        }
        parts
    }
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

impl Band {
    /// The band of a score.
    pub fn of(overall: u32) -> Self {
        match overall {
            0..40 => Band::Weak,
            40..60 => Band::Fair,
            60..80 => Band::Good,
            _ => Band::Strong,
        }
    }
}

/// One component of a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Component {
    /// As in the rubric.
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
    /// What is missing for level 4.
    pub missing: Vec<String>,
}

/// Why a score is lower than its components add up to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cap {
    /// As in the rubric.
    pub reason: String,
    /// The most such an answer gets.
    pub at_most: u32,
    /// The reason in the interview's language.
    pub words: String,
    /// What the components add up to. 0 in sessions that are older than this.
    #[serde(default)]
    pub instead_of: u32,
}

/// What an answer is worth: the sum of `level * weight / 4` of its components, rounded, at most the cap.
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
    /// Topics of what was said and not scored, each once.
    #[serde(default)]
    pub not_scored: Vec<String>,
}

/// What scoring needs to know beside the answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) bank: &'a Bank,
    pub(super) rubric: &'a Rubric,
    pub(super) question: &'a Question,
    pub(super) language: Language,
    /// Everything that was asked, as it was worded: copying it earns nothing.
    pub(super) texts: &'a [&'a str],
    /// What the interview is for, where there is one.
    pub(super) vacancy: Option<&'a VacancyBrief>,
}

/// Scores the answers to a question and its follow-ups, taken together. None when nothing was said.
pub(super) fn score(asked: &Asked<'_>, answers: &[&str]) -> Option<(Score, Findings)> {
    let reading = Reading::of(asked, answers);
    if reading.is_empty() {
        return None;
    }
    let judged = component::all(asked, &reading);
    let cap = fault::cap(asked, &reading, &judged);
    let Judged { components, findings, .. } = judged;
    let quarters: u32 = components.iter().map(|component| component.level * component.weight).sum();
    let points = (quarters * 2 + MAX_LEVEL) / (MAX_LEVEL * 2);
    // An answer that earns less anyway is not told that it was limited.
    let cap = cap.filter(|cap| cap.at_most < points || !fault::ONLY_LIMITS.contains(&cap.reason.as_str()));
    let cap = cap.map(|cap| Cap { instead_of: points, ..cap });
    let overall = cap.as_ref().map_or(points, |cap| points.min(cap.at_most));
    let not_scored = reading.not_scored.iter().map(|topic| (*topic).to_owned()).collect();
    let rubric = asked.rubric.version;
    Some((Score { rubric, overall, band: Band::of(overall), components, cap, not_scored }, findings))
}
