//! One question while it is answered, and the job it belongs to.

use std::{
    cell::RefCell,
    rc::Rc,
    time::{Duration, Instant},
};

use recruta_api::convert::filter_key;
use recruta_api::http::{Evidencia, Fase, Fonte, Frase, Progresso, Resposta, Sintese, Tempos};
use recruta_core::{
    answer::{Answer, Statement},
    engine::{AskEvent, AskOptions, Asking, Engine},
    retrieve::Evidence,
};

use super::{Outgoing, Prose, Shared, Wants, job::Job};
use crate::{info::Facts, metrics::Metrics};

/// A job that has left the line: which of its questions were begun, and the answers that wait for those before them.
#[derive(Debug)]
pub(super) struct OpenJob {
    job: Job,
    n_begun: usize,
    n_sent: usize,
    /// By question; sent in order.
    answers: Vec<Option<Resposta>>,
}

impl OpenJob {
    pub(super) fn new(job: Job) -> Self {
        let answers = job.questions.iter().map(|_| None).collect();
        Self { job, n_begun: 0, n_sent: 0, answers }
    }

    /// Whether nobody waits for it any more.
    pub(super) fn is_abandoned(&self) -> bool {
        self.job.is_abandoned()
    }

    /// Questions not yet answered.
    pub(super) fn n_left(&self) -> usize {
        self.job.questions.len() - self.n_sent
    }

    /// The next question to begin. Events of several questions would mix, so who wants them gets one at a time.
    pub(super) fn begin_next(&mut self) -> Option<usize> {
        let is_free = self.job.wants == Wants::Answers || self.n_begun == self.n_sent;
        let next = (self.n_begun < self.job.questions.len() && is_free).then_some(self.n_begun)?;
        self.n_begun += 1;
        Some(next)
    }

    pub(super) fn send(&self, outgoing: Outgoing) {
        self.job.send(outgoing);
    }

    fn answer(&mut self, index: usize, answer: Resposta) {
        self.answers[index] = Some(answer);
        while let Some(answer) = self.answers.get_mut(self.n_sent).and_then(Option::take) {
            self.job.send(Outgoing::Resposta(Box::new(answer)));
            self.n_sent += 1;
        }
    }
}

/// One question on its way.
pub(super) struct Run {
    pub(super) job: Rc<RefCell<OpenJob>>,
    pub(super) asking: Asking,
    /// The model's sequence it runs in.
    pub(super) sequence: usize,
    index: usize,
    question: String,
    started: Instant,
    evidence_after: Duration,
    n_prompt_tokens: usize,
}

impl Run {
    /// Begins question `index` of a job.
    pub(super) fn begin(
        engine: &Engine,
        options: &AskOptions,
        job: &Rc<RefCell<OpenJob>>,
        index: usize,
        sequence: usize,
    ) -> recruta_core::Result<Self> {
        let (question, options) = {
            let OpenJob { job, .. } = &*job.borrow();
            let prose = options.prose && job.prose == Prose::IfAny;
            let filters = job.filters.clone();
            (job.questions[index].clone(), AskOptions { prose, filters, sequence, ..options.clone() })
        };
        Ok(Self {
            asking: engine.begin(&question, &options)?,
            job: Rc::clone(job),
            sequence,
            index,
            question,
            started: Instant::now(),
            evidence_after: Duration::ZERO,
            n_prompt_tokens: 0,
        })
    }

    /// Passes an event on, or the answer; says whether it was the last.
    pub(super) fn tell(&mut self, shared: &Shared, facts: &Facts, event: AskEvent) -> bool {
        let metrics = &shared.metrics;
        match event {
            AskEvent::Answer(answer) => {
                metrics.question_answered(self.started.elapsed());
                let answer = self.resposta(facts, answer);
                self.job.borrow_mut().answer(self.index, answer);
                true
            }
            event => {
                let outgoing = self.progress(metrics, event);
                let job = self.job.borrow();
                if let (Some(outgoing), Wants::Events) = (outgoing, job.job.wants) {
                    job.send(outgoing);
                }
                false
            }
        }
    }

    fn progress(&mut self, metrics: &Metrics, event: AskEvent) -> Option<Outgoing> {
        Some(match event {
            AskEvent::Evidence(evidence) => {
                self.evidence_after = self.started.elapsed();
                Outgoing::Evidencia(evidencia(evidence))
            }
            AskEvent::Composed(statements) => {
                Outgoing::Sintese(Sintese { frases: statements.into_iter().map(frase).collect() })
            }
            AskEvent::Prefill { done, total } => {
                metrics.read_prompt(done.saturating_sub(self.n_prompt_tokens));
                self.n_prompt_tokens = done;
                Outgoing::Progresso(Progresso { fase: Fase::Leitura, n_tokens: done, total: Some(total) })
            }
            AskEvent::Token { n_tokens, .. } => {
                metrics.wrote_token();
                Outgoing::Progresso(Progresso { fase: Fase::Escrita, n_tokens, total: None })
            }
            AskEvent::Prose(statement) => Outgoing::Prosa(frase(statement)),
            AskEvent::Answer(_) => return None,
        })
    }

    fn resposta(&self, facts: &Facts, answer: Answer) -> Resposta {
        let model = facts.generator.as_ref().map(|generator| generator.id.clone());
        let tempos = Tempos { evidencia_ms: ms(self.evidence_after), total_ms: ms(self.started.elapsed()) };
        Resposta::new(self.question.clone(), answer, model, tempos)
    }
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

fn evidencia(evidence: Evidence) -> Evidencia {
    Evidencia {
        idioma: evidence.language.code().to_owned(),
        evidencia_suficiente: evidence.sufficient,
        confianca: evidence.confidence,
        fontes: evidence.sources.into_iter().map(Fonte::from).collect(),
        filtro_vazio: evidence.emptied_by.map(filter_key),
    }
}

fn frase(statement: Statement) -> Frase {
    Frase { texto: statement.text, citacoes: statement.citations }
}
