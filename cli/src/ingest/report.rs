//! What a run read, kept, removed and found odd.

use std::{collections::BTreeMap, fmt::Write as _};

use recruta_core::bundle::{BundleParts, Manifest, part};
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
    /// Rows by known situation; others under `?`.
    pub rows_by_status: BTreeMap<String, usize>,
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
            rows_by_status: exports.prospects.n_by_status.clone(),
            approved_statuses: approved.names(),
            counts: BTreeMap::new(),
            size_bytes: 0,
            removed: Removed::default(),
            warnings: exports.warnings.clone(),
        }
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
        let _ = writeln!(table, "{:<10} {:.1} MB", "bundle", self.size_bytes as f64 / 1e6);
        table
    }
}
