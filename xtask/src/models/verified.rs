//! What has been verified, so that a second run reads sizes and times instead of hundreds of megabytes.
//!
//! `.verified.json` lies in each model's folder. A file counts as verified while its size and modification time are
//! those that were seen when its sha256 was computed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::part::sha256_of_file;

/// The record of one model's folder.
pub struct Verified {
    folder: PathBuf,
    entries: BTreeMap<String, Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    bytes: u64,
    mtime_ns: u64,
    sha256: String,
    /// For a derived file, what it was made from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    made_from: Option<String>,
}

impl Verified {
    /// Reads the record of a folder; a missing or unreadable record is an empty one.
    pub fn load(folder: &Path) -> Self {
        let text = fs::read(folder.join(NAME)).unwrap_or_default();
        Self { folder: folder.to_owned(), entries: serde_json::from_slice(&text).unwrap_or_default() }
    }

    /// The sha256 of a file, from the record when the file has not changed since, else computed and recorded.
    pub fn sha256(&mut self, name: &str) -> Result<String> {
        let (bytes, mtime_ns) = self.look(name)?;
        if let Some(entry) = self.entries.get(name).filter(|e| e.bytes == bytes && e.mtime_ns == mtime_ns) {
            return Ok(entry.sha256.clone());
        }
        let path = self.folder.join(name);
        let sha256 = sha256_of_file(&path)
            .with_context(|| format!("{} cannot be read; remove it and run again", path.display()))?;
        self.put(name, Entry { bytes, mtime_ns, sha256: sha256.clone(), made_from: None })?;
        Ok(sha256)
    }

    /// Records a file whose sha256 was computed while it was written.
    pub fn record(&mut self, name: &str, sha256: &str) -> Result<()> {
        let (bytes, mtime_ns) = self.look(name)?;
        self.put(name, Entry { bytes, mtime_ns, sha256: sha256.to_owned(), made_from: None })
    }

    /// What a derived file was made from, if that is known of the file as it is now.
    pub fn made_from(&mut self, name: &str) -> Result<Option<String>> {
        self.sha256(name)?;
        Ok(self.entries.get(name).and_then(|entry| entry.made_from.clone()))
    }

    /// Records what a derived file was made from.
    pub fn record_made_from(&mut self, name: &str, made_from: &str) -> Result<()> {
        self.sha256(name)?;
        if let Some(entry) = self.entries.get_mut(name) {
            entry.made_from = Some(made_from.to_owned());
        }
        self.save()
    }

    fn look(&self, name: &str) -> Result<(u64, u64)> {
        let path = self.folder.join(name);
        let look = || {
            let metadata = fs::metadata(&path)?;
            let since = metadata.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
            Ok::<_, std::io::Error>((metadata.len(), since.as_nanos() as u64))
        };
        look().with_context(|| format!("{} cannot be read; remove it and run again", path.display()))
    }

    fn put(&mut self, name: &str, entry: Entry) -> Result<()> {
        self.entries.insert(name.to_owned(), entry);
        self.save()
    }

    fn save(&self) -> Result<()> {
        let path = self.folder.join(NAME);
        let half = self.folder.join(format!("{NAME}.part"));
        fs::write(&half, serde_json::to_vec_pretty(&self.entries)?)
            .and_then(|()| fs::rename(&half, &path))
            .with_context(|| format!("{} cannot be written; check the folder's permissions", path.display()))
    }
}

const NAME: &str = ".verified.json";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unchanged_file_is_not_read_again_and_a_changed_one_is() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a"), "abc").unwrap();
        let mut verified = Verified::load(dir.path());
        let real = verified.sha256("a").unwrap();
        verified.record("a", "remembered").unwrap();
        assert_eq!(Verified::load(dir.path()).sha256("a").unwrap(), "remembered");
        fs::write(dir.path().join("a"), "abcd").unwrap();
        let changed = Verified::load(dir.path()).sha256("a").unwrap();
        assert!(changed != "remembered" && changed != real && changed.len() == 64);
    }

    #[test]
    fn a_derived_file_remembers_its_source_until_it_changes() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a"), "abc").unwrap();
        Verified::load(dir.path()).record_made_from("a", "source").unwrap();
        assert_eq!(Verified::load(dir.path()).made_from("a").unwrap().as_deref(), Some("source"));
        fs::write(dir.path().join("a"), "abcd").unwrap();
        assert_eq!(Verified::load(dir.path()).made_from("a").unwrap(), None);
    }

    #[test]
    fn a_damaged_record_is_an_empty_one() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(NAME), "{half").unwrap();
        fs::write(dir.path().join("a"), "abc").unwrap();
        assert_eq!(Verified::load(dir.path()).sha256("a").unwrap().len(), 64);
    }
}
