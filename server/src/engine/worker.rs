//! What the engine's thread does.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, atomic::Ordering},
    time::{Duration, Instant},
};

use recruta_api::http::{Evidencia, Fase, Fonte, Frase, Progresso, Resposta, Sintese, Tempos};
use recruta_core::{
    Error,
    answer::{Answer, Statement},
    engine::{AskEvent, AskOptions},
    retrieve::Evidence,
};

use super::{Loaded, Outgoing, Prose, Shared, Status, Wants, job::Job};
use crate::{error::ApiError, start::StartError};

/// Loads, then answers until the line is closed.
pub(super) fn run(shared: &Shared, load: impl FnOnce() -> Result<Loaded, StartError>) {
    let loaded = catch_unwind(AssertUnwindSafe(load)).unwrap_or_else(|_| Err(StartError::Panicked));
    match loaded {
        Ok(mut loaded) => {
            shared.status.send_replace(Status::Ready(Arc::new(loaded.facts.clone())));
            while let Some(job) = shared.queue.pop() {
                answer_job(shared, &mut loaded, &job);
            }
        }
        Err(error) => {
            shared.status.send_replace(Status::Failed(Arc::new(error)));
        }
    }
}

/// Answers a job's questions in order. A panic below ends the job, not the server: the next question starts a new
/// sequence, so nothing of this one is carried over.
fn answer_job(shared: &Shared, loaded: &mut Loaded, job: &Job) {
    shared.metrics.waited(job.queued.elapsed());
    for (index, question) in job.questions.iter().enumerate() {
        let answered = catch_unwind(AssertUnwindSafe(|| Run::new(shared, job).answer(loaded, question)));
        let error = match answered {
            Ok(Ok(())) => continue,
            Ok(Err(Error::Cancelled)) => {
                shared.metrics.questions_cancelled(job.questions.len() - index);
                return;
            }
            Ok(Err(error)) => ApiError::from(error),
            Err(_) => ApiError::Internal,
        };
        tracing::error!(code = error.code(), %error, "a question failed");
        shared.metrics.questions_failed(job.questions.len() - index);
        job.send(Outgoing::Erro(error));
        return;
    }
}

/// One question on its way.
struct Run<'a> {
    shared: &'a Shared,
    job: &'a Job,
    started: Instant,
    evidence_after: Duration,
    n_prompt_tokens: usize,
}

impl<'a> Run<'a> {
    fn new(shared: &'a Shared, job: &'a Job) -> Self {
        Self { shared, job, started: Instant::now(), evidence_after: Duration::ZERO, n_prompt_tokens: 0 }
    }

    fn answer(&mut self, loaded: &mut Loaded, question: &str) -> Result<(), Error> {
        let prose = loaded.options.prose && self.job.prose == Prose::IfAny;
        let options = AskOptions { prose, ..loaded.options.clone() };
        let mut asking = loaded.engine.begin(question, &options)?;
        loop {
            if self.job.is_abandoned() {
                return Err(Error::Cancelled);
            }
            if self.shared.stopping.load(Ordering::Relaxed) {
                asking.stop();
            }
            let Some(event) = loaded.engine.step(&mut asking)? else { return Ok(()) };
            self.shared.metrics.stepped();
            let is_last = matches!(event, AskEvent::Answer(_));
            self.tell(loaded, question, event);
            if is_last {
                return Ok(());
            }
        }
    }

    fn tell(&mut self, loaded: &Loaded, question: &str, event: AskEvent) {
        let outgoing = match event {
            AskEvent::Evidence(evidence) => {
                self.evidence_after = self.started.elapsed();
                Outgoing::Evidencia(evidencia(evidence))
            }
            AskEvent::Composed(statements) => {
                Outgoing::Sintese(Sintese { frases: statements.into_iter().map(frase).collect() })
            }
            AskEvent::Prefill { done, total } => {
                self.shared.metrics.read_prompt(done - self.n_prompt_tokens);
                self.n_prompt_tokens = done;
                Outgoing::Progresso(Progresso { fase: Fase::Leitura, n_tokens: done, total: Some(total) })
            }
            AskEvent::Token { n_tokens, .. } => {
                self.shared.metrics.wrote_token();
                Outgoing::Progresso(Progresso { fase: Fase::Escrita, n_tokens, total: None })
            }
            AskEvent::Prose(statement) => Outgoing::Prosa(frase(statement)),
            AskEvent::Answer(answer) => {
                self.shared.metrics.question_answered(self.started.elapsed());
                Outgoing::Resposta(Box::new(self.resposta(loaded, question, answer)))
            }
        };
        if self.job.wants == Wants::Events || matches!(outgoing, Outgoing::Resposta(_)) {
            self.job.send(outgoing);
        }
    }

    fn resposta(&self, loaded: &Loaded, question: &str, answer: Answer) -> Resposta {
        let model = loaded.facts.generator.as_ref().map(|generator| generator.id.clone());
        let tempos = Tempos { evidencia_ms: ms(self.evidence_after), total_ms: ms(self.started.elapsed()) };
        Resposta::new(question.to_owned(), answer, model, tempos)
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
    }
}

fn frase(statement: Statement) -> Frase {
    Frase { texto: statement.text, citacoes: statement.citations }
}
