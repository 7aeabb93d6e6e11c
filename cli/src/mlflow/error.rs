//! What can be wrong with a tracking server.

/// Why a tracking server was not told.
#[derive(Debug, thiserror::Error)]
pub enum MlflowError {
    /// No address.
    #[error("{url:?} is no address of a tracking server; it looks like http://127.0.0.1:5000")]
    BadUrl {
        /// What was given.
        url: String,
    },
    /// No answer in time, or none at all.
    #[error("the tracking server {url} does not answer ({detail})")]
    Unreachable {
        /// Its address.
        url: String,
        /// Why.
        detail: String,
    },
    /// It answered that it will not.
    #[error("the tracking server refused {call} ({status} {code}: {message})")]
    Refused {
        /// What it was asked.
        call: String,
        /// HTTP status.
        status: u16,
        /// Its own code, such as `RESOURCE_DOES_NOT_EXIST`.
        code: String,
        /// Its own words.
        message: String,
    },
    /// It answered something else.
    #[error("the tracking server's answer to {call} has no {missing}; is {url} an MLflow server?")]
    Strange {
        /// What it was asked.
        call: String,
        /// What was looked for.
        missing: String,
        /// Its address.
        url: String,
    },
    /// It keeps artifacts where only its own client can put them.
    #[error("the tracking server keeps artifacts at {uri}; start it with --serve-artifacts")]
    NoArtifacts {
        /// Where.
        uri: String,
    },
    /// What it should be told is missing or damaged here.
    #[error("{detail}")]
    Local {
        /// What is wrong.
        detail: String,
    },
    /// Something is still to be told.
    #[error(
        "{n_pending} of the registry's entries could not be told: {first}; run `recruta registry sync` again later"
    )]
    Pending {
        /// How many.
        n_pending: usize,
        /// Why the first could not.
        first: String,
    },
}

impl MlflowError {
    /// The stable code callers branch on.
    pub fn code(&self) -> &'static str {
        match self {
            MlflowError::BadUrl { .. } => "bad_request",
            MlflowError::Unreachable { .. } => "mlflow_unreachable",
            MlflowError::Pending { .. } => "mlflow_pending",
            _ => "mlflow_refused",
        }
    }

    /// Whether the server itself says that something exists already, or does not.
    pub(super) fn is(&self, code: &str) -> bool {
        matches!(self, MlflowError::Refused { code: got, .. } if got == code)
    }
}
