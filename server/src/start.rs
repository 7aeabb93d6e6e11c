//! What can be wrong with a configuration, each with one sentence, and the checks that are made before listening.

use std::{io, path::PathBuf, sync::Arc};

use recruta_native::NativeError;

use crate::{config::Args, file::Folders, load::Plan};

/// Why the server does not start, or stops soon after.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// No page.
    #[error("there is no page in {} (no index.html); build it with `cargo xtask build`", dir.display())]
    SiteMissing {
        /// `--site`.
        dir: PathBuf,
    },
    /// The generator that was asked for does not exist.
    #[error("there is no generator {}; give another with --generator, or `--generator none`", file.display())]
    GeneratorMissing {
        /// `--generator`.
        file: PathBuf,
    },
    /// Bundle, catalogue or models cannot be used.
    #[error(transparent)]
    Unusable(#[from] NativeError),
    /// The address is taken, or not ours.
    #[error("cannot listen on {address}: {error}; choose another with --host and --port")]
    Listen {
        /// Host and port.
        address: String,
        /// Why.
        error: io::Error,
    },
    /// The system refused a thread, a socket or a signal handler.
    #[error("the system refused what the server needs: {0}")]
    System(#[from] io::Error),
    /// Loading failed while the page was served already.
    #[error(transparent)]
    Loading(Arc<StartError>),
    /// A bug while loading.
    #[error("loading ended in a bug; the log says where")]
    Panicked,
}

impl StartError {
    /// The stable code for callers who ask before the server has ended.
    pub fn code(&self) -> &'static str {
        match self {
            StartError::Unusable(NativeError::Refused { error, .. }) => error.code(),
            StartError::Unusable(NativeError::ModelMissing { .. }) => "model_missing",
            _ => "internal",
        }
    }
}

/// Checks all that can be checked in an instant: folders, manifest, catalogue, which model files there are.
pub fn check(args: &Args) -> Result<(Folders, Plan), StartError> {
    if !args.site.join("index.html").is_file() {
        return Err(StartError::SiteMissing { dir: args.site.clone() });
    }
    let plan = Plan::new(args)?;
    let folders = Folders {
        site: args.site.clone(),
        bundle: args.bundle.clone(),
        models: args.models.clone(),
        registry: args.registry.clone(),
        catalogue: plan.listed_files(),
    };
    Ok((folders, plan))
}
