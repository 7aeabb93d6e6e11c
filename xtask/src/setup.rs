//! `cargo xtask setup`: what a fresh machine lacks for building.

pub mod mlflow;
mod tool;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::paths::Paths;
use crate::process;
use crate::step::say;
pub use tool::Tools;

/// The target of everything that runs in the browser.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Options of `cargo xtask setup`.
#[derive(Debug, Default, clap::Args)]
pub struct Args {
    /// Also what the tests need: Chromium, Node, the packages of tests/e2e, and MLflow
    #[arg(long)]
    pub tests: bool,
}

/// Installs what is missing.
pub fn run(paths: &Paths, args: &Args) -> Result<()> {
    wasm_target(paths)?;
    std_source(paths)?;
    Tools::ensure(paths)?;
    if args.tests {
        lint_components(paths)?;
        if chromium().is_none() {
            debian_package(paths, "chromium", "chromium")?;
        }
        debian_package(paths, "node", "nodejs")?;
        recent_node(paths)?;
        debian_package(paths, "npm", "npm")?;
        node_packages(paths)?;
        mlflow::ensure(paths)?;
    }
    Ok(())
}

/// Adds the wasm target to the toolchain that builds this work tree.
pub fn wasm_target(paths: &Paths) -> Result<()> {
    let mut rustc = process::command("rustc", paths);
    rustc.args(["--print", "target-libdir", "--target", WASM_TARGET]);
    if process::output(&mut rustc).is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    say("setup", format_args!("adding the target {WASM_TARGET}"));
    let mut rustup = process::command("rustup", paths);
    rustup.args(["target", "add", WASM_TARGET]);
    process::run(&mut rustup, "install Rust with rustup and go online, then run the command again")
}

/// Adds the source of the standard library, which the engine with threads is built from: the one that rustup has for
/// wasm is for one thread.
pub fn std_source(paths: &Paths) -> Result<()> {
    let sysroot = process::output(process::command("rustc", paths).args(["--print", "sysroot"]));
    let lock = |sysroot| Path::new(&sysroot).join("lib/rustlib/src/rust/library/Cargo.lock");
    if sysroot.map(lock).is_some_and(|lock| lock.is_file()) {
        return Ok(());
    }
    say("setup", "adding rust-src");
    let mut rustup = process::command("rustup", paths);
    rustup.args(["component", "add", "rust-src"]);
    process::run(&mut rustup, "install Rust with rustup and go online, then run the command again")
}

/// Adds clippy and rustfmt to the toolchain that builds this work tree.
pub fn lint_components(paths: &Paths) -> Result<()> {
    let is_there = |name| process::output(&mut process::cargo(paths, &[name, "--version"])).is_some();
    if is_there("clippy") && is_there("fmt") {
        return Ok(());
    }
    say("setup", "adding clippy and rustfmt");
    let mut rustup = process::command("rustup", paths);
    rustup.args(["component", "add", "clippy", "rustfmt"]);
    process::run(&mut rustup, "install Rust with rustup and go online, then run the command again")
}

/// Installs a Debian package as root, or says how to.
fn debian_package(paths: &Paths, program: &str, package: &str) -> Result<()> {
    if on_path(program).is_some() { Ok(()) } else { install_debian(paths, program, package) }
}

fn install_debian(paths: &Paths, what: &str, package: &str) -> Result<()> {
    let is_root = process::output(process::command("id", paths).arg("-u")).as_deref() == Some("0");
    if !is_root || on_path("apt-get").is_none() {
        bail!(
            "{what} is missing; install it (Debian: sudo apt-get install {package}) and run the command again"
        );
    }
    say("setup", format_args!("installing {package}"));
    let remedy = "go online or install it by hand, then run the command again";
    process::run(process::command("apt-get", paths).args(["-qq", "update"]), remedy)?;
    let mut install = process::command("apt-get", paths);
    install.args(["-qq", "install", "-y", "--no-install-recommends", package]);
    process::run(install.env("DEBIAN_FRONTEND", "noninteractive"), remedy)
}

/// The Chromium to test with: the one that `RECRUTA_CHROMIUM` names, else the first on PATH.
pub fn chromium() -> Option<PathBuf> {
    std::env::var_os("RECRUTA_CHROMIUM").map(PathBuf::from).or_else(|| on_path("chromium"))
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|program| program.is_file())
}

/// Playwright and the test runner's flags need Node 18.19 or newer, as Debian 12 packages it.
fn recent_node(paths: &Paths) -> Result<()> {
    let said = process::output(process::command("node", paths).arg("--version")).unwrap_or_default();
    match major_version(&said) {
        Some(18..) => Ok(()),
        _ => bail!(
            "Node 18 or newer is needed and this one says {said:?}; run `apt-get install nodejs npm` and run again"
        ),
    }
}

/// 20 of "v20.20.2".
fn major_version(said: &str) -> Option<u32> {
    said.trim_start_matches('v').split('.').next()?.parse().ok()
}

/// `npm ci` in tests/e2e, unless its lock file is the one that was installed.
fn node_packages(paths: &Paths) -> Result<()> {
    let folder = paths.root.join("tests/e2e");
    let lock = folder.join("package-lock.json");
    if !lock.is_file() {
        bail!("tests/e2e/package-lock.json is missing; restore it from git");
    }
    let installed = folder.join("node_modules/.recruta-lock.json");
    if fs::read(&lock)? == fs::read(&installed).unwrap_or_default() {
        return Ok(());
    }
    say("setup", "npm ci in tests/e2e");
    let mut npm = process::command("npm", paths);
    npm.args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder);
    process::run(&mut npm, "go online, then run the command again")?;
    fs::copy(&lock, &installed)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_of_node_is_read() {
        assert_eq!(major_version("v20.20.2"), Some(20));
        assert_eq!(major_version("v8.1.0"), Some(8));
        assert_eq!(major_version(""), None);
    }
}
