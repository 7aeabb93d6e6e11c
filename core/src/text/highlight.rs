//! Where a question's terms stand in a passage.

use std::collections::HashSet;

use super::analyze;

/// Byte ranges of `text` whose index term is in `terms`, in order; those that overlap, as a phrase and its words do, are one.
pub fn highlight<S: std::hash::BuildHasher>(
    text: &str,
    terms: &HashSet<String, S>,
) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for term in analyze(text).into_iter().filter(|term| terms.contains(&term.text)) {
        // A phrase comes after its words.
        while found.last().is_some_and(|last| last.start >= term.start) {
            found.pop();
        }
        found.push(term.start..term.end);
    }
    found
}

#[cfg(test)]
mod tests {
    #[test]
    fn inflected_words_are_found_where_they_stand() {
        let terms: std::collections::HashSet<String> =
            super::analyze("testes automatizados").into_iter().map(|term| term.text).collect();
        let text = "Automacao de teste com Cypress";
        let found: Vec<&str> = super::highlight(text, &terms).into_iter().map(|r| &text[r]).collect();
        assert_eq!(found, ["Automacao de teste"]);
        let terms = std::collections::HashSet::from(["test".to_owned()]);
        let found: Vec<&str> = super::highlight(text, &terms).into_iter().map(|r| &text[r]).collect();
        assert_eq!(found, ["teste"]);
    }
}
