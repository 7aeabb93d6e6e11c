//! How the columns of a layer's products are balanced with the hidden states they read.

use std::io::{Read, Seek};

use super::{DIMENSION, HIDDEN_DIM, read};
use crate::{Result, embed::safetensors::F32File};

/// Keeps scales finite where a column or a norm is all zeros.
const TINY: f64 = 1e-6;

/// Scales of hidden states, `[DIMENSION]`; the weights that read them are divided by these.
pub(super) struct Balance {
    /// Before queries, keys and values.
    pub(super) attention: Vec<f32>,
    /// Before the feed-forward part.
    pub(super) feed: Vec<f32>,
}

impl Balance {
    pub(super) fn of<R: Read + Seek>(file: &mut F32File<'_, R>, layer: usize) -> Result<Self> {
        let own = |name: &str| format!("encoder.layer.{layer}.{name}");
        let before = match layer.checked_sub(1) {
            Some(layer) => format!("encoder.layer.{layer}.output.LayerNorm"),
            None => "embeddings.LayerNorm".to_owned(),
        };
        // Values go straight into the result, queries and keys only decide their shares; so values decide here.
        let values = read(file, &own("attention.self.value.weight"), [DIMENSION, DIMENSION])?;
        let up = read(file, &own("intermediate.dense.weight"), [HIDDEN_DIM, DIMENSION])?;
        Ok(Self {
            attention: scales(&norm_sizes(file, &before)?, &values),
            feed: scales(&norm_sizes(file, &own("attention.output.LayerNorm"))?, &up),
        })
    }

    /// Divides the columns of a tensor by the scales of what it reads.
    pub(super) fn apply(&self, gguf_name: &str, numbers: &mut [f32]) {
        let scales = match gguf_name {
            "attn_q.weight" | "attn_k.weight" | "attn_v.weight" => &self.attention,
            "ffn_up.weight" => &self.feed,
            _ => return,
        };
        for row in numbers.chunks_exact_mut(DIMENSION) {
            for (weight, scale) in row.iter_mut().zip(scales) {
                *weight /= scale;
            }
        }
    }
}

/// The size each number has after a norm, whose input has mean 0 and variance 1.
fn norm_sizes<R: Read + Seek>(file: &mut F32File<'_, R>, name: &str) -> Result<Vec<f64>> {
    let mut part = |part: &str| read(file, &format!("{name}.{part}"), [1, DIMENSION]);
    let (weight, bias) = (part("weight")?, part("bias")?);
    let size = |(w, b): (&f32, &f32)| libm::hypot(f64::from(*w), f64::from(*b)).max(TINY);
    Ok(weight.iter().zip(&bias).map(size).collect())
}

/// Half of the difference in size goes to the weights: a column that was as large as its number is large in the states
/// ends up with half of that (the paper's alpha of 0.5). Other shares were tried and are no better.
fn scales(sizes: &[f64], weights: &[f32]) -> Vec<f32> {
    let mut squares = vec![TINY * TINY; DIMENSION];
    for row in weights.chunks_exact(DIMENSION) {
        for (square, weight) in squares.iter_mut().zip(row) {
            *square += f64::from(*weight) * f64::from(*weight);
        }
    }
    let column = |square: &f64| (square * DIMENSION as f64 / weights.len() as f64).sqrt();
    let scale = |(size, square): (&f64, &f64)| (column(square) / size).sqrt() as f32;
    sizes.iter().zip(&squares).map(scale).collect()
}

#[cfg(test)]
mod tests {
    use super::{Balance, DIMENSION, scales};

    #[test]
    fn large_states_become_smaller_and_products_stay_what_they_are() {
        let mut sizes = vec![1.0; DIMENSION];
        sizes[7] = 16.0;
        let weights: Vec<f32> = (0..4 * DIMENSION).map(|i| (i % 13) as f32 - 6.0).collect();
        let attention = scales(&sizes, &weights);
        assert!(attention[7] < attention[20] * 0.3 && attention.iter().all(|x| x.is_finite() && *x > 0.0));
        let balance = Balance { feed: attention.clone(), attention };
        let mut divided = weights.clone();
        balance.apply("ffn_up.weight", &mut divided);
        for (i, (before, after)) in weights.iter().zip(&divided).enumerate() {
            assert!((before - after * balance.feed[i % DIMENSION]).abs() < 1e-5);
        }
        balance.apply("ffn_down.weight", &mut divided[..0]);
    }
}
