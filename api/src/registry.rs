//! `/registry.json`: which registered version is in use, as far as the page shows it. The file holds more.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The registry.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RegistryBody {
    /// The version in use; none before one was registered.
    pub champion: Option<ChampionBody>,
}

/// A registered version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChampionBody {
    /// Its number.
    pub version: u32,
    /// Run it was evaluated in.
    pub run_id: String,
    /// When that was: `2026-01-31T08:05:09Z`.
    pub evaluated: String,
    /// What was measured: `rouge1`, `bleu`, `n_questions` and more.
    pub metrics: BTreeMap<String, f64>,
}
