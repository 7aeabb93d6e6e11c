//! Counts by family, level and value, and which of them may be told.
//!
//! Groups hold one another: all levels hold each level, all values of a field each value. Whatever is told of a line (the
//! parts and their total) must not give away a part of 1 to 4 people, so lines are looked at along all three axes, in turn,
//! until none changes. What hides a value of one level therefore hides a second one across the levels too.

use super::disclosure::{hide_in_line, is_safe};

/// Counts along three axes, the total of each axis in its last place. An axis of one place has no parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cube {
    dims: [usize; 3],
    counts: Vec<usize>,
    shown: Vec<bool>,
}

impl Cube {
    /// Nobody yet.
    pub fn new(dims: [usize; 3]) -> Self {
        let n = dims.iter().product();
        Self { dims, counts: vec![0; n], shown: vec![false; n] }
    }

    /// One more person.
    pub fn add(&mut self, at: [usize; 3]) {
        let at = self.place(at);
        self.counts[at] += 1;
    }

    /// Decides what may be told. Of a group that may not be told of, nothing is.
    pub fn settle(&mut self, is_told: impl Fn(usize, usize) -> bool) {
        let [rows, columns, values] = self.dims;
        for row in 0..rows {
            for column in 0..columns {
                for value in 0..values {
                    let at = self.place([row, column, value]);
                    self.shown[at] = is_safe(self.counts[at]) && is_told(row, column);
                }
            }
        }
        let lines: Vec<Vec<usize>> = (0..3).flat_map(|axis| self.lines(axis)).collect();
        let mut changed = true;
        while changed {
            changed = false;
            for line in &lines {
                changed |= self.hide_in(line);
            }
        }
    }

    /// A count, if it may be told.
    pub fn told(&self, at: [usize; 3]) -> Option<usize> {
        let at = self.place(at);
        (*self.shown.get(at)?).then(|| self.counts[at])
    }

    /// A count, told or not.
    pub fn count(&self, at: [usize; 3]) -> usize {
        self.counts.get(self.place(at)).copied().unwrap_or(0)
    }

    fn place(&self, [row, column, value]: [usize; 3]) -> usize {
        (row * self.dims[1] + column) * self.dims[2] + value
    }

    /// The places of every line along an axis, its total last.
    fn lines(&self, axis: usize) -> Vec<Vec<usize>> {
        let length = self.dims[axis];
        let (first, second) = ([1, 0, 0][axis], [2, 2, 1][axis]);
        if length < 2 {
            return Vec::new();
        }
        let line = |i: usize, j: usize| {
            let at = |k: usize| {
                let mut at = [0; 3];
                (at[axis], at[first], at[second]) = (k, i, j);
                self.place(at)
            };
            (0..length).map(at).collect()
        };
        (0..self.dims[first]).flat_map(|i| (0..self.dims[second]).map(move |j| line(i, j))).collect()
    }

    fn hide_in(&mut self, line: &[usize]) -> bool {
        let counts: Vec<usize> = line.iter().map(|at| self.counts[*at]).collect();
        let mut shown: Vec<bool> = line.iter().map(|at| self.shown[*at]).collect();
        let changed = hide_in_line(&counts, &mut shown);
        line.iter().zip(shown).for_each(|(at, is_shown)| self.shown[*at] = is_shown);
        changed
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Cube;
    use crate::insight::disclosure::is_safe;

    /// Two rows, three levels and two values, with totals.
    fn cube(counts: &[usize]) -> Cube {
        let mut cube = Cube::new([3, 4, 3]);
        for (at, count) in counts.iter().enumerate() {
            let (row, column, value) = (at / 6, at / 2 % 3, at % 2);
            for row in [row, 2] {
                for column in [column, 3] {
                    for value in [value, 2] {
                        (0..*count).for_each(|_| cube.add([row, column, value]));
                    }
                }
            }
        }
        cube.settle(|_, _| true);
        cube
    }

    #[test]
    fn a_value_hidden_at_one_level_takes_another_level_with_it() {
        // First value: 20, 10 and 4 at the three levels of the first row.
        let cube = cube(&[20, 30, 10, 40, 4, 50, 20, 20, 20, 20, 20, 20]);
        assert_eq!(cube.told([0, 2, 0]), None);
        assert_eq!(cube.told([0, 3, 0]).and(cube.told([0, 1, 0])), None, "34 less 20 and 10 would be 4");
    }

    proptest! {
        #[test]
        fn no_line_gives_away_a_small_count(counts in prop::collection::vec(0usize..14, 12)) {
            let cube = cube(&counts);
            for axis in 0..3 {
                for line in cube.lines(axis) {
                    let (total, parts) = line.split_last().expect("a total");
                    let told: usize = parts.iter().filter(|at| cube.shown[**at]).map(|at| cube.counts[*at]).sum();
                    if cube.shown[*total] {
                        prop_assert!(is_safe(cube.counts[*total] - told), "{cube:?}");
                    }
                }
            }
        }
    }
}
