//! `recruta evaluate`: questions with known answers, asked of the real engine and measured.

pub mod compare;
pub mod markdown;
pub mod outcome;
pub mod question;
pub mod report;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
    time::Instant,
};

use anyhow::{Context as _, Result};
use recruta_core::{
    engine::{AskOptions, Engine},
    generate::Sampling,
    hash::sha256_hex,
    metrics::BleuStats,
};
use recruta_native::open_bundle;

use self::{
    outcome::Outcome,
    question::QuestionSet,
    report::{FORMAT_VERSION, JSON_FILE, MARKDOWN_FILE, Report, SCORED_TEXT, SetFacts},
};
use crate::{
    clock::Moment,
    file::write_whole,
    mlflow::{MlflowPlace, mark::Subject},
    output,
    place::Place,
    registry::RegistryPlace,
};

/// Where reports go unless told otherwise, one folder a run.
pub const REPORTS: &str = "reports";

/// Arguments of `recruta evaluate`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// File with a line of `{"id", "question", "reference", "answerable", "relevant"}` for each question
    #[arg(long, value_name = "FILE.jsonl", default_value = "data/eval/qa.jsonl")]
    pub set: PathBuf,
    /// Compare two reports instead of asking
    #[arg(long, num_args = 2, value_names = ["A.json", "B.json"])]
    pub compare: Option<Vec<PathBuf>>,
    /// Where bundle and models lie.
    #[command(flatten)]
    pub place: Place,
    /// GGUF file of the language model; the best in the models folder unless given
    #[arg(long, value_name = "FILE")]
    pub generator: Option<PathBuf>,
    /// Ask without a language model
    #[arg(long, conflicts_with = "generator")]
    pub no_model: bool,
    /// Ask only the first questions
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: Option<u32>,
    /// Tokens the model may write for one answer
    #[arg(long, default_value_t = AskOptions::default().max_new_tokens)]
    pub max_tokens: usize,
    /// Above 0, the model chooses tokens by chance instead of always the likeliest
    #[arg(long, default_value_t = 0.0)]
    pub temperature: f32,
    /// Seed of that chance
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    /// Folder for report.json and report.md [default: one of the run's own under reports/]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Where what the tracking server must still be told is kept.
    #[command(flatten)]
    pub registry: RegistryPlace,
    /// The tracking server.
    #[command(flatten)]
    pub mlflow: MlflowPlace,
    /// Print the report (or the comparison) as JSON instead of a table
    #[arg(long)]
    pub json: bool,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<()> {
    if let Some([a, b]) = args.compare.as_deref() {
        let comparison = compare::compare(&Report::read(a)?, &Report::read(b)?);
        return if args.json {
            output::json(&comparison)
        } else {
            print!("{}", compare::table(&comparison));
            Ok(())
        };
    }
    args.mlflow.check()?;
    let report = evaluate(args)?;
    let dir = args.out.clone().unwrap_or_else(|| Path::new(REPORTS).join(&report.run_id));
    write(&report, &dir)?;
    if args.json {
        output::json(&report)?;
    } else {
        for name in markdown::in_order(report.metrics.keys()) {
            println!("{name:<24} {:>12}", markdown::shown(report.metrics[name]));
        }
    }
    eprintln!("report: {}", dir.join(MARKDOWN_FILE).display());
    let file = std::path::absolute(dir.join(JSON_FILE))?;
    args.mlflow.tell(&args.registry.registry, &[Subject::Run { run_id: report.run_id, report: file }])
}

/// Asks every question and puts the report together.
fn evaluate(args: &Args) -> Result<Report> {
    let set = question::read(&args.set)?;
    let (began, start) = (Moment::now(), Instant::now());
    let options =
        AskOptions { max_new_tokens: args.max_tokens, sampling: sampling(args), ..AskOptions::default() };
    let (mut engine, parameters) = engine(args, &options)?;
    let n = args.limit.map_or(set.questions.len(), |limit| set.questions.len().min(limit as usize));
    let (questions, bleu) = ask_all(&mut engine, &set, n, &options)?;
    Ok(Report {
        format_version: FORMAT_VERSION,
        run_id: run_id(began, &set, &format!("{parameters:?}")),
        created: began.rfc3339(),
        duration_s: start.elapsed().as_secs_f64(),
        scored_text: SCORED_TEXT.to_owned(),
        set: SetFacts {
            file: args.set.display().to_string(),
            sha256: set.sha256,
            n_questions: n,
            n_in_file: set.questions.len(),
        },
        metrics: report::metrics(&questions, &bleu),
        parameters,
        questions,
    })
}

fn engine(args: &Args, options: &AskOptions) -> Result<(Engine, BTreeMap<String, String>)> {
    let (bundle, manifest_sha256) = open_bundle(&args.place.bundle)?;
    let mut engine = Engine::new(bundle, Box::new(args.place.models.open()?.load_embedder()?));
    let none = PathBuf::from("none");
    let asked = if args.no_model { Some(&none) } else { args.generator.as_ref() };
    let loaded = args.place.generator(asked)?;
    let facts = loaded.as_ref().map(|loaded| (loaded.id.clone(), loaded.sha256.clone()));
    if let Some(loaded) = loaded {
        engine.set_generator(Some(Box::new(loaded.generator)));
    }
    let generator = facts.as_ref().map(|(id, sha256)| (id.as_str(), sha256.as_str()));
    let mut parameters = recruta_native::parameters(&engine, options, &manifest_sha256, generator);
    parameters.insert("version".to_owned(), env!("CARGO_PKG_VERSION").to_owned());
    parameters.insert("seed".to_owned(), args.seed.to_string());
    Ok((engine, parameters))
}

fn sampling(args: &Args) -> Sampling {
    if args.temperature > 0.0 {
        Sampling::TopP { temperature: args.temperature, top_p: 0.95, seed: args.seed }
    } else {
        Sampling::Greedy
    }
}

fn ask_all(
    engine: &mut Engine,
    set: &QuestionSet,
    n: usize,
    options: &AskOptions,
) -> Result<(Vec<Outcome>, Vec<BleuStats>)> {
    let bar = output::count_bar("asking", n as u64);
    let (mut outcomes, mut bleu) = (Vec::new(), Vec::new());
    for question in set.questions.iter().take(n) {
        let asked = outcome::ask(engine, question, options);
        let (outcome, stats) = asked.with_context(|| format!("question {}", question.id))?;
        outcomes.push(outcome);
        bleu.push(stats);
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok((outcomes, bleu))
}

/// Unique, and in the order of time by name.
fn run_id(began: Moment, set: &QuestionSet, parameters: &str) -> String {
    static RUNS: AtomicU32 = AtomicU32::new(0);
    let n = RUNS.fetch_add(1, Ordering::Relaxed);
    let seed = format!("{} {} {n} {} {parameters}", began.unix_ms, std::process::id(), set.sha256);
    format!("{}-{}", began.compact(), &sha256_hex(seed.as_bytes())[..8])
}

fn write(report: &Report, dir: &Path) -> Result<()> {
    let mut json = serde_json::to_vec_pretty(report)?;
    json.push(b'\n');
    let told = || format!("{} cannot be written; give another folder with --out", dir.display());
    std::fs::create_dir_all(dir).with_context(told)?;
    write_whole(&dir.join(JSON_FILE), &json).with_context(told)?;
    write_whole(&dir.join(MARKDOWN_FILE), markdown::render(report).as_bytes()).with_context(told)
}
