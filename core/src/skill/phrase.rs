//! Phrases in which a word is no skill: "go ahead", "redes sociais".

use std::{collections::HashMap, ops::Range};

use crate::text::fold;

/// Phrases by their first word.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    /// First word → the whole phrases, as folded words.
    by_first: HashMap<String, Vec<Vec<String>>>,
}

impl Phrases {
    /// Adds a phrase; punctuation, case and accents do not matter.
    pub(super) fn add(&mut self, phrase: &str) {
        let words: Vec<String> = words(phrase).map(|(_, word)| fold(word)).collect();
        if let Some(first) = words.first() {
            self.by_first.entry(first.clone()).or_default().push(words);
        }
    }

    /// Byte ranges of `text` where phrases stand.
    pub(super) fn find(&self, text: &str) -> Vec<Range<usize>> {
        let words: Vec<(usize, &str)> = words(text).collect();
        let mut found = Vec::new();
        for (at, (start, word)) in words.iter().enumerate() {
            for phrase in self.by_first.get(&fold(word)).into_iter().flatten() {
                let window = words.get(at..at + phrase.len()).unwrap_or_default();
                let same = !window.is_empty()
                    && window.iter().zip(phrase).all(|((_, word), want)| fold(word) == *want);
                if let Some((last, word)) = window.last().filter(|_| same) {
                    found.push(*start..last + word.len());
                }
            }
        }
        found
    }
}

/// Runs of letters and digits with their byte offsets.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !c.is_alphanumeric())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
        .filter(|(_, word)| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::Phrases;

    #[test]
    fn phrases_are_found_whole() {
        let mut phrases = Phrases::default();
        phrases.add("Java (ilha)");
        let text = "Morei em Java, ilha da Indonésia; Java é linguagem";
        let found: Vec<&str> = phrases.find(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["Java, ilha"]);
    }
}
