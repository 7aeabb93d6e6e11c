//! ROUGE and BLEU against what the reference packages say (`tests/golden/metrics.py` makes the file).

use recruta_core::metrics::{
    Bleu, BleuStats, Rouge, RougeScores, Words, rouge, score_pair, score_pairs, stem, tokens_13a,
};
use serde_json::Value;

const TOLERANCE: f64 = 1e-6;

fn golden() -> Value {
    recruta_tests::golden("metrics.json")
}

fn pairs(golden: &Value) -> Vec<(&str, &str, &Value)> {
    let list = golden["pairs"].as_array().expect("pairs");
    list.iter().map(|pair| (text(&pair["ref"]), text(&pair["hyp"]), pair)).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("text")
}

fn close(got: f64, expected: &Value, what: &str) {
    let expected = expected.as_f64().expect("a number");
    assert!((got - expected).abs() <= TOLERANCE, "{what}: {got}, expected {expected}");
}

fn check_rouge(got: &RougeScores, expected: &Value, what: &str) {
    for (name, got) in [
        ("rouge1", got.rouge1),
        ("rouge2", got.rouge2),
        ("rougeL", got.rouge_l),
        ("rougeLsum", got.rouge_l_sum),
    ] {
        let Rouge { precision, recall, fmeasure } = got;
        for (i, got) in [precision, recall, fmeasure].into_iter().enumerate() {
            close(got, &expected[name][i], &format!("{what}, {name}[{i}]"));
        }
    }
}

fn check_bleu(got: &Bleu, expected: &Value, what: &str) {
    close(got.score, &expected["score"], &format!("{what}, score"));
    close(got.bp, &expected["bp"], &format!("{what}, bp"));
    for i in 0..got.precisions.len() {
        close(got.precisions[i], &expected["precisions"][i], &format!("{what}, precision {i}"));
    }
    let counts = serde_json::json!([got.counts, got.totals, got.sys_len, got.ref_len]);
    let theirs =
        serde_json::json!([expected["counts"], expected["totals"], expected["sys_len"], expected["ref_len"]]);
    assert_eq!(counts, theirs, "{what}");
}

#[test]
fn tokens_are_those_of_the_reference_packages() {
    let golden = golden();
    let mut n_compared = 0;
    for (_, hyp, pair) in pairs(&golden) {
        let (Some(words), Some(tokens)) = (pair["tokens_rouge"].as_array(), pair["tokens_13a"].as_array())
        else {
            continue;
        };
        assert_eq!(Words::Ascii.of(hyp), words.iter().map(text).collect::<Vec<_>>(), "{hyp:?}");
        assert_eq!(tokens_13a(hyp), tokens.iter().map(text).collect::<Vec<_>>(), "{hyp:?}");
        n_compared += 1;
    }
    assert!(n_compared >= 35, "{n_compared}");
}

#[test]
fn stems_are_those_of_the_reference_stemmer() {
    let golden = golden();
    let stems = golden["stems"].as_object().expect("stems");
    assert!(stems.len() > 150);
    for (word, expected) in stems {
        assert_eq!(stem(word), text(expected), "{word}");
    }
}

#[test]
fn rouge_is_that_of_the_reference_package() {
    let golden = golden();
    for (reference, hyp, pair) in pairs(&golden) {
        check_rouge(&rouge::score(reference, hyp, Words::Ascii), &pair["rouge"], &format!("{hyp:.60?}"));
        check_rouge(
            &rouge::score(reference, hyp, Words::Stemmed),
            &pair["rouge_stem"],
            &format!("{hyp:.60?}"),
        );
    }
}

#[test]
fn bleu_is_that_of_the_reference_package() {
    let golden = golden();
    for (reference, hyp, pair) in pairs(&golden) {
        let stats = BleuStats::of(reference, hyp);
        check_bleu(&stats.sentence(), &pair["sentence_bleu"], &format!("sentence {hyp:.60?}"));
        check_bleu(&stats.corpus(), &pair["corpus_bleu"], &format!("corpus {hyp:.60?}"));
    }
    let all: Vec<_> = pairs(&golden).iter().map(|(reference, hyp, _)| score_pair(reference, hyp)).collect();
    check_bleu(&score_pairs(&all).bleu, &golden["corpus_bleu"], "all pairs");
}

#[test]
fn unicode_rouge_keeps_words_whole() {
    let scores = rouge::score("EXPERIÊNCIA EM GESTÃO", "experiência em gestão", Words::Unicode);
    assert!((scores.rouge2.fmeasure - 1.0).abs() < TOLERANCE);
    let words = |text: &str| Words::Unicode.of(text);
    assert_eq!(words("Não: já-é"), ["não", "já", "é"]);
    // The ASCII one cannot tell these apart; that is why there are two.
    let (reference, hyp) = ("gestão é ação", "gestço á açxo");
    assert!(rouge::score(reference, hyp, Words::Unicode).rouge1.fmeasure.abs() < TOLERANCE);
    assert!(rouge::score(reference, hyp, Words::Ascii).rouge1.fmeasure > 0.5);
}
