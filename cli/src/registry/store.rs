//! The registry's folder.
//!
//! ```text
//! registry/
//!   versions/1/   version.json, report.json, report.md, and their SHA256SUMS: never changed once there
//!   registry.json the champion and those before it, replaced in one step
//!   mlflow/       what a tracking server was told, or still has to be
//!   .lock         held while something is written
//! ```
//!
//! A version is written into a hidden folder beside its own, flushed, and renamed, so that it is there whole or not at
//! all. Writers take turns by the lock; readers need none.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use recruta_core::hash::sha256_hex;
use recruta_native::registry::{REGISTRY_FILE, Registry, Reign, Version};

use super::RegistryError;
use crate::{
    clock::Moment,
    evaluate::report::{JSON_FILE, MARKDOWN_FILE},
    file::{sync_folder, write_whole},
};

/// Name of a version's file.
const VERSION_FILE: &str = "version.json";

/// Hashes of a version's files, as `sha256sum -c` reads them.
const SUMS_FILE: &str = "SHA256SUMS";

/// How folders begin that are being written.
const PARTIAL: &str = ".partial-";

/// A registry on disk.
#[derive(Debug, Clone)]
pub struct Store {
    dir: PathBuf,
}

/// A version to be: what is known before it has a number, and its report's files.
#[derive(Debug)]
pub struct Draft {
    /// The number is the store's to give.
    pub version: Version,
    /// `report.json`, byte for byte.
    pub report_json: Vec<u8>,
    /// `report.md`.
    pub report_markdown: String,
}

/// The lock, held while it lives.
#[derive(Debug)]
pub struct Writing<'a> {
    store: &'a Store,
    _lock: File,
}

impl Store {
    /// Over a folder, which need not be there yet.
    pub fn new(dir: &Path) -> Self {
        Self { dir: dir.to_owned() }
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Champion and history.
    pub fn registry(&self) -> anyhow::Result<Registry> {
        Ok(Registry::read(&self.dir)?)
    }

    /// All versions, oldest first; those whose files are damaged as why. One that is damaged is no reason to lose sight of
    /// the others.
    pub fn versions(&self) -> Vec<(u32, anyhow::Result<Version>)> {
        self.numbers().into_iter().map(|number| (number, self.version(number))).collect()
    }

    /// All versions that are whole, oldest first.
    pub fn whole_versions(&self) -> Vec<Version> {
        self.versions().into_iter().filter_map(|(_, version)| version.ok()).collect()
    }

    /// A version, checked against the hashes it was written with.
    pub fn version(&self, number: u32) -> anyhow::Result<Version> {
        let dir = Version::dir(&self.dir, number);
        if !dir.is_dir() {
            return Err(RegistryError::NoVersion { version: number, dir: self.dir.clone() }.into());
        }
        let damaged = |detail: String| RegistryError::Damaged { version: number, dir: dir.clone(), detail };
        let read = |name: &str| fs::read(dir.join(name)).map_err(|error| damaged(format!("{name}: {error}")));
        let sums = [VERSION_FILE, JSON_FILE, MARKDOWN_FILE].map(|name| Ok((name, read(name)?)));
        let files = sums.into_iter().collect::<Result<Vec<_>, RegistryError>>()?;
        if sums_of(files.iter().map(|(name, bytes)| (*name, bytes.as_slice()))).as_bytes() != read(SUMS_FILE)?
        {
            return Err(damaged("its files are not those that were registered".to_owned()).into());
        }
        let version = Version::read(&dir.join(VERSION_FILE))?;
        if version.version != number {
            return Err(damaged(format!("it says it is version {}", version.version)).into());
        }
        Ok(version)
    }

    /// Waits for its turn to write.
    pub fn write(&self) -> Result<Writing<'_>, RegistryError> {
        let open = || -> io::Result<File> {
            fs::create_dir_all(self.dir.join("versions"))?;
            let lock =
                File::options().create(true).truncate(false).write(true).open(self.dir.join(".lock"))?;
            lock.lock()?;
            Ok(lock)
        };
        let writing = Writing { store: self, _lock: open().map_err(RegistryError::unwritable(&self.dir))? };
        self.sweep();
        Ok(writing)
    }

    /// Removes what writers left that were killed; whoever holds the lock is the only one who writes.
    fn sweep(&self) {
        let entries = fs::read_dir(self.dir.join("versions")).into_iter().flatten().flatten();
        for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(PARTIAL)) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }

    fn numbers(&self) -> Vec<u32> {
        let entries = fs::read_dir(self.dir.join("versions")).into_iter().flatten().flatten();
        let mut numbers: Vec<u32> =
            entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect();
        numbers.sort_unstable();
        numbers
    }
}

impl Writing<'_> {
    /// Adds a version under the next number. **Errors.** When its run is registered already.
    pub fn add(&self, mut draft: Draft) -> anyhow::Result<Version> {
        let run_id = draft.version.run_id.clone();
        if let Some(known) = self.store.whole_versions().into_iter().find(|version| version.run_id == run_id)
        {
            return Err(RegistryError::AlreadyRegistered { run_id, version: known.version }.into());
        }
        let number = self.store.numbers().last().map_or(1, |last| last + 1);
        draft.version.version = number;
        draft.version.report_sha256 = sha256_hex(&draft.report_json);
        self.put(&draft).map_err(RegistryError::unwritable(&self.store.dir))?;
        Ok(draft.version)
    }

    fn put(&self, draft: &Draft) -> io::Result<()> {
        let versions = self.store.dir.join("versions");
        let partial = tempfile::Builder::new().prefix(PARTIAL).tempdir_in(&versions)?;
        let mut version = serde_json::to_vec_pretty(&draft.version)?;
        version.push(b'\n');
        let files = [
            (VERSION_FILE, version.as_slice()),
            (JSON_FILE, draft.report_json.as_slice()),
            (MARKDOWN_FILE, draft.report_markdown.as_bytes()),
        ];
        let sums = sums_of(files);
        for (name, bytes) in files.into_iter().chain([(SUMS_FILE, sums.as_bytes())]) {
            let mut file = File::create_new(partial.path().join(name))?;
            file.write_all(bytes)?;
            file.sync_all()?;
            read_only(&file)?;
        }
        open_to_all(partial.path())?;
        sync_folder(partial.path())?;
        fs::rename(partial.path(), Version::dir(&self.store.dir, draft.version.version))?;
        // What was renamed must not be looked for under its old name and deleted.
        let _ = partial.keep();
        sync_folder(&versions)
    }

    /// Makes a version the champion.
    pub fn promote(&self, number: u32, at: Moment) -> anyhow::Result<Registry> {
        let mut registry = self.store.registry()?;
        registry.champion = Some(self.store.version(number)?);
        if registry.history.last().is_none_or(|reign| reign.version != number) {
            registry.history.push(Reign { version: number, since: at.rfc3339() });
        }
        self.replace(registry)
    }

    /// Makes the champion before the present one champion again.
    pub fn rollback(&self) -> anyhow::Result<Registry> {
        let mut registry = self.store.registry()?;
        registry.history.pop();
        let Some(before) = registry.history.last() else {
            return Err(RegistryError::NothingBefore { dir: self.store.dir.clone() }.into());
        };
        registry.champion = Some(self.store.version(before.version)?);
        self.replace(registry)
    }

    fn replace(&self, registry: Registry) -> anyhow::Result<Registry> {
        let mut bytes = serde_json::to_vec_pretty(&registry)?;
        bytes.push(b'\n');
        let file = self.store.dir.join(REGISTRY_FILE);
        write_whole(&file, &bytes).map_err(RegistryError::unwritable(&self.store.dir))?;
        Ok(registry)
    }
}

/// Lines of `sha256sum`.
fn sums_of<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> String {
    files.into_iter().map(|(name, bytes)| format!("{}  {name}\n", sha256_hex(bytes))).collect()
}

fn read_only(file: &File) -> io::Result<()> {
    let mut permissions = file.metadata()?.permissions();
    permissions.set_readonly(true);
    file.set_permissions(permissions)
}

/// Temporary folders are their owner's alone.
#[cfg(unix)]
fn open_to_all(dir: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(dir, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn open_to_all(_: &Path) -> io::Result<()> {
    Ok(())
}
