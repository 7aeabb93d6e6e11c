//! What limits a score, whatever its components say.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Asked, Cap,
    action::Actions,
    component::Judged,
    reading::{Left, Reading},
    term::Term,
};
use crate::{
    interview::word::{Stems, words},
    text::Language,
};

/// More words than this are no answer, in an interview.
const MAX_WORDS: usize = 700;

/// Fewer words than this cannot be judged.
const MIN_WORDS: usize = 8;

/// Share of an answer's words that may be copied or repeated.
const MAX_COPIED: f64 = 0.5;
const MAX_REPEATED: f64 = 0.35;

/// Share of function words that prose has, in both languages, at the least. Lists of keywords have a tenth.
const MIN_FUNCTION_WORDS: f64 = 0.24;

/// Items of a list in a row, and the share of the words they are, that make a list of an answer.
const MAX_LIST_ITEMS: usize = 8;
const MAX_LIST_SHARE: f64 = 0.6;

/// Share of an answer's content words that may be words of the expected points.
const MAX_DENSITY: f64 = 0.65;

/// An answer of fewer words may be so much denser: it names what was asked for, and stops.
const MIN_DENSE_WORDS: usize = 50;
const MAX_SHORT_DENSITY: f64 = 0.78;

/// Share of content words that are words of expected points from which on a long list is one of keywords. People who tell
/// something in short clauses stay below.
const MIN_LIST_DENSITY: f64 = 0.58;

/// Sentences that begin alike, and the share of all sentences they are, that make a form of an answer ("Eu fiz… Eu fiz…").
const MAX_ALIKE: usize = 6;
const MAX_ALIKE_SHARE: f64 = 0.6;

/// Content words of an item of a list at most.
const MAX_ITEM_WORDS: usize = 3;

/// Faults that say no more than a low level of a component does, unless they take points away.
pub(super) const ONLY_LIMITS: [&str; 4] = ["vague", "subject", "elsewhere", "beside"];

/// The lowest cap of those that apply.
pub(super) fn cap(asked: &Asked<'_>, reading: &Reading, judged: &Judged) -> Option<Cap> {
    let level = |id: &str| judged.components.iter().find(|own| own.id == id).map_or(0, |own| own.level);
    let n_counted = reading.n_left(Left::Counted);
    let n_own = (reading.words.len() - reading.n_left(Left::Name)).max(1);
    let share = |why: Left| reading.n_left(why) as f64 / n_own as f64;
    let faults = [
        ("injection", reading.n_left(Left::Order) > 0),
        ("copied", share(Left::Copied) >= MAX_COPIED),
        ("wrong_language", is_foreign(reading, asked.language)),
        ("stuffing", n_counted >= MIN_WORDS && is_list(reading, asked)),
        ("repetition", share(Left::Repeated) >= MAX_REPEATED),
        ("off_topic", level("relevance") + level("coverage") == 0),
        ("vague", judged.is_vague),
        ("subject", !judged.relevance.touches),
        ("elsewhere", judged.relevance.is_elsewhere),
        ("beside", is_beside(level("relevance"), level("coverage"), level("star"))),
        ("too_long", reading.words.len() > MAX_WORDS),
        ("too_short", n_counted < MIN_WORDS),
    ];
    let caps = faults.into_iter().filter(|(_, applies)| *applies).filter_map(|(reason, _)| {
        let (at_most, words) = asked.rubric.cap(reason, asked.language)?;
        Some(Cap { reason: reason.to_owned(), at_most, words: words.to_owned(), instead_of: 0 })
    });
    caps.min_by_key(|cap| cap.at_most)
}

/// Whether it hardly touches the question. A case told from context to result in other words than the bank knows is given the
/// benefit of the doubt if both subject and one expected point were found.
fn is_beside(relevance: u32, coverage: u32, star: u32) -> bool {
    let is_told = star >= 3 && relevance > 0 && coverage > 0;
    relevance + coverage <= if is_told { 1 } else { 2 }
}

/// Whether most function words are another language's.
fn is_foreign(reading: &Reading, language: Language) -> bool {
    const SPANISH: [&str; 14] =
        ["el", "los", "las", "una", "y", "del", "yo", "pero", "muy", "hice", "mi", "lo", "cuando", "fue"];
    let (pt, en) = Language::votes(&reading.text);
    let folded = words(&reading.text);
    let spanish = folded.iter().filter(|word| SPANISH.contains(&word.folded.as_str())).count();
    let (own, other) = match language {
        Language::Pt => (pt, en.max(spanish)),
        Language::En => (en, pt),
    };
    other >= 3 && other > own
}

/// Whether it names things instead of telling something: too few function words, or mostly a list.
fn is_list(reading: &Reading, asked: &Asked<'_>) -> bool {
    let counted: Vec<usize> = reading.counted().collect();
    let n_function = counted.iter().filter(|at| reading.words[**at].is_function()).count();
    let share = n_function as f64 / counted.len().max(1) as f64;
    let (longest, n_listed) = listed(reading, asked);
    let listed_share = n_listed as f64 / counted.len().max(1) as f64;
    let density = density(reading, asked);
    let max_density = if counted.len() < MIN_DENSE_WORDS { MAX_SHORT_DENSITY } else { MAX_DENSITY };
    share < MIN_FUNCTION_WORDS
        || density > max_density
        || (longest >= MAX_LIST_ITEMS && listed_share >= MAX_LIST_SHARE && density >= MIN_LIST_DENSITY)
        || is_form(reading)
}

/// Whether most sentences begin with the same two words.
fn is_form(reading: &Reading) -> bool {
    let mut alike: BTreeMap<[&str; 2], usize> = BTreeMap::new();
    let mut n_sentences = 0;
    for sentence in reading.sentences_of(2) {
        let mut words =
            sentence.clone().filter(|at| reading.counts(*at)).map(|at| reading.words[at].folded.as_str());
        if let (Some(first), Some(second)) = (words.next(), words.next()) {
            *alike.entry([first, second]).or_default() += 1;
            n_sentences += 1;
        }
    }
    let most = alike.into_values().max().unwrap_or(0);
    most >= MAX_ALIKE && most as f64 >= MAX_ALIKE_SHARE * f64::from(n_sentences)
}

/// Share of content words that belong to terms of signals. A candidate who has something to tell says other things, too.
fn density(reading: &Reading, asked: &Asked<'_>) -> f64 {
    let stems = Stems::new(asked.language);
    let signals = asked.question.wording(asked.language).signals.iter();
    let terms: Vec<Term> = signals.flat_map(|s| &s.terms).map(|term| Term::of(&stems, term)).collect();
    let is_content = |at: &usize| !reading.words[*at].is_function();
    let mut matched = BTreeSet::new();
    for at in reading.counted() {
        let places = terms.iter().filter_map(|term| reading.match_term(term, at));
        matched.extend(places.flatten().filter(is_content));
    }
    matched.len() as f64 / reading.counted().filter(is_content).count().max(1) as f64
}

/// The most items in a row without a verb of one's own, and how many words stand in runs of three items and more.
fn listed(reading: &Reading, asked: &Asked<'_>) -> (usize, usize) {
    let verbs = Actions::of(reading, asked.question.kind, asked.language);
    let (mut longest, mut n_words, mut run, mut run_words) = (0, 0, 0, 0);
    for item in items(reading) {
        let content = item.iter().filter(|at| !reading.words[**at].is_function()).count();
        let is_item = (1..=MAX_ITEM_WORDS).contains(&content) && !item.iter().any(|at| verbs.has(*at));
        if is_item {
            run += 1;
            run_words += item.len();
            longest = longest.max(run);
        }
        if !is_item {
            n_words += if run >= 3 { run_words } else { 0 };
            (run, run_words) = (0, 0);
        }
    }
    (longest, n_words + if run >= 3 { run_words } else { 0 })
}

/// Words between commas and "e", "and".
fn items(reading: &Reading) -> Vec<Vec<usize>> {
    let mut items: Vec<Vec<usize>> = vec![Vec::new()];
    for at in reading.counted() {
        let joins = matches!(reading.words[at].folded.as_str(), "e" | "and" | "ou" | "or");
        if joins || reading.breaks_before(at) {
            items.push(Vec::new());
        }
        if let (false, Some(item)) = (joins, items.last_mut()) {
            item.push(at);
        }
    }
    items.retain(|item| !item.is_empty());
    items
}
