//! What a bundle holds. No record has a name, a contact or an honorific: `recruta::clean` removed them.

use serde::{Deserialize, Serialize};

use crate::index::Fields;

/// One hire: a profile that was approved for a vacancy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hire {
    /// Id of the vacancy.
    pub vacancy: String,
    /// `situacao_candidado` of the pair, as the export spells it.
    pub status: String,
}

/// A passage: at most 256 word pieces of a hired profile's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// `<profile>-<number>`, stable while the profile's text is.
    pub id: String,
    /// Id of the profile.
    pub profile: String,
    /// The vacancies the profile was hired for, in the export's order. Never empty.
    pub hires: Vec<Hire>,
    /// Titles of those vacancies and of the profile: the line that is embedded and indexed before the text.
    pub context: String,
    /// The text itself.
    pub text: String,
}

impl Passage {
    /// What the embedder sees: context, then text.
    pub fn indexed_text(&self) -> String {
        format!("{}\n{}", self.context, self.text)
    }

    /// What BM25 sees.
    pub fn fields(&self) -> Fields<'_> {
        Fields { title: &self.context, text: &self.text }
    }
}

/// A hired profile without what identifies the person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// The export's `codigo`.
    pub id: String,
    /// `titulo_profissional`, cleaned.
    pub title: String,
    /// `area_atuacao`.
    pub area: String,
    /// `nivel_profissional`.
    pub level: String,
    /// `nivel_academico`.
    pub education: String,
    /// `nivel_ingles`.
    pub english: String,
    /// `nivel_espanhol`.
    pub spanish: String,
    /// Skills found in the whole profile, in the gazetteer's spelling.
    pub skills: Vec<String>,
}

/// A vacancy without clients, people, contacts or prices.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Vacancy {
    /// The export's key.
    pub id: String,
    /// `titulo_vaga`, cleaned.
    pub title: String,
    /// `areas_atuacao`.
    pub area: String,
    /// `nivel profissional`.
    pub level: String,
    /// `nivel_academico`.
    pub education: String,
    /// `nivel_ingles`.
    pub english: String,
    /// `nivel_espanhol`.
    pub spanish: String,
    /// `tipo_contratacao`.
    pub contract: String,
    /// `vaga_sap` is "Sim".
    pub sap: bool,
    /// City and state.
    pub place: String,
    /// `principais_atividades`.
    pub activities: String,
    /// `competencia_tecnicas_e_comportamentais`.
    pub requirements: String,
    /// How many approved pairs it has.
    pub n_hired: usize,
}
