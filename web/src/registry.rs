//! Which registered version this page is of. The service worker keeps the answer for when there is no network.

use js_sys::JsString;
use leptos::{prelude::*, task::spawn_local};
use recruta_api::registry::{ChampionBody, RegistryBody};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// The champion, once it is known; none without one, or when its file does not come.
pub fn champion() -> ReadSignal<Option<ChampionBody>> {
    let (champion, set_champion) = signal(None);
    spawn_local(async move {
        if let Ok(text) = fetch().await {
            set_champion.set(parse(&text));
        }
    });
    champion
}

async fn fetch() -> Result<String, JsValue> {
    let response: Response = JsFuture::from(window().fetch_with_str("/registry.json")).await?.dyn_into()?;
    let text: JsString = JsFuture::from(response.text()?).await?.dyn_into()?;
    Ok(text.into())
}

/// Anything else, such as an error in its place, is no registry.
fn parse(text: &str) -> Option<ChampionBody> {
    serde_json::from_str::<RegistryBody>(text).ok()?.champion
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_registry_may_be_empty_or_no_registry_at_all() {
        let full = r#"{"format_version": 1, "history": [], "champion": {"version": 3, "run_id": "r",
            "evaluated": "2026-01-31T08:05:09Z", "metrics": {"rouge1": 0.5}, "hashes": {}}}"#;
        assert_eq!(parse(full).map(|champion| champion.version), Some(3));
        for none in [r#"{"champion": null}"#, r#"{"code": "not_found"}"#, "<!doctype html>"] {
            assert_eq!(parse(none), None);
        }
    }
}
