//! Replacing a bundle's manifest, whole or not at all.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::Path,
};

use anyhow::{Context, Result};
use recruta_core::bundle::part;

/// Writes the manifest beside the folder, flushes it, and renames it into place: a kill leaves the old one or the new one.
/// Compressed copies of the old one go first.
pub(super) fn replace(dir: &Path, bytes: &[u8]) -> Result<()> {
    let dir = fs::canonicalize(dir).with_context(|| format!("{} cannot be opened", dir.display()))?;
    write(&dir, bytes).with_context(|| format!("the manifest in {} cannot be replaced", dir.display()))
}

fn write(dir: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = dir.file_name().unwrap_or_default().to_owned();
    name.push(format!(".manifest-{}", std::process::id()));
    let temporary = dir.with_file_name(name);
    let written = File::create(&temporary).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let placed = written.and_then(|()| {
        for suffix in [".br", ".gz"] {
            match fs::remove_file(dir.join(format!("{}{suffix}", part::MANIFEST))) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        fs::rename(&temporary, dir.join(part::MANIFEST))
    });
    if placed.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    placed
}

#[cfg(test)]
mod tests {
    use std::fs;

    #[test]
    fn the_new_manifest_is_there_alone() {
        let parent = tempfile::tempdir().expect("a folder");
        let dir = parent.path().join("bundle");
        fs::create_dir(&dir).expect("a folder");
        for name in ["manifest.json", "manifest.json.br", "passages.json"] {
            fs::write(dir.join(name), name).expect("writes");
        }
        super::replace(&dir, b"new").expect("replaces");
        assert_eq!(fs::read(dir.join("manifest.json")).expect("reads"), b"new");
        assert!(!dir.join("manifest.json.br").exists() && dir.join("passages.json").exists());
        assert_eq!(fs::read_dir(parent.path()).expect("lists").count(), 1);
        assert!(super::replace(&parent.path().join("none"), b"new").is_err());
    }
}
