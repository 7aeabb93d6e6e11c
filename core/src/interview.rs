//! The mock interviewer: a plan for a vacancy, follow-ups, scores that quote the answer, a report.
//!
//! - [`bank`] holds questions, what good answers show, and competencies; [`rubric`] how answers are scored; both are data that
//!   the shells hand in (`data/interview`);
//! - `trade` tells a vacancy's line of work, `weigh` what it is about, from its words and from hires for similar ones, and `plan`
//!   chooses questions; `source` opens the records that a plan cites;
//! - `score` reads an answer by stems and structure; `follow_up` asks for what it lacks;
//! - [`lawful`] knows what nobody may ask; [`rephrase`] decides whether a model's wording of a question may be used, [`advice`]
//!   whether what it says of an answer may stand beside the score;
//! - [`report`] is what the candidate keeps.
//!
//! [`Interviewer`] keeps nothing between two calls: a [`Session`] goes in whole and comes out whole.
//!
//! **What it does not do.** No language model takes part in planning, following up or scoring. It judges how an answer is told,
//! not whether what it tells is true.

pub mod advice;
pub mod bank;
mod error;
mod follow_up;
pub mod lawful;
mod phrase;
mod plan;
mod probe;
pub mod rephrase;
pub mod report;
pub mod rubric;
mod score;
mod session;
mod source;
mod trade;
mod vacancy;
mod weigh;
mod writing;

use std::collections::BTreeMap;

pub use error::InterviewError;
pub use plan::{MAX_PASTED_CHARS, PlanRequest};
pub use report::Report;
pub use score::{Band, Cap, Component, Quote, Score, Span};
pub use session::{
    Attempt, Citation, CitationKind, Kind, Level, MAX_FOLLOW_UPS, Mode, PlannedCompetency, PlannedQuestion,
    Probe, ProbeKind, QuestionStatus, SESSION_VERSION, Session, Turn,
};
pub use source::{CitedRecord, CitedText, HiredFor};
pub use vacancy::{VacancyBrief, VacancyFilter, VacancyList, vacancies};
pub use writing::WritingEvent;

use crate::{
    Error, Result,
    bundle::Bundle,
    text::{Language, pattern, word},
};
use bank::{Bank, Question};
use rubric::{RUBRIC_FILE, Rubric};
use score::{Asked, Findings};
use serde::{Deserialize, Serialize};

/// Characters of an answer at most.
pub const MAX_ANSWER_CHARS: usize = 40_000;

/// An answer to a question of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reply<'a> {
    /// Number of the question.
    pub question: usize,
    /// What was said; without words it passes the question over.
    pub text: &'a str,
    /// Whether it replaces what was said to that question before (practice only).
    pub retry: bool,
}

/// Help with a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Help {
    /// Number of the question.
    pub question: usize,
    /// What a good answer shows.
    pub hints: Vec<String>,
    /// A strong answer.
    pub sample: String,
    /// A common weak answer.
    pub weak: String,
}

/// The interviewer: its question bank and its rubric.
#[derive(Debug, Clone)]
pub struct Interviewer {
    bank: Bank,
    rubric: Rubric,
}

impl Interviewer {
    /// From the files of `data/interview` by path within it.
    ///
    /// **Errors.** The first rule of the bank or the rubric that is broken.
    pub fn open(files: &BTreeMap<String, String>) -> Result<Self> {
        let rubric = files.get(RUBRIC_FILE).map_or("", String::as_str);
        Ok(Self { rubric: Rubric::parse(rubric)?, bank: Bank::parse(files)? })
    }

    /// From one JSON object of those files, as the site serves them.
    pub fn open_pack(json: &[u8]) -> Result<Self> {
        let files: BTreeMap<String, String> = serde_json::from_slice(json).map_err(|error| {
            let (file, line) = ("pack".to_owned(), error.line());
            InterviewError::Bank { file, line, detail: error.to_string() }
        })?;
        Self::open(&files)
    }

    /// The question bank.
    pub fn bank(&self) -> &Bank {
        &self.bank
    }

    /// The rubric.
    pub fn rubric(&self) -> &Rubric {
        &self.rubric
    }

    /// Plans an interview and asks its first question. Without a bundle only a pasted description can be planned for, and
    /// nothing is cited.
    ///
    /// **Errors.** [`InterviewError`] for a request that cannot be planned, [`Error::TooLong`] for long texts.
    ///
    /// **Determinism.** The same bank, bundle and request give the same session.
    pub fn plan(&self, bundle: Option<&Bundle>, request: &PlanRequest) -> Result<Session> {
        plan::plan(&self.bank, &self.rubric, bundle, request)
    }

    /// Takes an answer: scores it, then asks a follow-up, or the next question, or ends the interview. A session of an older
    /// rubric is scored anew first.
    ///
    /// **Errors.** As [`InterviewError`] says for sessions and questions; [`Error::TooLong`] for the text.
    pub fn answer(&self, session: &Session, reply: &Reply<'_>) -> Result<Session> {
        session.check()?;
        let got = reply.text.chars().count();
        if got > MAX_ANSWER_CHARS {
            return Err(Error::TooLong { what: "answer", got, max: MAX_ANSWER_CHARS, unit: "characters" });
        }
        let mut next = session.clone();
        self.bring_up_to_date(&mut next)?;
        let planned = open_question(&mut next, reply)?;
        if let Some(turn) = planned.turns.last_mut() {
            turn.answer = Some(reply.text.trim().to_owned());
        }
        self.take(planned, session)?;
        next.advance();
        Ok(next)
    }

    /// Scores a question whose last turn was just answered, and follows up if there is something to ask.
    fn take(&self, planned: &mut PlannedQuestion, session: &Session) -> Result<()> {
        let question = self.known(&planned.id)?;
        let passed_over =
            planned.turns.last().and_then(|turn| turn.answer.as_deref()).is_none_or(says_nothing);
        if passed_over {
            let answered = planned.turns.len() > 1;
            planned.status = if answered { QuestionStatus::Answered } else { QuestionStatus::NotAnswered };
            return Ok(());
        }
        let Some((score, findings)) = self.scored(planned, session)? else { return Ok(()) };
        let follow_up =
            follow_up::next(&self.rubric, question, session.language, (&score, &findings), &planned.turns);
        planned.score = Some(score);
        // It was about what had been said before.
        planned.advice = None;
        planned.status = QuestionStatus::Answered;
        if let Some(follow_up) = follow_up {
            planned.turns.push(Turn { asked: follow_up.text, aim: Some(follow_up.aim), answer: None });
            planned.status = QuestionStatus::Asked;
        }
        Ok(())
    }

    /// What all answers to a question are worth; none when they say nothing.
    fn scored(&self, planned: &PlannedQuestion, session: &Session) -> Result<Option<(Score, Findings)>> {
        let asked: Vec<&str> = planned.turns.iter().map(|turn| turn.asked.as_str()).collect();
        let asked = Asked {
            bank: &self.bank,
            rubric: &self.rubric,
            question: self.known(&planned.id)?,
            language: session.language,
            texts: &asked,
            vacancy: Some(&session.vacancy),
        };
        Ok(score::score(&asked, &planned.answers()))
    }

    /// An interview that goes on under another rubric than it began with: what was answered is scored anew, so that all its
    /// scores are of one version.
    fn bring_up_to_date(&self, session: &mut Session) -> Result<()> {
        if session.rubric == self.rubric.version {
            return Ok(());
        }
        let scores = session.questions.iter().map(|planned| match planned.score {
            Some(_) => Ok(self.scored(planned, session)?.map(|(score, _)| score)),
            None => Ok(None),
        });
        let scores = scores.collect::<Result<Vec<Option<Score>>>>()?;
        for (planned, score) in session.questions.iter_mut().zip(scores) {
            planned.score = score;
        }
        session.rubric = self.rubric.version;
        Ok(())
    }

    /// Hints and sample answer of a question, in practice.
    pub fn help(&self, session: &Session, number: usize) -> Result<Help> {
        session.check()?;
        if session.mode == Mode::Live {
            return Err(InterviewError::Live.into());
        }
        let wording = self.known(&session.question(number)?.id)?.wording(session.language);
        Ok(Help {
            question: number,
            hints: wording.signals.iter().map(|signal| signal.label.clone()).collect(),
            sample: wording.sample.clone(),
            weak: wording.weak.clone(),
        })
    }

    /// The report on what was answered so far.
    pub fn report(&self, session: &Session) -> Result<Report> {
        session.check()?;
        Ok(report::report(&self.bank, &self.rubric, session))
    }

    /// Opens what a plan cites, the words marked that speak for these competencies (ids); those the bank does not have mark
    /// nothing. None when the bundle has no such record, as may be for an interview planned on another one.
    pub fn source(
        &self,
        bundle: &Bundle,
        cited: (CitationKind, &str),
        competencies: &[String],
    ) -> Option<CitedRecord> {
        let known = competencies.iter().filter_map(|id| self.bank.competency(id)).collect::<Vec<_>>();
        source::open(bundle, cited, &known)
    }

    /// Scores one answer to a question of the bank, outside any session; none when it says nothing.
    pub fn score(&self, question: &str, language: Language, answer: &str) -> Result<Option<Score>> {
        let question = self.known(question)?;
        let texts = [question.wording(language).question.as_str()];
        let asked = Asked {
            bank: &self.bank,
            rubric: &self.rubric,
            question,
            language,
            texts: &texts,
            vacancy: None,
        };
        Ok(score::score(&asked, &[answer]).map(|(score, _)| score))
    }

    /// A question of the bank.
    fn known(&self, id: &str) -> Result<&Question, InterviewError> {
        self.bank.question(id).ok_or_else(|| InterviewError::session(format!("there is no question {id:?}")))
    }
}

/// The question a reply is for, its last turn waiting.
fn open_question<'a>(session: &'a mut Session, reply: &Reply<'_>) -> Result<&'a mut PlannedQuestion> {
    let (number, current, mode) = (reply.question, session.current, session.mode);
    session.question(number)?;
    if reply.retry && mode == Mode::Live {
        return Err(InterviewError::Live.into());
    }
    let planned = &mut session.questions[number - 1];
    let was_asked = !planned.turns.is_empty();
    if reply.retry && was_asked {
        if let Some(score) = &planned.score {
            let answers = planned.answers().into_iter().map(str::to_owned).collect();
            planned.earlier.push(Attempt { answers, overall: score.overall });
        }
        planned.ask();
    } else if reply.retry || current != Some(number) || !was_asked {
        return Err(InterviewError::NotCurrent { question: number }.into());
    }
    Ok(planned)
}

fn says_nothing(text: &str) -> bool {
    word::n_words(text) == 0
}

#[cfg(test)]
mod tests;
