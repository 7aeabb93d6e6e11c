//! What the suites share: where models, bundle and goldens lie.
//!
//! [`oracle`] is candle, which the engine's own models are compared with.
//!
//! `cargo xtask test` sets the folders; a suite run by hand finds them in the workspace. A missing model is a failure
//! that says how to get it, never a skipped test.

pub mod oracle;

use std::path::{Path, PathBuf};

use recruta_native::Models;

/// The workspace.
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

fn folder(variable: &str, default: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| workspace().join(default), PathBuf::from)
}

/// The models folder with the catalogue.
///
/// # Panics
/// When the catalogue is damaged.
pub fn models() -> Models {
    Models::open(&folder("RECRUTA_MODELS", "models"), &workspace().join("static/models.json"), None)
        .expect("static/models.json is a catalogue")
}

/// The sample bundle.
pub fn bundle_dir() -> PathBuf {
    folder("RECRUTA_BUNDLE", "target/sample-bundle")
}

/// The small generator.
pub fn small_generator() -> PathBuf {
    models().dir.join("smollm2-135m-instruct-q4_1/SmolLM2-135M-Instruct.Q4_1.gguf")
}

/// A golden file: numbers of the reference implementations.
///
/// # Panics
/// When it cannot be read.
pub fn golden(name: &str) -> serde_json::Value {
    let file = workspace().join("tests/golden").join(name);
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_json::from_str(&text).expect("goldens are JSON")
}
