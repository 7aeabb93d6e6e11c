//! How long a search takes: everything between a question's embedding and its evidence.

use std::time::Instant;

use anyhow::Result;
use recruta_core::{
    bundle::synthetic::{self, SyntheticEmbedder},
    retrieve::{Filters, RetrieveOptions, retrieve},
};

use super::{Args, Measurement, Report, elapsed_ms, readings, timed};

/// Questions of one reading; their mean counts, since a search of few passages takes less than the clock tells apart.
const QUESTIONS_A_READING: u32 = 10;

/// Questions whose nearest passages are compared with an exact search.
const QUESTIONS_FOR_RECALL: u32 = 100;

/// Measures searches of `n_passages`. The embedder draws vectors, which takes microseconds.
pub(super) fn measure(args: &Args, n_passages: usize) -> Result<Report> {
    let start = Instant::now();
    let bundle = synthetic::bundle(n_passages)?;
    let load_ms = elapsed_ms(start);
    let embedder = SyntheticEmbedder::default();
    let options = RetrieveOptions { top_k: 8, filters: Filters::default() };
    let mut asked = 0..;
    let readings_ms = readings(args.reps, || {
        let ms = timed(|| {
            for number in asked.by_ref().take(QUESTIONS_A_READING as usize) {
                retrieve(&bundle, &embedder, &synthetic::question(number), &options)?;
            }
            Ok(())
        })?;
        Ok(ms / f64::from(QUESTIONS_A_READING))
    })?;
    let measurements = vec![Measurement { work: "search", n: n_passages, context: 0, readings_ms }];
    let recall = synthetic::recall_at_10(&bundle, QUESTIONS_FOR_RECALL)?;
    Ok(Report { recall_at_10: Some(recall), ..Report::of(1, load_ms, measurements) })
}
