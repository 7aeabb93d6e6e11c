//! The model's advice on an answer: asked for by a button, marked as the model's, never part of the score.

use leptos::prelude::*;

use super::{answer_box::step_words, is_busy};
use crate::{app::App, dom, interview::Text};

/// Button, progress, advice or the word that it was withheld.
#[component]
pub fn AdvicePart(app: App, number: usize) -> impl IntoView {
    let t = app.i18n;
    let interview = app.interview;
    let advice =
        Memo::new(move |_| interview.record.with(|record| record.as_ref()?.question(number)?.advice.clone()));
    let is_withheld = Memo::new(move |_| interview.unadvised.with(|known| known.contains(&number)));
    let is_at_work = Memo::new(move |_| interview.writing(Text::Advice, number).is_some());
    let is_offered = Memo::new(move |_| {
        let is_open = advice.with(Option::is_none) && !is_withheld.get() && !is_at_work.get();
        is_open && app.engine.generator().is_some() && interview.is_advisable(number)
    });
    let step = move || {
        interview.writing(Text::Advice, number).map(|step| step_words(app, step, |s| s.interview.advising))
    };
    let lang = move || t.lang().tag();
    view! {
        <Show when=move || is_offered.get()>
            <button type="button" class="quiet" disabled=move || is_busy(app) on:click=move |_| interview.advise(number)>
                {t.text(|s| s.interview.advise)}
            </button>
        </Show>
        <Show when=move || is_at_work.get()>
            <div class="advising" lang=lang>
                <p class="working-words">{step}</p>
                <button
                    id=dom::advice_stop_id(number)
                    type="button"
                    class="secondary stop"
                    on:click=move |_| interview.stop_writing()
                >
                    {t.text(|s| s.ask.stop)}
                </button>
            </div>
        </Show>
        <Show when=move || is_withheld.get()>
            <p class="hint" lang=lang id=dom::advice_id(number) tabindex="-1">{t.text(|s| s.interview.not_advised)}</p>
        </Show>
        {move || advice.get().map(|text| advice_text(app, &text, Some(dom::advice_id(number))))}
    }
}

/// Advice, marked as the model's. With an id it can be given focus.
pub fn advice_text(app: App, text: &str, id: Option<String>) -> impl IntoView + use<> {
    let strings = &app.i18n.strings().interview;
    let page = app.i18n.lang().tag();
    view! {
        <section class="advice" aria-label=strings.advice tabindex=id.is_some().then_some("-1") id=id>
            <p class="advice-title" lang=page>{strings.advice}</p>
            <p>{text.to_owned()}</p>
        </section>
    }
}
