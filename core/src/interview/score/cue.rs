//! Phrases by which the parts of an account are recognised, in both languages.
//!
//! They are cues, not grammar: an account of anything that happened uses some of them, a general opinion few.

mod account;
mod command;
mod manner;
mod profile;

use std::{ops::Range, sync::OnceLock};

use super::{action, reading::Reading};
use crate::{
    interview::{
        pattern::{Match, Patterns},
        word::Word,
    },
    text::Language,
};
use account::{RESULT, SITUATION, TASK};
use command::ORDERS;
use manner::{ORDER, REASON, VAGUE};
use profile::PROFILE;

fn pair(slot: &'static OnceLock<[Patterns; 2]>, source: [&str; 2], language: Language) -> &'static Patterns {
    let pair = slot.get_or_init(|| source.map(Patterns::parse));
    match language {
        Language::Pt => &pair[0],
        Language::En => &pair[1],
    }
}

macro_rules! cues {
    ($(#[$doc:meta])* $name:ident, $source:ident) => {
        $(#[$doc])*
        pub(super) fn $name(reading: &Reading, language: Language) -> Vec<Range<usize>> {
            static PARSED: OnceLock<[Patterns; 2]> = OnceLock::new();
            counted(reading, pair(&PARSED, $source, language))
        }
    };
}

cues!(
    /// Where a situation is given by a phrase.
    phrased_situations, SITUATION
);
cues!(
    /// Where a task is given.
    tasks, TASK
);
cues!(
    /// Where a result is given.
    results, RESULT
);
cues!(
    /// Where order is marked.
    orders_of, ORDER
);
cues!(
    /// Where a reason is given.
    reasons, REASON
);
cues!(
    /// Where it is vague.
    vague, VAGUE
);
cues!(
    /// Where people say who they are at work, what they did so far, what they want.
    profile, PROFILE
);

/// Those of the results that only announce how it ended ("no fim", "after that").
pub(super) fn result_marks(reading: &Reading, language: Language) -> Vec<Range<usize>> {
    static PARSED: OnceLock<[Patterns; 2]> = OnceLock::new();
    let hits = hits(reading, pair(&PARSED, RESULT, language)).filter(|hit| hit.name == "mark");
    hits.map(|hit| hit.start..hit.end).collect()
}

/// Where a situation is given: by a phrase, or in Portuguese by a verb that says how things used to be.
pub(super) fn situations(reading: &Reading, language: Language) -> Vec<Range<usize>> {
    let mut found = phrased_situations(reading, language);
    if language == Language::Pt {
        let used_to = reading.counted().filter(|at| is_imperfect(&reading.words[*at].folded));
        found.extend(used_to.map(|at| at..at + 1));
        found.sort_by_key(|range| range.start);
    }
    found
}

/// How many new steps begin within a sentence, as people speak: "and then", "aí", "depois".
pub(super) fn n_steps(reading: &Reading, sentence: &Range<usize>) -> usize {
    const MARKS: [&str; 10] =
        ["ai", "dai", "depois", "entao", "primeiro", "finalmente", "then", "next", "afterwards", "finally"];
    let begins = |at: &usize| MARKS.contains(&reading.words[*at].folded.as_str());
    sentence.clone().skip(3).filter(begins).count()
}

/// "ficava", "reclamavam", and irregular ones.
fn is_imperfect(word: &str) -> bool {
    const OTHERS: [&str; 6] = ["java", "lava", "oitava", "brava", "escrava", "clava"];
    const IRREGULAR: [&str; 16] = [
        "ia",
        "iam",
        "queria",
        "queriam",
        "pedia",
        "pediam",
        "existia",
        "existiam",
        "fazia",
        "faziam",
        "perdia",
        "perdiam",
        "recebia",
        "recebiam",
        "crescia",
        "dependiam",
    ];
    let regular = ["ava", "avam", "avamos"].iter().any(|ending| word.ends_with(ending));
    IRREGULAR.contains(&word) || (regular && word.len() >= 5 && !OTHERS.contains(&word))
}

/// Words at which an order to whoever scores begins.
pub(super) fn orders(words: &[Word]) -> Vec<usize> {
    static PARSED: OnceLock<Patterns> = OnceLock::new();
    PARSED.get_or_init(|| Patterns::parse(ORDERS)).find(words).iter().map(|hit| hit.start).collect()
}

fn counted(reading: &Reading, patterns: &Patterns) -> Vec<Range<usize>> {
    hits(reading, patterns).map(|hit| hit.start..hit.end).collect()
}

fn hits<'a>(reading: &'a Reading, patterns: &'a Patterns) -> impl Iterator<Item = Match<'a>> {
    let hits = patterns.find(&reading.words).into_iter();
    hits.filter(|hit| (hit.start..hit.end).all(|at| reading.counts(at))).filter(|hit| holds(reading, hit))
}

/// What a phrase's name asks for, beside its words.
fn holds(reading: &Reading, hit: &Match<'_>) -> bool {
    let last = reading.words[hit.end - 1].folded.as_str();
    let before = hit.start.checked_sub(1).map(|at| reading.words[at].folded.as_str());
    let after = reading.words.get(hit.end).map(|word| word.folded.as_str());
    match hit.name {
        "year" => reading.words[hit.start + 1].is_year(),
        // "para evitar", not "para 210 ms", and not "se não desse para trocar".
        "purpose" => {
            const CAN: [&str; 6] = ["da", "dava", "deu", "daria", "der", "desse"];
            last.len() > 2
                && ["ar", "er", "ir", "por"].iter().any(|ending| last.ends_with(ending))
                && !before.is_some_and(|word| CAN.contains(&word))
        }
        // "Então, eu…" only takes breath, and "porque aí…" gives a reason.
        "particle" => {
            !reading.opens_an_answer(hit.start)
                && !matches!(before, Some("porque" | "pois" | "que" | "olha" | "bom"))
        }
        // "Antes e depois" compares, it tells no order.
        "beside" => !matches!(before, Some("e" | "and")) && !matches!(after, Some("e" | "and")),
        // Who never had to do it had not that task.
        "duty" => !matches!(before, Some("nunca" | "nao" | "never" | "not")),
        // Where somebody worked, not where data is kept.
        "bank" => !matches!(after, Some("de" | "sincrono" | "relacional" | "local" | "principal")),
        // "entregamos em duas semanas", not "eram quatro provas em duas semanas".
        "span" => {
            let sentence = reading.sentences[reading.sentence_at(hit.start)].clone();
            sentence.into_iter().any(|at| action::tells_what_happened(&reading.words[at].folded))
        }
        _ => true,
    }
}
