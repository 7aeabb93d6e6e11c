//! `recruta retrieval-table` and `recruta fit-threshold`: how good search is, and when it should say "I don't know".
//!
//! Questions and vacancies are cut in two halves, line by line. Whatever is chosen (weights, threshold) is chosen on the
//! tuning half; every number that is told is of the other, the held-out half.

mod manifest;
mod measure;
mod rank;
mod refusal;
mod table;
mod truth;
mod tune;

use std::path::PathBuf;

use anyhow::Result;
use recruta_core::{
    bundle::{Bundle, Manifest, Threshold},
    embed::MiniLmEmbedder,
    retrieve::{Certainty, Hybrid, Search},
};
use recruta_native::open_bundle;

pub use rank::{Summary, TOP};
pub use refusal::Refusal;
pub use truth::{Half, Question, Truth, Unanswerable};

use crate::{output, place::Place};
use measure::Remembering;

/// Arguments of both commands.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where bundle and models lie.
    #[command(flatten)]
    pub place: Place,
    /// Folder with questions.jsonl and unanswerable.jsonl
    #[arg(long, default_value = "tests/eval", value_name = "DIR")]
    pub truth: PathBuf,
}

/// Arguments of `recruta retrieval-table`.
#[derive(Debug, clap::Args)]
pub struct TableArgs {
    /// What is measured.
    #[command(flatten)]
    pub args: Args,
    /// Put the table into this Markdown file, between its marks, instead of printing it
    #[arg(long, value_name = "FILE", conflicts_with_all = ["json", "tune"])]
    pub write: Option<PathBuf>,
    /// Print the numbers as JSON
    #[arg(long)]
    pub json: bool,
    /// Look for better weights on the tuning half and print them
    #[arg(long)]
    pub tune: bool,
}

/// Three ways to search, side by side.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct SideBySide {
    /// BM25 alone.
    pub words: Summary,
    /// Embeddings alone.
    pub meaning: Summary,
    /// Both: what the product does.
    pub both: Summary,
}

/// All that is measured, on the held-out half.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Report {
    /// From a vacancy's text to whoever was approved for it.
    pub vacancies: SideBySide,
    /// Questions in Portuguese to the passages that answer them.
    pub portuguese: SideBySide,
    /// Questions in English.
    pub english: SideBySide,
    /// All questions.
    pub questions: SideBySide,
    /// When nothing answers a question.
    pub refusal: Refusal,
    /// The same threshold on the half it was fitted on.
    pub refusal_tuning: Refusal,
}

impl SideBySide {
    fn of(measure: impl Fn(Search) -> recruta_core::Result<Summary>) -> Result<Self> {
        Ok(Self {
            words: measure(Search::Words)?,
            meaning: measure(Search::Meaning)?,
            both: measure(Search::Both)?,
        })
    }
}

/// Runs `recruta retrieval-table`.
pub fn run_table(args: &TableArgs) -> Result<()> {
    let (bundle, embedder, truth) = open(&args.args)?;
    if args.tune {
        return tune::run(bundle, &embedder, &truth);
    }
    let report = evaluate(&bundle, &embedder, &truth)?;
    match &args.write {
        _ if args.json => output::json(&report),
        Some(file) => table::write(file, &report),
        None => {
            print!("{}", table::markdown(&report));
            Ok(())
        }
    }
}

/// Runs `recruta fit-threshold`: writes the threshold into the bundle's manifest.
pub fn run_fit(args: &Args) -> Result<()> {
    let (bundle, embedder, truth) = open(args)?;
    let (manifest, fitted) = with_threshold(&bundle, &embedder, &truth)?;
    manifest::replace(&args.place.bundle, &manifest.to_bytes()?)?;
    println!(
        "threshold {:.3}, fitted on {} questions with an answer and {} without: precision {:.3}, recall {:.3}",
        fitted.threshold, fitted.n_answerable, fitted.n_unanswerable, fitted.precision, fitted.recall
    );
    Ok(())
}

fn open(args: &Args) -> Result<(Bundle, MiniLmEmbedder, Truth)> {
    let truth = Truth::read(&args.truth)?;
    let (bundle, _) = open_bundle(&args.place.bundle)?;
    let embedder = args.place.models.open()?.load_embedder()?;
    Ok((bundle, embedder, truth))
}

/// The bundle's manifest with a threshold that was fitted on the tuning half.
pub fn with_threshold(
    bundle: &Bundle,
    embedder: &MiniLmEmbedder,
    truth: &Truth,
) -> Result<(Manifest, Refusal)> {
    let tuning = truth.half(Half::Tuning);
    let fitted = Refusal::fit(&confidences(bundle, &Remembering::new(embedder), &tuning)?);
    let threshold = Threshold {
        confidence: fitted.threshold,
        n_answerable: fitted.n_answerable,
        n_unanswerable: fitted.n_unanswerable,
        questions_sha256: tuning.sha256(),
    };
    Ok((Manifest { threshold: Some(threshold), ..bundle.manifest.clone() }, fitted))
}

/// Measures the held-out half.
pub fn evaluate(bundle: &Bundle, embedder: &MiniLmEmbedder, truth: &Truth) -> Result<Report> {
    let embedder = Remembering::new(embedder);
    let (held, tuning) = (truth.half(Half::Held), truth.half(Half::Tuning));
    let hybrid = Hybrid::default();
    let of_language = |language: Option<&str>| {
        let asked = held.questions.iter().filter(|q| language.is_none_or(|language| q.language == language));
        let asked: Vec<Question> = asked.cloned().collect();
        SideBySide::of(|how| measure::questions(bundle, &embedder, &asked, how, &hybrid))
    };
    let hidden = measure::vacancies_of(bundle, Half::Held);
    let blind = measure::without_titles(bundle, &embedder, &hidden)?;
    let threshold = bundle.threshold();
    let refusal = |truth: &Truth| -> Result<Refusal> {
        Ok(Refusal::of(threshold, &confidences(bundle, &embedder, truth)?))
    };
    Ok(Report {
        vacancies: SideBySide::of(|how| measure::vacancies(&blind, &embedder, &hidden, how, &hybrid))?,
        portuguese: of_language(Some("pt"))?,
        english: of_language(Some("en"))?,
        questions: of_language(None)?,
        refusal: refusal(&held)?,
        refusal_tuning: refusal(&tuning)?,
    })
}

/// With the product's own settings.
fn confidences(
    bundle: &Bundle,
    embedder: &Remembering<'_>,
    truth: &Truth,
) -> recruta_core::Result<[Vec<f32>; 2]> {
    measure::confidences(bundle, embedder, truth, &Hybrid::default(), &Certainty::default())
}
