//! What can be wrong with a registry.

use std::{io, path::PathBuf};

/// Why a version is not registered, or not found.
#[derive(Debug, thiserror::Error)]
pub enum RegistryError {
    /// Gates failed.
    #[error(
        "the run fails {} of its gates: {}; improve it, or register it with --force --reason TEXT",
        failed.len(),
        failed.join("; ")
    )]
    GateFailed {
        /// One sentence each.
        failed: Vec<String>,
    },
    /// The run is there already.
    #[error("run {run_id} is registered already, as version {version}")]
    AlreadyRegistered {
        /// The run.
        run_id: String,
        /// Its version.
        version: u32,
    },
    /// No such version.
    #[error("there is no version {version} in {}; see `recruta registry list`", dir.display())]
    NoVersion {
        /// The version asked for.
        version: u32,
        /// The registry.
        dir: PathBuf,
    },
    /// No champion, or none before it.
    #[error("there is no champion to go back to in {}; see `recruta registry list`", dir.display())]
    NothingBefore {
        /// The registry.
        dir: PathBuf,
    },
    /// A version's files are not those it was registered with.
    #[error("version {version} is damaged ({detail}); restore {} from a copy, or remove it", dir.display())]
    Damaged {
        /// The version.
        version: u32,
        /// Its folder.
        dir: PathBuf,
        /// What is wrong.
        detail: String,
    },
    /// Nothing was evaluated yet.
    #[error("there is no report in reports/; run `recruta evaluate` first, or name one with --report")]
    NoReport,
    /// The report lacks what a version must name.
    #[error("the report does not say its {missing}; evaluate again")]
    Incomplete {
        /// Name of the parameter.
        missing: &'static str,
    },
    /// The gates' file is none.
    #[error("{} is no file of gates ({detail}); it looks like {{\"minimum\": {{\"rougeL\": 0.2}}}}", file.display())]
    BadGates {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        detail: String,
    },
    /// The system would not write.
    #[error("the registry {} cannot be written ({error}); check its permissions and free space", dir.display())]
    Unwritable {
        /// The registry.
        dir: PathBuf,
        /// Why.
        error: io::Error,
    },
}

impl RegistryError {
    /// The stable code callers branch on.
    pub fn code(&self) -> &'static str {
        match self {
            RegistryError::GateFailed { .. } => "gate_failed",
            RegistryError::AlreadyRegistered { .. } => "already_registered",
            _ => "bad_request",
        }
    }

    /// For `map_err`: the system would not write the registry.
    pub(super) fn unwritable(dir: &std::path::Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let dir = dir.to_owned();
        |error| RegistryError::Unwritable { dir, error }
    }
}
