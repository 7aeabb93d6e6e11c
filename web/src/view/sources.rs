//! The cards of the passages an answer may cite.

use leptos::prelude::*;
use recruta_api::evidence::{Source, VacancyRef};

use crate::{
    app::App,
    format,
    session::Entry,
    text::{Piece, pieces},
};

/// Longer passages are folded.
const FOLD_FROM_CHARS: usize = 320;

/// The sources' column.
#[component]
pub fn SourcesView(app: App, entry: Entry) -> impl IntoView {
    let t = app.i18n;
    let sources = Memo::new(move |_| {
        entry.evidence.with(|e| e.as_ref().map(|e| e.sources.clone()).unwrap_or_default())
    });
    let heading_id = format!("{}-fontes", entry.id());
    let count = move || (t.strings().sources.found)(sources.with(Vec::len));
    view! {
        <Show when=move || !sources.with(Vec::is_empty)>
            <section class="sources" aria-labelledby=heading_id.clone()>
                <h3 id=heading_id.clone()>
                    {t.text(|s| s.sources.heading)}
                    <span class="hint">{count}</span>
                </h3>
                <ol>
                    <For each=move || sources.get() key=|source| (source.number, source.passage.clone()) let:source>
                        <li>
                            <Card app entry source />
                        </li>
                    </For>
                </ol>
            </section>
        </Show>
    }
}

/// One passage: who, hired for what, which skills, and the words themselves.
#[component]
fn Card(app: App, entry: Entry, source: Source) -> impl IntoView {
    let t = app.i18n;
    let number = source.number;
    let id = entry.source_id(number);
    let title_id = format!("{id}-titulo");
    let relevance = format::share(source.score);
    let is_focused = move || entry.focused.get() == Some(number);
    let profile = source.profile.clone();
    let profile_title = (!source.profile_title.is_empty()).then(|| {
        view! { <span class="profile-title" lang="pt-BR">{source.profile_title.clone()}</span> }
    });
    let aria_number = move || (t.strings().sources.card)(number);
    view! {
        <article id=id class="card source" class:focused=is_focused tabindex="-1" aria-labelledby=title_id.clone()>
            <h4 id=title_id.clone()>
                <span class="number" aria-label=aria_number>{number}</span>
                <span class="who">
                    <span>{move || (t.strings().sources.profile)(&profile)}</span>
                    {profile_title}
                </span>
            </h4>
            <Vacancies app vacancies=source.vacancies.clone() />
            <Skills label=Signal::derive(move || t.strings().sources.skills) skills=source.skills.clone() />
            <Passage app entry number text=source.text.clone() pieces=pieces(&source.text, &source.highlights) />
            <p class="hint">{move || (t.strings().sources.relevance)(relevance)}</p>
        </article>
    }
}

/// What a profile was hired for.
#[component]
pub fn Vacancies(app: App, vacancies: Vec<VacancyRef>) -> impl IntoView {
    let items = vacancies
        .into_iter()
        .map(|v| {
            view! {
                <li>
                    <span class="vacancy-title">{v.title}</span>
                    <span class="status">{v.status}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="vacancies">
            <p class="label">{app.i18n.text(|s| s.sources.hired_for)}</p>
            <ul lang="pt-BR">{items}</ul>
        </div>
    }
}

/// Skills, named by `label`; nothing when there are none.
#[component]
pub fn Skills(label: Signal<&'static str>, skills: Vec<String>) -> impl IntoView {
    (!skills.is_empty()).then(|| {
        let items = skills.into_iter().map(|skill| view! { <li>{skill}</li> }).collect_view();
        view! { <ul class="skills" aria-label=label>{items}</ul> }
    })
}

/// The words, folded when long; following a citation unfolds them.
#[component]
fn Passage(app: App, entry: Entry, number: usize, text: String, pieces: Vec<Piece>) -> impl IntoView {
    let is_long = text.chars().count() > FOLD_FROM_CHARS;
    let unfolded = RwSignal::new(!is_long);
    Effect::new(move || {
        if entry.focused.get() == Some(number) {
            unfolded.set(true);
        }
    });
    let words = words(pieces);
    let label = move || {
        let sources = &app.i18n.strings().sources;
        if unfolded.get() { sources.less } else { sources.more }
    };
    view! {
        <blockquote class:folded=move || !unfolded.get() lang="pt-BR">{words}</blockquote>
        <Show when=move || is_long>
            <button
                type="button"
                class="quiet"
                aria-expanded=move || unfolded.get().to_string()
                on:click=move |_| unfolded.update(|open| *open = !*open)
            >
                {label}
            </button>
        </Show>
    }
}

/// A passage's words, those of the question marked.
pub fn words(pieces: Vec<Piece>) -> impl IntoView {
    let word = |piece: Piece| {
        if piece.marked { view! { <mark>{piece.text}</mark> }.into_any() } else { piece.text.into_any() }
    };
    pieces.into_iter().map(word).collect_view()
}
