//! A run killed while it embeds: the next one goes on where it was, and the bundle is the one that a run without
//! accidents makes.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use recruta::ingest::ingest;

use super::{Args, args, files, small_sample};

/// Set for the child: the folder of its exports, and of its bundle.
const EXPORTS: &str = "RECRUTA_TEST_INGEST";
const OUT: &str = "RECRUTA_TEST_INGEST_OUT";

/// Enough passages for several batches.
const PAIRS: usize = 40;

/// The child's part; in an ordinary run there is nothing to do.
#[test]
fn ingest_when_asked() {
    let (Some(exports), Some(out)) = (std::env::var_os(EXPORTS), std::env::var_os(OUT)) else { return };
    ingest(&args(Path::new(&exports), Path::new(&out))).expect("ingests");
}

fn child(exports: &Path, out: &Path) -> Child {
    let this = std::env::current_exe().expect("this test");
    let mut command = Command::new(this);
    command.args(["--exact", "resume::ingest_when_asked"]).env(EXPORTS, exports).env(OUT, out);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a child")
}

/// Waits until the file has grown beyond `size_bytes`, as it does after a batch.
fn wait_for(path: &Path, size_bytes: u64) {
    let until = Instant::now() + Duration::from_mins(2);
    while fs::metadata(path).map_or(0, |facts| facts.len()) <= size_bytes {
        assert!(Instant::now() < until, "nothing was embedded");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_killed_run_is_taken_up_where_it_was() {
    let (exports, root) = (small_sample(PAIRS), tempfile::tempdir().expect("a folder"));
    let (out, vectors): (PathBuf, PathBuf) = (root.path().join("bundle"), root.path().join("bundle.vectors"));
    let mut child = child(exports.path(), &out);
    wait_for(&vectors, 10_000);
    child.kill().expect("killed");
    child.wait().expect("gone");
    assert!(!out.exists(), "the run was killed before its end");
    let kept = fs::read(&vectors).expect("vectors");

    ingest(&args(exports.path(), &out)).expect("ingests");
    let grown = fs::read(&vectors).expect("vectors");
    // A record may have been torn by the kill; all before it are as they were.
    let whole = kept.len() - kept.len() % 1024;
    assert!(grown.len() > kept.len() && grown[..whole.min(8_192)] == kept[..whole.min(8_192)]);

    let calm = root.path().join("calm");
    ingest(&Args { no_cache: true, ..args(exports.path(), &calm) }).expect("ingests");
    assert_eq!(files(&out), files(&calm), "the same bundle as without a kill");
}

#[test]
fn only_what_changed_is_embedded_again() {
    let (exports, root) = (small_sample(8), tempfile::tempdir().expect("a folder"));
    let (out, vectors) = (root.path().join("bundle"), root.path().join("bundle.vectors"));
    ingest(&args(exports.path(), &out)).expect("ingests");
    let first = fs::read(&vectors).expect("vectors");
    ingest(&args(exports.path(), &out)).expect("ingests again");
    assert_eq!(fs::read(&vectors).expect("vectors"), first, "nothing is embedded twice");

    let file = exports.path().join("applicants.json");
    let text = fs::read_to_string(&file).expect("applicants");
    let n_before = passages(&out);
    fs::write(&file, text.replacen("desenvolvimento", "evolução", 3)).expect("written");
    ingest(&args(exports.path(), &out)).expect("ingests the change");
    let grown = fs::read(&vectors).expect("vectors");
    assert!(passages(&out) >= n_before - 3);
    assert!(grown.len() <= first.len() + 3 * 2_000, "{} after {}", grown.len(), first.len());
}

fn passages(bundle: &Path) -> usize {
    recruta_native::open_bundle(bundle).expect("opens").0.passages().len()
}
