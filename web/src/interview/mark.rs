//! The candidate's own words, with what earned something marked.

use recruta_api::interview::{Quote, Score};

/// A piece of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its text.
    pub text: String,
    /// What it shows, in the order of the rubric; empty for what earned nothing.
    pub shows: Vec<String>,
}

/// Cuts the answer of a turn where quotes begin and end. Quotes may overlap; what lies outside of the text is left aside.
pub fn marked(answer: &str, turn: usize, score: Option<&Score>) -> Vec<Piece> {
    let chars: Vec<char> = answer.chars().collect();
    let quotes: Vec<&Quote> = score
        .iter()
        .flat_map(|score| &score.components)
        .flat_map(|component| &component.quotes)
        .filter(|quote| quote.turn == turn && quote.span.start < quote.span.end)
        .filter(|quote| quote.span.end <= chars.len())
        .collect();
    let mut cuts: Vec<usize> = quotes.iter().flat_map(|quote| [quote.span.start, quote.span.end]).collect();
    cuts.extend([0, chars.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces: Vec<Piece> = Vec::new();
    for (from, to) in cuts.iter().zip(cuts.iter().skip(1)) {
        let shows = shown(&quotes, *from);
        let text: String = chars[*from..*to].iter().collect();
        match pieces.last_mut() {
            Some(last) if last.shows == shows => last.text.push_str(&text),
            _ => pieces.push(Piece { text, shows }),
        }
    }
    pieces
}

/// A quote cut where the words that earned it begin and end: each part, and whether it is such words.
pub fn focused(quote: &Quote) -> Vec<(String, bool)> {
    let is_focus = |at: usize| {
        let at = at + quote.span.start;
        quote.focus.iter().any(|focus| (focus.start..focus.end).contains(&at))
    };
    let mut parts: Vec<(String, bool)> = Vec::new();
    for (at, char) in quote.text.chars().enumerate() {
        match parts.last_mut() {
            Some((text, own)) if *own == is_focus(at) => text.push(char),
            _ => parts.push((char.into(), is_focus(at))),
        }
    }
    parts
}

/// What is shown at a place, each thing once.
fn shown(quotes: &[&Quote], at: usize) -> Vec<String> {
    let mut shows: Vec<String> = Vec::new();
    for quote in quotes.iter().filter(|quote| (quote.span.start..quote.span.end).contains(&at)) {
        if !shows.contains(&quote.shows) {
            shows.push(quote.shows.clone());
        }
    }
    shows
}

#[cfg(test)]
mod tests {
    use recruta_api::{
        evidence::Span,
        interview::{Band, Component},
    };

    use super::*;

    fn score(quotes: &[(usize, usize, usize, &str)]) -> Score {
        let quote = |&(turn, start, end, shows): &(usize, usize, usize, &str)| Quote {
            turn,
            span: Span { start, end },
            text: String::new(),
            shows: shows.into(),
            focus: vec![],
        };
        let component = Component {
            id: "star".into(),
            name: String::new(),
            level: 1,
            weight: 10,
            words: String::new(),
            counted: String::new(),
            quotes: quotes.iter().map(quote).collect(),
            missing: vec![],
        };
        let components = vec![component];
        Score { rubric: 1, overall: 3, band: Band::Weak, components, cap: None, not_scored: vec![] }
    }

    fn shape(answer: &str, quotes: &[(usize, usize, usize, &str)]) -> Vec<(String, usize)> {
        let pieces = marked(answer, 0, Some(&score(quotes)));
        pieces.into_iter().map(|piece| (piece.text, piece.shows.len())).collect()
    }

    #[test]
    fn quotes_are_cut_in_characters_and_may_overlap() {
        let got = shape("ação útil já", &[(0, 0, 9, "ação"), (0, 5, 12, "fim"), (1, 0, 3, "outra vez")]);
        assert_eq!(got, [("ação ".into(), 1), ("útil".into(), 2), (" já".into(), 1)]);
    }

    #[test]
    fn the_words_that_earned_a_quote_are_told_from_those_around_them() {
        let focus = vec![Span { start: 9, end: 15 }, Span { start: 23, end: 25 }];
        let text = "eu reduzi em 40%".to_owned();
        let quote = Quote { turn: 0, span: Span { start: 6, end: 22 }, text, shows: String::new(), focus };
        let want = [("eu ", false), ("reduzi", true), (" em 40%", false)];
        assert_eq!(focused(&quote), want.map(|(text, is_focus)| (text.to_owned(), is_focus)));
        assert_eq!(focused(&Quote { text: String::new(), ..quote }), []);
    }

    #[test]
    fn no_text_is_lost_to_quotes_that_do_not_fit() {
        assert_eq!(shape("abc", &[(0, 1, 9, "x"), (0, 2, 2, "y")]), [("abc".into(), 0)]);
        assert_eq!(shape("", &[]), []);
        assert_eq!(marked("só texto", 0, None).len(), 1);
    }
}
