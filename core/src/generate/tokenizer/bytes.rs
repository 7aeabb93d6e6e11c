//! The bytes each token of a vocabulary stands for.

use std::collections::HashMap;

/// Byte-level vocabularies write each byte as one printable character.
pub(super) fn byte_level_pieces(tokens: &[String], control: &[u32]) -> Vec<Vec<u8>> {
    let byte_of: HashMap<char, u8> = byte_characters().into_iter().zip(0..=255).collect();
    let piece = |token: &String| -> Vec<u8> {
        let bytes: Option<Vec<u8>> = token.chars().map(|c| byte_of.get(&c).copied()).collect();
        bytes.unwrap_or_else(|| token.clone().into_bytes())
    };
    pieces(tokens, control, piece)
}

/// SentencePiece vocabularies write a space as `▁` and single bytes as `<0xNN>`.
pub(super) fn sentencepiece_pieces(tokens: &[String], control: &[u32]) -> Vec<Vec<u8>> {
    let piece = |token: &String| match byte_token(token) {
        Some(byte) => vec![byte],
        None => token.replace('▁', " ").into_bytes(),
    };
    pieces(tokens, control, piece)
}

fn pieces(tokens: &[String], control: &[u32], piece: impl Fn(&String) -> Vec<u8>) -> Vec<Vec<u8>> {
    let mut pieces: Vec<Vec<u8>> = tokens.iter().map(piece).collect();
    for id in control {
        pieces[*id as usize].clear();
    }
    pieces
}

fn byte_token(token: &str) -> Option<u8> {
    let hex = token.strip_prefix("<0x")?.strip_suffix('>')?;
    (hex.len() == 2).then(|| u8::from_str_radix(hex, 16).ok())?
}

/// The character each byte is written as: itself if it prints, else the next free one from U+0100.
///
/// **Source.** `bytes_to_unicode` of GPT-2's encoder.
fn byte_characters() -> Vec<char> {
    let mut next = 0x100;
    let prints = |byte: u8| matches!(byte, b'!'..=b'~' | 0xa1..=0xac | 0xae..=0xff);
    let mut character = |byte: u8| {
        let code = if prints(byte) { u32::from(byte) } else { next };
        next += u32::from(!prints(byte));
        char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
    };
    (0..=255).map(&mut character).collect()
}

#[cfg(test)]
mod tests {
    use super::{byte_level_pieces, sentencepiece_pieces};

    #[test]
    fn pieces_are_the_bytes_the_tokens_stand_for() {
        let tokens = ["Ġvaga", "Ã§", "<|im_end|>"].map(str::to_owned);
        assert_eq!(byte_level_pieces(&tokens, &[2]), [b" vaga".to_vec(), "ç".as_bytes().to_vec(), vec![]]);
        let tokens = ["▁vaga", "<0xC3>", "</s>"].map(str::to_owned);
        assert_eq!(sentencepiece_pieces(&tokens, &[2]), [b" vaga".to_vec(), vec![0xc3], vec![]]);
    }
}
