//! What a conversation spares, and that it changes no word: real model, real bundle.

use recruta_core::engine::{AskEvent, AskOptions, Engine, Shortcuts};

const QUESTION: &str = "What skills do SAP consultants have in common?";
const FOLLOW_UP: &str = "Which of them know S/4HANA?";

fn engine() -> Engine {
    let models = recruta_tests::models();
    let (bundle, _) = recruta_native::open_bundle(&recruta_tests::bundle_dir()).expect("the sample bundle");
    let mut engine = Engine::new(bundle, Box::new(models.load_embedder().expect("the retriever")));
    let loaded =
        models.load_generator(&recruta_tests::small_generator(), &mut |_, _| {}).expect("the generator");
    engine.set_generator(Some(Box::new(loaded.generator)));
    engine
}

/// What came of a question.
#[derive(Debug, PartialEq)]
struct Asked {
    tokens: Vec<u32>,
    sources: Vec<String>,
    /// Tokens of the prompt that were read, and all of them.
    read: (usize, usize),
}

fn ask(engine: &mut Engine, question: &str, options: &AskOptions) -> Asked {
    let mut asking = engine.begin(question, options).expect("a question");
    let mut asked = Asked { tokens: Vec::new(), sources: Vec::new(), read: (0, 0) };
    let mut first = None;
    while let Some(event) = engine.step(&mut asking).expect("steps") {
        match event {
            AskEvent::Prefill { done, total } => {
                let first = *first.get_or_insert(done);
                asked.read = (total - first, total);
            }
            AskEvent::Token { id, .. } => asked.tokens.push(id),
            AskEvent::Evidence(evidence) => {
                asked.sources = evidence.sources.into_iter().map(|source| source.passage_id).collect();
            }
            _ => {}
        }
    }
    asked
}

fn options(follow_up: bool, reuse: bool, lookup: bool) -> AskOptions {
    AskOptions { follow_up, shortcuts: Shortcuts { reuse, lookup }, ..AskOptions::default() }
}

#[test]
fn a_follow_up_keeps_the_sources_and_reads_only_what_is_new() {
    let mut engine = engine();
    let first = ask(&mut engine, QUESTION, &options(false, true, true));
    assert!(!first.tokens.is_empty() && first.sources.len() > 1, "{first:?}");
    let second = ask(&mut engine, FOLLOW_UP, &options(true, true, true));
    assert!(!second.tokens.is_empty() && !second.sources.is_empty(), "{second:?}");
    assert!(second.sources.len() < first.sources.len(), "not all of them know it: {second:?}");
    assert!(second.sources.iter().all(|source| first.sources.contains(source)), "{second:?}");
    assert!(second.read.1 > first.read.1, "the conversation stands before the question: {second:?}");
    assert!(second.read.0 * 3 < second.read.1, "{second:?}");
}

#[test]
fn neither_reuse_nor_guessing_changes_a_token() {
    let run = |reuse, lookup| {
        let mut engine = engine();
        [(QUESTION, false), (FOLLOW_UP, true), ("Which tools do hired QA analysts know?", false)]
            .map(|(question, follow_up)| ask(&mut engine, question, &options(follow_up, reuse, lookup)))
            .map(|asked| (asked.tokens, asked.sources))
    };
    let plain = run(false, false);
    for (reuse, lookup) in [(true, false), (false, true), (true, true)] {
        assert_eq!(run(reuse, lookup), plain, "reuse {reuse}, lookup {lookup}");
    }
}

#[test]
fn a_follow_up_to_nothing_and_one_beside_the_point_say_so() {
    let mut engine = engine();
    let error = engine.begin(FOLLOW_UP, &options(true, true, true)).expect_err("nothing was asked");
    assert_eq!(error.code(), "bad_request");
    ask(&mut engine, QUESTION, &options(false, true, true));
    let answer =
        engine.ask("Which volcano erupted in Iceland?", &options(true, true, true)).expect("an answer");
    assert!(!answer.sufficient && answer.sources.is_empty());
    // The conversation is still about the sources of the last answer that had some.
    assert!(engine.ask(FOLLOW_UP, &options(true, true, true)).expect("an answer").sufficient);
}
