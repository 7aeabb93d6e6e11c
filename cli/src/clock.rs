//! Dates, for reports and versions.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

const DAY_S: u64 = 86_400;

/// A moment, to the millisecond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Milliseconds since 1970, UTC.
    pub unix_ms: u64,
}

impl Moment {
    /// This moment; 1970 where the system's clock is before it.
    pub fn now() -> Self {
        Self::at(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO))
    }

    fn at(since_1970: Duration) -> Self {
        Self { unix_ms: since_1970.as_millis() as u64 }
    }

    /// `2026-01-31T08:05:09Z`.
    pub fn rfc3339(self) -> String {
        let [year, month, day, hour, minute, second] = self.fields();
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }

    /// `20260131T080509Z`, for names of files.
    pub fn compact(self) -> String {
        self.rfc3339().replace(['-', ':'], "")
    }

    /// Year to second, proleptic Gregorian. **Source.** H. Hinnant, "chrono-Compatible Low-Level Date Algorithms",
    /// `civil_from_days`.
    fn fields(self) -> [u64; 6] {
        let seconds = self.unix_ms / 1_000;
        let days = seconds / DAY_S + 719_468;
        let (era, day_of_era) = (days / 146_097, days % 146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + u64::from(month <= 2);
        let second = seconds % DAY_S;
        [year, month, day, second / 3_600, second / 60 % 60, second % 60]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_dates() {
        for (unix_s, expected) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_704_067_199, "2023-12-31T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(Moment::at(Duration::from_secs(unix_s)).rfc3339(), expected);
        }
        assert_eq!(Moment { unix_ms: 1_999 }.compact(), "19700101T000001Z");
    }
}
