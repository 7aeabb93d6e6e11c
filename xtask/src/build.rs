//! `cargo xtask build`: the engine package, the page, and the site folder that the server hands out.

mod boot;
mod catalogue;
mod engine;
mod interview;
mod page;
mod precache;
mod site;

use anyhow::Result;

use crate::bundle;
use crate::native::{Native, Scope};
use crate::paths::Paths;
use crate::setup::Tools;

/// Builds everything from an empty target folder on, models aside.
pub fn run(paths: &Paths) -> Result<()> {
    let native = Native::build(paths, Scope::Product)?;
    bundle::ensure(paths, &native)?;
    web(paths)
}

/// Builds what the browser gets, from the sample bundle that is there.
pub fn web(paths: &Paths) -> Result<()> {
    let tools = Tools::ensure(paths)?;
    engine::build(paths, &tools)?;
    page::build(paths, &tools)?;
    site::assemble(paths)
}
