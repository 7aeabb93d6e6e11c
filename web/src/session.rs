//! The questions of this visit, in order, one running at a time. They live in memory only.

mod entry;

use leptos::prelude::*;
use recruta_api::{
    filter::FiltersBody,
    worker::{Command, Event},
};

pub use self::entry::{Entry, Stage, prose_verdict};
use crate::{
    engine::{Engine, Phase},
    i18n::I18n,
    text::MAX_QUESTION_CHARS,
};

/// Why a question is not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing but space.
    Empty,
    /// More than [`MAX_QUESTION_CHARS`] characters.
    TooLong,
}

/// Questions and the queue.
#[derive(Clone, Copy)]
pub struct Session {
    /// Oldest first.
    pub entries: RwSignal<Vec<Entry>>,
    /// What a screen reader is told, politely.
    pub announcement: RwSignal<String>,
    /// Whether the next question is about the sources of the last answer.
    pub following: RwSignal<bool>,
    /// Which hires the next questions are about.
    pub filters: RwSignal<FiltersBody>,
    engine: Engine,
    i18n: I18n,
    /// Owns the signals of entries: an event handler's own owner may be gone as soon as the view it belongs to is.
    owner: StoredValue<Owner>,
}

impl Session {
    /// An empty session on `engine`.
    pub fn new(engine: Engine, i18n: I18n) -> Self {
        Self {
            entries: RwSignal::new(Vec::new()),
            announcement: RwSignal::new(String::new()),
            following: RwSignal::new(false),
            filters: RwSignal::new(FiltersBody::default()),
            engine,
            i18n,
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        }
    }

    /// Checks a question as the engine would.
    pub fn check(question: &str) -> Result<(), Refusal> {
        match question.trim() {
            "" => Err(Refusal::Empty),
            text if text.chars().count() > MAX_QUESTION_CHARS => Err(Refusal::TooLong),
            _ => Ok(()),
        }
    }

    /// Puts a question in the queue; it runs as soon as the engine is ready and free.
    pub fn ask(self, question: &str) -> Result<(), Refusal> {
        Self::check(question)?;
        let key = self.entries.with_untracked(Vec::len) + 1;
        let follows = self.following.get_untracked();
        self.following.set(false);
        let filters = self.filters.get_untracked();
        let new = || Entry::new(key, question.trim(), follows, filters);
        let entry = self.owner.with_value(|owner| owner.with(new));
        self.entries.update(|entries| {
            for older in entries.iter() {
                older.open.set(false);
            }
            entries.push(entry);
        });
        self.pump();
        Ok(())
    }

    /// Starts the next question if the engine is ready and nothing runs.
    pub fn pump(self) {
        let is_ready = self.engine.phase.with_untracked(|phase| *phase == Phase::Ready);
        if !is_ready || self.running_now().is_some() {
            return;
        }
        let next = self.entries.with_untracked(|entries| entries.iter().find(|e| e.is_queued_now()).copied());
        if let Some(entry) = next {
            self.run(entry);
        }
    }

    /// Whether something runs or waits; tracks.
    pub fn is_busy(self) -> bool {
        self.entries.with(|entries| entries.iter().any(|entry| !entry.stage.with(Stage::is_over)))
    }

    /// Whether an entry is the last answer that had sources, which the engine still has at hand; tracks.
    pub fn can_follow(self, entry: Entry) -> bool {
        let last = self.entries.with(|entries| entries.iter().rev().find(|e| e.has_sources()).map(|e| e.key));
        last == Some(entry.key) && !self.is_busy()
    }

    /// Stops what runs; when nothing runs, takes the newest waiting question off the queue.
    pub fn stop(self) {
        let waiting = || {
            self.entries.with_untracked(|entries| entries.iter().rev().find(|e| e.is_queued_now()).copied())
        };
        if let Some(entry) = self.running_now().or_else(waiting) {
            self.stop_entry(entry);
        }
    }

    /// Stops one question, running or waiting.
    pub fn stop_entry(self, entry: Entry) {
        match entry.request.get_untracked() {
            Some(request) if !entry.stopping.get_untracked() => {
                entry.stopping.set(true);
                self.engine.stop(request);
            }
            None if entry.is_queued_now() => {
                entry.stage.set(Stage::Dropped);
                self.announce(self.i18n.strings_now().answer.dropped.to_owned());
            }
            _ => {}
        }
    }

    fn running_now(self) -> Option<Entry> {
        self.entries.with_untracked(|entries| entries.iter().find(|e| e.is_running_now()).copied())
    }

    fn run(self, entry: Entry) {
        entry.had_generator.set(self.engine.generator_now());
        entry.stage.set(Stage::Searching);
        let question = entry.question.get_value();
        let request = self.engine.send(
            Command::Ask {
                question,
                prose: true,
                follow_up: entry.follows,
                reuse: true,
                filters: entry.filters.get_value(),
            },
            move |event| {
                let is_last = event.is_last();
                self.announce_event(&event);
                entry.take(event);
                if is_last {
                    self.pump();
                }
            },
        );
        // The engine may have refused at once, and then the entry is over already.
        if entry.is_running_now() {
            entry.request.set(Some(request));
        }
    }

    /// What is worth saying aloud: results and endings, never tokens.
    fn announce_event(self, event: &Event) {
        let strings = self.i18n.strings_now();
        match event {
            Event::Evidence { evidence } if evidence.sufficient => {
                self.announce((strings.sources.found)(evidence.sources.len()));
            }
            Event::Answer { answer, .. } => {
                let prose = prose_verdict(strings, &answer.prose);
                let insufficient = (!answer.sufficient).then(|| strings.answer.insufficient.to_owned());
                let parts = [Some(strings.answer.announce_done.to_owned()), insufficient, prose];
                self.announce(parts.into_iter().flatten().collect::<Vec<_>>().join(" "));
            }
            Event::Error { error } => self.announce((strings.problems.by_code)(&error.code).0.to_owned()),
            _ => {}
        }
    }

    /// Says something politely.
    pub fn announce(self, text: String) {
        self.announcement.set(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_checked_in_characters_not_bytes() {
        assert_eq!(Session::check(" \n "), Err(Refusal::Empty));
        assert_eq!(Session::check(&"ç".repeat(4000)), Ok(()));
        assert_eq!(Session::check(&"a".repeat(4001)), Err(Refusal::TooLong));
        assert_eq!(Session::check(&"a".repeat(100_000)), Err(Refusal::TooLong));
    }
}
