//! The question box.

use leptos::{ev, prelude::*};

use super::{
    filters::FilterPanel,
    icon::{Glyph, Icon},
};
use crate::{app::App, dom, format, session::Refusal, text::MAX_QUESTION_CHARS};

/// From here on the number of characters is shown.
const COUNT_FROM: usize = 3500;

/// Box, counter, refusal and buttons. What is typed is only cleared once it was accepted.
#[component]
pub fn Composer(app: App) -> impl IntoView {
    let t = app.i18n;
    let draft = RwSignal::new(String::new());
    let refusal = RwSignal::new(None::<Refusal>);
    let length = Memo::new(move |_| draft.with(|text| text.trim().chars().count()));
    let submit = move || send(app, draft, refusal);
    let on_key = move |event: ev::KeyboardEvent| {
        // Enter while composing an accent or a word belongs to the input method.
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
            event.prevent_default();
            submit();
        }
    };
    let on_input = move |event| {
        draft.set(event_target_value(&event));
        refusal.set(None);
    };
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        submit();
    };
    view! {
        <form class="composer" on:submit=on_submit>
            <label class="sr-only" for=dom::QUESTION>{t.text(|s| s.ask.label)}</label>
            <Following app />
            <FilterPanel app />
            <div class="box">
                <textarea
                    id=dom::QUESTION
                    rows="2"
                    enterkeyhint="send"
                    aria-describedby="pergunta-aviso pergunta-dica"
                    aria-invalid=move || refusal.get().is_some().then_some("true")
                    placeholder=t.text(|s| s.ask.placeholder)
                    prop:value=draft
                    on:input=on_input
                    on:keydown=on_key
                ></textarea>
                <Buttons app />
            </div>
            <div class="below">
                <p id="pergunta-aviso" class="warning" role="alert">{move || refused(app, refusal.get(), length.get())}</p>
                <p id="pergunta-dica" class="hint keys">{t.text(|s| s.ask.hint)}</p>
                <p class="hint counter" class:over=move || { length.get() > MAX_QUESTION_CHARS }>
                    {move || counter(app, length.get())}
                </p>
            </div>
        </form>
    }
}

/// Says that the question will be about the last answer's sources, and lets it be about everything again.
#[component]
fn Following(app: App) -> impl IntoView {
    let t = app.i18n;
    let unfollow = move |_| {
        app.session.following.set(false);
        dom::focus(dom::QUESTION);
    };
    view! {
        <Show when=move || app.session.following.get()>
            <p class="following">
                <Glyph icon=Icon::Quote />
                <span>{t.text(|s| s.ask.following)}</span>
                <button type="button" class="quiet" on:click=unfollow>
                    {t.text(|s| s.ask.unfollow)}
                </button>
            </p>
        </Show>
    }
}

#[component]
fn Buttons(app: App) -> impl IntoView {
    let t = app.i18n;
    let is_busy = Memo::new(move |_| app.session.is_busy());
    view! {
        <Show when=move || is_busy.get()>
            <button type="button" class="secondary stop" on:click=move |_| app.session.stop()>
                <Glyph icon=Icon::Stop />
                <span class="send-words">{t.text(|s| s.ask.stop)}</span>
            </button>
        </Show>
        <button type="submit" class="primary send">
            <Glyph icon=Icon::Send />
            <span class="send-words">{t.text(|s| s.ask.send)}</span>
        </button>
    }
}

fn send(app: App, draft: RwSignal<String>, refusal: RwSignal<Option<Refusal>>) {
    match draft.with_untracked(|text| app.session.ask(text)) {
        Ok(()) => {
            draft.set(String::new());
            refusal.set(None);
        }
        Err(reason) => {
            refusal.set(Some(reason));
            dom::focus(dom::QUESTION);
        }
    }
}

fn refused(app: App, refusal: Option<Refusal>, length: usize) -> String {
    let (strings, lang) = (app.i18n.strings(), app.i18n.lang());
    let number = |n| format::count(lang, n);
    match refusal {
        None => String::new(),
        Some(Refusal::Empty) => strings.ask.empty.to_owned(),
        Some(Refusal::TooLong) => (strings.ask.too_long)(&number(length), &number(MAX_QUESTION_CHARS)),
    }
}

fn counter(app: App, length: usize) -> String {
    let (strings, lang) = (app.i18n.strings(), app.i18n.lang());
    let number = |n| format::count(lang, n);
    let text = || (strings.ask.count)(&number(length), &number(MAX_QUESTION_CHARS));
    if length < COUNT_FROM { String::new() } else { text() }
}
