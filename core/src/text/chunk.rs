//! Cutting long text into passages the embedder reads whole.

use super::sentences;

/// Cuts `text` into chunks of at most `max_pieces` as `count` counts them, at sentence ends where possible.
///
/// A sentence longer than the cap is cut at white space, and a word longer than the cap stands alone (the embedder
/// truncates it). Chunks are in order, do not overlap and together hold every non-space character of the text.
pub fn chunk(text: &str, max_pieces: usize, count: impl Fn(&str) -> usize) -> Vec<String> {
    let mut chunks = Vec::new();
    let mut current = String::new();
    let mut pieces = 0;
    for unit in units(text, max_pieces, &count) {
        let cost = count(unit);
        if !current.is_empty() && pieces + cost > max_pieces {
            chunks.push(std::mem::take(&mut current));
            pieces = 0;
        }
        if !current.is_empty() {
            current.push(' ');
        }
        current.push_str(unit);
        pieces += cost;
    }
    if !current.is_empty() {
        chunks.push(current);
    }
    chunks
}

/// Sentences; words where a sentence alone is over the cap.
fn units<'a>(text: &'a str, max_pieces: usize, count: &impl Fn(&str) -> usize) -> Vec<&'a str> {
    let mut units = Vec::new();
    for (_, sentence) in sentences(text) {
        if count(sentence) <= max_pieces {
            units.push(sentence);
        } else {
            units.extend(sentence.split_whitespace());
        }
    }
    units
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::chunk;

    fn words(text: &str) -> usize {
        text.split_whitespace().count()
    }

    proptest! {
        #[test]
        fn chunks_cover_the_text_and_keep_the_cap(text in "[a-zé ]{0,20}([.!?;] [A-Za-zç\n ]{0,30}){0,12}", cap in 1usize..9) {
            let chunks = chunk(&text, cap, words);
            let squeezed = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(squeezed(&chunks.join(" ")), squeezed(&text));
            prop_assert!(chunks.iter().all(|c| words(c) <= cap && !c.is_empty()));
        }
    }
}
