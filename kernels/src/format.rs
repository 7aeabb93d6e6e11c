//! Weight formats of GGUF files: how many weights a block holds, in how many bytes, and what they stand for.
//!
//! **Source.** ggml's `ggml-common.h` and `ggml-quants.c`: `block_q4_0`, `block_q4_1`, `block_q8_0`, `block_q4_K`,
//! `block_q6_K`.

use crate::half;

/// How a matrix is stored in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// 32 weights `d * (q - 8)`: an f16 and 16 bytes of nibbles.
    Q4_0,
    /// 32 weights `d * q + m`: two f16 and 16 bytes of nibbles.
    Q4_1,
    /// 32 weights `d * q`: an f16 and 32 signed bytes.
    Q8_0,
    /// 256 weights `d * scale * q - dmin * min`: two f16, eight pairs of 6-bit numbers, 128 bytes of nibbles.
    Q4K,
    /// 256 weights `d * scale * (q - 32)`: 6-bit numbers, 16 signed scales, an f16.
    Q6K,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 5] = [Format::Q4_0, Format::Q4_1, Format::Q8_0, Format::Q4K, Format::Q6K];

    /// The type number in GGUF files.
    pub fn from_ggml_type(number: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.ggml_type() == number)
    }

    /// Its number there.
    pub fn ggml_type(self) -> u32 {
        match self {
            Format::Q4_0 => 2,
            Format::Q4_1 => 3,
            Format::Q8_0 => 8,
            Format::Q4K => 12,
            Format::Q6K => 14,
        }
    }

    /// Its name, as model files are named after it.
    pub fn name(self) -> &'static str {
        match self {
            Format::Q4_0 => "Q4_0",
            Format::Q4_1 => "Q4_1",
            Format::Q8_0 => "Q8_0",
            Format::Q4K => "Q4_K",
            Format::Q6K => "Q6_K",
        }
    }

    /// Weights of a block; rows hold whole blocks.
    pub fn block_len(self) -> usize {
        match self {
            Format::Q4_0 | Format::Q4_1 | Format::Q8_0 => 32,
            Format::Q4K | Format::Q6K => 256,
        }
    }

    /// Bytes of a block.
    pub fn block_bytes(self) -> usize {
        match self {
            Format::Q4_0 => 18,
            Format::Q4_1 => 20,
            Format::Q8_0 => 34,
            Format::Q4K => 144,
            Format::Q6K => 210,
        }
    }

    /// Bytes of a row of `n_cols` weights.
    pub fn row_bytes(self, n_cols: usize) -> usize {
        n_cols / self.block_len() * self.block_bytes()
    }

    /// The weights of one block, in order: the exact reference of every kernel.
    pub fn dequantize_block(self, block: &[u8], out: &mut [f32]) {
        let parts = Parts::of(self, block);
        for (k, x) in out.iter_mut().enumerate().take(self.block_len()) {
            *x = parts.weight(self, k);
        }
    }
}

/// A block taken apart: integers as the kernels multiply them, and what they are multiplied with afterwards.
pub(crate) struct Parts<'a> {
    block: &'a [u8],
}

impl<'a> Parts<'a> {
    pub(crate) fn of(format: Format, block: &'a [u8]) -> Self {
        debug_assert_eq!(block.len(), format.block_bytes());
        Self { block }
    }

    /// The half at byte `at`.
    pub(crate) fn half(&self, at: usize) -> u16 {
        u16::from_le_bytes([self.block[at], self.block[at + 1]])
    }

    /// All halves of the block, which must be finite.
    pub(crate) fn halves(&self, format: Format) -> impl Iterator<Item = u16> {
        let places: &[usize] = match format {
            Format::Q4_0 | Format::Q8_0 => &[0],
            Format::Q4_1 | Format::Q4K => &[0, 2],
            Format::Q6K => &[208],
        };
        places.iter().map(|at| self.half(*at))
    }

    /// The stored integer of weight `k`: 0 to 15, 0 to 63 for `Q6_K`, the bits of -128 to 127 for `Q8_0`.
    pub(crate) fn quant(&self, format: Format, k: usize) -> u8 {
        let b = self.block;
        let nibble = |byte: u8, high: bool| if high { byte >> 4 } else { byte & 15 };
        match format {
            Format::Q4_0 => nibble(b[2 + k % 16], k >= 16),
            Format::Q4_1 => nibble(b[4 + k % 16], k >= 16),
            Format::Q8_0 => b[2 + k],
            Format::Q4K => nibble(b[16 + k / 64 * 32 + k % 32], k % 64 >= 32),
            Format::Q6K => {
                let (half, l) = (k / 128, k % 128);
                let low = nibble(b[half * 64 + l % 64], l >= 64);
                let high = (b[128 + half * 32 + l % 32] >> (l / 32 * 2)) & 3;
                low | (high << 4)
            }
        }
    }

    /// The 6-bit scale and minimum of sub-block `s` (of 32 weights) of a `Q4_K` block.
    pub(crate) fn scale_and_min(&self, s: usize) -> (u8, u8) {
        let b = &self.block[4..16];
        if s < 4 {
            (b[s] & 63, b[s + 4] & 63)
        } else {
            ((b[s + 4] & 15) | ((b[s - 4] >> 6) << 4), (b[s + 4] >> 4) | ((b[s] >> 6) << 4))
        }
    }

    /// The scale of sub-block `s` (of 16 weights) of a `Q6_K` block.
    pub(crate) fn signed_scale(&self, s: usize) -> i8 {
        self.block[192 + s].cast_signed()
    }

    fn weight(&self, format: Format, k: usize) -> f32 {
        let quant = self.quant(format, k);
        let q = f32::from(quant);
        match format {
            Format::Q4_0 => half::to_f32(self.half(0)) * (q - 8.0),
            Format::Q4_1 => half::to_f32(self.half(0)) * q + half::to_f32(self.half(2)),
            Format::Q8_0 => half::to_f32(self.half(0)) * f32::from(quant.cast_signed()),
            Format::Q4K => {
                let (scale, min) = self.scale_and_min(k / 32);
                let (d, dmin) = (half::to_f32(self.half(0)), half::to_f32(self.half(2)));
                d * f32::from(scale) * q - dmin * f32::from(min)
            }
            Format::Q6K => half::to_f32(self.half(208)) * f32::from(self.signed_scale(k / 16)) * (q - 32.0),
        }
    }
}
