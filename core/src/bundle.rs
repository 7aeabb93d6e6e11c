//! The bundle: a company's hiring history, cleaned, cut into passages, embedded, and verified part by part.
//!
//! A bundle is a folder (or a set of URLs) of files. `manifest.json` names the others with their sizes and sha256
//! and says what they were made with; see `core/src/bundle/README.md` for the format.

mod builder;
mod manifest;
mod record;
pub mod synthetic;

pub use builder::{BundleBuilder, BundleParts, MadeOf};
pub use manifest::{
    EmbedderId, FORMAT_VERSION, MAX_PART_BYTES, Manifest, OLDEST_FORMAT_VERSION, PartEntry, Pooling,
    Threshold, part,
};
pub use record::{Hire, Passage, Profile, Vacancy};

use std::sync::OnceLock;

use crate::{
    Error, Result,
    embed::EmbeddingMatrix,
    family::Family,
    hash::sha256_hex,
    index::{Bm25Index, Bm25Weights, DenseIndex},
    insight::FunnelPart,
    retrieve::THRESHOLD,
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

/// What a bundle knows.
#[derive(Debug, Clone, Default)]
pub struct Records {
    /// In the order of their embeddings.
    pub passages: Vec<Passage>,
    /// All that a passage names.
    pub profiles: Vec<Profile>,
    /// All that a hire names.
    pub vacancies: Vec<Vacancy>,
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
    /// Of each vacancy, once somebody asks.
    families: OnceLock<Vec<Option<Family>>>,
    /// Cosine over the passages' embeddings.
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
        let records = Records { passages, profiles, vacancies };
        Ok(Self { funnel, ..Self::of_records(manifest, records, matrix)? })
    }

    /// Indexes records that are in memory already. **Shapes** one row of `matrix` a passage, in order.
    pub fn of_records(manifest: Manifest, records: Records, matrix: EmbeddingMatrix) -> Result<Self> {
        let Records { passages, mut profiles, mut vacancies } = records;
        if matrix.n_rows() != passages.len() || matrix.dimension() != manifest.embedder.dimension {
            let detail =
                format!("{} x {} for {} passages", matrix.n_rows(), matrix.dimension(), passages.len());
            return Err(Error::BundleCorrupt { part: part::EMBEDDINGS.to_owned(), detail });
        }
        profiles.sort_by(|a, b| a.id.cmp(&b.id));
        vacancies.sort_by(|a, b| a.id.cmp(&b.id));
        let bm25 = Bm25Index::build(passages.iter().map(Passage::fields), Bm25Weights::default());
        let dense = DenseIndex::new(matrix)?;
        let bundle = Self {
            manifest,
            passages,
            profiles,
            vacancies,
            funnel: None,
            families: OnceLock::new(),
            dense,
            bm25,
        };
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

    /// The family of work a vacancy belongs to.
    pub fn family_of(&self, vacancy: &str) -> Option<Family> {
        let families = self.families.get_or_init(|| self.vacancies.iter().map(Family::of).collect());
        let at = self.vacancies.binary_search_by(|other| other.id.as_str().cmp(vacancy)).ok()?;
        families.get(at).copied().flatten()
    }

    /// From which confidence on a passage is evidence.
    pub fn threshold(&self) -> f32 {
        self.manifest.threshold.as_ref().map_or(THRESHOLD, |threshold| threshold.confidence)
    }

    /// The numbers of the passages around one that are of the same profile: all of the profile's, as ingestion writes them.
    pub fn passages_of_profile(&self, passage: usize) -> std::ops::Range<usize> {
        let Some(profile) = self.passages.get(passage).map(|passage| &passage.profile) else { return 0..0 };
        let is_same = |passage: &&Passage| passage.profile == *profile;
        let before = self.passages[..passage].iter().rev().take_while(is_same).count();
        let after = self.passages[passage..].iter().take_while(is_same).count();
        passage - before..passage + after
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

#[cfg(test)]
pub(crate) mod tests {
    use super::{
        Bundle, BundleBuilder, BundleParts, Hire, MadeOf, Manifest, Profile, Threshold, Vacancy, part,
    };
    use crate::{
        Result,
        embed::{Embedder, EmbeddingMatrix, HashEmbedder, minilm},
        retrieve::THRESHOLD,
    };

    /// What stands in for the retriever.
    pub(crate) const EMBEDDER: HashEmbedder = HashEmbedder { dimension: minilm::DIMENSION };

    fn parts(vacancies: Vec<Vacancy>, profiles: Vec<(Profile, Vec<Hire>, &str)>) -> BundleParts {
        let mut builder = BundleBuilder::default();
        for vacancy in vacancies {
            builder.add_vacancy(vacancy);
        }
        for (profile, hires, text) in profiles {
            builder.add_profile(profile, &hires, text, 256, |text| text.split_whitespace().count());
        }
        let texts = builder.texts();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let rows = EMBEDDER.embed(&texts).expect("hashes");
        let matrix = EmbeddingMatrix::from_rows(minilm::DIMENSION, rows).expect("even rows");
        builder.finish(&matrix, MadeOf::default()).expect("serialises")
    }

    fn open(parts: &BundleParts, manifest: &[u8]) -> Result<Bundle> {
        Bundle::open(manifest, |name| {
            let found = parts.iter().find(|(other, _)| other == name);
            Ok(found.map(|(_, bytes)| bytes.clone()).unwrap_or_default())
        })
    }

    /// A bundle of these profiles, a passage each, numbered in order.
    pub(crate) fn bundle(vacancies: Vec<Vacancy>, profiles: Vec<(Profile, Vec<Hire>, &str)>) -> Bundle {
        let parts = parts(vacancies, profiles);
        open(&parts, &parts.last().expect("the manifest").1).expect("opens")
    }

    #[test]
    fn a_threshold_is_kept_and_one_that_is_none_is_refused() {
        let vacancy = Vacancy { id: "1".to_owned(), title: "Java".to_owned(), ..Vacancy::default() };
        let hire = Hire { vacancy: "1".to_owned(), status: "Contratado".to_owned() };
        let parts = parts(vec![vacancy], vec![(Profile::default(), vec![hire], "Java")]);
        let (name, bytes) = parts.last().expect("the manifest");
        assert_eq!(name, part::MANIFEST);
        let manifest = Manifest::parse(bytes).expect("a manifest");
        assert!((open(&parts, bytes).expect("opens").threshold() - THRESHOLD).abs() < f32::EPSILON);
        let with = |confidence| {
            let threshold =
                Threshold { confidence, n_answerable: 1, n_unanswerable: 1, questions_sha256: String::new() };
            let manifest = Manifest { threshold: Some(threshold), ..manifest.clone() };
            open(&parts, &manifest.to_bytes().expect("serialises"))
        };
        assert!((with(0.25).expect("opens").threshold() - 0.25).abs() < f32::EPSILON);
        assert_eq!(with(1.5).expect_err("above 1").code(), "bundle_incompatible");
    }
}
