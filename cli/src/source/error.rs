//! What makes a whole export unreadable.

use std::io;

/// Why an export could not be read. The text names the file and the place, and says what to do next.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// The operating system refused.
    #[error("cannot read {file}: {cause}; check the path and its permissions")]
    Unreadable {
        /// The path as it was given.
        file: String,
        /// What the system said.
        cause: io::Error,
    },
    /// No bytes, or white space only.
    #[error("{file} is empty; export it again")]
    Empty {
        /// The path as it was given.
        file: String,
    },
    /// Not UTF-8.
    #[error(
        "{file} is not UTF-8 (byte {byte}, line {line}): it looks like {found}; convert it, e.g. with `iconv -f {iconv} -t UTF-8`"
    )]
    Encoding {
        /// The path as it was given.
        file: String,
        /// What it seems to be.
        found: &'static str,
        /// The name `iconv` has for it.
        iconv: &'static str,
        /// Offset of the first offending byte.
        byte: u64,
        /// Line of it, from 1.
        line: u64,
    },
    /// Something else than JSON, or damaged JSON.
    #[error("{file} is not valid JSON at line {line}, column {column} ({detail}); export it again")]
    NotJson {
        /// The path as it was given.
        file: String,
        /// What was found there.
        detail: String,
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// Another kind of file altogether.
    #[error("{file} is {found}, not JSON; {advice}")]
    OtherFormat {
        /// The path as it was given.
        file: String,
        /// What it is.
        found: &'static str,
        /// What to do.
        advice: &'static str,
    },
    /// The file ends inside the object.
    #[error(
        "{file} ends too early, after {bytes} bytes at line {line}; the copy or download was cut short, get it again"
    )]
    Truncated {
        /// The path as it was given.
        file: String,
        /// How many bytes there are.
        bytes: u64,
        /// The last line.
        line: usize,
    },
    /// Valid JSON of another shape.
    #[error(
        "{file} must be one JSON object with a record under each code, but {detail}; check that this is the {expected} export"
    )]
    WrongShape {
        /// The path as it was given.
        file: String,
        /// What it is instead.
        detail: String,
        /// Which export it should be.
        expected: &'static str,
    },
    /// Nothing to build a bundle from.
    #[error(
        "none of the {n_rows} prospect rows has one of the approved situations ({approved}); the file has: {found}; choose with --approved"
    )]
    NoApprovedPairs {
        /// Rows read.
        n_rows: usize,
        /// The configured set.
        approved: String,
        /// Known situations in the file, with counts.
        found: String,
    },
    /// Pairs there are, but not one of the applicants.
    #[error(
        "none of the {n_applicants} approved applicants is in {file}; the exports do not belong together, export all three again"
    )]
    NoApplicants {
        /// Path of the applicants' export.
        file: String,
        /// How many were looked for.
        n_applicants: usize,
    },
}

impl SourceError {
    /// The stable code callers branch on: bad input, all of them.
    pub fn code(&self) -> &'static str {
        "bad_request"
    }
}
