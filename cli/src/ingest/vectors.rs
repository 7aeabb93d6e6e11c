//! Embedding the passages: what is known from the cache, the rest by the model, with rate and time left.

use std::{
    io::IsTerminal as _,
    time::{Duration, Instant},
};

use recruta_core::embed::{Embedder, EmbeddingMatrix, MiniLmEmbedder, minilm};

use super::{cache::Cache, read};

/// Passages embedded between two movements of the bar: several passes of the model.
const BATCH: usize = 16;

/// Where stderr is no terminal, how often a line says how far it is.
const LINE_EVERY: Duration = Duration::from_secs(15);

/// One vector a text. Vectors are in the cache as soon as their batch is done.
pub(super) fn embed(
    embedder: &MiniLmEmbedder,
    texts: &[String],
    cache: &mut Cache,
) -> anyhow::Result<EmbeddingMatrix> {
    let mut rows: Vec<Option<Vec<f32>>> =
        texts.iter().map(|text| cache.find(text).map(<[f32]>::to_vec)).collect();
    let unknown: Vec<usize> = (0..texts.len()).filter(|at| rows[*at].is_none()).collect();
    let mut progress = Progress::new(texts.len(), unknown.len());
    for batch in unknown.chunks(BATCH) {
        let texts: Vec<&str> = batch.iter().map(|at| texts[*at].as_str()).collect();
        let vectors = embedder.embed(&texts)?;
        cache.add(&texts, &vectors);
        for (at, vector) in batch.iter().zip(vectors) {
            rows[*at] = Some(vector);
        }
        progress.advance(batch.len());
    }
    progress.finish();
    if let Some(trouble) = cache.trouble() {
        eprintln!("vectors are not kept for the next run: {trouble}");
    }
    Ok(EmbeddingMatrix::from_rows(minilm::DIMENSION, rows.into_iter().flatten().collect())?)
}

/// A bar on a terminal, a line now and then elsewhere.
struct Progress {
    bar: indicatif::ProgressBar,
    is_terminal: bool,
    started: Instant,
    told: Instant,
    n_done: usize,
    n_to_do: usize,
}

impl Progress {
    fn new(n_texts: usize, n_to_do: usize) -> Self {
        let n_known = n_texts - n_to_do;
        if n_known > 0 {
            eprintln!("embedding        {n_known} of {n_texts} passages are known from an earlier run");
        }
        let counts = "{pos}/{len} passages · {rate} · {eta} left";
        let now = Instant::now();
        Self {
            bar: read::bar(n_to_do as u64, "embedding", counts),
            is_terminal: std::io::stderr().is_terminal(),
            started: now,
            told: now,
            n_done: 0,
            n_to_do,
        }
    }

    fn advance(&mut self, n: usize) {
        self.n_done += n;
        self.bar.inc(n as u64);
        if !self.is_terminal && self.told.elapsed() >= LINE_EVERY {
            self.told = Instant::now();
            eprintln!("{}", line(self.n_done, self.n_to_do, self.started.elapsed()));
        }
    }

    fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// "embedding        320/5000 passages, 25.0 a second, 188 s left"
fn line(n_done: usize, n_to_do: usize, took: Duration) -> String {
    let rate = n_done as f64 / took.as_secs_f64().max(1e-3);
    let left_s = (n_to_do - n_done) as f64 / rate.max(1e-3);
    format!("embedding        {n_done}/{n_to_do} passages, {rate:.1} a second, {left_s:.0} s left")
}

#[cfg(test)]
mod tests {
    use super::line;
    use std::time::Duration;

    #[test]
    fn a_line_says_rate_and_time_left() {
        let said = line(320, 5000, Duration::from_millis(12_800));
        assert_eq!(said, "embedding        320/5000 passages, 25.0 a second, 187 s left");
    }
}
