//! Vacancies to be interviewed for: those of the bundle, or a pasted description.

mod pasted;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{InterviewError, Level, word::n_words};
use crate::{
    bundle::{Bundle, PassageStore as _, Vacancy},
    family::Family,
    skill::gazetteer,
    text::{analyze, fold, is_question_noise},
};

/// Vacancies that are listed at most.
const MAX_LISTED: usize = 50;

/// Words a pasted description must have.
const MIN_WORDS: usize = 10;

/// Characters of a title made from a description.
const MAX_TITLE_CHARS: usize = 80;

/// A vacancy as an interview shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VacancyBrief {
    /// The export's key; none for a pasted description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Title; of a description the line that says it, shortened.
    pub title: String,
    /// Area, possibly empty.
    pub area: String,
    /// Level, possibly empty.
    pub level: String,
    /// Skills found in its text.
    pub skills: Vec<String>,
    /// How many approved hires it had.
    pub n_hired: usize,
}

/// Which vacancies to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VacancyFilter {
    /// Words of title, activities and requirements, or an id; empty for all.
    pub query: String,
    /// One of [`VacancyList::areas`].
    pub area: Option<String>,
    /// One of [`VacancyList::levels`].
    pub level: Option<String>,
}

/// Vacancies that match, best first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VacancyList {
    /// At most 50.
    pub vacancies: Vec<VacancyBrief>,
    /// How many match in all.
    pub n_matching: usize,
    /// Areas of all vacancies, ascending.
    pub areas: Vec<String>,
    /// Levels of all vacancies, ascending.
    pub levels: Vec<String>,
}

/// What an interview is for, with the text it is planned from.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub(super) brief: VacancyBrief,
    /// What its title or its fields say it is for.
    pub(super) family: Option<Family>,
    /// Title, activities and requirements, one a line or more.
    pub(super) text: String,
}

impl Target {
    /// A vacancy of the bundle.
    pub(super) fn of_bundle(bundle: &Bundle, id: &str) -> Result<Self, InterviewError> {
        let vacancy = bundle.vacancy(id.trim());
        let vacancy = vacancy.ok_or_else(|| InterviewError::UnknownVacancy { id: id.trim().to_owned() })?;
        Ok(Self { brief: brief(vacancy), family: Family::of(vacancy), text: text_of(vacancy) })
    }

    /// A pasted description.
    pub(super) fn pasted(description: &str) -> Result<Self, InterviewError> {
        let got = n_words(description);
        if got < MIN_WORDS {
            return Err(InterviewError::TooShort { got, min: MIN_WORDS });
        }
        let title = pasted::title(description);
        let brief = VacancyBrief {
            id: None,
            title: shortened(title),
            area: String::new(),
            level: pasted::level(description, title).unwrap_or_default().to_owned(),
            skills: skills(description),
            n_hired: 0,
        };
        Ok(Self { family: Family::of_title(&brief.title), brief, text: description.to_owned() })
    }

    /// The level its title or its level field names.
    pub(super) fn level(&self) -> Option<Level> {
        level_in(&self.brief.level).or_else(|| level_in(&self.brief.title))
    }
}

/// The bundle's vacancies that match a filter.
pub fn vacancies(bundle: &Bundle, filter: &VacancyFilter) -> VacancyList {
    let terms: Vec<String> = analyze(&filter.query).into_iter().map(|term| term.text).collect();
    let topic: Vec<&String> = terms.iter().filter(|term| !is_question_noise(term)).collect();
    let fits = |wanted: &Option<String>, own: &str| wanted.as_deref().is_none_or(|wanted| wanted == own);
    let mut found: Vec<(usize, &Vacancy)> = bundle
        .vacancies()
        .iter()
        .filter(|vacancy| !vacancy.title.trim().is_empty())
        .filter(|vacancy| fits(&filter.area, &vacancy.area) && fits(&filter.level, &vacancy.level))
        .filter_map(|vacancy| Some((rank(vacancy, filter.query.trim(), &topic)?, vacancy)))
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| by_number(&a.1.id, &b.1.id)));
    VacancyList {
        n_matching: found.len(),
        vacancies: found.into_iter().take(MAX_LISTED).map(|(_, vacancy)| brief(vacancy)).collect(),
        areas: distinct(bundle, |vacancy| &vacancy.area),
        levels: distinct(bundle, |vacancy| &vacancy.level),
    }
}

/// How well a vacancy matches: all words must be there, those of the title count most. None when it does not.
fn rank(vacancy: &Vacancy, query: &str, terms: &[&String]) -> Option<usize> {
    if vacancy.id == query {
        return Some(usize::MAX);
    }
    let of = |text: &str| analyze(text).into_iter().map(|term| term.text).collect::<BTreeSet<_>>();
    let (title, all) = (of(&vacancy.title), of(&text_of(vacancy)));
    let matches = terms.iter().all(|term| all.contains(*term));
    matches.then(|| terms.iter().filter(|term| title.contains(**term)).count())
}

/// Ids are numbers of any length.
fn by_number(a: &str, b: &str) -> std::cmp::Ordering {
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

fn distinct<'a>(bundle: &'a Bundle, field: impl Fn(&'a Vacancy) -> &'a str) -> Vec<String> {
    let values: BTreeSet<&str> =
        bundle.vacancies().iter().map(field).filter(|value| !value.is_empty()).collect();
    values.into_iter().map(str::to_owned).collect()
}

/// A vacancy as it is shown.
pub(super) fn brief(vacancy: &Vacancy) -> VacancyBrief {
    VacancyBrief {
        id: Some(vacancy.id.clone()),
        title: vacancy.title.clone(),
        area: vacancy.area.clone(),
        level: vacancy.level.clone(),
        skills: skills(&text_of(vacancy)),
        n_hired: vacancy.n_hired,
    }
}

/// What a vacancy says of itself.
pub(super) fn text_of(vacancy: &Vacancy) -> String {
    [&vacancy.title, &vacancy.activities, &vacancy.requirements].map(String::as_str).join("\n")
}

/// Skills a text names, in the gazetteer's order.
pub(super) fn skills(text: &str) -> Vec<String> {
    gazetteer().find(text).into_iter().map(str::to_owned).collect()
}

fn shortened(line: &str) -> String {
    match line.char_indices().nth(MAX_TITLE_CHARS) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line.to_owned(),
    }
}

/// The level a title, or a field, names. A grade beside "manager" is the level: product and project managers lead a product
/// and a project, not people.
fn level_in(text: &str) -> Option<Level> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |starts: &[&str], whole: &[&str]| {
        words.iter().any(|word| whole.contains(word) || starts.iter().any(|start| word.starts_with(start)))
    };
    let grade = || {
        if has(&["senior"], &["sr"]) {
            Some(Level::Senior)
        } else if has(&["junior"], &["jr", "auxiliar", "assistente"]) {
            Some(Level::Junior)
        } else {
            has(&["pleno"], &["pl", "mid"]).then_some(Level::Pleno)
        }
    };
    let manages_work = || has(&["produto", "projeto", "product", "project"], &[]);
    if has(&["estag", "trainee"], &["intern"]) {
        Some(Level::Estagio)
    } else if has(&["coordena", "coordinator"], &["lead", "head"]) {
        Some(Level::Coordenador)
    } else if has(&["especialista", "specialist"], &["staff", "principal"]) {
        Some(Level::Especialista)
    } else {
        let manages = has(&["gerente", "manager"], &[]) && !manages_work();
        grade().or(manages.then_some(Level::Coordenador))
    }
}
