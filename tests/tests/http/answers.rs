//! Answers of the real engine, without a language model.

use serde_json::{Value, json};

use crate::support::{PYTHON, quiet};

#[tokio::test]
async fn an_answer_cites_the_sources_it_gives() {
    let reply = quiet().await.ask(&json!({ "pergunta": PYTHON, "outro": 1 })).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert_eq!(reply.header("cache-control"), "no-store");
    let answer = reply.json();
    assert_eq!(answer["pergunta"], PYTHON);
    assert_eq!(answer["idioma"], "pt");
    assert_eq!(answer["evidencia_suficiente"], true);
    assert_eq!(answer["prosa"], json!({ "estado": "absent", "texto": "", "n_tokens": 0 }));
    assert_eq!(answer["resposta"], answer["sintese"]);
    let sources = answer["fontes"].as_array().expect("sources");
    assert!(answer["resposta"].as_str().is_some_and(|text| text.contains("[1]")), "{answer}");
    for (at, source) in sources.iter().enumerate() {
        assert_eq!(source["numero"], at + 1);
        assert!(source["vagas"].as_array().is_some_and(|vacancies| !vacancies.is_empty()), "{source}");
    }
    assert!(highlighted(sources).any(|words| words.to_lowercase().contains("python")), "{answer}");
}

/// Every highlighted part of every passage; positions count characters.
fn highlighted(sources: &[Value]) -> impl Iterator<Item = String> {
    sources.iter().flat_map(|source| {
        let text: Vec<char> = source["trecho"].as_str().expect("a passage").chars().collect();
        let spans: Vec<[usize; 2]> = serde_json::from_value(source["destaques"].clone()).expect("spans");
        spans.into_iter().map(move |[start, end]| text[start..end].iter().collect())
    })
}

#[tokio::test]
async fn what_the_history_does_not_know_is_said_without_sources() {
    let answer =
        quiet().await.ask(&json!({ "pergunta": "Qual é a receita de bolo de cenoura?" })).await.json();
    assert_eq!(answer["evidencia_suficiente"], false, "{answer}");
    assert_eq!(answer["fontes"], json!([]));
    assert!(
        answer["resposta"].as_str().is_some_and(|text| !text.is_empty() && !text.contains('[')),
        "{answer}"
    );
}

#[tokio::test]
async fn filters_narrow_the_sources_and_one_that_leaves_nobody_is_named() {
    let service = quiet().await;
    let ask = |filters: Value| json!({ "pergunta": "Quem tem experiência com Java?", "filtros": filters });
    let answer = service.ask(&ask(json!({ "familia": "java", "local": null }))).await.json();
    let sources = answer["fontes"].as_array().expect("sources");
    let of_family = |source: &&Value| {
        source["vagas"].to_string().to_lowercase().contains("java")
            || source["titulo_perfil"].to_string().to_lowercase().contains("java")
    };
    assert!(!sources.is_empty() && sources.iter().filter(of_family).count() == sources.len(), "{answer}");
    assert_eq!(answer.get("filtro_vazio"), None);
    let answer = service.ask(&ask(json!({ "ingles": "basico", "nivel": "astronauta" }))).await.json();
    assert_eq!((&answer["filtro_vazio"], &answer["fontes"]), (&json!("nivel"), &json!([])), "{answer}");
    assert!(answer["resposta"].as_str().is_some_and(|text| text.contains("nível")), "{answer}");
}

#[tokio::test]
async fn an_english_question_is_answered_in_english() {
    let answer =
        quiet().await.ask(&json!({ "pergunta": "Which skills do our Java hires share?" })).await.json();
    assert_eq!(answer["idioma"], "en", "{answer}");
}

/// What does not depend on the clock.
fn timeless(mut answer: Value) -> Value {
    answer["tempos"] = Value::Null;
    answer
}

#[tokio::test]
async fn a_batch_gives_what_single_questions_give_in_order() {
    let questions =
        [PYTHON, "Quem foi contratado para SAP?", "Which skills do our Java hires share?", PYTHON];
    let service = quiet().await;
    let batch = service.ask(&json!({ "perguntas": questions, "pergunta": null })).await.json();
    let batch = batch.as_array().expect("a list");
    assert_eq!(batch.len(), questions.len());
    for (question, answer) in questions.iter().zip(batch) {
        let single = service.ask(&json!({ "pergunta": question, "perguntas": null })).await.json();
        assert_eq!(timeless(answer.clone()), timeless(single), "{question}");
    }
}

#[tokio::test]
async fn callers_at_once_each_get_their_own_answer() {
    let service = quiet().await;
    let ask = |number: usize| async move {
        let question = format!("Quem sabe Java para a vaga {number}?");
        let answer = service.ask(&json!({ "pergunta": question })).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["pergunta"]), (200, &json!(question)));
    };
    let calls: Vec<_> = (0..8).map(|number| tokio::spawn(ask(number))).collect();
    for call in calls {
        call.await.expect("answered");
    }
}

#[tokio::test]
async fn a_question_as_long_as_allowed_is_answered() {
    let question: String = "Java é usado em quê? ".chars().cycle().take(4_000).collect();
    assert_eq!(quiet().await.ask(&json!({ "pergunta": question })).await.status, 200);
}
