//! An answer as scoring sees it: which of its words count, and in which sentences.

use std::{
    collections::{BTreeSet, HashSet},
    ops::Range,
};

use super::{
    Asked, Quote, Span, cue, name, piece,
    term::{Term, TermWord},
};
use crate::{
    interview::{
        lawful,
        word::{Stems, Word, words},
    },
    text::sentences,
};

/// Words in a row that are taken for a copy of what was asked.
const COPIED_RUN: usize = 5;

/// Words in a row that nobody says twice by chance.
const REPEATED_RUN: usize = 6;

/// Words that an answer begins with before it says anything ("Olha, então").
const OPENING_WORDS: usize = 3;

/// Why a word does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Left {
    /// It counts.
    Counted,
    /// A name or an honorific.
    Name,
    /// About the person, not the work.
    Private,
    /// Copied from what was asked.
    Copied,
    /// Said before, word for word.
    Repeated,
    /// An order to whoever scores.
    Order,
}

/// Answers, joined and read.
#[derive(Debug)]
pub(super) struct Reading {
    /// All answers, a blank line between two.
    pub(super) text: String,
    /// Byte offsets where answers begin in `text`.
    turns: Vec<usize>,
    pub(super) words: Vec<Word>,
    /// Of each word.
    pub(super) stems: Vec<String>,
    /// Of each word.
    pub(super) left: Vec<Left>,
    /// Ranges of words.
    pub(super) sentences: Vec<Range<usize>>,
    /// Ranges of words that are quoted whole.
    pieces: Vec<Range<usize>>,
    /// Topics of private matters.
    pub(super) not_scored: BTreeSet<&'static str>,
}

impl Reading {
    pub(super) fn of(asked: &Asked<'_>, answers: &[&str]) -> Self {
        let (text, turns) = joined(answers);
        let words = words(&text);
        let stemmer = Stems::new(asked.language);
        let stems = words.iter().map(|word| stemmer.stem(&word.folded)).collect();
        let sentences = sentence_words(&text, &words);
        let left = vec![Left::Counted; words.len()];
        let mut reading = Self {
            text,
            turns,
            words,
            stems,
            left,
            sentences,
            pieces: Vec::new(),
            not_scored: BTreeSet::new(),
        };
        reading.leave_private();
        reading.leave_orders();
        reading.leave_copies(asked.texts);
        reading.leave_repetitions();
        for at in name::names(&reading, asked) {
            reading.leave(at..at + 1, Left::Name);
        }
        reading.pieces = piece::pieces(&reading);
        reading
    }

    /// Whether nothing was said.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    fn leave(&mut self, range: Range<usize>, why: Left) {
        for left in self.left[range].iter_mut().filter(|left| **left == Left::Counted) {
            *left = why;
        }
    }

    fn leave_private(&mut self) {
        for (range, topic) in lawful::volunteered(&self.words) {
            self.not_scored.insert(topic);
            self.leave(self.clause(&range), Left::Private);
        }
    }

    fn leave_orders(&mut self) {
        let found = cue::orders(&self.words);
        let sentences: Vec<Range<usize>> =
            self.sentences.iter().filter(|s| found.iter().any(|at| s.contains(at))).cloned().collect();
        for sentence in sentences {
            self.leave(sentence, Left::Order);
        }
    }

    fn leave_copies(&mut self, texts: &[&str]) {
        for text in texts {
            let asked: Vec<String> = words(text).into_iter().map(|word| word.folded).collect();
            let runs: HashSet<&[String]> = asked.windows(COPIED_RUN).collect();
            self.leave_runs(COPIED_RUN, Left::Copied, |run, _| runs.contains(run));
        }
    }

    fn leave_repetitions(&mut self) {
        let mut seen = HashSet::new();
        self.leave_runs(REPEATED_RUN, Left::Repeated, |run, _| !seen.insert(run.to_vec()));
    }

    /// Leaves out every run of words that `is_left`, asked in order.
    fn leave_runs(&mut self, length: usize, why: Left, mut is_left: impl FnMut(&[String], usize) -> bool) {
        let folded: Vec<String> = self.words.iter().map(|word| word.folded.clone()).collect();
        let runs = folded.windows(length).enumerate();
        let found: Vec<usize> = runs.filter(|(at, run)| is_left(run, *at)).map(|(at, _)| at).collect();
        for at in found {
            self.leave(at..at + length, why);
        }
    }

    /// Whether a word counts.
    pub(super) fn counts(&self, at: usize) -> bool {
        self.left[at] == Left::Counted
    }

    /// How many words were left out for a reason, or counted.
    pub(super) fn n_left(&self, why: Left) -> usize {
        self.left.iter().filter(|left| **left == why).count()
    }

    /// The words that count, in order.
    pub(super) fn counted(&self) -> impl Iterator<Item = usize> {
        (0..self.words.len()).filter(|at| self.counts(*at))
    }

    /// Sentences of at least `n` words that count.
    pub(super) fn sentences_of(&self, n: usize) -> impl Iterator<Item = &Range<usize>> + Clone {
        self.sentences.iter().filter(move |range| (*range).clone().filter(|at| self.counts(*at)).count() >= n)
    }

    /// The sentence of a word.
    pub(super) fn sentence_at(&self, at: usize) -> usize {
        self.sentences.iter().position(|range| range.contains(&at)).unwrap_or(0)
    }

    /// The term's words from a word on, all of them counting: its content words in order with few others between; where a single
    /// content word is left, the function words beside it must be there, too ("por dia" is not any "dia").
    pub(super) fn match_term(&self, term: &Term, start: usize) -> Option<Range<usize>> {
        let takes =
            |at: usize, wanted: &TermWord| self.counts(at) && wanted.is(&self.words[at], &self.stems[at]);
        term.range_from(start, self.words.len(), takes)
    }

    /// Whether punctuation that ends a clause stands before a word.
    pub(super) fn breaks_before(&self, at: usize) -> bool {
        match at.checked_sub(1) {
            None => true,
            Some(before) => {
                let gap = &self.text[self.words[before].end..self.words[at].start];
                // "8.8.8.8" and "10:30" are one thing each.
                gap.contains(['—', '–', '\n'])
                    || gap.contains([',', ';', ':', '.', '!', '?', '(', ')'])
                        && gap.contains(char::is_whitespace)
            }
        }
    }

    /// Whether a word is among the first few of an answer.
    pub(super) fn opens_an_answer(&self, at: usize) -> bool {
        let begins = |turn: &usize| {
            let first = self.words.partition_point(|word| word.start < *turn);
            (first..first + OPENING_WORDS).contains(&at)
        };
        self.turns.iter().any(begins)
    }

    /// The clause around some words.
    fn clause(&self, range: &Range<usize>) -> Range<usize> {
        let start = (0..=range.start).rev().find(|at| self.breaks_before(*at)).unwrap_or(0);
        let end =
            (range.end..self.words.len()).find(|at| self.breaks_before(*at)).unwrap_or(self.words.len());
        start..end
    }

    /// The piece around some words, those words marked.
    pub(super) fn quote(&self, range: &Range<usize>, shows: &str) -> Quote {
        let piece = self.piece(range);
        let (start, end) = (self.words[piece.start].start, self.word_end(piece.end - 1));
        let turn = self.turns.iter().rposition(|turn| *turn <= start).unwrap_or(0);
        let before = self.turns.get(turn).copied().unwrap_or(0);
        let span = self.span(before, start, end);
        let focus = self.span(before, self.words[range.start].start, self.word_end(range.end - 1));
        let text = self.text[start..end].to_owned();
        Quote { turn, span, text, shows: shows.to_owned(), focus: vec![focus] }
    }

    /// Whether a sentence ends with a question mark.
    pub(super) fn is_question(&self, sentence: &Range<usize>) -> bool {
        let end = self.words.get(sentence.end).map_or(self.text.len(), |next| next.start);
        self.text[self.words[sentence.end - 1].end..end].trim_start().starts_with('?')
    }

    /// Some words as they are written.
    pub(super) fn text_of(&self, range: &Range<usize>) -> &str {
        &self.text[self.words[range.start].start..self.word_end(range.end - 1)]
    }

    /// The pieces that some words stand in, without the word that joins them to what precedes.
    pub(super) fn piece(&self, range: &Range<usize>) -> Range<usize> {
        let around = |at: usize| self.pieces.iter().find(|piece| piece.contains(&at));
        let start = around(range.start).map_or(range.start, |piece| piece.start);
        let end = around(range.end - 1).map_or(range.end, |piece| piece.end);
        let joins = matches!(self.words[start].folded.as_str(), "e" | "and");
        if joins && start < range.start { start + 1..end } else { start..end }
    }

    /// Byte offset after a word, its percent sign included.
    fn word_end(&self, at: usize) -> usize {
        let end = self.words[at].end;
        end + self.text[end..].chars().next().filter(|c| *c == '%').map_or(0, char::len_utf8)
    }

    /// Bytes `start..end` of the text, in scalar values of the answer that begins at byte `turn`.
    fn span(&self, turn: usize, start: usize, end: usize) -> Span {
        let scalars = |from: usize, to: usize| self.text[from..to].chars().count();
        let before = scalars(turn, start);
        Span { start: before, end: before + scalars(start, end) }
    }
}

fn joined(answers: &[&str]) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut turns = Vec::new();
    for answer in answers {
        if !turns.is_empty() {
            text.push_str("\n\n");
        }
        turns.push(text.len());
        text.push_str(answer);
    }
    (text, turns)
}

/// Sentences as ranges of words; those without words are none.
fn sentence_words(text: &str, words: &[Word]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for (start, sentence) in sentences(text) {
        let end = start + sentence.len();
        let first = at;
        while words.get(at).is_some_and(|word| word.start < end) {
            at += 1;
        }
        if at > first {
            found.push(first..at);
        }
    }
    found
}
