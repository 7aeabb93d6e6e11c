//! The engine's own sentences, in both languages.

use super::{Kind, Probe, ProbeKind, weigh::Weighed};
use crate::{family::Family, text::Language};

/// Words shown of what a vacancy asks for.
const MAX_SHOWN: usize = 3;

/// Why a question is asked.
pub(super) fn why(weighed: Option<&Weighed<'_>>, kind: Kind, language: Language) -> String {
    let asked = weighed.map_or(&[][..], |weighed| &weighed.asked_by);
    let shown = asked.iter().take(MAX_SHOWN).map(|term| format!("“{term}”")).collect::<Vec<_>>().join(", ");
    let (n, of) = weighed.map_or((0, 0), |weighed| (weighed.n_hires, weighed.n_looked_at));
    let shows = shown_by(n, of, language);
    match (language, asked.is_empty(), n) {
        (Language::Pt, false, 0) => format!("A vaga fala de {shown}."),
        (Language::Pt, false, _) => format!("A vaga fala de {shown}; {shows}."),
        (Language::En, false, 0) => format!("The vacancy speaks of {shown}."),
        (Language::En, false, _) => format!("The vacancy speaks of {shown}; {shows}."),
        (_, true, 1..) if !is_general(kind) => format!("{shows}."),
        _ => in_general(weighed, language),
    }
}

/// "9 de 10 contratações para vagas parecidas mostram isso".
fn shown_by(n: usize, of: usize, language: Language) -> String {
    match (language, n) {
        (Language::Pt, 1) => format!("{n} de {of} contratações para vagas parecidas mostra isso"),
        (Language::Pt, _) => format!("{n} de {of} contratações para vagas parecidas mostram isso"),
        (Language::En, 1) => format!("{n} of {of} hires for similar vacancies shows it"),
        (Language::En, _) => format!("{n} of {of} hires for similar vacancies show it"),
    }
}

/// Why something is asked that neither the vacancy nor its hires speak of.
fn in_general(weighed: Option<&Weighed<'_>>, language: Language) -> String {
    let trade = weighed.filter(|weighed| weighed.is_own);
    let trade = trade.and_then(|weighed| Family::from_id(weighed.competency.family()));
    match (language, trade.map(|trade| trade.label(language))) {
        (Language::Pt, Some(trade)) => format!("É assunto de entrevistas da área: {trade}."),
        (Language::En, Some(trade)) => format!("Interviews of this field ask about it: {trade}."),
        (Language::Pt, None) => "Faz parte de toda entrevista.".to_owned(),
        (Language::En, None) => "It is part of every interview.".to_owned(),
    }
}

fn is_general(kind: Kind) -> bool {
    matches!(kind, Kind::Opening | Kind::Closing)
}

/// A question, led in by what in the CV led to it. The lead-in asks nothing.
pub(super) fn led_in(question: &str, probe: Option<&Probe>, language: Language) -> String {
    let Some(Probe { kind, term }) = probe else { return question.to_owned() };
    // What the CV says in several words is quoted as a saying, a name of something is not.
    let is_saying = term.split_whitespace().count() > 3;
    match (language, kind) {
        (Language::Pt, ProbeKind::Claim) if is_saying => format!("Seu currículo diz: “{term}”. {question}"),
        (Language::En, ProbeKind::Claim) if is_saying => format!("Your CV says: “{term}”. {question}"),
        (Language::Pt, ProbeKind::Claim) => format!("Seu currículo cita {term}. {question}"),
        (Language::Pt, ProbeKind::Gap) => {
            format!("A vaga pede {term}, e seu currículo não fala disso. {question}")
        }
        (Language::En, ProbeKind::Claim) => format!("Your CV mentions {term}. {question}"),
        (Language::En, ProbeKind::Gap) => {
            format!("The vacancy asks for {term}, which your CV does not mention. {question}")
        }
    }
}

/// How to bring an example to a vacancy: by skills it names that went unsaid, else by what it says of the competency. Empty for
/// questions that are about the candidate, and where the vacancy says nothing.
pub(super) fn bring(kind: Kind, unsaid: &[String], asked_by: &[String], language: Language) -> String {
    if is_general(kind) {
        return String::new();
    }
    let skills = listed(unsaid, language);
    match (language, unsaid.is_empty(), asked_by.first()) {
        (Language::Pt, false, _) => {
            format!("Para esta vaga, conte um caso seu e diga o que fez com {skills}.")
        }
        (Language::En, false, _) => {
            format!("For this vacancy, tell a case of your own and say what you did with {skills}.")
        }
        (Language::Pt, true, Some(said)) => {
            format!("Esta vaga fala de “{said}”: escolha um caso seu em que isso apareça.")
        }
        (Language::En, true, Some(said)) => {
            format!("This vacancy speaks of “{said}”: choose a case of your own that shows it.")
        }
        (_, true, None) => String::new(),
    }
}

/// "Docker, Git e Kafka".
fn listed(names: &[String], language: Language) -> String {
    let and = match language {
        Language::Pt => "e",
        Language::En => "and",
    };
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}
