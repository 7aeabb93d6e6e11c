//! What somebody says was done: by themselves, or by a group or nobody in particular.
//!
//! Portuguese marks the person at the verb's end ("analisei", "corrigi", "faria"), so endings, a list of irregular and present
//! forms, "eu" before a verb, and a present form that begins a clause before an article ("pingo o gateway") find it. English has
//! "I", so the verb after it counts, and those joined to it by "and". "A gente fez", "fizemos", "we built" and the bare
//! infinitive of a plan ("truncar o arquivo") tell that something was done, not who did it.

mod verb;

use std::collections::BTreeSet;

use super::reading::Reading;
use crate::{interview::Kind, text::Language};
use verb::{is_between, is_english_between, is_english_state, is_form, is_joining, is_other, is_state};

/// Words that stand between a pronoun and its verb at most.
const MAX_BETWEEN: usize = 3;

/// Words at which a deed is told, one a verb, each verb once.
#[derive(Debug, Clone, Default)]
pub(super) struct Actions {
    /// In the first person singular.
    pub(super) own: Vec<usize>,
    /// Of a group, or of nobody in particular.
    pub(super) shared: Vec<usize>,
}

impl Actions {
    pub(super) fn of(reading: &Reading, kind: Kind, language: Language) -> Self {
        let (mut own, mut shared) = match language {
            Language::Pt => portuguese(reading, kind),
            Language::En => english(reading),
        };
        let mut seen = BTreeSet::new();
        own.retain(|at| seen.insert(&reading.stems[*at]));
        shared.retain(|at| seen.insert(&reading.stems[*at]));
        Self { own, shared }
    }

    /// Own deeds, those that happened before those that would be done.
    pub(super) fn told_first(&self, reading: &Reading, language: Language) -> Vec<usize> {
        let happened = |at: &usize| {
            let word = reading.words[*at].folded.as_str();
            match language {
                Language::Pt => tells_what_happened(word),
                Language::En => is_past_tense(word),
            }
        };
        let mut own = self.own.clone();
        own.sort_by_key(|at| !happened(at));
        own
    }

    /// Whether a deed is told at a word.
    pub(super) fn has(&self, at: usize) -> bool {
        self.own.contains(&at) || self.shared.contains(&at)
    }
}

/// Whether a Portuguese word is a verb that tells what happened ("entreguei", "voltou", "fizemos").
pub(super) fn tells_what_happened(word: &str) -> bool {
    let ends = |endings: &[&str]| {
        endings.iter().any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending))
    };
    is_past(word) && !is_other(word)
        || ends(&["ou", "eu", "iu", "aram", "eram", "iram"])
        || is_plural(word)
        || is_form(word)
}

fn portuguese(reading: &Reading, kind: Kind) -> (Vec<usize>, Vec<usize>) {
    let is_plan = matches!(kind, Kind::Situational | Kind::Technical | Kind::Closing);
    let own = |at: &usize| {
        let word = reading.words[*at].folded.as_str();
        let by_ending = is_past(word) || is_plan && is_conditional(word);
        is_form(word)
            || by_ending && !is_other(word) && !is_state(word)
            || is_after(reading, *at, &["eu"]) && is_of_eu(word, is_plan)
            || begins_clause(reading, *at) && is_present(reading, *at)
    };
    let shared = |at: &usize| {
        let word = reading.words[*at].folded.as_str();
        let is_infinitive = is_plan
            && begins_clause(reading, *at)
            && is_infinitive(word)
            && is_followed_by_object(reading, *at);
        is_plural(word) || is_infinitive || is_after(reading, *at, &["a", "gente"]) && is_of_a_gente(word)
    };
    let own: Vec<usize> = reading.counted().filter(own).collect();
    let shared = reading.counted().filter(shared).filter(|at| !own.contains(at)).collect();
    (own, shared)
}

/// Whether a pronoun stands before a word, with few words between.
fn is_after(reading: &Reading, at: usize, pronoun: &[&str]) -> bool {
    let skipped = (at.saturating_sub(MAX_BETWEEN)..at).rev();
    let n_between = skipped.take_while(|before| is_between(&reading.words[*before].folded)).count();
    let Some(start) = (at - n_between).checked_sub(pronoun.len()) else { return false };
    let found = (start..at - n_between).map(|before| reading.words[before].folded.as_str());
    found.eq(pronoun.iter().copied())
}

/// "eu olho", "eu conferia", and in a plan "eu ia conferir".
fn is_of_eu(word: &str, is_plan: bool) -> bool {
    let is_verb = word.ends_with('o')
        || word.ends_with("ava")
        || word.ends_with("ia")
        || is_plan && is_infinitive(word);
    is_verb && word.len() >= 3 && !is_state(word) && !is_between(word) && !is_joining(word)
}

/// "a gente contou", "a gente separa", "a gente fez".
fn is_of_a_gente(word: &str) -> bool {
    const IRREGULAR: [&str; 5] = ["fez", "pos", "foi", "deu", "trouxe"];
    let ends = ["ou", "eu", "iu", "a", "e"].iter().any(|ending| word.ends_with(ending));
    IRREGULAR.contains(&word) || ends && word.len() >= 4 && !is_state(word) && !is_other(word)
}

/// A present form before an article, a number or a question word: "conto linhas" is not told from nouns, "pingo o gateway" is.
fn is_present(reading: &Reading, at: usize) -> bool {
    const ENDINGS: [&str; 8] = ["ndo", "ado", "ido", "ico", "ivo", "orio", "ario", "mento"];
    let word = &reading.words[at];
    let is_verb =
        word.folded.len() >= 4 && word.folded.ends_with('o') && !word.is_function() && !word.is_number();
    is_verb
        && !is_state(&word.folded)
        && !is_joining(&word.folded)
        && !ENDINGS.iter().any(|ending| word.folded.ends_with(ending))
        && is_followed_by_object(reading, at)
}

/// Whether an article or the like follows in the same clause.
fn is_followed_by_object(reading: &Reading, at: usize) -> bool {
    const OBJECT: [&str; 28] = [
        "o", "a", "os", "as", "um", "uma", "uns", "umas", "qual", "quais", "se", "que", "isso", "meu",
        "minha", "tudo", "esse", "essa", "cada", "no", "na", "em", "para", "ele", "ela", "todos", "todas",
        "de",
    ];
    let next = reading.words.get(at + 1).filter(|_| !reading.breaks_before(at + 1));
    next.is_some_and(|next| OBJECT.contains(&next.folded.as_str()) || next.is_number())
}

/// Whether a clause begins with a word, or with a mark of order before it.
fn begins_clause(reading: &Reading, at: usize) -> bool {
    const MARKS: [&str; 9] = ["e", "depois", "primeiro", "ai", "entao", "dai", "tambem", "por", "ultimo"];
    let start =
        (0..at).rev().take_while(|before| MARKS.contains(&reading.words[*before].folded.as_str())).count();
    start > 0 || reading.breaks_before(at)
}

/// "analisei", "resolvi", "construi".
fn is_past(word: &str) -> bool {
    let mut letters = word.chars().rev();
    let is_long = word.len() >= 4 && word.chars().all(char::is_alphabetic);
    let ends = letters.next() == Some('i');
    let before = letters.next().unwrap_or(' ');
    // "glpi", "sqli" are names.
    let has_vowel = word[..word.len().saturating_sub(2)].contains(['a', 'e', 'i', 'o', 'u']);
    is_long && has_vowel && ends && (before == 'e' || before == 'u' || !"aeio".contains(before))
}

/// "faria", "analisaria", "leria".
fn is_conditional(word: &str) -> bool {
    word.len() >= 5 && ["aria", "eria", "iria"].iter().any(|ending| word.ends_with(ending))
}

/// "fizemos", "criamos", "dividimos".
fn is_plural(word: &str) -> bool {
    const STATES: [&str; 7] = ["estamos", "temos", "eramos", "vamos", "queremos", "podemos", "precisamos"];
    let ends = ["amos", "emos", "imos"].iter().any(|ending| word.ends_with(ending));
    word.len() >= 6 && ends && !STATES.contains(&word) && !is_other(word) && !word.ends_with("avamos")
}

fn is_infinitive(word: &str) -> bool {
    word.len() >= 4 && ["ar", "er", "ir"].iter().any(|ending| word.ends_with(ending))
}

fn english(reading: &Reading) -> (Vec<usize>, Vec<usize>) {
    let (mut own, mut shared) = (Vec::new(), Vec::new());
    for sentence in &reading.sentences {
        let mut is_own = false;
        for at in sentence.clone().filter(|at| reading.counts(*at)) {
            let word = reading.words[at].folded.as_str();
            let joined = is_own && is_past_tense(word) && follows_a_joint(reading, at);
            let verb = (word == "i").then(|| verb_after(reading, at, sentence.end)).flatten();
            let of_group = (word == "we").then(|| verb_after(reading, at, sentence.end)).flatten();
            own.extend(verb.or(joined.then_some(at)));
            shared.extend(of_group.filter(|verb| is_past_tense(&reading.words[*verb].folded)));
            is_own = (is_own || verb.is_some()) && of_group.is_none();
        }
    }
    (own, shared)
}

fn verb_after(reading: &Reading, i: usize, end: usize) -> Option<usize> {
    let skipped = |at: &usize| {
        let word = reading.words[*at].folded.as_str();
        is_english_between(word) || word.ends_with("ly")
    };
    let verb = (i + 1..end.min(i + 5)).find(|at| !skipped(at))?;
    let word = reading.words[verb].folded.as_str();
    (!is_english_state(word) && reading.counts(verb) && word.len() > 2).then_some(verb)
}

fn is_past_tense(word: &str) -> bool {
    word.len() >= 5 && word.ends_with("ed")
        || ["wrote", "built", "made", "set", "took", "found", "ran", "led", "cut", "put", "sent", "got"]
            .contains(&word)
}

fn follows_a_joint(reading: &Reading, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| reading.words[before].folded.as_str());
    reading.breaks_before(at) || matches!(before, Some("and" | "then" | "also"))
}
