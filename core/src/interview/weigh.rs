//! What a vacancy's interview should be about: its own words, and what people had who were hired for ones like it.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Citation, CitationKind,
    bank::{ANY_FAMILY, Bank, Competency},
    vacancy::{Target, skills, text_of},
};
use crate::{
    bundle::{Bundle, PassageStore as _, Vacancy},
    text::analyze,
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
    /// Comparable within one vacancy.
    pub(super) points: u32,
    /// Terms the vacancy's text has, as the bank writes them.
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
    terms: Vec<String>,
    distinct: BTreeSet<String>,
}

impl Text {
    pub(super) fn of(text: &str) -> Self {
        let terms = terms(text);
        let distinct = terms.iter().cloned().collect();
        Self { terms, distinct }
    }

    /// Whether a phrase stands there: its terms in a row.
    pub(super) fn has(&self, phrase: &str) -> bool {
        let wanted = terms(phrase);
        match wanted.as_slice() {
            [] => false,
            [one] => self.distinct.contains(one),
            several => self.terms.windows(several.len()).any(|window| window == several),
        }
    }
}

fn terms(text: &str) -> Vec<String> {
    analyze(text).into_iter().map(|term| term.text).collect()
}

/// All competencies of the bank that the vacancy, or hires for similar ones, are about, and those every interview may ask;
/// most points first.
pub(super) fn weigh<'a>(bank: &'a Bank, bundle: Option<&Bundle>, target: &Target) -> Vec<Weighed<'a>> {
    let hires = bundle.map_or_else(Vec::new, |bundle| hires(bundle, target));
    let (title, text) = (Text::of(&target.brief.title), Text::of(&target.text));
    let mut weighed: Vec<Weighed<'a>> = bank
        .competencies()
        .iter()
        .map(|competency| weigh_one(competency, &title, &text, &hires))
        .filter(|weighed| weighed.points > 0 || weighed.competency.family() == ANY_FAMILY)
        .collect();
    favour_the_main_family(&mut weighed);
    weighed.sort_by(|a, b| b.points.cmp(&a.points).then_with(|| a.competency.id.cmp(&b.competency.id)));
    weighed
}

fn weigh_one<'a>(competency: &'a Competency, title: &Text, text: &Text, hires: &[Hire<'_>]) -> Weighed<'a> {
    let mut asked_by: Vec<String> = competency.terms.iter().filter(|term| text.has(term)).cloned().collect();
    let in_title = competency.terms.iter().any(|term| title.has(term));
    let shown = |hire: &&Hire<'_>| competency.terms.iter().any(|term| hire.text.has(term));
    let showing: Vec<&Hire<'_>> = hires.iter().filter(shown).collect();
    let from_text = 3 * asked_by.len().min(3) + if in_title { 5 } else { 0 };
    let from_hires = 6 * showing.len() / hires.len().max(1);
    let points = if asked_by.is_empty() { from_hires / 2 } else { from_text + from_hires };
    asked_by.truncate(MAX_ASKED_BY);
    Weighed {
        competency,
        points: points as u32,
        asked_by,
        n_hires: showing.len(),
        n_looked_at: hires.len(),
        citations: citations(&showing),
    }
}

/// Competencies of families the vacancy hardly touches lose half.
fn favour_the_main_family(weighed: &mut [Weighed<'_>]) {
    let mut families: BTreeMap<&str, u32> = BTreeMap::new();
    for one in weighed.iter().filter(|one| one.competency.family() != ANY_FAMILY) {
        *families.entry(one.competency.family()).or_default() += one.points;
    }
    let most = families.values().copied().max().unwrap_or(0);
    for one in weighed {
        let own = families.get(one.competency.family()).copied().unwrap_or(most);
        if own * 2 < most {
            one.points /= 2;
        }
    }
}

/// Some hires and the vacancies they were hired for, each once.
fn citations(showing: &[&Hire<'_>]) -> Vec<Citation> {
    let mut cited = Vec::new();
    for hire in showing.iter().take(MAX_CITED) {
        let profile = (CitationKind::Profile, hire.profile, hire.profile_title);
        let vacancy = (CitationKind::Vacancy, hire.vacancy.id.as_str(), hire.vacancy.title.as_str());
        for (kind, id, title) in [profile, vacancy] {
            let citation = Citation { kind, id: id.to_owned(), title: title.to_owned() };
            if !cited.contains(&citation) {
                cited.push(citation);
            }
        }
    }
    cited.sort();
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
