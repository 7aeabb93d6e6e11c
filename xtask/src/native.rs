//! The native binaries.

use std::path::PathBuf;

use anyhow::Result;

use crate::paths::Paths;
use crate::process;
use crate::step::say;

/// The native binaries, built.
pub struct Native {
    /// `recruta`, the command line.
    pub cli: PathBuf,
    /// `recruta-server`.
    pub server: PathBuf,
}

impl Native {
    /// Builds what has changed. Always the same set of packages: another set would unify the features of shared
    /// dependencies another way, and cargo would build candle once more.
    pub fn build(paths: &Paths) -> Result<Self> {
        say("native", "cargo build --release");
        let mut build = process::cargo(paths, &["build", "--release"]);
        process::run(&mut build, "mend what cargo says above, then run the command again")?;
        let binary = |name: &str| {
            paths.in_target("release").join(name).with_extension(std::env::consts::EXE_EXTENSION)
        };
        Ok(Self { cli: binary("recruta"), server: binary("recruta-server") })
    }
}
