//! `applicants.json`: the people. Only those with an approved pair are kept.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::{
    FileFacts, Progress, SourceError, Warning, Warnings,
    field::Fields,
    node::Node,
    stream::{self, Consumer, Export},
};

/// An applicant as exported: what describes the work, and what must be found in it and removed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApplicantRecord {
    /// `objetivo_profissional`.
    pub objective: String,
    /// `titulo_profissional`.
    pub title: String,
    /// `area_atuacao`.
    pub area: String,
    /// `conhecimentos_tecnicos`.
    pub knowledge: String,
    /// `certificacoes` and `outras_certificacoes`.
    pub certificates: Vec<String>,
    /// `nivel_profissional`.
    pub level: String,
    /// `qualificacoes`.
    pub qualifications: String,
    /// `experiencias`.
    pub experience: String,
    /// `nivel_academico`.
    pub education: String,
    /// `nivel_ingles`.
    pub english: String,
    /// `nivel_espanhol`.
    pub spanish: String,
    /// `outro_idioma`.
    pub other_language: String,
    /// `cursos` and `outro_curso`.
    pub courses: Vec<String>,
    /// `instituicao_ensino_superior`.
    pub school: String,
    /// `cargo_atual` of the current position, where there is one.
    pub position: String,
    /// `cv_pt`.
    pub cv_pt: String,
    /// `cv_en`.
    pub cv_en: String,
    /// Every spelling of the applicant's own name.
    pub names: Vec<String>,
    /// `data_nascimento`.
    pub birth_date: String,
    /// E-mail addresses, phones, documents, profile links: exact values to remove wherever they stand.
    pub contacts: Vec<String>,
    /// Recruiters and superiors the record names.
    pub people: Vec<String>,
    /// Clients the record names.
    pub clients: Vec<String>,
}

/// The applicants asked for, by code.
pub type Applicants = BTreeMap<String, ApplicantRecord>;

/// Reads `applicants.json`: the `needed` applicants.
pub fn read_applicants(
    path: &Path,
    needed: &BTreeSet<String>,
    warnings: &mut Warnings,
    progress: Progress<'_>,
) -> Result<(Applicants, FileFacts), SourceError> {
    let mut reader = Reader { needed, found: Applicants::new() };
    let facts = stream::read(Export { path, name: "applicants" }, &mut reader, warnings, progress)?;
    Ok((reader.found, facts))
}

struct Reader<'a> {
    needed: &'a BTreeSet<String>,
    found: Applicants,
}

impl Consumer for Reader<'_> {
    fn wants(&self, code: &str) -> bool {
        self.needed.contains(code)
    }

    fn take(&mut self, code: String, record: Node, warnings: &mut Warnings) {
        let place = format!("applicants > {code}");
        let Some(mut fields) = Fields::of(record, place.clone(), warnings) else { return };
        let mut applicant = ApplicantRecord::default();
        let inside = applicant.take_basics(fields.section("infos_basicas", warnings), warnings);
        if !inside.trim().is_empty() && inside.trim() != code {
            warnings.add(Warning::CodeMismatch, || place);
        }
        applicant.take_person(fields.section("informacoes_pessoais", warnings), warnings);
        applicant.take_work(fields.section("informacoes_profissionais", warnings), warnings);
        applicant.take_education(fields.section("formacao_e_idiomas", warnings), warnings);
        applicant.take_position(fields.section("cargo_atual", warnings), warnings);
        applicant.cv_pt = fields.text("cv_pt", warnings);
        applicant.cv_en = fields.text("cv_en", warnings);
        self.found.insert(code, applicant);
    }
}

impl ApplicantRecord {
    /// Gives the code the section repeats.
    fn take_basics(&mut self, mut basics: Fields, warnings: &mut Warnings) -> String {
        self.objective = basics.text("objetivo_profissional", warnings);
        self.names.push(basics.text("nome", warnings));
        self.people.push(basics.text("inserido_por", warnings));
        for key in ["telefone_recado", "telefone", "email"] {
            self.contacts.push(basics.text(key, warnings));
        }
        basics.text("codigo_profissional", warnings)
    }

    fn take_person(&mut self, mut person: Fields, warnings: &mut Warnings) {
        const CONTACTS: [&str; 9] = [
            "cpf",
            "email",
            "email_secundario",
            "telefone_celular",
            "telefone_recado",
            "skype",
            "url_linkedin",
            "facebook",
            "endereco",
        ];
        self.names.push(person.text("nome", warnings));
        self.birth_date = person.date("data_nascimento", warnings);
        self.contacts.extend(CONTACTS.map(|key| person.text(key, warnings)));
    }

    fn take_work(&mut self, mut work: Fields, warnings: &mut Warnings) {
        self.title = work.text("titulo_profissional", warnings);
        self.area = work.text("area_atuacao", warnings);
        self.knowledge = work.text("conhecimentos_tecnicos", warnings);
        self.certificates =
            ["certificacoes", "outras_certificacoes"].map(|key| work.text(key, warnings)).into();
        self.level = work.text("nivel_profissional", warnings);
        self.qualifications = work.text("qualificacoes", warnings);
        self.experience = work.text("experiencias", warnings);
    }

    fn take_education(&mut self, mut education: Fields, warnings: &mut Warnings) {
        self.education = education.text("nivel_academico", warnings);
        self.english = education.text("nivel_ingles", warnings);
        self.spanish = education.text("nivel_espanhol", warnings);
        self.other_language = education.text("outro_idioma", warnings);
        self.courses = ["cursos", "outro_curso"].map(|key| education.text(key, warnings)).into();
        self.school = education.text("instituicao_ensino_superior", warnings);
    }

    fn take_position(&mut self, mut position: Fields, warnings: &mut Warnings) {
        self.position = position.text("cargo_atual", warnings);
        self.clients.push(position.text("cliente", warnings));
        self.people.push(position.text("nome_superior_imediato", warnings));
        for key in ["email_corporativo", "email_superior_imediato", "id_ibrati"] {
            self.contacts.push(position.text(key, warnings));
        }
    }
}
