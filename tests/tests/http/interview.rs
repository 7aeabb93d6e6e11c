//! Interviews over HTTP: the scores of the engine, in the shapes that are described.

use axum::http::StatusCode;
use recruta::interview::{AnswerLine, conduct};
use recruta_core::{
    interview::{Mode, PlanRequest},
    text::Language,
};
use recruta_server::interview::{Interviews, MAX_INTERVIEWS};
use serde_json::{Value, json};

use crate::{
    contract::check,
    support::{Reply, Service, quiet, request},
};

const JSON: (&str, &str) = ("content-type", "application/json");

const STRONG: &str = "No meu último projeto a API caía toda sexta e eu precisava achar a causa. Primeiro medi as consultas, \
                      depois criei um índice e testes, porque ninguém confiava na mudança. No fim o tempo caiu de 900 para 120 ms.";

async fn post(service: &Service, path: &str, body: &Value) -> Reply {
    service.call(request("POST", path, &[JSON], body.to_string())).await
}

fn vacancy() -> String {
    let (bundle, _) = recruta_native::open_bundle(&recruta_tests::bundle_dir()).expect("is built");
    bundle.vacancies().iter().find(|vacancy| vacancy.n_hired > 0).expect("has hires").id.clone()
}

async fn begin(service: &Service, more: &Value) -> Value {
    let mut body = json!({ "vaga": vacancy() });
    body.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    let reply = post(service, "/entrevista", &body).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
    reply.json()
}

/// Answers every question and no follow-up; every third question is passed over.
fn said(number: u64, is_follow_up: bool) -> &'static str {
    if is_follow_up || number.is_multiple_of(3) { "" } else { STRONG }
}

#[tokio::test]
async fn an_interview_scores_as_the_engine_does_in_the_described_shapes() {
    let (description, service) = (Service::loading().get("/openapi.json").await.json(), quiet().await);
    let begun = begin(service, &json!({})).await;
    check(&description, "Entrevista", &begun);
    let address = format!("/entrevista/{}", begun["id"].as_str().expect("an id"));
    let mut waiting = begun["pergunta"].clone();
    while let Some(number) = waiting["numero"].as_u64() {
        let body = json!({ "resposta": said(number, waiting["continuacao"] == true) });
        check(&description, "PedidoResposta", &body);
        let taken = post(service, &format!("{address}/resposta"), &body).await.json();
        check(&description, "RespostaAvaliada", &taken);
        waiting = taken["pergunta"].clone();
    }
    let report = service.get(&format!("{address}/relatorio")).await.json();
    check(&description, "Relatorio", &report);
    assert_eq!(numbers(&report), of_the_engine());
    let markdown = request("GET", &format!("{address}/relatorio"), &[("accept", "text/markdown")], "");
    assert!(service.call(markdown).await.text().starts_with("# Entrevista simulada"));
}

/// Overall score, then each question's with the levels of its components; null for those passed over.
fn numbers(report: &Value) -> Value {
    let questions = report["perguntas"].as_array().expect("questions").iter().map(|question| {
        let components = question["avaliacao"]["componentes"].as_array();
        let levels = components.map(|all| all.iter().map(|one| one["nivel"].clone()).collect::<Vec<_>>());
        json!([question["id"], question["avaliacao"]["nota"], levels])
    });
    json!([report["nota"], questions.collect::<Vec<_>>()])
}

/// The same transcript by the engine itself, as the command line runs it.
fn of_the_engine() -> Value {
    let (bundle, _) = recruta_native::open_bundle(&recruta_tests::bundle_dir()).expect("is built");
    let interviewer = recruta_native::interviewer().expect("the bank is valid");
    let session = interviewer.plan(Some(&bundle), &plan_request()).expect("plans");
    let line = |number| AnswerLine { answer: said(number, false).to_owned(), follow_ups: Vec::new() };
    let answers: Vec<AnswerLine> = (1..=5).map(line).collect();
    let report =
        interviewer.report(&conduct(&interviewer, session, &answers).expect("runs")).expect("reports");
    let questions = report.questions.iter().map(|question| {
        let score = question.score.as_ref();
        let levels = score.map(|score| score.components.iter().map(|c| c.level).collect::<Vec<_>>());
        json!([question.id, score.map(|score| score.overall), levels])
    });
    json!([report.overall, questions.collect::<Vec<_>>()])
}

fn plan_request() -> PlanRequest {
    PlanRequest {
        vacancy: Some(vacancy()),
        job_description: None,
        level: None,
        language: Language::Pt,
        n_questions: 5,
        mode: Mode::Live,
        variant: 0,
        cv: None,
    }
}

#[tokio::test]
async fn what_cannot_be_done_has_a_code_and_a_sentence() {
    let service = quiet().await;
    for (body, status, code) in [
        (json!({}), 400, "bad_request"),
        (json!([]), 400, "bad_request"),
        (json!({ "vaga": "0", "descricao": "x" }), 400, "bad_request"),
        (json!({ "vaga": "não existe" }), 400, "bad_request"),
        (json!({ "vaga": vacancy(), "perguntas": 6 }), 400, "bad_request"),
        (json!({ "vaga": vacancy(), "nivel": "mestre" }), 400, "bad_request"),
        (json!({ "vaga": 7 }), 400, "bad_request"),
        (json!({ "descricao": "a".repeat(40_001) }), 413, "too_long"),
    ] {
        let reply = post(service, "/entrevista", &body).await;
        assert_eq!((reply.status.as_u16(), &reply.json()["code"]), (status, &json!(code)), "{body}");
        assert!(reply.json()["mensagem"].as_str().is_some_and(|sentence| !sentence.is_empty()));
    }
    let missing = service.get("/entrevista/0/relatorio").await;
    assert_eq!((missing.status.as_u16(), &missing.json()["code"]), (404, &json!("not_found")));
}

#[tokio::test]
async fn a_real_interview_takes_no_retry_a_practice_does_and_both_can_be_forgotten() {
    let service = quiet().await;
    for (mode, status) in [("real", 400), ("treino", 200)] {
        let begun = begin(service, &json!({ "modo": mode })).await;
        let address = format!("/entrevista/{}", begun["id"].as_str().expect("an id"));
        let first = post(service, &format!("{address}/resposta"), &json!({ "resposta": "Não sei." })).await;
        assert_eq!(first.status.as_u16(), 200, "{}", first.text());
        let again = json!({ "resposta": STRONG, "pergunta": 1, "refazer": true });
        assert_eq!(post(service, &format!("{address}/resposta"), &again).await.status.as_u16(), status);
        let long = json!({ "resposta": "a ".repeat(20_001) });
        assert_eq!(post(service, &format!("{address}/resposta"), &long).await.status.as_u16(), 413);
        assert_eq!(service.call(request("DELETE", &address, &[], "")).await.status, StatusCode::NO_CONTENT);
        assert_eq!(service.get(&format!("{address}/relatorio")).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_repeated_answer_is_not_taken_for_the_follow_ups_and_after_the_end_there_is_none() {
    let (description, service) = (Service::loading().get("/openapi.json").await.json(), quiet().await);
    let begun = begin(service, &json!({ "modo": "treino" })).await;
    let address = format!("/entrevista/{}/resposta", begun["id"].as_str().expect("an id"));
    let first = json!({ "resposta": "Não sei bem.", "pergunta": 1, "turno": 0 });
    check(&description, "PedidoResposta", &first);
    let taken = post(service, &address, &first).await.json();
    assert_eq!(taken["pergunta"]["turno"], 1, "a weak answer is followed up: {taken}");
    let again = post(service, &address, &first).await;
    assert_eq!((again.status.as_u16(), &again.json()["code"]), (409, &json!("conflict")), "{}", again.text());
    let mut waiting = taken["pergunta"].clone();
    while let Some(number) = waiting["numero"].as_u64() {
        let body = json!({ "resposta": "", "pergunta": number, "turno": waiting["turno"] });
        waiting = post(service, &address, &body).await.json()["pergunta"].clone();
    }
    for late in [json!({ "resposta": "Mais." }), json!({ "resposta": "Mais.", "refazer": true })] {
        let late = post(service, &address, &late).await;
        assert_eq!(late.status.as_u16(), 409, "{}", late.text());
        assert!(
            late.json()["mensagem"].as_str().is_some_and(|said| said.contains("terminou")),
            "{}",
            late.text()
        );
    }
    let retry = json!({ "resposta": STRONG, "pergunta": 2, "refazer": true });
    assert_eq!(post(service, &address, &retry).await.status.as_u16(), 200);
}

#[tokio::test]
async fn sentences_count_one_word_as_one_and_speak_of_bodies_not_of_questions() {
    let service = quiet().await;
    let short = post(service, "/entrevista", &json!({ "descricao": "Java" })).await.json();
    assert!(short["mensagem"].as_str().is_some_and(|said| said.contains("tem 1 palavra,")), "{short}");
    assert!(
        short["message"].as_str().is_some_and(|said| said.contains("has 1 of at least 10 words")),
        "{short}"
    );
    let large = post(service, "/entrevista", &json!({ "descricao": "a".repeat(1_100_000) })).await;
    assert_eq!(large.status.as_u16(), 413);
    assert!(!large.json()["mensagem"].as_str().expect("a sentence").contains("perguntas"));
}

#[test]
fn only_so_many_interviews_are_kept_and_no_two_share_an_id() {
    let interviews = Interviews::default();
    let description = "Pessoa desenvolvedora Java para APIs em Spring Boot com testes e SQL";
    let request =
        PlanRequest { vacancy: None, job_description: Some(description.to_owned()), ..plan_request() };
    let session = interviews.interviewer().expect("is there").plan(None, &request).expect("plans");
    let ids: std::collections::BTreeSet<String> =
        (0..MAX_INTERVIEWS).map(|_| interviews.keep(session.clone()).expect("has room")).collect();
    assert_eq!(ids.len(), MAX_INTERVIEWS);
    assert_eq!(interviews.keep(session.clone()).expect_err("is full").code(), "overloaded");
    interviews.forget(ids.first().expect("one")).expect("is there");
    assert!(interviews.keep(session).is_ok());
}
