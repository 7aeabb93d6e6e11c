//! Interviews between the engine and the wire.
//!
//! Both sides write the same JSON: the engine's session is a stored format with a version of its own, and the wire hands it
//! through. So values cross as JSON, and a test holds the two shapes together.

use recruta_core::{
    bundle::Bundle,
    interview::{self as core, Interviewer, Reply},
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    error::ErrorBody,
    interview::{CitationKind, Session},
    worker::{Command, Event},
};

/// An engine's value on the wire, or the other way round.
///
/// **Errors.** `bad_request` when the shapes differ, which a session can do that was changed by hand.
pub fn mirror<T: DeserializeOwned>(value: &impl Serialize) -> Result<T, ErrorBody> {
    let mirrored = serde_json::to_value(value).and_then(serde_json::from_value);
    mirrored.map_err(|error| ErrorBody {
        code: "bad_request".to_owned(),
        message: format!("the interview is damaged ({error}); begin a new one"),
    })
}

/// Serves the worker's interview commands; none for other commands, and for those that take a model.
pub fn serve(
    interviewer: &Interviewer,
    bundle: Option<&Bundle>,
    command: &Command,
) -> Option<Result<Event, ErrorBody>> {
    Some(match command {
        Command::InterviewVacancies { filter } => vacancies(bundle, filter),
        Command::InterviewPlan { request } => mirror(request)
            .and_then(|request| Ok(interviewer.plan(bundle, &request)?))
            .and_then(|s| session(&s)),
        Command::InterviewAnswer { session: so_far, question, text, retry } => {
            let reply = Reply { question: *question, text, retry: *retry };
            mirror(so_far)
                .and_then(|so_far| Ok(interviewer.answer(&so_far, &reply)?))
                .and_then(|s| session(&s))
        }
        Command::InterviewHelp { session, question } => help(interviewer, session, *question),
        Command::InterviewReport { session } => report(interviewer, session),
        Command::InterviewSource { kind, record, competencies } => {
            source(interviewer, bundle, (*kind, record), competencies)
        }
        _ => return None,
    })
}

fn vacancies(bundle: Option<&Bundle>, filter: &crate::interview::VacancyFilter) -> Result<Event, ErrorBody> {
    let filter: core::VacancyFilter = mirror(filter)?;
    let list = bundle.map_or_else(Default::default, |bundle| core::vacancies(bundle, &filter));
    Ok(Event::InterviewVacancies { list: mirror(&list)? })
}

/// An interview as an event.
pub fn session(session: &core::Session) -> Result<Event, ErrorBody> {
    Ok(Event::Interview { session: Box::new(mirror(session)?) })
}

fn help(interviewer: &Interviewer, session: &Session, question: usize) -> Result<Event, ErrorBody> {
    let help = interviewer.help(&mirror(session)?, question)?;
    Ok(Event::InterviewHelp { help: mirror(&help)? })
}

fn report(interviewer: &Interviewer, session: &Session) -> Result<Event, ErrorBody> {
    let report = interviewer.report(&mirror(session)?)?;
    Ok(Event::InterviewReport { report: Box::new(mirror(&report)?), markdown: report.to_markdown() })
}

fn source(
    interviewer: &Interviewer,
    bundle: Option<&Bundle>,
    (kind, id): (CitationKind, &str),
    competencies: &[String],
) -> Result<Event, ErrorBody> {
    let cited = (mirror(&kind)?, id);
    let found = bundle.and_then(|bundle| interviewer.source(bundle, cited, competencies));
    Ok(Event::InterviewSource { source: found.map(|found| mirror(&found)).transpose()?.map(Box::new) })
}
