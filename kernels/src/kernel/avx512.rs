//! AVX-512 with VNNI: sixteen rows a register; a byte dot product is one instruction.

use std::arch::x86_64::{
    __m128i, __m256i, __m512, __m512i, _mm_loadu_si128, _mm256_loadu_si256, _mm512_add_epi32, _mm512_add_ps,
    _mm512_and_si512, _mm512_cvtepi8_epi32, _mm512_cvtepi32_ps, _mm512_cvtepu8_epi32, _mm512_cvtph_ps,
    _mm512_dpbusd_epi32, _mm512_loadu_si512, _mm512_mul_ps, _mm512_mullo_epi32, _mm512_set1_epi8,
    _mm512_set1_epi32, _mm512_set1_ps, _mm512_setzero_si512, _mm512_srli_epi16, _mm512_storeu_ps,
    _mm512_sub_ps,
};

use super::Lanes;
use crate::Format;

#[derive(Clone, Copy)]
pub(crate) struct Avx512;

const REGISTER: usize = 64;

/// Four activations in every lane.
#[inline(always)]
unsafe fn four(a: *const i8, g: usize) -> __m512i {
    // SAFETY: the block has 32 activations, g is below 8.
    unsafe { _mm512_set1_epi32(a.cast::<i32>().add(g).read_unaligned()) }
}

#[inline(always)]
unsafe fn load(w: *const u8, g: usize) -> __m512i {
    // SAFETY: the block has register g.
    unsafe { _mm512_loadu_si512(w.add(g * REGISTER).cast::<__m512i>()) }
}

// SAFETY of all below: the instructions are there, and the pointers are valid for what the trait says.
impl Lanes for Avx512 {
    const ROWS: usize = 16;
    const BYTE_OFFSET: u8 = 0x80;
    type Int = __m512i;
    type Float = __m512;

    fn tokens(_: Format, _is_wide: bool) -> usize {
        8
    }

    #[inline(always)]
    unsafe fn dot_nibbles<const M: usize>(w: *const u8, a: [*const i8; M]) -> [Self::Int; M] {
        unsafe {
            let mask = _mm512_set1_epi8(15);
            let mut dots = [_mm512_setzero_si512(); M];
            for g in 0..4 {
                let both = load(w, g);
                let low = _mm512_and_si512(both, mask);
                let high = _mm512_and_si512(_mm512_srli_epi16::<4>(both), mask);
                for c in 0..M {
                    dots[c] = _mm512_dpbusd_epi32(dots[c], low, four(a[c], g));
                    dots[c] = _mm512_dpbusd_epi32(dots[c], high, four(a[c], g + 4));
                }
            }
            dots
        }
    }

    #[inline(always)]
    unsafe fn dot_bytes<const M: usize>(w: *const u8, a: [*const i8; M], sums: [i32; M]) -> [Self::Int; M] {
        unsafe {
            let mut dots = [_mm512_setzero_si512(); M];
            for c in 0..M {
                dots[c] = Self::int(-128 * sums[c]);
            }
            for g in 0..8 {
                let weights = load(w, g);
                for c in 0..M {
                    dots[c] = _mm512_dpbusd_epi32(dots[c], weights, four(a[c], g));
                }
            }
            dots
        }
    }

    #[inline(always)]
    unsafe fn dot_half<const M: usize>(w: *const u8, a: [*const i8; M]) -> [Self::Int; M] {
        unsafe {
            let mut dots = [_mm512_setzero_si512(); M];
            for g in 0..4 {
                let weights = load(w, g);
                for c in 0..M {
                    dots[c] = _mm512_dpbusd_epi32(dots[c], weights, four(a[c], g));
                }
            }
            dots
        }
    }

    #[inline(always)]
    unsafe fn int(x: i32) -> Self::Int {
        unsafe { _mm512_set1_epi32(x) }
    }

    #[inline(always)]
    unsafe fn add_int(a: Self::Int, b: Self::Int) -> Self::Int {
        unsafe { _mm512_add_epi32(a, b) }
    }

    #[inline(always)]
    unsafe fn mul_int(a: Self::Int, b: Self::Int) -> Self::Int {
        unsafe { _mm512_mullo_epi32(a, b) }
    }

    #[inline(always)]
    unsafe fn load_u8(from: *const u8) -> Self::Int {
        unsafe { _mm512_cvtepu8_epi32(_mm_loadu_si128(from.cast::<__m128i>())) }
    }

    #[inline(always)]
    unsafe fn load_i8(from: *const u8) -> Self::Int {
        unsafe { _mm512_cvtepi8_epi32(_mm_loadu_si128(from.cast::<__m128i>())) }
    }

    #[inline(always)]
    unsafe fn float(x: f32) -> Self::Float {
        unsafe { _mm512_set1_ps(x) }
    }

    #[inline(always)]
    unsafe fn to_float(x: Self::Int) -> Self::Float {
        unsafe { _mm512_cvtepi32_ps(x) }
    }

    #[inline(always)]
    unsafe fn add(a: Self::Float, b: Self::Float) -> Self::Float {
        unsafe { _mm512_add_ps(a, b) }
    }

    #[inline(always)]
    unsafe fn sub(a: Self::Float, b: Self::Float) -> Self::Float {
        unsafe { _mm512_sub_ps(a, b) }
    }

    #[inline(always)]
    unsafe fn mul(a: Self::Float, b: Self::Float) -> Self::Float {
        unsafe { _mm512_mul_ps(a, b) }
    }

    #[inline(always)]
    unsafe fn load_half(from: *const u8) -> Self::Float {
        unsafe { _mm512_cvtph_ps(_mm256_loadu_si256(from.cast::<__m256i>())) }
    }

    #[inline(always)]
    unsafe fn store(x: Self::Float, into: *mut f32) {
        unsafe { _mm512_storeu_ps(into, x) }
    }
}
