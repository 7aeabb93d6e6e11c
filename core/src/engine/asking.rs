//! A question on its way, and the model's text while it grows.

use super::{Answered, AskEvent, AskOptions};
use crate::{
    Error, Result,
    answer::{Answer, Numbers, Prose, ProseChecker, ProseStatus, Rejection, Statement},
    generate::{Generation, GenerationOptions, Generator},
    prompt::{self, Prompt, Room},
    retrieve::Evidence,
    text::sentences,
};

/// A question on its way.
#[derive(Debug)]
pub struct Asking {
    pub(super) question: String,
    pub(super) options: AskOptions,
    pub(super) stopped: bool,
    pub(super) stage: Stage,
    pub(super) evidence: Option<Evidence>,
    /// What numbers over a whole group say, when the question is one they answer.
    pub(super) numbers: Numbers,
    pub(super) composed: Vec<Statement>,
    pub(super) writing: Option<Writing>,
    pub(super) prose: Prose,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Retrieve,
    Compose,
    Write,
    Finish,
    Done,
}

/// The model's text while it grows.
#[derive(Debug)]
pub(super) struct Writing {
    pub(super) prompt: Prompt,
    pub(super) generation: Generation,
    pub(super) checker: ProseChecker,
    /// Text not yet cut into sentences.
    pub(super) pending: String,
    /// Sentences that passed and were not yet told, last first.
    pub(super) ready: Vec<AskEvent>,
    /// Whether the model has nothing more to write.
    pub(super) ended: bool,
}

impl Asking {
    /// Ends the model's text: the next step gives the answer with what was accepted so far.
    pub fn stop(&mut self) {
        self.stopped = true;
    }

    pub(super) fn evidence(&self) -> Result<&Evidence> {
        self.evidence.as_ref().ok_or_else(|| Error::internal("no evidence yet"))
    }

    pub(super) fn start_writing(
        &mut self,
        generator: &mut dyn Generator,
        last: Option<&Answered>,
    ) -> Result<()> {
        let evidence = self.evidence()?;
        let options = &self.options;
        let prompt = self.prompt(generator, evidence, last)?;
        let run = GenerationOptions {
            max_new_tokens: options.max_new_tokens,
            sampling: options.sampling,
            n_shared: prompt.n_shared,
            lookup: options.shortcuts.lookup,
            ..GenerationOptions::default()
        };
        if !options.shortcuts.reuse {
            generator.forget();
        }
        let generation = Generation::new(generator, prompt.tokens.clone(), run)?;
        let checker =
            ProseChecker::new(evidence.language, &self.question, &evidence.sources, &prompt.sources)
                .with_numbers(&self.numbers.statements);
        self.writing = Some(Writing {
            generation,
            checker,
            pending: prompt.opening.to_owned(),
            ready: Vec::new(),
            ended: false,
            prompt,
        });
        Ok(())
    }

    fn prompt(
        &self,
        generator: &dyn Generator,
        evidence: &Evidence,
        last: Option<&Answered>,
    ) -> Result<Prompt> {
        let (question, options) = (&self.question, &self.options);
        let (budget, max_new) = (options.max_evidence_tokens, options.max_new_tokens);
        if let Some(Answered { prompt: Some(earlier), said, .. }) = last
            && let Some(prompt) =
                prompt::follow_up(generator, question, evidence.language, earlier, said, max_new)?
        {
            return Ok(prompt);
        }
        prompt::build(
            generator,
            question,
            evidence,
            &self.numbers.statements,
            Room { evidence: budget, answer: max_new },
        )
    }

    /// What a follow-up question would stand on. Text that was withheld is not carried on, nor the details of what was
    /// composed in its place: the evidence they are from is in the prompt already, and reading them again costs the user the
    /// time to the first word.
    pub(super) fn answered(&self) -> Option<Answered> {
        let prose = &self.prose.statements;
        let said = if prose.is_empty() {
            self.composed.first().map(|statement| main_clause(&statement.text)).unwrap_or_default()
        } else {
            prose.iter().map(|statement| statement.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        let prompt = self.writing.as_ref().map(|writing| writing.prompt.clone());
        Some(Answered { evidence: self.evidence.clone()?, prompt, said })
    }

    /// The token whose logits the next step needs, if it is one token and the run goes on.
    pub(super) fn next_input(&self) -> Option<u32> {
        let writing = self.writing.as_ref().filter(|_| self.stage == Stage::Write && !self.stopped)?;
        let goes_on = !writing.ended && writing.ready.is_empty() && self.prose.reason.is_none();
        if goes_on { writing.generation.next_input() } else { None }
    }

    /// Takes the logits after [`Self::next_input`].
    pub(super) fn give(&mut self, logits: &[f32]) {
        if let Some(writing) = &mut self.writing {
            writing.generation.give(logits);
        }
    }

    /// Tokens of the prompt that were read, while it is being read.
    pub(super) fn n_read(&self) -> Option<usize> {
        self.writing.as_ref().and_then(|writing| writing.generation.n_read())
    }

    /// Checks the sentences that are whole; with `all`, the rest as well.
    pub(super) fn take_sentences(&mut self, all: bool) {
        let Some(writing) = self.writing.as_mut() else { return };
        let pending = writing.pending.clone();
        let mut whole: Vec<(usize, &str)> = sentences(&pending);
        if !all {
            // The last sentence may still grow: "Node." may become "Node.js".
            let rest = whole.pop().map_or(pending.len(), |(at, _)| at);
            pending[rest..].clone_into(&mut writing.pending);
        }
        self.prose.reason = if all { None } else { writing.checker.is_hopeless(&writing.pending) };
        for (_, sentence) in whole {
            match writing.checker.check(sentence) {
                Ok(statement) => {
                    self.prose.statements.push(statement.clone());
                    writing.ready.insert(0, AskEvent::Prose(statement));
                }
                Err(reason) => {
                    self.prose.reason = Some(reason);
                    return;
                }
            }
        }
    }

    pub(super) fn end_of_text(&mut self) -> Result<AskEvent> {
        let status = match (self.prose.statements.is_empty(), self.prose.reason) {
            (false, None) => ProseStatus::Shown,
            (false, Some(_)) => ProseStatus::Partial,
            (true, _) => ProseStatus::Withheld,
        };
        let reason = self.prose.reason.or((status == ProseStatus::Withheld).then_some(Rejection::Empty));
        self.end_prose(status, reason)
    }

    pub(super) fn end_prose(&mut self, status: ProseStatus, reason: Option<Rejection>) -> Result<AskEvent> {
        self.prose.status = status;
        self.prose.reason = reason;
        self.stage = Stage::Done;
        self.finish().map(AskEvent::Answer)
    }

    pub(super) fn finish(&self) -> Result<Answer> {
        let evidence = self.evidence()?.clone();
        Ok(Answer {
            language: evidence.language,
            sufficient: evidence.sufficient,
            confidence: evidence.confidence,
            composed: self.composed.clone(),
            prose: self.prose.clone(),
            sources: evidence.sources,
            emptied_by: evidence.emptied_by,
        })
    }
}

/// A sentence up to its first comma, quotation or citation.
fn main_clause(sentence: &str) -> String {
    let clause = sentence.split([',', ';', '“', '[', '(']).next().unwrap_or_default();
    format!("{}.", clause.trim_end().trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::main_clause;

    #[test]
    fn a_main_clause_is_a_sentence_of_its_own() {
        for (sentence, clause) in [
            (
                "Encontrei 5 perfis contratados, em vagas como “X” [1][3] e Y [2].",
                "Encontrei 5 perfis contratados.",
            ),
            ("I found 1 hired profile.", "I found 1 hired profile."),
        ] {
            assert_eq!(main_clause(sentence), clause);
        }
    }
}
