//! Numbers as people write them, in both languages.

use crate::i18n::Lang;

/// Decimal megabytes ("98 MB", "1,2 GB"), as download managers count.
pub fn size(lang: Lang, bytes: u64) -> String {
    let megabytes = bytes as f64 / 1e6;
    match megabytes {
        m if m >= 1000.0 => format!("{} GB", decimal(lang, m / 1000.0, 1)),
        m if m >= 10.0 => format!("{m:.0} MB"),
        m => format!("{} MB", decimal(lang, m, 1)),
    }
}

/// Megabytes with one digit after the point, for a number that moves ("45,2 MB").
pub fn moving_size(lang: Lang, bytes: u64) -> String {
    format!("{} MB", decimal(lang, bytes as f64 / 1e6, 1))
}

/// Whole per cent, never 100 before the end.
pub fn percent(done: u64, total: u64) -> u8 {
    if total == 0 { 0 } else { (u128::from(done.min(total)) * 100 / u128::from(total)) as u8 }
}

/// A share from 0 to 1 as whole per cent.
pub fn share(value: f32) -> u8 {
    (value.clamp(0.0, 1.0) * 100.0).round() as u8
}

/// "87 ms", "8,4 s".
pub fn duration(lang: Lang, ms: f64) -> String {
    if ms < 1000.0 { format!("{ms:.0} ms") } else { format!("{} s", decimal(lang, ms / 1000.0, 1)) }
}

/// With thousands grouped: "4.000" or "4,000".
pub fn count(lang: Lang, n: usize) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(if lang == Lang::Pt { '.' } else { ',' });
        }
        grouped.push(digit);
    }
    grouped
}

/// Minutes and seconds of a stopwatch: "4:05", "1:02:03".
pub fn clock(ms: f64) -> String {
    let seconds = (ms.max(0.0) / 1000.0) as u64;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// Points that may be quarters: "7,5", "10".
pub fn points(lang: Lang, points: f64) -> String {
    let text = decimal(lang, points, 2);
    text.trim_end_matches('0').trim_end_matches([',', '.']).to_owned()
}

/// Local day and time of a moment (milliseconds since 1970), as the language writes them.
pub fn moment(lang: Lang, ms: f64) -> String {
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(ms));
    let day = String::from(date.to_locale_date_string(lang.tag(), &wasm_bindgen::JsValue::UNDEFINED));
    format!("{day} {:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// A number with so many digits after the point or comma.
pub fn decimal(lang: Lang, value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    if lang == Lang::Pt { text.replace('.', ",") } else { text }
}

/// The day of `2026-01-31T08:05:09Z`: "31/01/2026", or "2026-01-31". What is no date stays as it is.
pub fn date(lang: Lang, rfc3339: &str) -> String {
    let day = rfc3339.split('T').next().unwrap_or_default();
    match (lang, day.split('-').collect::<Vec<_>>().as_slice()) {
        (Lang::Pt, [year, month, day]) => format!("{day}/{month}/{year}"),
        _ => day.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_follow_the_language() {
        assert_eq!(size(Lang::Pt, 98_362_432), "98 MB");
        assert_eq!(size(Lang::Pt, 1_150_000_000), "1,1 GB");
        assert_eq!(size(Lang::En, 2_345_000), "2.3 MB");
        assert_eq!(moving_size(Lang::Pt, 45_240_000), "45,2 MB");
    }

    #[test]
    fn dates_follow_the_language() {
        assert_eq!(date(Lang::Pt, "2026-01-31T08:05:09Z"), "31/01/2026");
        assert_eq!(date(Lang::En, "2026-01-31T08:05:09Z"), "2026-01-31");
        assert_eq!(date(Lang::Pt, ""), "");
    }

    #[test]
    fn per_cent_reaches_100_only_at_the_end() {
        assert_eq!(percent(999, 1000), 99);
        assert_eq!(percent(1000, 1000), 100);
        assert_eq!(percent(5, 0), 0);
        assert_eq!(percent(2000, 1000), 100);
    }

    #[test]
    fn counts_are_grouped() {
        assert_eq!(count(Lang::Pt, 100_000), "100.000");
        assert_eq!(count(Lang::En, 4001), "4,001");
        assert_eq!(count(Lang::Pt, 12), "12");
    }

    #[test]
    fn clocks_show_hours_only_when_there_are_some() {
        assert_eq!(clock(245_900.0), "4:05");
        assert_eq!(clock(3_723_000.0), "1:02:03");
        assert_eq!(clock(-1.0), "0:00");
    }

    #[test]
    fn points_show_quarters_and_no_more() {
        assert_eq!(points(Lang::Pt, 11.25), "11,25");
        assert_eq!(points(Lang::En, 7.5), "7.5");
        assert_eq!(points(Lang::Pt, 10.0), "10");
        assert_eq!(points(Lang::Pt, 0.0), "0");
    }

    #[test]
    fn durations_choose_their_unit() {
        assert_eq!(duration(Lang::Pt, 87.4), "87 ms");
        assert_eq!(duration(Lang::Pt, 8_420.0), "8,4 s");
    }
}
