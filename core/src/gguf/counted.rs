//! Progress of loading, by bytes.

use std::io::{Read, Seek, SeekFrom};

use crate::{Error, Result};

/// A reader that reports the furthest byte read, and bytes in all.
pub(crate) struct Counted<'a, R> {
    reader: &'a mut R,
    position: u64,
    furthest: u64,
    total: u64,
    progress: &'a mut dyn FnMut(u64, u64),
}

impl<'a, R: Read + Seek> Counted<'a, R> {
    pub(crate) fn new(reader: &'a mut R, progress: &'a mut dyn FnMut(u64, u64)) -> Result<Self> {
        let total = reader.seek(SeekFrom::End(0)).map_err(Error::corrupt)?;
        Ok(Self { reader, position: total, furthest: 0, total, progress })
    }

    /// Everything that is needed has been read; the file may hold more.
    pub(crate) fn finish(&mut self) {
        (self.progress)(self.total, self.total);
    }
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.reader.read(buffer)?;
        self.position += n as u64;
        self.furthest = self.furthest.max(self.position).min(self.total);
        (self.progress)(self.furthest, self.total);
        Ok(n)
    }
}

impl<R: Seek> Seek for Counted<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.position = self.reader.seek(to)?;
        Ok(self.position)
    }
}
