//! What in a CV a question is about: something it claims, or something the vacancy asks for and it lacks.

use super::{
    Probe, ProbeKind,
    bank::{ANY_FAMILY, Question},
    weigh::{Text, Weighed},
    word::{Word, words},
};
use crate::text::Language;

/// Words of a CV that are quoted at most.
const MAX_QUOTED_WORDS: usize = 8;

/// How CVs say, folded, what the competencies of every interview are about: what somebody did, not a word for it, which is in
/// every CV.
const DEEDS: [(&str, &[&str]); 7] = [
    (
        "any.leadership",
        &[
            "liderei",
            "coordenei",
            "gerenciei",
            "chefiei",
            "lideranca de",
            "lideranca tecnica",
            "gestao de equipe",
            "gestao de equipes",
            "gestao de pessoas",
            "led",
            "managed",
            "team lead",
            "tech lead",
        ],
    ),
    (
        "any.mentoring",
        &["mentorei", "treinei", "capacitei", "orientei", "mentoria de", "mentored", "trained", "coached"],
    ),
    ("any.conflict", &["negociei", "mediei", "negotiated", "mediated"]),
    (
        "any.improvement",
        &[
            "reduzi",
            "melhorei",
            "otimizei",
            "automatizei",
            "simplifiquei",
            "reduced",
            "improved",
            "optimised",
            "optimized",
            "automated",
            "simplified",
        ],
    ),
    ("any.planning", &["planejei", "organizei", "planned", "organised", "organized"]),
    ("any.customer", &["atendi clientes", "atendi usuarios", "served customers", "supported users"]),
    ("any.decision", &["decidi", "decided"]),
];

/// A CV, read once.
pub(super) struct Cv {
    source: String,
    words: Vec<Word>,
    text: Text,
}

impl Cv {
    pub(super) fn of(cv: &str) -> Self {
        Self { source: cv.to_owned(), words: words(cv), text: Text::of(cv) }
    }

    /// What it has to do with a question; none where naming it would not lead to the question.
    pub(super) fn probe(
        &self,
        weighed: &Weighed<'_>,
        question: &Question,
        language: Language,
    ) -> Option<Probe> {
        let probe = |kind, term| Some(Probe { kind, term });
        if weighed.competency.family() == ANY_FAMILY {
            return probe(ProbeKind::Claim, self.deed(&weighed.competency.id)?);
        }
        let claims = self.text.quotes(weighed.competency);
        if claims.is_empty() && weighed.asked_by.is_empty() {
            return None;
        }
        let about = subject(question, language);
        let leads = |term: &&String| about.has(term);
        if let Some(term) = claims.iter().find(leads) {
            return probe(ProbeKind::Claim, term.clone());
        }
        let gap = weighed.asked_by.iter().find(|term| !self.text.has(term) && about.has(term))?;
        probe(ProbeKind::Gap, gap.clone())
    }

    /// What it says somebody did, in its own words up to the end of the clause.
    fn deed(&self, competency: &str) -> Option<String> {
        let (_, phrases) = DEEDS.iter().find(|(id, _)| *id == competency)?;
        let begins = |at: usize, phrase: &str| {
            let mut own = self.words[at..].iter();
            phrase.split(' ').all(|word| own.next().is_some_and(|own| own.folded == word))
        };
        let start = (0..self.words.len()).find(|at| phrases.iter().any(|phrase| begins(*at, phrase)))?;
        let breaks = |at: &usize| {
            let between = &self.source[self.words[at - 1].end..self.words[*at].start];
            between.contains(['.', ',', ';', ':', '!', '?', '(', ')', '\n', '–', '—', '“', '”', '"'])
        };
        let most = self.words.len().min(start + MAX_QUOTED_WORDS);
        let end = (start + 1..most).find(breaks).unwrap_or(most);
        let quoted = &self.source[self.words[start].start..self.words[end - 1].end];
        Some(quoted.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// What a question and its good answers speak of.
fn subject(question: &Question, language: Language) -> Text {
    let wording = question.wording(language);
    let terms = wording.signals.iter().flat_map(|signal| &signal.terms).map(String::as_str);
    let said: Vec<&str> = terms.chain([wording.question.as_str(), wording.sample.as_str()]).collect();
    Text::of(&said.join("\n"))
}
