//! The engine package: cargo and wasm-bindgen for each of its builds, then the hand-written JavaScript beside them, in
//! `pkg/dist`. `pkg/js/load.js` picks a build in the browser.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::paths::Paths;
use crate::process;
use crate::setup::{self, Tools, WASM_TARGET};
use crate::stamp::{Fingerprint, unless_fresh};
use crate::step::say;

/// One of the builds, in a folder of its name.
struct Build {
    name: &'static str,
    /// Flags beside those of `.cargo/config.toml`.
    rustflags: &'static [&'static str],
    std: Std,
}

/// The standard library of a build.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Std {
    /// As rustup has it, for one thread.
    Packaged,
    /// Built along, for many. Cargo calls that unstable, hence `RUSTC_BOOTSTRAP` for this build alone; the compiler is
    /// the pinned one.
    Built,
}

/// Each has a target folder of its own: cargo would otherwise link again at every change from one to the other.
const BUILDS: [Build; 3] = [
    Build { name: "simd", rustflags: &[], std: Std::Packaged },
    Build { name: "relaxed", rustflags: &["-Ctarget-feature=+relaxed-simd"], std: Std::Packaged },
    Build {
        name: "threads",
        rustflags: &[
            "-Ctarget-feature=+relaxed-simd,+atomics,+bulk-memory,+mutable-globals",
            // All a 32-bit address reaches; a browser that refuses so much gets the build without threads.
            "-Clink-arg=--max-memory=4294967296",
            "-Clink-arg=--shared-memory",
            "-Clink-arg=--import-memory",
            // What wasm-bindgen gives each thread its stack and thread-local values with.
            "-Clink-arg=--export=__wasm_init_tls",
            "-Clink-arg=--export=__tls_size",
            "-Clink-arg=--export=__tls_align",
            "-Clink-arg=--export=__tls_base",
        ],
        std: Std::Built,
    },
];

/// Builds the package.
pub fn build(paths: &Paths, tools: &Tools) -> Result<()> {
    setup::std_source(paths)?;
    let scripts = paths.root.join("pkg/js");
    let mut inputs = Fingerprint::default().path(&scripts)?.text(&tools.wasm_bindgen.to_string_lossy());
    for build in &BUILDS {
        say("engine", format_args!("cargo build for wasm, {}", build.name));
        process::run(&mut build.cargo(paths), "mend what cargo says above, then run the command again")?;
        inputs = inputs.text(build.name).path(&build.wasm(paths))?;
    }
    let dist = paths.engine();
    unless_fresh(paths, "engine", inputs, &dist, || {
        say("engine", "wasm-bindgen");
        if dist.exists() {
            fs::remove_dir_all(&dist).context("pkg/dist cannot be removed; check its permissions")?;
        }
        for build in &BUILDS {
            build.bind(paths, tools, &dist)?;
        }
        super::site::copy_tree(&scripts, &dist, |_| true)
    })?;
    Ok(())
}

impl Build {
    fn target(&self, paths: &Paths) -> PathBuf {
        paths.in_target(format!("wasm-{}", self.name))
    }

    fn wasm(&self, paths: &Paths) -> PathBuf {
        self.target(paths).join(WASM_TARGET).join("wasm-engine/recruta_pkg.wasm")
    }

    fn cargo(&self, paths: &Paths) -> Command {
        let mut cargo = process::cargo(paths, &["build", "--profile", "wasm-engine", "-p", "recruta_pkg"]);
        cargo.args(["--target", WASM_TARGET, "--target-dir"]).arg(self.target(paths));
        // Arrays of the command line are added to those of the file; a variable would replace both.
        cargo.arg("--config").arg(format!("target.{WASM_TARGET}.rustflags={:?}", self.rustflags));
        cargo.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
        if self.std == Std::Built {
            cargo.arg("-Zbuild-std=std,panic_abort").env("RUSTC_BOOTSTRAP", "1");
        }
        cargo
    }

    /// Module and glue into `dist/<name>`.
    fn bind(&self, paths: &Paths, tools: &Tools, dist: &Path) -> Result<()> {
        let mut bindgen = process::command(&tools.wasm_bindgen, paths);
        bindgen
            .args(["--target", "web", "--remove-name-section", "--out-name", "recruta_pkg", "--out-dir"])
            .arg(dist.join(self.name))
            .arg(self.wasm(paths));
        process::run(&mut bindgen, "mend what it says above, then run the command again")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args_of(build: &Build) -> Vec<String> {
        let paths = Paths { root: "/r".into(), target: "/r/target".into() };
        build.cargo(&paths).get_args().map(|arg| arg.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn flags_are_added_in_the_form_that_cargo_reads() {
        let flags = "target.wasm32-unknown-unknown.rustflags=[\"-Ctarget-feature=+relaxed-simd\"]";
        assert!(args_of(&BUILDS[1]).contains(&flags.to_owned()));
        assert!(args_of(&BUILDS[0]).contains(&"target.wasm32-unknown-unknown.rustflags=[]".to_owned()));
    }

    #[test]
    fn only_the_build_with_threads_builds_the_standard_library() {
        for build in &BUILDS {
            let is_built = args_of(build).iter().any(|arg| arg.starts_with("-Zbuild-std"));
            assert_eq!(is_built, build.name == "threads");
        }
    }
}
