//! Writing files, for models that are derived on this machine.

use std::io::{Result, Write};

use super::{DEFAULT_ALIGNMENT, Value};

/// A tensor to write: its bytes as the format has them.
#[derive(Debug, Clone)]
pub struct Tensor {
    /// Its name.
    pub name: String,
    /// Lengths, the fastest first.
    pub dimensions: Vec<usize>,
    /// ggml's number of the format.
    pub ggml_type: u32,
    /// The data.
    pub bytes: Vec<u8>,
}

/// Writes a version 3 file. Nested lists cannot be written and are left out.
///
/// **Determinism.** Entries and tensors stand in the order given, so the same input gives the same bytes.
pub fn write(writer: &mut impl Write, metadata: &[(&str, Value)], tensors: &[Tensor]) -> Result<()> {
    let metadata: Vec<&(&str, Value)> =
        metadata.iter().filter(|(_, value)| !matches!(value, Value::Nested)).collect();
    let mut header = Vec::from(*b"GGUF");
    header.extend(3_u32.to_le_bytes());
    header.extend((tensors.len() as u64).to_le_bytes());
    header.extend((metadata.len() as u64).to_le_bytes());
    for (key, value) in metadata {
        put_text(&mut header, key);
        put_value(&mut header, value);
    }
    let mut offset = 0;
    for tensor in tensors {
        put_text(&mut header, &tensor.name);
        header.extend((tensor.dimensions.len() as u32).to_le_bytes());
        header.extend(tensor.dimensions.iter().flat_map(|n| (*n as u64).to_le_bytes()));
        header.extend(tensor.ggml_type.to_le_bytes());
        header.extend((offset as u64).to_le_bytes());
        offset += tensor.bytes.len().next_multiple_of(DEFAULT_ALIGNMENT as usize);
    }
    pad(&mut header);
    writer.write_all(&header)?;
    for tensor in tensors {
        writer.write_all(&tensor.bytes)?;
        let padding = tensor.bytes.len().next_multiple_of(DEFAULT_ALIGNMENT as usize) - tensor.bytes.len();
        writer.write_all(&vec![0; padding])?;
    }
    Ok(())
}

fn pad(bytes: &mut Vec<u8>) {
    bytes.resize(bytes.len().next_multiple_of(DEFAULT_ALIGNMENT as usize), 0);
}

fn put_text(into: &mut Vec<u8>, text: &str) {
    into.extend((text.len() as u64).to_le_bytes());
    into.extend(text.as_bytes());
}

fn put_value(into: &mut Vec<u8>, value: &Value) {
    match value {
        Value::Integer(n) if u32::try_from(*n).is_ok() => put(into, 4, &(*n as u32).to_le_bytes()),
        Value::Integer(n) => put(into, 11, &(*n as i64).to_le_bytes()),
        Value::Float(x) => put(into, 6, &(*x as f32).to_le_bytes()),
        Value::Flag(flag) => put(into, 7, &[u8::from(*flag)]),
        Value::Text(text) => {
            put(into, 8, &[]);
            put_text(into, text);
        }
        Value::Texts(texts) => {
            put_list(into, 8, texts.len());
            for text in texts {
                put_text(into, text);
            }
        }
        Value::Numbers(numbers) => {
            put_list(into, 6, numbers.len());
            into.extend(numbers.iter().flat_map(|x| (*x as f32).to_le_bytes()));
        }
        Value::Nested => {}
    }
}

fn put(into: &mut Vec<u8>, kind: u32, bytes: &[u8]) {
    into.extend(kind.to_le_bytes());
    into.extend(bytes);
}

fn put_list(into: &mut Vec<u8>, kind: u32, len: usize) {
    put(into, 9, &kind.to_le_bytes());
    into.extend((len as u64).to_le_bytes());
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::{Tensor, write};
    use crate::gguf::{F32, Gguf, Value};

    fn file() -> Vec<u8> {
        let metadata = [
            ("general.architecture", Value::Text("llama".to_owned())),
            ("n", Value::Integer(7)),
            ("x", Value::Float(0.5)),
            ("flag", Value::Flag(true)),
            ("tokens", Value::Texts(vec!["a".to_owned(), "ção".to_owned()])),
            ("scores", Value::Numbers(vec![1.0, -2.0])),
        ];
        let bytes = [1.0_f32, 2.0, 3.0].iter().flat_map(|x| x.to_le_bytes()).collect();
        let tensor = Tensor { name: "norm".to_owned(), dimensions: vec![3], ggml_type: F32, bytes };
        let mut file = Vec::new();
        write(&mut file, &metadata, &[tensor]).expect("writes");
        file
    }

    #[test]
    fn what_was_written_is_read() {
        let mut reader = Cursor::new(file());
        let gguf = Gguf::read(&mut reader).expect("reads");
        assert_eq!(gguf.text("general.architecture"), Some("llama"));
        assert_eq!(
            (gguf.number("n"), gguf.fraction("x"), gguf.flag("flag")),
            (Some(7), Some(0.5), Some(true))
        );
        assert_eq!(gguf.texts("tokens").expect("a list"), ["a", "ção"]);
        assert_eq!(gguf.numbers("scores"), [1.0, -2.0]);
        assert_eq!(gguf.read_vector(&mut reader, "norm", 3).expect("reads"), [1.0, 2.0, 3.0]);
        assert!(
            gguf.read_vector(&mut reader, "norm", 4).is_err()
                && gguf.read_vector(&mut reader, "no", 3).is_err()
        );
    }

    #[test]
    fn every_shorter_file_is_refused() {
        let file = file();
        let padding = file.len() - 20;
        for len in 0..padding {
            assert!(Gguf::read(&mut Cursor::new(&file[..len])).is_err(), "{len} of {} bytes", file.len());
        }
    }

    proptest! {
        #[test]
        fn no_bytes_bring_the_reader_down(at in 0..300_usize, noise in prop::collection::vec(any::<u8>(), 1..16)) {
            let mut file = file();
            let at = at.min(file.len() - noise.len());
            file[at..at + noise.len()].copy_from_slice(&noise);
            let _ = Gguf::read(&mut Cursor::new(file));
        }
    }
}
