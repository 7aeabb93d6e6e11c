//! The static host: the site, the bundle and the models, and nothing else of the disk.
//!
//! There is no page for unknown addresses: a 404 is a 404, so that HTML never arrives where a model was asked for.

mod kind;
mod place;
mod range;
mod stamp;

use std::io::SeekFrom;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::Response,
};
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio_util::io::ReaderStream;

pub use place::Folders;

use crate::error::ApiError;
use kind::media_type;
use range::{Wanted, wanted};
use stamp::Stamp;

/// Bytes read at a time.
const CHUNK_BYTES: usize = 64 << 10;

/// Marks a response whose bytes must travel as they are: see `kind::Cache::is_strong`.
#[derive(Debug, Clone, Copy)]
pub struct Exact;

/// Answers `GET` and `HEAD` of a path that no endpoint has.
pub async fn serve(
    folders: &Folders,
    method: &Method,
    path: &str,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    if method != Method::GET && method != Method::HEAD {
        return Err(ApiError::NotFound);
    }
    let place = folders.find(path).ok_or(ApiError::NotFound)?;
    let file = tokio::fs::File::open(&place.file).await.map_err(|_| ApiError::NotFound)?;
    let metadata = file.metadata().await.map_err(|_| ApiError::NotFound)?;
    if !metadata.is_file() {
        return Err(ApiError::NotFound);
    }
    let stamp = Stamp::of(&metadata, place.cache.is_strong());
    let mut response = if stamp.is_known_to(headers) {
        status_only(StatusCode::NOT_MODIFIED)
    } else {
        let wanted = wanted(headers, &stamp, metadata.len());
        send(file, metadata.len(), wanted, method == Method::HEAD).await?
    };
    if place.cache.is_strong() {
        response.extensions_mut().insert(Exact);
    }
    let out = response.headers_mut();
    stamp.write(out);
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(place.cache.header()));
    out.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(&place.file)));
    Ok(response)
}

async fn send(
    mut file: tokio::fs::File,
    size: u64,
    wanted: Wanted,
    is_head: bool,
) -> Result<Response, ApiError> {
    let (status, start, length) = match wanted {
        Wanted::Whole => (StatusCode::OK, 0, size),
        Wanted::Part { start, length } => (StatusCode::PARTIAL_CONTENT, start, length),
        Wanted::Nothing => return Ok(not_satisfiable(size)),
    };
    file.seek(SeekFrom::Start(start)).await.map_err(|_| ApiError::Internal)?;
    let stream = ReaderStream::with_capacity(file.take(length), CHUNK_BYTES);
    let mut response = Response::new(if is_head { Body::empty() } else { Body::from_stream(stream) });
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    if status == StatusCode::PARTIAL_CONTENT {
        put_content_range(&mut response, &format!("bytes {start}-{}/{size}", start + length - 1));
    }
    Ok(response)
}

fn not_satisfiable(size: u64) -> Response {
    let mut response = status_only(StatusCode::RANGE_NOT_SATISFIABLE);
    put_content_range(&mut response, &format!("bytes */{size}"));
    response
}

fn put_content_range(response: &mut Response, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(header::CONTENT_RANGE, value);
    }
}

fn status_only(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
