//! The frame of the page, and what its parts share.

use leptos::{ev, prelude::*};
use recruta_api::registry::ChampionBody;

use crate::{
    dom,
    engine::{Engine, Phase},
    i18n::I18n,
    interview::Interview,
    offline::{self, Update},
    registry,
    route::View,
    session::Session,
    theme::Theme,
    view::{
        composer::Composer, entry::EntryView, header::Header, interview::InterviewView,
        model_panel::ModelPanel, overview::Overview, preparing::Preparing, welcome::Welcome,
    },
};

/// What every view may use. Cheap to copy: it holds handles only.
#[derive(Clone, Copy)]
pub struct App {
    /// Texts.
    pub i18n: I18n,
    /// The engine.
    pub engine: Engine,
    /// The questions.
    pub session: Session,
    /// The mock interview.
    pub interview: Interview,
    /// Which view is shown.
    pub view: ReadSignal<View>,
    /// The colours.
    pub theme: RwSignal<Theme>,
    /// Whether there is a network.
    pub online: ReadSignal<bool>,
    /// The registered version in use, if there is one.
    pub champion: ReadSignal<Option<ChampionBody>>,
    /// Newer build, if any.
    pub update: Update,
}

impl App {
    fn start() -> Self {
        let (i18n, engine) = (I18n::new(), Engine::new());
        let session = Session::new(engine, i18n);
        let app = Self {
            i18n,
            engine,
            session,
            interview: Interview::new(engine, i18n, session.announcement),
            view: View::watch(),
            theme: RwSignal::new(Theme::initial()),
            online: offline::online(),
            champion: registry::champion(),
            update: Update::watch(),
        };
        engine.start();
        app
    }

    /// Keeps document, queue and keyboard in step with the state.
    fn wire(self) {
        Effect::new(move || {
            document().set_title((self.i18n.strings().nav.title)(self.view.get()));
            if let Some(root) = document().document_element() {
                let _ = root.set_attribute("lang", self.i18n.lang().tag());
            }
        });
        Effect::new(move || {
            if self.engine.phase.get() == Phase::Ready {
                self.session.pump();
            }
        });
        let generator = Memo::new(move |_| self.engine.generator().map(|model| model.name));
        Effect::new(move || {
            if let Some(name) = generator.get() {
                self.session.announce((self.i18n.strings_now().models.ready)(&name));
            }
        });
        window_event_listener(ev::keydown, move |event| {
            // In the panel Esc means "close", and the browser does that.
            if event.key() == "Escape" && !dom::is_model_panel_open() {
                self.session.stop();
            }
        });
    }
}

/// The page.
#[component]
pub fn Page() -> impl IntoView {
    let app = App::start();
    app.wire();
    let t = app.i18n;
    let has_entries = Memo::new(move |_| app.session.entries.with(|entries| !entries.is_empty()));
    view! {
        <a class="skip" href=move || format!("#{}", app.view.get().anchor())>
            {move || (t.strings().nav.skip)(app.view.get())}
        </a>
        <Header app />
        // Hidden, not gone: what was typed and answered is still there on the way back.
        <main id="conteudo" class:has-entries=has_entries hidden=move || app.view.get() != View::Ask>
            <Welcome app />
            <section class="entries" aria-label=t.text(|s| s.answer.region)>
                <For each=move || app.session.entries.get() key=|entry| entry.key let:entry>
                    <EntryView app entry />
                </For>
            </section>
            <div class="dock">
                <Preparing app />
                <Composer app />
            </div>
        </main>
        <Show when=move || app.view.get() == View::Overview>
            <Overview app />
        </Show>
        <InterviewView app />
        <ModelPanel app />
        <p class="sr-only" role="status" aria-live="polite">{app.session.announcement}</p>
    }
}
