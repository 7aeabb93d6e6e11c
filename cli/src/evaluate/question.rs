//! The questions of an evaluation.

use std::{collections::HashSet, path::Path};

use recruta_core::{hash::sha256_hex, retrieve::check_question};
use serde::Deserialize;

use crate::lines::{self, LinesError, bad_line};

const EXPECTED: &str = r#"{"id": "…", "question": "…", "reference": "…", "answerable": true, "relevant": ["id of a profile or passage", …]}"#;

/// A question with what a good answer says and rests on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Question {
    /// Names it in reports.
    pub id: String,
    /// The question.
    pub question: String,
    /// What a good answer says.
    #[serde(default)]
    pub reference: String,
    /// Whether the history answers it.
    pub answerable: bool,
    /// Ids of profiles or passages that answer it.
    #[serde(default)]
    pub relevant: Vec<String>,
}

/// A set of questions.
#[derive(Debug, Clone)]
pub struct QuestionSet {
    /// In the file's order.
    pub questions: Vec<Question>,
    /// Of the whole file.
    pub sha256: String,
}

/// Reads a set. **Errors.** A line that is no question, an id given twice, an answerable question without reference.
pub fn read(file: &Path) -> Result<QuestionSet, LinesError> {
    let lines: Vec<(usize, Question)> = lines::read(file, EXPECTED)?;
    let mut ids = HashSet::new();
    for (line, question) in &lines {
        let wrong = |detail: String| Err(bad_line(file, *line, detail, EXPECTED));
        if let Err(error) = check_question(&question.question) {
            return wrong(error.to_string());
        }
        if question.id.trim().is_empty() || !ids.insert(question.id.as_str()) {
            return wrong(format!("the id {:?} is empty or used before", question.id));
        }
        if question.answerable && question.reference.trim().is_empty() {
            return wrong("an answerable question needs a reference".to_owned());
        }
    }
    let bytes =
        std::fs::read(file).map_err(|error| LinesError::Unreadable { file: file.to_owned(), error })?;
    let questions = lines.into_iter().map(|(_, question)| question).collect();
    Ok(QuestionSet { questions, sha256: sha256_hex(&bytes) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(content: &str, expected: Result<usize, &str>) {
        let dir = tempfile::tempdir().expect("a folder");
        let file = dir.path().join("qa.jsonl");
        std::fs::write(&file, content).expect("written");
        match (read(&file), expected) {
            (Ok(set), Ok(n)) => assert_eq!(set.questions.len(), n),
            (Err(error), Err(part)) => assert!(error.to_string().contains(part), "{error}"),
            (found, expected) => panic!("{found:?}, expected {expected:?}"),
        }
    }

    #[test]
    fn sets_are_checked_line_by_line() {
        let good = r#"{"id":"a","question":"Python?","reference":"x","answerable":true,"relevant":["1"]}"#;
        check(&format!("{good}\n{{\"id\":\"b\",\"question\":\"Lua?\",\"answerable\":false}}"), Ok(2));
        check(&format!("{good}\n{good}"), Err("line 2: the id \"a\""));
        check(
            r#"{"id":"a","question":"?!","reference":"x","answerable":true}"#,
            Err("line 1: the question is empty"),
        );
        check(r#"{"id":"a","question":"Python?","answerable":true}"#, Err("needs a reference"));
        check(r#"{"id":"a","question":"Python?","reference":"x"}"#, Err("missing field `answerable`"));
    }
}
