//! Versions as tables.

use recruta_native::registry::{Registry, Version};

use crate::evaluate::markdown::{in_order, shown};

/// Metrics of a version's line.
const COLUMNS: [&str; 4] = ["rouge1", "rougeL", "rougeL_unicode", "bleu"];

/// All versions, the champion marked.
pub fn table(versions: &[Version], registry: &Registry) -> String {
    let champion = registry.champion.as_ref().map(|version| version.version);
    let mut table = format!("{:<9} {:<21} {:<26}", "version", "registered", "run");
    table.push_str(&COLUMNS.map(|name| format!(" {name:>14}")).concat());
    table.push('\n');
    for version in versions {
        let mark = if champion == Some(version.version) { "*" } else { "" };
        let number = format!("{}{mark}", version.version);
        table.push_str(&format!("{number:<9} {:<21} {:<26}", version.created, version.run_id));
        for name in COLUMNS {
            let value = version.metrics.get(name).map_or_else(|| "–".to_owned(), |value| shown(*value));
            table.push_str(&format!(" {value:>14}"));
        }
        table.push_str(if version.forced.is_some() { " forced\n" } else { "\n" });
    }
    table + "* the champion\n"
}

/// All of a version.
pub fn version(version: &Version) -> String {
    let mut text = format!(
        "version {}\nrun {}, evaluated {}, registered {}\n",
        version.version, version.run_id, version.evaluated, version.created
    );
    let hashes = &version.hashes;
    let model = hashes.model.as_deref().unwrap_or("none");
    text.push_str(&format!("model {model}\nbundle {}\nprompt {}\n", hashes.bundle_manifest, hashes.prompt));
    if let Some(forced) = &version.forced {
        text.push_str(&format!("forced: {} ({})\n", forced.reason, forced.failed.join("; ")));
    }
    for (title, pairs) in [("tags", &version.tags), ("parameters", &version.parameters)] {
        text.push_str(&format!("\n{title}\n"));
        for (name, value) in pairs {
            text.push_str(&format!("  {name:<26} {value}\n"));
        }
    }
    text.push_str("\nmetrics\n");
    for name in in_order(version.metrics.keys()) {
        text.push_str(&format!("  {name:<26} {}\n", shown(version.metrics[name])));
    }
    text
}
