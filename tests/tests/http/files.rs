//! The static host.

use recruta_core::embed::minilm;

use crate::support::{Service, quiet, request};

const FOR_EVER: &str = "public, max-age=31536000, immutable";

async fn check(path: &str, kind: &str, cache: &str) {
    let reply = Service::loading().get(path).await;
    assert_eq!(reply.status, 200, "{path}");
    assert_eq!(reply.header("content-type"), kind, "{path}");
    assert_eq!(reply.header("cache-control"), cache, "{path}");
}

#[tokio::test]
async fn files_have_their_media_type_and_hashed_names_are_kept_for_ever() {
    check("/", "text/html; charset=utf-8", "no-cache").await;
    check("/index.html", "text/html; charset=utf-8", "no-cache").await;
    check("/sw.js", "text/javascript; charset=utf-8", "no-cache").await;
    check("/engine.json", "application/json", "no-cache").await;
    check("/manifest.webmanifest", "application/manifest+json", "no-cache").await;
    check("/icons/recruta.svg", "image/svg+xml", "no-cache").await;
    check("/recruta_web-1a2b3c4d5e6f7a8b.js", "text/javascript; charset=utf-8", FOR_EVER).await;
    check("/recruta_web-1a2b3c4d5e6f7a8b_bg.wasm", "application/wasm", FOR_EVER).await;
    check("/engine-0123456789ab/worker.js", "text/javascript; charset=utf-8", FOR_EVER).await;
    check("/bundle/manifest.json", "application/json", "no-cache").await;
    check("/models/listed/model.gguf", "application/octet-stream", "no-cache").await;
}

#[tokio::test]
async fn what_is_not_there_is_a_typed_404_and_never_the_page() {
    for path in [
        "/perguntar",
        "/icons",
        "/icons/",
        "/.secret",
        "/models/listed/missing.gguf",
        "/models/other/model.gguf",
        "/models/listed/notes.txt",
        "/models/listed/.verified.json",
        "/models/listed",
        "/bundle/passages.json",
        "/bundle/../http-site/index.html",
        "/../Cargo.toml",
        "/%2e%2e/%2e%2e/Cargo.toml",
        "/..%2f..%2fCargo.toml",
        "/..%5c..%5cCargo.toml",
        "/%2fetc/passwd",
        "//etc/passwd",
        "/index.html%00.js",
    ] {
        let reply = Service::loading().get(path).await;
        assert_eq!(reply.error(), (404, "not_found".to_owned()), "{path}");
        assert_eq!(reply.header("content-type"), "application/json", "{path}");
    }
}

#[tokio::test]
async fn parts_of_a_model_can_be_asked_for() {
    let service = Service::loading();
    let whole = service.get("/models/listed/model.gguf").await;
    assert_eq!((whole.header("accept-ranges"), whole.bytes.len()), ("bytes", 1_000));
    let tag = whole.header("etag").to_owned();
    for (range, if_range, status, content_range, bytes) in [
        ("bytes=0-9", "", 206, "bytes 0-9/1000", 0..10),
        ("bytes=990-", "", 206, "bytes 990-999/1000", 990..1_000),
        ("bytes=-10", "", 206, "bytes 990-999/1000", 990..1_000),
        ("bytes=500-9999", tag.as_str(), 206, "bytes 500-999/1000", 500..1_000),
        ("bytes=500-", "\"of another version\"", 200, "", 0..1_000),
        ("bytes=1000-", "", 416, "bytes */1000", 0..0),
        ("bytes=0-1,5-6", "", 200, "", 0..1_000),
        ("pages=1-2", "", 200, "", 0..1_000),
    ] {
        let mut headers = vec![("range", range)];
        headers.extend((!if_range.is_empty()).then_some(("if-range", if_range)));
        let reply = service.call(request("GET", "/models/listed/model.gguf", &headers, "")).await;
        assert_eq!(reply.status, status, "{range}");
        assert_eq!(reply.header("content-range"), content_range, "{range}");
        assert_eq!(reply.bytes, whole.bytes[bytes], "{range}");
        assert_eq!(reply.header("etag"), tag, "{range}");
    }
}

#[tokio::test]
async fn a_known_version_is_not_sent_again() {
    let service = Service::loading();
    for path in ["/", "/models/listed/model.gguf", "/bundle/manifest.json"] {
        let tag = service.get(path).await.header("etag").to_owned();
        for known in [tag.as_str(), "*", &format!("\"other\", {tag}")] {
            let reply = service.call(request("GET", path, &[("if-none-match", known)], "")).await;
            assert_eq!((reply.status.as_u16(), reply.bytes.len()), (304, 0), "{path} {known}");
        }
        let reply = service.call(request("GET", path, &[("if-none-match", "\"other\"")], "")).await;
        assert_eq!(reply.status, 200, "{path}");
    }
}

#[tokio::test]
async fn text_and_wasm_are_compressed_and_models_are_not() {
    let service = Service::loading();
    let accept = [("accept-encoding", "gzip, br")];
    for (path, encoding) in [
        ("/recruta_web-1a2b3c4d5e6f7a8b.js", "br"),
        ("/recruta_web-1a2b3c4d5e6f7a8b_bg.wasm", "br"),
        ("/openapi.json", "br"),
        ("/models/listed/model.gguf", ""),
        ("/sw.js", ""),
    ] {
        let reply = service.call(request("GET", path, &accept, "")).await;
        assert_eq!(reply.header("content-encoding"), encoding, "{path}");
    }
    let gzip = request("GET", "/recruta_web-1a2b3c4d5e6f7a8b.js", &[("accept-encoding", "gzip")], "");
    let reply = service.call(gzip).await;
    assert_eq!((reply.header("content-encoding"), reply.header("vary")), ("gzip", "accept-encoding"));
    assert!(reply.bytes.len() < 200, "{} bytes", reply.bytes.len());
}

#[tokio::test]
async fn head_tells_the_size_of_the_real_retriever_without_sending_it() {
    let path = format!("{}/{}", minilm::MODEL_ID, minilm::WEIGHTS_FILE);
    let size = std::fs::metadata(recruta_tests::models().dir.join(&path)).expect("the retriever").len();
    let reply = quiet().await.call(request("HEAD", &format!("/models/{path}"), &[], "")).await;
    assert_eq!((reply.status.as_u16(), reply.header("content-length")), (200, size.to_string().as_str()));
    assert!(reply.bytes.is_empty());
}

#[tokio::test]
async fn every_part_of_the_bundle_is_handed_out_whole() {
    let service = quiet().await;
    let manifest = service.get("/bundle/manifest.json").await.json();
    for (name, entry) in manifest["parts"].as_object().expect("parts") {
        let reply = service.get(&format!("/bundle/{name}")).await;
        assert_eq!(recruta_core::hash::sha256_hex(&reply.bytes), entry["sha256"], "{name}");
    }
}
