//! To the Portuguese keys of the original service.

use recruta_core::{answer::Answer, retrieve as core_retrieve};

use crate::{
    answer::{ProseBody, Statement},
    evidence::{Source, Span},
    http::{Fonte, Prosa, Resposta, Tempos, VagaRef},
};

impl From<Source> for Fonte {
    fn from(source: Source) -> Self {
        let vaga = |vacancy: crate::evidence::VacancyRef| VagaRef {
            id: vacancy.id,
            titulo: vacancy.title,
            situacao: vacancy.status,
        };
        Self {
            numero: source.number,
            trecho_id: source.passage,
            perfil: source.profile,
            titulo_perfil: source.profile_title,
            vagas: source.vacancies.into_iter().map(vaga).collect(),
            trecho: source.text,
            destaques: source.highlights.iter().map(|Span { start, end }| [*start, *end]).collect(),
            competencias: source.skills,
            pontuacao: source.score,
        }
    }
}

impl From<core_retrieve::Source> for Fonte {
    fn from(source: core_retrieve::Source) -> Self {
        Source::from(source).into()
    }
}

impl Prosa {
    /// The model's part, with the name of the model that ran, if one did.
    pub fn new(prose: ProseBody, model: Option<String>) -> Self {
        Self {
            estado: prose.status,
            motivo: prose.reason,
            texto: join(&prose.statements),
            modelo: model,
            n_tokens: prose.n_tokens,
        }
    }
}

impl Resposta {
    /// An answer of the engine. `model` is the catalogue id or file name of the generator that ran, if one did.
    pub fn new(question: String, answer: Answer, model: Option<String>, timings: Tempos) -> Self {
        let emptied_by = answer.emptied_by.map(filter_key);
        let answer = crate::answer::AnswerBody::from(answer);
        Self {
            pergunta: question,
            resposta: answer.text,
            fontes: answer.sources.into_iter().map(Fonte::from).collect(),
            evidencia_suficiente: answer.sufficient,
            confianca: answer.confidence,
            idioma: answer.language,
            sintese: join(&answer.composed),
            prosa: Prosa::new(answer.prose, model),
            tempos: timings,
            filtro_vazio: emptied_by,
        }
    }
}

/// The key of `filtros` for a filter.
pub fn filter_key(filter: core_retrieve::FilterKind) -> String {
    use core_retrieve::FilterKind;
    let key = match filter {
        FilterKind::Family => "familia",
        FilterKind::Level => "nivel",
        FilterKind::Contract => "contratacao",
        FilterKind::English => "ingles",
        FilterKind::Spanish => "espanhol",
        FilterKind::Sap => "sap",
        FilterKind::Place => "local",
    };
    key.to_owned()
}

fn join(statements: &[Statement]) -> String {
    let texts: Vec<_> = statements.iter().map(|statement| statement.text.as_str()).collect();
    texts.join(" ")
}
