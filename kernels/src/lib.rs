//! Quantised matrix multiplication for the engine, and the threads and SIMD behind it.
//!
//! The only crate of the workspace with unsafe code; each block says why it is sound.
#![allow(unsafe_code)]

mod pool;

pub use pool::Pool;
