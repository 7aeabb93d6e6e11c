//! A signal's term, ready to be looked for.

use std::ops::Range;

use crate::interview::word::{Stems, Word, are_kin, words};

/// Words that may stand between two words of a phrase.
const MAX_BETWEEN: usize = 2;

/// A word or short phrase.
#[derive(Debug, Clone)]
pub(super) struct Term {
    words: Vec<TermWord>,
    is_whole: bool,
}

/// A word of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TermWord {
    /// Any word of its family.
    Content(String),
    /// This very word, in any gender and number.
    Function(String),
}

impl Term {
    /// Two content words and more carry a term without its function words; fewer do not.
    pub(super) fn of(stems: &Stems, text: &str) -> Self {
        let all: Vec<TermWord> = words(text)
            .into_iter()
            .map(|word| {
                let stem = stems.stem(&word.folded);
                if word.is_function() { TermWord::Function(stem) } else { TermWord::Content(stem) }
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

    /// Its words from a word of a text on, given which words of it may be taken for which of its own: in order, and with few
    /// others between unless it is whole.
    pub(super) fn range_from(
        &self,
        start: usize,
        n_words: usize,
        takes: impl Fn(usize, &TermWord) -> bool,
    ) -> Option<Range<usize>> {
        let steps = if self.is_whole { 0 } else { MAX_BETWEEN };
        let (first, rest) = self.words.split_first()?;
        takes(start, first).then_some(())?;
        let end = rest.iter().try_fold(start + 1, |at, wanted| {
            let mut window = at..(at + steps + 1).min(n_words);
            window.find(|at| takes(*at, wanted)).map(|at| at + 1)
        })?;
        Some(start..end)
    }
}

impl TermWord {
    /// Whether a word of a text is this one, given its stem. What only joins others is no content word's kin ("after" and
    /// "afterwards").
    pub(super) fn is(&self, word: &Word, stem: &str) -> bool {
        match self {
            TermWord::Content(own) => own == stem || !word.is_function() && are_kin(own, stem),
            TermWord::Function(own) => own == stem,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Term;
    use crate::{interview::word::Stems, text::Language};

    #[test]
    fn a_term_is_the_same_for_men_women_and_many() {
        for (language, forms) in [
            (Language::En, &["told him", "told her", "told them"][..]),
            (Language::En, &["his experience", "her experience", "their experience"]),
            (Language::En, &["by himself", "by herself", "by themselves"]),
            (Language::En, &["he watched", "she watched", "they watched"]),
            (Language::Pt, &["no lugar dela", "no lugar dele", "no lugar deles"]),
            (Language::Pt, &["segundo ela", "segundo ele"]),
            (Language::Pt, &["gerente satisfeito", "gerente satisfeita"]),
            (Language::Pt, &["a coordenadora", "o coordenador"]),
            (Language::Pt, &["minha dona", "meu dono"]),
            (Language::Pt, &["pela usuária", "pelo usuário"]),
        ] {
            let stems = Stems::new(language);
            let terms: Vec<Term> = forms.iter().map(|form| Term::of(&stems, form)).collect();
            assert!(terms.iter().all(|term| term.words() == terms[0].words()), "{terms:?}");
        }
    }
}
