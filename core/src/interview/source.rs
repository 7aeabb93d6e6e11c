//! What a plan cites, opened: the record as the bundle has it, with the words marked that speak for a competency.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{
    CitationKind, Span,
    bank::Competency,
    vacancy::{skills, text_of},
    weigh::Text,
};
use crate::bundle::{Bundle, PassageStore as _};

/// A vacancy or a hired profile that a plan cites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitedRecord {
    /// Vacancy or profile.
    pub kind: CitationKind,
    /// Id of the vacancy, or the code of the profile.
    pub id: String,
    /// Its title, possibly empty.
    pub title: String,
    /// Its area, possibly empty.
    pub area: String,
    /// Its level, possibly empty.
    pub level: String,
    /// Skills found in it, in the gazetteer's spelling.
    pub skills: Vec<String>,
    /// Of a profile the vacancies it was hired for.
    pub hired_for: Vec<HiredFor>,
    /// Of a vacancy how many it hired.
    pub n_hired: usize,
    /// What it says: of a vacancy activities and requirements, of a profile its passages in order. None is empty.
    pub texts: Vec<CitedText>,
}

/// A vacancy a profile was hired for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HiredFor {
    /// Id of the vacancy.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What came of it, as the export spells it.
    pub status: String,
}

/// A text of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitedText {
    /// The words, personal data removed.
    pub text: String,
    /// Where they speak for a competency, in scalar values, ordered, not overlapping.
    pub highlights: Vec<Span>,
}

/// A record of the bundle; none when it is not there.
pub(super) fn open(
    bundle: &Bundle,
    (kind, id): (CitationKind, &str),
    competencies: &[&Competency],
) -> Option<CitedRecord> {
    match kind {
        CitationKind::Vacancy => vacancy(bundle, id, competencies),
        CitationKind::Profile => profile(bundle, id, competencies),
    }
}

fn vacancy(bundle: &Bundle, id: &str, competencies: &[&Competency]) -> Option<CitedRecord> {
    let vacancy = bundle.vacancy(id)?;
    let texts = [&vacancy.activities, &vacancy.requirements].map(String::as_str);
    Some(CitedRecord {
        kind: CitationKind::Vacancy,
        id: vacancy.id.clone(),
        title: vacancy.title.clone(),
        area: vacancy.area.clone(),
        level: vacancy.level.clone(),
        skills: skills(&text_of(vacancy)),
        hired_for: Vec::new(),
        n_hired: vacancy.n_hired,
        texts: marked(texts, competencies),
    })
}

fn profile(bundle: &Bundle, id: &str, competencies: &[&Competency]) -> Option<CitedRecord> {
    let profile = bundle.profile(id)?;
    let passages = || bundle.passages().iter().filter(|passage| passage.profile == id);
    // Each passage has all hires of its profile.
    let hires = passages().next().map_or(&[][..], |passage| &passage.hires);
    let hired_for = hires.iter().map(|hire| HiredFor {
        id: hire.vacancy.clone(),
        title: bundle.vacancy(&hire.vacancy).map_or_else(String::new, |vacancy| vacancy.title.clone()),
        status: hire.status.clone(),
    });
    Some(CitedRecord {
        kind: CitationKind::Profile,
        id: profile.id.clone(),
        title: profile.title.clone(),
        area: profile.area.clone(),
        level: profile.level.clone(),
        skills: profile.skills.clone(),
        hired_for: hired_for.collect(),
        n_hired: 0,
        texts: marked(passages().map(|passage| passage.text.as_str()), competencies),
    })
}

fn marked<'a>(texts: impl IntoIterator<Item = &'a str>, competencies: &[&Competency]) -> Vec<CitedText> {
    let texts = texts.into_iter().filter(|text| !text.trim().is_empty());
    texts
        .map(|text| {
            let places = Text::of(text).places_of(competencies);
            let highlights = places.iter().map(|place| scalars(text, place)).collect();
            CitedText { text: text.to_owned(), highlights }
        })
        .collect()
}

/// A range of bytes as one of scalar values.
fn scalars(text: &str, bytes: &Range<usize>) -> Span {
    let before = |at: usize| text[..at].chars().count();
    Span { start: before(bytes.start), end: before(bytes.end) }
}

#[cfg(test)]
mod tests {
    use crate::{
        bundle::{Bundle, Hire, Profile, Vacancy, tests::bundle},
        interview::{CitationKind, CitedRecord, CitedText, tests::interviewer},
    };

    const SAID: &str = "Serviços em Java com threads e CompletableFuture.\nJava é o dia a dia.";

    fn records() -> Bundle {
        let vacancy = Vacancy {
            id: "7".into(),
            title: "Desenvolvedor Java".into(),
            requirements: "Concorrência em produção".into(),
            ..Vacancy::default()
        };
        let profile = Profile { id: "31".into(), title: "Dev".into(), ..Profile::default() };
        let hire = Hire { vacancy: "7".into(), status: "Contratado".into() };
        bundle(vec![vacancy], vec![(profile, vec![hire], SAID)])
    }

    fn open(kind: CitationKind, id: &str, competencies: &[&str]) -> Option<CitedRecord> {
        let competencies: Vec<String> = competencies.iter().map(|id| (*id).to_owned()).collect();
        interviewer().source(&records(), (kind, id), &competencies)
    }

    fn marks(CitedText { text, highlights }: &CitedText) -> Vec<String> {
        let words = |start, end| text.chars().skip(start).take(end - start).collect();
        highlights.iter().map(|span| words(span.start, span.end)).collect()
    }

    #[test]
    fn a_profile_opens_with_its_hires_and_every_word_that_speaks_for_a_competency() {
        let record = open(CitationKind::Profile, "31", &["java.language", "java.concurrency"]).unwrap();
        assert_eq!((record.title.as_str(), record.texts.len()), ("Dev", 1));
        assert_eq!(record.texts[0].text, SAID);
        assert_eq!(marks(&record.texts[0]), ["Java", "threads", "CompletableFuture", "Java"]);
        let hired_for: Vec<_> = record.hired_for.iter().map(|hire| (&*hire.id, &*hire.title)).collect();
        assert_eq!(hired_for, [("7", "Desenvolvedor Java")]);
    }

    #[test]
    fn a_vacancy_opens_with_what_it_says_and_no_empty_text() {
        let record = open(CitationKind::Vacancy, "7", &["java.concurrency", "java.nothing"]).unwrap();
        assert_eq!((record.n_hired, record.texts.len()), (1, 1));
        assert_eq!(marks(&record.texts[0]), ["Concorrência"]);
    }

    #[test]
    fn what_the_bundle_does_not_have_is_none() {
        assert_eq!(open(CitationKind::Profile, "7", &[]), None);
        assert_eq!(open(CitationKind::Vacancy, "31", &[]), None);
    }
}
