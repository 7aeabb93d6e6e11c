//! The engine as the views see it: what state it is in, which models there are, and what can be asked of it.

mod client;
mod worker;

use leptos::{prelude::*, task::spawn_local};
use recruta_api::{
    error::ErrorBody,
    worker::{Command, Event, ModelBody, Stage},
};

use self::{client::Client, worker::Link};
use crate::settings;

/// Bytes of one stage of getting a model ready.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The stage.
    pub stage: Stage,
    /// Catalogue id, or `bundle`.
    pub model: String,
    /// Bytes so far.
    pub done_bytes: u64,
    /// Bytes in all.
    pub total_bytes: u64,
}

/// How far the engine is.
#[derive(Debug, Clone, PartialEq)]
pub enum Phase {
    /// The worker or the retriever is on its way.
    Preparing(Option<Progress>),
    /// Questions are answered.
    Ready,
    /// It stopped; only a restart helps.
    Failed(ErrorBody),
}

/// A generator on its way into memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Catalogue id.
    pub model: String,
    /// How far it is.
    pub progress: Option<Progress>,
    /// Whether the user has cancelled it.
    pub stopping: bool,
    request: u32,
}

/// Why a model could not be loaded or removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Catalogue id.
    pub model: String,
    /// Why.
    pub error: ErrorBody,
}

/// What the browser says about its store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Storage {
    /// Bytes it may hold.
    pub quota_bytes: u64,
    /// Bytes it holds.
    pub used_bytes: u64,
}

/// The engine that said it is ready.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// Its version.
    pub version: String,
    /// Threads that compute; 0 if it does not say.
    pub threads: u32,
}

/// Signals and commands of the one engine of the page.
#[derive(Clone, Copy)]
pub struct Engine {
    /// How far it is.
    pub phase: RwSignal<Phase>,
    /// The engine that runs, once it has said so.
    pub running: RwSignal<Option<Running>>,
    /// The catalogue, once known.
    pub models: RwSignal<Vec<ModelBody>>,
    /// The browser's store, if it says.
    pub storage: RwSignal<Option<Storage>>,
    /// The generator on its way, if one is.
    pub job: RwSignal<Option<Job>>,
    /// The last trouble with a generator.
    pub trouble: RwSignal<Option<Trouble>>,
    client: StoredValue<Client, LocalStorage>,
}

impl Engine {
    /// An engine that has not been started.
    pub fn new() -> Self {
        Self {
            phase: RwSignal::new(Phase::Preparing(None)),
            running: RwSignal::new(None),
            models: RwSignal::new(Vec::new()),
            storage: RwSignal::new(None),
            job: RwSignal::new(None),
            trouble: RwSignal::new(None),
            client: StoredValue::new_local(Client::default()),
        }
    }

    /// Starts the worker (again) and loads the retriever; the remembered generator follows, if it is stored.
    pub fn start(self) {
        // What the worker before this one still owed is settled before it goes.
        let gone = ErrorBody { code: "cancelled".into(), message: "the engine was restarted".into() };
        self.client.get_value().fail(&gone);
        self.phase.set(Phase::Preparing(None));
        spawn_local(async move {
            let client = self.client.get_value();
            let on_message = {
                let client = client.clone();
                move |message| {
                    if let Some(running) = client.receive(message) {
                        self.running.set(Some(running));
                    }
                }
            };
            match Link::open(on_message, move |error| self.crash(&error)).await {
                Ok(link) => {
                    client.attach(link);
                    self.load_retriever();
                }
                Err(error) => self.crash(&error),
            }
        });
    }

    /// Sends a command; `handler` hears its events, ending with exactly one that is last.
    pub fn send(self, command: Command, handler: impl FnMut(Event) + 'static) -> u32 {
        self.client.get_value().send(command, handler)
    }

    /// Asks the worker to stop a request, which then ends by itself.
    pub fn stop(self, target: u32) {
        self.send(Command::Stop { target }, |_| ());
    }

    /// Loads a generator, downloading it if it is not stored.
    pub fn load_generator(self, model: String) {
        self.trouble.set(None);
        let name = model.clone();
        let request = self.send(Command::LoadGenerator { model: model.clone() }, move |event| match event {
            Event::Progress { stage, model, done_bytes, total_bytes } => self.job.update(|job| {
                if let Some(job) = job {
                    job.progress = Some(Progress { stage, model, done_bytes, total_bytes });
                }
            }),
            Event::Loaded { .. } => {
                settings::write(settings::GENERATOR, &name);
                self.finish_job(None);
            }
            Event::Error { error } => {
                let cancelled = error.code == "cancelled";
                self.finish_job((!cancelled).then(|| Trouble { model: name.clone(), error }));
            }
            _ => {}
        });
        self.job.set(Some(Job { model, progress: None, stopping: false, request }));
    }

    /// Cancels the generator on its way.
    pub fn cancel_job(self) {
        if let Some(job) = self.job.get_untracked() {
            self.job.set(Some(Job { stopping: true, ..job.clone() }));
            self.stop(job.request);
        }
    }

    /// Removes a stored model; a removed choice is no longer remembered. `done` hears whether it worked.
    pub fn remove(self, model: String, done: impl Fn() + 'static) {
        self.trouble.set(None);
        if settings::read(settings::GENERATOR).as_deref() == Some(model.as_str()) {
            settings::forget(settings::GENERATOR);
        }
        self.send(Command::DeleteModel { model: model.clone() }, move |event| match event {
            Event::Error { error } => self.trouble.set(Some(Trouble { model: model.clone(), error })),
            event => {
                self.keep_models(event);
                done();
            }
        });
    }

    /// The generator in memory; tracks.
    pub fn generator(self) -> Option<ModelBody> {
        self.models.with(|models| models.iter().find(|m| m.role == "generator" && m.loaded).cloned())
    }

    /// The name of the generator in memory, untracked.
    pub fn generator_now(self) -> Option<String> {
        untrack(|| self.generator()).map(|model| model.name)
    }

    fn load_retriever(self) {
        self.send(Command::LoadRetriever, move |event| match event {
            Event::Progress { stage, model, done_bytes, total_bytes } => {
                self.phase.set(Phase::Preparing(Some(Progress { stage, model, done_bytes, total_bytes })));
            }
            Event::Loaded { .. } => {
                self.phase.set(Phase::Ready);
                self.refresh_models(move || self.resume_generator());
            }
            Event::Error { error } => self.phase.set(Phase::Failed(error)),
            _ => {}
        });
        self.refresh_models(|| ());
    }

    /// Loads the remembered generator from the store. It is never downloaded without a click.
    fn resume_generator(self) {
        let Some(chosen) = settings::read(settings::GENERATOR) else { return };
        let is_idle = self.job.with_untracked(Option::is_none);
        let is_stored = self.models.with_untracked(|models| {
            models.iter().any(|model| model.id == chosen && model.stored && !model.loaded)
        });
        if is_idle && is_stored {
            self.load_generator(chosen);
        }
    }

    fn finish_job(self, trouble: Option<Trouble>) {
        self.trouble.set(trouble);
        self.refresh_models(move || self.job.set(None));
    }

    fn refresh_models(self, then: impl Fn() + 'static) {
        self.send(Command::Models, move |event| {
            self.keep_models(event);
            then();
        });
    }

    fn keep_models(self, event: Event) {
        if let Event::Models { models, quota_bytes, used_bytes } = event {
            self.models.set(models);
            let both = quota_bytes.zip(used_bytes);
            self.storage.set(both.map(|(quota_bytes, used_bytes)| Storage { quota_bytes, used_bytes }));
        }
    }

    /// The worker is gone: every request has ended, nothing is loaded.
    fn crash(self, error: &ErrorBody) {
        self.client.get_value().fail(error);
        self.job.set(None);
        self.models.update(|models| models.iter_mut().for_each(|model| model.loaded = false));
        self.phase.set(Phase::Failed(error.clone()));
    }
}
