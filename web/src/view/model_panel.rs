//! The panel of text models.

use leptos::prelude::*;

use super::{
    about::About,
    icon::{Glyph, Icon},
    model_card::ModelCard,
};
use crate::{app::App, dom, format};

/// A modal dialog with one card a generator, and what the browser's store holds.
#[component]
pub fn ModelPanel(app: App) -> impl IntoView {
    let t = app.i18n;
    let generators = Memo::new(move |_| {
        app.engine.models.with(|all| {
            all.iter().filter(|m| m.role == "generator").map(|m| m.id.clone()).collect::<Vec<_>>()
        })
    });
    view! {
        <dialog id=dom::MODEL_PANEL class="panel" aria-labelledby="modelos-titulo">
            <div class="panel-head">
                <h2 id="modelos-titulo">{t.text(|s| s.models.heading)}</h2>
                <button
                    type="button"
                    class="tool"
                    aria-label=t.text(|s| s.models.close)
                    title=t.text(|s| s.models.close)
                    on:click=move |_| dom::close_model_panel()
                >
                    <Glyph icon=Icon::Cross />
                </button>
            </div>
            <p>{t.text(|s| s.models.intro)}</p>
            <p class="privacy">
                <Glyph icon=Icon::Lock />
                {t.text(|s| s.shell.privacy)}
            </p>
            <Show when=move || generators.with(Vec::is_empty)>
                <p class="note">{t.text(|s| s.models.empty)}</p>
            </Show>
            <ul class="model-list">
                <For each=move || generators.get() key=Clone::clone let:id>
                    <li>
                        <ModelCard app id=StoredValue::new(id) />
                    </li>
                </For>
            </ul>
            <About app />
            <Foot app />
        </dialog>
    }
}

/// The retriever's state, the store, the engine's version and threads.
#[component]
fn Foot(app: App) -> impl IntoView {
    let t = app.i18n;
    let retriever = move || {
        let models = &t.strings().models;
        let name = app
            .engine
            .models
            .with(|all| all.iter().find(|m| m.role == "retriever").map(|m| m.name.clone()))?;
        Some(format!("{}: {name}", models.search_model))
    };
    let storage = move || {
        let lang = t.lang();
        let storage = app.engine.storage.get()?;
        let (used, quota) = (format::size(lang, storage.used_bytes), format::size(lang, storage.quota_bytes));
        Some((t.strings().models.storage)(&used, &quota))
    };
    let engine =
        move || app.engine.running.get().map(|it| (t.strings().shell.engine)(&it.version, it.threads));
    view! {
        <div class="panel-foot hint">
            {move || retriever().map(|words| view! { <p>{words}</p> })}
            {move || storage().map(|words| view! { <p>{words}</p> })}
            {move || engine().map(|words| view! { <p>{words}</p> })}
        </div>
    }
}
