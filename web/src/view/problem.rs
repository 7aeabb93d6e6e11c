//! A failure: what happened, what to do next, one button that does it, and the engine's own words for the curious.

use leptos::prelude::*;
use recruta_api::error::ErrorBody;

use super::icon::{Glyph, Icon};
use crate::app::App;

/// The button that helps.
pub struct Remedy {
    /// Its words.
    pub label: &'static str,
    /// What it does.
    pub act: Box<dyn Fn() + Send>,
}

/// Draws a failure. What the user asked for (`cancelled`) is no alarm.
pub fn problem(app: App, error: ErrorBody, remedy: Option<Remedy>) -> impl IntoView {
    let strings = app.i18n.strings();
    let (title, advice) = (strings.problems.by_code)(&error.code);
    let is_calm = error.code == "cancelled";
    let button = remedy.map(|Remedy { label, act }| {
        view! {
            <button type="button" class="secondary" on:click=move |_| act()>
                {label}
            </button>
        }
    });
    let details = (!is_calm).then(|| {
        view! {
            <details>
                <summary>{strings.problems.details}</summary>
                <p lang="en">
                    <code>{error.code.clone()}</code>
                    ": "
                    {error.message}
                </p>
            </details>
        }
    });
    view! {
        <div class="problem" class:calm=is_calm role=if is_calm { "status" } else { "alert" } data-code=error.code.clone()>
            <p class="problem-title">
                {(!is_calm).then(|| view! { <Glyph icon=Icon::Alert /> })}
                <strong>{title}</strong>
            </p>
            <p>{advice}</p>
            {button}
            {details}
        </div>
    }
}
