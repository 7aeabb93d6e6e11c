//! Reading the three exports, in the order in which each says what is needed of the next.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    path::Path,
};

use indicatif::{ProgressBar, ProgressState, ProgressStyle};

use super::Args;
use crate::source::{
    Applicants, FileFacts, Prospects, SourceError, StatusSet, Vacancies, Warning, Warnings, read_applicants,
    read_prospects, read_vacancies,
};

/// What the exports say about approved pairs.
pub(super) struct Exports {
    pub prospects: Prospects,
    pub vacancies: Vacancies,
    pub applicants: Applicants,
    /// By the name the export usually has.
    pub files: BTreeMap<&'static str, FileFacts>,
    pub warnings: Warnings,
}

impl Exports {
    /// sha256 of the exports, for the manifest.
    pub fn hashes(&self) -> BTreeMap<String, String> {
        self.files.iter().map(|(name, facts)| ((*name).to_owned(), facts.sha256.clone())).collect()
    }
}

/// Reads prospects, then the vacancies and applicants its approved pairs name.
pub(super) fn read(args: &Args, approved: &StatusSet) -> Result<Exports, SourceError> {
    let mut warnings = Warnings::default();
    let bar = file_bar(&args.prospects);
    let (prospects, of_prospects) =
        read_prospects(&args.prospects, approved, &mut warnings, &mut |bytes| bar.set_position(bytes))?;
    bar.finish_and_clear();
    check_approved(&prospects, approved, &mut warnings)?;

    let needed = prospects.approved.iter().map(|pair| pair.vacancy.clone()).collect();
    let bar = file_bar(&args.vagas);
    let (vacancies, of_vacancies) =
        read_vacancies(&args.vagas, &needed, &mut warnings, &mut |bytes| bar.set_position(bytes))?;
    bar.finish_and_clear();

    let needed: BTreeSet<String> = prospects.approved.iter().map(|pair| pair.applicant.clone()).collect();
    let bar = file_bar(&args.applicants);
    let (applicants, of_applicants) =
        read_applicants(&args.applicants, &needed, &mut warnings, &mut |bytes| bar.set_position(bytes))?;
    bar.finish_and_clear();
    if applicants.is_empty() {
        return Err(SourceError::NoApplicants {
            file: args.applicants.display().to_string(),
            n_applicants: needed.len(),
        });
    }

    let files = BTreeMap::from([
        ("prospects.json", of_prospects),
        ("vagas.json", of_vacancies),
        ("applicants.json", of_applicants),
    ]);
    Ok(Exports { prospects, vacancies, applicants, files, warnings })
}

fn check_approved(
    prospects: &Prospects,
    approved: &StatusSet,
    warnings: &mut Warnings,
) -> Result<(), SourceError> {
    if prospects.approved.is_empty() {
        let found = prospects.n_by_status.iter().map(|(status, n)| format!("{status} {n}"));
        return Err(SourceError::NoApprovedPairs {
            n_rows: prospects.n_rows,
            approved: approved.names().join(", "),
            found: found.collect::<Vec<_>>().join(", "),
        });
    }
    let used: HashSet<&str> = prospects.approved.iter().map(|pair| pair.status.as_str()).collect();
    for status in approved.names().iter().filter(|status| !used.contains(status.as_str())) {
        warnings.add(Warning::UnusedStatus, || format!("--approved > {status}"));
    }
    Ok(())
}

fn file_bar(path: &Path) -> ProgressBar {
    let size = std::fs::metadata(path).map_or(0, |facts| facts.len());
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    bar(size, &name, "{bytes}/{total_bytes} · {bytes_per_sec} · {eta} left")
}

/// A bar on stderr; hidden where stderr is no terminal.
pub(super) fn bar(length: u64, what: &str, counts: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(&format!("{{msg:<16}} {{wide_bar}} {counts}"));
    let rate = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        // What cannot be written to the terminal is not shown.
        let _ = write!(out, "{:.1} a second", state.per_sec());
    };
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar()).with_key("rate", rate);
    ProgressBar::new(length).with_style(style).with_message(what.to_owned())
}
