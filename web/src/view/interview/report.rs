//! The report: what the candidate keeps, on screen, as files, on paper.

use leptos::prelude::*;
use recruta_api::interview::{QuestionStatus, Report};

use super::{
    Trouble,
    chart::chart,
    lang,
    plan::PlanSections,
    report_part::{best, question_part, unscored, work_on},
    waits_for,
};
use crate::{
    app::App,
    dom, format,
    interview::{
        Reported, Wait, band_class, clock,
        export::{self, Form},
    },
    view::icon::{Glyph, Icon},
};

/// The report, or that it is on its way.
#[component]
pub fn ReportView(app: App) -> impl IntoView {
    let t = app.i18n;
    Effect::new(move || app.interview.get_report());
    let body = move || app.interview.reported.get().map(|reported| whole(app, &reported));
    view! {
        <Trouble app />
        <Show when=move || waits_for(app, Wait::Report)>
            <p class="hint" role="status">{t.text(|s| s.interview.reporting)}</p>
        </Show>
        {body}
        <div class="actions report-ways">
            <Show when=move || app.interview.record.with(Option::is_some)>
                <button type="button" class="secondary" on:click=move |_| app.interview.talk()>
                    {t.text(|s| s.interview.back_to_talk)}
                </button>
            </Show>
            <button type="button" class="secondary" on:click=move |_| app.interview.leave()>
                {t.text(|s| s.interview.leave)}
            </button>
        </div>
    }
}

fn whole(app: App, reported: &Reported) -> impl IntoView + use<> {
    let strings = &app.i18n.strings().interview;
    let report = &reported.report;
    let language = lang(report.language);
    let questions = report.questions.iter().filter(|q| q.status == QuestionStatus::Answered);
    let questions = questions.map(|question| question_part(app, question)).collect_view();
    let chart = chart(app, &report.competencies);
    let best = best(app, report);
    let work_on = work_on(app, report);
    view! {
        <article class="report" aria-labelledby=dom::REPORT>
            {summary(app, report)}
            <Exports app reported=StoredValue::new(reported.clone()) />
            <section aria-labelledby="relatorio-notas">
                <h2 id="relatorio-notas">{strings.by_competency}</h2>
                <div lang=language>{chart}</div>
            </section>
            {work_on}
            {best}
            {unscored(strings.not_answered_title, "relatorio-nao-respondidas", language, &report.not_answered)}
            {unscored(strings.not_asked_title, "relatorio-nao-perguntadas", language, &report.not_asked)}
            <section aria-labelledby="relatorio-perguntas">
                <h2 id="relatorio-perguntas">{strings.answers_title}</h2>
                <div lang=language class="report-questions">{questions}</div>
            </section>
            <PlanSections app />
        </article>
    }
}

fn summary(app: App, report: &Report) -> impl IntoView + use<> {
    let strings = &app.i18n.strings().interview;
    let day = app.interview.record.with(|record| record.as_ref().map(|record| record.started_ms));
    let day = day.map(|ms| format::moment(app.i18n.lang(), ms)).unwrap_or_default();
    let about =
        [(strings.level_name)(report.level).to_owned(), (strings.mode_name)(report.mode).to_owned(), day];
    let band = report.band.map(band_class);
    let overall = match (report.overall, report.band) {
        (Some(overall), Some(band)) => view! {
            <p class="overall-line">
                <span class="overall">{overall}</span>
                " "
                {strings.of_100}
                " · "
                {(strings.band)(band)}
            </p>
            <p class="hint">{strings.overall_hint}</p>
        }
        .into_any(),
        _ => view! { <p>{strings.nothing_scored}</p> }.into_any(),
    };
    view! {
        <header class="report-head" data-band=band>
            <h1 id=dom::REPORT tabindex="-1">{strings.report}</h1>
            <p class="report-vacancy" lang="pt-BR">{report.vacancy.title.clone()}</p>
            <p class="hint">{about.join(" · ")}</p>
            {overall}
            <p class="hint">{(strings.rubric)(report.rubric)}</p>
        </header>
    }
}

#[component]
fn Exports(app: App, reported: StoredValue<Reported>) -> impl IntoView {
    let t = app.i18n;
    let failed = RwSignal::new(false);
    let save = move |form: Form| {
        let done = reported.with_value(|reported| {
            let day = export::day(clock::now_ms());
            let name = export::file_name(reported.report.vacancy.id.as_deref(), &day, form);
            match form {
                Form::Markdown => export::download(&name, form, &reported.markdown),
                Form::Json => export::download(&name, form, &export::json(&reported.report)),
            }
        });
        failed.set(done.is_err());
    };
    let print = move |_| {
        let _ = window().print();
    };
    let warning = move || failed.get().then(|| t.strings().interview.export_failed);
    view! {
        <div class="actions exports" role="group" aria-label=t.text(|s| s.interview.export)>
            <button type="button" class="secondary" on:click=move |_| save(Form::Markdown)>
                <Glyph icon=Icon::Copy />
                {t.text(|s| s.interview.as_markdown)}
            </button>
            <button type="button" class="secondary" on:click=move |_| save(Form::Json)>
                <Glyph icon=Icon::Copy />
                {t.text(|s| s.interview.as_json)}
            </button>
            <button type="button" class="secondary" on:click=print>
                {t.text(|s| s.interview.print)}
            </button>
            <p class="warning" role="alert">{warning}</p>
        </div>
    }
}
