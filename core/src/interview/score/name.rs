//! Names and honorifics: they tell who was there, and nothing about the answer.

use super::{Asked, reading::Reading};
use crate::{interview::word::are_kin, skill::gazetteer};

/// Titles and forms of address.
const HONORIFICS: [&str; 25] = [
    "sr",
    "sra",
    "srta",
    "senhor",
    "senhora",
    "senhorita",
    "dr",
    "dra",
    "doutor",
    "doutora",
    "dona",
    "seu",
    "prof",
    "profa",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "sir",
    "madam",
    "eng",
    "enga",
    "excelentissimo",
    "excelentissima",
];

/// First names that often begin a sentence.
const FIRST_NAMES: [&str; 112] = [
    "ana",
    "maria",
    "joao",
    "jose",
    "pedro",
    "paulo",
    "carlos",
    "lucas",
    "mateus",
    "matheus",
    "marcos",
    "marco",
    "luiz",
    "luis",
    "gabriel",
    "rafael",
    "daniel",
    "marcelo",
    "bruno",
    "eduardo",
    "felipe",
    "rodrigo",
    "fernando",
    "gustavo",
    "guilherme",
    "ricardo",
    "andre",
    "antonio",
    "francisco",
    "leonardo",
    "thiago",
    "tiago",
    "diego",
    "vinicius",
    "caio",
    "renato",
    "roberto",
    "sergio",
    "fabio",
    "juliana",
    "fernanda",
    "patricia",
    "aline",
    "camila",
    "amanda",
    "bruna",
    "jessica",
    "leticia",
    "julia",
    "luciana",
    "mariana",
    "marina",
    "vanessa",
    "beatriz",
    "larissa",
    "gabriela",
    "rafaela",
    "carla",
    "paula",
    "carolina",
    "renata",
    "simone",
    "sandra",
    "claudia",
    "adriana",
    "priscila",
    "tatiane",
    "debora",
    "helena",
    "laura",
    "alice",
    "isabela",
    "sofia",
    "luiza",
    "luisa",
    "clara",
    "cecilia",
    "john",
    "mary",
    "james",
    "robert",
    "michael",
    "william",
    "david",
    "richard",
    "thomas",
    "mark",
    "paul",
    "peter",
    "steven",
    "kevin",
    "brian",
    "george",
    "linda",
    "barbara",
    "susan",
    "jennifer",
    "sarah",
    "karen",
    "nancy",
    "lisa",
    "emily",
    "emma",
    "anna",
    "kate",
    "jane",
    "alex",
    "sam",
    "priya",
    "ahmed",
    "fatima",
    "yuki",
];

/// Which words are names or honorifics: an honorific and the capitalised words after it, a capitalised word within a
/// sentence that is neither a skill nor a word of the bank for this question, and a common first name at its beginning.
pub(super) fn names(reading: &Reading, asked: &Asked<'_>) -> Vec<usize> {
    let known = known_words(asked);
    let is_start = |at: usize| reading.sentences.iter().any(|range| range.start == at);
    let mut found: Vec<usize> = Vec::new();
    for at in 0..reading.words.len() {
        let word = &reading.words[at];
        let surface = &reading.text[word.start..word.end];
        let after_name = at > 0 && found.last() == Some(&(at - 1));
        let capitalised = is_capitalised(surface);
        let folded = word.folded.as_str();
        let named = HONORIFICS.contains(&folded) && is_honorific(reading, at)
            || capitalised && FIRST_NAMES.contains(&folded)
            || capitalised && (!is_start(at) || after_name) && !known(folded, surface)
            || after_name && is_between(reading, at);
        if named {
            found.push(at);
        }
    }
    found
}

/// "seu" and "dona" are words, too: only a capitalised word after them makes them a form of address.
fn is_honorific(reading: &Reading, at: usize) -> bool {
    let next = reading.words.get(at + 1);
    next.is_some_and(|next| is_capitalised(&reading.text[next.start..next.end]))
}

/// "da" in "Ana da Silva".
fn is_between(reading: &Reading, at: usize) -> bool {
    ["da", "de", "do", "das", "dos"].contains(&reading.words[at].folded.as_str()) && is_honorific(reading, at)
}

/// A capital, then a small letter: not an acronym.
fn is_capitalised(surface: &str) -> bool {
    let mut chars = surface.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
}

/// Words that the gazetteer or the question's own terms know, which are therefore no names.
fn known_words(asked: &Asked<'_>) -> impl Fn(&str, &str) -> bool {
    let wording = asked.question.wording(asked.language);
    let terms = wording.signals.iter().flat_map(|signal| signal.terms.iter().map(String::as_str));
    let texts = terms.chain([wording.question.as_str()]);
    let own: Vec<String> = texts
        .flat_map(|text| crate::interview::word::words(text).into_iter().map(|word| word.folded))
        .collect();
    move |folded, surface| {
        own.iter().any(|word| are_kin(word, folded)) || !gazetteer().find(surface).is_empty()
    }
}
