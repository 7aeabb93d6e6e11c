//! Models made from other models on this machine, by the product's own `recruta models requantize`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::part::path_of;
use super::verified::Verified;
use crate::catalogue::{Model, ModelFile};
use crate::native::{Native, Scope};
use crate::paths::Paths;
use crate::process;
use crate::step::say;

/// Makes the file of `model` from that of `source`, unless it is there and was made from this source in this format.
pub fn ensure(paths: &Paths, model: &Model, source: &Model, scope: Scope) -> Result<()> {
    let ([file], [input]) = (model.files.as_slice(), source.files.as_slice()) else {
        bail!("{} and {} must have one file each; mend static/models.json", model.id, source.id);
    };
    let folder = paths.models().join(&model.id);
    let made_from = format!("{} as {}", input.sha256.as_deref().unwrap_or_default(), model.format);
    if is_ready(&folder, file, &made_from)? {
        return Ok(());
    }
    fs::create_dir_all(&folder)
        .with_context(|| format!("{} cannot be made; check the folder's permissions", folder.display()))?;
    say("models", format_args!("{}: made from {}", model.id, source.id));
    let output = folder.join(&file.name);
    let input = paths.models().join(&source.id).join(&input.name);
    requantize(paths, &Native::build(paths, scope)?.cli, &input, &output, &model.format)?;
    accept(&folder, file, &made_from)
}

fn is_ready(folder: &Path, file: &ModelFile, made_from: &str) -> Result<bool> {
    if !folder.join(&file.name).is_file() {
        return Ok(false);
    }
    let mut verified = Verified::load(folder);
    match &file.sha256 {
        Some(pinned) => Ok(verified.sha256(&file.name)? == *pinned),
        None => Ok(verified.made_from(&file.name)?.as_deref() == Some(made_from)),
    }
}

/// Writes beside the destination first, so that an interruption leaves no half model behind.
fn requantize(paths: &Paths, cli: &Path, input: &Path, output: &Path, format: &str) -> Result<()> {
    let half = path_of(output);
    let mut command = process::command(cli, paths);
    command.args(["models", "requantize", "--input"]).arg(input).arg("--output").arg(&half);
    command.args(["--to", format]);
    process::run(&mut command, "mend what it says above, then run `cargo xtask models` again")?;
    fs::rename(&half, output)
        .with_context(|| format!("{} cannot be written; check the folder's permissions", output.display()))
}

/// A result that differs from the pinned one is refused: every machine must run the same weights.
fn accept(folder: &Path, file: &ModelFile, made_from: &str) -> Result<()> {
    let mut verified = Verified::load(folder);
    let found = verified.sha256(&file.name)?;
    if file.sha256.as_ref().is_some_and(|pinned| *pinned != found) {
        let path = folder.join(&file.name);
        fs::remove_file(&path).with_context(|| format!("{} is wrong; remove it", path.display()))?;
        bail!(
            "{} came out with sha256 {found}, not the pinned one; pin it in static/models.json if that is meant",
            file.name
        );
    }
    verified.record_made_from(&file.name, made_from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(sha256: Option<&str>) -> ModelFile {
        ModelFile {
            name: "m".to_owned(),
            bytes: None,
            sha256: sha256.map(str::to_owned),
            sources: Vec::new(),
        }
    }

    #[test]
    fn an_unpinned_file_is_made_again_when_its_source_or_format_changes() {
        let dir = tempfile::tempdir().unwrap();
        assert!(!is_ready(dir.path(), &file(None), "s as Q8_0").unwrap());
        fs::write(dir.path().join("m"), "weights").unwrap();
        assert!(!is_ready(dir.path(), &file(None), "s as Q8_0").unwrap());
        accept(dir.path(), &file(None), "s as Q8_0").unwrap();
        assert!(is_ready(dir.path(), &file(None), "s as Q8_0").unwrap());
        assert!(!is_ready(dir.path(), &file(None), "s as Q4_0").unwrap());
    }

    #[test]
    fn a_pinned_file_must_come_out_as_pinned() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("m"), "abc").unwrap();
        let wrong = accept(dir.path(), &file(Some("00")), "s").unwrap_err();
        assert!(wrong.to_string().contains("not the pinned one") && !dir.path().join("m").exists());
    }
}
