//! Why weights could not be packed.

use crate::Format;

/// What was wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Rows of a matrix are made of whole blocks.
    #[error("a {} matrix of {n_rows} by {n_cols}: rows must be whole blocks of {}", format.name(), format.block_len())]
    Shape {
        /// Format of the file.
        format: Format,
        /// Rows.
        n_rows: usize,
        /// Columns.
        n_cols: usize,
    },
    /// A scale is infinite or no number.
    #[error("row {row} has a scale that is not finite")]
    NotFinite {
        /// The row.
        row: usize,
    },
    /// The reader failed or ended early.
    #[error("weights could not be read: {0}")]
    Read(std::io::Error),
    /// The system gives no more memory.
    #[error("no memory for {bytes} bytes of weights")]
    OutOfMemory {
        /// What was asked for.
        bytes: usize,
    },
}
