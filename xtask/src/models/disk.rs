//! Is there room for it? Asked before a long download, not after it.

use std::path::Path;

use anyhow::{Result, bail};

/// Room kept free for everything else.
const MARGIN: u64 = 64 << 20;

/// Fails if the disk of `folder` has not `bytes` free. Where that cannot be known, the write itself will tell.
pub fn require(folder: &Path, bytes: u64) -> Result<()> {
    match free(folder) {
        Some(free) if free < bytes + MARGIN => {
            bail!(
                "{} needs {} MB and has {} MB free; free some space",
                folder.display(),
                mb(bytes + MARGIN),
                mb(free)
            )
        }
        _ => Ok(()),
    }
}

fn mb(bytes: u64) -> u64 {
    bytes.div_ceil(1_000_000)
}

#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let stat = rustix::fs::statvfs(folder).ok()?;
    Some(stat.f_bavail.saturating_mul(stat.f_frsize))
}

#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_impossible_size_is_refused_with_a_remedy() {
        let dir = tempfile::tempdir().unwrap();
        require(dir.path(), 0).unwrap();
        #[cfg(unix)]
        assert!(require(dir.path(), 1 << 60).unwrap_err().to_string().contains("free some space"));
    }
}
