//! How far an answer deals with what was asked.
//!
//! Most questions have a subject: their own words, their competency's and the expected points', rare ones counting more. Opening
//! and closing questions ask for anything about oneself, so there the vacancy's words, tools and what people say when they
//! present themselves count, too.

use std::{collections::BTreeSet, ops::Range};

use super::evidence::Evidence;
use crate::interview::{
    Kind,
    score::{
        Asked, cue,
        reading::{Left, Reading},
        telling::stem_share,
    },
    word::{Stems, lists},
};

/// Points at which the levels 1 to 4 begin.
const LEVELS: [f64; 4] = [1.2, 2.4, 3.8, 5.2];

/// What an expected point is worth, beside a rare word's 1.
const SIGNAL: f64 = 1.5;

/// What a phrase of somebody who presents themselves is worth, and a tool; so many of each count.
const PROFILE: f64 = 1.0;
const TOOL: f64 = 0.8;
const MAX_COUNTED: usize = 3;

/// What people say of anything they like or want.
const WISHES: &str =
    "sou era fui gosto gostei adoro quero queria gostaria am was want would enjoy enjoyed like love";

/// Whoever is of somebody's family; who they are to it is nothing of their work.
const FAMILY: &str = "
    mae pai filho filha filhos filhas esposa marido casado casada irmao irma avo tia tio
    mother father mom mum dad wife husband married son daughter sister brother grandmother grandfather
";

/// What a question is worth where questions are asked for.
const ASKED_BACK: f64 = 1.3;

/// Words of such a question at least.
const MIN_ASKED_BACK: usize = 5;

/// Points, an expected point counting as much as a word, below which a question about a trade's matter is not touched.
const MIN_TOUCH: f64 = 2.0;

/// What must speak for a story being about the question's subject; below it is taken for one about something else.
const MIN_FIT: f64 = -4.5;

/// What the logarithm of how much better it fits its competency than the next one is worth beside the nats of expected points.
const LEAD: f64 = 15.0;

/// What connects an answer to its question.
pub(in crate::interview::score) struct Relevance {
    /// 0 to 4.
    pub(super) level: u32,
    /// Words that show it and the rubric's part they belong to, best first; none at level 0.
    pub(super) places: Vec<(Range<usize>, &'static str)>,
    /// Whether it says enough of the subject to be an answer to this question rather than to another.
    pub(in crate::interview::score) touches: bool,
    /// Whether it is an account of something else, as far as its words tell.
    pub(in crate::interview::score) is_elsewhere: bool,
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
            evidence.signals.iter().flat_map(|(_, shown)| shown).map(|shown| shown.range.clone()).collect();
        let from_words: f64 = words.iter().map(|at| rarity(*at)).sum();
        let from_signals: f64 =
            signals.iter().map(|range| range.clone().map(rarity).fold(0.0, f64::max)).sum();
        let profile = if is_open(asked.question.kind) { profile(asked, reading) } else { Vec::new() };
        let n_tools = if is_open(asked.question.kind) { evidence.tools.len().min(MAX_COUNTED) } else { 0 };
        // Who only says that they are keen says nothing yet.
        let said = if evidence.is_concrete() { PROFILE } else { PROFILE / 2.0 };
        let from_profile = said * profile.len() as f64 + TOOL * n_tools as f64;
        let asked_back = asked_back(asked, reading);
        let from_asked = ASKED_BACK * asked_back.len() as f64;
        let points = from_words + SIGNAL * from_signals + from_profile + from_asked;
        let level = LEVELS.iter().filter(|least| points >= **least).count() as u32;
        let is_elsewhere = fit(asked, reading, evidence, &words).is_some_and(|fit| fit < MIN_FIT);
        let words = words.iter().map(|at| (*at..*at + 1, "topic"));
        let words = words.chain(asked_back.into_iter().map(|range| (range, "topic")));
        let tools = evidence.tools.iter().take(n_tools).map(|range| (range.clone(), "tool"));
        let profile = profile.into_iter().map(|range| (range, "profile"));
        let signals = signals.into_iter().map(|range| (range, "topic"));
        // A word or two in passing earn nothing, and what earns nothing is not quoted.
        let places =
            if level == 0 { Vec::new() } else { words.chain(profile).chain(tools).chain(signals).collect() };
        let has_subject = matches!(asked.question.kind, Kind::Technical | Kind::Situational);
        Self { level, places, touches: !has_subject || from_words + from_signals >= MIN_TOUCH, is_elsewhere }
    }
}

/// The first questions in an answer to "What questions do you have?".
fn asked_back(asked: &Asked<'_>, reading: &Reading) -> Vec<Range<usize>> {
    if !asked.question.asks_for_questions(asked.language) {
        return Vec::new();
    }
    let asks = |sentence: &&Range<usize>| reading.is_question(sentence);
    reading.sentences_of(MIN_ASKED_BACK).filter(asks).take(MAX_COUNTED).cloned().collect()
}

/// What speaks for a story of what happened being about the question's subject: how unlikely its expected points and, at half,
/// its words of the question are in stories about something else, and how much better the whole fits the competency than the
/// next one. None where no such story is asked for.
fn fit(asked: &Asked<'_>, reading: &Reading, evidence: &Evidence, words: &[usize]) -> Option<f64> {
    (asked.question.kind == Kind::Behavioural).then_some(())?;
    let says = |at: &usize| !reading.words[*at].is_function() && !reading.words[*at].is_number();
    let stems = reading.counted().filter(says).map(|at| &reading.stems[at]);
    let lead = asked.bank.subjects(asked.language).lead(&asked.question.competency, stems)?;
    let shown = evidence.signals.iter().flat_map(|(_, shown)| shown);
    let from_signals: f64 = shown.map(|shown| -libm::log(shown.share)).sum();
    let from_words: f64 = words.iter().map(|at| -libm::log(stem_share(asked, &reading.stems[*at]))).sum();
    Some(from_signals + from_words / 2.0 + LEAD * lead)
}

/// Words of the subject, each once.
pub(super) fn words(asked: &Asked<'_>, reading: &Reading) -> Vec<usize> {
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

/// The first phrases of somebody who presents themselves, each beginning in its own way. In a sentence on private matters ("sou
/// mãe da Júlia e gosto de cozinhar") what they like or want is no presentation at work.
fn profile(asked: &Asked<'_>, reading: &Reading) -> Vec<Range<usize>> {
    let mut seen = BTreeSet::new();
    let mut found = cue::profile(reading, asked.language);
    let is_private = |range: &Range<usize>| {
        let sentence = reading.sentences[reading.sentence_at(range.start)].clone();
        sentence
            .into_iter()
            .any(|at| reading.left[at] == Left::Private || lists(FAMILY, &reading.words[at].folded))
    };
    let is_wish = |range: &Range<usize>| range.clone().any(|at| lists(WISHES, &reading.words[at].folded));
    found.retain(|range| !(is_wish(range) && is_private(range)));
    found.retain(|range| seen.insert(&reading.words[range.start].folded));
    found.truncate(MAX_COUNTED);
    found
}
