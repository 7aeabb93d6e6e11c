//! The interviewer on its real question bank and on labelled answers (`tests/eval/README.md`).

#[path = "interview/measure.rs"]
mod measure;
#[path = "interview/topic.rs"]
mod topic;

use std::{collections::BTreeSet, path::PathBuf};

use measure::{
    GOOD, Scored, TRIES, agreement, documented, interviewer, is_in_order, lines, misjudged_of_the_bank,
    score, scored, table, triples,
};
use recruta::interview::{AnswerLine, conduct};
use recruta_api::{
    convert::interview::{mirror, serve},
    interview::{PlanRequest as WireRequest, Report as WireReport, Session as WireSession},
    worker::{Command, Event},
};
use recruta_core::{
    interview::{Mode, PlanRequest, Reply, lawful::improper},
    text::Language,
};
use serde::Deserialize;

/// Share of triples that must be in order, and rank correlation with the labels.
const MIN_ORDERED: f64 = 0.95;
const MIN_SPEARMAN: f64 = 0.8;

/// Share of improper questions that must be found, and proper ones that may be refused, in each language.
const MIN_IMPROPER_FOUND: f64 = 0.97;
const MAX_PROPER_REFUSED: usize = 1;

#[derive(Deserialize)]
struct Swap {
    question: String,
    language: Language,
    a: String,
    b: String,
}

#[test]
fn strong_answers_beat_middling_ones_and_those_beat_weak_ones() {
    let triples = triples();
    let wrong: Vec<_> = triples.iter().filter(|(_, scores)| !is_in_order(scores)).collect();
    assert!(triples.len() >= 35);
    let share = 1.0 - wrong.len() as f64 / triples.len() as f64;
    assert!(share >= MIN_ORDERED, "{share}: {wrong:?}");
}

#[test]
fn scores_follow_the_labels() {
    let all: Vec<&Scored> = scored().iter().collect();
    assert!(all.len() >= 120);
    let rho = agreement(&all);
    assert!(rho >= MIN_SPEARMAN, "{rho}");
}

#[test]
fn what_tries_the_scorer_is_never_good() {
    let is_try = |one: &&Scored| TRIES.contains(&one.line.kind.as_str()) && one.overall >= GOOD;
    let good: Vec<(&str, u32)> =
        scored().iter().filter(is_try).map(|one| (one.line.id.as_str(), one.overall)).collect();
    assert_eq!(good, []);
}

#[test]
fn the_banks_strong_answers_are_good_and_its_weak_ones_are_not() {
    assert_eq!(misjudged_of_the_bank(), [Vec::<String>::new(), Vec::new()]);
}

/// Terms of the expected points in a form of words are no answer, whatever the form.
#[test]
fn lists_of_keywords_in_a_form_of_words_are_not_good() {
    for question in interviewer().bank().questions() {
        let terms: Vec<&str> =
            question.pt.signals.iter().flat_map(|signal| signal.terms.iter().map(String::as_str)).collect();
        let each =
            |form: &dyn Fn(&str) -> String| terms.iter().map(|term| form(term)).collect::<Vec<_>>().join(" ");
        let stuffed = [
            terms.join(", "),
            format!("Eu usei {}. Resultado: caiu 40%.", terms.join(" e ")),
            each(&|term| format!("Eu fiz {term}.")),
            each(&|term| format!("Na empresa eu usei {term} com o time.")),
        ];
        for answer in stuffed {
            let overall = score(&question.id, Language::Pt, &answer).map_or(0, |score| score.overall);
            assert!(overall < GOOD, "{overall}: {answer}");
        }
    }
}

#[test]
fn the_documented_table_is_what_is_measured() {
    let measured = table();
    assert!(documented() == measured, "docs/INTERVIEW.md should have:\n{measured}");
}

/// Somebody who presents themselves for a vacancy is answering, even without the question's words.
#[test]
fn a_presentation_counts_as_an_answer_to_an_opening_question() {
    let request = PlanRequest {
        vacancy: None,
        job_description: Some(DESCRIPTION.to_owned()),
        level: None,
        language: Language::Pt,
        n_questions: 5,
        mode: Mode::Live,
        variant: 0,
        cv: None,
    };
    let text = "Sou desenvolvedora back-end há oito anos, com foco em Python, Django e APIs REST. No último trabalho eu liderei a \
                reescrita de um serviço de pagamentos e reduzi o tempo médio de resposta de 900 ms para 210 ms.";
    for variant in 0..4 {
        let session = interviewer().plan(None, &PlanRequest { variant, ..request.clone() }).expect("plans");
        let session =
            interviewer().answer(&session, &Reply { question: 1, text, retry: false }).expect("is taken");
        let score = session.questions[0].score.as_ref().expect("is scored");
        let relevance =
            score.components.iter().find(|component| component.id == "relevance").expect("counts");
        assert!(relevance.level >= 3 && !relevance.quotes.is_empty(), "{score:?}");
        assert!(score.overall >= 40, "{score:?}");
    }
}

/// What a candidate reads: something is missing at every level but the highest, nothing is both shown and missing, and
/// relevance that earns points is quoted.
#[test]
fn reasons_fit_their_levels() {
    for one in scored() {
        let score = score(&one.line.question, one.line.language, &one.line.answer);
        for component in score.iter().flat_map(|score| &score.components) {
            let id = &one.line.id;
            assert_eq!(component.level == 4, component.missing.is_empty(), "{id}: {component:?}");
            let is_shown = |missing: &String| component.quotes.iter().any(|quote| quote.shows == *missing);
            assert!(!component.missing.iter().any(is_shown), "{id}: {component:?}");
            let is_bare = component.id == "relevance" && component.level > 0 && component.quotes.is_empty();
            assert!(!is_bare, "{id}: {component:?}");
        }
    }
}

/// Who is asked for questions answers with questions.
#[test]
fn questions_answer_what_asks_for_questions() {
    for (language, asked) in [
        (
            Language::Pt,
            "Com quem eu trabalharia todos os dias, e como vocês decidem o que vai para produção?",
        ),
        (Language::En, "Who would I work with every day, and how do you decide what goes to production?"),
    ] {
        let score = score("any-expectations-1", language, asked).expect("says something");
        let relevance = &score.components[0];
        assert!(relevance.level >= 1 && !relevance.quotes.is_empty(), "{score:?}");
        assert!(score.cap.as_ref().is_none_or(|cap| cap.reason != "off_topic"), "{score:?}");
    }
}

/// The same case told by nobody, by "a gente", and by "eu".
#[test]
fn what_we_did_counts_more_than_nothing_and_less_than_what_i_did() {
    let told = |deed: &str| {
        let said = format!(
            "No último projeto o total de vendas vinha dobrado. {deed} O valor caiu de 900 para 450 mil."
        );
        let score = score("dados-sql-1", Language::Pt, &said).expect("says something");
        score.components.iter().find(|component| component.id == "star").expect("counts").level
    };
    let nobody = told("Havia linhas a mais.");
    let we = told("A gente agrupou os pedidos antes do JOIN e comparou as linhas.");
    let i = told("Agrupei os pedidos antes do JOIN e comparei as linhas.");
    assert!(nobody < we && we < i, "{nobody} {we} {i}");
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
        for text in interviewer().rubric().texts(language) {
            assert_eq!(improper(text, language), Vec::<&str>::new(), "{text}");
        }
        for question in bank.questions() {
            let score = score(&question.id, language, &question.wording(language).sample);
            let not_scored = score.expect("says something").not_scored;
            assert_eq!(not_scored, Vec::<String>::new(), "{}", question.id);
        }
    }
}

#[derive(Deserialize)]
struct MaybeImproper {
    language: Language,
    topic: Option<String>,
    question: String,
}

#[test]
fn improper_questions_are_found_and_those_that_look_alike_pass() {
    let all: Vec<MaybeImproper> = lines("improper_questions.jsonl");
    for language in [Language::Pt, Language::En] {
        let of = |is_improper: bool| {
            all.iter().filter(move |one| one.language == language && one.topic.is_some() == is_improper)
        };
        let found = |one: &&MaybeImproper| !improper(&one.question, language).is_empty();
        let (n_improper, n_proper) = (of(true).count(), of(false).count());
        assert!(n_improper >= 60 && n_proper >= 30, "{n_improper} {n_proper}");
        let missed: Vec<&str> = of(true).filter(|one| !found(one)).map(|one| one.question.as_str()).collect();
        let refused: Vec<&str> = of(false).filter(found).map(|one| one.question.as_str()).collect();
        let recall = 1.0 - missed.len() as f64 / n_improper as f64;
        assert!(recall >= MIN_IMPROPER_FOUND, "{recall}: {missed:?}");
        assert!(refused.len() <= MAX_PROPER_REFUSED, "{refused:?}");
    }
}

/// Words that both languages use and only the Portuguese texts of the bank happen to.
const SHARED_WORDS: [&str; 12] = [
    "agenda",
    "bem",
    "center",
    "debriefing",
    "defender",
    "kit",
    "lsmw",
    "macro",
    "o",
    "print",
    "synchronized",
    "usb",
];

#[test]
fn english_terms_have_no_portuguese_words() {
    let words = |text: &str| -> Vec<String> {
        text.to_lowercase().split(|c: char| !c.is_alphabetic()).map(str::to_owned).collect()
    };
    let bank = interviewer().bank();
    let prose = |language: Language| -> BTreeSet<String> {
        bank.texts(language).flat_map(|(_, text)| words(text)).collect()
    };
    let (pt, en) = (prose(Language::Pt), prose(Language::En));
    for question in bank.questions() {
        for term in question.en.signals.iter().flat_map(|signal| &signal.terms) {
            let foreign = words(term).into_iter().find(|word| {
                pt.contains(word) && !en.contains(word) && !SHARED_WORDS.contains(&word.as_str())
            });
            assert_eq!(foreign, None, "{}: {term}", question.id);
            assert!(!term.contains(['ã', 'õ', 'ç', 'á', 'é', 'í', 'ó', 'ú', 'ê', 'â']), "{term}");
        }
    }
}

#[test]
fn what_ends_with_a_question_mark_is_a_question() {
    const ORDERS: [&str; 14] = [
        "Conte ",
        "Explique",
        "Descreva ",
        "Fale ",
        "Dê ",
        "Mostre ",
        "Cite ",
        "Lembre ",
        "Tell ",
        "Describe ",
        "Explain",
        "Give ",
        "Show ",
        "Think ",
    ];
    let bank = interviewer().bank();
    for language in [Language::Pt, Language::En] {
        for (id, text) in bank.texts(language).filter(|(_, text)| text.ends_with('?')) {
            let last = text.split(". ").last().unwrap_or_default();
            assert!(!ORDERS.iter().any(|order| last.starts_with(order)), "{id}: {text}");
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
