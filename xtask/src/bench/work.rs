//! What is timed.

use serde_json::{Value, json};

use super::text::Texts;

/// A piece of work that every engine can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Process a prompt of so many tokens.
    Prefill(usize),
    /// Process `n` tokens one by one after a prompt of `context`.
    Decode {
        /// Tokens that are timed.
        n: usize,
        /// Tokens before them.
        context: usize,
    },
    /// Embed texts in one call.
    Embed(Texts),
    /// Search so many passages.
    Search(usize),
}

impl Work {
    /// How tables call it.
    pub fn label(self) -> String {
        match self {
            Self::Prefill(n) => format!("prefill {n}"),
            Self::Decode { n, .. } => format!("decode {n}"),
            Self::Embed(texts) => format!("embed {}", texts.label()),
            Self::Search(n) => format!("search of {n} passages"),
        }
    }

    /// Tokens, texts, or searches, a second.
    pub fn rate(self, ms: f64) -> f64 {
        self.amount() as f64 * 1_000.0 / ms
    }

    /// A time as people compare it: small texts by time, everything else by rate.
    pub fn show(self, ms: f64) -> String {
        match self {
            Self::Embed(Texts::Batch) => format!("{:.1} texts/s", self.rate(ms)),
            Self::Embed(_) | Self::Search(_) => format!("{ms:.2} ms"),
            _ => format!("{:.1} tokens/s", self.rate(ms)),
        }
    }

    /// For the report.
    pub fn json(self) -> Value {
        match self {
            Self::Prefill(n) => json!({ "work": "prefill", "n": n }),
            Self::Decode { n, context } => json!({ "work": "decode", "n": n, "context": context }),
            Self::Embed(texts) => {
                json!({ "work": "embed", "n": texts.count(), "tokens_each": texts.tokens_each() })
            }
            Self::Search(n) => json!({ "work": "search", "n": n }),
        }
    }

    fn amount(self) -> usize {
        match self {
            Self::Prefill(n) | Self::Decode { n, .. } => n,
            Self::Embed(texts) => texts.count(),
            // One question, whatever it is looked for in.
            Self::Search(_) => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_shown_as_people_compare_it() {
        assert_eq!(Work::Prefill(512).show(2_000.0), "256.0 tokens/s");
        assert_eq!(Work::Embed(Texts::Short).show(9.004), "9.00 ms");
        assert_eq!(Work::Search(100_000).show(9.004), "9.00 ms");
        assert_eq!(Work::Embed(Texts::Batch).show(1_600.0), "20.0 texts/s");
    }
}
