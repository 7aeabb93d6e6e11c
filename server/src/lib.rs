//! Recruta over HTTP: the static host of the page, and the same engine run natively for callers without a browser.
//!
//! - [`config`] is the command line, [`start`] checks what it names before anything listens, [`load`] loads it;
//! - [`engine`] answers on a thread of its own, one small step at a time, so that stopping is heard;
//! - [`body`] and [`error`] say what is wrong with a request, in two languages;
//! - [`route`] holds the endpoints, [`app`] puts them together, [`mod@file`] hands out site, bundle and models;
//! - [`interview`] keeps mock interviews that are under way, in memory only;
//! - [`guard`] adds the headers every response carries, [`metrics`] counts.
//!
//! **What it does not do.** No log line holds a question or an answer. It changes no file. It builds nothing: the page
//! comes from `cargo xtask build`, bundles from `recruta ingest`.

pub mod app;
pub mod body;
pub mod config;
pub mod engine;
pub mod error;
pub mod file;
pub mod guard;
pub mod info;
pub mod interview;
pub mod load;
pub mod metrics;
pub mod route;
pub mod start;
