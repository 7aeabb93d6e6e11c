//! A registered version as a model version, with its alias.

use recruta_native::registry::Version;
use serde_json::{Value, json};

use super::{Client, MlflowError, run::RemoteRun};

/// Name of the registered model.
pub const MODEL: &str = "recruta";

/// Alias of the version in use.
pub const ALIAS: &str = "champion";

/// Creates the model version of a run, unless it is there already; gives its number on the server.
pub fn create(client: &Client, run: &RemoteRun, version: &Version) -> Result<String, MlflowError> {
    match client.post("registered-models/create", &json!({ "name": MODEL })) {
        Ok(_) => {}
        Err(error) if error.is("RESOURCE_ALREADY_EXISTS") => {}
        Err(error) => return Err(error),
    }
    if let Some(known) = find(client, &run.id)? {
        return Ok(known);
    }
    let tags: Vec<Value> =
        tags(version).into_iter().map(|(key, value)| json!({ "key": key, "value": value })).collect();
    let call = "model-versions/create";
    let body = json!({
        "name": MODEL,
        "source": run.artifact_uri,
        "run_id": run.id,
        "description": format!("Recruta version {} of run {}", version.version, version.run_id),
        "tags": tags,
    });
    let answer = client.post(call, &body)?;
    client.text(call, &answer, "/model_version/version")
}

fn find(client: &Client, run_id: &str) -> Result<Option<String>, MlflowError> {
    let filter = format!("run_id='{run_id}'");
    let answer = client.get("model-versions/search", &[("filter", &filter), ("max_results", "100")])?;
    let versions = answer.get("model_versions").and_then(Value::as_array).cloned().unwrap_or_default();
    let ours = versions.iter().find(|version| version.get("name").and_then(Value::as_str) == Some(MODEL));
    Ok(ours.and_then(|version| version.get("version")?.as_str()).map(str::to_owned))
}

fn tags(version: &Version) -> Vec<(String, String)> {
    let mut tags: Vec<(String, String)> =
        version.tags.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
    let mut put = |key: &str, value: &str| tags.push((format!("recruta.{key}"), value.to_owned()));
    put("version", &version.version.to_string());
    put("run_id", &version.run_id);
    put("bundle_manifest_sha256", &version.hashes.bundle_manifest);
    put("prompt_sha256", &version.hashes.prompt);
    put("model_sha256", version.hashes.model.as_deref().unwrap_or("none"));
    if let Some(forced) = &version.forced {
        put("forced", &forced.reason);
    }
    tags
}

/// Lets the alias point at a version, by its number on the server.
pub fn alias(client: &Client, number: &str) -> Result<(), MlflowError> {
    let body = json!({ "name": MODEL, "alias": ALIAS, "version": number });
    client.post("registered-models/alias", &body).map(drop)
}
