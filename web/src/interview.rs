//! The mock interview of this tab. The engine plans, follows up and scores; this keeps what it gives, hands it back with
//! each answer, and knows where the candidate is.

mod answer;
pub mod cited;
pub mod clock;
mod database;
pub mod export;
mod keep;
mod left;
pub mod mark;
pub mod record;
mod report;
pub mod speech;
pub mod store;
mod tab;
pub mod wish;
mod writing;

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Deref,
};

use leptos::prelude::*;
use recruta_api::{
    error::ErrorBody,
    interview::{Band, Help, PlanRequest, Report, Session},
    worker::{Command, Event},
};

use self::{cited::Opened, clock::Clock, keep::Keeper, record::Record, speech::Speech};
use crate::{dom, engine::Engine, i18n::I18n};

pub use self::{
    keep::Keeping,
    writing::{Step, Text},
};

/// Where the candidate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Chooses, or looks at earlier interviews.
    Setup,
    /// Is interviewed.
    Talk,
    /// Reads the report.
    Report,
}

/// What the engine is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// The questions.
    Plan,
    /// A score.
    Score,
    /// A text of the model; the request can be stopped.
    Text {
        /// What it is.
        what: Text,
        /// For which question.
        question: usize,
        /// Of the request.
        request: u32,
        /// How far the model is.
        step: Step,
    },
    /// Hints.
    Help,
    /// The report.
    Report,
}

/// The report in both its forms.
#[derive(Debug, Clone, PartialEq)]
pub struct Reported {
    /// As data.
    pub report: Report,
    /// As text.
    pub markdown: String,
}

/// Signals and commands of the interview. Cheap to copy: there is one, and it lives as long as the page.
#[derive(Clone, Copy)]
pub struct Interview(&'static Parts);

impl Deref for Interview {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        self.0
    }
}

/// What an [`Interview`] is made of.
pub struct Parts {
    /// Where the candidate is.
    pub place: RwSignal<Place>,
    /// The open interview. Changes with each step of the engine, not with each key.
    pub record: RwSignal<Option<Record>>,
    /// What is typed and not sent, by [`record::draft_key`].
    pub drafts: RwSignal<BTreeMap<String, String>>,
    /// Whether the candidate takes a break.
    pub paused: RwSignal<bool>,
    /// What is waited for, if anything.
    pub wait: RwSignal<Option<Wait>>,
    /// Why the last step failed.
    pub trouble: RwSignal<Option<ErrorBody>>,
    /// Help that was asked for, by question.
    pub help: RwSignal<BTreeMap<usize, Help>>,
    /// The question that is being answered once more.
    pub retrying: RwSignal<Option<usize>>,
    /// Questions whose wording by the model did not pass the checks.
    pub unphrased: RwSignal<Vec<usize>>,
    /// Questions on whose answers the model's advice did not pass the checks.
    pub unadvised: RwSignal<Vec<usize>>,
    /// Cited records that were opened, by [`dom::source_id`].
    pub opened: RwSignal<BTreeMap<String, Opened>>,
    /// Those that are unfolded.
    pub unfolded: RwSignal<BTreeSet<String>>,
    /// The report, once asked for.
    pub reported: RwSignal<Option<Reported>>,
    /// Time.
    pub clock: Clock,
    /// The browser's storage.
    pub keeper: Keeper,
    /// The browser's speech.
    pub speech: Speech,
    announcement: RwSignal<String>,
    engine: Engine,
    i18n: I18n,
}

impl Interview {
    /// None under way; what is stored comes as soon as it is read.
    pub fn new(engine: Engine, i18n: I18n, announcement: RwSignal<String>) -> Self {
        let (record, drafts) = (RwSignal::new(None), RwSignal::new(BTreeMap::new()));
        let (paused, clock) = (RwSignal::new(false), Clock::new());
        let parts = Parts {
            place: RwSignal::new(Place::Setup),
            record,
            drafts,
            paused,
            wait: RwSignal::new(None),
            trouble: RwSignal::new(None),
            help: RwSignal::new(BTreeMap::new()),
            retrying: RwSignal::new(None),
            unphrased: RwSignal::new(Vec::new()),
            unadvised: RwSignal::new(Vec::new()),
            opened: RwSignal::new(BTreeMap::new()),
            unfolded: RwSignal::new(BTreeSet::new()),
            reported: RwSignal::new(None),
            clock,
            keeper: Keeper::new(record, drafts, clock, paused),
            speech: Speech::new(),
            announcement,
            engine,
            i18n,
        };
        let interview = Self(Box::leak(Box::new(parts)));
        interview.keeper.restore(move |record| interview.open(record));
        interview
    }

    /// Plans an interview and asks its first question.
    pub fn begin(self, request: PlanRequest) {
        let variant = request.variant;
        self.ask(Wait::Plan, Command::InterviewPlan { request }, move |event| {
            if let Event::Interview { session } = event {
                let record = Record::begin(keep::new_id(), clock::now_ms(), variant, *session);
                self.open(record);
                self.keeper.keep();
            }
        });
    }

    /// Goes on with an interview, also with one in a break, or shows the report of one that is over.
    pub fn resume(self, record: Record) {
        let was_paused = record.paused;
        self.open(Record { paused: false, ..record });
        if was_paused {
            self.keeper.keep();
        }
    }

    /// Opens an interview as it was left.
    fn open(self, record: Record) {
        self.keeper.open(&record);
        self.clock.set(record.elapsed_ms, record.question_ms);
        self.drafts.set(record.drafts.clone());
        self.help.set(BTreeMap::new());
        self.unphrased.set(Vec::new());
        self.unadvised.set(Vec::new());
        self.retrying.set(None);
        self.opened.set(BTreeMap::new());
        self.unfolded.set(BTreeSet::new());
        self.paused.set(record.paused);
        self.trouble.set(None);
        let is_over = record.is_over();
        self.record.set(Some(record));
        if is_over {
            self.show_report();
        } else {
            self.talk();
        }
    }

    /// Back to the open interview, which may be in a break.
    pub fn talk(self) {
        self.place.set(Place::Talk);
        if self.paused.get_untracked() {
            dom::focus_later(dom::RESUME);
        } else {
            let is_over = self.record.with_untracked(|record| record.as_ref().is_none_or(Record::is_over));
            if !is_over {
                self.clock.start();
            }
            self.focus_waiting();
        }
    }

    /// Takes a break, or ends it.
    pub fn pause(self, paused: bool) {
        self.paused.set(paused);
        self.speech.hush();
        if paused {
            self.clock.stop();
        }
        self.talk();
        self.keeper.keep();
    }

    /// Leaves the open interview for the list; it stays where it is.
    pub fn leave(self) {
        self.clock.stop();
        self.speech.hush();
        self.keeper.close();
        self.record.set(None);
        self.reported.set(None);
        self.trouble.set(None);
        self.place.set(Place::Setup);
        dom::focus_later(crate::route::View::Interview.anchor());
    }

    /// Keeps the open interview beside the one of the other tab.
    pub fn keep_as_copy(self) {
        self.record.update(|record| {
            if let Some(record) = record {
                record.id = keep::new_id();
            }
        });
        self.keeper.keep_anew();
    }

    /// Takes over what the other tab has written.
    pub fn take_other(self) {
        let Some(id) = self.id_now() else { return };
        self.keeper.load(id, move |record| match record {
            Some(record) => self.open(record),
            None => self.leave(),
        });
    }

    fn id_now(self) -> Option<String> {
        self.record.with_untracked(|record| Some(record.as_ref()?.id.clone()))
    }

    /// A step of the engine: shown, and kept.
    fn put(self, session: Session) {
        self.record.update(|record| {
            if let Some(record) = record {
                record.session = session;
                record.updated_ms = clock::now_ms();
            }
        });
        self.keeper.keep();
    }

    fn focus_waiting(self) {
        let waiting = self.record.with_untracked(|record| record.as_ref()?.waiting());
        if let Some((question, turn)) = waiting {
            let id = dom::turn_id(question, turn);
            self.speech.say_turn(self.record, question, turn);
            dom::focus_later(&id);
        }
    }

    /// Sends a command about the open session, one at a time; what comes after the interview was left is not heard.
    fn with_session<H: FnMut(Event) + 'static>(
        self,
        wait: Wait,
        command: impl FnOnce(Box<Session>) -> (Command, H),
    ) -> Option<u32> {
        let session =
            self.record.with_untracked(|record| Some(Box::new(record.as_ref()?.session.clone())))?;
        let (command, handler) = command(session);
        self.ask(wait, command, handler)
    }

    fn ask(self, wait: Wait, command: Command, mut handler: impl FnMut(Event) + 'static) -> Option<u32> {
        if self.wait.with_untracked(Option::is_some) {
            return None;
        }
        self.wait.set(Some(wait));
        self.trouble.set(None);
        let id = self.id_now();
        Some(self.engine.send(command, move |event| {
            let is_last = event.is_last();
            if is_last {
                self.wait.set(None);
            }
            if self.id_now() != id {
                return;
            }
            match event {
                Event::Error { error } if error.code != "cancelled" => {
                    let strings = self.i18n.strings_now();
                    self.announcement.set((strings.problems.by_code)(&error.code).0.to_owned());
                    self.trouble.set(Some(error));
                }
                event => handler(event),
            }
        }))
    }
}

/// Bands in ascending order of worth, as classes of the style sheet.
pub fn band_class(band: Band) -> &'static str {
    match band {
        Band::Weak => "weak",
        Band::Fair => "fair",
        Band::Good => "good",
        Band::Strong => "strong",
    }
}
