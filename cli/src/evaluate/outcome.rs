//! One question asked and measured.

use std::{collections::BTreeMap, time::Instant};

use anyhow::{Context as _, Result};
use recruta_api::answer::{AnswerBody, ProseStatus};
use recruta_core::{
    answer::{Answer, keep_valid},
    engine::{AskEvent, AskOptions, Engine},
    metrics::{BleuStats, PairScores, citation_precision, score_pair},
};
use serde::{Deserialize, Serialize};

use super::question::Question;

/// What became of a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Id of the question.
    pub id: String,
    /// The question.
    pub question: String,
    /// What a good answer says.
    pub reference: String,
    /// The text that was scored: composed and accepted sentences, without the numbers in brackets.
    pub text: String,
    /// Whether the history answers it.
    pub answerable: bool,
    /// Whether it was refused for want of evidence.
    pub refused: bool,
    /// What became of the model's text.
    pub prose: ProseStatus,
    /// F of each ROUGE and the sentence's BLEU; none for questions without an answer.
    pub scores: BTreeMap<String, f64>,
    /// Profiles cited.
    pub cited: Vec<String>,
    /// Share of the cited sources that are relevant; none where nothing is cited or nothing relevant is known.
    pub citation_precision: Option<f64>,
    /// When what was done.
    pub times: Times,
}

/// Times of a question, from when it was asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Times {
    /// Until the sources were there.
    pub evidence_ms: f64,
    /// Until the model's first token; none without one.
    pub first_token_ms: Option<f64>,
    /// Tokens a second after the first; none with fewer than two.
    pub tokens_per_second: Option<f64>,
    /// Until the answer was whole.
    pub total_ms: f64,
    /// Tokens written, shown or not.
    pub n_tokens: usize,
}

/// Asks a question and scores the answer; also gives the counts for the corpus's BLEU.
pub fn ask(engine: &mut Engine, question: &Question, options: &AskOptions) -> Result<(Outcome, BleuStats)> {
    let (answer, times) = timed(engine, &question.question, options)?;
    let text = keep_valid(&answer.text(), &[]);
    let pair = question.answerable.then(|| score_pair(&question.reference, &text));
    let stats = pair.as_ref().map_or_else(BleuStats::default, |pair| pair.stats);
    let (cited, citation_precision) = citations(&answer, question);
    let outcome = Outcome {
        id: question.id.clone(),
        question: question.question.clone(),
        reference: question.reference.clone(),
        text,
        answerable: question.answerable,
        refused: !answer.sufficient,
        scores: pair.as_ref().map(flat).unwrap_or_default(),
        cited,
        citation_precision,
        times,
        prose: AnswerBody::from(answer).prose.status,
    };
    Ok((outcome, stats))
}

fn timed(engine: &mut Engine, question: &str, options: &AskOptions) -> Result<(Answer, Times)> {
    let start = Instant::now();
    let now_ms = || start.elapsed().as_secs_f64() * 1e3;
    let (mut times, mut last_token_ms, mut answer) = (Times::default(), 0.0, None);
    let mut asking = engine.begin(question, options)?;
    while let Some(event) = engine.step(&mut asking)? {
        match event {
            AskEvent::Evidence(_) => times.evidence_ms = now_ms(),
            AskEvent::Token { n_tokens, .. } => {
                last_token_ms = now_ms();
                times.first_token_ms.get_or_insert(last_token_ms);
                times.n_tokens = n_tokens;
            }
            AskEvent::Answer(whole) => answer = Some(whole),
            AskEvent::Composed(_) | AskEvent::Prefill { .. } | AskEvent::Prose(_) => {}
        }
    }
    times.total_ms = now_ms();
    if let Some(first) = times.first_token_ms.filter(|first| last_token_ms > *first) {
        times.tokens_per_second = Some((times.n_tokens - 1) as f64 * 1e3 / (last_token_ms - first));
    }
    Ok((answer.context("the question ended without an answer")?, times))
}

fn citations(answer: &Answer, question: &Question) -> (Vec<String>, Option<f64>) {
    let statements = answer.composed.iter().chain(&answer.prose.statements);
    let mut numbers: Vec<usize> = statements.flat_map(|statement| statement.citations.clone()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let cited: Vec<_> = answer.sources.iter().filter(|source| numbers.contains(&source.number)).collect();
    let is_known = question.answerable && !question.relevant.is_empty();
    let precision = is_known.then(|| {
        citation_precision(&cited, |source| {
            question.relevant.iter().any(|id| *id == source.profile || *id == source.passage_id)
        })
    });
    (cited.iter().map(|source| source.profile.clone()).collect(), precision.flatten())
}

fn flat(pair: &PairScores) -> BTreeMap<String, f64> {
    let rouge = pair.scores.rouge.iter().map(|(name, rouge)| (name.clone(), rouge.fmeasure));
    rouge.chain([("bleu".to_owned(), pair.scores.bleu.score)]).collect()
}
