//! Doing a step only when its inputs have changed.
//!
//! A fingerprint covers the content of files, not their times: a fresh clone, a branch and back, or `touch` cost nothing.
//! The stamp is written after the step and removed before it, so an interrupted step is done again.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::paths::Paths;

/// Folders that hold outputs, wherever they lie.
const OUTPUT_FOLDERS: [&str; 3] = ["dist", "node_modules", "target"];

/// What a step depends on.
#[derive(Default)]
pub struct Fingerprint(Sha256);

impl Fingerprint {
    /// Adds a value: a version, an option.
    pub fn text(mut self, value: &str) -> Self {
        self.0.update((value.len() as u64).to_le_bytes());
        self.0.update(value);
        self
    }

    /// Adds a file, or every file under a folder except outputs. A path that does not exist counts as such.
    pub fn path(mut self, path: &Path) -> Result<Self> {
        for file in files_under(path)? {
            let content = fs::read(&file)
                .with_context(|| format!("{} cannot be read; check its permissions", file.display()))?;
            let name = file.strip_prefix(path).unwrap_or(&file).to_string_lossy().into_owned();
            self = self.text(&name);
            self.0.update(Sha256::digest(&content));
        }
        Ok(self.text("end"))
    }

    /// The fingerprint in hex.
    pub fn finish(self) -> String {
        format!("{:x}", self.0.finalize())
    }
}

/// Does `work` unless it was done for this fingerprint and `output` is still there. Says whether it did.
pub fn unless_fresh(
    paths: &Paths,
    step: &str,
    inputs: Fingerprint,
    output: &Path,
    work: impl FnOnce() -> Result<()>,
) -> Result<bool> {
    let stamp = paths.in_target(format!("xtask/{step}.stamp"));
    let inputs = inputs.finish();
    if output.exists() && fs::read_to_string(&stamp).is_ok_and(|done| done == inputs) {
        return Ok(false);
    }
    let written = || format!("{} cannot be written; check the folder's permissions", stamp.display());
    if stamp.exists() {
        fs::remove_file(&stamp).with_context(written)?;
    }
    work()?;
    fs::create_dir_all(paths.in_target("xtask")).with_context(written)?;
    fs::write(&stamp, inputs).with_context(written)?;
    Ok(true)
}

/// The file itself, or all files under a folder in a stable order, without outputs and hidden files.
pub fn files_under(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    if path.is_dir() {
        collect(path, &mut files)
            .with_context(|| format!("{} cannot be read; check the folder's permissions", path.display()))?;
    }
    files.sort();
    Ok(files)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') || OUTPUT_FOLDERS.contains(&name.as_ref()) {
            continue;
        }
        match entry.path() {
            path if path.is_dir() => collect(&path, files)?,
            path => files.push(path),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    fn fingerprint(folder: &Path) -> Fingerprint {
        Fingerprint::default().path(folder).unwrap()
    }

    #[test]
    fn content_and_names_count_and_outputs_do_not() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a"), "1").unwrap();
        let first = fingerprint(dir.path()).finish();
        fs::create_dir(dir.path().join("dist")).unwrap();
        fs::write(dir.path().join("dist/b"), "2").unwrap();
        fs::write(dir.path().join("a"), "1").unwrap();
        assert_eq!(fingerprint(dir.path()).finish(), first);
        fs::write(dir.path().join("a"), "2").unwrap();
        let changed = fingerprint(dir.path()).finish();
        assert_ne!(changed, first);
        fs::rename(dir.path().join("a"), dir.path().join("b")).unwrap();
        assert_ne!(fingerprint(dir.path()).finish(), changed);
    }

    #[test]
    fn a_step_runs_once_and_again_when_inputs_change_or_its_output_is_gone() {
        let dir = tempfile::tempdir().unwrap();
        let paths = Paths { root: dir.path().to_owned(), target: dir.path().join("target") };
        let output = dir.path().join("out");
        let step = |input: &str| {
            let inputs = Fingerprint::default().text(input);
            unless_fresh(&paths, "step", inputs, &output, || Ok(fs::write(&output, "")?)).unwrap()
        };
        assert!(step("1"));
        assert!(!step("1"));
        assert!(step("2"));
        fs::remove_file(&output).unwrap();
        assert!(step("2"));
    }

    #[test]
    fn a_step_that_failed_is_not_fresh() {
        let dir = tempfile::tempdir().unwrap();
        let paths = Paths { root: dir.path().to_owned(), target: dir.path().join("target") };
        let run = |fails: bool| {
            let inputs = Fingerprint::default().text("1");
            unless_fresh(&paths, "step", inputs, dir.path(), || if fails { bail!("broken") } else { Ok(()) })
        };
        assert!(run(true).is_err());
        assert!(run(false).unwrap());
        assert!(!run(true).unwrap());
    }
}
