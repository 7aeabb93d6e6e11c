//! Starting the engine's worker: find the current build, spawn it, turn its messages into typed ones.

use js_sys::{JSON, JsString};
use leptos::prelude::window;
use recruta_api::{
    error::ErrorBody,
    worker::{Message, Request},
};
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ErrorEvent, Event, MessageEvent, Response, Worker, WorkerOptions, WorkerType};

/// Where the engine of this build lives; the folder's name carries a hash, so it may be cached for ever.
#[derive(Deserialize)]
struct EngineIndex {
    base: String,
}

/// A running worker. Dropping it ends it.
pub struct Link {
    worker: Worker,
    // The worker calls these for as long as it lives.
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl Link {
    /// Spawns the worker. `on_message` gets what it says, `on_crash` why it cannot go on.
    pub async fn open(
        on_message: impl Fn(Message) + 'static,
        on_crash: impl Fn(ErrorBody) + Clone + 'static,
    ) -> Result<Self, ErrorBody> {
        let base = engine_base().await.map_err(|error| start_error(&error))?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&format!("{base}worker.js"), &options)
            .map_err(|error| start_error(&error))?;
        let garbled = on_crash.clone();
        let on_message =
            Closure::<dyn FnMut(_)>::new(move |event: MessageEvent| match parse(&event.data()) {
                Ok(message) => on_message(message),
                Err(error) => garbled(crash(&error)),
            });
        let on_error = Closure::<dyn FnMut(_)>::new(move |event: Event| on_crash(crash(&describe(&event))));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Self { worker, _on_message: on_message, _on_error: on_error })
    }

    /// Hands a request over as a plain object.
    pub fn post(&self, request: &Request) -> Result<(), ErrorBody> {
        let json = serde_json::to_string(request).map_err(|error| crash(&error.to_string()))?;
        let object = JSON::parse(&json).map_err(|error| crash(&words(&error)))?;
        self.worker.post_message(&object).map_err(|error| crash(&words(&error)))
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.set_onmessageerror(None);
        self.worker.terminate();
    }
}

async fn engine_base() -> Result<String, JsValue> {
    let response: Response = JsFuture::from(window().fetch_with_str("/engine.json")).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::from_str(&format!("/engine.json answered {}", response.status())));
    }
    let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
    let index: EngineIndex = serde_json::from_str(&text)
        .map_err(|error| JsValue::from_str(&format!("/engine.json is not the engine's index: {error}")))?;
    Ok(index.base)
}

/// Through JSON text, so that the page reads exactly the shape that `recruta_api` tests.
fn parse(data: &JsValue) -> Result<Message, String> {
    let json = JSON::stringify(data).map_err(|error| words(&error))?;
    serde_json::from_str(&String::from(json)).map_err(|error| error.to_string())
}

fn describe(event: &Event) -> String {
    let message = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).filter(|text| !text.is_empty());
    message.unwrap_or_else(|| "the worker's script could not be loaded".into())
}

fn start_error(error: &JsValue) -> ErrorBody {
    ErrorBody { code: "engine_start".into(), message: words(error) }
}

fn crash(message: &str) -> ErrorBody {
    ErrorBody { code: "engine_crash".into(), message: message.into() }
}

fn words(error: &JsValue) -> String {
    match error.dyn_ref::<JsString>() {
        Some(text) => String::from(text),
        None => error
            .dyn_ref::<js_sys::Error>()
            .map_or_else(|| format!("{error:?}"), |error| String::from(error.message())),
    }
}
