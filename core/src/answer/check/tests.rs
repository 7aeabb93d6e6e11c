use super::{ProseChecker, Rejection, Statement};
use crate::{retrieve::Source, text::Language};

fn source(number: usize, skills: &[&str], text: &str) -> Source {
    Source {
        number,
        passage_id: format!("{number}-0"),
        profile: number.to_string(),
        profile_title: String::new(),
        level: String::new(),
        english: String::new(),
        hires: Vec::new(),
        text: text.to_owned(),
        highlights: Vec::new(),
        skills: skills.iter().map(|skill| (*skill).to_owned()).collect(),
        score: 0.9,
    }
}

fn checker(language: Language) -> ProseChecker {
    let sources = [
        source(
            1,
            &["Python", "Django"],
            "Desenvolvimento de APIs em Python com Django e testes automatizados, 12 serviços.",
        ),
        source(2, &["Python", "Flask"], "Integrações em Python com Flask para o setor bancário."),
        source(3, &["COBOL"], "Sistemas em COBOL."),
    ];
    ProseChecker::new(language, "skills Python", &sources, &[1, 2])
}

#[track_caller]
fn passes(language: Language, sentence: &str, shown: &str) {
    assert_eq!(checker(language).check(sentence).map(|statement| statement.text), Ok(shown.to_owned()));
}

#[track_caller]
fn fails(language: Language, sentence: &str, why: Rejection) {
    assert_eq!(checker(language).check(sentence).expect_err(sentence), why);
}

#[test]
fn a_supported_sentence_is_shown_with_the_citation_that_carries_it() {
    passes(Language::En, "The hired profiles know Django [1].", "The hired profiles know Django [1].");
    passes(Language::En, "The hired profiles know Django.", "The hired profiles know Django [1].");
    passes(
        Language::En,
        "The hired profiles know Django and Flask.",
        "The hired profiles know Django and Flask [1][2].",
    );
    passes(
        Language::Pt,
        "Os perfis têm integrações para o setor bancário.",
        "Os perfis têm integrações para o setor bancário [2].",
    );
}

#[test]
fn what_the_evidence_does_not_say_is_withheld() {
    fails(Language::En, "The hired profiles know Kubernetes [1].", Rejection::Unsupported);
    fails(Language::En, "The hired profiles know COBOL [3].", Rejection::Unsupported);
    fails(Language::En, "The hired profiles know Django for 25 years [1].", Rejection::Unsupported);
    fails(Language::En, "The hired profiles live in Rio, the capital of Brazil.", Rejection::Unsupported);
    passes(Language::En, "The hired profiles know Django [9].", "The hired profiles know Django [1].");
}

#[test]
fn where_numbers_answer_only_those_numbers_pass() {
    let said = "Among 15 profiles hired for Python, the skills that appear most: Docker (12 of 15) [1], Django (9 of 15).";
    let numbers = [Statement { text: said.to_owned(), citations: vec![1] }];
    let check = |sentence: &str| checker(Language::En).with_numbers(&numbers).check(sentence);
    assert!(check("The hired profiles share Docker, in 12 of 15 profiles [1].").is_ok());
    assert_eq!(check("The hired profiles share Docker.").expect("supported").citations, [1]);
    for wrong in [
        "The hired profiles share Docker, in 13 of 15 profiles [1].",
        "The hired profiles share Docker, in 12 of 12 profiles [1].",
        "The hired profiles share Docker, in 9 of 12 profiles [1].",
        "The hired profiles share Kubernetes, in 12 of 15 profiles [1].",
        "The hired profiles built 12 services and 40 APIs with Django [1].",
        // Sources name them, too few of the group do.
        "The hired profiles share Docker, Django and Flask [1][2].",
        "The hired profiles share Docker and Flask.",
    ] {
        assert_eq!(check(wrong).expect_err(wrong), Rejection::Unsupported);
    }
}

#[test]
fn loops_other_languages_and_fragments_are_withheld() {
    let looping = "A competição de competição de competição para os perfis em Python.";
    fails(Language::Pt, looping, Rejection::Repetition);
    fails(Language::Pt, "The hired profiles know Django and the cloud [1].", Rejection::WrongLanguage);
    fails(Language::En, "Python, Django", Rejection::Malformed);
    fails(Language::En, "[1] Desenvolvedor Python. Skills: Python.", Rejection::Malformed);
}

#[test]
fn saying_it_twice_is_withheld_the_second_time() {
    let mut checker = checker(Language::En);
    assert!(checker.check("The hired profiles know Django [1].").is_ok());
    assert_eq!(
        checker.check("The profiles hired know Django [1].").expect_err("again"),
        Rejection::Repetition
    );
}
