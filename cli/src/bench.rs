//! `recruta bench`: how fast the engine is on this machine, by itself. `cargo xtask bench` puts peers beside it.

mod search;

use std::{path::PathBuf, time::Instant};

use anyhow::{Context as _, Result};
use recruta_core::{
    embed::Embedder as _,
    generate::{Generation, GenerationOptions, Generator as _, LlamaGenerator, Step},
};
use recruta_kernels::Backend;

use crate::{output, place::ModelsPlace};

/// Tokens and texts are the same in every run.
const SEED: u32 = 7;

/// Tokens of an answer at most.
const MAX_ANSWER_TOKENS: usize = 96;

/// Arguments of `recruta bench`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// GGUF file to measure
    #[arg(long, value_name = "FILE", required_unless_present_any = ["embed", "search"])]
    pub model: Option<PathBuf>,
    /// Prompt lengths to process, each as a new sequence
    #[arg(long, value_name = "TOKENS", value_delimiter = ',')]
    pub prefill: Vec<usize>,
    /// Numbers of tokens to process one by one
    #[arg(long, value_name = "TOKENS", value_delimiter = ',')]
    pub decode: Vec<usize>,
    /// Tokens that stand before those of --decode
    #[arg(long, value_name = "TOKENS", default_value_t = 64)]
    pub context: usize,
    /// Continue the prompt in this file, greedily, as far as the model goes
    #[arg(long, value_name = "FILE")]
    pub answer: Option<PathBuf>,
    /// Measure the retriever on a JSON list of texts, embedded in one call
    #[arg(long, value_name = "FILE")]
    pub embed: Option<PathBuf>,
    /// Measure searches of a synthetic bundle of so many passages, the question's embedding not counted
    #[arg(long, value_name = "PASSAGES", conflicts_with_all = ["model", "embed"])]
    pub search: Option<usize>,
    /// Readings of each measurement, after one that does not count
    #[arg(long, default_value_t = 5)]
    pub reps: usize,
    /// Print readings as JSON instead of medians
    #[arg(long)]
    pub json: bool,
    /// Where models lie.
    #[command(flatten)]
    pub models: ModelsPlace,
}

/// What was measured.
#[derive(Debug, serde::Serialize)]
struct Report {
    kernel: &'static str,
    threads: usize,
    load_ms: f64,
    /// Of the exact ten nearest, the share that the index finds.
    #[serde(skip_serializing_if = "Option::is_none")]
    recall_at_10: Option<f32>,
    measurements: Vec<Measurement>,
}

#[derive(Debug, serde::Serialize)]
struct Measurement {
    /// `prefill`, `decode`, `answer`, `answer-lookup`, `embed` or `search`.
    work: &'static str,
    /// Tokens, texts, or passages.
    n: usize,
    /// Tokens before them.
    context: usize,
    readings_ms: Vec<f64>,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<()> {
    let report = match (args.search, &args.embed, &args.model) {
        (Some(n_passages), ..) => search::measure(args, n_passages)?,
        (None, Some(texts), _) => measure_retriever(args, texts)?,
        (None, None, Some(model)) => measure_generator(args, model)?,
        (None, None, None) => anyhow::bail!("give --model, --embed or --search"),
    };
    if args.json {
        return output::json(&report);
    }
    println!("{}, {} threads, loaded in {:.0} ms", report.kernel, report.threads, report.load_ms);
    if let Some(recall) = report.recall_at_10 {
        println!("recall@10 against an exact search: {recall:.4}");
    }
    for measurement in &report.measurements {
        println!("{}", measurement.line());
    }
    Ok(())
}

fn measure_generator(args: &Args, model: &std::path::Path) -> Result<Report> {
    let models = args.models.open()?;
    let start = Instant::now();
    let mut generator = models.load_generator(model, &mut |_, _| {})?.generator;
    let load_ms = elapsed_ms(start);
    let mut measurements = Vec::new();
    for &n in &args.prefill {
        let tokens = random_tokens(&generator, n);
        let readings_ms = readings(args.reps, || timed(|| forward(&mut generator, &tokens, 0)))?;
        measurements.push(Measurement { work: "prefill", n, context: 0, readings_ms });
    }
    for &n in &args.decode {
        let tokens = random_tokens(&generator, args.context + n);
        let (before, tokens) = tokens.split_at(args.context);
        let readings_ms = readings(args.reps, || {
            forward(&mut generator, before, 0)?;
            timed(|| {
                let mut tokens = tokens.chunks(1).enumerate();
                tokens.try_for_each(|(i, token)| forward(&mut generator, token, before.len() + i))
            })
        })?;
        measurements.push(Measurement { work: "decode", n, context: args.context, readings_ms });
    }
    if let Some(file) = &args.answer {
        let prompt = std::fs::read_to_string(file)
            .with_context(|| format!("the prompt {} cannot be read", file.display()))?;
        measurements.extend(measure_answer(&mut generator, &prompt, args.reps)?);
    }
    Ok(Report::of(models.pool.n_threads(), load_ms, measurements))
}

/// Prompt and answer together, as whoever asks waits for both; with and without guessing from the prompt, in turns.
fn measure_answer(generator: &mut LlamaGenerator, prompt: &str, reps: usize) -> Result<[Measurement; 2]> {
    let prompt = generator.tokenizer().encode_prompt(prompt)?;
    let mut measurements = ["answer", "answer-lookup"].map(|work| Measurement {
        work,
        n: 0,
        context: prompt.len(),
        readings_ms: Vec::new(),
    });
    for rep in 0..=reps {
        for (measurement, lookup) in measurements.iter_mut().zip([false, true]) {
            // Another sequence between two runs, so that none begins with what the last one left.
            forward(generator, &prompt[prompt.len() - 1..], 0)?;
            let (n, ms) = answer(generator, &prompt, lookup)?;
            measurement.n = n;
            if rep > 0 {
                measurement.readings_ms.push(ms);
            }
        }
    }
    Ok(measurements)
}

/// Number of tokens, and milliseconds.
fn answer(generator: &mut LlamaGenerator, prompt: &[u32], lookup: bool) -> Result<(usize, f64)> {
    let options = GenerationOptions {
        max_new_tokens: MAX_ANSWER_TOKENS,
        prefill_chunk: usize::MAX,
        lookup,
        ..GenerationOptions::default()
    };
    let start = Instant::now();
    let mut generation = Generation::new(generator, prompt.to_vec(), options)?;
    while !matches!(generation.step(generator)?, Step::Done { .. }) {}
    Ok((generation.tokens().len(), elapsed_ms(start)))
}

fn measure_retriever(args: &Args, texts: &std::path::Path) -> Result<Report> {
    let json =
        std::fs::read(texts).with_context(|| format!("the texts {} cannot be read", texts.display()))?;
    let texts: Vec<String> = serde_json::from_slice(&json).context("the texts are no JSON list of texts")?;
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let models = args.models.open()?;
    let start = Instant::now();
    let embedder = models.load_embedder()?;
    let load_ms = elapsed_ms(start);
    let readings_ms = readings(args.reps, || timed(|| embedder.embed(&texts).map(drop).map_err(Into::into)))?;
    let measurements = vec![Measurement { work: "embed", n: texts.len(), context: 0, readings_ms }];
    Ok(Report::of(models.pool.n_threads(), load_ms, measurements))
}

fn forward(generator: &mut LlamaGenerator, tokens: &[u32], position: usize) -> Result<()> {
    generator.forward(tokens, position)?;
    Ok(())
}

/// Ids spread over the vocabulary by Numerical Recipes' generator, whose high bits are good enough for that.
fn random_tokens(generator: &LlamaGenerator, n: usize) -> Vec<u32> {
    let vocab_size = generator.info().vocab_size as u32;
    let next = |state: &u32| Some(state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
    std::iter::successors(Some(SEED), next).skip(1).take(n).map(|state| (state >> 8) % vocab_size).collect()
}

/// Readings of `measure`, the first of which only warms up.
fn readings(reps: usize, mut measure: impl FnMut() -> Result<f64>) -> Result<Vec<f64>> {
    measure()?;
    (0..reps).map(|_| measure()).collect()
}

fn timed(work: impl FnOnce() -> Result<()>) -> Result<f64> {
    let start = Instant::now();
    work()?;
    Ok(elapsed_ms(start))
}

fn elapsed_ms(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1_000.0
}

impl Report {
    fn of(threads: usize, load_ms: f64, measurements: Vec<Measurement>) -> Self {
        Self { kernel: Backend::detect().name(), threads, load_ms, recall_at_10: None, measurements }
    }
}

impl Measurement {
    fn line(&self) -> String {
        let mut sorted = self.readings_ms.clone();
        sorted.sort_by(f64::total_cmp);
        let median = sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN);
        if self.work == "search" {
            return format!("search of {} passages: {median:.2} ms", self.n);
        }
        let unit = if self.work == "embed" { "texts" } else { "tokens" };
        let rate = self.n as f64 * 1_000.0 / median;
        format!("{} {} {unit}: {median:.1} ms, {rate:.1} {unit}/s", self.work, self.n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_reading_does_not_count() {
        let mut clock = 0.0;
        let taken = readings(3, || {
            clock += 1.0;
            Ok(clock)
        });
        assert_eq!(taken.expect("nothing fails"), [2.0, 3.0, 4.0]);
    }

    #[test]
    fn a_line_gives_median_and_rate() {
        let readings_ms = vec![300.0, 100.0, 200.0];
        let measurement = Measurement { work: "decode", n: 64, context: 64, readings_ms };
        assert_eq!(measurement.line(), "decode 64 tokens: 200.0 ms, 320.0 tokens/s");
    }
}
