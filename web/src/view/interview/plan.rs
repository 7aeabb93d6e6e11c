//! The plan: what the choice of questions rests on, by competency, and the records it cites.

use leptos::prelude::*;
use recruta_api::interview::{Citation, PlannedCompetency, VacancyBrief};

use super::{
    lang,
    source::{Sources, source_name},
};
use crate::{
    app::App,
    dom,
    interview::cited::{Cited, cited},
};

/// The vacancy and what it asks for; changes with the interview, not with each answer.
type Plan = Memo<(VacancyBrief, Vec<PlannedCompetency>)>;

fn plan(app: App) -> Plan {
    Memo::new(move |_| {
        app.interview.record.with(|record| {
            let session = record.as_ref().map(|record| &record.session);
            session.map_or_else(
                || (nowhere(), Vec::new()),
                |session| (session.vacancy.clone(), session.competencies.clone()),
            )
        })
    })
}

fn nowhere() -> VacancyBrief {
    let (title, area, level) = (String::new(), String::new(), String::new());
    VacancyBrief { id: None, title, area, level, skills: Vec::new(), n_hired: 0 }
}

/// During the interview: folded, for whoever wants to know.
#[component]
pub fn PlanPart(app: App) -> impl IntoView {
    let t = app.i18n;
    view! {
        <details class="plan" hidden=move || app.interview.paused.get()>
            <summary>{t.text(|s| s.interview.plan)}</summary>
            <div class="plan-body">
                <PlanSections app />
            </div>
        </details>
    }
}

/// Competencies with their reasons, then the records that are cited.
#[component]
pub fn PlanSections(app: App) -> impl IntoView {
    let t = app.i18n;
    let plan = plan(app);
    let sources = Memo::new(move |_| plan.with(|(vacancy, planned)| cited(vacancy, planned)));
    let language =
        move || app.interview.record.with(|record| record.as_ref().map(|r| lang(r.session.language)));
    let rows = move || {
        let known = sources.get();
        plan.with(|(_, planned)| planned.iter().map(|one| row(app, one, &known)).collect_view())
    };
    view! {
        <section aria-labelledby="relatorio-porque">
            <h2 id="relatorio-porque">{t.text(|s| s.interview.why_these)}</h2>
            <p class="hint">{t.text(|s| s.interview.plan_hint)}</p>
            <ul class="planned" lang=language>{rows}</ul>
        </section>
        <Sources app sources />
    }
}

fn row(app: App, planned: &PlannedCompetency, known: &[Cited]) -> impl IntoView + use<> {
    let strings = &app.i18n.strings().interview;
    let page = app.i18n.lang().tag();
    let asked_by = (!planned.asked_by.is_empty()).then(|| (strings.asked_by)(&planned.asked_by.join(", ")));
    let hires = (planned.n_hires > 0).then(|| (strings.hires)(planned.n_hires, planned.n_looked_at));
    let reasons = asked_by.into_iter().chain(hires).collect::<Vec<_>>().join(" ");
    let is = |citation: &Citation, cited: &Cited| dom::source_id(&cited.citation) == dom::source_id(citation);
    let links = planned.citations.iter().filter_map(|citation| {
        let cited = known.iter().find(|cited| is(citation, cited))?;
        Some(link(app, cited.clone()))
    });
    let links = (!planned.citations.is_empty())
        .then(|| view! { <p class="source-links" lang=page>{links.collect_view()}</p> });
    view! {
        <li>
            <strong>{planned.name.clone()}</strong>
            " "
            <span class="hint">{format!("{}%", planned.weight)}</span>
            <p lang=page>{reasons}</p>
            {links}
        </li>
    }
}

/// Opens the record where it stands among the sources.
fn link(app: App, cited: Cited) -> impl IntoView {
    let id = dom::source_id(&cited.citation);
    let href = format!("#{id}");
    let name = source_name(app, &cited.citation);
    let open = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        app.interview.unfold(&cited, true);
        dom::focus(&id);
        dom::scroll_to(&id);
    };
    view! { <a class="source-link" href=href on:click=open>{name}</a> }
}
