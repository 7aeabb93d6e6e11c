//! Memory for packed weights: aligned to cache lines, and refused with an error instead of an abort.

use crate::Error;

/// One cache line.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
struct Line([u8; 64]);

/// Zeroed bytes that begin at a cache line.
pub(crate) struct Aligned {
    lines: Vec<Line>,
    len: usize,
}

impl Aligned {
    pub(crate) fn zeroed(len: usize) -> Result<Self, Error> {
        let n_lines = len.div_ceil(64);
        let mut lines = Vec::new();
        lines.try_reserve_exact(n_lines).map_err(|_| Error::OutOfMemory { bytes: len })?;
        lines.resize(n_lines, Line([0; 64]));
        Ok(Self { lines, len })
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        // SAFETY: a `Line` is 64 bytes without padding, and the vector holds at least `len` bytes of them.
        unsafe { std::slice::from_raw_parts(self.lines.as_ptr().cast(), self.len) }
    }

    pub(crate) fn as_mut_slice(&mut self) -> &mut [u8] {
        // SAFETY: as above, and any byte is a valid byte of a `Line`.
        unsafe { std::slice::from_raw_parts_mut(self.lines.as_mut_ptr().cast(), self.len) }
    }

    pub(crate) fn as_ptr(&self) -> *const u8 {
        self.lines.as_ptr().cast()
    }
}
