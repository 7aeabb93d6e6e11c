//! `recruta`: native jobs over the engine.
//!
//! This crate alone knows the Decision JSON exports: [`source`] reads them, [`clean`] takes out what identifies people,
//! [`ingest`] makes a bundle of what is left. The other modules are the commands.

pub mod ask;
pub mod bench;
pub mod clean;
pub mod clock;
pub mod embed;
pub mod evaluate;
pub mod file;
pub mod filter;
pub mod generate;
pub mod ingest;
pub mod insight;
pub mod interview;
pub mod lines;
pub mod metrics;
pub mod mlflow;
pub mod models;
pub mod output;
pub mod place;
pub mod registry;
pub mod retrieval;
pub mod source;
