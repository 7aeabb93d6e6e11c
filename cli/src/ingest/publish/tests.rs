//! A run that dies at any step leaves a whole bundle, and the next run cleans up after it.

use super::*;

fn parts(version: &str) -> BundleParts {
    let names = part::ALL.into_iter().chain([part::MANIFEST]);
    names.map(|name| (name.to_owned(), format!("{version} of {name}").into_bytes())).collect()
}

/// The version that stands in `dir`, all files of it; panics on a mixture.
fn version(dir: &Path) -> Option<String> {
    let manifest = fs::read_to_string(dir.join(part::MANIFEST)).ok()?;
    let version = manifest.split(' ').next().unwrap_or_default().to_owned();
    for (name, bytes) in parts(&version) {
        assert_eq!(fs::read(dir.join(&name)).expect(&name), bytes);
    }
    Some(version)
}

fn neighbours(dir: &Path) -> usize {
    fs::read_dir(parent_of(dir)).expect("a parent").count()
}

/// Dies at the `n`-th step: what is on the disk stays, the lock is freed, no clean-up code runs.
fn die_at(dir: &Path, swap: Swap, n: usize) -> bool {
    let staging = Staging::begin(dir).expect("can begin");
    let mut left = n;
    let done = staging.steps(&parts("new"), swap, &mut |_| {
        left = left.checked_sub(1).ok_or_else(|| io::Error::other("killed"))?;
        Ok(())
    });
    let killed = done.is_err();
    if killed {
        staging.die();
    }
    killed
}

impl Staging {
    /// As if the process were gone.
    fn die(self) {
        let mut staging = std::mem::ManuallyDrop::new(self);
        let gone = File::open(parent_of(&staging.dir)).expect("a folder");
        staging.lock.replace_file(gone);
    }
}

#[test]
fn a_kill_at_any_step_leaves_the_old_bundle_or_the_new_one() {
    for swap in [Swap::Exchange, Swap::RenameAside] {
        for step in 0..20 {
            let root = tempfile::tempdir().expect("a folder");
            let dir = root.path().join("bundle");
            Staging::begin(&dir).expect("can begin").commit(&parts("old")).expect("can commit");
            let killed = die_at(&dir, swap, step);
            // Only a swap by renaming has a moment without a bundle, and the next run ends it.
            assert!(swap == Swap::RenameAside || version(&dir).is_some(), "step {step}");
            drop(Staging::begin(&dir).expect("the next run begins"));
            let found = version(&dir).expect("a whole bundle");
            assert!(killed || found == "new", "step {step}: {found}");
            assert_eq!(neighbours(&dir), 1, "{swap:?}, step {step}: leftovers");
        }
    }
}

#[test]
fn an_error_leaves_the_old_bundle_and_nothing_else() {
    let root = tempfile::tempdir().expect("a folder");
    let dir = root.path().join("bundle");
    Staging::begin(&dir).expect("can begin").commit(&parts("old")).expect("can commit");
    let mut broken = parts("new");
    broken.push(("no/such/folder".to_owned(), Vec::new()));
    let error = Staging::begin(&dir).expect("can begin").commit(&broken).expect_err("a bad name");
    assert_eq!(error.code(), "bad_request");
    assert_eq!((version(&dir).as_deref(), neighbours(&dir)), (Some("old"), 1));
}

#[test]
fn a_living_run_is_left_alone_and_the_last_one_wins() {
    let root = tempfile::tempdir().expect("a folder");
    let dir = root.path().join("deep/bundle");
    let first = Staging::begin(&dir).expect("can begin");
    let second = Staging::begin(&dir).expect("can begin beside it");
    second.commit(&parts("second")).expect("can commit");
    first.commit(&parts("first")).expect("was not swept");
    assert_eq!((version(&dir).as_deref(), neighbours(&dir)), (Some("first"), 1));
}

#[test]
fn folders_of_others_are_not_replaced() {
    let root = tempfile::tempdir().expect("a folder");
    fs::write(root.path().join("thesis.txt"), "years of work").expect("written");
    assert!(matches!(Staging::begin(root.path()), Err(IngestError::ForeignFolder { .. })));
    assert!(matches!(Staging::begin(&root.path().join("thesis.txt")), Err(IngestError::NotAFolder { .. })));
    assert!(matches!(Staging::begin(Path::new("/")), Err(IngestError::NotAFolder { .. })));
    assert_eq!(neighbours(&root.path().join("x")), 1);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_bundle_stays_a_link() {
    let root = tempfile::tempdir().expect("a folder");
    let (dir, link) = (root.path().join("bundle"), root.path().join("current"));
    Staging::begin(&dir).expect("can begin").commit(&parts("old")).expect("can commit");
    std::os::unix::fs::symlink(&dir, &link).expect("a link");
    Staging::begin(&link).expect("can begin").commit(&parts("new")).expect("can commit");
    assert!(link.is_symlink());
    assert_eq!(version(&dir).as_deref(), Some("new"));
}
