//! One pass over the layers, for the tokens of several texts at once.
//!
//! Texts stand one after the other without padding: products, norms and activations do not care where a text ends, and
//! attention is computed text by text.

use recruta_kernels::{Activations, Attention, KvCache, KvShape, Pool, Product, multiply, vector};

use super::{
    DIMENSION,
    shape::{EPSILON, HEAD_DIM, HIDDEN_DIM, N_HEADS},
    weights::{Layer, Linear, Norm, Weights},
};
use crate::{Error, Result};

/// Tokens a thread takes at once in what is done token by token.
const TOKENS_A_PART: usize = 8;

/// Memory that every pass needs again. **Shapes** `[n_tokens, …]`.
pub(super) struct Scratch {
    hidden: Vec<f32>,
    /// Hidden states times a layer's scales.
    scaled: Vec<f32>,
    queries: Vec<f32>,
    keys: Vec<f32>,
    values: Vec<f32>,
    attended: Vec<f32>,
    /// Between the two products of the feed-forward part.
    inner: Vec<f32>,
    /// What a part adds to the hidden states.
    delta: Vec<f32>,
    activations: Activations,
    /// Keys and values of one text in one layer.
    cache: KvCache,
}

impl Default for Scratch {
    fn default() -> Self {
        Self {
            hidden: Vec::new(),
            scaled: Vec::new(),
            queries: Vec::new(),
            keys: Vec::new(),
            values: Vec::new(),
            attended: Vec::new(),
            inner: Vec::new(),
            delta: Vec::new(),
            activations: Activations::new(),
            cache: KvCache::new(KvShape { n_layers: 1, n_kv_heads: N_HEADS, head_dim: HEAD_DIM }),
        }
    }
}

impl Scratch {
    fn resize(&mut self, texts: &[Vec<u32>]) -> Result<()> {
        let n_tokens: usize = texts.iter().map(Vec::len).sum();
        for buffer in [
            &mut self.hidden,
            &mut self.scaled,
            &mut self.queries,
            &mut self.keys,
            &mut self.values,
            &mut self.attended,
            &mut self.delta,
        ] {
            buffer.resize(n_tokens * DIMENSION, 0.0);
        }
        self.inner.resize(n_tokens * HIDDEN_DIM, 0.0);
        let longest = texts.iter().map(Vec::len).max().unwrap_or(0);
        self.cache.reserve(longest).map_err(|error| Error::OutOfMemory { what: error.to_string() })
    }
}

/// The last hidden states of the texts' tokens, `[n_tokens, DIMENSION]`.
pub(super) fn forward<'a>(
    weights: &Weights,
    pool: &Pool,
    scratch: &'a mut Scratch,
    texts: &[Vec<u32>],
) -> Result<&'a [f32]> {
    scratch.resize(texts)?;
    embed(weights, pool, texts, &mut scratch.hidden);
    for layer in &weights.layers {
        attention(layer, pool, scratch, texts);
        feed_forward(layer, pool, scratch);
    }
    Ok(&scratch.hidden)
}

fn embed(weights: &Weights, pool: &Pool, texts: &[Vec<u32>], hidden: &mut [f32]) {
    let tokens: Vec<(usize, u32)> = texts.iter().flat_map(|text| text.iter().copied().enumerate()).collect();
    pool.for_each_chunk(hidden, TOKENS_A_PART * DIMENSION, &|part, rows| {
        let tokens = &tokens[part * TOKENS_A_PART..];
        for (row, (position, token)) in rows.chunks_exact_mut(DIMENSION).zip(tokens) {
            weights.words.dequantize_row(*token as usize, row);
            vector::add(row, &weights.positions[position * DIMENSION..][..DIMENSION]);
            normalize(row, &weights.norm);
        }
    });
}

fn normalize(row: &mut [f32], norm: &Norm) {
    vector::layer_norm(row, &norm.weight, &norm.bias, EPSILON);
}

fn attention(layer: &Layer, pool: &Pool, scratch: &mut Scratch, texts: &[Vec<u32>]) {
    let Scratch { hidden, scaled, queries, keys, values, attended, delta, activations, cache, .. } = scratch;
    scale(pool, hidden, &layer.attention_scales, scaled);
    activations.quantize(pool, scaled, DIMENSION);
    let mut products = [
        Product::new(&layer.query.matrix, queries),
        Product::new(&layer.key.matrix, keys),
        Product::new(&layer.value.matrix, values),
    ];
    multiply(pool, activations, &mut products);
    for (x, linear) in [(&mut *queries, &layer.query), (&mut *keys, &layer.key), (&mut *values, &layer.value)]
    {
        add_bias(pool, x, &linear.bias);
    }
    let mut from = 0;
    for text in texts {
        let range = from..from + text.len() * DIMENSION;
        from = range.end;
        cache.write(0, 0, &keys[range.clone()], &values[range.clone()]);
        let all = Attention { layer: 0, n_heads: N_HEADS, n_visible: text.len(), causal: false };
        cache.attend(pool, all, &queries[range.clone()], &mut attended[range]);
    }
    activations.quantize(pool, attended, DIMENSION);
    multiply(pool, activations, &mut [Product::new(&layer.attention_out.matrix, delta)]);
    add_and_normalize(pool, hidden, delta, &layer.attention_out, &layer.attention_norm);
}

fn feed_forward(layer: &Layer, pool: &Pool, scratch: &mut Scratch) {
    let Scratch { hidden, scaled, inner, delta, activations, .. } = scratch;
    scale(pool, hidden, &layer.feed_scales, scaled);
    activations.quantize(pool, scaled, DIMENSION);
    multiply(pool, activations, &mut [Product::new(&layer.up.matrix, inner)]);
    pool.for_each_chunk(inner, TOKENS_A_PART * HIDDEN_DIM, &|_, rows| {
        for row in rows.chunks_exact_mut(HIDDEN_DIM) {
            vector::bias_gelu(row, &layer.up.bias);
        }
    });
    activations.quantize(pool, inner, HIDDEN_DIM);
    multiply(pool, activations, &mut [Product::new(&layer.down.matrix, delta)]);
    add_and_normalize(pool, hidden, delta, &layer.down, &layer.out_norm);
}

/// `out = x * scales`, which brings the few large numbers of a hidden state nearer to the others before it is rounded.
fn scale(pool: &Pool, x: &[f32], scales: &[f32], out: &mut [f32]) {
    let part_len = TOKENS_A_PART * DIMENSION;
    pool.for_each_chunk(out, part_len, &|part, rows| {
        let x = x[part * part_len..].chunks_exact(DIMENSION);
        for (row, x) in rows.chunks_exact_mut(DIMENSION).zip(x) {
            for ((out, x), scale) in row.iter_mut().zip(x).zip(scales) {
                *out = x * scale;
            }
        }
    });
}

fn add_bias(pool: &Pool, x: &mut [f32], bias: &[f32]) {
    pool.for_each_chunk(x, TOKENS_A_PART * bias.len(), &|_, rows| {
        for row in rows.chunks_exact_mut(bias.len()) {
            vector::add(row, bias);
        }
    });
}

/// `hidden = norm(hidden + delta + bias)`.
fn add_and_normalize(pool: &Pool, hidden: &mut [f32], delta: &[f32], linear: &Linear, norm: &Norm) {
    let part_len = TOKENS_A_PART * DIMENSION;
    pool.for_each_chunk(hidden, part_len, &|part, rows| {
        let deltas = delta[part * part_len..].chunks_exact(DIMENSION);
        for (row, delta) in rows.chunks_exact_mut(DIMENSION).zip(deltas) {
            vector::add(row, delta);
            vector::add(row, &linear.bias);
            normalize(row, norm);
        }
    });
}
