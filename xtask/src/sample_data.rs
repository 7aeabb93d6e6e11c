//! `cargo xtask sample-data`: synthetic hiring data in the exact shape of the Decision exports.
//!
//! A seed decides who applies where (`plan`); texts are then put together from the authored fragments in `data/fragments`
//! and written record by record, so that the full-size set needs no more memory than its plan. Nobody in it is real.

mod applicant;
mod career;
mod cv;
mod cv_en;
mod date;
mod fragment;
mod json;
mod layout;
mod person;
mod plan;
mod profile;
mod prospect;
mod rng;
mod status;
mod template;
#[cfg(test)]
mod tests;
mod vacancy;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use indicatif::{HumanBytes, ProgressBar, ProgressStyle};

use fragment::Fragments;
use json::ExportFile;
use plan::{Plan, Sizes};
use rng::Rng;

/// The seed of the committed sample.
pub const DEFAULT_SEED: u64 = 2_023;

/// Vacancies without content that only prospects.json knows.
const N_UNKNOWN_BLANKS: usize = 3;

/// What to make and where.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder for applicants.json, prospects.json and vagas.json (default: data/sample of this workspace)
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Same seed, same bytes
    #[arg(long, default_value_t = DEFAULT_SEED)]
    pub seed: u64,
    /// As many records as the real export (about 270 MB); needs --out
    #[arg(long)]
    pub full: bool,
}

/// Runs `cargo xtask sample-data`.
pub fn run(args: Args) -> Result<()> {
    let committed = sample_dir();
    let out = args.out.unwrap_or_else(|| committed.clone());
    fs::create_dir_all(&out).with_context(|| format!("cannot make {}", out.display()))?;
    ensure!(
        !args.full || out.canonicalize()? != committed.canonicalize().unwrap_or(committed),
        "--full makes hundreds of megabytes: give it a folder outside data/sample with --out DIR"
    );
    let sizes = if args.full { Sizes::FULL } else { Sizes::SAMPLE };
    let size_bytes = generate(&out, sizes, args.seed, args.full)?;
    let out = out.canonicalize()?;
    println!("{}: {} applicants, {} in all", out.display(), sizes.applicants, HumanBytes(size_bytes));
    Ok(())
}

fn sample_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/sample")
}

/// Writes the three files; gives their size in bytes.
fn generate(out: &Path, sizes: Sizes, seed: u64, show_progress: bool) -> Result<u64> {
    let fragments = Fragments::load()?;
    let plan = plan::plan(&fragments, sizes, seed);
    let total = plan.people.len() + 2 * (plan.vacancies.len() + plan.blank.len());
    let bar = if show_progress { progress(total as u64) } else { ProgressBar::hidden() };
    let size_bytes = write_vacancies(out, &fragments, &plan, &bar)?
        + write_prospects(out, &fragments, &plan, &bar)?
        + write_applicants(out, &fragments, &plan, &bar)?;
    bar.finish_and_clear();
    Ok(size_bytes)
}

fn progress(total: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:16} {wide_bar} {pos}/{len} records, {eta} left");
    ProgressBar::new(total).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Indices in an order that is not sorted, as in the real export.
fn scattered(n: usize, seed: u64, purpose: &str) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    Rng::of(seed, purpose, 0).shuffle(&mut order);
    order
}

fn write_vacancies(out: &Path, fragments: &Fragments, plan: &Plan, bar: &ProgressBar) -> Result<u64> {
    bar.set_message("vagas.json");
    let mut file = ExportFile::create(out, "vagas.json")?;
    let n = plan.vacancies.len();
    for at in scattered(n + plan.blank.len(), plan.seed, "vacancy-order") {
        bar.inc(1);
        if at >= n {
            if at - n >= N_UNKNOWN_BLANKS {
                file.record(plan.blank[at - n], &vacancy::blank_record())?;
            }
        } else if !plan.vacancies[at].orphan {
            file.record(plan.vacancies[at].id, &vacancy::record(fragments, plan, at))?;
        }
    }
    file.finish()
}

fn write_prospects(out: &Path, fragments: &Fragments, plan: &Plan, bar: &ProgressBar) -> Result<u64> {
    bar.set_message("prospects.json");
    let mut file = ExportFile::create(out, "prospects.json")?;
    let n = plan.vacancies.len();
    for at in scattered(n + plan.blank.len(), plan.seed, "prospect-order") {
        bar.inc(1);
        if at >= n {
            file.record(plan.blank[at - n], &prospect::blank_record())?;
        } else {
            file.record(plan.vacancies[at].id, &prospect::record(fragments, plan, at))?;
        }
    }
    file.finish()
}

fn write_applicants(out: &Path, fragments: &Fragments, plan: &Plan, bar: &ProgressBar) -> Result<u64> {
    bar.set_message("applicants.json");
    let mut employed = vec![false; plan.people.len()];
    for row in plan.rows.iter().flatten() {
        employed[row.person] |= row.status.employed();
    }
    let mut file = ExportFile::create(out, "applicants.json")?;
    for at in scattered(plan.people.len(), plan.seed, "applicant-order") {
        bar.inc(1);
        if !plan.people[at].orphan {
            file.record(plan.people[at].code, &applicant::record(fragments, plan, at, employed[at]))?;
        }
    }
    file.finish()
}
