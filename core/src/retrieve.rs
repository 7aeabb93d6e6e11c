//! From a question to evidence: two searches, one ranking, an honest threshold.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use crate::{
    Error, Result,
    bundle::{Bundle, Passage, PassageStore},
    embed::Embedder,
    index::Scored,
    skill::gazetteer,
    text::{Language, analyze, highlight, is_question_noise, translations},
};

/// Longest question, in characters.
pub const MAX_QUESTION_CHARS: usize = 4_000;

/// Each index hands so many candidates to the fusion.
const CANDIDATES: usize = 60;

/// The constant of reciprocal rank fusion.
///
/// **Source.** Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet" (2009).
const RRF_K: f32 = 60.0;

/// Below this confidence a passage is no evidence. Set by hand on the sample bundle, and guarded by the refusals'
/// precision and recall on `tests/eval/threshold.jsonl`; not fitted on held-out questions yet.
pub const THRESHOLD: f32 = 0.45;

/// The cosines at which meaning counts for nothing and for all; linear between. Set by hand with [`THRESHOLD`].
const COSINE_RANGE: (f32, f32) = (0.20, 0.65);

/// Words a follow-up question must have to tell its language.
const MIN_TELLING_WORDS: usize = 4;

/// Where a profile was hired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceHire {
    /// Id of the vacancy.
    pub vacancy: String,
    /// Its title.
    pub title: String,
    /// Outcome.
    pub status: String,
}

/// A passage chosen as evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Number in brackets, from 1.
    pub number: usize,
    /// Id of the passage.
    pub passage_id: String,
    /// Id of the profile.
    pub profile: String,
    /// Title of the profile.
    pub profile_title: String,
    /// Level of the profile, as the export spells it.
    pub level: String,
    /// English of the profile, as the export spells it.
    pub english: String,
    /// Vacancies it was hired for.
    pub hires: Vec<SourceHire>,
    /// The passage.
    pub text: String,
    /// Byte ranges of `text` where the question's terms stand.
    pub highlights: Vec<Range<usize>>,
    /// Skills in the passage and its titles.
    pub skills: Vec<String>,
    /// 0 to 1, see [`Evidence::confidence`].
    pub score: f32,
}

/// What was found for a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Language of the question.
    pub language: Language,
    /// Whether any passage passed the threshold.
    pub sufficient: bool,
    /// Confidence of the best passage: the mean of how much of the question's topic it names (weighted by how rare each
    /// term is) and how near its meaning is (cosine between two anchors), 0 to 1.
    pub confidence: f32,
    /// Best first; empty when nothing passed.
    pub sources: Vec<Source>,
}

/// A question taken apart.
#[derive(Debug)]
struct Query {
    /// Terms that say what it is about.
    topic: Vec<String>,
    /// All its terms.
    terms: Vec<String>,
    vector: Vec<f32>,
}

/// Checks a question before anything is computed for it.
pub fn check_question(question: &str) -> Result<()> {
    let got = question.chars().count();
    if got > MAX_QUESTION_CHARS {
        return Err(Error::TooLong { what: "question", got, max: MAX_QUESTION_CHARS, unit: "characters" });
    }
    if !question.chars().any(char::is_alphanumeric) {
        return Err(Error::EmptyQuestion);
    }
    Ok(())
}

/// Finds the evidence for a question: at most `top_k` passages, one a profile.
pub fn retrieve(bundle: &Bundle, embedder: &dyn Embedder, question: &str, top_k: usize) -> Result<Evidence> {
    check_question(question)?;
    let query = Query::new(embedder, question)?;
    let ranked = fuse(&[
        bundle.dense.search(&query.vector, CANDIDATES),
        bundle.bm25.search(&query.searched(), CANDIDATES),
    ]);
    let terms: HashSet<String> = query.searched().into_iter().collect();
    let mut confidence = 0.0f32;
    let mut profiles: Vec<Best<'_>> = Vec::new();
    for passage in ranked {
        let score = query.confidence(bundle, passage);
        confidence = confidence.max(score);
        let Some(record) = bundle.passage(passage).filter(|_| score >= THRESHOLD) else { continue };
        let candidate = Best { record, score, n_named: n_named(&record.text, &terms) };
        match profiles.iter_mut().find(|best| best.record.profile == record.profile) {
            // Of one profile, the passage that says most of what was asked: a title alone shows the reader nothing.
            Some(best) if candidate.n_named > best.n_named => *best = candidate,
            Some(_) => {}
            None => profiles.push(candidate),
        }
    }
    profiles.truncate(top_k);
    let sources: Vec<Source> =
        profiles.iter().zip(1..).map(|(best, number)| source(bundle, best, number, &terms)).collect();
    Ok(Evidence {
        language: Language::detect(question),
        sufficient: !sources.is_empty(),
        confidence,
        sources,
    })
}

/// What the sources of an earlier question say to another one: those that pass the threshold, under the numbers they had,
/// scored and highlighted anew. A question without a topic of its own ("and their level?") is about all of them.
pub fn reconsider(
    bundle: &Bundle,
    embedder: &dyn Embedder,
    question: &str,
    earlier: &Evidence,
) -> Result<Evidence> {
    check_question(question)?;
    let query = Query::new(embedder, question)?;
    let terms: HashSet<String> = query.searched().into_iter().collect();
    let place = |id: &str| bundle.passages().iter().position(|passage| passage.id == id);
    let rescored = earlier.sources.iter().map(|source| Source {
        score: place(&source.passage_id).map_or(0.0, |passage| query.confidence(bundle, passage)),
        highlights: highlight(&source.text, &terms),
        ..source.clone()
    });
    let mut sources: Vec<Source> = rescored.collect();
    let confidence = sources.iter().map(|source| source.score).fold(0.0, f32::max);
    if !query.topic.is_empty() {
        sources.retain(|source| source.score >= THRESHOLD);
    }
    Ok(Evidence {
        language: follow_up_language(question, earlier.language),
        sufficient: !sources.is_empty(),
        confidence,
        sources,
    })
}

/// A few words ("e AWS?") do not tell their language; the conversation does.
fn follow_up_language(question: &str, earlier: Language) -> Language {
    if question.split_whitespace().count() < MIN_TELLING_WORDS { earlier } else { Language::detect(question) }
}

/// The passage that stands for a profile: one a profile, so that one long CV does not fill the list.
#[derive(Debug)]
struct Best<'a> {
    record: &'a Passage,
    score: f32,
    n_named: usize,
}

/// How many of the terms a text names.
fn n_named(text: &str, terms: &HashSet<String>) -> usize {
    let named: HashSet<String> = analyze(text).into_iter().map(|term| term.text).collect();
    named.intersection(terms).count()
}

impl Query {
    fn new(embedder: &dyn Embedder, question: &str) -> Result<Self> {
        let mut terms: Vec<String> = analyze(question).into_iter().map(|term| term.text).collect();
        let mut seen = HashSet::new();
        terms.retain(|term| seen.insert(term.clone()));
        let topic = terms.iter().filter(|term| !is_question_noise(term)).cloned().collect();
        let vector = embedder.embed(&[question])?.pop().ok_or_else(|| Error::internal("no embedding"))?;
        Ok(Self { topic, terms, vector })
    }

    /// The terms worth searching, with their translations: the topic, or everything when the question names none.
    fn searched(&self) -> Vec<String> {
        let terms = if self.topic.is_empty() { &self.terms } else { &self.topic };
        terms.iter().flat_map(|term| std::iter::once(term).chain(translations(term))).cloned().collect()
    }

    /// See [`Evidence::confidence`].
    fn confidence(&self, bundle: &Bundle, passage: usize) -> f32 {
        let (low, high) = COSINE_RANGE;
        let meaning = ((bundle.dense.cosine(passage, &self.vector) - low) / (high - low)).clamp(0.0, 1.0);
        f32::midpoint(self.coverage(bundle, passage), meaning)
    }

    /// Share of the topic, by idf, that the passage names. A term no passage has weighs most, so a question about
    /// something foreign stays uncovered however many common words it shares.
    fn coverage(&self, bundle: &Bundle, passage: usize) -> f32 {
        let forms =
            |term: &'_ String| std::iter::once(term.clone()).chain(translations(term).iter().cloned());
        // The commonest way to say a thing is how rare it is.
        let weight = |term: &String| forms(term).map(|form| bundle.bm25.idf(&form)).fold(f32::MAX, f32::min);
        let total: f32 = self.topic.iter().map(weight).sum();
        let named = |term: &&String| forms(term).any(|form| bundle.bm25.passage_has(passage, &form));
        let covered: f32 = self.topic.iter().filter(named).map(weight).sum();
        if total > 0.0 { covered / total } else { 0.5 }
    }
}

/// Reciprocal rank fusion: passages by the sum of `1 / (k + rank)` over the rankings, ties by number.
fn fuse(rankings: &[Vec<Scored>]) -> Vec<usize> {
    let mut scores: BTreeMap<usize, f32> = BTreeMap::new();
    for ranking in rankings {
        for (rank, hit) in ranking.iter().enumerate() {
            *scores.entry(hit.passage).or_default() += 1.0 / (RRF_K + rank as f32 + 1.0);
        }
    }
    let mut fused: Vec<(usize, f32)> = scores.into_iter().collect();
    fused.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    fused.into_iter().map(|(passage, _)| passage).collect()
}

fn source(bundle: &Bundle, best: &Best<'_>, number: usize, terms: &HashSet<String>) -> Source {
    let (passage, score) = (best.record, best.score);
    let profile = bundle.profile(&passage.profile);
    let hire = |hire: &crate::bundle::Hire| SourceHire {
        vacancy: hire.vacancy.clone(),
        title: bundle.vacancy(&hire.vacancy).map_or_else(String::new, |vacancy| vacancy.title.clone()),
        status: hire.status.clone(),
    };
    let field =
        |read: fn(&crate::bundle::Profile) -> &String| profile.map_or_else(String::new, |p| read(p).clone());
    Source {
        number,
        passage_id: passage.id.clone(),
        profile: passage.profile.clone(),
        profile_title: field(|p| &p.title),
        level: field(|p| &p.level),
        english: field(|p| &p.english),
        hires: passage.hires.iter().map(hire).collect(),
        highlights: highlight(&passage.text, terms),
        skills: gazetteer().find(&passage.indexed_text()).into_iter().map(str::to_owned).collect(),
        text: passage.text.clone(),
        score,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{check_question, fuse};
    use crate::index::Scored;

    proptest! {
        #[test]
        fn fusion_is_a_permutation_of_what_it_was_given(
            a in prop::collection::btree_set(0usize..30, 0..12), b in prop::collection::btree_set(0usize..30, 0..12),
        ) {
            let ranking = |set: &std::collections::BTreeSet<usize>| -> Vec<Scored> {
                set.iter().map(|p| Scored { passage: *p, score: 0.0 }).collect()
            };
            let mut fused = fuse(&[ranking(&a), ranking(&b)]);
            fused.sort_unstable();
            let union: Vec<usize> = a.union(&b).copied().collect();
            prop_assert_eq!(fused, union);
        }
    }

    #[test]
    fn a_passage_both_rankings_like_beats_one_that_tops_a_single_list() {
        let ranking =
            |ids: &[usize]| ids.iter().map(|p| Scored { passage: *p, score: 1.0 }).collect::<Vec<_>>();
        assert_eq!(fuse(&[ranking(&[7, 3]), ranking(&[9, 3])])[0], 3);
    }

    #[test]
    fn empty_and_endless_questions_are_refused_with_their_codes() {
        assert_eq!(check_question(" ?!\n").expect_err("empty").code(), "bad_request");
        assert_eq!(check_question(&"a".repeat(100_000)).expect_err("long").code(), "too_long");
        assert!(check_question("Python?").is_ok());
    }
}
