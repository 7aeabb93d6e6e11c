//! Which version this is, and how well it was measured to answer.

use leptos::prelude::*;
use recruta_api::registry::ChampionBody;

use crate::{app::App, format};

/// Metrics that are shown, with the names people know them by.
const SHOWN: [(&str, &str, usize); 4] =
    [("rouge1", "ROUGE-1", 3), ("rouge2", "ROUGE-2", 3), ("rougeL", "ROUGE-L", 3), ("bleu", "BLEU", 1)];

/// The registered version in use with its ROUGE and BLEU, or that there is none.
#[component]
pub fn About(app: App) -> impl IntoView {
    let t = app.i18n;
    let version = move |champion: ChampionBody| {
        let (strings, lang) = (&t.strings().about, t.lang());
        let date = format::date(lang, &champion.evaluated);
        let n_questions = champion.metrics.get("n_questions").map_or(0, |n| *n as usize);
        let scores: Vec<_> = SHOWN
            .into_iter()
            .filter_map(|(key, name, places)| {
                let value = format::decimal(lang, *champion.metrics.get(key)?, places);
                Some(view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
            })
            .collect();
        view! {
            <p>{(strings.champion)(champion.version, &date, n_questions)}</p>
            <dl class="about-scores">{scores}</dl>
            <p class="hint">{strings.meaning}</p>
        }
    };
    view! {
        <section class="about" aria-labelledby="sobre-titulo">
            <h3 id="sobre-titulo">{t.text(|s| s.about.heading)}</h3>
            {move || match app.champion.get() {
                Some(champion) => version(champion).into_any(),
                None => view! { <p class="hint">{t.text(|s| s.about.none)}</p> }.into_any(),
            }}
        </section>
    }
}
