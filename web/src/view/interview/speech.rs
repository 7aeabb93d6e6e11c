//! Reading aloud and dictation, where the browser has them: off until switched on, and labelled with where audio goes.

use leptos::prelude::*;

use crate::{
    app::App,
    interview::speech::{Dictation, Speech, tag},
};

/// The switch for reading aloud.
#[component]
pub fn SpeechChoice(app: App) -> impl IntoView {
    let t = app.i18n;
    let speech = app.interview.speech;
    let flip = move |_| {
        speech.aloud.update(|aloud| *aloud = !*aloud);
        let waiting = app.interview.record.with_untracked(|record| record.as_ref()?.waiting());
        match waiting {
            Some((question, turn)) if speech.aloud.get_untracked() => {
                speech.say_turn(app.interview.record, question, turn);
            }
            _ => speech.hush(),
        }
    };
    view! {
        <Show when=Speech::can_speak>
            <label class="option aloud">
                <input type="checkbox" prop:checked=speech.aloud on:change=flip />
                <span>
                    <span class="option-words">{t.text(|s| s.interview.aloud)}</span>
                    <span class="hint">{t.text(|s| s.interview.aloud_hint)}</span>
                </span>
            </label>
        </Show>
    }
}

/// Starts and stops dictation into a draft.
#[component]
pub fn DictateButton(app: App, key: StoredValue<String>) -> impl IntoView {
    let t = app.i18n;
    let speech = app.interview.speech;
    let is_on = move || speech.dictation.get() == Dictation::On;
    let label = move || {
        let strings = &t.strings().interview;
        if is_on() { strings.dictate_stop } else { strings.dictate }
    };
    let press = move |_| {
        if is_on() {
            speech.stop_listening();
            return;
        }
        let language = app.interview.record.with_untracked(|r| r.as_ref().map(|r| r.session.language));
        let Some(language) = language else { return };
        let key = key.get_value();
        speech.listen(tag(language), move |words| append(app, &key, &words));
    };
    let note = move || {
        let strings = &t.strings().interview;
        if speech.dictation.get() == Dictation::Failed {
            strings.dictate_failed
        } else {
            strings.dictate_hint
        }
    };
    view! {
        <Show when=Speech::can_listen>
            <button type="button" class="secondary" aria-pressed=move || is_on().to_string() on:click=press>
                {label}
            </button>
            <p class="hint dictation">{note}</p>
        </Show>
    }
}

fn append(app: App, key: &str, words: &str) {
    let before = app.interview.drafts.with_untracked(|drafts| drafts.get(key).cloned()).unwrap_or_default();
    let gap = if before.is_empty() || before.ends_with(char::is_whitespace) { "" } else { " " };
    app.interview.draft(key, format!("{before}{gap}{words}"));
}
