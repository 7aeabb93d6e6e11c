//! Text without the people in it.
//!
//! [`Cleaner::clean`] gives a text in one normal form and takes out what identifies, contacts or describes a person:
//! the candidate's own names, names of colleagues, recruiters and clients, forms of address, e-mail, links, phones,
//! documents, addresses, birth and age, family, sex, origin, disability, money, file names. What is removed is replaced
//! by nothing, and the punctuation closes over it: a placeholder would be embedded and shown a thousand times.
//!
//! Every step is linear in the text: patterns are finite automata compiled once, names are looked up word by word.
//!
//! **What it does not do.** It does not promise to find a name that no export lists and no word announces, and it leaves
//! cities, employers that are no clients, and gendered job titles.

mod address;
mod boundary;
mod contact;
mod directory;
mod document;
mod entity;
mod labelled;
mod lexicon;
mod mark;
mod money;
mod name;
mod normalize;
mod own;
mod personal;
#[cfg(test)]
mod tests;
mod tidy;
mod word;

use std::sync::LazyLock;

pub use directory::Directory;
pub use mark::{Kind, Removed};
pub use own::Own;
use regex::Regex;

use mark::{MARK, apply_all, compile};

/// Version of the rules below, recorded in every bundle. It changes whenever a text could come out differently.
pub const REDACTION_RULES: &str = "3";

/// Cleans texts of one set of exports.
#[derive(Debug, Default)]
pub struct Cleaner {
    directory: Directory,
}

impl Cleaner {
    /// Knows everybody in `directory`.
    pub fn new(directory: Directory) -> Self {
        Self { directory }
    }

    /// The text without people; counts what went.
    pub fn clean(&self, text: &str, own: &Own, removed: &mut Removed) -> String {
        let text = normalize::normalize(text);
        // Links hold e-mail addresses, addresses hold names, documents look like phones: the order matters.
        let rules = [
            &contact::REACH,
            &document::DOCUMENT,
            &address::ADDRESS,
            &personal::PERSONAL,
            &contact::PHONE,
            &money::MONEY,
        ];
        let text = rules.into_iter().fold(text, |text, rules| apply_all(rules, text, removed));
        // After the patterns: they see a whole address where the record has its first half.
        let text = remove_exact(text, own, removed);
        let text = remove_birth_date(&text, own, removed);
        let text = name::remove_names(&text, own, &self.directory, removed);
        let text = apply_all(&labelled::LABELLED, text, removed);
        let text = personal::remove_bare_ages(text, removed);
        tidy::tidy(&text)
    }

    /// The same for a field of one line.
    pub fn clean_line(&self, text: &str, own: &Own, removed: &mut Removed) -> String {
        self.clean(text, own, removed).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Removes the candidate's contacts as the record spells them.
fn remove_exact(text: String, own: &Own, removed: &mut Removed) -> String {
    own.exact().iter().fold(text, |text, value| {
        // ASCII lower case keeps byte offsets.
        let lower = text.to_ascii_lowercase();
        if !lower.contains(value.as_str()) {
            return text;
        }
        let mut left = String::with_capacity(text.len());
        let mut copied = 0;
        for (at, found) in lower.match_indices(value.as_str()) {
            let inside = lower[..at].ends_with(char::is_alphanumeric)
                || lower[at + found.len()..].starts_with(char::is_alphanumeric);
            if !inside {
                left.push_str(&text[copied..at]);
                left.push(MARK);
                copied = at + found.len();
                removed.add(kind_of(value), 1);
            }
        }
        left.push_str(&text[copied..]);
        left
    })
}

/// What an exact value most likely is.
fn kind_of(value: &str) -> Kind {
    let digits = value.chars().filter(char::is_ascii_digit).count();
    match value {
        _ if value.contains('@') => Kind::Email,
        _ if digits >= 8 && !value.contains('/') => Kind::Phone,
        _ => Kind::Link,
    }
}

/// Removes the candidate's birth date wherever it stands, in any order and with any separator.
fn remove_birth_date(text: &str, own: &Own, removed: &mut Removed) -> String {
    static DATE: LazyLock<Regex> = LazyLock::new(|| compile(r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b"));
    let mut n = 0;
    let left = DATE.replace_all(text, |found: &regex::Captures<'_>| {
        if !own.is_birth_date(&found[0]) {
            return found[0].to_owned();
        }
        n += 1;
        MARK.to_string()
    });
    let left = left.into_owned();
    removed.add(Kind::Birth, n);
    left
}
