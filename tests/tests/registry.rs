//! Evaluation, registry and tracking server together: the real engine, and a real `mlflow server`.
//!
//! Commands run in process, with the arguments of the command line; what they leave is read back from disk, and from the
//! tracking server with MLflow's own client.

#[path = "registry/server.rs"]
mod server;
#[path = "registry/support.rs"]
mod support;

#[path = "registry/tracking.rs"]
mod tracking;
#[path = "registry/versions.rs"]
mod versions;
