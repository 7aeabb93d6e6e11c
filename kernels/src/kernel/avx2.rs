//! AVX2 with F16C: eight rows a register.
//!
//! `maddubs` adds two products of an unsigned and a signed byte into 16 bits with saturation. With nibbles eight of its
//! results still fit (8 · 2 · 15 · 127 = 30,480), with six bits two (2 · 2 · 63 · 127 = 32,004), so they are added in
//! 16 bits before they are widened.

use std::arch::x86_64::{
    __m128i, __m256, __m256i, _mm_loadl_epi64, _mm_loadu_si128, _mm256_abs_epi8, _mm256_add_epi16,
    _mm256_add_epi32, _mm256_add_ps, _mm256_and_si256, _mm256_cvtepi8_epi32, _mm256_cvtepi32_ps,
    _mm256_cvtepu8_epi32, _mm256_cvtph_ps, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_maddubs_epi16,
    _mm256_mul_ps, _mm256_mullo_epi32, _mm256_set1_epi8, _mm256_set1_epi16, _mm256_set1_epi32,
    _mm256_set1_ps, _mm256_setzero_si256, _mm256_sign_epi8, _mm256_srli_epi16, _mm256_storeu_ps,
    _mm256_sub_ps,
};

use super::Lanes;
use crate::Format;

#[derive(Clone, Copy)]
pub(crate) struct Avx2;

const REGISTER: usize = 32;

/// Four activations in every lane.
#[inline(always)]
unsafe fn four(a: *const i8, g: usize) -> __m256i {
    // SAFETY: the block has 32 activations, g is below 8.
    unsafe { _mm256_set1_epi32(a.cast::<i32>().add(g).read_unaligned()) }
}

#[inline(always)]
unsafe fn load(w: *const u8, g: usize) -> __m256i {
    // SAFETY: the block has register g.
    unsafe { _mm256_loadu_si256(w.add(g * REGISTER).cast::<__m256i>()) }
}

/// Pairs of 16-bit sums into 32 bits.
#[inline(always)]
unsafe fn widen(pairs: __m256i) -> __m256i {
    // SAFETY: the caller has the instructions.
    unsafe { _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)) }
}

// SAFETY of all below: the instructions are there, and the pointers are valid for what the trait says.
impl Lanes for Avx2 {
    const ROWS: usize = 8;
    const BYTE_OFFSET: u8 = 0;
    type Int = __m256i;
    type Float = __m256;

    fn tokens(_: Format, _is_wide: bool) -> usize {
        4
    }

    #[inline(always)]
    unsafe fn dot_nibbles<const M: usize>(w: *const u8, a: [*const i8; M]) -> [Self::Int; M] {
        unsafe {
            let mask = _mm256_set1_epi8(15);
            let mut dots = [_mm256_setzero_si256(); M];
            for g in 0..4 {
                let both = load(w, g);
                let low = _mm256_and_si256(both, mask);
                let high = _mm256_and_si256(_mm256_srli_epi16::<4>(both), mask);
                for c in 0..M {
                    dots[c] = _mm256_add_epi16(dots[c], _mm256_maddubs_epi16(low, four(a[c], g)));
                    dots[c] = _mm256_add_epi16(dots[c], _mm256_maddubs_epi16(high, four(a[c], g + 4)));
                }
            }
            for c in 0..M {
                dots[c] = widen(dots[c]);
            }
            dots
        }
    }

    #[inline(always)]
    unsafe fn dot_bytes<const M: usize>(w: *const u8, a: [*const i8; M], _sums: [i32; M]) -> [Self::Int; M] {
        unsafe {
            let mut dots = [_mm256_setzero_si256(); M];
            for g in 0..8 {
                let weights = load(w, g);
                // At most 128 · 127 · 2 = 32,512: one product fits 16 bits, two would not.
                let magnitudes = _mm256_abs_epi8(weights);
                for c in 0..M {
                    let signed = _mm256_sign_epi8(four(a[c], g), weights);
                    let pairs = _mm256_maddubs_epi16(magnitudes, signed);
                    dots[c] = _mm256_add_epi32(dots[c], widen(pairs));
                }
            }
            dots
        }
    }

    #[inline(always)]
    unsafe fn dot_half<const M: usize>(w: *const u8, a: [*const i8; M]) -> [Self::Int; M] {
        unsafe {
            let mut dots = [_mm256_setzero_si256(); M];
            for g in [0, 2] {
                let (first, second) = (load(w, g), load(w, g + 1));
                for c in 0..M {
                    let pairs = _mm256_add_epi16(
                        _mm256_maddubs_epi16(first, four(a[c], g)),
                        _mm256_maddubs_epi16(second, four(a[c], g + 1)),
                    );
                    dots[c] = _mm256_add_epi32(dots[c], widen(pairs));
                }
            }
            dots
        }
    }

    #[inline(always)]
    unsafe fn int(x: i32) -> Self::Int {
        unsafe { _mm256_set1_epi32(x) }
    }

    #[inline(always)]
    unsafe fn add_int(a: Self::Int, b: Self::Int) -> Self::Int {
        unsafe { _mm256_add_epi32(a, b) }
    }

    #[inline(always)]
    unsafe fn mul_int(a: Self::Int, b: Self::Int) -> Self::Int {
        unsafe { _mm256_mullo_epi32(a, b) }
    }

    #[inline(always)]
    unsafe fn load_u8(from: *const u8) -> Self::Int {
        unsafe { _mm256_cvtepu8_epi32(_mm_loadl_epi64(from.cast::<__m128i>())) }
    }

    #[inline(always)]
    unsafe fn load_i8(from: *const u8) -> Self::Int {
        unsafe { _mm256_cvtepi8_epi32(_mm_loadl_epi64(from.cast::<__m128i>())) }
    }

    #[inline(always)]
    unsafe fn float(x: f32) -> Self::Float {
        unsafe { _mm256_set1_ps(x) }
    }

    #[inline(always)]
    unsafe fn to_float(x: Self::Int) -> Self::Float {
        unsafe { _mm256_cvtepi32_ps(x) }
    }

    #[inline(always)]
    unsafe fn add(a: Self::Float, b: Self::Float) -> Self::Float {
        unsafe { _mm256_add_ps(a, b) }
    }

    #[inline(always)]
    unsafe fn sub(a: Self::Float, b: Self::Float) -> Self::Float {
        unsafe { _mm256_sub_ps(a, b) }
    }

    #[inline(always)]
    unsafe fn mul(a: Self::Float, b: Self::Float) -> Self::Float {
        unsafe { _mm256_mul_ps(a, b) }
    }

    #[inline(always)]
    unsafe fn load_half(from: *const u8) -> Self::Float {
        unsafe { _mm256_cvtph_ps(_mm_loadu_si128(from.cast::<__m128i>())) }
    }

    #[inline(always)]
    unsafe fn store(x: Self::Float, into: *mut f32) {
        unsafe { _mm256_storeu_ps(into, x) }
    }
}
