//! What the evidence says, then the model's part, then what can be done with it.

use leptos::prelude::*;

use super::{
    copy::CopyButton,
    icon::{Glyph, Icon},
    prose::ProseView,
    statement::statement,
};
use crate::{app::App, dom, format, session::Entry};

/// The answer's column.
#[component]
pub fn AnswerView(app: App, entry: Entry) -> impl IntoView {
    view! {
        <Composed app entry />
        <ProseView app entry />
        <Foot app entry />
    }
}

/// The part computed without a model.
#[component]
fn Composed(app: App, entry: Entry) -> impl IntoView {
    let t = app.i18n;
    let sufficient = Memo::new(move |_| entry.evidence.with(|e| e.as_ref().is_some_and(|e| e.sufficient)));
    let language = move || entry.evidence.with(|e| e.as_ref().map(|e| e.language.clone()));
    let heading = move || {
        let strings = t.strings();
        if sufficient.get() { strings.answer.composed } else { strings.answer.insufficient }
    };
    let sentences = move || {
        entry
            .composed
            .with(|all| all.iter().map(|s| view! { <p>{statement(app, entry, s)}</p> }).collect_view())
    };
    view! {
        <div class="card composed" class:insufficient=move || !sufficient.get()>
            <h3>
                <Glyph icon=Signal::derive(move || if sufficient.get() { Icon::Quote } else { Icon::Alert }) />
                {heading}
            </h3>
            <div lang=language>{sentences}</div>
            <Show when=move || !sufficient.get()>
                <p class="hint">{t.text(|s| s.sources.none)}</p>
            </Show>
        </div>
    }
}

/// Copy and timings, once the answer is whole.
#[component]
fn Foot(app: App, entry: Entry) -> impl IntoView {
    let timing = move || {
        let (strings, lang) = (app.i18n.strings(), app.i18n.lang());
        entry.answered.with(|answered| {
            answered.as_ref().map(|a| {
                let (evidence, total) =
                    (format::duration(lang, a.evidence_ms), format::duration(lang, a.total_ms));
                (strings.answer.timing)(&evidence, &total)
            })
        })
    };
    view! {
        <Show when=move || entry.answered.with(Option::is_some)>
            <div class="foot">
                <Show when=move || app.session.can_follow(entry)>
                    <button type="button" class="quiet" on:click=move |_| follow(app)>
                        <Glyph icon=Icon::Quote />
                        {app.i18n.text(|s| s.answer.follow)}
                    </button>
                </Show>
                <CopyButton app entry />
                <p class="hint">{timing}</p>
            </div>
        </Show>
    }
}

/// The next question is about these sources; the box says so.
fn follow(app: App) {
    app.session.following.set(true);
    app.session.announce(app.i18n.strings_now().ask.following.to_owned());
    dom::focus(dom::QUESTION);
}
