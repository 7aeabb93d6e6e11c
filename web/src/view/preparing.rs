//! The state of the engine, as long as it cannot answer.

use leptos::prelude::*;

use super::problem::{Remedy, problem};
use crate::{
    app::App,
    engine::{Phase, Progress},
    format,
};

/// How far bundle and retriever are, or why they failed and what to do.
#[component]
pub fn Preparing(app: App) -> impl IntoView {
    let body = move || match app.engine.phase.get() {
        Phase::Ready => ().into_any(),
        Phase::Preparing(progress) => waiting(app, progress).into_any(),
        Phase::Failed(error) => {
            let problems = &app.i18n.strings().problems;
            let has_died = error.code.starts_with("engine_");
            let label = if has_died { problems.restart } else { problems.retry };
            problem(app, error, Some(Remedy { label, act: Box::new(move || app.engine.start()) })).into_any()
        }
    };
    view! { <div class="preparing">{body}</div> }
}

fn waiting(app: App, progress: Option<Progress>) -> impl IntoView {
    let (strings, lang) = (app.i18n.strings(), app.i18n.lang());
    let Some(progress) = progress else {
        return view! {
            <p class="preparing-words">{strings.ask.starting}</p>
            <progress aria-label=strings.ask.starting></progress>
            <p class="hint">{strings.ask.meanwhile}</p>
        }
        .into_any();
    };
    let percent = format::percent(progress.done_bytes, progress.total_bytes);
    let amount = (strings.ask.amount)(
        &format::moving_size(lang, progress.done_bytes),
        &format::moving_size(lang, progress.total_bytes),
        percent,
    );
    let stage = (strings.ask.preparing)(progress.stage, progress.model == "bundle");
    view! {
        <p class="preparing-words">
            <span>{stage}</span>
            <span class="amount">{amount}</span>
        </p>
        <progress max="100" value=percent.to_string() aria-label=stage></progress>
        <p class="hint">{strings.ask.meanwhile}</p>
    }
    .into_any()
}
