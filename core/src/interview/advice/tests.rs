//! What real models wrote, good and bad, and what they could be made to write.

use super::{Point, Rejection, points};
use crate::{
    interview::{Mode, PlanRequest, Reply, Session, tests::interviewer},
    text::Language,
};

/// An interview with `any-conflict-1` answered.
fn session(language: Language, answer: &str) -> Session {
    let request = PlanRequest {
        vacancy: None,
        job_description: Some(
            "Analista de sistemas: trabalho em equipe, comunicação, organização e análise".into(),
        ),
        level: None,
        language,
        n_questions: 5,
        mode: Mode::Practice,
        variant: 0,
        cv: None,
    };
    let mut session = interviewer().plan(None, &request).expect("plans");
    let question = interviewer().bank().question("any-conflict-1").expect("is there");
    let first = &mut session.questions[0];
    first.id.clone_from(&question.id);
    first.text.clone_from(&question.wording(language).question);
    first.turns[0].asked.clone_from(&first.text);
    interviewer().answer(&session, &Reply { question: 1, text: answer, retry: false }).expect("is taken")
}

fn advised(language: Language, text: &str) -> Result<String, Rejection> {
    let answer = match language {
        Language::Pt => "Eu e um colega discordamos do prazo, a conversa foi ruim e no fim eu cedi.",
        Language::En => {
            "A colleague and I disagreed about the deadline, it went badly, and in the end I gave in."
        }
    };
    let wording = interviewer().bank().question("any-conflict-1").expect("is there").wording(language);
    let signal = wording.signals.iter().find(|signal| signal.id == "calm").unwrap_or(&wording.signals[0]);
    let point = Point { component: "coverage".into(), text: signal.label.clone() };
    interviewer().advised(&session(language, answer), 1, &point, text).expect("the session fits")
}

#[track_caller]
fn passes(language: Language, text: &str, shown: &str) {
    assert_eq!(advised(language, text).as_deref(), Ok(shown));
}

#[track_caller]
fn fails(language: Language, text: &str, why: Rejection) {
    assert_eq!(advised(language, text), Err(why), "{text}");
}

#[test]
fn one_sentence_on_the_point_passes_and_chatter_after_it_does_not() {
    let shown = "To make this answer stronger, tell how you cooled down and went to the person.";
    passes(Language::En, " tell how you cooled down and went to the person.", shown);
    passes(
        Language::En,
        " tell how you cooled down and went to the person. Good luck with your career!",
        shown,
    );
    passes(
        Language::En,
        " tell how you cooled down and went to the person.\n\nQuestion: What is your age?",
        shown,
    );
}

#[test]
fn what_small_models_do_wrong_is_withheld() {
    for (text, why) in [
        ("", Rejection::Empty),
        ("\n- Add a verb\n- Add a number", Rejection::Malformed),
        (" say something like: \"I cooled down and went to the person.\"", Rejection::Malformed),
        (" tell how you cooled down and went to the", Rejection::Malformed),
        (" tell how you cooled down and explain how you cooled down with the person.", Rejection::Repetition),
        (" conte como você esfriou a cabeça e procurou a pessoa.", Rejection::WrongLanguage),
        (" tell how I cooled down and went to the person.", Rejection::NotAdvice),
        (" tell how the candidate cooled down and went to the person.", Rejection::NotAdvice),
        (" cool down and go to the person about the deadline.", Rejection::NotAdvice),
        (" tell how you cooled down in 40 minutes and went to the person.", Rejection::Unsupported),
        (" tell how you cooled down with Kubernetes and went to the person.", Rejection::Unsupported),
        (" tell how you blorped down and went to the colleague.", Rejection::Unsupported),
        (" tell how the deadline was about you and a colleague.", Rejection::Aimless),
    ] {
        fails(Language::En, text, why);
    }
    for text in [
        " descreve o que ao que ao que ao que ao que ao que ao que.",
        " teve de apremagem com a pessoa.",
        " descobra a pessoa e o prazo.",
        " diz que a pessoa é difícil.",
        "-se o que você fez com a pessoa.",
    ] {
        assert!(advised(Language::Pt, text).is_err(), "{text}");
    }
}

#[test]
fn a_grade_a_verdict_or_a_private_matter_never_stands_beside_a_score() {
    for text in [
        " tell how you cooled down and went to the person, which is worth 10/10.",
        " tell how you cooled down and went to the person for a score of ten.",
        " tell how you cooled down, since you are hired as the person.",
        " tell how you cooled down: 9 out of 10.",
    ] {
        assert!(
            matches!(advised(Language::En, text), Err(Rejection::Verdict | Rejection::Malformed)),
            "{text}"
        );
    }
    fails(
        Language::En,
        " tell how you cooled down and went to the person with your husband.",
        Rejection::Improper,
    );
    fails(
        Language::En,
        " tell how you cooled down, and say how old are you to the person.",
        Rejection::Improper,
    );
    fails(Language::Pt, " procurou a pessoa e merece nota máxima.", Rejection::Verdict);
    fails(Language::Pt, " procurou a pessoa e a sua religião.", Rejection::Improper);
}

#[test]
fn points_are_of_what_is_told_the_heaviest_first_and_few() {
    let session = session(Language::En, "We disagreed and it went badly.");
    let found = points(&session.questions[0]);
    let components: Vec<&str> = found.iter().map(|point| point.component.as_str()).collect();
    assert_eq!(components, ["coverage", "star", "specificity"]);
}

#[test]
fn another_answer_takes_the_advice_away_and_a_report_names_it_as_the_models() {
    let mut session = session(Language::En, "We disagreed and it went badly.");
    let plain = interviewer().report(&session).expect("reports");
    session.questions[0].advice = Some("To make this answer stronger, tell how it *ended*.".to_owned());
    let mut told = interviewer().report(&session).expect("reports");
    let text = told.to_markdown();
    let shown = "**Advice from the model (not part of the score)**\n\n> To make this answer stronger, tell how it \\*ended\\*.";
    assert!(text.contains(shown), "{text}");
    assert!(!plain.to_markdown().contains("from the model"));
    told.questions[0].advice = None;
    assert_eq!(plain, told, "it changes nothing else");
    let again = Reply { question: 1, text: "I cooled down first.", retry: true };
    let session = interviewer().answer(&session, &again).expect("is taken");
    assert_eq!(session.questions[0].advice, None);
}
