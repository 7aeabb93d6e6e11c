//! What a run must reach to be registered.

use std::{collections::BTreeMap, path::Path};

use serde::Deserialize;

use super::RegistryError;

/// Least and largest values of metrics. A metric that was not measured fails.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gates {
    /// What a metric must reach.
    #[serde(default)]
    pub minimum: BTreeMap<String, f64>,
    /// What a metric must not exceed.
    #[serde(default)]
    pub maximum: BTreeMap<String, f64>,
}

impl Gates {
    /// Reads `data/eval/gates.json` or another such file.
    pub fn read(file: &Path) -> Result<Self, RegistryError> {
        let bad = |detail: String| RegistryError::BadGates { file: file.to_owned(), detail };
        let bytes = std::fs::read(file).map_err(|error| bad(error.to_string()))?;
        serde_json::from_slice(&bytes).map_err(|error| bad(error.to_string()))
    }

    /// A sentence for each gate that a run fails.
    pub fn failed(&self, metrics: &BTreeMap<String, f64>) -> Vec<String> {
        let low = self.minimum.iter().filter_map(|(name, least)| match metrics.get(name) {
            Some(value) if value >= least => None,
            Some(value) => Some(format!("{name} is {value:.4}, at least {least} is needed")),
            None => Some(format!("{name} was not measured, at least {least} is needed")),
        });
        let high = self.maximum.iter().filter_map(|(name, most)| match metrics.get(name) {
            Some(value) if value <= most => None,
            Some(value) => Some(format!("{name} is {value:.4}, at most {most} is allowed")),
            None => Some(format!("{name} was not measured, at most {most} is allowed")),
        });
        low.chain(high).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_passes_when_every_metric_is_there_and_within() {
        let gates: Gates = serde_json::from_str(
            r#"{"minimum": {"rougeL": 0.2, "bleu": 1}, "maximum": {"latency_ms_p95": 9}}"#,
        )
        .expect("gates");
        let of =
            |pairs: &[(&str, f64)]| pairs.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect();
        assert!(gates.failed(&of(&[("rougeL", 0.2), ("bleu", 2.0), ("latency_ms_p95", 9.0)])).is_empty());
        let failed = gates.failed(&of(&[("rougeL", 0.1), ("latency_ms_p95", 10.0)]));
        assert_eq!(failed.len(), 3, "{failed:?}");
        assert!(serde_json::from_str::<Gates>(r#"{"minimun": {}}"#).is_err());
    }
}
