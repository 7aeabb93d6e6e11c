//! The registry of versions, as a server reads it: which version is the champion, and what it measured.
//!
//! `recruta register` writes a registry; its folder has `versions/<number>/version.json` and `registry.json`, which names
//! the champion and is replaced in one step. Nothing here writes.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{NativeError, small_file};

/// The format of the registry's files.
pub const REGISTRY_FORMAT: u32 = 1;

/// Name of the file that names the champion, in the registry's folder and in a site's.
pub const REGISTRY_FILE: &str = "registry.json";

/// An immutable version: `versions/<number>/version.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// [`REGISTRY_FORMAT`].
    pub format_version: u32,
    /// From 1, without gaps.
    pub version: u32,
    /// Run of the evaluation it was registered from.
    pub run_id: String,
    /// When it was registered, UTC.
    pub created: String,
    /// When it was evaluated, UTC.
    pub evaluated: String,
    /// Models, bundle, prompt and budgets.
    pub parameters: BTreeMap<String, String>,
    /// Whatever whoever registered it wanted to say.
    pub tags: BTreeMap<String, String>,
    /// What the evaluation measured.
    pub metrics: BTreeMap<String, f64>,
    /// What it is made of.
    pub hashes: Hashes,
    /// sha256 of the report beside it.
    pub report_sha256: String,
    /// The gates it failed and why it was registered nevertheless.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forced: Option<Forced>,
}

/// sha256 of what a version is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hashes {
    /// The language model's file; none without one.
    pub model: Option<String>,
    /// The bundle's manifest, which names its parts.
    pub bundle_manifest: String,
    /// The wording of prompts.
    pub prompt: String,
}

/// Why a version was registered although it failed gates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forced {
    /// In somebody's words.
    pub reason: String,
    /// The gates, one sentence each.
    pub failed: Vec<String>,
}

/// `registry.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Registry {
    /// [`REGISTRY_FORMAT`].
    pub format_version: u32,
    /// The version that is in use.
    pub champion: Option<Version>,
    /// Who was champion since when, oldest first; the last is the present one.
    pub history: Vec<Reign>,
}

/// A version's time as champion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reign {
    /// The version.
    pub version: u32,
    /// Since when, UTC.
    pub since: String,
}

impl Default for Registry {
    fn default() -> Self {
        Self { format_version: REGISTRY_FORMAT, champion: None, history: Vec::new() }
    }
}

impl Registry {
    /// Reads the registry of a folder; empty when there is none.
    pub fn read(dir: &Path) -> Result<Self, NativeError> {
        let file = dir.join(REGISTRY_FILE);
        if !file.is_file() {
            return Ok(Self::default());
        }
        let damaged = |detail: String| NativeError::RegistryDamaged { file: file.clone(), detail };
        let registry: Self =
            serde_json::from_slice(&small_file(&file)?).map_err(|error| damaged(error.to_string()))?;
        if registry.format_version != REGISTRY_FORMAT {
            return Err(damaged(format!("it is of format {}", registry.format_version)));
        }
        Ok(registry)
    }
}

impl Version {
    /// Reads a version's file.
    pub fn read(file: &Path) -> Result<Self, NativeError> {
        serde_json::from_slice(&small_file(file)?).map_err(|error| NativeError::RegistryDamaged {
            file: file.to_owned(),
            detail: error.to_string(),
        })
    }

    /// Folder of a version.
    pub fn dir(registry: &Path, version: u32) -> PathBuf {
        registry.join("versions").join(version.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_registry_is_an_empty_one_and_a_damaged_one_is_named() {
        let dir = std::env::temp_dir().join(format!("recruta-registry-{}", std::process::id()));
        std::fs::create_dir_all(&dir).expect("a folder");
        assert_eq!(Registry::read(&dir).expect("empty"), Registry::default());
        for damaged in ["{", r#"{"format_version": 9, "champion": null, "history": []}"#] {
            std::fs::write(dir.join(REGISTRY_FILE), damaged).expect("written");
            let error = Registry::read(&dir).expect_err("damaged");
            assert!(error.to_string().contains(REGISTRY_FILE), "{error}");
        }
        std::fs::remove_dir_all(&dir).expect("removed");
    }
}
