//! How the metrics cut texts into words.

use unicode_normalization::UnicodeNormalization as _;

use super::porter::stem;

/// What a word is for ROUGE.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// Runs of `a-z0-9` of the lower-cased text. **Source.** `rouge_score` 0.1.2, `tokenize.py`.
    Ascii,
    /// The same, and words of more than three letters are stemmed. **Source.** `RougeScorer(use_stemmer=True)`.
    Stemmed,
    /// Runs of letters and digits of any script, lower-cased, composed (NFC).
    Unicode,
}

impl Words {
    /// The words of a text.
    pub fn of(self, text: &str) -> Vec<String> {
        match self {
            Words::Ascii => ascii(text).collect(),
            Words::Stemmed => {
                ascii(text).map(|word| if word.len() > 3 { stem(&word) } else { word }).collect()
            }
            Words::Unicode => unicode(text),
        }
    }
}

fn ascii(text: &str) -> impl Iterator<Item = String> {
    let lower = text.to_lowercase();
    let words: Vec<String> = lower
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.into_iter()
}

fn unicode(text: &str) -> Vec<String> {
    let lower: String = text.nfc().collect::<String>().to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// The tokens of BLEU: the rules of NIST's `mteval-v13a`, as `sacrebleu` 2.6.0 applies them.
///
/// Punctuation stands alone, but a period or comma between digits does not, nor a dash unless a digit is before it.
pub fn tokens_13a(text: &str) -> Vec<String> {
    let text = text.trim_end_matches(is_space);
    let mut line = text.replace("<skipped>", "").replace("-\n", "").replace('\n', " ");
    if line.contains('&') {
        line = line.replace("&quot;", "\"").replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
    }
    let line: Vec<char> = std::iter::once(' ').chain(line.chars()).chain(std::iter::once(' ')).collect();
    let line = alone(&line);
    let line = pairs(&line, |a, b| !a.is_ascii_digit() && is_point(b), |a, b| [a, ' ', b, ' ']);
    let line = pairs(&line, |a, b| is_point(a) && !b.is_ascii_digit(), |a, b| [' ', a, ' ', b]);
    let line = pairs(&line, |a, b| a.is_ascii_digit() && b == '-', |a, b| [a, ' ', b, ' ']);
    let line: String = line.into_iter().collect();
    line.split(is_space).filter(|token| !token.is_empty()).map(str::to_owned).collect()
}

/// Spaces around every ASCII mark but `'`, `,`, `-` and `.`.
fn alone(line: &[char]) -> Vec<char> {
    let mut out = Vec::with_capacity(line.len() * 2);
    for &c in line {
        let stands_alone = c == ' ' || c.is_ascii_punctuation() && !matches!(c, '\'' | ',' | '-' | '.');
        if stands_alone { out.extend([' ', c, ' ']) } else { out.push(c) }
    }
    out
}

/// Replaces each pair of neighbours that `is_one` finds; as a regular expression does, it goes on after the pair.
fn pairs(
    line: &[char],
    is_one: impl Fn(char, char) -> bool,
    becomes: impl Fn(char, char) -> [char; 4],
) -> Vec<char> {
    let mut out = Vec::with_capacity(line.len() * 2);
    let mut at = 0;
    while at < line.len() {
        match line.get(at + 1) {
            Some(&next) if is_one(line[at], next) => {
                out.extend(becomes(line[at], next));
                at += 2;
            }
            _ => {
                out.push(line[at]);
                at += 1;
            }
        }
    }
    out
}

fn is_point(c: char) -> bool {
    matches!(c, '.' | ',')
}

/// What Python's `str.split` splits at: white space, and the four separators that Unicode does not call so.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_words_break_at_accents_and_unicode_words_do_not() {
        assert_eq!(Words::Ascii.of("Experiência: C#, 3 anos"), ["experi", "ncia", "c", "3", "anos"]);
        assert_eq!(Words::Unicode.of("Experiência: C#, 3 anos"), ["experiência", "c", "3", "anos"]);
        assert_eq!(Words::Unicode.of("Experie\u{302}ncia"), ["experiência"]);
    }

    #[test]
    fn points_between_digits_stay_and_others_stand_alone() {
        assert_eq!(tokens_13a("Paga R$ 1.500,00, ok."), ["Paga", "R", "$", "1.500,00", ",", "ok", "."]);
        assert_eq!(
            tokens_13a("de 3-5 anos... back-end"),
            ["de", "3", "-", "5", "anos", ".", ".", ".", "back-end"]
        );
        assert_eq!(tokens_13a("a&amp;b &lt;x&gt;"), ["a", "&", "b", "<", "x", ">"]);
        assert!(tokens_13a(" \n ").is_empty());
    }
}
