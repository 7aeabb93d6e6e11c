//! The tensors of a Llama file.

use std::io::{Read, Seek};

use recruta_kernels::{Backend, Matrix};

use super::config::Config;
use crate::{Error, Result, gguf::Gguf};

/// One layer.
pub(super) struct Layer {
    pub(super) attention_norm: Vec<f32>,
    pub(super) query: Matrix,
    pub(super) key: Matrix,
    pub(super) value: Matrix,
    pub(super) attention_out: Matrix,
    pub(super) feed_norm: Vec<f32>,
    pub(super) gate: Matrix,
    pub(super) up: Matrix,
    pub(super) down: Matrix,
}

/// All of them.
pub(super) struct Weights {
    pub(super) embedding: Matrix,
    pub(super) layers: Vec<Layer>,
    pub(super) out_norm: Vec<f32>,
    /// None when the embedding serves for both ends.
    pub(super) out: Option<Matrix>,
    /// What each pair's angle is divided by; none when all are 1.
    pub(super) rope_factors: Vec<f32>,
}

impl Weights {
    /// Reads all tensors.
    pub(super) fn read<R: Read + Seek>(
        gguf: &Gguf,
        config: &Config,
        backend: Backend,
        vocab_size: usize,
        reader: &mut R,
    ) -> Result<Self> {
        let mut source = Source { gguf, backend, reader };
        let embedding = source.matrix("token_embd", [vocab_size, config.dim])?;
        let has_out = gguf.tensor("output.weight").is_some();
        Ok(Self {
            embedding,
            layers: (0..config.n_layers).map(|i| source.layer(i, config)).collect::<Result<_>>()?,
            out_norm: source.vector("output_norm", config.dim)?,
            out: has_out.then(|| source.matrix("output", [vocab_size, config.dim])).transpose()?,
            rope_factors: match gguf.tensor("rope_freqs.weight") {
                Some(_) => source.vector("rope_freqs", config.rope_dim / 2)?,
                None => Vec::new(),
            },
        })
    }
}

struct Source<'a, R> {
    gguf: &'a Gguf,
    backend: Backend,
    reader: &'a mut R,
}

impl<R: Read + Seek> Source<'_, R> {
    fn layer(&mut self, index: usize, config: &Config) -> Result<Layer> {
        let name = |part: &str| format!("blk.{index}.{part}");
        for bias in ["attn_q", "attn_k", "attn_v", "attn_output"] {
            if self.gguf.tensor(&format!("{}.bias", name(bias))).is_some() {
                return Err(Error::ModelUnsupported { detail: format!("a bias of {bias}") });
            }
        }
        let &Config { dim, hidden_dim, n_heads, n_kv_heads, head_dim, .. } = config;
        let (query_dim, kv_dim) = (n_heads * head_dim, n_kv_heads * head_dim);
        Ok(Layer {
            attention_norm: self.vector(&name("attn_norm"), dim)?,
            query: self.matrix(&name("attn_q"), [query_dim, dim])?,
            key: self.matrix(&name("attn_k"), [kv_dim, dim])?,
            value: self.matrix(&name("attn_v"), [kv_dim, dim])?,
            attention_out: self.matrix(&name("attn_output"), [dim, query_dim])?,
            feed_norm: self.vector(&name("ffn_norm"), dim)?,
            gate: self.matrix(&name("ffn_gate"), [hidden_dim, dim])?,
            up: self.matrix(&name("ffn_up"), [hidden_dim, dim])?,
            down: self.matrix(&name("ffn_down"), [dim, hidden_dim])?,
        })
    }

    fn vector(&mut self, name: &str, len: usize) -> Result<Vec<f32>> {
        self.gguf.read_vector(self.reader, &format!("{name}.weight"), len)
    }

    fn matrix(&mut self, name: &str, shape: [usize; 2]) -> Result<Matrix> {
        self.gguf.read_matrix(self.reader, self.backend, &format!("{name}.weight"), shape)
    }
}
