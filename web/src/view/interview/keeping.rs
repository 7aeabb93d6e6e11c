//! Whether the interview is kept, and if not, why and what to do.

use leptos::prelude::*;

use crate::{
    app::App,
    interview::{Keeping, store::Fault},
    view::icon::{Glyph, Icon},
};

/// Says that the open interview is in memory only, or that another tab has written it since.
#[component]
pub fn KeepingNote(app: App) -> impl IntoView {
    let t = app.i18n;
    let body = move || {
        let fault = match (app.interview.keeper.keeping.get(), app.interview.keeper.unlisted.get()) {
            (Keeping::Failing(fault), _) | (Keeping::Kept, Some(fault)) => fault,
            (Keeping::Kept, None) => return None,
        };
        let words = (t.strings().interview.not_kept)(fault);
        let is_open = app.interview.record.with(Option::is_some);
        let ways = (is_open && matches!(fault, Fault::Conflict | Fault::Gone)).then(|| ways(app, fault));
        Some(view! {
            <div class="keeping" role="alert" data-fault=format!("{fault:?}").to_lowercase()>
                <p>
                    <Glyph icon=Icon::Alert />
                    <span>{words}</span>
                </p>
                {ways}
            </div>
        })
    };
    view! { {body} }
}

fn ways(app: App, fault: Fault) -> impl IntoView {
    let strings = &app.i18n.strings().interview;
    let other = (fault == Fault::Conflict).then(|| {
        view! {
            <button type="button" class="secondary" on:click=move |_| app.interview.take_other()>
                {strings.take_other}
            </button>
        }
    });
    view! {
        <div class="actions">
            {other}
            <button type="button" class="secondary" on:click=move |_| app.interview.keep_as_copy()>
                {strings.keep_copy}
            </button>
        </div>
    }
}
