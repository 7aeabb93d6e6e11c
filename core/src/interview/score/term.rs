//! A signal's term, ready to be looked for.

use crate::interview::word::{Stems, Word, are_kin, words};

/// A word or short phrase.
#[derive(Debug, Clone)]
pub(super) struct Term {
    words: Vec<TermWord>,
    is_whole: bool,
}

/// A word of it.
#[derive(Debug, Clone)]
pub(super) enum TermWord {
    /// Any word of its family.
    Content(String),
    /// This very word.
    Function(String),
}

impl Term {
    /// Two content words and more carry a term without its function words; fewer do not.
    pub(super) fn of(stems: &Stems, text: &str) -> Self {
        let all: Vec<TermWord> = words(text)
            .into_iter()
            .map(|word| {
                if word.is_function() {
                    TermWord::Function(word.folded)
                } else {
                    TermWord::Content(stems.stem(&word.folded))
                }
            })
            .collect();
        let is_content = |word: &TermWord| matches!(word, TermWord::Content(_));
        let is_whole = all.iter().filter(|word| is_content(word)).count() < 2;
        let words = if is_whole { all } else { all.into_iter().filter(is_content).collect() };
        Self { words, is_whole }
    }

    /// Its words in order; none for a term without any.
    pub(super) fn words(&self) -> &[TermWord] {
        &self.words
    }

    /// Whether its words must stand side by side.
    pub(super) fn is_whole(&self) -> bool {
        self.is_whole
    }
}

impl TermWord {
    /// Whether a word of a text is this one, given its stem. What only joins others is no content word's kin ("after" and
    /// "afterwards").
    pub(super) fn is(&self, word: &Word, stem: &str) -> bool {
        match self {
            TermWord::Content(own) => own == stem || !word.is_function() && are_kin(own, stem),
            TermWord::Function(own) => *own == word.folded,
        }
    }
}
