//! Text from tokens that may end in the middle of a character.

/// Collects bytes and gives out whole characters only.
#[derive(Debug, Clone, Default)]
pub struct Utf8Stream {
    pending: Vec<u8>,
}

impl Utf8Stream {
    /// Adds bytes; gives the characters that are now whole. Bytes that can never become a character are replaced by
    /// U+FFFD.
    pub fn push(&mut self, bytes: &[u8]) -> String {
        self.pending.extend_from_slice(bytes);
        let mut text = String::new();
        loop {
            match std::str::from_utf8(&self.pending) {
                Ok(whole) => {
                    text.push_str(whole);
                    self.pending.clear();
                    return text;
                }
                Err(error) => {
                    let valid = error.valid_up_to();
                    text.push_str(&String::from_utf8_lossy(&self.pending[..valid]));
                    let Some(bad) = error.error_len() else {
                        self.pending.drain(..valid);
                        return text;
                    };
                    text.push('\u{fffd}');
                    self.pending.drain(..valid + bad);
                }
            }
        }
    }

    /// Ends the stream; a half character becomes U+FFFD.
    pub fn finish(&mut self) -> String {
        let rest = String::from_utf8_lossy(&self.pending).into_owned();
        self.pending.clear();
        rest
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Utf8Stream;

    proptest! {
        #[test]
        fn any_split_of_any_text_gives_the_text(text in "\\PC{0,40}", size in 1usize..5) {
            let mut stream = Utf8Stream::default();
            let mut out: String = text.as_bytes().chunks(size).map(|bytes| stream.push(bytes)).collect();
            out.push_str(&stream.finish());
            prop_assert_eq!(out, text);
        }

        #[test]
        fn any_bytes_give_the_lossy_text(bytes in prop::collection::vec(any::<u8>(), 0..40), size in 1usize..5) {
            let mut stream = Utf8Stream::default();
            let mut out: String = bytes.chunks(size).map(|bytes| stream.push(bytes)).collect();
            out.push_str(&stream.finish());
            prop_assert_eq!(out, String::from_utf8_lossy(&bytes).into_owned());
        }
    }
}
