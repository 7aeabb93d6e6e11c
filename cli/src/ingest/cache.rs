//! Vectors of texts that were embedded before: a run that was killed goes on where it was, and a later one embeds what
//! changed.
//!
//! One file beside the bundle, appended to after every batch:
//!
//! ```text
//! header   "recruta vectors 1\n", sha256 of the embedder's weights in hex, "\n"
//! record*  sha256 of the text (32 bytes), the vector (384 little-endian f32), first 8 bytes of the sha256 of both
//! ```
//!
//! The first record that does not check ends the file: a kill in the middle of a write costs that record. Vectors are
//! kept as computed, whatever form the bundle stores them in, so the same exports give the same bytes with and without
//! the cache. Texts are not in it; their hashes are.

use std::{
    collections::{HashMap, HashSet},
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, BufReader, BufWriter, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
};

use recruta_core::embed::minilm;
use sha2::{Digest as _, Sha256};

/// What the file begins with.
const MAGIC: &str = "recruta vectors 1\n";

/// Bytes of a text's hash.
const KEY: usize = 32;

/// Bytes of a vector.
const VECTOR: usize = minilm::DIMENSION * 4;

/// Bytes of what tells a whole record from a torn one.
const CHECK: usize = 8;

/// sha256 of a text.
type Key = [u8; KEY];

/// The cache, or none where it cannot be: embedding then works without.
#[derive(Debug)]
pub(super) struct Cache {
    path: PathBuf,
    /// Locked while the run lives, so that two runs do not write between each other's records.
    file: Option<File>,
    known: HashMap<Key, Vec<f32>>,
    /// Why vectors are not kept, if something went wrong.
    trouble: Option<io::Error>,
}

impl Cache {
    /// Where the cache of a bundle lies.
    pub fn path_of(bundle: &Path) -> PathBuf {
        let mut name: OsString = bundle.file_name().unwrap_or_default().to_owned();
        name.push(".vectors");
        bundle.with_file_name(name)
    }

    /// A cache that knows nothing and keeps nothing.
    pub fn none() -> Self {
        Self { path: PathBuf::new(), file: None, known: HashMap::new(), trouble: None }
    }

    /// Opens or makes the file; one of another embedder, or no cache at all, begins anew.
    pub fn open(path: &Path) -> Self {
        let mut cache = Self { path: path.to_owned(), ..Self::none() };
        match cache.read() {
            Ok(file) => cache.file = file,
            Err(error) => cache.trouble = Some(error),
        }
        cache
    }

    /// The vector of a text that was embedded before.
    pub fn find(&self, text: &str) -> Option<&[f32]> {
        self.known.get(&key_of(text)).map(Vec::as_slice)
    }

    /// Keeps vectors for the next run. What cannot be written is not kept, and [`Self::trouble`] says why.
    pub fn add(&mut self, texts: &[&str], vectors: &[Vec<f32>]) {
        let Some(file) = self.file.as_mut() else { return };
        let mut bytes = Vec::with_capacity(texts.len() * (KEY + VECTOR + CHECK));
        for (text, vector) in texts.iter().zip(vectors) {
            bytes.extend(record(&key_of(text), vector));
        }
        if let Err(error) = file.write_all(&bytes) {
            self.file = None;
            self.trouble = Some(error);
        }
    }

    /// Why vectors are not kept.
    pub fn trouble(&self) -> Option<&io::Error> {
        self.trouble.as_ref()
    }

    /// Drops what the bundle no longer has. Called after the bundle is in place: losing the cache costs time only.
    pub fn keep_only(&self, texts: &[String], matrix_rows: impl Iterator<Item = Vec<f32>>) -> io::Result<()> {
        if self.file.is_none() {
            return Ok(());
        }
        let wanted: HashSet<Key> = texts.iter().map(|text| key_of(text)).collect();
        if self.known.keys().all(|key| wanted.contains(key)) {
            return Ok(());
        }
        let partial = self.path.with_extension("vectors.partial");
        let mut out = BufWriter::new(File::create(&partial)?);
        out.write_all(header().as_bytes())?;
        for (text, vector) in texts.iter().zip(matrix_rows) {
            out.write_all(&record(&key_of(text), &vector))?;
        }
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        fs::rename(partial, &self.path)
    }

    /// Reads what is whole and leaves the file at its end; `None` while another run holds it.
    fn read(&mut self) -> io::Result<Option<File>> {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&self.path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Ok(None),
            Err(fs::TryLockError::Error(error)) => return Err(error),
        }
        let mut reader = BufReader::new(&file);
        let mut start = vec![0; header().len()];
        let is_ours = reader.read_exact(&mut start).is_ok() && start == header().as_bytes();
        let mut end = if is_ours { start.len() as u64 } else { 0 };
        let mut bytes = [0; KEY + VECTOR + CHECK];
        while is_ours && reader.read_exact(&mut bytes).is_ok() {
            let Some((key, vector)) = parse(&bytes) else { break };
            self.known.insert(key, vector);
            end += bytes.len() as u64;
        }
        drop(reader);
        let mut file = file;
        file.set_len(end)?;
        file.seek(SeekFrom::Start(end))?;
        if !is_ours {
            file.write_all(header().as_bytes())?;
        }
        Ok(Some(file))
    }
}

fn header() -> String {
    format!("{MAGIC}{}\n", minilm::embedder_id().sha256)
}

fn key_of(text: &str) -> Key {
    Sha256::digest(text.as_bytes()).into()
}

fn record(key: &Key, vector: &[f32]) -> Vec<u8> {
    let mut bytes: Vec<u8> = key.to_vec();
    bytes.extend(vector.iter().flat_map(|x| x.to_le_bytes()));
    let check = Sha256::digest(&bytes);
    bytes.extend(&check[..CHECK]);
    bytes
}

fn parse(bytes: &[u8; KEY + VECTOR + CHECK]) -> Option<(Key, Vec<f32>)> {
    let (body, check) = bytes.split_at(KEY + VECTOR);
    if Sha256::digest(body)[..CHECK] != *check {
        return None;
    }
    let (key, vector) = body.split_at(KEY);
    let vector = vector.as_chunks::<4>().0.iter().map(|x| f32::from_le_bytes(*x)).collect();
    Some((key.try_into().ok()?, vector))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vector(first: f32) -> Vec<f32> {
        let mut vector = vec![0.25; minilm::DIMENSION];
        vector[0] = first;
        vector
    }

    fn filled(path: &Path) {
        let mut cache = Cache::open(path);
        cache.add(&["a", "b", "c"], &[vector(1.0), vector(2.0), vector(3.0)]);
        assert!(cache.trouble().is_none());
    }

    #[test]
    fn a_cut_file_gives_every_record_before_the_cut() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("bundle.vectors");
        filled(&path);
        let whole = fs::read(&path).expect("reads");
        let one = KEY + VECTOR + CHECK;
        for cut in [0, 5, header().len(), header().len() + 1, whole.len() - one - 1, whole.len() - 1] {
            fs::write(&path, &whole[..cut]).expect("written");
            let cache = Cache::open(&path);
            let n_whole = cut.saturating_sub(header().len()) / one;
            assert_eq!(cache.known.len(), n_whole, "{cut} bytes");
            drop(cache);
            let mut again = Cache::open(&path);
            again.add(&["d"], &[vector(4.0)]);
            drop(again);
            assert_eq!(Cache::open(&path).find("d"), Some(vector(4.0).as_slice()), "{cut} bytes");
        }
    }

    #[test]
    fn a_flipped_bit_costs_what_follows_and_is_never_believed() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("bundle.vectors");
        filled(&path);
        let mut bytes = fs::read(&path).expect("reads");
        bytes[header().len() + KEY + VECTOR + CHECK + KEY + 2] ^= 1;
        fs::write(&path, bytes).expect("written");
        let cache = Cache::open(&path);
        assert_eq!(cache.find("a"), Some(vector(1.0).as_slice()));
        assert_eq!((cache.find("b"), cache.find("c")), (None, None));
    }

    #[test]
    fn another_embedders_vectors_are_not_taken() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("bundle.vectors");
        filled(&path);
        let text = fs::read(&path).expect("reads");
        let mut other = text.clone();
        other[MAGIC.len()] = if text[MAGIC.len()] == b'0' { b'1' } else { b'0' };
        fs::write(&path, other).expect("written");
        assert_eq!(Cache::open(&path).find("a"), None);
    }

    #[test]
    fn a_second_run_works_without_and_what_is_gone_is_dropped() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("bundle.vectors");
        filled(&path);
        let cache = Cache::open(&path);
        let mut second = Cache::open(&path);
        assert_eq!(second.find("a"), None);
        second.add(&["z"], &[vector(9.0)]);
        cache.keep_only(&["b".to_owned()], [vector(2.0)].into_iter()).expect("rewrites");
        drop((cache, second));
        let cache = Cache::open(&path);
        assert_eq!(cache.find("b"), Some(vector(2.0).as_slice()));
        assert_eq!((cache.find("a"), cache.find("z")), (None, None));
    }
}
