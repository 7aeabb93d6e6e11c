//! One pass over the layers.

use std::ops::Range;

use recruta_kernels::{Activations, Attention, KvCache, Pool, Product, multiply, vector};

use super::{
    config::Config,
    weights::{Layer, Weights},
};

/// Memory that every pass needs again. **Shapes** `[n_tokens, …]`.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// The residual stream, `[n_tokens, dim]`.
    hidden: Vec<f32>,
    normed: Vec<f32>,
    queries: Vec<f32>,
    keys: Vec<f32>,
    values: Vec<f32>,
    attended: Vec<f32>,
    gate: Vec<f32>,
    up: Vec<f32>,
    /// What a part adds to the residual stream.
    delta: Vec<f32>,
    activations: Activations,
    cos: Vec<f32>,
    sin: Vec<f32>,
}

impl Scratch {
    fn resize(&mut self, config: &Config, n_tokens: usize) {
        let Config { dim, hidden_dim, n_heads, n_kv_heads, head_dim, rope_dim, .. } = *config;
        for (buffer, len) in [
            (&mut self.hidden, dim),
            (&mut self.normed, dim),
            (&mut self.queries, n_heads * head_dim),
            (&mut self.keys, n_kv_heads * head_dim),
            (&mut self.values, n_kv_heads * head_dim),
            (&mut self.attended, n_heads * head_dim),
            (&mut self.gate, hidden_dim),
            (&mut self.up, hidden_dim),
            (&mut self.delta, dim),
            (&mut self.cos, rope_dim / 2),
            (&mut self.sin, rope_dim / 2),
        ] {
            buffer.resize(len * n_tokens, 0.0);
        }
    }
}

/// Starts a batch: its embeddings become the hidden states.
pub(super) fn begin(
    config: &Config,
    weights: &Weights,
    scratch: &mut Scratch,
    tokens: &[u32],
    positions: &[usize],
) {
    scratch.resize(config, tokens.len());
    for (token, hidden) in tokens.iter().zip(scratch.hidden.chunks_exact_mut(config.dim)) {
        weights.embedding.dequantize_row(*token as usize, hidden);
    }
    angles(config, &weights.rope_factors, positions, scratch);
}

/// Consecutive tokens of a batch that belong to one sequence.
pub(super) struct Rows<'a> {
    /// Where its keys and values go; room is reserved.
    pub(super) cache: &'a mut KvCache,
    /// Position of the first.
    pub(super) position: usize,
    pub(super) n_tokens: usize,
}

/// Takes a batch through some layers.
pub(super) fn layers(
    config: &Config,
    weights: &Weights,
    pool: &Pool,
    rows: &mut [Rows<'_>],
    scratch: &mut Scratch,
    range: Range<usize>,
) {
    for (index, layer) in range.clone().zip(&weights.layers[range]) {
        attention(config, layer, index, pool, rows, scratch);
        feed_forward(config, layer, pool, scratch);
    }
}

/// Logits of the last `n` processed tokens, `[n, vocab_size]`.
pub(super) fn logits(
    config: &Config,
    weights: &Weights,
    pool: &Pool,
    scratch: &mut Scratch,
    n: usize,
) -> Vec<f32> {
    let hidden = &scratch.hidden[scratch.hidden.len() - n * config.dim..];
    let normed = &mut scratch.normed[..n * config.dim];
    norm(pool, hidden, &weights.out_norm, config, normed);
    scratch.activations.quantize(pool, normed, config.dim);
    let out = weights.out.as_ref().unwrap_or(&weights.embedding);
    let mut logits = vec![0.0; n * out.n_rows()];
    multiply(pool, &scratch.activations, &mut [Product::new(out, &mut logits)]);
    logits
}

fn norm(pool: &Pool, x: &[f32], weight: &[f32], config: &Config, out: &mut [f32]) {
    let (dim, epsilon) = (config.dim, config.epsilon);
    pool.for_each_chunk(out, dim, &|row, out| {
        vector::rms_norm(&x[row * dim..][..dim], weight, epsilon, out);
    });
}

/// Cosines and sines of the tokens' angles, `[n_tokens, rope_dim / 2]`.
fn angles(config: &Config, factors: &[f32], positions: &[usize], scratch: &mut Scratch) {
    let n = config.rope_dim / 2;
    for pair in 0..n {
        let exponent = (2 * pair) as f64 / config.rope_dim as f64;
        let factor = factors.get(pair).map_or(1.0, |factor| f64::from(*factor));
        let frequency = 1.0 / (libm::pow(f64::from(config.rope_base), exponent) * factor);
        let rows = scratch.cos.chunks_exact_mut(n).zip(scratch.sin.chunks_exact_mut(n));
        for (position, (cos, sin)) in positions.iter().zip(rows) {
            let angle = *position as f64 * frequency;
            (cos[pair], sin[pair]) = (libm::cos(angle) as f32, libm::sin(angle) as f32);
        }
    }
}

fn attention(
    config: &Config,
    layer: &Layer,
    index: usize,
    pool: &Pool,
    rows: &mut [Rows<'_>],
    scratch: &mut Scratch,
) {
    let Scratch { hidden, normed, queries, keys, values, attended, delta, activations, cos, sin, .. } =
        scratch;
    norm(pool, hidden, &layer.attention_norm, config, normed);
    activations.quantize(pool, normed, config.dim);
    let mut products = [
        Product::new(&layer.query, queries),
        Product::new(&layer.key, keys),
        Product::new(&layer.value, values),
    ];
    multiply(pool, activations, &mut products);
    rotate(config, pool, queries, cos, sin, config.n_heads);
    rotate(config, pool, keys, cos, sin, config.n_kv_heads);
    let (row_len, kv_len) = (config.n_heads * config.head_dim, config.n_kv_heads * config.head_dim);
    let mut first = 0;
    for Rows { cache, position, n_tokens } in rows {
        let tokens = first..first + *n_tokens;
        let part = |len: usize| tokens.start * len..tokens.end * len;
        cache.write(index, *position, &keys[part(kv_len)], &values[part(kv_len)]);
        let attention =
            Attention { layer: index, n_heads: config.n_heads, n_visible: *position + 1, causal: true };
        cache.attend(pool, attention, &queries[part(row_len)], &mut attended[part(row_len)]);
        first = tokens.end;
    }
    activations.quantize(pool, attended, row_len);
    multiply(pool, activations, &mut [Product::new(&layer.attention_out, delta)]);
    vector::add(hidden, delta);
}

fn rotate(config: &Config, pool: &Pool, x: &mut [f32], cos: &[f32], sin: &[f32], n_heads: usize) {
    let (head_dim, n) = (config.head_dim, config.rope_dim / 2);
    pool.for_each_chunk(x, n_heads * head_dim, &|token, row| {
        let (cos, sin) = (&cos[token * n..][..n], &sin[token * n..][..n]);
        if config.rope_dim == head_dim {
            vector::rotate(row, cos, sin);
        } else {
            for head in row.chunks_exact_mut(head_dim) {
                vector::rotate(&mut head[..config.rope_dim], cos, sin);
            }
        }
    });
}

fn feed_forward(config: &Config, layer: &Layer, pool: &Pool, scratch: &mut Scratch) {
    let Scratch { hidden, normed, gate, up, delta, activations, .. } = scratch;
    norm(pool, hidden, &layer.feed_norm, config, normed);
    activations.quantize(pool, normed, config.dim);
    multiply(pool, activations, &mut [Product::new(&layer.gate, gate), Product::new(&layer.up, up)]);
    let (up, hidden_dim) = (&*up, config.hidden_dim);
    pool.for_each_chunk(gate, hidden_dim, &|row, gate| {
        vector::swiglu(gate, &up[row * hidden_dim..][..hidden_dim]);
    });
    activations.quantize(pool, gate, hidden_dim);
    multiply(pool, activations, &mut [Product::new(&layer.down, delta)]);
    vector::add(hidden, delta);
}
