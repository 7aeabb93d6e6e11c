//! The engine on a thread of its own, behind a bounded queue.
//!
//! Answering is computation that never waits, so it has no place on the threads that serve connections. One thread
//! steps the questions that run: the arithmetic below it already uses every core, a second engine would double the
//! memory, and a token of each question is computed in one pass over the weights. A caller that goes away closes the channel of its job; the thread looks between any two steps.

mod job;
mod queue;
mod run;
mod worker;

use std::{
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use recruta_core::{
    bundle::Bundle,
    engine::{AskOptions, Engine},
};
use tokio::sync::{mpsc, watch};

pub use job::{Order, Outgoing, Prose, Wants};

use crate::{error::ApiError, info::Facts, metrics::Metrics, start::StartError};
use job::Job;
use queue::{Queue, Refused};

/// The thread parses templates and runs tensor code whose depth is not ours; the default of 2 MB is for small work.
const STACK_BYTES: usize = 8 << 20;

/// An engine that is ready, and what the server says of it.
#[derive(Debug)]
pub struct Loaded {
    /// The engine.
    pub engine: Engine,
    /// How it answers.
    pub options: AskOptions,
    /// Questions it answers at a time.
    pub parallel: usize,
    /// What `/info` and `/healthz` say.
    pub facts: Facts,
}

/// How far the engine is.
#[derive(Debug, Clone)]
pub enum Status {
    /// Models are being read.
    Loading,
    /// Questions are answered.
    Ready(Arc<Facts>),
    /// It will never be ready.
    Failed(Arc<StartError>),
}

/// What the connections and the engine's thread share.
#[derive(Debug)]
struct Shared {
    queue: Queue,
    metrics: Arc<Metrics>,
    status: watch::Sender<Status>,
    stopping: AtomicBool,
    /// The engine's knowledge, once it is ready; it never changes.
    bundle: OnceLock<Arc<Bundle>>,
}

/// The way to the engine; clones lead to the same one.
#[derive(Debug, Clone)]
pub struct EngineHandle {
    shared: Arc<Shared>,
}

impl EngineHandle {
    /// Starts the thread; it calls `load`, then answers. At most `queue_len` jobs wait.
    ///
    /// **Errors.** Only when the system gives no thread; a failed `load` is told by [`Self::status`].
    pub fn start<F>(queue_len: usize, metrics: Arc<Metrics>, load: F) -> std::io::Result<Self>
    where
        F: FnOnce() -> Result<Loaded, StartError> + Send + 'static,
    {
        let status = watch::Sender::new(Status::Loading);
        let queue = Queue::new(queue_len);
        let shared = Arc::new(Shared {
            queue,
            metrics,
            status,
            stopping: AtomicBool::new(false),
            bundle: OnceLock::new(),
        });
        let own = Arc::clone(&shared);
        thread::Builder::new()
            .name("engine".to_owned())
            .stack_size(STACK_BYTES)
            .spawn(move || worker::run(&own, load))?;
        Ok(Self { shared })
    }

    /// How far the engine is, now and as it changes.
    pub fn status(&self) -> watch::Receiver<Status> {
        self.shared.status.subscribe()
    }

    /// What the engine is, once it is ready.
    pub fn facts(&self) -> Option<Arc<Facts>> {
        match &*self.shared.status.borrow() {
            Status::Ready(facts) => Some(Arc::clone(facts)),
            Status::Loading | Status::Failed(_) => None,
        }
    }

    /// The engine's knowledge, for what needs no model.
    ///
    /// **Errors.** `overloaded` while loading; what loading failed with.
    pub fn bundle(&self) -> Result<Arc<Bundle>, ApiError> {
        match &*self.shared.status.borrow() {
            Status::Ready(_) => self.shared.bundle.get().cloned().ok_or(ApiError::Loading),
            Status::Loading => Err(ApiError::Loading),
            Status::Failed(error) => Err(ApiError::Failed { code: error.code() }),
        }
    }

    /// Puts valid questions in line. What comes of them arrives on the channel, in order; dropping it stops the work.
    ///
    /// **Errors.** `overloaded` while loading, when too many wait, and when stopping; `internal` when loading failed.
    pub fn submit(&self, order: Order) -> Result<mpsc::UnboundedReceiver<Outgoing>, ApiError> {
        match &*self.shared.status.borrow() {
            Status::Ready(_) => {}
            Status::Loading => return Err(ApiError::Loading),
            Status::Failed(error) => return Err(ApiError::Failed { code: error.code() }),
        }
        // Unbounded, because the thread must not wait for a slow reader; what one answer can send is bounded.
        let (sender, receiver) = mpsc::unbounded_channel();
        let (refused, abandoned) = self.shared.queue.push(Job::new(order, sender));
        self.shared.metrics.questions_cancelled(abandoned);
        match refused {
            None => Ok(receiver),
            Some(Refused::Full { waiting }) => Err(ApiError::QueueFull { waiting }),
            Some(Refused::Closed) => Err(ApiError::Stopping),
        }
    }

    /// Jobs in line whose callers still wait.
    pub fn n_waiting(&self) -> usize {
        self.shared.queue.n_waiting()
    }

    /// Ends the running answer with what it has, refuses what waits, and lets the thread end.
    pub fn stop(&self) {
        self.shared.stopping.store(true, Ordering::Relaxed);
        for job in self.shared.queue.close() {
            job.send(Outgoing::Erro(ApiError::Stopping));
        }
    }
}
