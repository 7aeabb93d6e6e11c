//! The records that a plan cites: what each speaks for, and its words in place.

use leptos::prelude::*;
use recruta_api::interview::{Citation, CitationKind, CitedRecord};

use crate::{
    app::App,
    dom,
    interview::cited::{Cited, Opened},
    text::pieces,
    view::{
        problem::problem,
        sources::{Skills, Vacancies, words},
    },
};

/// "Vaga 5185", "Perfil 31022".
pub fn source_name(app: App, citation: &Citation) -> String {
    let strings = app.i18n.strings();
    match citation.kind {
        CitationKind::Vacancy => (strings.interview.vacancy_id)(&citation.id),
        CitationKind::Profile => (strings.sources.profile)(&citation.id),
    }
}

/// All of them, in the report's order, or that there are none.
#[component]
pub fn Sources(app: App, sources: Memo<Vec<Cited>>) -> impl IntoView {
    let t = app.i18n;
    let list = move || sources.get().into_iter().map(|cited| view! { <Source app cited /> }).collect_view();
    view! {
        <section aria-labelledby="relatorio-fontes">
            <h2 id="relatorio-fontes">{t.text(|s| s.sources.heading)}</h2>
            <Show when=move || sources.with(Vec::is_empty)>
                <p class="hint">{t.text(|s| s.interview.nothing_cited)}</p>
            </Show>
            <ul class="cited">{list}</ul>
        </section>
    }
}

/// One record: a line on what it is and speaks for, and a button that unfolds it.
#[component]
fn Source(app: App, cited: Cited) -> impl IntoView {
    let t = app.i18n;
    let interview = app.interview;
    let id = dom::source_id(&cited.citation);
    let body_id = format!("{id}-registro");
    let title = cited.citation.title.clone();
    let known = StoredValue::new(id.clone());
    let is_open =
        Memo::new(move |_| interview.unfolded.with(|unfolded| known.with_value(|id| unfolded.contains(id))));
    let citation = StoredValue::new(cited.citation.clone());
    let name = move || citation.with_value(|citation| source_name(app, citation));
    let label = move || {
        let strings = &t.strings().interview;
        if is_open.get() { strings.close_record } else { strings.open_record }
    };
    let cited = StoredValue::new(cited);
    let about = move || cited.with_value(|cited| about(app, cited));
    let toggle = move |_| cited.with_value(|cited| interview.unfold(cited, !is_open.get_untracked()));
    view! {
        <li id=id class="card cited-one" tabindex="-1">
            <p class="cited-title">
                <strong>{name}</strong>
                " "
                <span lang="pt-BR">{title}</span>
            </p>
            <p class="hint">{about}</p>
            <button
                type="button"
                class="quiet opener"
                aria-expanded=move || is_open.get().to_string()
                aria-controls=body_id.clone()
                aria-label=move || format!("{}: {}", label(), name())
                on:click=toggle
            >
                {label}
            </button>
            <div id=body_id.clone() class="source record" hidden=move || !is_open.get()>
                <Show when=move || is_open.get()>
                    <Record app id=known />
                </Show>
            </div>
        </li>
    }
}

/// What it is to the interview, and which competencies it speaks for.
fn about(app: App, cited: &Cited) -> String {
    let strings = &app.i18n.strings().interview;
    let names = cited.names.join(", ");
    let (what, says): (Option<String>, fn(&str) -> String) = match cited.citation.kind {
        CitationKind::Profile => (cited.citation.hired_for.as_deref().map(strings.hired_for), strings.shows),
        CitationKind::Vacancy if cited.is_own => (Some(strings.own_vacancy.to_owned()), strings.asks_for),
        CitationKind::Vacancy => (None, strings.its_hires_show),
    };
    let says = (!names.is_empty()).then(|| says(&names));
    what.into_iter().chain(says).collect::<Vec<_>>().join(" · ")
}

/// The record, or how far it is.
#[component]
fn Record(app: App, id: StoredValue<String>) -> impl IntoView {
    let t = app.i18n;
    let opened =
        Memo::new(move |_| app.interview.opened.with(|opened| id.with_value(|id| opened.get(id).cloned())));
    move || {
        let strings = &t.strings().interview;
        match opened.get() {
            None | Some(Opened::Waiting) => {
                view! { <p class="hint" role="status">{strings.opening_record}</p> }.into_any()
            }
            Some(Opened::Gone) => {
                view! { <p class="note" role="status">{strings.record_gone}</p> }.into_any()
            }
            Some(Opened::Failed(error)) => problem(app, error, None).into_any(),
            Some(Opened::Here(record)) => here(app, *record).into_any(),
        }
    }
}

fn here(app: App, record: CitedRecord) -> impl IntoView {
    let t = app.i18n;
    let strings = &t.strings().interview;
    let hired = (strings.n_hired)(record.n_hired);
    let facts = [(record.area, Some("pt-BR")), (record.level, Some("pt-BR")), (hired, None)];
    let facts = facts.into_iter().filter(|(fact, _)| !fact.is_empty()).enumerate();
    let facts = facts.map(|(at, (fact, lang))| {
        let dot = (at > 0).then_some(" · ");
        view! {
            {dot}
            <span lang=lang>{fact}</span>
        }
    });
    let hires =
        (!record.hired_for.is_empty()).then(|| view! { <Vacancies app vacancies=record.hired_for /> });
    let is_marked = record.texts.iter().any(|text| !text.highlights.is_empty());
    let marked = is_marked.then(|| view! { <p class="hint">{strings.marked}</p> });
    let texts = record.texts.iter().map(|text| {
        view! { <blockquote lang="pt-BR">{words(pieces(&text.text, &text.highlights))}</blockquote> }
    });
    view! {
        <p class="hint">{facts.collect_view()}</p>
        {hires}
        <Skills label=Signal::derive(move || t.strings().interview.record_skills) skills=record.skills />
        {marked}
        {texts.collect_view()}
    }
}
