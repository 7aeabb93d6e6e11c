//! The little of the catalogue that native code needs: which files there are, and their hashes.

use std::{collections::BTreeMap, path::Path};

use serde::Deserialize;

use crate::{NativeError, small_file};

/// Files by `<id>/<name>`, with their sha256 where the catalogue knows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Catalogue {
    files: BTreeMap<String, Option<String>>,
}

#[derive(Deserialize)]
struct Document {
    models: Vec<Model>,
}

#[derive(Deserialize)]
struct Model {
    id: String,
    files: Vec<File>,
}

#[derive(Deserialize)]
struct File {
    name: String,
    #[serde(default)]
    sha256: Option<String>,
}

impl Catalogue {
    /// Reads a catalogue.
    pub fn read(file: &Path) -> Result<Self, NativeError> {
        let document: Document = serde_json::from_slice(&small_file(file)?)
            .map_err(|error| NativeError::Catalogue { file: file.to_owned(), detail: error.to_string() })?;
        let mut files = BTreeMap::new();
        for model in document.models {
            files.extend(model.files.into_iter().map(|file| (key(&model.id, &file.name), file.sha256)));
        }
        Ok(Self { files })
    }

    /// `<id>/<name>` of every file.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The hash of a file, if it is known.
    pub fn sha256(&self, id: &str, name: &str) -> Option<&str> {
        self.files.get(&key(id, name))?.as_deref()
    }
}

fn key(id: &str, name: &str) -> String {
    format!("{id}/{name}")
}
