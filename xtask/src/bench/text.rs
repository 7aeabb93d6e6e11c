//! Texts of a known number of word pieces: every word is one, and `[CLS]` and `[SEP]` are two more.

const WORDS: [&str; 41] = [
    "the",
    "reader",
    "asks",
    "what",
    "every",
    "passage",
    "of",
    "a",
    "manual",
    "says",
    "and",
    "how",
    "it",
    "was",
    "found",
    "without",
    "any",
    "network",
    "while",
    "small",
    "model",
    "answers",
    "from",
    "best",
    "matches",
    "in",
    "plain",
    "language",
    "so",
    "that",
    "people",
    "can",
    "check",
    "each",
    "statement",
    "against",
    "its",
    "source",
    "before",
    "they",
    "agree",
];
const MARKERS: usize = 2;

/// The inputs of the embedding rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    /// One text of 16 tokens, as a question is.
    Short,
    /// One text of 128 tokens, as a passage is.
    Long,
    /// 32 texts of 128 tokens, as ingestion has them.
    Batch,
}

impl Texts {
    /// How tables call them.
    pub fn label(self) -> &'static str {
        match self {
            Self::Short => "16 tokens",
            Self::Long => "128 tokens",
            Self::Batch => "32 x 128 tokens",
        }
    }

    /// How many.
    pub fn count(self) -> usize {
        if self == Self::Batch { 32 } else { 1 }
    }

    /// Length of each.
    pub fn tokens_each(self) -> usize {
        if self == Self::Short { 16 } else { 128 }
    }

    /// Runs that make one reading: a short one is within the grain of a browser's clock.
    pub fn repeats(self) -> usize {
        match self {
            Self::Short => 20,
            Self::Long => 5,
            Self::Batch => 1,
        }
    }

    /// The texts, all different.
    pub fn make(self) -> Vec<String> {
        (0..self.count()).map(|i| text(i, self.tokens_each() - MARKERS)).collect()
    }
}

fn text(which: usize, n_words: usize) -> String {
    let words = (0..n_words).map(|i| WORDS[(which * 7 + i * (1 + which % 3)) % WORDS.len()]);
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_as_many_and_as_long_as_they_say_and_all_different() {
        for texts in [Texts::Short, Texts::Long, Texts::Batch] {
            let mut made = texts.make();
            let is_whole = |text: &String| text.split(' ').count() == texts.tokens_each() - MARKERS;
            assert!(made.iter().all(is_whole));
            made.sort();
            made.dedup();
            assert_eq!(made.len(), texts.count());
        }
    }
}
