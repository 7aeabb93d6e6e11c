//! Better weights, looked for on the tuning half: one weight after the other, until none gets better by more than chance.

use anyhow::Result;
use recruta_core::{
    bundle::{Bundle, Passage},
    embed::MiniLmEmbedder,
    index::{Bm25Index, Bm25Weights},
    retrieve::{Certainty, Hybrid, Search},
};

use super::{
    Refusal,
    measure::{self, Remembering},
    truth::{Half, Truth},
};

/// Everything that is chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Weights {
    hybrid: Hybrid,
    words: Bm25Weights,
    certainty: Certainty,
}

/// A weight: its name, what is tried, and where it goes.
type Knob = (&'static str, &'static [f32], fn(&mut Weights, f32));

/// What the ranking depends on.
const RANKING: [Knob; 7] = [
    ("meaning", &[0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6], |w, x| w.hybrid.meaning = x),
    ("translation", &[0.0, 0.25, 0.5, 0.75, 1.0], |w, x| w.hybrid.translation = x),
    ("phrase", &[0.0, 0.25, 0.5, 0.75, 1.0, 1.5], |w, x| w.hybrid.phrase = x),
    ("n_candidates", &[60.0, 100.0, 200.0], |w, x| w.hybrid.n_candidates = x as usize),
    ("title", &[0.25, 0.5, 1.0, 1.5, 2.0, 3.0], |w, x| w.words.title = x),
    ("k1", &[0.6, 0.9, 1.2, 1.6, 2.0], |w, x| w.words.k1 = x),
    ("b", &[0.2, 0.4, 0.6, 0.75, 0.9], |w, x| w.words.b = x),
];

/// What refusing depends on.
const REFUSING: [Knob; 5] = [
    ("named", &[0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], |w, x| w.certainty.named = x),
    ("unknown", &[0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2], |w, x| w.certainty.unknown = x),
    ("deed", &[0.1, 0.25, 0.5, 0.75, 1.0], |w, x| w.certainty.deed = x),
    ("cosine_low", &[0.0, 0.1, 0.15, 0.2, 0.25, 0.3], |w, x| w.certainty.cosine_low = x),
    ("cosine_high", &[0.5, 0.55, 0.6, 0.65, 0.7, 0.8], |w, x| w.certainty.cosine_high = x),
];

/// A weight stays where it is unless another gives so much more: what a question or two decide may be chance, and
/// whatever is chosen by chance is paid for on other questions.
const LEAST_GAIN: f64 = 0.002;

/// Prints what is best.
pub(super) fn run(mut bundle: Bundle, embedder: &MiniLmEmbedder, truth: &Truth) -> Result<()> {
    let embedder = Remembering::new(embedder);
    let tuning = truth.half(Half::Tuning);
    let hidden = measure::vacancies_of(&bundle, Half::Tuning);
    let mut blind = measure::without_titles(&bundle, &embedder, &hidden)?;
    let start =
        Weights { hybrid: Hybrid::default(), words: Bm25Weights::default(), certainty: Certainty::default() };
    let ranked = climb(start, &RANKING, &mut |weights| {
        for bundle in [&mut bundle, &mut blind] {
            bundle.bm25 = Bm25Index::build(bundle.passages().iter().map(Passage::fields), weights.words);
        }
        let (how, hybrid) = (Search::Both, &weights.hybrid);
        let asked = measure::questions(&bundle, &embedder, &tuning.questions, how, hybrid)?;
        let hired = measure::vacancies(&blind, &embedder, &hidden, how, hybrid)?;
        Ok(f64::midpoint(f64::midpoint(asked.ndcg_10, asked.mrr), f64::midpoint(hired.ndcg_10, hired.mrr)))
    })?;
    bundle.bm25 = Bm25Index::build(bundle.passages().iter().map(Passage::fields), ranked.words);
    let chosen = climb(ranked, &REFUSING, &mut |Weights { hybrid, certainty, .. }| {
        let confidences = measure::confidences(&bundle, &embedder, &tuning, hybrid, certainty)?;
        let fitted = Refusal::fit(&confidences);
        // The distance to the threshold decides between settings that refuse equally well.
        Ok(fitted.f1() + 0.5 * f64::from(margin(&confidences, fitted.threshold)))
    })?;
    println!("{chosen:#?}");
    Ok(())
}

/// How far questions lie on their side of the threshold, -1 to 1: the mean of both kinds. Beyond [`FAR`] all are alike, as
/// those that nobody would confuse do not tell how new ones fare.
fn margin([answerable, others]: &[Vec<f32>; 2], threshold: f32) -> f32 {
    let mean = |confidences: &[f32], sign: f32| {
        let far = confidences.iter().map(|c| (sign * (c - threshold) / FAR).clamp(-1.0, 1.0));
        far.sum::<f32>() / confidences.len().max(1) as f32
    };
    f32::midpoint(mean(answerable, 1.0), mean(others, -1.0))
}

/// See [`margin`].
const FAR: f32 = 0.2;

fn climb(start: Weights, knobs: &[Knob], score: &mut dyn FnMut(&Weights) -> Result<f64>) -> Result<Weights> {
    let (mut best, mut best_score) = (start, score(&start)?);
    println!("{best_score:.4} to begin with");
    loop {
        let before = best_score;
        for (name, values, set) in knobs {
            let (mut better, mut better_score) = (best, best_score + LEAST_GAIN);
            for value in *values {
                let mut tried = best;
                set(&mut tried, *value);
                let tried_score = score(&tried)?;
                println!("  {name} {value}: {tried_score:.4}");
                if tried_score > better_score {
                    (better, better_score) = (tried, tried_score);
                }
            }
            if better != best {
                (best, best_score) = (better, better_score);
            }
        }
        println!("{best_score:.4} {best:?}");
        if best_score <= before {
            return Ok(best);
        }
    }
}
