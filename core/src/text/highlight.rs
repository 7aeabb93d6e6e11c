//! Where a question's terms stand in a passage.

use std::collections::HashSet;

use super::analyze;

/// Byte ranges of `text` whose index term is in `terms`, in order, not overlapping.
pub fn highlight<S: std::hash::BuildHasher>(
    text: &str,
    terms: &HashSet<String, S>,
) -> Vec<std::ops::Range<usize>> {
    analyze(text)
        .into_iter()
        .filter(|term| terms.contains(&term.text))
        .map(|term| term.start..term.end)
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn inflected_words_are_found_where_they_stand() {
        let terms: std::collections::HashSet<String> =
            super::analyze("automação testes").into_iter().map(|term| term.text).collect();
        let text = "Automacao de teste com Cypress";
        let found: Vec<&str> = super::highlight(text, &terms).into_iter().map(|r| &text[r]).collect();
        assert_eq!(found, ["Automacao", "teste"]);
    }
}
