//! The Decision exports: three large JSON objects, read as streams.
//!
//! Each file is read once, in pieces, and never stands in memory whole: what is kept are the approved pairs, the
//! vacancies and the applicants they name. Whatever looks odd inside a record becomes a counted [`Warning`]; only a
//! file that cannot be read to its end is a [`SourceError`].
//!
//! This is the only place that knows the files' field names. It does not clean anything: see [`crate::clean`].

mod applicant;
mod error;
mod field;
mod input;
mod node;
mod prospect;
mod status;
mod stream;
#[cfg(test)]
mod tests;
mod vacancy;
mod warning;

pub use applicant::{ApplicantRecord, Applicants, read_applicants};
pub use error::SourceError;
pub use input::{FileFacts, Progress};
pub use prospect::{Candidacy, Prospects, VacancyRows, read_prospects};
pub use status::{APPROVED, KNOWN, StatusSet};
pub use vacancy::{Vacancies, VacancyKind, VacancyRecord, read_vacancies};
pub use warning::{Tally, Warning, Warnings};
