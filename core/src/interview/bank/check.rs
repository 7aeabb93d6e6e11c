//! The rules of the bank's records.

use std::collections::BTreeSet;

use super::{Competency, Question, Wording};
use crate::{
    interview::word::{n_words, words},
    text::Language,
};

/// Words of a question at most.
pub(in crate::interview) const MAX_QUESTION_WORDS: usize = 40;

/// What a follow-up may aim at beside signals.
const GENERAL_AIMS: [&str; 3] = ["result", "action", "number"];

/// Nouns that a story about somebody else would not use: a term with one would score that somebody's gender. Pronouns are
/// compared without it.
const GENDERED: [&str; 24] = [
    "man",
    "men",
    "woman",
    "women",
    "boy",
    "girl",
    "guy",
    "lady",
    "gentleman",
    "husband",
    "wife",
    "chairman",
    "chairwoman",
    "salesman",
    "saleswoman",
    "homem",
    "homens",
    "mulher",
    "mulheres",
    "moca",
    "rapaz",
    "senhora",
    "senhor",
    "menina",
];

type Checked = Result<(), String>;

/// Checks a competency; `known` when its id was seen before.
pub(super) fn competency(competency: &Competency, known: bool) -> Checked {
    let id = &competency.id;
    ensure(!known, || format!("{id} is there twice"))?;
    ensure(id.split_once('.').is_some_and(|(family, name)| !family.is_empty() && !name.is_empty()), || {
        format!("{id:?} is not <family>.<name>")
    })?;
    ensure(!competency.pt.is_empty() && !competency.en.is_empty(), || format!("{id} has no name"))?;
    ensure(competency.terms.iter().any(|term| n_words(term) > 0), || format!("{id} has no terms"))
}

/// Checks a question against the competencies there are; `twice` when its id was seen before.
pub(super) fn question(question: &Question, competencies: &BTreeSet<&str>, twice: bool) -> Checked {
    let id = &question.id;
    ensure(!twice, || format!("{id} is there twice"))?;
    let competency = question.competency.as_str();
    ensure(competencies.contains(competency), || format!("{id} is about {competency}, which is unknown"))?;
    ensure(!question.levels.is_empty(), || format!("{id} is for no level"))?;
    let ids = |wording: &Wording| wording.signals.iter().map(|s| s.id.clone()).collect::<Vec<_>>();
    ensure(ids(&question.pt) == ids(&question.en), || format!("{id} has other signals in English"))?;
    for (code, language) in [("pt", Language::Pt), ("en", Language::En)] {
        wording(question.wording(language)).map_err(|detail| format!("{id}.{code}: {detail}"))?;
    }
    Ok(())
}

fn wording(wording: &Wording) -> Checked {
    one_question(&wording.question)?;
    ensure((3..=5).contains(&wording.signals.len()), || "3 to 5 signals are needed".to_owned())?;
    let ids: BTreeSet<&str> = wording.signals.iter().map(|signal| signal.id.as_str()).collect();
    ensure(ids.len() == wording.signals.len(), || "a signal is there twice".to_owned())?;
    for signal in &wording.signals {
        let id = &signal.id;
        ensure(!signal.label.is_empty(), || format!("{id} has no label"))?;
        ensure(signal.terms.iter().any(|term| n_words(term) > 0), || format!("{id} has no terms"))?;
        let all = signal.terms.iter().flat_map(|term| words(term));
        let gendered = all.map(|word| word.folded).find(|word| GENDERED.contains(&word.as_str()));
        ensure(gendered.is_none(), || {
            format!("{id} looks for {gendered:?}, which depends on who was there")
        })?;
    }
    ensure(wording.follow_ups.len() >= 2, || "two follow-ups are needed".to_owned())?;
    for follow_up in &wording.follow_ups {
        let aim = follow_up.aim.as_str();
        let known = ids.contains(aim) || GENERAL_AIMS.contains(&aim);
        ensure(known, || format!("a follow-up aims at {aim:?}, which is no signal"))?;
    }
    ensure(!wording.weak.is_empty() && !wording.sample.is_empty(), || "an answer is missing".to_owned())
}

/// One question of at most [`MAX_QUESTION_WORDS`] words.
pub(in crate::interview) fn one_question(text: &str) -> Checked {
    let ends = text.trim_end().ends_with('?') && text.matches('?').count() == 1;
    ensure(ends, || "the question must end with its only question mark".to_owned())?;
    let n = text.split_whitespace().count();
    ensure(n <= MAX_QUESTION_WORDS, || format!("the question has {n} words, more than {MAX_QUESTION_WORDS}"))
}

fn ensure(holds: bool, otherwise: impl FnOnce() -> String) -> Checked {
    if holds { Ok(()) } else { Err(otherwise()) }
}
