//! `POST /insight`: what a group of hired people shares, in numbers. Nothing is computed by the engine's thread for it.

use axum::{body::Body, extract::State, http::HeaderMap, response::Response};
use recruta_api::{http::Panorama, insight::InsightBody};

use super::fresh_json;
use crate::{app::App, body, error::ApiError};

/// The numbers of a family, a level, both, or everybody.
pub(super) async fn insight(
    State(app): State<App>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let body::Group { family, level } = body::read_group(&headers, body).await?;
    let facts = app.engine.facts().ok_or(ApiError::Loading)?;
    Ok(fresh_json(&Panorama::from(InsightBody::of(&facts.panorama, family, level))))
}
