//! An interview from plan to last answer, as it is kept between two answers.
//!
//! The engine keeps nothing: the session is handed out and comes back whole. It is stored by shells as JSON, so its shape has
//! a version; `recruta_api::interview` mirrors it and a test holds the two together.

use serde::{Deserialize, Serialize};

use super::{InterviewError, Score, VacancyBrief};
use crate::text::Language;

/// Version of [`Session`]'s shape. Raised when older sessions can no longer be read.
pub const SESSION_VERSION: u32 = 1;

/// Follow-ups to one question at most.
pub const MAX_FOLLOW_UPS: usize = 2;

/// How much experience the questions expect, ascending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Intern.
    Estagio,
    /// Junior.
    Junior,
    /// Mid-level.
    Pleno,
    /// Senior.
    Senior,
    /// Specialist.
    Especialista,
    /// Coordinator: leads people.
    Coordenador,
}

/// How the interview is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Hints, retries and sample answers are there.
    Practice,
    /// None of them.
    Live,
}

/// What a question is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Who the candidate is as a professional.
    Opening,
    /// What they know.
    Technical,
    /// What they did: answered with situation, task, action, result.
    Behavioural,
    /// What they would do.
    Situational,
    /// What is left to say.
    Closing,
}

impl Kind {
    /// In the order they are asked.
    pub const ALL: [Self; 5] =
        [Self::Opening, Self::Technical, Self::Behavioural, Self::Situational, Self::Closing];
}

/// A record that a choice rests on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Citation {
    /// Vacancy or profile.
    pub kind: CitationKind,
    /// Id of the vacancy, or the code of the hired profile.
    pub id: String,
    /// Title of the vacancy or of the profile, possibly empty.
    pub title: String,
    /// Of a profile the vacancy it was hired for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hired_for: Option<String>,
}

/// What is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CitationKind {
    /// A vacancy of the bundle.
    Vacancy,
    /// A profile that was hired for such a vacancy.
    Profile,
}

/// A competency of the vacancy, whether or not a question covers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedCompetency {
    /// `<family>.<name>`.
    pub id: String,
    /// Name in the interview's language.
    pub name: String,
    /// Share of the interview it deserves, in percent.
    pub weight: u32,
    /// Words of the vacancy that ask for it.
    pub asked_by: Vec<String>,
    /// How many hires for similar vacancies show it.
    pub n_hires: usize,
    /// How many hires for similar vacancies were looked at.
    pub n_looked_at: usize,
    /// Some of them, and their vacancies.
    pub citations: Vec<Citation>,
    /// Number of the question about it, if the plan has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<usize>,
}

/// What in a CV led to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Probe {
    /// A claim, or a gap.
    pub kind: ProbeKind,
    /// The words in question.
    pub term: String,
}

/// What a probe is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProbeKind {
    /// The CV says so.
    Claim,
    /// The vacancy asks for it, the CV does not mention it.
    Gap,
}

/// How far a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionStatus {
    /// Its turn has not come.
    NotAsked,
    /// It, or a follow-up to it, waits for an answer.
    Asked,
    /// It has an answer, and a score.
    Answered,
    /// It was passed over; it has no score.
    NotAnswered,
}

/// One question of the interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedQuestion {
    /// From 1.
    pub number: usize,
    /// Id in the question bank.
    pub id: String,
    /// What it is for.
    pub kind: Kind,
    /// Id of the competency it is about.
    pub competency: String,
    /// Its name in the interview's language.
    pub competency_name: String,
    /// Why it is asked, one sentence.
    pub why: String,
    /// What in the CV led to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probe: Option<Probe>,
    /// Its wording.
    pub text: String,
    /// Whether a model worded it.
    #[serde(default)]
    pub rephrased: bool,
    /// How far it is.
    pub status: QuestionStatus,
    /// The question and its follow-ups with what was answered. Empty while not asked.
    pub turns: Vec<Turn>,
    /// Score of all its answers taken together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Score>,
    /// One or two sentences of a model on these answers, as far as they passed its checks. No part of the score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
    /// Attempts before the present one, oldest first.
    #[serde(default)]
    pub earlier: Vec<Attempt>,
}

impl PlannedQuestion {
    /// What was answered to it and its follow-ups, in order, one a turn.
    pub fn answers(&self) -> Vec<&str> {
        self.turns.iter().map(|turn| turn.answer.as_deref().unwrap_or_default()).collect()
    }

    /// Asks it, from its first turn on.
    pub(super) fn ask(&mut self) {
        self.turns = vec![Turn { asked: self.text.clone(), aim: None, answer: None }];
        self.status = QuestionStatus::Asked;
        self.score = None;
        self.advice = None;
    }
}

/// Something asked and what was said to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// What was asked.
    pub asked: String,
    /// What a follow-up aims at; none for the question itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aim: Option<String>,
    /// The answer; none while it is waited for, empty when it was passed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

/// An answer that was replaced by a retry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// What was said, to the question and its follow-ups.
    pub answers: Vec<String>,
    /// Its score, 0 to 100.
    pub overall: u32,
}

/// An interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// [`SESSION_VERSION`].
    pub version: u32,
    /// Version of the rubric its answers are scored with.
    pub rubric: u32,
    /// The vacancy.
    pub vacancy: VacancyBrief,
    /// Level of the questions.
    pub level: Level,
    /// Language of the questions.
    pub language: Language,
    /// Practice or live.
    pub mode: Mode,
    /// What the vacancy asks for, weightiest first.
    pub competencies: Vec<PlannedCompetency>,
    /// In order.
    pub questions: Vec<PlannedQuestion>,
    /// Number of the question that waits for an answer; none when the interview is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<usize>,
}

impl Session {
    /// Refuses a session of another version, or one whose numbers do not fit together.
    pub(super) fn check(&self) -> Result<(), InterviewError> {
        if self.version != SESSION_VERSION {
            return Err(InterviewError::SessionVersion { expected: SESSION_VERSION, got: self.version });
        }
        let numbered = self.questions.iter().enumerate().all(|(at, question)| question.number == at + 1);
        let points = |number: usize| (1..=self.questions.len()).contains(&number);
        if !numbered || self.current.is_some_and(|number| !points(number)) {
            return Err(InterviewError::session("its questions are not numbered in order"));
        }
        Ok(())
    }

    /// A question by its number.
    pub fn question(&self, number: usize) -> Result<&PlannedQuestion, InterviewError> {
        let at = number.checked_sub(1).and_then(|at| self.questions.get(at));
        at.ok_or_else(|| InterviewError::session(format!("it has no question {number}")))
    }

    /// What the candidate is to answer now: the current question's open turn.
    pub fn asked(&self) -> Option<&Turn> {
        self.question(self.current?).ok()?.turns.last()
    }

    /// Asks the first question that was not dealt with yet, or ends the interview.
    pub(super) fn advance(&mut self) {
        let open = |question: &&mut PlannedQuestion| {
            matches!(question.status, QuestionStatus::NotAsked | QuestionStatus::Asked)
        };
        let next = self.questions.iter_mut().find(open);
        self.current = next.map(|question| {
            if question.status == QuestionStatus::NotAsked {
                question.ask();
            }
            question.number
        });
    }
}
