//! What a matrix is multiplied with: rows of numbers rounded to 8 bits, block by block.

use crate::{Pool, pool::SharedPtr};

/// Columns that share a scale.
pub(crate) const BLOCK: usize = 32;

/// Tokens that a kernel multiplies at once at most; activations are stored in tiles of so many.
pub(crate) const TILE: usize = 8;

/// Quantised activations. **Shape** `[n_tokens, n_cols]`.
///
/// Each block of 32 numbers is `scale * q` with q from -127 to 127, scale a 127th of the largest magnitude. Tokens are
/// stored in tiles of eight (the last may be smaller), within a tile block by block, so that a kernel reads one place.
///
/// **Determinism.** A token's numbers do not depend on its neighbours.
#[derive(Debug, Default)]
pub struct Activations {
    pub(crate) n_tokens: usize,
    pub(crate) n_cols: usize,
    pub(crate) quants: Vec<i8>,
    pub(crate) scales: Vec<f32>,
    /// Sums of the integers of each half block, `[2]` a block.
    pub(crate) sums: Vec<[i32; 2]>,
}

impl Activations {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Rows.
    pub fn n_tokens(&self) -> usize {
        self.n_tokens
    }

    /// Quantises `x`, `[n_tokens, n_cols]`, row-major, in place of what was there.
    ///
    /// # Panics
    /// When `n_cols` is no multiple of 32 or `x` holds no whole rows.
    pub fn quantize(&mut self, pool: &Pool, x: &[f32], n_cols: usize) {
        assert!(n_cols > 0 && n_cols.is_multiple_of(BLOCK) && x.len().is_multiple_of(n_cols));
        (self.n_tokens, self.n_cols) = (x.len() / n_cols, n_cols);
        self.quants.resize(x.len(), 0);
        self.scales.resize(x.len() / BLOCK, 0.0);
        self.sums.resize(x.len() / BLOCK, [0; 2]);
        let quants = SharedPtr::new(self.quants.as_mut_ptr());
        let scales = SharedPtr::new(self.scales.as_mut_ptr());
        let sums = SharedPtr::new(self.sums.as_mut_ptr());
        let n_blocks = n_cols / BLOCK;
        pool.run(self.n_tokens.div_ceil(TILE), &|tile| {
            let first = tile * TILE * n_cols;
            let len = (TILE * n_cols).min(x.len() - first);
            // SAFETY: tiles are disjoint, and all lie within what was resized above.
            let (quants, scales, sums) = unsafe {
                (
                    std::slice::from_raw_parts_mut(quants.get().add(first), len),
                    std::slice::from_raw_parts_mut(scales.get().add(first / BLOCK), len / BLOCK),
                    std::slice::from_raw_parts_mut(sums.get().add(first / BLOCK), len / BLOCK),
                )
            };
            let width = len / n_cols;
            for (token, row) in x[first..first + len].chunks_exact(n_cols).enumerate() {
                for (block, x) in row.as_chunks::<BLOCK>().0.iter().enumerate() {
                    let at = block * width + token;
                    let into = &mut quants[at * BLOCK..][..BLOCK];
                    (scales[at], sums[at]) = quantize_block(x, into);
                }
            }
            debug_assert_eq!(width * n_blocks, scales.len());
        });
    }
}

/// Rounds a block; gives its scale and the sums of its halves.
fn quantize_block(x: &[f32; BLOCK], into: &mut [i8]) -> (f32, [i32; 2]) {
    // Sixteen running maxima: the compiler makes SIMD lanes of them, and a maximum does not depend on the order.
    let mut lanes = [0.0_f32; 16];
    for half in x.as_chunks::<16>().0 {
        for (max, x) in lanes.iter_mut().zip(half) {
            *max = if x.abs() > *max { x.abs() } else { *max };
        }
    }
    let max = lanes.into_iter().fold(0.0_f32, |max, x| if x > max { x } else { max });
    // Below this the inverse would not be finite; nothing a model computes is that small unless it is zero.
    if max < 1e-30 {
        into.fill(0);
        return (0.0, [0; 2]);
    }
    let inverse = 127.0 / max;
    let mut integers = [0_i32; BLOCK];
    for (q, x) in integers.iter_mut().zip(x) {
        *q = round_ties_even(x * inverse);
    }
    let mut sums = [0; 2];
    for (q, byte) in integers.iter().zip(into) {
        *byte = *q as i8;
    }
    for (sum, half) in sums.iter_mut().zip(integers.as_chunks::<16>().0) {
        *sum = half.iter().sum();
    }
    (max / 127.0, sums)
}

/// The nearest integer of a number below 2^22, ties to even: the additions leave it in the low bits.
#[inline(always)]
fn round_ties_even(x: f32) -> i32 {
    const MAGIC: f32 = 12_582_912.0;
    (x + MAGIC).to_bits().wrapping_sub(MAGIC.to_bits()).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::Activations;
    use crate::Pool;

    #[test]
    fn numbers_come_back_within_half_a_step_and_sums_are_exact() {
        let x: Vec<f32> = (0..6 * 64).map(|i| ((i * 37 % 101) as f32 - 50.0) * 0.13).collect();
        let mut activations = Activations::new();
        activations.quantize(&Pool::single(), &x, 64);
        for token in 0..6 {
            let width = 6;
            for k in 0..64 {
                let block = k / 32 * width + token;
                let (scale, q) = (activations.scales[block], activations.quants[block * 32 + k % 32]);
                assert!((scale * f32::from(q) - x[token * 64 + k]).abs() <= scale * 0.501);
                let sum: i32 = activations.quants[block * 32..][..32].iter().map(|q| i32::from(*q)).sum();
                assert_eq!(activations.sums[block].iter().sum::<i32>(), sum);
            }
        }
    }

    #[test]
    fn zeros_and_the_extremes_stay_what_they_are() {
        let mut x = vec![0.0; 64];
        x[40] = -3.0e38;
        let mut activations = Activations::new();
        activations.quantize(&Pool::single(), &x, 64);
        assert!(activations.quants[..40].iter().all(|q| *q == 0) && activations.quants[40] == -127);
        assert!(activations.scales[0] == 0.0 && activations.scales[1].is_finite());
    }
}
