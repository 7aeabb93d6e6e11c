//! The mock interview: set-up and earlier interviews, the talk, the report.

mod advice;
mod answer_box;
mod chart;
mod help;
mod history;
mod keeping;
mod plan;
mod question;
mod report;
mod report_part;
mod score;
mod setup;
mod source;
mod speech;
mod talk;
mod trend;
mod vacancy;

use leptos::prelude::*;
use recruta_api::interview::Language;

use self::{history::History, keeping::KeepingNote, report::ReportView, setup::Setup, talk::Talk};
use super::problem::{Remedy, problem};
use crate::{
    app::App,
    engine::Phase,
    interview::{Place, Wait},
    route::View,
};

/// The view "Entrevista". Hidden, not gone, once it was visited: what was typed is still there on the way back.
#[component]
pub fn InterviewView(app: App) -> impl IntoView {
    let is_shown = Memo::new(move |_| app.view.get() == View::Interview);
    let was_visited = Memo::new(move |was: Option<&bool>| is_shown.get() || was.copied().unwrap_or(false));
    let place = move || match app.interview.place.get() {
        Place::Setup => view! { <Start app /> }.into_any(),
        Place::Talk => view! { <Talk app /> }.into_any(),
        Place::Report => view! { <ReportView app /> }.into_any(),
    };
    view! {
        <Show when=move || was_visited.get()>
            <main id=View::Interview.anchor() class="interview" tabindex="-1" hidden=move || !is_shown.get()>
                {place}
            </main>
        </Show>
    }
}

#[component]
fn Start(app: App) -> impl IntoView {
    let t = app.i18n;
    view! {
        <h1>{t.text(|s| s.interview.headline)}</h1>
        <p class="intro">{t.text(|s| s.interview.intro)}</p>
        <div class="start">
            <Setup app />
            <History app />
        </div>
    }
}

/// Why the last step failed, and what is waited for meanwhile.
#[component]
fn Trouble(app: App) -> impl IntoView {
    let body = move || {
        let error = app.interview.trouble.get()?;
        let has_died =
            matches!(app.engine.phase.get(), Phase::Failed(error) if error.code.starts_with("engine_"));
        let restart = has_died.then(|| Remedy {
            label: app.i18n.strings().problems.restart,
            act: Box::new(move || {
                app.interview.trouble.set(None);
                app.engine.start();
            }),
        });
        Some(problem(app, error, restart))
    };
    view! {
        <KeepingNote app />
        {body}
    }
}

/// Whether the engine is at work for the interview; tracks.
fn is_busy(app: App) -> bool {
    app.interview.wait.with(Option::is_some)
}

/// Whether it is at work for this; tracks.
fn waits_for(app: App, wait: Wait) -> bool {
    app.interview.wait.get() == Some(wait)
}

/// What the interview is in, for `lang` attributes.
fn lang(language: Language) -> &'static str {
    match language {
        Language::Pt => "pt-BR",
        Language::En => "en",
    }
}
