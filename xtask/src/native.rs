//! The native binaries.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::paths::Paths;
use crate::process;
use crate::step::say;

/// The members that the native commands leave out: two compile for the browser only, and xtask shares `zip` with candle,
/// an oracle of the tests, but wants other features of it, so that candle would be compiled once more. Its tests run in
/// the profile it is used in.
pub const NOT_NATIVE: [&str; 3] = ["recruta_pkg", "recruta_web", "xtask"];

/// What is built together. Cargo unifies the features of shared dependencies over it, and what only tests use changes
/// those of the product's; so a command that runs tests builds all from the start with them, or the product would be
/// compiled twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The product.
    Product,
    /// The product and its tests.
    WithTests,
}

/// The native binaries, built.
pub struct Native {
    /// `recruta`, the command line.
    pub cli: PathBuf,
    /// `recruta-server`.
    pub server: PathBuf,
}

impl Native {
    /// Builds what has changed.
    pub fn build(paths: &Paths, scope: Scope) -> Result<Self> {
        say("native", "cargo build --release");
        let mut build = match scope {
            Scope::Product => process::cargo(paths, &["build", "--release"]),
            Scope::WithTests => native_crates(paths, &["build", "--release", "--bins", "--tests"]),
        };
        process::run(&mut build, "mend what cargo says above, then run the command again")?;
        Ok(Self::built(paths))
    }

    /// Where the binaries are once they are built.
    pub fn built(paths: &Paths) -> Self {
        let binary = |name: &str| {
            paths.in_target("release").join(name).with_extension(std::env::consts::EXE_EXTENSION)
        };
        Self { cli: binary("recruta"), server: binary("recruta-server") }
    }
}

/// A cargo command over the native members.
pub fn native_crates(paths: &Paths, args: &[&str]) -> Command {
    let mut cargo = process::cargo(paths, args);
    cargo.arg("--workspace").args(NOT_NATIVE.iter().flat_map(|name| ["--exclude", name]));
    cargo
}
