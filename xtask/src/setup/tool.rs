//! trunk and wasm-bindgen at the exact versions this project is built with.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::paths::{Paths, tool_cache};
use crate::process;
use crate::step::say;

/// A build tool that cargo can install.
struct Tool {
    package: &'static str,
    program: &'static str,
    version: &'static str,
}

/// The newest trunk that builds with the pinned Rust (0.22 needs a newer one).
const TRUNK: Tool = Tool { package: "trunk", program: "trunk", version: "0.21.14" };

/// Must equal the version of the library in Cargo.toml: both sides share an unstable format.
const WASM_BINDGEN: Tool = Tool { package: "wasm-bindgen-cli", program: "wasm-bindgen", version: "0.2.130" };

/// Where the build tools of the right versions are.
pub struct Tools {
    /// trunk.
    pub trunk: PathBuf,
    /// wasm-bindgen.
    pub wasm_bindgen: PathBuf,
}

impl Tools {
    /// Finds the tools on PATH or in the tool cache, and installs into the cache what is in neither.
    pub fn ensure(paths: &Paths) -> Result<Self> {
        let cache = tool_cache()?;
        let wasm_bindgen = WASM_BINDGEN.ensure(paths, &cache)?;
        Ok(Self { trunk: TRUNK.ensure(paths, &cache)?, wasm_bindgen })
    }
}

impl Tool {
    fn ensure(&self, paths: &Paths, cache: &Path) -> Result<PathBuf> {
        let cached = cache.join("bin").join(self.program);
        let candidates = [PathBuf::from(self.program), cached.clone()];
        if let Some(found) = candidates.into_iter().find(|program| self.is(paths, program)) {
            return Ok(found);
        }
        self.install(paths, cache)?;
        Ok(cached)
    }

    fn is(&self, paths: &Paths, program: &Path) -> bool {
        let said = process::output(process::command(program, paths).arg("--version"));
        said.is_some_and(|said| version_in(&said) == Some(self.version))
    }

    /// `--locked` first; a registry mirror that lacks a locked dependency can still serve a compatible one.
    fn install(&self, paths: &Paths, cache: &Path) -> Result<()> {
        say("setup", format_args!("installing {} {} (some minutes, once)", self.package, self.version));
        let build = cache.join("build");
        let locked = self.install_command(paths, cache, &build).arg("--locked").status();
        if !locked.is_ok_and(|status| status.success()) {
            say("setup", format_args!("{} again, without its lock file", self.package));
            process::run(
                &mut self.install_command(paths, cache, &build),
                "go online, then run the command again",
            )?;
        }
        fs::remove_dir_all(&build)
            .with_context(|| format!("{} is no longer needed; remove it", build.display()))
    }

    /// Built for build time, not speed: these tools run for seconds.
    fn install_command(&self, paths: &Paths, cache: &Path, build: &Path) -> Command {
        let mut command = process::cargo(paths, &["install", self.package, "--version", self.version]);
        let folder = |name: &str, path: &Path| [OsString::from(name), path.into()];
        command.args(folder("--root", cache)).args(folder("--target-dir", build)).arg("--force");
        command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1").env("CARGO_PROFILE_RELEASE_LTO", "off");
        command.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16").env("CARGO_PROFILE_RELEASE_DEBUG", "false");
        command
    }
}

/// The version in "trunk 0.21.14" or "wasm-bindgen 0.2.130 (hash)".
fn version_in(said: &str) -> Option<&str> {
    said.split_whitespace().nth(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tool_and_the_library_of_wasm_bindgen_have_one_version() {
        let manifest = include_str!("../../../Cargo.toml");
        assert!(manifest.contains(&format!("wasm-bindgen = \"={}\"", WASM_BINDGEN.version)));
    }

    #[test]
    fn versions_are_read_from_what_tools_say() {
        assert_eq!(version_in("trunk 0.21.14"), Some("0.21.14"));
        assert_eq!(version_in("wasm-bindgen 0.2.130 (abc)"), Some("0.2.130"));
        assert_eq!(version_in(""), None);
    }
}
