//! Two rankings become one.

use std::collections::BTreeMap;

use crate::{bundle::Bundle, index::Scored};

/// Which of the indexes are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Search {
    /// BM25 alone.
    Words,
    /// Embeddings alone.
    Meaning,
    /// Both, fused.
    Both,
}

/// How the two indexes are asked and their scores put together.
///
/// The defaults were chosen on the tuning half of the evaluation; `docs/RETRIEVAL.md` has what they give on the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hybrid {
    /// Each index hands so many passages to the fusion.
    pub n_candidates: usize,
    /// The share of meaning in the fused score, 0 to 1; words have the rest.
    pub meaning: f32,
    /// What a translation of a term counts against the term itself.
    pub translation: f32,
    /// What the synonyms of a phrase count against its words.
    pub phrase: f32,
}

impl Default for Hybrid {
    fn default() -> Self {
        Self { n_candidates: 100, meaning: 0.25, translation: 0.25, phrase: 0.75 }
    }
}

/// What the fusion knows of a question.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    /// Its embedding.
    pub vector: &'a [f32],
    /// The most that its words can score, see [`crate::index::Bm25Index::ceiling`].
    pub ceiling: f32,
}

/// A convex combination of cosine and BM25, the latter as a share of the most that the question's words could score. Ties
/// by number.
///
/// Against the *best* score of a question, words that fit badly would count as much as words that fit. Against what they
/// could score they count the less the less of the question any passage says: little where a whole vacancy is searched for,
/// whose many words nobody has all of, and much where a few words name what is wanted. One share then serves both.
///
/// **Source.** Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval" (2023): scores say more than
/// ranks, and are put to scale by what they could be at most. Cosines are all about as wide, so they stay as they are.
pub(super) fn fuse(
    bundle: &Bundle,
    Asked { vector, ceiling }: Asked<'_>,
    words: &[Scored],
    meaning: &[Scored],
    share: f32,
) -> Vec<Scored> {
    let ceiling = ceiling.max(f32::MIN_POSITIVE);
    let mut scores: BTreeMap<usize, f32> = BTreeMap::new();
    for hit in meaning {
        scores.insert(hit.passage, share * hit.score);
    }
    for hit in words {
        let fused =
            scores.entry(hit.passage).or_insert_with(|| share * bundle.dense.cosine(hit.passage, vector));
        *fused += (1.0 - share) * hit.score / ceiling;
    }
    let fused = scores.into_iter().map(|(passage, score)| Scored { passage, score });
    crate::index::top_k(fused, words.len() + meaning.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Asked, fuse};
    use crate::{
        bundle::{
            Bundle, Hire, Profile, Vacancy,
            tests::{EMBEDDER, bundle},
        },
        embed::Embedder,
        index::Scored,
    };

    fn sample() -> Bundle {
        let vacancy = Vacancy { id: "1".to_owned(), ..Vacancy::default() };
        let texts = ["java spring", "java cobol", "cobol jcl", "sap abap", "sap java", "linux"];
        let profiles = texts.iter().enumerate().map(|(i, text)| {
            let hire = Hire { vacancy: "1".to_owned(), status: String::new() };
            (Profile { id: i.to_string(), ..Profile::default() }, vec![hire], *text)
        });
        bundle(vec![vacancy], profiles.collect())
    }

    fn ranking(passages: &[usize]) -> Vec<Scored> {
        passages
            .iter()
            .zip((1..=passages.len()).rev())
            .map(|(p, s)| Scored { passage: *p, score: s as f32 })
            .collect()
    }

    #[test]
    fn a_passage_both_rankings_like_beats_one_that_tops_a_single_list() {
        let bundle = sample();
        let vector = EMBEDDER.embed(&["java cobol"]).expect("hashes").remove(0);
        let meaning = bundle.dense.search(&vector, 6, &crate::index::Subset::ALL);
        let fused = fuse(&bundle, Asked { vector: &vector, ceiling: 2.0 }, &ranking(&[3, 1]), &meaning, 0.5);
        assert_eq!(fused[0].passage, 1);
    }

    proptest! {
        #[test]
        fn fusion_is_a_permutation_of_what_it_was_given(
            a in prop::collection::btree_set(0usize..6, 0..6), b in prop::collection::btree_set(0usize..6, 0..6),
            share in 0.0f32..=1.0,
        ) {
            let list = |set: &std::collections::BTreeSet<usize>| ranking(&set.iter().copied().collect::<Vec<_>>());
            let bundle = sample();
            let fused = fuse(&bundle, Asked { vector: &[0.0; 384], ceiling: 6.0 }, &list(&a), &list(&b), share);
            prop_assert!(fused.is_sorted_by(|x, y| x.score >= y.score));
            let mut passages: Vec<usize> = fused.into_iter().map(|hit| hit.passage).collect();
            passages.sort_unstable();
            prop_assert_eq!(passages, a.union(&b).copied().collect::<Vec<usize>>());
        }
    }
}
