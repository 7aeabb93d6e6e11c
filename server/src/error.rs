//! Failures as callers see them: one enum, each case with a status, a stable code and a sentence in both languages.

mod portuguese;

use std::sync::Arc;

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use recruta_api::http::Erro;

use crate::body::BodyError;

/// Seconds after which a caller that was sent away may try again.
const RETRY_AFTER_SECONDS: u16 = 5;

/// Why a request was not answered.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ApiError {
    /// The body is not one the endpoint takes.
    #[error(transparent)]
    Body(#[from] BodyError),
    /// The engine refused or failed.
    #[error("{0}")]
    Engine(Arc<recruta_core::Error>),
    /// The engine refused one question of a batch.
    #[error("perguntas[{index}]: {error}")]
    Question {
        /// Which one, from 0.
        index: usize,
        /// Why.
        error: Arc<recruta_core::Error>,
    },
    /// The engine is not there yet.
    #[error("the engine is still loading; try again in a few seconds")]
    Loading,
    /// The engine could not be loaded. What and where stays in the log: paths are nobody else's business.
    #[error("the engine could not be loaded; the server's log says why")]
    Failed {
        /// Code of what went wrong.
        code: &'static str,
    },
    /// Too many callers wait already.
    #[error("{waiting} requests are waiting already; try again in a few seconds")]
    QueueFull {
        /// How many wait.
        waiting: usize,
    },
    /// No such interview, or one that is gone.
    #[error("no interview has this id; it may have expired; begin another with POST /entrevista")]
    NoInterview,
    /// The interview has no question left.
    #[error(
        "the interview is over; read its report with GET, or, in practice, name the question to answer again with \
         `pergunta` and `refazer`"
    )]
    InterviewOver,
    /// The answer is for another question or turn than the one that waits, as a repeated request's is.
    #[error(
        "question {question}, turn {turn}, waits for an answer, not the one that was named; if this is a repeated \
         request, the first one was taken"
    )]
    NotWaiting {
        /// Number of the question that waits.
        question: usize,
        /// Its turn: 0 for the question itself, then its follow-ups.
        turn: usize,
    },
    /// Too many interviews are under way.
    #[error("{max} interviews are under way already; try again later")]
    TooManyInterviews {
        /// The cap.
        max: usize,
    },
    /// The server was told to stop.
    #[error("the server is stopping; try again when it is back")]
    Stopping,
    /// Nothing has this address.
    #[error("there is nothing at this address; GET /openapi.json lists what there is")]
    NotFound,
    /// The address exists, the method does not.
    #[error("this address does not take this method; see the `allow` header")]
    MethodNotAllowed,
    /// Something nobody foresaw.
    #[error("internal error; the server's log says more")]
    Internal,
}

impl From<recruta_core::Error> for ApiError {
    fn from(error: recruta_core::Error) -> Self {
        ApiError::Engine(Arc::new(error))
    }
}

impl ApiError {
    /// The stable code callers branch on.
    pub fn code(&self) -> &'static str {
        match self {
            ApiError::Body(error) => error.code(),
            ApiError::Engine(error) | ApiError::Question { error, .. } => error.code(),
            ApiError::Failed { code } => code,
            ApiError::Loading
            | ApiError::QueueFull { .. }
            | ApiError::TooManyInterviews { .. }
            | ApiError::Stopping => "overloaded",
            ApiError::NotFound | ApiError::NoInterview => "not_found",
            ApiError::InterviewOver | ApiError::NotWaiting { .. } => "conflict",
            ApiError::MethodNotAllowed => "method_not_allowed",
            ApiError::Internal => "internal",
        }
    }

    /// The HTTP status that goes with the code.
    pub fn status(&self) -> StatusCode {
        match self.code() {
            "bad_request" => StatusCode::BAD_REQUEST,
            "too_long" => StatusCode::PAYLOAD_TOO_LARGE,
            "not_found" => StatusCode::NOT_FOUND,
            "conflict" => StatusCode::CONFLICT,
            "method_not_allowed" => StatusCode::METHOD_NOT_ALLOWED,
            "overloaded" | "model_missing" | "out_of_memory" | "cancelled" => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What goes over the wire. Details of a bug stay in the log: they are no use to a caller, and may quote anything.
    pub fn body(&self) -> Erro {
        if self.code() == "internal" && !matches!(self, ApiError::Internal | ApiError::Failed { .. }) {
            return ApiError::Internal.body();
        }
        Erro { code: self.code().to_owned(), message: self.to_string(), mensagem: portuguese::sentence(self) }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = self.status();
        let mut response = (status, Json(self.body())).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.code() == "overloaded" {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER_SECONDS));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::ApiError;

    #[test]
    fn details_of_a_bug_are_not_told_to_callers() {
        let error = ApiError::from(recruta_core::Error::internal("tensor 7 of Fulana-de-Tal"));
        assert!(error.to_string().contains("tensor 7"), "the log says it");
        assert_eq!(error.body(), ApiError::Internal.body());
        assert!(!error.body().message.contains("Fulana"));
    }
}
