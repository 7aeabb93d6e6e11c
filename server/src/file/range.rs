//! Which bytes a request wants (RFC 9110, section 14): one range, or the whole.

use axum::http::{HeaderMap, header};

use super::stamp::Stamp;

/// What to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All of it.
    Whole,
    /// `length` bytes from `start`; never empty.
    Part { start: u64, length: u64 },
    /// A range that begins past the end.
    Nothing,
}

/// Reads `range` and `if-range`. Several ranges, or ones nobody can read, give the whole, as the standard allows.
pub(super) fn wanted(headers: &HeaderMap, stamp: &Stamp, size: u64) -> Wanted {
    let Some(range) = headers.get(header::RANGE).and_then(|value| value.to_str().ok()) else {
        return Wanted::Whole;
    };
    if headers.get(header::IF_RANGE).is_some_and(|value| !stamp.allows_range(value)) {
        return Wanted::Whole;
    }
    parse(range, size).unwrap_or(Wanted::Whole)
}

fn parse(range: &str, size: u64) -> Option<Wanted> {
    let (first, last) = range.strip_prefix("bytes=")?.trim().split_once('-')?;
    let (start, end) = if first.is_empty() {
        let suffix = number(last)?;
        (size.saturating_sub(suffix), if suffix == 0 { 0 } else { size })
    } else {
        let start = number(first)?;
        let end = if last.is_empty() { size } else { number(last)?.checked_add(1)? };
        if !last.is_empty() && end <= start {
            return None;
        }
        (start, end.min(size))
    };
    Some(if start < end { Wanted::Part { start, length: end - start } } else { Wanted::Nothing })
}

/// Digits only: `parse` would also take a sign.
fn number(digits: &str) -> Option<u64> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::{Wanted, parse};

    fn check(range: &str, expected: Option<Wanted>) {
        assert_eq!(parse(range, 10), expected, "{range}");
    }

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        check("bytes=0-3", Some(Wanted::Part { start: 0, length: 4 }));
        check("bytes=4-", Some(Wanted::Part { start: 4, length: 6 }));
        check("bytes=-3", Some(Wanted::Part { start: 7, length: 3 }));
        check("bytes=-30", Some(Wanted::Part { start: 0, length: 10 }));
        check("bytes=8-99", Some(Wanted::Part { start: 8, length: 2 }));
        check("bytes=10-", Some(Wanted::Nothing));
        check("bytes=-0", Some(Wanted::Nothing));
        check("bytes=5-4", None);
        check("bytes=0-1,4-5", None);
        check("bytes=+1-3", None);
        check("bytes=-", None);
        check("lines=0-3", None);
        check("bytes=0-18446744073709551615", None);
    }
}
