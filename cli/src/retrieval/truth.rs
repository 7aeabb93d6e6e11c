//! What should be found: the questions of the evaluation, and their halves.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result};
use recruta_core::hash::sha256_hex;
use serde::Deserialize;

/// A question with the passages that answer it.
#[derive(Debug, Clone, Deserialize)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// `pt` or `en`.
    pub language: String,
    /// The question.
    pub question: String,
    /// Grade from 1 to 3 by passage.
    pub relevant: BTreeMap<String, u32>,
}

/// A question that the history does not answer.
#[derive(Debug, Clone, Deserialize)]
pub struct Unanswerable {
    /// The question.
    pub question: String,
}

/// Settings are chosen on one half and reported on the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// Every other line, from the first.
    Tuning,
    /// The rest.
    Held,
}

impl Half {
    /// Its lines.
    pub fn of<T: Clone>(self, lines: &[T]) -> Vec<T> {
        let skipped = usize::from(self == Half::Held);
        lines.iter().skip(skipped).step_by(2).cloned().collect()
    }
}

/// All questions.
#[derive(Debug, Clone)]
pub struct Truth {
    /// With passages that answer them.
    pub questions: Vec<Question>,
    /// Without.
    pub unanswerable: Vec<Unanswerable>,
}

impl Truth {
    /// Reads `questions.jsonl` and `unanswerable.jsonl` of a folder.
    pub fn read(dir: &Path) -> Result<Self> {
        Ok(Self {
            questions: lines(&dir.join("questions.jsonl"))?,
            unanswerable: lines(&dir.join("unanswerable.jsonl"))?,
        })
    }

    /// One half of each.
    #[must_use]
    pub fn half(&self, half: Half) -> Self {
        Self { questions: half.of(&self.questions), unanswerable: half.of(&self.unanswerable) }
    }

    /// Names these questions.
    pub fn sha256(&self) -> String {
        let answerable = self.questions.iter().map(|question| question.question.as_str());
        let others = self.unanswerable.iter().map(|question| question.question.as_str());
        let text: String = answerable.chain(others).map(|question| format!("{question}\n")).collect();
        sha256_hex(text.as_bytes())
    }
}

fn lines<T: serde::de::DeserializeOwned>(file: &Path) -> Result<Vec<T>> {
    let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let parse = |(at, line)| {
        serde_json::from_str(line)
            .with_context(|| format!("{}, line {}: not a question", file.display(), at + 1))
    };
    lines.map(parse).collect()
}

#[cfg(test)]
mod tests {
    use super::Half;

    #[test]
    fn halves_share_nothing_and_miss_nothing() {
        let lines = [1, 2, 3, 4, 5];
        assert_eq!((Half::Tuning.of(&lines), Half::Held.of(&lines)), (vec![1, 3, 5], vec![2, 4]));
    }
}
