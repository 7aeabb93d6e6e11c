//! The service worker that lets the page open without a network, and the line's state.

use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState};

/// Whether the browser has a network; follows its events.
pub fn online() -> ReadSignal<bool> {
    let (online, set_online) = signal(window().navigator().on_line());
    window_event_listener(ev::online, move |_| set_online.set(true));
    window_event_listener(ev::offline, move |_| set_online.set(false));
    online
}

/// A newer build that waits for the user's word.
#[derive(Clone, Copy)]
pub struct Update {
    waiting: RwSignal<Option<ServiceWorker>, LocalStorage>,
}

impl Update {
    /// Registers the service worker and watches for newer builds.
    pub fn watch() -> Self {
        let update = Self { waiting: RwSignal::new_local(None) };
        spawn_local(async move {
            // Refused in private windows of some browsers: then the page works, online only.
            if let Some(registration) = register().await {
                update.follow(&registration);
            }
        });
        update
    }

    /// Whether a newer build waits; tracks.
    pub fn is_waiting(self) -> bool {
        self.waiting.with(Option::is_some)
    }

    /// Lets the newer build take over and reloads the page when it has.
    pub fn apply(self) {
        let Some(worker) = self.waiting.get_untracked() else { return };
        if let Some(container) = container() {
            let reload = Closure::once_into_js(|| {
                let _ = window().location().reload();
            });
            container.set_oncontrollerchange(Some(reload.unchecked_ref()));
        }
        let _ = worker.post_message(&JsValue::from_str("skip_waiting"));
    }

    fn follow(self, registration: &ServiceWorkerRegistration) {
        if let Some(worker) = registration.waiting() {
            self.offer(worker);
        }
        let found = registration.clone();
        let on_found = Closure::<dyn FnMut()>::new(move || {
            if let Some(worker) = found.installing() {
                self.follow_install(&worker);
            }
        });
        registration.set_onupdatefound(Some(on_found.as_ref().unchecked_ref()));
        // Lives as long as the page.
        on_found.forget();
    }

    fn follow_install(self, worker: &ServiceWorker) {
        let installed = worker.clone();
        let on_state = Closure::<dyn FnMut()>::new(move || {
            if installed.state() == ServiceWorkerState::Installed {
                self.offer(installed.clone());
            }
        });
        worker.set_onstatechange(Some(on_state.as_ref().unchecked_ref()));
        on_state.forget();
    }

    /// The first build of a visit has nothing to replace, so there is nothing to offer.
    fn offer(self, worker: ServiceWorker) {
        if container().is_some_and(|container| container.controller().is_some()) {
            self.waiting.set(Some(worker));
        }
    }
}

async fn register() -> Option<ServiceWorkerRegistration> {
    let promise = container()?.register("/sw.js");
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// None where the browser has no service workers (plain HTTP on another machine, some private windows).
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = window().navigator();
    let has = js_sys::Reflect::has(&navigator, &JsValue::from_str("serviceWorker")).unwrap_or(false);
    has.then(|| navigator.service_worker())
}
