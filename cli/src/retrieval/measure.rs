//! Rankings of a bundle against the truth.

use std::{cell::RefCell, collections::HashMap};

use recruta_core::{
    Result,
    bundle::{Bundle, Passage, PassageStore as _, Records, Vacancy},
    embed::{Embedder, EmbeddingMatrix, MiniLmEmbedder, minilm},
    index::Scored,
    retrieve::{Certainty, Hybrid, Search, confidence, rank},
};

use super::{
    rank::{Quality, Summary},
    truth::{Half, Question, Truth},
};

/// Texts embedded in one pass.
const BATCH: usize = 16;

/// An embedder that remembers: a question is ranked in many ways.
pub struct Remembering<'a> {
    inner: &'a MiniLmEmbedder,
    known: RefCell<HashMap<String, Vec<f32>>>,
}

impl<'a> Remembering<'a> {
    /// Around an embedder.
    pub fn new(inner: &'a MiniLmEmbedder) -> Self {
        Self { inner, known: RefCell::default() }
    }
}

impl Embedder for Remembering<'_> {
    fn dimension(&self) -> usize {
        self.inner.dimension()
    }

    fn embed(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>> {
        let known = |text: &&&str| self.known.borrow().contains_key(**text);
        let new: Vec<&str> = texts.iter().filter(|text| !known(text)).copied().collect();
        for batch in new.chunks(BATCH) {
            let vectors = self.inner.embed(batch)?;
            self.known.borrow_mut().extend(batch.iter().map(|text| (*text).to_owned()).zip(vectors));
        }
        let known = self.known.borrow();
        Ok(texts.iter().filter_map(|text| known.get(*text).cloned()).collect())
    }
}

/// How good the rankings for questions are.
pub fn questions(
    bundle: &Bundle,
    embedder: &dyn Embedder,
    questions: &[Question],
    how: Search,
    hybrid: &Hybrid,
) -> Result<Summary> {
    let quality = |question: &Question| {
        let hits = rank(bundle, embedder, &question.question, how, hybrid)?;
        let grade = |hit: &Scored| {
            let passage = bundle.passage(hit.passage).map(|passage| passage.id.as_str());
            passage.and_then(|id| question.relevant.get(id)).copied().unwrap_or(0)
        };
        let ranked: Vec<u32> = hits.iter().map(grade).collect();
        Ok(Quality::of(&ranked, &question.relevant.values().copied().collect::<Vec<u32>>()))
    };
    let qualities = questions.iter().map(quality).collect::<Result<Vec<Quality>>>()?;
    Ok(Summary::of(&qualities, bundle.n_passages()))
}

/// How good the rankings of profiles for vacancies are, by whether the profile was approved there.
pub fn vacancies(
    bundle: &Bundle,
    embedder: &dyn Embedder,
    vacancies: &[Vacancy],
    how: Search,
    hybrid: &Hybrid,
) -> Result<Summary> {
    let quality = |vacancy: &Vacancy| {
        let hits = rank(bundle, embedder, &query_of(vacancy), how, hybrid)?;
        let mut profiles: Vec<&Passage> = Vec::new();
        for passage in hits.iter().filter_map(|hit| bundle.passage(hit.passage)) {
            if !profiles.iter().any(|known| known.profile == passage.profile) {
                profiles.push(passage);
            }
        }
        let ranked: Vec<u32> = profiles.iter().map(|passage| u32::from(is_hire(passage, vacancy))).collect();
        Ok(Quality::of(&ranked, &vec![1; vacancy.n_hired]))
    };
    let qualities = vacancies.iter().map(quality).collect::<Result<Vec<Quality>>>()?;
    Ok(Summary::of(&qualities, bundle.profiles().len()))
}

/// What a vacancy asks for.
fn query_of(vacancy: &Vacancy) -> String {
    [&vacancy.title, &vacancy.activities, &vacancy.requirements].map(String::as_str).join("\n")
}

fn is_hire(passage: &Passage, vacancy: &Vacancy) -> bool {
    passage.hires.iter().any(|hire| hire.vacancy == vacancy.id)
}

/// The vacancies of one half that say anything.
pub fn vacancies_of(bundle: &Bundle, half: Half) -> Vec<Vacancy> {
    let says = |vacancy: &&Vacancy| !query_of(vacancy).trim().is_empty();
    half.of(&bundle.vacancies().iter().filter(says).cloned().collect::<Vec<Vacancy>>())
}

/// The bundle as if nobody knew who was hired for these vacancies: passages of whoever was lose their line of titles, in
/// which the vacancy's own title stands, from both indexes. Titles of the others' vacancies stay: they can only mislead.
pub fn without_titles(bundle: &Bundle, embedder: &dyn Embedder, hidden: &[Vacancy]) -> Result<Bundle> {
    let mut passages = bundle.passages().to_vec();
    for passage in &mut passages {
        if hidden.iter().any(|vacancy| is_hire(passage, vacancy)) {
            // A profile without text of its own has the same line for its text.
            if passage.text == passage.context {
                passage.text.clear();
            }
            passage.context.clear();
        }
    }
    let texts: Vec<String> = passages.iter().map(Passage::indexed_text).collect();
    let texts: Vec<&str> = texts.iter().map(|text| text.trim_start()).collect();
    let matrix = EmbeddingMatrix::from_rows(minilm::DIMENSION, embedder.embed(&texts)?)?;
    let (profiles, vacancies) = (bundle.profiles().to_vec(), bundle.vacancies().to_vec());
    Bundle::of_records(bundle.manifest.clone(), Records { passages, profiles, vacancies }, matrix)
}

/// How sure the best passage of each question makes, for questions with an answer and for others.
pub fn confidences(
    bundle: &Bundle,
    embedder: &dyn Embedder,
    truth: &Truth,
    hybrid: &Hybrid,
    certainty: &Certainty,
) -> Result<[Vec<f32>; 2]> {
    let confidence = |question: &str| confidence(bundle, embedder, question, hybrid, certainty);
    let answerable = truth.questions.iter().map(|question| confidence(&question.question));
    let others = truth.unanswerable.iter().map(|question| confidence(&question.question));
    Ok([answerable.collect::<Result<_>>()?, others.collect::<Result<_>>()?])
}
