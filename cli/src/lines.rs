//! Files of one JSON object a line.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

/// A file of lines that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LinesError {
    /// The system would not read it.
    #[error("{} cannot be read ({error}); check that it exists, may be read, and is UTF-8", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A line is not what it should be.
    #[error("{}, line {line}: {detail}; expected {expected}", file.display())]
    Line {
        /// The file.
        file: PathBuf,
        /// From 1.
        line: usize,
        /// What is wrong.
        detail: String,
        /// What a line looks like.
        expected: &'static str,
    },
    /// There is no line.
    #[error("{} has no line; write at least one {expected}", file.display())]
    Empty {
        /// The file.
        file: PathBuf,
        /// What a line looks like.
        expected: &'static str,
    },
}

impl LinesError {
    /// The stable code callers branch on.
    pub fn code(&self) -> &'static str {
        "bad_request"
    }
}

/// Every line that is not blank, with its number from 1. `expected` shows what a line looks like.
pub fn read<T: DeserializeOwned>(file: &Path, expected: &'static str) -> Result<Vec<(usize, T)>, LinesError> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| LinesError::Unreadable { file: file.to_owned(), error })?;
    parse(file, &text, expected)
}

/// The same of a file's text.
pub fn parse<T: DeserializeOwned>(
    file: &Path,
    text: &str,
    expected: &'static str,
) -> Result<Vec<(usize, T)>, LinesError> {
    let text = text.trim_start_matches('\u{feff}');
    let numbered = (1..).zip(text.lines()).filter(|(_, text)| !text.trim().is_empty());
    let items: Vec<(usize, T)> = numbered
        .map(|(line, text)| match serde_json::from_str(text) {
            Ok(item) => Ok((line, item)),
            Err(error) => Err(bad_line(file, line, reason(&error), expected)),
        })
        .collect::<Result<_, _>>()?;
    if items.is_empty() {
        return Err(LinesError::Empty { file: file.to_owned(), expected });
    }
    Ok(items)
}

/// The error of a line whose content is wrong.
pub fn bad_line(file: &Path, line: usize, detail: String, expected: &'static str) -> LinesError {
    LinesError::Line { file: file.to_owned(), line, detail, expected }
}

/// serde's words without its own line number, which is 1 for every line here.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = text.rfind(" at line ").unwrap_or(text.len());
    format!("{} (column {})", &text[..place], error.column())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[derive(Debug, serde::Deserialize)]
    struct Item {
        n: u32,
    }

    fn check(content: &[u8], expected: Result<&[(usize, u32)], &str>) {
        let dir = tempfile::tempdir().expect("a folder");
        let file = dir.path().join("x.jsonl");
        fs::write(&file, content).expect("written");
        let found = read::<Item>(&file, r#"{"n": 1}"#);
        match (found, expected) {
            (Ok(items), Ok(expected)) => {
                assert_eq!(items.iter().map(|(line, item)| (*line, item.n)).collect::<Vec<_>>(), expected);
            }
            (Err(error), Err(part)) => assert!(error.to_string().contains(part), "{error}"),
            (found, expected) => panic!("{found:?}, expected {expected:?}"),
        }
    }

    #[test]
    fn blank_lines_count_but_hold_nothing() {
        check(b"\xef\xbb\xbf{\"n\":1}\n\n  \r\n{\"n\":2, \"more\":true}\r\n", Ok(&[(1, 1), (4, 2)]));
    }

    #[test]
    fn a_bad_line_is_named_with_its_number() {
        check(b"{\"n\":1}\n\n{\"n\":\"x\"}\n", Err("line 3: invalid type"));
        check(b"{\"n\":1}\n{\"m\":1}\n", Err("line 2: missing field `n`"));
        check(b"{\"n\":1", Err("line 1: EOF"));
        check(b"\n\n", Err("has no line"));
        check(b"\xff\xfe", Err("UTF-8"));
    }
}
