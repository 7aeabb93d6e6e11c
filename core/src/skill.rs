//! Skills in text: a curated gazetteer of IT and business skills with their aliases.

use std::{
    collections::{BTreeSet, HashMap},
    sync::OnceLock,
};

use crate::text::{Term, analyze, fold};

/// The gazetteer: one skill a line, `Name | alias | alias`. A line that starts with
/// `# ` is a comment.
const GAZETTEER: &str = include_str!("../../data/skills.txt");

/// Skills by the index terms of their names and aliases.
#[derive(Debug)]
pub struct Gazetteer {
    names: Vec<String>,
    /// First term of an alias → the aliases that begin with it, longest first.
    aliases: HashMap<String, Vec<Alias>>,
}

/// A name of a skill.
#[derive(Debug)]
struct Alias {
    /// Its index terms.
    terms: Vec<String>,
    /// As written, folded.
    folded: String,
    /// The skill it names.
    skill: usize,
}

/// The gazetteer shipped with the engine, parsed once.
pub fn gazetteer() -> &'static Gazetteer {
    static SHIPPED: OnceLock<Gazetteer> = OnceLock::new();
    SHIPPED.get_or_init(|| Gazetteer::parse(GAZETTEER))
}

impl Gazetteer {
    /// Reads the line format above. Later aliases never replace earlier ones.
    pub fn parse(source: &str) -> Self {
        let mut parsed = Self { names: Vec::new(), aliases: HashMap::new() };
        for line in source.lines().filter(|line| !line.trim_start().starts_with("# ")) {
            parsed.add_line(line);
        }
        parsed
    }

    fn add_line(&mut self, line: &str) {
        let mut forms = line.split('|').map(str::trim).filter(|form| !form.is_empty());
        let Some(name) = forms.next() else { return };
        let skill = self.names.len();
        self.names.push(name.to_owned());
        for form in std::iter::once(name).chain(forms) {
            let terms: Vec<String> = analyze(form).into_iter().map(|term| term.text).collect();
            // "Control M" without its "M" would be "control", and match any "controle".
            let lost_a_word = terms.len() == 1 && form.contains(' ');
            if let Some(first) = terms.first().filter(|_| !lost_a_word) {
                let list = self.aliases.entry(first.clone()).or_default();
                list.push(Alias { folded: fold(form), terms, skill });
                list.sort_by_key(|alias| std::cmp::Reverse(alias.terms.len()));
            }
        }
    }

    /// The skills a text names, each once, in the gazetteer's spelling and order. The longest alias wins: "Spring Boot"
    /// is not also "Spring".
    pub fn find(&self, text: &str) -> Vec<&str> {
        let terms = analyze(text);
        let mut found = BTreeSet::new();
        let mut at = 0;
        while at < terms.len() {
            at += match self.longest_at(&terms, at, text) {
                Some((length, skill)) => {
                    found.insert(skill);
                    length
                }
                None => 1,
            };
        }
        found.into_iter().map(|skill| self.names[skill].as_str()).collect()
    }

    fn longest_at(&self, terms: &[Term], at: usize, text: &str) -> Option<(usize, usize)> {
        let candidates = self.aliases.get(&terms[at].text)?;
        candidates.iter().find_map(|alias| {
            let window = terms.get(at..at + alias.terms.len())?;
            let same = window.iter().zip(&alias.terms).all(|(term, alias)| term.text == *alias);
            (same && is_spelled_as(alias, window, text)).then_some((alias.terms.len(), alias.skill))
        })
    }
}

/// Whether the words that share an alias's terms are meant as that alias.
///
/// Several words in a row may be inflected ("testes automatizados"); one word must be the name itself, so that "chefe" is
/// not Chef, nor "base" Basis; and a name that is also a common word must be capitalised.
fn is_spelled_as(alias: &Alias, window: &[Term], text: &str) -> bool {
    let (Some(first), Some(last)) = (window.first(), window.last()) else { return false };
    let surface = &text[first.start..last.end];
    if window.len() > 1 {
        // Stop words may stand between, whole clauses may not.
        return surface.len() <= 12 + 14 * window.len();
    }
    let is_capitalised = surface.chars().next().is_some_and(char::is_uppercase);
    fold(surface) == alias.folded && (is_capitalised || !COMMON_WORDS.contains(&alias.folded.as_str()))
}

/// Names that are common words of Portuguese or English when they are not capitalised.
const COMMON_WORDS: [&str; 24] = [
    "ad",
    "angular",
    "apex",
    "assembler",
    "basis",
    "batch",
    "c",
    "chef",
    "dart",
    "express",
    "go",
    "helm",
    "hive",
    "lean",
    "oracle",
    "po",
    "r",
    "react",
    "remedy",
    "ruby",
    "rust",
    "scala",
    "spring",
    "swift",
];

#[cfg(test)]
mod tests {
    use super::gazetteer;

    #[test]
    fn finds_aliases_and_prefers_the_longest() {
        let text = "Experiência com Spring Boot, C#, k8s e banco PostgreSQL; testes em Selenium.";
        let found = gazetteer().find(text);
        for skill in ["Spring Boot", "C#", "Kubernetes", "PostgreSQL", "Selenium"] {
            assert!(found.contains(&skill), "{skill} in {found:?}");
        }
        assert!(!found.contains(&"Spring"));
    }

    #[test]
    fn ordinary_words_are_not_skills() {
        for text in [
            "vou dar suporte e seguir em frente com a equipe",
            "controle de acesso ao estacionamento, chefe de setor, base de clientes",
            "go ahead and express your opinion",
        ] {
            assert_eq!(gazetteer().find(text), Vec::<&str>::new(), "{text}");
        }
    }
}
