//! `POST /responder`: answers from the hiring history.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, header},
    response::Response,
};
use recruta_api::http::{ResponderBody, Resposta};
use recruta_core::retrieve::check_question;
use tokio::sync::mpsc::UnboundedReceiver;

use super::{fresh_json, stream};
use crate::{
    app::App,
    body::{self, BodyError},
    engine::{Order, Outgoing, Prose, Wants},
    error::ApiError,
};

/// One question gives one answer, at once or as a stream of events; a list gives a list. A caller that goes away drops
/// the channel with this future, and the engine stops.
pub(super) async fn respond(
    State(app): State<App>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let body::Request { questions, filters, wants_prose } = body::read(&headers, body).await?;
    check(&questions)?;
    filters.check()?;
    let prose = if wants_prose { Prose::IfAny } else { Prose::Unwanted };
    let submit = |questions, wants| app.engine.submit(Order { questions, filters, wants, prose });
    match questions {
        ResponderBody::Single { pergunta } if wants_stream(&headers) => {
            Ok(stream::events(submit(vec![pergunta], Wants::Events)?))
        }
        ResponderBody::Batch { .. } if wants_stream(&headers) => Err(BodyError::StreamOfBatch.into()),
        ResponderBody::Single { pergunta } => {
            let mut answers = answers(submit(vec![pergunta], Wants::Answers)?, 1).await?;
            answers.pop().map(|answer| fresh_json(&answer)).ok_or(ApiError::Internal)
        }
        ResponderBody::Batch { perguntas } => {
            let count = perguntas.len();
            Ok(fresh_json(&answers(submit(perguntas, Wants::Answers)?, count).await?))
        }
    }
}

/// Before anything is put in line: one bad question fails its whole batch, and says which it is.
fn check(questions: &ResponderBody) -> Result<(), ApiError> {
    match questions {
        ResponderBody::Single { pergunta } => Ok(check_question(pergunta)?),
        ResponderBody::Batch { perguntas } => {
            perguntas.iter().enumerate().try_for_each(|(index, question)| {
                check_question(question).map_err(|error| ApiError::Question { index, error: Arc::new(error) })
            })
        }
    }
}

/// Only when it is named: `*/*` is what callers send who never thought of streams.
fn wants_stream(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let mut kinds = accepted.flat_map(|value| value.split(',')).filter_map(|kind| kind.split(';').next());
    kinds.any(|kind| kind.trim().eq_ignore_ascii_case("text/event-stream"))
}

async fn answers(mut from: UnboundedReceiver<Outgoing>, count: usize) -> Result<Vec<Resposta>, ApiError> {
    let mut answers = Vec::with_capacity(count);
    while let Some(outgoing) = from.recv().await {
        match outgoing {
            Outgoing::Resposta(answer) => answers.push(*answer),
            Outgoing::Erro(error) => return Err(error),
            _ => {}
        }
    }
    if answers.len() == count { Ok(answers) } else { Err(ApiError::Internal) }
}
