//! Where bundle and models lie, as commands take it.

use std::{num::NonZeroUsize, path::PathBuf};

use recruta_core::engine::Engine;
use recruta_native::{LoadedGenerator, Models, NativeError, open_bundle};

use crate::output;

/// Folders a command reads.
#[derive(Debug, Clone, clap::Args)]
pub struct Place {
    /// Folder of the bundle
    #[arg(long, default_value = "target/sample-bundle", env = "RECRUTA_BUNDLE")]
    pub bundle: PathBuf,
    /// Where models lie.
    #[command(flatten)]
    pub models: ModelsPlace,
}

/// Where models lie.
#[derive(Debug, Clone, clap::Args)]
pub struct ModelsPlace {
    /// Folder of the models, as `cargo xtask models` fills it
    #[arg(long, default_value = "models", env = "RECRUTA_MODELS")]
    pub models: PathBuf,
    /// Catalogue with the models' hashes
    #[arg(long, default_value = "static/models.json")]
    pub catalogue: PathBuf,
    /// Threads that compute [default: one a core]
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
}

impl ModelsPlace {
    /// The models with their hashes.
    pub fn open(&self) -> Result<Models, NativeError> {
        Models::open(&self.models, &self.catalogue, self.threads)
    }
}

impl Place {
    /// An engine without a generator.
    pub fn engine(&self) -> Result<Engine, NativeError> {
        let (bundle, _) = open_bundle(&self.bundle)?;
        Ok(Engine::new(bundle, Box::new(self.models.open()?.load_embedder()?)))
    }

    /// The generator a command asks for: a file, `none`, or the best there is. A damaged one that nobody asked for by
    /// name is left out with a word on stderr.
    pub fn generator(&self, asked: Option<&PathBuf>) -> anyhow::Result<Option<LoadedGenerator>> {
        let models = self.models.open()?;
        let (file, by_name) = match asked {
            Some(file) if file.as_os_str() == "none" => return Ok(None),
            Some(file) => (file.clone(), true),
            None => match models.preferred_generator() {
                Some(file) => (file, false),
                None => return Ok(None),
            },
        };
        let bar = output::byte_bar("loading the model");
        let loaded = models.load_generator(&file, &mut |done, total| {
            bar.set_length(total);
            bar.set_position(done);
        });
        bar.finish_and_clear();
        match loaded {
            Ok(loaded) => Ok(Some(loaded)),
            Err(error) if by_name => Err(error.into()),
            Err(error) => {
                eprintln!("the model is left out: {error}");
                Ok(None)
            }
        }
    }
}
