//! Interviews that are kept on this device: go on, read the report, delete.

use leptos::prelude::*;

use super::trend::Trends;
use crate::{app::App, dom, format, interview::record::Record, route::View};

/// What a click on "delete" is about, until it is confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Doomed {
    One(String),
    All,
}

/// The list, trends over it, and the way to be rid of it.
#[component]
pub fn History(app: App) -> impl IntoView {
    let t = app.i18n;
    let keeper = app.interview.keeper;
    let doomed = RwSignal::new(None::<Doomed>);
    let is_empty = move || keeper.kept.with(Vec::is_empty) && keeper.n_unreadable.get() == 0;
    let list = move || keeper.kept.get().into_iter().map(|record| row(app, doomed, record)).collect_view();
    let unreadable = move || match keeper.n_unreadable.get() {
        0 => None,
        n => Some(view! { <p class="hint">{(t.strings().interview.unreadable)(n)}</p> }),
    };
    view! {
        <section class="history" aria-labelledby="entrevista-guardadas">
            <h2 id="entrevista-guardadas">{t.text(|s| s.interview.kept_list)}</h2>
            <Show when=is_empty fallback=move || view! { <p class="hint">{t.text(|s| s.interview.kept_hint)}</p> }>
                <p class="hint">{t.text(|s| s.interview.none_kept)}</p>
            </Show>
            <ul class="kept-list">{list}</ul>
            {unreadable}
            <Trends app />
            <Show when=move || !is_empty()>
                <DeleteAll app doomed />
            </Show>
        </section>
    }
}

fn row(app: App, doomed: RwSignal<Option<Doomed>>, record: Record) -> impl IntoView {
    let strings = &app.i18n.strings().interview;
    let session = &record.session;
    let title = session.vacancy.title.clone();
    let state = match record.overall() {
        Some(overall) if record.is_over() => (strings.finished)(overall),
        None if record.is_over() => strings.finished_unanswered.to_owned(),
        _ if record.paused => (strings.in_break)(record.n_done(), session.questions.len()),
        _ => (strings.under_way)(record.n_done(), session.questions.len()),
    };
    let about = [
        format::moment(app.i18n.lang(), record.started_ms),
        (strings.mode_name)(session.mode).to_owned(),
        state,
    ];
    let open = if record.is_over() { strings.see_report } else { strings.go_on };
    let label = format!("{open}: {title}");
    let id = record.id.clone();
    view! {
        <li class="card kept-one">
            <p class="kept-title" lang="pt-BR">{title.clone()}</p>
            <p class="hint">{about.join(" · ")}</p>
            <div class="actions">
                <button type="button" class="secondary" aria-label=label on:click=move |_| app.interview.resume(record.clone())>
                    {open}
                </button>
                <Delete app doomed id title />
            </div>
        </li>
    }
}

#[component]
fn Delete(app: App, doomed: RwSignal<Option<Doomed>>, id: String, title: String) -> impl IntoView {
    let t = app.i18n;
    let what = StoredValue::new(Doomed::One(id.clone()));
    let id = StoredValue::new(id);
    let is_asked = move || doomed.with(|doomed| what.with_value(|what| doomed.as_ref() == Some(what)));
    let label = move || format!("{}: {title}", t.strings().interview.delete);
    let confirm = move || {
        app.interview.keeper.remove(id.get_value());
        doomed.set(None);
        dom::focus(View::Interview.anchor());
    };
    view! {
        <button
            type="button"
            class="quiet"
            aria-label=label
            hidden=is_asked
            on:click=move |_| doomed.set(Some(what.get_value()))
        >
            {t.text(|s| s.interview.delete)}
        </button>
        <Show when=is_asked>
            <Confirm app doomed words=t.strings().interview.delete_sure confirm />
        </Show>
    }
}

#[component]
fn DeleteAll(app: App, doomed: RwSignal<Option<Doomed>>) -> impl IntoView {
    let t = app.i18n;
    let is_asked = move || doomed.with(|doomed| *doomed == Some(Doomed::All));
    let confirm = move || {
        app.interview.keeper.clear();
        doomed.set(None);
        dom::focus(View::Interview.anchor());
    };
    view! {
        <div class="actions">
            <button type="button" class="quiet" hidden=is_asked on:click=move |_| doomed.set(Some(Doomed::All))>
                {t.text(|s| s.interview.delete_all)}
            </button>
            <Show when=is_asked>
                <Confirm app doomed words=t.strings().interview.delete_all_sure confirm />
            </Show>
        </div>
    }
}

/// Asks once more, in place; focus goes to the harmless answer.
#[component]
fn Confirm(
    app: App,
    doomed: RwSignal<Option<Doomed>>,
    words: &'static str,
    confirm: impl Fn() + Send + 'static,
) -> impl IntoView {
    let t = app.i18n;
    dom::focus_later("entrevista-nao-apagar");
    view! {
        <div class="confirm" role="group" aria-label=words>
            <span>{words}</span>
            <button id="entrevista-nao-apagar" type="button" class="secondary" on:click=move |_| doomed.set(None)>
                {t.text(|s| s.interview.cancel)}
            </button>
            <button type="button" class="danger" on:click=move |_| confirm()>
                {t.text(|s| s.interview.delete_yes)}
            </button>
        </div>
    }
}
