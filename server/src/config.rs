//! The command line.

use std::{num::NonZeroUsize, path::PathBuf};

use recruta_core::engine::AskOptions;

/// Serves the Recruta page and answers questions over HTTP.
///
/// Prints `listening on http://HOST:PORT` on standard output once it accepts connections. The page is served at once;
/// questions are answered when the models are loaded, see GET /healthz. Stops on SIGINT and SIGTERM.
#[derive(Debug, Clone, clap::Parser)]
#[command(name = "recruta-server", version)]
pub struct Args {
    /// Address to listen on; 0.0.0.0 for all interfaces
    #[arg(long, default_value = "127.0.0.1")]
    pub host: String,
    /// Port to listen on; 0 picks a free one
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Folder of the built page (`cargo xtask build` makes it)
    #[arg(long, value_name = "DIR")]
    pub site: PathBuf,
    /// Folder of the bundle to answer from (`recruta ingest` makes it)
    #[arg(long, value_name = "DIR")]
    pub bundle: PathBuf,
    /// Folder of the models, one folder a model (`cargo xtask models` fills it)
    #[arg(long, value_name = "DIR")]
    pub models: PathBuf,
    /// Catalogue of models: only files it names are handed out, and their hashes are checked [default: the site's
    /// models.json, if there is one]
    #[arg(long, value_name = "FILE")]
    pub catalogue: Option<PathBuf>,
    /// Folder of the registry (`recruta register` makes it): /info and the page show its champion. It need not be there
    #[arg(long, value_name = "DIR", default_value = "registry")]
    pub registry: PathBuf,
    /// GGUF file of the model that writes prose, or `none` [default: the first of the models folder, best first; with
    /// no such file answers come without prose]
    #[arg(long, value_name = "FILE|none")]
    pub generator: Option<PathBuf>,
    /// Threads that compute [default: one a core]
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
    /// Questions answered at a time: what the model computes for them it computes together
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = parallel)]
    pub parallel: usize,
    /// Requests that may wait for the engine before others are sent away
    #[arg(long, value_name = "N", default_value_t = 16, value_parser = positive)]
    pub queue: usize,
    /// Tokens the model may write for one answer
    #[arg(long, value_name = "N", default_value_t = AskOptions::default().max_new_tokens, value_parser = positive)]
    pub max_new_tokens: usize,
}

/// Each question takes room of its own for what the model has read.
fn parallel(text: &str) -> Result<usize, String> {
    positive(text)
        .ok()
        .filter(|number| *number <= 32)
        .ok_or_else(|| "give a whole number from 1 to 32".to_owned())
}

fn positive(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|number| *number > 0).ok_or_else(|| "give a whole number above 0".to_owned())
}
