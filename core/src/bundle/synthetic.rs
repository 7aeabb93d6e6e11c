//! A bundle of any size whose contents mean nothing, to measure search on.

use std::collections::BTreeMap;

use super::{Bundle, FORMAT_VERSION, Hire, Manifest, Passage, Profile, Records, Vacancy};
use crate::{
    Result,
    embed::{Embedder, EmbeddingMatrix, minilm, normalize},
    index::Subset,
    text::TEXT_RULES,
};

/// Words of a passage, as many as one of the real ones has on average.
const WORDS_A_PASSAGE: usize = 110;

/// Different words. The first are in nearly every passage, the last in a few.
const N_WORDS: usize = 6_000;

/// Trades: embeddings of one are near to each other.
const N_TRADES: usize = 40;

/// Passages of a profile.
const PASSAGES_A_PROFILE: usize = 4;

/// An embedder that draws a vector near that of a trade for any text: the text's hash is the seed.
#[derive(Debug, Clone)]
pub struct SyntheticEmbedder {
    trades: Vec<Vec<f32>>,
}

impl Default for SyntheticEmbedder {
    fn default() -> Self {
        let mut draw = Draw(1);
        Self { trades: (0..N_TRADES).map(|_| draw.vector()).collect() }
    }
}

impl SyntheticEmbedder {
    fn near_a_trade(&self, draw: &mut Draw) -> Vec<f32> {
        let trade = &self.trades[draw.below(N_TRADES)];
        let mut vector: Vec<f32> = trade.iter().zip(draw.vector()).map(|(x, noise)| x + noise).collect();
        normalize(&mut vector);
        vector
    }
}

impl Embedder for SyntheticEmbedder {
    fn dimension(&self) -> usize {
        minilm::DIMENSION
    }

    fn embed(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>> {
        let seed = |text: &str| {
            text.bytes().fold(7_u32, |seed, byte| (seed ^ u32::from(byte)).wrapping_mul(16_777_619))
        };
        Ok(texts.iter().map(|text| self.near_a_trade(&mut Draw(seed(text)))).collect())
    }
}

/// A bundle of `n_passages`. The same number gives the same bundle on every machine.
pub fn bundle(n_passages: usize) -> Result<Bundle> {
    let embedder = SyntheticEmbedder::default();
    let mut draw = Draw(2);
    let mut records = Records::default();
    let mut rows = Vec::with_capacity(n_passages);
    for number in 0..n_passages {
        let profile = (number / PASSAGES_A_PROFILE).to_string();
        let hire = Hire { vacancy: profile.clone(), status: "Contratado".to_owned() };
        let context = draw.text(4);
        if number % PASSAGES_A_PROFILE == 0 {
            records.profiles.push(Profile { id: profile.clone(), ..Profile::default() });
            let title = context.clone();
            records.vacancies.push(Vacancy { id: profile.clone(), title, n_hired: 1, ..Vacancy::default() });
        }
        let text = draw.text(WORDS_A_PASSAGE);
        let id = format!("{profile}-{}", number % PASSAGES_A_PROFILE);
        records.passages.push(Passage { id, profile, hires: vec![hire], context, text });
        rows.push(embedder.near_a_trade(&mut draw));
    }
    Bundle::of_records(manifest(), records, EmbeddingMatrix::from_rows(minilm::DIMENSION, rows)?)
}

/// A question of eight words, of which some are common and some rare.
pub fn question(number: u32) -> String {
    Draw(number.wrapping_mul(2_654_435_761)).text(8)
}

/// Share of the exact ten nearest that the index finds, over questions.
pub fn recall_at_10(bundle: &Bundle, n_questions: u32) -> Result<f32> {
    let embedder = SyntheticEmbedder::default();
    let (mut found, mut wanted) = (0_usize, 0_usize);
    for number in 0..n_questions {
        for vector in embedder.embed(&[&question(number)])? {
            let exact = bundle.dense.search_exact(&vector, 10);
            let hits = bundle.dense.search(&vector, 10, &Subset::ALL);
            wanted += exact.len();
            found += exact.iter().filter(|hit| hits.iter().any(|other| other.passage == hit.passage)).count();
        }
    }
    Ok(found as f32 / wanted.max(1) as f32)
}

fn manifest() -> Manifest {
    Manifest {
        format_version: FORMAT_VERSION,
        embedder: minilm::embedder_id(),
        text_rules: TEXT_RULES.to_owned(),
        redaction_rules: String::new(),
        approved_statuses: Vec::new(),
        inputs: BTreeMap::new(),
        counts: BTreeMap::new(),
        parts: BTreeMap::new(),
        threshold: None,
    }
}

/// Numerical Recipes' generator, of which the high bits are used.
struct Draw(u32);

impl Draw {
    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        self.0 >> 8
    }

    /// 0 to 1.
    fn unit(&mut self) -> f32 {
        self.next() as f32 / (1_u32 << 24) as f32
    }

    fn below(&mut self, n: usize) -> usize {
        (self.unit() * n as f32) as usize % n
    }

    fn vector(&mut self) -> Vec<f32> {
        (0..minilm::DIMENSION).map(|_| 2.0 * self.unit() - 1.0).collect()
    }

    /// Words by Zipf's law, more or less: the square of the square leans to the first.
    fn text(&mut self, n_words: usize) -> String {
        let words = (0..n_words).map(|_| word((self.unit().powi(4) * N_WORDS as f32) as usize));
        words.collect::<Vec<String>>().join(" ")
    }
}

/// The word of a number: syllables, so that stemming has something to do.
fn word(number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "co", "di", "fe", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "xo", "zu", "ja"];
    let syllable = |shift: usize| SYLLABLES[(number >> shift) & 15];
    format!("{}{}{}{}", syllable(0), syllable(4), syllable(8), syllable(12))
}

#[cfg(test)]
mod tests {
    use super::{SyntheticEmbedder, bundle, question, recall_at_10};
    use crate::retrieve::{Hybrid, Search, rank};

    #[test]
    fn searches_of_it_find_what_an_exact_search_finds() {
        let bundle = bundle(3_000).expect("memory");
        assert_eq!((bundle.passages().len(), bundle.profiles().len()), (3_000, 750));
        assert!(recall_at_10(&bundle, 20).expect("searches") >= 0.99);
        let ranked =
            rank(&bundle, &SyntheticEmbedder::default(), &question(3), Search::Both, &Hybrid::default());
        assert!(ranked.expect("searches").len() >= 100);
    }
}
