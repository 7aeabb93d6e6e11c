//! Configurations that cannot work: one sentence each, before anything listens where that is possible.

use std::{fs, path::Path};

use recruta_core::embed::minilm;
use recruta_server::{
    config::Args,
    start::{StartError, check},
};

use crate::support::{args, small_models, write};

fn refused(change: impl FnOnce(&mut Args)) -> StartError {
    let mut args = args(&["--generator", "none"]);
    change(&mut args);
    check(&args).map(|_| ()).expect_err("cannot work")
}

fn says(error: &StartError, words: &[&str]) {
    let text = error.to_string();
    assert!(words.iter().all(|word| text.contains(word)), "{words:?} in: {text}");
    assert!(!text.contains('\n'), "one sentence: {text}");
}

#[test]
fn what_is_missing_is_named_with_the_remedy() {
    says(&refused(|args| args.site = "nowhere".into()), &["no page in nowhere", "cargo xtask build"]);
    says(&refused(|args| args.bundle = "nowhere".into()), &["no bundle in nowhere", "recruta ingest"]);
    says(
        &refused(|args| args.models = "nowhere".into()),
        &["nowhere", minilm::WEIGHTS_FILE, "cargo xtask models"],
    );
    says(&refused(|args| args.catalogue = Some("nowhere".into())), &["nowhere", "cannot be read"]);
    says(
        &refused(|args| args.generator = Some("nowhere.gguf".into())),
        &["nowhere.gguf", "--generator none"],
    );
}

/// The bundle's folder with `change` made to one of its parts.
fn changed_bundle(dir: &Path, part: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) {
    for entry in fs::read_dir(recruta_tests::bundle_dir()).expect("the sample bundle").flatten() {
        fs::copy(entry.path(), dir.join(entry.file_name())).expect("copied");
    }
    let file = dir.join(part);
    fs::write(&file, change(fs::read(&file).expect("the part"))).expect("changed");
}

#[test]
fn a_bundle_of_another_embedder_is_refused_before_listening() {
    let dir = tempfile::tempdir().expect("a folder");
    changed_bundle(dir.path(), "manifest.json", |bytes| {
        let mut manifest: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
        manifest["embedder"]["sha256"] = "00".repeat(32).into();
        manifest.to_string().into_bytes()
    });
    let error = refused(|args| args.bundle = dir.path().into());
    says(&error, &["embedder sha256", "recruta ingest"]);
    assert_eq!(error.code(), "bundle_incompatible");
}

fn load_error(args: &Args) -> StartError {
    check(args).expect("looks right").1.load().map(|_| ()).expect_err("cannot be loaded")
}

#[test]
fn a_damaged_part_of_the_bundle_is_refused_when_it_is_read() {
    let dir = tempfile::tempdir().expect("a folder");
    changed_bundle(dir.path(), "passages.json", |mut bytes| {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        bytes
    });
    let mut args = args(&["--generator", "none"]);
    args.bundle = dir.path().into();
    let error = load_error(&args);
    says(&error, &["passages.json is damaged", "again"]);
    assert_eq!(error.code(), "bundle_incompatible");
}

/// The first bytes of the real model: what an interrupted download leaves.
fn truncated() -> Vec<u8> {
    let mut bytes = fs::read(recruta_tests::small_generator()).expect("the small model");
    bytes.truncate(1 << 20);
    bytes
}

#[test]
fn a_damaged_generator_that_was_asked_for_is_refused() {
    let dir = tempfile::tempdir().expect("a folder");
    for (name, bytes) in
        [("truncated.gguf", truncated()), ("page.gguf", b"<!doctype html><title>404</title>".to_vec())]
    {
        write(&dir.path().join(name), &bytes);
        let mut args = args(&[]);
        args.generator = Some(dir.path().join(name));
        let error = load_error(&args);
        says(&error, &[name, "damaged", "get it again"]);
        assert_eq!(error.code(), "model_corrupt");
    }
}

#[test]
fn a_damaged_generator_that_merely_lies_there_means_answers_without_prose() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut args = args(&[]);
    let retriever = minilm::MODEL_ID;
    for file in [minilm::WEIGHTS_FILE, "tokenizer.json"] {
        let copy = dir.path().join(retriever).join(file);
        fs::create_dir_all(copy.parent().expect("a folder")).expect("made");
        fs::copy(args.models.join(retriever).join(file), copy).expect("copied");
    }
    write(&dir.path().join("smollm2-135m-instruct-q4_1/SmolLM2-135M-Instruct.Q4_1.gguf"), &truncated());
    args.models = dir.path().into();
    let loaded = check(&args).expect("looks right").1.load().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(loaded.facts.generator, None);
}

#[test]
fn a_catalogue_that_is_none_is_refused() {
    let file = small_models().join("listed/notes.txt");
    says(&refused(|args| args.catalogue = Some(file)), &["is no model catalogue"]);
}
