//! `recruta interview`: a whole mock interview without a person, from a file of answers.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use clap::ValueEnum;
use recruta_api::{
    convert::interview::mirror,
    interview::{Report, Session as WireSession},
};
use recruta_core::{
    Error,
    interview::{Interviewer, Level, Mode, PlanRequest, Reply, Session},
    text::Language,
};
use recruta_native::{interviewer, open_bundle, small_file};
use serde::Deserialize;

use crate::{lines, output};

/// Arguments of `recruta interview`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Id of the vacancy in the bundle
    #[arg(long, value_name = "ID", required_unless_present = "job_description")]
    pub vacancy: Option<String>,
    /// Text file with a job description, instead of a vacancy
    #[arg(long, value_name = "FILE", conflicts_with = "vacancy")]
    pub job_description: Option<PathBuf>,
    /// Level of the questions [default: the vacancy's]
    #[arg(long, value_enum)]
    pub level: Option<LevelArg>,
    /// Language of the interview
    #[arg(long, value_enum, default_value = "pt")]
    pub language: LanguageArg,
    /// Questions: 5, 8 or 12
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub questions: usize,
    /// Another number gives other questions
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub variant: u32,
    /// Text file with the candidate's CV; questions then probe its claims and gaps
    #[arg(long, value_name = "FILE")]
    pub cv: Option<PathBuf>,
    /// Answers, one JSON object a line and question; without them the plan is shown
    #[arg(
        long,
        value_name = "FILE",
        long_help = "Answers, one JSON object a line and question: {\"answer\": \"…\", \"follow_ups\": [\"…\"]}. Questions and \
                     follow-ups without an answer are passed over. Without this the plan is shown"
    )]
    pub answers: Option<PathBuf>,
    /// Folder of the bundle
    #[arg(long, default_value = "target/sample-bundle", env = "RECRUTA_BUNDLE")]
    pub bundle: PathBuf,
    /// Print the report (or the plan) as one JSON object instead of Markdown
    #[arg(long)]
    pub json: bool,
}

/// Levels, as the command line spells them.
#[derive(Debug, Clone, Copy, ValueEnum)]
#[allow(missing_docs)] // The names say it.
pub enum LevelArg {
    Estagio,
    Junior,
    Pleno,
    Senior,
    Especialista,
    Coordenador,
}

/// Languages, as the command line spells them.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum LanguageArg {
    /// Brazilian Portuguese
    Pt,
    /// English
    En,
}

/// What a line of answers looks like.
const EXPECTED: &str = "{\"answer\": \"…\", \"follow_ups\": [\"…\"]}";

/// What is said to one question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerLine {
    /// To the question; empty passes it over.
    pub answer: String,
    /// To its follow-ups, in order, as far as any are asked; those without an answer are passed over.
    #[serde(default)]
    pub follow_ups: Vec<String>,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<()> {
    let answers = args.answers.as_deref().map(read_answers).transpose()?;
    let request = request(args)?;
    let interviewer = interviewer()?;
    // A pasted description needs no bundle; with one, questions rest on past hires, too.
    let bundle = match open_bundle(&args.bundle) {
        Ok((bundle, _)) => Some(bundle),
        Err(_) if args.vacancy.is_none() => None,
        Err(error) => return Err(error.into()),
    };
    let session = interviewer.plan(bundle.as_ref(), &request)?;
    match answers {
        None => show_plan(&session, args.json),
        Some(answers) => {
            refuse_more_answers(answers.len(), session.questions.len())?;
            let report = interviewer.report(&conduct(&interviewer, session, &answers)?)?;
            if args.json { output::json(&wire::<Report>(&report)?) } else { print(&report.to_markdown()) }
        }
    }
}

/// Answers question by question: line 1 is for question 1. Questions without a line are passed over.
pub fn conduct(
    interviewer: &Interviewer,
    mut session: Session,
    answers: &[AnswerLine],
) -> recruta_core::Result<Session> {
    while let Some(number) = session.current {
        let n_said = session.question(number)?.turns.len() - 1;
        let line = answers.get(number - 1);
        let text = line.and_then(|line| match n_said {
            0 => Some(&line.answer),
            n => line.follow_ups.get(n - 1),
        });
        let reply = Reply { question: number, text: text.map_or("", String::as_str), retry: false };
        session = interviewer.answer(&session, &reply)?;
    }
    Ok(session)
}

fn request(args: &Args) -> Result<PlanRequest> {
    Ok(PlanRequest {
        vacancy: args.vacancy.clone(),
        job_description: args.job_description.as_deref().map(read_text).transpose()?,
        level: args.level.map(Level::from),
        language: match args.language {
            LanguageArg::Pt => Language::Pt,
            LanguageArg::En => Language::En,
        },
        n_questions: args.questions,
        mode: Mode::Live,
        variant: args.variant,
        cv: args.cv.as_deref().map(read_text).transpose()?,
    })
}

impl From<LevelArg> for Level {
    fn from(level: LevelArg) -> Self {
        match level {
            LevelArg::Estagio => Level::Estagio,
            LevelArg::Junior => Level::Junior,
            LevelArg::Pleno => Level::Pleno,
            LevelArg::Senior => Level::Senior,
            LevelArg::Especialista => Level::Especialista,
            LevelArg::Coordenador => Level::Coordenador,
        }
    }
}

fn read_text(file: &Path) -> Result<String> {
    let bytes = small_file(file)?;
    let text =
        String::from_utf8(bytes).map_err(|_| not_utf8()).with_context(|| file.display().to_string())?;
    // Editors that save as "UTF-8" may begin a file with a mark.
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

fn not_utf8() -> std::io::Error {
    std::io::Error::new(std::io::ErrorKind::InvalidData, "not UTF-8 text; save it as UTF-8")
}

/// Reads the file of answers; blank lines are left aside.
pub fn read_answers(file: &Path) -> Result<Vec<AnswerLine>> {
    let lines = lines::parse(file, &read_text(file)?, EXPECTED)?;
    Ok(lines.into_iter().map(|(_, answer)| answer).collect())
}

/// More lines than questions mean that lines and questions do not belong together.
fn refuse_more_answers(n_answers: usize, n_questions: usize) -> Result<()> {
    if n_answers > n_questions {
        let what = format!(
            "{n_answers} lines of answers for {n_questions} questions; write one line a question (answers to follow-ups go into its \
             \"follow_ups\"), or ask more with --questions"
        );
        bail!(std::io::Error::new(std::io::ErrorKind::InvalidData, what));
    }
    Ok(())
}

fn show_plan(session: &Session, json: bool) -> Result<()> {
    if json {
        return output::json(&wire::<WireSession>(session)?);
    }
    let mut plan = format!("# {}\n\n", session.vacancy.title);
    for question in &session.questions {
        let what = format!("**{}** ({})", question.text, question.competency_name);
        plan.push_str(&format!("{}. {what}\n   {}\n", question.number, question.why));
    }
    print(&plan)
}

/// An engine's value as it goes over the wire.
fn wire<T: serde::de::DeserializeOwned>(value: &impl serde::Serialize) -> Result<T> {
    Ok(mirror(value).map_err(|error| Error::internal(error.message))?)
}

fn print(text: &str) -> Result<()> {
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{AnswerLine, read_answers, refuse_more_answers};

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_answer() {
        let dir = tempfile::tempdir().expect("a folder");
        let file = dir.path().join("answers.jsonl");
        std::fs::write(&file, "\u{feff}{\"answer\":\"a\"}\r\n\r\n{\"answer\":\"b\"}\r\n").expect("written");
        let said: Vec<String> =
            read_answers(&file).expect("read").into_iter().map(|line| line.answer).collect();
        assert_eq!(said, ["a", "b"]);
    }

    #[test]
    fn answers_to_no_question_are_refused() {
        assert!(refuse_more_answers(5, 5).is_ok());
        let error = refuse_more_answers(6, 5).expect_err("too many").to_string();
        assert!(error.contains("6 lines of answers for 5 questions"), "{error}");
    }

    #[test]
    fn a_line_may_leave_follow_ups_out_and_nothing_else() {
        let parse = |json: &str| serde_json::from_str::<AnswerLine>(json);
        let expected = AnswerLine { answer: "a".into(), follow_ups: Vec::new() };
        assert_eq!(parse(r#"{"answer":"a"}"#).expect("valid"), expected);
        assert!(parse(r#"{"anwser":"a"}"#).is_err());
    }
}
