//! What a transformer does between two matrix products, in f32: norms, activations, rotations.
//!
//! **Determinism.** Sums run in sixteen lanes and then over one fixed tree; `exp` is a polynomial of separate
//! multiplications and additions. The same input gives the same bits on every machine.

use crate::version::{WIDTH, versions};

/// Adds sixteen lanes up: 16 to 8 to 4 to 2 to 1.
#[inline(always)]
pub(crate) fn total(mut lanes: [f32; WIDTH]) -> f32 {
    let mut n = WIDTH / 2;
    while n > 0 {
        for i in 0..n {
            lanes[i] += lanes[i + n];
        }
        n /= 2;
    }
    lanes[0]
}

/// `sum(f(x_i))` in sixteen lanes; what does not fill the lanes comes last.
#[inline(always)]
fn sum(x: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let (blocks, rest) = x.as_chunks::<WIDTH>();
    let mut lanes = [0.0; WIDTH];
    for block in blocks {
        for (lane, x) in lanes.iter_mut().zip(block) {
            *lane += f(*x);
        }
    }
    let mut all = total(lanes);
    for x in rest {
        all += f(*x);
    }
    all
}

/// e to the power of x, within 2 units in the last place from -87 to 88; beyond that, what it is there.
///
/// **Source.** Cephes `expf` (S. Moshier): x = n ln 2 + r, a polynomial of degree 5 in r, 2^n from its bits.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    const MAGIC: f32 = 12_582_912.0;
    let x = if x > 88.0 { 88.0 } else { x };
    let x = if x < -87.0 { -87.0 } else { x };
    let shifted = x * std::f32::consts::LOG2_E + MAGIC;
    let n = shifted - MAGIC;
    let r = x - n * 0.693_359_4;
    let r = r - n * -2.121_944_4e-4;
    let mut p = 1.987_569_1e-4;
    p = p * r + 1.398_199_9e-3;
    p = p * r + 8.333_452e-3;
    p = p * r + 4.166_579_6e-2;
    p = p * r + 1.666_666_5e-1;
    p = p * r + 5.000_000_3e-1;
    let power = f32::from_bits(shifted.to_bits().wrapping_shl(23).wrapping_add(127 << 23));
    (p * (r * r) + r + 1.0) * power
}

versions! {
    /// `out = x / rms(x) * weight`, for one row.
    ///
    /// **Source.** Zhang and Sennrich, "Root Mean Square Layer Normalization" (2019).
    pub fn rms_norm(x: &[f32], weight: &[f32], epsilon: f32, out: &mut [f32]) = rms_norm_body;
}

#[inline(always)]
fn rms_norm_body(x: &[f32], weight: &[f32], epsilon: f32, out: &mut [f32]) {
    let mean = sum(x, |x| x * x) / x.len() as f32;
    let scale = 1.0 / (mean + epsilon).sqrt();
    for ((out, x), weight) in out.iter_mut().zip(x).zip(weight) {
        *out = x * scale * weight;
    }
}

versions! {
    /// `x = (x - mean(x)) / sd(x) * weight + bias`, for one row.
    pub fn layer_norm(x: &mut [f32], weight: &[f32], bias: &[f32], epsilon: f32) = layer_norm_body;
}

#[inline(always)]
fn layer_norm_body(x: &mut [f32], weight: &[f32], bias: &[f32], epsilon: f32) {
    let n = x.len() as f32;
    let mean = sum(x, |x| x) / n;
    let variance = sum(x, |x| (x - mean) * (x - mean)) / n;
    let scale = 1.0 / (variance + epsilon).sqrt();
    for ((x, weight), bias) in x.iter_mut().zip(weight).zip(bias) {
        *x = (*x - mean) * scale * weight + bias;
    }
}

versions! {
    /// `gate = silu(gate) * up`.
    ///
    /// **Source.** Shazeer, "GLU Variants Improve Transformer" (2020), `SwiGLU`.
    pub fn swiglu(gate: &mut [f32], up: &[f32]) = swiglu_body;
}

#[inline(always)]
fn swiglu_body(gate: &mut [f32], up: &[f32]) {
    for (gate, up) in gate.iter_mut().zip(up) {
        *gate = *gate / (1.0 + exp(-*gate)) * up;
    }
}

versions! {
    /// `x = gelu(x + bias)`, with the error function.
    ///
    /// **Source.** Hendrycks and Gimpel, "Gaussian Error Linear Units" (2016); the error function after Abramowitz and
    /// Stegun 7.1.26, within 1.5e-7.
    pub fn bias_gelu(x: &mut [f32], bias: &[f32]) = bias_gelu_body;
}

#[inline(always)]
fn bias_gelu_body(x: &mut [f32], bias: &[f32]) {
    for (x, bias) in x.iter_mut().zip(bias) {
        let y = *x + bias;
        *x = 0.5 * y * (1.0 + erf(y * std::f32::consts::FRAC_1_SQRT_2));
    }
}

#[inline(always)]
fn erf(x: f32) -> f32 {
    let magnitude = x.abs();
    let t = 1.0 / (1.0 + 0.327_591_1 * magnitude);
    let mut p = 1.061_405_4;
    p = p * t - 1.453_152_1;
    p = p * t + 1.421_413_8;
    p = p * t - 0.284_496_72;
    p = p * t + 0.254_829_6;
    let y = 1.0 - p * t * exp(-(magnitude * magnitude));
    y.copysign(x)
}

versions! {
    /// `x += y`.
    pub fn add(x: &mut [f32], y: &[f32]) = add_body;
}

#[inline(always)]
fn add_body(x: &mut [f32], y: &[f32]) {
    for (x, y) in x.iter_mut().zip(y) {
        *x += y;
    }
}

versions! {
    /// Rotates the pairs `(x[2i], x[2i+1])` of each head by its angles. **Shapes** `x` `[n_heads, 2 n]`, `cos`, `sin` `[n]`.
    ///
    /// **Source.** Su et al., "`RoFormer`" (2021), in the pairing of ggml's Llama files.
    pub fn rotate(x: &mut [f32], cos: &[f32], sin: &[f32]) = rotate_body;
}

#[inline(always)]
fn rotate_body(x: &mut [f32], cos: &[f32], sin: &[f32]) {
    for head in x.chunks_exact_mut(2 * cos.len()) {
        for ((pair, cos), sin) in head.as_chunks_mut::<2>().0.iter_mut().zip(cos).zip(sin) {
            let [a, b] = *pair;
            *pair = [a * cos - b * sin, a * sin + b * cos];
        }
    }
}

/// Turns scores into probabilities: `exp(x - max)`, and the sum of these, by which the caller divides.
#[inline(always)]
pub(crate) fn exp_scores(x: &mut [f32]) -> f32 {
    let mut lanes = [f32::NEG_INFINITY; WIDTH];
    let (blocks, rest) = x.as_chunks::<WIDTH>();
    for block in blocks {
        for (max, x) in lanes.iter_mut().zip(block) {
            *max = if *x > *max { *x } else { *max };
        }
    }
    let max = lanes.iter().chain(rest).fold(f32::NEG_INFINITY, |max, x| if *x > max { *x } else { max });
    for x in x.iter_mut() {
        *x = exp(*x - max);
    }
    sum(x, |x| x)
}

#[cfg(test)]
mod tests {
    use super::{add, bias_gelu, exp, layer_norm, rms_norm, rotate, swiglu};

    fn numbers(n: usize) -> Vec<f32> {
        (0..n).map(|i| ((i * 7919 % 1013) as f32 - 506.0) / 100.0).collect()
    }

    fn close(got: f32, expected: f64, tolerance: f64) {
        assert!((f64::from(got) - expected).abs() <= tolerance * expected.abs().max(1.0), "{got} {expected}");
    }

    #[test]
    fn exp_is_within_two_units_in_the_last_place() {
        for i in (-8_600_i32..8_700).step_by(if cfg!(miri) { 97 } else { 1 }) {
            let x = i as f32 / 100.0;
            let (got, exact) = (exp(x), f64::from(x).exp());
            assert!((f64::from(got) - exact).abs() <= exact * 2.4e-7, "{x}: {got} {exact}");
        }
        assert!(exp(f32::NEG_INFINITY) < 1e-37 && exp(1000.0).is_finite());
    }

    #[test]
    fn norms_are_what_their_formulas_say() {
        let (x, weight, bias) = (numbers(67), numbers(67), vec![0.5; 67]);
        let len = 67.0;
        let square: f64 = x.iter().map(|x| f64::from(*x).powi(2)).sum::<f64>() / len;
        let mut out = vec![0.0; 67];
        rms_norm(&x, &weight, 1e-5, &mut out);
        for i in 0..67 {
            close(out[i], f64::from(x[i]) / (square + 1e-5).sqrt() * f64::from(weight[i]), 1e-6);
        }
        let mean: f64 = x.iter().map(|x| f64::from(*x)).sum::<f64>() / len;
        let variance: f64 = x.iter().map(|x| (f64::from(*x) - mean).powi(2)).sum::<f64>() / len;
        let mut y = x.clone();
        layer_norm(&mut y, &weight, &bias, 1e-12);
        for i in 0..67 {
            close(y[i], (f64::from(x[i]) - mean) / variance.sqrt() * f64::from(weight[i]) + 0.5, 2e-6);
        }
    }

    #[test]
    fn gates_and_rotations_are_what_their_formulas_say() {
        let (mut gate, up) = (numbers(50), numbers(50));
        let before = gate.clone();
        swiglu(&mut gate, &up);
        for i in 0..50 {
            let x = f64::from(before[i]);
            close(gate[i], x / (1.0 + (-x).exp()) * f64::from(up[i]), 1e-6);
        }
        let mut x = vec![-3.0, -1.0, -0.1, 0.0, 0.2, 1.0, 2.5, 9.0];
        bias_gelu(&mut x, &[0.0; 8]);
        // From the error function's tables.
        let exact = [-0.004_049_7, -0.158_655_3, -0.046_017_2, 0.0, 0.115_852, 0.841_344_7, 2.484_476, 9.0];
        for (got, exact) in x.iter().zip(exact) {
            close(*got, exact, 1e-6);
        }
        let mut heads = vec![1.0, 0.0, 0.0, 2.0, 3.0, 4.0, 1.0, 1.0];
        rotate(&mut heads, &[0.0, 1.0], &[1.0, 0.0]);
        assert_eq!(heads, [0.0, 1.0, 0.0, 2.0, -4.0, 3.0, 1.0, 1.0]);
        add(&mut heads, &[1.0; 8]);
        assert_eq!(heads[..2], [1.0, 2.0]);
    }
}
