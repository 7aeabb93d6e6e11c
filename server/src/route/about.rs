//! What the server is, and how it is.

use std::path::Path;

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use recruta_api::http::Health;
use recruta_native::registry::{Registry, Version};

use super::fresh_json;
use crate::{app::App, error::ApiError, info::VERSION, metrics::Gauges};

/// `POST /info`, and `GET` for people. A body is neither needed nor read: the original's clients send `{}`.
pub(super) async fn info(State(app): State<App>) -> Result<Response, ApiError> {
    let facts = app.engine.facts().ok_or(ApiError::Loading)?;
    let dir = app.folders.registry.clone();
    let champion = tokio::task::spawn_blocking(move || champion(&dir)).await.ok().flatten();
    Ok(fresh_json(&facts.info(champion.as_ref())))
}

/// Read at each request: a version may be promoted while the server runs. A damaged registry is no reason not to say
/// what answers.
fn champion(dir: &Path) -> Option<Version> {
    match Registry::read(dir) {
        Ok(registry) => registry.champion,
        Err(error) => {
            tracing::warn!(%error, "no champion");
            None
        }
    }
}

/// `GET /healthz`: always answered; says whether questions are.
pub(super) async fn health(State(app): State<App>) -> Response {
    let facts = app.engine.facts();
    fresh_json(&Health {
        status: "ok".to_owned(),
        ready: facts.is_some(),
        generator: facts.as_ref().and_then(|facts| Some(facts.generator.as_ref()?.id.clone())),
        n_passages: facts.as_ref().map_or(0, |facts| facts.n_passages),
        version: VERSION.to_owned(),
    })
}

/// `GET /livez`: the process is there.
pub(super) async fn live() -> Response {
    plain("ok\n")
}

/// `GET /readyz`: questions are answered.
pub(super) async fn ready(State(app): State<App>) -> Result<Response, ApiError> {
    app.engine.facts().map(|_| plain("ok\n")).ok_or(ApiError::Loading)
}

/// `GET /metrics`: for Prometheus.
pub(super) async fn metrics(State(app): State<App>) -> Response {
    let gauges = Gauges { n_waiting: app.engine.n_waiting(), is_ready: app.engine.facts().is_some() };
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-store")];
    (headers, app.metrics.render(gauges)).into_response()
}

fn plain(text: &'static str) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], text).into_response()
}
