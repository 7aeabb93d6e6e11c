//! MLflow: telling a tracking server of runs, versions and the champion.
//!
//! The local registry is the truth. Whatever is to be told is first marked as pending on disk ([`mark`]), then told, then
//! marked as told; a server that is down, slow or strange costs a warning and nothing else, and `recruta registry sync`
//! tells the rest later. Telling twice changes nothing: runs are found by their tag, model versions by their run.
//!
//! **Source.** MLflow's REST API 2.0, and the proxy of a server with `--serve-artifacts` for artifacts.

mod client;
mod error;
pub mod mark;
pub mod run;
pub mod version;

use std::{num::NonZeroU64, path::Path, time::Duration};

use anyhow::Result;

pub use client::{Client, Credentials};
pub use error::MlflowError;
use mark::{Mark, Marks, Subject};

use crate::{
    clock::Moment,
    evaluate::report::{JSON_FILE, Report},
    registry::store::Store,
};
use recruta_native::registry::Version;

/// The tracking server, as commands take it.
#[derive(Debug, Clone, clap::Args)]
pub struct MlflowPlace {
    /// Also tell this MLflow tracking server
    #[arg(long = "mlflow", value_name = "http://HOST:PORT")]
    pub url: Option<String>,
    /// Experiment on that server
    #[arg(long = "mlflow-experiment", value_name = "NAME", default_value = "recruta")]
    pub experiment: String,
    /// Seconds that server gets for each answer
    #[arg(long = "mlflow-timeout", value_name = "SECONDS", default_value = "20")]
    pub timeout_s: NonZeroU64,
}

/// How telling went.
#[derive(Debug, Default)]
pub struct Told {
    /// What the server knows now.
    pub told: Vec<Mark>,
    /// What it still does not, and why.
    pub pending: Vec<(Subject, MlflowError)>,
}

impl MlflowPlace {
    /// Fails when the address is none, before anything is done that would have to be told.
    pub fn check(&self) -> Result<()> {
        if let Some(url) = &self.url {
            self.client(url)?;
        }
        Ok(())
    }

    /// Marks the subjects and tells them; a server that cannot be told costs a warning on stderr.
    ///
    /// **Errors.** When the address is none, or the marks cannot be written.
    pub fn tell(&self, registry: &Path, subjects: &[Subject]) -> Result<()> {
        let Some(url) = &self.url else { return Ok(()) };
        self.check()?;
        let marks = Marks::of(registry);
        for subject in subjects {
            marks.put(&Mark::pending(subject.clone(), url, &self.experiment))?;
        }
        let told = self.sync_those(registry, |mark| mark.url == *url && subjects.contains(&mark.subject))?;
        for mark in &told.told {
            eprintln!("mlflow: {} is at {url} as {}", mark.subject, mark.remote.as_deref().unwrap_or("told"));
        }
        if let Some((_, error)) = told.pending.first() {
            let code = error.code();
            eprintln!("warning[{code}]: {error}; nothing is lost, `recruta registry sync` tells it later");
        }
        Ok(())
    }

    /// Tells whatever is pending; with an address, the server at that address everything it was not told.
    pub fn sync(&self, registry: &Path) -> Result<Told> {
        self.check()?;
        if let Some(url) = &self.url {
            self.retarget(registry, url)?;
        }
        self.sync_those(registry, |mark| self.url.as_ref().is_none_or(|url| *url == mark.url))
    }

    /// Marks as pending whatever the server at that address was not told; other servers keep what they wait for.
    fn retarget(&self, registry: &Path, url: &str) -> Result<()> {
        let (marks, store) = (Marks::of(registry), Store::new(registry));
        let mut subjects: Vec<Subject> = marks.all().into_iter().map(|mark| mark.subject).collect();
        subjects.extend(store.whole_versions().iter().map(|version| Subject::Version(version.version)));
        subjects.extend(store.registry()?.champion.map(|_| Subject::Champion));
        for subject in subjects {
            if marks.of_subject(&subject, url).is_none() {
                marks.put(&Mark::pending(subject, url, &self.experiment))?;
            }
        }
        Ok(())
    }

    /// One server that does not answer ends it: waiting for it once is enough.
    fn sync_those(&self, registry: &Path, is_wanted: impl Fn(&Mark) -> bool) -> Result<Told> {
        let (marks, store) = (Marks::of(registry), Store::new(registry));
        let _lock = marks.lock()?;
        let mut result = Told::default();
        for mut mark in marks.all().into_iter().filter(|mark| mark.told.is_none() && is_wanted(mark)) {
            let gone = result.pending.iter().find_map(|(_, error)| match error {
                MlflowError::Unreachable { url, detail } if *url == mark.url.trim_end_matches('/') => {
                    Some(MlflowError::Unreachable { url: url.clone(), detail: detail.clone() })
                }
                _ => None,
            });
            let told = match gone {
                Some(error) => Err(error),
                None => self.client(&mark.url).and_then(|client| tell(&client, &store, &mark)),
            };
            match told {
                Ok(remote) => {
                    mark.told = Some(Moment::now().rfc3339());
                    mark.remote = Some(remote);
                    mark.problem = None;
                    marks.put(&mark)?;
                    result.told.push(mark);
                }
                Err(error) => {
                    mark.problem = Some(error.to_string());
                    marks.put(&mark)?;
                    result.pending.push((mark.subject, error));
                }
            }
        }
        Ok(result)
    }

    fn client(&self, url: &str) -> Result<Client, MlflowError> {
        Client::new(url, Duration::from_secs(self.timeout_s.get()), &Credentials::from_env())
    }
}

/// Marks the champion as changed for the servers that know of one, but for the one that is told now. Says whether any waits.
pub fn champion_changed(registry: &Path, but: Option<&str>) -> Result<bool> {
    let marks = Marks::of(registry);
    let mut known = marks.all();
    known.retain(|mark| mark.subject == Subject::Champion && Some(mark.url.as_str()) != but);
    for mark in &mut known {
        (mark.told, mark.remote) = (None, None);
        marks.put(mark)?;
    }
    Ok(!known.is_empty())
}

/// Tells one subject; gives the server's name of it.
fn tell(client: &Client, store: &Store, mark: &Mark) -> Result<String, MlflowError> {
    match &mark.subject {
        Subject::Run { report, .. } => {
            let report = Report::read(report).map_err(|error| local(&error))?;
            Ok(run::log(client, &mark.experiment, &report)?.id)
        }
        Subject::Version(number) => version_on_server(client, store, mark, *number),
        Subject::Champion => {
            let champion = store.registry().map_err(|error| local(&*error))?.champion;
            let Some(champion) = champion else { return Ok("no champion".to_owned()) };
            let number = version_on_server(client, store, mark, champion.version)?;
            version::alias(client, &number)?;
            Ok(number)
        }
    }
}

fn version_on_server(
    client: &Client,
    store: &Store,
    mark: &Mark,
    number: u32,
) -> Result<String, MlflowError> {
    let registered = store.version(number).map_err(|error| local(&*error))?;
    let report = Version::dir(store.dir(), number).join(JSON_FILE);
    let report = Report::read(&report).map_err(|error| local(&error))?;
    let run = run::log(client, &mark.experiment, &report)?;
    version::create(client, &run, &registered)
}

/// Something of ours is missing or damaged, so the server cannot be told of it.
fn local(error: &(dyn std::error::Error + 'static)) -> MlflowError {
    MlflowError::Local { detail: error.to_string() }
}
