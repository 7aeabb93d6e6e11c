//! The site folder: page, engine, static assets, sample bundle and catalogue, as the server hands them out.
//!
//! Names that carry a hash of their content never change and may be cached for ever (`engine-<hash8>/`, trunk's files,
//! `boot-<hash8>.js`); all other names must be asked for again. `engine.json` says which engine folder is current.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::{boot, catalogue, interview, precache};
use crate::paths::Paths;
use crate::stamp::{Fingerprint, files_under, unless_fresh};
use crate::step::say;

/// Puts the site together in `target/site` when one of its parts has changed.
pub fn assemble(paths: &Paths) -> Result<()> {
    let catalogue = fs::read_to_string(paths.catalogue())
        .context("static/models.json is missing; restore it from git")?;
    let catalogue = serde_json::to_string_pretty(&catalogue::publish(&catalogue, &paths.models())?)?;
    let interview = paths.root.join("data/interview");
    let parts = [paths.page(), paths.engine(), paths.root.join("static"), paths.sample_bundle(), interview];
    let registry = registry(paths)?;
    let mut inputs = Fingerprint::default().text(&catalogue).text(&registry);
    for part in &parts {
        if !part.is_dir() {
            bail!("{} is missing; run `cargo xtask build`", part.display());
        }
        inputs = inputs.path(part)?;
    }
    let site = paths.site();
    unless_fresh(paths, "site", inputs, &site, || {
        say("site", "assembling target/site");
        let next = paths.in_target("site.next");
        remove(&next)?;
        fill(paths, &next, &catalogue, &registry)?;
        swap(&next, &site, &paths.in_target("site.old"))
    })?;
    Ok(())
}

/// The registered version in use, for a site without a server of ours; a server reads the registry itself.
fn registry(paths: &Paths) -> Result<String> {
    match fs::read_to_string(paths.registry()) {
        Ok(registry) => Ok(registry),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Ok(json!({ "format_version": 1, "champion": null, "history": [] }).to_string())
        }
        Err(error) => Err(error).context("registry/registry.json cannot be read; check its permissions"),
    }
}

fn fill(paths: &Paths, site: &Path, catalogue: &str, registry: &str) -> Result<()> {
    copy_tree(&paths.root.join("static"), site, |_| true)?;
    copy_tree(&paths.page(), site, |_| true)?;
    // The report is for whoever made the bundle; the server does not hand it out, so it must not be listed either.
    copy_tree(&paths.sample_bundle(), &site.join("bundle"), |name| name != "ingest-report.json")?;
    let engine = format!("engine-{}", &Fingerprint::default().path(&paths.engine())?.finish()[..8]);
    copy_tree(&paths.engine(), &site.join(&engine), is_served)?;
    write(&site.join("engine.json"), &json!({ "base": format!("/{engine}/") }).to_string())?;
    write(&site.join("models.json"), catalogue)?;
    write(&site.join("interview.json"), &interview::pack(&paths.root.join("data/interview"))?)?;
    write(&site.join("registry.json"), registry)?;
    boot_scripts(site)?;
    precache::write(site)
}

/// Type declarations and package files are for developers, not for the browser.
fn is_served(name: &str) -> bool {
    !name.ends_with(".d.ts") && name != "package.json"
}

fn boot_scripts(site: &Path) -> Result<()> {
    let index = site.join("index.html");
    let html = fs::read_to_string(&index).context("trunk made no index.html; check web/index.html")?;
    let (html, scripts) = boot::extract(&html);
    for script in scripts {
        write(&site.join(script.name), &script.body)?;
    }
    write(&index, &html)
}

/// Copies a folder's files, outputs and hidden files aside, into another one.
pub fn copy_tree(from: &Path, to: &Path, is_wanted: impl Fn(&str) -> bool) -> Result<()> {
    for file in files_under(from)? {
        let name = file.strip_prefix(from)?;
        if !is_wanted(&name.to_string_lossy()) {
            continue;
        }
        let destination = to.join(name);
        let parent = destination.parent().unwrap_or(to);
        fs::create_dir_all(parent)
            .and_then(|()| fs::copy(&file, &destination))
            .with_context(|| format!("{} cannot be written; free some space", destination.display()))?;
    }
    Ok(())
}

/// A server that reads the site while it is replaced sees the old one or the new one, but for an instant between.
fn swap(next: &Path, site: &Path, old: &Path) -> Result<()> {
    remove(old)?;
    if site.exists() {
        fs::rename(site, old).with_context(|| format!("{} is in use; stop the server", site.display()))?;
    }
    fs::rename(next, site)
        .with_context(|| format!("{} cannot be written; free some space", site.display()))?;
    remove(old)
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("{} cannot be removed; remove it", folder.display()))?;
    }
    Ok(())
}

fn write(path: &Path, content: &str) -> Result<()> {
    fs::write(path, content).with_context(|| format!("{} cannot be written; free some space", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(root: &Path, name: &str, content: &str) {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    #[test]
    fn a_site_has_a_hashed_engine_no_inline_script_and_a_full_offline_list() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        let paths = Paths { root: root.to_owned(), target: root.join("target") };
        put(root, "static/models.json", r#"{"version":1,"models":[]}"#);
        put(root, "static/sw.js", "const build = '__BUILD__';");
        for build in ["simd", "relaxed", "threads"] {
            put(root, &format!("pkg/dist/{build}/recruta_pkg.js"), build);
            put(root, &format!("pkg/dist/{build}/recruta_pkg.d.ts"), "types");
        }
        put(root, "target/page/index.html", "<script type=\"module\">start()</script>");
        put(root, "target/sample-bundle/manifest.json", "{}");
        put(root, "data/interview/rubric.json", "{}");
        put(root, "target/sample-bundle/ingest-report.json", "{}");
        assemble(&paths).unwrap();
        let read = |name: &str| fs::read_to_string(root.join("target/site").join(name)).unwrap();
        assert!(!read("index.html").contains("start()"));
        let engine: serde_json::Value = serde_json::from_str(&read("engine.json")).unwrap();
        let base = engine["base"].as_str().unwrap();
        assert_eq!(read(&format!("{}threads/recruta_pkg.js", &base[1..])), "threads");
        let list: serde_json::Value = serde_json::from_str(&read("precache.json")).unwrap();
        let urls: Vec<_> = list["urls"].as_array().unwrap().iter().filter_map(|url| url.as_str()).collect();
        assert_eq!(urls.len(), 10, "{urls:?}");
        for build in ["simd", "relaxed", "threads"] {
            assert!(urls.contains(&format!("{base}{build}/recruta_pkg.js").as_str()), "{urls:?}");
        }
        assert!(urls.contains(&"/registry.json"));
        assert!(read("registry.json").contains("\"champion\":null"));
        put(root, "registry/registry.json", r#"{"champion":{"version":2}}"#);
        assemble(&paths).unwrap();
        assert!(read("registry.json").contains("\"version\":2"));
        assert!(urls.contains(&"/bundle/manifest.json") && !urls.contains(&"/bundle/ingest-report.json"));
        assert_eq!(read("interview.json"), r#"{"rubric.json":"{}"}"#);
    }
}
