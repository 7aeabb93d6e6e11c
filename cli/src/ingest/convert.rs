//! Exported records become the bundle's, cleaned.

use std::collections::HashSet;

use recruta_core::{
    bundle::{Profile, Vacancy},
    embed::minilm,
    retrieve::STATES,
    skill::gazetteer,
    text::fold,
};

use crate::{
    clean::{Cleaner, Own, Removed},
    source::{ApplicantRecord, VacancyRecord},
};

/// A passage is what the embedder reads whole.
pub(super) const MAX_PASSAGE_PIECES: usize = minilm::MAX_WORD_PIECES;

/// A Portuguese CV shorter than this is no CV, and the English one says more.
const MIN_CV_CHARS: usize = 400;

/// The English CV is added when it names so many skills that the Portuguese one does not.
const MIN_NEW_SKILLS: usize = 3;

/// A vacancy without clients, people and prices.
pub(super) fn clean_vacancy(
    id: &str,
    record: &VacancyRecord,
    cleaner: &Cleaner,
    removed: &mut Removed,
) -> Vacancy {
    let nobody = Own::nobody();
    let mut line = |text: &str| cleaner.clean_line(text, &nobody, removed);
    let title = line(without_request_number(&record.title));
    let [area, level, education] =
        [&record.area, &record.level, &record.education].map(|text| enumerated(&line(text)));
    let [english, spanish, contract] =
        [&record.english, &record.spanish, &record.contract].map(|text| enumerated(&line(text)));
    let requirements = [record.requirements.as_str(), record.behaviour.as_str()];
    Vacancy {
        id: id.to_owned(),
        title,
        area,
        level,
        education,
        english,
        spanish,
        contract,
        sap: fold(record.sap.trim()) == "sim",
        place: place(&record.city, &record.state),
        activities: unique_lines([cleaner.clean(&record.activities, &nobody, removed)]),
        requirements: unique_lines(requirements.map(|text| cleaner.clean(text, &nobody, removed))),
        n_hired: 0,
    }
}

/// A profile and its text, without the person.
pub(super) fn clean_applicant(
    code: &str,
    record: &ApplicantRecord,
    cleaner: &Cleaner,
    removed: &mut Removed,
) -> (Profile, String) {
    let own = Own::new(&record.names, &record.birth_date, &record.contacts);
    let mut line = |text: &str| enumerated(&cleaner.clean_line(text, &own, removed));
    let profile = Profile {
        id: code.to_owned(),
        title: line(&record.title),
        area: line(&record.area),
        level: line(&record.level),
        education: line(&record.education),
        english: line(&record.english),
        spanish: line(&record.spanish),
        skills: Vec::new(),
    };
    let text = profile_text(&profile, record, |text| cleaner.clean(text, &own, removed));
    (profile, text)
}

/// Objective, knowledge, certificates, education, then the CV; each line once.
fn profile_text(
    profile: &Profile,
    record: &ApplicantRecord,
    mut clean: impl FnMut(&str) -> String,
) -> String {
    let mut parts = vec![profile.title.clone(), clean(&record.objective), clean(&record.position)];
    parts.extend([&record.qualifications, &record.knowledge].map(|text| clean(text)));
    parts.push(labelled("Certificações", record.certificates.iter().map(|text| clean(text))));
    let schooling = record.courses.iter().chain([&record.school]).map(|text| clean(text)).collect::<Vec<_>>();
    let education = [profile.education.clone()].into_iter().chain(schooling);
    parts.push(labelled("Formação", education));
    parts.push(labelled("Idiomas", languages(profile, &clean(&record.other_language))));
    parts.push(clean(&record.experience));
    let (pt, en) = (clean(&record.cv_pt), clean(&record.cv_en));
    let wants_english = pt.chars().count() < MIN_CV_CHARS || new_skills(&pt, &en) >= MIN_NEW_SKILLS;
    parts.push(pt);
    if wants_english {
        parts.push(en);
    }
    unique_lines(parts)
}

fn languages(profile: &Profile, other: &str) -> Vec<String> {
    let level = |name: &str, level: &str| {
        if says_nothing(level) { String::new() } else { format!("{name} {}", level.to_lowercase()) }
    };
    vec![level("inglês", &profile.english), level("espanhol", &profile.spanish), enumerated(other)]
}

/// "Nenhum", "-" and the like.
fn says_nothing(level: &str) -> bool {
    matches!(fold(level).as_str(), "" | "nenhum" | "nenhuma" | "nao" | "none")
}

fn labelled(label: &str, values: impl IntoIterator<Item = String>) -> String {
    let values: Vec<String> = values
        .into_iter()
        .map(|value| value.trim().replace('\n', "; "))
        .filter(|value| !value.is_empty())
        .collect();
    if values.is_empty() { String::new() } else { format!("{label}: {}", values.join("; ")) }
}

fn new_skills(known: &str, other: &str) -> usize {
    let known: HashSet<&str> = gazetteer().find(known).into_iter().collect();
    gazetteer().find(other).into_iter().filter(|skill| !known.contains(skill)).count()
}

/// Lists end in "-" or ","; a lone dash is nothing.
fn enumerated(text: &str) -> String {
    text.trim_matches([' ', '-', ',', ';']).to_owned()
}

/// "2021-2607395-SAP Consultant" and "2607395 - SAP Consultant": the number is the client's.
fn without_request_number(title: &str) -> &str {
    let rest = title
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | ' ' | '–' | '_' | '/' | '.'));
    let n_digits = title[..title.len() - rest.len()].chars().filter(char::is_ascii_digit).count();
    if n_digits >= 5 { rest } else { title }
}

/// "Campinas, SP". What does not look like a place is left out.
fn place(city: &str, state: &str) -> String {
    let plausible = |text: &str| {
        let letters = text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '.'));
        letters && text.split_whitespace().count() <= 6 && text.chars().count() <= 40
    };
    let (city, state) = (city.trim(), state.trim());
    let known = STATES.iter().find(|(name, unit)| *name == fold(state) || *unit == state.to_uppercase());
    let parts = [Some(city).filter(|city| plausible(city)), known.map(|(_, unit)| *unit)];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The lines of all parts in order, each once. Case, accents, bullets and spacing do not make a line another.
fn unique_lines(parts: impl IntoIterator<Item = String>) -> String {
    let mut seen = HashSet::new();
    let mut kept: Vec<String> = Vec::new();
    for part in parts {
        for line in part.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let key: String =
                fold(line).chars().filter(|c| c.is_alphanumeric() || matches!(c, '#' | '+')).collect();
            if !key.is_empty() && seen.insert(key) {
                kept.push(line.to_owned());
            }
        }
    }
    kept.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn request_numbers_go_and_years_of_versions_stay() {
        for (title, left) in [
            ("2021-2607395-PeopleSoft Application Engine", "PeopleSoft Application Engine"),
            ("2605708 - SAP FI", "SAP FI"),
            ("3D Artist", "3D Artist"),
            ("2019 SQL Server DBA", "2019 SQL Server DBA"),
            ("1234567", ""),
        ] {
            assert_eq!(without_request_number(title), left);
        }
    }

    #[test]
    fn places_are_city_and_unit_or_nothing() {
        assert_eq!(place("Campinas ", "São Paulo"), "Campinas, SP");
        assert_eq!(place("", "sp"), "SP");
        assert_eq!(place("Rua A, 12", "Nárnia"), "");
    }

    #[test]
    fn lines_stand_once_in_their_first_order() {
        let parts = ["Java\n• SQL".to_owned(), "- java \nC\nC#\nC++\n--".to_owned()];
        assert_eq!(unique_lines(parts), "Java\n• SQL\nC\nC#\nC++");
    }

    #[test]
    fn english_is_added_only_where_it_says_more() {
        let clean = |record: &ApplicantRecord| {
            let (_, text) = clean_applicant("1", record, &Cleaner::default(), &mut Removed::default());
            text
        };
        let long = "Atuação com Java em projetos. ".repeat(20);
        let mut record =
            ApplicantRecord { cv_pt: long, cv_en: "Java developer".to_owned(), ..Default::default() };
        assert!(!clean(&record).contains("developer"));
        "Java developer: Docker, Kubernetes, Kafka".clone_into(&mut record.cv_en);
        assert!(clean(&record).contains("developer"));
        (record.cv_pt, record.cv_en) = (String::new(), "Java developer".to_owned());
        assert_eq!(clean(&record), "Java developer");
    }
}
