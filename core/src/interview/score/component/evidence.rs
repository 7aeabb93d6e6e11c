//! What the components look at, found once.

use std::{collections::BTreeSet, ops::Range};

use super::relevance;
use crate::{
    interview::{
        bank::Signal,
        score::{
            Asked,
            action::Actions,
            cue,
            reading::Reading,
            telling::{Shown, shown},
        },
    },
    skill::gazetteer,
};

/// Skills of the gazetteer that are ways to behave, not tools.
const BEHAVIOUR: [&str; 8] = [
    "Comunicação",
    "Liderança",
    "Trabalho em equipe",
    "Proatividade",
    "Resolução de problemas",
    "Mentoria",
    "Negociação",
    "Organização",
];

/// Deeds of one's own that make an answer concrete without numbers and tools.
const MIN_DEEDS: usize = 2;

/// What an answer has and lacks; follow-ups aim at it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::interview) struct Findings {
    /// Ids of the signals that were not found, in the bank's order.
    pub(in crate::interview) missing_signals: Vec<String>,
    /// Whether there are verbs in the first person.
    pub(in crate::interview) has_action: bool,
    /// Whether it says how it ended.
    pub(in crate::interview) has_result: bool,
    /// Whether the result, or anything else, has a number.
    pub(in crate::interview) has_number: bool,
}

/// Everything the components look at.
pub(super) struct Evidence {
    pub(super) signals: Vec<(Signal, Option<Shown>)>,
    pub(super) actions: Actions,
    pub(super) numbers: Vec<usize>,
    pub(super) tools: Vec<Range<usize>>,
    pub(super) situations: Vec<Range<usize>>,
    pub(super) tasks: Vec<Range<usize>>,
    /// The one that says most.
    pub(super) result: Option<Range<usize>>,
    /// The numbers of the result, in order.
    pub(super) measures: Vec<usize>,
}

impl Evidence {
    pub(super) fn of(asked: &Asked<'_>, reading: &Reading) -> Self {
        let language = asked.language;
        let topic = relevance::words(asked, reading);
        let mut signals = shown(asked, reading, &topic, relevance::is_open(asked.question.kind));
        let (results, marks) = (cue::results(reading, language), cue::result_marks(reading, language));
        let tools = tools(reading);
        let numbers = numbers(reading, &tools);
        let actions = Actions::of(reading, asked.question.kind, language);
        let result = telling(reading, (&results, &marks), &numbers, &actions);
        let sentence = result.as_ref().map(|result| reading.sentence_at(result.start));
        let measures = numbers.iter().copied().filter(|at| Some(reading.sentence_at(*at)) == sentence);
        let measures: Vec<usize> = measures.collect();
        if let (Some(result), false) = (&result, measures.is_empty()) {
            show_measured(&mut signals, result);
        }
        Self {
            signals,
            actions,
            measures,
            result,
            numbers,
            tools,
            situations: cue::situations(reading, language),
            tasks: cue::tasks(reading, language),
        }
    }

    /// Whether it has anything that only this person could say: a tool, a number, deeds.
    pub(super) fn is_concrete(&self) -> bool {
        !self.tools.is_empty() || !self.numbers.is_empty() || self.actions.own.len() >= MIN_DEEDS
    }

    pub(super) fn findings(&self) -> Findings {
        let missing = self.signals.iter().filter(|(_, found)| found.is_none());
        Findings {
            missing_signals: missing.map(|(signal, _)| signal.id.clone()).collect(),
            has_action: !self.actions.own.is_empty(),
            has_result: self.result.is_some(),
            has_number: !self.numbers.is_empty(),
        }
    }
}

/// A measured result shows the points that ask for just that, in an answer that has another of the expected points: a result of
/// something else shows nothing.
fn show_measured(signals: &mut [(Signal, Option<Shown>)], result: &Range<usize>) {
    if signals.iter().all(|(_, shown)| shown.is_none()) {
        return;
    }
    for (_, shown) in signals.iter_mut().filter(|(signal, shown)| signal.measured && shown.is_none()) {
        *shown = Some(Shown { range: result.clone(), share: 1.0 });
    }
}

/// Numbers that count: no years, none that belong to a tool's name ("Java 17"), and not "the two of us".
fn numbers(reading: &Reading, tools: &[Range<usize>]) -> Vec<usize> {
    let of_tool = |at: usize| tools.iter().any(|tool| tool.contains(&at) || tool.end == at);
    let counts = |at: &usize| {
        let word = &reading.words[*at];
        word.is_number() && !word.is_year() && !of_tool(*at) && !are_known(reading, *at)
    };
    reading.counted().filter(counts).collect()
}

/// "os dois", "desses três", "the other two": people or things spoken of before, no amount.
fn are_known(reading: &Reading, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| reading.words[before].folded.as_str());
    let is_two = matches!(reading.words[at].folded.as_str(), "dois" | "duas" | "two");
    let is_few =
        matches!(reading.words[at].folded.as_str(), "tres" | "quatro" | "cinco" | "three" | "four" | "five");
    let points_back = matches!(before, Some("desses" | "dessas" | "esses" | "essas" | "these" | "those"));
    let is_both = matches!(before, Some("os" | "as" | "nos" | "outros" | "outras" | "the" | "other" | "us"));
    is_two && (is_both || points_back) || is_few && points_back
}

/// Where skills of the gazetteer are named, each once.
fn tools(reading: &Reading) -> Vec<Range<usize>> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    let places = gazetteer().locate(&reading.text).into_iter();
    // "R$ 900" is no R.
    let tools = places
        .filter(|(skill, bytes)| !BEHAVIOUR.contains(skill) && !reading.text[bytes.end..].starts_with('$'));
    for (skill, bytes) in tools {
        let words = reading.words.iter().enumerate();
        let inside: Vec<usize> = words
            .filter(|(at, word)| bytes.start <= word.start && word.end <= bytes.end && reading.counts(*at))
            .map(|(at, _)| at)
            .collect();
        if let (Some(first), Some(last)) = (inside.first(), inside.last())
            && seen.insert(skill)
        {
            found.push(*first..*last + 1);
        }
    }
    found
}

/// Of the results the one with most numbers beside it, else in its sentence; of equal ones the last, marks after all others.
/// A mark beside a deed leads on to that deed and is no result ("After that I asked…").
fn telling(
    reading: &Reading,
    (results, marks): (&[Range<usize>], &[Range<usize>]),
    numbers: &[usize],
    actions: &Actions,
) -> Option<Range<usize>> {
    let n_beside = |result: &Range<usize>| {
        let piece = reading.piece(result);
        numbers.iter().filter(|at| piece.contains(at)).count()
    };
    let n_in_sentence = |result: &Range<usize>| {
        let sentence = reading.sentence_at(result.start);
        numbers.iter().filter(|at| reading.sentence_at(**at) == sentence).count()
    };
    let leads_on = |result: &Range<usize>| {
        let piece = reading.piece(result);
        n_beside(result) == 0 && actions.own.iter().any(|at| piece.contains(at))
    };
    let is_mark = |result: &Range<usize>| marks.contains(result);
    let telling = results.iter().filter(|result| !is_mark(result) || !leads_on(result));
    telling.max_by_key(|result| (n_beside(result), n_in_sentence(result), !is_mark(result))).cloned()
}
