//! Bodies of `POST /entrevista` and `POST /entrevista/{id}/resposta`.

use axum::{body::Body, http::HeaderMap};
use recruta_core::{
    interview::{Level, Mode, PlanRequest},
    text::Language,
};
use serde_json::{Map, Value};

use super::{BodyError, object, whole};

/// An answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// `resposta`; empty passes the question over.
    pub text: String,
    /// `pergunta`: its number; none for the one that waits.
    pub question: Option<usize>,
    /// `turno`: 0 for the question itself, then its follow-ups; none for the one that waits.
    pub turn: Option<usize>,
    /// `refazer`: whether it replaces what was said before.
    pub retry: bool,
}

/// Reads the body of `POST /entrevista`. Fields with other names are ignored.
pub async fn read_plan(headers: &HeaderMap, body: Body) -> Result<PlanRequest, BodyError> {
    let fields = Fields(read(headers, body).await?);
    let choice = |name, choices: &[&'static str], expected| fields.choice(name, choices, expected);
    let levels = ["estagio", "junior", "pleno", "senior", "especialista", "coordenador"];
    let level = choice("nivel", &levels, Expected::Level)?.map(|at| {
        use Level::{Coordenador, Especialista, Estagio, Junior, Pleno, Senior};
        [Estagio, Junior, Pleno, Senior, Especialista, Coordenador][at]
    });
    let english = choice("idioma", &["pt", "en"], Expected::Language)? == Some(1);
    let practice = choice("modo", &["real", "treino"], Expected::Mode)? == Some(1);
    Ok(PlanRequest {
        vacancy: fields.text("vaga")?,
        job_description: fields.text("descricao")?,
        level,
        language: if english { Language::En } else { Language::Pt },
        n_questions: fields.number("perguntas")?.unwrap_or(5),
        mode: if practice { Mode::Practice } else { Mode::Live },
        variant: fields.number("variante")?.unwrap_or(0) as u32,
        cv: fields.text("curriculo")?,
    })
}

/// Reads the body of `POST /entrevista/{id}/resposta`.
pub async fn read_answer(headers: &HeaderMap, body: Body) -> Result<Answer, BodyError> {
    let fields = Fields(read(headers, body).await?);
    let text = fields.text("resposta")?;
    Ok(Answer {
        text: text.ok_or(BodyError::Field { name: "resposta", expected: Expected::Text })?,
        question: fields.number("pergunta")?,
        turn: fields.number("turno")?,
        retry: fields.flag("refazer")?.unwrap_or(false),
    })
}

async fn read(headers: &HeaderMap, body: Body) -> Result<Map<String, Value>, BodyError> {
    object(&whole(headers, body).await?).map_err(|error| match error {
        // Their sentences speak of questions.
        BodyError::Empty | BodyError::NotObject { .. } => BodyError::NoObject,
        other => other,
    })
}

/// What a field must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A string.
    Text,
    /// A whole number from 0.
    Number,
    /// True or false.
    Flag,
    /// One of the levels.
    Level,
    /// One of the languages.
    Language,
    /// One of the modes.
    Mode,
}

impl Expected {
    /// In English and in Portuguese.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Expected::Text => ("a string", "um texto"),
            Expected::Number => ("a whole number", "um número inteiro"),
            Expected::Flag => ("true or false", "true ou false"),
            Expected::Level => (
                "one of estagio, junior, pleno, senior, especialista, coordenador",
                "um destes: estagio, junior, pleno, senior, especialista, coordenador",
            ),
            Expected::Language => ("pt or en", "pt ou en"),
            Expected::Mode => ("real or treino", "real ou treino"),
        }
    }
}

impl std::fmt::Display for Expected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.words().0)
    }
}

/// Fields of a body; null is as good as none.
struct Fields(Map<String, Value>);

impl Fields {
    fn get<T>(
        &self,
        name: &'static str,
        expected: Expected,
        read: impl FnOnce(&Value) -> Option<T>,
    ) -> Result<Option<T>, BodyError> {
        let value = self.0.get(name).filter(|value| !value.is_null());
        let refused = || BodyError::Field { name, expected };
        value.map(|value| read(value).ok_or_else(refused)).transpose()
    }

    fn text(&self, name: &'static str) -> Result<Option<String>, BodyError> {
        self.get(name, Expected::Text, |value| value.as_str().map(str::to_owned))
    }

    fn number(&self, name: &'static str) -> Result<Option<usize>, BodyError> {
        self.get(name, Expected::Number, |value| value.as_u64().and_then(|n| u32::try_from(n).ok()))
            .map(|number| number.map(|n| n as usize))
    }

    fn flag(&self, name: &'static str) -> Result<Option<bool>, BodyError> {
        self.get(name, Expected::Flag, Value::as_bool)
    }

    /// Which of the choices it is.
    fn choice(
        &self,
        name: &'static str,
        choices: &[&'static str],
        expected: Expected,
    ) -> Result<Option<usize>, BodyError> {
        self.get(name, expected, |value| choices.iter().position(|choice| value.as_str() == Some(*choice)))
    }
}
