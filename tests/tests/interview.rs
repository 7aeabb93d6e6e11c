//! The interviewer on its real question bank and on labelled answers (`tests/eval/README.md`).

use std::{collections::BTreeMap, fs, path::PathBuf, sync::OnceLock};

use recruta::interview::{AnswerLine, conduct};
use recruta_api::{
    convert::interview::{mirror, serve},
    interview::{PlanRequest as WireRequest, Report as WireReport, Session as WireSession},
    worker::{Command, Event},
};
use recruta_core::{
    interview::{Interviewer, Mode, PlanRequest, Reply, Score, lawful::improper},
    text::Language,
};
use serde::Deserialize;

/// Share of triples that must be in order, rank correlation with the labels, and what a good score begins at.
const MIN_ORDERED: f64 = 0.95;
const MIN_SPEARMAN: f64 = 0.8;
const GOOD: u32 = 60;

/// Kinds of answers that try the scorer.
const TRIES: [&str; 6] = ["stuffed", "injection", "copied", "wrong_language", "very_long", "empty"];

fn interviewer() -> &'static Interviewer {
    static OPENED: OnceLock<Interviewer> = OnceLock::new();
    OPENED.get_or_init(|| recruta_native::interviewer().expect("the bank is valid"))
}

#[derive(Deserialize)]
struct Labelled {
    id: String,
    question: String,
    language: Language,
    kind: String,
    triple: Option<String>,
    label: u32,
    answer: String,
    /// How often the answer is said over.
    repeat: Option<usize>,
}

#[derive(Deserialize)]
struct Swap {
    question: String,
    language: Language,
    a: String,
    b: String,
}

fn lines<T: serde::de::DeserializeOwned>(name: &str) -> Vec<T> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("eval").join(name);
    let text = fs::read_to_string(file).expect("is there");
    text.lines().map(|line| serde_json::from_str(line).expect("valid line")).collect()
}

fn score(question: &str, language: Language, answer: &str) -> Option<Score> {
    interviewer().score(question, language, answer).expect("the bank has the question")
}

/// All labelled answers with their scores; what says nothing counts as 0 here.
fn scored() -> Vec<(Labelled, u32)> {
    let answers: Vec<Labelled> = lines("interview_answers.jsonl");
    let overall = |one: &Labelled| {
        let said = vec![one.answer.as_str(); one.repeat.unwrap_or(1)].join(" ");
        score(&one.question, one.language, &said).map_or(0, |score| score.overall)
    };
    answers.into_iter().map(|one| (overall(&one), one)).map(|(overall, one)| (one, overall)).collect()
}

#[test]
fn strong_answers_beat_middling_ones_and_those_beat_weak_ones() {
    let mut triples: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
    for (one, overall) in scored() {
        if let Some(triple) = one.triple {
            triples.entry(triple).or_default().insert(one.kind, overall);
        }
    }
    let in_order = |scores: &BTreeMap<String, u32>| {
        scores["strong"] > scores["middling"] && scores["middling"] > scores["weak"]
    };
    let wrong: Vec<_> = triples.iter().filter(|(_, scores)| !in_order(scores)).collect();
    assert!(triples.len() >= 35);
    let share = 1.0 - wrong.len() as f64 / triples.len() as f64;
    assert!(share >= MIN_ORDERED, "{share}: {wrong:?}");
}

#[test]
fn scores_follow_the_labels() {
    let (labels, scores): (Vec<u32>, Vec<u32>) =
        scored().into_iter().map(|(one, overall)| (one.label, overall)).unzip();
    assert!(labels.len() >= 120);
    let rho = spearman(&labels, &scores);
    assert!(rho >= MIN_SPEARMAN, "{rho}");
}

#[test]
fn what_tries_the_scorer_is_never_good() {
    let good: Vec<(String, u32)> = scored()
        .into_iter()
        .filter(|(one, overall)| TRIES.contains(&one.kind.as_str()) && *overall >= GOOD)
        .map(|(one, overall)| (one.id, overall))
        .collect();
    assert_eq!(good, []);
}

#[test]
fn names_honorifics_and_gender_change_no_score() {
    for swap in lines::<Swap>("interview_swaps.jsonl") {
        let levels = |answer: &str| {
            let score = score(&swap.question, swap.language, answer).expect("says something");
            let levels: Vec<u32> = score.components.iter().map(|component| component.level).collect();
            (score.overall, levels)
        };
        assert_eq!(levels(&swap.a), levels(&swap.b), "{}\n{}", swap.a, swap.b);
    }
}

#[test]
fn the_bank_is_large_and_asks_nothing_improper() {
    let bank = interviewer().bank();
    assert!(bank.questions().len() >= 400, "{} questions", bank.questions().len());
    for language in [Language::Pt, Language::En] {
        for (id, text) in bank.texts(language) {
            assert_eq!(improper(text, language), Vec::<&str>::new(), "{id}: {text}");
        }
        for text in interviewer().rubric().follow_ups(language) {
            assert_eq!(improper(text, language), Vec::<&str>::new(), "{text}");
        }
    }
}

const DESCRIPTION: &str = "Pessoa desenvolvedora Python sênior\nDesenvolver APIs em Python com Django e FastAPI, \
                           PostgreSQL, testes automatizados, filas, Docker e CI/CD. Boa comunicação e organização.";

fn transcript() -> Vec<AnswerLine> {
    let strong = "No meu último projeto a API caía toda sexta. Eu precisava achar a causa. Primeiro medi as consultas no \
                  PostgreSQL, depois criei um índice e testes com pytest, porque ninguém confiava na mudança. No fim o tempo \
                  caiu de 900 para 120 ms e as quedas foram de cinco por mês a zero.";
    let said = [strong, "Depende, eu sempre procuro fazer o melhor.", "", strong];
    let line =
        |answer: &&str| AnswerLine { answer: (*answer).to_owned(), follow_ups: vec![strong.to_owned()] };
    said.iter().map(line).collect()
}

#[test]
fn the_same_transcript_gives_the_same_report_in_every_shell() {
    let request = PlanRequest {
        vacancy: None,
        job_description: Some(DESCRIPTION.to_owned()),
        level: None,
        language: Language::Pt,
        n_questions: 8,
        mode: Mode::Live,
        variant: 0,
        cv: None,
    };
    let session = interviewer().plan(None, &request).expect("plans");
    let native = interviewer()
        .report(&conduct(interviewer(), session, &transcript()).expect("runs"))
        .expect("reports");
    let (tab, markdown) = through_the_worker(&mirror(&request).expect("same shape"));
    assert_eq!(tab, mirror::<WireReport>(&native).expect("same shape"));
    assert_eq!(markdown, native.to_markdown());
    assert_eq!(
        serde_json::to_value(&tab).expect("serialises"),
        serde_json::to_value(&native).expect("serialises")
    );
    assert!(tab.overall.is_some() && !tab.not_answered.is_empty());
}

/// As the page does it: commands in, events out, the session handed back each time.
fn through_the_worker(request: &WireRequest) -> (WireReport, String) {
    let send = |command: Command| {
        let event = serve(interviewer(), None, &command).expect("an interview command").expect("is served");
        // Over the wire and back, as in the browser.
        serde_json::from_str::<Event>(&serde_json::to_string(&event).expect("serialises")).expect("parses")
    };
    let session_of = |event| match event {
        Event::Interview { session } => *session,
        other => panic!("{other:?}"),
    };
    let mut session: WireSession = session_of(send(Command::InterviewPlan { request: request.clone() }));
    let lines = transcript();
    while let Some(question) = session.current {
        let n_said = session.questions[question - 1].turns.len() - 1;
        let line = lines.get(question - 1);
        let said = line
            .and_then(|line| if n_said == 0 { Some(&line.answer) } else { line.follow_ups.get(n_said - 1) });
        let text = said.cloned().unwrap_or_default();
        session = session_of(send(Command::InterviewAnswer {
            session: Box::new(session),
            question,
            text,
            retry: false,
        }));
    }
    match send(Command::InterviewReport { session: Box::new(session) }) {
        Event::InterviewReport { report, markdown } => (*report, markdown),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_vacancy_of_the_bundle_is_planned_from_its_hires_with_citations() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/sample-bundle");
    let (bundle, _) = recruta_native::open_bundle(&folder).expect("the sample bundle is built");
    for vacancy in bundle.vacancies().iter().filter(|vacancy| vacancy.n_hired > 0) {
        let request = PlanRequest {
            vacancy: Some(vacancy.id.clone()),
            job_description: None,
            level: None,
            language: Language::Pt,
            n_questions: 12,
            mode: Mode::Practice,
            variant: 0,
            cv: None,
        };
        let session = interviewer().plan(Some(&bundle), &request).expect("plans");
        assert_eq!(session.questions.len(), 12, "{}", vacancy.title);
        let cited = session.competencies.iter().flat_map(|competency| &competency.citations);
        assert!(cited.count() > 0, "{}", vacancy.title);
        let reply = Reply { question: 1, text: "Trabalho com isso há cinco anos.", retry: false };
        assert!(interviewer().answer(&session, &reply).is_ok());
    }
}

/// Rank correlation; equal values share the mean of their ranks.
fn spearman(a: &[u32], b: &[u32]) -> f64 {
    let (a, b) = (ranks(a), ranks(b));
    let mean = (a.len() as f64 - 1.0) / 2.0;
    let product =
        |x: &[f64], y: &[f64]| -> f64 { x.iter().zip(y).map(|(x, y)| (x - mean) * (y - mean)).sum() };
    product(&a, &b) / (product(&a, &a) * product(&b, &b)).sqrt()
}

fn ranks(values: &[u32]) -> Vec<f64> {
    let below = |value: &u32| values.iter().filter(|other| *other < value).count() as f64;
    let equal = |value: &u32| values.iter().filter(|other| *other == value).count() as f64;
    values.iter().map(|value| below(value) + (equal(value) - 1.0) / 2.0).collect()
}
