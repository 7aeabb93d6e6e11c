//! What the service worker keeps for working offline: every file of the site, never the model weights.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::json;

use super::boot::hash8;
use crate::stamp::files_under;

/// What the service worker says in place of its version until it is stamped.
const PLACEHOLDER: &str = "__BUILD__";

/// Writes `precache.json` and stamps the version into `sw.js`.
pub fn write(site: &Path) -> Result<()> {
    let contents = contents(site)?;
    let version = version(&contents);
    let urls: Vec<_> = contents.keys().filter(|url| *url != "/sw.js").collect();
    let list = serde_json::to_vec_pretty(&json!({ "version": version, "urls": urls }))?;
    fs::write(site.join("precache.json"), list)
        .context("precache.json cannot be written; free some space")?;
    stamp_worker(&site.join("sw.js"), &version)
}

/// The site's files by URL, each with the hash of its content.
fn contents(site: &Path) -> Result<BTreeMap<String, String>> {
    let mut contents = BTreeMap::new();
    for file in files_under(site)? {
        let name = file.strip_prefix(site)?.to_string_lossy().replace('\\', "/");
        if name != "precache.json" && !name.starts_with("models/") {
            contents.insert(url_of(&name), hash8(fs::read(&file)?));
        }
    }
    Ok(contents)
}

/// The page has one URL, the one it is opened by.
fn url_of(name: &str) -> String {
    match name {
        "index.html" => "/".to_owned(),
        name => format!("/{name}"),
    }
}

fn version(contents: &BTreeMap<String, String>) -> String {
    let all = contents.iter().fold(String::new(), |all, (url, hash)| format!("{all}{url} {hash}\n"));
    hash8(all)
}

fn stamp_worker(worker: &Path, version: &str) -> Result<()> {
    let script = fs::read_to_string(worker).context("static/sw.js is missing; restore it from git")?;
    fs::write(worker, script.replace(PLACEHOLDER, version))
        .context("sw.js cannot be written; free some space")
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn precache_of(files: &[(&str, &str)]) -> (Value, String) {
        let dir = tempfile::tempdir().unwrap();
        for (name, content) in files {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        write(dir.path()).unwrap();
        let list = serde_json::from_slice(&fs::read(dir.path().join("precache.json")).unwrap()).unwrap();
        (list, fs::read_to_string(dir.path().join("sw.js")).unwrap())
    }

    #[test]
    fn the_list_holds_the_site_without_worker_and_weights() {
        let (list, worker) = precache_of(&[
            ("index.html", "<p>"),
            ("sw.js", "const build = '__BUILD__';"),
            ("engine-1/a.wasm", "w"),
            ("engine.json", "{}"),
            ("models/m/w.gguf", "weights"),
            ("bundle/manifest.json", "{}"),
        ]);
        assert_eq!(list["urls"], json!(["/", "/bundle/manifest.json", "/engine-1/a.wasm", "/engine.json"]));
        assert_eq!(worker, format!("const build = '{}';", list["version"].as_str().unwrap()));
    }

    #[test]
    fn the_version_changes_with_any_content() {
        let version = |content: &str| {
            let files = [("index.html", "<p>"), ("sw.js", "s"), ("bundle/passages", content)];
            precache_of(&files).0["version"].clone()
        };
        assert_eq!(version("a"), version("a"));
        assert_ne!(version("a"), version("b"));
    }
}
