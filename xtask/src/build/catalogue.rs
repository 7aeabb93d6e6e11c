//! The catalogue as the page sees it: which models this server has, and where.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use crate::models::Verified;

/// Adds `available` to every model and `url` to every file; fills in the size and sha256 of derived files that are
/// not pinned.
pub fn publish(catalogue: &str, models: &Path) -> Result<Value> {
    let mut catalogue: Value = serde_json::from_str(catalogue)?;
    let list = catalogue.get_mut("models").and_then(Value::as_array_mut);
    for model in list.context("static/models.json has no models; restore it from git")? {
        let id = model["id"].as_str().unwrap_or_default().to_owned();
        let mut available = true;
        for file in model["files"].as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
            available &= publish_file(file, &id, models)?;
        }
        model["available"] = json!(available);
    }
    Ok(catalogue)
}

fn publish_file(file: &mut Map<String, Value>, id: &str, models: &Path) -> Result<bool> {
    let name = file.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    file.insert("url".to_owned(), json!(format!("/models/{id}/{name}")));
    let folder = models.join(id);
    let path = folder.join(&name);
    if !path.is_file() {
        return Ok(false);
    }
    let sha256 = Verified::load(&folder).sha256(&name)?;
    if let Some(pinned) = file.get("sha256").and_then(Value::as_str) {
        return Ok(pinned == sha256);
    }
    file.insert("sha256".to_owned(), json!(sha256));
    file.insert("bytes".to_owned(), json!(path.metadata()?.len()));
    Ok(true)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const SHA_OF_ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn published(sha256: &Value, content: Option<&str>) -> Value {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("m")).unwrap();
        if let Some(content) = content {
            fs::write(dir.path().join("m/w.gguf"), content).unwrap();
        }
        let file = json!({"name": "w.gguf", "bytes": null, "sha256": sha256});
        let catalogue = json!({"models": [{"id": "m", "files": [file]}]}).to_string();
        publish(&catalogue, dir.path()).unwrap()["models"][0].clone()
    }

    #[test]
    fn a_model_is_available_only_with_its_pinned_files() {
        assert_eq!(published(&json!(SHA_OF_ABC), Some("abc"))["available"], true);
        assert_eq!(published(&json!(SHA_OF_ABC), Some("abd"))["available"], false);
        let absent = published(&json!(SHA_OF_ABC), None);
        assert_eq!(absent["available"], false);
        assert_eq!(absent["files"][0]["url"], "/models/m/w.gguf");
    }

    #[test]
    fn a_file_that_is_not_pinned_is_described_as_it_is() {
        let model = published(&Value::Null, Some("abc"));
        assert_eq!(model["files"][0]["sha256"], SHA_OF_ABC);
        assert_eq!(model["files"][0]["bytes"], 3);
    }
}
