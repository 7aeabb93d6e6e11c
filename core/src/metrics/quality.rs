//! Measures that need no reference text: citations, refusals, times.

use serde::{Deserialize, Serialize};

/// Of the sources an answer cites, the share that is relevant; none when it cites nothing.
pub fn citation_precision<T>(cited: &[T], is_relevant: impl Fn(&T) -> bool) -> Option<f64> {
    let n_relevant = cited.iter().filter(|source| is_relevant(source)).count();
    (!cited.is_empty()).then(|| n_relevant as f64 / cited.len() as f64)
}

/// How well refusals fall on the questions that have no answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusals {
    /// Refused, and rightly.
    pub right: usize,
    /// Refused although there is an answer.
    pub wrong: usize,
    /// Answered although there is none.
    pub missed: usize,
}

impl Refusals {
    /// Counts pairs of "was refused" and "has an answer".
    pub fn count(outcomes: impl IntoIterator<Item = (bool, bool)>) -> Self {
        let mut counts = Self::default();
        for (is_refused, is_answerable) in outcomes {
            match (is_refused, is_answerable) {
                (true, false) => counts.right += 1,
                (true, true) => counts.wrong += 1,
                (false, false) => counts.missed += 1,
                (false, true) => {}
            }
        }
        counts
    }

    /// Share of refusals that were right; none when nothing was refused.
    pub fn precision(&self) -> Option<f64> {
        share(self.right, self.right + self.wrong)
    }

    /// Share of the questions without an answer that were refused; none when there were none.
    pub fn recall(&self) -> Option<f64> {
        share(self.right, self.right + self.missed)
    }
}

fn share(part: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| part as f64 / of as f64)
}

/// The value below which `percent` of the values lie, linear between neighbours; none of no values.
pub fn percentile(values: &[f64], percent: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = percent / 100.0 * sorted.len().checked_sub(1)? as f64;
    let (below, rest) = (place as usize, place.fract());
    let above = sorted.get(below + 1).unwrap_or(&sorted[below]);
    Some(sorted[below] + rest * (above - sorted[below]))
}

/// The mean; none of no values.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_are_counted_by_what_they_should_have_been() {
        let refusals =
            Refusals::count([(true, false), (true, true), (false, false), (false, true), (true, false)]);
        assert_eq!(refusals, Refusals { right: 2, wrong: 1, missed: 1 });
        assert_eq!(refusals.precision(), Some(2.0 / 3.0));
        assert_eq!(refusals.recall(), Some(2.0 / 3.0));
        assert_eq!(Refusals::default().precision(), None);
    }

    #[test]
    fn percentiles_lie_between_neighbours() {
        assert_eq!(percentile(&[4.0, 1.0, 3.0, 2.0], 50.0), Some(2.5));
        assert_eq!(percentile(&[7.0], 95.0), Some(7.0));
        assert_eq!(percentile(&[1.0, 2.0], 100.0), Some(2.0));
        assert_eq!(percentile(&[], 50.0), None);
    }

    #[test]
    fn citing_nothing_is_neither_right_nor_wrong() {
        assert_eq!(citation_precision(&[1, 2, 3, 4], |n| *n > 1), Some(0.75));
        assert_eq!(citation_precision::<u8>(&[], |_| true), None);
    }
}
