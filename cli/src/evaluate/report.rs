//! What an evaluation found.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use recruta_api::answer::ProseStatus;
use recruta_core::metrics::{BleuStats, Refusals, mean, percentile};
use serde::{Deserialize, Serialize};

use super::outcome::{Outcome, Times};

/// The format this program writes and reads.
pub const FORMAT_VERSION: u32 = 1;

/// Names of the files of a report's folder.
pub const JSON_FILE: &str = "report.json";
/// The same for people.
pub const MARKDOWN_FILE: &str = "report.md";

/// Which text the text metrics are of.
pub const SCORED_TEXT: &str = "the text that readers see: the composed sentences, then those of the model that passed the \
                               checks, without the numbers in brackets; over the answerable questions";

/// A report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// [`FORMAT_VERSION`].
    pub format_version: u32,
    /// Names the run everywhere.
    pub run_id: String,
    /// When it began, UTC.
    pub created: String,
    /// How long it took.
    pub duration_s: f64,
    /// See [`SCORED_TEXT`].
    pub scored_text: String,
    /// The questions.
    pub set: SetFacts,
    /// Models, bundle, prompt and budgets.
    pub parameters: BTreeMap<String, String>,
    /// What was measured, by name.
    pub metrics: BTreeMap<String, f64>,
    /// One by one.
    pub questions: Vec<Outcome>,
}

/// Where the questions came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetFacts {
    /// The file, as it was named.
    pub file: String,
    /// Of the whole file.
    pub sha256: String,
    /// Questions asked.
    pub n_questions: usize,
    /// Questions of the file; more than were asked with `--limit`.
    pub n_in_file: usize,
}

/// A file that is no report.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The system would not read it.
    #[error("there is no report {} ({error}); make one with `recruta evaluate`", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// It holds something else.
    #[error("{} is no report of format {FORMAT_VERSION} ({detail}); make one with `recruta evaluate`", file.display())]
    NotAReport {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        detail: String,
    },
}

impl ReportError {
    /// The stable code callers branch on.
    pub fn code(&self) -> &'static str {
        "bad_request"
    }
}

impl Report {
    /// Reads a report; `path` may also be its folder.
    pub fn read(path: &Path) -> Result<Self, ReportError> {
        let file = if path.is_dir() { path.join(JSON_FILE) } else { path.to_owned() };
        let bytes =
            std::fs::read(&file).map_err(|error| ReportError::Unreadable { file: file.clone(), error })?;
        let not = |detail: String| ReportError::NotAReport { file: file.clone(), detail };
        let report: Self = serde_json::from_slice(&bytes).map_err(|error| not(error.to_string()))?;
        if report.format_version != FORMAT_VERSION {
            return Err(not(format!("it is of format {}", report.format_version)));
        }
        Ok(report)
    }

    /// A parameter, or nothing.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.get(name).map(String::as_str)
    }
}

/// The metrics of all questions together. A metric that nothing was measured for is left out.
pub fn metrics(outcomes: &[Outcome], bleu: &[BleuStats]) -> BTreeMap<String, f64> {
    let mut metrics = text_metrics(outcomes, bleu);
    let mut put = |name: &str, value: Option<f64>| {
        if let Some(value) = value {
            metrics.insert(name.to_owned(), value);
        }
    };
    let refusals = Refusals::count(outcomes.iter().map(|o| (o.refused, o.answerable)));
    put("refusal_precision", refusals.precision());
    put("refusal_recall", refusals.recall());
    put("n_refused", Some((refusals.right + refusals.wrong) as f64));
    put("citation_precision", mean(&collect(outcomes, |o| o.citation_precision)));
    put("n_questions", Some(outcomes.len() as f64));
    put("n_answerable", Some(outcomes.iter().filter(|o| o.answerable).count() as f64));
    let of = |name: &str, read: fn(&Times) -> Option<f64>, percents: &[u32]| {
        let values = collect(outcomes, |o| read(&o.times));
        let named =
            |percent: &u32| Some((format!("{name}_p{percent}"), percentile(&values, f64::from(*percent))?));
        percents.iter().filter_map(named).collect::<Vec<_>>()
    };
    let mut times = of("latency_ms", |t| Some(t.total_ms), &[50, 95]);
    times.extend(of("evidence_ms", |t| Some(t.evidence_ms), &[50, 95]));
    times.extend(of("first_token_ms", |t| t.first_token_ms, &[50, 95]));
    times.extend(of("tokens_per_second", |t| t.tokens_per_second, &[50]));
    metrics.extend(times);
    metrics.extend(prose_shares(outcomes));
    metrics
}

fn text_metrics(outcomes: &[Outcome], bleu: &[BleuStats]) -> BTreeMap<String, f64> {
    let answerable: Vec<&Outcome> = outcomes.iter().filter(|outcome| outcome.answerable).collect();
    let names = answerable.first().map(|outcome| outcome.scores.keys().cloned().collect::<Vec<_>>());
    let mut metrics = BTreeMap::new();
    for name in names.unwrap_or_default() {
        let values: Vec<f64> = answerable.iter().filter_map(|o| o.scores.get(&name).copied()).collect();
        metrics.extend(mean(&values).map(|mean| (name, mean)));
    }
    if !answerable.is_empty() {
        // A corpus's BLEU is no mean of its sentences'.
        metrics.insert("bleu".to_owned(), bleu.iter().copied().sum::<BleuStats>().corpus().score);
    }
    metrics
}

/// Of the answers a model wrote for, the share of each outcome.
fn prose_shares(outcomes: &[Outcome]) -> Vec<(String, f64)> {
    let written: Vec<ProseStatus> =
        outcomes.iter().map(|o| o.prose).filter(|status| *status != ProseStatus::Absent).collect();
    let share = |name: &str, wanted: ProseStatus| {
        let n = written.iter().filter(|status| **status == wanted).count();
        (format!("prose_{name}_share"), n as f64 / written.len() as f64)
    };
    if written.is_empty() {
        return Vec::new();
    }
    vec![
        share("shown", ProseStatus::Shown),
        share("partial", ProseStatus::Partial),
        share("withheld", ProseStatus::Withheld),
    ]
}

fn collect(outcomes: &[Outcome], read: impl Fn(&Outcome) -> Option<f64>) -> Vec<f64> {
    outcomes.iter().filter_map(read).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use recruta_core::metrics::score_pair;

    use super::*;

    pub(crate) fn outcome(id: &str, reference: &str, text: &str, total_ms: f64) -> (Outcome, BleuStats) {
        let pair = score_pair(reference, text);
        let mut scores: BTreeMap<String, f64> =
            pair.scores.rouge.iter().map(|(name, rouge)| (name.clone(), rouge.fmeasure)).collect();
        scores.insert("bleu".to_owned(), pair.scores.bleu.score);
        let outcome = Outcome {
            id: id.to_owned(),
            question: format!("Pergunta {id}?"),
            reference: reference.to_owned(),
            text: text.to_owned(),
            answerable: true,
            refused: false,
            prose: ProseStatus::Absent,
            scores,
            cited: vec!["1".to_owned()],
            citation_precision: Some(0.5),
            times: Times { total_ms, evidence_ms: 1.0, ..Times::default() },
        };
        (outcome, pair.stats)
    }

    /// A report of some questions, for tests.
    pub(crate) fn report(run_id: &str, outcomes: Vec<(Outcome, BleuStats)>) -> Report {
        let (questions, bleu): (Vec<Outcome>, Vec<BleuStats>) = outcomes.into_iter().unzip();
        Report {
            format_version: FORMAT_VERSION,
            run_id: run_id.to_owned(),
            created: "2026-01-31T08:05:09Z".to_owned(),
            duration_s: 1.0,
            scored_text: SCORED_TEXT.to_owned(),
            set: SetFacts {
                file: "qa.jsonl".to_owned(),
                sha256: "00".repeat(32),
                n_questions: questions.len(),
                n_in_file: questions.len(),
            },
            parameters: BTreeMap::from([
                ("bundle_manifest_sha256".to_owned(), "ab".repeat(32)),
                ("prompt_sha256".to_owned(), "cd".repeat(32)),
            ]),
            metrics: metrics(&questions, &bleu),
            questions,
        }
    }

    #[test]
    fn metrics_are_of_what_was_measured() {
        let refused = |answerable: bool| {
            let (mut outcome, _) = outcome("r", "", "Não encontrei.", 3.0);
            (outcome.answerable, outcome.refused, outcome.citation_precision) = (answerable, true, None);
            (outcome, BleuStats::default())
        };
        let report = report(
            "r",
            vec![
                outcome("a", "um dois três quatro", "um dois três quatro", 1.0),
                outcome("b", "um dois três quatro", "cinco seis sete oito", 2.0),
                refused(false),
            ],
        );
        let of = |name: &str| report.metrics.get(name).copied();
        assert_eq!(of("rouge1"), Some(0.5));
        assert!(of("bleu").is_some_and(|bleu| (bleu - 50.0).abs() < 1e-9));
        assert_eq!((of("refusal_precision"), of("refusal_recall")), (Some(1.0), Some(1.0)));
        assert_eq!((of("citation_precision"), of("latency_ms_p50")), (Some(0.5), Some(2.0)));
        assert_eq!((of("tokens_per_second_p50"), of("prose_shown_share")), (None, None));
    }

    #[test]
    fn no_questions_give_no_text_metrics() {
        assert_eq!(metrics(&[], &[]).get("bleu"), None);
    }
}
