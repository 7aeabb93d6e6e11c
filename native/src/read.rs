//! Reading files with caps and hashes.

use std::{
    fs::File,
    io::{self, BufReader, Read, Seek},
    path::Path,
};

use recruta_core::{Error, hash::Sha256Stream};

use crate::NativeError;

/// Manifests, catalogues and tokenizers are far smaller.
const MAX_SMALL_BYTES: u64 = 64 << 20;

const BUFFER_BYTES: usize = 1 << 20;

/// The bytes of a small file.
pub fn small_file(file: &Path) -> Result<Vec<u8>, NativeError> {
    capped(file, MAX_SMALL_BYTES).map_err(NativeError::unreadable(file))
}

/// sha256 of a file of any size, in lower-case hex.
pub fn sha256_of_file(file: &Path) -> Result<String, NativeError> {
    Ok(verified(file, None)?.1)
}

/// The bytes of a file of at most `max` bytes.
pub(crate) fn capped(file: &Path, max: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)?.take(max + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > max {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("more than {max} bytes")));
    }
    Ok(bytes)
}

/// A reader of a file, at its start, and the file's sha256, which must be `expected` if that is known.
pub(crate) fn verified(
    file: &Path,
    expected: Option<&str>,
) -> Result<(BufReader<File>, String), NativeError> {
    let opened = File::open(file).map_err(NativeError::unreadable(file))?;
    let mut reader = BufReader::with_capacity(BUFFER_BYTES, opened);
    let sha256 = hash(&mut reader).map_err(NativeError::unreadable(file))?;
    match expected {
        Some(expected) if expected != sha256 => {
            let detail = format!("sha256 {sha256}, expected {expected}");
            Err(NativeError::refused(file)(Error::ModelCorrupt { detail }))
        }
        _ => Ok((reader, sha256)),
    }
}

fn hash(reader: &mut (impl Read + Seek)) -> io::Result<String> {
    let mut stream = Sha256Stream::default();
    let mut buffer = vec![0; BUFFER_BYTES];
    loop {
        let n = reader.read(&mut buffer)?;
        if n == 0 {
            reader.rewind()?;
            return Ok(stream.finish());
        }
        stream.update(&buffer[..n]);
    }
}
