//! Situations of a candidate.

use std::collections::BTreeMap;

use recruta_core::text::fold;

/// The situations the original system calls approved.
pub const APPROVED: [&str; 4] =
    ["Contratado pela Decision", "Aprovado", "Contratado como Hunting", "Proposta Aceita"];

/// Every situation the export knows.
pub const KNOWN: [&str; 21] = [
    "Prospect",
    "Encaminhado ao Requisitante",
    "Inscrito",
    "Não Aprovado pelo Cliente",
    "Contratado pela Decision",
    "Desistiu",
    "Não Aprovado pelo RH",
    "Não Aprovado pelo Requisitante",
    "Entrevista Técnica",
    "Sem interesse nesta vaga",
    "Em avaliação pelo RH",
    "Contratado como Hunting",
    "Documentação PJ",
    "Desistiu da Contratação",
    "Entrevista com Cliente",
    "Aprovado",
    "Documentação CLT",
    "Recusado",
    "Documentação Cooperado",
    "Proposta Aceita",
    "Encaminhar Proposta",
];

/// A set of situations. Accents, case and spacing do not matter: "proposta  aceita" is "Proposta Aceita".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusSet(BTreeMap<String, String>);

impl StatusSet {
    /// The given situations.
    pub fn of<S: AsRef<str>>(statuses: &[S]) -> Self {
        let spelt = statuses.iter().map(|status| status.as_ref().trim()).filter(|status| !status.is_empty());
        Self(spelt.map(|status| (plain(status), status.to_owned())).collect())
    }

    /// The set's own spelling of a situation, if it is in the set.
    pub fn find(&self, status: &str) -> Option<&str> {
        self.0.get(&plain(status)).map(String::as_str)
    }

    /// The situations as they were spelt, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.0.values().cloned().collect();
        names.sort();
        names
    }
}

fn plain(status: &str) -> String {
    fold(status).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{APPROVED, KNOWN, StatusSet};

    #[test]
    fn spelling_does_not_matter_but_the_words_do() {
        let approved = StatusSet::of(&APPROVED);
        assert_eq!(approved.find(" proposta  ACEITA "), Some("Proposta Aceita"));
        assert_eq!(approved.find("Não Aprovado pelo Cliente"), None);
        assert_eq!(KNOWN.iter().filter(|status| approved.find(status).is_some()).count(), 4);
    }
}
