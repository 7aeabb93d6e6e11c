//! Guessing the next tokens from what was already said.
//!
//! Grounded answers repeat their evidence: names of skills, titles, whole lists. Where the last tokens stood before, what
//! followed then is a guess at what follows now, and verifying several guesses in one pass costs less than computing as
//! many tokens one by one. What is not verified is not said, so the text is that of plain greedy generation.
//!
//! **Source.** Saxena, "Prompt Lookup Decoding" (2023); verification as in Leviathan et al., "Fast Inference from
//! Transformers via Speculative Decoding" (2023), for greedy sampling.

/// Tokens that must be the same for a place to count, the most first: longer ones guess better.
const NGRAMS: [usize; 3] = [4, 3, 2];

/// Guesses at first, and at most.
const FIRST_GUESSES: usize = 4;
const MAX_GUESSES: usize = 8;

/// How many guesses are worth their time, learned from how the last ones went.
#[derive(Debug, Clone)]
pub(super) struct Lookup {
    n_guesses: usize,
    /// Passes in a row whose guesses were all wrong.
    n_failures: usize,
}

impl Default for Lookup {
    fn default() -> Self {
        Self { n_guesses: FIRST_GUESSES, n_failures: 0 }
    }
}

impl Lookup {
    /// Guesses at what follows `tokens`; none where nothing like it was said.
    pub(super) fn guess(&self, tokens: &[u32], max: usize) -> Vec<u32> {
        let n = self.n_guesses.min(max);
        // After failures only longer repetitions are trusted.
        let trusted = NGRAMS.len() - self.n_failures.min(NGRAMS.len());
        let found = NGRAMS[..trusted.max(1)].iter().find_map(|length| follows(tokens, *length));
        found.map_or_else(Vec::new, |at| tokens[at..tokens.len().min(at + n)].to_vec())
    }

    /// Learns from a pass: of so many guesses, so many were right.
    pub(super) fn learn(&mut self, n_guesses: usize, n_right: usize) {
        if n_right == n_guesses {
            self.n_guesses = (self.n_guesses * 2).min(MAX_GUESSES);
        } else {
            self.n_guesses = (n_right + 1).clamp(2, MAX_GUESSES);
        }
        self.n_failures = if n_right == 0 { self.n_failures + 1 } else { 0 };
    }
}

/// Where what followed the last earlier occurrence of the last `length` tokens begins.
fn follows(tokens: &[u32], length: usize) -> Option<usize> {
    let end = tokens.len().checked_sub(length)?;
    let last = &tokens[end..];
    (0..end).rev().find(|at| &tokens[*at..at + length] == last).map(|at| at + length)
}

#[cfg(test)]
mod tests {
    use super::Lookup;

    #[test]
    fn what_followed_last_time_is_guessed() {
        let lookup = Lookup::default();
        assert_eq!(lookup.guess(&[1, 2, 3, 4, 5, 6, 1, 2], 8), [3, 4, 5, 6]);
        assert_eq!(lookup.guess(&[1, 2, 3, 1, 2, 9, 1, 2], 1), [9]);
        assert!(lookup.guess(&[1, 2, 3], 8).is_empty() && lookup.guess(&[], 8).is_empty());
        assert_eq!(lookup.guess(&[7, 7, 7], 8), [7]);
    }

    #[test]
    fn right_guesses_encourage_and_wrong_ones_make_careful() {
        let mut lookup = Lookup::default();
        let tokens: Vec<u32> = (1..20).chain([8, 9]).collect();
        lookup.learn(4, 4);
        assert_eq!(lookup.guess(&tokens, 99).len(), 8);
        lookup.learn(8, 0);
        lookup.learn(2, 0);
        assert!(lookup.guess(&tokens, 99).is_empty(), "two equal tokens are no longer enough");
        let longer: Vec<u32> = (1..20).chain([6, 7, 8, 9]).collect();
        assert_eq!(lookup.guess(&longer, 99), [10, 11]);
    }
}
