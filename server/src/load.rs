//! From the command line to an engine.

use std::{collections::BTreeSet, path::PathBuf};

use recruta_core::engine::{AskOptions, Engine};
use recruta_native::{Models, NativeError, check_bundle, open_bundle};

use crate::{
    config::Args,
    engine::Loaded,
    info::{Facts, GeneratorFacts},
    start::StartError,
};

/// What will be loaded; made in an instant, from names and the manifest alone.
#[derive(Debug)]
pub struct Plan {
    models: Models,
    bundle: PathBuf,
    generator: Option<Choice>,
    options: AskOptions,
    parallel: usize,
}

/// A generator's file, and whether somebody asked for it by name.
#[derive(Debug)]
struct Choice {
    file: PathBuf,
    is_asked_for: bool,
}

impl Plan {
    /// Finds the files. **Errors.** What is missing, or a bundle of another embedder.
    pub fn new(args: &Args) -> Result<Self, StartError> {
        check_bundle(&args.bundle)?;
        let models = open_models(args)?;
        models.check_retriever()?;
        let generator = choose_generator(args, &models)?;
        let options = AskOptions { max_new_tokens: args.max_new_tokens, ..AskOptions::default() };
        Ok(Self { models, bundle: args.bundle.clone(), generator, options, parallel: args.parallel })
    }

    /// `<id>/<file>` of every model file the catalogue names; none without a catalogue.
    pub fn listed_files(&self) -> Option<BTreeSet<String>> {
        let files: BTreeSet<String> = self.models.catalogue.files().map(str::to_owned).collect();
        (!files.is_empty()).then_some(files)
    }

    /// Reads and verifies bundle, retriever and generator.
    ///
    /// A damaged generator that nobody asked for by name is left out with a warning: answers do without.
    pub fn load(&self) -> Result<Loaded, StartError> {
        let (bundle, manifest_sha256) = open_bundle(&self.bundle)?;
        let mut engine = Engine::new(bundle, Box::new(self.models.load_embedder()?));
        let generator = self.load_generator(&mut engine)?;
        let facts = Facts::of(&engine, &self.options, &manifest_sha256, generator);
        Ok(Loaded { engine, options: self.options.clone(), parallel: self.parallel, facts })
    }

    fn load_generator(&self, engine: &mut Engine) -> Result<Option<GeneratorFacts>, StartError> {
        let Some(choice) = &self.generator else { return Ok(None) };
        match self.models.load_generator(&choice.file, &mut |_, _| {}) {
            Ok(loaded) => {
                engine.set_generator(Some(Box::new(loaded.generator)));
                Ok(Some(GeneratorFacts { id: loaded.id, sha256: loaded.sha256 }))
            }
            Err(error) if choice.is_asked_for => Err(error.into()),
            Err(error) => {
                tracing::warn!(%error, "answers come without prose");
                Ok(None)
            }
        }
    }
}

/// A catalogue that was named must be there; the site's own need not.
fn open_models(args: &Args) -> Result<Models, NativeError> {
    match &args.catalogue {
        Some(file) if !file.is_file() => {
            let source = std::io::ErrorKind::NotFound.into();
            Err(NativeError::Unreadable { path: file.clone(), error: source })
        }
        Some(file) => Models::open(&args.models, file, args.threads),
        None => Models::open(&args.models, &args.site.join("models.json"), args.threads),
    }
}

fn choose_generator(args: &Args, models: &Models) -> Result<Option<Choice>, StartError> {
    match &args.generator {
        Some(file) if file.as_os_str() == "none" => Ok(None),
        Some(file) if !file.is_file() => Err(StartError::GeneratorMissing { file: file.clone() }),
        Some(file) => Ok(Some(Choice { file: file.clone(), is_asked_for: true })),
        None => Ok(models.preferred_generator().map(|file| Choice { file, is_asked_for: false })),
    }
}
