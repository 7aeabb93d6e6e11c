//! What can be wrong with folders and files.

use std::path::{Path, PathBuf};

/// A file or folder that cannot be used, and what to do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NativeError {
    /// No bundle where one was expected.
    #[error("there is no bundle in {}; make one with `recruta ingest`, or run `cargo xtask serve`", dir.display())]
    BundleMissing {
        /// The folder.
        dir: PathBuf,
    },
    /// No model file where one was expected.
    #[error("there is no model file {}; get the models with `cargo xtask models`", file.display())]
    ModelMissing {
        /// The file.
        file: PathBuf,
    },
    /// The engine refused a file.
    #[error("{}: {error}", path.display())]
    Refused {
        /// File or folder.
        path: PathBuf,
        /// Why.
        error: recruta_core::Error,
    },
    /// The catalogue is no catalogue.
    #[error("{} is no model catalogue ({detail}); restore static/models.json", file.display())]
    Catalogue {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        detail: String,
    },
    /// A file of the registry is none.
    #[error("{} is no file of a registry ({detail}); restore it from a copy", file.display())]
    RegistryDamaged {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        detail: String,
    },
    /// The system would not read a file.
    #[error("{} cannot be read ({error}); check that it exists and may be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
}

impl NativeError {
    /// The stable code callers branch on.
    pub fn code(&self) -> &'static str {
        match self {
            NativeError::BundleMissing { .. } => "bundle_incompatible",
            NativeError::ModelMissing { .. } => "model_missing",
            NativeError::Refused { error, .. } => error.code(),
            NativeError::Catalogue { .. }
            | NativeError::RegistryDamaged { .. }
            | NativeError::Unreadable { .. } => "bad_request",
        }
    }

    /// For `map_err`: the engine refused `path`.
    pub(crate) fn refused(path: &Path) -> impl FnOnce(recruta_core::Error) -> Self + use<> {
        let path = path.to_owned();
        |error| NativeError::Refused { path, error }
    }

    /// For `map_err`: `path` cannot be read.
    pub(crate) fn unreadable(path: &Path) -> impl FnOnce(std::io::Error) -> Self + use<> {
        let path = path.to_owned();
        |error| NativeError::Unreadable { path, error }
    }
}
