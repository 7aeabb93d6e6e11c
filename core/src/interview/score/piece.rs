//! Pieces of an answer that are worth quoting whole.
//!
//! A quote cut a fixed number of words beside what it shows ends anywhere ("… e reduzi o"). So an answer is cut once, before
//! anything is quoted: at punctuation, and in long clauses before the words that join two of them. Two quotes are then either of
//! the same piece or of different ones.

use std::ops::Range;

use super::reading::{Left, Reading};

/// Words of a piece at most, where there is a place to cut.
const MAX_WORDS: usize = 18;

/// Words of a piece at least: a shorter one goes with its neighbour.
const MIN_WORDS: usize = 4;

/// Words that begin a clause of their own.
const STRONG: [&str; 22] = [
    "e", "mas", "porque", "pois", "quando", "enquanto", "onde", "depois", "ai", "entao", "so", "and", "but",
    "because", "when", "while", "where", "which", "then", "after", "until", "before",
];

/// Words that begin a part of a clause.
const WEAK: [&str; 14] =
    ["que", "para", "como", "se", "ou", "ate", "sem", "that", "to", "if", "or", "for", "with", "without"];

/// All pieces, in order; together they are all words.
pub(super) fn pieces(reading: &Reading) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for sentence in &reading.sentences {
        let mut of_sentence = Vec::new();
        for clause in clauses(reading, sentence) {
            split(reading, clause, &mut of_sentence);
        }
        join_short(reading, of_sentence, &mut found);
    }
    found
}

fn clauses(reading: &Reading, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let inner = (sentence.start + 1..sentence.end).filter(|at| reading.breaks_before(*at));
    let cuts: Vec<usize> = [sentence.start].into_iter().chain(inner).chain([sentence.end]).collect();
    cuts.windows(2).map(|cut| cut[0]..cut[1]).collect()
}

/// Cuts a long clause where it is joined, as near to its middle as can be.
fn split(reading: &Reading, clause: Range<usize>, into: &mut Vec<Range<usize>>) {
    let cut = (clause.len() > MAX_WORDS).then(|| middle(reading, &clause)).flatten();
    let Some(cut) = cut else {
        into.push(clause);
        return;
    };
    split(reading, clause.start..cut, into);
    split(reading, cut..clause.end, into);
}

fn middle(reading: &Reading, clause: &Range<usize>) -> Option<usize> {
    let middle = clause.start + clause.len() / 2;
    let nearest = |is_place: &dyn Fn(usize) -> bool| {
        let inner = clause.start + MIN_WORDS..clause.end - MIN_WORDS + 1;
        inner.filter(|at| is_place(*at)).min_by_key(|at| at.abs_diff(middle))
    };
    let word = |at: usize| reading.words[at].folded.as_str();
    // After a word that joins or leads on no new part begins: "e quando", "para o".
    let is_new = |at: usize| !reading.words[at - 1].is_function();
    nearest(&|at| STRONG.contains(&word(at)) && is_new(at))
        .or_else(|| nearest(&|at| WEAK.contains(&word(at)) && is_new(at)))
        .or_else(|| nearest(&|at| reading.words[at].is_function() && is_new(at)))
}

/// Joins what is too short to be understood with what follows, and at the end with what precedes. What was left out for what it
/// says is never joined with what counts.
fn join_short(reading: &Reading, pieces: Vec<Range<usize>>, into: &mut Vec<Range<usize>>) {
    let first = into.len();
    for piece in pieces {
        let last = into[first..].last().filter(|last| {
            last.len().min(piece.len()) < MIN_WORDS
                && last.len() + piece.len() <= MAX_WORDS
                && is_left(reading, last) == is_left(reading, &piece)
                && (last.len() < MIN_WORDS || is_last(reading, &piece))
        });
        match last.cloned() {
            Some(last) => {
                into.pop();
                into.push(last.start..piece.end);
            }
            None => into.push(piece),
        }
    }
}

/// Whether a piece ends its sentence.
fn is_last(reading: &Reading, piece: &Range<usize>) -> bool {
    reading.sentences.iter().any(|sentence| sentence.end == piece.end)
}

fn is_left(reading: &Reading, piece: &Range<usize>) -> bool {
    piece.clone().any(|at| matches!(reading.left[at], Left::Private | Left::Order))
}

#[cfg(test)]
mod tests {
    use crate::{interview::tests::interviewer, text::Language};

    /// What is quoted of an answer, each quote once, in the order of the text.
    fn quoted(language: Language, answer: &str) -> Vec<String> {
        let score = interviewer().score("any-communication-2", language, answer).expect("known");
        let quotes =
            score.into_iter().flat_map(|score| score.components).flat_map(|component| component.quotes);
        let mut found: Vec<(usize, String)> = quotes.map(|quote| (quote.span.start, quote.text)).collect();
        found.sort();
        found.dedup();
        found.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn long_clauses_are_cut_where_they_are_joined() {
        let got = quoted(
            Language::Pt,
            "Na empresa anterior eu fazia o plantão do time de cobrança e comecei a escrever um guia de incidentes. Olha, então, \
             troquei por asyncpg e reduzi o p95 de 900 ms para 180 ms.",
        );
        let want = [
            "Na empresa anterior eu fazia o plantão do time de cobrança",
            "comecei a escrever um guia de incidentes",
            "Olha, então, troquei por asyncpg e reduzi o p95 de 900 ms para 180 ms",
        ];
        assert_eq!(got, want);
    }

    #[test]
    fn what_is_private_is_not_quoted_beside_what_counts() {
        let got = quoted(
            Language::Pt,
            "Sou casada, tenho filhos, escrevi o aviso de novo e 12 pessoas entenderam. Depois disso reduzi os chamados em 40%.",
        );
        assert!(
            !got.is_empty() && !got.iter().any(|quote| quote.contains("casada") || quote.contains("filhos")),
            "{got:?}"
        );
        assert!(got.iter().any(|quote| quote.ends_with("40%")), "{got:?}");
    }
}
