//! When to say "I don't know": the threshold, and how good it is.

/// How good refusing below a threshold is. Refusing is the positive class.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Refusal {
    /// The threshold.
    pub threshold: f32,
    /// Questions with an answer.
    pub n_answerable: usize,
    /// Questions without.
    pub n_unanswerable: usize,
    /// Share of refusals that were right.
    pub precision: f64,
    /// Share of the questions without an answer that were refused.
    pub recall: f64,
}

impl Refusal {
    /// Of a threshold, on confidences of questions with an answer and of others.
    pub fn of(threshold: f32, [answerable, others]: &[Vec<f32>; 2]) -> Self {
        let refused = |confidences: &[f32]| confidences.iter().filter(|c| **c < threshold).count() as f64;
        let (wrong, right) = (refused(answerable), refused(others));
        Self {
            threshold,
            n_answerable: answerable.len(),
            n_unanswerable: others.len(),
            precision: if right + wrong > 0.0 { right / (right + wrong) } else { 1.0 },
            recall: right / others.len().max(1) as f64,
        }
    }

    /// The harmonic mean of both.
    pub fn f1(&self) -> f64 {
        let sum = self.precision + self.recall;
        if sum > 0.0 { 2.0 * self.precision * self.recall / sum } else { 0.0 }
    }

    /// The best threshold for these confidences: the middle of the widest stretch with the best F1, to a thousandth.
    pub fn fit(confidences: &[Vec<f32>; 2]) -> Self {
        let thousandths: Vec<Self> = (0..=1_000_u16)
            .map(|thousandth| Self::of(f32::from(thousandth) / 1_000.0, confidences))
            .collect();
        let best = thousandths.iter().map(Self::f1).fold(0.0, f64::max);
        let is_best = |refusal: &Self| refusal.f1() >= best - 1e-9;
        let mut widest = 0..1;
        let mut start = 0;
        for at in 0..=thousandths.len() {
            if thousandths.get(at).is_some_and(is_best) {
                continue;
            }
            if at - start > widest.len() || !is_best(&thousandths[widest.start]) {
                widest = start..at.max(start + 1);
            }
            start = at + 1;
        }
        thousandths[(widest.start + widest.end - 1) / 2]
    }
}

#[cfg(test)]
mod tests {
    use super::Refusal;

    #[test]
    fn precision_and_recall_are_of_refusals() {
        let refusal = Refusal::of(0.5, &[vec![0.4, 0.9, 0.8], vec![0.1, 0.2, 0.6, 0.3]]);
        assert_eq!((refusal.precision, refusal.recall), (0.75, 0.75));
        assert_eq!((refusal.n_answerable, refusal.n_unanswerable), (3, 4));
    }

    #[test]
    fn the_fit_lies_in_the_middle_between_the_two_kinds() {
        let fitted = Refusal::fit(&[vec![0.6, 0.9], vec![0.1, 0.4]]);
        assert!((fitted.threshold - 0.5).abs() < 0.002, "{fitted:?}");
        assert_eq!((fitted.precision, fitted.recall), (1.0, 1.0));
        assert!(Refusal::fit(&[vec![], vec![]]).threshold <= 1.0);
    }
}
