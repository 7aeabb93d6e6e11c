//! How long the interview has taken. It informs; nothing ends because of it.

use std::time::Duration;

use leptos::prelude::*;

/// Milliseconds since 1970.
pub fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// A stopwatch that pauses.
#[derive(Clone, Copy)]
pub struct Clock {
    /// Time before the present stretch, milliseconds.
    before_ms: StoredValue<f64>,
    /// Beginning of the present stretch; none while it stands still.
    since_ms: StoredValue<Option<f64>>,
    /// Reading when the present question was asked.
    mark_ms: StoredValue<f64>,
    /// Changes every second while it runs.
    pub tick: RwSignal<u32>,
}

impl Clock {
    /// Stands at zero.
    pub fn new() -> Self {
        let clock = Self {
            before_ms: StoredValue::new(0.0),
            since_ms: StoredValue::new(None),
            mark_ms: StoredValue::new(0.0),
            tick: RwSignal::new(0),
        };
        set_interval(
            move || {
                if clock.since_ms.get_value().is_some() {
                    clock.tick.update(|tick| *tick = tick.wrapping_add(1));
                }
            },
            Duration::from_secs(1),
        );
        clock
    }

    /// Stands at `elapsed_ms`, of which the present question has taken `question_ms`.
    pub fn set(self, elapsed_ms: f64, question_ms: f64) {
        self.since_ms.set_value(None);
        self.before_ms.set_value(elapsed_ms);
        self.mark_ms.set_value((elapsed_ms - question_ms).max(0.0));
    }

    /// Runs.
    pub fn start(self) {
        if self.since_ms.get_value().is_none() {
            self.since_ms.set_value(Some(now_ms()));
        }
    }

    /// Stands still.
    pub fn stop(self) {
        self.before_ms.set_value(self.total_ms());
        self.since_ms.set_value(None);
    }

    /// A question begins.
    pub fn mark(self) {
        self.mark_ms.set_value(self.total_ms());
    }

    /// Reading, milliseconds.
    pub fn total_ms(self) -> f64 {
        let stretch = self.since_ms.get_value().map_or(0.0, |since| (now_ms() - since).max(0.0));
        self.before_ms.get_value() + stretch
    }

    /// Time for the present question, milliseconds.
    pub fn question_ms(self) -> f64 {
        self.total_ms() - self.mark_ms.get_value()
    }
}
