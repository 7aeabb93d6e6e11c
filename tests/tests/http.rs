//! The server in process: real models, real bundle, no port unless a test is about sockets.
//!
//! Nothing here measures time. What must stop is watched through the server's own counters.

#[path = "http/support.rs"]
mod support;

#[path = "http/answers.rs"]
mod answers;
#[path = "http/bad_input.rs"]
mod bad_input;
#[path = "http/bento.rs"]
mod bento;
#[path = "http/champion.rs"]
mod champion;
#[path = "http/contract.rs"]
mod contract;
#[path = "http/engine.rs"]
mod engine;
#[path = "http/files.rs"]
mod files;
#[path = "http/guard.rs"]
mod guard;
#[path = "http/insight.rs"]
mod insight;
#[path = "http/interview.rs"]
mod interview;
#[path = "http/socket.rs"]
mod socket;
#[path = "http/start.rs"]
mod start;
#[path = "http/stream.rs"]
mod stream;
