//! SHA-256 of what is downloaded, as it arrives. The browser's own digest wants the whole file in memory.

use recruta_core::hash::Sha256Stream;
use wasm_bindgen::prelude::wasm_bindgen;

/// A streaming SHA-256.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Sha256(Sha256Stream);

#[wasm_bindgen]
impl Sha256 {
    /// A hash of nothing yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Lower-case hex of everything added; frees the hash.
    pub fn finish(self) -> String {
        self.0.finish()
    }
}
