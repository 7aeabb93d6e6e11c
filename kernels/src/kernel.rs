//! Products of packed rows with quantised activations, for any SIMD.
//!
//! [`Lanes`] is what a back end offers: the integer dot products of one block, and a dozen elementary operations on a
//! register of rows. Everything else is written once, here, and compiled for each back end.
//!
//! **Determinism.** Integer dot products are exact. In f32 each output adds its blocks in the order of the columns:
//! multiplication and addition are separate roundings, never fused. So all back ends give the same bits.
//!
//! **Why by hand.** No library multiplies these blocks, with a scale each, for several tokens at once. What comes nearest,
//! in billions of multiply-additions a second for 1, 4 and 64 tokens (5632 by 2048, one thread, medians of 41 in one run
//! on a shared AMD EPYC with AVX-512 VNNI; in WebAssembly with relaxed SIMD in Chromium 156, thin LTO):
//!
//! | | native | in the tab |
//! | --- | --- | --- |
//! | these kernels, `Q4_0` | 32, 72, 153 | 16, 38, 34 |
//! | these kernels, `Q8_0` | 13, 48, 139 | 12, 16, 17 |
//! | `rten-gemm` 0.27.0, packed bytes, no scales | 14, 56, 180 | 2, 7, 13 |
//! | `rten-gemm` 0.27.0, 4-bit blocks | 16, 11, 11 | 5, 5, 5 |
//! | `gemm` 0.19.0, f32 | 5, 5, 33 | 4, 2, 4 |
//!
//! Where everything is in registers, `rten-gemm` is about a fifth faster natively, without the scales these formats need; its
//! bytes are twice the memory of nibbles, which is what decoding waits for, and there is little of it in the tab.

// Whatever is read through a cast pointer is read unaligned.
#![allow(clippy::cast_ptr_alignment)]
// `c` counts tokens in several arrays at once.
#![allow(clippy::needless_range_loop)]

#[cfg(target_arch = "x86_64")]
pub(crate) mod avx2;
#[cfg(target_arch = "x86_64")]
pub(crate) mod avx512;
#[cfg(target_arch = "aarch64")]
pub(crate) mod neon;
pub(crate) mod portable;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub(crate) mod wasm;

use crate::{
    Format, Matrix,
    activation::{Activations, TILE},
    matrix::SideLayout,
};

/// One register of rows: `ROWS` 32-bit lanes.
///
/// # Safety
/// Every function needs the instructions of its back end, and pointers to as many bytes as its doc says.
pub(crate) trait Lanes: Copy {
    /// Rows of a group.
    const ROWS: usize;
    /// What is added to signed bytes (as bits: 0x80 or nothing) when they are packed.
    const BYTE_OFFSET: u8;
    type Int: Copy;
    type Float: Copy;

    /// Tokens multiplied at once, at most [`TILE`].
    fn tokens(format: Format, is_wide: bool) -> usize;

    /// Nibbles (0 to 15) of a block, `ROWS * 16` bytes, times 32 activations of each token.
    unsafe fn dot_nibbles<const M: usize>(w: *const u8, a: [*const i8; M]) -> [Self::Int; M];
    /// Whether nibbles are multiplied faster once they are bytes, where many tokens share them.
    const UNPACKS: bool = false;
    /// Nibbles of a block to `ROWS * 32` bytes, in the order of [`Self::dot_bytes`].
    unsafe fn unpack(_w: *const u8, _into: *mut u8) {}
    /// Those bytes times 32 activations of each token.
    unsafe fn dot_unpacked<const M: usize>(_w: *const u8, _a: [*const i8; M]) -> [Self::Int; M] {
        // SAFETY: the caller has the instructions.
        unsafe { [Self::int(0); M] }
    }
    /// Signed bytes of a block, `ROWS * 32` of them, packed with `BYTE_OFFSET`, times 32 activations of each token, whose
    /// sum is given.
    unsafe fn dot_bytes<const M: usize>(w: *const u8, a: [*const i8; M], sums: [i32; M]) -> [Self::Int; M];
    /// Signed 16-bit numbers of a block, `ROWS * 32` of them in pairs of columns, times 32 activations of each token. Only
    /// back ends that widen are asked.
    unsafe fn dot_wide<const M: usize>(_w: *const u8, _a: [*const i16; M]) -> [Self::Int; M] {
        // SAFETY: the caller has the instructions.
        unsafe { [Self::int(0); M] }
    }
    /// Six-bit integers (0 to 63) of half a block, `ROWS * 16` bytes, times 16 activations of each token.
    unsafe fn dot_half<const M: usize>(w: *const u8, a: [*const i8; M]) -> [Self::Int; M];

    unsafe fn int(x: i32) -> Self::Int;
    unsafe fn add_int(a: Self::Int, b: Self::Int) -> Self::Int;
    unsafe fn mul_int(a: Self::Int, b: Self::Int) -> Self::Int;
    /// `ROWS` unsigned bytes.
    unsafe fn load_u8(from: *const u8) -> Self::Int;
    /// `ROWS` signed bytes.
    unsafe fn load_i8(from: *const u8) -> Self::Int;

    unsafe fn float(x: f32) -> Self::Float;
    unsafe fn to_float(x: Self::Int) -> Self::Float;
    unsafe fn add(a: Self::Float, b: Self::Float) -> Self::Float;
    unsafe fn sub(a: Self::Float, b: Self::Float) -> Self::Float;
    unsafe fn mul(a: Self::Float, b: Self::Float) -> Self::Float;
    /// `ROWS` finite halves.
    unsafe fn load_half(from: *const u8) -> Self::Float;
    /// `ROWS` floats.
    unsafe fn store(x: Self::Float, into: *mut f32);
}

/// Where a product goes: `[n_tokens, n_rows]`, row-major; parts of it are written by different threads.
#[derive(Clone, Copy)]
pub(crate) struct Output {
    pub(crate) start: *mut f32,
}

/// Multiplies groups `from..to` of a matrix with all tokens.
///
/// # Safety
/// The back end's instructions; the groups exist; `output` has room for `[n_tokens, n_rows]` and nobody else touches the
/// columns of these groups; the matrix was packed for groups of `L::ROWS`; as many columns on both sides.
#[inline(always)]
pub(crate) unsafe fn multiply<L: Lanes>(
    matrix: &Matrix,
    activations: &Activations,
    output: Output,
    [from, to]: [usize; 2],
) {
    debug_assert_eq!(matrix.backend.rows(), L::ROWS);
    if L::UNPACKS && is_worth_unpacking::<L>(matrix, activations) {
        let mut bytes = vec![0_u8; L::ROWS * matrix.n_cols];
        for group in from..to {
            // SAFETY: the caller's promises; the buffer holds a group as bytes.
            unsafe {
                unpack_group::<L>(matrix, group, &mut bytes);
                multiply_group::<L, true>(matrix, activations, output, group, bytes.as_ptr());
            }
        }
        return;
    }
    for group in from..to {
        // SAFETY: the caller's promises.
        unsafe { multiply_group::<L, false>(matrix, activations, output, group, matrix.group_quants(group)) };
    }
}

/// From so many tokens on, a group's nibbles become bytes once.
const MIN_TOKENS_TO_UNPACK: usize = 16;

/// More bytes of a group would not stay in the first caches.
const MAX_UNPACKED_BYTES: usize = 65_536;

fn is_worth_unpacking<L: Lanes>(matrix: &Matrix, activations: &Activations) -> bool {
    let has_nibbles = matches!(matrix.format, Format::Q4_0 | Format::Q4_1 | Format::Q4K);
    has_nibbles
        && activations.n_tokens >= MIN_TOKENS_TO_UNPACK
        && L::ROWS * matrix.n_cols <= MAX_UNPACKED_BYTES
}

#[inline(always)]
unsafe fn unpack_group<L: Lanes>(matrix: &Matrix, group: usize, bytes: &mut [u8]) {
    // SAFETY: the group has so many blocks of nibbles, and the buffer room for their bytes.
    unsafe {
        let w = matrix.group_quants(group);
        for block in 0..matrix.n_cols / 32 {
            L::unpack(w.add(block * L::ROWS * 16), bytes.as_mut_ptr().add(block * L::ROWS * 32));
        }
    }
}

/// One group times all tokens; `w` are its integers, as bytes where they were unpacked.
#[inline(always)]
unsafe fn multiply_group<L: Lanes, const UNPACKED: bool>(
    matrix: &Matrix,
    activations: &Activations,
    output: Output,
    group: usize,
    w: *const u8,
) {
    let mut first = 0;
    while first < activations.n_tokens {
        let width = TILE.min(activations.n_tokens - first);
        let mut column = 0;
        while column < width {
            let m = L::tokens(matrix.format, matrix.is_wide).min(width - column);
            let of = Part { matrix, activations, output, group, w, tile: Tile { first, width, column } };
            // SAFETY: the caller's promises; the tile lies within the activations.
            unsafe {
                match m {
                    1 => rows::<L, 1, UNPACKED>(of),
                    2 => rows::<L, 2, UNPACKED>(of),
                    3 => rows::<L, 3, UNPACKED>(of),
                    4 => rows::<L, 4, UNPACKED>(of),
                    5 => rows::<L, 5, UNPACKED>(of),
                    6 => rows::<L, 6, UNPACKED>(of),
                    7 => rows::<L, 7, UNPACKED>(of),
                    _ => rows::<L, 8, UNPACKED>(of),
                }
            }
            column += m;
        }
        first += TILE;
    }
}

/// A group of rows and a tile of tokens.
#[derive(Clone, Copy)]
struct Part<'a> {
    matrix: &'a Matrix,
    activations: &'a Activations,
    output: Output,
    group: usize,
    w: *const u8,
    tile: Tile,
}

/// Tokens `first + column ..` of a stored tile of `width` tokens.
#[derive(Clone, Copy)]
struct Tile {
    first: usize,
    width: usize,
    column: usize,
}

/// One group of rows times `M` tokens.
#[inline(always)]
unsafe fn rows<L: Lanes, const M: usize, const UNPACKED: bool>(of: Part<'_>) {
    let Part { matrix, activations, output, group, w, tile } = of;
    if M > L::tokens(matrix.format, matrix.is_wide) {
        return; // Never asked for; keeps instances that no back end wants out of the binary.
    }
    let (_, side_group) = matrix.group_bytes();
    // SAFETY: the group exists, so the stream holds its bytes.
    let side = unsafe { matrix.side().add(group * side_group) };
    let n_blocks = matrix.n_cols / 32;
    let start = tile.first * n_blocks + tile.column;
    let tokens = Tokens {
        // SAFETY: the tile lies within the activations: `n_blocks * width` blocks from `first * n_blocks` on.
        quants: unsafe { activations.quants.as_ptr().add(start).cast::<i8>() },
        // SAFETY: as above; where it is empty nobody asks for it.
        wide: activations.wide.as_ptr().wrapping_add(start).cast::<i16>(),
        scales: unsafe { activations.scales.as_ptr().add(start) },
        sums: unsafe { activations.sums.as_ptr().add(start) },
        width: tile.width,
    };
    // SAFETY: as above; the row's streams hold `n_blocks` blocks.
    let totals = unsafe {
        match matrix.format {
            Format::Q4_0 => sum_q4_0::<L, M, UNPACKED>(w, side, tokens, n_blocks),
            Format::Q4_1 => sum_q4_1::<L, M, UNPACKED>(w, side, tokens, n_blocks),
            Format::Q8_0 if matrix.is_wide => sum_q8_0::<L, M, true>(w, side, tokens, n_blocks),
            Format::Q8_0 => sum_q8_0::<L, M, false>(w, side, tokens, n_blocks),
            Format::Q4K => sum_q4_k::<L, M, UNPACKED>(w, side, tokens, n_blocks),
            Format::Q6K => sum_q6_k::<L, M>(w, side, tokens, n_blocks),
        }
    };
    let n_valid = L::ROWS.min(matrix.n_rows - group * L::ROWS);
    for (c, total) in totals.into_iter().enumerate() {
        let token = tile.first + tile.column + c;
        // SAFETY: the output has a row for each token and `n_valid` places from this group's first row on.
        unsafe {
            let into = output.start.add(token * matrix.n_rows + group * L::ROWS);
            if n_valid == L::ROWS {
                L::store(total, into);
            } else {
                let mut whole = [0.0_f32; 16];
                L::store(total, whole.as_mut_ptr());
                std::ptr::copy_nonoverlapping(whole.as_ptr(), into, n_valid);
            }
        }
    }
}

/// Activations of some tokens of a tile, as block 0 of the first of them.
#[derive(Clone, Copy)]
struct Tokens {
    quants: *const i8,
    wide: *const i16,
    scales: *const f32,
    sums: *const [i32; 2],
    width: usize,
}

impl Tokens {
    #[inline(always)]
    unsafe fn quants<const M: usize>(self, block: usize) -> [*const i8; M] {
        let mut pointers = [self.quants; M];
        for (c, pointer) in pointers.iter_mut().enumerate() {
            // SAFETY: the caller asks for blocks and tokens that are there.
            *pointer = unsafe { self.quants.add((block * self.width + c) * 32) };
        }
        pointers
    }

    #[inline(always)]
    unsafe fn wide<const M: usize>(self, block: usize) -> [*const i16; M] {
        let mut pointers = [self.wide; M];
        for (c, pointer) in pointers.iter_mut().enumerate() {
            // SAFETY: as above.
            *pointer = unsafe { self.wide.add((block * self.width + c) * 32) };
        }
        pointers
    }

    #[inline(always)]
    unsafe fn scale(self, block: usize, c: usize) -> f32 {
        // SAFETY: as above.
        unsafe { *self.scales.add(block * self.width + c) }
    }

    #[inline(always)]
    unsafe fn sums(self, block: usize, c: usize) -> [i32; 2] {
        // SAFETY: as above.
        unsafe { *self.sums.add(block * self.width + c) }
    }

    #[inline(always)]
    unsafe fn sum(self, block: usize, c: usize) -> i32 {
        // SAFETY: as above.
        let [low, high] = unsafe { self.sums(block, c) };
        low + high
    }
}

/// Nibbles of block `b`, as they are or unpacked, times the tokens.
#[inline(always)]
unsafe fn dot_nibbles<L: Lanes, const M: usize, const UNPACKED: bool>(
    w: *const u8,
    b: usize,
    a: [*const i8; M],
) -> [L::Int; M] {
    // SAFETY: the caller's.
    unsafe {
        if UNPACKED {
            L::dot_unpacked(w.add(b * L::ROWS * 32), a)
        } else {
            L::dot_nibbles(w.add(b * L::ROWS * 16), a)
        }
    }
}

/// `d * (q - 8)`: the offset leaves the exact integer sum before anything is rounded.
#[inline(always)]
unsafe fn sum_q4_0<L: Lanes, const M: usize, const UNPACKED: bool>(
    w: *const u8,
    side: *const u8,
    a: Tokens,
    n_blocks: usize,
) -> [L::Float; M] {
    // SAFETY: see `rows`.
    unsafe {
        let mut totals = [L::float(0.0); M];
        for b in 0..n_blocks {
            let dots = dot_nibbles::<L, M, UNPACKED>(w, b, a.quants(b));
            let d = L::load_half(side.add(b * L::ROWS * 2));
            for c in 0..M {
                let dot = L::add_int(dots[c], L::int(-8 * a.sum(b, c)));
                let scale = L::mul(d, L::float(a.scale(b, c)));
                totals[c] = L::add(totals[c], L::mul(L::to_float(dot), scale));
            }
        }
        totals
    }
}

/// `d * q + m`.
#[inline(always)]
unsafe fn sum_q4_1<L: Lanes, const M: usize, const UNPACKED: bool>(
    w: *const u8,
    side: *const u8,
    a: Tokens,
    n_blocks: usize,
) -> [L::Float; M] {
    // SAFETY: see `rows`.
    unsafe {
        let mut totals = [L::float(0.0); M];
        for b in 0..n_blocks {
            let dots = dot_nibbles::<L, M, UNPACKED>(w, b, a.quants(b));
            let d = L::load_half(side.add(b * L::ROWS * 4));
            let m = L::load_half(side.add(b * L::ROWS * 4 + L::ROWS * 2));
            for c in 0..M {
                let scale = a.scale(b, c);
                let dot = L::mul(L::to_float(dots[c]), L::mul(d, L::float(scale)));
                let offset = L::mul(m, L::float(a.sum(b, c) as f32 * scale));
                totals[c] = L::add(L::add(totals[c], dot), offset);
            }
        }
        totals
    }
}

/// `d * q`.
#[inline(always)]
unsafe fn sum_q8_0<L: Lanes, const M: usize, const WIDE: bool>(
    w: *const u8,
    side: *const u8,
    a: Tokens,
    n_blocks: usize,
) -> [L::Float; M] {
    // SAFETY: see `rows`.
    unsafe {
        let mut totals = [L::float(0.0); M];
        for b in 0..n_blocks {
            let dots = if WIDE {
                L::dot_wide::<M>(w.add(b * L::ROWS * 64), a.wide(b))
            } else {
                let mut sums = [0; M];
                for (c, sum) in sums.iter_mut().enumerate() {
                    *sum = a.sum(b, c);
                }
                L::dot_bytes::<M>(w.add(b * L::ROWS * 32), a.quants(b), sums)
            };
            let d = L::load_half(side.add(b * L::ROWS * 2));
            for c in 0..M {
                let scale = L::mul(d, L::float(a.scale(b, c)));
                totals[c] = L::add(totals[c], L::mul(L::to_float(dots[c]), scale));
            }
        }
        totals
    }
}

/// `d * scale * q - dmin * min`.
#[inline(always)]
unsafe fn sum_q4_k<L: Lanes, const M: usize, const UNPACKED: bool>(
    w: *const u8,
    side: *const u8,
    a: Tokens,
    n_blocks: usize,
) -> [L::Float; M] {
    let layout = SideLayout::new(Format::Q4K, L::ROWS);
    // SAFETY: see `rows`.
    unsafe {
        let mut totals = [L::float(0.0); M];
        for super_block in 0..n_blocks / 8 {
            let side = side.add(super_block * layout.block_bytes());
            let (d, dmin) = (L::load_half(side), L::load_half(side.add(L::ROWS * 2)));
            for s in 0..8 {
                let b = super_block * 8 + s;
                let dots = dot_nibbles::<L, M, UNPACKED>(w, b, a.quants(b));
                let scales = L::mul(d, L::to_float(L::load_u8(side.add(layout.small(s, 0)))));
                let mins = L::mul(dmin, L::to_float(L::load_u8(side.add(layout.small(s, 1)))));
                for c in 0..M {
                    let scale = a.scale(b, c);
                    let dot = L::mul(L::to_float(dots[c]), L::mul(scales, L::float(scale)));
                    let offset = L::mul(mins, L::float(a.sum(b, c) as f32 * scale));
                    totals[c] = L::sub(L::add(totals[c], dot), offset);
                }
            }
        }
        totals
    }
}

/// `d * scale * (q - 32)`: both halves of a block are scaled as integers.
#[inline(always)]
unsafe fn sum_q6_k<L: Lanes, const M: usize>(
    w: *const u8,
    side: *const u8,
    a: Tokens,
    n_blocks: usize,
) -> [L::Float; M] {
    let layout = SideLayout::new(Format::Q6K, L::ROWS);
    // SAFETY: see `rows`.
    unsafe {
        let mut totals = [L::float(0.0); M];
        for super_block in 0..n_blocks / 8 {
            let side = side.add(super_block * layout.block_bytes());
            let d = L::load_half(side);
            for s in 0..8 {
                let b = super_block * 8 + s;
                let (w, quants) = (w.add(b * L::ROWS * 32), a.quants::<M>(b));
                let low = L::dot_half::<M>(w, quants);
                let mut later = quants;
                for pointer in &mut later {
                    *pointer = pointer.add(16);
                }
                let high = L::dot_half::<M>(w.add(L::ROWS * 16), later);
                let scales = [2 * s, 2 * s + 1].map(|half| side.add(layout.small(half, 0)));
                let (low_scale, high_scale) = (L::load_i8(scales[0]), L::load_i8(scales[1]));
                for c in 0..M {
                    let [low_sum, high_sum] = a.sums(b, c);
                    let low = L::mul_int(low_scale, L::add_int(low[c], L::int(-32 * low_sum)));
                    let high = L::mul_int(high_scale, L::add_int(high[c], L::int(-32 * high_sum)));
                    let dot = L::to_float(L::add_int(low, high));
                    let scale = L::mul(d, L::float(a.scale(b, c)));
                    totals[c] = L::add(totals[c], L::mul(dot, scale));
                }
            }
        }
        totals
    }
}
