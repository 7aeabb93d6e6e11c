//! All that is known of one person, derived on demand from the plan: the CV and the record tell the same story.

use super::career::{History, history};
use super::fragment::{Family, Fragments, Level, Skill};
use super::person::{Contact, contact};
use super::plan::{Person, Plan, skills_of};
use super::rng::Rng;

/// The exports' language levels, lowest first.
pub const LANGUAGE_LEVELS: [&str; 5] = ["Nenhum", "Básico", "Intermediário", "Avançado", "Fluente"];

/// Schooling.
#[derive(Debug, Clone)]
pub struct Education {
    /// "Bacharelado em Ciência da Computação".
    pub degree: String,
    /// Invented school.
    pub school: String,
    /// Year of completion, past or expected.
    pub year: i64,
    /// Not completed yet.
    pub studying: bool,
    /// A degree, as opposed to a technical school.
    pub higher: bool,
    /// Specialisation and its year.
    pub postgraduate: Option<(String, i64)>,
}

impl Education {
    /// The exports' `nivel_academico`.
    pub fn level_name(&self) -> &'static str {
        match (self.postgraduate.is_some(), self.higher, self.studying) {
            (true, _, _) => "Pós Graduação Completo",
            (_, true, true) => "Ensino Superior Cursando",
            (_, true, false) => "Ensino Superior Completo",
            _ => "Ensino Técnico Completo",
        }
    }
}

/// One person in full.
pub struct Profile<'a> {
    /// The plan's record.
    pub person: &'a Person,
    /// Index in the plan.
    pub at: usize,
    /// Their family.
    pub family: &'a Family,
    /// What they know, in the family's order.
    pub skills: Vec<&'a Skill>,
    /// Where they worked.
    pub history: History<'a>,
    /// How to reach them.
    pub contact: Contact,
    /// Schooling.
    pub education: Education,
    /// Index into `LANGUAGE_LEVELS`.
    pub english: usize,
    /// Index into `LANGUAGE_LEVELS`.
    pub spanish: usize,
    /// Also has a CV in English.
    pub has_english_cv: bool,
}

impl<'a> Profile<'a> {
    /// Derives the person at an index of the plan.
    pub fn derive(fragments: &'a Fragments, plan: &'a Plan, at: usize) -> Self {
        let person = &plan.people[at];
        let family = &fragments.families[person.family];
        let mut rng = Rng::of(plan.seed, "profile", at);
        let history = history(&fragments.common, family, person, &mut rng);
        let education = education(fragments, family, person, &history, &mut rng);
        let asked = person.hired_for.map_or(0, |vacancy| english_asked(plan, vacancy));
        let english = english_of(person.level, &mut rng).max(asked);
        Self {
            person,
            at,
            family,
            skills: skills_of(fragments, plan.seed, &plan.vacancies, person, at)
                .into_iter()
                .map(|skill| &family.skills[skill])
                .collect(),
            contact: contact(&fragments.people, plan.seed, person, at, history.start.year()),
            history,
            education,
            english,
            spanish: rng.weighted(&[62, 22, 11, 4, 1]),
            has_english_cv: english >= 3 && person.level >= Level::Pleno && rng.chance(60) && !person.no_cv,
        }
    }
}

/// The English a vacancy asks for, as an index into `LANGUAGE_LEVELS`.
pub fn english_asked(plan: &Plan, vacancy: usize) -> usize {
    let mut rng = Rng::of(plan.seed, "english", vacancy);
    let weights: [u32; 5] =
        if plan.vacancies[vacancy].level <= Level::Junior { [60, 30, 10, 0, 0] } else { [34, 20, 26, 16, 4] };
    rng.weighted(&weights)
}

fn english_of(level: Level, rng: &mut Rng) -> usize {
    let weights: [u32; 5] = match level {
        Level::Estagio | Level::Junior => [14, 46, 30, 9, 1],
        Level::Pleno => [6, 34, 38, 18, 4],
        _ => [4, 24, 36, 26, 10],
    };
    rng.weighted(&weights)
}

fn education(
    fragments: &Fragments,
    family: &Family,
    person: &Person,
    history: &History<'_>,
    rng: &mut Rng,
) -> Education {
    let common = &fragments.common;
    let (start, now) = (history.start.year(), person.cv_date.month().year());
    let higher = person.level == Level::Estagio || rng.chance(88);
    let degrees = if family.degrees.is_empty() { &common.degrees } else { &family.degrees };
    let degree = if higher { rng.pick(degrees) } else { rng.pick(&common.technical) };
    let planned = if higher { start + rng.range(0, 3) } else { start - 1 };
    let studying = higher && (person.level == Level::Estagio || planned >= now);
    let year = if studying { now + rng.range(1, 2) } else { planned };
    let postgraduate =
        (higher && !studying && person.level >= Level::Senior && rng.chance(38) && year + 2 < now).then(
            || {
                (
                    rng.pick(&common.postgraduate).clone(),
                    rng.range(year + 2, (year + 8).min(now - 1).max(year + 2)),
                )
            },
        );
    Education {
        degree: degree.clone(),
        school: rng.pick(&common.schools).clone(),
        year,
        studying,
        higher,
        postgraduate,
    }
}
