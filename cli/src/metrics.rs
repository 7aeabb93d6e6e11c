//! `recruta metrics`: ROUGE and BLEU of texts against references, without a model.

use std::{io::Write as _, path::PathBuf};

use anyhow::Result;
use recruta_core::metrics::{PairScores, TextScores, score_pair, score_pairs};
use serde::{Deserialize, Serialize};

use crate::{lines, output};

const EXPECTED: &str = r#"{"ref": "…", "hyp": "…"}"#;

/// Arguments of `recruta metrics`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// File with a line of `{"ref": "the reference", "hyp": "the text"}` for each pair
    #[arg(long, value_name = "FILE.jsonl")]
    pub pairs: PathBuf,
    /// Print `{"pairs": […], "corpus": {…}}` instead of a table
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Deserialize)]
struct Pair {
    #[serde(rename = "ref")]
    reference: String,
    hyp: String,
}

#[derive(Debug, Serialize)]
struct Report<'a> {
    pairs: Vec<PairReport<'a>>,
    corpus: CorpusReport<'a>,
}

#[derive(Debug, Serialize)]
struct PairReport<'a> {
    line: usize,
    #[serde(flatten)]
    scores: &'a TextScores,
}

#[derive(Debug, Serialize)]
struct CorpusReport<'a> {
    n_pairs: usize,
    #[serde(flatten)]
    scores: &'a TextScores,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<()> {
    let pairs: Vec<(usize, Pair)> = lines::read(&args.pairs, EXPECTED)?;
    let scored: Vec<PairScores> =
        pairs.iter().map(|(_, pair)| score_pair(&pair.reference, &pair.hyp)).collect();
    let corpus = score_pairs(&scored);
    if args.json {
        let numbered = pairs.iter().zip(&scored);
        return output::json(&Report {
            pairs: numbered
                .map(|((line, _), pair)| PairReport { line: *line, scores: &pair.scores })
                .collect(),
            corpus: CorpusReport { n_pairs: pairs.len(), scores: &corpus },
        });
    }
    write!(std::io::stdout().lock(), "{}", table(&corpus, pairs.len()))?;
    Ok(())
}

fn table(scores: &TextScores, n_pairs: usize) -> String {
    let mut table = format!("{:<18} {:>9} {:>9} {:>9}\n", "metric", "precision", "recall", "F");
    for (name, rouge) in &scores.rouge {
        let (p, r, f) = (rouge.precision, rouge.recall, rouge.fmeasure);
        table.push_str(&format!("{name:<18} {p:>9.4} {r:>9.4} {f:>9.4}\n"));
    }
    let bleu = &scores.bleu;
    let precisions = bleu.precisions.map(|p| format!("{p:.1}")).join("/");
    let lengths = format!("{} tokens for {}", bleu.sys_len, bleu.ref_len);
    table.push_str(&format!(
        "{:<18} {:>9.4} ({precisions}, brevity {:.3}, {lengths})\n",
        "bleu", bleu.score, bleu.bp
    ));
    table + &format!("{n_pairs} pairs; ROUGE is their mean, BLEU the corpus's\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_every_metric_once() {
        let table = table(&score_pairs(&[score_pair("ação um", "ação dois")]), 1);
        for name in ["rouge1 ", "rouge1_stem ", "rougeLsum_unicode ", "bleu "] {
            assert_eq!(table.lines().filter(|line| line.starts_with(name)).count(), 1, "{table}");
        }
    }
}
