//! Interviews: commands in as JSON text, events out, as the worker's protocol has them.

use recruta_api::{
    convert::interview::{mirror, serve, session},
    error::ErrorBody,
    worker::{Command, Event},
};
use recruta_core::{
    Error,
    bundle::Bundle,
    engine::Engine as CoreEngine,
    generate::Generator,
    interview::{Interviewer, WritingEvent, advice::Advising, rephrase::Rephrasing},
};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use crate::{
    engine::Engine,
    wire::{error, object, thrown},
};

#[wasm_bindgen]
impl Engine {
    /// Whether a bundle is open, with or without a retriever.
    #[wasm_bindgen(getter, js_name = hasBundle)]
    pub fn has_bundle(&self) -> bool {
        self.open_bundle_ref().is_some()
    }

    /// Whether the interviewer knows its questions.
    #[wasm_bindgen(getter, js_name = hasInterviewer)]
    pub fn has_interviewer(&self) -> bool {
        self.interviewer.is_some()
    }

    /// Reads question bank and rubric, as the site serves them.
    #[wasm_bindgen(js_name = openInterviewer)]
    pub fn open_interviewer(&mut self, pack: &[u8]) -> Result<(), JsValue> {
        self.interviewer = Some(Interviewer::open_pack(pack).map_err(|e| error(&e))?);
        Ok(())
    }

    /// Serves an interview command, given as JSON, at once.
    pub fn interview(&self, command: &str) -> Result<JsValue, JsValue> {
        let command = parse(command).map_err(|e| thrown(&e))?;
        let interviewer = self.interviewer()?;
        let served = serve(interviewer, self.open_bundle_ref(), &command);
        let event = served.unwrap_or_else(|| Err(bad_request("this is no interview command")));
        object(&event.map_err(|e| thrown(&e))?)
    }

    /// Lets the generator word a question or advise on an answer; then [`Self::step_writing`] gives events until an `interview`
    /// comes.
    #[wasm_bindgen(js_name = beginWriting)]
    pub fn begin_writing(&mut self, command: &str) -> Result<(), JsValue> {
        let command = parse(command).map_err(|e| thrown(&e))?;
        let (interviewer, generator) = writers(self.interviewer.as_ref(), self.core.as_mut())?;
        self.writing = Some(match command {
            Command::InterviewRephrase { session, question } => {
                let session = mirror(&session).map_err(|e| thrown(&e))?;
                let begun = Rephrasing::begin(interviewer, &session, question, generator);
                Writing::Question(Box::new(begun.map_err(|e| error(&e))?))
            }
            Command::InterviewAdvice { session, question } => {
                let session = mirror(&session).map_err(|e| thrown(&e))?;
                let begun = Advising::begin(interviewer, &session, question, generator);
                Writing::Advice(Box::new(begun.map_err(|e| error(&e))?))
            }
            _ => return Err(thrown(&bad_request("this is nothing that a model writes"))),
        });
        Ok(())
    }

    /// A small piece of work; undefined when the session was given.
    #[wasm_bindgen(js_name = stepWriting)]
    pub fn step_writing(&mut self) -> Result<JsValue, JsValue> {
        // Taken out: after an error it is over.
        let Some(mut writing) = self.writing.take() else { return Ok(JsValue::UNDEFINED) };
        let (interviewer, generator) = writers(self.interviewer.as_ref(), self.core.as_mut())?;
        let stepped = match &mut writing {
            Writing::Question(question) => question.step(interviewer, generator).map(event),
            Writing::Advice(advice) => advice.step(interviewer, generator).map(event),
        };
        let event = stepped.map_err(|e| error(&e))?.map_err(|e| thrown(&e))?;
        if !matches!(event, Event::Interview { .. }) {
            self.writing = Some(writing);
        }
        object(&event)
    }
}

/// What the generator writes for an interview.
pub(crate) enum Writing {
    /// Another wording of a question.
    Question(Box<Rephrasing>),
    /// Advice on an answer.
    Advice(Box<Advising>),
}

/// A step's event; why a text is withheld stays here.
fn event<R>(event: WritingEvent<R>) -> Result<Event, ErrorBody> {
    match event {
        WritingEvent::Prefill { done, total } => Ok(Event::Prefill { done, total }),
        WritingEvent::Token { n_tokens } => Ok(Event::Token { n_tokens }),
        WritingEvent::Done(written, _) => session(&written),
    }
}

/// Who writes: interviewer and generator, both of which must be there.
fn writers<'a>(
    interviewer: Option<&'a Interviewer>,
    core: Option<&'a mut CoreEngine>,
) -> Result<(&'a Interviewer, &'a mut dyn Generator), JsValue> {
    let generator = core.and_then(CoreEngine::generator_mut);
    let generator = generator.ok_or_else(|| error(&Error::ModelMissing { role: "generator" }))?;
    Ok((interviewer.ok_or_else(no_interviewer)?, generator))
}

impl Engine {
    fn open_bundle_ref(&self) -> Option<&Bundle> {
        self.bundle.as_ref().or_else(|| self.core.as_ref().map(CoreEngine::bundle))
    }

    fn interviewer(&self) -> Result<&Interviewer, JsValue> {
        self.interviewer.as_ref().ok_or_else(no_interviewer)
    }
}

fn parse(command: &str) -> Result<Command, ErrorBody> {
    serde_json::from_str(command)
        .map_err(|error| bad_request(&format!("the request is not understood ({error})")))
}

fn bad_request(message: &str) -> ErrorBody {
    ErrorBody { code: "bad_request".to_owned(), message: message.to_owned() }
}

fn no_interviewer() -> JsValue {
    error(&Error::internal("the question bank must be opened before an interview"))
}
