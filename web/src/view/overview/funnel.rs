//! How far candidacies got: the stages, and behind them every situation of the export.

use leptos::prelude::*;
use recruta_api::insight::FunnelBody;

use super::bars::{Bar, bars};
use crate::{app::App, format};

/// The funnel's panel.
pub(super) fn funnel(app: App, counts: &FunnelBody) -> impl IntoView + use<> {
    let strings = app.i18n.strings();
    let n = counts.n_rows;
    let of_whom = match (&counts.family, &counts.level) {
        (Some(family), _) => Some((strings.overview.family_label)(family)),
        (None, Some(level)) => Some((strings.overview.level_label)(level)),
        (None, None) => None,
    };
    let intro = (strings.overview.n_rows)(&format::count(app.i18n.lang(), n), of_whom);
    let stages: Vec<Bar> = counts
        .stages
        .iter()
        .map(|stage| Bar::of_stage((strings.overview.stage)(&stage.id), stage.count, stage.at_least, n))
        .collect();
    let statuses: Vec<Bar> =
        counts.statuses.iter().map(|status| Bar::of_status(status.name.clone(), status.count, n)).collect();
    view! {
        <section class="card counts wide" aria-labelledby="panorama-funil">
            <h2 id="panorama-funil">{strings.overview.funnel}</h2>
            <p class="hint">{intro}</p>
            {bars(app, strings.overview.stage_heading, "panorama-funil", stages)}
            <details>
                <summary id="panorama-situacoes">{strings.overview.statuses}</summary>
                <p class="hint">{strings.overview.statuses_hint}</p>
                {bars(app, strings.overview.status_heading, "panorama-situacoes", statuses)}
            </details>
        </section>
    }
}
