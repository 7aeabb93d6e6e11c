//! `vagas.json`: what each vacancy asked for, and who stood behind it.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use recruta_core::{
    family::{Family, Level},
    text::fold,
};

use super::{
    FileFacts, Progress, SourceError, Warnings,
    field::Fields,
    node::Node,
    stream::{self, Consumer, Export},
};

/// A vacancy as exported, without dates, people, clients and prices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VacancyRecord {
    /// `titulo_vaga`.
    pub title: String,
    /// `vaga_sap`.
    pub sap: String,
    /// `tipo_contratacao`.
    pub contract: String,
    /// `estado`.
    pub state: String,
    /// `cidade`.
    pub city: String,
    /// `nivel profissional`.
    pub level: String,
    /// `nivel_academico`.
    pub education: String,
    /// `nivel_ingles`.
    pub english: String,
    /// `nivel_espanhol`.
    pub spanish: String,
    /// `areas_atuacao`.
    pub area: String,
    /// `principais_atividades`.
    pub activities: String,
    /// `competencia_tecnicas_e_comportamentais`.
    pub requirements: String,
    /// `habilidades_comportamentais_necessarias`.
    pub behaviour: String,
}

/// What the file says, as far as ingestion needs it.
#[derive(Debug, Default)]
pub struct Vacancies {
    /// The vacancies asked for.
    pub records: BTreeMap<String, VacancyRecord>,
    /// What every vacancy is for.
    pub kinds: BTreeMap<String, VacancyKind>,
    /// Names of requesters, analysts, managers and others, of every vacancy.
    pub people: BTreeSet<String>,
    /// Names of clients and divisions, of every vacancy.
    pub clients: BTreeSet<String>,
}

/// Family and level of a vacancy.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct VacancyKind {
    /// None when it fits no family.
    pub family: Option<Family>,
    /// None when neither field nor title names one.
    pub level: Option<Level>,
}

impl VacancyKind {
    /// Of a title and the fields beside it, as exported.
    pub fn of(title: &str, area: &str, level: &str, sap: &str) -> Self {
        let is_sap = fold(sap.trim()) == "sim";
        Self {
            family: Family::of_fields(title, area, is_sap),
            level: Level::named_in(level).or_else(|| Level::named_in(title)),
        }
    }
}

/// Reads `vagas.json`: the `needed` vacancies, and the people and clients of all.
pub fn read_vacancies(
    path: &Path,
    needed: &BTreeSet<String>,
    warnings: &mut Warnings,
    progress: Progress<'_>,
) -> Result<(Vacancies, FileFacts), SourceError> {
    let mut reader = Reader { needed, found: Vacancies::default() };
    let facts = stream::read(Export { path, name: "vagas" }, &mut reader, warnings, progress)?;
    Ok((reader.found, facts))
}

struct Reader<'a> {
    needed: &'a BTreeSet<String>,
    found: Vacancies,
}

/// Fields of `informacoes_basicas` that name a person.
const PEOPLE: [&str; 6] = [
    "solicitante_cliente",
    "requisitante",
    "analista_responsavel",
    "superior_imediato",
    "nome",
    "nome_substituto",
];

impl Consumer for Reader<'_> {
    fn wants(&self, _: &str) -> bool {
        true
    }

    fn take(&mut self, id: String, record: Node, warnings: &mut Warnings) {
        let Some(mut fields) = Fields::of(record, format!("vagas > {id}"), warnings) else { return };
        let mut basics = fields.section("informacoes_basicas", warnings);
        for key in PEOPLE {
            self.found.people.insert(basics.text(key, warnings));
        }
        for key in ["cliente", "empresa_divisao"] {
            self.found.clients.insert(basics.text(key, warnings));
        }
        // Of the others only family and level are read, so what is odd in them is nobody's concern.
        let is_needed = self.needed.contains(&id);
        let mut unheard = Warnings::default();
        let warnings = if is_needed { warnings } else { &mut unheard };
        let profile = fields.section("perfil_vaga", warnings);
        basics.date("limite_esperado_para_contratacao", warnings);
        let record = record_of(basics, profile, warnings);
        let kind = VacancyKind::of(&record.title, &record.area, &record.level, &record.sap);
        self.found.kinds.insert(id.clone(), kind);
        if is_needed {
            self.found.records.insert(id, record);
        }
    }
}

fn record_of(mut basics: Fields, mut profile: Fields, warnings: &mut Warnings) -> VacancyRecord {
    VacancyRecord {
        title: basics.text("titulo_vaga", warnings),
        sap: basics.text("vaga_sap", warnings),
        contract: basics.text("tipo_contratacao", warnings),
        state: profile.text("estado", warnings),
        city: profile.text("cidade", warnings),
        level: profile.text("nivel profissional", warnings),
        education: profile.text("nivel_academico", warnings),
        english: profile.text("nivel_ingles", warnings),
        spanish: profile.text("nivel_espanhol", warnings),
        area: profile.enumeration("areas_atuacao", warnings),
        activities: profile.text("principais_atividades", warnings),
        requirements: profile.text("competencia_tecnicas_e_comportamentais", warnings),
        behaviour: profile.text("habilidades_comportamentais_necessarias", warnings),
    }
}
