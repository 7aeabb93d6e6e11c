//! `recruta ingest`: three exports in, one bundle out.
//!
//! ```text
//! read (source) -> join by approved pair -> clean -> chunk and embed (core, cache) -> write atomically
//! ```
//!
//! The same exports give the same bytes: profiles stand in the order of their first vacancy, then by code, and nothing
//! of the clock, the machine or the paths enters a file.

mod cache;
mod convert;
mod error;
mod funnel;
mod join;
mod publish;
mod read;
mod report;
mod vectors;

use std::{path::PathBuf, time::Instant};

use recruta_core::{
    bundle::{BundleBuilder, BundleParts, MadeOf},
    embed::MiniLmEmbedder,
};
use recruta_kernels::half;

pub use error::IngestError;
pub use publish::Staging;
pub use report::{Report, StatusReport};

use cache::Cache;

use crate::{
    output,
    place::ModelsPlace,
    source::{APPROVED, StatusSet},
};

/// Arguments of `recruta ingest`.
#[derive(Debug, Clone, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
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
    /// Fail when anything about the exports is odd, instead of counting it
    #[arg(long)]
    pub strict: bool,
    /// Read and clean, print the report, embed and write nothing
    #[arg(long)]
    pub check: bool,
    /// Embed everything again; vectors are otherwise kept in OUT.vectors and only what changed is embedded
    #[arg(long)]
    pub no_cache: bool,
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
    let seconds = started.elapsed().as_secs_f32();
    if args.check {
        println!("{:<10} nothing written, {seconds:.1} s", "checked");
    } else {
        println!("{:<10} {} in {seconds:.1} s", "written", args.out.display());
    }
    Ok(())
}

/// Makes the bundle and gives the report that lies beside it.
pub fn ingest(args: &Args) -> anyhow::Result<Report> {
    // What can fail at once fails before the long work: the folder, the model, then the exports.
    let staging = if args.check { None } else { Some(Staging::begin(&args.out)?) };
    let embedder = args.models.open()?.load_embedder()?;
    let (builder, mut report, made_of) = cleaned(args, &embedder)?;
    if args.strict && !report.warnings.is_empty() {
        return Err(IngestError::odd(&report.warnings).into());
    }
    let Some(staging) = staging else {
        report.count_builder(&builder);
        return Ok(report);
    };
    let mut cache = if args.no_cache { Cache::none() } else { Cache::open(&Cache::path_of(staging.dir())) };
    let texts = builder.texts();
    let matrix = vectors::embed(&embedder, &texts, &mut cache)?;
    let mut parts = builder.finish(&matrix, made_of)?;
    report.count(&parts);
    add_report(&mut parts, &report)?;
    staging.commit(&parts)?;
    // In the half precision of the bundle: what comes out of the cache gives the same bytes again.
    let rows = matrix.rows().map(|row| row.iter().map(|x| half::to_f32(*x)).collect());
    if let Err(error) = cache.keep_only(&texts, rows) {
        eprintln!("vectors that are no longer needed stay in the cache: {error}");
    }
    Ok(report)
}

/// Reads, joins and cleans: everything but the vectors.
fn cleaned(args: &Args, embedder: &MiniLmEmbedder) -> anyhow::Result<(BundleBuilder, Report, MadeOf)> {
    let approved = StatusSet::of(&args.approved);
    let mut read = read::read(args, &approved)?;
    let mut report = Report::of(&read, &approved);
    let history = join::join(&mut read, &mut report);
    let mut builder = BundleBuilder::default();
    builder.set_funnel(funnel::count(&read));
    history.clean_into(&mut builder, &mut report, |text| embedder.count_tokens(text));
    let made_of = MadeOf {
        approved_statuses: approved.names(),
        redaction_rules: crate::clean::REDACTION_RULES.to_owned(),
        inputs: read.hashes(),
    };
    Ok((builder, report, made_of))
}

/// The report lies beside the bundle's files, for people; the manifest does not name it.
fn add_report(parts: &mut BundleParts, report: &Report) -> anyhow::Result<()> {
    let mut bytes = serde_json::to_vec_pretty(report)?;
    bytes.push(b'\n');
    parts.push((report::FILE.to_owned(), bytes));
    Ok(())
}
