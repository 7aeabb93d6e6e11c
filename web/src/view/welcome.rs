//! What is seen before the first question: what this is, and examples to start with.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::{app::App, dom};

/// Headline, promise and examples. Once there are questions, only the headline stays, for screen readers.
#[component]
pub fn Welcome(app: App) -> impl IntoView {
    let t = app.i18n;
    let is_first = move || app.session.entries.with(Vec::is_empty);
    view! {
        <div class="welcome">
            <h1 class:sr-only=move || !is_first()>{t.text(|s| s.shell.headline)}</h1>
            <Show when=is_first>
                <p class="intro">{t.text(|s| s.shell.intro)}</p>
                <p class="privacy">
                    <Glyph icon=Icon::Lock />
                    {t.text(|s| s.shell.privacy)}
                </p>
                <Examples app />
            </Show>
        </div>
    }
}

#[component]
fn Examples(app: App) -> impl IntoView {
    let t = app.i18n;
    let chips = move || t.strings().ask.examples.iter().map(|example| chip(app, example)).collect_view();
    view! {
        <div class="examples">
            <h2 id="exemplos">{t.text(|s| s.ask.examples_label)}</h2>
            <ul aria-labelledby="exemplos">{chips}</ul>
        </div>
    }
}

fn chip(app: App, example: &'static str) -> impl IntoView {
    let ask = move |_| {
        // The examples are of legal length.
        let _ = app.session.ask(example);
        dom::focus(dom::QUESTION);
    };
    view! {
        <li>
            <button type="button" class="chip" on:click=ask>
                {example}
            </button>
        </li>
    }
}
