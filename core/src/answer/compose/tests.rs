use super::{Setting, compose};
use crate::{
    answer::Statement,
    insight::Panorama,
    retrieve::{Evidence, FilterKind, Filters, Source, SourceHire},
    text::Language,
};

fn source(number: usize, title: &str, level: &str, skills: &[&str]) -> Source {
    Source {
        number,
        passage_id: format!("{number}-0"),
        profile: number.to_string(),
        profile_title: String::new(),
        level: level.to_owned(),
        english: String::new(),
        hires: vec![SourceHire { vacancy: "1".into(), title: title.to_owned(), status: "Aprovado".into() }],
        text: String::new(),
        highlights: Vec::new(),
        skills: skills.iter().map(|skill| (*skill).to_owned()).collect(),
        score: 0.9,
    }
}

fn evidence(language: Language, sources: Vec<Source>) -> Evidence {
    let sufficient = !sources.is_empty();
    Evidence { language, sufficient, confidence: 0.9, sources, emptied_by: None, is_personal: false }
}

#[test]
fn personal_data_is_refused_with_what_can_be_asked_instead() {
    let refused = |language| {
        let evidence = Evidence { is_personal: true, ..evidence(language, Vec::new()) };
        plain(&evidence).remove(0).text
    };
    assert!(refused(Language::Pt).contains("não guarda dados pessoais"));
    assert!(refused(Language::En).contains("keeps no personal data"));
}

fn said(evidence: &Evidence, filters: &Filters) -> Vec<Statement> {
    compose(evidence, &Setting { panorama: &Panorama::default(), filters })
}

fn plain(evidence: &Evidence) -> Vec<Statement> {
    said(evidence, &Filters::default())
}

#[test]
fn counts_skills_and_cites_who_has_them() {
    let sources = vec![
        source(1, "Dev Python", "Sênior", &["Python", "Django"]),
        source(2, "Dev Python Pleno", "", &["Python", "AWS"]),
        source(3, "Engenheiro de Dados", "Sênior", &["Python", "Django"]),
        source(4, "Dev Python", "", &["Python"]),
        source(5, "Dev Python", "", &["Python"]),
    ];
    let said = plain(&evidence(Language::Pt, sources));
    assert_eq!(
        said[0].text,
        "Encontrei 5 perfis contratados ligados à pergunta, em vagas como “Dev Python” [1][4][5], \
         “Dev Python Pleno” [2] e “Engenheiro de Dados” [3]."
    );
    assert_eq!(
        said[1].text,
        "As competências que mais aparecem nesses trechos: Python (5 de 5) [1][2][3][4][5] e Django (2 de 5) [1][3]."
    );
    assert_eq!(said[1].citations, [1, 2, 3, 4, 5]);
    assert_eq!(said[2].text, "Níveis desses perfis: Sênior (2) [1][3] e Pleno (1) [2].");
}

#[test]
fn few_sources_are_told_of_one_by_one() {
    let one = vec![source(1, "Dev Java SR", "", &["Java", "AWS"])];
    let said = plain(&evidence(Language::Pt, one));
    assert_eq!(
        said.iter().map(|said| said.text.as_str()).collect::<Vec<_>>(),
        [
            "Encontrei 1 perfil contratado ligado à pergunta, para a vaga “Dev Java SR” [1].",
            "Fonte a fonte: Sênior: Java e AWS [1]."
        ]
    );
    let four: Vec<Source> = (1..5).map(|number| source(number, "Dev Java", "Pleno", &["Java"])).collect();
    let said = plain(&evidence(Language::En, four));
    assert_eq!(
        said[1].text,
        "Source by source: Mid-level: Java [1]; Mid-level: Java [2]; Mid-level: Java [3]; Mid-level: Java [4]."
    );
    assert!(said.iter().skip(1).all(|said| !said.text.contains('(')), "{said:?}");
}

#[test]
fn without_evidence_it_says_so_in_the_questions_language() {
    let said = plain(&evidence(Language::En, Vec::new()));
    assert_eq!(said.len(), 1);
    assert!(said[0].text.starts_with("I did not find enough evidence") && said[0].citations.is_empty());
    let portuguese = plain(&evidence(Language::Pt, Vec::new())).remove(0).text;
    assert!(portuguese.starts_with("Não encontrei evidência suficiente"));
}

#[test]
fn with_filters_it_speaks_of_those_who_pass_them() {
    let filters = Filters { level: Some("senior".to_owned()), ..Filters::default() };
    let text = said(&evidence(Language::Pt, Vec::new()), &filters).remove(0).text;
    assert!(text.starts_with("Entre os perfis que passam pelos filtros, não encontrei"), "{text}");
    assert!(!text.contains("histórico"), "{text}");
}

#[test]
fn a_filter_that_leaves_nobody_is_named() {
    let emptied = |language, filter, filters: &Filters| {
        said(&Evidence { emptied_by: Some(filter), ..evidence(language, Vec::new()) }, filters).remove(0).text
    };
    let level = Filters { level: Some("gerente".to_owned()), ..Filters::default() };
    let text = emptied(Language::Pt, FilterKind::Level, &level);
    assert_eq!(text, "Nenhum perfil contratado passa pelo filtro “nível”. Mude ou retire esse filtro.");
    let place = Filters { place: Some("Marte".to_owned()), ..Filters::default() };
    assert!(emptied(Language::En, FilterKind::Place, &place).contains("passes the filter “place”."));
    let both = Filters { sap: Some(true), ..level };
    let text = emptied(Language::Pt, FilterKind::Sap, &both);
    assert!(text.contains("“SAP” junto com os outros"), "{text}");
}
