//! What the loaded model writes for an interview: another wording of a question, advice on an answer. Neither touches a score.

use leptos::prelude::*;
use recruta_api::{
    interview::{Mode, PlannedQuestion, Session},
    worker::{Command, Event},
};

use super::{Interview, Wait};
use crate::dom;

/// Components whose points the engine lets a model advise on.
const ADVISABLE: [&str; 3] = ["coverage", "star", "specificity"];

/// What the model writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// Another wording of a question.
    Wording,
    /// Advice on an answer.
    Advice,
}

/// How far the model is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It has not begun.
    Waiting,
    /// It reads.
    Reading {
        /// Tokens read.
        done: usize,
        /// Tokens in all.
        total: usize,
    },
    /// It writes.
    Writing {
        /// Tokens so far.
        n_tokens: usize,
    },
}

impl Interview {
    /// Lets the model word the question for the vacancy.
    pub fn rephrase(self, question: usize) {
        self.write(Text::Wording, question, |session| Command::InterviewRephrase { session, question });
    }

    /// Lets the model advise on the answers to a question.
    pub fn advise(self, question: usize) {
        self.write(Text::Advice, question, |session| Command::InterviewAdvice { session, question });
        // The button is gone; what stops the model is where it was.
        dom::focus_later(&dom::advice_stop_id(question));
    }

    fn write(self, what: Text, question: usize, command: impl FnOnce(Box<Session>) -> Command) {
        let waiting = Wait::Text { what, question, request: 0, step: Step::Waiting };
        let request = self.with_session(waiting, |session| {
            (command(session), move |event| match event {
                Event::Prefill { done, total } => self.step(Step::Reading { done, total }),
                Event::Token { n_tokens } => self.step(Step::Writing { n_tokens }),
                Event::Interview { session } if what == Text::Wording => {
                    self.took_wording(question, *session);
                }
                Event::Interview { session } => self.took_advice(question, *session),
                // Stopped: the button that did it is gone.
                Event::Error { .. } => dom::rescue_focus_later(&dom::question_id(question)),
                _ => {}
            })
        });
        let Some(sent) = request else { return };
        self.wait.update(|wait| {
            if let Some(Wait::Text { request, .. }) = wait {
                *request = sent;
            }
        });
    }

    fn step(self, now: Step) {
        self.wait.update(|wait| {
            if let Some(Wait::Text { step, .. }) = wait {
                *step = now;
            }
        });
    }

    fn took_wording(self, question: usize, session: Session) {
        let rephrased = session.questions.get(question - 1).is_some_and(|q| q.rephrased);
        let strings = &self.i18n.strings_now().interview;
        self.announcement.set(if rephrased { strings.rephrased } else { strings.not_rephrased }.to_owned());
        if !rephrased {
            self.unphrased.update(|known| known.push(question));
        }
        self.put(session);
        self.focus_waiting();
    }

    fn took_advice(self, question: usize, session: Session) {
        let advised = session.questions.get(question - 1).is_some_and(|q| q.advice.is_some());
        let strings = &self.i18n.strings_now().interview;
        self.announcement.set(if advised { strings.advised } else { strings.not_advised }.to_owned());
        if !advised {
            self.unadvised.update(|known| known.push(question));
        }
        self.put(session);
        // Whoever types the next answer meanwhile is not torn away from it.
        dom::rescue_focus_later(&dom::advice_id(question));
    }

    /// Stops the model.
    pub fn stop_writing(self) {
        if let Some(Wait::Text { request, .. }) = self.wait.get_untracked() {
            self.engine.stop(request);
        }
    }

    /// How far the model is with a text for a question, if it is at work on one; tracks.
    pub fn writing(self, what: Text, question: usize) -> Option<Step> {
        match self.wait.get() {
            Some(Wait::Text { what: now, question: of, step, .. }) if (now, of) == (what, question) => {
                Some(step)
            }
            _ => None,
        }
    }

    /// Whether there is something to advise on a question, by the rules the engine goes by; tracks.
    pub fn is_advisable(self, question: usize) -> bool {
        self.record.with(|record| {
            record.as_ref().is_some_and(|record| {
                let helps = record.session.mode == Mode::Practice || record.is_over();
                helps && record.question(question).is_some_and(lacks_something)
            })
        })
    }
}

fn lacks_something(question: &PlannedQuestion) -> bool {
    let mut components = question.score.iter().flat_map(|score| &score.components);
    components.any(|of| ADVISABLE.contains(&of.id.as_str()) && !of.missing.is_empty())
}
