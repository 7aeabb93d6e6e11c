//! The engine for JavaScript: thin bindings, no logic.
//!
//! What could be tested without a browser is in `recruta_core`; how a worker serves requests is in `js/`. Errors cross
//! as `{code, message}` objects of `recruta_api::error::ErrorBody`, events as those of `recruta_api::worker::Event`.
//!
//! Every call runs to its end on the calling thread. [`Engine::step`] is the one that is called again and again, and
//! is small, so that a worker can listen between two steps.
#![deny(clippy::unwrap_used, clippy::expect_used)]

mod bench;
mod engine;
mod file;
mod hash;
mod interview;
mod panic;
mod threads;
mod wire;

pub use bench::Bench;
pub use engine::Engine;
pub use hash::Sha256;
pub use threads::{break_pool, create_pool, mark_pool_broken, serve_pool};

use wasm_bindgen::prelude::wasm_bindgen;

/// Version of the engine.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
