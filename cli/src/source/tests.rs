//! Whole files: good ones, odd ones, and everything that is no export at all.

use std::{collections::BTreeSet, io::Write, path::PathBuf};

use proptest::prelude::*;
use tempfile::NamedTempFile;

use super::*;

const PROSPECTS: &str = "{\r\n \"7\": {\"titulo\": \"Analista Java\", \"modalidade\": \"\", \"prospects\": [\r\n\
    {\"nome\": \"Sra. Aline Prado\", \"codigo\": \"31\", \"situacao_candidado\": \"Aprovado\", \"recrutador\": \"Bia Melo\"},\
    {\"nome\": \"Téo Lins\", \"codigo\": \"32\", \"situacao_candidado\": \"Recusado\", \"recrutador\": \"Bia Melo\"},\
    {\"nome\": \"Aline Prado\", \"codigo\": \"31\", \"situacao_candidado\": \"contratado pela decision\", \"recrutador\": \"\"},\
    {\"nome\": 5, \"codigo\": 33, \"situacao_candidado\": \"Proposta Aceita\"},\
    {\"situacao_candidado\": \"Sumiu\"}, \"nada\"]},\r\n\
    \"8\": {\"titulo\": \"\", \"modalidade\": \"\", \"prospects\": []}, \"9\": [], \"10\": {\"titulo\": \"x\"}}\r\n";

fn file(bytes: &[u8]) -> NamedTempFile {
    let mut file = NamedTempFile::new().expect("a temporary file");
    file.write_all(bytes).expect("written");
    file
}

fn prospects_of(bytes: &[u8]) -> (Result<(Prospects, FileFacts), SourceError>, Warnings) {
    let (file, mut warnings) = (file(bytes), Warnings::default());
    let read = read_prospects(file.path(), &StatusSet::of(&APPROVED), &mut warnings, &mut |_| {});
    (read, warnings)
}

fn error_of(bytes: &[u8]) -> SourceError {
    prospects_of(bytes).0.expect_err("no export")
}

#[test]
fn oddities_are_counted_and_the_rest_is_read() {
    let (read, warnings) = prospects_of(PROSPECTS.as_bytes());
    let (prospects, facts) = read.expect("readable");
    let pairs: Vec<_> =
        prospects.approved.iter().map(|pair| (pair.applicant.as_str(), pair.status.as_str())).collect();
    assert_eq!(pairs, [("31", "Aprovado"), ("33", "Proposta Aceita")]);
    assert_eq!((prospects.n_rows, facts.n_records), (5, 4));
    assert_eq!(facts.sha256, recruta_core::hash::sha256_hex(PROSPECTS.as_bytes()));
    let kinds = [
        (Warning::RepeatedPair, 1),
        (Warning::NotText, 2),
        (Warning::UnknownStatus, 1),
        (Warning::WrongShape, 2),
        (Warning::BlankVacancy, 1),
        (Warning::MissingSection, 1),
    ];
    for (kind, count) in kinds {
        assert_eq!(warnings.count(kind), count, "{kind:?} in {warnings:?}");
    }
    assert!(!format!("{warnings:?}").contains("Aline"));
}

#[test]
fn a_byte_order_mark_is_skipped_and_hashed() {
    let bytes = [b"\xEF\xBB\xBF", PROSPECTS.as_bytes()].concat();
    let (read, warnings) = prospects_of(&bytes);
    assert_eq!(read.expect("readable").1.sha256, recruta_core::hash::sha256_hex(&bytes));
    assert_eq!(warnings.count(Warning::ByteOrderMark), 1);
}

#[test]
fn the_last_of_two_records_under_one_key_counts() {
    let row = |code: &str| {
        format!(r#"{{"titulo":"t","prospects":[{{"codigo":"{code}","situacao_candidado":"Aprovado"}}]}}"#)
    };
    let (read, warnings) = prospects_of(format!(r#"{{"7":{},"7":{}}}"#, row("1"), row("2")).as_bytes());
    let prospects = read.expect("readable").0;
    assert_eq!((prospects.approved.len(), prospects.n_rows), (1, 1));
    assert_eq!(prospects.approved[0].applicant, "2");
    assert_eq!(warnings.count(Warning::DuplicateKey), 1);
}

#[test]
fn another_encoding_is_named_with_its_remedy() {
    let utf16: Vec<u8> = PROSPECTS.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let with_mark = [b"\xFF\xFE".as_slice(), &utf16].concat();
    let latin1: Vec<u8> = PROSPECTS.chars().map(|c| c as u8).collect();
    let place = latin1.iter().position(|byte| *byte == 0xE9).expect("an é") as u64;
    assert!(error_of(&utf16).to_string().contains("UTF-16LE"));
    assert!(error_of(&with_mark).to_string().contains("UTF-16LE"));
    match error_of(&latin1) {
        SourceError::Encoding { byte, line, iconv, .. } => {
            assert_eq!((byte, line, iconv), (place, 3, "WINDOWS-1252"));
        }
        other => panic!("{other}"),
    }
}

#[test]
fn what_is_no_json_says_what_it_is() {
    for (bytes, words) in [
        (b"".as_slice(), "is empty"),
        (b" \r\n\t ", "is empty"),
        (b"<!DOCTYPE html><title>404</title>", "HTML"),
        (b"PK\x03\x04\x14\x00\x00\x00", "ZIP"),
        (b"version https://git-lfs.github.com/spec/v1\n", "git lfs pull"),
        (b"[{\"codigo\": \"1\"}]", "one JSON object"),
        (b"\"text\"", "one JSON object"),
        (b"{\"7\": {\"titulo\": oops}}", "line 1, column 18"),
        (b"{} {}", "not valid JSON"),
        (b"{}", "is empty"),
        (b"{\"9\":{\"infos_basicas\":{}}}", "those of the applicants export"),
        (b"{\"9\":\"?\",\"8\":{\"perfil_vaga\":{}}}", "those of the vagas export"),
        (b"{\"7\": {\"titulo\": \"a\"", "ends too early"),
        (b"{\"7\": {\"titulo\": \"\xC3", "not UTF-8"),
    ] {
        let error = error_of(bytes);
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(error.code(), "bad_request");
    }
}

#[test]
fn a_missing_file_and_a_folder_are_typed_errors() {
    let folder = tempfile::tempdir().expect("a folder");
    for path in [PathBuf::from("no/such/file.json"), folder.path().to_owned()] {
        let read = read_prospects(&path, &StatusSet::of(&APPROVED), &mut Warnings::default(), &mut |_| {});
        assert!(matches!(read, Err(SourceError::Unreadable { .. })));
    }
}

#[test]
fn only_needed_applicants_and_vacancies_are_kept() {
    let json = r#"{"1":{"infos_basicas":{"codigo_profissional":"9","nome":"Aline Prado","objetivo_profissional":"Java"},
        "informacoes_pessoais":{"nome":"Sra. Aline Prado"},"informacoes_profissionais":{},"formacao_e_idiomas":{},
        "cargo_atual":{},"cv_pt":"cv"},"2":{"infos_basicas":{}},"3":"?"}"#;
    let (file, mut warnings) = (file(json.as_bytes()), Warnings::default());
    let needed = BTreeSet::from(["1".to_owned(), "3".to_owned()]);
    let (found, facts) = read_applicants(file.path(), &needed, &mut warnings, &mut |_| {}).expect("readable");
    assert_eq!((found.len(), facts.n_records), (1, 3));
    assert_eq!(found["1"].names, ["Aline Prado", "Sra. Aline Prado"]);
    assert_eq!((warnings.count(Warning::CodeMismatch), warnings.count(Warning::WrongShape)), (1, 1));
}

#[test]
fn people_and_clients_come_from_all_vacancies() {
    let json = r#"{"1":{"informacoes_basicas":{"cliente":"Acme SA","requisitante":"Rui Paz"},"perfil_vaga":{}},
        "2":{"informacoes_basicas":{"titulo_vaga":"Java"},"perfil_vaga":{"nivel profissional":"Pleno"}}}"#;
    let (file, needed) = (file(json.as_bytes()), BTreeSet::from(["2".to_owned()]));
    let (found, _) =
        read_vacancies(file.path(), &needed, &mut Warnings::default(), &mut |_| {}).expect("readable");
    assert!(found.clients.contains("Acme SA") && found.people.contains("Rui Paz"));
    assert_eq!(found.records.len(), 1);
    assert_eq!(found.records["2"].level, "Pleno");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_cut_or_damage_is_read_or_refused_but_never_a_crash(cut in 0usize..900, at in 0usize..900, byte: u8) {
        let mut bytes = PROSPECTS.as_bytes()[..cut.min(PROSPECTS.len())].to_vec();
        if let Some(slot) = bytes.get_mut(at) {
            *slot = byte;
        }
        if let (Err(error), _) = prospects_of(&bytes) {
            prop_assert!(error.to_string().len() > 20);
        }
    }

    #[test]
    fn every_cut_inside_the_object_is_refused(cut in 1usize..800) {
        let end = PROSPECTS.trim_end().len() - 1;
        prop_assert!(prospects_of(&PROSPECTS.as_bytes()[..cut.min(end)]).0.is_err());
    }

    #[test]
    fn any_json_under_any_key_is_survived(json in json_value(), key in "[a-z0-9 @é]{0,12}") {
        let text = format!("{{{}:{json},\"7\":{json}}}", serde_json::json!(key));
        prop_assert!(is_survived(&prospects_of(text.as_bytes()).0));
        let (file, needed) = (file(text.as_bytes()), BTreeSet::from(["7".to_owned()]));
        let applicants = read_applicants(file.path(), &needed, &mut Warnings::default(), &mut |_| {});
        prop_assert!(is_survived(&applicants));
        let vacancies = read_vacancies(file.path(), &needed, &mut Warnings::default(), &mut |_| {});
        prop_assert!(is_survived(&vacancies));
    }
}

/// Read, or refused as another export.
fn is_survived<T>(read: &Result<T, SourceError>) -> bool {
    matches!(read, Ok(_) | Err(SourceError::WrongShape { .. }))
}

#[test]
fn what_only_all_rows_show_is_counted() {
    let row = |name: &str, code: &str, status: &str| {
        format!(
            r#"{{"nome":"{name}","codigo":"{code}","situacao_candidado":"{status}","comentario":"{}"}}"#,
            "x".repeat(255)
        )
    };
    let rows = [
        row("Aline Prado", "1", "Aprovado"),
        row("Aline Prado", "2", "Recusado"),
        row("Aline Prado", "1", "Desistiu"),
    ];
    let text = format!(r#"{{"7":{{"titulo":"t","prospects":[{}]}}}}"#, rows.join(","));
    let (read, warnings) = prospects_of(text.as_bytes());
    assert_eq!(read.expect("readable").0.approved.len(), 1);
    let kinds = [(Warning::MixedOutcome, 1), (Warning::SharedName, 1), (Warning::CutComment, 3)];
    assert!(kinds.iter().all(|(kind, count)| warnings.count(*kind) == *count), "{warnings:?}");
    assert!(!format!("{warnings:?}").contains("Aline"), "{warnings:?}");
}

/// Random JSON that uses the exports' own keys, so that it gets deep into the readers.
fn json_value() -> impl Strategy<Value = serde_json::Value> {
    const KEYS: [&str; 10] = [
        "titulo",
        "prospects",
        "codigo",
        "situacao_candidado",
        "nome",
        "infos_basicas",
        "informacoes_pessoais",
        "cv_pt",
        "perfil_vaga",
        "informacoes_basicas",
    ];
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        "\\PC{0,8}".prop_map(Into::into),
        Just("Aprovado".into()),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        let object = proptest::collection::vec((proptest::sample::select(&KEYS[..]), inner.clone()), 0..5);
        prop_oneof![
            proptest::collection::vec(inner, 0..5).prop_map(serde_json::Value::from),
            object
                .prop_map(|fields| fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()),
        ]
    })
}
