//! What an engine runs with, as names and values: for `/info`, reports and registered versions alike.

use std::collections::BTreeMap;

use recruta_core::{
    bundle::Manifest,
    engine::{AskOptions, Engine},
    generate::ModelInfo,
    prompt,
};

/// Names and values of models, bundle, prompt and budgets. `generator` is id and sha256 of the one that was loaded.
pub fn parameters(
    engine: &Engine,
    options: &AskOptions,
    manifest_sha256: &str,
    generator: Option<(&str, &str)>,
) -> BTreeMap<String, String> {
    let mut parameters = of_bundle(&engine.bundle().manifest, manifest_sha256);
    parameters.extend(of_answers(options));
    if let (Some((id, sha256)), Some(model)) = (generator, engine.generator()) {
        parameters.extend(of_generator(id, sha256, model));
    }
    parameters
}

fn of_bundle(manifest: &Manifest, manifest_sha256: &str) -> BTreeMap<String, String> {
    let mut parameters = named([
        ("embedder", manifest.embedder.id.clone()),
        ("embedder_sha256", manifest.embedder.sha256.clone()),
        ("embedder_dimension", manifest.embedder.dimension.to_string()),
        ("text_rules", manifest.text_rules.clone()),
        ("bundle_format_version", manifest.format_version.to_string()),
        ("bundle_manifest_sha256", manifest_sha256.to_owned()),
    ]);
    parameters.extend(manifest.counts.iter().map(|(name, count)| (format!("n_{name}"), count.to_string())));
    parameters
}

fn of_answers(options: &AskOptions) -> BTreeMap<String, String> {
    named([
        ("top_k", options.top_k.to_string()),
        ("max_new_tokens", options.max_new_tokens.to_string()),
        ("max_evidence_tokens", options.max_evidence_tokens.to_string()),
        ("sampling", format!("{:?}", options.sampling).to_lowercase()),
        ("prompt_sha256", prompt::fingerprint()),
    ])
}

fn of_generator(id: &str, sha256: &str, model: &ModelInfo) -> BTreeMap<String, String> {
    named([
        ("generator", id.to_owned()),
        ("generator_name", model.name.clone()),
        ("generator_sha256", sha256.to_owned()),
        ("generator_context_tokens", model.context_length.to_string()),
    ])
}

fn named<const N: usize>(pairs: [(&str, String); N]) -> BTreeMap<String, String> {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
