//! `recruta generate`: a language model by itself, without retrieval.

use std::{io::Write as _, path::PathBuf};

use anyhow::{Context as _, Result};
use recruta_core::generate::{
    Finish, Generation, GenerationOptions, Generator as _, LlamaGenerator, Message, Role, Sampling, Step,
};

use crate::{output, place::ModelsPlace};

/// Arguments of `recruta generate`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// GGUF file of a Llama-architecture model
    #[arg(long, value_name = "FILE")]
    pub model: PathBuf,
    /// UTF-8 file with the prompt, taken as it is, special tokens included
    #[arg(long, value_name = "FILE")]
    pub prompt_file: PathBuf,
    /// Put the prompt into the model's chat form as the user's turn
    #[arg(long)]
    pub chat: bool,
    /// Tokens to generate at most
    #[arg(long, default_value_t = 64)]
    pub max_tokens: usize,
    /// 0 is greedy
    #[arg(long, default_value_t = 0.0)]
    pub temperature: f32,
    /// Nucleus when the temperature is above 0
    #[arg(long, default_value_t = 0.95)]
    pub top_p: f32,
    /// Seed when the temperature is above 0
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    /// Print `{"text": …, "tokens": […], "prompt_tokens": […], "finish": …}` instead of streaming the text
    #[arg(long)]
    pub json: bool,
    /// Where models lie.
    #[command(flatten)]
    pub models: ModelsPlace,
}

#[derive(Debug, Default, serde::Serialize)]
struct Generated {
    text: String,
    tokens: Vec<u32>,
    prompt_tokens: Vec<u32>,
    finish: &'static str,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<()> {
    let file = args.prompt_file.display();
    let prompt = std::fs::read_to_string(&args.prompt_file)
        .with_context(|| format!("the prompt file {file} cannot be read as UTF-8 text"))?;
    let mut generator = args.models.open()?.load_generator(&args.model, &mut |_, _| {})?.generator;
    let prompt_tokens = prompt_tokens(&generator, prompt, args.chat)?;
    // One pass over the prompt: whoever wants to stop a command ends the process.
    let options = GenerationOptions {
        max_new_tokens: args.max_tokens,
        prefill_chunk: usize::MAX,
        sampling: sampling(args),
        ..GenerationOptions::default()
    };
    let mut generation = Generation::new(&generator, prompt_tokens.clone(), options)?;
    let mut generated = Generated { prompt_tokens, ..Generated::default() };
    loop {
        let text = match generation.step(&mut generator)? {
            Step::Prefill { .. } => continue,
            Step::Token { text, .. } => text,
            Step::Done { finish, text } => {
                generated.text.push_str(&text);
                generated.finish = if finish == Finish::Length { "length" } else { "stop" };
                break;
            }
        };
        generated.text.push_str(&text);
        if !args.json {
            print!("{text}");
            std::io::stdout().flush()?;
        }
    }
    generated.tokens = generation.tokens().to_vec();
    if args.json {
        return output::json(&generated);
    }
    println!();
    Ok(())
}

/// Token ids of a prompt, in the model's chat form if wanted.
pub(crate) fn prompt_tokens(generator: &LlamaGenerator, prompt: String, chat: bool) -> Result<Vec<u32>> {
    let text = match generator.chat_template() {
        Some(template) if chat => template.render(&[Message::new(Role::User, prompt)])?,
        None if chat => anyhow::bail!(recruta_core::Error::ModelUnsupported {
            detail: "the file has no chat template; leave out --chat".to_owned(),
        }),
        _ => prompt,
    };
    Ok(generator.tokenizer().encode_prompt(&text)?)
}

fn sampling(args: &Args) -> Sampling {
    if args.temperature > 0.0 {
        Sampling::TopP { temperature: args.temperature, top_p: args.top_p, seed: args.seed }
    } else {
        Sampling::Greedy
    }
}
