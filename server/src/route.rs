//! The endpoints.

mod about;
mod bento;
mod entrevista;
mod insight;
mod openapi;
mod responder;
mod stream;

use axum::{
    Json, Router,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::{delete, get, post},
};
use serde::Serialize;

use crate::app::App;

/// Every endpoint: method and path. `/openapi.json` describes exactly these.
pub const ENDPOINTS: [(&str, &str); 14] = [
    ("POST", "/responder"),
    ("POST", "/insight"),
    ("POST", "/entrevista"),
    ("POST", "/entrevista/{id}/resposta"),
    ("GET", "/entrevista/{id}/relatorio"),
    ("DELETE", "/entrevista/{id}"),
    ("POST", "/info"),
    ("GET", "/info"),
    ("GET", "/healthz"),
    ("GET", "/livez"),
    ("GET", "/readyz"),
    ("GET", "/metrics"),
    ("GET", "/openapi.json"),
    ("GET", "/schema.json"),
];

pub(crate) fn endpoints() -> Router<App> {
    Router::new()
        .route("/responder", post(responder::respond))
        .route("/insight", post(insight::insight))
        .route("/entrevista", post(entrevista::begin))
        .route("/entrevista/{id}", delete(entrevista::forget))
        .route("/entrevista/{id}/resposta", post(entrevista::answer))
        .route("/entrevista/{id}/relatorio", get(entrevista::report))
        .route("/info", post(about::info).get(about::info))
        .route("/healthz", get(about::health))
        .route("/livez", get(about::live))
        .route("/readyz", get(about::ready))
        .route("/metrics", get(about::metrics))
        .route("/openapi.json", get(openapi::describe))
        .route("/schema.json", get(bento::schema))
}

/// The route that metrics and logs name: an endpoint, or a part of the static host.
pub(crate) fn label(matched: Option<&str>, path: &str) -> &'static str {
    let endpoint = |matched| ENDPOINTS.iter().map(|(_, path)| *path).find(|path| *path == matched);
    match matched.and_then(endpoint) {
        Some(path) => path,
        None if path.starts_with("/models/") => "/models",
        None if path.starts_with("/bundle/") => "/bundle",
        None => "site",
    }
}

/// JSON that nobody keeps a copy of.
fn fresh_json(value: &impl Serialize) -> Response {
    let mut response = Json(value).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
