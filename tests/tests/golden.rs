//! The retriever against the reference implementation's numbers.

use recruta_core::embed::{Embedder, MiniLmEmbedder};

const MIN_COSINE: f32 = 0.9999;

fn load() -> MiniLmEmbedder {
    recruta_tests::models().load_embedder().expect("run `cargo xtask models --small`")
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    let dot = |x: &[f32], y: &[f32]| x.iter().zip(y).map(|(x, y)| x * y).sum::<f32>();
    dot(a, b) / (dot(a, a).sqrt() * dot(b, b).sqrt())
}

#[test]
fn token_ids_are_exact_and_embeddings_agree() {
    let embedder = load();
    let golden = recruta_tests::golden("minilm.json");
    let cases = golden.as_array().expect("a list");
    assert!(cases.len() >= 5);
    for case in cases {
        let text = case["text"].as_str().expect("a text");
        let ids: Vec<u32> = serde_json::from_value(case["ids"].clone()).expect("ids");
        let expected: Vec<f32> = serde_json::from_value(case["embedding"].clone()).expect("numbers");
        assert_eq!(embedder.token_ids(text).expect("tokenises"), ids, "{text}");
        let got = embedder.embed(&[text]).expect("embeds").remove(0);
        assert!(cosine(&got, &expected) >= MIN_COSINE, "{text}: {}", cosine(&got, &expected));
    }
}

#[test]
fn a_batch_equals_single_calls_bit_for_bit() {
    let embedder = load();
    let texts = ["Java", "Desenvolvedor Python pleno com Django e PostgreSQL em São Paulo", "", "SAP ABAP"];
    let batch = embedder.embed(&texts).expect("embeds");
    for (text, together) in texts.iter().zip(batch) {
        assert_eq!(embedder.embed(&[text]).expect("embeds").remove(0), together, "{text}");
    }
}

#[test]
fn long_texts_are_cut_at_256_word_pieces() {
    let ids = load().token_ids(&"python ".repeat(1_000)).expect("tokenises");
    assert_eq!((ids.len(), ids[0], ids[255]), (256, 101, 102));
}
