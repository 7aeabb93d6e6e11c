//! One question with its answer and sources.

use leptos::prelude::*;
use recruta_api::{error::ErrorBody, filter::FiltersBody};

use super::{
    answer::AnswerView,
    filters,
    icon::{Glyph, Icon},
    problem::{Remedy, problem},
    sources::SourcesView,
};
use crate::{
    app::App,
    dom,
    engine::Phase,
    session::{Entry, Stage},
};

/// The question is a button that folds the rest; older ones are folded when a new one is asked.
#[component]
pub fn EntryView(app: App, entry: Entry) -> impl IntoView {
    let question = entry.question.get_value();
    let body_id = format!("{}-corpo", entry.id());
    let has_evidence = Memo::new(move |_| entry.evidence.with(Option::is_some));
    // Once it is drawn, the new question comes to the top of the view.
    Effect::new(move |_| request_animation_frame(move || dom::scroll_to(&entry.id())));
    view! {
        <article id=entry.id() class="entry" class:open=entry.open aria-labelledby=format!("{}-titulo", entry.id())>
            <h2 id=format!("{}-titulo", entry.id())>
                <button
                    type="button"
                    aria-expanded=move || entry.open.get().to_string()
                    aria-controls=body_id.clone()
                    on:click=move |_| entry.open.update(|open| *open = !*open)
                >
                    <span class="question">{question}</span>
                    <Glyph icon=Icon::Chevron />
                </button>
            </h2>
            <div id=body_id.clone() class="entry-body" hidden=move || !entry.open.get()>
                <div class="answer">
                    <Show when=move || entry.follows>
                        <p class="hint">{app.i18n.text(|s| s.answer.follows)}</p>
                    </Show>
                    <Show when=move || !entry.filters.with_value(FiltersBody::is_empty)>
                        <p class="hint">{move || filtered(app, entry)}</p>
                    </Show>
                    <State app entry />
                    <Show when=move || has_evidence.get()>
                        <AnswerView app entry />
                    </Show>
                </div>
                <Show when=move || has_evidence.get()>
                    <SourcesView app entry />
                </Show>
            </div>
        </article>
    }
}

/// The filters it was asked with, in words.
fn filtered(app: App, entry: Entry) -> String {
    let strings = app.i18n.strings();
    let filters = entry.filters.with_value(|filters| filters::summary(strings, filters));
    (strings.filters.used)(&filters)
}

/// Waiting, searching, failed: in words.
#[component]
fn State(app: App, entry: Entry) -> impl IntoView {
    let has_evidence = move || entry.evidence.with(Option::is_some);
    let body = move || {
        let strings = app.i18n.strings();
        match entry.stage.get() {
            Stage::Queued => note(queued(app)).into_any(),
            Stage::Dropped => note(strings.answer.dropped).into_any(),
            Stage::Searching if !has_evidence() => view! {
                <p class="note">{strings.answer.searching}</p>
                <div class="skeleton" aria-hidden="true"></div>
            }
            .into_any(),
            Stage::Failed(error) => failed(app, entry, error).into_any(),
            _ => ().into_any(),
        }
    };
    view! { <div class="state">{body}</div> }
}

/// What a waiting question waits for.
fn queued(app: App) -> &'static str {
    let answer = &app.i18n.strings().answer;
    app.engine.phase.with(|phase| match phase {
        Phase::Ready => answer.queued_busy,
        Phase::Preparing(_) => answer.queued_loading,
        Phase::Failed(_) => answer.queued_failed,
    })
}

/// What the dock already says in full (the engine is down) is only named here.
fn failed(app: App, entry: Entry, error: ErrorBody) -> impl IntoView {
    let strings = app.i18n.strings();
    let question = entry.question.get_value();
    let again = move || {
        // It was accepted once, so it is of legal length.
        let _ = app.session.ask(&question);
    };
    if error.code.starts_with("engine_") {
        let title = (strings.problems.by_code)(&error.code).0;
        return view! {
            <p class="note">{title}</p>
            <button type="button" class="secondary" on:click=move |_| again()>
                {strings.answer.again}
            </button>
        }
        .into_any();
    }
    problem(app, error, Some(Remedy { label: strings.answer.again, act: Box::new(again) })).into_any()
}

fn note(words: &'static str) -> impl IntoView {
    view! { <p class="note">{words}</p> }
}
