//! An evaluation as a run: parameters, metrics, tags, report and questions.

use serde_json::{Value, json};

use super::{Client, MlflowError};
use crate::{
    clock::Moment,
    evaluate::{
        markdown,
        report::{JSON_FILE, MARKDOWN_FILE, Report},
    },
};

/// Tag that carries our own name of a run; what was told before is found by it.
pub const RUN_TAG: &str = "recruta.run_id";

/// Parameters that the server takes in one call.
const MAX_PARAMS: usize = 100;

/// The questions as a table that the server's page shows.
const TABLE_FILE: &str = "questions.json";

/// A run on the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteRun {
    /// The server's name of it.
    pub id: String,
    /// Where its artifacts are.
    pub artifact_uri: String,
}

/// Logs a report as a run, unless it is there already. A run that was left half told is told again.
pub fn log(client: &Client, experiment: &str, report: &Report) -> Result<RemoteRun, MlflowError> {
    let experiment = experiment_id(client, experiment)?;
    let found = find(client, &experiment, &report.run_id)?;
    if let Some((run, true)) = found {
        return Ok(run);
    }
    let run = match found {
        Some((run, _)) => run,
        None => create(client, &experiment, report)?,
    };
    fill(client, &run, report)?;
    let end = Moment::now().unix_ms;
    client.post("runs/update", &json!({ "run_id": run.id, "status": "FINISHED", "end_time": end }))?;
    Ok(run)
}

fn experiment_id(client: &Client, name: &str) -> Result<String, MlflowError> {
    let call = "experiments/get-by-name";
    match client.get(call, &[("experiment_name", name)]) {
        Ok(answer) => return client.text(call, &answer, "/experiment/experiment_id"),
        Err(error) if error.is("RESOURCE_DOES_NOT_EXIST") => {}
        Err(error) => return Err(error),
    }
    let call = "experiments/create";
    match client.post(call, &json!({ "name": name })) {
        Ok(answer) => client.text(call, &answer, "/experiment_id"),
        // Another caller was faster.
        Err(error) if error.is("RESOURCE_ALREADY_EXISTS") => experiment_id(client, name),
        Err(error) => Err(error),
    }
}

/// The run that was told before, and whether it was told to its end.
fn find(client: &Client, experiment: &str, run_id: &str) -> Result<Option<(RemoteRun, bool)>, MlflowError> {
    let call = "runs/search";
    let filter = format!("tags.`{RUN_TAG}` = '{run_id}'");
    let body = json!({ "experiment_ids": [experiment], "filter": filter, "max_results": 1 });
    let answer = client.post(call, &body)?;
    let Some(run) = answer.pointer("/runs/0") else { return Ok(None) };
    let is_finished = run.pointer("/info/status").and_then(Value::as_str) == Some("FINISHED");
    Ok(Some((remote(client, call, run)?, is_finished)))
}

fn create(client: &Client, experiment: &str, report: &Report) -> Result<RemoteRun, MlflowError> {
    let call = "runs/create";
    let n_s = report.set.n_questions;
    let note = format!("{n_s} questions of {}; text metrics are of {}.", report.set.file, report.scored_text);
    let logged = json!([{ "path": TABLE_FILE, "type": "table" }]).to_string();
    let tags = [
        (RUN_TAG, report.run_id.as_str()),
        ("recruta.set_sha256", &report.set.sha256),
        ("mlflow.source.name", "recruta evaluate"),
        ("mlflow.source.type", "LOCAL"),
        ("mlflow.note.content", &note),
        ("mlflow.loggedArtifacts", &logged),
    ];
    let body = json!({
        "experiment_id": experiment,
        "run_name": report.run_id,
        "start_time": Moment::now().unix_ms,
        "tags": tags.map(|(key, value)| json!({ "key": key, "value": value })),
    });
    let answer = client.post(call, &body)?;
    remote(client, call, answer.pointer("/run").unwrap_or(&Value::Null))
}

fn remote(client: &Client, call: &str, run: &Value) -> Result<RemoteRun, MlflowError> {
    Ok(RemoteRun {
        id: client.text(call, run, "/info/run_id")?,
        artifact_uri: client.text(call, run, "/info/artifact_uri")?,
    })
}

fn fill(client: &Client, run: &RemoteRun, report: &Report) -> Result<(), MlflowError> {
    let at = Moment::now().unix_ms;
    let metric =
        |(key, value): (&String, &f64)| json!({ "key": key, "value": value, "timestamp": at, "step": 0 });
    let metrics: Vec<Value> = report.metrics.iter().map(metric).collect();
    client.post("runs/log-batch", &json!({ "run_id": run.id, "metrics": metrics }))?;
    let params: Vec<Value> =
        report.parameters.iter().map(|(key, value)| json!({ "key": key, "value": value })).collect();
    for params in params.chunks(MAX_PARAMS) {
        client.post("runs/log-batch", &json!({ "run_id": run.id, "params": params }))?;
    }
    let json = serde_json::to_vec_pretty(report).unwrap_or_default();
    for (name, bytes) in [
        (JSON_FILE, json),
        (MARKDOWN_FILE, markdown::render(report).into_bytes()),
        (TABLE_FILE, table(report).to_string().into_bytes()),
    ] {
        client.put_artifact(&run.artifact_uri, name, &bytes)?;
    }
    Ok(())
}

/// The questions, a row each, as `mlflow.log_table` writes them.
fn table(report: &Report) -> Value {
    let columns = [
        "id",
        "question",
        "reference",
        "answer",
        "answerable",
        "refused",
        "rougeL",
        "rougeL_unicode",
        "bleu",
        "citation_precision",
        "total_ms",
    ];
    let rows: Vec<Value> = report
        .questions
        .iter()
        .map(|o| {
            let score = |name: &str| o.scores.get(name).copied();
            json!([
                o.id,
                o.question,
                o.reference,
                o.text,
                o.answerable,
                o.refused,
                score("rougeL"),
                score("rougeL_unicode"),
                score("bleu"),
                o.citation_precision,
                o.times.total_ms,
            ])
        })
        .collect();
    json!({ "columns": columns, "data": rows })
}
