//! A service without a socket, and a few words to talk to it.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode},
};
use clap::Parser as _;
use http_body_util::BodyExt as _;
use recruta_server::{
    app::App,
    config::Args,
    engine::{EngineHandle, Loaded, Status},
    file::Folders,
    metrics::Metrics,
    start::{self, StartError},
};
use serde_json::{Value, json};
use tokio::sync::OnceCell;
use tower::ServiceExt as _;

/// A question the sample bundle answers.
pub const PYTHON: &str = "Quais competências técnicas são mais valorizadas para a vaga Python?";

/// One the model may write much about, in the language it knows.
pub const ENGLISH: &str = "Which skills do our Python hires share?";

/// A site as `cargo xtask build` leaves one, in little.
pub fn site() -> &'static Path {
    static SITE: OnceLock<PathBuf> = OnceLock::new();
    SITE.get_or_init(|| {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("http-site");
        for (name, content) in [
            ("index.html", "<!doctype html><title>Recruta</title>".to_owned()),
            ("sw.js", "\"use strict\";".to_owned()),
            ("engine.json", "{}".to_owned()),
            ("manifest.webmanifest", "{}".to_owned()),
            ("registry.json", "{\"champion\":null}".to_owned()),
            ("icons/recruta.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_owned()),
            ("recruta_web-1a2b3c4d5e6f7a8b.js", "export const words = 1;\n".repeat(200)),
            ("recruta_web-1a2b3c4d5e6f7a8b_bg.wasm", "\0asm".repeat(1_000)),
            ("engine-0123456789ab/worker.js", "export {};".to_owned()),
            (".secret", "hidden".to_owned()),
        ] {
            write(&dir.join(name), content.as_bytes());
        }
        dir
    })
}

/// A models folder with one listed file, one that is not, and a hidden one.
pub fn small_models() -> &'static Path {
    static MODELS: OnceLock<PathBuf> = OnceLock::new();
    MODELS.get_or_init(|| {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("http-models");
        let bytes: Vec<u8> = (0..=255).cycle().take(1_000).collect();
        for name in ["listed/model.gguf", "listed/notes.txt", "listed/.verified.json"] {
            write(&dir.join(name), &bytes);
        }
        dir
    })
}

pub fn write(file: &Path, bytes: &[u8]) {
    fs::create_dir_all(file.parent().expect("a file in a folder")).expect("a writable folder");
    fs::write(file, bytes).expect("a writable file");
}

/// The command line with the real models and bundle, and `more`.
pub fn args(more: &[&str]) -> Args {
    let (models, bundle) = (recruta_tests::models().dir, recruta_tests::bundle_dir());
    let text = |path: &Path| path.to_str().expect("a path of text").to_owned();
    let given =
        ["recruta-server", "--site", &text(site()), "--bundle", &text(&bundle), "--models", &text(&models)]
            .map(str::to_owned);
    Args::parse_from(given.into_iter().chain(more.iter().map(|word| (*word).to_owned())))
}

/// A running service.
#[derive(Debug, Clone)]
pub struct Service {
    pub app: App,
    pub router: Router,
}

impl Service {
    /// Whose engine is as `load` says.
    pub fn over<F>(folders: Folders, queue_len: usize, load: F) -> Self
    where
        F: FnOnce() -> Result<Loaded, StartError> + Send + 'static,
    {
        let metrics = Arc::new(Metrics::default());
        let engine = EngineHandle::start(queue_len, Arc::clone(&metrics), load).expect("a thread");
        let app = App { folders: Arc::new(folders), engine, metrics, interviews: Arc::default() };
        Self { router: app.clone().router(), app }
    }

    /// Whose models never finish loading: enough for all that needs no answer.
    pub fn loading() -> Self {
        let catalogue = Some(["listed/model.gguf".to_owned()].into());
        let bundle = Path::new(env!("CARGO_TARGET_TMPDIR")).join("http-bundle");
        write(&bundle.join("manifest.json"), b"{}");
        let registry = bundle.join("no-registry");
        let folders =
            Folders { site: site().into(), bundle, models: small_models().into(), registry, catalogue };
        Self::over(folders, 1, || {
            loop {
                std::thread::park();
            }
        })
    }

    /// On the real models, ready.
    pub async fn ready(more: &[&str]) -> Self {
        let args = args(more);
        let (folders, plan) = start::check(&args).unwrap_or_else(|error| panic!("{error}"));
        let service = Self::over(folders, args.queue, move || plan.load());
        service.wait_until_loaded().await;
        service
    }

    /// Panics with the reason when loading failed.
    pub async fn wait_until_loaded(&self) {
        let mut status = self.app.engine.status();
        let status =
            status.wait_for(|status| !matches!(status, Status::Loading)).await.expect("the engine lives");
        if let Status::Failed(error) = &*status {
            panic!("{error}");
        }
    }

    pub async fn send(&self, request: Request<Body>) -> axum::response::Response {
        self.router.clone().oneshot(request).await.expect("a router does not fail")
    }

    pub async fn call(&self, request: Request<Body>) -> Reply {
        let (head, body) = self.send(request).await.into_parts();
        let bytes = body.collect().await.expect("the whole body").to_bytes().to_vec();
        Reply { status: head.status, headers: head.headers, bytes }
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.call(request("GET", path, &[], "")).await
    }

    /// `POST /responder` with a JSON body.
    pub async fn ask(&self, body: &Value) -> Reply {
        self.call(responder(body)).await
    }

    /// A value of `/metrics`, 0 when it is not there yet.
    pub async fn metric(&self, name: &str) -> u64 {
        let page = self.get("/metrics").await.text();
        let line = page.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        line.map_or(0, |value| value.parse().expect("a whole number"))
    }

    /// Waits until a value of `/metrics` is `expected`.
    pub async fn wait_for(&self, name: &str, expected: u64) {
        while self.metric(name).await != expected {
            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        }
    }
}

/// Without a generator; shared, for the tests that do not count.
pub async fn quiet() -> &'static Service {
    static QUIET: OnceCell<Service> = OnceCell::const_new();
    QUIET.get_or_init(|| Service::ready(&["--generator", "none"])).await
}

pub const CANCELLED: &str = "recruta_questions_total{result=\"cancelled\"}";
pub const ANSWERED: &str = "recruta_questions_total{result=\"answered\"}";

/// A service of one's own with the small generator and room for `n_tokens` of it, that answers one question at a time.
pub async fn talkative(n_tokens: usize, queue_len: usize) -> Service {
    parallel(1, n_tokens, queue_len).await
}

/// The same, but `n` questions at a time.
pub async fn parallel(n: usize, n_tokens: usize, queue_len: usize) -> Service {
    let generator = recruta_tests::small_generator();
    let (n_tokens, queue_len) = (n_tokens.to_string(), queue_len.to_string());
    let generator = generator.to_str().expect("a path of text");
    let args = ["--generator", generator, "--max-new-tokens", &n_tokens, "--queue", &queue_len];
    Service::ready(&[&args[..], &["--parallel", &n.to_string()]].concat()).await
}

pub fn request(method: &str, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Request<Body> {
    let builder = Request::builder().method(method).uri(path);
    let builder = headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
    builder.body(body.into()).expect("a valid request")
}

pub fn responder(body: &Value) -> Request<Body> {
    request("POST", "/responder", &[("content-type", "application/json")], body.to_string())
}

/// One question whose answer is to be streamed.
pub fn streamed(question: &str) -> Request<Body> {
    let headers = [("content-type", "application/json"), ("accept", "text/event-stream")];
    request("POST", "/responder", &headers, json!({ "pergunta": question }).to_string())
}

/// A response read to its end.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).expect("UTF-8")
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a header of text"))
    }

    /// The typed error of a refused request.
    pub fn error(&self) -> (u16, String) {
        let body = self.json();
        for key in ["message", "mensagem"] {
            assert!(body[key].as_str().is_some_and(|text| text.len() > 10), "a sentence in {key}: {body}");
        }
        (self.status.as_u16(), body["code"].as_str().expect("a code").to_owned())
    }
}
