//! How much personal data the cleaner finds, and how much that is none it takes for it. Both rates are published in
//! `docs/REDACTION.md`.

use recruta::clean::{Cleaner, Directory, Own, Removed};
use recruta_core::text::fold;
use serde::Deserialize;

#[derive(Deserialize)]
struct Canary {
    kind: String,
    #[serde(default)]
    names: Names,
    plants: Vec<String>,
    secret: Vec<String>,
}

/// Who stands in a field of the exports of their own.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Names {
    candidate: Vec<String>,
    recruiter: Vec<String>,
    manager: Vec<String>,
    client: Vec<String>,
}

#[derive(Deserialize)]
struct Innocent {
    text: String,
    keep: Vec<String>,
}

fn lines<T: for<'de> Deserialize<'de>>(name: &str) -> Vec<T> {
    let file = recruta_tests::workspace().join("tests/eval").join(name);
    let text = std::fs::read_to_string(file).expect("reads");
    text.lines().map(|line| serde_json::from_str(line).expect("a case")).collect()
}

/// A cleaner that knows everybody the canaries name, as one that has read their exports does.
fn cleaner(canaries: &[Canary]) -> Cleaner {
    let mut directory = Directory::default();
    for Canary { names, .. } in canaries {
        names.candidate.iter().for_each(|name| directory.add_person(name));
        names.recruiter.iter().chain(&names.manager).for_each(|name| directory.add_staff(name));
        names.client.iter().for_each(|name| directory.add_client(name));
    }
    Cleaner::new(directory)
}

#[test]
fn every_kind_of_personal_data_is_found() {
    let canaries: Vec<Canary> = lines("redaction_canaries.jsonl");
    let cleaner = cleaner(&canaries);
    let (mut n_plants, mut missed) = (0, Vec::new());
    for Canary { kind, names, plants, secret } in &canaries {
        let own = Own::new(&names.candidate, "", &[]);
        for plant in plants {
            n_plants += 1;
            let left = fold(&cleaner.clean(plant, &own, &mut Removed::default()));
            if let Some(secret) = secret.iter().find(|secret| left.contains(&fold(secret))) {
                missed.push(format!("{kind}: {secret:?} of {plant:?} is left in {left:?}"));
            }
        }
    }
    assert!(canaries.len() >= 40, "{} kinds", canaries.len());
    println!("found {} of {n_plants} plants of {} kinds", n_plants - missed.len(), canaries.len());
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn technical_terms_places_and_dates_of_work_survive() {
    let canaries: Vec<Canary> = lines("redaction_canaries.jsonl");
    let innocents: Vec<Innocent> = lines("ingest_false_positives.jsonl");
    let cleaner = cleaner(&canaries);
    let (mut n_terms, mut lost) = (0usize, Vec::new());
    for Innocent { text, keep } in &innocents {
        let left = cleaner.clean(text, &Own::nobody(), &mut Removed::default());
        n_terms += keep.len();
        lost.extend(
            keep.iter().filter(|term| !left.contains(*term)).map(|term| format!("{term:?} in {left:?}")),
        );
    }
    let rate = lost.len() as f64 / n_terms as f64;
    println!("lost {} of {n_terms} terms in {} texts: {:.1} %", lost.len(), innocents.len(), rate * 100.0);
    assert!(rate <= 0.02, "{lost:#?}");
}
