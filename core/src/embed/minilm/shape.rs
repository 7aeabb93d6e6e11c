//! The lengths of the published model (`config.json`), and what its tensors are called.

use super::DIMENSION;

pub(super) const N_LAYERS: usize = 6;
pub(super) const N_HEADS: usize = 12;
pub(super) const HEAD_DIM: usize = DIMENSION / N_HEADS;

/// Numbers between the two products of the feed-forward part.
pub(super) const HIDDEN_DIM: usize = 1_536;

/// Word pieces of the vocabulary.
pub(super) const VOCAB_SIZE: usize = 30_522;

/// Positions that have an embedding.
pub(super) const N_POSITIONS: usize = 512;

/// Kinds of segments that have an embedding; a text is all of kind 0.
pub(super) const N_TOKEN_TYPES: usize = 2;

pub(super) const EPSILON: f32 = 1e-12;

/// Tensors of each layer that the published model does not have: see [`super::quantize`].
pub(super) const ATTENTION_SCALES: &str = "attn_in_scale.weight";
pub(super) const FEED_SCALES: &str = "ffn_in_scale.weight";

/// Names in the derived GGUF file (llama.cpp's, `gguf-py/gguf/constants.py`) and in the published one, with rows and
/// columns; one row is a vector.
pub(super) type TensorName = (&'static str, &'static str, [usize; 2]);

const ROW: [usize; 2] = [1, DIMENSION];
const SQUARE: [usize; 2] = [DIMENSION, DIMENSION];

/// Tensors before the layers.
pub(super) const EMBEDDING: [TensorName; 5] = [
    ("token_embd.weight", "embeddings.word_embeddings.weight", [VOCAB_SIZE, DIMENSION]),
    ("position_embd.weight", "embeddings.position_embeddings.weight", [N_POSITIONS, DIMENSION]),
    ("token_types.weight", "embeddings.token_type_embeddings.weight", [N_TOKEN_TYPES, DIMENSION]),
    ("token_embd_norm.weight", "embeddings.LayerNorm.weight", ROW),
    ("token_embd_norm.bias", "embeddings.LayerNorm.bias", ROW),
];

/// Tensors of each layer: after `blk.N.` and `encoder.layer.N.`.
pub(super) const LAYER: [TensorName; 16] = [
    ("attn_q.weight", "attention.self.query.weight", SQUARE),
    ("attn_q.bias", "attention.self.query.bias", ROW),
    ("attn_k.weight", "attention.self.key.weight", SQUARE),
    ("attn_k.bias", "attention.self.key.bias", ROW),
    ("attn_v.weight", "attention.self.value.weight", SQUARE),
    ("attn_v.bias", "attention.self.value.bias", ROW),
    ("attn_output.weight", "attention.output.dense.weight", SQUARE),
    ("attn_output.bias", "attention.output.dense.bias", ROW),
    ("attn_output_norm.weight", "attention.output.LayerNorm.weight", ROW),
    ("attn_output_norm.bias", "attention.output.LayerNorm.bias", ROW),
    ("ffn_up.weight", "intermediate.dense.weight", [HIDDEN_DIM, DIMENSION]),
    ("ffn_up.bias", "intermediate.dense.bias", [1, HIDDEN_DIM]),
    ("ffn_down.weight", "output.dense.weight", [DIMENSION, HIDDEN_DIM]),
    ("ffn_down.bias", "output.dense.bias", ROW),
    ("layer_output_norm.weight", "output.LayerNorm.weight", ROW),
    ("layer_output_norm.bias", "output.LayerNorm.bias", ROW),
];
