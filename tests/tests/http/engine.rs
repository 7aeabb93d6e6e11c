//! What happens to work nobody waits for, and to callers there is no room for.

use axum::body::{Body, HttpBody as _};
use http_body_util::BodyExt as _;
use recruta_server::file::Folders;
use recruta_server::start::StartError;
use serde_json::{Value, json};

use crate::support::{
    ANSWERED, CANCELLED, ENGLISH, Service, parallel, responder, site, small_models, streamed, talkative,
};

/// More than any test lets the model write; an answer that is not stopped would write them.
const MANY: usize = 2_000;

/// Starts a streamed answer and reads it until the model has begun, so that the engine is busy with it.
async fn begin(service: &Service) -> Body {
    let mut body = service.send(streamed(ENGLISH)).await.into_body();
    let mut text = String::new();
    while !text.contains("event: progresso") {
        assert!(!body.is_end_stream(), "ended without the model: {text}");
        let frame = body.frame().await.expect("more").expect("no failure");
        text.push_str(&String::from_utf8_lossy(frame.data_ref().expect("data")));
    }
    body
}

#[tokio::test]
async fn a_caller_who_leaves_stops_the_engine() {
    let service = talkative(MANY, 4).await;
    drop(begin(&service).await);
    service.wait_for(CANCELLED, 1).await;
    let steps = service.metric("recruta_engine_steps_total").await;
    let answer = service.ask(&json!({ "pergunta": "Qual é a receita de bolo de cenoura?" })).await;
    assert_eq!(answer.status, 200);
    // That answer took no step of the model: what was counted since belongs to it alone.
    assert_eq!(service.metric("recruta_engine_steps_total").await, steps + 3);
    assert_eq!((service.metric(ANSWERED).await, service.metric(CANCELLED).await), (1, 1));
    assert!(service.metric("recruta_generated_tokens_total").await < MANY as u64);
}

#[tokio::test]
async fn the_line_is_bounded_and_those_who_leave_it_cost_nothing() {
    let service = talkative(MANY, 1).await;
    let running = begin(&service).await;
    let waiting = tokio::spawn({
        let service = service.clone();
        async move { service.ask(&json!({ "perguntas": ["Java?", "SAP?"] })).await }
    });
    service.wait_for("recruta_queue_depth", 1).await;

    let refused = service.call(responder(&json!({ "pergunta": "Python?" }))).await;
    assert_eq!(refused.error(), (503, "overloaded".to_owned()));
    assert_eq!(refused.header("retry-after"), "5");

    waiting.abort();
    service.wait_for("recruta_queue_depth", 0).await;
    let taken = tokio::spawn({
        let service = service.clone();
        async move { service.ask(&json!({ "pergunta": "Qual é a receita de bolo de cenoura?" })).await }
    });
    service.wait_for(CANCELLED, 2).await;
    drop(running);
    assert_eq!(taken.await.expect("answered").status, 200);
    assert_eq!((service.metric(ANSWERED).await, service.metric(CANCELLED).await), (1, 3));
}

#[tokio::test]
async fn stopping_ends_the_running_answer_with_what_it_has_and_refuses_the_rest() {
    let service = talkative(MANY, 4).await;
    let running = begin(&service).await;
    let waiting = tokio::spawn({
        let service = service.clone();
        async move { service.ask(&json!({ "pergunta": "Java?" })).await }
    });
    service.wait_for("recruta_queue_depth", 1).await;
    service.app.engine.stop();
    assert_eq!(waiting.await.expect("told").error(), (503, "overloaded".to_owned()));
    assert_eq!(service.ask(&json!({ "pergunta": "Java?" })).await.error(), (503, "overloaded".to_owned()));
    let rest = running.collect().await.expect("the rest").to_bytes();
    let rest = String::from_utf8(rest.to_vec()).expect("UTF-8");
    let answer = rest.lines().filter_map(|line| line.strip_prefix("data: ")).next_back().expect("an answer");
    let answer: Value = serde_json::from_str(answer).expect("JSON");
    assert_eq!(answer["prosa"]["estado"], "stopped", "{answer}");
    assert!(answer["sintese"].as_str().is_some_and(|text| text.contains('[')), "{answer}");
}

#[tokio::test]
async fn an_engine_that_cannot_be_loaded_says_so() {
    let folders = Folders {
        site: site().into(),
        bundle: site().into(),
        models: small_models().into(),
        registry: site().join("no-registry"),
        catalogue: None,
    };
    let service = Service::over(folders, 1, || Err(StartError::Panicked));
    let mut status = service.app.engine.status();
    status.wait_for(|status| !matches!(status, recruta_server::engine::Status::Loading)).await.expect("told");
    drop(status);
    let reply = service.ask(&json!({ "pergunta": "Java?" })).await;
    assert_eq!(reply.error(), (500, "internal".to_owned()));
    assert_eq!(service.get("/").await.status, 200);
}

/// What of an answer does not depend on when it was given.
fn timeless(mut answer: Value) -> Value {
    answer.as_object_mut().expect("an answer").remove("tempos");
    answer
}

#[tokio::test]
async fn questions_answered_together_get_the_answers_of_each_alone_in_order() {
    let questions =
        [ENGLISH, "Qual é a receita de bolo de cenoura?", "Which tools do hired QA analysts know?", "Java?"];
    let (alone, together) = (talkative(40, 4).await, parallel(3, 40, 4).await);
    let batch = together.ask(&json!({ "perguntas": questions })).await.json();
    let batch = batch.as_array().expect("a list");
    assert_eq!(batch.len(), questions.len());
    for (question, answer) in questions.iter().zip(batch) {
        let expected = alone.ask(&json!({ "pergunta": question })).await.json();
        assert_eq!(timeless(answer.clone()), timeless(expected), "{question}");
    }
}

#[tokio::test]
async fn one_caller_who_leaves_does_not_disturb_the_others() {
    let service = parallel(3, 300, 4).await;
    let left = begin(&service).await;
    let stays = tokio::spawn({
        let service = service.clone();
        async move { service.ask(&json!({ "pergunta": "Which tools do hired QA analysts know?" })).await }
    });
    service.wait_for("recruta_queue_depth", 0).await;
    drop(left);
    assert_eq!(stays.await.expect("answered").status, 200);
    service.wait_for(CANCELLED, 1).await;
    assert_eq!(service.metric(ANSWERED).await, 1);
}
