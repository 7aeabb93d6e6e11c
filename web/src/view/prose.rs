//! The model's part of an answer: always marked as such, and always with its state in words.

use leptos::prelude::*;
use recruta_api::answer::{ProseBody, ProseStatus};

use super::{
    icon::{Glyph, Icon},
    statement::statement,
};
use crate::{
    app::App,
    dom,
    session::{Entry, Stage, prose_verdict},
};

/// Sentences that passed, progress while the model works, and how it ended.
#[component]
pub fn ProseView(app: App, entry: Entry) -> impl IntoView {
    let t = app.i18n;
    let outcome = Memo::new(move |_| {
        entry
            .answered
            .with(|answered| answered.as_ref().map(|a| (a.answer.sufficient, a.answer.prose.clone())))
    });
    let generating = Memo::new(move |_| entry.stage.with(Stage::is_generating));
    let has_part = move || match outcome.get() {
        None => generating.get() || entry.prose.with(|prose| !prose.is_empty()),
        Some((sufficient, prose)) => sufficient || prose.status != ProseStatus::Absent,
    };
    let sentences = move || {
        entry.prose.with(|all| all.iter().map(|s| view! { <p>{statement(app, entry, s)}</p> }).collect_view())
    };
    let language = move || entry.evidence.with(|e| e.as_ref().map(|e| e.language.clone()));
    let badge = move || entry.had_generator.get().map(|name| view! { <span class="badge">{name}</span> });
    view! {
        <Show when=has_part>
            <div class="card prose">
                <h3>
                    <Glyph icon=Icon::Chip />
                    {t.text(|s| s.answer.model_text)}
                    {badge}
                </h3>
                <div lang=language>{sentences}</div>
                <Show when=move || generating.get()>
                    <Working app entry />
                </Show>
                {move || outcome.get().map(|(_, prose)| verdict(app, &prose))}
            </div>
        </Show>
    }
}

/// Reading, then writing. Counted, not announced: a screen reader hears the end only.
#[component]
fn Working(app: App, entry: Entry) -> impl IntoView {
    let t = app.i18n;
    let words = move || {
        let answer = &t.strings().answer;
        match entry.stage.get() {
            _ if entry.stopping.get() => answer.stopping.to_owned(),
            Stage::Reading { done, total } => (answer.reading)(done, total),
            Stage::Writing { n_tokens } => (answer.writing)(n_tokens),
            _ => String::new(),
        }
    };
    let meter = move || match entry.stage.get() {
        Stage::Reading { done, total } => {
            view! { <progress max=total.max(1) value=done aria-label=words></progress> }.into_any()
        }
        _ => view! { <progress aria-label=words></progress> }.into_any(),
    };
    view! {
        <div class="working">
            <p class="working-words">{words}</p>
            {meter}
            <p class="hint">{t.text(|s| s.answer.checking)}</p>
            <button
                type="button"
                class="secondary stop"
                disabled=move || entry.stopping.get()
                on:click=move |_| app.session.stop_entry(entry)
            >
                <Glyph icon=Icon::Stop />
                {t.text(|s| s.ask.stop)}
            </button>
        </div>
    }
}

fn verdict(app: App, prose: &ProseBody) -> impl IntoView + use<> {
    let strings = app.i18n.strings();
    let Some(words) = prose_verdict(strings, prose) else { return absent(app).into_any() };
    let held_back = matches!(prose.status, ProseStatus::Withheld | ProseStatus::Partial);
    let why = held_back.then(|| {
        view! {
            <details>
                <summary>{strings.answer.why}</summary>
                <p>{strings.answer.why_text}</p>
            </details>
        }
    });
    view! {
        <p class="verdict" class:held=held_back data-status=status_name(prose.status)>{words}</p>
        {why}
    }
    .into_any()
}

fn absent(app: App) -> impl IntoView {
    let strings = app.i18n.strings();
    view! {
        <p class="verdict" data-status="absent">{strings.answer.no_model}</p>
        <button type="button" class="secondary" aria-haspopup="dialog" on:click=move |_| dom::open_model_panel()>
            {strings.answer.choose_model}
        </button>
    }
}

fn status_name(status: ProseStatus) -> &'static str {
    match status {
        ProseStatus::Absent => "absent",
        ProseStatus::Shown => "shown",
        ProseStatus::Partial => "partial",
        ProseStatus::Withheld => "withheld",
        ProseStatus::Stopped => "stopped",
    }
}
