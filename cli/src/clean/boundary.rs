//! How far the value after a label reaches.

/// Bytes of `text` up to the end of the value that starts it: the line's end, a bar or bullet, a full stop or one of
/// `stops`, the next "Label:", or `max_chars`.
pub(super) fn value_length(text: &str, max_chars: usize, stops: &[char]) -> usize {
    let mut end = text.len();
    let mut word_letters = 0;
    let mut has_text = false;
    for (n, (at, c)) in text.char_indices().enumerate() {
        let closes = has_text
            && (matches!(c, '|' | '•' | ';' | '\t')
                || stops.contains(&c)
                || stop_follows(&text[at..], word_letters));
        if c == '\n' || closes || n >= max_chars {
            end = at;
            break;
        }
        if c == ':' && has_text {
            end = start_of_label(&text[..at]).unwrap_or(at);
            break;
        }
        has_text |= c.is_alphanumeric();
        word_letters = if c.is_alphabetic() { word_letters + 1 } else { 0 };
    }
    text[..end].trim_end().len()
}

/// A full stop that ends a sentence: a word longer than an abbreviation before it, white space after.
fn stop_follows(rest: &str, word_letters: usize) -> bool {
    let mut chars = rest.chars();
    chars.next() == Some('.') && word_letters >= 4 && chars.next().is_none_or(char::is_whitespace) && {
        chars.next().is_none_or(|c| !c.is_ascii_digit())
    }
}

/// Where the words of the next label begin: the capitalised word before its colon. `None` if there is no such word.
fn start_of_label(before: &str) -> Option<usize> {
    let trimmed = before.trim_end();
    let word = trimmed.rfind([' ', ',', '-', '/']).map_or(0, |at| at + 1);
    trimmed[word..].starts_with(char::is_uppercase).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::value_length;

    #[test]
    fn a_value_ends_before_the_next_label_bar_or_sentence() {
        for (text, value) in [
            (" Rua A, 10 - Centro Telefone: 11", " Rua A, 10 - Centro"),
            (" casado | Java", " casado"),
            (" casado. Trabalho com Java", " casado"),
            (" Av. B, 3\nJava", " Av. B, 3"),
            ("", ""),
        ] {
            assert_eq!(&text[..value_length(text, 80, &[])], value, "{text:?}");
        }
        assert_eq!(value_length("solteiro, Java", 80, &[',']), "solteiro".len());
        assert_eq!(value_length("éééé", 2, &[]), 4);
    }
}
