//! `prospects.json`: who was considered for which vacancy, and with what outcome.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::{
    FileFacts, KNOWN, Progress, SourceError, StatusSet, Warning, Warnings,
    field::Fields,
    node::Node,
    stream::{self, Consumer, Export},
};

/// One row whose situation is in the approved set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidacy {
    /// Key of the vacancy.
    pub vacancy: String,
    /// `codigo` of the applicant.
    pub applicant: String,
    /// The situation, in the approved set's spelling.
    pub status: String,
}

/// What the file says, as far as ingestion needs it.
#[derive(Debug, Default)]
pub struct Prospects {
    /// The approved rows, each pair once, by vacancy.
    pub approved: Vec<Candidacy>,
    /// Titles of the vacancies with approved rows.
    pub titles: BTreeMap<String, String>,
    /// Names of everybody who was considered.
    pub candidates: BTreeSet<String>,
    /// Names of the recruiters.
    pub recruiters: BTreeSet<String>,
    /// How many rows there are.
    pub n_rows: usize,
    /// Rows by known situation; others under `?`.
    pub n_by_status: BTreeMap<String, usize>,
    /// The same for each vacancy, with its title.
    pub by_vacancy: BTreeMap<String, VacancyRows>,
}

/// The export cuts comments here.
const COMMENT_CHARS: usize = 255;

/// All candidacies of a vacancy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VacancyRows {
    /// `titulo`.
    pub title: String,
    /// Rows by known situation; others under `?`.
    pub n_by_status: BTreeMap<String, usize>,
}

/// Reads `prospects.json`.
///
/// A pair with several rows is approved if one of them is: later rows of the same pair are clerical ("documents sent").
pub fn read_prospects(
    path: &Path,
    approved: &StatusSet,
    warnings: &mut Warnings,
    progress: Progress<'_>,
) -> Result<(Prospects, FileFacts), SourceError> {
    let mut reader = Reader {
        approved,
        known: StatusSet::of(&KNOWN),
        by_vacancy: BTreeMap::new(),
        outcomes: BTreeMap::new(),
        codes: BTreeMap::new(),
        people: Prospects::default(),
    };
    let facts = stream::read(Export { path, name: "prospects" }, &mut reader, warnings, progress)?;
    reader.warn_of_people(warnings);
    Ok((reader.finish(), facts))
}

struct Reader<'a> {
    approved: &'a StatusSet,
    known: StatusSet,
    by_vacancy: BTreeMap<String, Rows>,
    /// By applicant: has an approved row, has a row of another outcome.
    outcomes: BTreeMap<String, (bool, bool)>,
    /// By name: the codes it stands with.
    codes: BTreeMap<String, BTreeSet<String>>,
    people: Prospects,
}

/// The rows of one vacancy.
#[derive(Default)]
struct Rows {
    title: String,
    count: usize,
    by_status: BTreeMap<String, usize>,
    approved: Vec<Candidacy>,
}

impl Consumer for Reader<'_> {
    fn wants(&self, _: &str) -> bool {
        true
    }

    fn take(&mut self, vacancy: String, record: Node, warnings: &mut Warnings) {
        let place = format!("prospects > {vacancy}");
        let Some(mut fields) = Fields::of(record, place.clone(), warnings) else { return };
        let mut rows = Rows { title: fields.text("titulo", warnings), ..Rows::default() };
        let list = fields.list("prospects", warnings);
        if list.is_empty() && rows.title.trim().is_empty() {
            warnings.add(Warning::BlankVacancy, || place.clone());
        }
        for (at, row) in list.into_iter().enumerate() {
            if let Some(fields) = Fields::of(row, format!("{place} > {at}"), warnings) {
                self.take_row(&vacancy, &format!("{place} > {at}"), fields, &mut rows, warnings);
            }
        }
        self.by_vacancy.insert(vacancy, rows);
    }
}

impl Reader<'_> {
    fn take_row(
        &mut self,
        vacancy: &str,
        place: &str,
        mut row: Fields,
        rows: &mut Rows,
        warnings: &mut Warnings,
    ) {
        rows.count += 1;
        let name = row.text("nome", warnings);
        let applicant = row.text("codigo", warnings).trim().to_owned();
        if !name.trim().is_empty() && !applicant.is_empty() {
            self.codes.entry(name.clone()).or_default().insert(applicant.clone());
        }
        self.people.candidates.insert(name);
        if row.text("comentario", warnings).chars().count() >= COMMENT_CHARS {
            warnings.add(Warning::CutComment, || format!("{place} > comentario"));
        }
        self.people.recruiters.insert(row.text("recrutador", warnings));
        // The export spells it "candidado"; a corrected spelling is the same field.
        let status = row.first_text(&["situacao_candidado", "situacao_candidato"], warnings);
        let known = self.known.find(&status);
        if known.is_none() {
            warnings.add(Warning::UnknownStatus, || place.to_owned());
        }
        let known = known.or_else(|| self.approved.find(&status));
        *rows.by_status.entry(known.unwrap_or("?").to_owned()).or_default() += 1;
        let status = self.approved.find(&status).map(str::to_owned);
        let (approved, other) = self.outcomes.entry(applicant.clone()).or_default();
        *(if status.is_some() { approved } else { other }) = true;
        let Some(status) = status else { return };
        if applicant.parse::<u64>().is_err() {
            warnings.add(Warning::OddCode, || place.to_owned());
        }
        if rows.approved.iter().any(|known| known.applicant == applicant) {
            warnings.add(Warning::RepeatedPair, || place.to_owned());
        } else if !applicant.is_empty() {
            rows.approved.push(Candidacy { vacancy: vacancy.to_owned(), applicant, status });
        }
    }

    /// What only all rows together show.
    fn warn_of_people(&self, warnings: &mut Warnings) {
        for (code, _) in self.outcomes.iter().filter(|(_, outcomes)| **outcomes == (true, true)) {
            warnings.add(Warning::MixedOutcome, || format!("prospects > codigo {code}"));
        }
        for codes in self.codes.values().filter(|codes| codes.len() > 1) {
            warnings.add(Warning::SharedName, || {
                let first: Vec<_> = codes.iter().take(2).map(String::as_str).collect();
                format!("prospects > codigo {}", first.join(" > "))
            });
        }
    }

    fn finish(self) -> Prospects {
        let mut prospects = self.people;
        for (vacancy, rows) in self.by_vacancy {
            prospects.n_rows += rows.count;
            for (status, count) in &rows.by_status {
                *prospects.n_by_status.entry(status.clone()).or_default() += count;
            }
            if !rows.approved.is_empty() {
                prospects.titles.insert(vacancy.clone(), rows.title.clone());
                prospects.approved.extend(rows.approved);
            }
            prospects
                .by_vacancy
                .insert(vacancy, VacancyRows { title: rows.title, n_by_status: rows.by_status });
        }
        prospects
    }
}
