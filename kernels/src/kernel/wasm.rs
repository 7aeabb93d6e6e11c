//! WebAssembly SIMD: four rows a register, in two builds.
//!
//! With relaxed SIMD there are two ways, and [`DotOf`] finds out once which one the machine has instructions for:
//!
//! - `i32x4_relaxed_dot_i8x16_i7x16_add` adds four products of bytes into 32 bits. Where that is one instruction (`vpdpbusd`
//!   with AVX-VNNI, `sdot` on ARM), the second byte has all its eight bits, unsigned or signed, though the specification
//!   promises seven. So `Q8_0` is packed with or without an offset, as natively.
//! - `i16x8_relaxed_dot_i8x16_i7x16` adds two products into 16 bits (`pmaddubsw`): faster than the first where that takes
//!   several instructions. What is relaxed about it, the seventh bit and overflow, never comes up: nibbles and six bits are
//!   below 128, and sums of eight (nibbles: 8 · 2 · 15 · 127 = 30,480) or two (six bits: 2 · 2 · 63 · 127 = 32,004) fit.
//!
//! Without relaxed SIMD, and for `Q8_0` in the second way, whose products of bytes fill 16 bits, bytes are widened and
//! multiplied in 16 bits, which adds pairs of columns; a register then holds two rows, which are brought together once a
//! block.
//!
//! From 16 tokens on, the first way unpacks nibbles to bytes once for all of them.
//!
//! Two registers of rows share each broadcast of activations: 20 % more products a second than with one (Chromium 156 on
//! x86-64 without AVX-VNNI, `Q4_0`, four tokens: 43.9 to 36.2 billion).

use std::arch::wasm32::{
    f32x4_add, f32x4_convert_i32x4, f32x4_mul, f32x4_splat, f32x4_sub, i16x8_load_extend_i8x8,
    i16x8_load_extend_u8x8, i32x4_add, i32x4_dot_i16x8, i32x4_extend_high_i16x8, i32x4_extend_low_i16x8,
    i32x4_load_extend_i16x4, i32x4_mul, i32x4_shl, i32x4_splat, u8x16_splat, u16x8_shr,
    u32x4_extend_high_u16x8, u32x4_extend_low_u16x8, v128, v128_and, v128_load, v128_load32_splat,
    v128_store,
};

use super::Lanes;
use crate::Format;

/// Instructions of a machine with relaxed SIMD for a dot product of bytes into 32 bits, as `DOT` of [`Wasm`].
pub(crate) struct DotOf;

impl DotOf {
    /// Several: 16 bits are faster.
    pub(crate) const NONE: u8 = 0;
    /// One, whose second operand is unsigned.
    pub(crate) const UNSIGNED: u8 = 1;
    /// One, whose second operand is signed.
    #[cfg(target_feature = "relaxed-simd")]
    pub(crate) const SIGNED: u8 = 2;

    /// What this machine has. Where the dot product is put together from 16-bit instructions, four products of 200 and 127
    /// overflow or saturate, and neither of the exact sums comes out.
    #[cfg(target_feature = "relaxed-simd")]
    pub(crate) fn detect() -> u8 {
        use std::arch::wasm32::{
            i8x16_splat, i32x4_extract_lane, i32x4_relaxed_dot_i8x16_i7x16_add, u8x16_splat,
        };
        use std::hint::black_box;
        let (a, b) = (black_box(i8x16_splat(127)), black_box(u8x16_splat(200)));
        match i32x4_extract_lane::<0>(i32x4_relaxed_dot_i8x16_i7x16_add(a, b, black_box(i32x4_splat(0)))) {
            101_600 => Self::UNSIGNED,
            -28_448 => Self::SIGNED,
            _ => Self::NONE,
        }
    }
}

/// The lanes; `DOT` is one of [`DotOf`].
#[derive(Clone, Copy)]
pub(crate) struct Wasm<const DOT: u8>;

#[inline(always)]
unsafe fn load(w: *const u8, g: usize) -> Two {
    // SAFETY: the block has the two registers of four columns.
    unsafe { Two(v128_load(w.add(g * 32).cast::<v128>()), v128_load(w.add(g * 32 + 16).cast::<v128>())) }
}

#[cfg(target_feature = "relaxed-simd")]
mod relaxed {
    use std::arch::wasm32::{
        i16x8_add, i16x8_relaxed_dot_i8x16_i7x16, i16x8_splat, i32x4_add, i32x4_extadd_pairwise_i16x8,
        i32x4_splat, v128, v128_load32_splat,
    };

    use super::Two;

    /// Four activations in every lane.
    #[inline(always)]
    unsafe fn four(a: *const i8, g: usize) -> v128 {
        // SAFETY: the block has 32 activations, g is below 8.
        unsafe { v128_load32_splat(a.cast::<u32>().add(g)) }
    }

    /// Adds products of one register, in pairs of columns and 16 bits.
    #[inline(always)]
    fn add(sum: Two, a: v128, weights: Two) -> Two {
        Two(
            i16x8_add(sum.0, i16x8_relaxed_dot_i8x16_i7x16(a, weights.0)),
            i16x8_add(sum.1, i16x8_relaxed_dot_i8x16_i7x16(a, weights.1)),
        )
    }

    #[inline(always)]
    fn zero() -> Two {
        Two(i16x8_splat(0), i16x8_splat(0))
    }

    #[inline(always)]
    fn widen(pairs: Two) -> Two {
        Two(i32x4_extadd_pairwise_i16x8(pairs.0), i32x4_extadd_pairwise_i16x8(pairs.1))
    }

    #[inline(always)]
    pub(super) unsafe fn nibbles<const M: usize>(w: *const u8, a: [*const i8; M]) -> [Two; M] {
        // SAFETY: the caller's.
        unsafe {
            let mut dots = [zero(); M];
            for g in 0..4 {
                let (low, high) = super::nibbles(super::load(w, g));
                for c in 0..M {
                    dots[c] = add(dots[c], four(a[c], g), low);
                    dots[c] = add(dots[c], four(a[c], g + 4), high);
                }
            }
            for dot in &mut dots {
                *dot = widen(*dot);
            }
            dots
        }
    }

    #[inline(always)]
    pub(super) unsafe fn half<const M: usize>(w: *const u8, a: [*const i8; M]) -> [Two; M] {
        // SAFETY: the caller's.
        unsafe {
            let mut dots = [Two(i32x4_splat(0), i32x4_splat(0)); M];
            for g in [0, 2] {
                let (first, second) = (super::load(w, g), super::load(w, g + 1));
                for c in 0..M {
                    let pairs = add(add(zero(), four(a[c], g), first), four(a[c], g + 1), second);
                    let sums = widen(pairs);
                    dots[c] = Two(i32x4_add(dots[c].0, sums.0), i32x4_add(dots[c].1, sums.1));
                }
            }
            dots
        }
    }
}

/// Four products at once, in 32 bits.
///
/// The trip counts are hidden from the compiler. Unrolled, all broadcasts are loaded, and spilled, before each sum is added up
/// by itself in one chain of eight: 52 instead of 72 billion products a second (`Q4_0`, 64 tokens, AVX-VNNI), and 86 once
/// nibbles are unpacked to bytes for all tokens.
#[cfg(target_feature = "relaxed-simd")]
mod dot {
    use std::arch::wasm32::{i32x4_relaxed_dot_i8x16_i7x16_add, i32x4_splat, v128, v128_load32_splat};
    use std::hint::black_box;

    use super::Two;

    /// Adds products with group `g` of four activations.
    #[inline(always)]
    unsafe fn add(sum: Two, a: *const i8, g: usize, weights: Two) -> Two {
        // SAFETY: the block has as many activations as the caller says.
        let four: v128 = unsafe { v128_load32_splat(a.cast::<u32>().add(g)) };
        Two(
            i32x4_relaxed_dot_i8x16_i7x16_add(four, weights.0, sum.0),
            i32x4_relaxed_dot_i8x16_i7x16_add(four, weights.1, sum.1),
        )
    }

    #[inline(always)]
    pub(super) unsafe fn nibbles<const M: usize>(w: *const u8, a: [*const i8; M]) -> [Two; M] {
        // SAFETY: the caller's.
        unsafe {
            let mut dots = [Two(i32x4_splat(0), i32x4_splat(0)); M];
            for g in 0..black_box(4) {
                let (low, high) = super::nibbles(super::load(w, g));
                for c in 0..M {
                    dots[c] = add(dots[c], a[c], g, low);
                    dots[c] = add(dots[c], a[c], g + 4, high);
                }
            }
            dots
        }
    }

    /// Bytes of `N` registers of columns, added to `dots`.
    #[inline(always)]
    pub(super) unsafe fn bytes<const M: usize, const N: usize>(
        w: *const u8,
        a: [*const i8; M],
        mut dots: [Two; M],
    ) -> [Two; M] {
        // SAFETY: the caller's.
        unsafe {
            for g in 0..black_box(N) {
                let weights = super::load(w, g);
                for c in 0..M {
                    dots[c] = add(dots[c], a[c], g, weights);
                }
            }
            dots
        }
    }
}

mod wide {
    use std::arch::wasm32::{
        i16x8_extend_high_i8x16, i16x8_extend_low_i8x16, i32x4_add, i32x4_dot_i16x8, i32x4_shuffle,
        i32x4_splat, v128, v128_load32_splat,
    };

    use super::Two;

    /// Sums of two rows a register, each in two pairs of columns.
    #[derive(Clone, Copy)]
    struct Pairs([v128; 4]);

    #[inline(always)]
    fn none() -> Pairs {
        Pairs([i32x4_splat(0); 4])
    }

    impl Pairs {
        #[inline(always)]
        unsafe fn add(mut self, a: *const i8, g: usize, weights: [v128; 4]) -> Self {
            // SAFETY: the block has 32 activations, g is below 8.
            let four = i16x8_extend_low_i8x16(unsafe { v128_load32_splat(a.cast::<u32>().add(g)) });
            for i in 0..4 {
                self.0[i] = i32x4_add(self.0[i], i32x4_dot_i16x8(four, weights[i]));
            }
            self
        }

        #[inline(always)]
        fn rows(self) -> Two {
            let rows = |a, b| i32x4_add(i32x4_shuffle::<0, 2, 4, 6>(a, b), i32x4_shuffle::<1, 3, 5, 7>(a, b));
            Two(rows(self.0[0], self.0[1]), rows(self.0[2], self.0[3]))
        }
    }

    #[inline(always)]
    fn widen(bytes: Two) -> [v128; 4] {
        [
            i16x8_extend_low_i8x16(bytes.0),
            i16x8_extend_high_i8x16(bytes.0),
            i16x8_extend_low_i8x16(bytes.1),
            i16x8_extend_high_i8x16(bytes.1),
        ]
    }

    #[cfg(not(target_feature = "relaxed-simd"))]
    #[inline(always)]
    pub(super) unsafe fn nibbles<const M: usize>(w: *const u8, a: [*const i8; M]) -> [Two; M] {
        // SAFETY: the caller's.
        unsafe {
            let mut pairs = [none(); M];
            for g in 0..4 {
                let (low, high) = super::nibbles(super::load(w, g));
                let (low, high) = (widen(low), widen(high));
                for c in 0..M {
                    pairs[c] = pairs[c].add(a[c], g, low);
                    pairs[c] = pairs[c].add(a[c], g + 4, high);
                }
            }
            rows(pairs)
        }
    }

    /// Bytes of `N` registers of columns.
    #[inline(always)]
    pub(super) unsafe fn bytes<const M: usize, const N: usize>(w: *const u8, a: [*const i8; M]) -> [Two; M] {
        // SAFETY: the caller's.
        unsafe {
            let mut pairs = [none(); M];
            for g in 0..N {
                let weights = widen(super::load(w, g));
                for c in 0..M {
                    pairs[c] = pairs[c].add(a[c], g, weights);
                }
            }
            rows(pairs)
        }
    }

    #[inline(always)]
    fn rows<const M: usize>(pairs: [Pairs; M]) -> [Two; M] {
        let mut dots = [Two(i32x4_splat(0), i32x4_splat(0)); M];
        for c in 0..M {
            dots[c] = pairs[c].rows();
        }
        dots
    }
}

#[inline(always)]
fn nibbles(both: Two) -> (Two, Two) {
    let mask = u8x16_splat(15);
    (
        Two(v128_and(both.0, mask), v128_and(both.1, mask)),
        Two(v128_and(u16x8_shr(both.0, 4), mask), v128_and(u16x8_shr(both.1, 4), mask)),
    )
}

/// Two registers: eight rows, which share each broadcast of activations.
#[derive(Clone, Copy)]
pub(crate) struct Two(v128, v128);

// SAFETY of all below: the pointers are valid for what the trait says; a module with these instructions was only
// instantiated because the browser has them.
impl<const DOT: u8> Lanes for Wasm<DOT> {
    const ROWS: usize = 8;
    const BYTE_OFFSET: u8 = if DOT == DotOf::UNSIGNED { 128 } else { 0 };
    type Int = Two;
    type Float = Two;

    /// As many sums as sixteen registers hold: those of bytes take twice as many.
    fn tokens(format: Format, is_wide: bool) -> usize {
        if format == Format::Q8_0 && !is_wide && DOT == DotOf::NONE { 2 } else { 4 }
    }

    #[inline(always)]
    unsafe fn dot_nibbles<const M: usize>(w: *const u8, a: [*const i8; M]) -> [Two; M] {
        #[cfg(target_feature = "relaxed-simd")]
        unsafe {
            if DOT == DotOf::NONE { relaxed::nibbles(w, a) } else { dot::nibbles(w, a) }
        }
        #[cfg(not(target_feature = "relaxed-simd"))]
        unsafe {
            wide::nibbles(w, a)
        }
    }

    const UNPACKS: bool = DOT != DotOf::NONE;

    #[inline(always)]
    unsafe fn unpack(w: *const u8, into: *mut u8) {
        unsafe {
            for g in 0..4 {
                let (low, high) = nibbles(load(w, g));
                for (at, half) in [(g, low), (g + 4, high)] {
                    v128_store(into.add(at * 32).cast::<v128>(), half.0);
                    v128_store(into.add(at * 32 + 16).cast::<v128>(), half.1);
                }
            }
        }
    }

    #[cfg(target_feature = "relaxed-simd")]
    #[inline(always)]
    unsafe fn dot_unpacked<const M: usize>(w: *const u8, a: [*const i8; M]) -> [Two; M] {
        unsafe { dot::bytes::<M, 8>(w, a, [Self::int(0); M]) }
    }

    #[inline(always)]
    unsafe fn dot_bytes<const M: usize>(w: *const u8, a: [*const i8; M], sums: [i32; M]) -> [Two; M] {
        #[cfg(target_feature = "relaxed-simd")]
        if DOT != DotOf::NONE {
            let offset = -i32::from(Self::BYTE_OFFSET);
            let mut dots = [Two(i32x4_splat(0), i32x4_splat(0)); M];
            for c in 0..M {
                dots[c] = unsafe { Self::int(offset * sums[c]) };
            }
            return unsafe { dot::bytes::<M, 8>(w, a, dots) };
        }
        let _ = sums;
        unsafe { wide::bytes::<M, 8>(w, a) }
    }

    #[inline(always)]
    unsafe fn dot_wide<const M: usize>(w: *const u8, a: [*const i16; M]) -> [Two; M] {
        unsafe {
            let mut dots = [Two(i32x4_splat(0), i32x4_splat(0)); M];
            for pair in 0..16 {
                let weights = load(w, pair);
                for c in 0..M {
                    let two = v128_load32_splat(a[c].cast::<u32>().add(pair));
                    dots[c] = Two(
                        i32x4_add(dots[c].0, i32x4_dot_i16x8(two, weights.0)),
                        i32x4_add(dots[c].1, i32x4_dot_i16x8(two, weights.1)),
                    );
                }
            }
            dots
        }
    }

    #[inline(always)]
    unsafe fn dot_half<const M: usize>(w: *const u8, a: [*const i8; M]) -> [Two; M] {
        #[cfg(target_feature = "relaxed-simd")]
        unsafe {
            if DOT == DotOf::NONE {
                relaxed::half(w, a)
            } else {
                dot::bytes::<M, 4>(w, a, [Two(i32x4_splat(0), i32x4_splat(0)); M])
            }
        }
        #[cfg(not(target_feature = "relaxed-simd"))]
        unsafe {
            wide::bytes::<M, 4>(w, a)
        }
    }

    #[inline(always)]
    unsafe fn int(x: i32) -> Two {
        Two(i32x4_splat(x), i32x4_splat(x))
    }

    #[inline(always)]
    unsafe fn add_int(a: Two, b: Two) -> Two {
        Two(i32x4_add(a.0, b.0), i32x4_add(a.1, b.1))
    }

    #[inline(always)]
    unsafe fn mul_int(a: Two, b: Two) -> Two {
        Two(i32x4_mul(a.0, b.0), i32x4_mul(a.1, b.1))
    }

    #[inline(always)]
    unsafe fn load_u8(from: *const u8) -> Two {
        let eight = unsafe { i16x8_load_extend_u8x8(from) };
        Two(u32x4_extend_low_u16x8(eight), u32x4_extend_high_u16x8(eight))
    }

    #[inline(always)]
    unsafe fn load_i8(from: *const u8) -> Two {
        let eight = unsafe { i16x8_load_extend_i8x8(from.cast::<i8>()) };
        Two(i32x4_extend_low_i16x8(eight), i32x4_extend_high_i16x8(eight))
    }

    #[inline(always)]
    unsafe fn float(x: f32) -> Two {
        Two(f32x4_splat(x), f32x4_splat(x))
    }

    #[inline(always)]
    unsafe fn to_float(x: Two) -> Two {
        Two(f32x4_convert_i32x4(x.0), f32x4_convert_i32x4(x.1))
    }

    #[inline(always)]
    unsafe fn add(a: Two, b: Two) -> Two {
        Two(f32x4_add(a.0, b.0), f32x4_add(a.1, b.1))
    }

    #[inline(always)]
    unsafe fn sub(a: Two, b: Two) -> Two {
        Two(f32x4_sub(a.0, b.0), f32x4_sub(a.1, b.1))
    }

    #[inline(always)]
    unsafe fn mul(a: Two, b: Two) -> Two {
        Two(f32x4_mul(a.0, b.0), f32x4_mul(a.1, b.1))
    }

    #[inline(always)]
    unsafe fn load_half(from: *const u8) -> Two {
        unsafe { Two(four_halves(from), four_halves(from.add(8))) }
    }

    #[inline(always)]
    unsafe fn store(x: Two, into: *mut f32) {
        unsafe {
            v128_store(into.cast::<v128>(), x.0);
            v128_store(into.add(4).cast::<v128>(), x.1);
        }
    }
}

/// As `half::to_f32`: the bits moved into place, then 2^112.
#[inline(always)]
unsafe fn four_halves(from: *const u8) -> v128 {
    // SAFETY: the caller's.
    let wide = unsafe { i32x4_load_extend_i16x4(from.cast::<i16>()) };
    let bits = v128_and(i32x4_shl(wide, 13), i32x4_splat(0x8fff_e000_u32.cast_signed()));
    f32x4_mul(bits, f32x4_splat(5_192_296_858_534_827_628_530_496_329_220_096.0))
}
