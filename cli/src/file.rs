//! Files that are there whole or not at all.

use std::{fs::File, io, io::Write as _, path::Path};

/// Writes a file under another name beside it, flushes it, and renames it: whoever reads sees the old one or the new one.
pub fn write_whole(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let dir = file.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut partial = tempfile::Builder::new().prefix(".partial-").tempfile_in(dir)?;
    partial.write_all(bytes)?;
    readable(partial.as_file())?;
    partial.as_file().sync_all()?;
    partial.persist(file).map_err(|error| error.error)?;
    sync_folder(dir)
}

/// Flushes a folder's entries; where folders cannot be opened, renames are ordered by the system.
pub fn sync_folder(dir: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
}

/// Temporary files are their owner's alone; these are for everybody, such as the server.
#[cfg(unix)]
fn readable(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let dir = tempfile::tempdir().expect("a folder");
        let file = dir.path().join("a.json");
        for content in ["one", "two"] {
            super::write_whole(&file, content.as_bytes()).expect("written");
            assert_eq!(std::fs::read_to_string(&file).expect("read"), content);
        }
        assert_eq!(std::fs::read_dir(dir.path()).expect("listed").count(), 1);
        assert!(super::write_whole(&dir.path().join("missing/a"), b"").is_err());
    }
}
