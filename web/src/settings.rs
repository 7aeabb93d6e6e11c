//! What the page remembers between visits. Storage may be refused (private windows, policies): then the page works
//! and simply forgets.

use leptos::prelude::window;
use web_sys::Storage;

/// Language tag.
pub const LANGUAGE: &str = "recruta.language";
/// `light` or `dark`; `static/boot.js` reads it too, before the page is painted.
pub const THEME: &str = "recruta.theme";
/// Catalogue id of the generator in use.
pub const GENERATOR: &str = "recruta.generator";
/// The remembered value, if there is one and storage may be read.
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Remembers, if storage may be written.
pub fn write(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // A full or refused store costs the user a preference, nothing else.
        let _ = storage.set_item(key, value);
    }
}

/// Remembers a value as JSON.
pub fn write_json(key: &str, value: &impl serde::Serialize) {
    if let Ok(json) = serde_json::to_string(value) {
        write(key, &json);
    }
}

/// The value remembered as JSON. What another version wrote and this one cannot read is no value.
pub fn read_json<T: serde::de::DeserializeOwned>(key: &str) -> Option<T> {
    serde_json::from_str(&read(key)?).ok()
}

/// Names of all that is remembered.
pub fn keys() -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok()?).collect()
}

/// Forgets.
pub fn forget(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

/// Asks the browser not to clear what is stored when space runs low. Some browsers ask the user, so this belongs to a
/// click on a download; whatever they say, the download works.
pub fn keep_downloads() {
    let navigator = window().navigator();
    let has = js_sys::Reflect::has(&navigator, &"storage".into()).unwrap_or(false);
    if let Some(answer) = has.then(|| navigator.storage().persist().ok()).flatten() {
        leptos::task::spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(answer).await;
        });
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}
