//! Phrases to look for in a text, written as people say them.
//!
//! One phrase a line. A word matches itself, folded, and a personal pronoun those of any gender; `a|b` either; `reduz*` any
//! word that begins so; `#` a number; `_` any word; a trailing `?` makes a word optional. A phrase may carry a name after
//! ` = `.

use super::word::{Word, pronoun};

/// Phrases, parsed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Patterns(Vec<Phrase>);

#[derive(Debug, Clone)]
struct Phrase {
    slots: Vec<Slot>,
    name: String,
}

#[derive(Debug, Clone)]
struct Slot {
    forms: Vec<Form>,
    is_optional: bool,
}

#[derive(Debug, Clone)]
enum Form {
    Any,
    Number,
    Exact(String),
    Prefix(String),
}

/// Where a phrase stands: words `start..end`, and its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match<'a> {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) name: &'a str,
}

impl Patterns {
    /// Reads the lines of `source`; all are folded already.
    pub(crate) fn parse(source: &str) -> Self {
        Self(source.lines().map(str::trim).filter(|line| !line.is_empty()).map(Phrase::parse).collect())
    }

    /// Every place where a phrase begins, the longest phrase there, in order, not overlapping.
    pub(crate) fn find<'a>(&'a self, words: &[Word]) -> Vec<Match<'a>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match self.longest_at(words, at) {
                Some(hit) => {
                    at = hit.end.max(at + 1);
                    found.push(hit);
                }
                None => at += 1,
            }
        }
        found
    }

    fn longest_at<'a>(&'a self, words: &[Word], at: usize) -> Option<Match<'a>> {
        let hits = self.0.iter().filter_map(|phrase| {
            let end = matched(&phrase.slots, words, at)?;
            Some(Match { start: at, end, name: &phrase.name })
        });
        hits.max_by(|a, b| a.end.cmp(&b.end).then(b.name.cmp(a.name)))
    }
}

/// The end of the longest way to match all slots from word `at` on.
fn matched(slots: &[Slot], words: &[Word], at: usize) -> Option<usize> {
    let Some((slot, rest)) = slots.split_first() else { return Some(at) };
    let taken = words.get(at).filter(|word| slot.takes(word)).and_then(|_| matched(rest, words, at + 1));
    taken.or_else(|| slot.is_optional.then(|| matched(rest, words, at)).flatten())
}

impl Phrase {
    fn parse(line: &str) -> Self {
        let (words, name) = line.split_once(" = ").unwrap_or((line, ""));
        Self { slots: words.split_whitespace().map(Slot::parse).collect(), name: name.trim().to_owned() }
    }
}

impl Slot {
    fn parse(written: &str) -> Self {
        let forms = written.trim_end_matches('?').split('|').map(Form::parse).collect();
        Self { forms, is_optional: written.ends_with('?') }
    }

    fn takes(&self, word: &Word) -> bool {
        let neutral = word.neutral();
        self.forms.iter().any(|form| match form {
            Form::Any => true,
            Form::Number => word.is_number(),
            Form::Exact(text) => neutral == text,
            Form::Prefix(text) => word.folded.starts_with(text.as_str()),
        })
    }
}

impl Form {
    fn parse(written: &str) -> Self {
        match written.strip_suffix('*') {
            Some(prefix) => Form::Prefix(prefix.to_owned()),
            None if written == "_" => Form::Any,
            None if written == "#" => Form::Number,
            None => Form::Exact(pronoun(written).unwrap_or(written).to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::word::words, Patterns};

    #[track_caller]
    fn check(pattern: &str, text: &str, expected: &[&str]) {
        let words = words(text);
        let patterns = Patterns::parse(pattern);
        let found: Vec<&str> = patterns
            .find(&words)
            .iter()
            .map(|hit| &text[words[hit.start].start..words[hit.end - 1].end])
            .collect();
        assert_eq!(found, expected, "{pattern} in {text}");
    }

    #[test]
    fn phrases_match_as_they_are_written() {
        check("tenho # anos", "Tenho 34 anos.", &["Tenho 34 anos"]);
        check("minha|meu equipe|time", "Com meu time e minha equipe", &["meu time", "minha equipe"]);
        check("reduz* o? tempo", "Reduzimos o tempo; reduzir tempo", &["Reduzimos o tempo", "reduzir tempo"]);
        check("de _ para", "caiu de dez para dois", &["de dez para"]);
        check("de", "nada", &[]);
        check("when they", "When she asked, when they came", &["When she", "when they"]);
    }
}
