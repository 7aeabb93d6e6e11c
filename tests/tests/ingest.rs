//! Exports to bundle through the real path: real parser, real cleaning, real embedder, real disk.

#[path = "ingest/canary.rs"]
mod canary;
#[path = "ingest/kill.rs"]
mod kill;
#[path = "ingest/resume.rs"]
mod resume;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use recruta::{
    ingest::{Args, Report, StatusReport, ingest},
    output::error_body,
    place::ModelsPlace,
    source::{APPROVED, StatusSet, Warning, Warnings, read_prospects},
};
use recruta_core::embed::Embedder as _;
use serde_json::{Value, json};

fn args(exports: &Path, out: &Path) -> Args {
    Args {
        applicants: exports.join("applicants.json"),
        prospects: exports.join("prospects.json"),
        vagas: exports.join("vagas.json"),
        out: out.to_owned(),
        approved: APPROVED.map(str::to_owned).to_vec(),
        models: ModelsPlace {
            models: recruta_tests::models().dir,
            catalogue: recruta_tests::workspace().join("static/models.json"),
            threads: None,
        },
        strict: false,
        check: false,
        no_cache: false,
        json: false,
    }
}

/// The error's code and sentence, as the command prints them.
fn refusal(args: &Args) -> (String, String) {
    let body = error_body(&ingest(args).expect_err("must be refused"));
    assert!(!body.message.contains('\n'), "{}", body.message);
    (body.code, body.message)
}

fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(dir).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries
        .map(|path| {
            (
                path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                fs::read(path).expect("read"),
            )
        })
        .collect()
}

/// The sample's exports with only the first `n` approved pairs left, so that few passages must be embedded.
fn small_sample(n: usize) -> tempfile::TempDir {
    let sample = recruta_tests::workspace().join("data/sample");
    let dir = tempfile::tempdir().expect("a folder");
    for name in ["applicants.json", "vagas.json"] {
        fs::copy(sample.join(name), dir.path().join(name)).expect("the sample");
    }
    let text = fs::read_to_string(sample.join("prospects.json")).expect("the sample");
    let mut prospects: Value = serde_json::from_str(&text).expect("JSON");
    let mut left = n;
    for row in prospects.as_object_mut().expect("an object").values_mut() {
        for row in row["prospects"].as_array_mut().expect("rows") {
            let approved =
                row["situacao_candidado"].as_str().is_some_and(|status| APPROVED.contains(&status));
            if approved && left == 0 {
                row["situacao_candidado"] = json!("Desistiu");
            }
            left -= usize::from(approved && left > 0);
        }
    }
    fs::write(dir.path().join("prospects.json"), prospects.to_string()).expect("written");
    dir
}

#[test]
fn the_sample_becomes_a_bundle_that_opens_and_comes_out_the_same_twice() {
    let (exports, root) = (small_sample(6), tempfile::tempdir().expect("a folder"));
    let out = root.path().join("deep/bundle");
    let report: Report = ingest(&args(exports.path(), &out)).expect("ingests");
    assert_eq!(report.counts["approved_pairs"] + report.warnings.count(Warning::UnknownApplicant), 6);
    let (bundle, _) = recruta_native::open_bundle(&out).expect("opens");
    assert_eq!(bundle.passages().len(), report.counts["passages"]);
    assert_eq!(bundle.manifest.inputs.len(), 3);
    let mut statuses = APPROVED.map(str::to_owned);
    statuses.sort();
    assert_eq!(bundle.manifest.approved_statuses, statuses);

    let embedder = recruta_tests::models().load_embedder().expect("the retriever");
    assert!(bundle.passages().iter().all(|passage| embedder.count_tokens(&passage.indexed_text()) <= 254));
    let vector = embedder.embed(&[&bundle.passages()[0].indexed_text()]).expect("embeds").remove(0);
    let cosine: f32 = bundle.dense.search(&vector, 1, &recruta_core::index::Subset::ALL)[0].score;
    assert!(cosine > 0.9999, "{cosine}");

    let first = files(&out);
    ingest(&args(exports.path(), &out)).expect("ingests again");
    assert_eq!(files(&out), first, "the same exports give the same bytes");
    assert_eq!(first.len(), 7, "six files and the report");
    let neighbours = fs::read_dir(root.path().join("deep")).expect("a folder").count();
    assert_eq!(neighbours, 2, "the bundle and its vectors, nothing else");
    fs::remove_file(root.path().join("deep/bundle.vectors")).expect("the vectors");
    ingest(&Args { no_cache: true, ..args(exports.path(), &out) }).expect("ingests without vectors");
    assert_eq!(files(&out), first, "the same bytes without the cache");
}

#[test]
fn the_public_excerpt_is_read_with_its_oddities() {
    let excerpt = recruta_tests::workspace().join("../shared/data/prospects.excerpt.json");
    let mut warnings = Warnings::default();
    let (prospects, facts) = read_prospects(&excerpt, &StatusSet::of(&APPROVED), &mut warnings, &mut |_| {})
        .expect("the excerpt reads");
    assert_eq!((facts.n_records, prospects.n_rows, prospects.approved.len()), (160, 591, 39));
    assert_eq!(warnings.count(Warning::BlankVacancy), 26);
    assert_eq!(warnings.count(Warning::UnknownStatus), 0);
    assert_eq!((warnings.count(Warning::CutComment), warnings.count(Warning::MixedOutcome)), (1, 6));
}

#[test]
fn bad_exports_are_refused_in_one_sentence_and_the_old_bundle_stays() {
    let (exports, root) = (canary::exports(), tempfile::tempdir().expect("a folder"));
    let out = root.path().join("bundle");
    ingest(&args(exports.path(), &out)).expect("ingests");
    let before = files(&out);
    let path = |name: &str| exports.path().join(name);
    let good = fs::read(path("applicants.json")).expect("read");
    for (bytes, words) in [
        (good[..good.len() / 2].to_vec(), "ends too early"),
        (Vec::new(), "is empty"),
        (String::from_utf8_lossy(&good).chars().map(|c| c as u8).collect(), "WINDOWS-1252"),
        (b"<html>404</html>".to_vec(), "HTML"),
        (b"{}".to_vec(), "is empty"),
        (fs::read(path("prospects.json")).expect("read"), "those of the prospects export"),
        (fs::read(path("vagas.json")).expect("read"), "those of the vagas export"),
    ] {
        fs::write(path("applicants.json"), bytes).expect("written");
        let (code, sentence) = refusal(&args(exports.path(), &out));
        assert_eq!(code, "bad_request", "{sentence}");
        assert!(sentence.contains(words) && sentence.contains("applicants.json"), "{sentence}");
    }
    fs::write(path("applicants.json"), good).expect("written");
    let nobody = Args { approved: vec!["Recusado".to_owned()], ..args(exports.path(), &out) };
    assert!(refusal(&nobody).1.contains("--approved"));
    let mut no_model = args(exports.path(), &out);
    no_model.models.models = PathBuf::from("no/such/folder");
    assert_eq!(refusal(&no_model).0, "model_missing");
    let no_file = Args { vagas: path("no.json"), ..args(exports.path(), &out) };
    assert!(refusal(&no_file).1.contains("no.json"));
    assert_eq!(files(&out), before);
    assert_eq!(fs::read_dir(root.path()).expect("a folder").count(), 2, "the bundle and its vectors");
}

#[test]
fn the_report_accounts_for_every_row() {
    let (exports, root) = (small_sample(6), tempfile::tempdir().expect("a folder"));
    let out = root.path().join("bundle");
    let check = Args { check: true, ..args(exports.path(), &out) };
    let report = ingest(&check).expect("reads and cleans");
    assert!(!out.exists(), "a check writes nothing");
    let of = |pick: fn(&StatusReport) -> usize| report.by_status.values().map(pick).sum::<usize>();
    assert_eq!(of(|s| s.n_rows), report.n_rows);
    assert_eq!(of(|s| s.n_kept), report.counts["approved_pairs"]);
    assert_eq!(of(|s| s.n_unknown_applicant), report.warnings.count(Warning::UnknownApplicant));
    for (status, of) in &report.by_status {
        let left_out = of.n_not_hired + of.n_repeated + of.n_unknown_applicant;
        assert_eq!(of.n_rows, of.n_kept + left_out, "{status}");
    }
    let written = ingest(&args(exports.path(), &out)).expect("ingests");
    assert_eq!((written.counts, written.by_status), (report.counts, report.by_status));
}

#[test]
fn strict_refuses_odd_exports_and_says_what_and_where() {
    let (exports, root) = (small_sample(2), tempfile::tempdir().expect("a folder"));
    let out = root.path().join("bundle");
    let (code, sentence) = refusal(&Args { strict: true, ..args(exports.path(), &out) });
    assert_eq!(code, "bad_request");
    assert!(sentence.contains("times, first at ") && sentence.contains("--strict"), "{sentence}");
    assert!(!out.exists());
}
