//! The command line of Recruta.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Asks a company's hiring history, and builds the bundle that holds it. Everything runs on this machine.
#[derive(Parser)]
#[command(name = "recruta", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Answer a question from a bundle, streaming, with sources
    Ask(recruta::ask::Args),
    /// Measure the engine on this machine
    Bench(recruta::bench::Args),
    /// Embed a text: token ids and 384 numbers
    Embed(recruta::embed::Args),
    /// Ask questions with known answers and measure the answers
    Evaluate(recruta::evaluate::Args),
    /// Continue a prompt with a language model
    Generate(recruta::generate::Args),
    /// Find out when to say "I don't know", and write it into a bundle
    FitThreshold(recruta::retrieval::Args),
    /// Turn the three exports into a bundle
    Ingest(recruta::ingest::Args),
    /// Count what a group of hired people shares
    Insight(recruta::insight::Args),
    /// Run a mock interview from a file of answers, or show its plan
    Interview(recruta::interview::Args),
    /// Score texts against references: ROUGE and BLEU
    Metrics(recruta::metrics::Args),
    /// Look at model files and convert them
    Models(recruta::models::Args),
    /// Make a version out of a report, and the champion
    Register(recruta::registry::register::Args),
    /// Look at registered versions and choose the champion
    Registry(recruta::registry::Args),
    /// Measure search and refusal on questions with known answers
    RetrievalTable(recruta::retrieval::TableArgs),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Ask(args) => recruta::ask::run(&args),
        Command::Bench(args) => recruta::bench::run(&args),
        Command::Embed(args) => recruta::embed::run(&args),
        Command::Evaluate(args) => recruta::evaluate::run(&args),
        Command::FitThreshold(args) => recruta::retrieval::run_fit(&args),
        Command::Generate(args) => recruta::generate::run(&args),
        Command::Ingest(args) => recruta::ingest::run(&args),
        Command::Insight(args) => recruta::insight::run(&args),
        Command::Interview(args) => recruta::interview::run(&args),
        Command::Metrics(args) => recruta::metrics::run(&args),
        Command::Models(args) => recruta::models::run(args),
        Command::Register(args) => recruta::registry::register::run(&args),
        Command::Registry(args) => recruta::registry::run(&args),
        Command::RetrievalTable(args) => recruta::retrieval::run_table(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => recruta::output::fail(&error),
    }
}
