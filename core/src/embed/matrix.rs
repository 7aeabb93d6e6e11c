//! A block of embeddings and its file form.

use recruta_kernels::half;
use safetensors::{Dtype, SafeTensors, tensor::TensorView};

use crate::{Error, Result, bundle::part};

const TENSOR: &str = "embeddings";

/// Vectors in one allocation, in half precision. **Shape** `[n_rows, dimension]`, row-major, IEEE f16.
///
/// Of a unit vector a half keeps each number within 2^-12 of itself, so a cosine is off by less than 2e-5: a tenth of what
/// tells two passages of a large bundle apart, for half the bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct EmbeddingMatrix {
    dimension: usize,
    halves: Vec<u16>,
}

impl EmbeddingMatrix {
    /// From rows of equal length.
    ///
    /// **Errors.** A row of another length, or with a number that is not finite.
    pub fn from_rows(dimension: usize, rows: Vec<Vec<f32>>) -> Result<Self> {
        let mut halves = Vec::with_capacity(rows.len() * dimension);
        for row in rows {
            if row.len() != dimension {
                return Err(Error::internal(format!("a row of {} numbers, expected {dimension}", row.len())));
            }
            if row.iter().any(|x| !x.is_finite()) {
                return Err(Error::internal("an embedding with a number that is not finite"));
            }
            halves.extend(row.into_iter().map(half::from_f32));
        }
        Ok(Self { dimension, halves })
    }

    /// Length of a row.
    pub fn dimension(&self) -> usize {
        self.dimension
    }

    /// How many rows.
    pub fn n_rows(&self) -> usize {
        self.halves.len().checked_div(self.dimension).unwrap_or(0)
    }

    /// One row, as halves.
    pub fn row(&self, index: usize) -> Option<&[u16]> {
        let start = index.checked_mul(self.dimension)?;
        self.halves.get(start..start.checked_add(self.dimension)?)
    }

    /// The rows, as halves.
    pub fn rows(&self) -> impl Iterator<Item = &[u16]> {
        self.halves.chunks_exact(self.dimension.max(1))
    }

    /// The file form: little-endian f16 under the name `embeddings`.
    pub fn to_safetensors(&self) -> Result<Vec<u8>> {
        let bytes: Vec<u8> = self.halves.iter().flat_map(|x| x.to_le_bytes()).collect();
        let shape = vec![self.n_rows(), self.dimension];
        let view = TensorView::new(Dtype::F16, shape, &bytes).map_err(Error::internal)?;
        safetensors::serialize([(TENSOR, view)], None).map_err(Error::internal)
    }

    /// Reads the file form, or the f32 of version 1 of the bundle; every number must be finite.
    pub fn from_safetensors(bytes: &[u8]) -> Result<Self> {
        let corrupt = |detail: String| Error::BundleCorrupt { part: part::EMBEDDINGS.to_owned(), detail };
        let file = SafeTensors::deserialize(bytes).map_err(|error| corrupt(error.to_string()))?;
        let tensor = file.tensor(TENSOR).map_err(|error| corrupt(error.to_string()))?;
        let &[_, dimension] = tensor.shape() else {
            return Err(corrupt(format!("shape {:?}", tensor.shape())));
        };
        let halves = match tensor.dtype() {
            Dtype::F16 => halves(tensor.data()),
            Dtype::F32 => rounded(tensor.data()),
            other => return Err(corrupt(format!("numbers are {other:?}"))),
        };
        if dimension == 0 {
            return Err(corrupt("rows of no numbers".to_owned()));
        }
        let halves = halves.ok_or_else(|| corrupt("a number that is not finite".to_owned()))?;
        Ok(Self { dimension, halves })
    }
}

fn halves(bytes: &[u8]) -> Option<Vec<u16>> {
    let halves: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|bytes| u16::from_le_bytes(*bytes)).collect();
    halves.iter().all(|x| half::is_finite(*x)).then_some(halves)
}

fn rounded(bytes: &[u8]) -> Option<Vec<u16>> {
    let numbers = bytes.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes));
    numbers.map(|x| x.is_finite().then(|| half::from_f32(x))).collect()
}

#[cfg(test)]
mod tests {
    use safetensors::{Dtype, tensor::TensorView};

    use super::{EmbeddingMatrix, TENSOR};

    fn file(dtype: Dtype, shape: [usize; 2], bytes: &[u8]) -> Vec<u8> {
        let view = TensorView::new(dtype, shape.to_vec(), bytes).expect("whole rows");
        safetensors::serialize([(TENSOR, view)], None).expect("serialises")
    }

    #[test]
    fn survives_its_file_form_and_refuses_noise() {
        let matrix = EmbeddingMatrix::from_rows(2, vec![vec![0.6, 0.8], vec![1.0, 0.0]]).expect("even rows");
        let bytes = matrix.to_safetensors().expect("serialises");
        assert_eq!(EmbeddingMatrix::from_safetensors(&bytes).expect("reads"), matrix);
        for len in 0..bytes.len() {
            assert!(EmbeddingMatrix::from_safetensors(&bytes[..len]).is_err(), "{len} bytes");
        }
        assert!(EmbeddingMatrix::from_safetensors(b"<!DOCTYPE html>").is_err());
    }

    #[test]
    fn rows_of_version_1_are_rounded_and_what_is_not_finite_is_refused() {
        let f32s = |numbers: [f32; 2]| {
            let bytes: Vec<u8> = numbers.iter().flat_map(|x| x.to_le_bytes()).collect();
            EmbeddingMatrix::from_safetensors(&file(Dtype::F32, [1, 2], &bytes))
        };
        let rounded = EmbeddingMatrix::from_rows(2, vec![vec![0.6, -0.8]]).expect("even rows");
        assert_eq!(f32s([0.6, -0.8]).expect("reads"), rounded);
        assert!(f32s([0.6, f32::NAN]).is_err());
        let infinite = file(Dtype::F16, [1, 2], &[0, 0x7c, 0, 0]);
        assert!(EmbeddingMatrix::from_safetensors(&infinite).is_err());
        assert!(EmbeddingMatrix::from_safetensors(&file(Dtype::I16, [1, 1], &[0, 0])).is_err());
        assert!(EmbeddingMatrix::from_rows(1, vec![vec![f32::NAN]]).is_err());
    }
}
