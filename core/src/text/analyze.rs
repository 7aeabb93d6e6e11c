//! From text to index terms: accent folding, protected technical tokens, stop words, Snowball stems.

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::stopword::is_stopword;

/// An index term and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Folded and stemmed, or a protected token folded.
    pub text: String,
    /// Byte offset of its first byte in the analysed text.
    pub start: usize,
    /// Byte offset after its last byte.
    pub end: usize,
}

/// Technical tokens whose punctuation is part of the name, folded. Sorted, for binary search.
const PROTECTED: &[&str] = &[
    ".net",
    "a/b",
    "abap/4",
    "asp.net",
    "c#",
    "c++",
    "ci/cd",
    "control-m",
    "d3.js",
    "e-commerce",
    "e-social",
    "express.js",
    "f#",
    "gpt-4",
    "i/o",
    "ios/android",
    "iso-27001",
    "j2ee",
    "k6.io",
    "ms-sql",
    "nest.js",
    "next.js",
    "node.js",
    "nuxt.js",
    "objective-c",
    "os/390",
    "os/400",
    "pl/1",
    "pl/i",
    "pl/sql",
    "power-bi",
    "r/3",
    "react.js",
    "s/4",
    "s/4hana",
    "scikit-learn",
    "socket.io",
    "t-sql",
    "tcp/ip",
    "three.js",
    "vb.net",
    "vue.js",
    "wi-fi",
    "z/os",
    "z/vm",
];

/// Lower case, accents removed: `Competências` → `competencias`.
pub fn fold(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// Whether a folded token keeps its punctuation (`c#`, `.net`, `s/4hana`).
pub fn is_technical(folded: &str) -> bool {
    PROTECTED.binary_search(&folded).is_ok()
}

/// The index terms of a text, in order. The same analysis serves passages and questions.
///
/// **Determinism.** Depends on the text and [`super::TEXT_RULES`] alone. Accents are folded *before* stemming, so that
/// "competencias", as people type it, and "competências", as CVs spell it, share a term.
pub fn analyze(text: &str) -> Vec<Term> {
    let stemmer = Stemmer::create(Algorithm::Portuguese);
    let mut terms = Vec::new();
    for (start, piece) in tokens(text) {
        push_term(&stemmer, start, piece, &mut terms);
    }
    terms
}

/// Every word of a text with its byte offset, stop words and all: what [`analyze`] makes terms of.
pub fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    words(text).flat_map(|(start, word)| pieces(start, word))
}

/// Maximal runs without white space or a separator no technical token contains, with their byte offsets.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_break = |c: char| c.is_whitespace() || c.is_control() || "()[]{}<>\"“”'’,;:!?|*•".contains(c);
    text.split(is_break)
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
        .filter(|(_, w)| !w.is_empty())
}

/// A word whole if it is protected, else its parts: first between slashes, then between any punctuation.
fn pieces(start: usize, word: &str) -> Vec<(usize, &str)> {
    if let Some(found) = protected(start, word) {
        return vec![found];
    }
    let mut parts = Vec::new();
    for (offset, part) in split_at(word, |c| c == '/') {
        match protected(start + offset, part) {
            Some(found) => parts.push(found),
            None => {
                parts.extend(split_at(part, |c| !c.is_alphanumeric()).map(|(o, p)| (start + offset + o, p)));
            }
        }
    }
    parts
}

/// The word without the punctuation around it, if what is left is a protected token.
fn protected(start: usize, word: &str) -> Option<(usize, &str)> {
    let trailing = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '#' && c != '+');
    let keep_dot = trailing.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let bare = trailing.trim_start_matches(|c: char| !c.is_alphanumeric());
    [keep_dot, bare].into_iter().find(|candidate| is_technical(&fold(candidate))).map(|found| {
        let offset = found.as_ptr() as usize - word.as_ptr() as usize;
        (start + offset, found)
    })
}

fn split_at<'a>(
    text: &'a str,
    is_break: impl Fn(char) -> bool + 'a,
) -> impl Iterator<Item = (usize, &'a str)> {
    text.split(is_break)
        .map(|part| (part.as_ptr() as usize - text.as_ptr() as usize, part))
        .filter(|(_, part)| !part.is_empty())
}

fn push_term(stemmer: &Stemmer, start: usize, piece: &str, terms: &mut Vec<Term>) {
    let folded = fold(piece);
    let single = folded.chars().count() == 1;
    // One letter says nothing, but for the languages named by one.
    if is_stopword(&folded) || (single && !matches!(piece, "C" | "R")) {
        return;
    }
    let text = if is_technical(&folded) { folded } else { stemmer.stem(&folded).into_owned() };
    terms.push(Term { text, start, end: start + piece.len() });
}

#[cfg(test)]
mod tests {
    use super::{PROTECTED, analyze, fold};

    fn terms(text: &str) -> Vec<String> {
        analyze(text).into_iter().map(|term| term.text).collect()
    }

    #[test]
    fn technical_tokens_stay_whole() {
        let text = "C#, .NET; Node.js. S/4HANA, Control-M (PL/SQL) C++/CI/CD";
        assert_eq!(
            terms(text),
            ["c#", ".net", "node.js", "s/4hana", "control-m", "pl/sql", "c++", "ci", "cd"]
        );
        assert_eq!(terms("C#/.NET e ASP.NET."), ["c#", ".net", "asp.net"]);
    }

    #[test]
    fn accents_and_inflection_share_a_term() {
        assert_eq!(terms("competências técnicas"), terms("Competencia tecnica"));
        assert_eq!(terms("desenvolvedores"), terms("desenvolvedor"));
    }

    #[test]
    fn ordinary_compounds_split_and_stop_words_go() {
        assert_eq!(terms("segunda-feira, de banco/dados").len(), 4);
        assert!(terms("quais são os de que para").is_empty());
    }

    #[test]
    fn offsets_point_at_the_original_text() {
        let text = "Atuação com Programação Node.js!";
        let found: Vec<&str> = analyze(text).iter().map(|t| &text[t.start..t.end]).collect();
        assert_eq!(found, ["Atuação", "Programação", "Node.js"]);
    }

    #[test]
    fn the_protected_list_is_sorted_and_folded() {
        assert!(PROTECTED.is_sorted());
        assert!(PROTECTED.iter().all(|token| fold(token) == *token));
    }
}
