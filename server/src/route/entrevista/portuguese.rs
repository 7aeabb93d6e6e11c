//! The engine's report and scores under Portuguese keys, as the other endpoints have them.
//!
//! The shapes are those of `recruta_core::interview`; these tables are the only difference.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::error::ApiError;

/// Keys, English to Portuguese.
const KEYS: [(&str, &str); 67] = [
    ("advice", "conselho"),
    ("aim", "alvo"),
    ("answer", "resposta"),
    ("answers", "respostas"),
    ("area", "area"),
    ("asked", "perguntado"),
    ("asked_by", "pedida_por"),
    ("at_most", "no_maximo"),
    ("band", "faixa"),
    ("best", "melhores"),
    ("bring", "como_trazer"),
    ("cap", "limite"),
    ("citations", "fontes"),
    ("competencies", "competencias"),
    ("competency", "competencia"),
    ("competency_name", "competencia_nome"),
    ("component", "componente"),
    ("components", "componentes"),
    ("counted", "contado"),
    ("earlier", "anteriores"),
    ("end", "fim"),
    ("example", "exemplo"),
    ("focus", "destaque"),
    ("hired_for", "contratado_para"),
    ("id", "id"),
    ("instead_of", "em_vez_de"),
    ("kind", "tipo"),
    ("language", "idioma"),
    ("level", "nivel"),
    ("mention", "mencionar"),
    ("missing", "falta"),
    ("mode", "modo"),
    ("n_hired", "n_contratados"),
    ("n_hires", "n_mostram"),
    ("n_looked_at", "n_vistos"),
    ("name", "nome"),
    ("not_answered", "nao_respondidas"),
    ("not_asked", "nao_perguntadas"),
    ("not_scored", "nao_avaliado"),
    ("number", "numero"),
    ("overall", "nota"),
    ("probe", "sondagem"),
    ("question", "pergunta"),
    ("questions", "perguntas"),
    ("quote", "citacao"),
    ("quotes", "citacoes"),
    ("reason", "razao"),
    ("rephrased", "reformulada"),
    ("rubric", "rubrica"),
    ("score", "avaliacao"),
    ("shows", "mostra"),
    ("skills", "habilidades"),
    ("sources", "fontes"),
    ("span", "trecho"),
    ("start", "inicio"),
    ("status", "situacao"),
    ("term", "termo"),
    ("text", "texto"),
    ("title", "titulo"),
    ("turn", "turno"),
    ("turns", "turnos"),
    ("vacancy", "vaga"),
    ("version", "versao"),
    ("weight", "peso"),
    ("why", "motivo"),
    ("words", "descricao"),
    ("work_on", "a_trabalhar"),
];

/// Values of the fields that name a choice.
const VALUES: [(&str, &str); 42] = [
    ("answered", "respondida"),
    ("asked", "perguntada"),
    ("behavioural", "comportamental"),
    ("claim", "afirmacao"),
    ("closing", "encerramento"),
    ("fair", "regular"),
    ("gap", "lacuna"),
    ("good", "boa"),
    ("live", "real"),
    ("not_answered", "nao_respondida"),
    ("not_asked", "nao_perguntada"),
    ("opening", "abertura"),
    ("practice", "treino"),
    ("profile", "perfil"),
    ("situational", "situacional"),
    ("strong", "forte"),
    ("technical", "tecnica"),
    ("vacancy", "vaga"),
    ("weak", "fraca"),
    ("age", "idade"),
    ("family", "familia"),
    ("pregnancy", "gravidez"),
    ("religion", "religiao"),
    ("health", "saude"),
    ("politics", "politica"),
    ("union", "sindicato"),
    ("origin", "origem"),
    ("sexuality", "sexualidade"),
    ("salary", "salario"),
    ("credit", "credito"),
    ("injection", "ordens_a_quem_avalia"),
    ("copied", "copia"),
    ("stuffing", "lista_de_palavras"),
    ("wrong_language", "outro_idioma"),
    ("repetition", "repeticao"),
    ("off_topic", "outro_assunto"),
    ("subject", "sem_o_assunto"),
    ("elsewhere", "historia_de_outro_assunto"),
    ("beside", "quase_outro_assunto"),
    ("vague", "termos_gerais"),
    ("too_long", "longa_demais"),
    ("too_short", "curta_demais"),
];

/// Fields whose values are choices.
const CHOICES: [&str; 6] = ["tipo", "situacao", "faixa", "modo", "nao_avaliado", "razao"];

/// A value of the engine under Portuguese keys.
pub(super) fn of(value: &impl Serialize) -> Result<Value, ApiError> {
    let json = serde_json::to_value(value).map_err(recruta_core::Error::internal)?;
    Ok(renamed(json))
}

/// The value of a choice.
pub(super) fn value(field: &str, english: &Value) -> Value {
    match english {
        Value::String(text) if CHOICES.contains(&field) => {
            let found = VALUES.iter().find(|(english, _)| english == text);
            Value::String(found.map_or_else(|| text.clone(), |(_, portuguese)| (*portuguese).to_owned()))
        }
        Value::Array(items) => Value::Array(items.iter().map(|item| value(field, item)).collect()),
        other => other.clone(),
    }
}

fn renamed(json: Value) -> Value {
    match json {
        Value::Object(fields) => Value::Object(fields.into_iter().map(field).collect::<Map<_, _>>()),
        Value::Array(items) => Value::Array(items.into_iter().map(renamed).collect()),
        other => other,
    }
}

fn field((key, own): (String, Value)) -> (String, Value) {
    let found = KEYS.iter().find(|(english, _)| *english == key);
    let key = found.map_or(key, |(_, portuguese)| (*portuguese).to_owned());
    let own = renamed(own);
    let own = value(&key, &own);
    (key, own)
}
