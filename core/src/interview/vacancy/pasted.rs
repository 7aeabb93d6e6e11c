//! Where a pasted description says what it is for.
//!
//! Advertisements begin with the title, or with a label ("Vaga: …"), or with what the company says of itself; the level is in the
//! title, behind a label ("Nível: …"), or where it says whom it looks for.

use super::level_in;
use crate::{
    family::Family,
    interview::word::n_words,
    text::{fold, sentences},
};

/// Labels, folded, before a title and before a level.
const TITLE_LABELS: [&str; 10] = [
    "vaga",
    "cargo",
    "titulo",
    "titulo da vaga",
    "funcao",
    "posicao",
    "position",
    "job title",
    "title",
    "role",
];
const LEVEL_LABELS: [&str; 6] =
    ["nivel", "senioridade", "nivel da vaga", "level", "seniority", "experience level"];

/// How lines begin, folded, that are about the company or open a section.
const NO_TITLES: [&str; 16] = [
    "sobre",
    "quem somos",
    "a empresa",
    "empresa",
    "somos",
    "descricao",
    "nossa",
    "venha",
    "about",
    "who we are",
    "we are",
    "we build",
    "our",
    "company",
    "job description",
    "atividades",
];

/// How descriptions say, folded, whom they look for.
const SEEKS: [&str; 9] = [
    "buscamos",
    "procuramos",
    "contratamos",
    "estamos contratando",
    "vaga para",
    "looking for",
    "hiring",
    "seeking",
    "we need",
];

/// Lines in which a title is looked for, and words it has at most.
const MAX_LINES: usize = 15;
const MAX_TITLE_WORDS: usize = 12;

/// The line that names the vacancy, without its label; the first line where none stands out.
pub(super) fn title(description: &str) -> &str {
    let lines = || description.lines().map(str::trim).filter(|line| n_words(line) > 0).take(MAX_LINES);
    let first = lines().next().unwrap_or_default();
    let labelled = lines().find_map(|line| labelled(line, &TITLE_LABELS));
    let may_be = |line: &&str| {
        n_words(line) <= MAX_TITLE_WORDS && !line.ends_with(['.', ';', ':']) && !is_about_the_company(line)
    };
    let tells = |line: &&str| {
        may_be(line)
            && labelled_any(line).is_none()
            && (Family::of_title(line).is_some() || level_in(line).is_some())
    };
    labelled
        .or_else(|| Some(first).filter(may_be))
        .or_else(|| lines().find(tells))
        .or_else(|| lines().find(may_be))
        .unwrap_or(first)
}

/// The words that say the level, where the title does not.
pub(super) fn level<'a>(description: &'a str, title: &str) -> Option<&'a str> {
    let behind_label = description
        .lines()
        .filter_map(|line| labelled(line, &LEVEL_LABELS))
        .find(|said| level_in(said).is_some());
    let in_title = level_in(title).is_some();
    behind_label.or_else(|| {
        if in_title {
            return None;
        }
        let seeks = |sentence: &&str| {
            let folded = fold(sentence);
            SEEKS.iter().any(|seek| folded.contains(seek)) && level_in(sentence).is_some()
        };
        let whole = sentences(description).into_iter().map(|(_, sentence)| sentence).find(seeks)?;
        let names = |word: &&str| level_in(word).is_some();
        whole.split(|c: char| !c.is_alphanumeric()).find(names)
    })
}

/// What stands behind one of some labels.
fn labelled<'a>(line: &'a str, labels: &[&str]) -> Option<&'a str> {
    let (label, said) = labelled_any(line)?;
    labels.contains(&fold(label).as_str()).then_some(said)
}

/// A label and what stands behind it on the same line.
fn labelled_any(line: &str) -> Option<(&str, &str)> {
    let (label, said) = line.split_once(':')?;
    let label = label.trim_matches(|c: char| !c.is_alphanumeric());
    Some((label, said.trim_matches(|c: char| c.is_whitespace() || c == '*')))
        .filter(|(_, said)| n_words(said) > 0)
}

fn is_about_the_company(line: &str) -> bool {
    let folded = fold(line);
    let words = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
    NO_TITLES
        .iter()
        .any(|start| words.strip_prefix(start).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}
