//! What a `BentoML` client asks for before it calls an endpoint: the routes with their inputs and outputs.
//!
//! The shape is what `BentoML` 1.4 gives for a service with these two methods. Its client calls `responder(pergunta)` by
//! position too, so `pergunta` stays the first property: the document is kept as text, whose order nothing changes.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

use crate::info::NAME;

const DOCUMENT: &str = include_str!("bento.json");

/// `GET /schema.json`.
pub(super) async fn schema() -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (headers, DOCUMENT.replace("__NAME__", NAME)).into_response()
}
