//! The components of a score.

use std::{collections::BTreeSet, ops::Range};

use super::{Asked, Component, Quote, action, cue, reading::Reading, term::Term};
use crate::{
    interview::{
        bank::{ANY_FAMILY, Signal},
        rubric::MAX_LEVEL,
        word::Stems,
    },
    skill::gazetteer,
};

/// Quotes shown for one component at most.
const MAX_QUOTES: usize = 5;

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

/// What was found of one component.
struct Found {
    level: u32,
    quotes: Vec<Quote>,
    missing: Vec<String>,
}

/// Everything the components look at.
struct Evidence {
    signals: Vec<(Signal, Option<Range<usize>>)>,
    actions: Vec<usize>,
    numbers: Vec<usize>,
    tools: Vec<Range<usize>>,
    situations: Vec<Range<usize>>,
    tasks: Vec<Range<usize>>,
    results: Vec<Range<usize>>,
    measured: Option<Range<usize>>,
}

/// All components that count for this kind of question, in the rubric's order, and what they found.
pub(super) fn all(asked: &Asked<'_>, reading: &Reading) -> (Vec<Component>, Findings) {
    let evidence = Evidence::of(asked, reading);
    let findings = evidence.findings();
    let scorer = Scorer { asked, reading, evidence };
    let components = asked.rubric.components.iter().filter_map(|component| {
        let weight = asked.rubric.weight(asked.question.kind, &component.id);
        let found = (weight > 0).then(|| scorer.found(&component.id))?;
        let words = component.words(asked.language);
        Some(Component {
            id: component.id.clone(),
            name: words.name.clone(),
            level: found.level,
            weight,
            words: words.levels[found.level as usize].clone(),
            quotes: found.quotes,
            missing: found.missing,
        })
    });
    (components.collect(), findings)
}

impl Evidence {
    fn of(asked: &Asked<'_>, reading: &Reading) -> Self {
        let language = asked.language;
        let stems = Stems::new(language);
        let signals = asked.question.wording(language).signals.iter();
        let results = cue::results(reading, language);
        let tools = tools(reading);
        let numbers = numbers(reading, &tools);
        Self {
            signals: signals.map(|signal| (signal.clone(), find_signal(reading, &stems, signal))).collect(),
            actions: action::own_actions(reading, asked.question.kind, language),
            measured: measured(reading, &results, &numbers),
            numbers,
            tools,
            situations: cue::situations(reading, language),
            tasks: cue::tasks(reading, language),
            results,
        }
    }

    fn findings(&self) -> Findings {
        let missing = self.signals.iter().filter(|(_, found)| found.is_none());
        Findings {
            missing_signals: missing.map(|(signal, _)| signal.id.clone()).collect(),
            has_action: !self.actions.is_empty(),
            has_result: !self.results.is_empty(),
            has_number: self.measured.is_some() || !self.numbers.is_empty(),
        }
    }
}

struct Scorer<'a> {
    asked: &'a Asked<'a>,
    reading: &'a Reading,
    evidence: Evidence,
}

impl Scorer<'_> {
    fn found(&self, component: &str) -> Found {
        match component {
            "relevance" => self.relevance(),
            "coverage" => self.coverage(),
            "star" => self.star(),
            "specificity" => self.specificity(),
            "structure" => self.structure(),
            _ => self.length(),
        }
    }

    /// Words of the question's subject, and signals: half points for what many questions are about.
    fn relevance(&self) -> Found {
        let vocabulary = self.asked.bank.vocabulary(self.asked.language);
        let topic = self.topic();
        let mut seen = BTreeSet::new();
        let hits: Vec<usize> = self
            .reading
            .counted()
            .filter(|at| topic.contains(&self.reading.stems[*at]) && seen.insert(&self.reading.stems[*at]))
            .collect();
        let from_words: f64 = hits.iter().map(|at| vocabulary.rarity(&self.reading.stems[*at])).sum();
        let ranges = self.evidence.signals.iter().filter_map(|(_, range)| range.as_ref());
        let from_signals: f64 = ranges
            .map(|range| {
                range.clone().map(|at| vocabulary.rarity(&self.reading.stems[at])).fold(0.0, f64::max)
            })
            .sum();
        let points = from_words + 1.5 * from_signals;
        let level = [1.2, 2.4, 3.8, 5.2].iter().filter(|least| points >= **least).count() as u32;
        // A word or two in passing earn nothing, and what earns nothing is not quoted.
        let hits = if level == 0 { &[][..] } else { &hits[..] };
        let quotes = hits.iter().map(|at| self.quote(&(*at..*at + 1), "topic")).collect();
        let missing = if level < MAX_LEVEL { vec![self.missing("topic")] } else { Vec::new() };
        Found { level, quotes: distinct(quotes, 3), missing }
    }

    /// Content stems of the question and its competency.
    fn topic(&self) -> BTreeSet<String> {
        let stems = Stems::new(self.asked.language);
        let competency = self.asked.bank.competency(&self.asked.question.competency);
        let terms = competency.map_or(&[][..], |competency| &competency.terms);
        let question = &self.asked.question.wording(self.asked.language).question;
        let texts = terms.iter().map(String::as_str).chain([question.as_str()]);
        texts.flat_map(|text| stems.content(text)).collect()
    }

    fn coverage(&self) -> Found {
        let signals = &self.evidence.signals;
        let n_found = signals.iter().filter(|(_, range)| range.is_some()).count();
        let n = signals.len().max(1);
        let level = ((MAX_LEVEL as usize * n_found + n / 2) / n).max(n_found.min(1)) as u32;
        let level = if n_found < n { level.min(MAX_LEVEL - 1) } else { level };
        let quote = |(signal, range): &(Signal, Option<Range<usize>>)| {
            range.as_ref().map(|range| self.reading.quote(range, &signal.label))
        };
        let missing = signals.iter().filter(|(_, range)| range.is_none());
        Found {
            level,
            quotes: signals.iter().filter_map(quote).collect(),
            missing: missing.map(|(signal, _)| signal.label.clone()).collect(),
        }
    }

    fn star(&self) -> Found {
        let evidence = &self.evidence;
        let action = evidence.actions.first().map(|at| *at..*at + 1);
        let parts = [
            ("situation", evidence.situations.first().cloned()),
            ("task", evidence.tasks.first().cloned()),
            ("action", action),
            ("result", evidence.results.last().cloned()),
            ("measured", evidence.measured.clone()),
        ];
        let has = |id: &str| parts.iter().any(|(part, range)| *part == id && range.is_some());
        let context = has("situation") || has("task");
        let level = match (context, has("action"), has("result"), has("measured")) {
            (true, true, true, true) => 4,
            (true, true, true, false) | (false, true, _, true) => 3,
            (true, true, false, _) | (false, true, true, _) => 2,
            (false, false, false, _) => 0,
            _ => 1,
        };
        let quotes = parts.iter().filter_map(|(id, range)| range.as_ref().map(|range| self.quote(range, id)));
        let missing = parts.iter().filter(|(_, range)| range.is_none());
        Found { level, quotes: quotes.collect(), missing: missing.map(|(id, _)| self.missing(id)).collect() }
    }

    fn specificity(&self) -> Found {
        let evidence = &self.evidence;
        let (n_actions, n_numbers, n_tools) =
            (evidence.actions.len(), evidence.numbers.len(), evidence.tools.len());
        let vague = cue::vague(self.reading, self.asked.language);
        // How somebody settled a conflict needs no tools.
        let needs_tools = self.asked.question.family != ANY_FAMILY;
        let amount = steps(n_actions, &[1, 3, 5]) + steps(n_numbers, &[1, 2, 4]);
        let detail = if needs_tools {
            steps(amount + steps(n_tools, &[1, 2]), &[1, 3, 5, 6])
        } else {
            steps(amount, &[1, 2, 4, 5])
        };
        let detail = detail as u32;
        let level =
            if vague.len() > 1 && detail > 0 && vague.len() > n_numbers { detail - 1 } else { detail };
        let one = |at: &usize| *at..*at + 1;
        let quotes = evidence.actions.iter().take(2).map(|at| self.quote(&one(at), "action"));
        let quotes = quotes.chain(evidence.numbers.iter().take(2).map(|at| self.quote(&one(at), "number")));
        let quotes = quotes.chain(evidence.tools.iter().take(2).map(|range| self.quote(range, "tool")));
        let wanting = [
            ("action", n_actions < 3),
            ("number", n_numbers < 2),
            ("tool", n_tools == 0 && needs_tools),
            ("vague", level < detail),
        ];
        let missing = wanting.into_iter().filter(|(_, wants)| *wants && level < MAX_LEVEL);
        Found {
            level,
            quotes: distinct(quotes.collect(), MAX_QUOTES),
            missing: missing.map(|(id, _)| self.missing(id)).collect(),
        }
    }

    fn structure(&self) -> Found {
        let language = self.asked.language;
        let (order, reason) = (cue::orders_of(self.reading, language), cue::reasons(self.reading, language));
        let n_sentences = self.reading.sentences_of(3).count();
        let n_words = self.reading.counted().count();
        let too_long = n_words > 34 * n_sentences.max(1);
        let linked = usize::from(!order.is_empty()) + usize::from(!reason.is_empty());
        let level = match (n_sentences, linked) {
            (0, _) => 0,
            (1, _) => u32::from(n_words >= 6),
            (2, 0) => 1,
            (2, _) | (_, 0) => 2,
            (_, 1) => 3,
            (_, _) => 4,
        };
        let level = if too_long { level.saturating_sub(1).min(2) } else { level };
        let quotes = order.iter().take(2).map(|range| self.quote(range, "order"));
        let quotes = quotes.chain(reason.iter().take(2).map(|range| self.quote(range, "reason")));
        let wanting = [
            ("sentences", n_sentences < 3 || too_long),
            ("order", order.is_empty()),
            ("reason", reason.is_empty()),
        ];
        let missing = wanting.into_iter().filter(|(_, wants)| *wants && level < MAX_LEVEL);
        Found {
            level,
            quotes: distinct(quotes.collect(), 4),
            missing: missing.map(|(id, _)| self.missing(id)).collect(),
        }
    }

    fn length(&self) -> Found {
        let n = self.reading.counted().count();
        let level = match n {
            0..12 | 601.. => 0,
            12..30 | 451..601 => 1,
            30..48 | 351..451 => 2,
            48..70 | 251..351 => 3,
            70..251 => 4,
        };
        let missing = match n {
            70..251 => Vec::new(),
            0..70 => vec![self.missing("longer")],
            _ => vec![self.missing("shorter")],
        };
        Found { level, quotes: Vec::new(), missing }
    }

    fn quote(&self, range: &Range<usize>, part: &str) -> Quote {
        self.reading.quote(range, self.asked.rubric.shows(part, self.asked.language))
    }

    fn missing(&self, part: &str) -> String {
        self.asked.rubric.missing(part, self.asked.language).to_owned()
    }
}

/// How many of the least amounts a number reaches.
fn steps(n: usize, least: &[usize]) -> usize {
    least.iter().filter(|least| n >= **least).count()
}

/// The first words that show a signal.
fn find_signal(reading: &Reading, stems: &Stems, signal: &Signal) -> Option<Range<usize>> {
    signal.terms.iter().find_map(|term| reading.find_term(&Term::of(stems, term)))
}

/// Numbers that count: no years, none that belong to a tool's name ("Java 17"), and not "the two of us".
fn numbers(reading: &Reading, tools: &[Range<usize>]) -> Vec<usize> {
    let of_tool = |at: usize| tools.iter().any(|tool| tool.contains(&at) || tool.end == at);
    let counts = |at: &usize| {
        let word = &reading.words[*at];
        word.is_number() && !word.is_year() && !of_tool(*at) && !is_pair(reading, *at)
    };
    reading.counted().filter(counts).collect()
}

/// "os dois", "the other two": people or things spoken of before, no amount.
fn is_pair(reading: &Reading, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| reading.words[before].folded.as_str());
    let is_two = matches!(reading.words[at].folded.as_str(), "dois" | "duas" | "two");
    is_two
        && matches!(
            before,
            Some("os" | "as" | "nos" | "outros" | "outras" | "the" | "other" | "these" | "us")
        )
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

/// A result with a number in the same sentence.
fn measured(reading: &Reading, results: &[Range<usize>], numbers: &[usize]) -> Option<Range<usize>> {
    results.iter().rev().find_map(|result| {
        let sentence = reading.sentence_at(result.start);
        let number = numbers.iter().find(|at| reading.sentence_at(**at) == sentence)?;
        Some(*number..*number + 1)
    })
}

/// The first few quotes that differ in their place.
fn distinct(quotes: Vec<Quote>, most: usize) -> Vec<Quote> {
    let mut seen = BTreeSet::new();
    let mut kept = quotes;
    kept.retain(|quote| seen.insert((quote.turn, quote.span.start, quote.span.end)));
    kept.truncate(most);
    kept
}
