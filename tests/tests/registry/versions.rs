//! Versions without a tracking server.

use std::{fs, path::Path};

use serde_json::json;

use crate::support::{Place, copy_report, text};

/// Few questions, where many would only take time.
const SOME: [&str; 2] = ["--limit", "6"];

#[test]
fn an_evaluation_measures_what_the_engine_answers() {
    let place = Place::new();
    let report = place.evaluate("run", &[]);
    let of = |name: &str| report.metrics.get(name).copied().unwrap_or_else(|| panic!("{name} is missing"));
    assert!(report.questions.len() >= 60, "{}", report.questions.len());
    for name in ["rouge1", "rougeL", "rougeLsum", "rouge1_unicode", "bleu", "citation_precision"] {
        assert!(of(name) > 0.0, "{name} is {}", of(name));
    }
    assert!(of("refusal_precision") > 0.0 && of("refusal_recall") > 0.0, "{:?}", report.metrics);
    assert!(of("latency_ms_p95") >= of("latency_ms_p50") && of("latency_ms_p50") > 0.0);
    assert!(!report.metrics.contains_key("tokens_per_second_p50"), "no model wrote");
    assert!(report.questions.iter().all(|outcome| !outcome.text.contains("[1]")), "citations are not scored");
    let page = fs::read_to_string(place.path("run").join("report.md")).expect("a page");
    assert!(report.questions.iter().all(|outcome| page.contains(&outcome.id)));
    let parameters = &report.parameters;
    assert!(["bundle_manifest_sha256", "prompt_sha256"].iter().all(|name| parameters[*name].len() == 64));

    // The same again but for the times: what is measured is not chance.
    let again = place.evaluate("again", &[]);
    assert_eq!(again.metrics["rougeL"].to_bits(), report.metrics["rougeL"].to_bits());
    assert_ne!(again.run_id, report.run_id);
    let compare = ["evaluate", "--compare", &text(&place.path("run")), &text(&place.path("again"))];
    place.recruta(&compare).expect("compared");
}

#[test]
fn a_bad_set_is_refused_with_the_line() {
    let place = Place::new();
    let set = place.path("bad.jsonl");
    fs::write(&set, "{\"id\":\"a\",\"question\":\"Python?\",\"answerable\":false}\n{\"id\":\"b\"}\n")
        .expect("written");
    let error = place.recruta(&["evaluate", "--set", &text(&set)]).expect_err("refused");
    assert!(error.starts_with("bad_request") && error.contains("line 2"), "{error}");
}

#[test]
fn gates_refuse_unless_forced_with_a_reason_that_is_kept() {
    let place = Place::new();
    place.evaluate("run", &SOME);
    place.gates(&json!({ "minimum": { "rouge1": 0.99 }, "maximum": { "latency_ms_p95": 0.0 } }));
    let error = place.register("run", &[]).expect_err("refused");
    assert!(
        error.starts_with("gate_failed") && error.contains("rouge1") && error.contains("latency"),
        "{error}"
    );
    assert!(place.store().whole_versions().is_empty());
    assert!(place.register("run", &["--force"]).expect_err("no reason").starts_with("usage"));
    assert!(place.register("run", &["--force", "--reason", "  "]).expect_err("blank").starts_with("usage"));
    place
        .register("run", &["--force", "--reason", "só para teste", "--tag", "equipe=dados"])
        .expect("forced");
    let version = place.store().version(1).expect("version 1");
    let forced = version.forced.expect("forced");
    assert_eq!((forced.reason.as_str(), forced.failed.len()), ("só para teste", 2));
    assert_eq!(version.tags["equipe"], "dados");
    assert_eq!(version.hashes.bundle_manifest.len(), 64);
}

#[test]
fn the_champion_is_promoted_and_rolled_back() {
    let place = Place::new();
    let report = place.evaluate("one", &SOME);
    copy_report(&report, "run-two", &place.path("two"));
    let champion = || place.store().registry().expect("a registry").champion.map(|version| version.version);
    place.register("one", &[]).expect("registered");
    assert_eq!(champion(), Some(1));
    place.register("two", &["--no-promote"]).expect("registered");
    assert_eq!(champion(), Some(1));
    place.recruta(&["registry", "promote", "2"]).expect("promoted");
    assert_eq!(champion(), Some(2));
    place.recruta(&["registry", "rollback"]).expect("rolled back");
    assert_eq!(champion(), Some(1));
    assert!(
        place
            .recruta(&["registry", "rollback"])
            .expect_err("nothing before")
            .contains("no champion to go back to")
    );
    assert_eq!(champion(), Some(1));
    assert!(place.recruta(&["registry", "promote", "9"]).expect_err("none").contains("no version 9"));
    let error = place.register("one", &[]).expect_err("again");
    assert!(error.starts_with("already_registered"), "{error}");
    for args in [&["registry", "list"][..], &["registry", "show"], &["registry", "show", "2"]] {
        place.recruta(args).expect("shown");
    }
}

#[test]
fn a_version_is_not_changed_and_damage_is_seen() {
    let place = Place::new();
    place.evaluate("run", &SOME);
    place.register("run", &[]).expect("registered");
    let dir = place.path("registry").join("versions/1");
    for name in ["version.json", "report.json", "report.md", "SHA256SUMS"] {
        assert!(fs::metadata(dir.join(name)).expect("there").permissions().readonly(), "{name}");
    }
    for name in ["version.json", "report.json", "report.md"] {
        let text = fs::read_to_string(dir.join(name)).expect("readable");
        replace(&dir.join(name), &text.replacen("rouge1", "rouge9", 1));
        let error = place.recruta(&["registry", "show", "1"]).expect_err("damaged");
        assert!(error.contains("version 1 is damaged"), "{name}: {error}");
        assert!(place.recruta(&["registry", "promote", "1"]).is_err(), "{name}");
        replace(&dir.join(name), &text);
        place.recruta(&["registry", "show", "1"]).expect("whole again");
    }
}

#[test]
fn a_damaged_version_does_not_hide_the_others_nor_stop_new_ones() {
    let place = Place::new();
    let report = place.evaluate("run", &SOME);
    place.register("run", &[]).expect("registered");
    for (number, damage) in [("2", None), ("3", Some("{"))] {
        let dir = place.path("registry/versions").join(number);
        fs::create_dir(&dir).expect("made");
        if let Some(text) = damage {
            fs::write(dir.join("version.json"), text).expect("written");
        }
    }
    copy_report(&report, "run-two", &place.path("two"));
    place.register("two", &[]).expect("registered");
    let numbers: Vec<u32> = place.store().whole_versions().iter().map(|version| version.version).collect();
    assert_eq!(numbers, [1, 4]);
    place.recruta(&["registry", "list"]).expect("listed");
    let error = place.recruta(&["registry", "show", "3"]).expect_err("damaged");
    assert!(error.contains("versions/3") && error.contains("remove it"), "{error}");
}

fn replace(file: &Path, text: &str) {
    fs::remove_file(file).expect("removed");
    fs::write(file, text).expect("written");
}

#[test]
fn versions_registered_at_once_have_numbers_without_gaps() {
    const N: usize = 12;
    let place = Place::new();
    let report = place.evaluate("run", &SOME);
    for i in 0..N {
        copy_report(&report, &format!("run-{i}"), &place.path(&format!("copy-{i}")));
    }
    std::thread::scope(|scope| {
        for i in 0..N {
            let place = &place;
            scope.spawn(move || place.register(&format!("copy-{i}"), &[]).expect("registered"));
        }
    });
    let versions = place.store().whole_versions();
    assert_eq!(
        versions.iter().map(|version| version.version).collect::<Vec<_>>(),
        (1..=N as u32).collect::<Vec<_>>()
    );
    let registry = place.store().registry().expect("a registry");
    let last = registry.history.last().expect("a champion").version;
    assert_eq!(registry.champion.expect("a champion").version, last);
    let left: Vec<_> = fs::read_dir(place.path("registry/versions")).expect("listed").flatten().collect();
    assert_eq!(left.len(), N, "{left:?}");
}
