//! A sentence whose bracketed numbers open their sources.

use leptos::prelude::*;
use recruta_api::answer::Statement;

use crate::{
    app::App,
    dom,
    session::Entry,
    text::{Cited, citations},
};

/// Draws a sentence; citations become links to the cards of `entry`.
pub fn statement(app: App, entry: Entry, statement: &Statement) -> impl IntoView + use<> {
    citations(&statement.text)
        .into_iter()
        .map(|piece| match piece {
            Cited::Text(words) => words.into_any(),
            Cited::Source(number) => citation(app, entry, number).into_any(),
        })
        .collect_view()
}

fn citation(app: App, entry: Entry, number: usize) -> impl IntoView {
    let id = entry.source_id(number);
    let href = format!("#{id}");
    let open = move |event: leptos::ev::MouseEvent| {
        // The address stays as it is: the numbers belong to this visit only.
        event.prevent_default();
        entry.focused.set(Some(number));
        dom::focus(&id);
    };
    let label = move || (app.i18n.strings().answer.cite)(number);
    view! {
        <a class="cite" href=href aria-label=label on:click=open>{number}</a>
    }
}
