//! Words of a text with their place and their case.

use recruta_core::text::fold;

/// A run of letters and digits.
#[derive(Debug, Clone)]
pub(super) struct Word<'t> {
    /// As it stands.
    pub text: &'t str,
    /// Byte offset of its first byte.
    pub start: usize,
    /// Lower case, without accents; without apostrophe too: "D'Ávila" and "Dávila" are one name.
    pub folded: String,
    /// Whether its case can make it a name: upper-case first letter, or a line without any upper case at all.
    pub may_be_name: bool,
    /// Whether it begins a line or a sentence, or stands on a line in capitals: then its case says nothing.
    pub case_is_weak: bool,
}

impl Word<'_> {
    /// Byte offset after its last byte.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// "da", "de", "e", "and": words inside names that are no name; also the "d" of "conceicao d avila".
    pub fn is_particle(&self) -> bool {
        is_particle(&self.folded) || self.text == "d"
    }

    /// Upper-case first letter, also after the apostrophe of "d'Ávila".
    pub fn is_capitalised(&self) -> bool {
        is_capitalised(self.text)
    }

    /// "P." of "João P. Silva".
    pub fn is_initial(&self) -> bool {
        self.text.chars().count() == 1 && self.text.chars().all(char::is_uppercase)
    }
}

/// Words inside names that are no name.
pub(super) fn is_particle(folded: &str) -> bool {
    matches!(
        folded,
        "da" | "de" | "do" | "das" | "dos" | "e" | "di" | "del" | "della" | "von" | "van" | "and" | "y"
    )
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut offset = 0;
    for line in text.split('\n') {
        push_line(line, offset, &mut found);
        offset += line.len() + 1;
    }
    found
}

fn push_line<'t>(line: &'t str, offset: usize, found: &mut Vec<Word<'t>>) {
    let has_upper = line.chars().any(char::is_uppercase);
    let has_lower = line.chars().any(char::is_lowercase);
    let mut end_of_last = 0;
    for (at, piece) in pieces(line) {
        let gap = &line[end_of_last..at];
        let starts = end_of_last == 0 || gap.contains(['.', '!', '?', ':', '•', '|', '·']);
        found.push(Word {
            text: piece,
            start: offset + at,
            folded: fold(piece).replace(is_apostrophe, ""),
            may_be_name: !has_upper || is_capitalised(piece),
            case_is_weak: starts || !has_upper || !has_lower,
        });
        end_of_last = at + piece.len();
    }
}

fn pieces(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = line;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c| !is_word_char(c));
        let at = line.len() - rest.len();
        let piece;
        (piece, rest) = rest.split_at(piece_length(rest));
        (!piece.is_empty()).then_some((at, piece))
    })
}

/// Bytes of the word that `text` begins with; "D'Ávila" and "Sant’Anna" are one.
fn piece_length(text: &str) -> usize {
    let run = |text: &str| text.find(|c| !is_word_char(c)).unwrap_or(text.len());
    let head = run(text);
    let elided = ELIDED.iter().any(|elided| text[..head].eq_ignore_ascii_case(elided));
    let mut rest = text[head..].chars();
    match rest.next().filter(|c| elided && is_apostrophe(*c)) {
        Some(apostrophe) if rest.next().is_some_and(char::is_alphabetic) => {
            let tail = head + apostrophe.len_utf8();
            tail + run(&text[tail..])
        }
        _ => head,
    }
}

/// What stands before the apostrophe of a name.
const ELIDED: [&str; 6] = ["d", "sant", "o", "l", "dell", "dall"];

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

/// Every character that people type for an apostrophe.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '´' | '`')
}

fn is_capitalised(word: &str) -> bool {
    let after = word.find(is_apostrophe).map_or(word, |at| word[at..].trim_start_matches(is_apostrophe));
    word.starts_with(char::is_uppercase) || after.starts_with(char::is_uppercase)
}

/// Whether two words with `gap` between them can belong to one name.
pub(super) fn joins(gap: &str) -> bool {
    gap.len() <= 3 && gap.chars().all(|c| matches!(c, ' ' | '.' | '-' | '_' | '\n'))
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn case_counts_only_where_it_says_something() {
        let text = "Trabalhei com Rosa.\nROSA LIMA\njoão silva";
        let found = words(text);
        let of = |word: &str| found.iter().find(|found| found.text == word).expect("a word");
        assert!(of("Rosa").may_be_name && !of("Rosa").case_is_weak);
        assert!(of("ROSA").may_be_name && of("LIMA").case_is_weak);
        assert!(of("joão").may_be_name && !of("com").may_be_name);
        assert!(found.iter().all(|word| &text[word.start..word.end()] == word.text));
    }

    #[test]
    fn an_apostrophe_inside_a_name_parts_no_words() {
        let folded = |text: &str| words(text).into_iter().map(|word| word.folded).collect::<Vec<_>>();
        assert_eq!(folded("Conceição D'Ávila, sant’anna"), ["conceicao", "davila", "santanna"]);
        assert_eq!(folded("d' água d'"), ["d", "agua", "d"]);
        assert_eq!(folded("don't 'Java'"), ["don", "t", "java"]);
        assert!(words("x d'Ávila")[1].is_capitalised() && !words("X d'ávila")[1].is_capitalised());
    }
}
