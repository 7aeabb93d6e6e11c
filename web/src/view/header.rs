//! Name, views, model, connection, language, theme.

use leptos::prelude::*;

use super::{
    icon::{Glyph, Icon},
    nav::Nav,
};
use crate::{app::App, dom, format, theme::Theme};

/// The bar at the top.
#[component]
pub fn Header(app: App) -> impl IntoView {
    let t = app.i18n;
    view! {
        <header class="bar">
            <a class="brand" href="/">
                <img src="/icons/recruta.svg" alt="" width="28" height="28" />
                <span class="brand-name">"Recruta"</span>
            </a>
            <Nav app />
            <div class="bar-tools">
                <Connection app />
                <ModelButton app />
                <button
                    type="button"
                    class="tool"
                    lang=move || t.lang().other().tag()
                    aria-label=t.text(|s| s.shell.other_language)
                    title=t.text(|s| s.shell.other_language)
                    on:click=move |_| t.choose(t.lang_now().other())
                >
                    {move || t.lang().other().tag()[..2].to_uppercase()}
                </button>
                <ThemeButton app />
            </div>
        </header>
        <Show when=move || app.update.is_waiting()>
            <p class="notice" role="status">
                {t.text(|s| s.shell.new_version)}
                <button type="button" class="quiet" on:click=move |_| app.update.apply()>
                    {t.text(|s| s.shell.reload)}
                </button>
            </p>
        </Show>
    }
}

#[component]
fn Connection(app: App) -> impl IntoView {
    let t = app.i18n;
    let words = move || if app.online.get() { t.strings().shell.online } else { t.strings().shell.offline };
    view! {
        <span class="line" class:off=move || !app.online.get() title=words>
            <Show when=move || !app.online.get() fallback=|| view! { <span class="dot" aria-hidden="true"></span> }>
                <Glyph icon=Icon::CloudOff />
            </Show>
            <span class="line-words">{words}</span>
        </span>
    }
}

/// Says which model is in use, or how far the one on its way is, and opens the panel.
#[component]
fn ModelButton(app: App) -> impl IntoView {
    let t = app.i18n;
    let name = move || {
        let strings = t.strings();
        if let Some(job) = app.engine.job.get() {
            return job.progress.map_or_else(
                || "…".to_owned(),
                |progress| {
                    let percent = format::percent(progress.done_bytes, progress.total_bytes);
                    format!("{} {percent}%", (strings.models.stage)(progress.stage))
                },
            );
        }
        app.engine.generator().map_or_else(|| strings.models.none.to_owned(), |model| model.name)
    };
    view! {
        <button type="button" class="tool model-button" aria-haspopup="dialog" on:click=move |_| dom::open_model_panel()>
            <Glyph icon=Icon::Chip />
            <span class="sr-only">{move || format!("{}: ", t.strings().models.open)}</span>
            <span class="model-name">{name}</span>
        </button>
    }
}

#[component]
fn ThemeButton(app: App) -> impl IntoView {
    let t = app.i18n;
    let label = move || match app.theme.get() {
        Theme::Light => t.strings().shell.to_dark,
        Theme::Dark => t.strings().shell.to_light,
    };
    let icon = Signal::derive(move || if app.theme.get() == Theme::Light { Icon::Moon } else { Icon::Sun });
    let flip = move |_| {
        let next = app.theme.get_untracked().other();
        next.apply();
        app.theme.set(next);
    };
    view! {
        <button type="button" class="tool" aria-label=label title=label on:click=flip>
            <Glyph icon />
        </button>
    }
}
