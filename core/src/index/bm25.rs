//! BM25 over index terms.

use std::collections::{BTreeMap, HashMap};

use super::{Scored, top_k};
use crate::text::analyze;

const K1: f32 = 1.2;
const B: f32 = 0.75;

/// An inverted index with BM25 scores.
///
/// **Source.** Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the
/// non-negative idf `ln(1 + (N - df + 0.5) / (df + 0.5))`.
#[derive(Debug, Clone, Default)]
pub struct Bm25Index {
    /// Term → (passage, occurrences), by passage.
    postings: HashMap<String, Vec<(u32, u32)>>,
    lengths: Vec<u32>,
    mean_length: f32,
}

impl Bm25Index {
    /// Over texts, numbered in order.
    pub fn build(texts: impl IntoIterator<Item = String>) -> Self {
        let mut index = Self::default();
        for (passage, text) in texts.into_iter().enumerate() {
            let mut counts: BTreeMap<String, u32> = BTreeMap::new();
            let terms = analyze(&text);
            index.lengths.push(terms.len() as u32);
            for term in terms {
                *counts.entry(term.text).or_default() += 1;
            }
            for (term, count) in counts {
                index.postings.entry(term).or_default().push((passage as u32, count));
            }
        }
        let total: f32 = index.lengths.iter().map(|length| *length as f32).sum();
        index.mean_length = total / (index.lengths.len().max(1) as f32);
        index
    }

    /// Inverse document frequency of a term; highest for a term no passage has.
    pub fn idf(&self, term: &str) -> f32 {
        let n = self.lengths.len() as f32;
        let df = self.postings.get(term).map_or(0, Vec::len) as f32;
        (1.0 + (n - df + 0.5) / (df + 0.5)).ln()
    }

    /// Whether any passage has the term.
    pub fn contains(&self, term: &str) -> bool {
        self.postings.contains_key(term)
    }

    /// Whether a passage has a term.
    pub fn passage_has(&self, passage: usize, term: &str) -> bool {
        let posting =
            |list: &Vec<(u32, u32)>| list.binary_search_by_key(&(passage as u32), |entry| entry.0).is_ok();
        self.postings.get(term).is_some_and(posting)
    }

    /// The `k` best passages for the terms (each counted once), best first; passages with no term are left out.
    pub fn search(&self, terms: &[String], k: usize) -> Vec<Scored> {
        let mut unique: Vec<&String> = terms.iter().collect();
        unique.sort_unstable();
        unique.dedup();
        let mut scores: BTreeMap<u32, f32> = BTreeMap::new();
        for term in unique {
            let idf = self.idf(term);
            for (passage, count) in self.postings.get(term).into_iter().flatten() {
                *scores.entry(*passage).or_default() += idf * self.saturation(*passage, *count);
            }
        }
        let scored = scores.into_iter().map(|(passage, score)| Scored { passage: passage as usize, score });
        top_k(scored.collect(), k)
    }

    fn saturation(&self, passage: u32, count: u32) -> f32 {
        let length = self.lengths[passage as usize] as f32 / self.mean_length.max(1.0);
        let count = count as f32;
        count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{B, Bm25Index, K1};
    use crate::text::analyze;

    #[test]
    fn the_rare_term_ranks_first() {
        let texts = ["java java spring", "java cobol", "java angular"].map(str::to_owned);
        let index = Bm25Index::build(texts);
        let terms: Vec<String> = analyze("java cobol").into_iter().map(|t| t.text).collect();
        assert_eq!(index.search(&terms, 3)[0].passage, 1);
    }

    fn naive(texts: &[String], terms: &[String], passage: usize) -> f32 {
        let docs: Vec<Vec<String>> =
            texts.iter().map(|text| analyze(text).into_iter().map(|term| term.text).collect()).collect();
        let mean = docs.iter().map(Vec::len).sum::<usize>() as f32 / docs.len() as f32;
        let n = docs.len() as f32;
        terms
            .iter()
            .map(|term| {
                let df = docs.iter().filter(|doc| doc.contains(term)).count() as f32;
                let tf = docs[passage].iter().filter(|other| *other == term).count() as f32;
                let norm = K1 * (1.0 - B + B * docs[passage].len() as f32 / mean.max(1.0));
                (1.0 + (n - df + 0.5) / (df + 0.5)).ln() * tf * (K1 + 1.0) / (tf + norm)
            })
            .sum()
    }

    proptest! {
        #[test]
        fn scores_equal_the_naive_sum(texts in prop::collection::vec("(java |sap |cobol |aws |git ){0,6}", 1..8)) {
            let terms: Vec<String> = analyze("java cobol").into_iter().map(|term| term.text).collect();
            let index = Bm25Index::build(texts.clone());
            for hit in index.search(&terms, 100) {
                let expected = naive(&texts, &terms, hit.passage);
                prop_assert!((hit.score - expected).abs() <= 1e-5 * expected.max(1.0));
            }
        }
    }
}
