//! `recruta insight`: what a group of hired people shares, in numbers. Needs a bundle and no model.

use std::{fmt::Write as _, path::PathBuf};

use recruta_api::insight::InsightBody;
use recruta_core::{
    family::{Family, Level},
    insight::{Breakdown, Funnel, Insight, Panorama, Selection, Share, disclosure::MIN_GROUP},
    text::Language,
};
use recruta_native::open_bundle;

use crate::output;

/// Arguments of `recruta insight`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Family of work, such as java, dados or sap; all of them unless given
    #[arg(long, value_parser = family)]
    pub family: Option<Family>,
    /// Level, such as junior, pleno or senior; all of them unless given
    #[arg(long, value_parser = level)]
    pub level: Option<Level>,
    /// Folder of the bundle
    #[arg(long, default_value = "target/sample-bundle", env = "RECRUTA_BUNDLE")]
    pub bundle: PathBuf,
    /// Print everything as one JSON object
    #[arg(long)]
    pub json: bool,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let (bundle, _) = open_bundle(&args.bundle)?;
    let panorama = Panorama::of(&bundle);
    if args.json {
        return output::json(&InsightBody::of(&panorama, args.family, args.level));
    }
    let selection = Selection { family: args.family, level: args.level, skills: Vec::new() };
    print!("{}", table(&panorama, &selection));
    Ok(())
}

fn family(id: &str) -> Result<Family, String> {
    Family::from_id(id).ok_or_else(|| format!("there are {}", Family::ALL.map(Family::id).join(", ")))
}

fn level(id: &str) -> Result<Level, String> {
    Level::from_id(id).ok_or_else(|| format!("there are {}", Level::ALL.map(Level::id).join(", ")))
}

/// The numbers for a terminal.
fn table(panorama: &Panorama, selection: &Selection) -> String {
    let mut table = String::new();
    match panorama.insight(selection) {
        Some(insight) => group(&mut table, &insight),
        None => too_few(&mut table, panorama, selection),
    }
    if let Some(funnel) = panorama.funnel(selection) {
        self::funnel(&mut table, &funnel);
    }
    table
}

fn group(table: &mut String, insight: &Insight) {
    let _ = writeln!(table, "{} hired profiles", insight.n_profiles);
    shares(table, "skills", &insight.skills, insight.n_profiles);
    for (name, breakdown) in [
        ("English", &insight.english),
        ("Spanish", &insight.spanish),
        ("education", &insight.education),
        ("contract", &insight.contracts),
    ] {
        let Breakdown { n_known, shares: list, has_hidden } = breakdown;
        shares(table, name, list, *n_known);
        if *has_hidden {
            let label = if list.is_empty() { name } else { "" };
            let _ = writeln!(
                table,
                "{label:<10} (values of fewer than {MIN_GROUP} people, or that would tell of them, are left out)"
            );
        }
    }
}

fn shares(table: &mut String, name: &str, shares: &[Share], n: usize) {
    for (at, share) in shares.iter().enumerate() {
        let label = if at == 0 { name } else { "" };
        let _ = writeln!(table, "{label:<10} {:<40} {:>6} of {n}", share.name, share.count);
    }
}

fn too_few(table: &mut String, panorama: &Panorama, selection: &Selection) {
    let _ = writeln!(table, "too few people to tell of this group without telling of fewer than {MIN_GROUP}");
    let families: Vec<String> = panorama
        .families(selection.level)
        .iter()
        .map(|one| format!("{} ({})", one.value.id(), one.n_profiles))
        .collect();
    let levels: Vec<String> = panorama
        .levels(selection.family)
        .iter()
        .map(|one| format!("{} ({})", one.value.id(), one.n_profiles))
        .collect();
    for (name, list) in [("families", families), ("levels", levels)] {
        if !list.is_empty() {
            let _ = writeln!(table, "{name:<10} {}", list.join(", "));
        }
    }
}

fn funnel(table: &mut String, funnel: &Funnel) {
    let group = match (funnel.family, funnel.level) {
        (Some(family), _) => format!(" for {}", family.label(Language::En)),
        (None, Some(level)) => format!(" at level {}", level.label(Language::En)),
        (None, None) => String::new(),
    };
    let _ = writeln!(table, "\n{} candidacies{group}, hired or not; got at least to", funnel.n_rows);
    for stage in &funnel.stages {
        let at_least = if stage.is_lower_bound { ">=" } else { "" };
        let count = format!("{at_least}{}", stage.count);
        let _ = writeln!(
            table,
            "{:<10} {:<40} {count:>6} of {}",
            "",
            stage.stage.label(Language::En),
            funnel.n_rows
        );
    }
    let _ = writeln!(table, "last situation on record");
    for cell in &funnel.cells {
        let count = cell.count.map_or_else(|| "-".to_owned(), |count| count.to_string());
        let _ = writeln!(table, "{:<10} {:<40} {count:>6}", "", cell.status);
    }
}
