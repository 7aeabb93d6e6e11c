//! What nobody may ask in an interview, and what is not scored when a candidate volunteers it.
//!
//! Topics: age, family and marital status, pregnancy, religion, health and disability, politics and unions, race and origin,
//! sexuality, salary history, credit and criminal record. Both scans look for phrases that are about a person; "the
//! cluster's health", "child nodes" and "users with disabilities" are about work. `class.rs` has the words both share.
//!
//! **Source.** Brazil's constitution, art. 7, XXX and XXXI; law 9.029/1995; and what employers there are fined for.

mod asked;
mod class;
mod said;

pub(super) use class::expand;
use std::{ops::Range, sync::OnceLock};

use super::{
    pattern::{Match, Patterns},
    word::{Word, lists, words},
};
use crate::text::{Language, sentences};

/// Ages at which people look for work; other numbers of years are of something else.
const AGES: Range<u32> = 16..86;

/// Words after years in which their subject is looked for.
const YEARS_WINDOW: usize = 4;

/// Topics that a question or any generated text asks about and must not; empty for a lawful one.
pub fn improper(text: &str, language: Language) -> Vec<&'static str> {
    static PT: OnceLock<Patterns> = OnceLock::new();
    static EN: OnceLock<Patterns> = OnceLock::new();
    let patterns = match language {
        Language::Pt => PT.get_or_init(|| Patterns::parse(&expand(asked::PT))),
        Language::En => EN.get_or_init(|| Patterns::parse(&expand(asked::EN))),
    };
    let mut topics: Vec<&str> = Vec::new();
    for (_, sentence) in sentences(text) {
        let own = words(sentence);
        topics.extend(about_a_person(patterns, &own));
        if language == Language::Pt {
            // "Tem filhos?" leaves out what "Você tem filhos?" says.
            topics.extend(about_a_person(patterns, &addressed(&own)));
        }
    }
    topics.sort_unstable();
    topics.dedup();
    topics
}

fn about_a_person(patterns: &'static Patterns, words: &[Word]) -> Vec<&'static str> {
    let hits = patterns.find(words).into_iter();
    hits.filter(|hit| !is_of_work(words, hit)).map(|hit| hit.name).collect()
}

/// The words with "voce" before them.
fn addressed(words: &[Word]) -> Vec<Word> {
    let at = words.first().map_or(0, |word| word.start);
    let voce = Word { folded: "voce".to_owned(), start: at, end: at };
    std::iter::once(voce).chain(words.iter().cloned()).collect()
}

/// Where a candidate speaks of such things of their own accord, as ranges of words, each with its topic.
pub(super) fn volunteered(words: &[Word]) -> Vec<(Range<usize>, &'static str)> {
    static SAID_OF_ONESELF: OnceLock<Patterns> = OnceLock::new();
    let patterns = SAID_OF_ONESELF.get_or_init(|| Patterns::parse(&expand(said::BOTH)));
    let hits = patterns.find(words).into_iter();
    hits.filter(|hit| !is_of_work(words, hit))
        .map(|hit| (hit.start..hit.end, if hit.name == "years" { "age" } else { hit.name }))
        .collect()
}

/// Whether a phrase speaks of work after all: "minha família de produtos", "meu companheiro de time", "8 anos de Java".
fn is_of_work(words: &[Word], hit: &Match<'_>) -> bool {
    match hit.name {
        "years" => !is_an_age(words, hit),
        "age" => has_years(words, hit) && is_followed_by_work(words, hit.end),
        _ => is_about_things(words, hit),
    }
}

/// Years are an age when they could be one, the clause ends with them or goes on about the person, and no work follows.
fn is_an_age(words: &[Word], hit: &Match<'_>) -> bool {
    let number = words[hit.start..hit.end].iter().find(|word| word.is_number());
    let plausible =
        number.is_some_and(|word| word.folded.parse().is_ok_and(|n: u32| AGES.contains(&n)) || is_tens(word));
    let following = || words.iter().skip(hit.end).take(YEARS_WINDOW);
    let is_personal = following().any(|word| lists(said::PERSONAL, &word.folded));
    let joins = words.get(hit.end).is_some_and(|word| lists("e and mas but", &word.folded));
    let ends = joins || breaks_after(words, hit.end);
    plausible && ends && (is_personal || !is_followed_by_work(words, hit.end))
}

/// "Quantos anos você tem (de Java)?", and no other question for an age.
fn has_years(words: &[Word], hit: &Match<'_>) -> bool {
    words[hit.start..hit.end].iter().any(|word| word.folded == "anos")
}

/// "quarenta", "forty": what people spell out.
fn is_tens(word: &Word) -> bool {
    let tens = "vinte trinta quarenta cinquenta sessenta twenty thirty forty fifty sixty";
    lists(tens, &word.folded)
}

/// Whether anything but a space stands before a word, or nothing follows.
fn breaks_after(words: &[Word], at: usize) -> bool {
    match (at.checked_sub(1).and_then(|before| words.get(before)), words.get(at)) {
        (Some(before), Some(next)) => next.start > before.end + 1,
        _ => true,
    }
}

/// Whether one of the next words says what the years are of.
fn is_followed_by_work(words: &[Word], after: usize) -> bool {
    let following = words.iter().skip(after).take(YEARS_WINDOW);
    let of_age = following.clone().next().is_some_and(|word| word.folded == "e");
    let until = if of_age { YEARS_WINDOW } else { YEARS_WINDOW - 1 };
    following.take(until).any(|word| lists(said::YEARS_OF_WORK, &word.folded))
}

/// Whether what follows makes a thing of the phrase's last word.
fn is_about_things(words: &[Word], hit: &Match<'_>) -> bool {
    let last = words[hit.end - 1].folded.as_str();
    let Some(next) = words.get(hit.end).filter(|_| !breaks_after(words, hit.end)) else {
        return false;
    };
    let is_relative = lists("child children parent mother father family single", last);
    if is_relative && lists(said::THINGS, &next.folded) {
        return true;
    }
    let rules = said::OF_WORK.iter().filter(|(word, _)| *word == last);
    let mut after = rules.map(|(_, after)| after);
    after.any(|after| lists(after, &next.folded)) && !is_of_people(words, hit.end)
}

/// "mãe de dois filhos", "família de origem": still about people.
fn is_of_people(words: &[Word], at: usize) -> bool {
    words.get(at + 1).is_some_and(|word| word.is_number() || lists(said::OF_PEOPLE, &word.folded))
}

#[cfg(test)]
mod tests;
