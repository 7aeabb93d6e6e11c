//! One xtask at a time: two would build into the same folders.

use std::fs::{self, File, TryLockError};

use anyhow::{Context, Result};

use crate::paths::Paths;
use crate::step::say;

/// Held while a command runs. The server that `serve` becomes does not hold it.
#[must_use]
pub struct Lock {
    _file: File,
}

/// Waits until no other xtask of this work tree runs.
pub fn acquire(paths: &Paths) -> Result<Lock> {
    let folder = paths.in_target("xtask");
    let cannot = || format!("{} cannot be locked; check the folder's permissions", folder.display());
    fs::create_dir_all(&folder).with_context(cannot)?;
    let file = File::create(folder.join("lock")).with_context(cannot)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            say("waiting", "another `cargo xtask` is running in this work tree");
            file.lock().with_context(cannot)?;
        }
        Err(TryLockError::Error(error)) => return Err(error).with_context(cannot),
    }
    Ok(Lock { _file: file })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_command_waits_for_the_first() {
        let dir = tempfile::tempdir().unwrap();
        let paths = Paths { root: dir.path().to_owned(), target: dir.path().join("target") };
        let first = acquire(&paths).unwrap();
        let other = File::open(paths.in_target("xtask/lock")).unwrap();
        assert!(matches!(other.try_lock(), Err(TryLockError::WouldBlock)));
        drop(first);
        other.try_lock().unwrap();
    }
}
