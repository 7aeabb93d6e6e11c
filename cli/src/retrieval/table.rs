//! The report as Markdown.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

use super::{Refusal, Report, SideBySide, Summary};

/// Between these lines of a file stands the table.
const MARKS: [&str; 2] = ["<!-- begin: recruta retrieval-table -->", "<!-- end -->"];

/// Everything that was measured.
pub(super) fn markdown(report: &Report) -> String {
    let n_questions = |of: &SideBySide| of.both.n;
    let sections = [
        (
            format!("From a vacancy to whoever was approved ({} vacancies)", report.vacancies.both.n),
            &report.vacancies,
        ),
        (format!("Questions ({})", n_questions(&report.questions)), &report.questions),
        (format!("of these in Portuguese ({})", n_questions(&report.portuguese)), &report.portuguese),
        (format!("of these in English ({})", n_questions(&report.english)), &report.english),
    ];
    let mut text = String::new();
    for (title, rows) in sections {
        text.push_str(&format!("\n**{title}**\n\n"));
        text.push_str(
            "| | nDCG@10 | MRR | top 1 | top 3 | top 5 | top 10 | top 20 | mean rank | median rank |\n",
        );
        text.push_str("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (name, summary) in
            [("BM25", &rows.words), ("embeddings", &rows.meaning), ("**both**", &rows.both)]
        {
            text.push_str(&row(name, summary));
        }
    }
    text.push_str(
        "\n**Refusal**\n\n| | threshold | precision | recall | questions with an answer | without |\n",
    );
    text.push_str("| --- | ---: | ---: | ---: | ---: | ---: |\n");
    text.push_str(&refusal("held-out half", &report.refusal));
    text.push_str(&refusal("half it was fitted on", &report.refusal_tuning));
    text.push('\n');
    text
}

fn row(name: &str, summary: &Summary) -> String {
    let top: String = summary.top.iter().map(|share| format!(" {:.0} % |", share * 100.0)).collect();
    let Summary { ndcg_10, mrr, mean_rank, median_rank, .. } = summary;
    format!("| {name} | {ndcg_10:.3} | {mrr:.3} |{top} {mean_rank:.1} | {median_rank:.1} |\n")
}

fn refusal(name: &str, refusal: &Refusal) -> String {
    let Refusal { threshold, n_answerable, n_unanswerable, precision, recall } = refusal;
    format!(
        "| {name} | {threshold:.3} | {precision:.3} | {recall:.3} | {n_answerable} | {n_unanswerable} |\n"
    )
}

/// Replaces the table of a file.
pub(super) fn write(file: &Path, report: &Report) -> Result<()> {
    let name = file.display();
    let text = fs::read_to_string(file).with_context(|| format!("{name} cannot be read"))?;
    fs::write(file, replaced(&text, &markdown(report)).with_context(|| format!("in {name}"))?)
        .with_context(|| format!("{name} cannot be written"))
}

fn replaced(text: &str, table: &str) -> Result<String> {
    let [begin, end] = MARKS;
    let parts = text.split_once(begin).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    let Some((before, after)) = parts else { bail!("there is no table between `{begin}` and `{end}`") };
    Ok(format!("{before}{begin}\n{table}{end}{after}"))
}

#[cfg(test)]
mod tests {
    use super::{MARKS, replaced};

    #[test]
    fn only_what_stands_between_the_marks_is_replaced() {
        let [begin, end] = MARKS;
        let text = format!("a\n{begin}\nold\n{end}\nb\n");
        assert_eq!(replaced(&text, "new\n").expect("marks"), format!("a\n{begin}\nnew\n{end}\nb\n"));
        assert!(replaced("a", "new").is_err());
    }
}
