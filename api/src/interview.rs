//! The mock interview on the wire: a request, a session that travels whole, scores that quote the answer, a report.
//!
//! The engine keeps nothing. It makes a [`Session`] from a [`PlanRequest`]; whoever shows it stores it (the page in
//! `IndexedDB`, the server in memory) and hands it back **whole and unchanged** with each answer. A session of another
//! [`SESSION_VERSION`] is refused with `bad_request`. Nothing here is a clock: timers and dates are the shell's.
//!
//! The question to show is [`Session::current`]'s last [`Turn`], the one without an answer. The interview is over when
//! `current` is none; a report can be asked for at any time. What was not asked or not answered has no score, never 0.

mod report;
mod score;
mod source;

use serde::{Deserialize, Serialize};

pub use report::{BestQuote, CompetencyReport, Help, Report, Unscored, WorkOn};
pub use score::{Band, Cap, Component, Quote, Score};
pub use source::{CitedRecord, CitedText};

/// Version of [`Session`]'s shape. Raised when older sessions can no longer be read.
pub const SESSION_VERSION: u32 = 1;

/// Characters of an answer at most; more is refused with `too_long`.
pub const MAX_ANSWER_CHARS: usize = 40_000;

/// Characters of a pasted job description or CV at most.
pub const MAX_PASTED_CHARS: usize = 40_000;

/// Language of an interview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Brazilian Portuguese.
    Pt,
    /// English.
    En,
}

/// How much experience the questions expect.
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
    /// None of them; the page shows a timer that informs.
    Live,
}

/// What a question is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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

/// What an interview is to be. Exactly one of `vacancy` and `job_description` is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRequest {
    /// Id of a vacancy of the bundle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vacancy: Option<String>,
    /// A pasted job description, at least ten words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job_description: Option<String>,
    /// None: as the vacancy says, or else [`Level::Pleno`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Language of questions and report.
    pub language: Language,
    /// 5, 8 or 12.
    pub n_questions: usize,
    /// Practice or live.
    pub mode: Mode,
    /// Another number gives other questions for the same vacancy, as far as the bank has them.
    #[serde(default)]
    pub variant: u32,
    /// A pasted CV; questions then probe its claims and its gaps. The session does not keep it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cv: Option<String>,
}

/// Which vacancies to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VacancyFilter {
    /// Words of title, activities and requirements, or an id; empty for all.
    pub query: String,
    /// One of [`VacancyList::areas`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// One of [`VacancyList::levels`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
}

/// A vacancy to be interviewed for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VacancyBrief {
    /// The export's key; none for a pasted description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Title; of a pasted description the line that says it, shortened.
    pub title: String,
    /// Area, as the export spells it; possibly empty.
    pub area: String,
    /// Level, as the export spells it; possibly empty.
    pub level: String,
    /// Skills found in its text, in the gazetteer's spelling.
    pub skills: Vec<String>,
    /// How many approved hires it had.
    pub n_hired: usize,
}

/// Vacancies that match, best first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VacancyList {
    /// At most 50.
    pub vacancies: Vec<VacancyBrief>,
    /// How many match in all.
    pub n_matching: usize,
    /// Areas of all vacancies, ascending: choices of the filter.
    pub areas: Vec<String>,
    /// Levels of all vacancies, ascending: choices of the filter.
    pub levels: Vec<String>,
}

/// A record that a choice rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// `vacancy` or `profile`.
    pub kind: CitationKind,
    /// Id of the vacancy, or the code of the hired profile.
    pub id: String,
    /// Title of the vacancy or of the profile, possibly empty.
    pub title: String,
    /// Of a profile the id of the vacancy it was hired for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hired_for: Option<String>,
}

/// What is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// Share of the interview it deserves, in percent; all of them sum to about 100.
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

/// Why a CV changed a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Probe {
    /// A claim of the CV, or something the vacancy asks for and the CV does not have.
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
    /// Name of the competency in the interview's language.
    pub competency_name: String,
    /// Why it is asked, one sentence in the interview's language.
    pub why: String,
    /// What in the CV led to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probe: Option<Probe>,
    /// Its wording: the bank's, perhaps led in by a sentence about the CV, or a model's that passed the checks.
    pub text: String,
    /// Whether a model worded it.
    #[serde(default)]
    pub rephrased: bool,
    /// How far it is.
    pub status: QuestionStatus,
    /// The question and its follow-ups, at most two, with what was answered. Empty while not asked.
    pub turns: Vec<Turn>,
    /// Score of all its answers taken together; none until there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Score>,
    /// A model's advice on these answers, as far as it passed the checks; none unless it was asked for. No part of the score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
    /// Attempts before the present one, oldest first (practice only).
    #[serde(default)]
    pub earlier: Vec<Attempt>,
}

/// Something asked and what was said to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// What was asked.
    pub asked: String,
    /// What a follow-up aims at: a signal's id, `result`, `action` or `number`. None for the question itself.
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

/// An interview, from plan to last answer.
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
