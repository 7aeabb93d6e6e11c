//! NEON: eight rows in two registers, which share each load of activations.
//!
//! Plain NEON multiplies bytes into 16 bits, column by column. Sums of eight products of a nibble (8 · 15 · 127 = 15,240),
//! four of six bits (4 · 63 · 127 = 32,004) and two of bytes (2 · 128 · 127 = 32,512) fit there, so they are added in 16
//! bits before they are widened.
//!
//! With the dot product extension (most processors since 2018) four columns take one instruction. Its intrinsics are not
//! stable in Rust 1.95, so [`sdot`] is a line of assembly.

use std::arch::{
    aarch64::{
        float32x4_t, int8x16_t, int16x8_t, int32x4_t, uint8x16_t, vaddq_f32, vaddq_s32, vandq_s32, vandq_u8,
        vcvtq_f32_s32, vdupq_n_f32, vdupq_n_s16, vdupq_n_s32, vdupq_n_u8, vget_low_s8, vget_low_s16,
        vget_low_u16, vld1_s8, vld1_s16, vld1_u8, vld1q_s8, vld1q_u8, vmlal_high_s8, vmlal_s8,
        vmovl_high_s16, vmovl_high_u16, vmovl_s8, vmovl_s16, vmovl_u8, vmovl_u16, vmulq_f32, vmulq_s32,
        vpadalq_s16, vpaddlq_s16, vpaddq_s32, vreinterpretq_f32_s32, vreinterpretq_s8_s32,
        vreinterpretq_s8_u8, vreinterpretq_s32_u32, vshll_n_s16, vshrq_n_u8, vst1q_f32, vsubq_f32,
    },
    asm,
};

use super::Lanes;
use crate::Format;

/// NEON, with the dot product extension or without.
#[derive(Clone, Copy)]
pub(crate) struct Neon<const DOT: bool>;

/// Two registers: eight rows.
#[derive(Clone, Copy)]
pub(crate) struct Two<T>(T, T);

impl<T: Copy> Two<T> {
    #[inline(always)]
    fn map<U>(self, f: impl Fn(T) -> U) -> Two<U> {
        Two(f(self.0), f(self.1))
    }

    #[inline(always)]
    fn with(self, other: Self, f: impl Fn(T, T) -> T) -> Self {
        Two(f(self.0, other.0), f(self.1, other.1))
    }
}

/// Columns 4g to 4g+3 of eight rows.
#[inline(always)]
unsafe fn load(w: *const u8, g: usize) -> Two<uint8x16_t> {
    // SAFETY: the block has the two registers of four columns.
    unsafe { Two(vld1q_u8(w.add(g * 32)), vld1q_u8(w.add(g * 32 + 16))) }
}

#[inline(always)]
unsafe fn signed(bytes: Two<uint8x16_t>) -> Two<int8x16_t> {
    // SAFETY: NEON is there.
    unsafe { bytes.map(|bytes| vreinterpretq_s8_u8(bytes)) }
}

#[inline(always)]
unsafe fn low(both: Two<uint8x16_t>) -> Two<int8x16_t> {
    // SAFETY: NEON is there.
    unsafe { signed(both.map(|both| vandq_u8(both, vdupq_n_u8(15)))) }
}

#[inline(always)]
unsafe fn high(both: Two<uint8x16_t>) -> Two<int8x16_t> {
    // SAFETY: NEON is there.
    unsafe { signed(both.map(|both| vshrq_n_u8::<4>(both))) }
}

/// Products column by column, without the extension.
mod plain {
    use super::{
        Two, int8x16_t, int16x8_t, int32x4_t, load, signed, vdupq_n_s16, vdupq_n_s32, vget_low_s8,
        vmlal_high_s8, vmlal_s8, vpadalq_s16, vpaddlq_s16, vpaddq_s32, vreinterpretq_s8_s32,
    };

    /// Four activations in every lane.
    #[inline(always)]
    unsafe fn four(a: *const i8, g: usize) -> int8x16_t {
        // SAFETY: the block has 32 activations, g is below 8.
        unsafe { vreinterpretq_s8_s32(vdupq_n_s32(a.cast::<i32>().add(g).read_unaligned())) }
    }

    /// Sums of eight rows, two rows a register, in 16 bits and four columns.
    #[derive(Clone, Copy)]
    struct Columns([int16x8_t; 4]);

    impl Columns {
        #[inline(always)]
        unsafe fn zero() -> Self {
            // SAFETY: NEON is there.
            Self([unsafe { vdupq_n_s16(0) }; 4])
        }

        #[inline(always)]
        unsafe fn add(self, a: int8x16_t, weights: Two<int8x16_t>) -> Self {
            let [s0, s1, s2, s3] = self.0;
            // SAFETY: NEON is there.
            unsafe {
                Self([
                    vmlal_s8(s0, vget_low_s8(weights.0), vget_low_s8(a)),
                    vmlal_high_s8(s1, weights.0, a),
                    vmlal_s8(s2, vget_low_s8(weights.1), vget_low_s8(a)),
                    vmlal_high_s8(s3, weights.1, a),
                ])
            }
        }

        #[inline(always)]
        unsafe fn rows(self) -> Two<int32x4_t> {
            // SAFETY: NEON is there.
            unsafe { rows(self.0.map(|sums| vpaddlq_s16(sums))) }
        }
    }

    /// Sums of two rows a register, in 32 bits and two pairs of columns, brought together.
    #[inline(always)]
    unsafe fn rows([s0, s1, s2, s3]: [int32x4_t; 4]) -> Two<int32x4_t> {
        // SAFETY: NEON is there.
        unsafe { Two(vpaddq_s32(s0, s1), vpaddq_s32(s2, s3)) }
    }

    #[inline(always)]
    pub(super) unsafe fn nibbles<const M: usize>(w: *const u8, a: [*const i8; M]) -> [Two<int32x4_t>; M] {
        // SAFETY: the caller's.
        unsafe {
            let mut sums = [Columns::zero(); M];
            for g in 0..4 {
                let both = load(w, g);
                let (low, high) = (super::low(both), super::high(both));
                for c in 0..M {
                    sums[c] = sums[c].add(four(a[c], g), low).add(four(a[c], g + 4), high);
                }
            }
            sums.map(|sums| sums.rows())
        }
    }

    #[inline(always)]
    pub(super) unsafe fn half<const M: usize>(w: *const u8, a: [*const i8; M]) -> [Two<int32x4_t>; M] {
        // SAFETY: the caller's.
        unsafe {
            let mut sums = [Columns::zero(); M];
            for g in 0..4 {
                let weights = signed(load(w, g));
                for c in 0..M {
                    sums[c] = sums[c].add(four(a[c], g), weights);
                }
            }
            sums.map(|sums| sums.rows())
        }
    }

    #[inline(always)]
    pub(super) unsafe fn bytes<const M: usize>(w: *const u8, a: [*const i8; M]) -> [Two<int32x4_t>; M] {
        // SAFETY: the caller's.
        unsafe {
            let mut sums = [[vdupq_n_s32(0); 4]; M];
            for g in [0, 2, 4, 6] {
                let (first, second) = (signed(load(w, g)), signed(load(w, g + 1)));
                for c in 0..M {
                    let columns = Columns::zero().add(four(a[c], g), first).add(four(a[c], g + 1), second);
                    for (sum, columns) in sums[c].iter_mut().zip(columns.0) {
                        *sum = vpadalq_s16(*sum, columns);
                    }
                }
            }
            sums.map(|sums| rows(sums))
        }
    }
}

/// Four columns an instruction.
mod dot {
    use super::{Two, asm, int8x16_t, int32x4_t, load, signed, vdupq_n_s32, vld1q_s8};

    /// Adds four products to each lane: bytes of `w` times bytes `4 LANE` to `4 LANE + 3` of `a`.
    ///
    /// # Safety
    /// The processor has the dot product extension.
    #[inline(always)]
    unsafe fn sdot<const LANE: usize>(mut sum: int32x4_t, w: int8x16_t, a: int8x16_t) -> int32x4_t {
        // SAFETY: works on the registers named, and the processor knows the instruction.
        unsafe {
            asm!(
                ".arch_extension dotprod",
                "sdot {sum:v}.4s, {w:v}.16b, {a:v}.4b[{lane}]",
                sum = inout(vreg) sum,
                w = in(vreg) w,
                a = in(vreg) a,
                lane = const LANE,
                options(pure, nomem, nostack, preserves_flags),
            );
        }
        sum
    }

    /// Adds sixteen columns, four a register, times 16 activations of each token from number `from` on.
    #[inline(always)]
    unsafe fn add<const M: usize>(
        dots: &mut [Two<int32x4_t>; M],
        w: [Two<int8x16_t>; 4],
        a: [*const i8; M],
        from: usize,
    ) {
        for c in 0..M {
            // SAFETY: the activations are there; the caller has the instruction.
            unsafe {
                let a = vld1q_s8(a[c].add(from));
                let mut sum = dots[c];
                sum = Two(sdot::<0>(sum.0, w[0].0, a), sdot::<0>(sum.1, w[0].1, a));
                sum = Two(sdot::<1>(sum.0, w[1].0, a), sdot::<1>(sum.1, w[1].1, a));
                sum = Two(sdot::<2>(sum.0, w[2].0, a), sdot::<2>(sum.1, w[2].1, a));
                sum = Two(sdot::<3>(sum.0, w[3].0, a), sdot::<3>(sum.1, w[3].1, a));
                dots[c] = sum;
            }
        }
    }

    #[inline(always)]
    unsafe fn load_four(w: *const u8, g: usize) -> [Two<int8x16_t>; 4] {
        // SAFETY: the caller's.
        unsafe { [load(w, g), load(w, g + 1), load(w, g + 2), load(w, g + 3)].map(|bytes| signed(bytes)) }
    }

    #[inline(always)]
    unsafe fn zero<const M: usize>() -> [Two<int32x4_t>; M] {
        // SAFETY: NEON is there.
        [unsafe { Two(vdupq_n_s32(0), vdupq_n_s32(0)) }; M]
    }

    #[inline(always)]
    pub(super) unsafe fn nibbles<const M: usize>(w: *const u8, a: [*const i8; M]) -> [Two<int32x4_t>; M] {
        // SAFETY: the caller's.
        unsafe {
            let mut dots = zero();
            let both = [load(w, 0), load(w, 1), load(w, 2), load(w, 3)];
            add(&mut dots, both.map(|both| super::low(both)), a, 0);
            add(&mut dots, both.map(|both| super::high(both)), a, 16);
            dots
        }
    }

    #[inline(always)]
    pub(super) unsafe fn half<const M: usize>(w: *const u8, a: [*const i8; M]) -> [Two<int32x4_t>; M] {
        // SAFETY: the caller's.
        unsafe {
            let mut dots = zero();
            add(&mut dots, load_four(w, 0), a, 0);
            dots
        }
    }

    #[inline(always)]
    pub(super) unsafe fn bytes<const M: usize>(w: *const u8, a: [*const i8; M]) -> [Two<int32x4_t>; M] {
        // SAFETY: the caller's.
        unsafe {
            let mut dots = zero();
            add(&mut dots, load_four(w, 0), a, 0);
            add(&mut dots, load_four(w, 4), a, 16);
            dots
        }
    }
}

// SAFETY of all below: every aarch64 processor has NEON, `DOT` is only set where the extension is, and the pointers are
// valid for what the trait says.
impl<const DOT: bool> Lanes for Neon<DOT> {
    const ROWS: usize = 8;
    const BYTE_OFFSET: u8 = 0;
    type Int = Two<int32x4_t>;
    type Float = Two<float32x4_t>;

    /// As many sums as leave room for weights in 32 registers: without the extension a token's take four.
    fn tokens(_: Format, _is_wide: bool) -> usize {
        if DOT { 8 } else { 4 }
    }

    #[inline(always)]
    unsafe fn dot_nibbles<const M: usize>(w: *const u8, a: [*const i8; M]) -> [Self::Int; M] {
        unsafe { if DOT { dot::nibbles(w, a) } else { plain::nibbles(w, a) } }
    }

    #[inline(always)]
    unsafe fn dot_bytes<const M: usize>(w: *const u8, a: [*const i8; M], _sums: [i32; M]) -> [Self::Int; M] {
        unsafe { if DOT { dot::bytes(w, a) } else { plain::bytes(w, a) } }
    }

    #[inline(always)]
    unsafe fn dot_half<const M: usize>(w: *const u8, a: [*const i8; M]) -> [Self::Int; M] {
        unsafe { if DOT { dot::half(w, a) } else { plain::half(w, a) } }
    }

    #[inline(always)]
    unsafe fn int(x: i32) -> Self::Int {
        unsafe { Two(vdupq_n_s32(x), vdupq_n_s32(x)) }
    }

    #[inline(always)]
    unsafe fn add_int(a: Self::Int, b: Self::Int) -> Self::Int {
        unsafe { a.with(b, |a, b| vaddq_s32(a, b)) }
    }

    #[inline(always)]
    unsafe fn mul_int(a: Self::Int, b: Self::Int) -> Self::Int {
        unsafe { a.with(b, |a, b| vmulq_s32(a, b)) }
    }

    #[inline(always)]
    unsafe fn load_u8(from: *const u8) -> Self::Int {
        unsafe {
            let eight = vmovl_u8(vld1_u8(from));
            Two(vmovl_u16(vget_low_u16(eight)), vmovl_high_u16(eight)).map(|x| vreinterpretq_s32_u32(x))
        }
    }

    #[inline(always)]
    unsafe fn load_i8(from: *const u8) -> Self::Int {
        unsafe {
            let eight = vmovl_s8(vld1_s8(from.cast::<i8>()));
            Two(vmovl_s16(vget_low_s16(eight)), vmovl_high_s16(eight))
        }
    }

    #[inline(always)]
    unsafe fn float(x: f32) -> Self::Float {
        unsafe { Two(vdupq_n_f32(x), vdupq_n_f32(x)) }
    }

    #[inline(always)]
    unsafe fn to_float(x: Self::Int) -> Self::Float {
        unsafe { x.map(|x| vcvtq_f32_s32(x)) }
    }

    #[inline(always)]
    unsafe fn add(a: Self::Float, b: Self::Float) -> Self::Float {
        unsafe { a.with(b, |a, b| vaddq_f32(a, b)) }
    }

    #[inline(always)]
    unsafe fn sub(a: Self::Float, b: Self::Float) -> Self::Float {
        unsafe { a.with(b, |a, b| vsubq_f32(a, b)) }
    }

    #[inline(always)]
    unsafe fn mul(a: Self::Float, b: Self::Float) -> Self::Float {
        unsafe { a.with(b, |a, b| vmulq_f32(a, b)) }
    }

    #[inline(always)]
    unsafe fn load_half(from: *const u8) -> Self::Float {
        unsafe { Two(four_halves(from), four_halves(from.add(8))) }
    }

    #[inline(always)]
    unsafe fn store(x: Self::Float, into: *mut f32) {
        unsafe {
            vst1q_f32(into, x.0);
            vst1q_f32(into.add(4), x.1);
        }
    }
}

/// As `half::to_f32`: the bits moved into place, then 2^112.
#[inline(always)]
unsafe fn four_halves(from: *const u8) -> float32x4_t {
    // SAFETY: the caller's; the load takes any address.
    unsafe {
        let wide = vshll_n_s16::<13>(vld1_s16(from.cast::<i16>()));
        let bits = vandq_s32(wide, vdupq_n_s32(0x8fff_e000_u32.cast_signed()));
        vmulq_f32(vreinterpretq_f32_s32(bits), vdupq_n_f32(5_192_296_858_534_827_628_530_496_329_220_096.0))
    }
}
