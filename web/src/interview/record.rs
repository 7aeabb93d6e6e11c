//! An interview as the browser keeps it: the engine's session, whole and unchanged, and what only the page knows of it.

use std::collections::{BTreeMap, BTreeSet};

use recruta_api::interview::{PlannedQuestion, QuestionStatus, Session};
use serde::{Deserialize, Serialize};

/// Version of [`Record`]'s shape. The session inside has one of its own.
pub const FORMAT: u32 = 1;

/// A stored interview. JSON; `id` is its key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// [`FORMAT`].
    pub format: u32,
    /// Random, chosen when it begins.
    pub id: String,
    /// Counts its writes: whoever holds an older number may not overwrite it.
    pub revision: u32,
    /// When it began, milliseconds since 1970.
    pub started_ms: f64,
    /// When something last happened, milliseconds since 1970.
    pub updated_ms: f64,
    /// Time spent in it without pauses, milliseconds.
    pub elapsed_ms: f64,
    /// Of that the time since the present question was asked.
    #[serde(default)]
    pub question_ms: f64,
    /// Whether the candidate takes a break.
    #[serde(default)]
    pub paused: bool,
    /// The plan's variant, so that the next interview for the vacancy asks other questions.
    pub variant: u32,
    /// What is typed and not sent, by [`draft_key`].
    pub drafts: BTreeMap<String, String>,
    /// As the engine gave it.
    pub session: Session,
}

/// Names the draft for a question's turn (from 0), or for a retry of the question.
pub fn draft_key(question: usize, turn: Option<usize>) -> String {
    match turn {
        Some(turn) => format!("{question}.{turn}"),
        None => format!("{question}.retry"),
    }
}

impl Record {
    /// An interview that has just been planned.
    pub fn begin(id: String, now_ms: f64, variant: u32, session: Session) -> Self {
        Self {
            format: FORMAT,
            id,
            revision: 0,
            started_ms: now_ms,
            updated_ms: now_ms,
            elapsed_ms: 0.0,
            question_ms: 0.0,
            paused: false,
            variant,
            drafts: BTreeMap::new(),
            session,
        }
    }

    /// A question by its number.
    pub fn question(&self, number: usize) -> Option<&PlannedQuestion> {
        self.session.questions.get(number.checked_sub(1)?)
    }

    /// The question that waits, and which of its turns.
    pub fn waiting(&self) -> Option<(usize, usize)> {
        let number = self.session.current?;
        let turn = self.question(number)?.turns.len().checked_sub(1)?;
        Some((number, turn))
    }

    /// How many questions are behind the candidate.
    pub fn n_done(&self) -> usize {
        let done =
            |q: &&PlannedQuestion| matches!(q.status, QuestionStatus::Answered | QuestionStatus::NotAnswered);
        self.session.questions.iter().filter(done).count()
    }

    /// Whether another state of it differs in nothing but times, breaks and revision.
    pub fn says_same(&self, other: &Self) -> bool {
        (&self.id, &self.drafts, &self.session) == (&other.id, &other.drafts, &other.session)
    }

    /// Whether no question waits.
    pub fn is_over(&self) -> bool {
        self.session.current.is_none()
    }

    /// Mean of the scores there are, rounded half up as the engine's report does; none without any.
    pub fn overall(&self) -> Option<u32> {
        let scores = self.session.questions.iter().filter_map(|q| Some(q.score.as_ref()?.overall));
        let (sum, n) = scores.fold((0, 0), |(sum, n), score| (sum + score, n + 1));
        (n > 0).then(|| (sum * 2 + n) / (n * 2))
    }
}

/// Scores of one competency over several interviews.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trend {
    /// Name of the competency, as the latest interview spells it.
    pub name: String,
    /// Oldest first, 0 to 100.
    pub scores: Vec<u32>,
}

/// Trends of competencies that were scored in two interviews at least; those with most scores first. `records` in any order.
pub fn trends(records: &[Record]) -> Vec<Trend> {
    let mut by_age: Vec<&Record> = records.iter().collect();
    by_age.sort_by(|a, b| a.started_ms.total_cmp(&b.started_ms));
    let mut found: BTreeMap<&str, Trend> = BTreeMap::new();
    for question in by_age.iter().flat_map(|record| &record.session.questions) {
        let Some(score) = &question.score else { continue };
        let empty = || Trend { name: String::new(), scores: Vec::new() };
        let trend = found.entry(&question.competency).or_insert_with(empty);
        trend.name.clone_from(&question.competency_name);
        trend.scores.push(score.overall);
    }
    let mut trends: Vec<Trend> = found.into_values().filter(|trend| trend.scores.len() > 1).collect();
    trends.sort_by_key(|trend| std::cmp::Reverse(trend.scores.len()));
    trends
}

/// Whether scores of more than one version of the rubric are among them, so that a step up or down may be the rubric's.
pub fn mixes_rubrics(records: &[Record]) -> bool {
    let questions = records.iter().flat_map(|record| &record.session.questions);
    let versions: BTreeSet<u32> =
        questions.filter_map(|question| Some(question.score.as_ref()?.rubric)).collect();
    versions.len() > 1
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A session as the engine writes it, its questions about `competency` with these scores.
    pub fn session(scores: &[Option<u32>]) -> Session {
        let questions: Vec<_> = scores
            .iter()
            .enumerate()
            .map(|(at, overall)| {
                let score = overall.map(|overall| {
                    serde_json::json!({"rubric": 1, "overall": overall, "band": "fair", "components": []})
                });
                serde_json::json!({
                    "number": at + 1, "id": "q", "kind": "technical", "competency": format!("c{at}"),
                    "competency_name": format!("C{at}"), "why": "", "text": "Como?",
                    "status": if overall.is_some() { "answered" } else { "not_answered" },
                    "turns": [{"asked": "Como?", "answer": ""}], "score": score,
                })
            })
            .collect();
        serde_json::from_value(serde_json::json!({
            "version": 1, "rubric": 1, "level": "pleno", "language": "pt", "mode": "practice",
            "vacancy": {"title": "T", "area": "", "level": "", "skills": [], "n_hired": 0},
            "competencies": [], "questions": questions,
        }))
        .unwrap()
    }

    fn record(started_ms: f64, scores: &[Option<u32>]) -> Record {
        Record::begin(format!("r{started_ms}"), started_ms, 0, session(scores))
    }

    #[test]
    fn what_was_not_answered_does_not_lower_the_mean() {
        assert_eq!(record(0.0, &[Some(61), None, Some(62)]).overall(), Some(62));
        assert_eq!(record(0.0, &[None]).overall(), None);
        assert_eq!(record(0.0, &[None, Some(1)]).n_done(), 2);
    }

    #[test]
    fn trends_go_from_old_to_new_and_need_two_scores() {
        let records = [record(2.0, &[Some(70), Some(5)]), record(1.0, &[Some(40), None])];
        assert_eq!(trends(&records), [Trend { name: "C0".into(), scores: vec![40, 70] }]);
    }

    #[test]
    fn scores_of_two_rubrics_are_noticed() {
        let mut records = [record(2.0, &[Some(70)]), record(1.0, &[Some(40), None])];
        assert!(!mixes_rubrics(&records) && !mixes_rubrics(&[]));
        records[0].session.questions[0].score.as_mut().unwrap().rubric = 2;
        assert!(mixes_rubrics(&records));
    }

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let mut kept = record(1.5, &[Some(70), None]);
        kept.drafts.insert(draft_key(2, Some(0)), "meio".into());
        let json = serde_json::to_string(&kept).unwrap();
        assert_eq!(serde_json::from_str::<Record>(&json).unwrap(), kept);
    }

    #[test]
    fn a_record_without_breaks_and_time_of_the_question_is_read_as_one_that_goes_on() {
        let kept = record(1.5, &[None]);
        let mut json = serde_json::to_value(&kept).unwrap();
        let fields = json.as_object_mut().unwrap();
        assert!(fields.remove("question_ms").is_some() && fields.remove("paused").is_some());
        assert_eq!(serde_json::from_value::<Record>(json).unwrap(), kept);
    }
}
