//! Answering: what is typed, sent and scored, and help with it.

use leptos::prelude::*;
use recruta_api::{
    interview::Session,
    worker::{Command, Event},
};

use super::{Interview, Wait, record::draft_key};
use crate::dom;

impl Interview {
    /// Answers the question that waits, or with `retry` an answered one once more. An empty text passes it over.
    pub fn answer(self, question: usize, text: String, retry: bool) {
        let Some(key) = self.key_of(question, retry) else { return };
        self.speech.hush();
        let passes = text.trim().is_empty();
        self.with_session(Wait::Score, |session| {
            (Command::InterviewAnswer { session, question, text, retry }, move |event| {
                let Event::Interview { session } = event else { return };
                self.drafts.update(|drafts| {
                    drafts.remove(&key);
                });
                self.unadvised.update(|known| known.retain(|other| *other != question));
                if retry {
                    self.retrying.set(None);
                }
                self.took_answer(question, *session, (retry, passes));
            })
        });
    }

    fn took_answer(self, question: usize, session: Session, (retry, passes): (bool, bool)) {
        let scored = session.questions.get(question - 1).and_then(|q| q.score.as_ref());
        let strings = &self.i18n.strings_now().interview;
        let told = match scored {
            None => strings.announce_passed.to_owned(),
            Some(score) if passes => (strings.announce_kept)(score.overall),
            Some(score) => (strings.announce_score)(score.overall, (strings.band)(score.band)),
        };
        let current = session.current;
        self.put(session);
        self.clock.mark();
        self.announcement.set(told);
        match current {
            // Whoever tries again wants to see what that was worth.
            next if retry && next != Some(question) => dom::focus_later(&dom::question_id(question)),
            Some(_) => self.focus_waiting(),
            None => {
                self.clock.stop();
                self.announcement.set(strings.announce_over.to_owned());
                dom::focus_later(dom::INTERVIEW_END);
            }
        }
    }

    /// Gets hints and sample answer of a question.
    pub fn get_help(self, question: usize) {
        self.with_session(Wait::Help, |session| {
            (Command::InterviewHelp { session, question }, move |event| {
                if let Event::InterviewHelp { help } = event {
                    self.help.update(|known| {
                        known.insert(question, help);
                    });
                }
            })
        });
    }

    /// Remembers what is typed.
    pub fn draft(self, key: &str, text: String) {
        self.drafts.update(|drafts| {
            drafts.insert(key.to_owned(), text);
        });
        self.keeper.keep_soon();
    }

    fn key_of(self, question: usize, retry: bool) -> Option<String> {
        let waiting = self.record.with_untracked(|record| record.as_ref()?.waiting());
        if retry {
            return Some(draft_key(question, None));
        }
        waiting.filter(|(number, _)| *number == question).map(|(_, turn)| draft_key(question, Some(turn)))
    }
}
