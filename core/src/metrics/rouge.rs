//! ROUGE: how much of a reference's wording a text has.
//!
//! **Source.** C.-Y. Lin, "ROUGE: A Package for Automatic Evaluation of Summaries", 2004; `rouge_score` 0.1.2, whose
//! values these are.

use serde::{Deserialize, Serialize};

use super::{
    ngram::{Vocabulary, lcs_len, lcs_places, n_common, tally},
    token::Words,
};

/// Shares of words, 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Rouge {
    /// Of the text's words (runs, subsequence), those the reference has.
    pub precision: f64,
    /// Of the reference's, those the text has.
    pub recall: f64,
    /// Their harmonic mean, 0 when both are.
    pub fmeasure: f64,
}

/// The four that are usually given together.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct RougeScores {
    /// Single words.
    pub rouge1: Rouge,
    /// Pairs of words.
    pub rouge2: Rouge,
    /// The longest common subsequence.
    pub rouge_l: Rouge,
    /// The same sentence by sentence, where a line is a sentence.
    pub rouge_l_sum: Rouge,
}

impl Rouge {
    fn of(n_hits: usize, n_reference: usize, n_text: usize) -> Self {
        let share = |of: usize| n_hits as f64 / of.max(1) as f64;
        let (precision, recall) = (share(n_text), share(n_reference));
        let sum = precision + recall;
        let fmeasure = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
        Self { precision, recall, fmeasure }
    }
}

/// Scores a text against its reference.
pub fn score(reference: &str, text: &str, words: Words) -> RougeScores {
    let mut vocabulary = Vocabulary::default();
    let mut ids = |text: &str| vocabulary.ids(words.of(text));
    let (r, t) = (ids(reference), ids(text));
    let mut lines = |text: &str| -> Vec<Vec<u32>> {
        text.split('\n').filter(|line| !line.is_empty()).map(&mut ids).collect()
    };
    let (r_lines, t_lines) = (lines(reference), lines(text));
    RougeScores {
        rouge1: of_runs(&r, &t, 1),
        rouge2: of_runs(&r, &t, 2),
        rouge_l: Rouge::of(lcs_len(&r, &t), r.len(), t.len()),
        rouge_l_sum: of_lines(&r_lines, &t_lines),
    }
}

fn of_runs(reference: &[u32], text: &[u32], n: usize) -> Rouge {
    let n_runs = |words: &[u32]| words.len().saturating_sub(n - 1);
    Rouge::of(n_common(reference, text, n), n_runs(reference), n_runs(text))
}

/// For each line of the reference the union of its subsequences with every line of the text; a word counts no oftener
/// than either side has it.
fn of_lines(reference: &[Vec<u32>], text: &[Vec<u32>]) -> Rouge {
    let mut left_in_reference = tally(reference.iter().flatten().copied());
    let mut left_in_text = tally(text.iter().flatten().copied());
    let mut n_hits = 0;
    for line in reference {
        for word in union(line, text) {
            let left = (left_in_reference.get_mut(&word), left_in_text.get_mut(&word));
            if let (Some(in_reference @ 1..), Some(in_text @ 1..)) = left {
                *in_reference -= 1;
                *in_text -= 1;
                n_hits += 1;
            }
        }
    }
    let n_words = |lines: &[Vec<u32>]| lines.iter().map(Vec::len).sum();
    Rouge::of(n_hits, n_words(reference), n_words(text))
}

fn union(line: &[u32], text: &[Vec<u32>]) -> Vec<u32> {
    let mut is_hit = vec![false; line.len()];
    for other in text {
        for place in lcs_places(line, other) {
            is_hit[place] = true;
        }
    }
    line.iter().zip(is_hit).filter_map(|(word, is_hit)| is_hit.then_some(*word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: f64, expected: f64) {
        assert!((got - expected).abs() < 1e-9, "{got} {expected}");
    }

    /// The example of the reference package's documentation.
    #[test]
    fn the_published_example_has_its_published_values() {
        let (reference, text) =
            ("The quick brown fox jumps over the lazy dog", "The quick brown dog jumps on the log.");
        let scores = score(reference, text, Words::Stemmed);
        close(scores.rouge1.precision, 0.75);
        close(scores.rouge1.recall, 6.0 / 9.0);
        close(scores.rouge1.fmeasure, 0.705_882_352_941_176_5);
        close(scores.rouge_l.precision, 0.625);
        close(scores.rouge_l.recall, 5.0 / 9.0);
        close(scores.rouge_l.fmeasure, 0.588_235_294_117_647);
    }

    #[test]
    fn nothing_scores_nothing_and_the_same_scores_all() {
        for (reference, text) in [("", ""), ("", "a"), ("a", ""), ("é", "é")] {
            assert_eq!(
                score(reference, text, Words::Ascii),
                RougeScores::default(),
                "{reference:?} {text:?}"
            );
        }
        close(score("ação já", "Ação, já!", Words::Unicode).rouge2.fmeasure, 1.0);
    }

    #[test]
    fn the_order_of_lines_matters_to_l_and_not_to_l_sum() {
        let scores = score("um dois\ntrês quatro", "três quatro\num dois", Words::Ascii);
        close(scores.rouge_l_sum.fmeasure, 1.0);
        assert!(scores.rouge_l.fmeasure < 1.0);
    }
}
