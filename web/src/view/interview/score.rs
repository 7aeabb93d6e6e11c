//! A score and all its reasons: levels with the rubric's words, the words that earned them, what is missing.

use leptos::{either::Either, prelude::*};
use recruta_api::interview::{Component, Quote, Score};

use crate::{
    app::App,
    format,
    interview::{band_class, mark::focused},
};

/// Levels of a component.
const MAX_LEVEL: u32 = 4;

/// The score of a question. In live interviews its reasons are folded: whoever wants to go on is not held up.
pub fn score_part(
    app: App,
    score: &Score,
    number: usize,
    is_so_far: bool,
    is_open: bool,
) -> impl IntoView + use<> {
    let strings = &app.i18n.strings().interview;
    let page = app.i18n.lang().tag();
    let title = if is_so_far { strings.score_so_far } else { strings.score };
    let band = (strings.band)(score.band);
    let cap = score.cap.as_ref().map(|cap| {
        // A limit that the components stay below took nothing away.
        let at_most = (cap.instead_of > cap.at_most).then(|| (strings.at_most)(cap.at_most, cap.instead_of));
        view! {
            <p class="cap">
                {cap.words.clone()}
                " "
                <span lang=page>{at_most}</span>
            </p>
        }
    });
    let not_scored = (!score.not_scored.is_empty()).then(|| {
        let topics =
            score.not_scored.iter().map(|topic| (strings.topic)(topic)).collect::<Vec<_>>().join(", ");
        view! { <p class="hint" lang=page>{(strings.not_scored)(&topics)}</p> }
    });
    let components = score.components.iter().map(|component| component_part(app, component)).collect_view();
    let id = format!("nota-{number}");
    view! {
        <section class="score" data-band=band_class(score.band) aria-labelledby=id.clone()>
            <h3 id=id.clone() lang=page>
                <span>{title}": "</span>
                <span class="overall">{score.overall}</span>
                <span>" "{strings.of_100}" · "{band}</span>
            </h3>
            {cap}
            {not_scored}
            <details open=is_open>
                <summary lang=page>{strings.why}</summary>
                <ul class="components">{components}</ul>
            </details>
        </section>
    }
}

/// A quote's words, those that earned it emphasised.
fn focus(quote: &Quote) -> impl IntoView + use<> {
    let parts = focused(quote).into_iter();
    parts
        .map(
            |(text, is_focus)| {
                if is_focus { Either::Left(view! { <em>{text}</em> }) } else { Either::Right(text) }
            },
        )
        .collect_view()
}

fn component_part(app: App, component: &Component) -> impl IntoView + use<> {
    let strings = &app.i18n.strings().interview;
    let page = app.i18n.lang().tag();
    let quarters = f64::from(component.level * component.weight) / f64::from(MAX_LEVEL);
    let points = (strings.points)(&format::points(app.i18n.lang(), quarters), component.weight);
    let level = (strings.level_of)(component.level, MAX_LEVEL);
    let dots = (1..=MAX_LEVEL)
        .map(|at| view! { <span class="pip" class:on=at <= component.level></span> })
        .collect_view();
    let counted = (!component.counted.is_empty())
        .then(|| view! { <span class="hint">{format!("({})", component.counted)}</span> });
    let quotes = component.quotes.iter().map(|quote| {
        view! {
            <li>
                <q>{focus(quote)}</q>
                " "
                <span class="hint">{quote.shows.clone()}</span>
            </li>
        }
    });
    let quotes =
        (!component.quotes.is_empty()).then(|| view! { <ul class="quotes">{quotes.collect_view()}</ul> });
    let missing = (!component.missing.is_empty()).then(|| {
        let list = component.missing.iter().cloned().map(|what| view! { <li>{what}</li> }).collect_view();
        view! {
            <p class="missing-title" lang=page>{strings.missing}</p>
            <ul class="missing">{list}</ul>
        }
    });
    view! {
        <li class="component">
            <p class="component-head">
                <strong>{component.name.clone()}</strong>
                <span class="pips" aria-hidden="true">{dots}</span>
                <span class="component-level" lang=page>{level}</span>
                <span class="hint" lang=page>{points}</span>
            </p>
            <p>{component.words.clone()} " " {counted}</p>
            {quotes}
            {missing}
        </li>
    }
}
