//! What a file is, and how long a copy of it may be kept.

use std::path::Path;

/// Files whose name or folder carries the hash of their content.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// Hex digits that make a part of a name a hash; words like "facade" are shorter, or have no digit.
const MIN_HASH_DIGITS: usize = 8;

/// How long a copy may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cache {
    /// For ever: another content has another address.
    Immutable,
    /// Ask before each use.
    Revalidate,
    /// Ask before each use; never compressed, so the tag stands for these very bytes and parts of them can be asked
    /// for by it.
    Model,
}

impl Cache {
    /// The policy of a file of the site, by its path in the address.
    pub(super) fn of_site(path: &str) -> Self {
        let is_hashed = path.split(['/', '-', '_', '.']).any(is_hash);
        if is_hashed { Cache::Immutable } else { Cache::Revalidate }
    }

    /// Value of `cache-control`.
    pub(super) fn header(self) -> &'static str {
        match self {
            Cache::Immutable => IMMUTABLE,
            Cache::Revalidate | Cache::Model => "no-cache",
        }
    }

    /// Whether the tag names exact bytes, rather than content that may be compressed on its way.
    pub(super) fn is_strong(self) -> bool {
        self == Cache::Model
    }
}

fn is_hash(part: &str) -> bool {
    let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    part.len() >= MIN_HASH_DIGITS
        && part.bytes().all(is_hex)
        && part.bytes().any(|byte| byte.is_ascii_digit())
}

/// Media type by extension; text is UTF-8 throughout.
pub(super) fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::Cache;

    fn check(path: &str, expected: Cache) {
        assert_eq!(Cache::of_site(path), expected, "{path}");
    }

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        check("recruta_web-1a2b3c4d5e6f7a8b_bg.wasm", Cache::Immutable);
        check("token-0f9e8d7c6b5a4b3c.css", Cache::Immutable);
        check("engine-1a2b3c4d5e6f/worker.js", Cache::Immutable);
        check("index.html", Cache::Revalidate);
        check("sw.js", Cache::Revalidate);
        check("engine.json", Cache::Revalidate);
        check("icons/recruta-180.png", Cache::Revalidate);
        check("fonts/facadefeed.woff2", Cache::Revalidate);
    }
}
