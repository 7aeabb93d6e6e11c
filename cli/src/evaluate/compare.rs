//! Two reports side by side.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{
    markdown::{in_order, shown},
    report::Report,
};

/// Questions listed, those that changed most.
const MOST_CHANGED: usize = 10;

/// What questions are compared by.
const BY: &str = "rougeL_unicode";

/// Differences of two reports.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// Run of the first.
    pub a: String,
    /// Run of the second.
    pub b: String,
    /// Whether both asked the same questions of the same file.
    pub same_set: bool,
    /// Parameters that differ: their values in both.
    pub parameters: BTreeMap<String, [Option<String>; 2]>,
    /// Every metric of either.
    pub metrics: BTreeMap<String, Change>,
    /// The questions that changed most, biggest change first.
    pub questions: Vec<QuestionChange>,
}

/// A metric in both.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Change {
    /// In the first.
    pub a: Option<f64>,
    /// In the second.
    pub b: Option<f64>,
    /// Second minus first.
    pub difference: Option<f64>,
}

/// A question in both.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuestionChange {
    /// Its id.
    pub id: String,
    /// The question.
    pub question: String,
    /// Unicode ROUGE-L in both.
    #[serde(flatten)]
    pub change: Change,
    /// Whether it was refused, in both.
    pub refused: [bool; 2],
}

impl Change {
    fn of(a: Option<f64>, b: Option<f64>) -> Self {
        Self { a, b, difference: a.zip(b).map(|(a, b)| b - a) }
    }

    fn size(&self) -> f64 {
        self.difference.unwrap_or_default().abs()
    }
}

/// Compares two reports.
pub fn compare(a: &Report, b: &Report) -> Comparison {
    let names: BTreeSet<&String> = a.metrics.keys().chain(b.metrics.keys()).collect();
    let metric = |name: &String| {
        (name.clone(), Change::of(a.metrics.get(name).copied(), b.metrics.get(name).copied()))
    };
    Comparison {
        a: a.run_id.clone(),
        b: b.run_id.clone(),
        same_set: a.set.sha256 == b.set.sha256 && a.set.n_questions == b.set.n_questions,
        parameters: parameters(a, b),
        metrics: names.into_iter().map(metric).collect(),
        questions: questions(a, b),
    }
}

fn parameters(a: &Report, b: &Report) -> BTreeMap<String, [Option<String>; 2]> {
    let names: BTreeSet<&String> = a.parameters.keys().chain(b.parameters.keys()).collect();
    let both = |name: &String| [a, b].map(|report| report.parameters.get(name).cloned());
    let pairs = names.into_iter().map(|name| (name.clone(), both(name)));
    pairs.filter(|(_, [a, b])| a != b).collect()
}

fn questions(a: &Report, b: &Report) -> Vec<QuestionChange> {
    let earlier: BTreeMap<&str, _> =
        a.questions.iter().map(|outcome| (outcome.id.as_str(), outcome)).collect();
    let mut changes: Vec<QuestionChange> = b
        .questions
        .iter()
        .filter_map(|now| {
            let before = earlier.get(now.id.as_str())?;
            let score = |scores: &BTreeMap<String, f64>| scores.get(BY).copied();
            Some(QuestionChange {
                id: now.id.clone(),
                question: now.question.clone(),
                change: Change::of(score(&before.scores), score(&now.scores)),
                refused: [before.refused, now.refused],
            })
        })
        .filter(|change| change.change.size() > 0.0 || change.refused[0] != change.refused[1])
        .collect();
    let flips = |change: &QuestionChange| change.refused[0] != change.refused[1];
    changes.sort_by(|x, y| {
        flips(y).cmp(&flips(x)).then(y.change.size().total_cmp(&x.change.size())).then(x.id.cmp(&y.id))
    });
    changes.truncate(MOST_CHANGED);
    changes
}

/// The comparison as a table.
pub fn table(comparison: &Comparison) -> String {
    let number = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), shown);
    let signed = |change: &Change| match change.difference {
        Some(difference) if difference > 0.0 => format!("+{}", shown(difference)),
        difference => number(difference),
    };
    let mut table = format!("A {}\nB {}\n", comparison.a, comparison.b);
    if !comparison.same_set {
        table.push_str("The two did not ask the same questions; compare with care.\n");
    }
    table.push_str(&format!("\n{:<24} {:>12} {:>12} {:>12}\n", "metric", "A", "B", "B - A"));
    for name in in_order(comparison.metrics.keys()) {
        let change = &comparison.metrics[name];
        let (a, b, difference) = (number(change.a), number(change.b), signed(change));
        table.push_str(&format!("{name:<24} {a:>12} {b:>12} {difference:>12}\n"));
    }
    for (name, [a, b]) in &comparison.parameters {
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
        table.push_str(&format!("\n{name}: {} -> {}", value(a), value(b)));
    }
    if !comparison.questions.is_empty() {
        table.push_str(&format!("\n\nquestions that changed most ({BY})\n"));
    }
    for change in &comparison.questions {
        let refusal = match change.refused {
            [false, true] => " now refused",
            [true, false] => " now answered",
            _ => "",
        };
        let (a, b) = (number(change.change.a), number(change.change.b));
        let line = format!("{:>10} -> {:<10} {} {}{refusal}\n", a, b, change.id, change.question);
        table.push_str(&line);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::super::report::tests::{outcome, report};
    use super::*;

    #[test]
    fn differences_are_per_metric_and_the_biggest_changes_come_first() {
        let a =
            report("A", vec![outcome("x", "um dois", "um", 5.0), outcome("y", "um dois", "um dois", 5.0)]);
        let (mut refused, stats) = outcome("y", "um dois", "um dois", 1.0);
        refused.refused = true;
        let mut b = report("B", vec![outcome("x", "um dois", "um dois", 1.0), (refused, stats)]);
        b.parameters.insert("top_k".to_owned(), "4".to_owned());
        let comparison = compare(&a, &b);
        let latency = comparison.metrics["latency_ms_p50"];
        assert_eq!((latency.a, latency.b, latency.difference), (Some(5.0), Some(1.0), Some(-4.0)));
        assert_eq!(comparison.parameters["top_k"], [None, Some("4".to_owned())]);
        assert_eq!(comparison.questions.iter().map(|q| q.id.as_str()).collect::<Vec<_>>(), ["y", "x"]);
        let table = table(&comparison);
        assert!(table.contains("-4.00") && table.contains("y Pergunta y? now refused"), "{table}");
    }
}
