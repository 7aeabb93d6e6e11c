//! What every response carries, and what is noted of every request.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, Response, StatusCode, header},
    middleware::Next,
};
use tower_http::compression::Predicate;

use crate::{app::App, file::Exact, route};

/// Nothing from elsewhere, nothing inline; WebAssembly may be compiled.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; font-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The first three isolate the page from other origins, which is what browsers ask of pages that want shared memory.
const HEADERS: [(&str, &str); 7] = [
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    // The microphone for dictation in mock interviews, which the user switches on and the browser asks about once more.
    ("permissions-policy", "camera=(), geolocation=(), microphone=(self), payment=(), usb=()"),
];

/// Compressing less than this costs more than it saves.
const MIN_COMPRESSED_BYTES: u64 = 512;

/// Adds the headers.
pub(crate) async fn protect(request: Request, next: Next) -> axum::response::Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

/// Counts and logs: the route, never the address as it was asked for, and nothing of bodies.
pub(crate) async fn observe(
    State(app): State<App>,
    request: Request,
    next: Next,
) -> axum::response::Response {
    let started = Instant::now();
    let method = request.method().clone();
    let matched = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let route = route::label(matched, request.uri().path());
    let response = next.run(request).await;
    let status = response.status().as_u16();
    let spent = started.elapsed();
    app.metrics.requested(route, status, spent);
    tracing::info!(%method, route, status, duration_ms = spent.as_secs_f64() * 1_000.0, "request");
    response
}

/// Text and wasm are compressed, models are not: their bytes barely shrink, and parts of them are asked for by number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Compressible;

impl Predicate for Compressible {
    fn should_compress<B: axum::body::HttpBody>(&self, response: &Response<B>) -> bool {
        let kind = response
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let essence = kind.split(';').next().unwrap_or_default();
        let shrinks = match essence {
            "text/event-stream" => false,
            "application/json" | "application/wasm" | "application/manifest+json" | "image/svg+xml" => true,
            other => other.starts_with("text/"),
        };
        let declared = response
            .headers()
            .get(header::CONTENT_LENGTH)
            .and_then(|value| value.to_str().ok()?.parse().ok());
        let size: Option<u64> = declared.or_else(|| response.body().size_hint().exact());
        let is_small = size.is_some_and(|size| size < MIN_COMPRESSED_BYTES);
        shrinks
            && !is_small
            && response.status() == StatusCode::OK
            && response.extensions().get::<Exact>().is_none()
    }
}
