//! Recruta's engine: from a question about a company's hiring history to an answer whose every claim can be opened.
//!
//! The parts, in the order data meets them:
//!
//! - [`text`] turns Portuguese and English text into terms, sentences and chunks;
//! - [`skill`] finds skills in text, [`family`] what a vacancy is for;
//! - [`bundle`] is the prebuilt knowledge: passages, profiles, vacancies, embeddings, verified part by part;
//! - [`embed`] maps text to vectors, [`index`] finds the nearest, [`retrieve`] fuses both and decides what is evidence;
//! - [`gguf`] is the file format of models;
//! - [`prompt`] and [`generate`] run the language model one step at a time;
//! - [`insight`] counts what a group of hires shares, and which questions such counts answer;
//! - [`answer`] composes what the evidence says, checks what the model says, and keeps citations honest;
//! - [`interview`] plans a mock interview, follows up, scores answers and reports;
//! - [`engine`] drives a question through all of them;
//! - [`metrics`] measure what comes out.
//!
//! **What it does not do.** No file, socket, clock, environment, thread or randomness of its own: shells hand in
//! readers and take out bytes, so the same inputs give the same outputs natively and in wasm (`clippy.toml` holds the
//! line). It does not know the Decision JSON files (`recruta::source` does) nor any wire format (`recruta_api` does).
#![warn(clippy::disallowed_methods)]

pub mod answer;
pub mod bundle;
pub mod embed;
pub mod engine;
mod error;
pub mod family;
pub mod generate;
pub mod gguf;
pub mod hash;
pub mod index;
pub mod insight;
pub mod interview;
pub mod metrics;
pub mod prompt;
pub mod retrieve;
pub mod skill;
pub mod text;

pub use error::{Error, Result};
