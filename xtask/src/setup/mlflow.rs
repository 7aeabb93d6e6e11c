//! The tracking server of the tests, in a Python of its own.

use std::path::PathBuf;

use anyhow::Result;

use super::install_debian;
use crate::{
    paths::Paths,
    process,
    stamp::{Fingerprint, unless_fresh},
    step::say,
};

/// The Python that runs it, whether it is there yet or not.
pub fn python(paths: &Paths) -> PathBuf {
    paths.in_target("mlflow/bin/python")
}

/// Makes it as tests/mlflow-requirements.txt says, unless that was done.
pub fn ensure(paths: &Paths) -> Result<()> {
    let (list, venv) = (paths.root.join("tests/mlflow-requirements.txt"), paths.in_target("mlflow"));
    unless_fresh(paths, "mlflow", Fingerprint::default().path(&list)?, &python(paths), || {
        say("setup", "pip install for target/mlflow");
        can_make_environments(paths)?;
        let mut make = process::command("python3", paths);
        make.args(["-m", "venv", "--clear"]).arg(&venv);
        process::run(&mut make, "install python3-venv, then run the command again")?;
        let mut pip = process::command(python(paths), paths);
        pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check", "-r"]);
        process::run(pip.arg(&list), "go online, then run the command again")
    })?;
    Ok(())
}

/// Debian keeps a part of Python's `venv` in a package of its own.
fn can_make_environments(paths: &Paths) -> Result<()> {
    let mut ask = process::command("python3", paths);
    match process::output(ask.args(["-c", "import ensurepip"])) {
        Some(_) => Ok(()),
        None => install_debian(paths, "python3-venv", "python3-venv"),
    }
}
