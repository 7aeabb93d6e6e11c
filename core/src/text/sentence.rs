//! Sentences and lines.

/// The sentences of a text with their byte offsets: split at line ends, and after `.`, `!`, `?` or `;` that white space
/// follows, unless the dot ends a number, an initial or a common abbreviation.
///
/// The pieces are trimmed, never empty, in order, and hold every character of the text but white space.
pub fn sentences(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let ends = c == '\n' || (next.is_some_and(char::is_whitespace) && ends_sentence(&text[start..at], c));
        if ends {
            push_trimmed(text, start, at + c.len_utf8(), &mut found);
            start = at + c.len_utf8();
        }
    }
    push_trimmed(text, start, text.len(), &mut found);
    found
}

fn ends_sentence(before: &str, mark: char) -> bool {
    match mark {
        '!' | '?' | ';' => true,
        '.' => {
            let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
            let abbreviation = [
                "Sr", "Sra", "Dr", "Dra", "Prof", "Jr", "etc", "ex", "e.g", "i.e", "aprox", "nº", "vs",
                "Ltda",
            ];
            let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
            !initial && !abbreviation.contains(&word)
        }
        _ => false,
    }
}

fn push_trimmed<'a>(text: &'a str, start: usize, end: usize, found: &mut Vec<(usize, &'a str)>) {
    let piece = &text[start..end];
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        found.push((start + (piece.len() - piece.trim_start().len()), trimmed));
    }
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn splits_sentences_and_lines_but_not_abbreviations() {
        let text = "Trabalhei com o Sr. Alves. Usei Node.js e .NET 6.0 lá!\nFim";
        let found: Vec<&str> = sentences(text).into_iter().map(|(_, s)| s).collect();
        assert_eq!(found, ["Trabalhei com o Sr. Alves.", "Usei Node.js e .NET 6.0 lá!", "Fim"]);
    }

    #[test]
    fn offsets_are_bytes_of_the_original() {
        let text = "  Olá mundo.  Até já. ";
        for (at, sentence) in sentences(text) {
            assert_eq!(&text[at..at + sentence.len()], sentence);
        }
    }
}
