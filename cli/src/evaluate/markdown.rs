//! A report for people.

use super::{outcome::Outcome, report::Report};

/// The order that metrics are shown in; those not named follow.
const ORDER: [&str; 22] = [
    "rouge1",
    "rouge2",
    "rougeL",
    "rougeLsum",
    "rouge1_stem",
    "rouge2_stem",
    "rougeL_stem",
    "rougeLsum_stem",
    "rouge1_unicode",
    "rouge2_unicode",
    "rougeL_unicode",
    "rougeLsum_unicode",
    "bleu",
    "citation_precision",
    "refusal_precision",
    "refusal_recall",
    "evidence_ms_p50",
    "first_token_ms_p50",
    "latency_ms_p50",
    "latency_ms_p95",
    "tokens_per_second_p50",
    "prose_shown_share",
];

/// Questions shown in full, those that score least.
const WORST: usize = 10;

/// Names of metrics, in the order they are shown.
pub fn in_order<'a>(names: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    let place = |name: &str| ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len());
    let mut names: Vec<&str> = names.map(String::as_str).collect();
    names.sort_by_key(|name| (place(name), *name));
    names
}

/// A number as it is shown: shares with four digits, times and scores with fewer.
pub fn shown(value: f64) -> String {
    if value.abs() < 1.5 { format!("{value:.4}") } else { format!("{value:.2}") }
}

/// The report as Markdown.
pub fn render(report: &Report) -> String {
    let mut page = format!(
        "# Evaluation {}\n\n{} of {} questions of `{}`, begun {}, {:.0} s. Text metrics are of {}.\n\n",
        report.run_id,
        report.set.n_questions,
        report.set.n_in_file,
        report.set.file,
        report.created,
        report.duration_s,
        report.scored_text
    );
    page.push_str("| metric | value |\n| --- | ---: |\n");
    for name in in_order(report.metrics.keys()) {
        page.push_str(&format!("| {name} | {} |\n", shown(report.metrics[name])));
    }
    page.push_str("\n| parameter | value |\n| --- | --- |\n");
    for (name, value) in &report.parameters {
        page.push_str(&format!("| {name} | {} |\n", cell(value)));
    }
    page.push_str(
        "\n## Questions\n\n| id | question | outcome | ROUGE-L (Unicode) | citations right | ms |\n",
    );
    page.push_str("| --- | --- | --- | ---: | ---: | ---: |\n");
    for outcome in &report.questions {
        page.push_str(&row(outcome));
    }
    page + &worst(report)
}

fn row(outcome: &Outcome) -> String {
    let number = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), shown);
    format!(
        "| {} | {} | {} | {} | {} | {:.0} |\n",
        cell(&outcome.id),
        cell(&outcome.question),
        verdict(outcome),
        number(outcome.scores.get("rougeL_unicode").copied()),
        number(outcome.citation_precision),
        outcome.times.total_ms
    )
}

fn verdict(outcome: &Outcome) -> &'static str {
    match (outcome.answerable, outcome.refused) {
        (true, false) => "answered",
        (true, true) => "refused, wrongly",
        (false, true) => "refused, rightly",
        (false, false) => "answered, wrongly",
    }
}

fn worst(report: &Report) -> String {
    let score = |outcome: &Outcome| outcome.scores.get("rougeL_unicode").copied();
    let mut scored: Vec<&Outcome> = report.questions.iter().filter(|o| score(o).is_some()).collect();
    scored.sort_by(|a, b| score(a).unwrap_or_default().total_cmp(&score(b).unwrap_or_default()));
    let mut page = String::from("\n## Farthest from their references\n");
    for outcome in scored.into_iter().take(WORST) {
        page.push_str(&format!(
            "\n**{}** {}\n\n- reference: {}\n- answer: {}\n",
            outcome.id,
            outcome.question,
            one_line(&outcome.reference),
            one_line(&outcome.text)
        ));
    }
    page
}

fn cell(text: &str) -> String {
    one_line(text).replace('|', "\\|")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::report::tests::{outcome, report};

    #[test]
    fn the_page_has_the_metrics_in_order_and_every_question() {
        let page = super::render(&report(
            "run-1",
            vec![outcome("a", "um dois", "um dois", 1.0), outcome("b|c", "um", "outra\ncoisa", 2.0)],
        ));
        assert!(page.starts_with("# Evaluation run-1\n\n2 of 2 questions of `qa.jsonl`"), "{page}");
        assert!(page.find("| rouge1 |") < page.find("| bleu |"), "{page}");
        assert!(page.contains("| b\\|c | Pergunta b\\|c? | answered | 0.0000 | 0.5000 | 2 |"), "{page}");
        assert!(page.contains("- answer: outra coisa\n"), "{page}");
    }
}
