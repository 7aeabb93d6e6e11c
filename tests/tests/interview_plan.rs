//! Interview plans on every vacancy of the sample: questions of the right trade, quotes that are the vacancy's own words.

use std::{path::PathBuf, sync::OnceLock};

use recruta_core::{
    bundle::{Bundle, Vacancy},
    family::Family,
    interview::{Interviewer, Kind, Level, Mode, PlanRequest, PlannedQuestion, ProbeKind, Session},
    text::Language,
};

/// Share of technical questions that may be of another trade; each of them names something of that trade.
const MAX_FOREIGN: f64 = 0.05;

fn interviewer() -> &'static Interviewer {
    static OPENED: OnceLock<Interviewer> = OnceLock::new();
    OPENED.get_or_init(|| recruta_native::interviewer().expect("the bank is valid"))
}

fn bundle() -> &'static Bundle {
    static OPENED: OnceLock<Bundle> = OnceLock::new();
    OPENED.get_or_init(|| {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/sample-bundle");
        recruta_native::open_bundle(&folder).expect("the sample bundle is built").0
    })
}

fn request(n_questions: usize) -> PlanRequest {
    PlanRequest {
        vacancy: None,
        job_description: None,
        level: None,
        language: Language::Pt,
        n_questions,
        mode: Mode::Practice,
        variant: 0,
        cv: None,
    }
}

fn plan(request: &PlanRequest) -> Session {
    interviewer().plan(Some(bundle()), request).expect("plans")
}

fn for_vacancy(id: &str, n_questions: usize, variant: u32) -> Session {
    plan(&PlanRequest { vacancy: Some(id.to_owned()), variant, ..request(n_questions) })
}

fn pasted(description: &str, n_questions: usize) -> Session {
    plan(&PlanRequest { job_description: Some(description.to_owned()), ..request(n_questions) })
}

fn trade(question: &PlannedQuestion) -> &str {
    question.competency.split('.').next().unwrap_or_default()
}

/// Vacancies whose title or area names their family.
fn of_known_family() -> impl Iterator<Item = (&'static Vacancy, Family)> {
    bundle().vacancies().iter().filter_map(|vacancy| Some((vacancy, Family::of(vacancy)?)))
}

#[test]
fn questions_are_of_the_vacancys_own_trade() {
    let (mut n_technical, mut foreign) = (0, Vec::new());
    for (vacancy, family) in of_known_family() {
        for (n, variant) in [(5, 0), (5, 1), (8, 0), (8, 2), (12, 0), (12, 3)] {
            for question in &for_vacancy(&vacancy.id, n, variant).questions {
                let is_foreign = ![family.id(), "any"].contains(&trade(question));
                n_technical += usize::from(question.kind == Kind::Technical);
                if is_foreign {
                    assert_eq!(question.kind, Kind::Technical, "{}: {}", vacancy.title, question.text);
                    assert!(n > 5, "{}: {}", vacancy.title, question.text);
                    foreign.push(format!("{} ({n}): {}", vacancy.title, question.text));
                }
            }
        }
    }
    let share = foreign.len() as f64 / n_technical as f64;
    println!("{} of {n_technical} technical questions are of another trade", foreign.len());
    assert!(share <= MAX_FOREIGN, "{share} of {n_technical}: {foreign:#?}");
}

#[test]
fn competencies_of_another_trade_are_listed_only_where_the_vacancy_asks_for_them() {
    for (vacancy, family) in of_known_family() {
        for competency in &for_vacancy(&vacancy.id, 8, 0).competencies {
            let is_foreign =
                ![family.id(), "any"].contains(&competency.id.split('.').next().unwrap_or_default());
            assert!(!is_foreign || !competency.asked_by.is_empty(), "{}: {}", vacancy.title, competency.id);
        }
    }
    // Shared ground such as Docker and Scrum makes no .NET team of a Java vacancy.
    let java = for_vacancy("4704", 12, 0);
    assert!(java.competencies.iter().all(|one| !one.id.starts_with("dotnet.")), "{:?}", java.competencies);
}

#[test]
fn what_a_vacancy_is_said_to_speak_of_stands_in_its_text() {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for vacancy in bundle().vacancies() {
        let text = flat(
            &[&vacancy.title, &vacancy.activities, &vacancy.requirements].map(String::as_str).join("\n"),
        );
        for competency in &for_vacancy(&vacancy.id, 12, 0).competencies {
            for quote in &competency.asked_by {
                assert!(text.contains(quote.as_str()), "{}: {quote:?}", vacancy.title);
            }
        }
    }
}

#[test]
fn another_line_of_work_gets_the_questions_of_every_interview() {
    let nurse = "Enfermeiro(a) Assistencial Pleno\nPrestar assistência a pacientes em regime de plantão 12x36, administrar \
                 medicamentos, registrar no prontuário, apoiar a equipe em incidentes e orientar familiares. Boa comunicação.";
    let driver = "Motorista Carreteiro\nTransportar carga entre filiais, conferir a carga e os documentos, cuidar da manutenção \
                  do caminhão e cumprir prazos de entrega. Experiência com rotas e boa organização.";
    for (description, n) in [(nurse, 5), (nurse, 12), (driver, 5), (driver, 12)] {
        let session = pasted(description, n);
        assert_eq!(session.questions.len(), n);
        for question in &session.questions {
            assert_eq!(trade(question), "any", "{}", question.text);
        }
        assert!(
            session.competencies.iter().all(|one| one.id.starts_with("any.")),
            "{:?}",
            session.competencies
        );
    }
}

#[test]
fn a_pasted_vacancy_that_truly_asks_for_another_trade_gets_it() {
    let full_stack = "Desenvolvedor Java Full Stack Sênior\nDesenvolver serviços em Java com Spring Boot e telas em Angular com \
                      TypeScript e RxJS. Testes com JUnit, bancos Oracle, mensageria com Kafka e APIs REST.";
    let session = pasted(full_stack, 12);
    let trades: Vec<&str> =
        session.questions.iter().filter(|q| q.kind == Kind::Technical).map(trade).collect();
    assert!(trades.iter().filter(|trade| **trade == "java").count() >= 3, "{trades:?}");
    assert!(trades.iter().all(|trade| ["java", "frontend"].contains(trade)), "{trades:?}");
    assert!(
        session.competencies.iter().any(|one| one.id == "frontend.angular"),
        "{:?}",
        session.competencies
    );
    assert!(trades.contains(&"frontend"), "{trades:?}");
    let mentions = pasted(
        "Desenvolvedor Java Sênior\nServiços em Java com Spring Boot, JUnit e Kafka. O front-end é em Angular.",
        12,
    );
    assert!(
        mentions.questions.iter().all(|question| trade(question) != "frontend"),
        "{:?}",
        mentions.questions
    );
}

#[test]
fn title_and_level_of_a_pasted_text_are_found_below_what_the_company_says_of_itself() {
    let body = "Desenvolver APIs em Java com Spring Boot, testes automatizados e SQL. Boa comunicação e organização.";
    for (head, title, level) in [
        (
            "Sobre a empresa\nSomos uma empresa de tecnologia.\nVaga: Desenvolvedor Java\nNível: Sênior",
            "Desenvolvedor Java",
            Level::Senior,
        ),
        (
            "Sobre a empresa\nSomos uma empresa de tecnologia.\nDesenvolvedor Java Júnior",
            "Desenvolvedor Java Júnior",
            Level::Junior,
        ),
        ("Product Manager Júnior", "Product Manager Júnior", Level::Junior),
        ("Gerente de Projetos Sênior", "Gerente de Projetos Sênior", Level::Senior),
        ("Coordenador de Desenvolvimento", "Coordenador de Desenvolvimento", Level::Coordenador),
        (
            "About us\nWe build software.\nJob title: Java Developer\nSeniority: Specialist",
            "Java Developer",
            Level::Especialista,
        ),
        (
            "Buscamos pessoa desenvolvedora Java sênior",
            "Buscamos pessoa desenvolvedora Java sênior",
            Level::Senior,
        ),
        ("Desenvolvedor Java", "Desenvolvedor Java", Level::Pleno),
    ] {
        let session = pasted(&format!("{head}\n{body}"), 5);
        assert_eq!((session.vacancy.title.as_str(), session.level), (title, level), "{head}");
    }
}

#[test]
fn a_cv_is_quoted_where_it_has_to_do_with_the_question() {
    let cv =
        "Analista de sistemas. Liderei um time de 4 pessoas, de 2021 a 2023.\nUso Docker e Git no dia a dia.";
    let request = PlanRequest { vacancy: Some("4631".to_owned()), cv: Some(cv.to_owned()), ..request(12) };
    let session = plan(&request);
    let led = session.questions.iter().find(|question| question.competency == "any.leadership");
    let led = led.expect("what the CV says of leading is asked about");
    assert!(led.text.contains("“Liderei um time de 4 pessoas”"), "{}", led.text);
    for question in &session.questions {
        let Some(probe) = &question.probe else { continue };
        assert!(question.text.matches('?').count() == 1, "{}", question.text);
        if probe.kind == ProbeKind::Claim {
            assert!(cv.contains(&probe.term), "{probe:?}");
        }
        // A lead-in about Docker before a question about observability leads nowhere.
        let about_docker = probe.term == "Docker";
        let known = interviewer().bank().question(&question.id).expect("is in the bank");
        let said = format!("{} {:?} {}", known.pt.question, known.pt.signals, known.pt.sample).to_lowercase();
        assert!(!about_docker || said.contains("docker") || said.contains("contêiner"), "{}", question.text);
    }
}

#[test]
fn the_browser_suites_candidate_is_asked_what_they_talk_about() {
    // `tests/e2e/support/interview.mjs` answers the second question of this vacancy with a case of FastAPI and Flask.
    let session = for_vacancy("4758", 5, 0);
    assert!(session.questions[1].text.contains("FastAPI"), "{}", session.questions[1].text);
}
