//! A question taken apart, and how much of it a passage answers.

use std::{
    collections::{BTreeMap, HashSet},
    ops::Range,
};

use super::fuse::Hybrid;
use crate::{
    Error, Result,
    bundle::Bundle,
    embed::Embedder,
    text::{Term, analyze, fold, is_question_noise, is_synonym, translations},
};

/// How sure a passage makes of an answer: a mean of how much of the question its profile names and how near its meaning is.
///
/// The defaults were chosen on the tuning half of the evaluation, as [`Hybrid`]'s.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Certainty {
    /// The cosine at which meaning counts for nothing.
    pub cosine_low: f32,
    /// The cosine at which it counts for all; linear between.
    pub cosine_high: f32,
    /// The share of what is named in the mean, 0 to 1; meaning has the rest.
    pub named: f32,
    /// What a term that no passage has weighs against one that a single passage has. Small where people say in words of
    /// their own what passages say otherwise, large where they name what nobody has.
    pub unknown: f32,
    /// What a verb weighs against a name: what was done is said in many words, what it was done with in few.
    pub deed: f32,
}

impl Default for Certainty {
    fn default() -> Self {
        Self { cosine_low: 0.3, cosine_high: 0.5, named: 0.8, unknown: 0.9, deed: 0.25 }
    }
}

/// One thing a question names, in every way a passage may name it.
#[derive(Debug, Clone)]
pub(super) struct Concept {
    /// The term itself.
    term: String,
    /// Translations of it.
    translations: &'static [String],
    /// What stands for the phrases it is part of.
    phrases: Vec<String>,
    /// Whether it says what somebody does, not what with.
    is_deed: bool,
}

/// A question taken apart.
#[derive(Debug)]
pub(super) struct Query {
    /// What it is about.
    pub topic: Vec<Concept>,
    /// What each of its alternatives ("Java ou Kotlin") is about; one, if it has none.
    alternatives: Vec<Vec<Concept>>,
    /// All it names.
    all: Vec<Concept>,
    pub vector: Vec<f32>,
}

impl Concept {
    fn forms(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.term).chain(self.translations).chain(&self.phrases)
    }

    /// How rare it is: as rare as the commonest way to say it.
    fn weight(&self, bundle: &Bundle, certainty: &Certainty) -> f32 {
        let weight = self.forms().map(|form| bundle.bm25.idf(form)).fold(f32::MAX, f32::min);
        let is_unknown = !self.forms().any(|form| bundle.bm25.contains(form));
        let weight = if is_unknown { certainty.unknown * weight } else { weight };
        if self.is_deed { certainty.deed * weight } else { weight }
    }

    fn is_named(&self, bundle: &Bundle, passages: Range<usize>) -> bool {
        self.forms().any(|form| bundle.bm25.any_has(passages.clone(), form))
    }
}

impl Query {
    pub(super) fn new(embedder: &dyn Embedder, question: &str) -> Result<Self> {
        let all = concepts(question);
        let alternatives = alternatives(question).into_iter().map(|part| topic(&concepts(part)));
        let vector = embedder.embed(&[question])?.pop().ok_or_else(|| Error::internal("no embedding"))?;
        Ok(Self {
            topic: topic(&all),
            alternatives: alternatives.filter(|topic| !topic.is_empty()).collect(),
            all,
            vector,
        })
    }

    /// The concepts worth searching: the topic, or everything when the question names none.
    fn searched(&self) -> &[Concept] {
        if self.topic.is_empty() { &self.all } else { &self.topic }
    }

    /// The terms worth searching, each with its weight.
    pub(super) fn weighed(&self, weights: &Hybrid) -> Vec<(String, f32)> {
        let mut weighed: BTreeMap<&String, f32> = BTreeMap::new();
        let mut add = |term, weight: f32| {
            let known = weighed.entry(term).or_insert(weight);
            *known = known.max(weight);
        };
        for concept in self.searched() {
            add(&concept.term, 1.0);
            concept.translations.iter().for_each(|term| add(term, weights.translation));
            concept.phrases.iter().for_each(|term| add(term, weights.phrase));
        }
        weighed.into_iter().map(|(term, weight)| (term.clone(), weight)).collect()
    }

    /// The terms worth searching.
    pub(super) fn terms(&self) -> HashSet<String> {
        self.searched().iter().flat_map(Concept::forms).cloned().collect()
    }

    /// See [`super::Evidence::confidence`].
    pub(super) fn confidence(&self, bundle: &Bundle, passage: usize, certainty: &Certainty) -> f32 {
        let Certainty { cosine_low, cosine_high, named, .. } = *certainty;
        let cosine = bundle.dense.cosine(passage, &self.vector);
        let meaning = ((cosine - cosine_low) / (cosine_high - cosine_low)).clamp(0.0, 1.0);
        named * self.coverage(bundle, passage, certainty) + (1.0 - named) * meaning
    }

    /// Share of the topic, by idf, that the passage's profile names; of the best alternative, if there are several. A term
    /// no passage has weighs most, so a question about something foreign stays uncovered however many common words it
    /// shares.
    fn coverage(&self, bundle: &Bundle, passage: usize, certainty: &Certainty) -> f32 {
        let passages = bundle.passages_of_profile(passage);
        let share = |topic: &Vec<Concept>| {
            let (mut total, mut covered) = (0.0, 0.0);
            for concept in topic {
                let weight = concept.weight(bundle, certainty);
                total += weight;
                covered += if concept.is_named(bundle, passages.clone()) { weight } else { 0.0 };
            }
            if total > 0.0 { covered / total } else { 0.5 }
        };
        self.alternatives
            .iter()
            .map(share)
            .fold(None, |best: Option<f32>, share| Some(best.map_or(share, |best| best.max(share))))
            .unwrap_or(0.5)
    }
}

/// What concepts say beyond that somebody asks.
fn topic(concepts: &[Concept]) -> Vec<Concept> {
    concepts.iter().filter(|concept| !is_question_noise(&concept.term)).cloned().collect()
}

/// The parts of a question between "ou" and "or".
fn alternatives(question: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, word) in
        question.split_whitespace().map(|word| (word.as_ptr() as usize - question.as_ptr() as usize, word))
    {
        if matches!(word.to_lowercase().as_str(), "ou" | "or") {
            parts.push(&question[start..at]);
            start = at + word.len();
        }
    }
    parts.push(&question[start..]);
    parts
}

/// Endings, folded, that verbs have and hardly any noun.
const OF_VERBS: [&str; 12] =
    ["ou", "aram", "eram", "iram", "ando", "endo", "indo", "avam", "asse", "essem", "amos", "ed"];

/// Letters that a word with such an ending must have.
const MIN_VERB_CHARS: usize = 5;

/// What a verb follows.
const BEFORE_VERBS: [&str; 6] = ["quem", "que", "who", "that", "alguem", "gente"];

/// What may stand between.
const AMONG_VERBS: [&str; 14] = [
    "ja", "nao", "se", "tambem", "sabe", "saiba", "consegue", "ever", "already", "has", "have", "can",
    "also", "foi",
];

/// Whether a word of a question is a verb, by its ending or its place: "quem **orquestra** cargas", "who has **shipped**".
fn is_deed(question: &str, word: &Term) -> bool {
    let surface = fold(&question[word.start..word.end]);
    if surface.len() >= MIN_VERB_CHARS && OF_VERBS.iter().any(|ending| surface.ends_with(ending)) {
        return true;
    }
    let before: Vec<String> = question[..word.start].split_whitespace().map(fold).collect();
    let before = before.iter().rev().skip_while(|word| AMONG_VERBS.contains(&word.as_str()));
    let mut before = before.map(String::as_str);
    match before.next() {
        // At the beginning it asks which: "Que analistas …".
        Some("que") => before.next().is_some(),
        Some(word) => BEFORE_VERBS.contains(&word),
        None => false,
    }
}

/// The words of a question, each once, with the phrases they are part of.
fn concepts(question: &str) -> Vec<Concept> {
    let (phrases, words): (Vec<Term>, Vec<Term>) = analyze(question).into_iter().partition(|term| {
        is_synonym(&term.text) && question[term.start..term.end].contains(char::is_whitespace)
    });
    let mut concepts: Vec<Concept> = Vec::new();
    for word in words {
        let around = phrases.iter().filter(|phrase| phrase.start <= word.start && word.end <= phrase.end);
        let around = around.map(|phrase| phrase.text.clone());
        if let Some(known) = concepts.iter_mut().find(|concept| concept.term == word.text) {
            known.phrases.extend(around);
        } else {
            let translations = translations(&word.text);
            let is_deed = is_deed(question, &word);
            concepts.push(Concept { phrases: around.collect(), translations, term: word.text, is_deed });
        }
    }
    // A compound written with a space ("front end") is a phrase without words of its own.
    for phrase in phrases {
        if !concepts.iter().any(|concept| concept.forms().any(|form| *form == phrase.text)) {
            let translations = translations(&phrase.text);
            concepts.push(Concept { phrases: Vec::new(), translations, term: phrase.text, is_deed: false });
        }
    }
    concepts
}

#[cfg(test)]
mod tests {
    use super::{alternatives, concepts};

    #[test]
    fn alternatives_are_what_stands_between_or() {
        assert_eq!(alternatives("Java ou Kotlin"), ["Java ", " Kotlin"]);
        assert_eq!(alternatives("Go or Rust OR C").len(), 3);
        assert_eq!(alternatives("ouro"), ["ouro"]);
    }

    #[test]
    fn verbs_are_told_from_names_by_ending_and_place() {
        let deeds = |question: &str| -> Vec<String> {
            concepts(question).into_iter().filter(|c| c.is_deed).map(|c| c.term).collect()
        };
        assert_eq!(deeds("Quem já orquestra cargas no Airflow?"), ["orquestr"]);
        assert_eq!(deeds("Who has shipped an app in Swift?"), ["shipped"]);
        assert_eq!(deeds("dev que opera SIEM e migrou dados"), ["oper", "migr"]);
        assert!(deeds("Que analistas conhecem COBOL ou Docker?").is_empty());
    }

    #[test]
    fn a_phrase_and_its_words_are_one_thing_said_in_two_ways() {
        let found = concepts("product owner, owner de front end");
        let terms: Vec<(&str, usize)> = found.iter().map(|c| (c.term.as_str(), c.phrases.len())).collect();
        assert_eq!(terms, [("product", 1), ("owner", 1), ("~front-end", 0)]);
    }
}
