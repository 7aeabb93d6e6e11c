//! A block of embeddings and its file form.

use safetensors::{Dtype, SafeTensors, tensor::TensorView};

use crate::{Error, Result, bundle::part};

const TENSOR: &str = "embeddings";

/// Vectors in one allocation. **Shape** `[n_rows, dimension]`, row-major, f32.
#[derive(Debug, Clone, PartialEq)]
pub struct EmbeddingMatrix {
    dimension: usize,
    data: Vec<f32>,
}

impl EmbeddingMatrix {
    /// From rows of equal length.
    pub fn from_rows(dimension: usize, rows: Vec<Vec<f32>>) -> Result<Self> {
        if let Some(row) = rows.iter().find(|row| row.len() != dimension) {
            return Err(Error::internal(format!("a row of {} numbers, expected {dimension}", row.len())));
        }
        Ok(Self { dimension, data: rows.into_iter().flatten().collect() })
    }

    /// Length of a row.
    pub fn dimension(&self) -> usize {
        self.dimension
    }

    /// How many rows.
    pub fn n_rows(&self) -> usize {
        self.data.len().checked_div(self.dimension).unwrap_or(0)
    }

    /// The rows.
    pub fn rows(&self) -> impl Iterator<Item = &[f32]> {
        self.data.chunks_exact(self.dimension.max(1))
    }

    /// The file form: little-endian f32 under the name `embeddings`.
    pub fn to_safetensors(&self) -> Result<Vec<u8>> {
        let bytes: Vec<u8> = self.data.iter().flat_map(|x| x.to_le_bytes()).collect();
        let shape = vec![self.n_rows(), self.dimension];
        let view = TensorView::new(Dtype::F32, shape, &bytes).map_err(Error::internal)?;
        safetensors::serialize([(TENSOR, view)], None).map_err(Error::internal)
    }

    /// Reads the file form; every number must be finite.
    pub fn from_safetensors(bytes: &[u8]) -> Result<Self> {
        let corrupt = |detail: String| Error::BundleCorrupt { part: part::EMBEDDINGS.to_owned(), detail };
        let file = SafeTensors::deserialize(bytes).map_err(|error| corrupt(error.to_string()))?;
        let tensor = file.tensor(TENSOR).map_err(|error| corrupt(error.to_string()))?;
        let &[_, dimension] = tensor.shape() else {
            return Err(corrupt(format!("shape {:?}", tensor.shape())));
        };
        if tensor.dtype() != Dtype::F32 || dimension == 0 {
            return Err(corrupt(format!("{:?} of dimension {dimension}", tensor.dtype())));
        }
        let data: Vec<f32> =
            tensor.data().as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        if data.iter().any(|x| !x.is_finite()) {
            return Err(corrupt("a number that is not finite".to_owned()));
        }
        Ok(Self { dimension, data })
    }
}

#[cfg(test)]
mod tests {
    use super::EmbeddingMatrix;

    #[test]
    fn survives_its_file_form_and_refuses_noise() {
        let matrix = EmbeddingMatrix::from_rows(2, vec![vec![0.6, 0.8], vec![1.0, 0.0]]).expect("even rows");
        let bytes = matrix.to_safetensors().expect("serialises");
        assert_eq!(EmbeddingMatrix::from_safetensors(&bytes).expect("reads"), matrix);
        assert!(EmbeddingMatrix::from_safetensors(&bytes[..bytes.len() - 1]).is_err());
        assert!(EmbeddingMatrix::from_safetensors(b"<!DOCTYPE html>").is_err());
    }
}
