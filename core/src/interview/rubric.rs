//! How answers are scored: components, weights and words, as data with a version.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{InterviewError, Kind};
use crate::text::Language;

/// The only version of the rubric's shape this engine reads.
const VERSION: u32 = 4;

/// Path of the rubric within `data/interview`.
pub const RUBRIC_FILE: &str = "rubric.json";

/// Level that a component reaches at most.
pub const MAX_LEVEL: u32 = 4;

/// The rubric. `data/interview/rubric.json` says it in words.
#[derive(Debug, Clone, Deserialize)]
pub struct Rubric {
    /// Changes with any weight, word or rule.
    pub version: u32,
    /// Points of 100 by kind of question and component.
    weights: BTreeMap<Kind, BTreeMap<String, u32>>,
    /// In the order they are shown.
    pub components: Vec<ComponentWords>,
    parts: Vec<Part>,
    caps: Vec<CapRule>,
    follow_ups: Vec<GeneralFollowUp>,
}

/// The words of a component.
#[derive(Debug, Clone, Deserialize)]
pub struct ComponentWords {
    /// `relevance`, `coverage`, `star`, `specificity`, `structure` or `length`.
    pub id: String,
    pt: Words,
    en: Words,
}

/// The same in one language.
#[derive(Debug, Clone, Deserialize)]
pub struct Words {
    /// Name of the component.
    pub name: String,
    /// What each level means, 0 to 4.
    pub levels: [String; 5],
    /// What to do about it.
    pub advice: String,
    /// What levels mean that are reached in more than one way, by way.
    #[serde(default)]
    variants: BTreeMap<String, String>,
}

/// Something that components look for.
#[derive(Debug, Clone, Deserialize)]
struct Part {
    id: String,
    pt: PartWords,
    en: PartWords,
}

/// What is said of it.
#[derive(Debug, Clone, Deserialize)]
struct PartWords {
    shows: String,
    missing: String,
}

/// The most that an answer with some fault gets.
#[derive(Debug, Clone, Deserialize)]
struct CapRule {
    reason: String,
    at_most: u32,
    pt: String,
    en: String,
}

/// A follow-up for questions that have none of their own with that aim.
#[derive(Debug, Clone, Deserialize)]
struct GeneralFollowUp {
    aim: String,
    pt: String,
    en: String,
}

impl Words {
    /// What a level of at most [`MAX_LEVEL`] means, reached in some way; the level's own words where the rubric has none for it.
    pub(super) fn level(&self, level: u32, way: Option<&str>) -> &str {
        way.and_then(|way| self.variants.get(way)).unwrap_or(&self.levels[level as usize])
    }
}

impl ComponentWords {
    /// In a language.
    pub fn words(&self, language: Language) -> &Words {
        by(language, &self.pt, &self.en)
    }
}

impl Rubric {
    /// Reads `rubric.json`.
    ///
    /// **Errors.** Another version, weights that do not sum to 100 or name no component, a part that is missing.
    pub fn parse(json: &str) -> Result<Self, InterviewError> {
        let refused =
            |line: usize, detail: String| InterviewError::Bank { file: RUBRIC_FILE.to_owned(), line, detail };
        let rubric: Self =
            serde_json::from_str(json).map_err(|error| refused(error.line(), error.to_string()))?;
        rubric.check().map_err(|detail| refused(1, detail))?;
        Ok(rubric)
    }

    fn check(&self) -> Result<(), String> {
        if self.version != VERSION {
            return Err(format!("version {}, expected {VERSION}", self.version));
        }
        for kind in Kind::ALL {
            let weights = self.weights.get(&kind).ok_or_else(|| format!("no weights for {kind:?}"))?;
            let sum: u32 = weights.values().sum();
            let known = |id: &String| self.components.iter().any(|component| component.id == *id);
            if sum != 100 || !weights.keys().all(known) {
                return Err(format!("weights for {kind:?} sum to {sum} or name an unknown component"));
            }
        }
        Ok(())
    }

    /// Points of 100 that a component is worth for a kind of question; 0 when it does not count.
    pub fn weight(&self, kind: Kind, component: &str) -> u32 {
        self.weights.get(&kind).and_then(|weights| weights.get(component)).copied().unwrap_or(0)
    }

    /// What it means that an answer has a part; the part's id where the rubric has no words.
    pub(super) fn shows<'a>(&'a self, part: &'a str, language: Language) -> &'a str {
        self.part(part, language).map_or(part, |words| &words.shows)
    }

    /// What to say when a part is missing.
    pub(super) fn missing<'a>(&'a self, part: &'a str, language: Language) -> &'a str {
        self.part(part, language).map_or(part, |words| &words.missing)
    }

    fn part(&self, id: &str, language: Language) -> Option<&PartWords> {
        self.parts.iter().find(|part| part.id == id).map(|part| by(language, &part.pt, &part.en))
    }

    /// The most an answer with that fault gets, and why in words.
    pub(super) fn cap(&self, reason: &str, language: Language) -> Option<(u32, &str)> {
        let rule = self.caps.iter().find(|rule| rule.reason == reason)?;
        Some((rule.at_most, by(language, &rule.pt, &rule.en)))
    }

    /// A follow-up with a general aim.
    pub fn follow_up(&self, aim: &str, language: Language) -> Option<&str> {
        let found = self.follow_ups.iter().find(|follow_up| follow_up.aim == aim)?;
        Some(by(language, &found.pt, &found.en))
    }

    /// Everything it asks or says in a language, for the scan of what may be asked.
    pub fn texts(&self, language: Language) -> impl Iterator<Item = &str> {
        let follow_ups = self.follow_ups.iter().map(move |found| by(language, &found.pt, &found.en));
        let components = self.components.iter().flat_map(move |component| {
            let words = component.words(language);
            words.levels.iter().chain(words.variants.values()).chain([&words.name, &words.advice])
        });
        let parts = self.parts.iter().flat_map(move |part| {
            let words = by(language, &part.pt, &part.en);
            [&words.shows, &words.missing]
        });
        let caps = self.caps.iter().map(move |rule| by(language, &rule.pt, &rule.en));
        follow_ups.chain(components).chain(parts).chain(caps).map(String::as_str)
    }
}

fn by<'a, T: ?Sized>(language: Language, pt: &'a T, en: &'a T) -> &'a T {
    match language {
        Language::Pt => pt,
        Language::En => en,
    }
}
