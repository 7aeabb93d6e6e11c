//! One enum for everything that can go wrong, each variant with a stable code.

/// Result of the engine.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong. The text says what was expected and got, and what to do next where the caller can do something.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The question has no letters or digits.
    #[error("the question is empty; write at least one word")]
    EmptyQuestion,
    /// A question about the last answer's sources, without such an answer.
    #[error("there is no answer with sources yet that this question could follow up; ask it by itself")]
    NothingToFollow,
    /// A family or level of work that does not exist.
    #[error("there is no {what} {id:?}; `families` and `levels` of an insight name those there are")]
    UnknownGroup {
        /// `family` or `level`.
        what: &'static str,
        /// What was asked for.
        id: String,
    },
    /// A filter that says nothing.
    #[error("the filter {filter} needs {expected}; write one or leave the filter out")]
    BadFilter {
        /// Its stable name.
        filter: &'static str,
        /// What it needs.
        expected: &'static str,
    },
    /// A text is longer than the engine takes.
    #[error("the {what} has {got} {unit}, at most {max} are accepted; shorten it")]
    TooLong {
        /// What is too long: `question`, `prompt`, `filter`.
        what: &'static str,
        /// How long it is.
        got: usize,
        /// The cap.
        max: usize,
        /// `characters` or `tokens`.
        unit: &'static str,
    },
    /// The bundle was made for something else.
    #[error(
        "the bundle has {field} {got:?}, this engine needs {expected:?}; build the bundle again with `recruta ingest`"
    )]
    BundleIncompatible {
        /// Field of the manifest.
        field: &'static str,
        /// What the engine needs.
        expected: String,
        /// What the bundle says.
        got: String,
    },
    /// A part of the bundle is damaged.
    #[error("the bundle's {part} is damaged ({detail}); get or build the bundle again")]
    BundleCorrupt {
        /// File name of the part.
        part: String,
        /// What is wrong with it.
        detail: String,
    },
    /// Something needs a model that is not loaded.
    #[error("no {role} is loaded; load one first")]
    ModelMissing {
        /// `retriever` or `generator`.
        role: &'static str,
    },
    /// A model file is damaged or no model file at all.
    #[error("the model file is damaged ({detail}); get it again")]
    ModelCorrupt {
        /// What is wrong with it.
        detail: String,
    },
    /// A model file this engine cannot run.
    #[error("this model cannot run here: {detail}")]
    ModelUnsupported {
        /// Which property is unsupported, by name.
        detail: String,
    },
    /// Memory ran out.
    #[error("not enough memory for {what}; close other tabs or programs, or choose a smaller model")]
    OutOfMemory {
        /// What did not fit.
        what: String,
    },
    /// An interview cannot be begun or go on.
    #[error(transparent)]
    Interview(#[from] crate::interview::InterviewError),
    /// The caller stopped it.
    #[error("stopped")]
    Cancelled,
    /// A bug, or something no variant above foresees.
    #[error("internal error: {detail}")]
    Internal {
        /// What happened.
        detail: String,
    },
}

impl Error {
    /// The stable code callers branch on.
    pub fn code(&self) -> &'static str {
        match self {
            Error::EmptyQuestion
            | Error::NothingToFollow
            | Error::UnknownGroup { .. }
            | Error::BadFilter { .. } => "bad_request",
            Error::TooLong { .. } => "too_long",
            Error::BundleIncompatible { .. } | Error::BundleCorrupt { .. } => "bundle_incompatible",
            Error::ModelMissing { .. } => "model_missing",
            Error::ModelCorrupt { .. } | Error::ModelUnsupported { .. } => "model_corrupt",
            Error::OutOfMemory { .. } => "out_of_memory",
            Error::Interview(error) => error.code(),
            Error::Cancelled => "cancelled",
            Error::Internal { .. } => "internal",
        }
    }

    /// A damaged model file.
    pub(crate) fn corrupt(detail: impl std::fmt::Display) -> Self {
        Error::ModelCorrupt { detail: first_line(&detail) }
    }

    /// A bug or an unforeseen failure.
    pub fn internal(detail: impl std::fmt::Display) -> Self {
        Error::Internal { detail: first_line(&detail) }
    }
}

/// An error is one sentence; what a library adds below its own, such as a backtrace, is left out.
fn first_line(detail: &impl std::fmt::Display) -> String {
    detail.to_string().lines().next().unwrap_or_default().to_owned()
}
