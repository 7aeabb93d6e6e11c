//! One question and everything that has come back for it.

use leptos::prelude::*;
use recruta_api::{
    answer::{AnswerBody, ProseBody, ProseStatus, Statement},
    error::ErrorBody,
    evidence::EvidenceBody,
    filter::FiltersBody,
    worker::Event,
};

use crate::i18n::Strings;

/// How far a question is.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// Waits for the engine.
    Queued,
    /// Taken off the queue by the user.
    Dropped,
    /// Evidence is being looked for, or the model has not begun.
    Searching,
    /// The model reads its prompt.
    Reading {
        /// Tokens read.
        done: usize,
        /// Tokens of the prompt.
        total: usize,
    },
    /// The model writes.
    Writing {
        /// Tokens so far.
        n_tokens: usize,
    },
    /// Answered.
    Done,
    /// Failed.
    Failed(ErrorBody),
}

impl Stage {
    /// Whether nothing more will come.
    pub fn is_over(&self) -> bool {
        matches!(self, Self::Dropped | Self::Done | Self::Failed(_))
    }

    /// Whether the model is at work.
    pub fn is_generating(&self) -> bool {
        matches!(self, Self::Reading { .. } | Self::Writing { .. })
    }
}

/// The whole answer and how long it took.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    /// The answer.
    pub answer: AnswerBody,
    /// Question in to evidence out.
    pub evidence_ms: f64,
    /// Question in to answer out.
    pub total_ms: f64,
}

/// A question of the session.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Its place in the session, from 1; names its elements in the page.
    pub key: usize,
    /// The question, as sent.
    pub question: StoredValue<String>,
    /// Whether it is about the sources of the answer before.
    pub follows: bool,
    /// Which hires it is about.
    pub filters: StoredValue<FiltersBody>,
    /// How far it is.
    pub stage: RwSignal<Stage>,
    /// What was found.
    pub evidence: RwSignal<Option<EvidenceBody>>,
    /// What the evidence says.
    pub composed: RwSignal<Vec<Statement>>,
    /// The model's sentences that passed so far.
    pub prose: RwSignal<Vec<Statement>>,
    /// The whole answer.
    pub answered: RwSignal<Option<Answered>>,
    /// Name of the generator in memory when it ran.
    pub had_generator: RwSignal<Option<String>>,
    /// Whether its body is shown.
    pub open: RwSignal<bool>,
    /// The source a citation was followed to, whose text is then unfolded.
    pub focused: RwSignal<Option<usize>>,
    /// Whether the user asked to stop it.
    pub stopping: RwSignal<bool>,
    /// The worker's request, while it runs.
    pub request: RwSignal<Option<u32>>,
}

impl Entry {
    /// A question that waits.
    pub fn new(key: usize, question: &str, follows: bool, filters: FiltersBody) -> Self {
        Self {
            key,
            question: StoredValue::new(question.to_owned()),
            follows,
            filters: StoredValue::new(filters),
            stage: RwSignal::new(Stage::Queued),
            evidence: RwSignal::new(None),
            composed: RwSignal::new(Vec::new()),
            prose: RwSignal::new(Vec::new()),
            answered: RwSignal::new(None),
            had_generator: RwSignal::new(None),
            open: RwSignal::new(true),
            focused: RwSignal::new(None),
            stopping: RwSignal::new(false),
            request: RwSignal::new(None),
        }
    }

    /// Keeps what an event brings.
    pub fn take(self, event: Event) {
        match event {
            Event::Evidence { evidence } => self.evidence.set(Some(evidence)),
            Event::Composed { statements } => self.composed.set(statements),
            Event::Prefill { done, total } => self.stage.set(Stage::Reading { done, total }),
            Event::Token { n_tokens } => self.stage.set(Stage::Writing { n_tokens }),
            Event::Prose { statement } => self.prose.update(|prose| prose.push(statement)),
            Event::Answer { answer, evidence_ms, total_ms } => {
                self.complete(Answered { answer, evidence_ms, total_ms });
            }
            Event::Error { error } => self.end(Stage::Failed(error)),
            _ => {}
        }
    }

    /// Id of its article.
    pub fn id(self) -> String {
        format!("pergunta-{}", self.key)
    }

    /// Id of the card of source `number`.
    pub fn source_id(self, number: usize) -> String {
        format!("pergunta-{}-fonte-{number}", self.key)
    }

    /// Whether it waits, untracked.
    pub fn is_queued_now(self) -> bool {
        self.stage.with_untracked(|stage| *stage == Stage::Queued)
    }

    /// Whether it was answered from sources; tracks.
    pub fn has_sources(self) -> bool {
        self.answered
            .with(|answered| answered.as_ref().is_some_and(|answered| !answered.answer.sources.is_empty()))
    }

    /// Whether the worker is on it, untracked.
    pub fn is_running_now(self) -> bool {
        self.stage.with_untracked(|stage| *stage != Stage::Queued && !stage.is_over())
    }

    /// The final answer is the truth: it replaces what was streamed.
    fn complete(self, answered: Answered) {
        let answer = &answered.answer;
        self.composed.set(answer.composed.clone());
        self.prose.set(answer.prose.statements.clone());
        self.evidence.set(Some(EvidenceBody {
            language: answer.language.clone(),
            sufficient: answer.sufficient,
            confidence: answer.confidence,
            sources: answer.sources.clone(),
            emptied_by: answer.emptied_by.clone(),
        }));
        self.answered.set(Some(answered));
        self.end(Stage::Done);
    }

    fn end(self, stage: Stage) {
        self.request.set(None);
        self.stopping.set(false);
        self.stage.set(stage);
    }
}

/// The end of the model's part in words; none when no model wrote.
pub fn prose_verdict(strings: &Strings, prose: &ProseBody) -> Option<String> {
    let reason = || (strings.answer.reason)(prose.reason.as_deref().unwrap_or_default());
    match prose.status {
        ProseStatus::Absent => None,
        ProseStatus::Shown => Some((strings.answer.shown)(prose.n_tokens)),
        ProseStatus::Partial => Some((strings.answer.partial)(reason())),
        ProseStatus::Withheld => Some((strings.answer.withheld)(reason())),
        ProseStatus::Stopped => Some((strings.answer.stopped)(prose.n_tokens)),
    }
}
