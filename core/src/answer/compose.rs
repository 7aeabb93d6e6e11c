//! The opening of every answer: what the retrieved hires share, counted and cited, without a model.

use std::collections::{BTreeMap, BTreeSet};

use super::{Numbers, Statement};
use crate::{
    family::Level,
    insight::{Panorama, disclosure::MIN_GROUP},
    retrieve::{Evidence, FilterKind, Filters, Source},
    text::Language,
};

/// Skills named in one sentence.
const MAX_SKILLS: usize = 6;

/// What an answer stands in, beside its evidence.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// Who was hired for what.
    pub panorama: &'a Panorama,
    /// The question's filters.
    pub filters: &'a Filters,
}

/// What the evidence itself says, in the question's language. Never empty: without evidence it says so.
///
/// Fewer than [`MIN_GROUP`] sources are not counted over: each is told of by itself, as it can be opened by itself.
pub fn compose(evidence: &Evidence, setting: &Setting<'_>) -> Vec<Statement> {
    compose_found(evidence, setting, Words::found)
}

/// What numbers over a whole group say, then which hires the evidence shows; or why they say nothing, then what the
/// evidence says. Without either it is [`compose`].
pub fn compose_with_numbers(evidence: &Evidence, numbers: &Numbers, setting: &Setting<'_>) -> Vec<Statement> {
    let mut said = numbers.statements.clone();
    if numbers.are_told {
        let shown = !evidence.sources.is_empty();
        // Beside a number of people, the length of the list must not look like one.
        said.extend(shown.then(|| hires(&evidence.sources, &Words::of(evidence.language), Words::nearest)));
    } else if said.is_empty() || evidence.sufficient {
        let found = if numbers.is_count_missing { Words::nearest } else { Words::found };
        said.extend(compose_found(evidence, setting, found));
        let only_sources = numbers.are_filtered && evidence.sources.len() >= MIN_GROUP;
        said.extend(only_sources.then(|| plain(Words::of(evidence.language).only_sources.to_owned())));
    }
    said
}

fn compose_found(evidence: &Evidence, setting: &Setting<'_>, found: Found) -> Vec<Statement> {
    let language = evidence.language;
    if let Some(filter) = evidence.emptied_by {
        return vec![plain(emptied(language, filter, setting.filters))];
    }
    if evidence.is_personal {
        return vec![plain(personal(language).to_owned())];
    }
    if !evidence.sufficient {
        return vec![plain(not_enough(language, setting.filters).to_owned())];
    }
    let sources = evidence.sources.as_slice();
    let words = Words::of(language);
    let levels_of = |source: &Source| level_names(source, setting.panorama, language);
    let opening = Some(hires(sources, &words, found));
    let parts = if sources.len() < MIN_GROUP {
        vec![opening, one_by_one(sources, levels_of, &words)]
    } else {
        vec![opening, skills(sources, &words), levels(sources, levels_of, &words)]
    };
    parts.into_iter().flatten().collect()
}

fn plain(text: String) -> Statement {
    Statement { text, citations: Vec::new() }
}

fn not_enough(language: Language, filters: &Filters) -> &'static str {
    match (language, filters.is_empty()) {
        (Language::Pt, true) => {
            "Não encontrei evidência suficiente no histórico de contratações para responder a essa pergunta. \
             Tente citar uma tecnologia, um cargo ou uma área."
        }
        (Language::En, true) => {
            "I did not find enough evidence in the hiring history to answer this question. \
             Try naming a technology, a role or an area."
        }
        (Language::Pt, false) => {
            "Entre os perfis que passam pelos filtros, não encontrei evidência suficiente para responder a essa pergunta. \
             Retire um filtro ou pergunte de outro modo."
        }
        (Language::En, false) => {
            "Among the profiles that pass the filters, I did not find enough evidence to answer this question. \
             Remove a filter, or ask in another way."
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

/// Which filter is to be loosened: nothing was searched. Where several are set, it may only be that they do not go together.
fn emptied(language: Language, filter: FilterKind, filters: &Filters) -> String {
    let portuguese = match filter {
        FilterKind::Family => "área",
        FilterKind::Level => "nível",
        FilterKind::Contract => "contratação",
        FilterKind::English => "inglês",
        FilterKind::Spanish => "espanhol",
        FilterKind::Sap => "SAP",
        FilterKind::Place => "local",
    };
    let english = if filter == FilterKind::Sap { "SAP" } else { filter.code() };
    match (language, n_set(filters) > 1) {
        (Language::Pt, false) => {
            format!("Nenhum perfil contratado passa pelo filtro “{portuguese}”. Mude ou retire esse filtro.")
        }
        (Language::En, false) => {
            format!("No hired profile passes the filter “{english}”. Change or remove that filter.")
        }
        (Language::Pt, true) => format!(
            "Nenhum perfil contratado passa pelo filtro “{portuguese}” junto com os outros. Mude ou retire um deles."
        ),
        (Language::En, true) => format!(
            "No hired profile passes the filter “{english}” together with the others. Change or remove one of them."
        ),
    }
}

fn n_set(filters: &Filters) -> usize {
    let Filters { family, level, contract, english, spanish, sap, place } = filters;
    let set = [
        family.is_some(),
        level.is_some(),
        contract.is_some(),
        english.is_some(),
        spanish.is_some(),
        sap.is_some(),
        place.is_some(),
    ];
    set.into_iter().filter(|set| *set).count()
}

/// "Encontrei 5 perfis contratados …, em vagas como X [1][3] e Y [2]."
fn hires(sources: &[Source], words: &Words, found: Found) -> Statement {
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
    let [one, several] = found(words);
    let (found, for_jobs) = if sources.len() == 1 { (one, words.for_job) } else { (several, words.for_jobs) };
    let found = found.replace("{n}", &sources.len().to_string());
    let text = if named.is_empty() {
        format!("{found}.")
    } else {
        format!("{found}{for_jobs}{}.", list(&named, words.and))
    };
    statement(text, citations)
}

/// "Fonte a fonte: Sênior: Java e AWS [1]; Pleno: Python [2]."
fn one_by_one(
    sources: &[Source],
    levels_of: impl Fn(&Source) -> Vec<String>,
    words: &Words,
) -> Option<Statement> {
    let facts = |source: &Source| {
        let levels = list(&levels_of(source), words.and);
        let skills: Vec<String> = source.skills.iter().take(MAX_SKILLS).cloned().collect();
        let facts: Vec<String> =
            [levels, list(&skills, words.and)].into_iter().filter(|fact| !fact.is_empty()).collect();
        (!facts.is_empty())
            .then(|| (source.number, format!("{} {}", facts.join(": "), brackets(&[source.number]))))
    };
    let told: Vec<(usize, String)> = sources.iter().filter_map(facts).collect();
    let texts: Vec<&str> = told.iter().map(|(_, text)| text.as_str()).collect();
    let text = format!("{}{}.", words.one_by_one, texts.join("; "));
    (!told.is_empty()).then(|| statement(text, told.iter().map(|(number, _)| *number).collect()))
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
    ranked.retain(|(_, numbers)| numbers.len() >= 2);
    ranked.truncate(MAX_SKILLS);
    let of = |(skill, numbers): &(&str, Vec<usize>)| {
        format!("{skill} ({} {} {}) {}", numbers.len(), words.of, sources.len(), brackets(numbers))
    };
    let named: Vec<String> = ranked.iter().map(of).collect();
    let citations = ranked.iter().flat_map(|(_, numbers)| numbers.iter().copied()).collect();
    (!named.is_empty()).then(|| statement(format!("{}{}.", words.skills, list(&named, words.and)), citations))
}

/// "Níveis: Sênior (3) [1][2][4], Pleno (2) [3][5]." Somebody hired at two levels counts at both.
fn levels(
    sources: &[Source],
    levels_of: impl Fn(&Source) -> Vec<String>,
    words: &Words,
) -> Option<Statement> {
    let mut counts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for source in sources {
        for level in levels_of(source) {
            counts.entry(level).or_default().push(source.number);
        }
    }
    let mut ranked: Vec<(String, Vec<usize>)> = counts.into_iter().collect();
    ranked.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(&b.0)));
    let named: Vec<String> = ranked
        .iter()
        .map(|(level, numbers)| format!("{level} ({}) {}", numbers.len(), brackets(numbers)))
        .collect();
    let citations = ranked.iter().flat_map(|(_, numbers)| numbers.iter().copied()).collect();
    (!named.is_empty()).then(|| statement(format!("{}{}.", words.levels, list(&named, words.and)), citations))
}

/// The levels a profile was hired at, as the numbers count them; else what its titles or its own field say.
fn level_names(source: &Source, panorama: &Panorama, language: Language) -> Vec<String> {
    let hired_at: Vec<Level> = panorama.hired_at(&source.profile).into_iter().collect();
    let named = || {
        let titles = source.hires.iter().map(|hire| hire.title.as_str());
        titles.chain([source.level.as_str(), &source.profile_title]).find_map(Level::named_in)
    };
    let levels = if hired_at.is_empty() { named().into_iter().collect() } else { hired_at };
    levels.into_iter().map(|level| level.label(language).to_owned()).collect()
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

/// How the opening counts the list: for one source, and for several.
type Found = fn(&Words) -> [&'static str; 2];

struct Words {
    found: [&'static str; 2],
    nearest: [&'static str; 2],
    for_job: &'static str,
    for_jobs: &'static str,
    one_by_one: &'static str,
    skills: &'static str,
    levels: &'static str,
    only_sources: &'static str,
    of: &'static str,
    and: &'static str,
}

impl Words {
    fn of(language: Language) -> Self {
        match language {
            Language::Pt => Self {
                found: [
                    "Encontrei 1 perfil contratado ligado à pergunta",
                    "Encontrei {n} perfis contratados ligados à pergunta",
                ],
                nearest: [
                    "A fonte é o perfil contratado mais próximo da pergunta, não um total",
                    "As fontes são os {n} perfis contratados mais próximos da pergunta, não um total",
                ],
                for_job: ", para a vaga ",
                for_jobs: ", em vagas como ",
                one_by_one: "Fonte a fonte: ",
                skills: "As competências que mais aparecem nesses trechos: ",
                levels: "Níveis desses perfis: ",
                only_sources: "Com esses filtros não há números do grupo inteiro: a conta é só das fontes mostradas.",
                of: "de",
                and: " e ",
            },
            Language::En => Self {
                found: [
                    "I found 1 hired profile related to the question",
                    "I found {n} hired profiles related to the question",
                ],
                nearest: [
                    "The source is the hired profile nearest to the question, not a total",
                    "The sources are the {n} hired profiles nearest to the question, not a total",
                ],
                for_job: ", for the vacancy ",
                for_jobs: ", for vacancies such as ",
                one_by_one: "Source by source: ",
                skills: "The skills that appear most in these passages: ",
                levels: "Levels of these profiles: ",
                only_sources: "With these filters there are no numbers of the whole group: only the sources shown are counted.",
                of: "of",
                and: " and ",
            },
        }
    }

    fn found(&self) -> [&'static str; 2] {
        self.found
    }

    fn nearest(&self) -> [&'static str; 2] {
        self.nearest
    }
}

#[cfg(test)]
mod tests;
