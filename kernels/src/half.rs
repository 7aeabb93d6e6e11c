//! IEEE half-precision numbers, with integer arithmetic only: the same bits on every machine, and loops over them become
//! SIMD where the compiler has any.

/// 2^112, which moves the exponent of a half (bias 15) to that of an f32 (bias 127).
const REBIAS: f32 = 5_192_296_858_534_827_628_530_496_329_220_096.0;

/// The largest finite half.
const MAX: f32 = 65_504.0;

/// The number a finite half stands for; exact, subnormal ones included. Infinities and NaN come out as large numbers:
/// loaders refuse them.
#[inline(always)]
pub fn to_f32(half: u16) -> f32 {
    let bits = ((i32::from(half.cast_signed()) << 13) as u32) & 0x8fff_e000;
    f32::from_bits(bits) * REBIAS
}

/// The nearest half, ties to even. What is larger than the largest half becomes that; NaN becomes zero's neighbour and
/// must not come here.
#[inline(always)]
pub fn from_f32(x: f32) -> u16 {
    let sign = (x.to_bits() >> 16) as u16 & 0x8000;
    let magnitude = x.abs().min(MAX);
    // Below the smallest normal half, adding 0.5 leaves exactly the bits of a subnormal half at the bottom.
    let subnormal = ((magnitude + 0.5).to_bits()).wrapping_sub(0.5_f32.to_bits()) as u16;
    let bits = magnitude.to_bits();
    let odd = (bits >> 13) & 1;
    let normal = (bits.wrapping_add(0x0fff + odd).wrapping_sub(112 << 23) >> 13) as u16;
    let is_subnormal = bits < (113 << 23);
    sign | if is_subnormal { subnormal } else { normal }
}

/// Whether a half is a finite number.
pub fn is_finite(half: u16) -> bool {
    half & 0x7c00 != 0x7c00
}

#[cfg(test)]
mod tests {
    use super::{from_f32, is_finite, to_f32};

    /// Of every so many halves one is looked at.
    const STEP: usize = if cfg!(miri) { 331 } else { 1 };

    #[test]
    fn every_finite_half_survives_and_signs_are_kept() {
        for half in (0..=u16::MAX).step_by(STEP).filter(|half| is_finite(*half)) {
            assert_eq!(from_f32(to_f32(half)), half, "{half:04x} is {}", to_f32(half));
        }
        for (half, x) in [(0x3c00, 1.0_f32), (0xc000, -2.0), (0x0001, 1.0 / 16_777_216.0)] {
            assert_eq!(to_f32(half).to_bits(), x.to_bits());
        }
    }

    #[test]
    fn rounding_is_to_the_nearest_and_ties_to_even() {
        for half in (0..0x7bff_u16).step_by(STEP).filter(|half| is_finite(half + 1)) {
            let (low, high) = (to_f32(half), to_f32(half + 1));
            let middle = f32::midpoint(low, high);
            let even = if half % 2 == 0 { half } else { half + 1 };
            assert_eq!(from_f32(middle), even, "{middle}");
            assert_eq!(from_f32(f32::from_bits(middle.to_bits() - 1)), half);
            assert_eq!(from_f32(f32::from_bits(middle.to_bits() + 1)), half + 1);
        }
        assert_eq!(from_f32(1e9), 0x7bff);
        assert_eq!(from_f32(-1e9), 0xfbff);
    }
}
