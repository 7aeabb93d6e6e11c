//! Parts of the report.

use leptos::prelude::*;
use recruta_api::interview::{BestQuote, PlannedQuestion, Report, Unscored, WorkOn};

use super::{advice::advice_text, lang, question::said_turn, score::score_part};
use crate::{app::App, dom};

/// Where an answered question stands in the report.
fn anchor(number: usize) -> String {
    format!("relatorio-pergunta-{number}")
}

/// "Pergunta 2", a link to it within the page.
fn to_question(app: App, number: usize) -> impl IntoView {
    let words = (app.i18n.strings().interview.question)(number);
    let id = anchor(number);
    let href = format!("#{id}");
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        dom::focus(&id);
    };
    view! { <a href=href lang=app.i18n.lang().tag() on:click=go>{words}</a> }
}

/// Three things to work on, each with a stronger answer.
pub fn work_on(app: App, report: &Report) -> Option<impl IntoView + use<>> {
    let strings = &app.i18n.strings().interview;
    let items = report.work_on.iter().map(|item| one_work(app, item)).collect_view();
    (!report.work_on.is_empty()).then(|| {
        view! {
            <section aria-labelledby="relatorio-trabalhar">
                <h2 id="relatorio-trabalhar">{strings.work_on}</h2>
                <ol class="work" lang=lang(report.language)>{items}</ol>
            </section>
        }
    })
}

fn one_work(app: App, item: &WorkOn) -> impl IntoView + use<> {
    let strings = &app.i18n.strings().interview;
    let page = app.i18n.lang().tag();
    let missing = item.missing.iter().cloned().map(|what| view! { <li>{what}</li> }).collect_view();
    let bring = (!item.bring.is_empty()).then(|| view! { <p class="mention">{item.bring.clone()}</p> });
    let example = (!item.example.is_empty()).then(|| {
        view! {
            <p class="label" lang=page>{strings.stronger}</p>
            <blockquote class="sample">{item.example.clone()}</blockquote>
        }
    });
    view! {
        <li class="card">
            <h3>{item.name.clone()}</h3>
            <p>{item.advice.clone()}</p>
            <p class="hint">
                <span lang=page>{strings.shows_most}</span>
                " "
                {to_question(app, item.question)}
            </p>
            <ul class="missing">{missing}</ul>
            {example}
            {bring}
        </li>
    }
}

/// What was said best.
pub fn best(app: App, report: &Report) -> Option<impl IntoView + use<>> {
    let strings = &app.i18n.strings().interview;
    let items = report.best.iter().map(|best| one_quote(app, best)).collect_view();
    (!report.best.is_empty()).then(|| {
        view! {
            <section aria-labelledby="relatorio-melhores">
                <h2 id="relatorio-melhores">{strings.best}</h2>
                <ul class="best" lang=lang(report.language)>{items}</ul>
            </section>
        }
    })
}

fn one_quote(app: App, best: &BestQuote) -> impl IntoView + use<> {
    view! {
        <li class="card">
            <blockquote>{best.quote.text.clone()}</blockquote>
            <p class="hint">
                {best.quote.shows.clone()}
                " · "
                {to_question(app, best.question)}
            </p>
        </li>
    }
}

/// Questions, or competencies, without a score.
pub fn unscored(
    title: &'static str,
    id: &'static str,
    language: &'static str,
    items: &[Unscored],
) -> Option<impl IntoView + use<>> {
    let list = items.iter().map(|item| {
        let number = item.question.map(|number| format!("{number}. "));
        view! {
            <li>
                {number}
                {item.text.clone()}
            </li>
        }
    });
    let list = list.collect_view();
    (!items.is_empty()).then(|| {
        view! {
            <section class="unscored" aria-labelledby=id>
                <h2 id=id>{title}</h2>
                <ul lang=language>{list}</ul>
            </section>
        }
    })
}

/// An answered question: words, score, reasons.
pub fn question_part(app: App, question: &PlannedQuestion) -> impl IntoView + use<> {
    let strings = &app.i18n.strings().interview;
    let page = app.i18n.lang().tag();
    let score = question.score.as_ref();
    let turns =
        question.turns.iter().enumerate().map(|(at, turn)| said_turn(app, at, turn, score)).collect_view();
    let scored = score.map(|score| score_part(app, score, question.number, false, true));
    let advice = question.advice.as_ref().map(|text| advice_text(app, text, None));
    let earlier = question.earlier.iter().enumerate();
    let earlier = earlier.map(
        |(at, attempt)| view! { <p class="hint" lang=page>{(strings.attempt)(at + 1, attempt.overall)}</p> },
    );
    view! {
        <article class="question-part" aria-labelledby=anchor(question.number)>
            <h3 id=anchor(question.number) tabindex="-1">
                <span lang=page>{(strings.question)(question.number)}</span>
                " · "
                {question.competency_name.clone()}
            </h3>
            <p class="hint">{question.why.clone()}</p>
            {turns}
            {scored}
            {advice}
            {earlier.collect_view()}
        </article>
    }
}
