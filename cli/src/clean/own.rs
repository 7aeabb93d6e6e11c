//! What is known of the candidate whose text is cleaned.

use std::collections::HashSet;

use super::{
    directory::{capitalised, name_spellings},
    lexicon,
};

/// Exact values shorter than this are left to the patterns: they would hit half the text.
const MIN_EXACT_CHARS: usize = 6;

/// A candidate's own names, birth date and contacts.
#[derive(Debug, Clone, Default)]
pub struct Own {
    /// Folded words of the names, two letters and more.
    words: HashSet<String>,
    /// First and last word of each name, for handles like "joaosilva85".
    ends: Vec<(String, String)>,
    /// Words that may go alone: three letters and more, no skill.
    single: HashSet<String>,
    birth_date: Option<[u32; 3]>,
    exact: Vec<String>,
}

impl Own {
    /// Nobody: for vacancies.
    pub fn nobody() -> Self {
        Self::default()
    }

    /// A candidate. `birth_date` is day first, as exported ("25-04-1977"); `contacts` are values that must not survive
    /// anywhere, letter by letter.
    pub fn new(names: &[String], birth_date: &str, contacts: &[String]) -> Self {
        let mut own = Self { birth_date: parse_date(birth_date), ..Self::default() };
        for parts in names.iter().flat_map(|name| name_spellings(name)) {
            if let [first, .., last] = parts.as_slice() {
                own.ends.push((first.clone(), last.clone()));
            }
            for part in parts {
                if part.chars().count() >= 3 && !lexicon::is_technical(&capitalised(&part), &part) {
                    own.single.insert(part.clone());
                }
                own.words.insert(part);
            }
        }
        let long = contacts.iter().map(|value| value.trim()).filter(|value| is_exact(value));
        own.exact = long.map(str::to_ascii_lowercase).collect();
        own
    }

    pub(super) fn has_word(&self, folded: &str) -> bool {
        self.words.contains(folded)
    }

    pub(super) fn has_single(&self, folded: &str) -> bool {
        self.single.contains(folded)
    }

    /// Whether a word is put together from the first and the last name: "joaosilva85", "silvajoao", "jsilva".
    pub(super) fn is_handle(&self, folded: &str) -> bool {
        self.ends.iter().any(|(first, last)| {
            let both = first.len() >= 3
                && last.len() >= 3
                && folded.contains(first.as_str())
                && folded.contains(last.as_str());
            let room =
                folded.len() <= first.len() + last.len() + 8 && folded.len() >= first.len() + last.len();
            let initial = folded
                .strip_suffix(last.as_str())
                .is_some_and(|rest| rest.len() == 1 && first.starts_with(rest));
            let short = initial && last.len() >= 4 && !lexicon::is_ordinary(last);
            (both && room) || short
        })
    }

    /// The values to remove letter by letter, ASCII lower case.
    pub(super) fn exact(&self) -> &[String] {
        &self.exact
    }

    /// Whether a date, in any of the usual orders, is the birth date.
    pub(super) fn is_birth_date(&self, text: &str) -> bool {
        self.birth_date.is_some() && parse_date(text) == self.birth_date
    }
}

fn is_exact(value: &str) -> bool {
    let letters = value.chars().filter(|c| c.is_alphanumeric()).count();
    let telling = value.chars().any(|c| c.is_ascii_digit() || matches!(c, '@' | '.' | '/' | '_'));
    letters >= MIN_EXACT_CHARS && telling && value.chars().any(|c| c != '0' && c.is_alphanumeric())
}

/// Day, month, year of `25-04-1977`, `25/4/77`, `1977-04-25`; `None` for "00-00-0000" and anything else.
fn parse_date(text: &str) -> Option<[u32; 3]> {
    let numbers: Vec<u32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map_while(|part| part.parse().ok())
        .collect();
    let (day, month, year) = match *numbers.as_slice() {
        [year, month, day, ..] if year > 31 => (day, month, year),
        [day, month, year, ..] => (day, month, year),
        _ => return None,
    };
    let year = if year < 100 { 1900 + year } else { year };
    ((1..=31).contains(&day) && (1..=12).contains(&month) && (1900..2100).contains(&year))
        .then_some([day, month, year])
}
