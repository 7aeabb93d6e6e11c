//! Exact nearest neighbours by cosine.

use super::{Scored, top_k};
use crate::embed::EmbeddingMatrix;

/// Unit vectors, searched one by one.
#[derive(Debug, Clone)]
pub struct DenseIndex {
    matrix: EmbeddingMatrix,
}

impl DenseIndex {
    /// Over rows of unit length.
    pub fn new(matrix: EmbeddingMatrix) -> Self {
        Self { matrix }
    }

    /// The `k` rows nearest to a unit vector by cosine, best first.
    ///
    /// **Complexity** `n_rows * dimension` multiply-adds.
    pub fn search(&self, query: &[f32], k: usize) -> Vec<Scored> {
        let rows = self.matrix.rows().enumerate();
        top_k(rows.map(|(passage, row)| Scored { passage, score: dot(row, query) }).collect(), k)
    }

    /// Cosine of one row with a unit vector; 0 when there is no such row.
    pub fn cosine(&self, passage: usize, query: &[f32]) -> f32 {
        self.matrix.rows().nth(passage).map_or(0.0, |row| dot(row, query))
    }
}

/// Eight running sums: the compiler makes SIMD lanes of them, and the order is the same everywhere.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    let (a_blocks, b_blocks) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    for (x, y) in a_blocks.0.iter().zip(b_blocks.0) {
        for lane in 0..8 {
            sums[lane] += x[lane] * y[lane];
        }
    }
    let tail: f32 = a_blocks.1.iter().zip(b_blocks.1).map(|(x, y)| x * y).sum();
    sums.iter().sum::<f32>() + tail
}

#[cfg(test)]
mod tests {
    use super::DenseIndex;
    use crate::embed::EmbeddingMatrix;

    #[test]
    fn the_nearest_row_comes_first() {
        let rows = vec![vec![1.0, 0.0], vec![0.6, 0.8], vec![0.0, 1.0]];
        let index = DenseIndex::new(EmbeddingMatrix::from_rows(2, rows).expect("even rows"));
        let found: Vec<usize> = index.search(&[0.0, 1.0], 2).into_iter().map(|hit| hit.passage).collect();
        assert_eq!(found, [2, 1]);
    }
}
