//! Counts over those hired: what they share, by family and level, and how far candidacies got. The worker counts; this
//! draws bars that are rows of a table, so that everybody reads the same numbers.

mod bars;
mod funnel;

use leptos::prelude::*;
use recruta_api::{
    insight::{BreakdownBody, ChoiceBody, GroupBody, InsightBody},
    worker::{Command, Event},
};

use self::{
    bars::{Bar, bars},
    funnel::funnel,
};
use super::{preparing::Preparing, problem::problem};
use crate::{app::App, engine::Phase, format, i18n::Strings, route::View};

/// What is known of the chosen group.
#[derive(Debug, Clone, PartialEq)]
enum Counted {
    /// Nothing yet.
    Waiting,
    /// Its numbers.
    Known(InsightBody),
    /// Why there are none.
    Failed(recruta_api::error::ErrorBody),
}

/// Ids of family and level; empty is all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Chosen {
    family: String,
    level: String,
}

/// The view "Panorama".
#[component]
pub fn Overview(app: App) -> impl IntoView {
    let t = app.i18n;
    let chosen = RwSignal::new(Chosen::default());
    let counted = RwSignal::new(Counted::Waiting);
    Effect::new(move || {
        let chosen = chosen.get();
        if app.engine.phase.get() == Phase::Ready {
            count(app, &chosen, counted);
        }
    });
    let body = move || match counted.get() {
        Counted::Waiting => ().into_any(),
        Counted::Failed(error) => problem(app, error, None).into_any(),
        Counted::Known(insight) => {
            let group = insight.group.as_ref().map_or_else(
                || too_few(app, insight.min_group).into_any(),
                |counts| group(app, counts).into_any(),
            );
            let funnel = insight.funnel.as_ref().map(|counts| funnel(app, counts));
            view! {
                {group}
                {funnel}
            }
            .into_any()
        }
    };
    view! {
        <main id=View::Overview.anchor() class="overview" tabindex="-1">
            <h1>{t.text(|s| s.overview.headline)}</h1>
            <p class="intro">{t.text(|s| s.overview.intro)}</p>
            <Preparing app />
            <Show when=move || matches!(counted.get(), Counted::Known(_))>
                <Choosers app chosen counted />
            </Show>
            <div class="panels" aria-busy=move || (counted.get() == Counted::Waiting).to_string()>
                {body}
            </div>
        </main>
    }
}

/// Asks the worker; what was shown stays until the answer is there, so that nothing jumps.
fn count(app: App, chosen: &Chosen, counted: RwSignal<Counted>) {
    let id = |text: &String| (!text.is_empty()).then(|| text.clone());
    let command = Command::Insight { family: id(&chosen.family), level: id(&chosen.level) };
    app.engine.send(command, move |event| match event {
        Event::Insight { insight } => {
            announce(app, &insight);
            counted.set(Counted::Known(*insight));
        }
        Event::Error { error } => counted.set(Counted::Failed(error)),
        _ => {}
    });
}

/// Tells a screen reader that the numbers below have changed.
fn announce(app: App, insight: &InsightBody) {
    let strings = app.i18n.strings_now();
    let words = insight.group.as_ref().map_or_else(
        || (strings.overview.too_few)(insight.min_group),
        |group| (strings.overview.n_profiles)(&format::count(app.i18n.lang_now(), group.n_profiles)),
    );
    app.session.announce(words);
}

/// The two lists to choose from, with how many people each choice has.
#[component]
fn Choosers(app: App, chosen: RwSignal<Chosen>, counted: RwSignal<Counted>) -> impl IntoView {
    let t = app.i18n;
    let choices = move |pick: fn(&InsightBody) -> &Vec<ChoiceBody>| match counted.get() {
        Counted::Known(insight) => pick(&insight).clone(),
        _ => Vec::new(),
    };
    let family = move || {
        let now = chosen.with(|chosen| chosen.family.clone());
        let label = t.strings().overview.family_label;
        options(app, choices(|insight| &insight.families), &now, label)
    };
    let level = move || {
        let now = chosen.with(|chosen| chosen.level.clone());
        let label = t.strings().overview.level_label;
        options(app, choices(|insight| &insight.levels), &now, label)
    };
    view! {
        <form class="choosers" on:submit=|event| event.prevent_default()>
            <label>
                <span class="label">{t.text(|s| s.overview.family)}</span>
                <select on:change=move |event| chosen.update(|chosen| chosen.family = event_target_value(&event))>
                    {family}
                </select>
            </label>
            <label>
                <span class="label">{t.text(|s| s.overview.level)}</span>
                <select on:change=move |event| chosen.update(|chosen| chosen.level = event_target_value(&event))>
                    {level}
                </select>
            </label>
        </form>
        <p class="hint">{t.text(|s| s.overview.choices)}</p>
    }
}

/// "All", then what can be chosen; what is chosen stays in the list though it be too small with the other choice.
fn options(
    app: App,
    mut choices: Vec<ChoiceBody>,
    chosen: &str,
    label: fn(&str) -> &'static str,
) -> impl IntoView + use<> {
    if !chosen.is_empty() && choices.iter().all(|choice| choice.id != chosen) {
        choices.push(ChoiceBody { id: chosen.to_owned(), n_profiles: 0 });
    }
    let lang = app.i18n.lang();
    let all = app.i18n.strings().overview.all;
    let chosen = chosen.to_owned();
    let is_all = chosen.is_empty();
    let list: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            let name = label(&choice.id);
            let words = match choice.n_profiles {
                0 => name.to_owned(),
                n => format!("{name} ({})", format::count(lang, n)),
            };
            let selected = choice.id == chosen;
            view! { <option value=choice.id selected=selected>{words}</option> }
        })
        .collect();
    view! {
        <option value="" selected=is_all>{all}</option>
        {list}
    }
}

fn too_few(app: App, min_group: usize) -> impl IntoView {
    let words = move || (app.i18n.strings().overview.too_few)(min_group);
    view! { <p class="card note">{words}</p> }
}

/// Everything about the people of a group.
fn group(app: App, counts: &GroupBody) -> impl IntoView + use<> {
    let strings = app.i18n.strings();
    let n = format::count(app.i18n.lang(), counts.n_profiles);
    let skills: Vec<Bar> = counts
        .skills
        .iter()
        .map(|share| Bar::of(share.name.clone(), share.count, counts.n_profiles))
        .collect();
    let fields = [
        (strings.overview.english, &counts.english),
        (strings.overview.spanish, &counts.spanish),
        (strings.overview.education, &counts.education),
        (strings.overview.contracts, &counts.contracts),
    ];
    let fields: Vec<_> = fields.into_iter().map(|(title, counts)| breakdown(app, title, counts)).collect();
    view! {
        <p class="group-size">{(strings.overview.n_profiles)(&n)}</p>
        <section class="card counts wide" aria-labelledby="panorama-competencias">
            <h2 id="panorama-competencias">{strings.overview.skills}</h2>
            <p class="hint">{strings.overview.skills_hint}</p>
            {bars(app, strings.overview.skills, "panorama-competencias", skills)}
        </section>
        {fields}
    }
}

fn breakdown(app: App, title: &'static str, counts: &BreakdownBody) -> impl IntoView + use<> {
    let strings = app.i18n.strings();
    let list: Vec<Bar> =
        counts.shares.iter().map(|share| Bar::of(share.name.clone(), share.count, counts.n_known)).collect();
    let id = format!("panorama-{}", title.to_lowercase().replace(' ', "-"));
    let is_empty = list.is_empty();
    let hidden = note(strings, is_empty, counts);
    let known = (!is_empty).then(|| {
        let n = format::count(app.i18n.lang(), counts.n_known);
        view! { <p class="hint">{(strings.overview.n_known)(&n)}</p> }
    });
    let table = (!is_empty).then(|| bars(app, strings.overview.value, &id, list));
    view! {
        <section class="card counts" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{title}</h2>
            {known}
            {table}
            {hidden}
        </section>
    }
}

/// Why a field says nothing, or not everything.
fn note(strings: &'static Strings, is_empty: bool, counts: &BreakdownBody) -> Option<impl IntoView + use<>> {
    let words = match (is_empty, counts.has_hidden) {
        (true, true) => strings.overview.all_hidden,
        (true, false) => strings.overview.unknown,
        (false, true) => strings.overview.some_hidden,
        (false, false) => return None,
    };
    Some(view! { <p class="hint">{words}</p> })
}
