//! Which of a question's terms tell of its expected points, and which stand in stories about anything.
//!
//! Every good story has people who asked, tested, noted, and minutes that became fewer. The bank's strong answers to questions
//! on other competencies say how common a term is ([`shares`]). What is common shows an expected point only where something of
//! the question's subject stands beside it: a telling term of another point or a rare word of the question, in the same sentence
//! or the next one.

use std::ops::Range;

use super::{Asked, reading::Reading, term::Term};
use crate::interview::{
    bank::{Question, Shares, Signal, Stories},
    word::Stems,
};

/// A term is common that more of the stories about something else have.
const COMMON: f64 = 0.12;

/// Rarity of a question's word that marks its subject.
const MIN_RARITY: f64 = 0.35;

/// Where an expected point is shown, and in what share of the stories about something else its term stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    pub(super) range: Range<usize>,
    pub(super) share: f64,
}

/// A place where a term of a signal stands.
struct Place {
    signal: usize,
    range: Range<usize>,
    share: f64,
    sentence: usize,
}

impl Place {
    fn is_common(&self) -> bool {
        self.share > COMMON
    }
}

/// Where each signal is shown, in the bank's order: by that of its telling terms that says most, else by a common one beside the
/// subject. `topic` are words of the question. With `any_subject`, common terms count wherever they stand.
pub(super) fn shown(
    asked: &Asked<'_>,
    reading: &Reading,
    topic: &[usize],
    any_subject: bool,
) -> Vec<(Signal, Option<Shown>)> {
    let places = places(asked, reading);
    let vocabulary = asked.bank.vocabulary(asked.language);
    let rare = topic.iter().filter(|at| vocabulary.rarity(&reading.stems[**at]) >= MIN_RARITY);
    let rare: Vec<usize> = rare.map(|at| reading.sentence_at(*at)).collect();
    let is_beside_subject = |place: &Place| {
        let telling = places.iter().filter(|other| other.signal != place.signal && !other.is_common());
        let subject = telling.map(|other| other.sentence).chain(rare.iter().copied());
        any_subject || subject.into_iter().any(|sentence| sentence.abs_diff(place.sentence) <= 1)
    };
    let signals = asked.question.wording(asked.language).signals.iter().enumerate();
    let found = |(number, signal): (usize, &Signal)| {
        let own = || places.iter().filter(|place| place.signal == number);
        // The longest says most, of equal ones the rarest.
        let says = |place: &&Place| (place.range.len(), 1.0 - place.share);
        let telling = own().filter(|place| !place.is_common()).rev().max_by(|a, b| {
            let (a, b) = (says(a), says(b));
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
        });
        let place = telling.or_else(|| own().find(|place| is_beside_subject(place)));
        let share = own().map(|place| place.share).fold(1.0, f64::min);
        (signal.clone(), place.map(|place| Shown { range: place.range.clone(), share }))
    };
    signals.map(found).collect()
}

/// Everywhere that terms stand, in their order.
fn places(asked: &Asked<'_>, reading: &Reading) -> Vec<Place> {
    let stems = Stems::new(asked.language);
    let shares = shares(asked);
    let mut places = Vec::new();
    for (signal, own) in asked.question.wording(asked.language).signals.iter().enumerate() {
        for (number, term) in own.terms.iter().enumerate() {
            let share = shares.get(signal).and_then(|shares| shares.get(number)).copied().unwrap_or(0.0);
            let term = Term::of(&stems, term);
            let found = reading.counted().filter_map(|at| reading.match_term(&term, at));
            places.extend(found.map(|range| {
                let sentence = reading.sentence_at(range.start);
                Place { signal, range, share, sentence }
            }));
        }
    }
    places
}

/// Of each term of each signal, in what share of the stories about something else it stands.
fn shares<'a>(asked: &Asked<'a>) -> &'a [Vec<f64>] {
    let (bank, question, language) = (asked.bank, asked.question, asked.language);
    bank.shares(question, language, || -> Shares {
        let (stems, stories) = (Stems::new(language), bank.stories(language));
        let share = |term: &String| term_share(stories, question, &Term::of(&stems, term));
        let signals = question.wording(language).signals.iter();
        signals.map(|signal| signal.terms.iter().map(share).collect()).collect()
    })
}

fn term_share(stories: &Stories, question: &Question, term: &Term) -> f64 {
    let Some(first) = term.words().first() else { return 1.0 };
    let starts = stories.places(|word, stem| first.is(word, stem));
    let having = starts.filter(|(_, story, at)| {
        let takes = |at: usize, wanted: &super::term::TermWord| wanted.is(&story.words[at], &story.stems[at]);
        term.range_from(*at, story.words.len(), takes).is_some()
    });
    stories.share(question, having.map(|(number, ..)| number))
}

/// In what share of the stories about something else a stem stands.
pub(super) fn stem_share(asked: &Asked<'_>, stem: &str) -> f64 {
    let stories = asked.bank.stories(asked.language);
    let having = stories.having(stem);
    stories.share(asked.question, having)
}
