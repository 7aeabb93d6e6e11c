//! The tensors of the derived file, packed for the kernels.

use std::io::{Read, Seek};

use recruta_kernels::{Backend, Matrix, vector};

use super::{
    ARCHITECTURE, DIMENSION,
    shape::{ATTENTION_SCALES, FEED_SCALES, HIDDEN_DIM, N_LAYERS, N_POSITIONS, N_TOKEN_TYPES, VOCAB_SIZE},
};
use crate::{Error, Result, gguf::Gguf};

/// A layer norm.
pub(super) struct Norm {
    pub(super) weight: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

/// A product and what is added to it.
pub(super) struct Linear {
    pub(super) matrix: Matrix,
    pub(super) bias: Vec<f32>,
}

/// One layer.
pub(super) struct Layer {
    /// What hidden states are multiplied with before they are rounded for the products; the weights were divided by it.
    pub(super) attention_scales: Vec<f32>,
    pub(super) query: Linear,
    pub(super) key: Linear,
    pub(super) value: Linear,
    pub(super) attention_out: Linear,
    pub(super) attention_norm: Norm,
    pub(super) feed_scales: Vec<f32>,
    pub(super) up: Linear,
    pub(super) down: Linear,
    pub(super) out_norm: Norm,
}

/// All of them.
pub(super) struct Weights {
    pub(super) words: Matrix,
    /// What each position adds, the embedding of token type 0 included. **Shape** `[N_POSITIONS, DIMENSION]`.
    pub(super) positions: Vec<f32>,
    pub(super) norm: Norm,
    pub(super) layers: Vec<Layer>,
}

impl Weights {
    /// Reads all tensors.
    ///
    /// **Errors.** [`Error::ModelUnsupported`] for another architecture, [`Error::ModelCorrupt`] for other shapes.
    pub(super) fn read<R: Read + Seek>(gguf: &Gguf, backend: Backend, reader: &mut R) -> Result<Self> {
        check_architecture(gguf)?;
        let mut source = Source { gguf, backend, reader };
        // Looked up, not multiplied with.
        let words = gguf.read_matrix(source.reader, backend, "token_embd.weight", [VOCAB_SIZE, DIMENSION])?;
        let mut positions = source.vector("position_embd.weight", N_POSITIONS * DIMENSION)?;
        let types = source.vector("token_types.weight", N_TOKEN_TYPES * DIMENSION)?;
        for position in positions.chunks_exact_mut(DIMENSION) {
            vector::add(position, &types[..DIMENSION]);
        }
        let norm = source.norm("token_embd_norm")?;
        let layers = (0..N_LAYERS).map(|index| source.layer(index)).collect::<Result<_>>()?;
        Ok(Self { words, positions, norm, layers })
    }
}

fn check_architecture(gguf: &Gguf) -> Result<()> {
    let architecture = gguf.text("general.architecture").unwrap_or_default();
    if architecture == ARCHITECTURE {
        return Ok(());
    }
    let detail = format!("architecture {architecture:?}, the retriever is {ARCHITECTURE:?}");
    Err(Error::ModelUnsupported { detail })
}

struct Source<'a, R> {
    gguf: &'a Gguf,
    backend: Backend,
    reader: &'a mut R,
}

impl<R: Read + Seek> Source<'_, R> {
    fn layer(&mut self, index: usize) -> Result<Layer> {
        let name = |part: &str| format!("blk.{index}.{part}");
        let square = [DIMENSION, DIMENSION];
        Ok(Layer {
            attention_scales: self.vector(&name(ATTENTION_SCALES), DIMENSION)?,
            query: self.linear(&name("attn_q"), square)?,
            key: self.linear(&name("attn_k"), square)?,
            value: self.linear(&name("attn_v"), square)?,
            attention_out: self.linear(&name("attn_output"), square)?,
            attention_norm: self.norm(&name("attn_output_norm"))?,
            feed_scales: self.vector(&name(FEED_SCALES), DIMENSION)?,
            up: self.linear(&name("ffn_up"), [HIDDEN_DIM, DIMENSION])?,
            down: self.linear(&name("ffn_down"), [DIMENSION, HIDDEN_DIM])?,
            out_norm: self.norm(&name("layer_output_norm"))?,
        })
    }

    fn linear(&mut self, name: &str, shape: [usize; 2]) -> Result<Linear> {
        let matrix = self.matrix(name, shape)?;
        Ok(Linear { matrix, bias: self.vector(&format!("{name}.bias"), shape[0])? })
    }

    fn norm(&mut self, name: &str) -> Result<Norm> {
        let mut part = |part: &str| self.vector(&format!("{name}.{part}"), DIMENSION);
        Ok(Norm { weight: part("weight")?, bias: part("bias")? })
    }

    fn vector(&mut self, name: &str, len: usize) -> Result<Vec<f32>> {
        self.gguf.read_vector(self.reader, name, len)
    }

    fn matrix(&mut self, name: &str, shape: [usize; 2]) -> Result<Matrix> {
        self.gguf.read_wide_matrix(self.reader, self.backend, &format!("{name}.weight"), shape)
    }
}
