//! What a `BentoML` client sends and expects; `docs/HTTP.md` says how this was recorded.

use serde_json::json;

use crate::support::{PYTHON, Service, quiet, request};

/// Headers of `bentoml.SyncHTTPClient` 1.4.39.
const HEADERS: [(&str, &str); 5] = [
    ("accept", "*/*"),
    ("accept-encoding", "gzip, deflate"),
    ("connection", "keep-alive"),
    ("user-agent", "BentoML HTTP Client/1.4.39"),
    ("content-type", "application/json"),
];

#[tokio::test]
async fn the_schema_is_the_one_its_client_reads() {
    let reply = Service::loading().get("/schema.json").await;
    insta::assert_json_snapshot!(reply.json());
    // Its client calls by position.
    let at = |name: &str| reply.text().find(&format!("{name:?}: {{"));
    assert!(at("pergunta") < at("perguntas") && at("pergunta") < at("filtros"), "{}", reply.text());
}

#[tokio::test]
async fn its_client_waits_for_readyz() {
    assert_eq!(Service::loading().get("/readyz").await.status, 503);
    assert_eq!(quiet().await.get("/readyz").await.status, 200);
}

async fn check(path: &str, body: &str) -> serde_json::Value {
    let reply = quiet().await.call(request("POST", path, &HEADERS, body.to_owned())).await;
    assert_eq!(
        (reply.status.as_u16(), reply.header("content-type")),
        (200, "application/json"),
        "{path} {body}"
    );
    let bytes = if reply.header("content-encoding") == "gzip" { gunzip(&reply.bytes) } else { reply.bytes };
    serde_json::from_slice(&bytes).expect("JSON")
}

/// The client asks for gzip, and large answers come so.
fn gunzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Read as _;
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(bytes).read_to_end(&mut plain).expect("gzip");
    plain
}

#[tokio::test]
async fn its_calls_are_answered() {
    // `client.responder(pergunta="…")`: json.dumps escapes what is not ASCII.
    let escaped =
        PYTHON.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{:04x}", c as u32) });
    let answer = check("/responder", &format!("{{\"pergunta\": \"{}\"}}", escaped.collect::<String>())).await;
    assert_eq!(answer["pergunta"], PYTHON);
    // `client.responder(perguntas=[…])`
    let answers = check("/responder", r#"{"perguntas": ["Java?", "SAP?"]}"#).await;
    assert_eq!((&answers[0]["pergunta"], &answers[1]["pergunta"]), (&json!("Java?"), &json!("SAP?")));
    // `client.info()`
    let info = check("/info", "{}").await;
    assert_eq!(
        (&info["nome"], &info["run_id"], &info["metricas"]),
        (&json!("recruta"), &json!(null), &json!({}))
    );
}
