//! Answers as they come into being, with the real small model.

use serde_json::{Value, json};

use crate::support::{ENGLISH, PYTHON, Reply, quiet, request, streamed, talkative};

/// Names and data of the events of a stream.
fn events(reply: &Reply) -> Vec<(String, Value)> {
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert_eq!(reply.header("content-type"), "text/event-stream");
    let blocks = reply.text();
    let events = blocks.split("\n\n").filter(|block| !block.is_empty() && !block.starts_with(':'));
    events.map(event).collect()
}

fn event(block: &str) -> (String, Value) {
    let field =
        |name: &str| block.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim();
    (field("event:").to_owned(), serde_json::from_str(field("data:")).expect("data is JSON"))
}

fn names(events: &[(String, Value)]) -> Vec<&str> {
    events.iter().map(|(name, _)| name.as_str()).collect()
}

#[tokio::test]
async fn without_a_model_evidence_and_synthesis_come_before_the_answer() {
    let service = quiet().await;
    let events = events(&service.call(streamed(PYTHON)).await);
    assert_eq!(names(&events), ["evidencia", "sintese", "resposta"]);
    assert_eq!(events[0].1["fontes"], events[2].1["fontes"]);
    let sentences = events[1].1["frases"].as_array().expect("sentences");
    let text: Vec<&str> = sentences.iter().filter_map(|sentence| sentence["texto"].as_str()).collect();
    assert_eq!(events[2].1["sintese"], text.join(" "));
}

#[tokio::test]
async fn a_model_is_heard_step_by_step_and_only_checked_sentences_are_sent() {
    let service = talkative(24, 4).await;
    let events = events(&service.call(streamed(ENGLISH)).await);
    let names = names(&events);
    assert_eq!(names[..3], ["evidencia", "sintese", "progresso"]);
    assert_eq!(names.iter().filter(|name| **name == "resposta").count(), 1);
    assert_eq!(names.last(), Some(&"resposta"));
    let read: Vec<&Value> = phase(&events, "leitura").collect();
    assert_eq!(read.last().map(|last| &last["n_tokens"]), read.last().map(|last| &last["total"]));
    let answer = &events.last().expect("an answer").1;
    assert_eq!(phase(&events, "escrita").count(), answer["prosa"]["n_tokens"]);
    let shown: Vec<&str> = events
        .iter()
        .filter(|(name, _)| name == "prosa")
        .filter_map(|(_, data)| data["texto"].as_str())
        .collect();
    assert_eq!(answer["prosa"]["texto"], shown.join(" "));
    assert_eq!(answer["prosa"]["modelo"], "smollm2-135m-instruct-q4_1");

    let read_tokens = service.metric("recruta_prompt_tokens_total").await;
    let unwritten = service.ask(&json!({ "pergunta": ENGLISH, "prosa": false })).await.json();
    assert_eq!(
        (&unwritten["prosa"]["estado"], &unwritten["sintese"]),
        (&json!("absent"), &answer["sintese"])
    );
    assert_eq!(service.metric("recruta_prompt_tokens_total").await, read_tokens);

    let whole = service.ask(&json!({ "pergunta": ENGLISH })).await.json();
    assert_eq!((&whole["resposta"], &whole["prosa"]), (&answer["resposta"], &answer["prosa"]));
}

fn phase<'a>(events: &'a [(String, Value)], phase: &'a str) -> impl Iterator<Item = &'a Value> {
    events.iter().map(|(_, data)| data).filter(move |data| data["fase"] == phase)
}

#[tokio::test]
async fn a_bad_question_is_refused_before_the_stream_begins() {
    let service = quiet().await;
    assert_eq!(service.call(streamed("  ")).await.error(), (400, "bad_request".to_owned()));
    let headers = [("content-type", "application/json"), ("accept", "text/event-stream")];
    let batch = request("POST", "/responder", &headers, json!({ "perguntas": ["Java?"] }).to_string());
    assert_eq!(service.call(batch).await.error(), (400, "bad_request".to_owned()));
}
