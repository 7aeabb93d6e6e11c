//! The interviewer with the knowledge that is built in.

use recruta_core::{Result, interview::Interviewer};

/// Files of `data/interview` by path, as `build.rs` packed them.
const KNOWLEDGE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/interview.json"));

/// The interviewer every native shell uses.
pub fn interviewer() -> Result<Interviewer> {
    Interviewer::open_pack(KNOWLEDGE)
}
