//! Which counts may be told without telling of fewer than [`MIN_GROUP`] people.
//!
//! A count under the threshold is hidden (primary suppression). Where the total of a line is told, a single hidden count,
//! or hidden counts that are small together, could be had by subtraction; then the smallest told count of the line is hidden
//! too, until no line gives anything away (complementary suppression). A count of nobody tells of nobody and is told.
//!
//! **Source.** Hundepool et al., "Statistical Disclosure Control" (2012), chapter 4, the hypercube method: lines are looked at in
//! turn until none changes.

/// No group of fewer people is told of.
pub const MIN_GROUP: usize = 5;

/// Whether a number of people may be told, or be had by subtraction.
pub fn is_safe(count: usize) -> bool {
    count == 0 || count >= MIN_GROUP
}

/// Hides parts of a told total until it gives none of them away; whether any was hidden.
pub(super) fn hide_parts(total: usize, counts: &[usize], shown: &mut [bool]) -> bool {
    let mut changed = false;
    while let Some(at) = next_to_hide(total, counts, shown) {
        shown[at] = false;
        changed = true;
    }
    changed
}

/// The smallest told part that must be hidden as well, if what is hidden could be had by subtraction.
fn next_to_hide(total: usize, counts: &[usize], shown: &[bool]) -> Option<usize> {
    let told = counts.iter().enumerate().filter(|(at, count)| shown[*at] && **count > 0);
    // Everybody in a part is in the total, so that those in the total alone are told of too.
    let mut told_by_size: Vec<(usize, usize)> = told.map(|(at, count)| (*count, at)).collect();
    told_by_size.sort_unstable();
    let leaves_few = told_by_size.iter().find(|(count, _)| !is_safe(total.saturating_sub(*count)));
    let next = leaves_few.or_else(|| told_by_size.first().filter(|_| gives_away(total, counts, shown)));
    next.map(|(_, at)| *at)
}

/// Whether a line whose total is told gives away what is hidden in it: as the only hidden part, or as few people together.
/// A person in several parts makes the difference to the total less than the parts, so both are looked at.
fn gives_away(total: usize, counts: &[usize], shown: &[bool]) -> bool {
    let sum = |is_told: bool| -> usize {
        counts.iter().zip(shown).filter(|(_, shown)| **shown == is_told).map(|(count, _)| *count).sum()
    };
    let n_hidden = shown.iter().filter(|shown| !**shown).count();
    let gives_away = n_hidden == 1 || !is_safe(sum(false)) || !is_safe(total.saturating_sub(sum(true)));
    sum(false) > 0 && gives_away
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
pub(super) fn hide_in_line(counts: &[usize], shown: &mut [bool]) -> bool {
    let (Some((total, parts)), Some((total_shown, parts_shown))) =
        (counts.split_last(), shown.split_last_mut())
    else {
        return false;
    };
    if *total_shown {
        let changed = hide_parts(*total, parts, parts_shown);
        let hides_total = *total > 0 && gives_away(*total, parts, parts_shown);
        *total_shown &= !hides_total;
        return changed || hides_total;
    }
    let is_hidden = |(count, shown): (&usize, &bool)| !*shown && *count > 0;
    if parts.iter().zip(parts_shown.iter()).any(is_hidden) {
        return false;
    }
    // A hidden total that all its told parts add up to is hidden in vain.
    let told = parts.iter().enumerate().filter(|(_, count)| **count > 0);
    let smallest = told.min_by_key(|(_, count)| **count).map(|(at, _)| at);
    smallest.inspect(|at| parts_shown[*at] = false).is_some()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{MIN_GROUP, Shown, hide_parts, is_safe};

    /// Which parts of a told total may be told.
    fn shown_parts(counts: &[usize]) -> Vec<bool> {
        let mut shown: Vec<bool> = counts.iter().map(|count| is_safe(*count)).collect();
        hide_parts(counts.iter().sum(), counts, &mut shown);
        shown
    }

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
