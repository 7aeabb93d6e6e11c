//! From cleaned records and their embeddings to the files of a bundle.

use std::collections::BTreeMap;

use super::{FORMAT_VERSION, Hire, Manifest, Passage, Profile, Vacancy, entry_of, part};
use crate::{
    Error, Result,
    embed::{EmbeddingMatrix, minilm},
    insight::FunnelPart,
    skill::gazetteer,
    text::{TEXT_RULES, chunk},
};

/// Files of a bundle by name, `manifest.json` last.
pub type BundleParts = Vec<(String, Vec<u8>)>;

/// What a bundle was made of and by which rules, for its manifest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MadeOf {
    /// Outcomes that count as hired, as the export spells them.
    pub approved_statuses: Vec<String>,
    /// Version of the rules that took out personal data.
    pub redaction_rules: String,
    /// sha256 of the exports, by name.
    pub inputs: BTreeMap<String, String>,
}

/// Collects records in order, then gives the files. The same records in the same order give the same bytes.
#[derive(Debug, Default)]
pub struct BundleBuilder {
    passages: Vec<Passage>,
    profiles: Vec<Profile>,
    vacancies: BTreeMap<String, Vacancy>,
    n_pairs: usize,
    funnel: Option<FunnelPart>,
}

impl BundleBuilder {
    /// Adds a vacancy; profiles may then be hired for it.
    pub fn add_vacancy(&mut self, vacancy: Vacancy) {
        self.vacancies.insert(vacancy.id.clone(), vacancy);
    }

    /// Adds a hired profile with its cleaned text, cut into passages of at most `max_pieces` word pieces together with
    /// their context line. Fills in the profile's skills.
    ///
    /// A profile without text still gets one passage, of its context, so that the hire can be found.
    pub fn add_profile(
        &mut self,
        mut profile: Profile,
        hires: &[Hire],
        text: &str,
        max_pieces: usize,
        count: impl Fn(&str) -> usize,
    ) {
        let context = self.context(&profile, hires);
        profile.skills = gazetteer().find(text).into_iter().map(str::to_owned).collect();
        // Markers [CLS] and [SEP], and a piece or two that joining sentences may add, also count.
        let room = max_pieces.saturating_sub(count(&context) + 4).max(max_pieces / 4);
        let mut chunks = chunk(text, room, count);
        if chunks.is_empty() {
            chunks.push(context.clone());
        }
        for (number, text) in chunks.into_iter().enumerate() {
            let id = format!("{}-{number}", profile.id);
            let passage = Passage {
                id,
                profile: profile.id.clone(),
                hires: hires.to_vec(),
                context: context.clone(),
                text,
            };
            self.passages.push(passage);
        }
        for hire in hires {
            self.n_pairs += 1;
            if let Some(vacancy) = self.vacancies.get_mut(&hire.vacancy) {
                vacancy.n_hired += 1;
            }
        }
        self.profiles.push(profile);
    }

    /// Adds the counts of all candidacies, hired or not.
    pub fn set_funnel(&mut self, funnel: FunnelPart) {
        self.funnel = Some(funnel);
    }

    fn context(&self, profile: &Profile, hires: &[Hire]) -> String {
        let mut titles: Vec<&str> = Vec::new();
        let hired =
            hires.iter().filter_map(|hire| self.vacancies.get(&hire.vacancy)).map(|v| v.title.as_str());
        for title in hired.chain([profile.title.as_str()]).filter(|title| !title.is_empty()) {
            if titles.len() < 4 && !titles.contains(&title) {
                titles.push(title);
            }
        }
        titles.join(" · ")
    }

    /// The texts to embed, in the order [`Self::finish`] wants their vectors.
    pub fn texts(&self) -> Vec<String> {
        self.passages.iter().map(Passage::indexed_text).collect()
    }

    /// How many there are of what: the manifest's counts.
    pub fn counts(&self) -> BTreeMap<String, usize> {
        let n_hired = self.vacancies.values().filter(|vacancy| vacancy.n_hired > 0).count();
        let counts = [
            ("passages", self.passages.len()),
            ("profiles", self.profiles.len()),
            ("vacancies", n_hired),
            ("approved_pairs", self.n_pairs),
        ];
        counts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect()
    }

    /// The files of the bundle.
    ///
    /// `matrix` holds one row a text of [`Self::texts`]; `made_of` goes to the manifest.
    pub fn finish(self, matrix: &EmbeddingMatrix, made_of: MadeOf) -> Result<BundleParts> {
        if matrix.n_rows() != self.passages.len() {
            let detail = format!("{} embeddings for {} passages", matrix.n_rows(), self.passages.len());
            return Err(Error::internal(detail));
        }
        let counts = self.counts();
        let hired: Vec<Vacancy> =
            self.vacancies.into_values().filter(|vacancy| vacancy.n_hired > 0).collect();
        let mut parts = vec![
            (part::PASSAGES.to_owned(), json(&self.passages)?),
            (part::PROFILES.to_owned(), json(&self.profiles)?),
            (part::VACANCIES.to_owned(), json(&hired)?),
            (part::EMBEDDINGS.to_owned(), matrix.to_safetensors()?),
        ];
        if let Some(funnel) = &self.funnel {
            parts.push((part::INSIGHT.to_owned(), json(funnel)?));
        }
        let manifest = Manifest {
            format_version: FORMAT_VERSION,
            embedder: minilm::embedder_id(),
            text_rules: TEXT_RULES.to_owned(),
            redaction_rules: made_of.redaction_rules,
            approved_statuses: made_of.approved_statuses,
            inputs: made_of.inputs,
            counts,
            parts: parts.iter().map(|(name, bytes)| (name.clone(), entry_of(bytes))).collect(),
            threshold: None,
        };
        parts.push((part::MANIFEST.to_owned(), manifest.to_bytes()?));
        Ok(parts)
    }
}

fn json<T: serde::Serialize>(records: &T) -> Result<Vec<u8>> {
    serde_json::to_vec(records).map_err(Error::internal)
}
