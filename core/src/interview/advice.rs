//! A model's advice on an answer, beside its score and never part of it.
//!
//! The rubric has said what the answer lacks; the model puts one such point into words that fit the answer. A small model
//! often fails at that, so it is given one point at a time, the heaviest first, and a start to continue; and what it writes
//! is shown only as far as `check` lets it pass. Where nothing passes, the rubric's words stand alone.

mod beginning;
mod check;
mod prompt;
mod word;

pub use check::{Checker, Rejection};
pub use prompt::opening;

use super::{
    InterviewError, Interviewer, Mode, PlannedQuestion, Session,
    rubric::MAX_LEVEL,
    writing::{self, WritingEvent},
};
use crate::{
    Result,
    generate::{Generation, Generator, Step},
};

/// Tokens a model may write on one point.
const MAX_NEW_TOKENS: usize = 72;

/// Points that are tried until a text passes.
const MAX_POINTS: usize = 3;

/// Something that an answer lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Id of the rubric's component that lost points by it.
    pub component: String,
    /// The rubric's or the bank's words for it.
    pub text: String,
}

/// Components whose points are about what is told. How it is told a model can only repeat in the rubric's words.
const OF_CONTENT: [&str; 3] = ["coverage", "star", "specificity"];

/// What a step brought; the session has the advice, if it passed.
pub type AdviceEvent = WritingEvent<Rejection>;

/// Advice being written.
#[derive(Debug)]
pub struct Advising {
    session: Session,
    number: usize,
    /// What the answer lacks, the next to try last.
    points: Vec<Point>,
    point: Point,
    generation: Generation,
    text: String,
    n_tokens: usize,
    rejection: Option<Rejection>,
}

impl Advising {
    /// Starts on the answers to a question that has a score. In a live interview there is no help before the end.
    ///
    /// **Errors.** [`InterviewError::NotScored`], [`InterviewError::Live`], [`InterviewError::NothingMissing`];
    /// [`crate::Error::ModelUnsupported`] without a chat template.
    pub fn begin(
        interviewer: &Interviewer,
        session: &Session,
        number: usize,
        generator: &mut dyn Generator,
    ) -> Result<Self> {
        session.check()?;
        let planned = session.question(number)?;
        interviewer.known(&planned.id)?;
        if planned.score.is_none() {
            return Err(InterviewError::NotScored { question: number }.into());
        }
        if session.mode == Mode::Live && session.current.is_some() {
            return Err(InterviewError::Live.into());
        }
        let mut points = points(planned);
        points.reverse();
        let point = points.pop().ok_or(InterviewError::NothingMissing { question: number })?;
        let mut session = session.clone();
        session.questions[number - 1].advice = None;
        let generation = start(&session, number, &point, generator)?;
        let (text, n_tokens, rejection) = (String::new(), 0, None);
        Ok(Self { session, number, points, point, generation, text, n_tokens, rejection })
    }

    /// A small piece of work; the last event is [`WritingEvent::Done`].
    pub fn step(&mut self, interviewer: &Interviewer, generator: &mut dyn Generator) -> Result<AdviceEvent> {
        match self.generation.step(generator)? {
            Step::Prefill { done, total } => return Ok(AdviceEvent::Prefill { done, total }),
            Step::Token { text, .. } => {
                self.text.push_str(&text);
                self.n_tokens += 1;
                if !check::is_enough(&self.text) {
                    return Ok(AdviceEvent::Token { n_tokens: self.n_tokens });
                }
            }
            Step::Done { text, .. } => self.text.push_str(&text),
        }
        match interviewer.advised(&self.session, self.number, &self.point, &self.text)? {
            Ok(text) => {
                self.session.questions[self.number - 1].advice = Some(text);
                Ok(AdviceEvent::Done(Box::new(self.session.clone()), None))
            }
            Err(rejection) => self.next(rejection, generator),
        }
    }

    /// Tries the next point, or gives up with the reason of the first.
    fn next(&mut self, rejection: Rejection, generator: &dyn Generator) -> Result<AdviceEvent> {
        let first = *self.rejection.get_or_insert(rejection);
        let Some(point) = self.points.pop() else {
            return Ok(AdviceEvent::Done(Box::new(self.session.clone()), Some(first)));
        };
        self.generation = start(&self.session, self.number, &point, generator)?;
        self.point = point;
        self.text.clear();
        Ok(AdviceEvent::Token { n_tokens: self.n_tokens })
    }
}

impl Interviewer {
    /// What of a model's text on a point may be shown, its opening included, or why nothing may.
    pub fn advised(
        &self,
        session: &Session,
        number: usize,
        point: &Point,
        text: &str,
    ) -> Result<Result<String, Rejection>> {
        let planned = session.question(number)?;
        let question = self.known(&planned.id)?;
        Ok(Checker::new(self, session, planned, question, point).passed(text))
    }
}

/// What the answers lack in the rubric's words, each once: of the components that lost most points first.
pub fn points(planned: &PlannedQuestion) -> Vec<Point> {
    let components = planned.score.iter().flat_map(|score| &score.components);
    let mut components: Vec<_> =
        components.filter(|component| OF_CONTENT.contains(&component.id.as_str())).collect();
    components.sort_by_key(|component| std::cmp::Reverse((MAX_LEVEL - component.level) * component.weight));
    let mut points: Vec<Point> = Vec::new();
    // One of each component before a second of any: three ways of saying the same are no help to the model.
    let longest = components.iter().map(|component| component.missing.len()).max().unwrap_or(0);
    for at in 0..longest {
        let found = components.iter().filter_map(|of| Some((&of.id, of.missing.get(at)?)));
        for (component, text) in found {
            if points.iter().all(|point| point.text != *text) {
                points.push(Point { component: component.clone(), text: text.clone() });
            }
        }
    }
    points.truncate(MAX_POINTS);
    points
}

fn start(session: &Session, number: usize, point: &Point, generator: &dyn Generator) -> Result<Generation> {
    let planned = session.question(number)?;
    let turns = prompt::turns(session.language, planned, &point.text, generator)?;
    writing::run(generator, &turns, opening(session.language, point), MAX_NEW_TOKENS)
}

#[cfg(test)]
mod tests;
