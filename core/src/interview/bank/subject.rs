//! What people speak of when they tell of something: which competency an account fits best.
//!
//! Accounts of "a time when" have much in common, so no list of words says what one is about. But an account of a quarrel has
//! more of the words of conflicts than of planning. Each stem weighs for a competency what the logarithm of its odds says: how
//! much oftener it stands in the bank's texts on that competency, and in its list of words people tell of it with (`told`), than
//! in those on the others (naive Bayes, each stem of an account once).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{ANY_FAMILY, Competency, Kind, Question, Wording};
use crate::{interview::word::Stems, text::Language};

/// The authored words of a competency count as if they stood in so many of its questions.
const TOLD: f64 = 2.0;

/// What stands only in a strong answer counts less: a story has more than its subject.
const IN_STORY: f64 = 0.5;

/// Added to every count, as no word is impossible.
const SMOOTHING: f64 = 0.3;

/// A single word says so much at most.
const MAX_WEIGHT: f64 = 3.0;

/// Letters of a stem that counts.
const MIN_LETTERS: usize = 2;

/// Weights of stems for the competencies that are asked for by accounts of what happened.
#[derive(Debug, Clone)]
pub(in crate::interview) struct Subjects {
    of: BTreeMap<String, HashMap<String, f64>>,
}

/// Stems of the texts on one competency.
#[derive(Default)]
struct Counts {
    n_questions: f64,
    stems: HashMap<String, f64>,
}

impl Counts {
    fn add(&mut self, stems: &BTreeSet<String>, weight: f64) {
        for stem in stems {
            *self.stems.entry(stem.clone()).or_default() += weight;
        }
    }
}

impl Subjects {
    pub(super) fn of(questions: &[Question], competencies: &[Competency], language: Language) -> Self {
        let stems = Stems::new(language);
        let told: BTreeSet<&str> = questions
            .iter()
            .filter(|question| question.kind == Kind::Behavioural)
            .map(|question| question.competency.as_str())
            .collect();
        let mut counts: BTreeMap<&str, Counts> = BTreeMap::new();
        for question in questions.iter().filter(|q| q.family == ANY_FAMILY && is_told(q.kind)) {
            let own = counts.entry(&question.competency).or_default();
            let wording = question.wording(language);
            let asked = content(&stems, asked_texts(wording));
            let story = content(&stems, [&*wording.sample].into_iter());
            own.n_questions += 1.0;
            own.add(&story.difference(&asked).cloned().collect(), IN_STORY);
            own.add(&asked, 1.0);
        }
        for competency in competencies.iter().filter(|competency| told.contains(competency.id.as_str())) {
            let words = competency.told(language).iter().map(String::as_str);
            let own = counts.entry(&competency.id).or_default();
            own.n_questions += TOLD;
            own.add(&content(&stems, words), TOLD);
        }
        let of = told.into_iter().map(|id| (id.to_owned(), weights(id, &counts))).collect();
        Self { of }
    }

    /// How much better an account fits a competency than any other one: the logarithm of one fit by the next, which does not
    /// depend on the length; below 0 when another fits better. None for a competency that no account is asked for.
    pub(in crate::interview) fn lead<'a>(
        &self,
        competency: &str,
        stems: impl Iterator<Item = &'a String>,
    ) -> Option<f64> {
        let stems: BTreeSet<&String> = stems.filter(|stem| counts(stem)).collect();
        let fit = |weights: &HashMap<String, f64>| -> f64 {
            stems.iter().filter_map(|stem| weights.get(*stem)).sum()
        };
        let own = fit(self.of.get(competency)?);
        let others = self.of.iter().filter(|(id, _)| *id != competency).map(|(_, weights)| fit(weights));
        Some(libm::log((own + 1.0) / (others.reduce(f64::max)? + 1.0)))
    }
}

fn is_told(kind: Kind) -> bool {
    matches!(kind, Kind::Behavioural | Kind::Situational | Kind::Technical)
}

/// What makes a word weigh for one competency; words that weigh for others are left out.
fn weights(id: &str, counts: &BTreeMap<&str, Counts>) -> HashMap<String, f64> {
    let Some(own) = counts.get(id) else { return HashMap::new() };
    let others: Vec<&Counts> = counts.iter().filter(|(other, _)| **other != id).map(|(_, c)| c).collect();
    let n_others: f64 = others.iter().map(|other| other.n_questions).sum();
    let weight = |(stem, n): (&String, &f64)| {
        let elsewhere: f64 = others.iter().filter_map(|other| other.stems.get(stem)).sum();
        let share = |n: f64, of: f64| (n + SMOOTHING) / (of + 1.0);
        let weight = libm::log(share(*n, own.n_questions) / share(elsewhere, n_others));
        (weight > 0.0).then(|| (stem.clone(), weight.min(MAX_WEIGHT)))
    };
    own.stems.iter().filter_map(weight).collect()
}

/// Everything the bank says of a question but its answers.
fn asked_texts(wording: &Wording) -> impl Iterator<Item = &str> {
    let signals = wording.signals.iter().flat_map(|s| s.terms.iter().chain([&s.label]).map(String::as_str));
    let follow_ups = wording.follow_ups.iter().map(|follow_up| follow_up.text.as_str());
    signals.chain(follow_ups).chain([&*wording.question])
}

fn content<'a>(stems: &Stems, texts: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    texts.flat_map(|text| stems.content(text)).filter(|stem| counts(stem)).collect()
}

/// Whether a stem says anything of a subject: no number, no scrap.
fn counts(stem: &str) -> bool {
    stem.len() >= MIN_LETTERS && !stem.starts_with(|c: char| c.is_ascii_digit())
}
