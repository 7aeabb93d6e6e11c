//! Bundles of every version that was ever written are opened for ever.

use recruta_core::{
    bundle::{Bundle, FORMAT_VERSION, OLDEST_FORMAT_VERSION, PassageStore as _},
    index::Subset,
    retrieve::THRESHOLD,
};

fn open(version: u32) -> Bundle {
    let dir = recruta_tests::workspace().join(format!("tests/fixtures/bundle-v{version}"));
    recruta_native::open_bundle(&dir).unwrap_or_else(|error| panic!("version {version}: {error}")).0
}

#[test]
fn each_version_has_a_fixture_and_is_searched() {
    for version in OLDEST_FORMAT_VERSION..=FORMAT_VERSION {
        let bundle = open(version);
        assert_eq!(bundle.manifest.format_version, version);
        assert_eq!(bundle.n_passages(), bundle.manifest.counts["passages"]);
        let first = |words: &str| {
            let terms = recruta_core::text::analyze(words).into_iter().map(|term| (term.text, 1.0));
            let hits = bundle.bm25.search(&terms.collect::<Vec<_>>(), 1, &Subset::ALL);
            bundle.passage(hits[0].passage).expect("a passage").context.clone()
        };
        for (words, title) in [("cobol", "COBOL"), ("consultor sap", "SAP"), ("java", "Java")] {
            assert!(first(words).contains(title), "version {version}: {words} found {}", first(words));
        }
    }
}

#[test]
fn version_1_means_the_same_in_half_precision() {
    let (old, new) = (open(1), open(2));
    let cosine = |bundle: &Bundle, vector: &[f32], passage| bundle.dense.cosine(passage, vector);
    let mut vector = vec![0.0; 384];
    vector[7] = 1.0;
    for passage in 0..old.n_passages() {
        assert_eq!(cosine(&old, &vector, passage).to_bits(), cosine(&new, &vector, passage).to_bits());
    }
    assert!((old.threshold() - THRESHOLD).abs() < f32::EPSILON, "version 1 has none of its own");
    assert!((new.threshold() - 0.43).abs() < 1e-6);
}
