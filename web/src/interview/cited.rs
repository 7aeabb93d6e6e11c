//! What a plan cites: which competencies each record speaks for, and the records once they are opened.

use leptos::prelude::*;
use recruta_api::{
    error::ErrorBody,
    interview::{Citation, CitationKind, CitedRecord, PlannedCompetency, VacancyBrief},
    worker::{Command, Event},
};

use super::Interview;
use crate::dom;

/// A record that a plan cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// Which.
    pub citation: Citation,
    /// Whether it is the vacancy of the interview.
    pub is_own: bool,
    /// Ids of the competencies it speaks for, weightiest first.
    pub competencies: Vec<String>,
    /// Their names.
    pub names: Vec<String>,
}

/// How far a record is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// The engine looks for it.
    Waiting,
    /// Here it is.
    Here(Box<CitedRecord>),
    /// The data of this device have no such record.
    Gone,
    /// It could not be asked for.
    Failed(ErrorBody),
}

/// The vacancy, then all that the competencies cite, each once, in the report's order. The vacancy speaks for what its words
/// ask for, the others for what cites them.
pub fn cited(vacancy: &VacancyBrief, planned: &[PlannedCompetency]) -> Vec<Cited> {
    let own = vacancy.id.clone().map(|id| {
        let (kind, title) = (CitationKind::Vacancy, vacancy.title.clone());
        let asked = planned.iter().filter(|one| !one.asked_by.is_empty());
        let citation = Citation { kind, id, title, hired_for: None };
        speaking(citation, true, asked)
    });
    let mut found: Vec<Cited> = own.into_iter().collect();
    for citation in planned.iter().flat_map(|one| &one.citations) {
        let is_known =
            |known: &Cited| (known.citation.kind, &known.citation.id) == (citation.kind, &citation.id);
        if !found.iter().any(is_known) {
            let citing = planned.iter().filter(|one| one.citations.contains(citation));
            found.push(speaking(citation.clone(), false, citing));
        }
    }
    found
}

fn speaking<'a>(
    citation: Citation,
    is_own: bool,
    planned: impl Iterator<Item = &'a PlannedCompetency>,
) -> Cited {
    let (competencies, names) = planned.map(|one| (one.id.clone(), one.name.clone())).unzip();
    Cited { citation, is_own, competencies, names }
}

impl Interview {
    /// Unfolds a record, or folds it. One that is not here is asked for.
    pub fn unfold(self, cited: &Cited, unfolded: bool) {
        let id = dom::source_id(&cited.citation);
        let is_here = self.opened.with_untracked(|opened| {
            opened.get(&id).is_some_and(|opened| !matches!(opened, Opened::Failed(_)))
        });
        if unfolded && !is_here {
            self.fetch(id.clone(), cited);
        }
        self.unfolded.update(|known| {
            if unfolded {
                known.insert(id);
            } else {
                known.remove(&id);
            }
        });
    }

    /// Beside whatever else the engine is asked: it waits its turn there, and changes nothing.
    fn fetch(self, id: String, cited: &Cited) {
        let interview = self.id_now();
        let put = move |opened: Opened| {
            if self.id_now() == interview {
                self.opened.update(|known| {
                    known.insert(id.clone(), opened);
                });
            }
        };
        put(Opened::Waiting);
        let (kind, record) = (cited.citation.kind, cited.citation.id.clone());
        let command = Command::InterviewSource { kind, record, competencies: cited.competencies.clone() };
        self.engine.send(command, move |event| match event {
            Event::InterviewSource { source: Some(record) } => put(Opened::Here(record)),
            Event::InterviewSource { source: None } => put(Opened::Gone),
            Event::Error { error } => put(Opened::Failed(error)),
            _ => {}
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(id: &str) -> Citation {
        let hired_for = Some("8".to_owned());
        Citation { kind: CitationKind::Profile, id: id.into(), title: String::new(), hired_for }
    }

    fn vacancy(id: &str) -> Citation {
        Citation { kind: CitationKind::Vacancy, id: id.into(), title: "T".into(), hired_for: None }
    }

    fn planned(id: &str, asked_by: &[&str], citations: Vec<Citation>) -> PlannedCompetency {
        let asked_by = asked_by.iter().map(|words| (*words).to_owned()).collect();
        let (id, name) = (id.to_owned(), id.to_uppercase());
        PlannedCompetency {
            id,
            name,
            weight: 1,
            asked_by,
            n_hires: 1,
            n_looked_at: 2,
            citations,
            question: None,
        }
    }

    fn brief(id: Option<&str>) -> VacancyBrief {
        let (area, level) = (String::new(), String::new());
        let id = id.map(str::to_owned);
        VacancyBrief { id, title: "T".into(), area, level, skills: vec![], n_hired: 1 }
    }

    fn told(cited: &[Cited]) -> Vec<(&str, bool, Vec<&str>)> {
        let mut told = Vec::new();
        for Cited { citation, is_own, names, .. } in cited {
            told.push((citation.id.as_str(), *is_own, names.iter().map(String::as_str).collect()));
        }
        told
    }

    #[test]
    fn each_record_is_there_once_with_all_that_it_speaks_for() {
        let planned = [
            planned("java", &["Java"], vec![profile("1"), vacancy("8"), vacancy("9")]),
            planned("sql", &[], vec![profile("2"), vacancy("8"), profile("1")]),
        ];
        let found = cited(&brief(Some("9")), &planned);
        let expected = [
            ("9", true, vec!["JAVA"]),
            ("1", false, vec!["JAVA", "SQL"]),
            ("8", false, vec!["JAVA", "SQL"]),
            ("2", false, vec!["SQL"]),
        ];
        assert_eq!(told(&found), expected);
    }

    #[test]
    fn a_pasted_description_is_no_record() {
        let planned = [planned("java", &["Java"], vec![vacancy("8")])];
        assert_eq!(told(&cited(&brief(None), &planned)), [("8", false, vec!["JAVA"])]);
        assert_eq!(cited(&brief(None), &[]), []);
    }
}
