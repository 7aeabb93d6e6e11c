//! The box for an answer. What is typed is kept as a draft until it was taken.

use leptos::{ev, prelude::*};
use recruta_api::interview::MAX_ANSWER_CHARS;

use super::{is_busy, speech::DictateButton, waits_for};
use crate::{
    app::App,
    dom, format,
    i18n::Strings,
    interview::{Step, Text, Wait, record::draft_key},
};

/// Id of the box for a draft.
pub fn box_id(key: &str) -> String {
    format!("resposta-{}", key.replace('.', "-"))
}

/// The box of the turn that waits.
#[component]
pub fn AnswerBox(app: App, number: usize, turn: usize) -> impl IntoView {
    let t = app.i18n;
    let key = StoredValue::new(draft_key(number, Some(turn)));
    let skip = move |_| app.interview.answer(number, String::new(), false);
    let hint_id = format!("{}-pular", key.with_value(|key| box_id(key)));
    // Without words a follow-up takes nothing from what was said before it.
    let hint = move || {
        let strings = &t.strings().interview;
        if turn == 0 { strings.skip_hint } else { strings.skip_follow_up_hint }
    };
    view! {
        <Box app key submit=move |text| app.interview.answer(number, text, false)>
            <button type="button" class="quiet" disabled=move || is_busy(app) aria-describedby=hint_id.clone() on:click=skip>
                {t.text(|s| s.interview.skip)}
            </button>
            <span id=hint_id.clone() class="hint">{hint}</span>
            <Show when=move || turn == 0>
                <Rephrase app number />
            </Show>
        </Box>
    }
}

/// The box of an answer that is given once more.
#[component]
pub fn Retry(app: App, number: usize) -> impl IntoView {
    let t = app.i18n;
    let key = StoredValue::new(draft_key(number, None));
    let cancel = move |_| {
        app.interview.retrying.set(None);
        dom::focus(&dom::question_id(number));
    };
    view! {
        <div class="turn open-turn">
            <p class="hint" lang=move || t.lang().tag()>{t.text(|s| s.interview.retry_words)}</p>
            <Box app key submit=move |text| app.interview.answer(number, text, true)>
                <button type="button" class="quiet" on:click=cancel>
                    {t.text(|s| s.interview.cancel)}
                </button>
            </Box>
        </div>
    }
}

#[component]
fn Box(
    app: App,
    key: StoredValue<String>,
    submit: impl Fn(String) + Copy + Send + 'static,
    children: Children,
) -> impl IntoView {
    let t = app.i18n;
    let id = key.with_value(|key| box_id(key));
    let hint_id = format!("{id}-dica");
    let warning_id = format!("{id}-aviso");
    let draft = Memo::new(move |_| {
        app.interview.drafts.with(|drafts| key.with_value(|key| drafts.get(key).cloned())).unwrap_or_default()
    });
    let is_empty = RwSignal::new(false);
    let n_chars = Memo::new(move |_| draft.with(|draft| draft.trim().chars().count()));
    let focus_id = StoredValue::new(id.clone());
    let send = move || {
        let text = draft.get_untracked();
        let n = text.trim().chars().count();
        is_empty.set(n == 0);
        if n > 0 && n <= MAX_ANSWER_CHARS {
            submit(text);
        } else {
            focus_id.with_value(|id| dom::focus(id));
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !event.is_composing() {
            event.prevent_default();
            send();
        }
    };
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        send();
    };
    let on_input = move |event| {
        is_empty.set(false);
        key.with_value(|key| app.interview.draft(key, event_target_value(&event)));
    };
    let warning = move || {
        let strings = &t.strings().interview;
        let number = |n| format::count(t.lang(), n);
        match n_chars.get() {
            n if n > MAX_ANSWER_CHARS => (strings.answer_too_long)(&number(n), &number(MAX_ANSWER_CHARS)),
            _ if is_empty.get() => strings.answer_empty.to_owned(),
            _ => String::new(),
        }
    };
    let button = move || {
        let strings = &t.strings().interview;
        if waits_for(app, Wait::Score) { strings.scoring } else { strings.send }
    };
    view! {
        <form class="answer-form" lang=move || t.lang().tag() on:submit=on_submit>
            <label class="field-name" for=id.clone()>{t.text(|s| s.interview.your_answer)}</label>
            <textarea
                id=id
                rows="6"
                aria-describedby=format!("{warning_id} {hint_id}")
                aria-invalid=move || (!warning().is_empty()).then_some("true")
                prop:value=draft
                on:input=on_input
                on:keydown=on_key
            ></textarea>
            <p id=warning_id class="warning" role="alert">{warning}</p>
            <p id=hint_id class="hint">
                <span class="keys">{t.text(|s| s.interview.answer_keys)}" "</span>
                {t.text(|s| s.interview.answer_hint)}
            </p>
            <div class="actions">
                <button type="submit" class="primary" disabled=move || is_busy(app)>{button}</button>
                {children()}
                <DictateButton app key />
            </div>
        </form>
    }
}

/// Lets the model word the question, where one is loaded.
#[component]
fn Rephrase(app: App, number: usize) -> impl IntoView {
    let t = app.i18n;
    let interview = app.interview;
    let has_model = Memo::new(move |_| app.engine.generator().is_some());
    let is_at_work = move || interview.writing(Text::Wording, number).is_some();
    let is_reworded = Memo::new(move |_| {
        interview
            .record
            .with(|record| record.as_ref().and_then(|r| r.question(number)).is_some_and(|q| q.rephrased))
    });
    let is_refused = Memo::new(move |_| interview.unphrased.with(|known| known.contains(&number)));
    let step = move || {
        interview.writing(Text::Wording, number).map(|step| step_words(app, step, |s| s.interview.rephrasing))
    };
    view! {
        <Show when=move || has_model.get() && !is_reworded.get() && !is_refused.get() && !is_at_work()>
            <button type="button" class="quiet" disabled=move || is_busy(app) on:click=move |_| interview.rephrase(number)>
                {t.text(|s| s.interview.rephrase)}
            </button>
        </Show>
        <Show when=is_at_work>
            <p class="working-words">{step}</p>
            <button type="button" class="secondary stop" on:click=move |_| interview.stop_writing()>
                {t.text(|s| s.ask.stop)}
            </button>
        </Show>
        <Show when=move || is_refused.get()>
            <p class="hint">{t.text(|s| s.interview.not_rephrased)}</p>
        </Show>
    }
}

/// How far the model is, in words.
pub fn step_words(app: App, step: Step, waiting: fn(&Strings) -> &'static str) -> String {
    let strings = app.i18n.strings();
    match step {
        Step::Waiting => waiting(strings).to_owned(),
        Step::Reading { done, total } => (strings.interview.reading)(done, total),
        Step::Writing { n_tokens } => (strings.answer.writing)(n_tokens),
    }
}
