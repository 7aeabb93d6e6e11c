//! From an address to a file, without a way out of the folders.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use recruta_core::bundle::part;
use recruta_native::registry::REGISTRY_FILE;

use super::kind::Cache;

/// The folders that are handed out.
#[derive(Debug, Clone)]
pub struct Folders {
    /// The page and its assets, at `/`.
    pub site: PathBuf,
    /// The bundle, at `/bundle/`.
    pub bundle: PathBuf,
    /// The models, at `/models/<id>/<file>`.
    pub models: PathBuf,
    /// The registry; its `registry.json`, if there is one, stands before the site's.
    pub registry: PathBuf,
    /// `<id>/<file>` of the catalogue; with none given, any file of [`Self::models`].
    pub catalogue: Option<BTreeSet<String>>,
}

/// A file and how it is handed out. It may not exist.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) file: PathBuf,
    pub(super) cache: Cache,
}

impl Folders {
    /// The file at the path of an address, still percent-encoded; none if no file may be there.
    pub(super) fn find(&self, path: &str) -> Option<Place> {
        let path = decode(path.strip_prefix('/')?)?;
        let parts: Vec<&str> = if path.is_empty() { vec!["index.html"] } else { path.split('/').collect() };
        if !parts.iter().all(|part| is_plain(part)) {
            return None;
        }
        match parts.as_slice() {
            ["models", id, name] => self.model(id, name),
            ["bundle", name] => self.bundle_part(name),
            ["models" | "bundle", ..] => None,
            [REGISTRY_FILE] if self.has_registry() => {
                Some(Place { file: self.registry.join(REGISTRY_FILE), cache: Cache::Revalidate })
            }
            parts => Some(Place { file: within(&self.site, parts), cache: Cache::of_site(&path) }),
        }
    }

    /// Looked up at each request: a version may be promoted while the server runs.
    fn has_registry(&self) -> bool {
        self.registry.join(REGISTRY_FILE).is_file()
    }

    fn model(&self, id: &str, name: &str) -> Option<Place> {
        let is_listed = self.catalogue.as_ref().is_none_or(|files| files.contains(&format!("{id}/{name}")));
        is_listed.then(|| Place { file: within(&self.models, &[id, name]), cache: Cache::Model })
    }

    fn bundle_part(&self, name: &str) -> Option<Place> {
        let is_part = name == part::MANIFEST || part::ALL.contains(&name);
        is_part.then(|| Place { file: self.bundle.join(name), cache: Cache::Revalidate })
    }
}

fn within(folder: &Path, parts: &[&str]) -> PathBuf {
    parts.iter().fold(folder.to_owned(), |path, part| path.join(part))
}

/// A name of a file or folder: not hidden, not `..`, not empty, and nothing that any system reads as more than a name.
fn is_plain(part: &str) -> bool {
    let is_odd = |c: char| c.is_control() || matches!(c, '\\' | ':' | '/');
    !part.is_empty() && !part.starts_with('.') && !part.contains(is_odd)
}

/// Undoes percent-encoding; none when it is not well-formed or not UTF-8.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' { hex(rest.next()?)? << 4 | hex(rest.next()?)? } else { byte });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    (digit as char).to_digit(16).map(|value| value as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders() -> Folders {
        let catalogue = Some(BTreeSet::from(["a/model.gguf".to_owned()]));
        Folders {
            site: "site".into(),
            bundle: "bundle".into(),
            models: "models".into(),
            registry: "no-registry".into(),
            catalogue,
        }
    }

    fn check(path: &str, expected: Option<&str>) {
        let found = folders().find(path).map(|place| place.file);
        assert_eq!(found, expected.map(PathBuf::from), "{path}");
    }

    #[test]
    fn addresses_lead_to_files_of_the_folders() {
        check("/", Some("site/index.html"));
        check("/icons/a%20b.svg", Some("site/icons/a b.svg"));
        check("/bundle/manifest.json", Some("bundle/manifest.json"));
        check("/models/a/model.gguf", Some("models/a/model.gguf"));
        check("/models.json", Some("site/models.json"));
        check("/registry.json", Some("site/registry.json"));
    }

    #[test]
    fn no_address_leads_out_or_to_hidden_files() {
        for path in [
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/a/..%2f..%2fb",
            "/a/%5c..%5cb",
            "//etc/passwd",
            "/a//b",
            "/a/",
            "/.git",
            "/c:/x",
            "/%00",
            "/%",
            "/%zz",
            "/%ff",
            "no-slash",
            "/models/a/.verified.json",
            "/models/a/other",
            "/models/a",
            "/models",
            "/bundle/notes.txt",
            "/bundle/a/b",
            "/models/../site/index.html",
        ] {
            check(path, None);
        }
    }
}
