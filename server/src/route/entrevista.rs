//! `POST /entrevista`, `POST /entrevista/{id}/resposta`, `GET /entrevista/{id}/relatorio`, `DELETE /entrevista/{id}`: a mock
//! interview, with the scores that the page and the command line give.

mod portuguese;

use std::sync::PoisonError;

use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use recruta_core::interview::{PlannedQuestion, Reply, Report, Session};
use serde_json::{Value, json};

use super::fresh_json;
use crate::{
    app::App,
    body::{self, Answer},
    error::ApiError,
    interview::{MAX_IDLE, check_room},
};

/// Plans an interview and asks its first question.
pub(super) async fn begin(
    State(app): State<App>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let request = body::read_plan(&headers, body).await?;
    let bundle = app.engine.bundle()?;
    let interviews = app.interviews.clone();
    let planned = computed(move || {
        let session = interviews.interviewer()?.plan(Some(&bundle), &request)?;
        let about = about(&session)?;
        Ok((interviews.keep(session)?, about))
    });
    let (id, mut answer) = planned.await?;
    answer["id"] = json!(id);
    answer["expira_em_s"] = json!(MAX_IDLE.as_secs());
    let mut response = fresh_json(&answer);
    *response.status_mut() = StatusCode::CREATED;
    Ok(response)
}

/// Takes an answer; gives its score and what is asked next.
pub(super) async fn answer(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    app.engine.bundle()?;
    let said = body::read_answer(&headers, body).await?;
    let (interviews, kept) = (app.interviews.clone(), app.interviews.find(&id)?);
    let scored = computed(move || {
        // Held while scoring: two answers at once are taken one after the other.
        let mut session = kept.lock().unwrap_or_else(PoisonError::into_inner);
        check_room(&session, &said.text)?;
        let number = addressed(&session, &said)?;
        let reply = Reply { question: number, text: &said.text, retry: said.retry };
        *session = interviews.interviewer()?.answer(&session, &reply)?;
        taken(&session, session.question(number).map_err(recruta_core::Error::from)?)
    });
    Ok(fresh_json(&scored.await?))
}

/// The question that an answer is for.
///
/// Refuses an answer that names another question or turn than the one that waits: a client that sends a request again because the
/// reply was lost does not answer the follow-up with it.
fn addressed(session: &Session, said: &Answer) -> Result<usize, ApiError> {
    if said.retry {
        return said.question.or(session.current).ok_or(ApiError::InterviewOver);
    }
    let question = session.current.ok_or(ApiError::InterviewOver)?;
    let planned = session.question(question).map_err(recruta_core::Error::from)?;
    let turn = planned.turns.len().saturating_sub(1);
    let is_meant = |named: Option<usize>, waiting| named.is_none_or(|named| named == waiting);
    if is_meant(said.question, question) && is_meant(said.turn, turn) {
        Ok(question)
    } else {
        Err(ApiError::NotWaiting { question, turn })
    }
}

/// The report so far, as JSON or, where it is asked for by name, as Markdown.
pub(super) async fn report(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    app.engine.bundle()?;
    let (interviews, kept) = (app.interviews.clone(), app.interviews.find(&id)?);
    let reported = computed(move || {
        let session = kept.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(interviews.interviewer()?.report(&session)?)
    });
    let report = reported.await?;
    if wants_markdown(&headers) { Ok(markdown(&report)) } else { Ok(fresh_json(&portuguese::of(&report)?)) }
}

/// Forgets an interview.
pub(super) async fn forget(State(app): State<App>, Path(id): Path<String>) -> Result<Response, ApiError> {
    app.engine.bundle()?;
    app.interviews.forget(&id)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Off the threads that serve connections: planning and scoring take milliseconds, long answers some more.
async fn computed<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(ApiError::Internal))
}

/// What is known from the start, and the first question.
fn about(session: &Session) -> Result<Value, ApiError> {
    Ok(json!({
        "vaga": portuguese::of(&session.vacancy)?,
        "nivel": session.level,
        "idioma": session.language,
        "modo": portuguese::value("modo", &json!(session.mode)),
        "competencias": portuguese::of(&session.competencies)?,
        "pergunta": waiting(session),
    }))
}

/// How an answer was taken.
fn taken(session: &Session, question: &PlannedQuestion) -> Result<Value, ApiError> {
    Ok(json!({
        "numero": question.number,
        "situacao": portuguese::value("situacao", &json!(question.status)),
        "avaliacao": portuguese::of(&question.score)?,
        "pergunta": waiting(session),
        "encerrada": session.current.is_none(),
    }))
}

/// The question that waits for an answer; null when the interview is over.
fn waiting(session: &Session) -> Value {
    let question = session.current.and_then(|number| session.question(number).ok());
    question.map_or(Value::Null, |question| {
        let turn = question.turns.last();
        json!({
            "numero": question.number,
            "de": session.questions.len(),
            "turno": question.turns.len().saturating_sub(1),
            "tipo": portuguese::value("tipo", &json!(question.kind)),
            "competencia": question.competency_name,
            "motivo": question.why,
            "texto": turn.map_or(&question.text, |turn| &turn.asked),
            "continuacao": turn.is_some_and(|turn| turn.aim.is_some()),
        })
    })
}

fn wants_markdown(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let mut kinds = accepted.flat_map(|value| value.split(',')).filter_map(|kind| kind.split(';').next());
    kinds.any(|kind| kind.trim().eq_ignore_ascii_case("text/markdown"))
}

fn markdown(report: &Report) -> Response {
    let mut response = report.to_markdown().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/markdown; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
