//! What every response carries.

use serde_json::json;

use crate::support::{Service, request, responder};

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; font-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

#[tokio::test]
async fn every_response_isolates_the_page() {
    let service = Service::loading();
    let mut requests: Vec<_> =
        ["/", "/sw.js", "/models/listed/model.gguf", "/nowhere", "/healthz", "/responder", "/info"]
            .into_iter()
            .map(|path| request("GET", path, &[], ""))
            .collect();
    requests.push(responder(&json!({ "pergunta": "Python?" })));
    requests.push(responder(&json!({ "pergunta": 5 })));
    requests.push(request("GET", "/models/listed/model.gguf", &[("range", "bytes=5000-")], ""));
    for request in requests {
        let what = format!("{} {}", request.method(), request.uri());
        let reply = service.call(request).await;
        for (name, value) in [
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-embedder-policy", "require-corp"),
            ("cross-origin-resource-policy", "same-origin"),
            ("content-security-policy", POLICY),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
        ] {
            assert_eq!(reply.header(name), value, "{what}: {name}");
        }
        assert!(!reply.header("permissions-policy").is_empty(), "{what}");
        assert!(!reply.header("cache-control").is_empty(), "{what}");
        // No page of another origin may read an answer.
        assert_eq!(reply.header("access-control-allow-origin"), "", "{what}");
    }
}

#[tokio::test]
async fn requests_are_counted_by_route_and_never_by_address() {
    let service = Service::loading();
    for path in ["/", "/nowhere?nome=Fulana-de-Tal", "/Fulana-de-Tal", "/models/a/Fulana-de-Tal", "/healthz"]
    {
        service.get(path).await;
    }
    service.ask(&json!({ "pergunta": "Fulana-de-Tal" })).await;
    let page = service.get("/metrics").await;
    assert_eq!(page.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    for line in [
        "recruta_http_requests_total{route=\"site\",code=\"200\"} 1",
        "recruta_http_requests_total{route=\"site\",code=\"404\"} 2",
        "recruta_http_requests_total{route=\"/models\",code=\"404\"} 1",
        "recruta_http_requests_total{route=\"/healthz\",code=\"200\"} 1",
        "recruta_http_requests_total{route=\"/responder\",code=\"503\"} 1",
        "recruta_http_request_seconds_count{route=\"/healthz\",code=\"200\"} 1",
        "recruta_queue_depth 0",
        "recruta_engine_ready 0",
    ] {
        assert!(page.text().lines().any(|found| found == line), "{line} in\n{}", page.text());
    }
    assert!(!page.text().contains("Fulana"), "{}", page.text());
}
