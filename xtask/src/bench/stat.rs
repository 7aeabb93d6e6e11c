//! Medians, and curves through points.

/// The middle of the readings; the mean of the middle two where their number is even.
pub fn median(readings: &[f64]) -> Option<f64> {
    let mut sorted = readings.to_vec();
    sorted.sort_by(f64::total_cmp);
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = sorted[(sorted.len() - 1) / 2];
    Some(f64::midpoint(lower, upper))
}

/// A polynomial through points by least squares.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Fit {
    /// From the constant term up.
    pub coefficients: Vec<f64>,
    /// Share of the variance that the curve explains.
    pub r_squared: f64,
}

impl Fit {
    /// Of the given degree; none where there are too few different points.
    pub fn new(points: &[(f64, f64)], degree: usize) -> Option<Self> {
        // Powers of thousands would drown the constant term, so the largest x counts as 1.
        let scale = points.iter().map(|point| point.0.abs()).fold(0.0, f64::max);
        let unknowns = degree + 1;
        let mut equations = vec![vec![0.0; unknowns + 1]; unknowns];
        for (x, y) in points {
            for (i, equation) in equations.iter_mut().enumerate() {
                for (j, cell) in equation.iter_mut().enumerate() {
                    let power = |n: usize| (x / scale).powi(n as i32);
                    *cell += power(i) * if j == unknowns { *y } else { power(j) };
                }
            }
        }
        let scaled = solve(equations)?;
        let coefficients = scaled.iter().enumerate().map(|(i, c)| c / scale.powi(i as i32)).collect();
        let mut fit = Self { coefficients, r_squared: 0.0 };
        fit.r_squared = fit.explained(points);
        Some(fit)
    }

    /// The curve at `x`.
    pub fn at(&self, x: f64) -> f64 {
        self.coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient)
    }

    fn explained(&self, points: &[(f64, f64)]) -> f64 {
        let mean = points.iter().map(|point| point.1).sum::<f64>() / points.len() as f64;
        let total: f64 = points.iter().map(|(_, y)| (y - mean).powi(2)).sum();
        let left: f64 = points.iter().map(|(x, y)| (y - self.at(*x)).powi(2)).sum();
        if total > 0.0 { 1.0 - left / total } else { 1.0 }
    }
}

/// Solves linear equations, each with its right side as last element, by elimination with pivoting.
fn solve(mut equations: Vec<Vec<f64>>) -> Option<Vec<f64>> {
    let n = equations.len();
    for column in 0..n {
        let pivot =
            (column..n).max_by(|a, b| equations[*a][column].abs().total_cmp(&equations[*b][column].abs()))?;
        equations.swap(column, pivot);
        let pivot = equations[column].clone();
        if pivot[column].abs() < 1e-9 {
            return None;
        }
        for (row, equation) in equations.iter_mut().enumerate().filter(|(row, _)| *row != column) {
            debug_assert_ne!(row, column);
            let factor = equation[column] / pivot[column];
            equation.iter_mut().zip(&pivot).for_each(|(cell, above)| *cell -= factor * above);
        }
    }
    Some((0..n).map(|i| equations[i][n] / equations[i][i]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(curve: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
        [64.0, 256.0, 512.0, 1_024.0, 1_900.0].map(|x| (x, curve(x))).to_vec()
    }

    #[test]
    fn the_median_is_the_middle_and_one_outlier_does_not_move_it() {
        assert_eq!(median(&[3.0, 1.0, 900.0]), Some(3.0));
        assert_eq!(median(&[4.0, 1.0, 2.0, 900.0]), Some(3.0));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn a_curve_through_exact_points_is_found_again() {
        let fit = Fit::new(&points(|n| 20.0 + 3.0 * n + 0.001 * n * n), 2).unwrap();
        let expected = [20.0, 3.0, 0.001];
        for (found, expected) in fit.coefficients.iter().zip(expected) {
            assert!((found / expected - 1.0).abs() < 1e-6, "{fit:?}");
        }
        assert!(fit.r_squared > 0.999_999 && (fit.at(1_000.0) - 4_020.0).abs() < 1e-3);
    }

    #[test]
    fn too_few_points_give_no_curve() {
        assert_eq!(Fit::new(&[(64.0, 1.0), (64.0, 2.0)], 1), None);
        assert!(Fit::new(&points(|n| 5.0 + n), 1).is_some());
    }
}
