//! How far an answer deals with what was asked.
//!
//! Most questions have a subject: their own words, their competency's and the expected points', rare ones counting more. Opening
//! and closing questions ask for anything about oneself, so there the vacancy's words, tools and what people say when they
//! present themselves count, too.

use std::{collections::BTreeSet, ops::Range};

use super::evidence::Evidence;
use crate::interview::{
    Kind,
    score::{Asked, cue, reading::Reading},
    word::Stems,
};

/// Points at which the levels 1 to 4 begin.
const LEVELS: [f64; 4] = [1.2, 2.4, 3.8, 5.2];

/// What an expected point is worth, beside a rare word's 1.
const SIGNAL: f64 = 1.5;

/// What a phrase of somebody who presents themselves is worth, and a tool; so many of each count.
const PROFILE: f64 = 1.0;
const TOOL: f64 = 0.8;
const MAX_COUNTED: usize = 3;

/// Points, an expected point counting as much as a word, below which a question about a trade's matter is not touched.
const MIN_TOUCH: f64 = 2.0;

/// What connects an answer to its question.
pub(in crate::interview::score) struct Relevance {
    /// 0 to 4.
    pub(super) level: u32,
    /// Words that show it and the rubric's part they belong to, best first; none at level 0.
    pub(super) places: Vec<(Range<usize>, &'static str)>,
    /// Whether it says enough of the subject to be an answer to this question rather than to another.
    pub(in crate::interview::score) touches: bool,
}

/// Whether a question asks for anything about the candidate, so that its own words need not return.
pub(super) fn is_open(kind: Kind) -> bool {
    matches!(kind, Kind::Opening | Kind::Closing)
}

impl Relevance {
    pub(super) fn of(asked: &Asked<'_>, reading: &Reading, evidence: &Evidence) -> Self {
        let vocabulary = asked.bank.vocabulary(asked.language);
        let rarity = |at: usize| vocabulary.rarity(&reading.stems[at]);
        let words = words(asked, reading);
        let signals: Vec<Range<usize>> =
            evidence.signals.iter().filter_map(|(_, range)| range.clone()).collect();
        let from_words: f64 = words.iter().map(|at| rarity(*at)).sum();
        let from_signals: f64 =
            signals.iter().map(|range| range.clone().map(rarity).fold(0.0, f64::max)).sum();
        let profile = if is_open(asked.question.kind) { profile(asked, reading) } else { Vec::new() };
        let n_tools = if is_open(asked.question.kind) { evidence.tools.len().min(MAX_COUNTED) } else { 0 };
        // Who only says that they are keen says nothing yet.
        let said = if evidence.is_concrete() { PROFILE } else { PROFILE / 2.0 };
        let from_profile = said * profile.len() as f64 + TOOL * n_tools as f64;
        let points = from_words + SIGNAL * from_signals + from_profile;
        let level = LEVELS.iter().filter(|least| points >= **least).count() as u32;
        let words = words.iter().map(|at| (*at..*at + 1, "topic"));
        let tools = evidence.tools.iter().take(n_tools).map(|range| (range.clone(), "tool"));
        let profile = profile.into_iter().map(|range| (range, "profile"));
        let signals = signals.into_iter().map(|range| (range, "topic"));
        // A word or two in passing earn nothing, and what earns nothing is not quoted.
        let places =
            if level == 0 { Vec::new() } else { words.chain(profile).chain(tools).chain(signals).collect() };
        let has_subject = matches!(asked.question.kind, Kind::Technical | Kind::Situational);
        Self { level, places, touches: !has_subject || from_words + from_signals >= MIN_TOUCH }
    }
}

/// Words of the subject, each once.
fn words(asked: &Asked<'_>, reading: &Reading) -> Vec<usize> {
    let topic = topic(asked);
    let mut seen = BTreeSet::new();
    let is_new = |at: &usize| topic.contains(&reading.stems[*at]) && seen.insert(&reading.stems[*at]);
    reading.counted().filter(is_new).collect()
}

/// Content stems of the question and its competency; where anything about oneself is asked, of the vacancy, too.
fn topic(asked: &Asked<'_>) -> BTreeSet<String> {
    let stems = Stems::new(asked.language);
    let competency = asked.bank.competency(&asked.question.competency);
    let terms = competency.map_or(&[][..], |competency| &competency.terms);
    let question = &asked.question.wording(asked.language).question;
    let vacancy = asked.vacancy.filter(|_| is_open(asked.question.kind));
    let of_vacancy =
        vacancy.into_iter().flat_map(|vacancy| vacancy.skills.iter().chain([&vacancy.title, &vacancy.area]));
    let texts = terms.iter().chain([question]).chain(of_vacancy);
    texts.flat_map(|text| stems.content(text)).collect()
}

/// The first phrases of somebody who presents themselves, each beginning in its own way.
fn profile(asked: &Asked<'_>, reading: &Reading) -> Vec<Range<usize>> {
    let mut seen = BTreeSet::new();
    let mut found = cue::profile(reading, asked.language);
    found.retain(|range| seen.insert(&reading.words[range.start].folded));
    found.truncate(MAX_COUNTED);
    found
}
