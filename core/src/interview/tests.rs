//! The whole of an interview, on two families of the real bank.

use std::{collections::BTreeMap, sync::OnceLock};

use proptest::prelude::*;

use super::{
    Band, InterviewError, Interviewer, Kind, Level, Mode, PlanRequest, QuestionStatus, Reply, Session,
    rephrase::{Rejection, check},
};
use crate::{Error, text::Language};

const JAVA: &str = "Desenvolvedor Java Pleno\nAtuar com Java, Spring Boot, concorrência, testes automatizados, \
                    mensageria com Kafka, APIs REST e SQL. Trabalho em equipe, boa comunicação e organização.";

/// The bank of any trade and of Java, opened once for all tests.
pub(super) fn interviewer() -> &'static Interviewer {
    static OPENED: OnceLock<Interviewer> = OnceLock::new();
    OPENED.get_or_init(|| {
        let files = [
            ("rubric.json", include_str!("../../../data/interview/rubric.json")),
            ("competencies/any.json", include_str!("../../../data/interview/competencies/any.json")),
            ("competencies/java.json", include_str!("../../../data/interview/competencies/java.json")),
            ("bank/any.jsonl", include_str!("../../../data/interview/bank/any.jsonl")),
            ("bank/java.jsonl", include_str!("../../../data/interview/bank/java.jsonl")),
        ];
        let files: BTreeMap<String, String> = files.map(|(path, text)| (path.into(), text.into())).into();
        Interviewer::open(&files).expect("the bank is valid")
    })
}

fn request(n_questions: usize) -> PlanRequest {
    PlanRequest {
        vacancy: None,
        job_description: Some(JAVA.to_owned()),
        level: None,
        language: Language::Pt,
        n_questions,
        mode: Mode::Practice,
        variant: 0,
        cv: None,
    }
}

fn plan(request: &PlanRequest) -> Session {
    interviewer().plan(None, request).expect("plans")
}

fn answer(session: &Session, text: &str) -> Session {
    let question = session.current.expect("a question waits");
    interviewer().answer(session, &Reply { question, text, retry: false }).expect("is taken")
}

/// The bank's own strong or weak answer to the current question.
fn own(session: &Session, strong: bool) -> String {
    let planned = session.question(session.current.expect("waits")).expect("is there");
    let wording = interviewer().known(&planned.id).expect("known").wording(session.language);
    if strong { wording.sample.clone() } else { wording.weak.clone() }
}

#[test]
fn a_plan_has_every_kind_in_order_and_no_competency_twice() {
    for n in [5, 8, 12] {
        let session = plan(&request(n));
        let kinds: Vec<Kind> = session.questions.iter().map(|question| question.kind).collect();
        assert!(kinds.is_sorted(), "{kinds:?}");
        assert!(Kind::ALL.iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
        let mut competencies: Vec<&str> = session.questions.iter().map(|q| q.competency.as_str()).collect();
        competencies.sort_unstable();
        competencies.dedup();
        assert_eq!(competencies.len(), n);
        let technical = session.questions.iter().filter(|question| question.kind == Kind::Technical);
        assert!(technical.into_iter().all(|question| question.competency.starts_with("java.")));
        assert_eq!((session.level, session.current), (Level::Pleno, Some(1)), "the title says the level");
    }
}

#[test]
fn a_plan_is_the_same_each_time_and_another_variant_differs() {
    assert_eq!(plan(&request(8)), plan(&request(8)));
    let ids = |variant| {
        let session = plan(&PlanRequest { variant, ..request(8) });
        session.questions.into_iter().map(|question| question.id).collect::<Vec<_>>()
    };
    assert_ne!(ids(0), ids(1));
}

#[test]
fn questions_fit_the_level_that_is_asked_for() {
    for level in [Level::Estagio, Level::Senior, Level::Coordenador] {
        let session = plan(&PlanRequest { level: Some(level), ..request(5) });
        let far = session
            .questions
            .iter()
            .filter(|question| interviewer().known(&question.id).expect("known").distance(level) > 1);
        assert_eq!(far.count(), 0, "{level:?}");
    }
}

#[test]
fn a_cv_is_probed_for_claims_and_gaps() {
    let cv = "Trabalho com Java e concorrência, threads e multithreading há cinco anos.";
    let session = plan(&PlanRequest { cv: Some(cv.to_owned()), ..request(12) });
    let probes: Vec<_> = session.questions.iter().filter_map(|question| question.probe.as_ref()).collect();
    assert!(probes.iter().any(|probe| probe.kind == super::ProbeKind::Gap), "{probes:?}");
    assert!(session.questions.iter().all(|q| q.text.matches('?').count() == 1));
    assert!(
        !serde_json::to_string(&session).expect("serialises").contains("cinco anos"),
        "the CV is not kept"
    );
}

#[test]
fn strong_answers_end_an_interview_and_weak_ones_are_followed_up() {
    let mut session = plan(&request(5));
    let mut n_follow_ups = 0;
    while session.current.is_some() {
        let first = session.asked().is_some_and(|turn| turn.aim.is_none());
        n_follow_ups += usize::from(!first);
        let strong = session.current == Some(2);
        session = answer(&session, &own(&session, strong));
    }
    assert!(n_follow_ups > 0);
    let report = interviewer().report(&session).expect("reports");
    let score = |number: usize| report.questions[number - 1].score.clone().expect("is scored");
    assert!(score(2).band >= Band::Good && score(3).overall < score(2).overall);
    assert!(report.questions.iter().all(|question| question.turns.len() <= 3));
    assert_eq!((report.not_answered.len(), report.work_on.len()), (0, 3));
    let markdown = report.to_markdown();
    assert!(markdown.contains("## O que trabalhar") && markdown.contains("/100"), "{markdown}");
}

#[test]
fn what_was_passed_over_has_no_score_and_what_was_not_reached_was_not_asked() {
    let session = answer(&plan(&request(5)), "  ");
    assert_eq!(session.questions[0].status, QuestionStatus::NotAnswered);
    let report = interviewer().report(&session).expect("reports");
    assert_eq!((report.overall, report.band), (None, None));
    assert_eq!(report.not_answered.len(), 1);
    assert!(report.not_asked.len() >= 4 && report.questions.iter().all(|question| question.score.is_none()));
    assert!(report.to_markdown().contains("Não respondida"));
}

#[test]
fn a_retry_replaces_the_answer_and_keeps_the_attempt_in_practice_only() {
    let session = plan(&request(5));
    let (weak, strong) = (own(&session, false), own(&session, true));
    let mut tried = answer(&session, &weak);
    let again = Reply { question: 1, text: &strong, retry: true };
    let better = interviewer().answer(&tried, &again).expect("retries");
    let first = &better.questions[0];
    assert_eq!(first.earlier.len(), 1);
    assert!(first.score.as_ref().expect("scored").overall > first.earlier[0].overall);
    tried.mode = Mode::Live;
    let refused = interviewer().answer(&tried, &again).expect_err("live");
    assert!(matches!(refused, Error::Interview(InterviewError::Live)));
    assert!(interviewer().help(&tried, 1).is_err());
}

#[test]
fn bad_requests_and_foreign_sessions_are_refused_by_name() {
    let refused = |request: &PlanRequest| interviewer().plan(None, request).expect_err("refused");
    let none = PlanRequest { job_description: None, ..request(5) };
    assert!(matches!(refused(&none), Error::Interview(InterviewError::NoVacancy)));
    assert!(matches!(refused(&request(6)), Error::Interview(InterviewError::QuestionCount { got: 6 })));
    let short = PlanRequest { job_description: Some("Java".to_owned()), ..request(5) };
    assert!(matches!(refused(&short), Error::Interview(InterviewError::TooShort { got: 1, .. })));
    let long = PlanRequest { cv: Some("a".repeat(40_001)), ..request(5) };
    assert!(matches!(refused(&long), Error::TooLong { what: "CV", .. }));
    let old = Session { version: 0, ..plan(&request(5)) };
    assert!(matches!(
        interviewer().report(&old).expect_err("old"),
        Error::Interview(InterviewError::SessionVersion { expected: 1, got: 0 })
    ));
}

#[test]
fn a_models_wording_is_used_only_if_it_is_one_lawful_question_on_the_subject() {
    let question = interviewer().bank().questions().iter().find(|q| q.family == "java").expect("is there");
    let bank = question.pt.question.as_str();
    let judged = |text: &str| check(interviewer(), question, None, Language::Pt, text);
    assert_eq!(judged(&format!("\"{bank}\"")), Ok(bank.to_owned()));
    assert_eq!(judged(&format!("{bank} {bank}")), Err(Rejection::NotOneQuestion));
    assert_eq!(judged("Claro, aqui está a pergunta."), Err(Rejection::NotOneQuestion));
    assert_eq!(judged("What would you do with the team in this case?"), Err(Rejection::WrongLanguage));
    assert_eq!(judged("Você é casado e tem filhos pequenos em casa?"), Err(Rejection::Improper));
    assert_eq!(judged("Qual é o prato de que você mais gosta no almoço?"), Err(Rejection::OffCompetency));
}

#[test]
fn a_report_before_the_end_says_what_waits_and_how_its_numbers_come_about() {
    let session = answer(&plan(&request(5)), "");
    let report = interviewer().report(&session).expect("reports");
    assert_eq!(report.questions[1].status, QuestionStatus::Asked);
    assert!(report.not_asked.iter().all(|item| item.question != Some(2)), "{:?}", report.not_asked);
    let of_second = report.competencies.iter().find(|one| one.question == Some(2)).expect("is listed");
    assert_eq!((of_second.status, of_second.overall), (QuestionStatus::Asked, None));
    let markdown = report.to_markdown();
    assert!(markdown.contains("**Aguardando resposta:**") && markdown.contains("| aguardando resposta |"));

    let scored = interviewer().report(&answer(&session, &own(&session, false))).expect("reports");
    let markdown = scored.to_markdown();
    assert!(markdown.contains("média simples"), "{markdown}");
    let points: Vec<&str> = markdown.lines().filter(|line| line.contains("/4** (")).collect();
    assert!(!points.is_empty() && points.iter().all(|line| !has_decimal_point(line)), "{points:?}");
}

/// Whether a number has a decimal point between digits.
fn has_decimal_point(line: &str) -> bool {
    line.as_bytes().windows(3).any(|w| w[0].is_ascii_digit() && w[1] == b'.' && w[2].is_ascii_digit())
}

#[test]
fn what_to_work_on_speaks_only_of_skills_of_that_question() {
    let mut session = plan(&request(8));
    while session.current.is_some() {
        session = answer(&session, &own(&session, false));
    }
    let report = interviewer().report(&session).expect("reports");
    assert!(!report.work_on.is_empty());
    for item in &report.work_on {
        let question = &report.questions[item.question - 1];
        let of_trade = matches!(question.kind, Kind::Technical | Kind::Situational);
        assert!(of_trade || item.mention.is_empty(), "{item:?}");
        assert!(item.mention.iter().all(|skill| item.bring.contains(skill.as_str())), "{item:?}");
        let is_general = matches!(question.kind, Kind::Opening | Kind::Closing);
        assert!(!is_general || item.bring.is_empty(), "{item:?}");
    }
}

/// An interview begun before the rubric changed and resumed after it has one rubric's scores.
#[test]
fn an_interview_resumed_under_another_rubric_is_scored_anew() {
    let begun = answer(&plan(&request(5)), &own(&plan(&request(5)), true));
    let mut old = begun.clone();
    old.rubric -= 1;
    let score = old.questions[0].score.as_mut().expect("is scored");
    (score.rubric, score.overall) = (old.rubric, 1);
    let resumed = answer(&old, "");
    assert_eq!(resumed.rubric, begun.rubric);
    assert_eq!(resumed.questions[0].score, begun.questions[0].score);
    assert_eq!(interviewer().report(&old).expect("reports").rubric, old.rubric);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever is said, scores are in range, repeatable, and quote the answer where they say.
    #[test]
    fn any_text_is_scored_in_range_and_quoted_where_it_stands(text in "[a-zA-Zçãé0-9%,.\n \u{1F40D}]{0,400}", pick in 0usize..1000) {
        let questions = interviewer().bank().questions();
        let id = &questions[pick % questions.len()].id;
        let score = interviewer().score(id, Language::Pt, &text).expect("known");
        prop_assert_eq!(&score, &interviewer().score(id, Language::Pt, &text).expect("known"));
        for component in score.iter().flat_map(|score| &score.components) {
            prop_assert!(component.level <= 4);
            for quote in &component.quotes {
                let length = quote.span.end - quote.span.start;
                let there: String = text.chars().skip(quote.span.start).take(length).collect();
                prop_assert_eq!(&there, &quote.text);
            }
        }
        prop_assert!(score.is_none_or(|score| score.overall <= 100));
    }

    /// A follow-up never aims at what the answers have, and no aim comes twice.
    #[test]
    fn follow_ups_ask_only_for_what_is_missing(strong in proptest::collection::vec(any::<bool>(), 15)) {
        let mut session = plan(&request(5));
        for strong in strong {
            let Some(number) = session.current else { break };
            session = answer(&session, &own(&session, strong));
            let question = session.question(number).expect("is there");
            let mut aims: Vec<&str> = question.turns.iter().filter_map(|turn| turn.aim.as_deref()).collect();
            let missing = question.score.iter().flat_map(|s| &s.components).find(|c| c.id == "coverage");
            let signals = &interviewer().known(&question.id).expect("known").pt.signals;
            let open = question.turns.last().filter(|turn| turn.answer.is_none()).and_then(|turn| turn.aim.as_deref());
            if let Some(signal) = signals.iter().find(|signal| Some(signal.id.as_str()) == open) {
                prop_assert!(missing.is_some_and(|coverage| coverage.missing.contains(&signal.label)));
            }
            let n = aims.len();
            aims.sort_unstable();
            aims.dedup();
            prop_assert_eq!(aims.len(), n);
            prop_assert!(question.turns.len() <= 3);
        }
    }
}
