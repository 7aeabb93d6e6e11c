//! All text metrics of a pair, and of many.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    bleu::{Bleu, BleuStats},
    quality::mean,
    rouge::{self, Rouge},
    token::Words,
};

/// The kinds of ROUGE: suffix of their names, and their words.
const KINDS: [(&str, Words); 3] =
    [("", Words::Ascii), ("_stem", Words::Stemmed), ("_unicode", Words::Unicode)];

/// Every text metric of a pair or of a corpus.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TextScores {
    /// `rouge1`, `rouge2`, `rougeL` and `rougeLsum`, each plain, with `_stem` and with `_unicode`; of a corpus the means.
    #[serde(flatten)]
    pub rouge: BTreeMap<String, Rouge>,
    /// Of a pair the sentence's, of a corpus the corpus's.
    pub bleu: Bleu,
}

/// A pair's scores, and what the corpus's BLEU needs of it.
#[derive(Debug, Clone, PartialEq)]
pub struct PairScores {
    /// The scores.
    pub scores: TextScores,
    /// The counts.
    pub stats: BleuStats,
}

/// Scores a text against its reference.
pub fn score_pair(reference: &str, text: &str) -> PairScores {
    let mut by_name = BTreeMap::new();
    for (suffix, words) in KINDS {
        let scores = rouge::score(reference, text, words);
        for (name, score) in [
            ("rouge1", scores.rouge1),
            ("rouge2", scores.rouge2),
            ("rougeL", scores.rouge_l),
            ("rougeLsum", scores.rouge_l_sum),
        ] {
            by_name.insert(format!("{name}{suffix}"), score);
        }
    }
    let stats = BleuStats::of(reference, text);
    PairScores { scores: TextScores { rouge: by_name, bleu: stats.sentence() }, stats }
}

/// The corpus's scores: each ROUGE the mean of the pairs', BLEU of the counts together.
pub fn score_pairs(pairs: &[PairScores]) -> TextScores {
    let names = pairs.first().map(|pair| pair.scores.rouge.keys().cloned().collect::<Vec<_>>());
    let of = |name: &str, read: fn(&Rouge) -> f64| {
        let values: Vec<f64> =
            pairs.iter().filter_map(|pair| pair.scores.rouge.get(name).map(read)).collect();
        mean(&values).unwrap_or_default()
    };
    let rouge = names.unwrap_or_default().into_iter().map(|name| {
        let mean = Rouge {
            precision: of(&name, |rouge| rouge.precision),
            recall: of(&name, |rouge| rouge.recall),
            fmeasure: of(&name, |rouge| rouge.fmeasure),
        };
        (name, mean)
    });
    let stats: BleuStats = pairs.iter().map(|pair| pair.stats).sum();
    TextScores { rouge: rouge.collect(), bleu: stats.corpus() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corpus_has_mean_rouge_and_a_bleu_of_its_own() {
        let pairs =
            [score_pair("um dois três quatro", "um dois três quatro"), score_pair("a b c d", "e f g h")];
        let corpus = score_pairs(&pairs);
        assert_eq!(corpus.rouge.len(), 12);
        assert!((corpus.rouge["rouge1"].fmeasure - 0.5).abs() < 1e-12);
        assert_eq!(corpus.bleu.counts, [4, 3, 2, 1]);
        assert_eq!(corpus.bleu.totals, [8, 6, 4, 2]);
        assert!((corpus.bleu.score - 50.0).abs() < 1e-9);
        assert_eq!(score_pairs(&[]).bleu, BleuStats::default().corpus());
    }
}
