//! WebAssembly SIMD: four rows a register, in two builds.
//!
//! With relaxed SIMD, `i16x8_relaxed_dot_i8x16_i7x16` adds two products of a signed byte and one of 0 to 127 into 16
//! bits (`pmaddubsw`, or a pair of multiplications on ARM). What is relaxed about it, the seventh bit and overflow,
//! never comes up: nibbles and six bits are below 128, and sums of eight (nibbles: 8 · 2 · 15 · 127 = 30,480) or two
//! (six bits: 2 · 2 · 63 · 127 = 32,004) fit 16 bits. Bytes are multiplied as two nibbles.
//!
//! Without it, bytes are widened and multiplied in 16 bits, which adds pairs of columns; lanes of a register then hold two
//! rows, and are brought together once a block.

use std::arch::wasm32::{
    f32x4_add, f32x4_convert_i32x4, f32x4_mul, f32x4_splat, f32x4_sub, i16x8_load_extend_i8x8,
    i16x8_load_extend_u8x8, i32x4_add, i32x4_extend_low_i16x8, i32x4_load_extend_i16x4, i32x4_mul, i32x4_shl,
    i32x4_splat, u8x16_shr, u8x16_splat, u32x4_extend_low_u16x8, v128, v128_and, v128_load, v128_load32_zero,
    v128_store,
};

use super::Lanes;

#[derive(Clone, Copy)]
pub(crate) struct Wasm;

#[inline(always)]
unsafe fn load(w: *const u8, g: usize) -> v128 {
    // SAFETY: the block has register g.
    unsafe { v128_load(w.add(g * 16).cast::<v128>()) }
}

#[cfg(target_feature = "relaxed-simd")]
mod dot {
    use std::arch::wasm32::{
        i16x8_add, i16x8_relaxed_dot_i8x16_i7x16, i16x8_splat, i32x4_add, i32x4_extadd_pairwise_i16x8,
        i32x4_shl, i32x4_splat, v128, v128_load32_splat,
    };

    /// Four activations in every lane.
    #[inline(always)]
    unsafe fn four(a: *const i8, g: usize) -> v128 {
        // SAFETY: the block has 32 activations, g is below 8.
        unsafe { v128_load32_splat(a.cast::<u32>().add(g)) }
    }

    /// Sums of one block, in pairs of columns and 16 bits.
    #[inline(always)]
    unsafe fn add(sum: v128, a: *const i8, g: usize, weights: v128) -> v128 {
        // SAFETY: as above.
        i16x8_add(sum, i16x8_relaxed_dot_i8x16_i7x16(unsafe { four(a, g) }, weights))
    }

    #[inline(always)]
    pub(super) unsafe fn nibbles<const M: usize>(w: *const u8, a: [*const i8; M]) -> [v128; M] {
        // SAFETY: the caller's.
        unsafe {
            let mut dots = [i16x8_splat(0); M];
            for g in 0..4 {
                let (low, high) = super::nibbles(super::load(w, g));
                for c in 0..M {
                    dots[c] = add(dots[c], a[c], g, low);
                    dots[c] = add(dots[c], a[c], g + 4, high);
                }
            }
            for dot in &mut dots {
                *dot = i32x4_extadd_pairwise_i16x8(*dot);
            }
            dots
        }
    }

    #[inline(always)]
    pub(super) unsafe fn bytes<const M: usize>(w: *const u8, a: [*const i8; M], sums: [i32; M]) -> [v128; M] {
        // SAFETY: the caller's.
        unsafe {
            let mut low_dots = [i16x8_splat(0); M];
            let mut high_dots = [i16x8_splat(0); M];
            for g in 0..8 {
                let (low, high) = super::nibbles(super::load(w, g));
                for c in 0..M {
                    low_dots[c] = add(low_dots[c], a[c], g, low);
                    high_dots[c] = add(high_dots[c], a[c], g, high);
                }
            }
            for c in 0..M {
                let high = i32x4_shl(i32x4_extadd_pairwise_i16x8(high_dots[c]), 4);
                let low = i32x4_add(i32x4_extadd_pairwise_i16x8(low_dots[c]), i32x4_splat(-128 * sums[c]));
                low_dots[c] = i32x4_add(low, high);
            }
            low_dots
        }
    }

    #[inline(always)]
    pub(super) unsafe fn half<const M: usize>(w: *const u8, a: [*const i8; M]) -> [v128; M] {
        // SAFETY: the caller's.
        unsafe {
            let mut dots = [i32x4_splat(0); M];
            for g in [0, 2] {
                let (first, second) = (super::load(w, g), super::load(w, g + 1));
                for c in 0..M {
                    let pairs = add(add(i16x8_splat(0), a[c], g, first), a[c], g + 1, second);
                    dots[c] = i32x4_add(dots[c], i32x4_extadd_pairwise_i16x8(pairs));
                }
            }
            dots
        }
    }
}

#[cfg(not(target_feature = "relaxed-simd"))]
mod dot {
    use std::arch::wasm32::{
        i16x8_extend_high_u8x16, i16x8_extend_low_i8x16, i16x8_extend_low_u8x16, i32x4_add, i32x4_dot_i16x8,
        i32x4_shuffle, i32x4_splat, v128, v128_load32_splat,
    };

    /// Sums of rows 0 and 1, and of rows 2 and 3, each in two pairs of columns.
    #[derive(Clone, Copy)]
    struct Pairs(v128, v128);

    #[inline(always)]
    fn none() -> Pairs {
        Pairs(i32x4_splat(0), i32x4_splat(0))
    }

    impl Pairs {
        #[inline(always)]
        unsafe fn add(self, a: *const i8, g: usize, weights: (v128, v128)) -> Self {
            // SAFETY: the block has 32 activations, g is below 8.
            let four = i16x8_extend_low_i8x16(unsafe { v128_load32_splat(a.cast::<u32>().add(g)) });
            Self(
                i32x4_add(self.0, i32x4_dot_i16x8(four, weights.0)),
                i32x4_add(self.1, i32x4_dot_i16x8(four, weights.1)),
            )
        }

        #[inline(always)]
        fn rows(self) -> v128 {
            let even = i32x4_shuffle::<0, 2, 4, 6>(self.0, self.1);
            let odd = i32x4_shuffle::<1, 3, 5, 7>(self.0, self.1);
            i32x4_add(even, odd)
        }
    }

    #[inline(always)]
    fn widen(bytes: v128) -> (v128, v128) {
        (i16x8_extend_low_u8x16(bytes), i16x8_extend_high_u8x16(bytes))
    }

    #[inline(always)]
    pub(super) unsafe fn nibbles<const M: usize>(w: *const u8, a: [*const i8; M]) -> [v128; M] {
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

    #[inline(always)]
    pub(super) unsafe fn bytes<const M: usize>(w: *const u8, a: [*const i8; M], sums: [i32; M]) -> [v128; M] {
        // SAFETY: the caller's.
        unsafe {
            let mut dots = registers::<M, 8>(w, a);
            for c in 0..M {
                dots[c] = i32x4_add(dots[c], i32x4_splat(-128 * sums[c]));
            }
            dots
        }
    }

    #[inline(always)]
    pub(super) unsafe fn half<const M: usize>(w: *const u8, a: [*const i8; M]) -> [v128; M] {
        // SAFETY: the caller's.
        unsafe { registers::<M, 4>(w, a) }
    }

    #[inline(always)]
    unsafe fn registers<const M: usize, const N: usize>(w: *const u8, a: [*const i8; M]) -> [v128; M] {
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
    fn rows<const M: usize>(pairs: [Pairs; M]) -> [v128; M] {
        let mut dots = [i32x4_splat(0); M];
        for c in 0..M {
            dots[c] = pairs[c].rows();
        }
        dots
    }
}

#[inline(always)]
fn nibbles(both: v128) -> (v128, v128) {
    (v128_and(both, u8x16_splat(15)), u8x16_shr(both, 4))
}

// SAFETY of all below: the pointers are valid for what the trait says; a module with these instructions was only
// instantiated because the browser has them.
impl Lanes for Wasm {
    const ROWS: usize = 4;
    const TOKENS: usize = 4;
    type Int = v128;
    type Float = v128;

    #[inline(always)]
    unsafe fn dot_nibbles<const M: usize>(w: *const u8, a: [*const i8; M]) -> [v128; M] {
        unsafe { dot::nibbles(w, a) }
    }

    #[inline(always)]
    unsafe fn dot_bytes<const M: usize>(w: *const u8, a: [*const i8; M], sums: [i32; M]) -> [v128; M] {
        unsafe { dot::bytes(w, a, sums) }
    }

    #[inline(always)]
    unsafe fn dot_half<const M: usize>(w: *const u8, a: [*const i8; M]) -> [v128; M] {
        unsafe { dot::half(w, a) }
    }

    #[inline(always)]
    unsafe fn int(x: i32) -> v128 {
        i32x4_splat(x)
    }

    #[inline(always)]
    unsafe fn add_int(a: v128, b: v128) -> v128 {
        i32x4_add(a, b)
    }

    #[inline(always)]
    unsafe fn mul_int(a: v128, b: v128) -> v128 {
        i32x4_mul(a, b)
    }

    #[inline(always)]
    unsafe fn load_u8(from: *const u8) -> v128 {
        let four = unsafe { v128_load32_zero(from.cast::<u32>()) };
        u32x4_extend_low_u16x8(std::arch::wasm32::i16x8_extend_low_u8x16(four))
    }

    #[inline(always)]
    unsafe fn load_i8(from: *const u8) -> v128 {
        let four = unsafe { v128_load32_zero(from.cast::<u32>()) };
        i32x4_extend_low_i16x8(std::arch::wasm32::i16x8_extend_low_i8x16(four))
    }

    #[inline(always)]
    unsafe fn float(x: f32) -> v128 {
        f32x4_splat(x)
    }

    #[inline(always)]
    unsafe fn to_float(x: v128) -> v128 {
        f32x4_convert_i32x4(x)
    }

    #[inline(always)]
    unsafe fn add(a: v128, b: v128) -> v128 {
        f32x4_add(a, b)
    }

    #[inline(always)]
    unsafe fn sub(a: v128, b: v128) -> v128 {
        f32x4_sub(a, b)
    }

    #[inline(always)]
    unsafe fn mul(a: v128, b: v128) -> v128 {
        f32x4_mul(a, b)
    }

    /// As `half::to_f32`: the bits moved into place, then 2^112.
    #[inline(always)]
    unsafe fn load_half(from: *const u8) -> v128 {
        let wide = unsafe { i32x4_load_extend_i16x4(from.cast::<i16>()) };
        let bits = v128_and(i32x4_shl(wide, 13), i32x4_splat(0x8fff_e000_u32.cast_signed()));
        f32x4_mul(bits, f32x4_splat(5_192_296_858_534_827_628_530_496_329_220_096.0))
    }

    #[inline(always)]
    unsafe fn store(x: v128, into: *mut f32) {
        unsafe { v128_store(into.cast::<v128>(), x) }
    }
}
