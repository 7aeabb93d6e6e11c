//! Crossing the boundary: values as plain objects, errors as `{code, message}`.

use js_sys::JSON;
use recruta_api::error::ErrorBody;
use recruta_core::Error;
use serde::Serialize;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// Milliseconds since the worker started; core has no clock.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    pub fn now_ms() -> f64;
}

/// A value as a plain object. Through JSON text, so that JavaScript gets the very shape that `recruta_api` tests.
pub fn object(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let json = serde_json::to_string(value).map_err(|error| self::error(&Error::internal(error)))?;
    JSON::parse(&json)
}

/// An error of the engine as a thrown object.
pub fn error(error: &Error) -> JsValue {
    thrown(&ErrorBody::from(error))
}

/// The same of an error that is on the wire already.
pub fn thrown(body: &ErrorBody) -> JsValue {
    // Two strings always serialise; were they not to, an undefined would be thrown, which the worker calls internal.
    serde_json::to_string(body).ok().and_then(|json| JSON::parse(&json).ok()).unwrap_or(JsValue::UNDEFINED)
}
