//! Replacing a bundle so that a kill at any moment leaves the old one or the new one, whole.
//!
//! A run writes into `DIR.partial-<pid>` beside `DIR`, flushes every file to the disk, and then exchanges the two folders
//! in one step (`renameat2` with `RENAME_EXCHANGE`; macOS has the same). What was `DIR` is deleted under the other name.
//! Where the file system cannot exchange, `DIR` is renamed to `DIR.old` and the new folder to `DIR`; a kill between the
//! two leaves `DIR.old`, which the next run puts back before it does anything else.
//!
//! While a run lives it holds a lock on `DIR.partial-<pid>.lock`; folders whose lock is free belong to dead runs and are
//! removed by the next one.

mod leftover;

use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use recruta_core::bundle::{BundleParts, part};

use super::{IngestError, report};
use crate::file::sync_folder;
use leftover::{Lock, recover, sweep};

/// A step of [`Staging::commit`], for tests that stop there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Before a file is written.
    File,
    /// All files are on the disk, nothing has been renamed.
    Written,
    /// Without exchange: the old folder has been renamed, the new one not yet.
    Aside,
    /// The new bundle is in place, the old one not yet deleted.
    Swapped,
}

/// Decides at each step whether to go on; tests stop.
type Hook<'a> = &'a mut dyn FnMut(Step) -> io::Result<()>;

/// How the new folder takes the old one's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Swap {
    Exchange,
    /// What [`Staging::put_in_place`] falls back to; tests ask for it.
    #[cfg_attr(not(test), expect(dead_code, reason = "only tests ask for it"))]
    RenameAside,
}

/// A bundle on its way to its folder.
#[derive(Debug)]
pub struct Staging {
    dir: PathBuf,
    partial: PathBuf,
    lock: Lock,
}

impl Staging {
    /// Makes ready to write a bundle to `dir`: puts back what a dead run left aside, removes what dead runs left over,
    /// and makes the folder to write into.
    ///
    /// **Errors.** When `dir` is no folder, holds files that belong to no bundle, or cannot be written beside.
    pub fn begin(dir: &Path) -> Result<Self, IngestError> {
        let dir = resolve(dir)?;
        let parent = parent_of(&dir);
        fs::create_dir_all(&parent).map_err(IngestError::writing(&parent, 0))?;
        recover(&dir);
        sweep(&dir);
        check_replaceable(&dir)?;
        let (partial, lock) = claim(&dir).map_err(IngestError::writing(&parent, 0))?;
        Ok(Self { dir, partial, lock })
    }

    /// The bundle's folder, absolute.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Writes the files and puts them in place of what `dir` held.
    pub fn commit(self, parts: &BundleParts) -> Result<(), IngestError> {
        let done = self.steps(parts, Swap::Exchange, &mut |_| Ok(()));
        let needed = parts.iter().map(|(_, bytes)| bytes.len() as u64).sum();
        done.map_err(IngestError::writing(&self.dir, needed))
    }

    fn steps(&self, parts: &BundleParts, swap: Swap, hook: Hook<'_>) -> io::Result<()> {
        for (name, bytes) in parts {
            hook(Step::File)?;
            let mut file = File::create_new(self.partial.join(name))?;
            file.write_all(bytes)?;
            file.sync_all()?;
        }
        sync_folder(&self.partial)?;
        hook(Step::Written)?;
        self.put_in_place(swap, hook)?;
        sync_folder(&parent_of(&self.dir))?;
        hook(Step::Swapped)?;
        // What was replaced; failing to delete it costs room, not the bundle, and the next run tries again.
        let _ = fs::remove_dir_all(&self.partial);
        let _ = fs::remove_dir_all(aside(&self.dir));
        Ok(())
    }

    fn put_in_place(&self, swap: Swap, hook: Hook<'_>) -> io::Result<()> {
        // Another run may put its bundle there between looking and renaming; whoever comes last wins.
        for _ in 0..16 {
            if !self.dir.exists() {
                match fs::rename(&self.partial, &self.dir) {
                    Err(_) if self.dir.exists() => continue,
                    done => return done,
                }
            }
            if swap == Swap::Exchange && exchange(&self.partial, &self.dir).is_ok() {
                return Ok(());
            }
            let old = aside(&self.dir);
            remove_if_there(&old)?;
            fs::rename(&self.dir, &old)?;
            hook(Step::Aside)?;
        }
        Err(io::Error::other("another run keeps writing the same bundle"))
    }
}

impl Drop for Staging {
    /// After an error nothing stays but the old bundle; after a commit there is nothing left to remove.
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.partial);
        recover(&self.dir);
        self.lock.remove();
    }
}

/// The folder itself where `dir` is a link or relative, so that its neighbours can be named.
fn resolve(dir: &Path) -> Result<PathBuf, IngestError> {
    let not = |why| Err(IngestError::NotAFolder { dir: dir.to_owned(), why });
    let resolved = match fs::canonicalize(dir) {
        Ok(resolved) => resolved,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            std::path::absolute(dir).map_err(IngestError::writing(dir, 0))?
        }
        Err(error) => return Err(IngestError::writing(dir, 0)(error)),
    };
    if resolved.file_name().is_none() {
        return not("it has no name of its own");
    }
    if resolved.exists() && !resolved.is_dir() { not("it is a file") } else { Ok(resolved) }
}

/// Refuses to delete what is no bundle: a folder may hold parts, their compressed copies and reports, nothing else.
fn check_replaceable(dir: &Path) -> Result<(), IngestError> {
    let Ok(entries) = fs::read_dir(dir) else { return Ok(()) };
    let ours = |name: &str| {
        let known = part::ALL.iter().chain([&part::MANIFEST, &report::FILE]);
        known
            .into_iter()
            .any(|part| name.strip_prefix(part).is_some_and(|rest| matches!(rest, "" | ".br" | ".gz")))
    };
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    match names.filter(|name| !ours(name)).min() {
        None => Ok(()),
        Some(found) => Err(IngestError::ForeignFolder { dir: dir.to_owned(), found }),
    }
}

/// Makes a partial folder nobody else has, and its lock.
fn claim(dir: &Path) -> io::Result<(PathBuf, Lock)> {
    let mut last = io::Error::other("no name is free");
    for attempt in 0..100 {
        let name = if attempt == 0 { String::new() } else { format!("-{attempt}") };
        let partial = beside(dir, &format!(".partial-{}{name}", std::process::id()));
        let Some(lock) = Lock::take(&partial)? else { continue };
        match fs::create_dir(&partial) {
            Ok(()) => return Ok((partial, lock)),
            Err(error) => last = error,
        }
        lock.remove();
    }
    Err(last)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn remove_if_there(dir: &Path) -> io::Result<()> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

fn parent_of(dir: &Path) -> PathBuf {
    dir.parent().map_or_else(|| PathBuf::from("."), Path::to_owned)
}

fn aside(dir: &Path) -> PathBuf {
    beside(dir, ".old")
}

/// `dir` with something added to its name.
fn beside(dir: &Path, suffix: &str) -> PathBuf {
    let mut name: OsString = dir.file_name().unwrap_or_default().to_owned();
    name.push(suffix);
    dir.with_file_name(name)
}

#[cfg(test)]
mod tests;
