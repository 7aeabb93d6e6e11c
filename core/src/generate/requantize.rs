//! Rewriting a GGUF file in another weight format.

use std::io::{Read, Seek, Write};

use candle_core::{
    Device,
    quantized::{GgmlDType, QTensor, gguf_file},
};

use super::gguf;
use crate::{Error, Result};

/// Formats candle multiplies with SIMD in wasm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequantizeFormat {
    /// 4 bits a weight and a scale for 32.
    Q4_0,
    /// 8 bits a weight and a scale for 32.
    Q8_0,
}

impl RequantizeFormat {
    fn dtype(self) -> GgmlDType {
        match self {
            RequantizeFormat::Q4_0 => GgmlDType::Q4_0,
            RequantizeFormat::Q8_0 => GgmlDType::Q8_0,
        }
    }
}

/// Copies a Llama GGUF with its Q4_1 tensors in `format`; everything else stays as it is.
///
/// Made once at setup because candle 0.11 has no wasm SIMD for Q4_1.
///
/// **Determinism.** The same input gives the same bytes on every platform: metadata and tensors are written in the
/// order of their names.
pub fn requantize<R: Read + Seek, W: Write + Seek>(
    reader: &mut R,
    writer: &mut W,
    format: RequantizeFormat,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<()> {
    let content = gguf::open(reader)?;
    let mut names: Vec<&String> = content.tensor_infos.keys().collect();
    names.sort_unstable();
    let mut tensors: Vec<(&str, QTensor)> = Vec::with_capacity(names.len());
    for name in names.iter().copied() {
        let tensor = content.tensor(reader, name, &Device::Cpu).map_err(Error::corrupt)?;
        tensors.push((name, convert(tensor, format)?));
        progress(tensors.len(), names.len());
    }
    let mut metadata: Vec<(&str, &gguf_file::Value)> =
        content.metadata.iter().map(|(key, value)| (key.as_str(), value)).collect();
    metadata.sort_unstable_by_key(|(key, _)| *key);
    let tensors: Vec<(&str, &QTensor)> = tensors.iter().map(|(name, tensor)| (*name, tensor)).collect();
    gguf_file::write(writer, &metadata, &tensors).map_err(Error::internal)
}

fn convert(tensor: QTensor, format: RequantizeFormat) -> Result<QTensor> {
    if tensor.dtype() != GgmlDType::Q4_1 {
        return Ok(tensor);
    }
    Ok(QTensor::quantize(&tensor.dequantize(&Device::Cpu)?, format.dtype())?)
}
