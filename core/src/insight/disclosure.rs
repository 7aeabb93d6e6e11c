//! Which counts may be told without telling of fewer than [`MIN_GROUP`] people.
//!
//! A count under the threshold is hidden (primary suppression). Where the total of a line is told, a single hidden count,
//! or hidden counts that are small together, could be had by subtraction; then the smallest told count of the line is hidden
//! too, until no line gives anything away (complementary suppression). A count of nobody tells of nobody and is told.
//!
//! **Source.** Hundepool et al., "Statistical Disclosure Control" (2012), chapter 4; the hypercube is two-dimensional here, so
//! lines are looked at in turn until none changes.

/// No group of fewer people is told of.
pub const MIN_GROUP: usize = 5;

/// Whether a number of people may be told, or be had by subtraction.
pub fn is_safe(count: usize) -> bool {
    count == 0 || count >= MIN_GROUP
}

/// Which parts of a told total may be told.
pub fn shown_parts(counts: &[usize]) -> Vec<bool> {
    let mut shown: Vec<bool> = counts.iter().map(|count| is_safe(*count)).collect();
    while let Some(at) = next_to_hide(counts, &shown) {
        shown[at] = false;
    }
    shown
}

/// The smallest told part that must be hidden as well, if what is hidden could be had by subtraction.
fn next_to_hide(counts: &[usize], shown: &[bool]) -> Option<usize> {
    let hidden: Vec<usize> =
        counts.iter().zip(shown).filter(|(_, shown)| !**shown).map(|(count, _)| *count).collect();
    let gives_away = !hidden.is_empty() && (hidden.len() == 1 || hidden.iter().sum::<usize>() < MIN_GROUP);
    let told = counts.iter().enumerate().filter(|(at, count)| shown[*at] && **count > 0);
    gives_away.then(|| told.min_by_key(|(at, count)| (**count, *at)).map(|(at, _)| at)).flatten()
}

/// A table of counts with the total of each row, of each column and of all, and which of them may be told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// Cells; none where it may not be told.
    cells: Vec<Vec<Option<usize>>>,
    rows: Vec<Option<usize>>,
    columns: Vec<Option<usize>>,
    total: Option<usize>,
}

impl Shown {
    /// Decides about a table. Totals are given, not summed: a person may be in several cells.
    pub fn of(table: &[Vec<usize>], rows: &[usize], columns: &[usize], total: usize) -> Self {
        Self::beside(table, rows, columns, total, &vec![false; columns.len()])
    }

    /// Decides about a table whose totals of some columns are hidden already, because another table needs it.
    pub fn beside(
        table: &[Vec<usize>],
        rows: &[usize],
        columns: &[usize],
        total: usize,
        hidden: &[bool],
    ) -> Self {
        // The totals are one more row and one more column, so that a total is hidden where a line has nothing else to hide.
        let mut counts: Vec<Vec<usize>> = table.to_vec();
        counts.iter_mut().zip(rows).for_each(|(row, total)| row.push(*total));
        counts.push(columns.iter().copied().chain([total]).collect());
        let mut shown: Vec<Vec<bool>> =
            counts.iter().map(|row| row.iter().map(|count| is_safe(*count)).collect()).collect();
        if let Some(totals) = shown.last_mut() {
            totals.iter_mut().zip(hidden).for_each(|(shown, hidden)| *shown &= !hidden);
        }
        while hide_in_rows(&counts, &mut shown) || hide_in_columns(&counts, &mut shown) {}
        let told = |row: usize, column: usize| shown[row][column].then_some(counts[row][column]);
        let (n_rows, n_columns) = (rows.len(), columns.len());
        Self {
            cells: (0..n_rows).map(|row| (0..n_columns).map(|column| told(row, column)).collect()).collect(),
            rows: (0..n_rows).map(|row| told(row, n_columns)).collect(),
            columns: (0..n_columns).map(|column| told(n_rows, column)).collect(),
            total: told(n_rows, n_columns),
        }
    }

    /// A count, if it may be told: of a cell, of a row, of a column or of all.
    pub fn count(&self, row: Option<usize>, column: Option<usize>) -> Option<usize> {
        match (row, column) {
            (Some(row), Some(column)) => *self.cells.get(row)?.get(column)?,
            (Some(row), None) => *self.rows.get(row)?,
            (None, Some(column)) => *self.columns.get(column)?,
            (None, None) => self.total,
        }
    }
}

fn hide_in_rows(counts: &[Vec<usize>], shown: &mut [Vec<bool>]) -> bool {
    let mut changed = false;
    for (counts, shown) in counts.iter().zip(shown) {
        changed |= hide_in_line(counts, shown);
    }
    changed
}

fn hide_in_columns(counts: &[Vec<usize>], shown: &mut [Vec<bool>]) -> bool {
    let n_columns = counts.first().map_or(0, Vec::len);
    let mut changed = false;
    for column in 0..n_columns {
        let line: Vec<usize> = counts.iter().map(|row| row[column]).collect();
        let mut line_shown: Vec<bool> = shown.iter().map(|row| row[column]).collect();
        if hide_in_line(&line, &mut line_shown) {
            changed = true;
            shown.iter_mut().zip(line_shown).for_each(|(row, is_shown)| row[column] = is_shown);
        }
    }
    changed
}

/// Hides what a line, its total last, would give away; the total itself when nothing else is left.
fn hide_in_line(counts: &[usize], shown: &mut [bool]) -> bool {
    let (Some((total, parts)), Some((total_shown, parts_shown))) =
        (counts.split_last(), shown.split_last_mut())
    else {
        return false;
    };
    let mut changed = false;
    if *total_shown {
        while let Some(at) = next_to_hide(parts, parts_shown) {
            parts_shown[at] = false;
            changed = true;
        }
        let hidden: Vec<usize> = parts
            .iter()
            .zip(parts_shown.iter())
            .filter(|(_, shown)| !**shown)
            .map(|(count, _)| *count)
            .collect();
        let gives_away =
            !hidden.is_empty() && (hidden.len() == 1 || hidden.iter().sum::<usize>() < MIN_GROUP);
        if gives_away && *total > 0 {
            *total_shown = false;
            changed = true;
        }
    } else if parts.iter().any(|count| *count > 0)
        && parts.iter().zip(parts_shown.iter()).all(|(count, shown)| *shown || *count == 0)
    {
        // A hidden total that all its told parts add up to is hidden in vain.
        if let Some((at, _)) =
            parts.iter().enumerate().filter(|(_, count)| **count > 0).min_by_key(|(_, count)| **count)
        {
            parts_shown[at] = false;
            changed = true;
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{MIN_GROUP, Shown, is_safe, shown_parts};

    #[test]
    fn a_small_part_takes_another_with_it() {
        assert_eq!(shown_parts(&[12, 3]), [false, false]);
        assert_eq!(shown_parts(&[30, 12, 3, 0]), [true, false, false, true]);
        assert_eq!(shown_parts(&[30, 4, 3]), [true, false, false]);
        assert_eq!(shown_parts(&[30, 12]), [true, true]);
    }

    #[test]
    fn a_small_row_takes_its_total_and_more_with_it() {
        let table = [vec![20, 30], vec![3, 0], vec![10, 8]];
        let shown = Shown::of(&table, &[50, 3, 18], &[33, 38], 71);
        assert_eq!(shown.count(Some(1), Some(0)), None);
        assert_eq!(shown.count(Some(1), None), None);
        assert!(shown.count(Some(0), Some(0)).is_none() || shown.count(Some(2), Some(0)).is_none());
        assert_eq!(shown.count(None, None), Some(71));
    }

    proptest! {
        #[test]
        fn nothing_small_is_left_by_subtraction(table in prop::collection::vec(prop::collection::vec(0usize..15, 4), 1..6)) {
            let rows: Vec<usize> = table.iter().map(|row| row.iter().sum()).collect();
            let columns: Vec<usize> = (0..4).map(|column| table.iter().map(|row| row[column]).sum()).collect();
            let total = rows.iter().sum();
            let shown = Shown::of(&table, &rows, &columns, total);
            for (row, counts) in table.iter().enumerate() {
                for (column, count) in counts.iter().enumerate() {
                    if let Some(told) = shown.count(Some(row), Some(column)) {
                        prop_assert!(told == *count && is_safe(told));
                    }
                }
                if let Some(total) = shown.count(Some(row), None) {
                    let told: Vec<usize> = (0..4).filter_map(|column| shown.count(Some(row), Some(column))).collect();
                    let rest = total - told.iter().sum::<usize>();
                    prop_assert!(told.len() == 4 || rest == 0 || rest >= MIN_GROUP);
                    prop_assert!(told.len() != 3 || rest == 0);
                }
            }
        }
    }
}
