//! The question bank: what interviews ask, what good answers show, and the competencies all of it is about.
//!
//! `data/interview/README.md` describes the files. Everything is checked when it is read; a bank that breaks a rule is refused
//! with file and line, so that no interview meets it half way.

mod check;
mod story;
mod subject;
mod vocabulary;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::OnceLock,
};

use serde::{Deserialize, Serialize};

use super::{InterviewError, Kind, Level};
use crate::text::{Language, fold};

pub(super) use check::one_question;
pub(super) use story::Stories;
use subject::Subjects;
use vocabulary::Vocabulary;

/// The family every interview may draw from.
pub const ANY_FAMILY: &str = "any";

/// How technical questions begin, folded, that ask for something that happened.
const ASKS_FOR_A_CASE: [&str; 8] =
    ["conte ", "descreva ", "fale ", "relate ", "tell ", "describe ", "talk ", "walk me "];

/// Something interviews are about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Competency {
    /// `<family>.<name>`.
    pub id: String,
    /// Name in Portuguese.
    pub pt: String,
    /// Name in English.
    pub en: String,
    /// Words and phrases of both languages by which a text asks for it or shows it.
    pub terms: Vec<String>,
    /// Words that people use when they tell of it.
    #[serde(default)]
    pub told: Told,
}

/// Words in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Told {
    /// In Portuguese.
    pub pt: Vec<String>,
    /// In English.
    pub en: Vec<String>,
}

impl Competency {
    /// Its name in a language.
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Pt => &self.pt,
            Language::En => &self.en,
        }
    }

    /// Words that people use when they tell of it, in a language.
    pub(super) fn told(&self, language: Language) -> &[String] {
        match language {
            Language::Pt => &self.told.pt,
            Language::En => &self.told.en,
        }
    }

    /// The family it belongs to.
    pub fn family(&self) -> &str {
        self.id.split('.').next().unwrap_or_default()
    }
}

/// Something that a good answer shows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Signal {
    /// The same in both languages.
    pub id: String,
    /// What was done, in words a candidate understands.
    pub label: String,
    /// Whether any result with a number shows it, however it is worded.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub measured: bool,
    /// Words and phrases by which it is found.
    pub terms: Vec<String>,
}

/// A question about what an answer lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// A signal's id, `result`, `action` or `number`.
    pub aim: String,
    /// The question.
    pub text: String,
}

/// A question in one language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Wording {
    /// The question.
    pub question: String,
    /// What a good answer shows.
    pub signals: Vec<Signal>,
    /// What to ask where something is missing.
    pub follow_ups: Vec<FollowUp>,
    /// A common weak answer.
    pub weak: String,
    /// A strong answer.
    pub sample: String,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Question {
    /// Unique in the bank.
    pub id: String,
    /// What it is for.
    pub kind: Kind,
    /// Family it belongs to.
    pub family: String,
    /// Id of the competency it is about.
    pub competency: String,
    /// For whom.
    pub levels: Vec<Level>,
    /// In Portuguese.
    pub pt: Wording,
    /// In English.
    pub en: Wording,
}

impl Question {
    /// Its wording in a language.
    pub fn wording(&self, language: Language) -> &Wording {
        match language {
            Language::Pt => &self.pt,
            Language::En => &self.en,
        }
    }

    /// Whether it asks for something that happened, not for what would be done or is known.
    pub fn asks_for_a_case(&self, language: Language) -> bool {
        let asked = fold(&self.wording(language).question);
        match self.kind {
            Kind::Behavioural => true,
            Kind::Technical => ASKS_FOR_A_CASE.iter().any(|start| asked.starts_with(start)),
            _ => false,
        }
    }

    /// Whether it asks what the candidate wants to know, so that questions are its answer.
    pub fn asks_for_questions(&self, language: Language) -> bool {
        let asked = fold(&self.wording(language).question);
        ["que perguntas voce tem", "what questions do you have"].iter().any(|start| asked.starts_with(start))
    }

    /// Steps from a level to the nearest one it is for; 0 when it is for that level.
    pub fn distance(&self, level: Level) -> usize {
        let steps = |own: &Level| (*own as usize).abs_diff(level as usize);
        self.levels.iter().map(steps).min().unwrap_or(usize::MAX)
    }
}

/// Questions and competencies, checked.
#[derive(Debug, Clone, Default)]
pub struct Bank {
    competencies: Vec<Competency>,
    questions: Vec<Question>,
    by_id: HashMap<String, usize>,
    /// Made when first asked for, as what follows: Portuguese, English.
    vocabularies: [OnceLock<Vocabulary>; 2],
    stories: [OnceLock<Stories>; 2],
    subjects: [OnceLock<Subjects>; 2],
    /// Of each question.
    shares: Vec<[OnceLock<Shares>; 2]>,
}

/// Of each term of each signal, the share of stories about something else that have it.
pub(super) type Shares = Vec<Vec<f64>>;

impl Bank {
    /// Reads the files of `data/interview` by path (`competencies/java.json`, `bank/java.jsonl`); others are left aside.
    ///
    /// **Errors.** The first rule that is broken, by file and line.
    pub fn parse(files: &BTreeMap<String, String>) -> Result<Self, InterviewError> {
        let mut bank = Self::default();
        for (file, text) in files.iter().filter(|(file, _)| file.starts_with("competencies/")) {
            bank.add_competencies(file, text)?;
        }
        for (file, text) in files.iter().filter(|(file, _)| file.starts_with("bank/")) {
            bank.add_questions(file, text)?;
        }
        Ok(bank)
    }

    fn add_competencies(&mut self, file: &str, text: &str) -> Result<(), InterviewError> {
        let found: Vec<Competency> =
            serde_json::from_str(text).map_err(|error| refused(file, error.line(), error))?;
        for competency in found {
            let known = self.competency(&competency.id).is_some();
            check::competency(&competency, known).map_err(|detail| refused(file, 1, detail))?;
            self.competencies.push(competency);
        }
        Ok(())
    }

    fn add_questions(&mut self, file: &str, text: &str) -> Result<(), InterviewError> {
        let known: BTreeSet<&str> =
            self.competencies.iter().map(|competency| competency.id.as_str()).collect();
        let mut found = Vec::new();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let question: Question =
                serde_json::from_str(line).map_err(|error| refused(file, at + 1, error))?;
            let twice = self.by_id.contains_key(&question.id);
            check::question(&question, &known, twice).map_err(|detail| refused(file, at + 1, detail))?;
            self.by_id.insert(question.id.clone(), self.questions.len() + found.len());
            found.push(question);
        }
        self.questions.extend(found);
        self.shares.resize_with(self.questions.len(), Default::default);
        Ok(())
    }

    /// All questions, in the files' order.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// All competencies, in the files' order.
    pub fn competencies(&self) -> &[Competency] {
        &self.competencies
    }

    /// A question.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.by_id.get(id).and_then(|at| self.questions.get(*at))
    }

    /// Everything in the bank that is asked or shown in a language, answers too, with the id of its question.
    pub fn texts(&self, language: Language) -> impl Iterator<Item = (&str, &str)> {
        self.questions.iter().flat_map(move |question| {
            let wording = question.wording(language);
            let follow_ups = wording.follow_ups.iter().map(|follow_up| follow_up.text.as_str());
            let labels = wording.signals.iter().map(|signal| signal.label.as_str());
            let own = [&wording.question, &wording.weak, &wording.sample].map(String::as_str);
            follow_ups.chain(labels).chain(own).map(|text| (question.id.as_str(), text))
        })
    }

    /// How common words are among a language's questions.
    pub(super) fn vocabulary(&self, language: Language) -> &Vocabulary {
        self.vocabularies[slot(language)].get_or_init(|| Vocabulary::of(&self.questions, language))
    }

    /// A language's strong answers.
    pub(super) fn stories(&self, language: Language) -> &Stories {
        self.stories[slot(language)].get_or_init(|| Stories::of(&self.questions, language))
    }

    /// What tells a language's accounts of one competency from those of another.
    pub(super) fn subjects(&self, language: Language) -> &Subjects {
        self.subjects[slot(language)]
            .get_or_init(|| Subjects::of(&self.questions, &self.competencies, language))
    }

    /// How common a question's terms are, counted once; nothing for a question that is not the bank's.
    pub(super) fn shares(
        &self,
        question: &Question,
        language: Language,
        count: impl FnOnce() -> Shares,
    ) -> &[Vec<f64>] {
        let shares = self.by_id.get(&question.id).and_then(|at| self.shares.get(*at));
        shares.map_or(&[], |shares| shares[slot(language)].get_or_init(count))
    }

    /// A competency.
    pub fn competency(&self, id: &str) -> Option<&Competency> {
        self.competencies.iter().find(|competency| competency.id == id)
    }
}

fn slot(language: Language) -> usize {
    usize::from(language == Language::En)
}

fn refused(file: &str, line: usize, detail: impl std::fmt::Display) -> InterviewError {
    InterviewError::Bank { file: file.to_owned(), line, detail: detail.to_string() }
}
