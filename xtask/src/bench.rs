//! `cargo xtask bench`: the engine against its peers, side by side on this machine.
//!
//! Everybody does the same work in turns: ours, a peer, the next peer, ours again. Rows compare medians. What is timed is
//! the work alone, not loading, and never by the code that is timed. Nothing here fails because something is slow.

mod engine;
mod group;
mod growth;
mod lines;
mod machine;
mod peer;
mod plot;
mod race;
mod row;
mod stat;
mod text;
mod work;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::json;

use crate::native::{Native, Scope};
use crate::paths::Paths;
use crate::step::say;
use crate::{build, bundle, models, setup};
use group::{Group, Run};

/// Options of `cargo xtask bench`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
The first run gets the peers into target/bench: npm packages, Python packages, and llama.cpp, which is built for this \
CPU. Readings are only worth something on a machine that does nothing else: the report notes the load before and \
after. A table of all rows is printed, readings and versions are in the JSON file.

  cargo xtask bench --quick --only tab-embed     does it run at all?
  cargo xtask bench --only tab-tinyllama --full  with slow peers reading the whole prompt
  cargo xtask bench --plots docs/performance     everything, with the plots of docs/PERFORMANCE.md")]
pub struct Args {
    /// Measure only these groups of rows
    #[arg(long, value_enum, value_name = "GROUP", value_delimiter = ',')]
    only: Vec<Group>,
    /// Readings of each engine at each work; rows compare their medians
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    reps: u16,
    /// Short prompts and few tokens, to see that everything runs; the ratios mean little
    #[arg(long)]
    quick: bool,
    /// Let slow peers read whole prompts of the large model, which takes an hour; otherwise 64 tokens, at which their rate
    /// is not lower
    #[arg(long)]
    full: bool,
    /// Measure what was built last
    #[arg(long)]
    no_build: bool,
    /// Where the report goes [default: target/bench/report.json]
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Where the plots of `growth` go [default: target/bench]
    #[arg(long, value_name = "FOLDER")]
    plots: Option<PathBuf>,
}

/// Measures and reports.
pub fn run(paths: &Paths, args: &Args) -> Result<()> {
    let native = prepare(paths, args)?;
    let before = machine::describe(paths);
    let mut run = Run::new(paths, native, args)?;
    let groups = if args.only.is_empty() { clap::ValueEnum::value_variants() } else { &args.only };
    for group in groups {
        say("bench", format_args!("{}", group.name()));
        // One group's trouble, a peer that does not build for example, must not cost the others' readings.
        if let Err(error) = run.measure(*group) {
            say("bench", format_args!("{} is left out: {error:#}", group.name()));
            run.problems.push(json!({ "group": group.name(), "problem": format!("{error:#}") }));
        }
    }
    let report = json!({
        "machine": before,
        "load_average_after": machine::load_average(),
        "options": { "reps": args.reps, "quick": args.quick, "full": args.full },
        "rows": run.rows.iter().map(row::Row::json).collect::<Vec<_>>(),
        "growth": run.growths.iter().map(growth::Growth::json).collect::<Vec<_>>(),
        "problems": run.problems,
    });
    let file = args.json.clone().unwrap_or_else(|| paths.in_target("bench/report.json"));
    fs::write(&file, serde_json::to_string_pretty(&report)?)
        .with_context(|| format!("{} cannot be written", file.display()))?;
    if !run.growths.is_empty() {
        let folder = args.plots.clone().unwrap_or_else(|| paths.in_target("bench"));
        growth::plot(&run.growths, &folder)?;
    }
    println!("{}", row::table(&run.rows));
    say("bench", format_args!("all readings are in {}", file.display()));
    Ok(())
}

fn prepare(paths: &Paths, args: &Args) -> Result<Native> {
    if args.no_build {
        return Ok(Native::built(paths));
    }
    setup::run(paths, &setup::Args { tests: true })?;
    let native = Native::build(paths, Scope::Product)?;
    models::run(paths, &models::Args { small: true, ids: Vec::new() }, Scope::Product)?;
    bundle::ensure(paths, &native)?;
    build::web(paths)?;
    Ok(native)
}
