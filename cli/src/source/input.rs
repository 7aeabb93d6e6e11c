//! Bytes of an export: hashed, counted and checked for UTF-8 as they pass.

use std::{
    fmt,
    fs::File,
    io::{self, BufReader, Cursor, Read},
    path::Path,
};

use recruta_core::hash::Sha256Stream;

use super::SourceError;

const BUFFER_BYTES: usize = 256 << 10;

/// Gets the bytes read so far, again and again.
pub type Progress<'a> = &'a mut dyn FnMut(u64);

/// What is known of a file after it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFacts {
    /// Its size.
    pub size_bytes: u64,
    /// Lower-case hex of its bytes.
    pub sha256: String,
    /// How many records it holds.
    pub n_records: usize,
}

/// Passes bytes on, and fails at the first that is not UTF-8.
pub(super) struct Scan<'a> {
    inner: io::Chain<Cursor<Vec<u8>>, File>,
    hash: Sha256Stream,
    read_bytes: u64,
    line: u64,
    /// The start of a character whose rest has not arrived.
    carry: Vec<u8>,
    progress: Progress<'a>,
}

/// The place where UTF-8 ends; travels inside an [`io::Error`].
#[derive(Debug)]
pub(super) struct NotUtf8 {
    pub byte: u64,
    pub line: u64,
}

impl fmt::Display for NotUtf8 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "byte {} is not UTF-8", self.byte)
    }
}

impl std::error::Error for NotUtf8 {}

/// An opened export.
pub(super) struct Input<'a> {
    pub reader: BufReader<Scan<'a>>,
    pub had_byte_order_mark: bool,
}

/// Opens an export and looks at its first bytes: another encoding or another kind of file is told here, where it can be
/// told well.
pub(super) fn open<'a>(path: &Path, progress: Progress<'a>) -> Result<Input<'a>, SourceError> {
    let file = || path.display().to_string();
    let unreadable = |source| SourceError::Unreadable { file: file(), cause: source };
    let mut opened = File::open(path).map_err(unreadable)?;
    let mut head = Vec::new();
    opened.by_ref().take(64).read_to_end(&mut head).map_err(unreadable)?;
    check_head(&head, &file)?;
    let had_byte_order_mark = head.starts_with(b"\xEF\xBB\xBF");
    let mut hash = Sha256Stream::default();
    let skipped = if had_byte_order_mark { 3 } else { 0 };
    hash.update(&head[..skipped]);
    let inner = Cursor::new(head.split_off(skipped)).chain(opened);
    let scan = Scan { inner, hash, read_bytes: skipped as u64, line: 1, carry: Vec::new(), progress };
    Ok(Input { reader: BufReader::with_capacity(BUFFER_BYTES, scan), had_byte_order_mark })
}

fn check_head(head: &[u8], file: &dyn Fn() -> String) -> Result<(), SourceError> {
    let wide = |found, iconv| Err(SourceError::Encoding { file: file(), found, iconv, byte: 0, line: 1 });
    let other = |found, advice| Err(SourceError::OtherFormat { file: file(), found, advice });
    match head {
        [] => Err(SourceError::Empty { file: file() }),
        [0xFF, 0xFE, ..] | [_, 0, ..] => wide("UTF-16 (little-endian)", "UTF-16LE"),
        [0xFE, 0xFF, ..] | [0, ..] => wide("UTF-16 (big-endian)", "UTF-16BE"),
        [b'P', b'K', 3, 4, ..] => other("a ZIP archive", "unpack it first"),
        [0x1F, 0x8B, ..] => other("gzip-compressed", "unpack it first, e.g. with `gunzip`"),
        [b'%', b'P', b'D', b'F', ..] => other("a PDF", "give the JSON export"),
        _ if head.trim_ascii_start().starts_with(b"<") => {
            other("an HTML or XML page", "export or download it again")
        }
        _ if head.starts_with(b"version https://git-lfs") => {
            other("a Git LFS pointer", "run `git lfs pull` first")
        }
        _ => Ok(()),
    }
}

impl Scan<'_> {
    /// Bytes read so far.
    pub fn read_bytes(&self) -> u64 {
        self.read_bytes
    }

    /// Hash and size; call at the end of the file.
    pub fn finish(self, n_records: usize) -> FileFacts {
        FileFacts { size_bytes: self.read_bytes, sha256: self.hash.finish(), n_records }
    }

    fn check(&mut self, chunk: &[u8]) -> Result<(), NotUtf8> {
        // A character cut by the end of the last chunk is completed first; at most four bytes are copied.
        let mut rest = chunk;
        while !self.carry.is_empty() {
            let Some((byte, tail)) = rest.split_first() else { return Ok(()) };
            self.carry.push(*byte);
            rest = tail;
            match std::str::from_utf8(&self.carry) {
                Ok(_) => self.carry.clear(),
                Err(error) if error.error_len().is_none() => {}
                Err(_) => return Err(self.not_utf8(chunk, chunk.len() - rest.len() - 1)),
            }
        }
        if let Err(error) = std::str::from_utf8(rest) {
            let valid = chunk.len() - rest.len() + error.valid_up_to();
            if error.error_len().is_some() {
                return Err(self.not_utf8(chunk, valid));
            }
            self.carry = chunk[valid..].to_vec();
        }
        Ok(())
    }

    fn not_utf8(&self, chunk: &[u8], at: usize) -> NotUtf8 {
        NotUtf8 { byte: self.read_bytes + at as u64, line: self.line + count_lines(&chunk[..at]) }
    }
}

fn count_lines(bytes: &[u8]) -> u64 {
    bytes.split(|byte| *byte == b'\n').skip(1).count() as u64
}

impl Read for Scan<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        let chunk = &buffer[..n];
        self.check(chunk).map_err(|place| io::Error::new(io::ErrorKind::InvalidData, place))?;
        if n == 0 && !self.carry.is_empty() {
            let place = NotUtf8 { byte: self.read_bytes - self.carry.len() as u64, line: self.line };
            return Err(io::Error::new(io::ErrorKind::InvalidData, place));
        }
        self.hash.update(chunk);
        self.read_bytes += n as u64;
        self.line += count_lines(chunk);
        (self.progress)(self.read_bytes);
        Ok(n)
    }
}
