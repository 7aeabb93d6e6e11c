//! What a vacancy's interview should be about: its own words, and what people had who were hired for ones like it.

use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
};

use super::{
    Citation, CitationKind,
    bank::{ANY_FAMILY, Bank, Competency},
    trade,
    vacancy::{Target, skills, text_of},
};
use crate::{
    bundle::{Bundle, PassageStore as _, Vacancy},
    text::{Term, analyze},
};

/// Similar vacancies whose hires are looked at, and hires at most.
const MAX_SIMILAR: usize = 5;
const MAX_HIRES: usize = 40;

/// Hires cited for one competency.
const MAX_CITED: usize = 3;

/// Words of the vacancy that are shown for one competency.
const MAX_ASKED_BY: usize = 4;

/// A competency and how much the vacancy is about it.
#[derive(Debug, Clone)]
pub(super) struct Weighed<'a> {
    pub(super) competency: &'a Competency,
    /// Whether it belongs to the vacancy's own trade.
    pub(super) is_own: bool,
    /// Comparable within one vacancy.
    pub(super) points: u32,
    /// What the vacancy says of it, as the vacancy spells it.
    pub(super) asked_by: Vec<String>,
    pub(super) n_hires: usize,
    pub(super) n_looked_at: usize,
    pub(super) citations: Vec<Citation>,
}

/// A hire for a similar vacancy.
struct Hire<'a> {
    profile: &'a str,
    profile_title: &'a str,
    vacancy: &'a Vacancy,
    text: Text,
}

/// A text as index terms, for finding phrases in it.
pub(super) struct Text {
    source: String,
    terms: Vec<Term>,
    /// Where each term stands in `terms`.
    places: HashMap<String, Vec<usize>>,
}

impl Text {
    pub(super) fn of(text: &str) -> Self {
        let terms = analyze(text);
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, term) in terms.iter().enumerate() {
            places.entry(term.text.clone()).or_default().push(at);
        }
        Self { source: text.to_owned(), terms, places }
    }

    /// Whether a phrase stands there: its terms in a row, within one sentence.
    pub(super) fn has(&self, phrase: &str) -> bool {
        self.find(&terms(phrase)).is_some()
    }

    /// Whether one of some phrases stands there.
    fn has_one_of(&self, phrases: &[Vec<String>]) -> bool {
        phrases.iter().any(|phrase| self.find(phrase).is_some())
    }

    /// The bytes where a phrase stands first, given as its terms.
    fn find(&self, wanted: &[String]) -> Option<Range<usize>> {
        self.find_all(wanted).next()
    }

    /// The bytes wherever it stands, in order.
    fn find_all<'a>(&'a self, wanted: &'a [String]) -> impl Iterator<Item = Range<usize>> + 'a {
        let starts = wanted.first().and_then(|first| self.places.get(first));
        starts.into_iter().flatten().filter_map(move |start| {
            let window = self.terms.get(*start..start + wanted.len())?;
            let same = window.iter().map(|term| &term.text).eq(wanted);
            let first = window.iter().map(|term| term.start).min()?;
            let last = window.iter().map(|term| term.end).max()?;
            let whole = !self.source[first..last].contains(['\n', ';', '!', '?']);
            (same && whole).then_some(first..last)
        })
    }

    /// The bytes wherever something speaks for a competency, in order; places that overlap or touch are one.
    pub(super) fn places_of(&self, competencies: &[&Competency]) -> Vec<Range<usize>> {
        let phrases: Vec<Vec<String>> = competencies.iter().flat_map(|one| phrases(one)).collect();
        let mut found: Vec<Range<usize>> = phrases.iter().flat_map(|phrase| self.find_all(phrase)).collect();
        found.sort_by_key(|range| (range.start, range.end));
        let mut merged: Vec<Range<usize>> = Vec::new();
        for range in found {
            match merged.last_mut().filter(|last| range.start <= last.end) {
                Some(last) => last.end = last.end.max(range.end),
                None => merged.push(range),
            }
        }
        merged
    }

    /// What a text says of a competency, in its own spelling, each once; of two that overlap the longer.
    pub(super) fn quotes(&self, competency: &Competency) -> Vec<String> {
        self.quotes_of(&phrases(competency))
    }

    fn quotes_of(&self, phrases: &[Vec<String>]) -> Vec<String> {
        let mut kept: Vec<(usize, Range<usize>)> = Vec::new();
        let found = phrases.iter().enumerate().filter_map(|(at, phrase)| Some((at, self.find(phrase)?)));
        for (at, found) in found {
            let overlaps = |other: &Range<usize>| other.start < found.end && found.start < other.end;
            let is_longest =
                kept.iter().filter(|(_, other)| overlaps(other)).all(|(_, other)| other.len() < found.len());
            if is_longest {
                kept.retain(|(_, other)| !overlaps(other));
                kept.push((at, found));
            }
        }
        // In the bank's order, which puts what names the competency first.
        kept.sort_by_key(|(at, _)| *at);
        let words = |range: &Range<usize>| {
            self.source[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ")
        };
        kept.iter().map(|(_, range)| words(range)).collect()
    }
}

/// The terms of each phrase by which a competency is found. They are looked for in every hire's text, so they are made once.
fn phrases(competency: &Competency) -> Vec<Vec<String>> {
    competency.terms.iter().map(|term| terms(term)).collect()
}

fn terms(text: &str) -> Vec<String> {
    analyze(text).into_iter().map(|term| term.text).collect()
}

/// All competencies that this vacancy's interview may be about, most points first: those of its own trade, those every
/// interview may ask, and of other trades only what the vacancy asks for by a name of theirs, at half its points.
pub(super) fn weigh<'a>(bank: &'a Bank, bundle: Option<&Bundle>, target: &Target) -> Vec<Weighed<'a>> {
    let hires = bundle.map_or_else(Vec::new, |bundle| hires(bundle, target));
    let (title, text) = (Text::of(&target.brief.title), Text::of(&target.text));
    let own = trade::of(bank, target, &title, &text);
    let weighed = bank.competencies().iter().filter_map(|competency| {
        let mut one = weigh_one(competency, &title, &text, &hires);
        one.is_own = own.is_some_and(|own| own.id() == competency.family());
        let is_foreign = !one.is_own && competency.family() != ANY_FAMILY;
        if is_foreign {
            one.points /= 2;
        }
        let may_be_asked =
            !is_foreign || (own.is_some() && one.points > 0 && trade::names(&text, competency));
        may_be_asked.then_some(one)
    });
    let mut weighed: Vec<Weighed<'a>> = weighed.collect();
    weighed.sort_by(|a, b| b.points.cmp(&a.points).then_with(|| a.competency.id.cmp(&b.competency.id)));
    weighed
}

fn weigh_one<'a>(competency: &'a Competency, title: &Text, text: &Text, hires: &[Hire<'_>]) -> Weighed<'a> {
    let phrases = phrases(competency);
    let mut asked_by = text.quotes_of(&phrases);
    let in_title = title.has_one_of(&phrases);
    let shown = |hire: &&Hire<'_>| hire.text.has_one_of(&phrases);
    let showing: Vec<&Hire<'_>> = hires.iter().filter(shown).collect();
    let from_text = 3 * asked_by.len().min(3) + if in_title { 5 } else { 0 };
    let from_hires = 6 * showing.len() / hires.len().max(1);
    let points = if asked_by.is_empty() { from_hires / 2 } else { from_text + from_hires };
    asked_by.truncate(MAX_ASKED_BY);
    Weighed {
        competency,
        is_own: false,
        points: points as u32,
        asked_by,
        n_hires: showing.len(),
        n_looked_at: hires.len(),
        citations: citations(&showing),
    }
}

/// Some hires, each before the vacancy it was hired for, each vacancy once.
fn citations(showing: &[&Hire<'_>]) -> Vec<Citation> {
    let mut cited = Vec::new();
    for hire in showing.iter().take(MAX_CITED) {
        let (id, title) = (hire.vacancy.id.clone(), hire.vacancy.title.clone());
        let profile = Citation {
            kind: CitationKind::Profile,
            id: hire.profile.to_owned(),
            title: hire.profile_title.to_owned(),
            hired_for: Some(id.clone()),
        };
        for citation in [profile, Citation { kind: CitationKind::Vacancy, id, title, hired_for: None }] {
            if !cited.contains(&citation) {
                cited.push(citation);
            }
        }
    }
    cited
}

/// Hires for the vacancy itself and those most like it, nearest vacancy first.
fn hires<'a>(bundle: &'a Bundle, target: &Target) -> Vec<Hire<'a>> {
    let mut found: Vec<Hire<'a>> = Vec::new();
    for vacancy in similar(bundle, target) {
        let hired: BTreeSet<&str> = bundle
            .passages()
            .iter()
            .filter(|passage| passage.hires.iter().any(|hire| hire.vacancy == vacancy.id))
            .map(|passage| passage.profile.as_str())
            .collect();
        for profile in hired {
            if found.len() < MAX_HIRES && found.iter().all(|hire| hire.profile != profile) {
                found.push(hire(bundle, profile, vacancy));
            }
        }
    }
    found
}

fn hire<'a>(bundle: &'a Bundle, profile: &'a str, vacancy: &'a Vacancy) -> Hire<'a> {
    let own = bundle.passages().iter().filter(|passage| passage.profile == profile);
    let mut text: Vec<&str> = own.map(|passage| passage.text.as_str()).collect();
    let record = bundle.profile(profile);
    text.extend(record.into_iter().flat_map(|record| record.skills.iter().map(String::as_str)));
    let profile_title = record.map_or("", |record| record.title.as_str());
    Hire { profile, profile_title, vacancy, text: Text::of(&text.join("\n")) }
}

/// Vacancies with hires that share the most skills and words of the title.
fn similar<'a>(bundle: &'a Bundle, target: &Target) -> Vec<&'a Vacancy> {
    let own_skills: BTreeSet<&str> = target.brief.skills.iter().map(String::as_str).collect();
    let own_title: BTreeSet<String> = terms(&target.brief.title).into_iter().collect();
    let mut ranked: Vec<(usize, &Vacancy)> = bundle
        .vacancies()
        .iter()
        .filter(|vacancy| vacancy.n_hired > 0)
        .map(|vacancy| {
            let other = skills(&text_of(vacancy));
            let shared = other.iter().filter(|skill| own_skills.contains(skill.as_str())).count();
            let all = own_skills.len() + other.len() - shared;
            let title = terms(&vacancy.title).iter().filter(|term| own_title.contains(*term)).count();
            let same = usize::from(target.brief.id.as_deref() == Some(&vacancy.id));
            (1_000 * same + 100 * shared / all.max(1) + 15 * title, vacancy)
        })
        .filter(|(points, _)| *points >= 20)
        .collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
    ranked.into_iter().take(MAX_SIMILAR).map(|(_, vacancy)| vacancy).collect()
}
