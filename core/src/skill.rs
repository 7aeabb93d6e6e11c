//! Skills in text: a curated gazetteer of IT and business skills with their aliases.
//!
//! A skill is found by the index terms of one of its names, so inflection and accents do not matter. What that lets in too
//! much is kept out by the marks in `data/skills.txt`: names that are common words count only capitalised or in a list
//! with other skills, names of one letter or of employers too only in such a list, and phrases such as "go ahead" never. A name
//! before "Tecnologia" or "Ltda" is a company's.

mod phrase;

use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
    sync::OnceLock,
};

use crate::text::{Term, analyze, analyze_plain, fold, is_form, is_synonym};
use phrase::Phrases;

/// The gazetteer; its head says how a line is written.
const GAZETTEER: &str = include_str!("../../data/skills.txt");

/// Skills by the index terms of their names and aliases.
#[derive(Debug, Default)]
pub struct Gazetteer {
    names: Vec<String>,
    /// First term of an alias → the aliases that begin with it, longest first.
    aliases: HashMap<String, Vec<Alias>>,
    /// What stands for a group of synonyms → the skill that one of them names.
    synonyms: HashMap<String, usize>,
    /// Phrases in which no word is a skill.
    phrases: Phrases,
}

/// A name of a skill.
#[derive(Debug)]
struct Alias {
    /// Its index terms.
    terms: Vec<String>,
    /// As written.
    form: String,
    /// As written, folded.
    folded: String,
    /// The skill it names.
    skill: usize,
    spelling: Spelling,
}

/// How a name must be spelt to be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// In any case.
    Any,
    /// With a capital, or in a list of skills.
    Capitalised,
    /// Letter by letter.
    Exact,
    /// In any case, but only in a list of skills: the name of an employer or a word of everyday prose elsewhere.
    Listed,
}

/// A name found in a text.
#[derive(Debug)]
struct Hit {
    skill: usize,
    /// Bytes of the text.
    range: Range<usize>,
    /// Whether it counts by itself; else only in a list with others that do.
    is_sure: bool,
}

/// The gazetteer shipped with the engine, parsed once.
pub fn gazetteer() -> &'static Gazetteer {
    static SHIPPED: OnceLock<Gazetteer> = OnceLock::new();
    SHIPPED.get_or_init(|| Gazetteer::parse(GAZETTEER))
}

impl Gazetteer {
    /// Reads the line format of `data/skills.txt`.
    pub fn parse(source: &str) -> Self {
        let mut parsed = Self::default();
        for line in source.lines().filter(|line| !line.starts_with("# ")) {
            match line.strip_prefix("- ") {
                Some(phrases) => phrases.split('|').for_each(|phrase| parsed.phrases.add(phrase)),
                None => parsed.add_skill(line),
            }
        }
        for list in parsed.aliases.values_mut() {
            list.sort_by_key(|alias| std::cmp::Reverse(alias.terms.len()));
        }
        parsed
    }

    /// How many skills it knows.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    fn add_skill(&mut self, line: &str) {
        let mut forms = line.split('|').map(str::trim).filter(|form| !form.is_empty()).peekable();
        let Some(name) = forms.peek() else { return };
        let skill = self.names.len();
        self.names.push(name.trim_start_matches(['^', '=', '~', '&']).to_owned());
        for marked in forms.filter(|form| !form.starts_with('~')) {
            let spelling = match marked.chars().next() {
                Some('^') => Spelling::Capitalised,
                Some('=') => Spelling::Exact,
                Some('&') => Spelling::Listed,
                _ => Spelling::Any,
            };
            self.add_alias(marked.trim_start_matches(['^', '=', '&']), skill, spelling);
        }
    }

    fn add_alias(&mut self, form: &str, skill: usize, spelling: Spelling) {
        let whole = analyze(form)
            .into_iter()
            .find(|term| is_synonym(&term.text) && term.end - term.start == form.len());
        if let Some(whole) = whole.filter(|_| spelling == Spelling::Any) {
            self.synonyms.entry(whole.text).or_insert(skill);
        }
        let terms: Vec<String> = analyze_plain(form).into_iter().map(|term| term.text).collect();
        if let Some(first) = terms.first() {
            let list = self.aliases.entry(first.clone()).or_default();
            list.push(Alias { form: form.to_owned(), folded: fold(form), terms, skill, spelling });
        }
    }

    /// The skills a text names, each once, in the gazetteer's spelling and order. The longest alias wins: "Spring Boot"
    /// is not also "Spring".
    pub fn find(&self, text: &str) -> Vec<&str> {
        let found: BTreeSet<usize> = self.hits(text).into_iter().map(|hit| hit.skill).collect();
        found.into_iter().map(|skill| self.names[skill].as_str()).collect()
    }

    /// Every place where a skill is named, in order: the gazetteer's spelling and the bytes of the text.
    pub fn locate(&self, text: &str) -> Vec<(&str, Range<usize>)> {
        let hits = self.hits(text).into_iter();
        hits.map(|hit| (self.names[hit.skill].as_str(), hit.range)).collect()
    }

    /// The names that count, in the text's order.
    fn hits(&self, text: &str) -> Vec<Hit> {
        let terms = analyze_plain(text);
        let mut hits: Vec<Hit> = Vec::new();
        let mut at = 0;
        while at < terms.len() {
            at += match self.longest_at(&terms, at, text) {
                Some((length, hit)) => {
                    hits.push(hit);
                    length
                }
                None => 1,
            };
        }
        self.add_synonyms(&mut hits, text);
        if !hits.is_empty() {
            let silenced = self.phrases.find(text);
            let inside = |hit: &Hit, range: &Range<usize>| {
                range.start <= hit.range.start && hit.range.end <= range.end
            };
            hits.retain(|hit| !silenced.iter().any(|range| inside(hit, range)) && !is_employer(hit, text));
        }
        settle_lists(&mut hits, text);
        hits
    }

    /// Skills named by a synonym that the gazetteer does not list, where nothing was found yet. Only as the synonyms are
    /// spelt: of inflected words the gazetteer has those that mean the skill.
    fn add_synonyms(&self, hits: &mut Vec<Hit>, text: &str) {
        let n_listed = hits.len();
        for term in analyze(text).into_iter().filter(|term| is_synonym(&term.text)) {
            let Some(skill) = self.synonyms.get(&term.text) else { continue };
            let range = term.start..term.end;
            let overlaps = |hit: &Hit| hit.range.start < range.end && range.start < hit.range.end;
            if !hits[..n_listed].iter().any(overlaps) && is_form(&text[range.clone()]) {
                hits.push(Hit { skill: *skill, range, is_sure: true });
            }
        }
        hits.sort_by_key(|hit| hit.range.start);
    }

    fn longest_at(&self, terms: &[Term], at: usize, text: &str) -> Option<(usize, Hit)> {
        let candidates = self.aliases.get(&terms[at].text)?;
        candidates.iter().find_map(|alias| {
            let window = terms.get(at..at + alias.terms.len())?;
            let same = window.iter().zip(&alias.terms).all(|(term, alias)| term.text == *alias);
            let hit = if same { alias.hit(window, text) } else { None };
            hit.map(|hit| (alias.terms.len(), hit))
        })
    }
}

impl Alias {
    /// The hit, if the words that share the alias's terms can be meant as it.
    ///
    /// Several words in a row may be inflected ("testes automatizados"); one word must be the name itself, so that "chefe" is
    /// not Chef, nor "base" Basis.
    fn hit(&self, window: &[Term], text: &str) -> Option<Hit> {
        let range = window.first()?.start..window.last()?.end;
        if window.len() > 1 {
            let surface = &text[range.clone()];
            return is_one_phrase(surface, window.len()).then_some(Hit {
                skill: self.skill,
                range,
                is_sure: true,
            });
        }
        // The name may go on where its terms end: "Hyper-V" has one, as the "V" says nothing by itself.
        let surface = self.same_length(&text[range.start..]);
        let range = range.start..range.start + surface.len();
        // "R$ 5.000" is money.
        if fold(surface) != self.folded
            || text[range.end..].starts_with(|c: char| c == '$' || c.is_alphanumeric())
        {
            return None;
        }
        let is_letter = self.form.chars().count() == 1;
        let is_capitalised = surface.chars().next().is_some_and(char::is_uppercase);
        match self.spelling {
            Spelling::Exact if surface != self.form => None,
            Spelling::Any | Spelling::Exact => Some(Hit { skill: self.skill, range, is_sure: !is_letter }),
            Spelling::Capitalised => Some(Hit { skill: self.skill, range, is_sure: is_capitalised }),
            Spelling::Listed => Some(Hit { skill: self.skill, range, is_sure: false }),
        }
    }
}

impl Alias {
    /// As much of a text as the name is long.
    fn same_length<'a>(&self, text: &'a str) -> &'a str {
        let end = text.char_indices().nth(self.form.chars().count()).map_or(text.len(), |(at, _)| at);
        &text[..end]
    }
}

/// Whether words belong together: stop words may stand between them, whole clauses and ends of clauses may not.
fn is_one_phrase(surface: &str, n_words: usize) -> bool {
    let is_end = |c: char| matches!(c, ',' | ';' | ':' | '!' | '?' | '(' | ')' | '|' | '•');
    surface.len() <= 12 + 14 * n_words && !surface.contains(is_end) && !surface.contains(". ")
}

/// Whether a name is that of a company: "Solaris Tecnologia", "Oracle Ltda". A name that counts only in lists may have another word
/// before what makes it one: "Prisma Norte Tecnologia".
fn is_employer(hit: &Hit, text: &str) -> bool {
    const COMPANY: [&str; 9] = [
        "Tecnologia",
        "Tecnologias",
        "Sistemas",
        "Consultoria",
        "Informática",
        "Soluções",
        "Technologies",
        "Ltda",
        "LTDA",
    ];
    let is_capitalised = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    if !is_capitalised(&text[hit.range.clone()]) || !text[hit.range.end..].starts_with(' ') {
        return false;
    }
    let line = text[hit.range.end..].lines().next().unwrap_or_default();
    let mut words = line.split(' ').filter(|word| !word.is_empty());
    let is_company = |word: Option<&str>| {
        word.is_some_and(|word| COMPANY.contains(&word.trim_end_matches(|c: char| !c.is_alphanumeric())))
    };
    let next = words.next();
    let is_name = next.is_some_and(|word| is_capitalised(word) && word.chars().all(char::is_alphabetic));
    is_company(next) || !hit.is_sure && is_name && is_company(words.next())
}

/// Keeps unsure hits that stand in a list next to sure ones; a list passes it on: "css, react e angular".
fn settle_lists(hits: &mut Vec<Hit>, text: &str) {
    let listed: Vec<bool> = hits
        .windows(2)
        .map(|pair| is_list_gap(text.get(pair[0].range.end..pair[1].range.start).unwrap_or("\u{0}")))
        .collect();
    for at in 1..hits.len() {
        hits[at].is_sure |= listed[at - 1] && hits[at - 1].is_sure;
    }
    for at in (1..hits.len()).rev() {
        hits[at - 1].is_sure |= listed[at - 1] && hits[at].is_sure;
    }
    hits.retain(|hit| hit.is_sure);
}

/// Whether nothing but separators and "and" stands between two names.
fn is_list_gap(gap: &str) -> bool {
    let is_separator =
        |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '|' | '•' | '·' | '-' | '–' | '+' | '&');
    gap.split(is_separator).all(|word| matches!(word, "" | "e" | "ou" | "and" | "or"))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{GAZETTEER, fold, gazetteer};

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
    fn synonyms_that_the_gazetteer_does_not_list_name_its_skills() {
        for (text, skill) in [
            ("dono do produto em dois times", "Product Owner"),
            ("aprendizagem de máquina aplicada a crédito", "Machine Learning"),
            ("vivência com kubernets", "Kubernetes"),
        ] {
            assert!(gazetteer().find(text).contains(&skill), "{text}: {:?}", gazetteer().find(text));
        }
    }

    #[test]
    fn ordinary_words_are_not_skills() {
        for text in [
            "vou dar suporte e seguir em frente com a equipe",
            "controle de acesso ao estacionamento, chefe de setor, base de clientes",
            "go ahead and express your opinion",
            "salário de R$ 5.000 e plano C de saúde em Goiânia/GO",
        ] {
            assert_eq!(gazetteer().find(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn employers_and_everyday_words_are_no_skills() {
        for text in [
            "Desenvolvedor Júnior – Solaris Tecnologia (01/2010)",
            "Prisma Norte Tecnologia | jun/2015",
            "Segui os padrões de comunicação entre serviços, com autonomia nas entregas.",
            "Técnico em Redes de Computadores – Centro Universitário",
            "Tecnologia em Redes de Computadores; Instituto Federal",
        ] {
            assert_eq!(gazetteer().find(text), Vec::<&str>::new(), "{text}");
        }
        assert!(gazetteer().find("Servidores Linux, Solaris e AIX").contains(&"Solaris"));
        assert_eq!(gazetteer().find("Node.js, Prisma e Docker").len(), 3);
        assert_eq!(gazetteer().find("Administração de redes Cisco").len(), 2);
        assert!(gazetteer().find("boa comunicação").contains(&"Comunicação"));
    }

    #[test]
    fn common_words_and_letters_count_in_a_list_of_skills() {
        assert_eq!(gazetteer().find("html, react e angular"), ["HTML", "React", "Angular"]);
        assert_eq!(gazetteer().find("C/C++"), ["C++", "C"]);
        assert_eq!(gazetteer().find("Python ou R"), ["Python", "R"]);
        assert_eq!(gazetteer().find("we react to change; html"), ["HTML"]);
    }

    #[test]
    fn the_gazetteer_is_large_and_names_nothing_twice() {
        assert!(gazetteer().len() >= 700, "{}", gazetteer().len());
        let mut seen: HashMap<String, &str> = HashMap::new();
        for line in GAZETTEER.lines().filter(|line| !line.starts_with("# ") && !line.starts_with("- ")) {
            for form in line.split('|').map(str::trim) {
                assert!(!form.is_empty(), "an empty form in {line:?}");
                // Marked forms may differ in case alone: "=npm | =NPM".
                let key = if form.starts_with('=') {
                    form.to_owned()
                } else {
                    fold(form.trim_start_matches(['^', '~', '&']))
                };
                if let Some(before) = seen.insert(key, line) {
                    panic!("{form} is in {before:?} and {line:?}");
                }
            }
        }
    }

    #[test]
    fn every_name_is_found_as_it_is_written() {
        let lost: Vec<&str> = GAZETTEER
            .lines()
            .filter(|line| {
                !line.starts_with("# ") && !line.starts_with("- ") && !line.starts_with(['~', '&'])
            })
            .filter_map(|line| line.split('|').next())
            .map(|name| name.trim().trim_start_matches(['^', '=']))
            .filter(|name| name.chars().count() > 1 && !gazetteer().find(name).contains(name))
            .collect();
        assert!(lost.is_empty(), "{lost:?}");
    }
}

#[cfg(test)]
#[path = "skill/evaluation.rs"]
mod evaluation;
