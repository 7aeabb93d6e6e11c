//! What the server says of itself.

use std::{collections::BTreeMap, sync::Arc};

use recruta_api::http::Info;
use recruta_core::{
    bundle::PassageStore as _,
    engine::{AskOptions, Engine},
    insight::Panorama,
    retrieve::MAX_QUESTION_CHARS,
};
use recruta_native::registry::Version;

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
        manifest_sha256: &str,
        generator: Option<GeneratorFacts>,
    ) -> Self {
        let loaded = generator.as_ref().map(|facts| (facts.id.as_str(), facts.sha256.as_str()));
        let mut parameters = recruta_native::parameters(engine, options, manifest_sha256, loaded);
        parameters.extend(named([
            ("max_question_chars", MAX_QUESTION_CHARS.to_string()),
            ("max_batch", MAX_BATCH.to_string()),
        ]));
        let panorama = Arc::clone(engine.panorama());
        Self { generator, n_passages: engine.bundle().n_passages(), panorama, parameters }
    }

    /// Body of `/info`: the registry's champion, and the parameters that answer now. Without a champion the version is
    /// the server's and metrics stay empty: a number nobody measured is worse than none.
    pub fn info(&self, champion: Option<&Version>) -> Info {
        let mut tags = named([("idiomas", "pt, en"), ("tarefa", "perguntas ao histórico de contratações")]);
        if let Some(champion) = champion {
            tags.extend(champion.tags.clone());
            tags.insert("versao_servidor".to_owned(), VERSION.to_owned());
            tags.insert("campea_em_uso".to_owned(), self.agreement(champion));
            tags.extend(
                champion.forced.as_ref().map(|forced| ("registro_forcado".to_owned(), forced.reason.clone())),
            );
        }
        Info {
            nome: NAME.to_owned(),
            versao: champion.map_or_else(|| VERSION.to_owned(), |champion| champion.version.to_string()),
            run_id: champion.map(|champion| champion.run_id.clone()),
            parametros: self.parameters.clone(),
            tags,
            metricas: champion.map(|champion| champion.metrics.clone()).unwrap_or_default(),
        }
    }

    /// Whether what answers is what the champion's numbers were measured on: `sim`, or what differs.
    fn agreement(&self, champion: &Version) -> String {
        let differs = |name: &str| self.parameters.get(name) != champion.parameters.get(name);
        let differing: Vec<&str> = [
            ("modelo", "generator_sha256"),
            ("acervo", "bundle_manifest_sha256"),
            ("prompt", "prompt_sha256"),
        ]
        .into_iter()
        .filter_map(|(what, name)| differs(name).then_some(what))
        .collect();
        if differing.is_empty() { "sim".to_owned() } else { format!("não: {}", differing.join(", ")) }
    }
}

fn named<const N: usize>(pairs: [(&str, impl Into<String>); N]) -> BTreeMap<String, String> {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect()
}
