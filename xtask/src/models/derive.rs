//! Models made from other models on this machine, by the product's own `recruta models quantize-retriever`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::part::path_of;
use super::verified::Verified;
use crate::catalogue::{Model, ModelFile, Role};
use crate::native::{Native, Scope};
use crate::paths::Paths;
use crate::process;
use crate::step::say;

/// Makes the files of `model`: those that `source` has too are copied, another one is made from its first file, the
/// weights. What is there and right stays.
pub fn ensure(paths: &Paths, model: &Model, source: &Model, scope: Scope) -> Result<()> {
    let folder = paths.models().join(&model.id);
    let source_folder = paths.models().join(&source.id);
    fs::create_dir_all(&folder)
        .with_context(|| format!("{} cannot be made; check the folder's permissions", folder.display()))?;
    for file in &model.files {
        let same = source.files.iter().find(|original| original.sha256 == file.sha256);
        let weights = source.files.first().with_context(|| format!("{} has no files", source.id))?;
        let original = same.unwrap_or(weights);
        let made_from = format!("{} as {}", original.sha256.as_deref().unwrap_or_default(), model.format);
        if is_ready(&folder, file, &made_from)? {
            continue;
        }
        let (input, output) = (source_folder.join(&original.name), folder.join(&file.name));
        if same.is_some() {
            copy(&input, &output)?;
        } else {
            say("models", format_args!("{}: made from {}", model.id, source.id));
            quantize(paths, model, &input, &output, scope)?;
        }
        accept(&folder, file, &made_from)?;
    }
    Ok(())
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

/// Writes beside the destination first, so that an interruption leaves no half file behind.
fn copy(input: &Path, output: &Path) -> Result<()> {
    let half = path_of(output);
    fs::copy(input, &half)
        .and_then(|_| fs::rename(&half, output))
        .with_context(|| format!("{} cannot be written; free some disk", output.display()))
}

/// The command writes beside the destination and renames, too.
fn quantize(paths: &Paths, model: &Model, input: &Path, output: &Path, scope: Scope) -> Result<()> {
    if model.role != Role::Retriever {
        bail!("{} is derived, but only a retriever can be; mend static/models.json", model.id);
    }
    let mut command = process::command(&Native::build(paths, scope)?.cli, paths);
    command.args(["models", "quantize-retriever", "--input"]).arg(input).arg("--output").arg(output);
    process::run(&mut command, "mend what it says above, then run `cargo xtask models` again")
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
    fn a_copy_takes_its_name_only_when_whole() {
        let dir = tempfile::tempdir().unwrap();
        let (input, output) = (dir.path().join("a"), dir.path().join("b"));
        assert!(copy(&input, &output).is_err() && !output.exists());
        fs::write(&input, "abc").unwrap();
        copy(&input, &output).unwrap();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
        assert_eq!(fs::read(&output).unwrap(), b"abc");
    }

    #[test]
    fn a_pinned_file_must_come_out_as_pinned() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("m"), "abc").unwrap();
        let wrong = accept(dir.path(), &file(Some("00")), "s").unwrap_err();
        assert!(wrong.to_string().contains("not the pinned one") && !dir.path().join("m").exists());
    }
}
