//! `recruta embed`: what the retriever makes of a text.

use anyhow::Result;
use recruta_core::embed::Embedder as _;

use crate::{output, place::ModelsPlace};

/// Arguments of `recruta embed`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The text; cut to 256 word pieces
    pub text: String,
    /// Where models lie.
    #[command(flatten)]
    pub models: ModelsPlace,
    /// Print `{"ids": […], "embedding": […]}` instead of a summary
    #[arg(long)]
    pub json: bool,
}

#[derive(serde::Serialize)]
struct Embedded {
    ids: Vec<u32>,
    embedding: Vec<f32>,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<()> {
    let embedder = args.models.open()?.load_embedder()?;
    let ids = embedder.token_ids(&args.text)?;
    let embedding = embedder.embed(&[&args.text])?.pop().unwrap_or_default();
    if args.json {
        return output::json(&Embedded { ids, embedding });
    }
    println!("{} word pieces: {ids:?}", ids.len());
    println!("{} numbers, the first: {:?}", embedding.len(), &embedding[..embedding.len().min(8)]);
    Ok(())
}
