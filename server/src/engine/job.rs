//! What waits in line, and what comes back.

use std::time::Instant;

use recruta_api::http::{Evidencia, Frase, Progresso, Resposta, Sintese};
use recruta_core::retrieve::Filters;
use tokio::sync::mpsc::UnboundedSender;

use crate::error::ApiError;

/// How much of an answer's making the caller wants to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wants {
    /// Whole answers only.
    Answers,
    /// Everything, as it happens.
    Events,
}

/// Whether the language model may write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prose {
    /// If one is loaded.
    IfAny,
    /// The caller does not want to wait for it.
    Unwanted,
}

/// What a caller asks of the engine.
#[derive(Debug)]
pub struct Order {
    /// Valid questions.
    pub questions: Vec<String>,
    /// Valid filters, the same for all of them.
    pub filters: Filters,
    /// What comes back.
    pub wants: Wants,
    /// Whether the language model may write.
    pub prose: Prose,
}

/// What the engine's thread sends back. A question ends with [`Outgoing::Resposta`]; [`Outgoing::Erro`] ends the job.
#[derive(Debug)]
pub enum Outgoing {
    /// What was found.
    Evidencia(Evidencia),
    /// What it says.
    Sintese(Sintese),
    /// A step of the model.
    Progresso(Progresso),
    /// A sentence of the model that passed the checks.
    Prosa(Frase),
    /// The whole answer.
    Resposta(Box<Resposta>),
    /// Why there is none.
    Erro(ApiError),
}

/// Questions of one caller.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) questions: Vec<String>,
    pub(super) filters: Filters,
    pub(super) wants: Wants,
    pub(super) prose: Prose,
    pub(super) queued: Instant,
    sender: UnboundedSender<Outgoing>,
}

impl Job {
    pub(super) fn new(order: Order, sender: UnboundedSender<Outgoing>) -> Self {
        let Order { questions, filters, wants, prose } = order;
        Self { questions, filters, wants, prose, queued: Instant::now(), sender }
    }

    /// Whether the caller went away.
    pub(super) fn is_abandoned(&self) -> bool {
        self.sender.is_closed()
    }

    /// Sends, if there is still someone to send to.
    pub(super) fn send(&self, outgoing: Outgoing) {
        let _ = self.sender.send(outgoing);
    }
}
