//! Every developer command of Recruta: `cargo xtask setup | models | sample-data | build | serve | test | bench`.
//!
//! Each step knows its inputs and does nothing when they have not changed, so that `cargo xtask serve` may be run as
//! often as one likes. What is missing on the machine is said in one sentence with the remedy.

mod bench;
mod build;
mod bundle;
mod catalogue;
mod lock;
mod models;
mod native;
mod paths;
mod process;
mod sample_data;
mod serve;
mod setup;
mod stamp;
mod step;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Recruta's developer commands.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Add the wasm target and the build tools (trunk, wasm-bindgen) that this machine lacks.
    Setup(setup::Args),
    /// Get the models of static/models.json into models/, verified by sha256.
    Models(models::Args),
    /// Make synthetic hiring data in the exports' shape, from a seed.
    SampleData(sample_data::Args),
    /// Build the native binaries, the sample bundle, the engine package, the page and the site.
    Build,
    /// Prepare whatever is not up to date and serve the product on this machine.
    Serve(serve::Args),
    /// Run every test suite on the real models and a real browser.
    Test(test::Args),
    /// Measure the engine against its peers on this machine.
    Bench(bench::Args),
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    let paths = paths::Paths::find()?;
    let _lock = lock::acquire(&paths)?;
    match command {
        Command::Setup(args) => setup::run(&paths, &args),
        Command::Models(args) => models::run(&paths, &args, native::Scope::Product),
        Command::SampleData(args) => sample_data::run(args),
        Command::Build => build::run(&paths),
        Command::Serve(args) => serve::run(&paths, &args),
        Command::Test(args) => test::run(&paths, &args),
        Command::Bench(args) => bench::run(&paths, &args),
    }
}
