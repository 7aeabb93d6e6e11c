//! The description of the service.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

use crate::info::VERSION;

/// Written by hand; the HTTP suite checks it against the endpoints and against real responses.
const DOCUMENT: &str = include_str!("openapi.json");

/// `GET /openapi.json`.
pub(super) async fn describe() -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
    (headers, DOCUMENT.replace("__VERSION__", VERSION)).into_response()
}
