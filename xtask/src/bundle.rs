//! The sample bundle: `data/sample` through the product's own `recruta ingest`, with the threshold of `recruta fit-threshold`.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::native::Native;
use crate::paths::Paths;
use crate::process;
use crate::stamp::{Fingerprint, unless_fresh};
use crate::step::say;

/// What the command is made of. Its sources and not the binary, which differs between builds with and without tests.
const INGEST: [&str; 7] = [
    "cli/src",
    "core/src",
    "kernels/src",
    "native/src",
    "data/skills.txt",
    "data/synonyms.txt",
    "Cargo.lock",
];

/// The questions its threshold is fitted on.
const TRUTH: &str = "tests/eval";

/// Makes the sample bundle in `target/sample-bundle` when the exports, the catalogue or the command have changed.
pub fn ensure(paths: &Paths, native: &Native) -> Result<PathBuf> {
    let output = paths.sample_bundle();
    let export = |name: &str| paths.root.join("data/sample").join(name);
    let exports = ["applicants", "prospects", "vagas"].map(|name| (name, export(&format!("{name}.json"))));
    let mut inputs = Fingerprint::default().path(&paths.catalogue())?;
    for source in INGEST {
        inputs = inputs.path(&paths.root.join(source))?;
    }
    for questions in ["questions.jsonl", "unanswerable.jsonl"] {
        inputs = inputs.path(&paths.root.join(TRUTH).join(questions))?;
    }
    for (_, file) in &exports {
        if !file.is_file() {
            bail!("{} is missing; run `cargo xtask sample-data` or restore it from git", file.display());
        }
        inputs = inputs.path(file)?;
    }
    unless_fresh(paths, "sample-bundle", inputs, &output, || {
        say("bundle", "recruta ingest data/sample");
        let mut ingest = process::command(&native.cli, paths);
        ingest.arg("ingest");
        for (name, file) in &exports {
            ingest.arg(format!("--{name}")).arg(file);
        }
        ingest.arg("--out").arg(&output);
        process::run(&mut ingest, "mend what it says above, then run the command again")?;
        say("bundle", "recruta fit-threshold");
        let mut fit = process::command(&native.cli, paths);
        fit.arg("fit-threshold").arg("--bundle").arg(&output).arg("--truth").arg(paths.root.join(TRUTH));
        process::run(&mut fit, "mend what it says above, then run the command again")
    })?;
    Ok(output)
}
