//! Quantised matrix multiplication for the engine, and the threads and SIMD behind it.
//!
//! Weights stay in the few bits of their file ([`Matrix`]), activations are rounded to 8 bits ([`Activations`]), and
//! [`multiply`] computes products of both on the best instructions the machine has ([`Backend`]), split over a [`Pool`].
//!
//! **Bit for bit.** Integer dot products are exact, f32 operations are never fused, and every sum has one fixed order, so
//! every back end, any number of threads and any batch give the same bits. Tests compare all back ends with the plain
//! loops of [`Backend::Portable`].
//!
//! **Source.** The formats are ggml's. That lanes of a register are rows of the matrix follows ggml's repacked kernels
//! (`ggml-cpu/repack.cpp`).
//!
//! **What it does not do.** It knows no model, no file and no thread of its own. It is the only crate of the workspace
//! with unsafe code; each block says why it is sound.
#![allow(unsafe_code)]
// Kernels are inlined into functions that switch the instructions on; only there do these become instructions.
#![allow(clippy::inline_always)]

mod activation;
mod attention;
mod backend;
mod error;
mod format;
pub mod half;
mod kernel;
mod matrix;
mod memory;
mod multiply;
mod pool;
mod quantize;
pub mod vector;
mod version;

pub use activation::Activations;
pub use attention::{Attention, KvCache, KvShape};
pub use backend::Backend;
pub use error::Error;
pub use format::Format;
pub use matrix::Matrix;
pub use multiply::{Product, multiply};
pub use pool::Pool;
pub use quantize::quantize_q8_0;
