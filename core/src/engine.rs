//! One question from key press to answer, in steps.

mod asking;

use std::sync::Arc;

use crate::{
    Error, Result,
    answer::{
        Answer, Numbers, Prose, ProseStatus, Setting, Statement, compose_numbers, compose_with_numbers,
    },
    bundle::Bundle,
    embed::Embedder,
    generate::{Finish, Generation, GenerationOptions, Generator, ModelInfo, Sampling, Step},
    hash::sha256_hex,
    insight::{self, Panorama},
    prompt::{self, MAX_EVIDENCE_TOKENS, Prompt, Room},
    retrieve::{Evidence, Filters, RetrieveOptions, check_question, reconsider, retrieve},
};

pub use asking::Asking;
use asking::Stage;

/// How a question is answered.
#[derive(Debug, Clone, PartialEq)]
pub struct AskOptions {
    /// Sources at most.
    pub top_k: usize,
    /// Whose passages may be found.
    pub filters: Filters,
    /// Whether a loaded generator may write.
    pub prose: bool,
    /// Tokens the generator may write.
    pub max_new_tokens: usize,
    /// Tokens of evidence it is given.
    pub max_evidence_tokens: usize,
    /// How it chooses tokens.
    pub sampling: Sampling,
    /// Whether the question is about the sources of the last answer; the model then reads nothing twice.
    pub follow_up: bool,
    /// What may be spared.
    pub shortcuts: Shortcuts,
    /// The model's sequence it runs in. Questions that run at the same time need different ones.
    pub sequence: usize,
}

/// Ways to the same text in less time; off only to measure what they are worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortcuts {
    /// Whether what the model knows of earlier prompts may be used; otherwise it reads each from the start.
    pub reuse: bool,
    /// See [`GenerationOptions::lookup`].
    pub lookup: bool,
}

impl Default for Shortcuts {
    fn default() -> Self {
        Self { reuse: true, lookup: true }
    }
}

impl Default for AskOptions {
    fn default() -> Self {
        Self {
            top_k: 8,
            filters: Filters::default(),
            prose: true,
            max_new_tokens: 128,
            max_evidence_tokens: MAX_EVIDENCE_TOKENS,
            sampling: Sampling::Greedy,
            follow_up: false,
            shortcuts: Shortcuts::default(),
            sequence: 0,
        }
    }
}

impl AskOptions {
    fn retrieve_options(&self) -> RetrieveOptions {
        RetrieveOptions { top_k: self.top_k, filters: self.filters.clone() }
    }
}

/// A bundle, its embedder, and perhaps a language model.
pub struct Engine {
    bundle: Arc<Bundle>,
    panorama: Arc<Panorama>,
    embedder: Box<dyn Embedder + Send>,
    generator: Option<Box<dyn Generator + Send>>,
    /// The last answer that had evidence.
    last: Option<Answered>,
}

/// What a follow-up question stands on.
#[derive(Debug, Clone)]
struct Answered {
    evidence: Evidence,
    /// What the model was asked, if one was.
    prompt: Option<Prompt>,
    /// What it is taken to have said: the text that was shown.
    said: String,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("generator", &self.generator()).finish_non_exhaustive()
    }
}

/// Retrieval, prompt and first greedy tokens of a question, before any check: the same natively and in wasm.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Trace {
    /// sha256 of the question's vector, as little-endian f32.
    pub vector_sha256: String,
    /// Ids of the passages, best first.
    pub passages: Vec<String>,
    /// The prompt; empty without a generator or evidence.
    pub prompt: String,
    /// sha256 of the logits after the prompt, as little-endian f32: equal only where every bit is.
    pub logits_sha256: String,
    /// What the generator says to it.
    pub tokens: Vec<u32>,
}

/// What a step brought.
#[derive(Debug, Clone, PartialEq)]
pub enum AskEvent {
    /// The passages. Always the first event.
    Evidence(Evidence),
    /// What they say. Always the second.
    Composed(Vec<Statement>),
    /// The model read a piece of the prompt.
    Prefill {
        /// Tokens read.
        done: usize,
        /// Tokens of the prompt.
        total: usize,
    },
    /// The model wrote a token.
    Token {
        /// Its id.
        id: u32,
        /// Tokens so far.
        n_tokens: usize,
    },
    /// A sentence of the model passed the checks.
    Prose(Statement),
    /// The whole answer. Always the last.
    Answer(Answer),
}

impl Engine {
    /// Over an opened bundle.
    pub fn new(bundle: Bundle, embedder: Box<dyn Embedder + Send>) -> Self {
        let panorama = Arc::new(Panorama::of(&bundle));
        let bundle = Arc::new(bundle);
        Self { bundle, panorama, embedder, generator: None, last: None }
    }

    /// Puts a language model in, or takes it out.
    pub fn set_generator(&mut self, generator: Option<Box<dyn Generator + Send>>) {
        self.generator = generator;
    }

    /// The loaded model.
    pub fn generator(&self) -> Option<&ModelInfo> {
        self.generator.as_ref().map(|generator| generator.info())
    }

    /// The loaded model, for jobs that are no questions. What it knows of earlier prompts may be lost to them.
    pub fn generator_mut(&mut self) -> Option<&mut (dyn Generator + Send + 'static)> {
        self.generator.as_deref_mut()
    }

    /// The knowledge.
    pub fn bundle(&self) -> &Bundle {
        &self.bundle
    }

    /// What groups of its people share.
    pub fn panorama(&self) -> &Arc<Panorama> {
        &self.panorama
    }

    /// The knowledge, for whoever reads it beside the engine.
    pub fn shared_bundle(&self) -> Arc<Bundle> {
        Arc::clone(&self.bundle)
    }

    /// Takes a question. Nothing is computed yet but its validity.
    pub fn begin(&self, question: &str, options: &AskOptions) -> Result<Asking> {
        check_question(question)?;
        options.filters.check()?;
        if options.follow_up && self.last.is_none() {
            return Err(Error::NothingToFollow);
        }
        Ok(Asking {
            question: question.trim().to_owned(),
            options: options.clone(),
            stopped: false,
            stage: Stage::Retrieve,
            evidence: None,
            numbers: Numbers::default(),
            composed: Vec::new(),
            writing: None,
            prose: Prose::ABSENT,
        })
    }

    /// Does one small piece of work and says what it brought; none when the answer was given.
    ///
    /// After an error the question is over.
    pub fn step(&mut self, asking: &mut Asking) -> Result<Option<AskEvent>> {
        let stepped = self.try_step(asking);
        match &stepped {
            Err(_) => asking.stage = Stage::Done,
            Ok(Some(AskEvent::Answer(answer))) if !answer.sources.is_empty() => self.last = asking.answered(),
            Ok(_) => {}
        }
        stepped
    }

    /// Does a piece of work for each of several questions, whose sequences differ; where models write, a token of each
    /// is computed together with the others. Results are in the order of the questions.
    ///
    /// A prompt is read a whole piece a step: what is half through the model would be lost to the next question's.
    pub fn step_together(&mut self, askings: &mut [&mut Asking]) -> Vec<Result<Option<AskEvent>>> {
        let computed = self.compute_together(askings);
        let failed = computed.err().map(|error| error.to_string());
        let mut events = Vec::with_capacity(askings.len());
        for asking in askings {
            events.push(match &failed {
                Some(detail) if asking.next_input().is_some() => {
                    asking.stage = Stage::Done;
                    Err(Error::internal(detail))
                }
                _ => self.step_whole(asking),
            });
        }
        events
    }

    /// Gives each run that waits for a token's logits what one pass computes for all of them.
    fn compute_together(&mut self, askings: &mut [&mut Asking]) -> Result<()> {
        let mut next = Vec::new();
        let mut waiting = Vec::new();
        for asking in askings.iter_mut() {
            if let Some(token) = asking.next_input() {
                next.push((asking.options.sequence, token));
                waiting.push(asking);
            }
        }
        let (Some(generator), 2..) = (self.generator.as_mut(), next.len()) else { return Ok(()) };
        let logits = generator.forward_sequences(&next)?;
        for (asking, logits) in waiting.into_iter().zip(logits.chunks_exact(generator.info().vocab_size)) {
            asking.give(logits);
        }
        Ok(())
    }

    fn step_whole(&mut self, asking: &mut Asking) -> Result<Option<AskEvent>> {
        let before = asking.n_read();
        loop {
            let event = self.step(asking)?;
            let is_half = matches!(event, Some(AskEvent::Prefill { done, .. }) if Some(done) == before);
            if !is_half || asking.stopped {
                return Ok(event);
            }
        }
    }

    /// Answers in one go.
    pub fn ask(&mut self, question: &str, options: &AskOptions) -> Result<Answer> {
        let mut asking = self.begin(question, options)?;
        while let Some(event) = self.step(&mut asking)? {
            if let AskEvent::Answer(answer) = event {
                return Ok(answer);
            }
        }
        Err(Error::internal("the question ended without an answer"))
    }

    /// What this engine makes of a question, for comparison with another build of it.
    pub fn trace(&mut self, question: &str, n_tokens: usize) -> Result<Trace> {
        let options = AskOptions::default();
        let options_of_search = options.retrieve_options();
        let evidence = retrieve(&self.bundle, self.embedder.as_ref(), question.trim(), &options_of_search)?;
        let numbers = self.numbers(question.trim(), &evidence, &options.filters);
        let passages = evidence.sources.iter().map(|source| source.passage_id.clone()).collect();
        let vector = self.embedder.embed(&[question.trim()])?;
        let vector_sha256 = bits_sha256(vector.iter().flatten());
        let Some(generator) = self.generator.as_mut().filter(|_| evidence.sufficient) else {
            return Ok(Trace { vector_sha256, passages, ..Trace::default() });
        };
        let generator = generator.as_mut();
        let room = Room { evidence: options.max_evidence_tokens, answer: options.max_new_tokens };
        let prompt = prompt::build(generator, question.trim(), &evidence, &numbers.statements, room)?;
        generator.forget();
        let logits = generator.forward(&prompt.tokens, 0)?;
        let logits_sha256 = bits_sha256(&logits);
        let run = GenerationOptions { max_new_tokens: n_tokens, ..GenerationOptions::default() };
        let mut generation = Generation::new(generator, prompt.tokens, run)?;
        while !matches!(generation.step(generator)?, Step::Done { .. }) {}
        let tokens = generation.tokens().to_vec();
        Ok(Trace { vector_sha256, passages, prompt: prompt.text, logits_sha256, tokens })
    }

    fn try_step(&mut self, asking: &mut Asking) -> Result<Option<AskEvent>> {
        match asking.stage {
            Stage::Retrieve => {
                let (bundle, embedder) = (&self.bundle, self.embedder.as_ref());
                let options = &asking.options;
                let found = if let Some(last) = self.last.as_ref().filter(|_| options.follow_up) {
                    reconsider(bundle, embedder, &asking.question, &options.filters, &last.evidence)?
                } else {
                    let mut found =
                        retrieve(bundle, embedder, &asking.question, &options.retrieve_options())?;
                    // Numbers are of nobody in particular.
                    if found.emptied_by.is_none() && !found.is_personal {
                        asking.numbers = self.numbers(&asking.question, &found, &options.filters);
                        found.sufficient |= asking.numbers.are_told;
                    }
                    found
                };
                asking.evidence = Some(found.clone());
                asking.stage = Stage::Compose;
                Ok(Some(AskEvent::Evidence(found)))
            }
            Stage::Compose => {
                let evidence = asking.evidence()?;
                let setting = Setting { panorama: &self.panorama, filters: &asking.options.filters };
                let composed = compose_with_numbers(evidence, &asking.numbers, &setting);
                // Numbers need no passage, a model's text does.
                let writes = asking.options.prose && !evidence.sources.is_empty() && self.generator.is_some();
                asking.composed.clone_from(&composed);
                asking.stage = if writes { Stage::Write } else { Stage::Finish };
                Ok(Some(AskEvent::Composed(composed)))
            }
            Stage::Write => self.write(asking).map(Some),
            Stage::Finish => {
                asking.stage = Stage::Done;
                asking.finish().map(|answer| Some(AskEvent::Answer(answer)))
            }
            Stage::Done => Ok(None),
        }
    }

    /// What numbers over a group say to a question, when they answer it.
    fn numbers(&self, question: &str, evidence: &Evidence, filters: &Filters) -> Numbers {
        let is_count_missing = insight::asks_how_many(question);
        let Some(asked) = insight::recognise(question) else {
            return Numbers { is_count_missing, ..Numbers::default() };
        };
        match asked.selection.within(filters) {
            Some(selection) => {
                let asked = insight::Asked { selection, ..asked };
                compose_numbers(&self.panorama, &asked, &evidence.sources, evidence.language)
            }
            None => Numbers { is_count_missing, are_filtered: true, ..Numbers::default() },
        }
    }

    fn write(&mut self, asking: &mut Asking) -> Result<AskEvent> {
        let generator = self.generator.as_mut().ok_or(Error::ModelMissing { role: "generator" })?;
        if asking.stopped {
            return asking.end_prose(ProseStatus::Stopped, None);
        }
        generator.select(asking.options.sequence)?;
        if asking.writing.is_none() {
            let last = self.last.as_ref().filter(|_| asking.options.follow_up);
            asking.start_writing(generator.as_mut(), last)?;
        }
        let writing = asking.writing.as_mut().ok_or_else(|| Error::internal("nothing is being written"))?;
        if let Some(event) = writing.ready.pop() {
            return Ok(event);
        }
        if writing.ended || asking.prose.reason.is_some() {
            // The first sentence that fails ends the text: what would follow stands on it.
            return asking.end_of_text();
        }
        match writing.generation.step(generator.as_mut())? {
            Step::Prefill { done, total } => Ok(AskEvent::Prefill { done, total }),
            Step::Token { id, text } => {
                writing.pending.push_str(&text);
                asking.prose.n_tokens += 1;
                asking.take_sentences(false);
                Ok(AskEvent::Token { id, n_tokens: asking.prose.n_tokens })
            }
            Step::Done { finish, text } => {
                writing.pending.push_str(&text);
                writing.ended = true;
                asking.take_sentences(finish == Finish::StopToken);
                self.write(asking)
            }
        }
    }
}

/// sha256 of numbers as little-endian f32: equal only where every bit is.
fn bits_sha256<'a>(numbers: impl IntoIterator<Item = &'a f32>) -> String {
    let bytes: Vec<u8> = numbers.into_iter().flat_map(|x| x.to_le_bytes()).collect();
    sha256_hex(&bytes)
}
