//! Finding passages: by meaning ([`DenseIndex`]) and by words ([`Bm25Index`]), among all or a [`Subset`].

mod bm25;
mod dense;
mod subset;

pub use bm25::{Bm25Index, Bm25Weights, Fields};
pub use dense::{DenseIndex, N_RESCORED};
pub use subset::Subset;

/// A passage and its score in one index.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// Number of the passage.
    pub passage: usize,
    /// Higher is better; the scale is the index's own.
    pub score: f32,
}

impl Scored {
    /// Best first, ties by passage number so that the order never depends on the platform.
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        other.score.total_cmp(&self.score).then(self.passage.cmp(&other.passage))
    }
}

/// The best `k`, best first.
///
/// **Complexity.** One look at each score, and memory for `2 k` of them.
pub(crate) fn top_k(scored: impl IntoIterator<Item = Scored>, k: usize) -> Vec<Scored> {
    if k == 0 {
        return Vec::new();
    }
    let mut kept: Vec<Scored> = Vec::new();
    let mut worst: Option<Scored> = None;
    for hit in scored {
        if worst.is_some_and(|worst| hit.order(&worst).is_ge()) {
            continue;
        }
        kept.push(hit);
        if kept.len() >= 2 * k {
            kept.select_nth_unstable_by(k - 1, Scored::order);
            kept.truncate(k);
            worst = kept.last().copied();
        }
    }
    kept.sort_unstable_by(Scored::order);
    kept.truncate(k);
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Scored, top_k};

    proptest! {
        #[test]
        fn the_best_are_those_of_a_full_sort(scores in prop::collection::vec(0u8..20, 0..200), k in 0usize..40) {
            let scored: Vec<Scored> = scores
                .iter()
                .enumerate()
                .map(|(passage, score)| Scored { passage, score: f32::from(*score) })
                .collect();
            let mut sorted = scored.clone();
            sorted.sort_by(Scored::order);
            sorted.truncate(k);
            prop_assert_eq!(top_k(scored, k), sorted);
        }
    }
}
