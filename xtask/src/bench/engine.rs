//! Who is measured: our engine and its peers, natively and in a tab.

mod native;
mod tab;

pub use native::{LlamaBench, Onnx, OursNative, json_of};
pub use tab::{Browser, Tab, TabKind};

use anyhow::Result;
use serde_json::Value;

use super::work::Work;

/// Something that does a piece of work and says how long it took.
pub trait Engine {
    /// Name with version.
    fn name(&self) -> String;

    /// Versions of one engine have one family; rows compare with the fastest of a family.
    fn family(&self) -> Family;

    /// What it says of itself: kernel, threads, time to load.
    fn about(&self) -> Value;

    /// The work it does when asked for `work`: a slow peer is given a shorter prompt.
    fn scaled(&self, work: Work) -> Work {
        work
    }

    /// Runs until speed is steady; gives the last time in milliseconds. None where each reading warms up by itself.
    fn warm_up(&mut self, work: Work) -> Result<Option<f64>>;

    /// Does the work once and gives milliseconds.
    fn measure(&mut self, work: Work) -> Result<f64>;
}

/// Whose engine it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// Ours.
    Recruta,
    /// llama.cpp in wasm.
    Wllama,
    /// llama.cpp built for this CPU.
    LlamaCpp,
    /// ONNX Runtime in wasm.
    TransformersJs,
    /// ONNX Runtime built for x86 or ARM.
    OnnxRuntime,
}
