//! Pure text work of the views: highlighted pieces, citations, and the answer as plain text for the clipboard.

use std::fmt::Write as _;

use recruta_api::{
    answer::AnswerBody,
    evidence::{Source, Span},
};

use crate::i18n::Strings;

/// The longest question the engine takes, in Unicode scalar values.
pub const MAX_QUESTION_CHARS: usize = 4000;

/// The longest value of a filter the engine takes.
pub const MAX_FILTER_CHARS: usize = 80;

/// A piece of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its text.
    pub text: String,
    /// Whether a term of the question stands here.
    pub marked: bool,
}

/// Cuts a passage at its highlights. Spans that are empty, overlap or run past the end are clipped, never trusted.
pub fn pieces(text: &str, highlights: &[Span]) -> Vec<Piece> {
    let chars: Vec<char> = text.chars().collect();
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut push = |from: usize, to: usize, marked: bool| {
        if from < to {
            pieces.push(Piece { text: chars[from..to].iter().collect(), marked });
        }
    };
    for span in highlights {
        let start = span.start.clamp(at, chars.len());
        let end = span.end.clamp(start, chars.len());
        push(at, start, false);
        push(start, end, true);
        at = end;
    }
    push(at, chars.len(), false);
    pieces
}

/// A piece of a sentence of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cited {
    /// Words.
    Text(String),
    /// A source's number that stood in brackets.
    Source(usize),
}

/// Splits `…em 5 de 6 perfis [1][2].` at its citations. A bracket that is no number stays text.
pub fn citations(text: &str) -> Vec<Cited> {
    let mut out = Vec::new();
    let mut rest = text;
    let mut words = String::new();
    while let Some(open) = rest.find('[') {
        let (before, bracket) = rest.split_at(open);
        words.push_str(before);
        let Some((number, after)) = citation(bracket) else {
            words.push('[');
            rest = &bracket[1..];
            continue;
        };
        if !words.is_empty() {
            out.push(Cited::Text(std::mem::take(&mut words)));
        }
        out.push(Cited::Source(number));
        rest = after;
    }
    words.push_str(rest);
    if !words.is_empty() {
        out.push(Cited::Text(words));
    }
    out
}

/// The number of a leading `[12]`, and what follows it.
fn citation(bracket: &str) -> Option<(usize, &str)> {
    let (inside, after) = bracket.strip_prefix('[')?.split_once(']')?;
    let is_number = !inside.is_empty() && inside.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| inside.parse().ok()).flatten().map(|number| (number, after))
}

/// Question, answer and sources as plain text.
pub fn with_sources(strings: &Strings, question: &str, answer: &AnswerBody) -> String {
    let mut out = format!("{question}\n\n{}\n", answer.text.trim());
    if !answer.sources.is_empty() {
        let _ = write!(out, "\n{}\n", strings.sources.heading);
    }
    for source in &answer.sources {
        let _ = writeln!(out, "[{}] {}", source.number, reference(strings, source));
        let _ = writeln!(out, "    {}", source.text.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    out
}

fn reference(strings: &Strings, source: &Source) -> String {
    let mut parts = vec![(strings.sources.profile)(&source.profile)];
    if !source.profile_title.is_empty() {
        parts.push(source.profile_title.clone());
    }
    parts.extend(source.vacancies.iter().map(|v| format!("{} ({})", v.title, v.status)));
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use recruta_api::{
        answer::{ProseBody, ProseStatus},
        evidence::VacancyRef,
    };

    use super::*;
    use crate::i18n::Lang;

    fn piece(text: &str, marked: bool) -> Piece {
        Piece { text: text.into(), marked }
    }

    #[test]
    fn highlights_count_scalar_values() {
        let got = pieces("ação em C# 🙂 fim", &[Span { start: 8, end: 10 }, Span { start: 11, end: 12 }]);
        let want = [
            piece("ação em ", false),
            piece("C#", true),
            piece(" ", false),
            piece("🙂", true),
            piece(" fim", false),
        ];
        assert_eq!(got, want);
    }

    #[test]
    fn bad_highlights_lose_no_text() {
        let spans = [Span { start: 2, end: 4 }, Span { start: 1, end: 3 }, Span { start: 5, end: 99 }];
        let joined: String = pieces("abcdef", &spans).into_iter().map(|p| p.text).collect();
        assert_eq!(joined, "abcdef");
    }

    #[test]
    fn citations_become_links_and_other_brackets_stay() {
        let got = citations("Python [1][12], veja [sic] e [x.");
        let want = [
            Cited::Text("Python ".into()),
            Cited::Source(1),
            Cited::Source(12),
            Cited::Text(", veja [sic] e [x.".into()),
        ];
        assert_eq!(got, want);
        assert_eq!(citations(""), []);
    }

    #[test]
    fn copied_text_carries_its_sources() {
        let answer = AnswerBody {
            language: "pt".into(),
            sufficient: true,
            confidence: 0.8,
            text: "Python aparece [1].".into(),
            composed: vec![],
            prose: ProseBody { status: ProseStatus::Absent, reason: None, statements: vec![], n_tokens: 0 },
            sources: vec![Source {
                number: 1,
                passage: "p1".into(),
                profile: "31000".into(),
                profile_title: "Desenvolvedor".into(),
                vacancies: vec![VacancyRef {
                    id: "9".into(),
                    title: "Python Sr".into(),
                    status: "Aprovado".into(),
                }],
                text: "Usa\n Python".into(),
                highlights: vec![],
                skills: vec![],
                score: 0.8,
            }],
            emptied_by: None,
        };
        let want = "Python?\n\nPython aparece [1].\n\nFontes\n\
                    [1] Perfil 31000 · Desenvolvedor · Python Sr (Aprovado)\n    Usa Python\n";
        assert_eq!(with_sources(Lang::Pt.strings(), "Python?", &answer), want);
    }
}
