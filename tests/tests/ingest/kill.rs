//! A process killed while it replaces a bundle, again and again: what is there is always whole.

use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use recruta::ingest::Staging;
use recruta_core::{bundle::BundleParts, hash::sha256_hex};

/// Set for the child: the folder it keeps replacing.
const TARGET: &str = "RECRUTA_TEST_REPLACE";

/// Three files that only fit together if they are of one run.
fn parts(run: u32) -> BundleParts {
    let body = vec![(run % 251) as u8; 300_000];
    let manifest = format!("{} {}", run % 251, sha256_hex(&body));
    vec![
        ("passages.json".to_owned(), body.clone()),
        ("embeddings.safetensors".to_owned(), body),
        ("manifest.json".to_owned(), manifest.into_bytes()),
    ]
}

fn check_whole(dir: &Path) {
    let manifest = fs::read_to_string(dir.join("manifest.json")).expect("a manifest");
    let (_, hash) = manifest.split_once(' ').expect("two words");
    for name in ["passages.json", "embeddings.safetensors"] {
        assert_eq!(sha256_hex(&fs::read(dir.join(name)).expect(name)), hash, "{name}");
    }
}

/// The child's part; in an ordinary run there is nothing to do.
#[test]
fn replace_for_ever_when_asked() {
    let Some(dir) = std::env::var_os(TARGET) else { return };
    for run in 0.. {
        let staging = Staging::begin(Path::new(&dir)).expect("can begin");
        staging.commit(&parts(run)).expect("can commit");
    }
}

fn child(dir: &Path) -> Child {
    let this = std::env::current_exe().expect("this test");
    let mut command = Command::new(this);
    command.args(["--exact", "kill::replace_for_ever_when_asked"]).env(TARGET, dir);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a child")
}

#[test]
fn a_killed_process_leaves_a_whole_bundle_and_the_next_run_cleans_up() {
    let root = tempfile::tempdir().expect("a folder");
    let dir = root.path().join("bundle");
    Staging::begin(&dir).expect("can begin").commit(&parts(1)).expect("can commit");
    for round in 0..25 {
        let mut child = child(&dir);
        std::thread::sleep(Duration::from_millis(40 + round * 7));
        child.kill().expect("killed");
        child.wait().expect("gone");
        check_whole(&dir);
    }
    drop(Staging::begin(&dir).expect("can begin"));
    check_whole(&dir);
    assert_eq!(fs::read_dir(root.path()).expect("a folder").count(), 1, "leftovers");
}
