//! The manifest: versions, hashes, and what the bundle was made with.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Error, Result, embed::minilm, hash::sha256_hex, text::TEXT_RULES};

/// The format this engine reads and writes.
pub const FORMAT_VERSION: u32 = 1;

/// No part of a bundle is larger: 100,000 passages of 384 f32 are 154 MB.
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
    /// Tensor `embeddings`, f32 `[n_passages, dimension]`, rows of unit length.
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

/// `manifest.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT_VERSION`].
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
}

impl Manifest {
    /// Reads a manifest; checks nothing but its shape and version.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let corrupt = |detail: String| Error::BundleCorrupt { part: part::MANIFEST.to_owned(), detail };
        let value: serde_json::Value =
            serde_json::from_slice(bytes).map_err(|error| corrupt(error.to_string()))?;
        let version = value.get("format_version").and_then(serde_json::Value::as_u64);
        if let Some(version) = version.filter(|version| *version != u64::from(FORMAT_VERSION)) {
            return Err(incompatible("format_version", &FORMAT_VERSION, &version));
        }
        serde_json::from_value(value).map_err(|error| corrupt(error.to_string()))
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
        if self.text_rules != TEXT_RULES {
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
