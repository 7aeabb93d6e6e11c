//! Pairs, people and vacancies become profiles with their hires.

use std::collections::{BTreeMap, HashMap};

use recruta_core::bundle::{BundleBuilder, Hire, Vacancy};

use super::{
    convert::{self, clean_applicant, clean_vacancy},
    read::Exports,
    report::Report,
};
use crate::{
    clean::{Cleaner, Directory},
    source::{ApplicantRecord, VacancyRecord, Warning},
};

/// Everything the bundle is made of, still as exported, in its final order.
pub(super) struct History {
    vacancies: BTreeMap<String, VacancyRecord>,
    /// Code, record, hires; by first vacancy, then by code.
    hired: Vec<(String, ApplicantRecord, Vec<Hire>)>,
    cleaner: Cleaner,
}

/// Joins the exports; what does not fit together is a warning.
pub(super) fn join(exports: &mut Exports, report: &mut Report) -> History {
    let cleaner = Cleaner::new(directory(exports));
    let mut hires: HashMap<String, Vec<Hire>> = HashMap::new();
    let mut vacancies = BTreeMap::new();
    for pair in std::mem::take(&mut exports.prospects.approved) {
        let place = || format!("prospects > {} > {}", pair.vacancy, pair.applicant);
        if !exports.applicants.contains_key(&pair.applicant) {
            report.warnings.add(Warning::UnknownApplicant, place);
            report.leave_out(&pair.status);
            continue;
        }
        if !vacancies.contains_key(&pair.vacancy) {
            vacancies.insert(pair.vacancy.clone(), vacancy_of(exports, report, &pair.vacancy));
        }
        hires.entry(pair.applicant).or_default().push(Hire { vacancy: pair.vacancy, status: pair.status });
    }
    let applicants = std::mem::take(&mut exports.applicants);
    let mut people: Vec<_> = applicants
        .into_iter()
        .filter_map(|(code, record)| hires.remove(&code).map(|hires| (code, record, hires)))
        .collect();
    for (_, _, hires) in &mut people {
        hires.sort_by_cached_key(|hire| numeric(&hire.vacancy));
    }
    people.sort_by_cached_key(|(code, _, hires)| (numeric(&hires[0].vacancy), numeric(code)));
    History { vacancies, hired: people, cleaner }
}

/// The record of a vacancy, with the prospects file's title where its own is missing.
fn vacancy_of(exports: &mut Exports, report: &mut Report, id: &str) -> VacancyRecord {
    let record = exports.vacancies.records.remove(id);
    if record.is_none() {
        report.warnings.add(Warning::UnknownVacancy, || format!("prospects > {id}"));
    }
    let mut record = record.unwrap_or_default();
    if record.title.trim().is_empty() {
        record.title = exports.prospects.titles.get(id).cloned().unwrap_or_default();
    }
    record
}

fn directory(exports: &Exports) -> Directory {
    let mut directory = Directory::default();
    for name in exports.prospects.candidates.iter().chain(exports.applicants.values().flat_map(|a| &a.names))
    {
        directory.add_person(name);
    }
    let of_applicants = exports.applicants.values().flat_map(|applicant| &applicant.people);
    for name in exports.prospects.recruiters.iter().chain(&exports.vacancies.people).chain(of_applicants) {
        directory.add_staff(name);
    }
    let of_applicants = exports.applicants.values().flat_map(|applicant| &applicant.clients);
    for name in exports.vacancies.clients.iter().chain(of_applicants) {
        directory.add_client(name);
    }
    directory
}

/// Codes sort as numbers, whatever is no number after them.
fn numeric(code: &str) -> (u64, String) {
    (code.parse().unwrap_or(u64::MAX), code.to_owned())
}

impl History {
    /// Cleans everything into `builder`, which counts word pieces with `count`.
    pub fn clean_into(self, builder: &mut BundleBuilder, report: &mut Report, count: impl Fn(&str) -> usize) {
        for (id, record) in &self.vacancies {
            let vacancy: Vacancy = clean_vacancy(id, record, &self.cleaner, &mut report.removed);
            builder.add_vacancy(vacancy);
        }
        let mut seen: HashMap<String, String> = HashMap::new();
        let bar = super::read::bar(self.hired.len() as u64, "cleaning", "{pos}/{len} profiles · {eta} left");
        for (code, record, hires) in &self.hired {
            let (profile, text) = clean_applicant(code, record, &self.cleaner, &mut report.removed);
            if text.is_empty() {
                report.warnings.add(Warning::NoText, || format!("applicants > {code}"));
            } else if let Some(twin) = seen.insert(text.clone(), code.clone()) {
                report.warnings.add(Warning::TwinProfile, || format!("applicants > {twin} > {code}"));
            }
            builder.add_profile(profile, hires, &text, convert::MAX_PASSAGE_PIECES, &count);
            bar.inc(1);
        }
        bar.finish_and_clear();
    }
}
