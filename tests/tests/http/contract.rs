//! The description of the service against the service.

use std::collections::BTreeSet;

use recruta_server::route::ENDPOINTS;
use serde_json::{Value, json};

use crate::support::{PYTHON, Service, quiet, request, streamed};

async fn description() -> Value {
    Service::loading().get("/openapi.json").await.json()
}

fn operations(description: &Value) -> impl Iterator<Item = (String, String, &Value)> {
    let paths = description["paths"].as_object().expect("paths");
    paths.iter().flat_map(|(path, methods)| {
        let methods = methods.as_object().expect("methods");
        methods.iter().map(move |(method, operation)| (method.to_uppercase(), path.clone(), operation))
    })
}

#[tokio::test]
async fn the_description_names_every_endpoint_and_no_other() {
    let description = description().await;
    let described: BTreeSet<_> = operations(&description).map(|(method, path, _)| (method, path)).collect();
    let real = ENDPOINTS.map(|(method, path)| (method.to_owned(), path.to_owned()));
    assert_eq!(described, BTreeSet::from(real));
    for (method, path, _) in operations(&description) {
        let status = Service::loading().call(request(&method, &path, &[], "")).await.status.as_u16();
        assert!(status != 404 && status != 405, "{method} {path} gave {status}");
    }
}

#[tokio::test]
async fn the_description_has_not_changed_unseen() {
    let description = description().await;
    let lines: Vec<String> = operations(&description)
        .map(|(method, path, operation)| {
            let statuses: Vec<&String> =
                operation["responses"].as_object().expect("responses").keys().collect();
            format!("{method} {path} {} {statuses:?}", operation["operationId"])
        })
        .collect();
    let fields: serde_json::Map<String, Value> = description["components"]["schemas"]
        .as_object()
        .expect("schemas")
        .iter()
        .map(|(name, schema)| {
            (name.clone(), json!(schema["properties"].as_object().map(|p| p.keys().collect::<Vec<_>>())))
        })
        .collect();
    insta::assert_json_snapshot!(json!({ "operations": lines, "fields": fields }));
}

/// Checks a value against a schema of the description; schemas allow no field they do not name.
pub fn check(description: &Value, schema: &str, value: &Value) {
    let root =
        json!({ "$ref": format!("#/components/schemas/{schema}"), "components": &description["components"] });
    let validator = jsonschema::draft202012::new(&root).expect("a valid schema");
    let errors: Vec<String> =
        validator.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path)).collect();
    assert!(errors.is_empty(), "{schema}: {errors:?}\n{value}");
}

#[tokio::test]
async fn real_responses_are_as_described() {
    let (description, service) = (description().await, quiet().await);
    check(&description, "Resposta", &service.ask(&json!({ "pergunta": PYTHON })).await.json());
    check(
        &description,
        "Resposta",
        &service.ask(&json!({ "pergunta": "Receita de bolo de cenoura?" })).await.json(),
    );
    let emptied = json!({ "pergunta": PYTHON, "filtros": { "local": "Marte" } });
    check(&description, "Pergunta", &emptied);
    check(&description, "Resposta", &service.ask(&emptied).await.json());
    let insight =
        |body: Value| request("POST", "/insight", &[("content-type", "application/json")], body.to_string());
    for body in [json!({}), json!({ "familia": "java" }), json!({ "familia": "qa", "nivel": "senior" })] {
        check(&description, "PedidoPanorama", &body);
        check(&description, "Panorama", &service.call(insight(body)).await.json());
    }
    check(&description, "Info", &service.get("/info").await.json());
    check(&description, "Info", &service.call(request("POST", "/info", &[], "{}")).await.json());
    check(&description, "Health", &service.get("/healthz").await.json());
    check(&description, "Health", &Service::loading().get("/healthz").await.json());
    check(&description, "BentoSchema", &service.get("/schema.json").await.json());
    check(&description, "Erro", &service.get("/nowhere").await.json());
    check(&description, "Erro", &service.ask(&json!({})).await.json());
}

#[tokio::test]
async fn streamed_events_are_as_described() {
    let (description, service) = (description().await, crate::support::talkative(16, 1).await);
    let described =
        &description["paths"]["/responder"]["post"]["responses"]["200"]["content"]["text/event-stream"];
    let text = service.call(streamed(crate::support::ENGLISH)).await.text();
    for block in text.split("\n\n").filter(|block| block.starts_with("event: ")) {
        let (name, data) = block["event: ".len()..].split_once("\ndata: ").expect("name and data");
        let schema =
            described["x-events"][name]["$ref"].as_str().unwrap_or_else(|| panic!("{name} is not described"));
        let schema = schema.rsplit('/').next().expect("a name");
        check(&description, schema, &serde_json::from_str(data).expect("JSON"));
    }
}

#[tokio::test]
async fn info_names_what_answers_and_invents_no_number() {
    let info = quiet().await.get("/info").await.json();
    assert_eq!((&info["nome"], &info["versao"]), (&json!("recruta"), &json!(env!("CARGO_PKG_VERSION"))));
    assert_eq!((&info["run_id"], &info["metricas"]), (&Value::Null, &json!({})));
    let parameters = info["parametros"].as_object().expect("parameters");
    for name in [
        "embedder",
        "embedder_sha256",
        "bundle_manifest_sha256",
        "text_rules",
        "n_passages",
        "max_new_tokens",
    ] {
        assert!(
            parameters.get(name).is_some_and(|value| value.as_str().is_some_and(|v| !v.is_empty())),
            "{name}"
        );
    }
    assert!(!parameters.contains_key("generator"));
}
