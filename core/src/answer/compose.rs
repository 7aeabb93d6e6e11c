//! The opening of every answer: what the retrieved hires share, counted and cited, without a model.

use std::collections::{BTreeMap, BTreeSet};

use super::{Numbers, Statement};
use crate::{
    retrieve::{Evidence, FilterKind, Source},
    text::Language,
};

/// Skills named in one sentence.
const MAX_SKILLS: usize = 6;

/// What the evidence itself says, in the question's language. Never empty: without evidence it says so.
pub fn compose(evidence: &Evidence) -> Vec<Statement> {
    if let Some(filter) = evidence.emptied_by {
        return vec![Statement { text: emptied(evidence.language, filter), citations: Vec::new() }];
    }
    if evidence.is_personal {
        return vec![Statement { text: personal(evidence.language).to_owned(), citations: Vec::new() }];
    }
    if !evidence.sufficient {
        return vec![Statement { text: not_enough(evidence.language).to_owned(), citations: Vec::new() }];
    }
    let sources = evidence.sources.as_slice();
    let words = Words::of(evidence.language);
    let parts = [Some(hires(sources, &words)), skills(sources, &words), levels(sources, &words)];
    parts.into_iter().flatten().collect()
}

/// What numbers over a whole group say, then which hires the evidence shows; or why they say nothing, then what the
/// evidence says. Without either it is [`compose`].
pub fn compose_with_numbers(evidence: &Evidence, numbers: &Numbers) -> Vec<Statement> {
    let mut said = numbers.statements.clone();
    if numbers.are_told {
        let shown = !evidence.sources.is_empty();
        said.extend(shown.then(|| hires(&evidence.sources, &Words::of(evidence.language))));
    } else if said.is_empty() || evidence.sufficient {
        said.extend(compose(evidence));
    }
    said
}

fn not_enough(language: Language) -> &'static str {
    match language {
        Language::Pt => {
            "Não encontrei evidência suficiente no histórico de contratações para responder a essa pergunta. \
             Tente citar uma tecnologia, um cargo ou uma área."
        }
        Language::En => {
            "I did not find enough evidence in the hiring history to answer this question. \
             Try naming a technology, a role or an area."
        }
    }
}

fn personal(language: Language) -> &'static str {
    match language {
        Language::Pt => {
            "O Recruta não guarda dados pessoais: nomes, contatos, endereços, idade, família, salários e senhas não fazem parte \
             da base. Pergunte sobre o trabalho de quem foi contratado: competências, experiência, nível, idiomas ou formação."
        }
        Language::En => {
            "Recruta keeps no personal data: names, contacts, addresses, age, family, salaries and passwords are not part of \
             its knowledge. Ask about the work of those hired: skills, experience, level, languages or education."
        }
    }
}

/// Which filter is to be loosened: nothing was searched.
fn emptied(language: Language, filter: FilterKind) -> String {
    let portuguese = match filter {
        FilterKind::Family => "área",
        FilterKind::Level => "nível",
        FilterKind::Contract => "contratação",
        FilterKind::English => "inglês",
        FilterKind::Spanish => "espanhol",
        FilterKind::Sap => "SAP",
        FilterKind::Place => "local",
    };
    match language {
        Language::Pt => {
            format!("Nenhum perfil contratado passa pelo filtro “{portuguese}”. Mude ou retire esse filtro.")
        }
        Language::En => {
            let english = if filter == FilterKind::Sap { "SAP" } else { filter.code() };
            format!("No hired profile passes the filter “{english}”. Change or remove that filter.")
        }
    }
}

/// "Encontrei 5 perfis contratados …, em vagas como X [1][3] e Y [2]."
fn hires(sources: &[Source], words: &Words) -> Statement {
    let mut titles: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for source in sources {
        for hire in source.hires.iter().take(1).filter(|hire| !hire.title.is_empty()) {
            titles.entry(hire.title.as_str()).or_default().push(source.number);
        }
    }
    let mut ranked: Vec<(&str, Vec<usize>)> = titles.into_iter().collect();
    ranked.sort_by_key(|(_, numbers)| (std::cmp::Reverse(numbers.len()), numbers[0]));
    let named: Vec<String> =
        ranked.iter().take(3).map(|(title, numbers)| format!("“{title}” {}", brackets(numbers))).collect();
    let citations = ranked.iter().take(3).flat_map(|(_, numbers)| numbers.iter().copied()).collect();
    let found = if sources.len() == 1 { words.found_one } else { words.found };
    let found = found.replace("{n}", &sources.len().to_string());
    let text = if named.is_empty() {
        format!("{found}.")
    } else {
        format!("{found}{}{}.", words.for_jobs, list(&named, words.and))
    };
    statement(text, citations)
}

/// "As competências que mais se repetem: Python (5 de 5) [1]…, Django (3 de 5) [2]…."
fn skills(sources: &[Source], words: &Words) -> Option<Statement> {
    let mut counts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for source in sources {
        for skill in &source.skills {
            counts.entry(skill).or_default().push(source.number);
        }
    }
    let mut ranked: Vec<(&str, Vec<usize>)> = counts.into_iter().collect();
    ranked.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(b.0)));
    // A skill only one of several profiles has is no pattern.
    let enough = if sources.len() > 2 { 2 } else { 1 };
    ranked.retain(|(_, numbers)| numbers.len() >= enough);
    ranked.truncate(MAX_SKILLS);
    let of = |(skill, numbers): &(&str, Vec<usize>)| {
        format!("{skill} ({} {} {}) {}", numbers.len(), words.of, sources.len(), brackets(numbers))
    };
    let named: Vec<String> = ranked.iter().map(of).collect();
    let citations = ranked.iter().flat_map(|(_, numbers)| numbers.iter().copied()).collect();
    (!named.is_empty()).then(|| statement(format!("{}{}.", words.skills, list(&named, words.and)), citations))
}

/// "Níveis: Sênior (3) [1][2][4], Pleno (2) [3][5]."
fn levels(sources: &[Source], words: &Words) -> Option<Statement> {
    let mut counts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for source in sources.iter().filter(|source| !source.level.trim().is_empty()) {
        counts.entry(source.level.trim()).or_default().push(source.number);
    }
    let mut ranked: Vec<(&str, Vec<usize>)> = counts.into_iter().collect();
    ranked.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(b.0)));
    let named: Vec<String> = ranked
        .iter()
        .map(|(level, numbers)| format!("{level} ({}) {}", numbers.len(), brackets(numbers)))
        .collect();
    let citations = ranked.iter().flat_map(|(_, numbers)| numbers.iter().copied()).collect();
    (!named.is_empty()).then(|| statement(format!("{}{}.", words.levels, list(&named, words.and)), citations))
}

fn statement(text: String, citations: Vec<usize>) -> Statement {
    let unique: BTreeSet<usize> = citations.into_iter().collect();
    Statement { text, citations: unique.into_iter().collect() }
}

pub(super) fn brackets(numbers: &[usize]) -> String {
    numbers.iter().map(|number| format!("[{number}]")).collect()
}

fn list(items: &[String], and: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{}{and}{last}", rest.join(", ")),
    }
}

struct Words {
    found: &'static str,
    found_one: &'static str,
    for_jobs: &'static str,
    skills: &'static str,
    levels: &'static str,
    of: &'static str,
    and: &'static str,
}

impl Words {
    fn of(language: Language) -> Self {
        match language {
            Language::Pt => Self {
                found: "Encontrei {n} perfis contratados ligados à pergunta",
                found_one: "Encontrei 1 perfil contratado ligado à pergunta",
                for_jobs: ", em vagas como ",
                skills: "As competências que mais aparecem nesses trechos: ",
                levels: "Níveis desses perfis: ",
                of: "de",
                and: " e ",
            },
            Language::En => Self {
                found: "I found {n} hired profiles related to the question",
                found_one: "I found 1 hired profile related to the question",
                for_jobs: ", for vacancies such as ",
                skills: "The skills that appear most in these passages: ",
                levels: "Levels of these profiles: ",
                of: "of",
                and: " and ",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::compose;
    use crate::{
        retrieve::{Evidence, FilterKind, Source, SourceHire},
        text::Language,
    };

    fn source(number: usize, title: &str, level: &str, skills: &[&str]) -> Source {
        Source {
            number,
            passage_id: format!("{number}-0"),
            profile: number.to_string(),
            profile_title: String::new(),
            level: level.to_owned(),
            english: String::new(),
            hires: vec![SourceHire {
                vacancy: "1".into(),
                title: title.to_owned(),
                status: "Aprovado".into(),
            }],
            text: String::new(),
            highlights: Vec::new(),
            skills: skills.iter().map(|skill| (*skill).to_owned()).collect(),
            score: 0.9,
        }
    }

    fn evidence(language: Language, sources: Vec<Source>) -> Evidence {
        let sufficient = !sources.is_empty();
        Evidence { language, sufficient, confidence: 0.9, sources, emptied_by: None, is_personal: false }
    }

    #[test]
    fn personal_data_is_refused_with_what_can_be_asked_instead() {
        let refused = |language| {
            let evidence = Evidence { is_personal: true, ..evidence(language, Vec::new()) };
            compose(&evidence).remove(0).text
        };
        assert!(refused(Language::Pt).contains("não guarda dados pessoais"));
        assert!(refused(Language::En).contains("keeps no personal data"));
    }

    #[test]
    fn counts_skills_and_cites_who_has_them() {
        let sources = vec![
            source(1, "Dev Python", "Sênior", &["Python", "Django"]),
            source(2, "Dev Python", "Pleno", &["Python", "AWS"]),
            source(3, "Engenheiro de Dados", "Sênior", &["Python", "Django"]),
        ];
        let said = compose(&evidence(Language::Pt, sources));
        assert_eq!(
            said[0].text,
            "Encontrei 3 perfis contratados ligados à pergunta, em vagas como “Dev Python” [1][2] e “Engenheiro de Dados” [3]."
        );
        assert_eq!(
            said[1].text,
            "As competências que mais aparecem nesses trechos: Python (3 de 3) [1][2][3] e Django (2 de 3) [1][3]."
        );
        assert_eq!(said[1].citations, [1, 2, 3]);
        assert_eq!(said[2].text, "Níveis desses perfis: Sênior (2) [1][3] e Pleno (1) [2].");
    }

    #[test]
    fn without_evidence_it_says_so_in_the_questions_language() {
        let said = compose(&evidence(Language::En, Vec::new()));
        assert_eq!(said.len(), 1);
        assert!(said[0].text.starts_with("I did not find enough evidence") && said[0].citations.is_empty());
        assert!(
            compose(&evidence(Language::Pt, Vec::new()))[0]
                .text
                .starts_with("Não encontrei evidência suficiente")
        );
    }
    #[test]
    fn a_filter_that_leaves_nobody_is_named() {
        let emptied = |language, filter| {
            let evidence = Evidence { emptied_by: Some(filter), ..evidence(language, Vec::new()) };
            compose(&evidence).remove(0).text
        };
        assert!(emptied(Language::Pt, FilterKind::Level).contains("filtro “nível”"));
        assert!(emptied(Language::En, FilterKind::Place).contains("the filter “place”"));
    }
}
