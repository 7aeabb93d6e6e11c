//! This tab among others: which interview it has open (kept over a reload), and word of what other tabs write.

use leptos::prelude::window;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent, Storage};

const CHANNEL: &str = "recruta.entrevistas";
/// Lives as long as the tab, so that a reload finds what was open.
const OPEN: &str = "recruta.entrevista";

/// What a tab has done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// Id of the interview; none: all of them.
    pub id: Option<String>,
    /// Its revision now; none: deleted.
    pub revision: Option<u32>,
}

/// The interview this tab had open.
pub fn open_id() -> Option<String> {
    storage()?.get_item(OPEN).ok()?
}

/// Remembers which one is open, or that none is.
pub fn set_open(id: Option<&str>) {
    let Some(storage) = storage() else { return };
    // Refused storage costs a click after a reload.
    let _ = match id {
        Some(id) => storage.set_item(OPEN, id),
        None => storage.remove_item(OPEN),
    };
}

/// Tells the other tabs; where there is no channel they find out when they write.
pub fn tell(channel: Option<&BroadcastChannel>, word: &Word) {
    if let (Some(channel), Ok(json)) = (channel, serde_json::to_string(word)) {
        let _ = channel.post_message(&JsValue::from_str(&json));
    }
}

/// Hears what other tabs tell, as long as the page lives.
pub fn listen(heard: impl Fn(Word) + 'static) -> Option<BroadcastChannel> {
    let channel = BroadcastChannel::new(CHANNEL).ok()?;
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let text = event.data().as_string().unwrap_or_default();
        if let Ok(word) = serde_json::from_str(&text) {
            heard(word);
        }
    });
    channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    Some(channel)
}

fn storage() -> Option<Storage> {
    window().session_storage().ok()?
}
