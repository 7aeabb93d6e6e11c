//! What dead runs left behind.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use super::{aside, beside, parent_of};

/// Held while a run writes its partial folder; the system frees it when the run dies.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Locks `<partial>.lock`; `None` when another run holds it.
    pub fn take(partial: &Path) -> io::Result<Option<Self>> {
        let path = beside(partial, ".lock");
        let file = File::options().create(true).truncate(false).write(true).open(&path)?;
        match file.try_lock() {
            // A sweeper may have removed the file between opening and locking it; then the lock guards nothing.
            Ok(()) if path.exists() => Ok(Some(Self { path, file })),
            Ok(()) | Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Frees the lock without removing its file, as death does.
    #[cfg(test)]
    pub fn replace_file(&mut self, other: File) {
        self.file = other;
    }

    /// Removes the file while it is still locked.
    pub fn remove(&self) {
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

/// Puts back a bundle that was renamed aside when its run was killed.
pub(super) fn recover(dir: &Path) {
    if !dir.exists() {
        let _ = fs::rename(aside(dir), dir);
    }
}

/// Removes partial folders and locks of runs that are dead. Failing costs room only.
pub(super) fn sweep(dir: &Path) {
    let prefix = beside(dir, ".partial-");
    let Some(prefix) = prefix.file_name().and_then(|name| name.to_str()) else { return };
    let Ok(entries) = fs::read_dir(parent_of(dir)) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.starts_with(prefix) {
            continue;
        }
        let partial =
            name.strip_suffix(".lock").map_or_else(|| path.clone(), |partial| path.with_file_name(partial));
        if let Ok(Some(lock)) = Lock::take(&partial) {
            let _ = fs::remove_dir_all(&partial);
            lock.remove();
        }
    }
    if dir.exists() {
        let _ = fs::remove_dir_all(aside(dir));
    }
}
