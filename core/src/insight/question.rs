//! Questions that numbers answer: "quais competências são mais valorizadas para Java sênior?", "how many reach the
//! technical interview?". Rules, not a model: what is not surely such a question is left to retrieval.

mod words;

use std::{collections::HashSet, sync::OnceLock};

use super::{Selection, Stage};
use crate::{
    family::{Family, Level},
    skill::gazetteer,
    text::{analyze, fold, is_question_noise},
};
use words::{
    ASKS, ASKS_FOR_LIST, ASKS_HOW_MANY, COUNT_FILLER, FILLER, HIRED, KNOWS, LOOKS_FOR_PEOPLE, NOT_PEOPLE,
    PEOPLE, SHARED, SHARED_WHEN_ASKED, SKILL_NOUNS, STAGES, VALUES,
};

/// What the numbers are to be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Skills that the group shares.
    Skills,
    /// English levels.
    English,
    /// Spanish levels.
    Spanish,
    /// Education.
    Education,
    /// Contract types.
    Contracts,
    /// How many people there are.
    Count,
    /// How far candidacies got: to a stage, or all of them.
    Funnel(Option<Stage>),
}

/// A recognised question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What about.
    pub topic: Topic,
    /// Of whom.
    pub selection: Selection,
}

/// Recognises a question; none when it is not surely about numbers, or about somebody the numbers do not know.
pub fn recognise(question: &str) -> Option<Asked> {
    let words = Words::of(question);
    if words.begins_with(LOOKS_FOR_PEOPLE) {
        return None;
    }
    let topic = words.topic()?;
    if words.begins_with(ASKS_FOR_LIST) && topic != Topic::Skills {
        return None;
    }
    let named = if topic == Topic::Count && words.has(KNOWS) { Named::InText } else { Named::ByFamily };
    let selection =
        selection(question, named, if topic == Topic::Count { count_filler() } else { filler() })?;
    let has_group = selection.family.is_some() || selection.level.is_some();
    let is_of_somebody = match topic {
        // Of skills the funnel knows nothing.
        Topic::Funnel(_) => has_group || selection.skills.is_empty(),
        _ => selection != Selection::default() || words.has(HIRED),
    };
    is_of_somebody.then_some(Asked { topic, selection })
}

/// Whether a question asks for a number of people, recognised or not.
pub fn asks_how_many(question: &str) -> bool {
    Words::of(question).has(ASKS_HOW_MANY)
}

/// A question's folded words between spaces.
struct Words(String);

impl Words {
    fn of(question: &str) -> Self {
        let folded = fold(question);
        let words: Vec<&str> =
            folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        Self(format!(" {} ", words.join(" ")))
    }

    fn has(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.0.contains(&format!(" {phrase} ")))
    }

    fn begins_with(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.0.starts_with(&format!(" {phrase} ")))
    }

    fn topic(&self) -> Option<Topic> {
        if let Some(topic) = self.funnel() {
            return Some(topic);
        }
        if self.is_about_skills() {
            return Some(Topic::Skills);
        }
        self.field().or_else(|| self.is_count().then_some(Topic::Count))
    }

    fn is_about_skills(&self) -> bool {
        // What names a language level or a degree is about that, even where it asks what is most common.
        if self.field().is_some() {
            return false;
        }
        let asks = self.has(ASKS);
        let of_skills = self.has(SKILL_NOUNS) && (self.has(SHARED) || asks && self.has(SHARED_WHEN_ASKED));
        let in_common = asks && self.has(&["em comum", "in common"]) && self.has(HIRED);
        of_skills || in_common || self.has(VALUES)
    }

    fn is_count(&self) -> bool {
        self.has(ASKS_HOW_MANY) && self.has(PEOPLE) && !self.has(NOT_PEOPLE)
    }

    /// Languages, education and contracts.
    fn field(&self) -> Option<Topic> {
        if !self.has(ASKS) {
            return None;
        }
        if self.has(&["ingles", "english"]) {
            return Some(Topic::English);
        }
        if self.has(&["espanhol", "spanish"]) {
            return Some(Topic::Spanish);
        }
        if self.has(&[
            "formacao",
            "formacoes",
            "escolaridade",
            "graduacao",
            "nivel academico",
            "grau academico",
            "ensino superior",
            "education",
            "educational",
            "degree",
            "degrees",
            "diploma",
            "academic level",
            "academic background",
        ]) {
            return Some(Topic::Education);
        }
        if self.has(&[
            "tipo de contrato",
            "tipos de contrato",
            "tipo de contratacao",
            "tipos de contratacao",
            "regime de contratacao",
            "modelo de contratacao",
            "modalidade de contratacao",
            "forma de contratacao",
            "formas de contratacao",
            "regime de trabalho",
            "clt ou pj",
            "pj ou clt",
            "contract type",
            "contract types",
            "type of contract",
            "types of contract",
            "kind of contract",
            "kinds of contract",
            "kinds of contracts",
            "tipos de contratos",
        ]) {
            return Some(Topic::Contracts);
        }
        None
    }

    /// The stage a question about counts of candidacies names, or all of them; none when it is no such question.
    fn funnel(&self) -> Option<Topic> {
        if self.has(&[
            "funil",
            "funnel",
            "pipeline de candidatos",
            "etapas do processo",
            "stages of the process",
        ]) {
            return Some(Topic::Funnel(None));
        }
        let counts = self.has(&[
            "quantos",
            "quantas",
            "how many",
            "porcentagem",
            "percentual",
            "percentage",
            "proporcao",
            "proportion",
            "taxa",
            "rate",
            "what share",
            "que parte",
        ]);
        if !counts {
            return None;
        }
        STAGES.iter().find(|(_, phrases)| self.has(phrases)).map(|(stage, _)| Topic::Funnel(Some(*stage)))
    }
}

/// What a technology in a question stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    /// Those hired for its family, if it names one ("Java"); else those whose text names it ("Kafka").
    ByFamily,
    /// Those whose text names it.
    InText,
}

/// Whom a question is about; none when it names something that is neither a family, nor a level, nor a skill.
fn selection(question: &str, named: Named, filler: &HashSet<String>) -> Option<Selection> {
    let family = match named {
        Named::ByFamily => family_named(question),
        Named::InText => Family::of_title(&without_skills(question, None)),
    };
    let level = Level::named_in(question);
    let is_own = |skill: &&str| {
        let family = family.filter(|_| named == Named::ByFamily);
        is_of_family(skill, family)
    };
    let skills: Vec<String> =
        gazetteer().find(question).into_iter().filter(|skill| !is_own(skill)).map(str::to_owned).collect();
    let known: HashSet<String> = skills.iter().flat_map(|skill| terms(skill)).collect();
    let is_known = |text: &str, term: &String| {
        is_question_noise(term)
            || filler.contains(term)
            || known.contains(term)
            || Family::of_title(text).is_some()
            || Level::named_in(text).is_some()
            || !gazetteer().find(text).is_empty()
    };
    let strange =
        analyze(question).into_iter().any(|term| !is_known(&question[term.start..term.end], &term.text));
    (!strange).then_some(Selection { family, level, skills })
}

/// The family a question names, as such: "Kotlin" and "Kubernetes" are skills, and only lead to a family.
fn family_named(question: &str) -> Option<Family> {
    let led_to = Family::of_title(question)?;
    Family::of_title(&without_skills(question, Some(led_to)))
}

/// A question without the names of skills, the longest first, but for those that name the family itself.
fn without_skills(question: &str, family: Option<Family>) -> String {
    let words: Vec<&str> = question
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '#' | '+')))
        .map(|word| word.trim_end_matches('.'))
        .collect();
    let is_skill = |words: &[&str]| {
        let names_family = words.iter().any(|word| fold(word) == "sap") && family == Some(Family::Sap);
        let mut skills = gazetteer().find(&words.join(" ")).into_iter();
        !names_family && skills.any(|skill| !is_of_family(skill, family))
    };
    let mut kept = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let skill = (1..=3).rev().filter(|n| at + n <= words.len()).find(|n| {
            // A window that is a skill as a whole: no shorter one at its start says as much.
            is_skill(&words[at..at + n]) && (*n == 1 || is_whole(&words[at..at + n]))
        });
        if let Some(n) = skill {
            at += n;
        } else {
            kept.push(words[at]);
            at += 1;
        }
    }
    kept.join(" ")
}

/// Whether several words are one name of a skill.
fn is_whole(words: &[&str]) -> bool {
    let text = words.join(" ");
    let found = gazetteer().locate(&text);
    matches!(found.as_slice(), [(_, range)] if *range == (0..text.len()))
}

/// Whether a skill says no more than the family does, or is a word of the question rather than of its topic.
pub(super) fn is_of_family(skill: &str, family: Option<Family>) -> bool {
    const QUESTION_SKILLS: [&str; 4] =
        ["Comunicação", "Documentação técnica", "Recrutamento e seleção", "Liderança"];
    let own: &[&str] = match family {
        None | Some(Family::Frontend) => &[],
        Some(Family::Agile) => {
            &["Scrum Master", "Product Owner", "Scrum", "Gestão de projetos", "Product Management", "PMO"]
        }
        Some(Family::Data) => &[
            "Engenharia de dados",
            "Ciência de dados",
            "Business Intelligence",
            "Administração de banco de dados",
        ],
        Some(Family::DotNet) => &[".NET", "C#"],
        Some(Family::Infrastructure) => &["DevOps", "Redes", "SRE"],
        Some(Family::Java) => &["Java"],
        Some(Family::Mainframe) => &["Mainframe", "COBOL"],
        Some(Family::Python) => &["Python"],
        Some(Family::Quality) => &["Automação de testes"],
        Some(Family::Sap) => &["SAP"],
        Some(Family::Security) => &["Segurança da informação", "Pentest", "SOC", "DevSecOps"],
        Some(Family::Support) => &["Service Desk", "Sustentação"],
    };
    own.contains(&skill) || QUESTION_SKILLS.contains(&skill)
}

fn count_filler() -> &'static HashSet<String> {
    static TERMS: OnceLock<HashSet<String>> = OnceLock::new();
    TERMS.get_or_init(|| terms(COUNT_FILLER).into_iter().collect())
}

fn filler() -> &'static HashSet<String> {
    static TERMS: OnceLock<HashSet<String>> = OnceLock::new();
    TERMS.get_or_init(|| terms(FILLER).into_iter().collect())
}

fn terms(text: &str) -> Vec<String> {
    analyze(text).into_iter().map(|term| term.text).collect()
}

#[cfg(test)]
mod tests;
