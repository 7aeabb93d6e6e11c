//! Running other programs.

use std::env;
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};

use crate::paths::Paths;

/// A command in the work tree, without the variables that `cargo run` set for xtask itself.
///
/// Build scripts that watch `CARGO_MANIFEST_DIR` or `CARGO_PKG_*` (ring's does) would see another value here than in a
/// plain `cargo build`, and be built again at every change from one to the other.
pub fn command(program: impl AsRef<OsStr>, paths: &Paths) -> Command {
    let mut command = Command::new(program);
    command.current_dir(&paths.root);
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// A `cargo` command in the work tree.
pub fn cargo(paths: &Paths, args: &[&str]) -> Command {
    let mut command = command("cargo", paths);
    command.args(args);
    command
}

/// Runs a command to its end; `remedy` says what to do when it fails.
pub fn run(command: &mut Command, remedy: &str) -> Result<()> {
    let line = describe(command);
    let status = command.status().map_err(|error| not_started(&line, &error, remedy))?;
    if !status.success() {
        bail!("`{line}` failed ({status}); {remedy}");
    }
    Ok(())
}

/// Runs a command and gives what it prints, or nothing when it is missing or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Puts a folder in front of the PATH of a command.
pub fn prepend_path(command: &mut Command, folder: &Path) -> Result<()> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(folder.to_owned()).chain(env::split_paths(&path));
    let joined = env::join_paths(folders)
        .context("PATH cannot be extended; remove quotes and colons from its folders")?;
    command.env("PATH", joined);
    Ok(())
}

fn not_started(line: &str, error: &std::io::Error, remedy: &str) -> anyhow::Error {
    match error.kind() {
        ErrorKind::NotFound => anyhow!("`{line}` cannot run because the program is missing; {remedy}"),
        _ => anyhow!("`{line}` did not start ({error}); {remedy}"),
    }
}

fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
