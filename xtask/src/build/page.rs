//! The page: trunk in `web/`, only when something it reads has changed.

use anyhow::{Result, bail};

use crate::paths::Paths;
use crate::process;
use crate::setup::Tools;
use crate::stamp::{Fingerprint, unless_fresh};
use crate::step::say;

/// What the page is built from, beside trunk itself.
const INPUTS: [&str; 6] =
    ["web", "api", "Cargo.toml", "Cargo.lock", ".cargo/config.toml", "rust-toolchain.toml"];

/// Builds the page into `target/page`.
pub fn build(paths: &Paths, tools: &Tools) -> Result<()> {
    let folder = paths.root.join("web");
    if !folder.join("index.html").is_file() {
        bail!("web/index.html is missing; restore it from git");
    }
    let mut inputs = Fingerprint::default();
    for input in INPUTS {
        inputs = inputs.path(&paths.root.join(input))?;
    }
    let dist = paths.page();
    unless_fresh(paths, "page", inputs, &dist, || {
        say("page", "trunk build");
        let mut trunk = process::command(&tools.trunk, paths);
        // No `--release`: it would make trunk look for wasm-opt. No `--offline`: cargo would get it too, and a fresh
        // clone has the page's crates still to fetch. Trunk itself asks nobody once its version check is skipped.
        trunk.args(["build", "--cargo-profile", "wasm-page", "--skip-version-check", "--public-url", "/"]);
        trunk.arg("--dist").arg(&dist).current_dir(&folder);
        if let Some(tools) = tools.wasm_bindgen.parent().filter(|folder| folder.is_absolute()) {
            process::prepend_path(&mut trunk, tools)?;
        }
        // Trunk reads NO_COLOR as true or false; the convention is that any value counts.
        process::run(trunk.env_remove("NO_COLOR"), "mend what trunk says above, then run the command again")
    })?;
    Ok(())
}
