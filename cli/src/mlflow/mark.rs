//! What tracking servers were told, and what they still have to be: a small file a subject and server, in the registry's
//! `mlflow/`.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use recruta_core::hash::sha256_hex;

use crate::file::write_whole;

/// Something a tracking server is told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// An evaluation, with its report's file.
    Run {
        /// The run.
        run_id: String,
        /// Its report.
        report: PathBuf,
    },
    /// A registered version.
    Version(u32),
    /// Which version the alias points at: whichever is champion when the server is told.
    Champion,
}

/// A subject and how far it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What.
    pub subject: Subject,
    /// Whom.
    pub url: String,
    /// Under which experiment.
    pub experiment: String,
    /// When it was told; none while it still has to be.
    pub told: Option<String>,
    /// What the server calls it: a run, or the number of a model version.
    pub remote: Option<String>,
    /// Why it was not told the last time.
    pub problem: Option<String>,
}

/// The marks of a registry.
#[derive(Debug)]
pub struct Marks {
    dir: PathBuf,
}

impl Subject {
    /// Servers have files of their own: what one was told says nothing about another.
    fn file(&self, url: &str) -> String {
        let server = &sha256_hex(url.trim_end_matches('/').as_bytes())[..12];
        match self {
            Subject::Run { run_id, .. } => format!("run-{run_id}-{server}.json"),
            Subject::Version(number) => format!("version-{number}-{server}.json"),
            Subject::Champion => format!("champion-{server}.json"),
        }
    }
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Subject::Run { run_id, .. } => write!(f, "run {run_id}"),
            Subject::Version(number) => write!(f, "version {number}"),
            Subject::Champion => write!(f, "the champion"),
        }
    }
}

impl Mark {
    /// Something that still has to be told.
    pub fn pending(subject: Subject, url: &str, experiment: &str) -> Self {
        let (url, experiment) = (url.to_owned(), experiment.to_owned());
        Self { subject, url, experiment, told: None, remote: None, problem: None }
    }
}

impl Marks {
    /// Of the registry in `registry`, which need not be there yet.
    pub fn of(registry: &Path) -> Self {
        Self { dir: registry.join("mlflow") }
    }

    /// Writes a mark over what was known of its subject and server.
    pub fn put(&self, mark: &Mark) -> io::Result<()> {
        fs::create_dir_all(&self.dir)?;
        let mut bytes = serde_json::to_vec_pretty(mark)?;
        bytes.push(b'\n');
        write_whole(&self.dir.join(mark.subject.file(&mark.url)), &bytes)
    }

    /// What a server is known to know of a subject.
    pub fn of_subject(&self, subject: &Subject, url: &str) -> Option<Mark> {
        read(&self.dir.join(subject.file(url)))
    }

    /// All marks: runs, then versions, then the champion, so that each finds on the server what it stands on.
    pub fn all(&self) -> Vec<Mark> {
        let entries = fs::read_dir(&self.dir).into_iter().flatten().flatten();
        let mut marks: Vec<Mark> = entries.filter_map(|entry| read(&entry.path())).collect();
        marks.sort_by(|a, b| a.subject.cmp(&b.subject));
        marks
    }

    /// Removes all marks of a server, and says how many.
    pub fn forget(&self, url: &str) -> io::Result<usize> {
        let _lock = self.lock()?;
        let is_of = |mark: &Mark| mark.url.trim_end_matches('/') == url.trim_end_matches('/');
        let marks: Vec<Mark> = self.all().into_iter().filter(is_of).collect();
        for mark in &marks {
            fs::remove_file(self.dir.join(mark.subject.file(&mark.url)))?;
        }
        Ok(marks.len())
    }

    /// Waits until nobody else talks to the server for this registry: two at once would tell it the same thing twice.
    pub fn lock(&self) -> io::Result<File> {
        fs::create_dir_all(&self.dir)?;
        let lock = File::options().create(true).truncate(false).write(true).open(self.dir.join(".lock"))?;
        lock.lock()?;
        Ok(lock)
    }
}

/// A file that is no mark is left alone.
fn read(file: &Path) -> Option<Mark> {
    let is_mark = file.extension().is_some_and(|extension| extension == "json");
    serde_json::from_slice(&fs::read(file).ok().filter(|_| is_mark)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_back_in_the_order_they_are_told() {
        let dir = tempfile::tempdir().expect("a folder");
        let marks = Marks::of(dir.path());
        assert!(marks.all().is_empty());
        let run = Subject::Run { run_id: "r".into(), report: "r/report.json".into() };
        for subject in [Subject::Champion, Subject::Version(10), Subject::Version(9), run.clone()] {
            marks.put(&Mark::pending(subject, "http://h", "e")).expect("written");
        }
        let order: Vec<Subject> = marks.all().into_iter().map(|mark| mark.subject).collect();
        assert_eq!(order, [run.clone(), Subject::Version(9), Subject::Version(10), Subject::Champion]);
        let told = Mark { told: Some("now".into()), ..Mark::pending(run.clone(), "http://h", "e") };
        marks.put(&told).expect("written");
        assert_eq!(marks.of_subject(&run, "http://h/"), Some(told.clone()));
        marks.put(&Mark::pending(run.clone(), "http://other", "e")).expect("written");
        assert_eq!(marks.of_subject(&run, "http://h"), Some(told));
    }
}
