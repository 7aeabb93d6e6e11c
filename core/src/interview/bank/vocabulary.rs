//! How common words are in the bank: what every question is about tells nothing about this one.

use std::collections::{BTreeSet, HashMap};

use super::Question;
use crate::{interview::word::Stems, text::Language};

/// Words of at most so many questions count in full, those of more in part.
const MIN_RARE: usize = 8;

/// In how many questions each stem occurs.
#[derive(Debug, Clone)]
pub(in crate::interview) struct Vocabulary {
    n_questions: HashMap<String, usize>,
    n_all: usize,
}

impl Vocabulary {
    pub(super) fn of(questions: &[Question], language: Language) -> Self {
        let stems = Stems::new(language);
        let mut n_questions: HashMap<String, usize> = HashMap::new();
        for question in questions {
            let wording = question.wording(language);
            let terms = wording.signals.iter().flat_map(|signal| signal.terms.iter().map(String::as_str));
            let texts = terms.chain([wording.question.as_str(), wording.sample.as_str()]);
            let distinct: BTreeSet<String> = texts.flat_map(|text| stems.content(text)).collect();
            for stem in distinct {
                *n_questions.entry(stem).or_default() += 1;
            }
        }
        Self { n_questions, n_all: questions.len() }
    }

    /// Whether any question, signal or sample has the word.
    pub(in crate::interview) fn knows(&self, stem: &str) -> bool {
        self.n_questions.contains_key(stem)
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
