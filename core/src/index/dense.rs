//! Nearest neighbours by cosine: a scan of 8-bit rows, then the best of them at full precision.

use std::io::{self, Read};

use recruta_kernels::{Activations, Backend, Format, Matrix, Pool, Product, half, multiply, quantize_q8_0};

use super::{Scored, Subset, top_k};
use crate::{Error, Result, embed::EmbeddingMatrix};

/// So many rows of the scan are scored again. 8 bits move a cosine by less than 0.002, and among 100,000 passages the
/// tenth and the two-hundredth are further apart than that.
pub const N_RESCORED: usize = 200;

/// Columns of a block of 8-bit numbers.
const BLOCK: usize = 32;

/// Unit vectors: every one is looked at, none in full but the best.
///
/// **Complexity** of a search: `n_rows * dimension` multiply-adds of bytes, 1.06 bytes of memory read for each.
///
/// **Determinism.** The kernels give the same bits on every machine, so the same rows are scored again everywhere.
#[derive(Debug)]
pub struct DenseIndex {
    rows: EmbeddingMatrix,
    /// The rows in 8 bits, each filled up with zeros to whole blocks; none when all rows are scored again anyway.
    coarse: Option<Matrix>,
}

impl DenseIndex {
    /// Over rows of unit length.
    ///
    /// **Errors.** No memory for the rows in 8 bits.
    pub fn new(rows: EmbeddingMatrix) -> Result<Self> {
        let coarse = if rows.n_rows() > N_RESCORED { Some(coarse(&rows)?) } else { None };
        Ok(Self { rows, coarse })
    }

    /// The `k` rows of a subset nearest to a unit vector by cosine, best first.
    pub fn search(&self, query: &[f32], k: usize, among: &Subset) -> Vec<Scored> {
        let candidates: Vec<usize> = match &self.coarse {
            Some(coarse) => {
                let hits = scan(coarse, query).into_iter().enumerate();
                let hits = hits.filter(|(passage, _)| among.contains(*passage));
                let hits = hits.map(|(passage, score)| Scored { passage, score });
                top_k(hits, N_RESCORED.max(2 * k)).into_iter().map(|hit| hit.passage).collect()
            }
            None => (0..self.rows.n_rows()).filter(|passage| among.contains(*passage)).collect(),
        };
        let rescored = candidates.into_iter().map(|passage| {
            let score = self.cosine(passage, query);
            Scored { passage, score }
        });
        top_k(rescored, k)
    }

    /// The `k` nearest rows, every row at full precision: what [`Self::search`] is measured against.
    pub fn search_exact(&self, query: &[f32], k: usize) -> Vec<Scored> {
        let rows = self.rows.rows().enumerate();
        top_k(rows.map(|(passage, row)| Scored { passage, score: dot(row, query) }), k)
    }

    /// Cosine of one row with a unit vector; 0 when there is no such row.
    pub fn cosine(&self, passage: usize, query: &[f32]) -> f32 {
        self.rows.row(passage).map_or(0.0, |row| dot(row, query))
    }
}

/// Packs the rows for this machine's kernels, a few at a time.
fn coarse(rows: &EmbeddingMatrix) -> Result<Matrix> {
    let shape = [rows.n_rows(), rows.dimension().next_multiple_of(BLOCK)];
    let mut reader = Quantizing { rows, next: 0, bytes: Vec::new(), at: 0 };
    Matrix::read(Backend::detect(), Format::Q8_0, shape, &mut reader).map_err(|error| match error {
        recruta_kernels::Error::OutOfMemory { .. } => Error::OutOfMemory { what: "the index".to_owned() },
        other => Error::internal(other),
    })
}

/// Approximate cosines of all rows. One thread: the scan is bound by memory, and other threads have models to run.
fn scan(coarse: &Matrix, query: &[f32]) -> Vec<f32> {
    let mut padded = query.to_vec();
    padded.resize(coarse.n_cols(), 0.0);
    let pool = Pool::single();
    let mut activations = Activations::new();
    activations.quantize(&pool, &padded, padded.len());
    let mut scores = vec![0.0; coarse.n_rows()];
    multiply(&pool, &activations, &mut [Product::new(coarse, &mut scores)]);
    scores
}

/// Rows as the bytes of a `Q8_0` file, made as they are read.
struct Quantizing<'a> {
    rows: &'a EmbeddingMatrix,
    next: usize,
    bytes: Vec<u8>,
    at: usize,
}

impl Read for Quantizing<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.at == self.bytes.len() {
            let Some(row) = self.rows.row(self.next) else { return Ok(0) };
            let mut numbers: Vec<f32> = row.iter().map(|x| half::to_f32(*x)).collect();
            numbers.resize(numbers.len().next_multiple_of(BLOCK), 0.0);
            (self.bytes, self.at) = (quantize_q8_0(&numbers), 0);
            self.next += 1;
        }
        let n = out.len().min(self.bytes.len() - self.at);
        out[..n].copy_from_slice(&self.bytes[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}

/// Eight running sums: the compiler makes SIMD lanes of them, and the order is the same everywhere.
fn dot(row: &[u16], query: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    let (rows, queries) = (row.as_chunks::<8>(), query.as_chunks::<8>());
    for (x, y) in rows.0.iter().zip(queries.0) {
        for lane in 0..8 {
            sums[lane] += half::to_f32(x[lane]) * y[lane];
        }
    }
    let tail: f32 = rows.1.iter().zip(queries.1).map(|(x, y)| half::to_f32(*x) * y).sum();
    sums.iter().sum::<f32>() + tail
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{DenseIndex, N_RESCORED};
    use crate::{
        embed::{EmbeddingMatrix, normalize},
        index::{Scored, Subset},
    };

    /// Unit vectors around a few centres, as texts of a few trades are.
    fn vectors(n: usize, dimension: usize, seed: u32) -> Vec<Vec<f32>> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / 8_388_608.0 - 1.0
        };
        let centres: Vec<Vec<f32>> = (0..12).map(|_| (0..dimension).map(|_| next()).collect()).collect();
        let vector = |i: usize| {
            let mut row: Vec<f32> = centres[i % centres.len()].iter().map(|x| x + next()).collect();
            normalize(&mut row);
            row
        };
        (0..n).map(vector).collect()
    }

    fn index(rows: Vec<Vec<f32>>) -> DenseIndex {
        let dimension = rows[0].len();
        DenseIndex::new(EmbeddingMatrix::from_rows(dimension, rows).expect("even rows")).expect("memory")
    }

    fn passages(hits: &[Scored]) -> Vec<usize> {
        hits.iter().map(|hit| hit.passage).collect()
    }

    #[test]
    fn the_nearest_row_comes_first() {
        let index = index(vec![vec![1.0, 0.0], vec![0.6, 0.8], vec![0.0, 1.0]]);
        assert_eq!(passages(&index.search(&[0.0, 1.0], 2, &Subset::ALL)), [2, 1]);
    }

    #[test]
    fn the_scan_loses_next_to_nothing_and_scores_are_exact() {
        for dimension in [384, 100] {
            let index = index(vectors(20_000, dimension, 7));
            let (mut found, mut wanted) = (0, 0);
            for query in vectors(40, dimension, 11) {
                let hits = index.search(&query, 10, &Subset::ALL);
                let exact = index.search_exact(&query, 10);
                let set: HashSet<usize> = exact.iter().map(|hit| hit.passage).collect();
                found += hits.iter().filter(|hit| set.contains(&hit.passage)).count();
                wanted += exact.len();
                assert!(
                    hits.iter().all(|hit| hit.score.to_bits() == index.cosine(hit.passage, &query).to_bits())
                );
            }
            assert!(found as f32 >= 0.99 * wanted as f32, "{found} of {wanted} at {dimension}");
        }
    }

    #[test]
    fn a_subset_is_searched_as_if_there_were_nothing_else() {
        let rows = vectors(3 * N_RESCORED, 64, 3);
        let index = index(rows.clone());
        let among = Subset::of((0..rows.len()).map(|i| i % 7 == 0).collect());
        let hits = passages(&index.search(&rows[5], 20, &among));
        let wanted: Vec<usize> = passages(&index.search_exact(&rows[5], rows.len()));
        let wanted: Vec<usize> = wanted.into_iter().filter(|i| i % 7 == 0).take(20).collect();
        assert_eq!(hits, wanted);
        assert!(index.search(&rows[5], 20, &Subset::of(Vec::new())).is_empty());
    }
}
