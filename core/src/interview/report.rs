//! What the candidate keeps: scores with their reasons, the best of what was said, what to work on.

mod markdown;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    Band, Citation, CitationKind, Kind, Level, Mode, PlannedQuestion, QuestionStatus, Quote, Score, Session,
    VacancyBrief,
    bank::{ANY_FAMILY, Bank},
    phrase,
    rubric::{MAX_LEVEL, Rubric},
    weigh::Text,
};
use crate::text::Language;

/// Quotes and things to work on at most.
const MAX_ITEMS: usize = 3;

/// Skills to mention at most.
const MAX_MENTIONED: usize = 5;

/// A competency in the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompetencyReport {
    /// `<family>.<name>`.
    pub id: String,
    /// Name in the interview's language.
    pub name: String,
    /// Weight in the plan, in percent; 0 for what every interview asks.
    pub weight: u32,
    /// Whether it was asked and answered.
    pub status: QuestionStatus,
    /// 0 to 100; none unless answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overall: Option<u32>,
    /// Number of the question about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<usize>,
}

/// A quote worth keeping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BestQuote {
    /// Number of the question.
    pub question: usize,
    /// What was said.
    pub quote: Quote,
}

/// Something concrete to work on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkOn {
    /// The component that lost points.
    pub component: String,
    /// Its name in the interview's language.
    pub name: String,
    /// What to do.
    pub advice: String,
    /// Number of the question where it showed most.
    pub question: usize,
    /// What that answer lacked.
    pub missing: Vec<String>,
    /// An example of a strong answer to that question.
    pub example: String,
    /// Skills of this vacancy that the question's competency is about and no answer named.
    pub mention: Vec<String>,
    /// How to bring the example to this vacancy, one sentence; empty where the vacancy says nothing of it.
    #[serde(default)]
    pub bring: String,
}

/// A question without a score, or a competency without a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unscored {
    /// Number of the question; none for a competency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<usize>,
    /// The question's wording, or the competency's name.
    pub text: String,
}

/// The report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Version of the session's shape.
    pub version: u32,
    /// Version of the rubric.
    pub rubric: u32,
    /// The vacancy.
    pub vacancy: VacancyBrief,
    /// Level of the questions.
    pub level: Level,
    /// Language of the report.
    pub language: Language,
    /// Practice or live.
    pub mode: Mode,
    /// Plain mean of the scores there are; competencies' weights do not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overall: Option<u32>,
    /// The same in a word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub band: Option<Band>,
    /// Every competency of plan and vacancy.
    pub competencies: Vec<CompetencyReport>,
    /// Questions with their turns and scores.
    pub questions: Vec<PlannedQuestion>,
    /// At most three.
    pub best: Vec<BestQuote>,
    /// At most three, the most points first.
    pub work_on: Vec<WorkOn>,
    /// What the choice of questions rests on.
    pub sources: Vec<Citation>,
    /// What was never asked.
    pub not_asked: Vec<Unscored>,
    /// What was asked and passed over.
    pub not_answered: Vec<Unscored>,
}

/// The report on a session, finished or not.
pub(super) fn report(bank: &Bank, rubric: &Rubric, session: &Session) -> Report {
    let questions: Vec<PlannedQuestion> = session.questions.iter().map(settled).collect();
    let scores: Vec<u32> = questions.iter().filter_map(|q| Some(q.score.as_ref()?.overall)).collect();
    let n = scores.len() as u32;
    let overall = (n > 0).then(|| (scores.iter().sum::<u32>() * 2 + n) / (n * 2));
    Report {
        version: session.version,
        rubric: session.rubric,
        vacancy: session.vacancy.clone(),
        level: session.level,
        language: session.language,
        mode: session.mode,
        overall,
        band: overall.map(Band::of),
        competencies: competencies(session, &questions),
        best: best(&questions),
        work_on: work_on(bank, rubric, session, &questions),
        sources: sources(session),
        not_asked: not_asked(session, &questions),
        not_answered: of_status(&questions, QuestionStatus::NotAnswered),
        questions,
    }
}

/// A question as the report takes it: one that waits for a follow-up's answer has been answered; one that waits for its own
/// waits.
fn settled(question: &PlannedQuestion) -> PlannedQuestion {
    let mut settled = question.clone();
    if settled.status == QuestionStatus::Asked {
        if settled.score.is_some() {
            settled.status = QuestionStatus::Answered;
        }
        settled.turns.retain(|turn| turn.answer.is_some());
    }
    settled
}

fn competencies(session: &Session, questions: &[PlannedQuestion]) -> Vec<CompetencyReport> {
    let about = |id: &str| questions.iter().find(|question| question.competency == id);
    let one = |id: &str, name: &str, weight: u32| {
        let question = about(id);
        CompetencyReport {
            id: id.to_owned(),
            name: name.to_owned(),
            weight,
            status: question.map_or(QuestionStatus::NotAsked, |question| question.status),
            overall: question.and_then(|question| Some(question.score.as_ref()?.overall)),
            question: question.map(|question| question.number),
        }
    };
    let planned = session.competencies.iter().map(|planned| one(&planned.id, &planned.name, planned.weight));
    let known: BTreeSet<&str> = session.competencies.iter().map(|planned| planned.id.as_str()).collect();
    let others = questions.iter().filter(|question| !known.contains(question.competency.as_str()));
    planned.chain(others.map(|question| one(&question.competency, &question.competency_name, 0))).collect()
}

/// Of the best answers, the words that earned most: a measured result, else what has most numbers, else something that was hoped
/// for.
fn best(questions: &[PlannedQuestion]) -> Vec<BestQuote> {
    let good = |question: &&PlannedQuestion| {
        question.score.as_ref().is_some_and(|score| score.band >= Band::Fair && score.cap.is_none())
    };
    let mut good: Vec<&PlannedQuestion> = questions.iter().filter(good).collect();
    good.sort_by_key(|question| std::cmp::Reverse(question.score.as_ref().map_or(0, |score| score.overall)));
    let quoted = good.into_iter().filter_map(|question| {
        let quote = best_of(question.score.as_ref()?)?.clone();
        Some(BestQuote { question: question.number, quote })
    });
    quoted.take(MAX_ITEMS).collect()
}

fn best_of(score: &Score) -> Option<&Quote> {
    let of = |id: &str| score.components.iter().find(|component| component.id == id);
    let measured = of("star").filter(|star| star.level == MAX_LEVEL).and_then(|star| star.quotes.last());
    let length = |quote: &Quote| quote.text.chars().count();
    let has_number = |quote: &&Quote| quote.text.contains(|c: char| c.is_ascii_digit());
    let counted = || {
        let quotes = of("specificity")?.quotes.iter().filter(has_number);
        quotes.max_by_key(|quote| (quote.focus.len(), length(quote)))
    };
    let longest = || of("coverage")?.quotes.iter().max_by_key(|quote| length(quote));
    measured.or_else(counted).or_else(longest)
}

/// The components that lost most points over all answers, each with the question where it lost most.
fn work_on(bank: &Bank, rubric: &Rubric, session: &Session, questions: &[PlannedQuestion]) -> Vec<WorkOn> {
    let said: Vec<&str> = questions.iter().flat_map(PlannedQuestion::answers).collect();
    let said = Text::of(&said.join("\n"));
    let mut lost: Vec<(u32, usize, &str)> = Vec::new();
    for (at, words) in rubric.components.iter().enumerate() {
        let sum: u32 = questions.iter().map(|question| loss(question, &words.id)).sum();
        lost.push((sum, at, &words.id));
    }
    lost.sort_by_key(|(sum, at, _)| (std::cmp::Reverse(*sum), *at));
    let mut used = BTreeSet::new();
    let mut found = Vec::new();
    for (_, at, id) in lost.into_iter().filter(|(sum, ..)| *sum > 0).take(MAX_ITEMS) {
        let most = questions.iter().map(|question| loss(question, id)).max().unwrap_or(0);
        // Another question for each, where one lost nearly as much: three examples are worth more than one.
        let losing = questions.iter().filter(|question| loss(question, id) * 2 > most);
        let worst = losing.max_by_key(|question| {
            (!used.contains(&question.number), loss(question, id), std::cmp::Reverse(question.number))
        });
        let Some(question) = worst else { continue };
        used.insert(question.number);
        let words = rubric.components[at].words(session.language);
        let mention = unmentioned(bank, session, question, &said);
        let component = question.score.iter().flat_map(|score| &score.components).find(|own| own.id == id);
        found.push(WorkOn {
            component: id.to_owned(),
            name: words.name.clone(),
            advice: words.advice.clone(),
            question: question.number,
            missing: component.map_or_else(Vec::new, |component| component.missing.clone()),
            example: bank
                .question(&question.id)
                .map_or_else(String::new, |known| known.wording(session.language).sample.clone()),
            bring: phrase::bring(question.kind, &mention, asked_by(session, question), session.language),
            mention,
        });
    }
    found
}

/// Quarter points an answer lost at a component.
fn loss(question: &PlannedQuestion, component: &str) -> u32 {
    let components = question.score.iter().flat_map(|score| &score.components);
    components.filter(|own| own.id == component).map(|own| (MAX_LEVEL - own.level) * own.weight).sum()
}

/// Skills the vacancy names, the question's competency is about and no answer names; none where no skill is asked for.
fn unmentioned(bank: &Bank, session: &Session, question: &PlannedQuestion, said: &Text) -> Vec<String> {
    let of_trade = matches!(question.kind, Kind::Technical | Kind::Situational);
    let competency = bank.competency(&question.competency);
    let Some(competency) = competency.filter(|known| of_trade && known.family() != ANY_FAMILY) else {
        return Vec::new();
    };
    let asked = asked_by(session, question).iter().chain(&competency.terms);
    let about = Text::of(&asked.map(String::as_str).collect::<Vec<_>>().join("\n"));
    let skills = session.vacancy.skills.iter();
    let skills = skills.filter(|skill| is_named(skill) && about.has(skill) && !said.has(skill));
    skills.take(MAX_MENTIONED).cloned().collect()
}

/// Whether it is something with a name that people work with ("Spring Boot"), not a notion ("Lógica de programação").
fn is_named(skill: &str) -> bool {
    let rest = skill.split(' ').skip(1);
    let mut words = rest.filter(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    !skill.contains(' ') || words.next().is_some()
}

/// What the vacancy says of a question's competency.
fn asked_by<'a>(session: &'a Session, question: &PlannedQuestion) -> &'a [String] {
    let planned = session.competencies.iter().find(|planned| planned.id == question.competency);
    planned.map_or(&[][..], |planned| &planned.asked_by)
}

/// The vacancy, and what all its competencies cite, those without a question too: each profile before the vacancy it was
/// hired for.
fn sources(session: &Session) -> Vec<Citation> {
    let own = session.vacancy.id.clone().map(|id| {
        let title = session.vacancy.title.clone();
        Citation { kind: CitationKind::Vacancy, id, title, hired_for: None }
    });
    let mut sources: Vec<Citation> = own.into_iter().collect();
    for citation in session.competencies.iter().flat_map(|planned| &planned.citations) {
        if !sources.contains(citation) {
            sources.push(citation.clone());
        }
    }
    sources
}

fn not_asked(session: &Session, questions: &[PlannedQuestion]) -> Vec<Unscored> {
    let mut found = of_status(questions, QuestionStatus::NotAsked);
    let left = session.competencies.iter().filter(|planned| planned.question.is_none());
    found.extend(left.map(|planned| Unscored { question: None, text: planned.name.clone() }));
    found
}

fn of_status(questions: &[PlannedQuestion], status: QuestionStatus) -> Vec<Unscored> {
    let such = questions.iter().filter(|question| question.status == status);
    such.map(|question| Unscored { question: Some(question.number), text: question.text.clone() }).collect()
}
