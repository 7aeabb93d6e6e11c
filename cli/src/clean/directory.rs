//! Everybody the exports name, apart from the candidate at hand.

use std::collections::HashSet;

use super::{
    lexicon::{is_generic, is_ordinary, is_role, is_technical},
    word::{Word, is_apostrophe, is_particle, words},
};

/// A longer name is looked up by its first words.
const MAX_WORDS: usize = 6;

/// Names to find in any text: people as sequences of words, staff also by their first name, clients.
///
/// Names are kept folded and without particles, so that "Maria da Silva", "MARIA SILVA" and "maria silva" are one.
#[derive(Debug, Default)]
pub struct Directory {
    people: HashSet<String>,
    /// The same with the last name first: "Silva, Maria".
    inverted: HashSet<String>,
    clients: HashSet<String>,
    /// First words of all sequences: most words of a text are none, and are passed over at once.
    starts: HashSet<String>,
    first_names: HashSet<String>,
    single_clients: HashSet<String>,
}

/// Whom a sequence of words names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Person,
    /// Somebody, the last name first.
    Inverted,
    Client,
}

impl Directory {
    /// Adds somebody who is known by the full name only: another candidate.
    pub fn add_person(&mut self, name: &str) {
        for mut parts in name_spellings(name) {
            parts.truncate(MAX_WORDS);
            let Some((first, rest)) = parts.split_first().filter(|(_, rest)| !rest.is_empty()) else {
                continue;
            };
            self.starts.insert(first.clone());
            self.people.extend(shortened(first, rest));
            let last = &rest[rest.len() - 1];
            self.starts.insert(last.clone());
            self.inverted.insert(format!("{last} {}", parts[..parts.len() - 1].join(" ")));
            self.inverted.insert(format!("{last} {first}"));
        }
    }

    /// Adds a recruiter, requester or manager: found by the full name and by the first name.
    pub fn add_staff(&mut self, name: &str) {
        self.add_person(name);
        if let Some(first) = name_parts(name).into_iter().next().filter(|first| first.chars().count() >= 3) {
            let spelt: String = capitalised(&first);
            if !is_ordinary(&first)
                && !is_generic(&first)
                && !is_role(&first)
                && !is_technical(&spelt, &first)
            {
                self.first_names.insert(first);
            }
        }
    }

    /// Adds a client. A client that is also a technology ("Oracle") or says nothing ("Banco Digital") is not looked for.
    pub fn add_client(&mut self, name: &str) {
        let spelt: Vec<_> = words(name).into_iter().filter(|word| !word.is_particle()).collect();
        let technical = spelt.iter().any(|word| is_technical(word.text, &word.folded));
        let says_nothing =
            |word: &Word<'_>| is_generic(&word.folded) || is_technical(word.text, &word.folded);
        let ordinary = spelt.len() == 1 && is_ordinary(&spelt[0].folded);
        // Three words that say nothing each, "Grupo Mercado Novo", say something together.
        if ordinary || (spelt.iter().all(says_nothing) && (technical || spelt.len() < 3)) {
            return;
        }
        let mut parts: Vec<&str> = spelt.iter().map(|word| word.folded.as_str()).collect();
        let suffix = |part: &&str| {
            matches!(
                *part,
                "ltda" | "sa" | "s" | "a" | "me" | "epp" | "eireli" | "inc" | "llc" | "ltd" | "plc" | "sons"
            )
        };
        while parts.len() > 1 && parts.last().is_some_and(suffix) {
            parts.pop();
        }
        parts.truncate(MAX_WORDS);
        match parts.as_slice() {
            [one] if one.chars().count() >= 3 => drop(self.single_clients.insert((*one).to_owned())),
            [] | [_] => {}
            [first, rest @ ..] => {
                self.starts.insert((*first).to_owned());
                self.clients.insert(parts.join(" "));
                // "Laticínios Jurumirim Dourada" is also called without its trade.
                let is_telling = |part: &&str| !is_ordinary(part) && !is_generic(part);
                if let [second, _, ..] = rest
                    && rest.iter().all(is_telling)
                {
                    self.starts.insert((*second).to_owned());
                    self.clients.insert(rest.join(" "));
                }
            }
        }
    }

    pub(super) fn starts_name(&self, folded: &str) -> bool {
        self.starts.contains(folded)
    }

    /// What a folded sequence of at least two words names.
    pub(super) fn find(&self, sequence: &str) -> Option<Found> {
        if self.people.contains(sequence) {
            return Some(Found::Person);
        }
        if self.inverted.contains(sequence) {
            return Some(Found::Inverted);
        }
        self.clients.contains(sequence).then_some(Found::Client)
    }

    pub(super) fn is_first_name(&self, folded: &str) -> bool {
        self.first_names.contains(folded)
    }

    pub(super) fn is_single_client(&self, folded: &str) -> bool {
        self.single_clients.contains(folded)
    }

    pub(super) const MAX_WORDS: usize = MAX_WORDS;
}

/// The words of a name, folded: without honorific, particles, initials, digits and a label before a colon ("Superior
/// Imediato: …").
pub(super) fn name_parts(name: &str) -> Vec<String> {
    let name = name.rsplit(':').next().unwrap_or(name);
    let parts = words(name).into_iter().map(|word| word.folded);
    parts.filter(|part| !is_particle(part) && !is_honorific(part) && is_name_word(part)).collect()
}

/// The words of a name in each way to spell it: "D'Ávila" is also written "Ávila" and "D Ávila".
pub(super) fn name_spellings(name: &str) -> Vec<Vec<String>> {
    let mut spellings = vec![name_parts(name)];
    if name.contains(is_apostrophe) {
        spellings.push(name_parts(&name.replace(is_apostrophe, " ")));
    }
    spellings
}

/// `first` with one and more of `rest`, in order: people leave out any of their names. Both have few words.
fn shortened(first: &str, rest: &[String]) -> impl Iterator<Item = String> {
    (1..1_usize << rest.len()).map(move |kept| {
        let parts = rest.iter().enumerate().filter(|(at, _)| kept >> at & 1 == 1);
        parts.fold(first.to_owned(), |name, (_, part)| name + " " + part)
    })
}

fn is_name_word(folded: &str) -> bool {
    folded.chars().count() >= 2 && folded.chars().all(char::is_alphabetic)
}

/// Folded forms of address.
pub(super) fn is_honorific(folded: &str) -> bool {
    const FORMS: [&str; 16] = [
        "sr",
        "sra",
        "srta",
        "srs",
        "sras",
        "dr",
        "dra",
        "drs",
        "senhor",
        "senhora",
        "senhorita",
        "mr",
        "mrs",
        "prof",
        "profa",
        "exmo",
    ];
    FORMS.contains(&folded)
}

/// First letter in upper case.
pub(super) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
