//! Weight matrices in the layout the kernels read.
//!
//! Rows are taken in groups of as many as a SIMD register has 32-bit lanes. Four consecutive weights of each row of a
//! group stand side by side, so one register holds four columns of all its rows, a dot product of bytes adds into one
//! lane a row, and no horizontal sum is ever needed. A last group that is not full is filled up with zero rows.
//!
//! Two streams, both read front to back, group by group, block by block:
//!
//! - `quants`: for each block of 32 columns, nibbles as 4 registers (columns 4g to 4g+3 in the low nibbles, 16 more in the
//!   high ones) or bytes as 8 registers (columns 4g to 4g+3);
//! - `side`: what the integers are multiplied with, as the file has it, one number a row: [`SideLayout`].
//!
//! Packing happens once, while the file is read, a few rows at a time; 4-bit formats and `Q8_0` take the bytes they take
//! in the file, `Q6_K` 8.56 bits a weight instead of 6.56.

use std::io::Read;

use crate::{Backend, Error, Format, format::Parts, half, memory::Aligned};

/// Raw bytes read at once while packing.
const STAGING_BYTES: usize = 256 << 10;

/// Places in the side stream of a group of `rows` rows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SideLayout {
    format: Format,
    rows: usize,
}

impl SideLayout {
    pub(crate) fn new(format: Format, rows: usize) -> Self {
        Self { format, rows }
    }

    /// Bytes of one block of the file format.
    pub(crate) fn block_bytes(self) -> usize {
        let per_row = match self.format {
            Format::Q4_0 | Format::Q8_0 => 2,
            Format::Q4_1 => 4,
            Format::Q4K => 4 + 8 * 2,
            Format::Q6K => 2 + 16,
        };
        per_row * self.rows
    }

    /// Byte of half `index` (0: `d`, 1: `m` or `dmin`) of a row within a block.
    fn half(self, index: usize, row: usize) -> usize {
        (index * self.rows + row) * 2
    }

    /// Byte of a small scale (`which` 0) or minimum (1) of sub-block `s`, for the first row.
    pub(crate) fn small(self, s: usize, which: usize) -> usize {
        match self.format {
            Format::Q4K => 4 * self.rows + (2 * s + which) * self.rows,
            _ => 2 * self.rows + s * self.rows,
        }
    }
}

/// A weight matrix, packed for one back end. **Shape** `[n_rows, n_cols]`.
pub struct Matrix {
    pub(crate) format: Format,
    pub(crate) backend: Backend,
    pub(crate) n_rows: usize,
    pub(crate) n_cols: usize,
    /// Whether bytes are stored in 16 bits, pairs of columns instead of fours.
    pub(crate) is_wide: bool,
    quants: Aligned,
    side: Aligned,
}

impl std::fmt::Debug for Matrix {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { format, backend, n_rows, n_cols, .. } = self;
        write!(f, "Matrix({format:?} [{n_rows}, {n_cols}] for {backend:?})")
    }
}

impl Matrix {
    /// Reads and packs `n_rows` rows of `n_cols` weights, as a file of that format holds them.
    ///
    /// **Errors.** A row that is not made of whole blocks, a reader that ends early or fails, a scale that is not
    /// finite, no memory.
    ///
    /// # Panics
    /// When this machine does not have the back end.
    pub fn read(
        backend: Backend,
        format: Format,
        shape: [usize; 2],
        reader: &mut dyn Read,
    ) -> Result<Self, Error> {
        Self::read_as(backend, format, shape, false, reader)
    }

    /// As [`Self::read`], but where the back end multiplies 16-bit numbers faster (`Q8_0` in WebAssembly), they are stored
    /// as such: twice the memory, for small matrices that are multiplied with many tokens.
    pub fn read_wide(
        backend: Backend,
        format: Format,
        shape: [usize; 2],
        reader: &mut dyn Read,
    ) -> Result<Self, Error> {
        Self::read_as(backend, format, shape, backend.widens(format), reader)
    }

    fn read_as(
        backend: Backend,
        format: Format,
        [n_rows, n_cols]: [usize; 2],
        is_wide: bool,
        reader: &mut dyn Read,
    ) -> Result<Self, Error> {
        if n_cols == 0 || n_rows == 0 || !n_cols.is_multiple_of(format.block_len()) {
            return Err(Error::Shape { format, n_rows, n_cols });
        }
        assert!(Backend::available().contains(&backend), "this machine runs no {backend:?}");
        let rows = backend.rows();
        let n_groups = n_rows.div_ceil(rows);
        // Neither stream takes more than two bytes a weight, so nothing below overflows.
        let max_bytes = (n_groups * rows).checked_mul(n_cols).and_then(|n| n.checked_mul(2));
        max_bytes.ok_or(Error::OutOfMemory { bytes: usize::MAX })?;
        let mut matrix = Self {
            format,
            backend,
            n_rows,
            n_cols,
            is_wide,
            quants: Aligned::zeroed(n_groups * rows * quant_bytes(format, n_cols, is_wide))?,
            side: Aligned::zeroed(
                n_groups * (n_cols / format.block_len()) * SideLayout::new(format, rows).block_bytes(),
            )?,
        };
        let row_bytes = format.row_bytes(n_cols);
        let rows_at_once = (STAGING_BYTES / row_bytes).next_multiple_of(rows).max(rows);
        let mut staging = vec![0; rows_at_once.min(n_rows) * row_bytes];
        for first in (0..n_rows).step_by(rows_at_once) {
            let raw = &mut staging[..rows_at_once.min(n_rows - first) * row_bytes];
            reader.read_exact(raw).map_err(Error::Read)?;
            for (row, raw) in (first..).zip(raw.chunks_exact(row_bytes)) {
                matrix.pack_row(row, raw)?;
            }
        }
        Ok(matrix)
    }

    /// Rows, the length of what a product gives.
    pub fn n_rows(&self) -> usize {
        self.n_rows
    }

    /// Columns, the length of what it takes.
    pub fn n_cols(&self) -> usize {
        self.n_cols
    }

    /// Bytes in memory.
    pub fn size_bytes(&self) -> usize {
        self.quants.as_slice().len() + self.side.as_slice().len()
    }

    /// The weights of one row as f32, for looking up embeddings.
    ///
    /// # Panics
    /// When there is no such row or `out` is not `n_cols` long.
    pub fn dequantize_row(&self, row: usize, out: &mut [f32]) {
        assert!(row < self.n_rows && out.len() == self.n_cols, "row {row} of {self:?} into {}", out.len());
        for (k, x) in out.iter_mut().enumerate() {
            *x = self.weight(row, k);
        }
    }

    /// The integers of a group of rows, which exists.
    pub(crate) unsafe fn group_quants(&self, group: usize) -> *const u8 {
        // SAFETY: the stream holds every group's bytes.
        unsafe { self.quants.as_ptr().add(group * self.group_bytes().0) }
    }

    pub(crate) fn side(&self) -> *const u8 {
        self.side.as_ptr()
    }

    pub(crate) fn n_groups(&self) -> usize {
        self.n_rows.div_ceil(self.backend.rows())
    }

    /// Bytes of a group in the two streams.
    pub(crate) fn group_bytes(&self) -> (usize, usize) {
        let rows = self.backend.rows();
        let n_blocks = self.n_cols / self.format.block_len();
        (
            rows * quant_bytes(self.format, self.n_cols, self.is_wide),
            n_blocks * SideLayout::new(self.format, rows).block_bytes(),
        )
    }

    fn pack_row(&mut self, row: usize, raw: &[u8]) -> Result<(), Error> {
        let (format, rows) = (self.format, self.backend.rows());
        let (quant_group, side_group) = self.group_bytes();
        let (group, lane) = (row / rows, row % rows);
        let side_layout = SideLayout::new(format, rows);
        let quants = &mut self.quants.as_mut_slice()[group * quant_group..][..quant_group];
        let side = &mut self.side.as_mut_slice()[group * side_group..][..side_group];
        let block_quants = rows * quant_bytes(format, format.block_len(), self.is_wide);
        let blocks = raw.chunks_exact(format.block_bytes());
        let places =
            quants.chunks_exact_mut(block_quants).zip(side.chunks_exact_mut(side_layout.block_bytes()));
        for (block, (quants, side)) in blocks.zip(places) {
            let parts = Parts::of(format, block);
            if !parts.halves(format).all(half::is_finite) {
                return Err(Error::NotFinite { row });
            }
            if self.is_wide {
                pack_wide(&parts, quants, lane, rows);
            } else {
                pack_quants(self.backend, block, &parts, quants, lane, format);
            }
            pack_side(side_layout, &parts, side, lane);
        }
        Ok(())
    }

    fn weight(&self, row: usize, k: usize) -> f32 {
        let (format, rows) = (self.format, self.backend.rows());
        let (quant_group, side_group) = self.group_bytes();
        let (group, lane) = (row / rows, row % rows);
        let quants = &self.quants.as_slice()[group * quant_group..][..quant_group];
        let layout = SideLayout::new(format, rows);
        let block = k / format.block_len();
        let side = &self.side.as_slice()[group * side_group + block * layout.block_bytes()..]
            [..layout.block_bytes()];
        let half = |index: usize| {
            let at = layout.half(index, lane);
            half::to_f32(u16::from_le_bytes([side[at], side[at + 1]]))
        };
        let k_in_block = k % format.block_len();
        let quant = if self.is_wide {
            quants[k / 2 * rows * 4 + lane * 4 + k % 2 * 2]
        } else {
            packed_quant(format, quants, lane, rows, k)
        };
        let q = f32::from(quant);
        match format {
            Format::Q4_0 => half(0) * (q - 8.0),
            Format::Q4_1 => half(0) * q + half(1),
            Format::Q8_0 => half(0) * f32::from((quant ^ self.backend.byte_offset()).cast_signed()),
            Format::Q4K => {
                let small = |which| f32::from(side[layout.small(k_in_block / 32, which) + lane]);
                half(0) * small(0) * q - half(1) * small(1)
            }
            Format::Q6K => {
                let scale = side[layout.small(k_in_block / 16, 0) + lane].cast_signed();
                half(0) * f32::from(scale) * (q - 32.0)
            }
        }
    }
}

/// Bytes of `n` packed integers of one row.
fn quant_bytes(format: Format, n: usize, is_wide: bool) -> usize {
    match format {
        Format::Q8_0 if is_wide => 2 * n,
        Format::Q4_0 | Format::Q4_1 | Format::Q4K => n / 2,
        Format::Q8_0 | Format::Q6K => n,
    }
}

/// Where the word (4 bytes) `g` of a row stands in the registers of a block.
fn word(g: usize, lane: usize, rows: usize) -> std::ops::Range<usize> {
    let at = (g * rows + lane) * 4;
    at..at + 4
}

fn pack_quants(
    backend: Backend,
    block: &[u8],
    parts: &Parts<'_>,
    quants: &mut [u8],
    lane: usize,
    format: Format,
) {
    let (rows, offset) = (backend.rows(), backend.byte_offset());
    match format {
        Format::Q4_0 | Format::Q4_1 => {
            let nibbles = &block[block.len() - 16..];
            for (g, four) in nibbles.chunks_exact(4).enumerate() {
                quants[word(g, lane, rows)].copy_from_slice(four);
            }
        }
        Format::Q8_0 => {
            for (g, four) in block[2..].as_chunks::<4>().0.iter().enumerate() {
                quants[word(g, lane, rows)].copy_from_slice(&four.map(|byte| byte ^ offset));
            }
        }
        Format::Q4K => {
            for g in 0..32 {
                let k = g / 4 * 32 + g % 4 * 4;
                let pair = |i| parts.quant(format, k + i) | (parts.quant(format, k + i + 16) << 4);
                quants[word(g, lane, rows)].copy_from_slice(&[pair(0), pair(1), pair(2), pair(3)]);
            }
        }
        Format::Q6K => {
            for g in 0..64 {
                let q = |i| parts.quant(format, 4 * g + i);
                quants[word(g, lane, rows)].copy_from_slice(&[q(0), q(1), q(2), q(3)]);
            }
        }
    }
}

/// Bytes as 16-bit numbers: a word of each row holds two columns.
fn pack_wide(parts: &Parts<'_>, quants: &mut [u8], lane: usize, rows: usize) {
    for pair in 0..16 {
        let wide = |i| i16::from(parts.quant(Format::Q8_0, 2 * pair + i).cast_signed()).to_le_bytes();
        let ([a, b], [c, d]) = (wide(0), wide(1));
        quants[word(pair, lane, rows)].copy_from_slice(&[a, b, c, d]);
    }
}

/// The inverse: the integer of column `k` of a row.
fn packed_quant(format: Format, quants: &[u8], lane: usize, rows: usize, k: usize) -> u8 {
    let (block, k) = (k / 32, k % 32);
    match format {
        Format::Q4_0 | Format::Q4_1 | Format::Q4K => {
            let byte = quants[block * rows * 16 + word(k % 16 / 4, lane, rows).start + k % 4];
            if k >= 16 { byte >> 4 } else { byte & 15 }
        }
        Format::Q8_0 | Format::Q6K => quants[block * rows * 32 + word(k / 4, lane, rows).start + k % 4],
    }
}

fn pack_side(layout: SideLayout, parts: &Parts<'_>, side: &mut [u8], lane: usize) {
    for (index, half) in parts.halves(layout.format).enumerate() {
        let at = layout.half(index, lane);
        side[at..at + 2].copy_from_slice(&half.to_le_bytes());
    }
    match layout.format {
        Format::Q4_0 | Format::Q4_1 | Format::Q8_0 => {}
        Format::Q4K => {
            for s in 0..8 {
                let (scale, min) = parts.scale_and_min(s);
                side[layout.small(s, 0) + lane] = scale;
                side[layout.small(s, 1) + lane] = min;
            }
        }
        Format::Q6K => {
            for s in 0..16 {
                side[layout.small(s, 0) + lane] = parts.signed_scale(s).cast_unsigned();
            }
        }
    }
}
