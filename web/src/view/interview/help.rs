//! Hints and a sample answer, in practice: shown when asked for.

use leptos::prelude::*;
use recruta_api::interview::Help;

use super::is_busy;
use crate::app::App;

/// The buttons, and what they brought.
#[component]
pub fn HelpPart(app: App, number: usize) -> impl IntoView {
    let t = app.i18n;
    let help = Memo::new(move |_| app.interview.help.with(|known| known.get(&number).cloned()));
    let is_sample_open = RwSignal::new(false);
    let is_hint_open = RwSignal::new(false);
    let toggle = move |shown: RwSignal<bool>| {
        shown.update(|shown| *shown = !*shown);
        if help.with_untracked(Option::is_none) {
            app.interview.get_help(number);
        }
    };
    let hints = move || help.get().filter(|_| is_hint_open.get()).map(|help| hints(&help));
    let sample = move || help.get().filter(|_| is_sample_open.get()).map(|help| sample(app, help));
    view! {
        <div class="help">
            <div class="actions">
                <HelpButton app shown=is_hint_open label=Signal::derive(move || t.strings().interview.hint) press=move || toggle(is_hint_open) />
                <HelpButton app shown=is_sample_open label=Signal::derive(move || t.strings().interview.sample) press=move || toggle(is_sample_open) />
            </div>
            <div aria-live="polite">{hints} {sample}</div>
        </div>
    }
}

#[component]
fn HelpButton(
    app: App,
    shown: RwSignal<bool>,
    label: Signal<&'static str>,
    press: impl Fn() + Send + 'static,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="quiet"
            lang=move || app.i18n.lang().tag()
            aria-expanded=move || shown.get().to_string()
            disabled=move || is_busy(app)
            on:click=move |_| press()
        >
            {label}
        </button>
    }
}

fn hints(help: &Help) -> impl IntoView + use<> {
    let list = help.hints.iter().cloned().map(|hint| view! { <li>{hint}</li> }).collect_view();
    view! { <ul class="hints">{list}</ul> }
}

fn sample(app: App, help: Help) -> impl IntoView {
    let strings = &app.i18n.strings().interview;
    let page = app.i18n.lang().tag();
    view! {
        <p class="label" lang=page>{strings.sample_words}</p>
        <blockquote class="sample">{help.sample}</blockquote>
        <p class="label" lang=page>{strings.weak_words}</p>
        <blockquote class="sample weak">{help.weak}</blockquote>
    }
}
