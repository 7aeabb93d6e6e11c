//! `cargo xtask test`: every suite, on the real models and a real browser, with a summary at the end.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::native::{Native, Scope, native_crates};
use crate::paths::Paths;
use crate::setup::WASM_TARGET;
use crate::step::say;
use crate::{build, bundle, models, process, setup};

/// The crates that compile for the browser only.
const WASM_CRATES: [&str; 2] = ["recruta_pkg", "recruta_web"];

/// Options of `cargo xtask test`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Run only these suites
    #[arg(long, value_enum, value_name = "SUITE", value_delimiter = ',')]
    only: Vec<Suite>,
}

/// What is tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Suite {
    /// Formatting
    Fmt,
    /// Lints of the native crates and all tests
    Clippy,
    /// Lints of the crates for the browser
    ClippyWasm,
    /// Rust tests: unit, golden, HTTP, and what of the page runs without a browser
    Rust,
    /// The engine package's JavaScript: protocol, download, store
    Pkg,
    /// Documentation builds without warnings
    Docs,
    /// Chromium on the real page and models: acceptance, parity, offline
    E2e,
}

/// How one suite went.
struct Outcome {
    suite: Suite,
    passed: bool,
    took: Duration,
}

/// Prepares what the suites need and runs them all, whatever fails.
pub fn run(paths: &Paths, args: &Args) -> Result<()> {
    let suites = if args.only.is_empty() { Suite::value_variants() } else { &args.only };
    let prepared = Instant::now();
    let native = prepare(paths, suites)?;
    let prepared = prepared.elapsed();
    let mut outcomes = Vec::new();
    for &suite in suites {
        say("test", format_args!("{}", suite.name()));
        let start = Instant::now();
        let passed = suite.commands(paths, native.as_ref()).iter_mut().all(succeeds);
        outcomes.push(Outcome { suite, passed, took: start.elapsed() });
    }
    summarize(prepared, &outcomes)
}

/// Builds the product when a suite runs it, and says where it is.
fn prepare(paths: &Paths, suites: &[Suite]) -> Result<Option<Native>> {
    let runs_product = |suite: &Suite| matches!(suite, Suite::Rust | Suite::E2e);
    if !suites.iter().any(runs_product) {
        setup::wasm_target(paths)?;
        setup::lint_components(paths)?;
        return Ok(None);
    }
    setup::run(paths, &setup::Args { tests: suites.contains(&Suite::E2e) })?;
    if suites.contains(&Suite::Rust) {
        setup::mlflow::ensure(paths)?;
    }
    let native = Native::build(paths, Scope::WithTests)?;
    models::run(paths, &models::Args { small: true, ids: Vec::new() }, Scope::WithTests)?;
    bundle::ensure(paths, &native)?;
    build::web(paths)?;
    Ok(Some(native))
}

fn succeeds(command: &mut Command) -> bool {
    match process::run(command, "see above") {
        Ok(()) => true,
        Err(error) => {
            say("test", format_args!("{error:#}"));
            false
        }
    }
}

fn summarize(prepared: Duration, outcomes: &[Outcome]) -> Result<()> {
    eprintln!();
    say("prepared", format_args!("{:>6.1} s", prepared.as_secs_f32()));
    for Outcome { suite, passed, took } in outcomes {
        let result = if *passed { "passed" } else { "FAILED" };
        say(&suite.name(), format_args!("{:>6.1} s  {result}", took.as_secs_f32()));
    }
    let failed: Vec<_> = outcomes.iter().filter(|outcome| !outcome.passed).map(|o| o.suite.name()).collect();
    match failed.as_slice() {
        [] => Ok(()),
        failed => bail!("failed: {0}; run `cargo xtask test --only {0}` for these alone", failed.join(",")),
    }
}

impl Suite {
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    fn commands(self, paths: &Paths, native: Option<&Native>) -> Vec<Command> {
        match self {
            Self::Fmt => vec![process::cargo(paths, &["fmt", "--all", "--check"])],
            Self::Clippy => vec![
                clippy(native_crates(paths, &["clippy", "--release", "--all-targets"])),
                clippy(process::cargo(paths, &["clippy", "-p", "xtask", "--all-targets"])),
            ],
            Self::ClippyWasm => vec![clippy(wasm_crates(paths, &["clippy", "--release"]))],
            Self::Rust => vec![
                with_product(native_crates(paths, &["test", "--release"]), paths, native),
                process::cargo(paths, &["test", "-p", "xtask"]),
                process::cargo(paths, &["test", "--release", "-p", "recruta_web"]),
            ],
            Self::Pkg => vec![npm_test(paths, "pkg")],
            Self::Docs => vec![
                docs(native_crates(paths, &["doc", "--release", "--no-deps"])),
                docs(process::cargo(paths, &["doc", "-p", "xtask", "--no-deps"])),
                docs(wasm_crates(paths, &["doc", "--release", "--no-deps"])),
            ],
            Self::E2e => vec![with_product(npm_test(paths, "tests/e2e"), paths, native)],
        }
    }
}

/// In the release profile as well, so that build scripts and procedural macros are those of the native build.
fn wasm_crates(paths: &Paths, args: &[&str]) -> Command {
    let mut cargo = process::cargo(paths, args);
    cargo.args(["--target", WASM_TARGET]).args(WASM_CRATES.iter().flat_map(|name| ["-p", name]));
    cargo
}

/// `npm test` in a folder. The engine package's needs no packages of its own.
fn npm_test(paths: &Paths, folder: &str) -> Command {
    let mut npm = process::command("npm", paths);
    npm.arg("test").current_dir(paths.root.join(folder));
    npm
}

fn clippy(mut cargo: Command) -> Command {
    cargo.args(["--", "-D", "warnings"]);
    cargo
}

fn docs(mut cargo: Command) -> Command {
    cargo.env("RUSTDOCFLAGS", "-D warnings");
    cargo
}

/// Tells a suite where the product under test is.
fn with_product(mut command: Command, paths: &Paths, native: Option<&Native>) -> Command {
    command.env("RECRUTA_MODELS", paths.models()).env("RECRUTA_BUNDLE", paths.sample_bundle());
    command.env("RECRUTA_SITE", paths.site());
    command.env("RECRUTA_MLFLOW_PYTHON", setup::mlflow::python(paths));
    if let Some(native) = native {
        command.env("RECRUTA_CLI", &native.cli).env("RECRUTA_SERVER", &native.server);
    }
    if let Some(chromium) = setup::chromium() {
        command.env("RECRUTA_CHROMIUM", chromium);
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(suite: Suite, passed: bool) -> Outcome {
        Outcome { suite, passed, took: Duration::ZERO }
    }

    #[test]
    fn one_failed_suite_fails_the_run_and_is_named() {
        summarize(Duration::ZERO, &[outcome(Suite::Fmt, true)]).unwrap();
        let outcomes =
            [outcome(Suite::Fmt, true), outcome(Suite::ClippyWasm, false), outcome(Suite::E2e, false)];
        let failure = summarize(Duration::ZERO, &outcomes).unwrap_err().to_string();
        assert!(failure.contains("--only clippy-wasm,e2e"), "{failure}");
    }

    #[test]
    fn the_native_suites_leave_the_browser_crates_out() {
        let paths = Paths::find().unwrap();
        let command = &Suite::Rust.commands(&paths, None)[0];
        let args: Vec<_> = command.get_args().filter_map(|arg| arg.to_str()).collect();
        assert!(args.starts_with(&["test", "--release", "--workspace"]), "{args:?}");
        assert!(
            WASM_CRATES.iter().all(|name| args.windows(2).any(|pair| pair == ["--exclude", name])),
            "{args:?}"
        );
        assert!(command.get_envs().any(|(name, value)| name == "RECRUTA_BUNDLE" && value.is_some()));
    }
}
