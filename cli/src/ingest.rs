//! `recruta ingest`: three exports in, one bundle out.
//!
//! ```text
//! read (source) -> join by approved pair -> clean -> chunk and embed (core) -> write atomically
//! ```
//!
//! The same exports give the same bytes: profiles stand in the order of their first vacancy, then by code, and nothing
//! of the clock, the machine or the paths enters a file.

mod convert;
mod error;
mod funnel;
mod join;
mod publish;
mod read;
mod report;

use std::{path::PathBuf, time::Instant};

use recruta_core::{
    bundle::{BundleBuilder, BundleParts},
    embed::{Embedder, EmbeddingMatrix, MiniLmEmbedder, minilm},
};

pub use error::IngestError;
pub use publish::Staging;
pub use report::Report;

use crate::{
    output,
    place::ModelsPlace,
    source::{APPROVED, StatusSet},
};

/// Passages embedded between two movements of the bar: several passes of the model.
const BATCH: usize = 16;

/// Arguments of `recruta ingest`.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The people: applicants.json
    #[arg(long)]
    pub applicants: PathBuf,
    /// Who was considered for what: prospects.json
    #[arg(long)]
    pub prospects: PathBuf,
    /// The vacancies: vagas.json
    #[arg(long)]
    pub vagas: PathBuf,
    /// Folder of the bundle; one that is there already is replaced whole, at the end
    #[arg(long)]
    pub out: PathBuf,
    /// Situations that count as hired, separated by commas
    #[arg(long, value_delimiter = ',', default_values_t = APPROVED.map(str::to_owned))]
    pub approved: Vec<String>,
    /// Where the retriever lies
    #[command(flatten)]
    pub models: ModelsPlace,
    /// Print the report as JSON
    #[arg(long)]
    pub json: bool,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let started = Instant::now();
    let report = ingest(args)?;
    if args.json {
        return output::json(&report);
    }
    print!("{}", report.table());
    println!("{:<10} {} in {:.1} s", "written", args.out.display(), started.elapsed().as_secs_f32());
    Ok(())
}

/// Makes the bundle and gives the report that lies beside it.
pub fn ingest(args: &Args) -> anyhow::Result<Report> {
    // What can fail at once fails before the long work: the folder, the model, then the exports.
    let staging = Staging::begin(&args.out)?;
    let embedder = args.models.open()?.load_embedder()?;
    let approved = StatusSet::of(&args.approved);
    let mut read = read::read(args, &approved)?;
    let history = join::join(&mut read);
    let mut report = Report::of(&read, &approved);
    let mut builder = BundleBuilder::default();
    builder.set_funnel(funnel::count(&read));
    history.clean_into(&mut builder, &mut report, |text| embedder.count_tokens(text));
    let matrix = embed(&embedder, &builder.texts())?;
    let mut parts = builder.finish(&matrix, approved.names(), read.hashes())?;
    report.count(&parts);
    add_report(&mut parts, &report)?;
    staging.commit(&parts)?;
    Ok(report)
}

/// One vector a text, with a bar on stderr.
fn embed(embedder: &MiniLmEmbedder, texts: &[String]) -> anyhow::Result<EmbeddingMatrix> {
    let bar = read::bar(texts.len() as u64, "embedding", "{pos}/{len} passages · {per_sec} · {eta} left");
    let mut rows = Vec::with_capacity(texts.len());
    for batch in texts.chunks(BATCH) {
        let batch: Vec<&str> = batch.iter().map(String::as_str).collect();
        rows.extend(embedder.embed(&batch)?);
        bar.inc(batch.len() as u64);
    }
    bar.finish_and_clear();
    Ok(EmbeddingMatrix::from_rows(minilm::DIMENSION, rows)?)
}

/// The report lies beside the bundle's files, for people; the manifest does not name it.
fn add_report(parts: &mut BundleParts, report: &Report) -> anyhow::Result<()> {
    let mut bytes = serde_json::to_vec_pretty(report)?;
    bytes.push(b'\n');
    parts.push((report::FILE.to_owned(), bytes));
    Ok(())
}
