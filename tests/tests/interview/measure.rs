//! Labelled answers and the bank's own, scored; the table of docs/INTERVIEW.md.

use std::{collections::BTreeMap, fs, path::PathBuf, sync::OnceLock};

use recruta_core::{
    interview::{Interviewer, Kind, Score},
    text::Language,
};
use serde::Deserialize;

use crate::topic::{self, Reaching};

/// What a good score begins at.
pub const GOOD: u32 = 60;

/// Kinds of answers that try the scorer.
pub const TRIES: [&str; 6] = ["stuffed", "injection", "copied", "wrong_language", "very_long", "empty"];

/// Between these lines of docs/INTERVIEW.md stands the table.
const MARKS: [&str; 2] = ["<!-- begin: tests/interview -->\n", "<!-- end -->"];

#[derive(Deserialize)]
pub struct Labelled {
    pub id: String,
    pub question: String,
    pub language: Language,
    pub kind: String,
    pub triple: Option<String>,
    pub label: u32,
    pub answer: String,
    /// How often the answer is said over.
    pub repeat: Option<usize>,
}

/// A labelled answer and what it scored; what says nothing counts as 0.
pub struct Scored {
    pub line: Labelled,
    pub overall: u32,
}

/// Scores of a strong, a middling and a weak answer to one question, by these words.
pub type Triple = BTreeMap<String, u32>;

pub fn interviewer() -> &'static Interviewer {
    static OPENED: OnceLock<Interviewer> = OnceLock::new();
    OPENED.get_or_init(|| recruta_native::interviewer().expect("the bank is valid"))
}

pub fn score(question: &str, language: Language, answer: &str) -> Option<Score> {
    interviewer().score(question, language, answer).expect("the bank has the question")
}

pub fn lines<T: serde::de::DeserializeOwned>(name: &str) -> Vec<T> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("eval").join(name);
    let text = fs::read_to_string(file).expect("is there");
    text.lines().map(|line| serde_json::from_str(line).expect("valid line")).collect()
}

/// All labelled answers with their scores.
pub fn scored() -> &'static [Scored] {
    static SCORED: OnceLock<Vec<Scored>> = OnceLock::new();
    SCORED.get_or_init(|| {
        let overall = |one: &Labelled| {
            let said = vec![one.answer.as_str(); one.repeat.unwrap_or(1)].join(" ");
            score(&one.question, one.language, &said).map_or(0, |score| score.overall)
        };
        let answers = lines("interview_answers.jsonl").into_iter();
        answers.map(|line| Scored { overall: overall(&line), line }).collect()
    })
}

/// Triples by name.
pub fn triples() -> BTreeMap<&'static str, Triple> {
    let mut triples: BTreeMap<&str, Triple> = BTreeMap::new();
    for one in scored() {
        if let Some(triple) = &one.line.triple {
            triples.entry(triple).or_default().insert(one.line.kind.clone(), one.overall);
        }
    }
    triples
}

pub fn is_in_order(scores: &Triple) -> bool {
    scores["strong"] > scores["middling"] && scores["middling"] > scores["weak"]
}

/// The bank's strong answers below [`GOOD`] and its weak ones that reach it, by question and language.
pub fn misjudged_of_the_bank() -> [Vec<String>; 2] {
    let (mut strong, mut weak) = (Vec::new(), Vec::new());
    for question in interviewer().bank().questions() {
        for language in [Language::Pt, Language::En] {
            let wording = question.wording(language);
            let overall =
                |answer: &str| score(&question.id, language, answer).map_or(0, |score| score.overall);
            let name = || format!("{} {language:?}", question.id);
            strong.extend((overall(&wording.sample) < GOOD).then(name));
            weak.extend((overall(&wording.weak) >= GOOD).then(name));
        }
    }
    [strong, weak]
}

/// Rank correlation of scores with labels.
pub fn agreement(of: &[&Scored]) -> f64 {
    let labels: Vec<u32> = of.iter().map(|one| one.line.label).collect();
    let scores: Vec<u32> = of.iter().map(|one| one.overall).collect();
    spearman(&labels, &scores)
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

/// The table, as docs/INTERVIEW.md should have it.
pub fn table() -> String {
    let triples = triples();
    let half = |held: usize| triples.keys().copied().skip(held).step_by(2).collect::<Vec<&str>>();
    let groups = [triples.keys().copied().collect(), half(0), half(1)];
    let ordered = groups.each_ref().map(|names| {
        let n = names.iter().filter(|name| is_in_order(&triples[**name])).count();
        format!("{n} of {}", names.len())
    });
    let correlation = groups.each_ref().map(|names| {
        let of = |one: &&Scored| one.line.triple.as_deref().is_some_and(|triple| names.contains(&triple));
        format!("{:.2}", agreement(&scored().iter().filter(of).collect::<Vec<_>>()))
    });
    let reaching = |is: &dyn Fn(&Labelled) -> bool| {
        let all: Vec<&Scored> = scored().iter().filter(|one| is(&one.line)).collect();
        format!("{} of {}", all.iter().filter(|one| one.overall >= GOOD).count(), all.len())
    };
    let [strong, weak] = misjudged_of_the_bank().map(|misjudged| misjudged.len());
    let n_bank = 2 * interviewer().bank().questions().len();
    let all = agreement(&scored().iter().collect::<Vec<_>>());
    let honest = topic::honest();
    let shown = |found: Reaching| format!("{} of {}", found.good, found.all);
    let bank_stories = || {
        let [pt, en] = [Language::Pt, Language::En].map(|it| topic::of_the_bank(Kind::Behavioural, it));
        shown(Reaching { good: pt.good + en.good, all: pt.all + en.all })
    };
    let rows = [
        "| | all | half in sight | half held out |\n| --- | --- | --- | --- |\n".to_owned(),
        format!("| triples in order | {} |\n", ordered.join(" | ")),
        format!("| Spearman with the labels, triples | {} |\n", correlation.join(" | ")),
        format!("| Spearman, all {} answers | {all:.2} | | |\n", scored().len()),
        format!(
            "| tries that reach {GOOD} | {} | | |\n",
            reaching(&|one| TRIES.contains(&one.kind.as_str()))
        ),
        format!(
            "| answers about something else that reach {GOOD} | {} | | |\n",
            reaching(&|one| one.kind == "off_topic")
        ),
        format!(
            "| the bank's strong answers, given to other behavioural questions, that reach {GOOD} | {} | | |\n",
            bank_stories()
        ),
        format!(
            "| people's stories, given to other behavioural questions, that reach {GOOD} | {} | | |\n",
            shown(topic::of_people())
        ),
        format!(
            "| honest answers in other words that reach {GOOD} | {} of {} | | |\n",
            honest.iter().filter(|one| one.overall >= GOOD).count(),
            honest.len()
        ),
        format!("| the bank's strong answers that reach {GOOD} | {} of {n_bank} | | |\n", n_bank - strong),
        format!("| the bank's weak answers that reach {GOOD} | {weak} of {n_bank} | | |\n"),
    ];
    rows.concat()
}

/// The table that docs/INTERVIEW.md has.
pub fn documented() -> String {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/INTERVIEW.md");
    let text = fs::read_to_string(file).expect("is there");
    let [begin, end] = MARKS;
    let block = text.split_once(begin).and_then(|(_, rest)| rest.split_once(end));
    block.expect("the marks are there").0.to_owned()
}
