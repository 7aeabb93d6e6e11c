//! Attention over a cache of keys and values.
//!
//! Keys and values are kept as halves, in pages of 256 positions, so that a cache grows without being copied. Keys of
//! sixteen positions stand side by side: a register then holds one number of sixteen keys, scores of sixteen positions
//! come out in its lanes, and no horizontal sum is needed. Heads that share keys, and several tokens, share each block
//! that is turned into f32.
//!
//! **Determinism.** A token's result depends on its query and the cache alone: not on the tokens computed with it, the
//! threads, or the back end. Scores add the head's numbers in order, values are added in the order of positions.

use crate::{
    Error, Pool, half,
    pool::SharedPtr,
    vector::exp_scores,
    version::{WIDTH, versions},
};

/// Positions of a page.
const PAGE: usize = if cfg!(miri) { 32 } else { 256 };

/// Positions whose values are turned into f32 at once.
const VALUE_BLOCK: usize = 32;

/// Queries (tokens times heads that share keys) of a part.
const PART_QUERIES: usize = 48;

/// Queries computed at once: as many as leave room in the registers.
const AT_ONCE: usize = if cfg!(target_arch = "wasm32") { 2 } else { 4 };

/// What a cache holds for each position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KvShape {
    /// Layers.
    pub n_layers: usize,
    /// Heads of keys and values in each.
    pub n_kv_heads: usize,
    /// Numbers of a head; a multiple of 16.
    pub head_dim: usize,
}

impl KvShape {
    /// Numbers of a page; none when they could not be counted.
    fn page_len(self) -> Option<usize> {
        let heads = self.n_layers.checked_mul(self.n_kv_heads)?;
        heads.checked_mul(2 * PAGE)?.checked_mul(self.head_dim)
    }

    /// Keys of a layer's head within a page; its values follow.
    fn keys(self, layer: usize, head: usize) -> usize {
        (layer * self.n_kv_heads + head) * 2 * PAGE * self.head_dim
    }

    fn row_len(self) -> usize {
        self.n_kv_heads * self.head_dim
    }
}

/// Keys and values of the positions processed so far, as halves.
#[derive(Clone)]
pub struct KvCache {
    shape: KvShape,
    pages: Vec<Vec<u16>>,
}

impl std::fmt::Debug for KvCache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut debug = f.debug_struct("KvCache");
        debug.field("shape", &self.shape).field("capacity", &self.capacity()).finish_non_exhaustive()
    }
}

/// Which queries attend to what.
#[derive(Debug, Clone, Copy)]
pub struct Attention {
    /// The layer.
    pub layer: usize,
    /// Heads of queries: a multiple of those of keys.
    pub n_heads: usize,
    /// Positions the first token sees, itself included.
    pub n_visible: usize,
    /// Whether each further token sees one position more; otherwise all see the same.
    pub causal: bool,
}

impl KvCache {
    /// An empty cache.
    ///
    /// # Panics
    /// When `head_dim` is no multiple of 16.
    pub fn new(shape: KvShape) -> Self {
        assert!(shape.head_dim.is_multiple_of(WIDTH) && shape.head_dim > 0, "{shape:?}");
        Self { shape, pages: Vec::new() }
    }

    /// Positions there is room for.
    pub fn capacity(&self) -> usize {
        self.pages.len() * PAGE
    }

    /// Bytes a position takes.
    pub fn bytes_per_position(&self) -> usize {
        self.shape.n_layers * self.shape.row_len() * 2 * size_of::<u16>()
    }

    /// Makes room for `n_positions`.
    pub fn reserve(&mut self, n_positions: usize) -> Result<(), Error> {
        let len = self.shape.page_len().ok_or(Error::OutOfMemory { bytes: usize::MAX })?;
        while self.capacity() < n_positions {
            let mut page = Vec::new();
            page.try_reserve_exact(len).map_err(|_| Error::OutOfMemory { bytes: len * 2 })?;
            page.resize(len, 0);
            self.pages.push(page);
        }
        Ok(())
    }

    /// A copy of the first `n_positions`, in as many pages as they need.
    #[must_use]
    pub fn prefix(&self, n_positions: usize) -> Self {
        let n_pages = n_positions.div_ceil(PAGE).min(self.pages.len());
        Self { shape: self.shape, pages: self.pages[..n_pages].to_vec() }
    }

    /// Takes over the positions of a prefix; room beyond it stays.
    pub fn restore(&mut self, prefix: &Self) -> Result<(), Error> {
        self.reserve(prefix.capacity())?;
        for (page, from) in self.pages.iter_mut().zip(&prefix.pages) {
            page.copy_from_slice(from);
        }
        Ok(())
    }

    /// Stores keys and values of consecutive positions. **Shapes** `keys`, `values` `[n_tokens, n_kv_heads * head_dim]`.
    ///
    /// # Panics
    /// When there is no room or the lengths do not fit.
    pub fn write(&mut self, layer: usize, first_position: usize, keys: &[f32], values: &[f32]) {
        let (dim, row_len) = (self.shape.head_dim, self.shape.row_len());
        let rows = keys.chunks_exact(row_len).zip(values.chunks_exact(row_len));
        for (position, (keys, values)) in (first_position..).zip(rows) {
            let (page, at) = (&mut self.pages[position / PAGE], position % PAGE);
            let heads = keys.chunks_exact(dim).zip(values.chunks_exact(dim));
            for (head, (key, value)) in heads.enumerate() {
                let start = self.shape.keys(layer, head);
                let (all_keys, all_values) = page[start..start + 2 * PAGE * dim].split_at_mut(PAGE * dim);
                let block = &mut all_keys[at / WIDTH * WIDTH * dim..][..WIDTH * dim];
                for (lanes, x) in block.as_chunks_mut::<WIDTH>().0.iter_mut().zip(key) {
                    lanes[at % WIDTH] = half::from_f32(*x);
                }
                for (half, x) in all_values[at * dim..][..dim].iter_mut().zip(value) {
                    *half = half::from_f32(*x);
                }
            }
        }
    }

    /// Attends: `out = softmax(q k / sqrt(head_dim)) v` for each token and head.
    /// **Shapes** `queries`, `out` `[n_tokens, n_heads * head_dim]`.
    ///
    /// # Panics
    /// When lengths do not fit together or positions are not there.
    pub fn attend(&self, pool: &Pool, attention: Attention, queries: &[f32], out: &mut [f32]) {
        let KvShape { n_kv_heads, head_dim, .. } = self.shape;
        let row_len = attention.n_heads * head_dim;
        let (n_tokens, group) = (queries.len() / row_len, attention.n_heads / n_kv_heads);
        let n_visible = attention.n_visible + if attention.causal { n_tokens.saturating_sub(1) } else { 0 };
        assert!(out.len() == queries.len() && attention.n_heads == group * n_kv_heads);
        assert!(n_visible <= self.capacity() && attention.n_visible > 0, "{n_visible} positions");
        let tokens_at_once = (PART_QUERIES / group).max(1);
        let out = SharedPtr::new(out.as_mut_ptr());
        pool.run(n_tokens.div_ceil(tokens_at_once) * n_kv_heads, &|part| {
            let (tile, head) = (part / n_kv_heads, part % n_kv_heads);
            let first = tile * tokens_at_once;
            let n = tokens_at_once.min(n_tokens - first);
            let mut rows = Rows::new(self, attention, first, n);
            rows.load(&queries[first * row_len..][..n * row_len], row_len, head * group * head_dim);
            run_rows(self, attention.layer, head, &mut rows);
            for (row, values) in rows.out.chunks_exact(head_dim).enumerate() {
                let (token, offset) = (first + row / group, (head * group + row % group) * head_dim);
                // SAFETY: `out` is as long as `queries`; each part writes the rows of its own tokens and heads.
                unsafe {
                    let into = out.get().add(token * row_len + offset);
                    std::ptr::copy_nonoverlapping(values.as_ptr(), into, head_dim);
                }
            }
        });
    }

    fn layer_page(&self, layer: usize, head: usize, position: usize) -> (&[u16], &[u16]) {
        let start = self.shape.keys(layer, head);
        let len = PAGE * self.shape.head_dim;
        self.pages[position / PAGE][start..start + 2 * len].split_at(len)
    }
}

/// The queries of one part and what is computed of them.
struct Rows {
    head_dim: usize,
    /// `[n_rows, head_dim]`, scaled.
    queries: Vec<f32>,
    /// Positions each row sees.
    n_visible: Vec<usize>,
    /// `[n_rows, stride]`.
    scores: Vec<f32>,
    stride: usize,
    /// `[n_rows, head_dim]`.
    out: Vec<f32>,
}

impl Rows {
    fn new(cache: &KvCache, attention: Attention, first: usize, n_tokens: usize) -> Self {
        let (head_dim, group) = (cache.shape.head_dim, attention.n_heads / cache.shape.n_kv_heads);
        let visible = |token: usize| attention.n_visible + if attention.causal { token } else { 0 };
        let n_visible: Vec<usize> = (0..n_tokens * group).map(|row| visible(first + row / group)).collect();
        let stride = n_visible.last().copied().unwrap_or(0).next_multiple_of(VALUE_BLOCK);
        let n_rows = n_visible.len();
        Self {
            head_dim,
            queries: Vec::with_capacity(n_rows * head_dim),
            scores: vec![0.0; n_rows * stride],
            stride,
            out: vec![0.0; n_rows * head_dim],
            n_visible,
        }
    }

    fn load(&mut self, queries: &[f32], row_len: usize, offset: usize) {
        let scale = 1.0 / (self.head_dim as f32).sqrt();
        let group_len = self.n_visible.len() / (queries.len() / row_len) * self.head_dim;
        for token in queries.chunks_exact(row_len) {
            self.queries.extend(token[offset..offset + group_len].iter().map(|x| x * scale));
        }
    }
}

versions! {
    fn run_rows(cache: &KvCache, layer: usize, head: usize, rows: &mut Rows) = run_rows_body;
}

#[inline(always)]
fn run_rows_body(cache: &KvCache, layer: usize, head: usize, rows: &mut Rows) {
    let n_rows = rows.n_visible.len();
    let mut block = vec![0.0_f32; VALUE_BLOCK.max(WIDTH) * rows.head_dim];
    let n_visible = rows.n_visible.last().copied().unwrap_or(0);
    for position in (0..n_visible).step_by(WIDTH) {
        let keys = cache.layer_page(layer, head, position).0;
        let len = WIDTH * rows.head_dim;
        widen(&keys[position % PAGE * rows.head_dim..][..len], &mut block[..len]);
        let mut row = 0;
        while row + AT_ONCE <= n_rows {
            score::<AT_ONCE>(rows, row, position, &block[..len]);
            row += AT_ONCE;
        }
        while row < n_rows {
            score::<1>(rows, row, position, &block[..len]);
            row += 1;
        }
    }
    for row in 0..n_rows {
        let n = rows.n_visible[row];
        let scores = &mut rows.scores[row * rows.stride..][..rows.stride];
        scores[n..].fill(0.0);
        let factor = 1.0 / exp_scores(&mut scores[..n]);
        for x in &mut scores[..n] {
            *x *= factor;
        }
    }
    for position in (0..n_visible).step_by(VALUE_BLOCK) {
        let values = cache.layer_page(layer, head, position).1;
        let len = VALUE_BLOCK * rows.head_dim;
        widen(&values[position % PAGE * rows.head_dim..][..len], &mut block[..len]);
        let mut row = 0;
        while row + AT_ONCE <= n_rows {
            mix::<AT_ONCE>(rows, row, position, &block[..len]);
            row += AT_ONCE;
        }
        while row < n_rows {
            mix::<1>(rows, row, position, &block[..len]);
            row += 1;
        }
    }
}

#[inline(always)]
fn widen(halves: &[u16], into: &mut [f32]) {
    for (x, half) in into.iter_mut().zip(halves) {
        *x = half::to_f32(*half);
    }
}

/// Scores of `Q` rows with the sixteen positions from `position` on.
#[inline(always)]
fn score<const Q: usize>(rows: &mut Rows, row: usize, position: usize, keys: &[f32]) {
    let dim = rows.head_dim;
    let queries: [&[f32]; Q] = std::array::from_fn(|r| &rows.queries[(row + r) * dim..][..dim]);
    let mut sums = [[0.0_f32; WIDTH]; Q];
    for (d, key) in keys.as_chunks::<WIDTH>().0.iter().enumerate().take(dim) {
        for r in 0..Q {
            let q = queries[r][d];
            for lane in 0..WIDTH {
                sums[r][lane] += q * key[lane];
            }
        }
    }
    for (r, sums) in sums.iter().enumerate() {
        rows.scores[(row + r) * rows.stride + position..][..WIDTH].copy_from_slice(sums);
    }
}

/// Adds the values of a block, times the probabilities of `Q` rows. Positions a row does not see have probability 0.
#[inline(always)]
fn mix<const Q: usize>(rows: &mut Rows, row: usize, position: usize, values: &[f32]) {
    let (dim, stride) = (rows.head_dim, rows.stride);
    for at in (0..dim).step_by(WIDTH) {
        let mut sums = [[0.0_f32; WIDTH]; Q];
        for (r, sums) in sums.iter_mut().enumerate() {
            sums.copy_from_slice(&rows.out[(row + r) * dim + at..][..WIDTH]);
        }
        let weights: [&[f32]; Q] =
            std::array::from_fn(|r| &rows.scores[(row + r) * stride + position..][..VALUE_BLOCK]);
        for p in 0..VALUE_BLOCK {
            let value: &[f32; WIDTH] = values[p * dim + at..].first_chunk().unwrap_or(&[0.0; WIDTH]);
            for r in 0..Q {
                let weight = weights[r][p];
                for lane in 0..WIDTH {
                    sums[r][lane] += weight * value[lane];
                }
            }
        }
        for (r, sums) in sums.iter().enumerate() {
            rows.out[(row + r) * dim + at..][..WIDTH].copy_from_slice(sums);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Attention, KvCache, KvShape};
    use crate::{Pool, half};

    const SHAPE: KvShape = KvShape { n_layers: 2, n_kv_heads: 2, head_dim: 32 };
    const N_HEADS: usize = 6;
    /// Some pages and a bit.
    const N: usize = if cfg!(miri) { 66 } else { 300 };

    fn numbers(n: usize, seed: usize) -> Vec<f32> {
        (0..n).map(|i| (((i + seed) * 7919 % 1013) as f32 - 506.0) / 400.0).collect()
    }

    /// A cache of `N` positions in layer 1, and what was written.
    fn filled() -> (KvCache, Vec<f32>, Vec<f32>) {
        const FIRST: usize = N / 3 * 2;
        let (keys, values) = (numbers(N * 64, 1), numbers(N * 64, 2));
        let mut cache = KvCache::new(SHAPE);
        cache.reserve(N).expect("memory");
        cache.write(1, 0, &keys[..FIRST * 64], &values[..FIRST * 64]);
        cache.write(1, FIRST, &keys[FIRST * 64..], &values[FIRST * 64..]);
        (cache, keys, values)
    }

    fn naive(q: &[f32], keys: &[f32], values: &[f32], head: usize, n: usize) -> Vec<f64> {
        let at = |x: &[f32], p: usize, d: usize| {
            f64::from(half::to_f32(half::from_f32(x[p * 64 + head * 32 + d])))
        };
        let score = |p| (0..32).map(|d| f64::from(q[d]) * at(keys, p, d)).sum::<f64>() / 32.0_f64.sqrt();
        let weights: Vec<f64> = (0..n).map(|p| score(p).exp()).collect();
        let total: f64 = weights.iter().sum();
        (0..32).map(|d| (0..n).map(|p| weights[p] * at(values, p, d)).sum::<f64>() / total).collect()
    }

    fn attend(cache: &KvCache, first: usize, causal: bool, queries: &[f32]) -> Vec<f32> {
        let mut out = vec![f32::NAN; queries.len()];
        let attention = Attention { layer: 1, n_heads: N_HEADS, n_visible: first, causal };
        cache.attend(&Pool::single(), attention, queries, &mut out);
        out
    }

    #[test]
    fn causal_attention_is_what_its_formula_says() {
        let (cache, keys, values) = filled();
        let n_tokens = if cfg!(miri) { 1 } else { 7 };
        let queries = numbers(n_tokens * N_HEADS * 32, 3);
        let out = attend(&cache, N - 30, true, &queries);
        for (row, got) in out.chunks_exact(32).enumerate() {
            let (token, head) = (row / N_HEADS, row % N_HEADS);
            let expected = naive(&queries[row * 32..][..32], &keys, &values, head / 3, N - 30 + token);
            for (got, expected) in got.iter().zip(expected) {
                assert!((f64::from(*got) - expected).abs() < 1e-5, "{token} {head}: {got} {expected}");
            }
        }
    }

    #[test]
    fn tokens_alone_and_together_give_the_same_bits_and_stale_positions_do_not_matter() {
        let (mut cache, keys, values) = filled();
        let n_tokens = if cfg!(miri) { 2 } else { 20 };
        let queries = numbers(n_tokens * N_HEADS * 32, 4);
        let together = attend(&cache, N / 3, true, &queries);
        for (token, q) in queries.chunks_exact(N_HEADS * 32).enumerate() {
            assert_eq!(
                attend(&cache, N / 3 + token, true, q),
                together[token * N_HEADS * 32..][..N_HEADS * 32]
            );
        }
        let n_known = N / 3 + n_tokens - 1;
        let prefix = cache.prefix(n_known);
        cache.write(1, 0, &vec![9.0; N * 64], &vec![1e9; N * 64]);
        cache.restore(&prefix).expect("memory");
        cache.write(1, n_known, &keys[n_known * 64..], &values[n_known * 64..]);
        assert_eq!(attend(&cache, N / 3, true, &queries), together);
    }

    #[test]
    fn without_a_mask_every_token_sees_the_same() {
        let (cache, keys, values) = filled();
        let queries = numbers(2 * N_HEADS * 32, 5);
        let out = attend(&cache, 40, false, &queries);
        let expected = naive(&queries[11 * 32..][..32], &keys, &values, 1, 40);
        for (got, expected) in out[11 * 32..].iter().zip(expected) {
            assert!((f64::from(*got) - expected).abs() < 1e-5);
        }
    }
}
