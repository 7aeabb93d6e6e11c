//! Whether a wording asks the same question as the bank's: about the same thing, in the same way, and nothing else.
//!
//! Nouns alone do not tell: "Você é mãe e usa `HashMap` como chave?" has those of a question about Java. So most of the bank's
//! telling words must remain, little may be added, and of that only words that interviewers of the bank use or the vacancy has, what is asked for (why, how, what) must be the same, nothing may be negated
//! that was not, and nothing new may be said of the person.

use std::{collections::BTreeSet, sync::OnceLock};

use crate::{
    interview::{
        Interviewer, VacancyBrief,
        bank::Question,
        pattern::Patterns,
        word::{Stems, Word, are_kin, words},
    },
    text::Language,
};

/// Share of the telling words, weighed by how rare they are in the bank, that must remain, and how many at least.
const MIN_KEPT_SHARE: f64 = 0.6;
const MIN_KEPT: usize = 3;

/// Words that a wording may bring in, as a share of the bank's.
const MAX_ADDED_SHARE: f64 = 0.6;

/// What is asked for.
const INTENTS: [&str; 2] = [
    "
    por que = why
    qual|quais a|as|o|os? razao|motivo|motivos|razoes = why
    como = how
    de que|qual forma|maneira|modo = how
    o que = what
    que|qual|quais = what
    quanto|quanta|quantos|quantas = how_many
    ",
    "
    why = why
    for what reason = why
    how = how
    in what|which way|ways|manner = how
    what|which = what
    how many|much|often|long|far = how_many
    ",
];

/// What turns a question into its contrary.
const NEGATIONS: [&str; 2] = [
    "
    nao|nunca|jamais|nem = not
    sem|exceto|menos = without
    evita|evitar|evitaria|evitou|deixa|deixar|deixaria|deixou de? = avoid
    ",
    "
    not|never|cannot = not
    don|doesn|didn|wouldn|isn|aren|can|couldn|shouldn|won|hasn|haven t = not
    without|except = without
    avoid|avoids|avoided|avoiding|refuse|refuses|refused = avoid
    ",
];

/// Sayings about the person, not about what they did.
const PERSONAL: [&str; 2] = [
    "
    voce {adv}? e|era|esta|estava|foi|mora|gosta|parece|nasceu|prefere|acredita|acha|sente = is
    voce {adv}? tem|teve _ = has
    ",
    "
    are|aren|were you = is
    you {adv}? are|were|live|like|look|feel|believe = is
    you {adv}? have|had a|an|any? = has
    ",
];

/// Whether `text` asks what the question asks.
pub(super) fn asks_the_same(
    interviewer: &Interviewer,
    question: &Question,
    vacancy: Option<&VacancyBrief>,
    language: Language,
    text: &str,
) -> bool {
    let own = &question.wording(language).question;
    keeps_the_words(interviewer, own, vacancy, language, text) && keeps_the_way(own, language, text)
}

/// Most telling words remain, and few others come in.
fn keeps_the_words(
    interviewer: &Interviewer,
    own: &str,
    vacancy: Option<&VacancyBrief>,
    language: Language,
    text: &str,
) -> bool {
    let stems = Stems::new(language);
    let vocabulary = interviewer.bank().vocabulary(language);
    let of = |text: &str| stems.content(text).into_iter().collect::<BTreeSet<String>>();
    let (own, new) = (of(own), of(text));
    let within = |stem: &String, others: &BTreeSet<String>| others.iter().any(|other| are_kin(stem, other));
    let kept: Vec<&String> = own.iter().filter(|stem| within(stem, &new)).collect();
    let added: Vec<&String> = new.iter().filter(|stem| !within(stem, &own)).collect();
    let of_vacancy = vacancy.into_iter().flat_map(|vacancy| vacancy.skills.iter().chain([&vacancy.title]));
    let of_vacancy: BTreeSet<String> = of_vacancy.flat_map(|text| stems.content(text)).collect();
    let may_be_added = |stem: &&String| vocabulary.asks(stem) || of_vacancy.contains(*stem);
    let weight = |stem: &String| vocabulary.rarity(stem).max(0.1);
    let kept_weight: f64 = kept.iter().map(|stem| weight(stem)).sum();
    let own_weight: f64 = own.iter().map(weight).sum();
    kept.len() >= MIN_KEPT.min(own.len())
        && kept_weight >= MIN_KEPT_SHARE * own_weight
        && added.iter().all(may_be_added)
        && added.len() as f64 <= MAX_ADDED_SHARE * own.len() as f64
}

/// The same is asked for, nothing is negated that was not, or the reverse, and nothing is added about the person.
fn keeps_the_way(own: &str, language: Language, text: &str) -> bool {
    static PARSED: [OnceLock<[Patterns; 3]>; 2] = [OnceLock::new(), OnceLock::new()];
    let at = usize::from(language == Language::En);
    let [intents, negations, personal] = PARSED[at].get_or_init(|| {
        [INTENTS[at], NEGATIONS[at], PERSONAL[at]]
            .map(|source| Patterns::parse(&super::lawful::expand(source)))
    });
    let (own, new) = (words(own), words(text));
    let count = |patterns: &Patterns, words: &[Word]| patterns.find(words).len();
    let (asked, asks) = (asked_for(intents, &own), asked_for(intents, &new));
    let of = |names: &[&'static str]| names.iter().copied().collect::<BTreeSet<_>>();
    let same_intent = asked.is_empty() == asks.is_empty() && of(&asks).is_subset(&of(&asked));
    same_intent
        && names(negations, &own) == names(negations, &new)
        && names(personal, &new).is_subset(&names(personal, &own))
        && asks.len() <= asked.len()
        && count(personal, &new) <= count(personal, &own)
}

/// What is asked for, in order. A "que" within a clause only joins it to another.
fn asked_for(intents: &'static Patterns, words: &[Word]) -> Vec<&'static str> {
    let begins = |at: usize| {
        let before = at.checked_sub(1).map(|before| &words[before]);
        before.is_none_or(|before| before.folded == "e" || words[at].start > before.end + 1)
    };
    let hits = intents.find(words).into_iter();
    let is_asked =
        |start: usize, end: usize| end > start + 1 || words[start].folded != "que" || begins(start);
    hits.filter(|hit| is_asked(hit.start, hit.end)).map(|hit| hit.name).collect()
}

fn names<'a>(patterns: &'a Patterns, words: &[Word]) -> BTreeSet<&'a str> {
    patterns.find(words).iter().map(|hit| hit.name).collect()
}

#[cfg(test)]
mod tests;
