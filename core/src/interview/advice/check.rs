//! Which of a model's sentences may stand beside a score.
//!
//! They are read one by one. A sentence must be about the point it was asked for and in the interview's language, speak to the
//! candidate, and name nothing that question, answer, rubric, bank or vacancy does not. It may not judge: grades and verdicts
//! are the rubric's. The first sentence that fails ends the text.

use std::collections::BTreeSet;

use super::{Point, beginning::begins_well, opening, word};
use crate::{
    interview::{
        Interviewer, PlannedQuestion, Session,
        bank::Question,
        lawful,
        word::{Stems, Word, are_kin, words},
        writing,
    },
    skill::gazetteer,
    text::{Language, sentences},
};

/// Words of a sentence, its opening included, and of all of the advice.
const MIN_WORDS: usize = 7;
const MAX_WORDS: usize = 60;

/// Sentences shown at most.
const MAX_SENTENCES: usize = 2;

/// Share of a sentence's telling words that must come from question, answer, rubric or vacancy, and how many at least.
const MIN_SUPPORT: f64 = 0.7;
const MIN_SUPPORTED: usize = 2;

/// So many words in a row that the question or the answer has are no advice but a copy.
const MAX_COPIED: usize = 7;

/// Why advice is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rejection {
    /// The model wrote nothing.
    Empty,
    /// Not a sentence: too short, too long, unfinished, a list, a quotation, a question.
    Malformed,
    /// Another language.
    WrongLanguage,
    /// It loops, or only says again what was asked or answered.
    Repetition,
    /// It gives a grade or a verdict.
    Verdict,
    /// It is about what nobody may ask.
    Improper,
    /// It does not speak to the candidate.
    NotAdvice,
    /// It names what nobody did: a number, a skill, a thing.
    Unsupported,
    /// It is not about what the answer lacks.
    Aimless,
}

impl Rejection {
    /// Stable name for logs.
    pub fn code(self) -> &'static str {
        match self {
            Rejection::Empty => "empty",
            Rejection::Malformed => "malformed",
            Rejection::WrongLanguage => "wrong_language",
            Rejection::Repetition => "repetition",
            Rejection::Verdict => "verdict",
            Rejection::Improper => "improper",
            Rejection::NotAdvice => "not_advice",
            Rejection::Unsupported => "unsupported",
            Rejection::Aimless => "aimless",
        }
    }
}

/// Whether more text would not be shown, so that the model need not write it.
pub(super) fn is_enough(text: &str) -> bool {
    let found = sentences(text);
    // A sentence is over when another has begun.
    text.trim_start().contains('\n') || found.len() > MAX_SENTENCES || text.contains(['"', '“', ':'])
}

/// Checks the advice on one point.
pub struct Checker<'a> {
    interviewer: &'a Interviewer,
    language: Language,
    point: Point,
    opening: &'static str,
    stems: Stems,
    /// Stems that advice may be made of.
    known: BTreeSet<String>,
    /// Stems of the point, one of which must be there.
    aim: BTreeSet<String>,
    skills: BTreeSet<&'static str>,
    numbers: BTreeSet<String>,
    /// What was asked and said, as words.
    told: Vec<Vec<Word>>,
}

impl<'a> Checker<'a> {
    /// For advice on what an answer to a question lacks.
    pub fn new(
        interviewer: &'a Interviewer,
        session: &Session,
        planned: &PlannedQuestion,
        question: &Question,
        asked_for: &Point,
    ) -> Self {
        let opening = opening(session.language, asked_for);
        let point = asked_for.text.as_str();
        let language = session.language;
        let stems = Stems::new(language);
        let wording = question.wording(language);
        let signal = wording.signals.iter().find(|signal| signal.label == point);
        let terms = signal.iter().flat_map(|signal| signal.terms.iter().map(String::as_str));
        let aim: BTreeSet<String> = terms
            .chain([point, word::of_part(point, language)])
            .flat_map(|text| stems.content(text))
            .collect();
        let told: Vec<&str> = planned
            .turns
            .iter()
            .flat_map(|turn| [Some(turn.asked.as_str()), turn.answer.as_deref()])
            .flatten()
            .collect();
        let labels = wording.signals.iter().map(|signal| signal.label.as_str());
        let named = [
            planned.competency_name.as_str(),
            session.vacancy.title.as_str(),
            wording.question.as_str(),
            point,
        ];
        let skills = session.vacancy.skills.iter().map(String::as_str);
        let texts: Vec<&str> = told.iter().copied().chain(labels).chain(named).chain(skills).collect();
        let mut known: BTreeSet<String> = texts.iter().flat_map(|text| stems.content(text)).collect();
        known.extend(aim.iter().cloned());
        Self {
            interviewer,
            language,
            opening,
            point: asked_for.clone(),
            known,
            aim,
            skills: texts.iter().flat_map(|text| gazetteer().find(text)).collect(),
            numbers: texts
                .iter()
                .flat_map(|text| words(text))
                .filter(Word::is_number)
                .map(|word| word.folded)
                .collect(),
            told: told.into_iter().map(words).collect(),
            stems,
        }
    }

    /// What may be shown of a text that continues the opening, or why nothing may.
    pub fn passed(&self, text: &str) -> Result<String, Rejection> {
        if text.trim().is_empty() {
            return Err(Rejection::Empty);
        }
        if !text.starts_with(' ') {
            return Err(Rejection::Malformed);
        }
        let whole = format!("{}{text}", self.opening);
        let line = whole.lines().next().unwrap_or_default();
        let mut passed: Vec<&str> = Vec::new();
        for (_, sentence) in sentences(line).into_iter().take(MAX_SENTENCES) {
            let n_words = passed.iter().map(|one| words(one).len()).sum::<usize>() + words(sentence).len();
            let verdict = if n_words > MAX_WORDS { Err(Rejection::Malformed) } else { self.check(sentence) };
            match verdict {
                Ok(()) => passed.push(sentence),
                Err(rejection) if passed.is_empty() => return Err(rejection),
                Err(_) => break,
            }
        }
        Ok(passed.join(" "))
    }

    /// One sentence.
    pub fn check(&self, sentence: &str) -> Result<(), Rejection> {
        // The opening is ours: it proves nothing.
        let own = sentence.strip_prefix(self.opening).unwrap_or(sentence);
        let (all, own_words) = (words(sentence), words(own));
        check_form(sentence, all.len())?;
        if !writing::speaks(self.language, sentence) || foreign(self.language, own) {
            return Err(Rejection::WrongLanguage);
        }
        let is = |list: &[&str]| own_words.iter().any(|word| list.contains(&word.folded.as_str()));
        if is(word::VERDICTS) || has_ratio(own) {
            return Err(Rejection::Verdict);
        }
        if !lawful::improper(sentence, self.language).is_empty() || !lawful::volunteered(&all).is_empty() {
            return Err(Rejection::Improper);
        }
        if is(word::NOT_TO_THE_CANDIDATE) {
            return Err(Rejection::NotAdvice);
        }
        if sentence.starts_with(self.opening)
            && !begins_well(self.interviewer.bank(), self.language, &self.point, &own_words)
        {
            return Err(Rejection::NotAdvice);
        }
        self.check_repetition(&own_words)?;
        self.check_support(own, &own_words)
    }

    fn check_repetition(&self, own: &[Word]) -> Result<(), Rejection> {
        let doubled = own.windows(2).any(|pair| pair[0].folded == pair[1].folded);
        let mut seen = BTreeSet::new();
        let again = own.windows(3).any(|three| !seen.insert(folded(three)));
        let mut stems = BTreeSet::new();
        let twice = self.telling(own).into_iter().any(|stem| !stems.insert(stem));
        let copied = own.windows(MAX_COPIED).any(|run| {
            self.told.iter().any(|told| told.windows(MAX_COPIED).any(|other| folded(run) == folded(other)))
        });
        let broken = own
            .windows(2)
            .any(|pair| word::BROKEN.contains(&(pair[0].folded.as_str(), pair[1].folded.as_str())));
        if doubled || again || twice || copied || broken { Err(Rejection::Repetition) } else { Ok(()) }
    }

    fn check_support(&self, own: &str, own_words: &[Word]) -> Result<(), Rejection> {
        let skills = gazetteer().find(own).into_iter().all(|skill| self.skills.contains(skill));
        let numbers =
            own_words.iter().filter(|word| word.is_number()).all(|word| self.numbers.contains(&word.folded));
        let telling = self.telling(own_words);
        let has = |set: &BTreeSet<String>, stem: &str| set.iter().any(|known| are_kin(known, stem));
        let vocabulary = self.interviewer.bank().vocabulary(self.language);
        let n_known = telling.iter().filter(|stem| has(&self.known, stem)).count();
        // A word that neither they nor four hundred questions with their answers have is most likely none.
        let invented = telling.iter().any(|stem| !has(&self.known, stem) && !vocabulary.knows(stem));
        let enough = n_known >= MIN_SUPPORTED && n_known as f64 >= MIN_SUPPORT * telling.len() as f64;
        if !skills || !numbers || invented || !enough {
            return Err(Rejection::Unsupported);
        }
        let n_aimed = telling.iter().filter(|stem| has(&self.aim, stem)).count();
        let least = match self.language {
            // The small models there are lose their way in Portuguese within a few words of the point.
            Language::Pt => (telling.len() * 3).div_ceil(4),
            Language::En => 1,
        };
        if n_aimed >= least { Ok(()) } else { Err(Rejection::Aimless) }
    }

    /// Stems of the words that say something, without those of any advice.
    fn telling(&self, own: &[Word]) -> Vec<String> {
        let telling = own.iter().filter(|word| !word.is_function() && !word::is_of_advice(&word.folded));
        telling.map(|word| self.stems.stem(&word.folded)).collect()
    }
}

fn folded(words: &[Word]) -> Vec<&str> {
    words.iter().map(|word| word.folded.as_str()).collect()
}

fn check_form(sentence: &str, n_words: usize) -> Result<(), Rejection> {
    let marks = |c: char| {
        matches!(c, '"' | '“' | '”' | '[' | ']' | '<' | '>' | '{' | '}' | '*' | '#' | ':' | '_' | '|' | '…')
    };
    let ends = sentence.ends_with(['.', '!']) && !sentence.ends_with("..");
    if ends && (MIN_WORDS..=MAX_WORDS).contains(&n_words) && !sentence.contains(marks) {
        Ok(())
    } else {
        Err(Rejection::Malformed)
    }
}

/// Whether a text is rather of the other language; a few words may be of none.
fn foreign(language: Language, text: &str) -> bool {
    let (pt, en) = Language::votes(text);
    match language {
        Language::Pt => en > pt,
        Language::En => pt > en,
    }
}

/// "8/10", "9 out of 10", "100%".
fn has_ratio(text: &str) -> bool {
    let all = words(text);
    let of_ten = |word: &Word| matches!(word.folded.as_str(), "10" | "100" | "dez" | "ten" | "cem");
    let slash = text
        .as_bytes()
        .windows(3)
        .any(|bytes| bytes[0].is_ascii_digit() && bytes[1] == b'/' && bytes[2].is_ascii_digit());
    slash || all.windows(3).any(|three| three[0].is_number() && of_ten(&three[2]))
}
