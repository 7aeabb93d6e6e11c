//! Cutting long text into passages the embedder reads whole.

use super::sentences;

/// Cuts `text` into chunks of at most `max_pieces` as `count` counts them, at sentence ends where possible, and of
/// about equal length, so that no chunk is a mere leftover. Line ends between sentences stay.
///
/// A sentence longer than the cap is cut at white space, and a word longer than the cap stands alone (the embedder
/// truncates it). Chunks are in order, do not overlap and together hold every non-space character of the text.
pub fn chunk(text: &str, max_pieces: usize, count: impl Fn(&str) -> usize) -> Vec<String> {
    let units: Vec<(usize, &str, usize)> =
        units(text, max_pieces, &count).into_iter().map(|(at, unit)| (at, unit, count(unit))).collect();
    let total: usize = units.iter().map(|(_, _, cost)| cost).sum();
    let goal = total.div_ceil(total.div_ceil(max_pieces.max(1)).max(1));
    let mut chunks = Vec::new();
    let (mut current, mut pieces, mut end) = (String::new(), 0, 0);
    for (at, unit, cost) in units {
        let is_full = pieces + cost > max_pieces || pieces >= goal;
        if !current.is_empty() && is_full {
            chunks.push(std::mem::take(&mut current));
            pieces = 0;
        }
        if !current.is_empty() {
            current.push(if text[end..at].contains('\n') { '\n' } else { ' ' });
        }
        current.push_str(unit);
        pieces += cost;
        end = at + unit.len();
    }
    if !current.is_empty() {
        chunks.push(current);
    }
    chunks
}

/// Sentences with their offsets; words where a sentence alone is over the cap.
fn units<'a>(text: &'a str, max_pieces: usize, count: &impl Fn(&str) -> usize) -> Vec<(usize, &'a str)> {
    let mut units = Vec::new();
    for (at, sentence) in sentences(text) {
        if count(sentence) <= max_pieces {
            units.push((at, sentence));
        } else {
            let offset = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
            units.extend(sentence.split_whitespace().map(|word| (offset(word), word)));
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

    #[test]
    fn chunks_are_even_and_keep_line_ends() {
        let text = "um dois.\nTrês quatro. Cinco seis.\nSete oito. Nove";
        assert_eq!(chunk(text, 6, words), ["um dois.\nTrês quatro. Cinco seis.", "Sete oito. Nove"]);
        let lines = "a b\n".repeat(11);
        let lengths: Vec<usize> = chunk(&lines, 20, words).iter().map(|c| words(c)).collect();
        assert_eq!(lengths, [12, 10]);
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
