//! The registry's champion in `/info` and on the page.

use std::{collections::BTreeMap, path::Path};

use recruta_native::registry::{Hashes, REGISTRY_FILE, REGISTRY_FORMAT, Registry, Reign, Version};
use serde_json::{Value, json};

use crate::support::{Service, quiet, write};

fn registry(number: u32, parameters: &Value) -> Vec<u8> {
    let parameters: BTreeMap<String, String> =
        serde_json::from_value(parameters.clone()).expect("parameters");
    let champion = Version {
        format_version: REGISTRY_FORMAT,
        version: number,
        run_id: format!("run-{number}"),
        created: "2026-01-31T08:05:09Z".to_owned(),
        evaluated: "2026-01-31T08:00:00Z".to_owned(),
        hashes: Hashes { model: None, bundle_manifest: String::new(), prompt: String::new() },
        parameters,
        tags: BTreeMap::from([("revisao".to_owned(), "equipe de dados".to_owned())]),
        metrics: BTreeMap::from([("rouge1".to_owned(), 0.5), ("bleu".to_owned(), 12.5)]),
        report_sha256: String::new(),
        forced: None,
    };
    let reign = Reign { version: number, since: champion.created.clone() };
    let registry =
        Registry { format_version: REGISTRY_FORMAT, champion: Some(champion), history: vec![reign] };
    serde_json::to_vec(&registry).expect("JSON")
}

#[tokio::test]
async fn info_and_page_show_the_champion_and_follow_it() {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("http-registry");
    let file = dir.join(REGISTRY_FILE);
    let parameters = quiet().await.get("/info").await.json()["parametros"].clone();
    write(&file, &registry(1, &parameters));
    let service = Service::ready(&["--generator", "none", "--registry", dir.to_str().expect("text")]).await;
    let info = service.get("/info").await.json();
    assert_eq!((&info["versao"], &info["run_id"]), (&json!("1"), &json!("run-1")));
    assert_eq!(info["metricas"], json!({ "rouge1": 0.5, "bleu": 12.5 }));
    assert_eq!(
        (&info["tags"]["revisao"], &info["tags"]["campea_em_uso"]),
        (&json!("equipe de dados"), &json!("sim"))
    );
    assert_eq!(info["parametros"], parameters);

    // Another version, evaluated on another bundle: shown at once, and not taken for what answers here.
    let mut other = parameters.clone();
    other["bundle_manifest_sha256"] = json!("0".repeat(64));
    write(&file, &registry(2, &other));
    let info = service.get("/info").await.json();
    assert_eq!((&info["versao"], &info["tags"]["campea_em_uso"]), (&json!("2"), &json!("não: acervo")));
    let served = service.get("/registry.json").await;
    assert_eq!(
        (served.header("cache-control"), &served.json()["champion"]["version"]),
        ("no-cache", &json!(2))
    );

    // A damaged registry costs the champion, not the server.
    write(&file, b"{");
    let info = service.get("/info").await.json();
    assert_eq!((&info["run_id"], &info["metricas"]), (&Value::Null, &json!({})));
}

#[tokio::test]
async fn without_a_registry_the_page_gets_the_sites_own_file() {
    assert_eq!(Service::loading().get("/registry.json").await.json(), json!({ "champion": null }));
}
