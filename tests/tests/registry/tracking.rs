//! Telling a tracking server, and doing without it.

use std::time::{Duration, Instant};

use recruta::mlflow::mark::Marks;
use serde_json::{Value, json};

use crate::{
    server::{Mlflow, Silent, free_port},
    support::{Place, copy_report},
};

const SOME: [&str; 2] = ["--limit", "6"];

fn n_pending(place: &Place) -> usize {
    Marks::of(&place.path("registry")).all().iter().filter(|mark| mark.told.is_none()).count()
}

#[test]
fn a_server_that_is_down_or_silent_costs_a_warning_and_is_told_later() {
    let place = Place::new();
    let (port, silent) = (free_port(), Silent::start());
    let down = format!("http://127.0.0.1:{port}");

    // Nobody listens: the report and the version are there all the same.
    let report = place.evaluate("one", &[&SOME[..], &["--mlflow", &down]].concat());
    place
        .register("one", &["--mlflow", &down, "--tag", "equipe=dados"])
        .expect("registered without the server");
    assert_eq!((place.store().whole_versions().len(), n_pending(&place)), (1, 3));
    let error = place.recruta(&["registry", "sync"]).expect_err("still down");
    assert!(error.starts_with("mlflow_pending: 3 of"), "{error}");

    // Somebody accepts and never answers: one timeout, not one a call or a subject.
    copy_report(&report, "run-two", &place.path("two"));
    let start = Instant::now();
    place.register("two", &["--mlflow", &silent.url, "--mlflow-timeout", "1"]).expect("registered");
    assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
    assert_eq!(n_pending(&place), 5);

    // The server is back.
    let server = Mlflow::start(port, &place.path("mlflow"));
    place.recruta(&["registry", "sync", "--mlflow", &server.url]).expect("told");
    assert_eq!(n_pending(&place), 2, "what the silent one waits for is not lost");
    place.recruta(&["registry", "sync", "--forget", &silent.url]).expect("forgotten");
    assert_eq!(n_pending(&place), 0);
    let known = server.look();
    check_run(&known["runs"][0], &report);
    check_versions(&known, 2, "2");
    let tags = &known["versions"][0]["tags"];
    assert_eq!((&tags["equipe"], &tags["recruta.version"]), (&json!("dados"), &json!("1")));
    assert_eq!(known["versions"][0]["run_id"], known["runs"][0]["id"]);

    // Telling everything once more changes nothing, also when we have forgotten that it was told.
    std::fs::remove_dir_all(place.path("registry/mlflow")).expect("forgotten");
    place.recruta(&["registry", "sync", "--mlflow", &server.url]).expect("told again");
    assert_eq!(server.look(), known);

    // The alias follows the champion, at once or by the next sync.
    place.recruta(&["registry", "rollback"]).expect("rolled back");
    assert_eq!(n_pending(&place), 1);
    place.recruta(&["registry", "sync"]).expect("told");
    check_versions(&server.look(), 2, "1");
    place.recruta(&["registry", "promote", "2", "--mlflow", &server.url]).expect("promoted");

    // A running server is told by evaluate and register themselves.
    let third = place.evaluate("three", &[&SOME[..], &["--mlflow", &server.url]].concat());
    place.register("three", &["--no-promote", "--mlflow", &server.url]).expect("registered");
    assert_eq!(n_pending(&place), 0);
    let known = server.look();
    check_versions(&known, 3, "2");
    let runs = known["runs"].as_array().expect("runs");
    let run = runs.iter().find(|run| run["tags"]["recruta.run_id"] == third.run_id).expect("the third run");
    check_run(run, &third);
}

#[test]
fn an_address_that_is_none_is_refused_before_anything_is_written() {
    let place = Place::new();
    place.evaluate("run", &SOME);
    let error = place.register("run", &["--mlflow", "nowhere"]).expect_err("refused");
    assert!(error.starts_with("bad_request"), "{error}");
    assert!(place.store().whole_versions().is_empty());
}

fn check_run(run: &Value, report: &recruta::evaluate::report::Report) {
    assert_eq!((&run["status"], &run["report_run_id"]), (&json!("FINISHED"), &json!(report.run_id)));
    assert_eq!(run["artifacts"], json!(["questions.json", "report.json", "report.md"]));
    assert_eq!(run["n_rows"], json!(report.questions.len()));
    assert_eq!(run["params"], json!(report.parameters));
    let metrics = run["metrics"].as_object().expect("metrics");
    assert_eq!(metrics.len(), report.metrics.len());
    for (name, value) in &report.metrics {
        let told = metrics[name].as_f64().expect("a number");
        assert!((told - value).abs() <= 1e-9 * value.abs().max(1.0), "{name}: {told}, expected {value}");
    }
}

fn check_versions(known: &Value, n: usize, champion: &str) {
    let versions = known["versions"].as_array().expect("versions");
    assert_eq!((versions.len(), &known["n_experiments"]), (n, &json!(1)), "{known}");
    assert_eq!(known["champion"], json!(champion), "{known}");
    for version in versions {
        let expected = if version["version"] == champion { json!(["champion"]) } else { json!([]) };
        assert_eq!(version["aliases"], expected, "{version}");
    }
}
