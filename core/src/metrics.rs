//! Measures of answers: how much of a reference's words an answer has, how many of its citations are right, how well it
//! tells when to refuse.
//!
//! [`rouge`] and [`bleu`] give the numbers of two Python packages, `rouge_score` 0.1.2 and `sacrebleu` 2.6.0, to 1e-6, so
//! that they can be put beside anybody's: their tokenizers, smoothing and rounding included. The ROUGE of that package
//! knows ASCII letters only and breaks Portuguese words at every accent (`experiência` becomes `experi` and `ncia`), so
//! [`Words::Unicode`] is a ROUGE of its own with whole words; it is named apart wherever it is printed, because its
//! values compare with nobody else's.
//!
//! **What it does not do.** It reads no files and measures no time; percentiles are computed of what the shells measured.

pub mod bleu;
mod ngram;
mod porter;
mod quality;
pub mod rouge;
mod text;
mod token;

pub use bleu::{Bleu, BleuStats};
pub use porter::stem;
pub use quality::{Refusals, citation_precision, mean, percentile};
pub use rouge::{Rouge, RougeScores};
pub use text::{PairScores, TextScores, score_pair, score_pairs};
pub use token::{Words, tokens_13a};
