//! Text to vectors.

mod matrix;
pub mod minilm;
mod safetensors;

pub use matrix::EmbeddingMatrix;
pub use minilm::MiniLmEmbedder;

use crate::Result;

/// Maps texts to vectors of unit length.
pub trait Embedder {
    /// Length of a vector.
    fn dimension(&self) -> usize;

    /// One vector a text, in order. A batch gives what single calls give, bit for bit.
    fn embed(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>>;
}

/// In-memory twin for tests of what stands on an [`Embedder`]: hashes index terms into buckets, so texts that share
/// terms are near.
#[derive(Debug, Clone, Copy)]
pub struct HashEmbedder {
    /// Length of a vector.
    pub dimension: usize,
}

impl Embedder for HashEmbedder {
    fn dimension(&self) -> usize {
        self.dimension
    }

    fn embed(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>> {
        Ok(texts.iter().map(|text| self.one(text)).collect())
    }
}

impl HashEmbedder {
    fn one(self, text: &str) -> Vec<f32> {
        let mut vector = vec![0.0; self.dimension];
        for term in crate::text::analyze(text) {
            // FNV-1a: small, fixed, the same on every platform.
            let hash = term.text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
            vector[(hash % self.dimension as u64) as usize] += 1.0;
        }
        normalize(&mut vector);
        vector
    }
}

/// Scales to unit length; the zero vector stays zero.
pub(crate) fn normalize(vector: &mut [f32]) {
    let norm = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    if norm > 0.0 {
        for x in vector {
            *x /= norm;
        }
    }
}
