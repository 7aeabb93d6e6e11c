//! Finding passages: by meaning ([`DenseIndex`]) and by words ([`Bm25Index`]).

mod bm25;
mod dense;

pub use bm25::Bm25Index;
pub use dense::DenseIndex;

/// A passage and its score in one index.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// Number of the passage.
    pub passage: usize,
    /// Higher is better; the scale is the index's own.
    pub score: f32,
}

/// The best `k`, best first, ties by passage number so that the order never depends on the platform.
pub(crate) fn top_k(mut scored: Vec<Scored>, k: usize) -> Vec<Scored> {
    let better = |a: &Scored, b: &Scored| b.score.total_cmp(&a.score).then(a.passage.cmp(&b.passage));
    if scored.len() > k && k > 0 {
        scored.select_nth_unstable_by(k - 1, better);
    }
    scored.truncate(k);
    scored.sort_unstable_by(better);
    scored
}
