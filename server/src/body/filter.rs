//! `filtros` in bodies: which hires a question is about.

use recruta_api::filter::{FiltersBody, Fluency};
use recruta_core::retrieve::Filters;
use serde_json::{Map, Value};

use super::{BodyError, kind};

/// Reads the filters; `null` is as good as leaving one out.
pub(super) fn read(value: Option<Value>) -> Result<Filters, BodyError> {
    let mut fields = match value {
        None | Some(Value::Null) => return Ok(Filters::default()),
        Some(Value::Object(fields)) => fields,
        Some(other) => return Err(BodyError::FiltersType { got: kind(&other) }),
    };
    let filters = FiltersBody {
        family: text(&mut fields, "familia")?,
        level: text(&mut fields, "nivel")?,
        contract: text(&mut fields, "contratacao")?,
        english: fluency(&mut fields, "ingles")?,
        spanish: fluency(&mut fields, "espanhol")?,
        sap: flag(&mut fields, "sap")?,
        place: text(&mut fields, "local")?,
    };
    // Elsewhere unknown fields are ignored; a filter that is misspelt would let everybody through unseen.
    if fields.is_empty() { Ok(filters.into()) } else { Err(BodyError::UnknownFilter) }
}

fn taken(fields: &mut Map<String, Value>, name: &'static str) -> Option<Value> {
    fields.remove(name).filter(|value| !value.is_null())
}

fn text(fields: &mut Map<String, Value>, name: &'static str) -> Result<Option<String>, BodyError> {
    match taken(fields, name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => Err(BodyError::FilterType { name, expected: "a string", got: kind(&other) }),
    }
}

fn flag(fields: &mut Map<String, Value>, name: &'static str) -> Result<Option<bool>, BodyError> {
    match taken(fields, name) {
        None => Ok(None),
        Some(Value::Bool(flag)) => Ok(Some(flag)),
        Some(other) => Err(BodyError::FilterType { name, expected: "true or false", got: kind(&other) }),
    }
}

fn fluency(fields: &mut Map<String, Value>, name: &'static str) -> Result<Option<Fluency>, BodyError> {
    let Some(text) = text(fields, name)? else { return Ok(None) };
    let known = Fluency::ALL.into_iter().find(|fluency| fluency.portuguese() == text);
    known.map(Some).ok_or(BodyError::FilterFluency { name })
}
