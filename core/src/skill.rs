//! Skills in text: a curated gazetteer of IT and business skills with their aliases.

use std::{
    collections::{BTreeSet, HashMap},
    sync::OnceLock,
};

use crate::text::{analyze, fold};

/// The gazetteer: one skill a line, `Name | alias | alias`. A line that starts with
/// `# ` is a comment.
const GAZETTEER: &str = include_str!("../../data/skills.txt");

/// Skills by the index terms of their names and aliases.
#[derive(Debug)]
pub struct Gazetteer {
    names: Vec<String>,
    /// First term of an alias → (all its terms, skill).
    aliases: HashMap<String, Vec<(Vec<String>, usize)>>,
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
            if let Some(first) = terms.first() {
                let list = self.aliases.entry(first.clone()).or_default();
                if !list.iter().any(|(known, _)| *known == terms) {
                    list.push((terms, skill));
                    list.sort_by_key(|(terms, _)| std::cmp::Reverse(terms.len()));
                }
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

    fn longest_at(&self, terms: &[crate::text::Term], at: usize, text: &str) -> Option<(usize, usize)> {
        let candidates = self.aliases.get(&terms[at].text)?;
        candidates.iter().find_map(|(alias, skill)| {
            let window = terms.get(at..at + alias.len())?;
            let same = window.iter().zip(alias).all(|(term, alias)| term.text == *alias);
            let near = text[window[0].start..window[alias.len() - 1].end].len() <= 12 + 14 * alias.len();
            (same && near && self.spelling_fits(*skill, &text[window[0].start..window[0].end], alias.len()))
                .then_some((alias.len(), *skill))
        })
    }

    /// Short names that are also common words ("Go", "React" the verb, "Excel" the verb) must be capitalised.
    fn spelling_fits(&self, skill: usize, surface: &str, n_terms: usize) -> bool {
        let name = fold(&self.names[skill]);
        let ambiguous =
            ["go", "rust", "swift", "ruby", "dart", "spark", "oracle", "scala", "c", "r", "sap", "angular"];
        n_terms > 1
            || !ambiguous.contains(&name.as_str())
            || surface.chars().next().is_some_and(char::is_uppercase)
    }
}

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
        assert!(gazetteer().find("vou dar suporte e seguir em frente com a equipe").is_empty());
    }
}
