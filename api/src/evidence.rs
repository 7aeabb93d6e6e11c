//! Retrieved passages, as shown beside an answer.

use serde::{Deserialize, Serialize};

/// A half-open range of **Unicode scalar values** (not bytes, not UTF-16 units) in the text it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First scalar value inside.
    pub start: usize,
    /// First scalar value after.
    pub end: usize,
}

/// The vacancy a profile was hired for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VacancyRef {
    /// The export's key.
    pub id: String,
    /// `titulo_vaga`, cleaned.
    pub title: String,
    /// Outcome of this profile in this vacancy, as the export spells it ("Contratado pela Decision").
    pub status: String,
}

/// One passage that answers may cite.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// The number in brackets in the answer's text, from 1.
    pub number: usize,
    /// Stable id of the passage in the bundle.
    pub passage: String,
    /// The export's candidate code. Profiles carry no name.
    pub profile: String,
    /// Professional title of the profile, possibly empty.
    pub profile_title: String,
    /// Vacancies this profile was hired for.
    pub vacancies: Vec<VacancyRef>,
    /// The passage, personal data removed.
    pub text: String,
    /// Where the question's terms stand in `text`, ordered, not overlapping.
    pub highlights: Vec<Span>,
    /// Skills found in the passage, in the gazetteer's spelling.
    pub skills: Vec<String>,
    /// How well it matches, 0 to 1 (see `recruta_core::retrieve`).
    pub score: f32,
}

/// What was found for a question, before any answer is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EvidenceBody {
    /// `"pt"` or `"en"`: the language the question is in, and the answer will be.
    pub language: String,
    /// False when nothing passed the threshold: the answer will say so and cite nothing.
    pub sufficient: bool,
    /// Confidence of the best passage, 0 to 1.
    pub confidence: f32,
    /// Best first.
    pub sources: Vec<Source>,
    /// The filter that let no hire through, if one did: `family`, `level`, `contract`, `english`, `spanish`, `sap` or
    /// `place`. Nothing was searched then.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub emptied_by: Option<String>,
}
