//! Bodies of `POST /responder` and `POST /insight`, read by hand so that every mistake gets its own sentence and no sentence repeats what
//! the caller wrote: questions may hold personal data.

mod filter;
mod interview;

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, header},
};
use http_body_util::LengthLimitError;
use recruta_api::http::ResponderBody;
use recruta_core::{
    family::{Family, Level},
    retrieve::Filters,
};
use serde_json::{Map, Value};

pub use interview::{Answer, Expected, read_answer, read_plan};

/// No body is larger. 32 questions of 4,000 characters, each escaped as `\uXXXX`, still fit.
pub const MAX_BODY_BYTES: usize = 1 << 20;

/// Questions in one batch.
pub const MAX_BATCH: usize = 32;

/// What is wrong with a body.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// Another media type. Insisting on JSON also keeps other sites' pages out: browsers ask before they send it.
    #[error("the body must be JSON; send `content-type: application/json`")]
    ContentType,
    /// The connection broke.
    #[error("the body did not arrive whole; send the request again")]
    Interrupted,
    /// Over [`MAX_BODY_BYTES`].
    #[error("the body has more than {max} bytes; send a smaller one")]
    TooManyBytes {
        /// The cap.
        max: usize,
    },
    /// Nothing but white space.
    #[error("the body is empty; send {{\"pergunta\": \"…\"}}")]
    Empty,
    /// Bytes that are no text.
    #[error("the body is not UTF-8 text")]
    NotUtf8,
    /// Text that is no JSON.
    #[error("the body is not valid JSON (line {line}, column {column})")]
    NotJson {
        /// Line of the mistake, from 1.
        line: usize,
        /// Column of the mistake, in bytes.
        column: usize,
    },
    /// JSON of another shape.
    #[error("the body must be an object like {{\"pergunta\": \"…\"}}, it is {got}")]
    NotObject {
        /// What it is.
        got: &'static str,
    },
    /// Neither field.
    #[error("`pergunta` (a string) or `perguntas` (a list of strings) is missing")]
    NoQuestion,
    /// Both fields.
    #[error("send `pergunta` or `perguntas`, not both")]
    Both,
    /// `pergunta` of another type.
    #[error("`pergunta` must be a string, it is {got}")]
    QuestionType {
        /// What it is.
        got: &'static str,
    },
    /// `prosa` of another type.
    #[error("`prosa` must be true or false, it is {got}")]
    ProseType {
        /// What it is.
        got: &'static str,
    },
    /// `filtros` of another type.
    #[error("`filtros` must be an object, it is {got}")]
    FiltersType {
        /// What it is.
        got: &'static str,
    },
    /// A field of `filtros` of another type.
    #[error("`filtros.{name}` must be {expected}, it is {got}")]
    FilterType {
        /// Which one.
        name: &'static str,
        /// What it must be.
        expected: &'static str,
        /// What it is.
        got: &'static str,
    },
    /// A language spoken in no known way.
    #[error("`filtros.{name}` must be `basico`, `intermediario`, `avancado` or `fluente`")]
    FilterFluency {
        /// Which one.
        name: &'static str,
    },
    /// A field of `filtros` that is none.
    #[error(
        "`filtros` has an unknown field; it takes `familia`, `nivel`, `contratacao`, `ingles`, `espanhol`, `sap` and `local`"
    )]
    UnknownFilter,
    /// `perguntas` of another type.
    #[error("`perguntas` must be a list of strings, it is {got}")]
    ListType {
        /// What it is.
        got: &'static str,
    },
    /// An entry of `perguntas` of another type.
    #[error("`perguntas[{index}]` must be a string, it is {got}")]
    ItemType {
        /// Which one, from 0.
        index: usize,
        /// What it is.
        got: &'static str,
    },
    /// A list of nothing.
    #[error("`perguntas` is empty; send at least one question")]
    EmptyBatch,
    /// Over [`MAX_BATCH`].
    #[error("`perguntas` has {got} questions, at most {max} are accepted; split the list")]
    BatchTooLong {
        /// How many there are.
        got: usize,
        /// The cap.
        max: usize,
    },
    /// A field of `POST /insight` of another type.
    #[error("`{field}` must be a string or null, it is {got}")]
    GroupType {
        /// Which one.
        field: &'static str,
        /// What it is.
        got: &'static str,
    },
    /// A field of `POST /insight` that is none: ignored, it would give everybody's numbers for somebody's.
    #[error("the body has an unknown field; it takes `familia` and `nivel`")]
    UnknownGroupField,
    /// A group that does not exist.
    #[error("`{field}` is not known; send one of {known}")]
    UnknownGroup {
        /// Which field.
        field: &'static str,
        /// Ids that are.
        known: String,
    },
    /// No JSON object, for an interview.
    #[error("the body must be a JSON object; GET /openapi.json says which")]
    NoObject,
    /// A field of an interview's body that is not as it must be.
    #[error("`{name}` must be {expected}")]
    Field {
        /// Which one.
        name: &'static str,
        /// What it must be.
        expected: Expected,
    },
    /// A batch with `accept: text/event-stream`.
    #[error("only one question can be streamed; send `pergunta`, or accept `application/json`")]
    StreamOfBatch,
}

impl BodyError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            BodyError::TooManyBytes { .. } | BodyError::BatchTooLong { .. } => "too_long",
            _ => "bad_request",
        }
    }
}

/// What a caller asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// One question, or a list.
    pub questions: ResponderBody,
    /// `filtros`: whose passages may be found.
    pub filters: Filters,
    /// `prosa`: false when the caller does not want to wait for a language model.
    pub wants_prose: bool,
}

/// Whose numbers a caller asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Group {
    /// `familia`.
    pub family: Option<Family>,
    /// `nivel`.
    pub level: Option<Level>,
}

/// Reads the body of `POST /responder`.
pub async fn read(headers: &HeaderMap, body: Body) -> Result<Request, BodyError> {
    let mut fields = object(&whole(headers, body).await?)?;
    let wants_prose = wants_prose(fields.remove("prosa"))?;
    let filters = filter::read(fields.remove("filtros"))?;
    Ok(Request { questions: questions(fields)?, filters, wants_prose })
}

/// Reads the body of `POST /insight`. Without either field, everybody is meant.
pub async fn read_group(headers: &HeaderMap, body: Body) -> Result<Group, BodyError> {
    let mut fields = object(&whole(headers, body).await?)?;
    let known = |ids: Vec<&'static str>| ids.join(", ");
    let group = Group {
        family: chosen(fields.remove("familia"), "familia", Family::from_id, || {
            known(Family::ALL.map(Family::id).to_vec())
        })?,
        level: chosen(fields.remove("nivel"), "nivel", Level::from_id, || {
            known(Level::ALL.map(Level::id).to_vec())
        })?,
    };
    if fields.is_empty() { Ok(group) } else { Err(BodyError::UnknownGroupField) }
}

fn chosen<T>(
    value: Option<Value>,
    field: &'static str,
    from_id: impl Fn(&str) -> Option<T>,
    known: impl Fn() -> String,
) -> Result<Option<T>, BodyError> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(id)) => {
            from_id(&id).map(Some).ok_or_else(|| BodyError::UnknownGroup { field, known: known() })
        }
        Some(other) => Err(BodyError::GroupType { field, got: kind(&other) }),
    }
}

async fn whole(headers: &HeaderMap, body: Body) -> Result<Bytes, BodyError> {
    if !is_json(headers) {
        return Err(BodyError::ContentType);
    }
    collect(headers, body).await
}

/// `application/json`, whatever its parameters: JSON is UTF-8.
fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = value.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

async fn collect(headers: &HeaderMap, body: Body) -> Result<Bytes, BodyError> {
    let declared =
        headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if declared.is_some_and(|bytes| bytes > MAX_BODY_BYTES as u64) {
        return Err(BodyError::TooManyBytes { max: MAX_BODY_BYTES });
    }
    to_bytes(body, MAX_BODY_BYTES).await.map_err(|error| {
        let over =
            std::error::Error::source(&error).is_some_and(<dyn std::error::Error>::is::<LengthLimitError>);
        if over { BodyError::TooManyBytes { max: MAX_BODY_BYTES } } else { BodyError::Interrupted }
    })
}

/// Turns the bytes into the fields of an object, or says what is wrong with them.
fn object(bytes: &[u8]) -> Result<Map<String, Value>, BodyError> {
    let text = std::str::from_utf8(bytes).map_err(|_| BodyError::NotUtf8)?;
    if text.trim().is_empty() {
        return Err(BodyError::Empty);
    }
    let value: Value = serde_json::from_str(text)
        .map_err(|error| BodyError::NotJson { line: error.line(), column: error.column() })?;
    match value {
        Value::Object(fields) => Ok(fields),
        other => Err(BodyError::NotObject { got: kind(&other) }),
    }
}

/// Fields with other names are ignored. Clients made from a schema send `null` for the field they do not use.
fn questions(mut fields: Map<String, Value>) -> Result<ResponderBody, BodyError> {
    match (fields.remove("pergunta"), fields.remove("perguntas")) {
        (None, None) => Err(BodyError::NoQuestion),
        (Some(one), None | Some(Value::Null)) => single(one),
        (None | Some(Value::Null), Some(many)) => batch(many),
        (Some(_), Some(_)) => Err(BodyError::Both),
    }
}

fn wants_prose(value: Option<Value>) -> Result<bool, BodyError> {
    match value {
        None | Some(Value::Null) => Ok(true),
        Some(Value::Bool(wants)) => Ok(wants),
        Some(other) => Err(BodyError::ProseType { got: kind(&other) }),
    }
}

fn single(value: Value) -> Result<ResponderBody, BodyError> {
    match value {
        Value::String(pergunta) => Ok(ResponderBody::Single { pergunta }),
        other => Err(BodyError::QuestionType { got: kind(&other) }),
    }
}

fn batch(value: Value) -> Result<ResponderBody, BodyError> {
    let Value::Array(items) = value else {
        return Err(BodyError::ListType { got: kind(&value) });
    };
    if items.is_empty() {
        return Err(BodyError::EmptyBatch);
    }
    if items.len() > MAX_BATCH {
        return Err(BodyError::BatchTooLong { got: items.len(), max: MAX_BATCH });
    }
    let item = |(index, item)| match item {
        Value::String(question) => Ok(question),
        other => Err(BodyError::ItemType { index, got: kind(&other) }),
    };
    let perguntas = items.into_iter().enumerate().map(item).collect::<Result<_, _>>()?;
    Ok(ResponderBody::Batch { perguntas })
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
