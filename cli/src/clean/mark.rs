//! What removal leaves behind until the text is tidied.

use std::{collections::BTreeMap, sync::LazyLock};

use regex::Regex;
use serde::Serialize;

/// Stands where something was removed. Normalised text has no private-use characters, so it can be nothing else.
pub(super) const MARK: char = '\u{E000}';

/// What was removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// The candidate's own name.
    OwnName,
    /// A name of somebody else.
    OtherName,
    /// A client.
    Client,
    /// "Sra.", "Dr." and the like.
    Honorific,
    /// An e-mail address.
    Email,
    /// A link, a profile or a handle.
    Link,
    /// A phone number.
    Phone,
    /// CPF, RG, CNPJ and other numbers of documents.
    Document,
    /// Street, number, district, post code.
    Address,
    /// Day of birth or age.
    Birth,
    /// Marital status and family.
    Family,
    /// Sex, nationality, origin, religion, disability.
    Trait,
    /// Salaries and rates.
    Money,
    /// Name of a photo or document file.
    File,
}

/// How much was removed, by kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Removed(BTreeMap<Kind, usize>);

impl Removed {
    pub(super) fn add(&mut self, kind: Kind, n: usize) {
        if n > 0 {
            *self.0.entry(kind).or_default() += n;
        }
    }

    /// How many of a kind.
    pub fn count(&self, kind: Kind) -> usize {
        self.0.get(&kind).copied().unwrap_or(0)
    }

    /// How many in all.
    pub fn total(&self) -> usize {
        self.0.values().sum()
    }
}

/// A match, without what its group `keep` holds.
pub(super) struct Hit<'t> {
    /// What matched.
    pub text: &'t str,
    /// The text from there to its end.
    pub rest: &'t str,
}

/// How many bytes of [`Hit::rest`] go; 0 keeps all.
pub(super) type Decide = fn(&Hit<'_>) -> usize;

/// A pattern and what it removes.
pub(super) struct Rule {
    kind: Kind,
    pattern: Regex,
    decide: Decide,
}

impl Rule {
    /// Removes every match. A group named `keep` at the start of the pattern stays.
    pub fn new(kind: Kind, pattern: &str) -> Self {
        Self::when(kind, pattern, |hit| hit.text.len())
    }

    /// Removes what `decide` says of each match.
    pub fn when(kind: Kind, pattern: &str, decide: Decide) -> Self {
        Self { kind, pattern: compile(pattern), decide }
    }

    /// Applies the rule from start to end, once.
    pub fn apply(&self, text: String, removed: &mut Removed) -> String {
        let (mut left, mut copied, mut at, mut n) = (String::new(), 0, 0, 0);
        while let Some(found) = self.pattern.captures_at(&text, at) {
            let all = found.get(0).map_or(at..text.len(), |all| all.range());
            let start = found.name("keep").map_or(all.start, |keep| keep.end());
            let gone = (self.decide)(&Hit { text: &text[start..all.end], rest: &text[start..] });
            at = all.end;
            if gone > 0 {
                left.push_str(&text[copied..start]);
                left.push(MARK);
                (copied, at, n) = (start + gone, start + gone, n + 1);
            }
        }
        if n == 0 {
            return text;
        }
        left.push_str(&text[copied..]);
        removed.add(self.kind, n);
        left
    }
}

/// Compiles a constant pattern in which `\d` means 0 to 9: Bengali digits make no phone number, and the ASCII class is
/// far smaller.
pub(super) fn compile(pattern: &str) -> Regex {
    let mut ascii = String::with_capacity(pattern.len() + 32);
    let (mut in_class, mut chars) = (false, pattern.chars());
    while let Some(c) = chars.next() {
        match (c, chars.clone().next()) {
            ('\\', Some('d')) => ascii.push_str(if in_class { "0-9" } else { "[0-9]" }),
            ('\\', Some(escaped)) => ascii.extend(['\\', escaped]),
            _ => {
                in_class = (in_class || c == '[') && c != ']';
                ascii.push(c);
                continue;
            }
        }
        chars.next();
    }
    Regex::new(&ascii).expect("a constant pattern")
}

/// Rules in the order they are applied.
pub(super) type Rules = LazyLock<Vec<Rule>>;

/// Applies rules one after another.
pub(super) fn apply_all(rules: &Rules, text: String, removed: &mut Removed) -> String {
    rules.iter().fold(text, |text, rule| rule.apply(text, removed))
}
