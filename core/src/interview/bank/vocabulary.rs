//! How common words are in the bank: what every question is about tells nothing about this one.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Question, Wording};
use crate::{
    interview::word::{Stems, words},
    text::Language,
};

/// Words of at most so many questions count in full, those of more in part.
const MIN_RARE: usize = 8;

/// In how many questions each stem occurs.
#[derive(Debug, Clone)]
pub(in crate::interview) struct Vocabulary {
    n_questions: HashMap<String, usize>,
    n_all: usize,
    /// Stems of words that are somewhere written small: names are not among them.
    small: HashSet<String>,
    /// Stems of what interviewers ask and look for: questions, follow-ups, labels.
    asked: HashSet<String>,
}

impl Vocabulary {
    pub(super) fn of(questions: &[Question], language: Language) -> Self {
        let stems = Stems::new(language);
        let mut n_questions: HashMap<String, usize> = HashMap::new();
        let (mut small, mut asked) = (HashSet::new(), HashSet::new());
        for question in questions {
            let wording = question.wording(language);
            let terms = wording.signals.iter().flat_map(|signal| signal.terms.iter().map(String::as_str));
            let texts = terms.chain([wording.question.as_str(), wording.sample.as_str()]);
            let distinct: BTreeSet<String> = texts.flat_map(|text| stems.content(text)).collect();
            for stem in distinct {
                *n_questions.entry(stem).or_default() += 1;
            }
            asked.extend(asked_texts(wording).flat_map(|text| stems.content(text)));
            for text in all_texts(wording) {
                let written_small = words(text).into_iter().filter(|word| is_small(&text[word.start..]));
                small.extend(written_small.map(|word| stems.stem(&word.folded)));
            }
        }
        Self { n_questions, n_all: questions.len(), small, asked }
    }

    /// Whether a stem is that of an ordinary word in the bank's texts, so that a capital alone makes no name of it.
    pub(in crate::interview) fn is_ordinary(&self, stem: &str) -> bool {
        self.small.contains(stem)
    }

    /// Whether any question, signal or sample has the word.
    pub(in crate::interview) fn knows(&self, stem: &str) -> bool {
        self.n_questions.contains_key(stem)
    }

    /// Whether an interviewer of the bank uses the word.
    pub(in crate::interview) fn asks(&self, stem: &str) -> bool {
        self.asked.contains(stem)
    }

    /// 1 for a word of few questions, towards 0 for one of most: the logarithm of how many do without it.
    pub(in crate::interview) fn rarity(&self, stem: &str) -> f64 {
        let n = self.n_questions.get(stem).copied().unwrap_or(0).max(MIN_RARE);
        if self.n_all <= MIN_RARE {
            return 1.0;
        }
        libm::log(self.n_all as f64 / n.min(self.n_all) as f64)
            / libm::log(self.n_all as f64 / MIN_RARE as f64)
    }
}

fn asked_texts(wording: &Wording) -> impl Iterator<Item = &str> {
    let labels = wording.signals.iter().map(|signal| signal.label.as_str());
    let follow_ups = wording.follow_ups.iter().map(|follow_up| follow_up.text.as_str());
    labels.chain(follow_ups).chain([wording.question.as_str()])
}

fn all_texts(wording: &Wording) -> impl Iterator<Item = &str> {
    let terms = wording.signals.iter().flat_map(|signal| signal.terms.iter().map(String::as_str));
    asked_texts(wording).chain(terms).chain([wording.weak.as_str(), wording.sample.as_str()])
}

fn is_small(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}
