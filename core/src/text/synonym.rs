//! Which words and phrases of IT hiring say the same: "k8s" and "Kubernetes", "PO" and "Product Owner".

use std::{
    collections::{HashMap, HashSet},
    sync::OnceLock,
};

use super::analyze::{Base, base_words, fold, is_technical, stemmer};

/// The shipped groups; the file says how it is written.
const SOURCE: &str = include_str!("../../../data/synonyms.txt");

/// Begins the index term that stands for a group. No word begins with it.
const MARK: char = '~';

/// A form with fewer letters, or a stem with fewer, is compared as it is spelled: the stem of "dev" is also that of "deve".
const MIN_STEM_CHARS: usize = 5;

/// Groups of synonyms, by their forms.
#[derive(Debug, Default)]
pub(super) struct Synonyms {
    /// Words that hold in one case only.
    exact: HashMap<String, usize>,
    /// Folded words.
    spelled: HashMap<String, usize>,
    /// Stems.
    stems: HashMap<String, usize>,
    /// First stem of a phrase → the phrases that begin with it, longest first.
    phrases: HashMap<String, Vec<Phrase>>,
    /// The index term of each group.
    terms: Vec<String>,
}

/// A form of several words.
#[derive(Debug)]
struct Phrase {
    stems: Vec<String>,
    group: usize,
    is_compound: bool,
}

/// A phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found<'a> {
    /// How many words it spans.
    pub n_words: usize,
    /// The index term of its group.
    pub term: &'a str,
    /// Whether it is one word, however it is written.
    pub is_compound: bool,
}

/// Whether an index term stands for a group of synonyms.
pub fn is_synonym(term: &str) -> bool {
    term.starts_with(MARK)
}

/// Whether a word or phrase stands in `data/synonyms.txt` as it is, case, accents and hyphens aside: not only inflected.
pub fn is_form(surface: &str) -> bool {
    static FORMS: OnceLock<HashSet<String>> = OnceLock::new();
    let key = |form: &str| fold(form).replace('-', " ");
    let forms = FORMS.get_or_init(|| {
        let lines = SOURCE.lines().filter(|line| *line != "#" && !line.starts_with("# "));
        lines.flat_map(|line| line.split('|')).map(|form| key(form.trim().trim_start_matches('='))).collect()
    });
    forms.contains(&key(surface))
}

/// The groups shipped with the engine, parsed once.
pub(super) fn synonyms() -> &'static Synonyms {
    static SHIPPED: OnceLock<Synonyms> = OnceLock::new();
    SHIPPED.get_or_init(|| Synonyms::parse(SOURCE))
}

impl Synonyms {
    fn parse(source: &str) -> Self {
        let mut parsed = Self::default();
        for line in source.lines().filter(|line| *line != "#" && !line.starts_with("# ")) {
            let forms: Vec<&str> = line.split('|').map(str::trim).filter(|form| !form.is_empty()).collect();
            let Some(name) = forms.first() else { continue };
            let group = parsed.terms.len();
            parsed.terms.push(format!("{MARK}{}", fold(name)));
            for form in forms {
                parsed.add(form, group);
            }
        }
        for phrases in parsed.phrases.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.stems.len()));
        }
        parsed
    }

    fn add(&mut self, form: &str, group: usize) {
        if let Some(exact) = form.strip_prefix('=') {
            self.exact.insert(exact.to_owned(), group);
            return;
        }
        let words = base_words(&stemmer(), form);
        match words.as_slice() {
            [] => {}
            [Base { folded, stem, .. }] => {
                let is_short =
                    folded.chars().count() < MIN_STEM_CHARS || stem.chars().count() < MIN_STEM_CHARS;
                let by_spelling = is_short || is_technical(folded);
                let forms = if by_spelling { &mut self.spelled } else { &mut self.stems };
                forms.insert(if by_spelling { folded } else { stem }.clone(), group);
            }
            [first, ..] => {
                let stems = words.iter().map(|word| word.stem.clone()).collect();
                let is_compound = form.contains('-');
                let phrases = self.phrases.entry(first.stem.clone()).or_default();
                phrases.push(Phrase { stems, group, is_compound });
            }
        }
    }

    /// The index term of the group a word belongs to. `surface` is the word as typed.
    pub(super) fn of_word(&self, surface: &str, folded: &str, stem: &str) -> Option<&str> {
        let group = self
            .exact
            .get(surface)
            .or_else(|| self.spelled.get(folded))
            .or_else(|| self.stems.get(stem).filter(|_| folded.chars().count() >= MIN_STEM_CHARS))?;
        Some(&self.terms[*group])
    }

    /// Whether a word holds in exactly this case, though it may look like a stop word in another ("IT").
    pub(super) fn is_exact(&self, surface: &str) -> bool {
        self.exact.contains_key(surface)
    }

    /// The longest phrase that begins at the first of some words. `joins` says whether a word and the next one stand
    /// close enough together.
    pub(super) fn phrase_at<'a>(
        &self,
        stem: impl Fn(usize) -> Option<&'a str>,
        joins: impl Fn(usize) -> bool,
    ) -> Option<Found<'_>> {
        let candidates = self.phrases.get(stem(0)?)?;
        let is_here = |phrase: &&Phrase| {
            let rest = phrase.stems.iter().enumerate().skip(1);
            rest.into_iter().all(|(i, wanted)| stem(i) == Some(wanted) && joins(i - 1))
        };
        candidates.iter().find(is_here).map(|phrase| Found {
            n_words: phrase.stems.len(),
            term: &self.terms[phrase.group],
            is_compound: phrase.is_compound,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{SOURCE, Synonyms, synonyms};
    use crate::text::analyze;

    fn lines() -> impl Iterator<Item = Vec<&'static str>> {
        let lines = SOURCE.lines().filter(|line| *line != "#" && !line.starts_with("# "));
        lines.map(|line| line.split('|').map(str::trim).collect())
    }

    #[test]
    fn every_form_of_the_file_gives_its_groups_term() {
        assert!(lines().count() >= 150);
        for forms in lines() {
            assert!(forms.len() >= 2, "{forms:?}");
            let wanted = analyze(forms[0]).pop().expect("a term").text;
            assert!(super::is_synonym(&wanted), "{forms:?}");
            for form in forms {
                let got = analyze(form.trim_start_matches('=')).pop().map(|term| term.text);
                assert_eq!(got.as_ref(), Some(&wanted), "{form}");
            }
        }
    }

    #[test]
    fn a_form_stands_in_one_group_only() {
        let mut groups: HashMap<String, usize> = HashMap::new();
        for (group, forms) in lines().enumerate() {
            for form in forms {
                let spelling = super::fold(form.trim_start_matches('=')).replace('-', " ");
                let other = *groups.entry(spelling).or_insert(group);
                assert_eq!(other, group, "{form} stands in two groups");
            }
        }
    }

    #[test]
    fn the_longest_phrase_wins_and_exact_forms_keep_their_case() {
        let parsed = Synonyms::parse("# note\nA b | ccccc dd\nE f g | ccccc dd hh\nXx | =IT");
        let words = ["ccccc", "dd", "hh"];
        let found = parsed.phrase_at(|i| words.get(i).copied(), |_| true).expect("is there");
        assert_eq!((found.n_words, found.term), (3, "~e f g"));
        let found = parsed.phrase_at(|i| words.get(i).copied(), |i| i == 0).expect("is there");
        assert_eq!((found.n_words, found.term), (2, "~a b"));
        assert!(parsed.is_exact("IT") && !parsed.is_exact("it"));
        assert_eq!(synonyms().of_word("deve", "deve", "dev"), None);
    }
}
