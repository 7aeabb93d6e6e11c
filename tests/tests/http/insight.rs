//! The numbers of groups, over HTTP.

use recruta_core::insight::disclosure::MIN_GROUP;
use serde_json::{Value, json};

use crate::support::{Reply, Service, quiet, request};

async fn insight(service: &Service, body: &Value) -> Reply {
    service.call(request("POST", "/insight", &[("content-type", "application/json")], body.to_string())).await
}

#[tokio::test]
async fn a_familys_numbers_come_with_their_denominators() {
    let body = insight(quiet().await, &json!({ "familia": "java" })).await.json();
    let n = body["grupo"]["n_perfis"].as_u64().expect("a size");
    assert!(n >= MIN_GROUP as u64);
    let skills = body["grupo"]["competencias"].as_array().expect("skills");
    // The family's own name says nothing of it, and is told of everybody.
    assert!(skills.iter().any(|skill| skill["nome"] == "Spring Boot"), "{body}");
    assert!(
        skills.iter().all(|skill| (MIN_GROUP as u64..=n).contains(&skill["n"].as_u64().expect("a count")))
    );
    assert_eq!((&body["familia"], &body["nivel"]), (&json!("java"), &Value::Null));
    assert_eq!(body["funil"]["situacoes"].as_array().map(Vec::len), Some(21));
}

#[tokio::test]
async fn no_number_under_the_minimum_is_told_of_any_group() {
    let service = quiet().await;
    let everybody = insight(service, &json!({})).await.json();
    let ids = |list: &Value| -> Vec<String> {
        list.as_array()
            .expect("a list")
            .iter()
            .map(|one| one["id"].as_str().expect("an id").to_owned())
            .collect()
    };
    for family in ids(&everybody["familias"]) {
        for level in [None].into_iter().chain(ids(&everybody["niveis"]).into_iter().map(Some)) {
            let body = insight(service, &json!({ "familia": family, "nivel": level })).await.json();
            check(&body, &body);
        }
    }
    check(&everybody, &everybody);
}

/// Every count of people or candidacies is 0 or large enough.
fn check(value: &Value, whole: &Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                if let (true, Some(n)) = (name.starts_with('n') && name != "nivel", value.as_u64()) {
                    assert!(n == 0 || n >= MIN_GROUP as u64, "{name}: {n} in {whole}");
                }
                check(value, whole);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| check(item, whole)),
        _ => {}
    }
}

#[tokio::test]
async fn groups_that_do_not_exist_are_refused_with_those_that_do() {
    let service = quiet().await;
    let reply = insight(service, &json!({ "familia": "Fulana-de-Tal" })).await;
    assert_eq!(reply.error(), (400, "bad_request".to_owned()));
    assert!(reply.text().contains("seguranca") && !reply.text().contains("Fulana"), "{}", reply.text());
    assert_eq!(insight(service, &json!({ "nivel": 3 })).await.error(), (400, "bad_request".to_owned()));
    assert_eq!(insight(service, &json!([])).await.error(), (400, "bad_request".to_owned()));
    let accents = insight(service, &json!({ "nivel": "Sênior", "familia": null })).await.json();
    assert_eq!(accents["nivel"], "senior");
}

#[tokio::test]
async fn before_the_bundle_is_there_callers_are_told_to_wait() {
    assert_eq!(insight(&Service::loading(), &json!({})).await.error(), (503, "overloaded".to_owned()));
}

#[tokio::test]
async fn a_misspelt_group_is_refused_rather_than_everybody_told_of() {
    let reply = insight(quiet().await, &json!({ "family": "java" })).await;
    assert_eq!(reply.status, 400);
    assert!(
        reply.json()["mensagem"].as_str().is_some_and(|text| text.contains("`familia`")),
        "{:?}",
        reply.json()
    );
}
