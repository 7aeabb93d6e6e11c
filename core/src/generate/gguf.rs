//! Opening a GGUF file with every check that can be made before weights are read.

use std::io::{Read, Seek, SeekFrom};

use candle_core::quantized::gguf_file::{Content, Value};

use crate::{Error, Result};

/// Reads and checks the header: magic, Llama architecture, every tensor inside the file.
///
/// **Errors.** [`Error::ModelCorrupt`] for half a file or no GGUF at all, [`Error::ModelUnsupported`] by name for a model
/// of another kind.
pub(super) fn open<R: Read + Seek>(reader: &mut R) -> Result<Content> {
    check_magic(reader)?;
    let content = Content::read(reader).map_err(Error::corrupt)?;
    check_architecture(&content)?;
    check_extent(&content, reader)?;
    Ok(content)
}

fn check_magic<R: Read + Seek>(reader: &mut R) -> Result<()> {
    let mut magic = [0; 4];
    reader.seek(SeekFrom::Start(0)).map_err(Error::corrupt)?;
    reader
        .read_exact(&mut magic)
        .map_err(|_| Error::corrupt("the file is empty or shorter than four bytes"))?;
    reader.seek(SeekFrom::Start(0)).map_err(Error::corrupt)?;
    match &magic {
        b"GGUF" => Ok(()),
        [b'<', ..] => Err(Error::corrupt("a web page stands in its place")),
        _ => Err(Error::corrupt("not a GGUF file")),
    }
}

fn check_architecture(content: &Content) -> Result<()> {
    let architecture = text(content, "general.architecture").unwrap_or_default();
    if architecture != "llama" {
        let detail = format!("architecture {architecture:?}, only \"llama\" runs");
        return Err(Error::ModelUnsupported { detail });
    }
    match text(content, "llama.rope.scaling.type") {
        None => Ok(()),
        Some(scaling) if scaling == "none" => Ok(()),
        Some(scaling) => Err(Error::ModelUnsupported { detail: format!("rope scaling {scaling:?}") }),
    }
}

/// A half-downloaded file has a whole header, so the last byte each tensor needs is checked against the length.
fn check_extent<R: Read + Seek>(content: &Content, reader: &mut R) -> Result<()> {
    let length = reader.seek(SeekFrom::End(0)).map_err(Error::corrupt)?;
    for (name, info) in &content.tensor_infos {
        let blocks = info.shape.elem_count() / info.ggml_dtype.block_size();
        let size = (blocks * info.ggml_dtype.type_size()) as u64;
        let end = content.tensor_data_offset.saturating_add(info.offset).saturating_add(size);
        if end > length {
            return Err(Error::corrupt(format!("it ends at byte {length}, tensor {name} reaches {end}")));
        }
    }
    Ok(())
}

/// A string of the metadata.
pub(super) fn text(content: &Content, key: &str) -> Option<String> {
    content.metadata.get(key).and_then(|value| value.to_string().ok()).cloned()
}

/// An unsigned number of the metadata, of any width.
pub(super) fn number(content: &Content, key: &str) -> Option<u32> {
    match content.metadata.get(key)? {
        Value::U8(x) => Some(u32::from(*x)),
        Value::U16(x) => Some(u32::from(*x)),
        Value::U32(x) => Some(*x),
        Value::U64(x) => u32::try_from(*x).ok(),
        Value::I8(x) => u32::try_from(*x).ok(),
        Value::I16(x) => u32::try_from(*x).ok(),
        Value::I32(x) => u32::try_from(*x).ok(),
        Value::I64(x) => u32::try_from(*x).ok(),
        _ => None,
    }
}

/// A truth value of the metadata.
pub(super) fn flag(content: &Content, key: &str) -> Option<bool> {
    content.metadata.get(key).and_then(|value| value.to_bool().ok())
}

/// An array of the metadata.
pub(super) fn array<'a>(content: &'a Content, key: &str) -> Result<&'a [Value]> {
    match content.metadata.get(key) {
        Some(Value::Array(values)) => Ok(values),
        _ => Err(Error::corrupt(format!("no array {key}"))),
    }
}

/// An array of strings.
pub(super) fn strings(content: &Content, key: &str) -> Result<Vec<String>> {
    let text = |value: &Value| {
        value.to_string().cloned().map_err(|_| Error::corrupt(format!("{key} holds no strings")))
    };
    array(content, key)?.iter().map(text).collect()
}
