//! `recruta models`: model files on this machine.

use std::{
    fs::{self, File},
    io::{BufReader, BufWriter},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use recruta_core::{
    embed::minilm,
    generate::{Generation, GenerationOptions, LlamaGenerator, Step},
};
use recruta_native::sha256_of_file;

use crate::place::ModelsPlace;

/// Arguments of `recruta models`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Say which files of the catalogue are there and whether they are whole
    List(ModelsPlace),
    /// Round the retriever's published f32 weights to 8 bits: the file the engine reads
    QuantizeRetriever(QuantizeRetriever),
    /// Compare the greedy continuations of rewritten models with the original's
    Compare(Compare),
}

#[derive(Debug, clap::Args)]
struct QuantizeRetriever {
    /// The published model.safetensors of all-MiniLM-L6-v2
    #[arg(long, value_name = "FILE")]
    input: PathBuf,
    /// GGUF file to write; takes its name only when whole
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
}

#[derive(Debug, clap::Args)]
struct Compare {
    /// GGUF file of the original
    #[arg(long, value_name = "FILE")]
    reference: PathBuf,
    /// GGUF files to compare
    #[arg(required = true, value_name = "FILE")]
    candidates: Vec<PathBuf>,
    #[command(flatten)]
    models: ModelsPlace,
}

/// Tokens compared of each continuation.
const N_COMPARED: usize = 32;

/// What the models continue: the product's kind of question, in both languages.
const PROMPTS: [&str; 10] = [
    "Which skills should a senior Python developer have?",
    "Write one sentence about mainframe developers.",
    "What does a Scrum Master do every day?",
    "List three tools that DevOps engineers use.",
    "Why is test automation valuable for a company?",
    "Describe the work of an SAP FI consultant.",
    "What is the difference between Java and JavaScript?",
    "Quais competências um analista de testes precisa ter?",
    "O que faz um engenheiro de dados?",
    "Escreva uma frase sobre segurança da informação.",
];

/// Runs the command.
pub fn run(args: Args) -> Result<()> {
    match args.command {
        Command::List(place) => list(&place),
        Command::QuantizeRetriever(args) => quantize_retriever(&args),
        Command::Compare(args) => run_compare(&args),
    }
}

fn list(place: &ModelsPlace) -> Result<()> {
    let models = place.open()?;
    for name in models.catalogue.files() {
        let file = models.dir.join(name);
        println!("{:<8} {name}", state(&models, &file, name)?);
    }
    Ok(())
}

fn state(models: &recruta_native::Models, file: &Path, name: &str) -> Result<&'static str> {
    if !file.is_file() {
        return Ok("missing");
    }
    let Some((id, file_name)) = name.split_once('/') else { return Ok("unknown") };
    Ok(match models.catalogue.sha256(id, file_name) {
        None => "present",
        Some(expected) if sha256_of_file(file)? == expected => "verified",
        Some(_) => "damaged",
    })
}

/// Writes beside the output and renames, so that an interruption leaves no half model behind.
fn quantize_retriever(args: &QuantizeRetriever) -> Result<()> {
    let QuantizeRetriever { input, output } = args;
    let reading = || format!("{} cannot be read; get it with `cargo xtask models`", input.display());
    let mut reader = BufReader::new(File::open(input).with_context(reading)?);
    let mut part = output.clone().into_os_string();
    part.push(".part");
    let part = PathBuf::from(part);
    let writing = || format!("{} cannot be written; check its folder and the disk", part.display());
    let mut writer = BufWriter::new(File::create(&part).with_context(writing)?);
    minilm::quantize(&mut reader, &mut writer)?;
    writer.into_inner().map_err(std::io::IntoInnerError::into_error).with_context(writing)?.sync_all()?;
    fs::rename(&part, output).with_context(|| format!("{} cannot be written", output.display()))?;
    println!("{}  {}", sha256_of_file(output)?, output.display());
    Ok(())
}

/// How near a rewritten model stays to the original, on `PROMPTS`.
fn run_compare(args: &Compare) -> Result<()> {
    let models = args.models.open()?;
    let mut continuations = Vec::new();
    for file in std::iter::once(&args.reference).chain(&args.candidates) {
        let mut generator = models.load_generator(file, &mut |_, _| {})?.generator;
        let tokens: Vec<Vec<u32>> =
            PROMPTS.iter().map(|prompt| greedy(&mut generator, prompt)).collect::<Result<_>>()?;
        continuations.push(tokens);
    }
    let (reference, candidates) = continuations.split_first().context("no model was named")?;
    for (file, tokens) in args.candidates.iter().zip(candidates) {
        let same: Vec<usize> = reference.iter().zip(tokens).map(|(a, b)| common_prefix(a, b)).collect();
        let total: usize = same.iter().sum();
        println!(
            "{total:>4} of {} tokens as the reference, by prompt {same:?}: {}",
            PROMPTS.len() * N_COMPARED,
            file.display()
        );
    }
    Ok(())
}

fn greedy(generator: &mut LlamaGenerator, prompt: &str) -> Result<Vec<u32>> {
    let tokens = crate::generate::prompt_tokens(generator, prompt.to_owned(), true)?;
    let options = GenerationOptions {
        max_new_tokens: N_COMPARED,
        prefill_chunk: usize::MAX,
        ..GenerationOptions::default()
    };
    let mut generation = Generation::new(generator, tokens, options)?;
    while !matches!(generation.step(generator)?, Step::Done { .. }) {}
    Ok(generation.tokens().to_vec())
}

fn common_prefix(a: &[u32], b: &[u32]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}
