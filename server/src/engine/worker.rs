//! What the engine's thread does: it answers some questions at a time, a step of each together.

use std::{
    cell::RefCell,
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
    sync::{Arc, atomic::Ordering},
};

use recruta_core::{Error, engine::AskEvent};

use super::{
    Loaded, Outgoing, Shared, Status,
    run::{OpenJob, Run},
};
use crate::{error::ApiError, start::StartError};

/// Loads, then answers until the line is closed.
pub(super) fn run(shared: &Shared, load: impl FnOnce() -> Result<Loaded, StartError>) {
    let loaded = catch_unwind(AssertUnwindSafe(load)).unwrap_or_else(|_| Err(StartError::Panicked));
    match loaded {
        Ok(mut loaded) => {
            // The first and only time; were it set already, it would be the same.
            let _ = shared.bundle.set(loaded.engine.shared_bundle());
            shared.status.send_replace(Status::Ready(Arc::new(loaded.facts.clone())));
            Worker { shared, loaded: &mut loaded, jobs: Vec::new(), runs: Vec::new() }.work();
        }
        Err(error) => {
            shared.status.send_replace(Status::Failed(Arc::new(error)));
        }
    }
}

struct Worker<'a> {
    shared: &'a Shared,
    loaded: &'a mut Loaded,
    /// Jobs with questions that are not answered.
    jobs: Vec<Rc<RefCell<OpenJob>>>,
    /// Questions that are being answered.
    runs: Vec<Run>,
}

impl Worker<'_> {
    fn work(&mut self) {
        while self.fill() {
            self.step();
        }
    }

    /// Begins as many questions as may run at a time; waits for one when nothing runs. False once the line is closed
    /// and everything is answered.
    fn fill(&mut self) -> bool {
        self.drop_abandoned();
        while self.runs.len() < self.loaded.parallel.max(1) {
            if self.begin_next() {
                continue;
            }
            let job =
                if self.jobs.is_empty() { self.shared.queue.pop() } else { self.shared.queue.try_pop() };
            match job {
                Some(job) => {
                    self.shared.metrics.waited(job.queued.elapsed());
                    self.jobs.push(Rc::new(RefCell::new(OpenJob::new(job))));
                }
                None => return !self.jobs.is_empty(),
            }
        }
        true
    }

    /// Begins the next question of the oldest job that has one.
    fn begin_next(&mut self) -> bool {
        let begun = self.jobs.iter().find_map(|job| {
            let index = job.borrow_mut().begin_next()?;
            Some((Rc::clone(job), index))
        });
        let Some((job, index)) = begun else { return false };
        let is_free = |n: &usize| self.runs.iter().all(|run| run.sequence != *n);
        let sequence = (0..=self.runs.len()).find(is_free).unwrap_or_default();
        match Run::begin(&self.loaded.engine, &self.loaded.options, &job, index, sequence) {
            Ok(run) => self.runs.push(run),
            Err(error) => self.fail(&job, ApiError::from(error)),
        }
        true
    }

    /// A step of every question. A panic below ends their jobs, not the server: the next question starts a new
    /// sequence, so nothing of these is carried over.
    fn step(&mut self) {
        if self.shared.stopping.load(Ordering::Relaxed) {
            self.runs.iter_mut().for_each(|run| run.asking.stop());
        }
        let engine = &mut self.loaded.engine;
        let runs = &mut self.runs;
        let step = || match runs.as_mut_slice() {
            // Alone, a question is stepped finely: whoever leaves is noticed soon.
            [run] => vec![engine.step(&mut run.asking)],
            runs => engine.step_together(&mut runs.iter_mut().map(|run| &mut run.asking).collect::<Vec<_>>()),
        };
        match catch_unwind(AssertUnwindSafe(step)) {
            Ok(events) => self.tell(events),
            Err(_) => {
                for job in self.runs.iter().map(|run| Rc::clone(&run.job)).collect::<Vec<_>>() {
                    self.fail(&job, ApiError::Internal);
                }
            }
        }
    }

    fn tell(&mut self, events: Vec<Result<Option<AskEvent>, Error>>) {
        let mut failed = Vec::new();
        let mut events = events.into_iter();
        self.runs.retain_mut(|run| match events.next() {
            Some(Ok(Some(event))) => {
                self.shared.metrics.stepped();
                !run.tell(self.shared, &self.loaded.facts, event)
            }
            Some(Err(error)) => {
                failed.push((Rc::clone(&run.job), ApiError::from(error)));
                false
            }
            Some(Ok(None)) | None => false,
        });
        for (job, error) in failed {
            self.fail(&job, error);
        }
        self.jobs.retain(|job| job.borrow().n_left() > 0);
    }

    fn drop_abandoned(&mut self) {
        for job in self.jobs.iter().filter(|job| job.borrow().is_abandoned()) {
            self.shared.metrics.questions_cancelled(job.borrow().n_left());
        }
        self.jobs.retain(|job| !job.borrow().is_abandoned());
        self.runs.retain(|run| !run.job.borrow().is_abandoned());
    }

    /// Ends a job with an error; its other questions go with it.
    fn fail(&mut self, job: &Rc<RefCell<OpenJob>>, error: ApiError) {
        if !self.jobs.iter().any(|open| Rc::ptr_eq(open, job)) {
            return; // Another of its questions failed in the same step.
        }
        tracing::error!(code = error.code(), %error, "a question failed");
        self.shared.metrics.questions_failed(job.borrow().n_left());
        job.borrow().send(Outgoing::Erro(error));
        self.jobs.retain(|open| !Rc::ptr_eq(open, job));
        self.runs.retain(|run| !Rc::ptr_eq(&run.job, job));
    }
}
