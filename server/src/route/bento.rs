//! What a `BentoML` client asks for before it calls an endpoint: the routes with their inputs and outputs.
//!
//! The shape is what `BentoML` 1.4 gives for a service with these two methods. Its client calls `responder(pergunta)` by
//! position too, so `pergunta` stays the first property.

use axum::response::Response;
use serde_json::{Value, json};

use super::fresh_json;
use crate::info::NAME;

/// `GET /schema.json`.
pub(super) async fn schema() -> Response {
    fresh_json(&document())
}

fn document() -> Value {
    let object = json!({ "type": "object", "additionalProperties": true });
    let question = json!({ "type": "string", "title": "Pergunta", "default": null });
    let questions =
        json!({ "type": "array", "items": { "type": "string" }, "title": "Perguntas", "default": null });
    let prose = json!({ "type": "boolean", "title": "Prosa", "default": true });
    json!({
        "name": NAME,
        "type": "service",
        "routes": [
            {
                "name": "info",
                "route": "/info",
                "doc": "The registered model: name, version, parameters, tags and metrics.",
                "batchable": false,
                "input": { "properties": {}, "title": "Input", "type": "object" },
                "output": &object,
                "is_task": false,
            },
            {
                "name": "responder",
                "route": "/responder",
                "doc": "Answers one question (pergunta), or a list of them in order (perguntas).",
                "batchable": false,
                "input": {
                    "properties": { "pergunta": question, "perguntas": questions, "prosa": prose },
                    "title": "Input",
                    "type": "object",
                },
                "output": { "anyOf": [&object, { "type": "array", "items": &object }] },
                "is_task": false,
            },
        ],
        "paths": { "/info": { "mounted": false }, "/responder": { "mounted": false } },
    })
}
