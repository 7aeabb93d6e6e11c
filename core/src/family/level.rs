//! Levels of experience.

use crate::{
    bundle::Vacancy,
    text::{Language, fold},
};

/// A level, from intern to coordinator. The ids are those of the interviewer's question bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Interns, apprentices, trainees.
    Intern,
    /// Júnior, assistants, technicians.
    Junior,
    /// Pleno: the middle.
    Mid,
    /// Sênior.
    Senior,
    /// Specialists, architects.
    Specialist,
    /// Coordinators, leads, managers.
    Coordinator,
}

/// Words by level, folded; the first level that has a word gets it ("Líder Técnico Sênior" leads).
const WORDS: [(Level, &[&str]); 6] = [
    (
        Level::Intern,
        &[
            "estagio",
            "estagiario",
            "estagiaria",
            "estagiarios",
            "aprendiz",
            "trainee",
            "intern",
            "interns",
            "internship",
        ],
    ),
    (
        Level::Coordinator,
        &[
            "coordenador",
            "coordenadora",
            "coordenadores",
            "coordenacao",
            "gerente",
            "gerentes",
            "supervisor",
            "supervisora",
            "lider",
            "lideres",
            "gestor",
            "gestora",
            "lead",
            "leads",
            "manager",
            "managers",
            "coordinator",
            "coordinators",
        ],
    ),
    (
        Level::Specialist,
        &[
            "especialista",
            "especialistas",
            "arquiteto",
            "arquiteta",
            "specialist",
            "specialists",
            "architect",
            "architects",
        ],
    ),
    (Level::Senior, &["senior", "seniores", "sr", "seniors"]),
    (Level::Mid, &["pleno", "plena", "plenos", "pl", "mid-level", "mid"]),
    (Level::Junior, &["junior", "juniores", "jr", "auxiliar", "assistente", "juniors", "entry-level"]),
];

impl Level {
    /// From the least to the most experienced.
    pub const ALL: [Self; 6] =
        [Self::Intern, Self::Junior, Self::Mid, Self::Senior, Self::Specialist, Self::Coordinator];

    /// Stable name for files, wires and options.
    pub fn id(self) -> &'static str {
        match self {
            Self::Intern => "estagio",
            Self::Junior => "junior",
            Self::Mid => "pleno",
            Self::Senior => "senior",
            Self::Specialist => "especialista",
            Self::Coordinator => "coordenador",
        }
    }

    /// The level of an id; case and accents do not matter.
    pub fn from_id(id: &str) -> Option<Self> {
        let id = fold(id.trim());
        Self::ALL.into_iter().find(|level| level.id() == id)
    }

    /// What people call it.
    pub fn label(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Intern, Language::Pt) => "Estágio",
            (Self::Intern, Language::En) => "Intern",
            (Self::Junior, Language::Pt) => "Júnior",
            (Self::Junior, Language::En) => "Junior",
            (Self::Mid, Language::Pt) => "Pleno",
            (Self::Mid, Language::En) => "Mid-level",
            (Self::Senior, Language::Pt) => "Sênior",
            (Self::Senior, Language::En) => "Senior",
            (Self::Specialist, Language::Pt) => "Especialista",
            (Self::Specialist, Language::En) => "Specialist",
            (Self::Coordinator, Language::Pt) => "Coordenador",
            (Self::Coordinator, Language::En) => "Coordinator",
        }
    }

    /// The level a text names; none when it names none.
    pub fn named_in(text: &str) -> Option<Self> {
        let folded = fold(text);
        let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric() && c != '-').collect();
        let names = |list: &[&str]| words.iter().any(|word| list.contains(word));
        WORDS.iter().find(|(_, list)| names(list)).map(|(level, _)| *level)
    }

    /// The level of a vacancy: its field, else its title.
    pub fn of(vacancy: &Vacancy) -> Option<Self> {
        Self::named_in(&vacancy.level).or_else(|| Self::named_in(&vacancy.title))
    }
}

#[cfg(test)]
mod tests {
    use super::Level;

    #[test]
    fn levels_are_read_however_they_are_spelt() {
        for (text, level) in [
            ("Sênior", Some(Level::Senior)),
            ("DEV JAVA SR", Some(Level::Senior)),
            ("Estagiário", Some(Level::Intern)),
            ("Técnico de Suporte JR", Some(Level::Junior)),
            ("Líder técnico sênior", Some(Level::Coordinator)),
            ("Analista", None),
            ("", None),
        ] {
            assert_eq!(Level::named_in(text), level, "{text}");
        }
        assert!(Level::ALL.into_iter().all(|level| Level::from_id(level.id()) == Some(level)));
    }
}
