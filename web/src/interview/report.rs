//! The report, when it is shown and when it is asked for.

use leptos::prelude::*;
use recruta_api::worker::{Command, Event};

use super::{Interview, Place, Reported, Wait};
use crate::dom;

impl Interview {
    /// Shows the report on what was answered so far.
    pub fn show_report(self) {
        self.clock.stop();
        self.speech.hush();
        self.reported.set(None);
        self.trouble.set(None);
        self.place.set(Place::Report);
        self.keeper.keep();
    }

    /// Asks for the report, unless it is there, on its way, or refused. Something else may be waited for when the report is
    /// opened; so this is called again when that is over.
    pub fn get_report(self) {
        if self.reported.with(Option::is_some)
            || self.trouble.with(Option::is_some)
            || self.wait.get().is_some()
        {
            return;
        }
        self.with_session(Wait::Report, |session| {
            (Command::InterviewReport { session }, move |event| {
                if let Event::InterviewReport { report, markdown } = event {
                    self.reported.set(Some(Reported { report: *report, markdown }));
                    dom::focus_later(dom::REPORT);
                }
            })
        });
    }
}
