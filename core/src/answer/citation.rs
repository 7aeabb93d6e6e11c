//! Numbers in brackets.

use std::collections::BTreeSet;

/// The numbers cited in a text, ascending.
pub fn cited(text: &str) -> Vec<usize> {
    let numbers: BTreeSet<usize> = brackets(text).into_iter().flat_map(|(_, _, numbers)| numbers).collect();
    numbers.into_iter().collect()
}

/// The text with every citation of a source that was not given removed: with sources 1 and 2, `Java [7].` becomes
/// `Java.` and `Java [1, 7].` becomes `Java [1].`.
pub fn keep_valid(text: &str, given: &[usize]) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut end_of_last = 0;
    for (start, end, numbers) in brackets(text) {
        clean.push_str(&text[end_of_last..start]);
        let valid: BTreeSet<usize> = numbers.into_iter().filter(|number| given.contains(number)).collect();
        if valid.is_empty() {
            clean.truncate(clean.trim_end().len());
        }
        for number in valid {
            clean.push_str(&format!("[{number}]"));
        }
        end_of_last = end;
    }
    clean.push_str(&text[end_of_last..]);
    clean
}

/// Byte range and numbers of each `[1]`, `[1, 2]` or `[1-3]`.
fn brackets(text: &str) -> Vec<(usize, usize, Vec<usize>)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find('[').map(|at| from + at) {
        from = open + 1;
        let Some(close) = text[from..].find(']').map(|at| from + at) else { break };
        if let Some(numbers) = numbers(&text[open + 1..close]) {
            found.push((open, close + 1, numbers));
            from = close + 1;
        }
    }
    found
}

fn numbers(inside: &str) -> Option<Vec<usize>> {
    let mut numbers = Vec::new();
    for part in inside.split([',', ';']) {
        let ends: Option<Vec<usize>> =
            part.split(['-', '–']).map(|number| number.trim().parse().ok()).collect();
        match ends?.as_slice() {
            [number] => numbers.push(*number),
            [first, last] if first <= last && last - first < 50 => numbers.extend(*first..=*last),
            _ => return None,
        }
    }
    Some(numbers)
}

#[cfg(test)]
mod tests {
    use super::{cited, keep_valid};

    #[test]
    fn a_made_up_source_is_removed() {
        assert_eq!(keep_valid("Usam Java [7].", &[1, 2]), "Usam Java.");
        assert_eq!(keep_valid("Usam Java [1, 7] e SQL [2][9].", &[1, 2]), "Usam Java [1] e SQL [2].");
        assert_eq!(keep_valid("O vetor a[i] e [sic].", &[1]), "O vetor a[i] e [sic].");
    }

    #[test]
    fn ranges_and_lists_are_read() {
        assert_eq!(cited("x [1-3] y [5; 2]"), [1, 2, 3, 5]);
        assert!(cited("[0-99999] [").is_empty());
    }
}
