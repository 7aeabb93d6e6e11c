//! BM25 over index terms, in two fields.

use std::collections::{BTreeMap, HashMap};

use super::{Scored, Subset, top_k};
use crate::text::Analyzer;

/// What a passage is indexed by.
#[derive(Debug, Clone, Copy, Default)]
pub struct Fields<'a> {
    /// Titles: of the vacancies and the profile.
    pub title: &'a str,
    /// The text.
    pub text: &'a str,
}

/// How occurrences become a score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bm25Weights {
    /// How soon more occurrences stop counting.
    pub k1: f32,
    /// How much long passages are held back, 0 to 1.
    pub b: f32,
    /// An occurrence in a title counts as so many in the text.
    pub title: f32,
}

impl Default for Bm25Weights {
    fn default() -> Self {
        Self { k1: 0.9, b: 0.75, title: 0.5 }
    }
}

/// A passage that has a term.
#[derive(Debug, Clone, Copy)]
struct Posting {
    passage: u32,
    /// What the term's occurrences there are worth, before its idf.
    impact: f32,
}

/// An inverted index with BM25 scores.
///
/// **Source.** Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), the simple
/// form of BM25F (fields are weighed before the saturation), with the non-negative idf
/// `ln(1 + (N - df + 0.5) / (df + 0.5))`.
#[derive(Debug, Clone, Default)]
pub struct Bm25Index {
    /// Number of a term.
    terms: HashMap<String, u32>,
    /// By term, then by passage.
    postings: Vec<Vec<Posting>>,
    n_passages: usize,
    /// What the impact of a term comes near to the more often it occurs.
    max_impact: f32,
}

impl Bm25Index {
    /// Over passages, numbered in order.
    pub fn build<'a>(passages: impl IntoIterator<Item = Fields<'a>>, weights: Bm25Weights) -> Self {
        let mut index = Self::default();
        let mut lengths: Vec<f32> = Vec::new();
        let mut analyzer = Analyzer::new();
        let mut counts: BTreeMap<u32, f32> = BTreeMap::new();
        for (passage, fields) in passages.into_iter().enumerate() {
            for (text, weight) in [(fields.title, weights.title), (fields.text, 1.0)] {
                analyzer.each_term(text, |term| *counts.entry(index.number(term)).or_default() += weight);
            }
            lengths.push(counts.values().sum());
            for (term, count) in std::mem::take(&mut counts) {
                index.postings[term as usize].push(Posting { passage: passage as u32, impact: count });
            }
        }
        index.n_passages = lengths.len();
        index.max_impact = weights.k1 + 1.0;
        index.saturate(&lengths, weights);
        index
    }

    fn number(&mut self, term: &str) -> u32 {
        if let Some(number) = self.terms.get(term) {
            return *number;
        }
        let number = self.postings.len() as u32;
        self.terms.insert(term.to_owned(), number);
        self.postings.push(Vec::new());
        number
    }

    /// Counts become impacts, once the mean length is known.
    fn saturate(&mut self, lengths: &[f32], Bm25Weights { k1, b, .. }: Bm25Weights) {
        let mean = (lengths.iter().sum::<f32>() / lengths.len().max(1) as f32).max(1.0);
        for posting in self.postings.iter_mut().flatten() {
            let length = lengths[posting.passage as usize] / mean;
            let count = posting.impact;
            posting.impact = count * (k1 + 1.0) / (count + k1 * (1.0 - b + b * length));
        }
        for list in &mut self.postings {
            list.shrink_to_fit();
        }
    }

    fn postings(&self, term: &str) -> &[Posting] {
        self.terms.get(term).map_or(&[], |number| &self.postings[*number as usize])
    }

    /// Inverse document frequency of a term; highest for a term no passage has.
    pub fn idf(&self, term: &str) -> f32 {
        let n = self.n_passages as f32;
        let df = self.postings(term).len() as f32;
        (1.0 + (n - df + 0.5) / (df + 0.5)).ln()
    }

    /// Whether any passage has the term.
    pub fn contains(&self, term: &str) -> bool {
        self.terms.contains_key(term)
    }

    /// Whether a passage has a term.
    pub fn passage_has(&self, passage: usize, term: &str) -> bool {
        self.postings(term).binary_search_by_key(&(passage as u32), |posting| posting.passage).is_ok()
    }

    /// Whether any passage of a range has a term.
    pub fn any_has(&self, passages: std::ops::Range<usize>, term: &str) -> bool {
        let postings = self.postings(term);
        let first = postings.partition_point(|posting| (posting.passage as usize) < passages.start);
        postings.get(first).is_some_and(|posting| (posting.passage as usize) < passages.end)
    }

    /// What no passage's score for weighed terms, each given once, can exceed: that of one which says nothing else.
    pub fn ceiling(&self, terms: &[(String, f32)]) -> f32 {
        terms.iter().map(|(term, weight)| weight * self.idf(term)).sum::<f32>() * self.max_impact
    }

    /// The `k` best passages of a subset for weighed terms, best first; passages with no term are left out. A term that
    /// is given twice counts once, with its first weight.
    ///
    /// **Complexity.** One addition a posting of the terms, and one look at each passage.
    pub fn search(&self, terms: &[(String, f32)], k: usize, among: &Subset) -> Vec<Scored> {
        // Sums go in the order of the terms' spelling: the same bits whatever the order of the question.
        let mut unique: BTreeMap<&str, f32> = BTreeMap::new();
        for (term, weight) in terms {
            unique.entry(term).or_insert(*weight);
        }
        let mut scores = vec![0.0_f32; self.n_passages];
        for (term, weight) in unique {
            let weight = weight * self.idf(term);
            for posting in self.postings(term) {
                scores[posting.passage as usize] += weight * posting.impact;
            }
        }
        let hits = scores
            .into_iter()
            .enumerate()
            .filter(|(passage, score)| *score > 0.0 && among.contains(*passage));
        top_k(hits.map(|(passage, score)| Scored { passage, score }), k)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Bm25Index, Bm25Weights, Fields};
    use crate::{index::Subset, text::analyze};

    const WEIGHTS: Bm25Weights = Bm25Weights { k1: 1.2, b: 0.75, title: 2.0 };

    fn index(passages: &[(String, String)]) -> Bm25Index {
        Bm25Index::build(passages.iter().map(|(title, text)| Fields { title, text }), WEIGHTS)
    }

    fn terms(text: &str) -> Vec<String> {
        analyze(text).into_iter().map(|term| term.text).collect()
    }

    fn weighed(text: &str) -> Vec<(String, f32)> {
        terms(text).into_iter().map(|term| (term, 1.0)).collect()
    }

    fn untitled(texts: &[&str]) -> Vec<(String, String)> {
        texts.iter().map(|text| (String::new(), (*text).to_owned())).collect()
    }

    #[test]
    fn the_rare_term_ranks_first() {
        let index = index(&untitled(&["java java spring", "java cobol", "java angular"]));
        assert_eq!(index.search(&weighed("java cobol"), 3, &Subset::ALL)[0].passage, 1);
        let without = Subset::of(vec![true, false, true]);
        assert!(index.search(&weighed("java cobol"), 3, &without).iter().all(|hit| hit.passage != 1));
    }

    #[test]
    fn a_title_counts_more_and_a_weight_of_nothing_nothing() {
        let passages =
            [("", "java cobol"), ("java", "cobol")].map(|(title, text)| (title.to_owned(), text.to_owned()));
        let hits = index(&passages).search(&weighed("java"), 2, &Subset::ALL);
        assert_eq!((hits[0].passage, hits.len()), (1, 2));
        assert!(index(&passages).search(&[("jav".to_owned(), 0.0)], 2, &Subset::ALL).is_empty());
    }

    fn naive(passages: &[(String, String)], query: &[String], passage: usize) -> f32 {
        let count = |passage: usize, term: &String| {
            let of = |text: &str| terms(text).iter().filter(|other| *other == term).count() as f32;
            WEIGHTS.title * of(&passages[passage].0) + of(&passages[passage].1)
        };
        let length = |(title, text): &(String, String)| {
            WEIGHTS.title * terms(title).len() as f32 + terms(text).len() as f32
        };
        let n = passages.len() as f32;
        let mean = (passages.iter().map(length).sum::<f32>() / n).max(1.0);
        let score = |term: &String| {
            let df = (0..passages.len()).filter(|i| count(*i, term) > 0.0).count() as f32;
            let tf = count(passage, term);
            let norm = WEIGHTS.k1 * (1.0 - WEIGHTS.b + WEIGHTS.b * length(&passages[passage]) / mean);
            (1.0 + (n - df + 0.5) / (df + 0.5)).ln() * tf * (WEIGHTS.k1 + 1.0) / (tf + norm)
        };
        query.iter().map(score).sum()
    }

    proptest! {
        #[test]
        fn scores_equal_the_naive_sum(
            passages in prop::collection::vec(("(java |sap ){0,2}", "(java |sap |cobol |aws |git ){0,6}"), 1..8),
        ) {
            let index = index(&passages);
            let hits = index.search(&weighed("java cobol"), 100, &Subset::ALL);
            let query = terms("java cobol");
            let ceiling = index.ceiling(&weighed("java cobol"));
            prop_assert!(hits.iter().all(|hit| hit.score < ceiling));
            for passage in 0..passages.len() {
                let expected = naive(&passages, &query, passage);
                let got = hits.iter().find(|hit| hit.passage == passage).map_or(0.0, |hit| hit.score);
                prop_assert!((got - expected).abs() <= 1e-5 * expected.max(1.0));
            }
        }
    }
}
