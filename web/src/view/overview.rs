//! Counts over those hired: what they share, by family and level.

use leptos::prelude::*;

use crate::{app::App, route::View};

/// The view "Panorama".
#[component]
pub fn Overview(app: App) -> impl IntoView {
    let t = app.i18n;
    view! {
        <main id=View::Overview.anchor() class="overview" tabindex="-1">
            <h1>{t.text(|s| s.overview.headline)}</h1>
            <p class="intro">{t.text(|s| s.overview.intro)}</p>
        </main>
    }
}
