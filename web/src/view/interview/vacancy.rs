//! Search and filters over the bundle's vacancies, and the one that is chosen.

use std::time::Duration;

use leptos::prelude::*;
use recruta_api::{
    error::ErrorBody,
    interview::{VacancyBrief, VacancyFilter, VacancyList},
    worker::{Command, Event},
};

use crate::{
    app::App,
    format,
    interview::wish::Wish,
    route::View,
    view::problem::{Remedy, problem},
};

/// Id of the search box.
pub const SEARCH: &str = "entrevista-busca";

/// Typing rests this long before the list follows.
const PAUSE: Duration = Duration::from_millis(250);

/// Skills shown of a vacancy.
const MAX_SKILLS: usize = 5;

#[derive(Debug, Clone, PartialEq)]
enum Listed {
    Waiting,
    Known(VacancyList),
    Failed(ErrorBody),
}

/// Search, filters, list.
#[component]
pub fn VacancyChooser(app: App, wish: RwSignal<Wish>) -> impl IntoView {
    let t = app.i18n;
    let filter = RwSignal::new(VacancyFilter::default());
    let listed = RwSignal::new(Listed::Waiting);
    // An answer to an older filter is no longer of interest.
    let latest = StoredValue::new(0_u32);
    let refresh = move || list(app, filter.get_untracked(), listed, latest);
    Effect::new(move || {
        filter.track();
        if app.view.get() == View::Interview {
            refresh();
        }
    });
    let body = move || match listed.get() {
        Listed::Waiting => view! { <p class="hint">{t.text(|s| s.interview.listing)}</p> }.into_any(),
        Listed::Failed(error) => {
            let label = t.strings().problems.retry;
            problem(app, error, Some(Remedy { label, act: Box::new(refresh) })).into_any()
        }
        Listed::Known(list) => choices(app, wish, list).into_any(),
    };
    view! {
        <div class="chooser">
            <Search app filter />
            <Filters app filter listed />
            <Chosen app wish />
            {body}
        </div>
    }
}

fn list(app: App, filter: VacancyFilter, listed: RwSignal<Listed>, latest: StoredValue<u32>) {
    latest.update_value(|number| *number += 1);
    let number = latest.get_value();
    app.engine.send(Command::InterviewVacancies { filter }, move |event| {
        // Gone with its view: then nobody waits.
        if latest.try_get_value() != Some(number) {
            return;
        }
        match event {
            Event::InterviewVacancies { list } => listed.set(Listed::Known(list)),
            Event::Error { error } => listed.set(Listed::Failed(error)),
            _ => {}
        }
    });
    if listed.with_untracked(|listed| matches!(listed, Listed::Failed(_))) {
        listed.set(Listed::Waiting);
    }
}

#[component]
fn Search(app: App, filter: RwSignal<VacancyFilter>) -> impl IntoView {
    let t = app.i18n;
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let on_input = move |event| {
        let query = event_target_value(&event);
        if let Some(timer) = timer.get_value() {
            timer.clear();
        }
        let later = set_timeout_with_handle(move || filter.update(|filter| filter.query = query), PAUSE);
        timer.set_value(later.ok());
    };
    view! {
        <div class="field">
            <label class="field-name" for=SEARCH>{t.text(|s| s.interview.search)}</label>
            <input id=SEARCH type="search" autocomplete="off" placeholder=t.text(|s| s.interview.search_hint) on:input=on_input />
        </div>
    }
}

/// Area and level, as the export spells them.
#[component]
fn Filters(app: App, filter: RwSignal<VacancyFilter>, listed: RwSignal<Listed>) -> impl IntoView {
    let t = app.i18n;
    let known = Memo::new(move |_| match listed.get() {
        Listed::Known(list) => (list.areas, list.levels),
        _ => (Vec::new(), Vec::new()),
    });
    let chosen =
        |event: &leptos::ev::Event| Some(event_target_value(event)).filter(|value| !value.is_empty());
    let areas = move || options(known.get().0, filter.get_untracked().area.as_deref());
    let levels = move || options(known.get().1, filter.get_untracked().level.as_deref());
    view! {
        <div class="filters">
            <label class="field">
                <span class="field-name">{t.text(|s| s.interview.area)}</span>
                <select on:change=move |event| filter.update(|filter| filter.area = chosen(&event))>
                    <option value="">{t.text(|s| s.interview.any)}</option>
                    {areas}
                </select>
            </label>
            <label class="field">
                <span class="field-name">{t.text(|s| s.interview.vacancy_level)}</span>
                <select on:change=move |event| filter.update(|filter| filter.level = chosen(&event))>
                    <option value="">{t.text(|s| s.interview.any)}</option>
                    {levels}
                </select>
            </label>
        </div>
    }
}

fn options(values: Vec<String>, chosen: Option<&str>) -> impl IntoView + use<> {
    values
        .into_iter()
        .map(|value| {
            let selected = chosen == Some(value.as_str());
            view! { <option lang="pt-BR" value=value.clone() selected=selected>{value.clone()}</option> }
        })
        .collect_view()
}

/// The one that was chosen, which the list may no longer show.
#[component]
fn Chosen(app: App, wish: RwSignal<Wish>) -> impl IntoView {
    let words = move || {
        let title = wish.with(|wish| wish.vacancy.as_ref().map(|vacancy| vacancy.title.clone()))?;
        Some((app.i18n.strings().interview.chosen)(&title))
    };
    view! { <p class="chosen" aria-live="polite">{words}</p> }
}

fn choices(app: App, wish: RwSignal<Wish>, list: VacancyList) -> impl IntoView {
    let strings = &app.i18n.strings().interview;
    let number = |n| format::count(app.i18n.lang(), n);
    let (n_shown, n_matching) = (list.vacancies.len(), list.n_matching);
    let count = (strings.n_vacancies)(&number(n_shown), &number(n_matching), n_matching);
    let rows = list.vacancies.into_iter().map(|vacancy| row(app, wish, vacancy)).collect_view();
    view! {
        <p class="hint" role="status">{count}</p>
        <fieldset class="vacancies-list" tabindex="-1">
            <legend class="sr-only">{strings.vacancies}</legend>
            {rows}
        </fieldset>
    }
}

fn row(app: App, wish: RwSignal<Wish>, vacancy: VacancyBrief) -> impl IntoView {
    let about = about(app, &vacancy);
    let skills = vacancy.skills.iter().take(MAX_SKILLS).cloned().collect::<Vec<_>>().join(" · ");
    let id = vacancy.id.clone();
    let title = vacancy.title.clone();
    let is_chosen = move || wish.with(|w| w.vacancy.as_ref().is_some_and(|chosen| chosen.id == id));
    view! {
        <label class="option" lang="pt-BR">
            <input
                type="radio"
                name="vaga"
                prop:checked=is_chosen
                on:change=move |_| wish.update(|w| w.vacancy = Some(vacancy.clone()))
            />
            <span>
                <span class="option-words">{title}</span>
                <span class="hint">{about}</span>
                <span class="hint">{skills}</span>
            </span>
        </label>
    }
}

/// "9001 · TI - Desenvolvimento · Sênior · 3 contratações".
fn about(app: App, vacancy: &VacancyBrief) -> String {
    let hired = (app.i18n.strings().interview.n_hired)(vacancy.n_hired);
    let id = vacancy.id.clone().unwrap_or_default();
    let parts = [id, vacancy.area.clone(), vacancy.level.clone(), hired];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
