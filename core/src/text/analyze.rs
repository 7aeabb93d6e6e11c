//! From text to index terms: accent folding, protected technical tokens, stop words, Snowball stems, synonyms.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{
    stopword::is_stopword,
    synonym::{Found, Synonyms, synonyms},
};

/// An index term and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Folded and stemmed, a protected token folded, or what stands for a group of synonyms.
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
/// A word of a group of synonyms gives the group's term. A phrase of one gives its words' terms and then the group's, which
/// spans them; a compound ("front-end") the group's alone.
///
/// **Determinism.** Depends on the text and [`super::TEXT_RULES`] alone. Accents are folded *before* stemming, so that
/// "competencias", as people type it, and "competências", as CVs spell it, share a term. Folding decomposes first (NFD),
/// so composed and decomposed text are the same.
pub fn analyze(text: &str) -> Vec<Term> {
    Analyzer::new().terms(text)
}

/// The words of a text before synonyms: folded and stemmed, or technical tokens folded.
pub fn analyze_plain(text: &str) -> Vec<Term> {
    let words = base_words(&stemmer(), text).into_iter();
    words.map(|Base { start, end, stem, .. }| Term { text: stem, start, end }).collect()
}

/// Every word of a text with its byte offset, stop words and all: what [`analyze`] makes terms of.
pub fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    runs(text).flat_map(|(start, run)| pieces(start, run))
}

/// [`analyze`] for many texts: remembers what became of each word, which is ten times as fast.
pub struct Analyzer {
    stemmer: Stemmer,
    synonyms: &'static Synonyms,
    /// A run of characters as typed → its words, a range of `words`.
    seen: HashMap<String, (usize, usize)>,
    words: Vec<Word>,
    /// Of the text at hand.
    tokens: Vec<Token>,
}

/// A word that is indexed.
#[derive(Debug)]
struct Word {
    /// Where in its run.
    start: usize,
    end: usize,
    stem: String,
    /// Its group's term, if it has one.
    synonym: Option<&'static str>,
}

/// A word where it stands in the text.
#[derive(Debug, Clone, Copy)]
struct Token {
    start: usize,
    end: usize,
    word: usize,
}

impl Default for Analyzer {
    fn default() -> Self {
        Self::new()
    }
}

impl Analyzer {
    /// One that has seen nothing yet.
    pub fn new() -> Self {
        let (seen, words, tokens) = Default::default();
        Self { stemmer: stemmer(), synonyms: synonyms(), seen, words, tokens }
    }

    /// The index terms of a text, in order.
    pub fn terms(&mut self, text: &str) -> Vec<Term> {
        let mut terms = Vec::new();
        self.walk(text, true, |text, start, end| terms.push(Term { text: text.to_owned(), start, end }));
        terms
    }

    /// The terms of a text's words by themselves, without those of phrases, in order.
    pub fn words(&mut self, text: &str) -> Vec<String> {
        let mut words = Vec::new();
        self.walk(text, false, |word, _, _| words.push(word.to_owned()));
        words
    }

    /// The index terms of a text by themselves, in order.
    pub fn each_term(&mut self, text: &str, mut take: impl FnMut(&str)) {
        self.walk(text, true, |term, _, _| take(term));
    }

    fn walk(&mut self, text: &str, phrases: bool, mut take: impl FnMut(&str, usize, usize)) {
        self.tokenize(text);
        let mut rest = self.tokens.as_slice();
        while let Some((first, after)) = rest.split_first() {
            let found = self.phrase(text, rest).filter(|found| phrases || found.is_compound);
            let Some(Found { n_words, term, is_compound }) = found else {
                take(self.words[first.word].term(), first.start, first.end);
                rest = after;
                continue;
            };
            let (phrase, after) = rest.split_at(n_words);
            if !is_compound {
                for token in phrase {
                    take(self.words[token.word].term(), token.start, token.end);
                }
            }
            take(term, first.start, phrase.last().map_or(first.end, |last| last.end));
            rest = after;
        }
    }

    fn phrase(&self, text: &str, tokens: &[Token]) -> Option<Found<'static>> {
        let stem = |i: usize| tokens.get(i).map(|token: &Token| self.words[token.word].stem.as_str());
        self.synonyms.phrase_at(stem, |i| joins(&text[tokens[i].end..tokens[i + 1].start]))
    }

    fn tokenize(&mut self, text: &str) {
        self.tokens.clear();
        for (start, run) in runs(text) {
            let (from, to) = self.words_of(run);
            let words = self.words[from..to].iter().zip(from..);
            self.tokens.extend(words.map(|(word, number)| Token {
                start: start + word.start,
                end: start + word.end,
                word: number,
            }));
        }
    }

    fn words_of(&mut self, run: &str) -> (usize, usize) {
        if let Some(range) = self.seen.get(run) {
            return *range;
        }
        let from = self.words.len();
        for Base { start, end, folded, stem } in bases(&self.stemmer, self.synonyms, run) {
            let synonym = self.synonyms.of_word(&run[start..end], &folded, &stem);
            self.words.push(Word { start, end, stem, synonym });
        }
        let range = (from, self.words.len());
        self.seen.insert(run.to_owned(), range);
        range
    }
}

impl Word {
    fn term(&self) -> &str {
        self.synonym.unwrap_or(&self.stem)
    }
}

/// Shorter words ("css", "aws", "gps") are names.
const MIN_SINGULAR_BYTES: usize = 4;

/// Longest stretch between two words of a phrase: a short stop word and the spaces around it.
const MAX_GAP_BYTES: usize = 8;

/// Whether what stands between two words leaves them one phrase.
fn joins(between: &str) -> bool {
    between.len() <= MAX_GAP_BYTES
        && !between.contains(['.', ',', ':', ';', '/', '!', '?', '|', '•', '(', ')', '[', ']', '\n'])
}

/// A word before synonyms.
#[derive(Debug)]
pub(super) struct Base {
    pub start: usize,
    pub end: usize,
    pub folded: String,
    /// The folded word itself, if it is technical.
    pub stem: String,
}

/// The stemmer of both languages: English words lose little by it, and nobody says which language a CV is in.
pub(super) fn stemmer() -> Stemmer {
    Stemmer::create(Algorithm::Portuguese)
}

/// The words of a form of a synonym.
pub(super) fn base_words(stemmer: &Stemmer, text: &str) -> Vec<Base> {
    let nothing = Synonyms::default();
    let shifted = |(at, run)| {
        bases(stemmer, &nothing, run).into_iter().map(move |base| Base {
            start: base.start + at,
            end: base.end + at,
            ..base
        })
    };
    runs(text).flat_map(shifted).collect()
}

/// The words of a run that are indexed.
fn bases(stemmer: &Stemmer, synonyms: &Synonyms, run: &str) -> Vec<Base> {
    pieces(0, run).into_iter().filter_map(|(start, piece)| base(stemmer, synonyms, start, piece)).collect()
}

/// Maximal runs without white space or a separator no technical token contains, with their byte offsets.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
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
                parts.extend(
                    split_at(part, |c| !c.is_alphanumeric() && !is_combining_mark(c))
                        .map(|(o, p)| (start + offset + o, p)),
                );
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

/// An English word without the s of its plural, which the Portuguese stemmer leaves ("clusters", "frameworks"). Portuguese
/// plurals end in a vowel and s, so the letter before it tells.
fn singular(folded: &str) -> &str {
    let one = folded.strip_suffix('s').unwrap_or(folded);
    let is_plural = one.ends_with(|c: char| c.is_ascii_lowercase() && !"aeious".contains(c));
    if is_plural && one.len() >= MIN_SINGULAR_BYTES { one } else { folded }
}

fn base(stemmer: &Stemmer, synonyms: &Synonyms, start: usize, piece: &str) -> Option<Base> {
    let folded = fold(piece);
    let single = folded.chars().count() == 1;
    // One letter says nothing, but for the languages named by one.
    let says_nothing = is_stopword(&folded) || (single && !matches!(piece, "C" | "R"));
    if says_nothing && !synonyms.is_exact(piece) {
        return None;
    }
    let stem =
        if is_technical(&folded) { folded.clone() } else { stemmer.stem(singular(&folded)).into_owned() };
    Some(Base { start, end: start + piece.len(), folded, stem })
}

#[cfg(test)]
mod tests {
    use super::{Analyzer, PROTECTED, analyze, analyze_plain, fold};

    fn terms(text: &str) -> Vec<String> {
        analyze(text).into_iter().map(|term| term.text).collect()
    }

    #[test]
    fn technical_tokens_stay_whole() {
        let text = "C#, .NET; Node.js. S/4HANA, Control-M (PL/SQL) C++/CI/CD";
        assert_eq!(
            terms(text),
            ["~c#", "~.net", "~node.js", "~s/4hana", "control-m", "~pl/sql", "~c++", "ci", "cd"]
        );
        assert_eq!(terms("C#/.NET e ASP.NET."), ["~c#", "~.net", "~asp.net"]);
    }

    #[test]
    fn accents_and_inflection_share_a_term() {
        assert_eq!(terms("competências técnicas"), terms("Competencia tecnica"));
        assert_eq!(terms("desenvolvedores"), terms("desenvolvedor"));
    }

    #[test]
    fn english_plurals_share_a_term_and_short_names_keep_their_s() {
        assert_eq!(terms("clusters frameworks Scrum Masters"), terms("cluster framework Scrum Master"));
        assert_ne!(terms("GPS"), terms("GP"));
        assert_eq!(terms("Windows"), ["window"]);
    }

    #[test]
    fn ordinary_compounds_split_and_stop_words_go() {
        assert_eq!(terms("segunda-feira, de banco/dados").len(), 4);
        assert!(terms("quais são os de que para").is_empty());
    }

    #[test]
    fn composed_and_decomposed_text_are_the_same() {
        assert_eq!(terms("gesta\u{303}o de migrac\u{327}o\u{303}es"), terms("gestão de migrações"));
    }

    #[test]
    fn synonyms_share_a_term_and_phrases_keep_their_words() {
        assert_eq!(terms("Sr."), ["~senior"]);
        assert_eq!(terms("desenvolvedores k8s"), terms("developers Kubernetes"));
        assert_eq!(terms("front end"), terms("frontend"));
        assert_eq!(terms("banco de dados"), ["~banco", "dad", "~banco de dados"]);
        assert_eq!(terms("databases"), ["~banco de dados"]);
        assert_eq!(terms("no banco. Dados"), ["~banco", "dad"]);
        let words = Analyzer::new().words("PO: banco de dados");
        assert_eq!(words, ["~product owner", "~banco", "dad"]);
        let plain: Vec<String> = analyze_plain("PO: front-end").into_iter().map(|term| term.text).collect();
        assert_eq!(plain, ["po", "front", "end"]);
    }

    #[test]
    fn what_only_looks_like_a_synonym_is_none() {
        assert_eq!(terms("deve"), ["dev"]);
        assert_eq!(terms("IT"), ["~ti"]);
        assert!(terms("it is").is_empty());
    }

    #[test]
    fn one_analyzer_gives_what_many_give() {
        let texts = ["Dev Sr. Node.js", "dev Node.js/React", "Banco de Dados; banco de dados", ""];
        let mut analyzer = super::Analyzer::new();
        for text in texts.into_iter().chain(texts) {
            assert_eq!(analyzer.terms(text), analyze(text));
        }
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
