//! The bundle: a company's hiring history, cleaned, cut into passages, embedded, and verified part by part.
//!
//! A bundle is a folder (or a set of URLs) of files. `manifest.json` names the others with their sizes and sha256
//! and says what they were made with; see `core/src/bundle/README.md` for the format.

mod builder;
mod manifest;
mod record;

pub use builder::{BundleBuilder, BundleParts, MadeOf};
pub use manifest::{EmbedderId, FORMAT_VERSION, MAX_PART_BYTES, Manifest, PartEntry, Pooling, part};
pub use record::{Hire, Passage, Profile, Vacancy};

use crate::{
    Error, Result,
    embed::EmbeddingMatrix,
    hash::sha256_hex,
    index::{Bm25Index, DenseIndex},
    insight::FunnelPart,
};

/// What retrieval reads: passages with the profiles and vacancies they belong to.
///
/// A database can stand in for the embedded [`Bundle`] when a corpus outgrows one machine.
pub trait PassageStore {
    /// How many passages there are; they are numbered from 0.
    fn n_passages(&self) -> usize;
    /// One passage.
    fn passage(&self, index: usize) -> Option<&Passage>;
    /// The profile a passage belongs to.
    fn profile(&self, id: &str) -> Option<&Profile>;
    /// A vacancy.
    fn vacancy(&self, id: &str) -> Option<&Vacancy>;
}

/// An opened bundle with its indexes.
#[derive(Debug)]
pub struct Bundle {
    /// What it was made with.
    pub manifest: Manifest,
    passages: Vec<Passage>,
    profiles: Vec<Profile>,
    vacancies: Vec<Vacancy>,
    funnel: Option<FunnelPart>,
    /// Exact cosine over the passages' embeddings.
    pub dense: DenseIndex,
    /// BM25 over the passages' text and titles.
    pub bm25: Bm25Index,
}

impl Bundle {
    /// Opens a bundle: checks the manifest, then reads and verifies each part through `read`.
    ///
    /// **Errors.** [`Error::BundleIncompatible`] when it was made with another format, embedder or other text rules;
    /// [`Error::BundleCorrupt`] when a part is missing, has another hash, or does not fit the rest.
    pub fn open(manifest: &[u8], mut read: impl FnMut(&str) -> Result<Vec<u8>>) -> Result<Self> {
        let manifest = Manifest::parse(manifest)?;
        manifest.check_compatible()?;
        let mut verified = |name: &str| -> Result<Vec<u8>> {
            let entry = manifest.part(name)?;
            let bytes = read(name)?;
            entry.verify(name, &bytes)?;
            Ok(bytes)
        };
        let passages: Vec<Passage> = parse(part::PASSAGES, &verified(part::PASSAGES)?)?;
        let profiles: Vec<Profile> = parse(part::PROFILES, &verified(part::PROFILES)?)?;
        let vacancies: Vec<Vacancy> = parse(part::VACANCIES, &verified(part::VACANCIES)?)?;
        let matrix = EmbeddingMatrix::from_safetensors(&verified(part::EMBEDDINGS)?)?;
        let has_funnel = manifest.parts.contains_key(part::INSIGHT);
        let funnel = if has_funnel { Some(FunnelPart::parse(&verified(part::INSIGHT)?)?) } else { None };
        Ok(Self { funnel, ..Self::assemble(manifest, passages, profiles, vacancies, matrix)? })
    }

    fn assemble(
        manifest: Manifest,
        passages: Vec<Passage>,
        mut profiles: Vec<Profile>,
        mut vacancies: Vec<Vacancy>,
        matrix: EmbeddingMatrix,
    ) -> Result<Self> {
        if matrix.n_rows() != passages.len() || matrix.dimension() != manifest.embedder.dimension {
            let detail =
                format!("{} x {} for {} passages", matrix.n_rows(), matrix.dimension(), passages.len());
            return Err(Error::BundleCorrupt { part: part::EMBEDDINGS.to_owned(), detail });
        }
        profiles.sort_by(|a, b| a.id.cmp(&b.id));
        vacancies.sort_by(|a, b| a.id.cmp(&b.id));
        let bm25 = Bm25Index::build(passages.iter().map(Passage::indexed_text));
        let dense = DenseIndex::new(matrix);
        let bundle = Self { manifest, passages, profiles, vacancies, funnel: None, dense, bm25 };
        bundle.check_references()?;
        Ok(bundle)
    }

    fn check_references(&self) -> Result<()> {
        let known = |passage: &Passage| {
            self.profile(&passage.profile).is_some()
                && passage.hires.iter().all(|hire| self.vacancy(&hire.vacancy).is_some())
        };
        match self.passages.iter().find(|passage| !known(passage)) {
            None => Ok(()),
            Some(passage) => {
                let detail = format!("passage {} names an unknown profile or vacancy", passage.id);
                Err(Error::BundleCorrupt { part: part::PASSAGES.to_owned(), detail })
            }
        }
    }

    /// The passages, in the order of their embeddings.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// The profiles, by id.
    pub fn profiles(&self) -> &[Profile] {
        &self.profiles
    }

    /// Candidacies by situation, if the bundle has them.
    pub fn funnel(&self) -> Option<&FunnelPart> {
        self.funnel.as_ref()
    }

    /// The vacancies, by id.
    pub fn vacancies(&self) -> &[Vacancy] {
        &self.vacancies
    }
}

impl PassageStore for Bundle {
    fn n_passages(&self) -> usize {
        self.passages.len()
    }

    fn passage(&self, index: usize) -> Option<&Passage> {
        self.passages.get(index)
    }

    fn profile(&self, id: &str) -> Option<&Profile> {
        self.profiles
            .binary_search_by(|profile| profile.id.as_str().cmp(id))
            .ok()
            .map(|at| &self.profiles[at])
    }

    fn vacancy(&self, id: &str) -> Option<&Vacancy> {
        self.vacancies
            .binary_search_by(|vacancy| vacancy.id.as_str().cmp(id))
            .ok()
            .map(|at| &self.vacancies[at])
    }
}

fn parse<T: serde::de::DeserializeOwned>(part: &str, bytes: &[u8]) -> Result<T> {
    serde_json::from_slice(bytes)
        .map_err(|error| Error::BundleCorrupt { part: part.to_owned(), detail: error.to_string() })
}

/// The entry of a part: its size and hash.
fn entry_of(bytes: &[u8]) -> PartEntry {
    PartEntry { size_bytes: bytes.len() as u64, sha256: sha256_hex(bytes) }
}
