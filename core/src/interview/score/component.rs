//! The components of a score.

mod detail;
mod evidence;
mod relevance;

use std::{collections::BTreeSet, ops::Range};

use super::{Asked, Component, Quote, counted, cue, reading::Reading, telling::Shown};
use crate::interview::{
    bank::Signal,
    rubric::MAX_LEVEL,
    word::{Stems, words},
};
use evidence::Evidence;
pub(in crate::interview) use evidence::Findings;
pub(super) use relevance::Relevance;

/// Vague phrases that make an answer vague when it has nothing concrete.
const MIN_VAGUE: usize = 3;

/// Words of the question that are named as unsaid, at most.
const MAX_UNSAID: usize = 3;

/// Words of a sentence from which on it is hard to follow.
const LONG_SENTENCE: usize = 34;

/// What was found of one component.
struct Found {
    level: u32,
    /// How the level was reached, where its words depend on it.
    way: Option<&'static str>,
    /// What was counted, in words.
    counted: String,
    quotes: Vec<Quote>,
    missing: Vec<String>,
}

/// An answer, judged part by part.
pub(super) struct Judged {
    /// All components that count for this kind of question, in the rubric's order.
    pub(super) components: Vec<Component>,
    /// What connects it to the question.
    pub(super) relevance: Relevance,
    /// What it has and lacks.
    pub(super) findings: Findings,
    /// Whether it speaks in phrases that say little, and has nothing of its own beside them.
    pub(super) is_vague: bool,
}

/// Judges an answer.
pub(super) fn all(asked: &Asked<'_>, reading: &Reading) -> Judged {
    let evidence = Evidence::of(asked, reading);
    let findings = evidence.findings();
    let relevance = Relevance::of(asked, reading, &evidence);
    let is_vague = cue::vague(reading, asked.language).len() >= MIN_VAGUE && !evidence.is_concrete();
    let scorer = Scorer { asked, reading, evidence, relevance };
    let components = asked.rubric.components.iter().filter_map(|component| {
        let weight = asked.rubric.weight(asked.question.kind, &component.id);
        let found = (weight > 0).then(|| scorer.found(&component.id))?;
        let words = component.words(asked.language);
        Some(Component {
            id: component.id.clone(),
            name: words.name.clone(),
            level: found.level,
            weight,
            words: words.level(found.level, found.way).to_owned(),
            counted: found.counted,
            quotes: found.quotes,
            missing: found.missing,
        })
    });
    let components = components.collect();
    Judged { components, relevance: scorer.relevance, findings, is_vague }
}

struct Scorer<'a> {
    asked: &'a Asked<'a>,
    reading: &'a Reading,
    evidence: Evidence,
    relevance: Relevance,
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

    fn relevance(&self) -> Found {
        let Relevance { level, places, .. } = &self.relevance;
        let quotes = places.iter().map(|(range, part)| self.quote(range, part)).collect();
        let wanted = if relevance::is_open(self.asked.question.kind) { "profile" } else { "topic" };
        let unsaid = if wanted == "topic" { self.unsaid() } else { Vec::new() };
        let missing = match (*level < MAX_LEVEL, unsaid.is_empty()) {
            (false, _) => Vec::new(),
            (true, true) => vec![self.missing(wanted)],
            (true, false) => vec![format!("{}: {}", self.missing(wanted), unsaid.join(", "))],
        };
        let n = |part: &str| places.iter().filter(|(_, own)| *own == part).count();
        let n_points = self.evidence.signals.iter().filter(|(_, range)| range.is_some()).count();
        let n_words = n("topic").saturating_sub(n_points);
        let all = [
            (n_words, counted::TOPIC_WORDS),
            (if *level > 0 { n_points } else { 0 }, counted::POINTS),
            (n("profile"), counted::PHRASES),
            (n("tool"), counted::TOOLS),
        ];
        let counted = counted::amounts(&all, self.asked.language);
        Found { level: *level, way: None, counted, quotes: merged(quotes, 3), missing }
    }

    /// The rarest words of the question that were not said, as it has them.
    fn unsaid(&self) -> Vec<String> {
        let language = self.asked.language;
        let (stems, vocabulary) = (Stems::new(language), self.asked.bank.vocabulary(language));
        let question = &self.asked.question.wording(language).question;
        let said: BTreeSet<&String> = self.reading.counted().map(|at| &self.reading.stems[at]).collect();
        let mut seen = BTreeSet::new();
        let mut left: Vec<(f64, &str)> = Vec::new();
        for word in words(question).iter().filter(|word| !word.is_function() && !word.is_number()) {
            let stem = stems.stem(&word.folded);
            let rarity = vocabulary.rarity(&stem);
            if !said.contains(&stem) && seen.insert(stem) {
                left.push((rarity, &question[word.start..word.end]));
            }
        }
        left.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        left.into_iter().take(MAX_UNSAID).map(|(_, word)| word.to_owned()).collect()
    }

    fn coverage(&self) -> Found {
        let signals = &self.evidence.signals;
        let n_found = signals.iter().filter(|(_, range)| range.is_some()).count();
        let n = signals.len().max(1);
        let level = ((MAX_LEVEL as usize * n_found + n / 2) / n).max(n_found.min(1)) as u32;
        let level = if n_found < n { level.min(MAX_LEVEL - 1) } else { level };
        let quote = |(signal, shown): &(Signal, Option<Shown>)| {
            shown.as_ref().map(|shown| self.reading.quote(&shown.range, &signal.label))
        };
        let missing = signals.iter().filter(|(_, range)| range.is_none());
        Found {
            level,
            way: None,
            counted: counted::share(n_found, signals.len(), counted::POINTS, self.asked.language),
            quotes: signals.iter().filter_map(quote).collect(),
            missing: missing.map(|(signal, _)| signal.label.clone()).collect(),
        }
    }

    fn star(&self) -> Found {
        let evidence = &self.evidence;
        let (own, shared) = (&evidence.actions.own, &evidence.actions.shared);
        let told = evidence.actions.told_first(self.reading, self.asked.language);
        let action = told.first().or(shared.first()).map(|at| *at..*at + 1);
        let is_own = !own.is_empty();
        let parts = [
            ("situation", evidence.situations.first().cloned()),
            ("task", evidence.tasks.first().cloned()),
            (if is_own || action.is_none() { "action" } else { "shared" }, action.clone()),
            ("result", evidence.result.clone()),
        ];
        let is_measured = !evidence.measures.is_empty();
        let has = |id: &str| parts.iter().any(|(part, range)| *part == id && range.is_some());
        let context = has("situation") || has("task");
        let level = match (context, action.is_some(), has("result"), is_measured) {
            (true, true, true, true) if is_own => 4,
            (true, true, true, _) | (false, true, _, true) => 3,
            (true, true, false, _) | (false, true, true, _) => 2,
            (false, false, false, _) => 0,
            _ => 1,
        };
        let quotes = parts.iter().filter_map(|(id, range)| range.as_ref().map(|range| self.quote(range, id)));
        let quotes = quotes.chain(self.measures());
        let missing = [
            // Situation or task: either gives the context.
            (
                if self.asked.question.asks_for_a_case(self.asked.language) { "context" } else { "lived" },
                !context,
            ),
            ("action", action.is_none()),
            ("shared", action.is_some() && !is_own),
            ("result", !has("result")),
            ("measured", has("result") && !is_measured),
        ];
        let missing = missing.into_iter().filter(|(_, lacks)| *lacks).map(|(id, _)| self.missing(id));
        let way = match (level, context, has("result") && is_measured) {
            (3, false, _) => Some("no_context"),
            (3, true, true) => Some("shared"),
            _ => None,
        };
        let has = [context, action.is_some(), has("result"), has("result") && is_measured];
        let n_parts = has.into_iter().filter(|has| *has).count();
        let counted = counted::share(n_parts, has.len(), counted::PARTS, self.asked.language);
        Found { level, way, counted, quotes: quotes.collect(), missing: missing.collect() }
    }

    /// The result with its numbers.
    fn measures(&self) -> Vec<Quote> {
        let Evidence { result, measures, .. } = &self.evidence;
        let quote = |at: &usize| self.quote(&(*at..*at + 1), "measured");
        let of_result = result.as_ref().map(|result| self.reading.piece(result));
        let is_beside = |at: &&usize| of_result.as_ref().is_some_and(|piece| piece.contains(at));
        let beside: Vec<Quote> = measures.iter().filter(is_beside).map(quote).collect();
        merged(if beside.is_empty() { measures.iter().map(quote).collect() } else { beside }, 1)
    }

    fn structure(&self) -> Found {
        let language = self.asked.language;
        let (order, reason) = (cue::orders_of(self.reading, language), cue::reasons(self.reading, language));
        let n_sentences = self.n_steps();
        let n_words = self.reading.counted().count();
        let too_long = n_words > LONG_SENTENCE * n_sentences.max(1);
        let linked = usize::from(!order.is_empty()) + usize::from(!reason.is_empty());
        let level = match (n_sentences, linked) {
            (0, _) => 0,
            (1, _) => u32::from(n_words >= 6),
            (2, 0) => 1,
            (2, _) | (_, 0) => 2,
            (_, 1) => 3,
            (_, _) => 4,
        };
        let level = if too_long { level.saturating_sub(1).clamp(level.min(1), 2) } else { level };
        let quotes = order.iter().take(2).map(|range| self.quote(range, "order"));
        let quotes = quotes.chain(reason.iter().take(2).map(|range| self.quote(range, "reason")));
        let wanting = [
            ("sentences", n_sentences < 3 || too_long),
            ("order", order.is_empty()),
            ("reason", reason.is_empty()),
        ];
        let missing = wanting.into_iter().filter(|(_, wants)| *wants && level < MAX_LEVEL);
        let all = [
            (n_sentences, counted::SENTENCES),
            (order.len(), counted::ORDER),
            (reason.len(), counted::REASONS),
        ];
        Found {
            level,
            way: match (too_long && level > 0, level, linked) {
                (true, ..) => Some("long"),
                (false, 2, 1..) => Some("few"),
                _ => None,
            },
            counted: counted::amounts(&all, language),
            quotes: merged(quotes.collect(), 4),
            missing: missing.map(|(id, _)| self.missing(id)).collect(),
        }
    }

    /// Sentences, and in long ones the steps that are told: dictation has no full stops.
    fn n_steps(&self) -> usize {
        let long = |range: &&Range<usize>| range.len() > LONG_SENTENCE;
        let marks = |range: &Range<usize>| cue::n_steps(self.reading, range);
        let sentences = self.reading.sentences_of(3);
        sentences.clone().count() + sentences.filter(long).map(marks).sum::<usize>()
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
        let over = ["over_0", "over_1", "over_2", "over_3"];
        Found {
            level,
            way: (n > 250).then_some(level).and_then(|level| over.get(level as usize)).copied(),
            counted: counted::amount(n, counted::WORDS, self.asked.language),
            quotes: Vec::new(),
            missing,
        }
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

/// The first few quotes, those of one piece that show the same made one.
fn merged(quotes: Vec<Quote>, most: usize) -> Vec<Quote> {
    let mut kept: Vec<Quote> = Vec::new();
    for quote in quotes {
        let is_same = |other: &&mut Quote| {
            (other.turn, other.span, &other.shows) == (quote.turn, quote.span, &quote.shows)
        };
        match kept.iter_mut().find(is_same) {
            Some(same) => same.focus.extend(quote.focus),
            None => kept.push(quote),
        }
    }
    for quote in &mut kept {
        quote.focus.sort_by_key(|focus| (focus.start, focus.end));
        quote.focus.dedup();
    }
    kept.truncate(most);
    kept
}
