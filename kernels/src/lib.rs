//! Quantised matrix multiplication for the engine.
//!
//! Empty until the engine's own kernels replace candle's: today `recruta_core` multiplies with candle, and this crate
//! holds the place where unsafe SIMD code may live, so that no other crate ever needs it.
