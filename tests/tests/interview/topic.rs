//! Answers about something else: strong ones of the bank, and of people who never saw it, given to questions on other
//! competencies. And the opposite error: honest answers in everyday words.

use recruta_core::{
    interview::{Kind, Quote, bank::Question},
    text::Language,
};

use crate::measure::{GOOD, Labelled, Scored, interviewer, lines, score, scored};

/// Of all pairs of questions every so many is looked at.
const STRIDE: usize = 11;

/// Share of a kind's strong answers of the bank that may be good as answers to other questions of that kind.
const MAX_GOOD: [(Kind, f64); 3] =
    [(Kind::Technical, 0.06), (Kind::Behavioural, 0.03), (Kind::Situational, 0.12)];

/// The same for stories by people who never saw the question's bank, as answers to other behavioural questions.
const MAX_GOOD_STORIES: f64 = 0.32;

/// Honest answers that reach the band of their label.
const MIN_HONEST: usize = 18;

/// How many of how many are good.
#[derive(Clone, Copy, Default)]
pub struct Reaching {
    pub good: usize,
    pub all: usize,
}

impl Reaching {
    fn add(&mut self, question: &Question, language: Language, answer: &str) {
        self.all += 1;
        let overall = score(&question.id, language, answer).map_or(0, |score| score.overall);
        self.good += usize::from(overall >= GOOD);
    }

    fn share(self) -> f64 {
        self.good as f64 / self.all.max(1) as f64
    }
}

/// The bank's strong answers to questions of a kind, given to questions of that kind on other competencies.
pub fn of_the_bank(kind: Kind, language: Language) -> Reaching {
    let mut reaching = Reaching::default();
    let questions: Vec<&Question> =
        interviewer().bank().questions().iter().filter(|question| question.kind == kind).collect();
    for (at, question) in questions.iter().enumerate() {
        for story in questions.iter().skip(at % STRIDE).step_by(STRIDE) {
            if story.competency != question.competency {
                reaching.add(question, language, &story.wording(language).sample);
            }
        }
    }
    reaching
}

/// Stories of people: the labelled strong answers to behavioural questions and the honest ones, given to the behavioural
/// questions on other competencies.
pub fn of_people() -> Reaching {
    let bank = interviewer().bank();
    let honest = honest();
    let strong = scored().iter().map(|one| &one.line).filter(|line| line.kind == "strong");
    let mut reaching = Reaching::default();
    for line in strong.chain(honest.iter().map(|one| &one.line)) {
        let own = bank.question(&line.question).expect("the bank has it");
        let others = bank.questions().iter().filter(|question| question.kind == Kind::Behavioural);
        let others = others.filter(|question| question.competency != own.competency);
        for question in others.filter(|_| own.kind == Kind::Behavioural) {
            reaching.add(question, line.language, &line.answer);
        }
    }
    reaching
}

/// Honest answers in everyday words, scored.
pub fn honest() -> Vec<Scored> {
    let overall =
        |line: &Labelled| score(&line.question, line.language, &line.answer).map_or(0, |score| score.overall);
    let answers = lines("interview_honest.jsonl").into_iter();
    answers.map(|line| Scored { overall: overall(&line), line }).collect()
}

#[test]
fn answers_about_something_else_are_seldom_good() {
    for (kind, max) in MAX_GOOD {
        for language in [Language::Pt, Language::En] {
            let found = of_the_bank(kind, language);
            println!("{kind:?} {language:?}: {} of {} reach {GOOD}", found.good, found.all);
            assert!(found.all >= 200 && found.share() <= max, "{kind:?} {language:?}: {}", found.share());
        }
    }
    let found = of_people();
    println!("stories by others: {} of {} reach {GOOD}", found.good, found.all);
    assert!(found.all >= 1000 && found.share() <= MAX_GOOD_STORIES, "{}", found.share());
}

#[test]
fn no_labelled_answer_about_something_else_is_good() {
    let off_topic = scored().iter().filter(|one| one.line.kind == "off_topic");
    let good: Vec<&str> =
        off_topic.filter(|one| one.overall >= GOOD).map(|one| one.line.id.as_str()).collect();
    assert_eq!(good, Vec::<&str>::new());
}

#[test]
fn honest_answers_in_other_words_reach_the_band_of_their_label() {
    let all = honest();
    let missed: Vec<(&str, u32)> = all
        .iter()
        .filter(|one| (one.overall >= GOOD) != (one.line.label >= GOOD))
        .map(|one| (one.line.id.as_str(), one.overall))
        .collect();
    println!("{} of {} honest answers; missed: {missed:?}", all.len() - missed.len(), all.len());
    assert!(all.len() >= 20 && all.len() - missed.len() >= MIN_HONEST, "{missed:?}");
}

/// What stands in any story shows no expected point where nothing of the subject is beside it.
#[test]
fn a_common_word_alone_earns_no_expected_point() {
    let covered = |answer: &str| {
        let score = score("any-customer-2", Language::En, answer).expect("says something");
        score.components.iter().find(|component| component.id == "coverage").expect("counts").quotes.len()
    };
    assert_eq!(
        covered("At the bakery I asked my brother for flour. Ten minutes later the bread was ready."),
        0
    );
}

/// The bank's samples are what a candidate is shown, so they show all that is expected.
#[test]
fn the_banks_strong_answers_show_every_expected_point() {
    let mut lacking = Vec::new();
    for question in interviewer().bank().questions() {
        for language in [Language::Pt, Language::En] {
            let score = score(&question.id, language, &question.wording(language).sample);
            let coverage = score.into_iter().flat_map(|score| score.components).find(|c| c.id == "coverage");
            let missing = coverage.map(|component| component.missing).unwrap_or_default();
            lacking.extend(missing.into_iter().map(|label| format!("{} {language:?}: {label}", question.id)));
        }
    }
    assert_eq!(lacking, Vec::<String>::new());
}

/// Somebody's family is not what they are at work.
#[test]
fn a_family_is_no_presentation_at_work() {
    for (language, said) in [
        (Language::Pt, "Sou mãe da Júlia e gosto de cozinhar para todos."),
        (Language::Pt, "Sou a mãe do Pedro, sou casada há dez anos e quero cuidar bem da minha família."),
        (Language::En, "I am the mother of Julia and I like to cook for everybody at home."),
    ] {
        let score = score("any-presentation-1", language, said).expect("says something");
        let relevance = score.components.iter().find(|c| c.id == "relevance").expect("counts");
        let presents = |quote: &&Quote| ["Apresenta-se", "Introduces yourself"].contains(&&*quote.shows);
        assert_eq!(relevance.quotes.iter().find(presents), None, "{said}");
        assert!(relevance.level <= 1, "{said}: {relevance:?}");
    }
}
