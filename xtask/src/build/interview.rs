//! The interviewer's knowledge as the page gets it: one JSON object of the files of `data/interview`, by path.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::stamp::files_under;

/// Rubric, competencies and questions; what describes them is left out.
pub fn pack(folder: &Path) -> Result<String> {
    let mut files = BTreeMap::new();
    for file in files_under(folder)? {
        let name = file.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        if file.extension().is_none_or(|extension| extension != "md") {
            let text = fs::read_to_string(&file)
                .with_context(|| format!("data/interview/{name} cannot be read; restore it from git"))?;
            files.insert(name, text);
        }
    }
    Ok(serde_json::to_string(&files)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_holds_the_data_by_path_and_no_description() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("bank")).unwrap();
        for (name, text) in [("rubric.json", "{}"), ("bank/java.jsonl", "{\"id\":1}"), ("README.md", "#")] {
            fs::write(dir.path().join(name), text).unwrap();
        }
        let packed: BTreeMap<String, String> = serde_json::from_str(&pack(dir.path()).unwrap()).unwrap();
        assert_eq!(packed.keys().collect::<Vec<_>>(), ["bank/java.jsonl", "rubric.json"]);
        assert_eq!(packed["bank/java.jsonl"], "{\"id\":1}");
    }
}
