//! Precision and recall of the extraction on labelled texts that were written before it was tuned. Even lines were held
//! out: nobody looked at what is missed in them.

use std::collections::BTreeSet;

use super::gazetteer;

const LABELLED: &str = include_str!("../../../tests/eval/skills.jsonl");

#[derive(serde::Deserialize)]
struct Case {
    text: String,
    skills: BTreeSet<String>,
}

#[derive(Debug, Default)]
struct Score {
    right: usize,
    spurious: Vec<String>,
    missed: Vec<String>,
}

impl Score {
    fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.spurious.len()) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / (self.right + self.missed.len()) as f64
    }
}

fn score(half: usize) -> Score {
    let mut score = Score::default();
    for (_, line) in LABELLED.lines().enumerate().filter(|(at, _)| at % 2 == half) {
        let case: Case = serde_json::from_str(line).expect("a labelled text");
        let found: BTreeSet<String> = gazetteer().find(&case.text).into_iter().map(str::to_owned).collect();
        score.right += found.intersection(&case.skills).count();
        let told = |skill: &String| format!("{skill}: {}", case.text);
        score.spurious.extend(found.difference(&case.skills).map(told));
        score.missed.extend(case.skills.difference(&found).map(told));
    }
    score
}

#[test]
fn extraction_is_precise_and_complete_where_it_was_tuned() {
    let score = score(0);
    println!(
        "tuned: precision {:.3}, recall {:.3}, {} right",
        score.precision(),
        score.recall(),
        score.right
    );
    assert!(score.precision() >= 0.9 && score.recall() >= 0.9, "{score:#?}");
}

#[test]
fn extraction_is_precise_and_complete_on_texts_held_out() {
    let score = score(1);
    println!(
        "held out: precision {:.3}, recall {:.3}, {} right",
        score.precision(),
        score.recall(),
        score.right
    );
    // No list of what failed: whoever reads it tunes to it.
    assert!(
        score.precision() >= 0.9 && score.recall() >= 0.9,
        "{:.3} {:.3}",
        score.precision(),
        score.recall()
    );
}

#[test]
fn all_texts_are_labelled_with_names_of_the_gazetteer() {
    assert_eq!(LABELLED.lines().count(), 68);
    for line in LABELLED.lines() {
        let case: Case = serde_json::from_str(line).expect("a labelled text");
        for skill in &case.skills {
            assert!(gazetteer().names.contains(skill), "{skill}");
        }
    }
}
