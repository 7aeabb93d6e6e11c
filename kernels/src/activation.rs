//! What a matrix is multiplied with: rows of numbers rounded to 8 bits, block by block.

use crate::{Pool, pool::SharedPtr, version::versions};

/// Columns that share a scale.
pub(crate) const BLOCK: usize = 32;

/// Tokens that a kernel multiplies at once at most; activations are stored in tiles of so many.
pub(crate) const TILE: usize = 8;

/// Whether the back end of this build multiplies 16-bit numbers.
const WIDE: bool = cfg!(target_arch = "wasm32");

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
    pub(crate) quants: Vec<[i8; BLOCK]>,
    /// The same in 16 bits, for back ends that widen; otherwise empty.
    pub(crate) wide: Vec<[i16; BLOCK]>,
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
        let n = x.len() / BLOCK;
        self.quants.resize(n, [0; BLOCK]);
        self.wide.resize(if WIDE { n } else { 0 }, [0; BLOCK]);
        self.scales.resize(n, 0.0);
        self.sums.resize(n, [0; 2]);
        let quants = SharedPtr::new(self.quants.as_mut_ptr());
        let wide = SharedPtr::new(self.wide.as_mut_ptr());
        let scales = SharedPtr::new(self.scales.as_mut_ptr());
        let sums = SharedPtr::new(self.sums.as_mut_ptr());
        let tile_len = TILE * n_cols;
        pool.run(self.n_tokens.div_ceil(TILE), &|tile| {
            let x = &x[tile * tile_len..x.len().min((tile + 1) * tile_len)];
            let (first, len) = (tile * tile_len / BLOCK, x.len() / BLOCK);
            let wide_len = if WIDE { len } else { 0 };
            // SAFETY: tiles are disjoint, and all lie within what was resized above.
            let (quants, wide, scales, sums) = unsafe {
                (
                    std::slice::from_raw_parts_mut(quants.get().add(first), len),
                    std::slice::from_raw_parts_mut(wide.get().wrapping_add(first), wide_len),
                    std::slice::from_raw_parts_mut(scales.get().add(first), len),
                    std::slice::from_raw_parts_mut(sums.get().add(first), len),
                )
            };
            quantize_tile(x, n_cols, quants, wide, scales, sums);
        });
    }
}

versions! {
    /// Quantises the tokens of a tile; the slices have a place for each of its blocks.
    fn quantize_tile(
        x: &[f32],
        n_cols: usize,
        quants: &mut [[i8; BLOCK]],
        wide: &mut [[i16; BLOCK]],
        scales: &mut [f32],
        sums: &mut [[i32; 2]],
    ) = quantize_tile_body;
}

#[inline(always)]
fn quantize_tile_body(
    x: &[f32],
    n_cols: usize,
    quants: &mut [[i8; BLOCK]],
    wide: &mut [[i16; BLOCK]],
    scales: &mut [f32],
    sums: &mut [[i32; 2]],
) {
    let width = x.len() / n_cols;
    for (token, row) in x.chunks_exact(n_cols).enumerate() {
        for (block, x) in row.as_chunks::<BLOCK>().0.iter().enumerate() {
            let at = block * width + token;
            let (integers, scale) = quantize_block(x);
            quants[at] = integers.map(|q| q as i8);
            if WIDE {
                wide[at] = integers.map(|q| q as i16);
            }
            scales[at] = scale;
            sums[at] = [sum(&integers[..16]), sum(&integers[16..])];
        }
    }
}

/// Rounds a block; gives its integers and scale.
#[inline(always)]
fn quantize_block(x: &[f32; BLOCK]) -> ([i32; BLOCK], f32) {
    // Sixteen running maxima: the compiler makes SIMD lanes of them, and a maximum does not depend on the order.
    // Of bits, which without the sign are in the order of the numbers, with infinity and NaN above all.
    let mut lanes = [0_u32; 16];
    for half in x.as_chunks::<16>().0 {
        for (max, x) in lanes.iter_mut().zip(half) {
            *max = x.abs().to_bits().max(*max);
        }
    }
    let mut n = 8;
    while n > 0 {
        for i in 0..n {
            lanes[i] = lanes[i].max(lanes[i + n]);
        }
        n /= 2;
    }
    let max = f32::from_bits(lanes[0]);
    if !max.is_finite() {
        return ([0; BLOCK], f32::NAN);
    }
    // Below this the inverse would not be finite; nothing a model computes is that small unless it is zero.
    let is_zero = max < 1e-30;
    let inverse = if is_zero { 0.0 } else { 127.0 / max };
    let mut integers = [0_i32; BLOCK];
    for (q, x) in integers.iter_mut().zip(x) {
        *q = round_ties_even(x * inverse);
    }
    (integers, if is_zero { 0.0 } else { max / 127.0 })
}

/// Adds sixteen integers up.
#[inline(always)]
fn sum(integers: &[i32]) -> i32 {
    let mut lanes = [0_i32; 4];
    for four in integers.as_chunks::<4>().0 {
        for (lane, x) in lanes.iter_mut().zip(four) {
            *lane += x;
        }
    }
    lanes[0] + lanes[1] + lanes[2] + lanes[3]
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
                let (scale, q) = (activations.scales[block], activations.quants[block][k % 32]);
                assert!((scale * f32::from(q) - x[token * 64 + k]).abs() <= scale * 0.501);
                let sum: i32 = activations.quants[block].iter().map(|q| i32::from(*q)).sum();
                assert_eq!(activations.sums[block].iter().sum::<i32>(), sum);
            }
        }
    }

    #[test]
    fn a_block_that_is_not_finite_makes_products_of_it_no_number() {
        for bad in [f32::INFINITY, f32::NEG_INFINITY, f32::NAN, -f32::NAN] {
            let mut x = vec![1.0; 64];
            (x[3], x[7]) = (bad, 1e38);
            let mut activations = Activations::new();
            activations.quantize(&Pool::single(), &x, 64);
            assert!(activations.scales[0].is_nan() && activations.scales[1].is_finite(), "{bad}");
            assert_eq!(activations.sums, [[0; 2], [127 * 16; 2]]);
        }
    }

    #[test]
    fn zeros_and_the_extremes_stay_what_they_are() {
        let mut x = vec![0.0; 64];
        x[40] = -3.0e38;
        let mut activations = Activations::new();
        activations.quantize(&Pool::single(), &x, 64);
        let quants = activations.quants.as_flattened();
        assert!(quants[..40].iter().all(|q| *q == 0) && quants[40] == -127);
        assert!(activations.scales[0] == 0.0 && activations.scales[1].is_finite());
    }
}
