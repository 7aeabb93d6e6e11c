//! What a plan cites, opened.

use serde::{Deserialize, Serialize};

use super::CitationKind;
use crate::evidence::{Span, VacancyRef};

/// A vacancy or a hired profile that a plan cites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitedRecord {
    /// `vacancy` or `profile`.
    pub kind: CitationKind,
    /// Id of the vacancy, or the code of the hired profile.
    pub id: String,
    /// Its title, possibly empty.
    pub title: String,
    /// Its area, as the export spells it; possibly empty.
    pub area: String,
    /// Its level, as the export spells it; possibly empty.
    pub level: String,
    /// Skills found in it, in the gazetteer's spelling.
    pub skills: Vec<String>,
    /// Of a profile the vacancies it was hired for.
    pub hired_for: Vec<VacancyRef>,
    /// Of a vacancy how many it hired.
    pub n_hired: usize,
    /// What it says: of a vacancy activities and requirements, of a profile its passages in order. None is empty.
    pub texts: Vec<CitedText>,
}

/// A text of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitedText {
    /// The words, personal data removed.
    pub text: String,
    /// Where they speak for a competency that was asked for, ordered, not overlapping.
    pub highlights: Vec<Span>,
}
