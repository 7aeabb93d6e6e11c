//! BLEU: how many of a text's runs of words the reference has, with a penalty for brevity.
//!
//! **Source.** K. Papineni et al., "BLEU: a Method for Automatic Evaluation of Machine Translation", 2002; `sacrebleu`
//! 2.6.0 with its defaults (`13a`, mixed case, exponential smoothing), whose values these are.

use serde::{Deserialize, Serialize};

use super::{
    ngram::{Vocabulary, n_common},
    token::tokens_13a,
};

/// Runs of up to so many words are counted.
pub const MAX_ORDER: usize = 4;

/// What the reference's logarithm gives for 0.
const LOG_OF_ZERO: f64 = -9_999_999_999.0;

/// What BLEU is computed from. Those of several texts add up to the corpus's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BleuStats {
    /// Runs of 1 to 4 words that the reference has.
    pub counts: [usize; MAX_ORDER],
    /// All runs of the text.
    pub totals: [usize; MAX_ORDER],
    /// Tokens of the text.
    pub sys_len: usize,
    /// Tokens of the reference.
    pub ref_len: usize,
}

/// A score with its parts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Bleu {
    /// 0 to 100.
    pub score: f64,
    /// See [`BleuStats::counts`].
    pub counts: [usize; MAX_ORDER],
    /// See [`BleuStats::totals`].
    pub totals: [usize; MAX_ORDER],
    /// Percentages, smoothed.
    pub precisions: [f64; MAX_ORDER],
    /// Brevity penalty, 0 to 1.
    pub bp: f64,
    /// See [`BleuStats::sys_len`].
    pub sys_len: usize,
    /// See [`BleuStats::ref_len`].
    pub ref_len: usize,
}

impl BleuStats {
    /// Counts a text's runs against its reference's.
    pub fn of(reference: &str, text: &str) -> Self {
        let mut vocabulary = Vocabulary::default();
        let (r, t) = (vocabulary.ids(tokens_13a(reference)), vocabulary.ids(tokens_13a(text)));
        let orders = std::array::from_fn(|i| i + 1);
        Self {
            counts: orders.map(|n| n_common(&t, &r, n)),
            totals: orders.map(|n: usize| t.len().saturating_sub(n - 1)),
            sys_len: t.len(),
            ref_len: r.len(),
        }
    }

    /// The corpus's BLEU, all four orders counting: `corpus_bleu`.
    pub fn corpus(&self) -> Bleu {
        self.bleu(false)
    }

    /// A sentence's BLEU, where orders that the text is too short for do not count: `sentence_bleu`.
    pub fn sentence(&self) -> Bleu {
        self.bleu(true)
    }

    fn bleu(&self, effective_order: bool) -> Bleu {
        let bp = self.brevity_penalty();
        let mut bleu = Bleu {
            score: 0.0,
            counts: self.counts,
            totals: self.totals,
            precisions: [0.0; MAX_ORDER],
            bp,
            sys_len: self.sys_len,
            ref_len: self.ref_len,
        };
        if self.counts.iter().all(|count| *count == 0) {
            return bleu;
        }
        let (mut smoothing, mut order) = (1.0, MAX_ORDER);
        for n in 0..MAX_ORDER {
            let (count, total) = (self.counts[n] as f64, self.totals[n] as f64);
            if self.totals[n] == 0 {
                break;
            }
            if effective_order {
                order = n + 1;
            }
            bleu.precisions[n] = if self.counts[n] == 0 {
                smoothing *= 2.0;
                100.0 / (smoothing * total)
            } else {
                100.0 * count / total
            };
        }
        let log = |p: &f64| if *p > 0.0 { libm::log(*p) } else { LOG_OF_ZERO };
        let logs: f64 = bleu.precisions[..order].iter().map(log).sum();
        bleu.score = bp * libm::exp(logs / order as f64);
        bleu
    }

    fn brevity_penalty(&self) -> f64 {
        match (self.sys_len, self.ref_len) {
            (sys, r) if sys >= r => 1.0,
            (0, _) => 0.0,
            (sys, r) => libm::exp(1.0 - r as f64 / sys as f64),
        }
    }
}

impl std::iter::Sum for BleuStats {
    fn sum<I: Iterator<Item = Self>>(stats: I) -> Self {
        stats.fold(Self::default(), |sum, one| Self {
            counts: std::array::from_fn(|i| sum.counts[i] + one.counts[i]),
            totals: std::array::from_fn(|i| sum.totals[i] + one.totals[i]),
            sys_len: sum.sys_len + one.sys_len,
            ref_len: sum.ref_len + one.ref_len,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(got: f64, expected: f64) {
        assert!((got - expected).abs() < 1e-8, "{got} {expected}");
    }

    #[test]
    fn identical_texts_score_a_hundred_and_strangers_nothing() {
        check(BleuStats::of("o rato roeu a roupa", "o rato roeu a roupa").corpus().score, 100.0);
        check(BleuStats::of("a b c d", "e f g h").corpus().score, 0.0);
        check(BleuStats::of("a b c d", "").corpus().score, 0.0);
    }

    #[test]
    fn a_short_sentence_counts_only_the_orders_it_has() {
        let two = BleuStats::of("Java sênior", "Java sênior");
        check(two.sentence().score, 100.0);
        check(two.corpus().score, 0.0);
    }

    /// From sacrebleu's own tests (`test/test_bleu.py`: statistics, scoring, effective order).
    #[test]
    fn published_values() {
        let stats = BleuStats { counts: [9, 7, 5, 3], totals: [10, 8, 6, 4], sys_len: 11, ref_len: 11 };
        assert!((stats.corpus().score / 100.0 - 0.837_592_239_7).abs() < 1e-8);
        let stats = BleuStats::of("I am a symbol string sequence a a", "am I am a character sequence");
        assert_eq!((stats.counts, stats.totals), ([4, 2, 1, 0], [6, 5, 4, 3]));
        assert!(
            (BleuStats::of("a test", "test").sentence().score / 100.0 - 0.367_879_441_171_442_5).abs() < 1e-8
        );
        check(BleuStats::of("a test", "a test").sentence().score, 100.0);
    }
}
