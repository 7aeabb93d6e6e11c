//! A file on its way: written as `<name>.part`, hashed while it grows, renamed only when its sha256 is right.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// A half file that can be continued after any interruption.
pub struct Part {
    path: PathBuf,
    file: File,
    hasher: Sha256,
    len: u64,
}

impl Part {
    /// Opens what an earlier run left of `destination`, or begins an empty file. What is there is hashed again.
    pub fn resume(destination: &Path) -> io::Result<Self> {
        let path = path_of(destination);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(&path)?;
        let mut hasher = Sha256::new();
        let len = io::copy(&mut file, &mut hasher)?;
        Ok(Self { path, file, hasher, len })
    }

    /// Begins anew, forgetting what an earlier run left.
    pub fn begin(destination: &Path) -> io::Result<Self> {
        match fs::remove_file(path_of(destination)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Self::resume(destination),
        }
    }

    /// Bytes so far.
    pub fn len(&self) -> u64 {
        self.len
    }

    /// Throws away what is there.
    pub fn restart(&mut self) -> io::Result<()> {
        self.file.set_len(0)?;
        self.hasher = Sha256::new();
        self.len = 0;
        Ok(())
    }

    /// Appends bytes.
    pub fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.hasher.update(bytes);
        self.len += bytes.len() as u64;
        Ok(())
    }

    /// Leaves the half file for the next run, unless it is empty.
    pub fn leave(self) -> io::Result<()> {
        if self.len == 0 { fs::remove_file(&self.path) } else { self.file.sync_all() }
    }

    /// Renames the file to its place if it is what was expected, else removes it and gives the sha256 that was found.
    pub fn finish(self, destination: &Path, sha256: &str) -> io::Result<Result<(), String>> {
        let found = hex(self.hasher);
        if found != sha256 {
            fs::remove_file(&self.path)?;
            return Ok(Err(found));
        }
        self.file.sync_all()?;
        fs::rename(&self.path, destination)?;
        Ok(Ok(()))
    }
}

/// Where the half file of `destination` is kept.
pub fn path_of(destination: &Path) -> PathBuf {
    let mut name = destination.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

/// The sha256 of a file, in hex.
pub fn sha256_of_file(path: &Path) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let mut file = File::open(path)?;
    let mut buffer = vec![0; 1 << 20];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hex(hasher)),
            n => hasher.update(&buffer[..n]),
        }
    }
}

fn hex(hasher: Sha256) -> String {
    format!("{:x}", hasher.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHA_OF_ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn an_interrupted_file_is_continued_and_verified_as_a_whole() {
        let dir = tempfile::tempdir().unwrap();
        let destination = dir.path().join("model/file");
        Part::resume(&destination).unwrap().append(b"ab").unwrap();
        assert!(!destination.exists());
        let mut part = Part::resume(&destination).unwrap();
        assert_eq!(part.len(), 2);
        part.append(b"c").unwrap();
        part.finish(&destination, SHA_OF_ABC).unwrap().unwrap();
        assert_eq!(fs::read(&destination).unwrap(), b"abc");
        assert_eq!(sha256_of_file(&destination).unwrap(), SHA_OF_ABC);
        assert!(!path_of(&destination).exists());
    }

    #[test]
    fn a_wrong_file_never_reaches_its_place() {
        let dir = tempfile::tempdir().unwrap();
        let destination = dir.path().join("file");
        let mut part = Part::begin(&destination).unwrap();
        part.append(b"abd").unwrap();
        assert_ne!(part.finish(&destination, SHA_OF_ABC).unwrap().unwrap_err(), SHA_OF_ABC);
        assert!(!destination.exists() && !path_of(&destination).exists());
    }
}
