//! The protocol between the page and the engine's worker.
//!
//! The worker says [`Event::Ready`] once, unasked (no id); one that cannot start says [`Event::Error`] in its place. Then every [`Request`] has an id of the page's choosing, and
//! every [`Message`] about it carries that id. A request ends with exactly one of the events for which
//! [`Event::is_last`] holds; nothing with its id follows. `Stop` ends the request it names with [`Event::Answer`]
//! (what was accepted so far, `prose.status = stopped`) or, before an answer exists, with an error `cancelled`.

use serde::{Deserialize, Serialize};

use crate::{
    answer::{AnswerBody, Statement},
    error::ErrorBody,
    evidence::EvidenceBody,
    filter::FiltersBody,
    insight::InsightBody,
    interview::{CitationKind, CitedRecord, Help, PlanRequest, Report, Session, VacancyFilter, VacancyList},
};

/// What the page asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Chosen by the page, unique while the worker lives.
    pub id: u32,
    /// The command.
    #[serde(flatten)]
    pub command: Command,
}

/// The commands of the worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Command {
    /// Which models there are, which are stored, which are loaded. → [`Event::Models`].
    Models,
    /// Gets (if not stored) and loads bundle and retriever. → [`Event::Progress`]*, [`Event::Loaded`].
    LoadRetriever,
    /// Gets (if not stored) and loads a generator; replaces the loaded one. → [`Event::Progress`]*, [`Event::Loaded`].
    LoadGenerator {
        /// Catalogue id.
        model: String,
    },
    /// Removes a model from the browser's store (and from memory). → [`Event::Models`].
    DeleteModel {
        /// Catalogue id.
        model: String,
    },
    /// Asks. → `Evidence`, `Composed`, (`Prefill`*, (`Token` | `Prose`)*)?, `Answer`.
    Ask {
        /// The question, 1 to 4,000 characters.
        question: String,
        /// Whether the loaded generator, if any, may write.
        prose: bool,
        /// Whether it is about the sources of the last answer that had some.
        #[serde(default)]
        follow_up: bool,
        /// Whether the generator may use what it still knows of earlier prompts; false only to measure what that is worth.
        #[serde(default = "yes")]
        reuse: bool,
        /// Which hires it is about.
        #[serde(default, skip_serializing_if = "FiltersBody::is_empty")]
        filters: FiltersBody,
    },
    /// Vacancies to be interviewed for. Gets the bundle if it is not there; needs no model, as no interview does.
    /// → [`Event::Progress`]*, [`Event::InterviewVacancies`].
    InterviewVacancies {
        /// Which.
        filter: VacancyFilter,
    },
    /// Plans an interview and asks its first question. → [`Event::Progress`]*, [`Event::Interview`].
    InterviewPlan {
        /// What it is to be.
        request: PlanRequest,
    },
    /// Answers a question: the current one, or with `retry` (practice only) an answered one once more, whose follow-ups
    /// are then asked anew. An empty text passes the question over. → [`Event::Interview`].
    InterviewAnswer {
        /// The interview so far.
        session: Box<Session>,
        /// Number of the question.
        question: usize,
        /// The answer, at most [`crate::interview::MAX_ANSWER_CHARS`] characters.
        text: String,
        /// Whether it replaces what was said to that question.
        #[serde(default)]
        retry: bool,
    },
    /// Hints and sample answer (practice only). → [`Event::InterviewHelp`].
    InterviewHelp {
        /// The interview so far.
        session: Box<Session>,
        /// Number of the question.
        question: usize,
    },
    /// Lets the loaded generator word a question for the vacancy, before it is answered. The bank's wording stands unless the
    /// model's passes the checks, and when no generator is loaded. → ([`Event::Prefill`] | [`Event::Token`])*,
    /// [`Event::Interview`].
    InterviewRephrase {
        /// The interview so far.
        session: Box<Session>,
        /// Number of the question.
        question: usize,
    },
    /// Lets the loaded generator advise on a question's answers, once they have a score; in a live interview, once it is over.
    /// The session comes back without advice where none passes the checks, or no generator is loaded. The score never changes.
    /// → ([`Event::Prefill`] | [`Event::Token`])*, [`Event::Interview`].
    InterviewAdvice {
        /// The interview so far.
        session: Box<Session>,
        /// Number of the question.
        question: usize,
    },
    /// The report on what was answered so far. → [`Event::InterviewReport`].
    InterviewReport {
        /// The interview.
        session: Box<Session>,
    },
    /// A record that a plan cites. Gets the bundle if it is not there. → [`Event::Progress`]*, [`Event::InterviewSource`].
    InterviewSource {
        /// What it is.
        kind: CitationKind,
        /// Id of the vacancy, or the code of the profile.
        record: String,
        /// Ids of the competencies whose words are marked in it.
        competencies: Vec<String>,
    },
    /// The numbers of a group of hired people; everybody, without family and level. → [`Event::Insight`].
    Insight {
        /// Id of a family.
        #[serde(default)]
        family: Option<String>,
        /// Id of a level.
        #[serde(default)]
        level: Option<String>,
    },
    /// Stops the request with that id. Has no events of its own beyond [`Event::Done`].
    Stop {
        /// Id of the request to stop.
        target: u32,
    },
}

fn yes() -> bool {
    true
}

/// What the worker says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// The request it belongs to; none for `ready`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub id: Option<u32>,
    /// The event.
    #[serde(flatten)]
    pub event: Event,
}

/// A stage of getting a model ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// From the network into the browser's store.
    Download,
    /// Checking the sha256 of a partial or whole file.
    Verify,
    /// From the store into the engine.
    Load,
}

/// A model as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelBody {
    /// Catalogue id.
    pub id: String,
    /// `retriever` or `generator`.
    pub role: String,
    /// Name for people.
    pub name: String,
    /// SPDX id.
    pub licence: String,
    /// Languages it writes acceptably: `pt`, `en`.
    pub languages: Vec<String>,
    /// Size of all its files.
    pub size_bytes: u64,
    /// Whether this host offers its files.
    pub available: bool,
    /// Whether its files are whole and verified in the browser's store.
    pub stored: bool,
    /// Whether it is in memory now.
    pub loaded: bool,
}

/// The events of the worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// The worker can take requests.
    Ready {
        /// Version of the engine.
        version: String,
        /// Which of its builds runs: `threads`, `relaxed` or `simd`.
        #[serde(default)]
        build: String,
        /// Threads that compute.
        #[serde(default)]
        threads: u32,
    },
    /// Answer to [`Command::Models`] and [`Command::DeleteModel`].
    Models {
        /// In the catalogue's order.
        models: Vec<ModelBody>,
        /// What the browser says it may store and has stored, in bytes, if it says so.
        quota_bytes: Option<u64>,
        /// Bytes used.
        used_bytes: Option<u64>,
    },
    /// Bytes of a stage.
    Progress {
        /// The stage.
        stage: Stage,
        /// Catalogue id, or `bundle`.
        model: String,
        /// Bytes so far.
        done_bytes: u64,
        /// Bytes in all.
        total_bytes: u64,
    },
    /// A model is in memory.
    Loaded {
        /// Catalogue id.
        model: String,
    },
    /// What was found.
    Evidence {
        /// The passages.
        evidence: EvidenceBody,
    },
    /// What the evidence says.
    Composed {
        /// Sentences with citations.
        statements: Vec<Statement>,
    },
    /// The model is reading the prompt.
    Prefill {
        /// Tokens read.
        done: usize,
        /// Tokens of the prompt.
        total: usize,
    },
    /// The model wrote a token (which may end up withheld, so it is counted, not shown).
    Token {
        /// Tokens so far.
        n_tokens: usize,
    },
    /// A sentence of the model passed the checks.
    Prose {
        /// The sentence.
        statement: Statement,
    },
    /// The answer is whole.
    Answer {
        /// The answer.
        answer: AnswerBody,
        /// Question in to evidence out, milliseconds.
        evidence_ms: f64,
        /// Question in to answer out, milliseconds.
        total_ms: f64,
    },
    /// Answer to [`Command::InterviewVacancies`].
    InterviewVacancies {
        /// Those that match.
        list: VacancyList,
    },
    /// An interview as it stands: keep it and hand it back.
    Interview {
        /// All of it.
        session: Box<Session>,
    },
    /// Answer to [`Command::InterviewHelp`].
    InterviewHelp {
        /// Hints and sample.
        help: Help,
    },
    /// Answer to [`Command::InterviewReport`].
    InterviewReport {
        /// As data: the JSON export is this object.
        report: Box<Report>,
        /// As text, for export and print.
        markdown: String,
    },
    /// Answer to [`Command::InterviewSource`].
    InterviewSource {
        /// The record; none when the bundle has no such one, as may be for an interview planned on another bundle.
        source: Option<Box<CitedRecord>>,
    },
    /// Answer to [`Command::Insight`].
    Insight {
        /// The numbers.
        insight: Box<InsightBody>,
    },
    /// A request without a result of its own is done.
    Done,
    /// The request failed.
    Error {
        /// Why.
        error: ErrorBody,
    },
}

impl Event {
    /// Whether this ends its request.
    pub fn is_last(&self) -> bool {
        matches!(
            self,
            Event::Models { .. }
                | Event::Loaded { .. }
                | Event::Answer { .. }
                | Event::InterviewVacancies { .. }
                | Event::Interview { .. }
                | Event::InterviewHelp { .. }
                | Event::InterviewReport { .. }
                | Event::InterviewSource { .. }
                | Event::Insight { .. }
                | Event::Done
                | Event::Error { .. }
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{Command, Event, FiltersBody, Message, Request, Stage};

    #[test]
    fn a_request_is_flat_and_tagged_by_type() {
        let json =
            r#"{"id":3,"type":"ask","question":"Python?","prose":true,"follow_up":false,"reuse":true}"#;
        let request: Request = serde_json::from_str(json).expect("valid request");
        let ask = |filters| Command::Ask {
            question: "Python?".into(),
            prose: true,
            follow_up: false,
            reuse: true,
            filters,
        };
        assert_eq!(request.command, ask(FiltersBody::default()));
        assert_eq!(serde_json::to_string(&request).expect("serialises"), json);
        let json = json.replace('}', r#","filters":{"level":"Pleno"}}"#);
        let request: Request = serde_json::from_str(&json).expect("valid request");
        assert_eq!(
            request.command,
            ask(FiltersBody { level: Some("Pleno".into()), ..FiltersBody::default() })
        );
        assert_eq!(serde_json::to_string(&request).expect("serialises"), json);
    }

    #[test]
    fn ready_says_which_build_runs_and_may_leave_it_out() {
        let parse = |json: &str| serde_json::from_str::<Message>(json).expect("parses").event;
        let ready = |build: &str, threads| Event::Ready { version: "1".into(), build: build.into(), threads };
        let json = r#"{"type":"ready","version":"1","build":"threads","threads":2}"#;
        assert_eq!(parse(json), ready("threads", 2));
        assert_eq!(parse(r#"{"type":"ready","version":"1"}"#), ready("", 0));
    }

    #[test]
    fn a_message_round_trips() {
        let message = Message {
            id: Some(7),
            event: Event::Progress { stage: Stage::Load, model: "m".into(), done_bytes: 1, total_bytes: 2 },
        };
        let json = serde_json::to_string(&message).expect("serialises");
        assert_eq!(
            json,
            r#"{"id":7,"type":"progress","stage":"load","model":"m","done_bytes":1,"total_bytes":2}"#
        );
        assert_eq!(serde_json::from_str::<Message>(&json).expect("parses"), message);
        assert!(!message.event.is_last());
    }
}
