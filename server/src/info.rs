//! What the server says of itself.

use std::{collections::BTreeMap, sync::Arc};

use recruta_api::http::Info;
use recruta_core::{
    bundle::PassageStore as _,
    engine::{AskOptions, Engine},
    insight::Panorama,
    retrieve::MAX_QUESTION_CHARS,
};

use crate::body::MAX_BATCH;

/// Registered name of the service.
pub const NAME: &str = "recruta";

/// Version of the server.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The generator that was loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GeneratorFacts {
    /// Catalogue id, or the file's name for one from elsewhere.
    pub id: String,
    /// sha256 of the file.
    pub sha256: String,
}

/// What is known once the engine is ready.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The generator, if one was loaded.
    pub generator: Option<GeneratorFacts>,
    /// Passages in the bundle.
    pub n_passages: usize,
    /// What groups of the bundle's people share.
    pub panorama: Arc<Panorama>,
    /// For `/info`.
    pub parameters: BTreeMap<String, String>,
}

impl Facts {
    /// Reads them off a loaded engine.
    pub fn of(
        engine: &Engine,
        options: &AskOptions,
        manifest_sha256: String,
        generator: Option<GeneratorFacts>,
    ) -> Self {
        let mut parameters = bundle_parameters(engine, manifest_sha256);
        parameters.extend(answer_parameters(options));
        if let (Some(facts), Some(model)) = (&generator, engine.generator()) {
            parameters.extend([
                ("generator".to_owned(), facts.id.clone()),
                ("generator_name".to_owned(), model.name.clone()),
                ("generator_sha256".to_owned(), facts.sha256.clone()),
                ("generator_context_tokens".to_owned(), model.context_length.to_string()),
            ]);
        }
        let panorama = Arc::clone(engine.panorama());
        Self { generator, n_passages: engine.bundle().n_passages(), panorama, parameters }
    }

    /// Body of `/info`. Metrics stay empty until a version was evaluated: a number nobody measured is worse than none.
    pub fn info(&self) -> Info {
        Info {
            nome: NAME.to_owned(),
            versao: VERSION.to_owned(),
            run_id: None,
            parametros: self.parameters.clone(),
            tags: named([("idiomas", "pt, en"), ("tarefa", "perguntas ao histórico de contratações")]),
            metricas: BTreeMap::new(),
        }
    }
}

fn bundle_parameters(engine: &Engine, manifest_sha256: String) -> BTreeMap<String, String> {
    let manifest = &engine.bundle().manifest;
    let mut parameters = named([
        ("embedder", manifest.embedder.id.clone()),
        ("embedder_sha256", manifest.embedder.sha256.clone()),
        ("embedder_dimension", manifest.embedder.dimension.to_string()),
        ("text_rules", manifest.text_rules.clone()),
        ("bundle_format_version", manifest.format_version.to_string()),
        ("bundle_manifest_sha256", manifest_sha256),
    ]);
    parameters.extend(manifest.counts.iter().map(|(name, count)| (format!("n_{name}"), count.to_string())));
    parameters
}

fn answer_parameters(options: &AskOptions) -> BTreeMap<String, String> {
    named([
        ("top_k", options.top_k.to_string()),
        ("max_new_tokens", options.max_new_tokens.to_string()),
        ("max_evidence_tokens", options.max_evidence_tokens.to_string()),
        ("sampling", format!("{:?}", options.sampling).to_lowercase()),
        ("max_question_chars", MAX_QUESTION_CHARS.to_string()),
        ("max_batch", MAX_BATCH.to_string()),
    ])
}

fn named<const N: usize>(pairs: [(&str, impl Into<String>); N]) -> BTreeMap<String, String> {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect()
}
