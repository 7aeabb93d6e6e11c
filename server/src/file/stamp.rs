//! Which version of a file a caller has.

use std::{fs::Metadata, time::UNIX_EPOCH};

use axum::http::{HeaderMap, HeaderValue, header};

/// A tag made of size and time of change: cheap, and another for every build and download.
#[derive(Debug)]
pub(super) struct Stamp {
    tag: String,
    is_strong: bool,
}

impl Stamp {
    pub(super) fn of(metadata: &Metadata, is_strong: bool) -> Self {
        let changed = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let tag = format!("\"{:x}-{:x}\"", metadata.len(), changed.unwrap_or_default().as_nanos());
        Self { tag, is_strong }
    }

    /// Whether `if-none-match` names this version; a weak comparison, as the standard asks for.
    pub(super) fn is_known_to(&self, headers: &HeaderMap) -> bool {
        let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        let mut tags = known.flat_map(|value| value.split(',')).map(str::trim);
        tags.any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == self.tag)
    }

    /// Whether a part may be sent to someone whose other parts are of the version `if_range`: a strong comparison.
    pub(super) fn allows_range(&self, if_range: &HeaderValue) -> bool {
        self.is_strong && if_range.as_bytes() == self.tag.as_bytes()
    }

    pub(super) fn write(&self, headers: &mut HeaderMap) {
        let text = if self.is_strong { self.tag.clone() } else { format!("W/{}", self.tag) };
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(header::ETAG, value);
        }
    }
}
