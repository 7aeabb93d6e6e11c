//! Whether a sentence goes on from its opening as the language does. Small models often take the wrong turn at once.

use super::{Point, word};
use crate::{
    interview::{
        bank::Bank,
        word::{Word, words},
    },
    text::Language,
};

/// Whether the words after the opening of advice on a point can follow it.
pub(super) fn begins_well(bank: &Bank, language: Language, point: &Point, own: &[Word]) -> bool {
    let Some(first) = own.first().map(|word| word.folded.as_str()) else { return false };
    match (language, point.component.as_str()) {
        (Language::En, _) => word::FIRST_EN.contains(&first),
        (Language::Pt, "coverage") => is_verb_of_somebody(bank, first),
        (Language::Pt, _) => word::FIRST_PT.contains(&first),
    }
}

/// Whether a Portuguese word can follow "como você": a verb that the bank uses of a candidate ("Verifica …"), or one in the
/// past.
fn is_verb_of_somebody(bank: &Bank, folded: &str) -> bool {
    if word::EMPTY_VERBS_PT.contains(&folded) {
        return false;
    }
    let labels = bank.questions().iter().flat_map(|question| &question.wording(Language::Pt).signals);
    let mut verbs = labels.filter_map(|signal| words(&signal.label).into_iter().next());
    let is_past = ["ou", "eu", "iu"].iter().any(|ending| folded.ends_with(ending));
    is_past || word::IRREGULAR_PT.contains(&folded) || verbs.any(|verb| verb.folded == folded)
}
