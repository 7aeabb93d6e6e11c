//! A model's wording of a question, and whether it may be used.
//!
//! The bank's wording is always good enough; a model may fit it to the vacancy. What it writes is shown only if it is one
//! question of at most 40 words, in the interview's language, lawful, and asks what the bank's asks. What in the CV led to the
//! question stays before it.

mod same;

use super::{
    InterviewError, Interviewer, Session, Turn, VacancyBrief,
    bank::{Question, one_question},
    lawful, phrase,
    writing::{self, WritingEvent},
};
use crate::{
    Result,
    generate::{Generation, Generator, Message, Role, Step},
    text::Language,
};

/// Tokens a model may write for one question.
const MAX_NEW_TOKENS: usize = 96;

/// Why a wording is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rejection {
    /// Not one question of at most 40 words.
    NotOneQuestion,
    /// Another language.
    WrongLanguage,
    /// It asks what nobody may ask.
    Improper,
    /// It asks something else.
    OffCompetency,
}

impl Rejection {
    /// Stable name for logs.
    pub fn code(self) -> &'static str {
        match self {
            Rejection::NotOneQuestion => "not_one_question",
            Rejection::WrongLanguage => "wrong_language",
            Rejection::Improper => "improper",
            Rejection::OffCompetency => "off_competency",
        }
    }
}

/// What a step brought; the session has the wording that stands, the model's or the bank's.
pub type RephraseEvent = WritingEvent<Rejection>;

/// A question being worded by a model.
#[derive(Debug)]
pub struct Rephrasing {
    session: Session,
    number: usize,
    generation: Generation,
    text: String,
    n_tokens: usize,
}

impl Rephrasing {
    /// Starts with a question that was not answered yet.
    ///
    /// **Errors.** [`InterviewError::NotCurrent`] for an answered one; [`crate::Error::ModelUnsupported`] without a chat template.
    pub fn begin(
        interviewer: &Interviewer,
        session: &Session,
        number: usize,
        generator: &mut dyn Generator,
    ) -> Result<Self> {
        session.check()?;
        let planned = session.question(number)?;
        if planned.turns.iter().any(|turn| turn.answer.is_some()) {
            return Err(InterviewError::NotCurrent { question: number }.into());
        }
        let wording = interviewer.known(&planned.id)?.wording(session.language);
        let asked = generator.tokenizer().without_control_tokens(&format!(
            "{}\n{}",
            instruction(session.language, &session.vacancy.title),
            wording.question
        ));
        let turns = [Message::new(Role::User, asked)];
        let generation = writing::run(generator, &turns, "", MAX_NEW_TOKENS)?;
        Ok(Self { session: session.clone(), number, generation, text: String::new(), n_tokens: 0 })
    }

    /// A small piece of work; the last event is [`RephraseEvent::Done`].
    pub fn step(
        &mut self,
        interviewer: &Interviewer,
        generator: &mut dyn Generator,
    ) -> Result<RephraseEvent> {
        match self.generation.step(generator)? {
            Step::Prefill { done, total } => return Ok(RephraseEvent::Prefill { done, total }),
            Step::Token { text, .. } => {
                self.text.push_str(&text);
                self.n_tokens += 1;
                // What follows the question is chatter, and nobody should wait for it.
                if !self.text.contains('?') {
                    return Ok(RephraseEvent::Token { n_tokens: self.n_tokens });
                }
            }
            Step::Done { text, .. } => self.text.push_str(&text),
        }
        interviewer.rephrased(&self.session, self.number, &self.text)
    }
}

impl Interviewer {
    /// The session with a model's wording of a question, if it may be used.
    pub fn rephrased(&self, session: &Session, number: usize, text: &str) -> Result<RephraseEvent> {
        session.check()?;
        let question = self.known(&session.question(number)?.id)?;
        let mut next = session.clone();
        let rejection = match check(self, question, Some(&session.vacancy), session.language, text) {
            Err(rejection) => Some(rejection),
            Ok(text) => {
                let planned = &mut next.questions[number - 1];
                let text = phrase::led_in(&text, planned.probe.as_ref(), session.language);
                if let [Turn { asked, answer: None, .. }] = planned.turns.as_mut_slice() {
                    asked.clone_from(&text);
                }
                planned.text = text;
                planned.rephrased = true;
                None
            }
        };
        Ok(RephraseEvent::Done(Box::new(next), rejection))
    }
}

/// The wording as it may be asked, without what models put around it.
pub fn check(
    interviewer: &Interviewer,
    question: &Question,
    vacancy: Option<&VacancyBrief>,
    language: Language,
    text: &str,
) -> Result<String, Rejection> {
    let quotes = |c: char| c.is_whitespace() || "\"“”'*".contains(c);
    let bare = text.trim_matches(quotes);
    let bare =
        bare.split_once(": ").map_or(bare, |(label, rest)| if label.contains(' ') { bare } else { rest });
    let bare = bare.trim_matches(quotes);
    let one_line = !bare.contains('\n') && !bare.contains(['[', '<', '{']);
    if !one_line || one_question(bare).is_err() {
        return Err(Rejection::NotOneQuestion);
    }
    if !writing::speaks(language, bare) {
        return Err(Rejection::WrongLanguage);
    }
    if !lawful::improper(bare, language).is_empty() {
        return Err(Rejection::Improper);
    }
    if same::asks_the_same(interviewer, question, vacancy, language, bare) {
        Ok(bare.to_owned())
    } else {
        Err(Rejection::OffCompetency)
    }
}

fn instruction(language: Language, title: &str) -> String {
    match language {
        Language::Pt => format!(
            "Reescreva a pergunta de entrevista abaixo para a vaga \"{title}\", em português, em uma só frase de no \
             máximo 40 palavras, sobre o mesmo assunto. Responda apenas com a pergunta."
        ),
        Language::En => format!(
            "Rewrite the interview question below for the vacancy \"{title}\", in English, as one sentence of at most \
             40 words, on the same subject. Answer with the question only."
        ),
    }
}
