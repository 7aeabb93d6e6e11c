//! `cargo xtask serve`: from a fresh clone to the product in the browser.

use std::net::IpAddr;
use std::process::Command;

use anyhow::{Result, anyhow};

use crate::native::{Native, Scope};
use crate::paths::Paths;
use crate::step::say;
use crate::{build, bundle, models, process, setup};

/// Options of `cargo xtask serve`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Port to listen on
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// Leave the big generator (640 MB) out and run on the small one
    #[arg(long)]
    small: bool,
}

/// Prepares what is not up to date, then becomes the server.
pub fn run(paths: &Paths, args: &Args) -> Result<()> {
    setup::run(paths, &setup::Args::default())?;
    models::run(paths, &models::Args { small: args.small, ids: Vec::new() }, Scope::Product)?;
    let native = Native::build(paths, Scope::Product)?;
    let bundle = bundle::ensure(paths, &native)?;
    build::web(paths)?;
    let mut server = process::command(&native.server, paths);
    server.arg("--host").arg(args.host.to_string()).arg("--port").arg(args.port.to_string());
    server.arg("--site").arg(paths.site()).arg("--bundle").arg(bundle);
    server.arg("--models").arg(paths.models()).arg("--catalogue").arg(paths.catalogue());
    say("serve", format_args!("http://{} (Ctrl-C stops)", std::net::SocketAddr::new(args.host, args.port)));
    become_process(&mut server)
}

/// Where the system can, the server takes this process's place, so that signals reach it and nothing outlives it.
#[cfg(unix)]
fn become_process(server: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    let error = server.exec();
    Err(anyhow!("the server did not start ({error}); run `cargo xtask serve` again"))
}

#[cfg(not(unix))]
fn become_process(server: &mut Command) -> Result<()> {
    process::run(server, "run `cargo xtask serve` again")
}
