//! What can go wrong besides the exports: the folder the bundle goes to.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::source::Warnings;

/// Why a bundle could not be written. The bundle that was there before, if any, is still there.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IngestError {
    /// The path cannot be a folder of ours.
    #[error("{} cannot be the bundle's folder ({why}); choose another with --out", dir.display())]
    NotAFolder {
        /// The path.
        dir: PathBuf,
        /// Why not.
        why: &'static str,
    },
    /// A folder with files of somebody else, which replacing would delete.
    #[error("{} holds {found:?}, which is no part of a bundle and would be lost; choose another folder with --out", dir.display())]
    ForeignFolder {
        /// The folder.
        dir: PathBuf,
        /// The first file that does not belong to a bundle.
        found: String,
    },
    /// No room left.
    #[error("the disk is full: {} needs {} MB; free some space and run again", dir.display(), needed_bytes.div_ceil(1 << 20))]
    DiskFull {
        /// The folder that was written to.
        dir: PathBuf,
        /// Size of the whole bundle.
        needed_bytes: u64,
    },
    /// `--strict`, and something was odd.
    #[error(
        "the exports are odd in {n_kinds} ways, the first: {what} ({count} times, first at {place}); mend them, or run without --strict to have this counted"
    )]
    Odd {
        /// Kinds of oddities.
        n_kinds: usize,
        /// The first kind.
        what: &'static str,
        /// How often.
        count: usize,
        /// Where first.
        place: String,
    },
    /// The system refused.
    #[error("cannot write {}: {cause}; check the permissions of its folder", path.display())]
    Unwritable {
        /// File or folder.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
}

impl IngestError {
    /// The stable code callers branch on.
    pub fn code(&self) -> &'static str {
        "bad_request"
    }

    /// The refusal of `--strict`.
    pub(super) fn odd(warnings: &Warnings) -> Self {
        let (what, tally) =
            warnings.iter().next().map(|(kind, tally)| (kind.describe(), tally.clone())).unwrap_or_default();
        let place = tally.first.into_iter().next().unwrap_or_default();
        Self::Odd { n_kinds: warnings.iter().count(), what, count: tally.count, place }
    }

    /// For `map_err` while writing `needed_bytes` below `path`.
    pub(super) fn writing(path: &Path, needed_bytes: u64) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |cause| match cause.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Self::DiskFull { dir: path, needed_bytes }
            }
            _ => Self::Unwritable { path, cause },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_one_sentence_with_the_size() {
        let full =
            IngestError::writing(Path::new("out"), 3 << 20)(io::Error::from(io::ErrorKind::StorageFull));
        assert_eq!(full.to_string(), "the disk is full: out needs 3 MB; free some space and run again");
        let denied =
            IngestError::writing(Path::new("out"), 0)(io::Error::from(io::ErrorKind::PermissionDenied));
        assert!(denied.to_string().starts_with("cannot write out: permission denied"), "{denied}");
    }
}
