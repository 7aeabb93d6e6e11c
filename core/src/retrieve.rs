//! From a question to evidence: two searches, one ranking, an honest threshold.

mod filter;
mod fuse;
mod place;
mod query;

use std::collections::HashSet;
use std::ops::Range;

use crate::{
    Error, Result,
    bundle::{Bundle, Passage, PassageStore},
    embed::Embedder,
    index::{Scored, Subset},
    skill::gazetteer,
    text::{Analyzer, Language, asks_for_personal_data, highlight},
};

pub use filter::{FilterKind, Filters, Fluency, MAX_FILTER_CHARS};
use fuse::Asked;
pub use fuse::{Hybrid, Search};
pub use place::STATES;
pub use query::Certainty;
use query::Query;

/// Longest question, in characters.
pub const MAX_QUESTION_CHARS: usize = 4_000;

/// Below this confidence a passage is no evidence, where the bundle does not say otherwise.
pub const THRESHOLD: f32 = 0.5;

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
    /// Confidence of the best passage, 0 to 1: a mean of how much of the question's topic its profile names (by how rare
    /// each term is) and how near its meaning is, see [`Certainty`].
    pub confidence: f32,
    /// Best first; empty when nothing passed.
    pub sources: Vec<Source>,
    /// The filter that let no hire through, if one did; then nothing was searched.
    pub emptied_by: Option<FilterKind>,
    /// Whether the question is for personal data, of which a bundle has none; then nothing was searched either.
    pub is_personal: bool,
}

/// What is searched, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct RetrieveOptions {
    /// Sources at most.
    pub top_k: usize,
    /// Whose passages may be found.
    pub filters: Filters,
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
pub fn retrieve(
    bundle: &Bundle,
    embedder: &dyn Embedder,
    question: &str,
    options: &RetrieveOptions,
) -> Result<Evidence> {
    check_question(question)?;
    options.filters.check()?;
    let language = Language::detect(question);
    if asks_for_personal_data(question) {
        return Ok(Evidence { is_personal: true, ..Evidence::none(language) });
    }
    let among = match options.filters.subset(bundle) {
        Ok(among) => among,
        Err(filter) => return Ok(Evidence { emptied_by: Some(filter), ..Evidence::none(language) }),
    };
    let query = Query::new(embedder, question)?;
    let terms = query.terms();
    let mut analyzer = Analyzer::new();
    let mut confidence = 0.0f32;
    let mut profiles: Vec<Best<'_>> = Vec::new();
    for hit in search(bundle, &query, Search::Both, &Hybrid::default(), &among) {
        let score = query.confidence(bundle, hit.passage, &Certainty::default());
        confidence = confidence.max(score);
        let Some(record) = bundle.passage(hit.passage).filter(|_| score >= bundle.threshold()) else {
            continue;
        };
        let candidate = Best { record, score, n_named: n_named(&mut analyzer, &record.text, &terms) };
        match profiles.iter_mut().find(|best| best.record.profile == record.profile) {
            // Of one profile, the passage that says most of what was asked: a title alone shows the reader nothing.
            Some(best) if candidate.n_named > best.n_named => *best = candidate,
            Some(_) => {}
            None => profiles.push(candidate),
        }
    }
    profiles.truncate(options.top_k);
    let sources: Vec<Source> =
        profiles.iter().zip(1..).map(|(best, number)| source(bundle, best, number, &terms)).collect();
    Ok(Evidence { sufficient: !sources.is_empty(), confidence, sources, ..Evidence::none(language) })
}

/// The passages for a text of any length, best first, without a threshold: what evaluations measure.
pub fn rank(
    bundle: &Bundle,
    embedder: &dyn Embedder,
    text: &str,
    how: Search,
    hybrid: &Hybrid,
) -> Result<Vec<Scored>> {
    let query = Query::new(embedder, text)?;
    Ok(search(bundle, &query, how, hybrid, &Subset::ALL))
}

/// How sure the best passage makes of an answer to a question, 0 to 1: what thresholds are fitted on. 0 for a question for
/// personal data.
pub fn confidence(
    bundle: &Bundle,
    embedder: &dyn Embedder,
    question: &str,
    hybrid: &Hybrid,
    certainty: &Certainty,
) -> Result<f32> {
    if asks_for_personal_data(question) {
        return Ok(0.0);
    }
    let query = Query::new(embedder, question)?;
    let hits = search(bundle, &query, Search::Both, hybrid, &Subset::ALL);
    Ok(hits.iter().map(|hit| query.confidence(bundle, hit.passage, certainty)).fold(0.0, f32::max))
}

fn search(bundle: &Bundle, query: &Query, how: Search, hybrid: &Hybrid, among: &Subset) -> Vec<Scored> {
    let terms = query.weighed(hybrid);
    let words = || bundle.bm25.search(&terms, hybrid.n_candidates, among);
    let meaning = || bundle.dense.search(&query.vector, hybrid.n_candidates, among);
    match how {
        Search::Words => words(),
        Search::Meaning => meaning(),
        Search::Both => {
            let asked = Asked { vector: &query.vector, ceiling: bundle.bm25.ceiling(&terms) };
            fuse::fuse(bundle, asked, &words(), &meaning(), hybrid.meaning)
        }
    }
}

/// What the sources of an earlier question say to another one: those that pass the filters and the threshold, under the
/// numbers they had, scored and highlighted anew. A question without a topic of its own ("and their level?") is about all
/// of them.
pub fn reconsider(
    bundle: &Bundle,
    embedder: &dyn Embedder,
    question: &str,
    filters: &Filters,
    earlier: &Evidence,
) -> Result<Evidence> {
    check_question(question)?;
    filters.check()?;
    let language = follow_up_language(question, earlier.language);
    if asks_for_personal_data(question) {
        return Ok(Evidence { is_personal: true, ..Evidence::none(language) });
    }
    let among = match filters.subset(bundle) {
        Ok(among) => among,
        Err(filter) => return Ok(Evidence { emptied_by: Some(filter), ..Evidence::none(language) }),
    };
    let query = Query::new(embedder, question)?;
    let terms = query.terms();
    let place = |id: &str| bundle.passages().iter().position(|passage| passage.id == id);
    let kept = earlier.sources.iter().filter_map(|source| Some((place(&source.passage_id)?, source)));
    let rescored = kept.filter(|(passage, _)| among.contains(*passage)).map(|(passage, source)| Source {
        score: query.confidence(bundle, passage, &Certainty::default()),
        highlights: highlight(&source.text, &terms),
        ..source.clone()
    });
    let mut sources: Vec<Source> = rescored.collect();
    let confidence = sources.iter().map(|source| source.score).fold(0.0, f32::max);
    if !query.topic.is_empty() {
        sources.retain(|source| source.score >= bundle.threshold());
    }
    Ok(Evidence { sufficient: !sources.is_empty(), confidence, sources, ..Evidence::none(language) })
}

impl Evidence {
    /// None at all.
    fn none(language: Language) -> Self {
        let (sources, emptied_by) = (Vec::new(), None);
        Self { language, sufficient: false, confidence: 0.0, sources, emptied_by, is_personal: false }
    }
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
fn n_named(analyzer: &mut Analyzer, text: &str, terms: &HashSet<String>) -> usize {
    let mut named: HashSet<&String> = HashSet::new();
    analyzer.each_term(text, |term| named.extend(terms.get(term)));
    named.len()
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
    use super::{FilterKind, Filters, RetrieveOptions, check_question, retrieve};
    use crate::bundle::{
        Hire, Profile, Vacancy,
        tests::{EMBEDDER, bundle},
    };

    #[test]
    fn empty_and_endless_questions_are_refused_with_their_codes() {
        assert_eq!(check_question(" ?!\n").expect_err("empty").code(), "bad_request");
        assert_eq!(check_question(&"a".repeat(100_000)).expect_err("long").code(), "too_long");
        assert!(check_question("Python?").is_ok());
    }

    #[test]
    fn a_filter_narrows_what_is_found_and_says_when_it_leaves_nothing() {
        let vacancy = |id: &str, level: &str| Vacancy {
            id: id.to_owned(),
            title: "Desenvolvedor Java".to_owned(),
            level: level.to_owned(),
            ..Vacancy::default()
        };
        let person = |id: &str, vacancy: &str| {
            let hire = Hire { vacancy: vacancy.to_owned(), status: "Contratado".to_owned() };
            (Profile { id: id.to_owned(), ..Profile::default() }, vec![hire], "Java e Spring Boot em bancos")
        };
        let bundle = bundle(
            vec![vacancy("1", "Sênior"), vacancy("2", "Pleno")],
            vec![person("10", "1"), person("11", "2"), person("12", "2")],
        );
        let ask = |level: Option<&str>| {
            let filters = Filters { level: level.map(str::to_owned), ..Filters::default() };
            let options = RetrieveOptions { top_k: 8, filters };
            retrieve(&bundle, &EMBEDDER, "Java e Spring Boot", &options).expect("searches")
        };
        let profiles =
            |level| ask(level).sources.into_iter().map(|source| source.profile).collect::<Vec<_>>();
        assert_eq!(profiles(None).len(), 3);
        assert_eq!(profiles(Some("senior")), ["10"]);
        let empty = ask(Some("gerente"));
        assert_eq!((empty.sufficient, empty.emptied_by), (false, Some(FilterKind::Level)));
    }
}
