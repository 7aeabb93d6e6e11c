//! The engine package: cargo, then wasm-bindgen, then the hand-written JavaScript beside it, in `pkg/dist`.

use std::fs;

use anyhow::{Context, Result};

use crate::paths::Paths;
use crate::process;
use crate::setup::{Tools, WASM_TARGET};
use crate::stamp::{Fingerprint, unless_fresh};
use crate::step::say;

/// Builds the package.
pub fn build(paths: &Paths, tools: &Tools) -> Result<()> {
    say("engine", "cargo build for wasm");
    let mut cargo = process::cargo(paths, &["build", "--profile", "wasm-engine", "-p", "recruta_pkg"]);
    process::run(
        cargo.args(["--target", WASM_TARGET]),
        "mend what cargo says above, then run the command again",
    )?;
    let wasm = paths.in_target(WASM_TARGET).join("wasm-engine/recruta_pkg.wasm");
    let scripts = paths.root.join("pkg/js");
    let inputs =
        Fingerprint::default().path(&wasm)?.path(&scripts)?.text(&tools.wasm_bindgen.to_string_lossy());
    let dist = paths.engine();
    unless_fresh(paths, "engine", inputs, &dist, || {
        say("engine", "wasm-bindgen");
        if dist.exists() {
            fs::remove_dir_all(&dist).context("pkg/dist cannot be removed; check its permissions")?;
        }
        let mut bindgen = process::command(&tools.wasm_bindgen, paths);
        bindgen
            .args(["--target", "web", "--remove-name-section", "--out-name", "recruta_pkg", "--out-dir"])
            .arg(&dist)
            .arg(&wasm);
        process::run(&mut bindgen, "mend what it says above, then run the command again")?;
        super::site::copy_tree(&scripts, &dist, |_| true)
    })?;
    Ok(())
}
