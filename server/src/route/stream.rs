//! An answer as server-sent events.

use axum::response::{
    IntoResponse, Response, Sse,
    sse::{Event, KeepAlive},
};
use serde::Serialize;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio_stream::{StreamExt as _, wrappers::UnboundedReceiverStream};

use crate::engine::Outgoing;

/// Events `evidencia`, `sintese`, any number of `progresso` and `prosa`, then `resposta`; or `erro`, which ends it.
///
/// Comments keep the connection alive while the question waits, and find out whether anyone is there.
pub(super) fn events(from: UnboundedReceiver<Outgoing>) -> Response {
    let events = UnboundedReceiverStream::new(from).map(|outgoing| event(&outgoing));
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}

fn event(outgoing: &Outgoing) -> Result<Event, axum::Error> {
    match outgoing {
        Outgoing::Evidencia(evidence) => named("evidencia", evidence),
        Outgoing::Sintese(composed) => named("sintese", composed),
        Outgoing::Progresso(progress) => named("progresso", progress),
        Outgoing::Prosa(sentence) => named("prosa", sentence),
        Outgoing::Resposta(answer) => named("resposta", answer),
        Outgoing::Erro(error) => named("erro", &error.body()),
    }
}

fn named(name: &str, data: &impl Serialize) -> Result<Event, axum::Error> {
    Event::default().event(name).json_data(data)
}
