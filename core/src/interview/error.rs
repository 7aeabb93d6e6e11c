//! What can be wrong with an interview.

/// Why an interview cannot be begun or go on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InterviewError {
    /// A file of the question bank breaks its rules.
    #[error("the question bank's {file}, line {line}, is not valid ({detail}); get the program again")]
    Bank {
        /// Path within `data/interview`.
        file: String,
        /// From 1.
        line: usize,
        /// What is wrong.
        detail: String,
    },
    /// Not exactly one of vacancy and job description.
    #[error("give either a vacancy's id or a job description, not both and not neither")]
    NoVacancy,
    /// No such vacancy.
    #[error("there is no vacancy {id:?} in the bundle; look one up, or paste its description")]
    UnknownVacancy {
        /// The id asked for.
        id: String,
    },
    /// A description that says too little to plan from.
    #[error("the job description has {got} of at least {min} words; paste all of it")]
    TooShort {
        /// Its words.
        got: usize,
        /// How many it takes.
        min: usize,
    },
    /// A length of interview that is not offered.
    #[error("an interview has 5, 8 or 12 questions, not {got}")]
    QuestionCount {
        /// The number asked for.
        got: usize,
    },
    /// A session of another program version.
    #[error(
        "the interview was saved in version {got}, this program reads version {expected}; begin a new one"
    )]
    SessionVersion {
        /// What this engine reads.
        expected: u32,
        /// What the session says.
        got: u32,
    },
    /// A session that this engine did not make, or that was changed.
    #[error("the interview does not fit the question bank ({detail}); begin a new one")]
    Session {
        /// What does not fit.
        detail: String,
    },
    /// A question that does not wait for an answer.
    #[error(
        "question {question} does not wait for an answer; answer the current one, or retry in practice mode"
    )]
    NotCurrent {
        /// Number of the question.
        question: usize,
    },
    /// A question without a score.
    #[error("question {question} has no score yet; answer it first")]
    NotScored {
        /// Number of the question.
        question: usize,
    },
    /// An answer with nothing to add.
    #[error("the answer to question {question} lacks nothing the rubric asks for")]
    NothingMissing {
        /// Number of the question.
        question: usize,
    },
    /// Practice only.
    #[error("hints and retries are part of practice; this is a live interview")]
    Live,
}

impl InterviewError {
    /// The stable code callers branch on.
    pub fn code(&self) -> &'static str {
        match self {
            InterviewError::Bank { .. } => "internal",
            _ => "bad_request",
        }
    }

    /// A session that does not fit.
    pub(super) fn session(detail: impl Into<String>) -> Self {
        InterviewError::Session { detail: detail.into() }
    }
}
