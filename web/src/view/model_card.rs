//! One generator: what it is, what state it is in, and what can be done with it.

use leptos::prelude::*;
use recruta_api::worker::ModelBody;

use super::problem::problem;
use crate::{
    app::App,
    dom,
    engine::Job,
    format,
    i18n::{I18n, Strings},
    settings,
};

/// The card of the model `id`.
#[component]
pub fn ModelCard(app: App, id: StoredValue<String>) -> impl IntoView {
    let t = app.i18n;
    let is_it = move |other: &String| id.with_value(|id| id == other);
    let model = Memo::new(move |_| app.engine.models.with(|all| all.iter().find(|m| is_it(&m.id)).cloned()));
    let job = Memo::new(move |_| app.engine.job.get().filter(|job| is_it(&job.model)));
    let trouble = move || {
        let trouble = app.engine.trouble.get().filter(|trouble| is_it(&trouble.model))?;
        Some(problem(app, trouble.error, None))
    };
    let facts = move || model.get().map(|model| facts(t, &model));
    let actions = move || {
        let model = model.get()?;
        Some(match job.get() {
            Some(job) => progress(app, job).into_any(),
            None => buttons(app, model).into_any(),
        })
    };
    let card_id = id.with_value(|id| format!("modelo-{id}"));
    keep_focus(job, card_id.clone());
    view! {
        <article id=card_id tabindex="-1" class="card model" class:in-use=move || model.get().is_some_and(|m| m.loaded)>
            {facts}
            {trouble}
            {actions}
        </article>
    }
}

/// Starting and ending a job swap the buttons; whoever was on one of them goes on from the card.
fn keep_focus(job: Memo<Option<Job>>, card_id: String) {
    let has_job = Memo::new(move |_| job.with(Option::is_some));
    Effect::new(move |before: Option<bool>| {
        let now = has_job.get();
        if before.is_some_and(|before| before != now) {
            let card_id = card_id.clone();
            request_animation_frame(move || dom::rescue_focus(&card_id));
        }
        now
    });
}

fn facts(t: I18n, model: &ModelBody) -> impl IntoView + use<> {
    let (strings, lang) = (t.strings(), t.lang());
    let size = (strings.models.size)(&format::size(lang, model.size_bytes));
    let writes = (strings.models.languages)(&languages(strings, &model.languages));
    view! {
        <h3>
            {model.name.clone()}
            <span class="badge" class:good=model.loaded>{state(strings, model)}</span>
        </h3>
        <ul class="facts">
            <li>{size}</li>
            <li>{writes}</li>
            <li>{(strings.models.licence)(&model.licence)}</li>
        </ul>
    }
}

fn state(strings: &Strings, model: &ModelBody) -> &'static str {
    match model {
        ModelBody { loaded: true, .. } => strings.models.loaded,
        ModelBody { stored: true, .. } => strings.models.stored,
        _ => strings.models.not_stored,
    }
}

fn languages(strings: &Strings, codes: &[String]) -> String {
    let names: Vec<_> = codes.iter().map(|code| (strings.models.language)(code)).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{}{}{last}", rest.join(", "), strings.models.and),
        _ => names.concat(),
    }
}

fn buttons(app: App, model: ModelBody) -> impl IntoView {
    let strings = app.i18n.strings();
    let words = match &model {
        ModelBody { loaded: true, .. } => None,
        ModelBody { stored: true, .. } => Some(strings.models.use_it.to_owned()),
        ModelBody { available: false, .. } => return unavailable(strings).into_any(),
        model => Some((strings.models.download)(&format::size(app.i18n.lang(), model.size_bytes))),
    };
    let is_busy = move || app.engine.job.with(Option::is_some);
    let id = model.id.clone();
    let load = words.map(|words| {
        let load = move |_| {
            settings::keep_downloads();
            app.engine.load_generator(id.clone());
        };
        view! { <button type="button" class="primary" disabled=is_busy on:click=load>{words}</button> }
    });
    let remove = model.stored.then(|| {
        let remove = move |_| remove(app, &model);
        view! {
            <button type="button" class="secondary" disabled=is_busy on:click=remove>
                {strings.models.remove}
            </button>
        }
    });
    view! { <div class="actions">{load} {remove}</div> }.into_any()
}

fn unavailable(strings: &'static Strings) -> impl IntoView {
    view! { <p class="note">{strings.models.unavailable}</p> }
}

fn remove(app: App, model: &ModelBody) {
    let name = model.name.clone();
    let done = move || app.session.announce((app.i18n.strings_now().models.removed)(&name));
    app.engine.remove(model.id.clone(), done);
}

fn progress(app: App, job: Job) -> impl IntoView {
    let (strings, lang) = (app.i18n.strings(), app.i18n.lang());
    let bar = job.progress.map_or_else(
        || view! { <progress aria-label=strings.ask.starting></progress> }.into_any(),
        |progress| {
            let percent = format::percent(progress.done_bytes, progress.total_bytes);
            let stage = (strings.models.stage)(progress.stage);
            let done = format::moving_size(lang, progress.done_bytes);
            let amount =
                (strings.ask.amount)(&done, &format::moving_size(lang, progress.total_bytes), percent);
            view! {
                <p class="preparing-words">
                    <span>{stage}</span>
                    <span class="amount">{amount}</span>
                </p>
                <progress max="100" value=percent.to_string() aria-label=stage></progress>
            }
            .into_any()
        },
    );
    let words = if job.stopping { strings.models.cancelling } else { strings.models.cancel };
    view! {
        <div class="job">
            {bar}
            <button type="button" class="secondary" disabled=job.stopping on:click=move |_| app.engine.cancel_job()>
                {words}
            </button>
        </div>
    }
}
