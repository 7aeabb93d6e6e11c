//! What a run read, kept, removed and found odd.

use std::{collections::BTreeMap, fmt::Write as _};

use recruta_core::bundle::{BundleBuilder, BundleParts, Manifest, part};
use serde::Serialize;

use super::read::Exports;
use crate::{
    clean::Removed,
    source::{StatusSet, Warnings},
};

/// Name of the report beside the bundle's files.
pub(super) const FILE: &str = "ingest-report.json";

/// The report. It holds counts, codes and field names, never a value of the exports.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The exports.
    pub inputs: BTreeMap<&'static str, InputReport>,
    /// Rows of the prospects file.
    pub n_rows: usize,
    /// What became of the rows, by known situation; others under `?`.
    pub by_status: BTreeMap<String, StatusReport>,
    /// Situations that count as hired.
    pub approved_statuses: Vec<String>,
    /// Approved pairs, profiles, vacancies, passages: the manifest's counts.
    pub counts: BTreeMap<String, usize>,
    /// Bytes of the bundle.
    pub size_bytes: u64,
    /// Removals by kind.
    pub removed: Removed,
    /// Oddities by kind.
    pub warnings: Warnings,
}

/// What became of the rows of one situation. Every row is in one of the four numbers after the first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct StatusReport {
    /// Rows read.
    pub n_rows: usize,
    /// Pairs of vacancy and applicant that are in the bundle.
    pub n_kept: usize,
    /// Left out: the situation does not count as hired.
    pub n_not_hired: usize,
    /// Left out: the pair stands in another row already, or the row names no applicant.
    pub n_repeated: usize,
    /// Left out: the applicants file does not have the applicant.
    pub n_unknown_applicant: usize,
}

/// One export.
#[derive(Debug, Clone, Serialize)]
pub struct InputReport {
    /// Records.
    pub n_records: usize,
    /// Size.
    pub size_bytes: u64,
    /// Hash.
    pub sha256: String,
}

impl Report {
    pub(super) fn of(exports: &Exports, approved: &StatusSet) -> Self {
        let inputs = exports.files.iter().map(|(name, facts)| {
            let (n_records, size_bytes) = (facts.n_records, facts.size_bytes);
            (*name, InputReport { n_records, size_bytes, sha256: facts.sha256.clone() })
        });
        Self {
            inputs: inputs.collect(),
            n_rows: exports.prospects.n_rows,
            by_status: by_status(exports, approved),
            approved_statuses: approved.names(),
            counts: BTreeMap::new(),
            size_bytes: 0,
            removed: Removed::default(),
            warnings: exports.warnings.clone(),
        }
    }

    /// Moves a pair of that situation from the kept to those whose applicant is not known.
    pub(super) fn leave_out(&mut self, status: &str) {
        let of = self.by_status.iter_mut().find(|(known, _)| same(status, known));
        if let Some((_, of)) = of {
            of.n_kept = of.n_kept.saturating_sub(1);
            of.n_unknown_applicant += 1;
        }
    }

    /// Takes counts from what would become the parts.
    pub(super) fn count_builder(&mut self, builder: &BundleBuilder) {
        self.counts = builder.counts();
    }

    /// Takes sizes and counts from the finished parts.
    pub(super) fn count(&mut self, parts: &BundleParts) {
        self.size_bytes = parts.iter().map(|(_, bytes)| bytes.len() as u64).sum();
        let manifest = parts.iter().find(|(name, _)| name == part::MANIFEST);
        let manifest = manifest.and_then(|(_, bytes)| Manifest::parse(bytes).ok());
        self.counts = manifest.map(|manifest| manifest.counts).unwrap_or_default();
    }

    /// The report for a terminal.
    pub fn table(&self) -> String {
        let mut table = String::new();
        for (name, input) in &self.inputs {
            let megabytes = input.size_bytes as f64 / 1e6;
            let _ = writeln!(
                table,
                "{:<10} {:<16} {:>7} records {megabytes:>9.1} MB",
                "read", name, input.n_records
            );
        }
        let _ = writeln!(table, "{:<10} {:<16} {:>7}", "", "prospect rows", self.n_rows);
        for (at, name) in ["approved_pairs", "profiles", "vacancies", "passages"].into_iter().enumerate() {
            let count = self.counts.get(name).copied().unwrap_or(0);
            let _ = writeln!(
                table,
                "{:<10} {:<16} {count:>7}",
                if at == 0 { "kept" } else { "" },
                name.replace('_', " ")
            );
        }
        self.status_lines(&mut table);
        let _ = writeln!(table, "{:<10} {:<16} {:>7}", "removed", "personal data", self.removed.total());
        for (at, (warning, tally)) in self.warnings.iter().enumerate() {
            let label = if at == 0 { "odd" } else { "" };
            let _ = writeln!(
                table,
                "{label:<10} {:>7} × {}, first: {}",
                tally.count,
                warning.describe(),
                tally.first[0]
            );
        }
        if self.size_bytes > 0 {
            let _ = writeln!(table, "{:<10} {:.1} MB", "bundle", self.size_bytes as f64 / 1e6);
        }
        table
    }

    fn status_lines(&self, table: &mut String) {
        let columns = ["rows", "kept", "not hired", "repeated", "no applicant"];
        let [rows, kept, not_hired, repeated, unknown] = columns;
        let _ = writeln!(
            table,
            "{:<10} {:<30} {rows:>7} {kept:>7} {not_hired:>10} {repeated:>9} {unknown:>13}",
            "situations", ""
        );
        for (status, of) in &self.by_status {
            let StatusReport { n_rows, n_kept, n_not_hired, n_repeated, n_unknown_applicant } = of;
            let _ = writeln!(
                table,
                "{:<10} {status:<30} {n_rows:>7} {n_kept:>7} {n_not_hired:>10} {n_repeated:>9} {n_unknown_applicant:>13}",
                ""
            );
        }
    }
}

/// Rows by situation; what does not count as hired is left out for that, what counts is kept once a pair.
fn by_status(exports: &Exports, approved: &StatusSet) -> BTreeMap<String, StatusReport> {
    let mut reports = BTreeMap::new();
    for (status, n_rows) in &exports.prospects.n_by_status {
        let of = exports.prospects.approved.iter().filter(|pair| same(&pair.status, status));
        let n_kept = of.count();
        let is_hired = approved.find(status).is_some();
        let n_left = n_rows.saturating_sub(n_kept);
        let (n_repeated, n_not_hired) = if is_hired { (n_left, 0) } else { (0, n_left) };
        let report =
            StatusReport { n_rows: *n_rows, n_kept, n_not_hired, n_repeated, n_unknown_applicant: 0 };
        reports.insert(status.clone(), report);
    }
    reports
}

/// Situations are compared as the approved set compares them.
fn same(one: &str, other: &str) -> bool {
    StatusSet::of(&[one]).find(other).is_some()
}
