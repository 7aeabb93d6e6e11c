//! A real model's advice on labelled answers: what passes the checks, and that no score moves.

use recruta_api::{convert::interview::mirror, interview::Report as WireReport};
use recruta_core::{
    generate::{Generator as _, LlamaGenerator},
    interview::{
        Interviewer, Mode, PlanRequest, Reply, Session, WritingEvent,
        advice::{Advising, Rejection},
    },
    text::Language,
};
use serde::Deserialize;

/// Answers of each language, weak and middling ones: those need advice.
const N_ANSWERS: usize = 20;

/// Share of English answers with advice, at least. The small model writes no Portuguese, and little of it passes.
const MIN_SHARE_EN: f64 = 0.3;

#[derive(Deserialize)]
struct Labelled {
    id: String,
    question: String,
    language: Language,
    kind: String,
    answer: String,
}

fn answers(language: Language) -> Vec<Labelled> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/eval/interview_answers.jsonl");
    let text = std::fs::read_to_string(file).expect("is there");
    let all = text.lines().map(|line| serde_json::from_str::<Labelled>(line).expect("valid line"));
    let wanting = |one: &Labelled| matches!(one.kind.as_str(), "weak" | "middling");
    all.filter(|one| one.language == language && wanting(one)).take(N_ANSWERS).collect()
}

fn load() -> LlamaGenerator {
    let file = recruta_tests::small_generator();
    let loaded = recruta_tests::models().load_generator(&file, &mut |_, _| {});
    loaded.expect("run `cargo xtask models --small`").generator
}

/// An interview whose first question is the one that was answered.
fn interview(interviewer: &Interviewer, one: &Labelled) -> Session {
    let request = PlanRequest {
        vacancy: None,
        job_description: Some(
            "Analista de sistemas: trabalho em equipe, boa comunicação, organização e análise".into(),
        ),
        level: None,
        language: one.language,
        n_questions: 5,
        mode: Mode::Practice,
        variant: 0,
        cv: None,
    };
    let mut session = interviewer.plan(None, &request).expect("plans");
    let question = interviewer.bank().question(&one.question).expect("is in the bank");
    let first = &mut session.questions[0];
    (first.id, first.kind) = (question.id.clone(), question.kind);
    first.competency.clone_from(&question.competency);
    first.text.clone_from(&question.wording(one.language).question);
    first.turns[0].asked.clone_from(&first.text);
    interviewer.answer(&session, &Reply { question: 1, text: &one.answer, retry: false }).expect("is taken")
}

fn advise(
    interviewer: &Interviewer,
    session: &Session,
    generator: &mut LlamaGenerator,
) -> (Session, Option<Rejection>) {
    let mut advising = Advising::begin(interviewer, session, 1, generator).expect("begins");
    loop {
        if let WritingEvent::Done(advised, rejection) = advising.step(interviewer, generator).expect("steps")
        {
            return (*advised, rejection);
        }
    }
}

/// Share of answers that got advice.
fn share(language: Language, generator: &mut LlamaGenerator) -> f64 {
    let interviewer = recruta_native::interviewer().expect("the bank is valid");
    let answers = answers(language);
    let mut n_advised = 0;
    for one in &answers {
        let session = interview(&interviewer, one);
        let (advised, rejection) = advise(&interviewer, &session, generator);
        let advice = advised.questions[0].advice.clone();
        println!("{} {rejection:?} {:?}", one.id, advice);
        assert_eq!(advice.is_none(), rejection.is_some(), "said or withheld");
        n_advised += usize::from(advice.is_some());
        assert_untouched(&interviewer, &session, advised, advice.as_ref());
    }
    n_advised as f64 / answers.len() as f64
}

/// Session and report are the same but for the advice.
fn assert_untouched(
    interviewer: &Interviewer,
    before: &Session,
    mut after: Session,
    advice: Option<&String>,
) {
    let told = interviewer.report(&after).expect("reports");
    assert_eq!(told.questions[0].advice.as_ref(), advice);
    let title = match before.language {
        Language::Pt => "Conselho do modelo (não conta na nota)",
        Language::En => "Advice from the model (not part of the score)",
    };
    assert_eq!(told.to_markdown().contains(title), advice.is_some());
    // What the page and the JSON export get has it, too.
    let wire: WireReport = mirror(&told).expect("is the wire's");
    assert_eq!(wire.questions[0].advice.as_ref(), advice);
    after.questions[0].advice = None;
    assert_eq!(*before, after);
    let plain = interviewer.report(before).expect("reports");
    assert_eq!((plain.overall, plain.band), (told.overall, told.band));
    assert_eq!(plain.competencies, told.competencies);
    let scores = |report: &recruta_core::interview::Report| {
        report.questions.iter().map(|question| question.score.clone()).collect::<Vec<_>>()
    };
    assert_eq!(scores(&plain), scores(&told));
}

#[test]
fn a_real_model_advises_and_no_score_moves() {
    let mut generator = load();
    let (pt, en) = (share(Language::Pt, &mut generator), share(Language::En, &mut generator));
    println!("{}: Portuguese {pt:.2}, English {en:.2}", generator.info().name);
    assert!(en >= MIN_SHARE_EN, "{en}");
}
