//! The reference: plain loops, one lane at a time. Runs where there is no better back end, and tests compare with it.

use super::Lanes;
use crate::{Format, half};

#[derive(Clone, Copy)]
pub(crate) struct Portable;

const ROWS: usize = 4;

impl Portable {
    unsafe fn dot<const M: usize>(
        a: [*const i8; M],
        n: usize,
        weight: impl Fn(usize, usize) -> i32,
    ) -> [[i32; ROWS]; M] {
        a.map(|a| {
            std::array::from_fn(|row| {
                // SAFETY: `n` activations are there.
                (0..n).map(|k| i32::from(unsafe { *a.add(k) }) * weight(row, k)).sum()
            })
        })
    }
}

/// Byte of column `k` of a row within the registers of a block.
fn byte(row: usize, k: usize) -> usize {
    (k / 4 * ROWS + row) * 4 + k % 4
}

fn each<A: Copy, B: Copy, C>(a: [A; ROWS], b: [B; ROWS], f: impl Fn(A, B) -> C) -> [C; ROWS] {
    std::array::from_fn(|row| f(a[row], b[row]))
}

// SAFETY of all below: the pointers are valid for what the trait says.
impl Lanes for Portable {
    const ROWS: usize = ROWS;
    const BYTE_OFFSET: u8 = 0;
    type Int = [i32; ROWS];
    type Float = [f32; ROWS];

    fn tokens(_: Format, _is_wide: bool) -> usize {
        4
    }

    unsafe fn dot_nibbles<const M: usize>(w: *const u8, a: [*const i8; M]) -> [Self::Int; M] {
        unsafe {
            Self::dot(a, 32, |row, k| {
                let byte = i32::from(*w.add(byte(row, k % 16)));
                if k < 16 { byte & 15 } else { byte >> 4 }
            })
        }
    }

    unsafe fn dot_bytes<const M: usize>(w: *const u8, a: [*const i8; M], _sums: [i32; M]) -> [Self::Int; M] {
        unsafe { Self::dot(a, 32, |row, k| i32::from((*w.add(byte(row, k))).cast_signed())) }
    }

    unsafe fn dot_half<const M: usize>(w: *const u8, a: [*const i8; M]) -> [Self::Int; M] {
        unsafe { Self::dot(a, 16, |row, k| i32::from(*w.add(byte(row, k)))) }
    }

    unsafe fn int(x: i32) -> Self::Int {
        [x; ROWS]
    }

    unsafe fn add_int(a: Self::Int, b: Self::Int) -> Self::Int {
        each(a, b, |a, b| a + b)
    }

    unsafe fn mul_int(a: Self::Int, b: Self::Int) -> Self::Int {
        each(a, b, |a, b| a * b)
    }

    unsafe fn load_u8(from: *const u8) -> Self::Int {
        std::array::from_fn(|row| i32::from(unsafe { *from.add(row) }))
    }

    unsafe fn load_i8(from: *const u8) -> Self::Int {
        std::array::from_fn(|row| i32::from(unsafe { *from.add(row) }.cast_signed()))
    }

    unsafe fn float(x: f32) -> Self::Float {
        [x; ROWS]
    }

    unsafe fn to_float(x: Self::Int) -> Self::Float {
        x.map(|x| x as f32)
    }

    unsafe fn add(a: Self::Float, b: Self::Float) -> Self::Float {
        each(a, b, |a, b| a + b)
    }

    unsafe fn sub(a: Self::Float, b: Self::Float) -> Self::Float {
        each(a, b, |a, b| a - b)
    }

    unsafe fn mul(a: Self::Float, b: Self::Float) -> Self::Float {
        each(a, b, |a, b| a * b)
    }

    unsafe fn load_half(from: *const u8) -> Self::Float {
        std::array::from_fn(|row| half::to_f32(unsafe { from.cast::<u16>().add(row).read_unaligned() }))
    }

    unsafe fn store(x: Self::Float, into: *mut f32) {
        unsafe { into.cast::<[f32; ROWS]>().write_unaligned(x) }
    }
}
