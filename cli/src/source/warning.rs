//! Oddities that are counted, not fatal.

use std::collections::BTreeMap;

use serde::Serialize;

/// How many places a kind of warning remembers.
const MAX_EXAMPLES: usize = 3;

/// What was odd about a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Warning {
    /// The file starts with a byte order mark, which was skipped.
    ByteOrderMark,
    /// A key stands twice in one object; the last one counts.
    DuplicateKey,
    /// A field that should be text is a number, a list, null or an object.
    NotText,
    /// A record, a section or a list has another shape; it was skipped.
    WrongShape,
    /// A section every record should have is absent.
    MissingSection,
    /// A code is empty or no decimal number.
    OddCode,
    /// A record repeats its code inside and the two differ; the key counts.
    CodeMismatch,
    /// A situation outside the known 21.
    UnknownStatus,
    /// A situation of the approved set that no row has.
    UnusedStatus,
    /// A vacancy without title and without rows.
    BlankVacancy,
    /// The same vacancy and applicant in several approved rows; they count once.
    RepeatedPair,
    /// An approved row names a vacancy that `vagas.json` does not have; the title of the prospects file stands in.
    UnknownVacancy,
    /// An approved row names an applicant that `applicants.json` does not have; the row was dropped.
    UnknownApplicant,
    /// An approved applicant without any text.
    NoText,
    /// Two approved applicants with the same text.
    TwinProfile,
    /// Control or private-use characters in a text; they are read as what they meant.
    OddCharacters,
    /// A date that stands for none: "00-00-0000", "0000-00-00", "01-01-1970".
    PlaceholderDate,
    /// A list that ends in a separator, which is cut off.
    TrailingSeparator,
    /// A comment as long as the export's limit, so probably cut. Comments are not used.
    CutComment,
    /// An approved applicant with rows of another outcome elsewhere; each pair has its own label.
    MixedOutcome,
    /// A name under several codes; people are told apart by code.
    SharedName,
}

impl Warning {
    /// For people, as a noun phrase.
    pub fn describe(self) -> &'static str {
        match self {
            Self::ByteOrderMark => "byte order mark skipped",
            Self::DuplicateKey => "key twice in one object, last one kept",
            Self::NotText => "value that is not text",
            Self::WrongShape => "record or section of another shape, skipped",
            Self::MissingSection => "section missing",
            Self::OddCode => "code that is no number",
            Self::CodeMismatch => "code inside differs from its key",
            Self::UnknownStatus => "unknown situation",
            Self::UnusedStatus => "approved situation that no row has",
            Self::BlankVacancy => "vacancy without title and rows",
            Self::RepeatedPair => "approved pair listed more than once",
            Self::UnknownVacancy => "approved pair whose vacancy is not in vagas",
            Self::UnknownApplicant => "approved pair whose applicant is not in applicants",
            Self::NoText => "approved applicant without text",
            Self::TwinProfile => "approved applicants with the same text",
            Self::OddCharacters => "text with control or private-use characters, mended",
            Self::PlaceholderDate => "date that stands for none",
            Self::TrailingSeparator => "list that ends in a separator, cut off",
            Self::CutComment => "comment cut by the export, not used",
            Self::MixedOutcome => "approved applicant with rows of another outcome, labelled by pair",
            Self::SharedName => "name under several codes, told apart by code",
        }
    }
}

/// How often something was odd, and where first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// How often.
    pub count: usize,
    /// The first places. Codes and field names, never values: a value may be personal data.
    pub first: Vec<String>,
}

/// All warnings of a run, by kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Warnings(BTreeMap<Warning, Tally>);

impl Warnings {
    /// Counts one.
    pub fn add(&mut self, warning: Warning, place: impl FnOnce() -> String) {
        let tally = self.0.entry(warning).or_default();
        tally.count += 1;
        if tally.first.len() < MAX_EXAMPLES {
            tally.first.push(safe_place(&place()));
        }
    }

    /// How often a kind was seen.
    pub fn count(&self, warning: Warning) -> usize {
        self.0.get(&warning).map_or(0, |tally| tally.count)
    }

    /// The kinds seen.
    pub fn iter(&self) -> impl Iterator<Item = (Warning, &Tally)> {
        self.0.iter().map(|(warning, tally)| (*warning, tally))
    }

    /// Whether nothing was odd.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Keys come from the file too: what does not look like a code or a field name is not repeated.
fn safe_place(place: &str) -> String {
    let plain = |part: &str| {
        part.len() <= 48 && !part.contains('@') && part.chars().all(|c| c.is_ascii() && !c.is_control())
    };
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).count();
    let parts = place.split(" > ").map(|part| if plain(part) && digits(part) < 8 { part } else { "?" });
    parts.collect::<Vec<_>>().join(" > ")
}

#[cfg(test)]
mod tests {
    use super::{Warning, Warnings};

    #[test]
    fn counts_all_and_remembers_the_first_three_places() {
        let mut warnings = Warnings::default();
        for row in 0..5 {
            warnings.add(Warning::NotText, || format!("prospects > 4530 > {row}"));
        }
        let (_, tally) = warnings.iter().next().expect("one kind");
        assert_eq!((tally.count, tally.first.len()), (5, 3));
        assert_eq!(tally.first[0], "prospects > 4530 > 0");
    }

    #[test]
    fn places_never_repeat_what_may_be_personal() {
        let mut warnings = Warnings::default();
        for key in ["ana@example.com", "José", "11987654321"] {
            warnings.add(Warning::DuplicateKey, || format!("applicants > {key}"));
        }
        let (_, tally) = warnings.iter().next().expect("one kind");
        assert!(tally.first.iter().all(|place| place == "applicants > ?"), "{tally:?}");
    }
}
