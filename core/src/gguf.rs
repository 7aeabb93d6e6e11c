//! GGUF: the file format of quantised models.
//!
//! A header with metadata and the places of tensors, then the tensors. Every length is checked against the file before
//! anything is set aside for it, so that a damaged file costs an error and not the memory.
//!
//! **Source.** ggml's `docs/gguf.md`, versions 2 and 3, little-endian.

mod counted;
mod read;
mod value;
mod write;

use std::{
    collections::HashMap,
    io::{BufReader, Read, Seek, SeekFrom},
};

use recruta_kernels::{Backend, Format, Matrix};

pub(crate) use counted::Counted;
pub use value::Value;
pub use write::{Tensor, write};

use crate::{Error, Result};

/// `general.alignment` unless the file says otherwise.
const DEFAULT_ALIGNMENT: u64 = 32;

/// ggml's number of plain f32.
pub(crate) const F32: u32 = 0;

/// Where a tensor lies and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TensorInfo {
    /// Lengths, the fastest first: a matrix is `[n_cols, n_rows]`.
    pub dimensions: Vec<usize>,
    /// ggml's number of the format.
    pub ggml_type: u32,
    /// First byte, from the start of the file.
    pub offset: u64,
}

/// A header.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gguf {
    metadata: HashMap<String, Value>,
    tensors: HashMap<String, TensorInfo>,
}

impl Gguf {
    /// Reads and checks a header: every tensor must lie inside the file.
    ///
    /// **Errors.** [`Error::ModelCorrupt`] for half a file, or none at all.
    pub fn read<R: Read + Seek>(reader: &mut R) -> Result<Self> {
        let length = reader.seek(SeekFrom::End(0)).map_err(Error::corrupt)?;
        reader.seek(SeekFrom::Start(0)).map_err(Error::corrupt)?;
        // Headers hold many short strings; a reader over JavaScript pays for every call.
        let header = read::Header::read(BufReader::with_capacity(256 << 10, reader), length)?;
        let gguf = Self { metadata: header.metadata, tensors: header.tensors };
        gguf.check_extent(length)?;
        Ok(gguf)
    }

    /// A half-downloaded file has a whole header, so the last byte each tensor needs is checked against the length.
    fn check_extent(&self, length: u64) -> Result<()> {
        for (name, info) in &self.tensors {
            let Some(size) = info.size_bytes() else { continue };
            let end = info.offset.saturating_add(size);
            if end > length {
                return Err(Error::corrupt(format!("it ends at byte {length}, tensor {name} reaches {end}")));
            }
        }
        Ok(())
    }

    /// A value of the metadata.
    pub fn value(&self, key: &str) -> Option<&Value> {
        self.metadata.get(key)
    }

    /// A string of the metadata.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.value(key)?.as_text()
    }

    /// An unsigned number of the metadata, of any width.
    pub fn number(&self, key: &str) -> Option<u32> {
        self.value(key)?.as_number()
    }

    /// A fraction of the metadata.
    pub fn fraction(&self, key: &str) -> Option<f32> {
        self.value(key)?.as_fraction()
    }

    /// A truth value of the metadata.
    pub fn flag(&self, key: &str) -> Option<bool> {
        self.value(key)?.as_flag()
    }

    /// A list of strings.
    pub fn texts(&self, key: &str) -> Result<&[String]> {
        match self.value(key) {
            Some(Value::Texts(texts)) => Ok(texts),
            _ => Err(Error::corrupt(format!("no list of texts {key}"))),
        }
    }

    /// A list of numbers, none when it is not there.
    pub fn numbers(&self, key: &str) -> &[f64] {
        match self.value(key) {
            Some(Value::Numbers(numbers)) => numbers,
            _ => &[],
        }
    }

    /// Where a tensor lies.
    pub fn tensor(&self, name: &str) -> Option<&TensorInfo> {
        self.tensors.get(name)
    }

    /// Reads a tensor of f32 with so many numbers.
    pub fn read_vector<R: Read + Seek>(&self, reader: &mut R, name: &str, len: usize) -> Result<Vec<f32>> {
        let info = self.required(name)?;
        let got: usize = info.dimensions.iter().product();
        if info.ggml_type != F32 {
            return Err(info.unsupported(name, "F32"));
        }
        if got != len {
            return Err(Error::corrupt(format!("{name} has {got} numbers, expected {len}")));
        }
        let mut bytes = vec![0; len * 4];
        reader.seek(SeekFrom::Start(info.offset)).map_err(Error::corrupt)?;
        reader.read_exact(&mut bytes).map_err(Error::corrupt)?;
        let numbers: Vec<f32> = bytes.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect();
        if numbers.iter().any(|x| !x.is_finite()) {
            return Err(Error::corrupt(format!("{name} has a number that is not finite")));
        }
        Ok(numbers)
    }

    /// Reads a matrix of `[n_rows, n_cols]` straight into the layout of the kernels.
    ///
    /// **Errors.** [`Error::ModelUnsupported`] by name for a format without kernels, [`Error::ModelCorrupt`] for another
    /// shape, [`Error::OutOfMemory`].
    pub fn read_matrix<R: Read + Seek>(
        &self,
        reader: &mut R,
        backend: Backend,
        name: &str,
        shape: [usize; 2],
    ) -> Result<Matrix> {
        self.pack_matrix(reader, name, shape, |format, reader| Matrix::read(backend, format, shape, reader))
    }

    /// As [`Self::read_matrix`], in [`Matrix::read_wide`]'s layout.
    pub fn read_wide_matrix<R: Read + Seek>(
        &self,
        reader: &mut R,
        backend: Backend,
        name: &str,
        shape: [usize; 2],
    ) -> Result<Matrix> {
        self.pack_matrix(reader, name, shape, |format, reader| {
            Matrix::read_wide(backend, format, shape, reader)
        })
    }

    fn pack_matrix<R: Read + Seek>(
        &self,
        reader: &mut R,
        name: &str,
        [n_rows, n_cols]: [usize; 2],
        pack: impl FnOnce(Format, &mut dyn Read) -> std::result::Result<Matrix, recruta_kernels::Error>,
    ) -> Result<Matrix> {
        let info = self.required(name)?;
        if info.dimensions != [n_cols, n_rows] {
            let got = &info.dimensions;
            return Err(Error::corrupt(format!("{name} is {got:?}, expected [{n_cols}, {n_rows}]")));
        }
        let formats = Format::ALL.map(Format::name).join(", ");
        let format =
            Format::from_ggml_type(info.ggml_type).ok_or_else(|| info.unsupported(name, &formats))?;
        reader.seek(SeekFrom::Start(info.offset)).map_err(Error::corrupt)?;
        pack(format, reader).map_err(|error| kernel_error(name, &error))
    }

    fn required(&self, name: &str) -> Result<&TensorInfo> {
        self.tensor(name).ok_or_else(|| Error::corrupt(format!("no tensor {name}")))
    }
}

impl TensorInfo {
    /// Bytes it takes; none for a format that is not known, which is refused when the tensor is read.
    fn size_bytes(&self) -> Option<u64> {
        let n = self.dimensions.iter().try_fold(1_u64, |n, d| n.checked_mul(*d as u64)).unwrap_or(u64::MAX);
        if self.ggml_type == F32 {
            return Some(n.saturating_mul(4));
        }
        let format = Format::from_ggml_type(self.ggml_type)?;
        Some((n / format.block_len() as u64).saturating_mul(format.block_bytes() as u64))
    }

    fn unsupported(&self, name: &str, expected: &str) -> Error {
        let got = value::type_name(self.ggml_type);
        Error::ModelUnsupported { detail: format!("tensor {name} is {got}, this engine runs {expected}") }
    }
}

fn kernel_error(name: &str, error: &recruta_kernels::Error) -> Error {
    match error {
        recruta_kernels::Error::OutOfMemory { bytes } => {
            Error::OutOfMemory { what: format!("{} MB of weights", bytes.div_ceil(1_000_000)) }
        }
        error => Error::corrupt(format!("{name}: {error}")),
    }
}
