//! From the published f32 weights to the file the engine reads, a quarter of their size.
//!
//! Hidden states have a few numbers much larger than the rest, and rounding 32 of them with one scale costs the small
//! ones. So the columns of the products that read hidden states are balanced first: numbers that are large in the hidden
//! states become smaller, the weights they meet larger. How large they are is known from the norm before them.
//!
//! **Source.** Xiao et al., "`SmoothQuant`" (2023), with the norm's own weights in place of measured activations.

mod balance;

use std::io::{Read, Seek, Write};

use recruta_kernels::{Format, quantize_q8_0};

use self::balance::Balance;
use super::{
    ARCHITECTURE, DIMENSION, NAME,
    shape::{
        ATTENTION_SCALES, EMBEDDING, EPSILON, FEED_SCALES, HIDDEN_DIM, LAYER, N_HEADS, N_LAYERS, N_POSITIONS,
    },
};
use crate::{
    Error, Result,
    embed::safetensors::F32File,
    gguf::{self, F32, Tensor, Value},
};

/// llama.cpp's number for files that are mostly Q8_0, and for mean pooling.
const MOSTLY_Q8_0: i128 = 7;
const POOLING_MEAN: i128 = 1;

/// Reads the published `model.safetensors` and writes a GGUF file with llama.cpp's names and two more tensors a layer:
/// matrices that are multiplied with, and the word embeddings, as Q8_0, the rest as f32. The vocabulary stays in
/// `tokenizer.json`.
///
/// **Determinism.** The same weights give the same bytes on every machine.
///
/// **Errors.** [`Error::ModelCorrupt`] for anything that is not this model.
pub fn quantize<R: Read + Seek, W: Write>(published: &mut R, writer: &mut W) -> Result<()> {
    let mut file = F32File::open(published)?;
    let mut tensors = Vec::new();
    for (gguf, published, shape) in EMBEDDING {
        tensors.push(tensor(gguf.to_owned(), shape, &read(&mut file, published, shape)?));
    }
    for layer in 0..N_LAYERS {
        convert_layer(&mut file, layer, &mut tensors)?;
    }
    gguf::write(writer, &metadata(), &tensors).map_err(Error::internal)
}

fn convert_layer<R: Read + Seek>(
    file: &mut F32File<'_, R>,
    layer: usize,
    tensors: &mut Vec<Tensor>,
) -> Result<()> {
    let balance = Balance::of(file, layer)?;
    for (gguf, published, shape) in LAYER {
        let mut numbers = read(file, &format!("encoder.layer.{layer}.{published}"), shape)?;
        balance.apply(gguf, &mut numbers);
        tensors.push(tensor(format!("blk.{layer}.{gguf}"), shape, &numbers));
    }
    for (name, scales) in [(ATTENTION_SCALES, &balance.attention), (FEED_SCALES, &balance.feed)] {
        tensors.push(tensor(format!("blk.{layer}.{name}"), [1, DIMENSION], scales));
    }
    Ok(())
}

fn read<R: Read + Seek>(file: &mut F32File<'_, R>, name: &str, shape: [usize; 2]) -> Result<Vec<f32>> {
    file.read(name, dimensions(&shape))
}

/// One row is a vector.
fn dimensions(shape: &[usize; 2]) -> &[usize] {
    if shape[0] == 1 { &shape[1..] } else { shape }
}

/// Rounded if it is multiplied with or looked up by token.
fn tensor(name: String, shape: [usize; 2], numbers: &[f32]) -> Tensor {
    let is_small = shape[0] == 1 || name.starts_with("position") || name.starts_with("token_types");
    let (ggml_type, bytes) = if is_small {
        (F32, numbers.iter().flat_map(|x| x.to_le_bytes()).collect())
    } else {
        (Format::Q8_0.ggml_type(), quantize_q8_0(numbers))
    };
    let dimensions = dimensions(&shape).iter().rev().copied().collect();
    Tensor { name, dimensions, ggml_type, bytes }
}

fn metadata() -> [(&'static str, Value); 12] {
    let number = |n: usize| Value::Integer(n as i128);
    [
        ("general.architecture", Value::Text(ARCHITECTURE.to_owned())),
        ("general.name", Value::Text(NAME.to_owned())),
        ("general.license", Value::Text("apache-2.0".to_owned())),
        ("general.file_type", Value::Integer(MOSTLY_Q8_0)),
        ("bert.block_count", number(N_LAYERS)),
        ("bert.context_length", number(N_POSITIONS)),
        ("bert.embedding_length", number(DIMENSION)),
        ("bert.feed_forward_length", number(HIDDEN_DIM)),
        ("bert.attention.head_count", number(N_HEADS)),
        ("bert.attention.layer_norm_epsilon", Value::Float(EPSILON.into())),
        ("bert.attention.causal", Value::Flag(false)),
        ("bert.pooling_type", Value::Integer(POOLING_MEAN)),
    ]
}
