//! `recruta register`: a version out of a report.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use anyhow::Result;
use recruta_native::registry::{Forced, Hashes, REGISTRY_FORMAT, Version};

use super::{
    Gates, RegistryError, RegistryPlace,
    store::{Draft, Store},
};
use crate::{
    clock::Moment,
    evaluate::{
        REPORTS, markdown,
        report::{JSON_FILE, Report},
    },
    mlflow::{self, MlflowPlace, mark::Subject},
    output,
};

/// Arguments of `recruta register`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Report of `recruta evaluate`, or its folder [default: the newest in reports/]
    #[arg(long, value_name = "FILE|DIR")]
    pub report: Option<PathBuf>,
    /// Where the registry is.
    #[command(flatten)]
    pub place: RegistryPlace,
    /// What a run must reach
    #[arg(long, value_name = "FILE", default_value = "data/eval/gates.json")]
    pub gates: PathBuf,
    /// Register a run that fails its gates
    #[arg(long, requires = "reason")]
    pub force: bool,
    /// Why it is registered nevertheless; kept with the version
    #[arg(long, value_name = "TEXT", requires = "force", value_parser = reason)]
    pub reason: Option<String>,
    /// Something to say about the version, may be given several times
    #[arg(long = "tag", value_name = "NAME=VALUE", value_parser = tag)]
    pub tags: Vec<(String, String)>,
    /// Leave the champion as it is
    #[arg(long)]
    pub no_promote: bool,
    /// The tracking server.
    #[command(flatten)]
    pub mlflow: MlflowPlace,
    /// Print the version as JSON
    #[arg(long)]
    pub json: bool,
}

fn reason(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() { Err("say why".to_owned()) } else { Ok(text.to_owned()) }
}

fn tag(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => {
            Ok((name.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("give NAME=VALUE".to_owned()),
    }
}

/// Runs the command.
pub fn run(args: &Args) -> Result<()> {
    args.mlflow.check()?;
    let file = report_file(args.report.as_deref())?;
    let report = Report::read(&file)?;
    let gates = Gates::read(&args.gates)?;
    let draft = draft(&report, std::fs::read(&file)?, &gates, args)?;
    let store = Store::new(&args.place.registry);
    let writing = store.write()?;
    let version = writing.add(draft)?;
    if !args.no_promote {
        writing.promote(version.version, Moment::now())?;
        mlflow::champion_changed(store.dir(), args.mlflow.url.as_deref())?;
    }
    drop(writing);
    if args.json {
        output::json(&version)?;
    } else {
        let champion = if args.no_promote { "" } else { ", the champion" };
        println!("version {} of run {}{champion}", version.version, version.run_id);
    }
    let told = [Subject::Version(version.version), Subject::Champion];
    args.mlflow.tell(store.dir(), if args.no_promote { &told[..1] } else { &told })
}

/// The file of the report that was named, or of the newest run.
fn report_file(asked: Option<&Path>) -> Result<PathBuf> {
    let path = match asked {
        Some(path) => path.to_owned(),
        None => newest(Path::new(REPORTS)).ok_or(RegistryError::NoReport)?,
    };
    Ok(if path.is_dir() { path.join(JSON_FILE) } else { path })
}

/// Runs are named by their time.
fn newest(dir: &Path) -> Option<PathBuf> {
    let runs = std::fs::read_dir(dir).ok()?.flatten().map(|entry| entry.path());
    runs.filter(|run| run.join(JSON_FILE).is_file()).max()
}

fn draft(report: &Report, report_json: Vec<u8>, gates: &Gates, args: &Args) -> Result<Draft> {
    let failed = gates.failed(&report.metrics);
    if !failed.is_empty() && !args.force {
        return Err(RegistryError::GateFailed { failed }.into());
    }
    let forced = args.reason.clone().filter(|_| !failed.is_empty()).map(|reason| Forced { reason, failed });
    let needed = |name: &'static str| {
        report.parameter(name).map(str::to_owned).ok_or(RegistryError::Incomplete { missing: name })
    };
    let version = Version {
        format_version: REGISTRY_FORMAT,
        version: 0,
        run_id: report.run_id.clone(),
        created: Moment::now().rfc3339(),
        evaluated: report.created.clone(),
        hashes: Hashes {
            model: report.parameter("generator_sha256").map(str::to_owned),
            bundle_manifest: needed("bundle_manifest_sha256")?,
            prompt: needed("prompt_sha256")?,
        },
        parameters: report.parameters.clone(),
        tags: tags(args),
        metrics: report.metrics.clone(),
        report_sha256: String::new(),
        forced,
    };
    Ok(Draft { version, report_json, report_markdown: markdown::render(report) })
}

fn tags(args: &Args) -> BTreeMap<String, String> {
    args.tags.iter().cloned().collect()
}
