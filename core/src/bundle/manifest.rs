//! The manifest: versions, hashes, and what the bundle was made with.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    Error, Result,
    embed::minilm,
    hash::sha256_hex,
    text::{SAME_CHUNKS, TEXT_RULES},
};

/// The format this engine writes.
pub const FORMAT_VERSION: u32 = 2;

/// The oldest format it still reads.
pub const OLDEST_FORMAT_VERSION: u32 = 1;

/// No part of a bundle is larger: 100,000 passages of 384 f32, as version 1 has them, are 154 MB.
pub const MAX_PART_BYTES: u64 = 512 << 20;

/// Names of the parts.
pub mod part {
    /// The manifest itself.
    pub const MANIFEST: &str = "manifest.json";
    /// `[Passage]`.
    pub const PASSAGES: &str = "passages.json";
    /// `[Profile]`.
    pub const PROFILES: &str = "profiles.json";
    /// `[Vacancy]`.
    pub const VACANCIES: &str = "vacancies.json";
    /// Tensor `embeddings`, f16 `[n_passages, dimension]`, rows of unit length.
    pub const EMBEDDINGS: &str = "embeddings.safetensors";
    /// Candidacies by situation ([`crate::insight::FunnelPart`]). Optional: bundles made before it are read without.
    pub const INSIGHT: &str = "insight.json";
    /// All but the manifest.
    pub const ALL: [&str; 5] = [PASSAGES, PROFILES, VACANCIES, EMBEDDINGS, INSIGHT];
    /// Those that a bundle may lack.
    pub const OPTIONAL: [&str; 1] = [INSIGHT];
}

/// How token vectors become one vector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pooling {
    /// Mean over the tokens the attention mask keeps.
    Mean,
}

/// What made the embeddings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmbedderId {
    /// Catalogue id.
    pub id: String,
    /// sha256 of the weights file.
    pub sha256: String,
    /// Length of a vector.
    pub dimension: usize,
    /// Pooling.
    pub pooling: Pooling,
    /// Texts are cut to so many word pieces.
    pub max_word_pieces: usize,
}

/// Size and hash of a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartEntry {
    /// Exact size.
    pub size_bytes: u64,
    /// Lower-case hex.
    pub sha256: String,
}

impl PartEntry {
    /// Checks that `bytes` are the part.
    pub fn verify(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let corrupt = |detail: String| Err(Error::BundleCorrupt { part: name.to_owned(), detail });
        if bytes.len() as u64 != self.size_bytes {
            return corrupt(format!("{} bytes, expected {}", bytes.len(), self.size_bytes));
        }
        let sha256 = sha256_hex(bytes);
        if sha256 != self.sha256 {
            return corrupt(format!("sha256 {sha256}, expected {}", self.sha256));
        }
        Ok(())
    }
}

/// From which confidence on a passage is evidence, and how that was found out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Threshold {
    /// The confidence, 0 to 1.
    pub confidence: f32,
    /// Questions the bundle answers that it was fitted on.
    pub n_answerable: usize,
    /// Questions it does not.
    pub n_unanswerable: usize,
    /// sha256 of these questions, a line each.
    pub questions_sha256: String,
}

/// `manifest.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT_VERSION`] at the time.
    pub format_version: u32,
    /// What made the embeddings.
    pub embedder: EmbedderId,
    /// [`TEXT_RULES`] at the time.
    pub text_rules: String,
    /// Version of the rules that took out personal data; empty in bundles made before it was recorded.
    #[serde(default)]
    pub redaction_rules: String,
    /// Outcomes that count as hired, as the export spells them.
    pub approved_statuses: Vec<String>,
    /// sha256 of the exports, by name.
    pub inputs: BTreeMap<String, String>,
    /// Counts for people: passages, profiles, vacancies, approved pairs.
    pub counts: BTreeMap<String, usize>,
    /// The parts.
    pub parts: BTreeMap<String, PartEntry>,
    /// From which confidence on a passage is evidence; a bundle without it has [`crate::retrieve::THRESHOLD`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<Threshold>,
}

impl Manifest {
    /// Reads a manifest; checks nothing but its shape and version.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let corrupt = |detail: String| Error::BundleCorrupt { part: part::MANIFEST.to_owned(), detail };
        let value: serde_json::Value =
            serde_json::from_slice(bytes).map_err(|error| corrupt(error.to_string()))?;
        let version = value.get("format_version").and_then(serde_json::Value::as_u64);
        let readable = u64::from(OLDEST_FORMAT_VERSION)..=u64::from(FORMAT_VERSION);
        if let Some(version) = version.filter(|version| !readable.contains(version)) {
            return Err(incompatible("format_version", &FORMAT_VERSION, &version));
        }
        let manifest: Self = serde_json::from_value(value).map_err(|error| corrupt(error.to_string()))?;
        let threshold = manifest.threshold.as_ref().map(|threshold| threshold.confidence);
        if let Some(threshold) = threshold.filter(|threshold| !(0.0..=1.0).contains(threshold)) {
            return Err(corrupt(format!("a threshold of {threshold}")));
        }
        Ok(manifest)
    }

    /// The file form: JSON for people, with a line end.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self).map_err(Error::internal)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// Whether this engine can search the bundle: same embedder, dimension, pooling and text rules.
    pub fn check_compatible(&self) -> Result<()> {
        let (want, got) = (minilm::embedder_id(), &self.embedder);
        if want.id != got.id {
            return Err(incompatible("embedder", &want.id, &got.id));
        }
        if want.sha256 != got.sha256 {
            return Err(incompatible("embedder sha256", &want.sha256, &got.sha256));
        }
        if want.dimension != got.dimension {
            return Err(incompatible("dimension", &want.dimension, &got.dimension));
        }
        if want.max_word_pieces != got.max_word_pieces {
            return Err(incompatible("max_word_pieces", &want.max_word_pieces, &got.max_word_pieces));
        }
        if self.text_rules != TEXT_RULES && !SAME_CHUNKS.contains(&self.text_rules.as_str()) {
            return Err(incompatible("text_rules", &TEXT_RULES, &self.text_rules));
        }
        Ok(())
    }

    /// The entry of a part, within [`MAX_PART_BYTES`].
    pub fn part(&self, name: &str) -> Result<&PartEntry> {
        let corrupt =
            |detail: &str| Error::BundleCorrupt { part: name.to_owned(), detail: detail.to_owned() };
        let entry = self.parts.get(name).ok_or_else(|| corrupt("not in the manifest"))?;
        if entry.size_bytes > MAX_PART_BYTES {
            return Err(corrupt("larger than any bundle may be"));
        }
        Ok(entry)
    }
}

fn incompatible(field: &'static str, expected: &dyn ToString, got: &dyn ToString) -> Error {
    Error::BundleIncompatible { field, expected: expected.to_string(), got: got.to_string() }
}
