//! The engine's own sentences, in both languages.

use super::{Kind, Probe, ProbeKind, weigh::Weighed};
use crate::text::Language;

/// Words shown of what a vacancy asks for.
const MAX_SHOWN: usize = 3;

/// Why a question is asked.
pub(super) fn why(weighed: Option<&Weighed<'_>>, kind: Kind, language: Language) -> String {
    let asked = weighed.map_or(&[][..], |weighed| &weighed.asked_by);
    let shown = asked.iter().take(MAX_SHOWN).map(|term| format!("“{term}”")).collect::<Vec<_>>().join(", ");
    let (n, of) = weighed.map_or((0, 0), |weighed| (weighed.n_hires, weighed.n_looked_at));
    match (language, asked.is_empty(), n) {
        (Language::Pt, false, 0) => format!("A vaga fala de {shown}."),
        (Language::Pt, false, _) => {
            format!("A vaga fala de {shown}; {n} de {of} contratações para vagas parecidas mostram isso.")
        }
        (Language::En, false, 0) => format!("The vacancy speaks of {shown}."),
        (Language::En, false, _) => {
            format!("The vacancy speaks of {shown}; {n} of {of} hires for similar vacancies show it.")
        }
        (Language::Pt, true, 1..) if !is_general(kind) => {
            format!("{n} de {of} contratações para vagas parecidas mostram isso.")
        }
        (Language::En, true, 1..) if !is_general(kind) => {
            format!("{n} of {of} hires for similar vacancies show it.")
        }
        (Language::Pt, ..) => "Faz parte de toda entrevista.".to_owned(),
        (Language::En, ..) => "It is part of every interview.".to_owned(),
    }
}

fn is_general(kind: Kind) -> bool {
    matches!(kind, Kind::Opening | Kind::Closing)
}

/// A question, led in by what in the CV led to it. The lead-in asks nothing.
pub(super) fn led_in(question: &str, probe: Option<&Probe>, language: Language) -> String {
    let Some(Probe { kind, term }) = probe else { return question.to_owned() };
    match (language, kind) {
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
