//! Which questions an interview asks.
//!
//! Opening, technical, behavioural, situational, closing; the competencies the vacancy is most about first, those of its own
//! trade before others, none twice, at the candidate's level or as near to it as the bank has. The same request always gives the same plan; another `variant` gives
//! other questions where there are some.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    InterviewError, Kind, Level, Mode, PlannedCompetency, PlannedQuestion, Probe, ProbeKind, QuestionStatus,
    SESSION_VERSION, Session,
    bank::{ANY_FAMILY, Bank, Question},
    phrase,
    probe::Cv,
    rubric::Rubric,
    vacancy::Target,
    weigh::{Weighed, weigh},
};
use crate::{Error, Result, bundle::Bundle, hash::sha256_hex, text::Language};

/// Characters of a pasted description or CV at most.
pub const MAX_PASTED_CHARS: usize = 40_000;

/// Competencies of the vacancy that a session lists beside those it asks about.
const MAX_LISTED: usize = 12;

/// A level's step away costs so many points of a competency's weight.
const POINTS_A_LEVEL: u32 = 4;

/// What a technical or situational question of the vacancy's own trade has before others, in points of weight: two of its words.
const POINTS_OF_OWN_TRADE: i64 = 6;

/// Words of another trade from which on a vacancy asks for it in earnest.
const MIN_NAMED: usize = 2;

/// Technical questions from which on one of another trade does not crowd out the vacancy's own.
const MANY_TECHNICAL: usize = 4;

/// What an interview is to be. Exactly one of `vacancy` and `job_description` is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRequest {
    /// Id of a vacancy of the bundle.
    #[serde(default)]
    pub vacancy: Option<String>,
    /// A pasted job description.
    #[serde(default)]
    pub job_description: Option<String>,
    /// None: as the vacancy says, or else mid-level.
    #[serde(default)]
    pub level: Option<Level>,
    /// Language of questions and report.
    pub language: Language,
    /// 5, 8 or 12.
    pub n_questions: usize,
    /// Practice or live.
    pub mode: Mode,
    /// Another number gives other questions.
    #[serde(default)]
    pub variant: u32,
    /// A pasted CV.
    #[serde(default)]
    pub cv: Option<String>,
}

/// Plans an interview and asks its first question.
pub(super) fn plan(
    bank: &Bank,
    rubric: &Rubric,
    bundle: Option<&Bundle>,
    request: &PlanRequest,
) -> Result<Session> {
    let slots = slots(request.n_questions)?;
    let target = target(bundle, request)?;
    let level = request.level.or_else(|| target.level()).unwrap_or(Level::Pleno);
    let weighed = weigh(bank, bundle, &target);
    let cv = request.cv.as_deref().filter(|cv| !cv.trim().is_empty()).map(Cv::of);
    let salt = format!("{} {:?} {}", request.variant, target.brief.id, target.brief.title);
    let planner = Planner {
        bank,
        weighed: &weighed,
        level,
        language: request.language,
        salt,
        varied: request.variant > 0,
        cv: cv.as_ref(),
    };
    let chosen = planner.choose(&slots);
    let questions = number(&planner, chosen);
    let competencies = competencies(&weighed, &questions, request.language);
    let mut session = Session {
        version: SESSION_VERSION,
        rubric: rubric.version,
        vacancy: target.brief,
        level,
        language: request.language,
        mode: request.mode,
        competencies,
        questions,
        current: None,
    };
    session.advance();
    Ok(session)
}

/// Kinds in the order they are asked.
fn slots(n_questions: usize) -> Result<Vec<Kind>, InterviewError> {
    let (technical, behavioural, situational) = match n_questions {
        5 => (1, 1, 1),
        8 => (3, 2, 1),
        12 => (5, 3, 2),
        got => return Err(InterviewError::QuestionCount { got }),
    };
    let several = |kind, n| std::iter::repeat_n(kind, n);
    Ok(several(Kind::Opening, 1)
        .chain(several(Kind::Technical, technical))
        .chain(several(Kind::Behavioural, behavioural))
        .chain(several(Kind::Situational, situational))
        .chain(several(Kind::Closing, 1))
        .collect())
}

fn target(bundle: Option<&Bundle>, request: &PlanRequest) -> Result<Target> {
    let given = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    for (what, text) in [("job description", &request.job_description), ("CV", &request.cv)] {
        let got = text.as_ref().map_or(0, |text| text.chars().count());
        if got > MAX_PASTED_CHARS {
            return Err(Error::TooLong { what, got, max: MAX_PASTED_CHARS, unit: "characters" });
        }
    }
    match (given(&request.vacancy), given(&request.job_description), bundle) {
        (Some(id), None, Some(bundle)) => Ok(Target::of_bundle(bundle, &id)?),
        (Some(id), None, None) => Err(InterviewError::UnknownVacancy { id }.into()),
        (None, Some(text), _) => Ok(Target::pasted(&text)?),
        _ => Err(InterviewError::NoVacancy.into()),
    }
}

struct Planner<'a> {
    bank: &'a Bank,
    weighed: &'a [Weighed<'a>],
    level: Level,
    language: Language,
    /// What makes one vacancy's choice among equals differ from another's.
    salt: String,
    varied: bool,
    cv: Option<&'a Cv>,
}

impl<'a> Planner<'a> {
    /// One question a slot; where a kind has none left, another kind's stands in.
    fn choose(&self, slots: &[Kind]) -> Vec<&'a Question> {
        let mut used = BTreeSet::new();
        let mut chosen = Vec::new();
        // First and last question are of every interview, so their competencies are taken before others want them.
        let ends = |kind: &&Kind| matches!(kind, Kind::Opening | Kind::Closing);
        let order = slots.iter().filter(ends).chain(slots.iter().filter(|kind| !ends(kind)));
        for kind in order {
            let stand_ins =
                [*kind, Kind::Situational, Kind::Behavioural, Kind::Technical, Kind::Opening, Kind::Closing];
            if let Some(question) = stand_ins.iter().find_map(|kind| self.best(*kind, &used)) {
                used.insert(question.competency.as_str());
                chosen.push(question);
            }
        }
        self.make_room_for_the_named(&mut chosen, &used);
        self.make_room_for_a_gap(&mut chosen, &used);
        chosen.sort_by_key(|question| {
            let hardest = question.levels.iter().min().copied();
            (question.kind, (question.kind == Kind::Technical).then_some(hardest))
        });
        chosen
    }

    /// The best question of a kind about a competency that is not used.
    fn best(&self, kind: Kind, used: &BTreeSet<&str>) -> Option<&'a Question> {
        let questions = self.bank.questions().iter().filter(|question| question.kind == kind);
        self.best_of(questions.filter(|question| !used.contains(question.competency.as_str())))
    }

    /// The question that is worth most here.
    fn best_of(&self, questions: impl Iterator<Item = &'a Question>) -> Option<&'a Question> {
        let scored = questions.filter_map(|question| Some((self.worth(question)?, question)));
        scored.max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.id.cmp(&a.1.id))).map(|(_, question)| question)
    }

    /// What a question is worth here, comparable; none for a competency the vacancy has nothing to do with.
    fn worth(&self, question: &Question) -> Option<(i64, String)> {
        let weighed = self.weighed.iter().find(|one| one.competency.id == question.competency)?;
        // What somebody would do in another trade's work tells little, even where the vacancy names one of its tools.
        if question.kind == Kind::Situational && !weighed.is_own && question.family != ANY_FAMILY {
            return None;
        }
        let own = if weighed.is_own { POINTS_OF_OWN_TRADE } else { 0 };
        let chance = sha256_hex(format!("{} {}", self.salt, question.id).as_bytes());
        let jitter = if self.varied { i64::from(chance.as_bytes()[0] % 8) } else { 0 };
        let probed = match self.probe(weighed, question) {
            // What somebody did is worth more to hear of than a quality the vacancy mentions once.
            Some(_) if question.family == ANY_FAMILY => 6,
            Some(_) => 2,
            None => 0,
        };
        let distance = question.distance(self.level) as i64 * i64::from(POINTS_A_LEVEL);
        Some((i64::from(weighed.points) + own + jitter + probed - distance, chance))
    }

    /// Another trade's matter that the vacancy names more than once (a Java vacancy that asks for Angular and TypeScript) comes before
    /// what only its hires show, and where many are asked before the last of its own.
    fn make_room_for_the_named(&self, chosen: &mut [&'a Question], used: &BTreeSet<&str>) {
        let technical = |question: &&Question| question.kind == Kind::Technical;
        let weighed =
            |question: &Question| self.weighed.iter().find(|one| one.competency.id == question.competency);
        let is_named = |question: &&Question| {
            question.family != ANY_FAMILY
                && weighed(question).is_some_and(|one| !one.is_own && one.asked_by.len() >= MIN_NAMED)
        };
        let free = self.bank.questions().iter().filter(technical);
        let free = free.filter(|question| !used.contains(question.competency.as_str()));
        let named = self.best_of(free.filter(is_named));
        let n_technical = chosen.iter().filter(|question| technical(question)).count();
        let has_one = chosen.iter().any(|question| technical(question) && is_named(question));
        let yields = |question: &&Question| {
            n_technical >= MANY_TECHNICAL || weighed(question).is_some_and(|one| one.asked_by.is_empty())
        };
        let last = chosen.iter_mut().rev().find(|question| technical(question) && yields(question));
        if let (true, false, Some(named), Some(last)) = (n_technical > 1, has_one, named, last) {
            *last = named;
        }
    }

    /// With a CV, one technical question is about something it lacks, if the vacancy asks for such a thing.
    fn make_room_for_a_gap(&self, chosen: &mut [&'a Question], used: &BTreeSet<&str>) {
        let is_gap = |question: &Question| {
            let weighed = self.weighed.iter().find(|one| one.competency.id == question.competency);
            let probe = weighed.filter(|one| one.is_own).and_then(|weighed| self.probe(weighed, question));
            probe.is_some_and(|probe| probe.kind == ProbeKind::Gap)
        };
        let technical = |question: &&Question| question.kind == Kind::Technical;
        if self.cv.is_none() || chosen.iter().filter(|q| technical(q)).any(|q| is_gap(q)) {
            return;
        }
        let questions = self.bank.questions().iter().filter(technical);
        let gap = self.best_of(questions.filter(|q| !used.contains(q.competency.as_str()) && is_gap(q)));
        // Only where several are asked: the single technical question stays with what the vacancy is most about.
        let n_technical = chosen.iter().filter(|q| technical(q)).count();
        let last = chosen.iter_mut().rev().find(|q| q.kind == Kind::Technical).filter(|_| n_technical > 1);
        if let (Some(gap), Some(last)) = (gap, last) {
            *last = gap;
        }
    }

    /// What a CV has to do with a question; opening and closing are about nothing in particular.
    fn probe(&self, weighed: &Weighed<'_>, question: &Question) -> Option<Probe> {
        let asks = matches!(question.kind, Kind::Technical | Kind::Behavioural);
        self.cv.filter(|_| asks)?.probe(weighed, question, self.language)
    }
}

fn number(planner: &Planner<'_>, chosen: Vec<&Question>) -> Vec<PlannedQuestion> {
    let language = planner.language;
    let planned = |(at, question): (usize, &Question)| {
        let weighed = planner.weighed.iter().find(|one| one.competency.id == question.competency);
        let probe = weighed.and_then(|weighed| planner.probe(weighed, question));
        let competency = planner.bank.competency(&question.competency);
        PlannedQuestion {
            number: at + 1,
            id: question.id.clone(),
            kind: question.kind,
            competency: question.competency.clone(),
            competency_name: competency
                .map_or(String::new(), |competency| competency.name(language).to_owned()),
            why: phrase::why(weighed, question.kind, language),
            text: phrase::led_in(&question.wording(language).question, probe.as_ref(), language),
            probe,
            rephrased: false,
            status: QuestionStatus::NotAsked,
            turns: Vec::new(),
            score: None,
            advice: None,
            earlier: Vec::new(),
        }
    };
    chosen.into_iter().enumerate().map(planned).collect()
}

/// What the vacancy asks for, with the number of the question about it: the weightiest, and all that are asked about.
fn competencies(
    weighed: &[Weighed<'_>],
    questions: &[PlannedQuestion],
    language: Language,
) -> Vec<PlannedCompetency> {
    let asked = |id: &str| questions.iter().find(|question| question.competency == id).map(|q| q.number);
    let wanted = weighed.iter().filter(|one| one.points > 0);
    let listed =
        wanted.enumerate().filter(|(at, one)| *at < MAX_LISTED || asked(&one.competency.id).is_some());
    let listed: Vec<&Weighed<'_>> = listed.map(|(_, one)| one).collect();
    let sum: u32 = listed.iter().map(|one| one.points).sum();
    let planned = |one: &&Weighed<'_>| PlannedCompetency {
        id: one.competency.id.clone(),
        name: one.competency.name(language).to_owned(),
        weight: (one.points * 100 + sum / 2) / sum.max(1),
        asked_by: one.asked_by.clone(),
        n_hires: one.n_hires,
        n_looked_at: one.n_looked_at,
        citations: one.citations.clone(),
        question: asked(&one.competency.id),
    };
    listed.iter().map(planned).collect()
}
