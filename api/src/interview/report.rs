//! What the candidate keeps.

use serde::{Deserialize, Serialize};

use super::{Band, Citation, Language, Level, Mode, PlannedQuestion, QuestionStatus, Quote, VacancyBrief};

/// Help with a question, in practice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Help {
    /// Number of the question.
    pub question: usize,
    /// What a good answer shows, as things to do.
    pub hints: Vec<String>,
    /// A strong answer.
    pub sample: String,
    /// A common weak answer.
    pub weak: String,
}

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
    /// 0 to 100; none unless `status` is `answered`.
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
    /// The component that lost the most points.
    pub component: String,
    /// Its name in the interview's language.
    pub name: String,
    /// What to do, in the interview's language.
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

/// A question that got no score, by number and wording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unscored {
    /// Number of the question; none for a competency of the vacancy that the plan had no question left for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<usize>,
    /// The question's wording, or the competency's name.
    pub text: String,
}

/// What the candidate keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// [`super::SESSION_VERSION`].
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
    /// Plain mean of the answered questions' scores; none when nothing was answered.
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
