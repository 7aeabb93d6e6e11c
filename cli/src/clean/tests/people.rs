//! Listed names in any case, in parts, with apostrophes; and the everyday words that are also names.

use super::{
    super::{Cleaner, Directory, Own},
    check_with,
};

fn cleaner() -> Cleaner {
    let mut directory = Directory::default();
    for name in ["Beatriz Nakamura", "Conceição D'Ávila", "Rosa Ramos Pinheiro", "Marina Campos Leite"] {
        directory.add_staff(name);
    }
    for name in ["Rosângela Prado Lima", "Pedro Costa Rocha", "Ana Maria Souza Prates", "Analista Sistemas"]
    {
        directory.add_person(name);
    }
    for name in ["Metalúrgica Pão de Açúcar", "Casa Nova Ideal", "Frutas do Campo"] {
        directory.add_client(name);
    }
    Cleaner::new(directory)
}

/// What is left of each text, without the spaces and prepositions around what went.
#[track_caller]
fn check(table: &[(&str, &str)]) {
    check_with(&cleaner(), &Own::new(&["João Pedro D'Ávila".to_owned()], "", &[]), table);
}

#[test]
fn a_name_of_two_words_needs_no_capital() {
    check(&[
        ("beatriz nakamura, Java", "Java"),
        ("Java: Beatriz nakamura", "Java"),
        ("Java: rosangela prado lima; Rosângela lima", "Java"),
        ("Java: metalurgica pao de acucar", "Java"),
        ("Java: metalúrgica pão de açúcar", "Java"),
        ("Java: ana souza, Ana Maria Souza, Ana Prates", "Java"),
        ("Java: Nakamura, Beatriz", "Java"),
    ]);
}

#[test]
fn one_word_in_small_letters_needs_an_announcement() {
    check(&[
        ("Dra. beatriz aprovou Java", "aprovou Java"),
        ("sra conceicao aprovou Java", "aprovou Java"),
        ("sr pedro aprovou Java", "aprovou Java"),
        ("A Recrutadora beatriz aprovou Java", "A Recrutadora aprovou Java"),
        ("beatriz aprovou Java", "beatriz aprovou Java"),
    ]);
}

#[test]
fn an_apostrophe_makes_no_difference() {
    check(&[
        ("Java: conceição d'ávila, conceicao d avila, CONCEICAO DAVILA, Conceição D’Ávila", "Java"),
        ("Java: João d'avila, joão pedro dávila, Davila, D´Ávila", "Java"),
    ]);
}

#[test]
fn everyday_words_stay() {
    let texts = [
        "Sistemas para ramos de atividade, campos e rocha",
        "Controle de leite, pinheiro e pedra na Usina",
        "Sistema para produção de pão de açúcar e doces, em Java",
        "rosa ramos floridos e Java",
        "casa nova e ideal para o Time",
        "colheita de frutas do campo com Python",
        "analista de sistemas e Java",
        "sr pleno, Java",
    ];
    check(&texts.map(|text| (text, text)));
}
