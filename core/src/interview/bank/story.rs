//! The bank's strong answers as stories, so that what stands in stories about anything can be told from what is telling.

use std::collections::{BTreeSet, HashMap};

use super::{Kind, Question};
use crate::{
    interview::word::{Stems, Word, words},
    text::Language,
};

/// With fewer stories about other things nothing is known to be common.
const MIN_STORIES: usize = 30;

/// The share of a term where nothing is known of it.
const UNKNOWN: f64 = 0.01;

/// A strong answer.
#[derive(Debug, Clone)]
pub(in crate::interview) struct Story {
    competency: String,
    kind: Kind,
    pub(in crate::interview) words: Vec<Word>,
    /// Of each word.
    pub(in crate::interview) stems: Vec<String>,
}

/// All strong answers of a language.
#[derive(Debug, Clone)]
pub(in crate::interview) struct Stories {
    all: Vec<Story>,
    /// By stem: an example of its words, and the stories and places where it stands.
    places: HashMap<String, (Word, Vec<(usize, usize)>)>,
}

impl Stories {
    pub(super) fn of(questions: &[Question], language: Language) -> Self {
        let stemmer = Stems::new(language);
        let story = |question: &Question| {
            let words = words(&question.wording(language).sample);
            let stems = words.iter().map(|word| stemmer.stem(&word.folded)).collect();
            Story { competency: question.competency.clone(), kind: question.kind, words, stems }
        };
        let is_story = |question: &&Question| !matches!(question.kind, Kind::Opening | Kind::Closing);
        let all: Vec<Story> = questions.iter().filter(is_story).map(story).collect();
        let mut places: HashMap<String, (Word, Vec<(usize, usize)>)> = HashMap::new();
        for (number, story) in all.iter().enumerate() {
            for (at, stem) in story.stems.iter().enumerate() {
                let example = || (story.words[at].clone(), Vec::new());
                places.entry(stem.clone()).or_insert_with(example).1.push((number, at));
            }
        }
        Self { all, places }
    }

    /// Where words stand that fit, by story.
    pub(in crate::interview) fn places(
        &self,
        fits: impl Fn(&Word, &str) -> bool,
    ) -> impl Iterator<Item = (usize, &Story, usize)> {
        let fitting = self.places.iter().filter(move |(stem, (word, _))| fits(word, stem));
        fitting.flat_map(|(_, (_, places))| places).map(|(number, at)| (*number, &self.all[*number], *at))
    }

    /// The stories that have a stem.
    pub(in crate::interview) fn having(&self, stem: &str) -> impl Iterator<Item = usize> {
        let places = self.places.get(stem).map_or(&[][..], |(_, places)| places);
        places.iter().map(|(number, _)| *number)
    }

    /// In what share of the stories about other competencies than a question's something stands, given the stories that have it:
    /// of all of them or of those of the question's kind, whichever is more. Half a story more than were seen, as none were only
    /// because there are not many.
    pub(in crate::interview) fn share(
        &self,
        question: &Question,
        having: impl Iterator<Item = usize>,
    ) -> f64 {
        let is_other = |story: &Story| story.competency != question.competency;
        let having: BTreeSet<usize> = having.filter(|number| is_other(&self.all[*number])).collect();
        let of = |counts: &dyn Fn(&Story) -> bool| {
            let n_all = self.all.iter().filter(|story| is_other(story) && counts(story)).count();
            let n = having.iter().filter(|number| counts(&self.all[**number])).count();
            if n_all < MIN_STORIES { UNKNOWN } else { (n as f64 + 0.5) / (n_all as f64 + 1.0) }
        };
        of(&|_| true).max(of(&|story| story.kind == question.kind))
    }
}
