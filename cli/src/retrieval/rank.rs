//! How good a ranking is.

/// What one ranking is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quality {
    /// Place of the first relevant item, from 1; none when it was not found.
    pub rank: Option<usize>,
    /// Discounted gain of the first ten against the best there could be.
    pub ndcg_10: f64,
}

/// Means over several rankings.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Summary {
    /// Rankings.
    pub n: usize,
    /// Share with a relevant item among the first 1, 3, 5, 10, 20.
    pub top: [f64; 5],
    /// Mean place of the first relevant item; one that was not found stands behind all `n_items`.
    pub mean_rank: f64,
    /// Median place.
    pub median_rank: f64,
    /// Mean of one over the place.
    pub mrr: f64,
    /// Mean nDCG@10.
    pub ndcg_10: f64,
}

/// The places whose shares are told.
pub const TOP: [usize; 5] = [1, 3, 5, 10, 20];

impl Quality {
    /// Of a ranking whose items have these grades, best first, when `grades` are those of all relevant items.
    ///
    /// **Source.** Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques" (2002), with the gain
    /// `2^grade - 1`.
    pub fn of(ranked: &[u32], grades: &[u32]) -> Self {
        let mut best = grades.to_vec();
        best.sort_unstable_by(|a, b| b.cmp(a));
        let ideal = gain(&best);
        let rank = ranked.iter().position(|grade| *grade > 0).map(|at| at + 1);
        Self { rank, ndcg_10: if ideal > 0.0 { gain(ranked) / ideal } else { 0.0 } }
    }
}

fn gain(grades: &[u32]) -> f64 {
    let gains = grades.iter().take(10).zip(2_u32..);
    gains.map(|(grade, place)| (f64::from(*grade).exp2() - 1.0) / f64::from(place).log2()).sum()
}

impl Summary {
    /// Over rankings of `n_items`.
    pub fn of(qualities: &[Quality], n_items: usize) -> Self {
        let n = qualities.len().max(1) as f64;
        let mut ranks: Vec<f64> =
            qualities.iter().map(|quality| quality.rank.unwrap_or(n_items + 1) as f64).collect();
        ranks.sort_by(f64::total_cmp);
        let median = match ranks.len() {
            0 => 0.0,
            len => f64::midpoint(ranks[(len - 1) / 2], ranks[len / 2]),
        };
        let within =
            |k: usize| qualities.iter().filter(|quality| quality.rank.is_some_and(|rank| rank <= k)).count();
        let share = |k: usize| within(k) as f64 / n;
        let found = qualities.iter().filter_map(|quality| quality.rank);
        Self {
            n: qualities.len(),
            top: TOP.map(share),
            mean_rank: ranks.iter().sum::<f64>() / n,
            median_rank: median,
            mrr: found.map(|rank| 1.0 / rank as f64).sum::<f64>() / n,
            ndcg_10: qualities.iter().map(|quality| quality.ndcg_10).sum::<f64>() / n,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Quality, Summary};

    #[test]
    fn a_perfect_ranking_is_worth_one_and_a_late_one_less() {
        assert_eq!(Quality::of(&[3, 2, 0], &[2, 3]), Quality { rank: Some(1), ndcg_10: 1.0 });
        let late = Quality::of(&[0, 0, 1], &[1]);
        assert_eq!(late.rank, Some(3));
        assert!((late.ndcg_10 - 0.5).abs() < 1e-12, "1 / log2(4)");
        assert_eq!(Quality::of(&[0, 0], &[1]), Quality { rank: None, ndcg_10: 0.0 });
    }

    #[test]
    fn what_was_not_found_stands_behind_everything() {
        let qualities = [&[1][..], &[0, 1], &[0, 0]].map(|ranked| Quality::of(ranked, &[1]));
        let summary = Summary::of(&qualities, 9);
        assert_eq!((summary.n, summary.median_rank), (3, 2.0));
        assert!((summary.mean_rank - 13.0 / 3.0).abs() < 1e-12);
        assert!((summary.mrr - 0.5).abs() < 1e-12);
        assert!((summary.top[0] - 1.0 / 3.0).abs() < 1e-12 && (summary.top[4] - 2.0 / 3.0).abs() < 1e-12);
    }
}
