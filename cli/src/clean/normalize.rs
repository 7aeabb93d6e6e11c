//! One form for text that came through Word, PDF, HTML and three encodings.

use unicode_normalization::UnicodeNormalization;

use super::entity::decode_entities;

/// Windows-1252 for U+0080–U+009F: what a byte meant before somebody read it as Latin-1. `\0` is undefined.
const WINDOWS_1252: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“',
    '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// Gives `text` in NFC with `\n` line ends, plain spaces, and no control, private-use or invisible characters; HTML
/// entities are decoded and the tags of pasted HTML dropped.
///
/// Afterwards no private-use character is left, which is why [`super::mark::MARK`] may be one.
pub(super) fn normalize(text: &str) -> String {
    let decoded = decode_entities(text);
    let mut plain = String::with_capacity(decoded.len());
    let mut previous = '\n';
    for c in decoded.chars() {
        // CR LF is one line end; a CR alone is one too.
        if !(c == '\n' && previous == '\r') {
            push_plain(c, &mut plain);
        }
        previous = c;
    }
    squeeze(&plain.nfc().collect::<String>())
}

fn push_plain(c: char, plain: &mut String) {
    match c {
        '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => plain.push('\n'),
        '\u{80}'..='\u{9F}' => match WINDOWS_1252[c as usize - 0x80] {
            '\0' => plain.push(' '),
            known => plain.push(known),
        },
        // Symbol fonts put bullets and arrows here.
        '\u{E000}'..='\u{F8FF}'
        | '\u{F0000}'..='\u{10FFFD}'
        | '■'
        | '▪'
        | '●'
        | '◦'
        | '‣'
        | '➢'
        | '✓'
        | '►' => {
            plain.push('•');
        }
        // Soft hyphen, zero-width characters, direction marks, byte order mark, replacement character.
        '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}'
        | '\u{FFFD}' => {}
        'ﬀ' => plain.push_str("ff"),
        'ﬁ' => plain.push_str("fi"),
        'ﬂ' => plain.push_str("fl"),
        'ﬃ' => plain.push_str("ffi"),
        'ﬄ' => plain.push_str("ffl"),
        '＠' => plain.push('@'),
        _ if c.is_whitespace() || c.is_control() => plain.push(' '),
        _ => plain.push(c),
    }
}

/// No space at line ends, one between words, at most one blank line.
pub(super) fn squeeze(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    let mut blank_lines = 0;
    for line in text.split('\n') {
        let mut words = line.split(' ').filter(|word| !word.is_empty()).peekable();
        if words.peek().is_none() {
            blank_lines += 1;
            continue;
        }
        if !squeezed.is_empty() {
            squeezed.push_str(if blank_lines > 0 { "\n\n" } else { "\n" });
        }
        blank_lines = 0;
        for (at, word) in words.enumerate() {
            if at > 0 {
                squeezed.push(' ');
            }
            squeezed.push_str(word);
        }
    }
    squeezed
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::normalize;

    #[test]
    fn odd_characters_become_what_they_meant() {
        for (odd, plain) in [
            ("6 anos \u{96} Java\r\nSQL\rCSS", "6 anos – Java\nSQL\nCSS"),
            ("\u{F0E0} COBOL\u{F0B7}JCL", "• COBOL•JCL"),
            ("a\u{A0}b\u{2003}\tc  d", "a b c d"),
            ("certi\u{FB01}cac\u{327}a\u{303}o", "certificação"),
            ("\u{FEFF}Ja\u{AD}va\u{200B}", "Java"),
            ("C&#35; &amp; .NET &lt;T&gt;&nbsp;caf&eacute;", "C# & .NET <T> café"),
            ("<p>um<br/>dois</p><b>três</b>", "um\ndois\ntrês"),
            ("List<String> e if (a < b) x", "List<String> e if (a < b) x"),
            ("a\n\n\n\n b \n", "a\n\nb"),
            ("AT&T & R&D; &#0; &unknown;", "AT&T & R&D; &unknown;"),
        ] {
            assert_eq!(normalize(odd), plain, "{odd:?}");
        }
    }

    proptest! {
        #[test]
        fn leaves_no_control_or_private_use_character(text in "\\PC{0,30}[\u{80}-\u{9F}\u{E000}\r\n\u{0}&#;<>a]{0,20}") {
            let plain = normalize(&text);
            let odd = |c: char| (c.is_control() && c != '\n') || ('\u{E000}'..='\u{F8FF}').contains(&c);
            prop_assert!(!plain.chars().any(odd), "{:?}", plain);
        }
    }
}
