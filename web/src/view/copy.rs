//! The button that copies an answer with its sources.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;

use super::icon::{Glyph, Icon};
use crate::{app::App, session::Entry, text};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Idle,
    Copied,
    Refused,
}

/// Copies, and says whether the browser let it.
#[component]
pub fn CopyButton(app: App, entry: Entry) -> impl IntoView {
    let state = RwSignal::new(State::Idle);
    let label = move || {
        let answer = &app.i18n.strings().answer;
        match state.get() {
            State::Idle => answer.copy,
            State::Copied => answer.copied,
            State::Refused => answer.copy_failed,
        }
    };
    let icon = Signal::derive(move || if state.get() == State::Copied { Icon::Check } else { Icon::Copy });
    view! {
        <button type="button" class="quiet" on:click=move |_| copy(app, entry, state)>
            <Glyph icon />
            <span aria-live="polite">{label}</span>
        </button>
    }
}

fn copy(app: App, entry: Entry, state: RwSignal<State>) {
    let strings = app.i18n.strings_now();
    let text = entry.answered.with_untracked(|answered| {
        let answer = &answered.as_ref()?.answer;
        Some(entry.question.with_value(|question| text::with_sources(strings, question, answer)))
    });
    let Some(text) = text else { return };
    spawn_local(async move {
        let done = match clipboard() {
            Some(clipboard) => JsFuture::from(clipboard.write_text(&text)).await.is_ok(),
            None => false,
        };
        state.set(if done { State::Copied } else { State::Refused });
    });
}

/// None outside of secure contexts.
fn clipboard() -> Option<web_sys::Clipboard> {
    let navigator = window().navigator();
    let has = js_sys::Reflect::has(&navigator, &"clipboard".into()).unwrap_or(false);
    has.then(|| navigator.clipboard())
}
