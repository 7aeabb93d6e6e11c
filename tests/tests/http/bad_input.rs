//! Whatever is sent, the answer is a typed error with a sentence in two languages.

use recruta_server::body::{MAX_BATCH, MAX_BODY_BYTES};
use serde_json::json;

use crate::support::{Service, request};

/// A word that must not come back, whatever is wrong with the request it stands in.
const PRIVATE: &str = "Fulana-de-Tal";

async fn check(kind: &str, body: impl Into<Vec<u8>>, expected: (u16, &str), says: &str) {
    let headers = [("content-type", kind)];
    let reply = Service::loading().call(request("POST", "/responder", &headers, body.into())).await;
    assert_eq!(reply.error(), (expected.0, expected.1.to_owned()), "{}", reply.text());
    assert!(reply.json()["message"].as_str().unwrap_or_default().contains(says), "{says}: {}", reply.text());
    assert!(!reply.text().contains(PRIVATE), "{}", reply.text());
}

async fn check_json(body: &str, expected: (u16, &str), says: &str) {
    check("application/json", body, expected, says).await;
}

const BAD: (u16, &str) = (400, "bad_request");
const LONG: (u16, &str) = (413, "too_long");

#[tokio::test]
async fn bodies_that_are_no_json_are_refused() {
    check_json("", BAD, "the body is empty").await;
    check_json(" \n", BAD, "the body is empty").await;
    check_json("{\"pergunta\": \"Fulana-de-Tal", BAD, "not valid JSON (line 1").await;
    check_json("pergunta=Fulana-de-Tal", BAD, "not valid JSON").await;
    check_json("{\"pergunta\": \"a\"} {}", BAD, "not valid JSON").await;
    check_json(&"[".repeat(100_000), BAD, "not valid JSON").await;
    check("application/json", b"{\"pergunta\": \"\xff\xfe\"}".to_vec(), BAD, "not UTF-8").await;
}

#[tokio::test]
async fn other_content_types_are_refused() {
    let body = json!({ "pergunta": PRIVATE }).to_string();
    for kind in
        ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "", "json"]
    {
        check(kind, body.as_str(), BAD, "must be JSON").await;
    }
}

#[tokio::test]
async fn json_of_another_shape_is_refused() {
    check_json("[]", BAD, "it is a list").await;
    check_json("\"Fulana-de-Tal\"", BAD, "it is a string").await;
    check_json("null", BAD, "it is null").await;
    check_json("{}", BAD, "is missing").await;
    check_json("{\"question\": \"Fulana-de-Tal\"}", BAD, "is missing").await;
    check_json("{\"pergunta\": 5}", BAD, "`pergunta` must be a string, it is a number").await;
    check_json("{\"pergunta\": null}", BAD, "it is null").await;
    check_json("{\"pergunta\": true}", BAD, "it is a boolean").await;
    check_json("{\"pergunta\": [\"Fulana-de-Tal\"]}", BAD, "it is a list").await;
    check_json("{\"pergunta\": {\"texto\": \"Fulana-de-Tal\"}}", BAD, "it is an object").await;
    check_json("{\"pergunta\": \"a\", \"perguntas\": [\"b\"]}", BAD, "not both").await;
    let filters = |filters: &str| format!("{{\"pergunta\": \"a\", \"filtros\": {filters}}}");
    check_json(&filters("\"Fulana-de-Tal\""), BAD, "`filtros` must be an object, it is a string").await;
    check_json(&filters("{\"Fulana-de-Tal\": 1}"), BAD, "`filtros` has an unknown field").await;
    check_json(&filters("{\"nivel\": [\"Fulana-de-Tal\"]}"), BAD, "`filtros.nivel` must be a string").await;
    check_json(&filters("{\"sap\": \"sim\"}"), BAD, "`filtros.sap` must be true or false").await;
    check_json(&filters("{\"ingles\": \"Fulana-de-Tal\"}"), BAD, "`filtros.ingles` must be `basico`").await;
    check_json(&filters("{\"local\": \" - \"}"), BAD, "the filter place needs a word").await;
    check_json(&filters(&format!("{{\"familia\": \"{}\"}}", "a".repeat(81))), LONG, "81 characters").await;
    check_json("{\"pergunta\": \"a\", \"prosa\": \"Fulana-de-Tal\"}", BAD, "`prosa` must be true or false")
        .await;
    check_json("{\"perguntas\": \"Fulana-de-Tal\"}", BAD, "`perguntas` must be a list").await;
    check_json("{\"perguntas\": [\"a\", 7]}", BAD, "`perguntas[1]` must be a string").await;
    check_json("{\"perguntas\": []}", BAD, "at least one").await;
}

#[tokio::test]
async fn empty_questions_are_refused_and_a_batch_says_which() {
    check_json("{\"pergunta\": \"\"}", BAD, "the question is empty").await;
    check_json("{\"pergunta\": \" ?! \"}", BAD, "the question is empty").await;
    check_json("{\"perguntas\": [\"Fulana-de-Tal\", \"...\"]}", BAD, "perguntas[1]: the question is empty")
        .await;
}

#[tokio::test]
async fn what_is_too_long_is_refused() {
    let long = |n| PRIVATE.chars().cycle().take(n).collect::<String>();
    check_json(&json!({ "pergunta": long(100_000) }).to_string(), LONG, "100000 characters").await;
    check_json(&json!({ "pergunta": long(4_001) }).to_string(), LONG, "at most 4000").await;
    check_json(&json!({ "perguntas": ["a", long(4_001)] }).to_string(), LONG, "perguntas[1]").await;
    check_json(&json!({ "perguntas": vec!["a"; MAX_BATCH + 1] }).to_string(), LONG, "split the list").await;
    check_json(&json!({ "pergunta": long(MAX_BODY_BYTES) }).to_string(), LONG, "bytes").await;
}

#[tokio::test]
async fn a_body_over_the_cap_is_refused_though_it_does_not_say_its_length() {
    let chunks = (0..20).map(|_| Ok::<_, std::io::Error>(vec![b' '; 64 << 10]));
    let body = axum::body::Body::from_stream(tokio_stream::iter(chunks));
    let request = request("POST", "/responder", &[("content-type", "application/json")], body);
    assert_eq!(Service::loading().call(request).await.error(), (413, "too_long".to_owned()));
}

#[tokio::test]
async fn a_good_question_before_the_models_are_loaded_is_told_to_wait() {
    let service = Service::loading();
    let reply = service.ask(&json!({ "pergunta": "Python?" })).await;
    assert_eq!(reply.error(), (503, "overloaded".to_owned()));
    assert_eq!(reply.header("retry-after"), "5");
    assert_eq!(service.get("/info").await.error(), (503, "overloaded".to_owned()));
    assert_eq!(service.get("/readyz").await.error(), (503, "overloaded".to_owned()));
    assert_eq!(service.get("/livez").await.status, 200);
    let health = service.get("/healthz").await;
    assert_eq!((health.status.as_u16(), &health.json()["ready"]), (200, &json!(false)));
}

#[tokio::test]
async fn methods_and_addresses_that_do_not_exist_get_typed_errors() {
    let service = Service::loading();
    for (method, path, status, code) in [
        ("GET", "/responder", 405, "method_not_allowed"),
        ("DELETE", "/info", 405, "method_not_allowed"),
        ("POST", "/healthz", 405, "method_not_allowed"),
        ("POST", "/nowhere", 404, "not_found"),
        ("PUT", "/index.html", 404, "not_found"),
        ("GET", "/responder/", 404, "not_found"),
    ] {
        let reply = service.call(request(method, path, &[], "")).await;
        assert_eq!(reply.error(), (status, code.to_owned()), "{method} {path}");
        assert_eq!(reply.header("allow").is_empty(), status == 404, "{method} {path}");
    }
}
