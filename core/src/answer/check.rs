//! Which sentences of a language model may be shown.
//!
//! A small model rambles, loops and invents. Each finished sentence must be in the question's language, not repeat
//! itself or what stands, and rest on the evidence it cites: every skill and number it names stands there, and so do most
//! of its other words. Where numbers over a group answer, only what was counted passes: a skill of one source is not the
//! group's. A sentence that cites nothing is given the citations of the source, or the fewest sources,
//! that support it, if any do.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{Statement, citation};
use crate::{
    retrieve::Source,
    skill::gazetteer,
    text::{Language, analyze, is_connective, is_question_noise, translations},
};

/// Share of a sentence's content words that must stand in its evidence.
const MIN_SUPPORT: f32 = 0.7;

/// A sentence longer than this has lost its way.
const MAX_WORDS: usize = 60;

/// Why a sentence is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rejection {
    /// Another language than the question's.
    WrongLanguage,
    /// It loops, or says again what was said.
    Repetition,
    /// It names what its evidence does not.
    Unsupported,
    /// Not a sentence: too short, too long, a list that echoes the prompt.
    Malformed,
    /// The model wrote nothing.
    Empty,
}

impl Rejection {
    /// Stable name for wires and logs.
    pub fn code(self) -> &'static str {
        match self {
            Rejection::WrongLanguage => "wrong_language",
            Rejection::Repetition => "repetition",
            Rejection::Unsupported => "unsupported",
            Rejection::Malformed => "malformed",
            Rejection::Empty => "empty",
        }
    }
}

/// What a source supports.
#[derive(Debug)]
struct Support {
    number: usize,
    terms: HashSet<String>,
    skills: HashSet<String>,
}

/// Checks the sentences of one answer in order.
#[derive(Debug)]
pub struct ProseChecker {
    language: Language,
    sources: Vec<Support>,
    /// What was counted, when the question is one that numbers answer.
    counted: Option<Counted>,
    question: HashSet<String>,
    accepted: Vec<HashSet<String>>,
}

impl ProseChecker {
    /// For an answer in `language` to `question`; only sources whose numbers are `given` may be cited.
    pub fn new(language: Language, question: &str, sources: &[Source], given: &[usize]) -> Self {
        Self {
            language,
            sources: sources
                .iter()
                .filter(|source| given.contains(&source.number))
                .map(Support::of)
                .collect(),
            counted: None,
            question: terms(question).into_iter().collect(),
            accepted: Vec::new(),
        }
    }

    /// Also supported by numbers that stand above the model's text; any other number is then withheld.
    #[must_use]
    pub fn with_numbers(mut self, numbers: &[Statement]) -> Self {
        self.counted = (!numbers.is_empty()).then(|| Counted::of(numbers));
        self
    }

    /// The sentence as it may be shown, citations checked, or why it may not.
    pub fn check(&mut self, sentence: &str) -> Result<Statement, Rejection> {
        let given: Vec<usize> = self.sources.iter().map(|source| source.number).collect();
        let text = citation::keep_valid(sentence.trim(), &given);
        check_form(&text)?;
        let prose = without_brackets(&text);
        check_language(&prose, self.language)?;
        let content = terms(&prose);
        check_loops(&content)?;
        self.check_new(&content)?;
        let cited = citation::cited(&text);
        let citations = self.supporting(&prose, &content, &cited).ok_or(Rejection::Unsupported)?;
        self.accepted.push(content.into_iter().collect());
        Ok(Statement { text: if cited.is_empty() { append(&text, &citations) } else { text }, citations })
    }

    /// Whether an unfinished sentence can no longer pass, so that the model need not be run to its end.
    pub fn is_hopeless(&self, unfinished: &str) -> Option<Rejection> {
        if unfinished.split_whitespace().count() > MAX_WORDS {
            return Some(Rejection::Malformed);
        }
        check_loops(&terms(&without_brackets(unfinished))).err()
    }

    fn check_new(&self, content: &[String]) -> Result<(), Rejection> {
        let distinct: HashSet<&String> = content.iter().collect();
        let said = |before: &HashSet<String>| {
            let shared = distinct.iter().filter(|term| before.contains(**term)).count();
            shared * 5 >= distinct.len() * 4
        };
        if self.accepted.iter().any(said) { Err(Rejection::Repetition) } else { Ok(()) }
    }

    /// The sources that carry the sentence: those it cites if they do; else, if it cites none, the best that do.
    fn supporting(&self, prose: &str, content: &[String], cited: &[usize]) -> Option<Vec<usize>> {
        let skills: Vec<&str> = gazetteer().find(prose);
        // Among counts, a single digit is one too.
        let numbers = numbers(prose, if self.counted.is_some() { 1 } else { 2 });
        // "12 of 15" must stand so: its halves may belong to different counts.
        if self.counted.as_ref().is_some_and(|counted| !ratios(prose).is_subset(&counted.ratios)) {
            return None;
        }
        if !cited.is_empty() {
            let sources: Vec<&Support> =
                self.sources.iter().filter(|source| cited.contains(&source.number)).collect();
            return self.carried(&sources, content, &skills, &numbers).map(|_| cited.to_vec());
        }
        let score = |source: &Support| self.carried(&[source], content, &skills, &numbers);
        let best = self.sources.iter().filter_map(|source| Some((score(source)?, source.number)));
        let single =
            best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, number)| vec![number]);
        single.or_else(|| self.jointly(content, &skills, &numbers))
    }

    /// The fewest sources, best first, that together carry a sentence about several of them.
    fn jointly(&self, content: &[String], skills: &[&str], numbers: &[String]) -> Option<Vec<usize>> {
        let mut chosen: Vec<&Support> = Vec::new();
        let is_counted =
            |skill: &str| self.counted.as_ref().is_some_and(|counted| counted.skills.contains(skill));
        let mut missing: HashSet<&str> = skills.iter().copied().filter(|skill| !is_counted(skill)).collect();
        while !missing.is_empty() {
            let covers =
                |source: &&Support| missing.iter().filter(|skill| source.skills.contains(**skill)).count();
            let next = self
                .sources
                .iter()
                .max_by_key(|source| (covers(source), std::cmp::Reverse(source.number)))?;
            if covers(&next) == 0 {
                return None;
            }
            missing.retain(|skill| !next.skills.contains(*skill));
            chosen.push(next);
        }
        self.carried(&chosen, content, skills, numbers)?;
        let mut cited: Vec<usize> = chosen.iter().map(|source| source.number).collect();
        if let Some(counted) = self.counted.as_ref().filter(|_| cited.is_empty()) {
            cited.clone_from(&counted.citations);
        }
        cited.sort_unstable();
        Some(cited)
    }

    /// The share of the sentence's content that these sources carry, if it is enough.
    fn carried(
        &self,
        sources: &[&Support],
        content: &[String],
        skills: &[&str],
        numbers: &[String],
    ) -> Option<f32> {
        let counted = self.counted.as_ref();
        // Where numbers answer, a source's other skills are no part of the answer: one hire of 16 shares nothing.
        let has_skill = |skill: &&str| match counted {
            Some(counted) => counted.skills.contains(*skill),
            None => sources.iter().any(|source| source.skills.contains(*skill)),
        };
        let quoted = |term: &str| sources.iter().any(|source| source.terms.contains(term));
        let has = |term: &str| quoted(term) || counted.is_some_and(|counted| counted.terms.contains(term));
        let has_number =
            |number: &str| counted.map_or_else(|| quoted(number), |counted| counted.terms.contains(number));
        let known = |term: &&String| has(term) || translations(term).iter().any(|other| has(other));
        if !skills.iter().all(has_skill) || !numbers.iter().all(|number| has_number(number)) {
            return None;
        }
        let claims: Vec<&String> =
            content.iter().filter(|term| !is_question_noise(term) && !is_connective(term)).collect();
        // What the question already said is no claim of the answer's, but an answer of nothing else is empty.
        let new: Vec<&String> =
            claims.iter().copied().filter(|term| !self.question.contains(*term)).collect();
        let share = new.iter().filter(|term| known(term)).count() as f32 / new.len().max(1) as f32;
        (!new.is_empty() && share >= MIN_SUPPORT).then_some(share)
    }
}

impl Support {
    fn of(source: &Source) -> Self {
        let titles = source.hires.iter().map(|hire| hire.title.as_str());
        let text: String = titles
            .chain([source.text.as_str(), &source.profile_title, &source.level])
            .collect::<Vec<_>>()
            .join("\n");
        let mut terms: HashSet<String> = terms(&text).into_iter().collect();
        terms.extend(source.skills.iter().flat_map(|skill| self::terms(skill)));
        Self { number: source.number, terms, skills: source.skills.iter().cloned().collect() }
    }
}

/// What numbers over a group say.
#[derive(Debug)]
struct Counted {
    terms: HashSet<String>,
    skills: HashSet<String>,
    ratios: HashSet<(String, String)>,
    citations: Vec<usize>,
}

impl Counted {
    fn of(numbers: &[Statement]) -> Self {
        let text =
            numbers.iter().map(|statement| without_brackets(&statement.text)).collect::<Vec<_>>().join(" ");
        Self {
            // Single digits are terms of no index, but a count may be one.
            terms: terms(&text).into_iter().chain(self::numbers(&text, 1)).collect(),
            skills: gazetteer().find(&text).into_iter().map(str::to_owned).collect(),
            ratios: ratios(&text),
            citations: numbers.iter().flat_map(|statement| statement.citations.iter().copied()).collect(),
        }
    }
}

/// "12 de 15", "12 of 15", "12 out of 15".
fn ratios(prose: &str) -> HashSet<(String, String)> {
    let is_number = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    let words: Vec<&str> =
        prose.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let ratio = |at: usize| {
        let rest = words.get(at + 1..)?;
        let second = match rest {
            ["out", "of", second, ..] | ["de" | "of" | "em" | "in" | "entre" | "dos" | "das", second, ..] => {
                *second
            }
            _ => return None,
        };
        (is_number(words[at]) && is_number(second)).then(|| (words[at].to_owned(), second.to_owned()))
    };
    (0..words.len()).filter_map(ratio).collect()
}

fn terms(text: &str) -> Vec<String> {
    analyze(text).into_iter().map(|term| term.text).collect()
}

/// Numbers of at least so many digits; a single one is mostly part of a name.
fn numbers(prose: &str, min_digits: usize) -> Vec<String> {
    let words = prose.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| word.len() >= min_digits.max(1) && word.chars().all(|c| c.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}

fn without_brackets(text: &str) -> String {
    let mut inside = false;
    let keep = |c: &char| {
        inside |= *c == '[';
        let drop = inside;
        inside &= *c != ']';
        !drop
    };
    text.chars().filter(keep).collect()
}

fn check_form(text: &str) -> Result<(), Rejection> {
    let n_words = text.split_whitespace().count();
    let prose_start = text.trim_start_matches(|c: char| c == '-' || c == '*' || c.is_whitespace());
    let echo = prose_start.starts_with('[') || text.contains("Evid") && text.contains(':');
    let unfinished = !text.trim_end_matches(['"', '”', ')']).ends_with(['.', '!', '?', ']']);
    if !(4..=MAX_WORDS).contains(&n_words) || echo || unfinished || text.contains("<|") {
        return Err(Rejection::Malformed);
    }
    Ok(())
}

fn check_language(prose: &str, expected: Language) -> Result<(), Rejection> {
    let (pt, en) = Language::votes(prose);
    let right = match expected {
        Language::Pt => pt > en,
        Language::En => en > pt,
    };
    if right { Ok(()) } else { Err(Rejection::WrongLanguage) }
}

/// A content word three times, or any three words in a row twice, is a loop.
fn check_loops(content: &[String]) -> Result<(), Rejection> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for term in content {
        *counts.entry(term).or_default() += 1;
    }
    let mut seen = BTreeSet::new();
    let loops = content.windows(3).any(|window| !seen.insert(window));
    if loops || counts.values().any(|count| *count > 2) { Err(Rejection::Repetition) } else { Ok(()) }
}

fn append(text: &str, citations: &[usize]) -> String {
    let (body, mark) = match text.char_indices().next_back() {
        Some((at, mark)) if ".!?".contains(mark) => (&text[..at], &text[at..]),
        _ => (text, ""),
    };
    let brackets: String = citations.iter().map(|number| format!("[{number}]")).collect();
    format!("{body} {brackets}{mark}")
}

#[cfg(test)]
mod tests;
