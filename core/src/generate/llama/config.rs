//! What a Llama file says of its shape.

use recruta_kernels::KvShape;

use crate::{Error, Result, gguf::Gguf};

/// More than any model of this architecture has; a damaged header must not make room for it.
const MAX_LEN: usize = 1 << 20;

/// Numbers of a head are worked on in blocks of so many.
const HEAD_BLOCK: usize = 16;

/// Lengths and constants of a model.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Config {
    pub(super) context_length: usize,
    /// Numbers of a hidden state.
    pub(super) dim: usize,
    pub(super) n_layers: usize,
    pub(super) n_heads: usize,
    pub(super) n_kv_heads: usize,
    pub(super) head_dim: usize,
    /// Numbers between the two products of the feed-forward part.
    pub(super) hidden_dim: usize,
    pub(super) epsilon: f32,
    pub(super) rope_base: f32,
    /// Numbers of a head that are rotated.
    pub(super) rope_dim: usize,
}

impl Config {
    /// **Errors.** [`Error::ModelUnsupported`] by name for another architecture, [`Error::ModelCorrupt`] for one that
    /// contradicts itself.
    pub(super) fn from_metadata(gguf: &Gguf) -> Result<Self> {
        check_architecture(gguf)?;
        let (dim, n_heads) = (length(gguf, "embedding_length")?, length(gguf, "attention.head_count")?);
        let head_dim = optional(gguf, "attention.key_length").unwrap_or(dim / n_heads);
        let config = Self {
            context_length: length(gguf, "context_length")?,
            dim,
            n_layers: length(gguf, "block_count")?,
            n_heads,
            n_kv_heads: optional(gguf, "attention.head_count_kv").unwrap_or(n_heads),
            head_dim,
            hidden_dim: length(gguf, "feed_forward_length")?,
            epsilon: gguf.fraction("llama.attention.layer_norm_rms_epsilon").unwrap_or(1e-5),
            rope_base: gguf.fraction("llama.rope.freq_base").unwrap_or(10_000.0),
            rope_dim: optional(gguf, "rope.dimension_count").unwrap_or(head_dim),
        };
        config.check()?;
        Ok(config)
    }

    pub(super) fn kv_shape(&self) -> KvShape {
        KvShape { n_layers: self.n_layers, n_kv_heads: self.n_kv_heads, head_dim: self.head_dim }
    }

    /// Multiply-additions of a token in a layer's products, as far as they can be counted.
    pub(super) fn layer_work(&self) -> usize {
        let attention = 2 * (self.n_heads + self.n_kv_heads) * self.head_dim;
        self.dim.saturating_mul(attention + 3 * self.hidden_dim)
    }

    fn check(&self) -> Result<()> {
        let Self { n_heads, n_kv_heads, head_dim, rope_dim, .. } = *self;
        let is_rotated = (1..=head_dim).contains(&rope_dim) && rope_dim.is_multiple_of(2);
        let is_plausible = n_heads.checked_mul(head_dim).is_some_and(|n| n <= MAX_LEN);
        if n_kv_heads == 0 || !n_heads.is_multiple_of(n_kv_heads) || !is_rotated || !is_plausible {
            return Err(Error::corrupt(format!(
                "{n_heads} heads, {n_kv_heads} of keys, of {head_dim} numbers, {rope_dim} of them rotated"
            )));
        }
        if head_dim == 0 || !head_dim.is_multiple_of(HEAD_BLOCK) {
            let detail = format!("heads of {head_dim} numbers, only multiples of {HEAD_BLOCK} run");
            return Err(Error::ModelUnsupported { detail });
        }
        if !(self.epsilon.is_finite() && self.rope_base.is_finite() && self.rope_base > 0.0) {
            return Err(Error::corrupt("a constant that is not finite"));
        }
        Ok(())
    }
}

fn check_architecture(gguf: &Gguf) -> Result<()> {
    let architecture = gguf.text("general.architecture").unwrap_or_default();
    if architecture != "llama" {
        let detail = format!("architecture {architecture:?}, only \"llama\" runs");
        return Err(Error::ModelUnsupported { detail });
    }
    if let Some(n) = gguf.number("llama.expert_count").filter(|n| *n > 0) {
        return Err(Error::ModelUnsupported { detail: format!("a mixture of {n} experts") });
    }
    match gguf.text("llama.rope.scaling.type") {
        None | Some("none") => Ok(()),
        Some(scaling) => Err(Error::ModelUnsupported { detail: format!("rope scaling {scaling:?}") }),
    }
}

fn optional(gguf: &Gguf, key: &str) -> Option<usize> {
    gguf.number(&format!("llama.{key}")).map(|n| n as usize)
}

fn length(gguf: &Gguf, key: &str) -> Result<usize> {
    let n = optional(gguf, key).ok_or_else(|| Error::corrupt(format!("no {key}")))?;
    if n == 0 || n > MAX_LEN {
        return Err(Error::corrupt(format!("{key} is {n}")));
    }
    Ok(n)
}
