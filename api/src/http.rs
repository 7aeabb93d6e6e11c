//! HTTP bodies: the original service's contract, kept.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::answer::ProseStatus;

/// Body of `POST /responder`: one question, or a batch of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ResponderBody {
    /// `{"perguntas": ["…", …]}` → a JSON list of answers in order.
    Batch {
        /// The questions.
        perguntas: Vec<String>,
    },
    /// `{"pergunta": "…"}` → one answer.
    Single {
        /// The question.
        pergunta: String,
    },
}

/// One cited source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fonte {
    /// The number in brackets in `resposta`.
    pub numero: usize,
    /// Stable id of the passage.
    pub trecho_id: String,
    /// The export's candidate code.
    pub perfil: String,
    /// Professional title, possibly empty.
    pub titulo_perfil: String,
    /// Vacancies the profile was hired for.
    pub vagas: Vec<VagaRef>,
    /// The passage.
    pub trecho: String,
    /// Where the question's terms stand: `[start, end]` in Unicode scalar values.
    pub destaques: Vec<[usize; 2]>,
    /// Skills found in the passage.
    pub competencias: Vec<String>,
    /// 0 to 1.
    pub pontuacao: f32,
}

/// A vacancy and how the profile ended there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VagaRef {
    /// The export's key.
    pub id: String,
    /// Title.
    pub titulo: String,
    /// Outcome.
    pub situacao: String,
}

/// The model's part of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prosa {
    /// `absent`, `shown`, `partial`, `withheld` or `stopped`.
    pub estado: ProseStatus,
    /// Why text was withheld.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub motivo: Option<String>,
    /// The sentences that passed, joined.
    pub texto: String,
    /// Catalogue id or file name of the model, if one ran.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub modelo: Option<String>,
    /// Tokens generated.
    pub n_tokens: usize,
}

/// Where the time went, in milliseconds, from when the engine took the question up (waiting in line is not counted).
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Tempos {
    /// Until the evidence was there.
    pub evidencia_ms: f64,
    /// Until the whole answer was there.
    pub total_ms: f64,
}

/// Answer of `POST /responder`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Resposta {
    /// The question, as received.
    pub pergunta: String,
    /// The whole text with citations in brackets.
    pub resposta: String,
    /// The sources the brackets point at.
    pub fontes: Vec<Fonte>,
    /// False when the history does not answer the question.
    pub evidencia_suficiente: bool,
    /// 0 to 1.
    pub confianca: f32,
    /// `"pt"` or `"en"`.
    pub idioma: String,
    /// The part of `resposta` that the evidence alone gives.
    pub sintese: String,
    /// The part the model wrote.
    pub prosa: Prosa,
    /// Timings.
    pub tempos: Tempos,
    /// The key of `filtros` that let no hire through, if one did; nothing was searched then.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub filtro_vazio: Option<String>,
}

/// Answer of `POST /info`: the registered model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Info {
    /// Registered name.
    pub nome: String,
    /// Version.
    pub versao: String,
    /// Run that made it, if one did.
    pub run_id: Option<String>,
    /// Parameters: models, bundle, prompt budget and the like.
    pub parametros: BTreeMap<String, String>,
    /// Free tags.
    pub tags: BTreeMap<String, String>,
    /// ROUGE, BLEU and the like; empty until a version was evaluated.
    pub metricas: BTreeMap<String, f64>,
}

/// Answer of `GET /healthz`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// Always `"ok"` when this is answered.
    pub status: String,
    /// Whether questions can be answered.
    pub ready: bool,
    /// The generator that runs, if one was loaded.
    pub generator: Option<String>,
    /// Passages in the bundle.
    pub n_passages: usize,
    /// Version of the server.
    pub version: String,
}

/// A failure over HTTP: [`crate::error::ErrorBody`] with its sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erro {
    /// Stable code.
    pub code: String,
    /// The sentence in English.
    pub message: String,
    /// The sentence in Portuguese.
    pub mensagem: String,
}

/// Event `evidencia` of a streamed answer: what was found, before any answer is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidencia {
    /// `"pt"` or `"en"`.
    pub idioma: String,
    /// False when the history does not answer the question.
    pub evidencia_suficiente: bool,
    /// 0 to 1.
    pub confianca: f32,
    /// Best first.
    pub fontes: Vec<Fonte>,
    /// As in [`Resposta::filtro_vazio`].
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub filtro_vazio: Option<String>,
}

/// A sentence and the sources it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frase {
    /// The sentence, with its citations in brackets.
    pub texto: String,
    /// The numbers cited, ascending.
    pub citacoes: Vec<usize>,
}

/// Event `sintese`: what the evidence says, computed without a model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sintese {
    /// In order.
    pub frases: Vec<Frase>,
}

/// What the model is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fase {
    /// Reading the prompt.
    Leitura,
    /// Writing; a sentence is sent once it has passed the checks.
    Escrita,
}

/// Event `progresso`: one step of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progresso {
    /// Which part of its work.
    pub fase: Fase,
    /// Tokens read or written so far.
    pub n_tokens: usize,
    /// Tokens to read; while writing nobody knows.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub total: Option<usize>,
}

/// Answer of `POST /insight`: see [`crate::insight::InsightBody`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Panorama {
    /// Id of the family, when one was chosen.
    pub familia: Option<String>,
    /// Id of the level, when one was chosen.
    pub nivel: Option<String>,
    /// Groups, and values within a group, of fewer people are not told.
    pub grupo_minimo: usize,
    /// None when too few people are in it, or when telling of it would tell of too few others.
    pub grupo: Option<Grupo>,
    /// How far candidacies got.
    pub funil: Option<Funil>,
    /// Families that can be chosen with this level.
    pub familias: Vec<Opcao>,
    /// Levels that can be chosen with this family.
    pub niveis: Vec<Opcao>,
}

/// What a group shares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grupo {
    /// The denominator of the skills.
    pub n_perfis: usize,
    /// Most frequent first.
    pub competencias: Vec<Valor>,
    /// English levels.
    pub ingles: Distribuicao,
    /// Spanish levels.
    pub espanhol: Distribuicao,
    /// Education.
    pub formacao: Distribuicao,
    /// Contract types; a vacancy may offer several.
    pub contratacao: Distribuicao,
}

/// A value and how many people have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Valor {
    /// The value.
    pub nome: String,
    /// People.
    pub n: usize,
}

/// How a group divides by a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Distribuicao {
    /// The denominator: how many people the field says something of.
    pub n_informados: usize,
    /// Most frequent first.
    pub valores: Vec<Valor>,
    /// Whether values were left out because too few people have them.
    pub ha_omitidos: bool,
}

/// Candidacies, hired or not, by how far they got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funil {
    /// Id of the family it is of.
    pub familia: Option<String>,
    /// Id of the level it is of; never with a family.
    pub nivel: Option<String>,
    /// The denominator.
    pub n_candidaturas: usize,
    /// In the order of the process: who got there or beyond.
    pub etapas: Vec<Etapa>,
    /// In the order of the process: whose last situation it is.
    pub situacoes: Vec<Situacao>,
}

/// Candidacies that got to a stage or beyond.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Etapa {
    /// Id of the stage.
    pub id: String,
    /// How many.
    pub n: usize,
    /// Whether there may be more.
    pub no_minimo: bool,
}

/// Candidacies whose last situation this is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Situacao {
    /// As the export spells it.
    pub nome: String,
    /// None where too few to tell.
    pub n: Option<usize>,
}

/// A family or level that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opcao {
    /// Its id.
    pub id: String,
    /// How many people were hired for it.
    pub n_perfis: usize,
}
