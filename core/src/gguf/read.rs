//! Parsing a header that may be anything.

use std::{collections::HashMap, io::Read};

use super::{DEFAULT_ALIGNMENT, TensorInfo, Value};
use crate::{Error, Result};

/// More than any model has; beyond it the file is no model.
const MAX_TENSORS: u64 = 100_000;
const MAX_ENTRIES: u64 = 100_000;
const MAX_DIMENSIONS: u32 = 4;

/// Names are short; texts are chat templates at the longest.
const MAX_TEXT_BYTES: u64 = 4 << 20;

/// What stands before the tensors.
pub(super) struct Header {
    pub(super) metadata: HashMap<String, Value>,
    pub(super) tensors: HashMap<String, TensorInfo>,
}

/// A reader that knows how many bytes the file still has.
struct Bytes<R> {
    reader: R,
    position: u64,
    left: u64,
}

impl Header {
    pub(super) fn read<R: Read>(reader: R, length: u64) -> Result<Self> {
        let mut bytes = Bytes { reader, position: 0, left: length };
        let version = check_magic(&mut bytes)?;
        if !(2..=3).contains(&version) {
            return Err(Error::ModelUnsupported {
                detail: format!("GGUF version {version}, this engine reads 2 and 3"),
            });
        }
        let n_tensors = bytes.count(MAX_TENSORS, "tensors")?;
        let n_entries = bytes.count(MAX_ENTRIES, "metadata entries")?;
        let mut metadata = HashMap::new();
        for _ in 0..n_entries {
            let key = bytes.text()?;
            let kind = bytes.u32()?;
            metadata.insert(key, bytes.value(kind)?);
        }
        let mut tensors = HashMap::new();
        for _ in 0..n_tensors {
            let (name, info) = bytes.tensor()?;
            tensors.insert(name, info);
        }
        let alignment = match metadata.get("general.alignment") {
            Some(Value::Integer(n)) if *n > 0 && *n <= 1 << 20 => *n as u64,
            Some(other) => return Err(Error::corrupt(format!("alignment {other:?}"))),
            None => DEFAULT_ALIGNMENT,
        };
        let start = bytes.position.next_multiple_of(alignment);
        for info in tensors.values_mut() {
            info.offset = info.offset.saturating_add(start);
        }
        Ok(Self { metadata, tensors })
    }
}

fn check_magic<R: Read>(bytes: &mut Bytes<R>) -> Result<u32> {
    let magic =
        bytes.array::<4>().map_err(|_| Error::corrupt("the file is empty or shorter than four bytes"))?;
    match &magic {
        b"GGUF" => bytes.u32(),
        [b'<', ..] => Err(Error::corrupt("a web page stands in its place")),
        _ => Err(Error::corrupt("not a GGUF file")),
    }
}

impl<R: Read> Bytes<R> {
    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let mut array = [0; N];
        self.take(N as u64)?;
        self.reader.read_exact(&mut array).map_err(Error::corrupt)?;
        Ok(array)
    }

    /// Counts bytes as read, if there are so many.
    fn take(&mut self, n: u64) -> Result<()> {
        self.left = self.left.checked_sub(n).ok_or_else(|| Error::corrupt("the header is cut short"))?;
        self.position += n;
        Ok(())
    }

    fn u32(&mut self) -> Result<u32> {
        self.array().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Result<u64> {
        self.array().map(u64::from_le_bytes)
    }

    fn count(&mut self, max: u64, what: &str) -> Result<u64> {
        let n = self.u64()?;
        if n > max {
            return Err(Error::corrupt(format!("{n} {what}, at most {max} are plausible")));
        }
        Ok(n)
    }

    fn text(&mut self) -> Result<String> {
        let len = self.u64()?;
        if len > MAX_TEXT_BYTES {
            return Err(Error::corrupt(format!("a text of {len} bytes in the header")));
        }
        self.take(len)?;
        let mut bytes = vec![0; len as usize];
        self.reader.read_exact(&mut bytes).map_err(Error::corrupt)?;
        // Vocabularies hold pieces that are no whole characters; candle and llama.cpp read them leniently as well.
        Ok(String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }

    fn value(&mut self, kind: u32) -> Result<Value> {
        match kind {
            8 => self.text().map(Value::Text),
            9 => self.list(),
            _ => self.scalar(kind),
        }
    }

    fn scalar(&mut self, kind: u32) -> Result<Value> {
        Ok(match kind {
            0 => Value::Integer(self.array::<1>()?[0].into()),
            1 => Value::Integer(i8::from_le_bytes(self.array()?).into()),
            2 => Value::Integer(u16::from_le_bytes(self.array()?).into()),
            3 => Value::Integer(i16::from_le_bytes(self.array()?).into()),
            4 => Value::Integer(self.u32()?.into()),
            5 => Value::Integer(i32::from_le_bytes(self.array()?).into()),
            6 => Value::Float(f32::from_le_bytes(self.array()?).into()),
            7 => Value::Flag(self.array::<1>()?[0] != 0),
            10 => Value::Integer(self.u64()?.into()),
            11 => Value::Integer(i64::from_le_bytes(self.array()?).into()),
            12 => Value::Float(f64::from_le_bytes(self.array()?)),
            other => return Err(Error::corrupt(format!("a metadata value of kind {other}"))),
        })
    }

    fn list(&mut self) -> Result<Value> {
        let kind = self.u32()?;
        let len = self.u64()?;
        // Every element takes a byte at least, so a list longer than the file is none; nothing is set aside before
        // its elements were read.
        if len > self.left {
            return Err(Error::corrupt(format!("a list of {len} elements in the header")));
        }
        match kind {
            8 => (0..len).map(|_| self.text()).collect::<Result<_>>().map(Value::Texts),
            9 => {
                for _ in 0..len {
                    let _ = self.flat_list()?;
                }
                Ok(Value::Nested)
            }
            _ => (0..len).map(|_| self.element(kind)).collect::<Result<_>>().map(Value::Numbers),
        }
    }

    /// A list within a list; deeper ones are refused, so that a file cannot make this recurse.
    fn flat_list(&mut self) -> Result<Value> {
        let kind = self.u32()?;
        let len = self.u64()?;
        if len > self.left || kind == 9 {
            return Err(Error::corrupt("lists within lists within lists in the header"));
        }
        for _ in 0..len {
            self.value(kind)?;
        }
        Ok(Value::Nested)
    }

    fn element(&mut self, kind: u32) -> Result<f64> {
        Ok(match self.scalar(kind)? {
            Value::Integer(n) => n as f64,
            Value::Float(x) => x,
            Value::Flag(flag) => f64::from(u8::from(flag)),
            other => return Err(Error::corrupt(format!("{other:?} in a list"))),
        })
    }

    fn tensor(&mut self) -> Result<(String, TensorInfo)> {
        let name = self.text()?;
        let n = self.u32()?;
        if n == 0 || n > MAX_DIMENSIONS {
            return Err(Error::corrupt(format!("tensor {name} has {n} dimensions")));
        }
        let lengths: Vec<u64> = (0..n).map(|_| self.u64()).collect::<Result<_>>()?;
        let dimensions = lengths.iter().map(|n| usize::try_from(*n).ok()).collect::<Option<Vec<_>>>();
        let dimensions = dimensions.ok_or_else(|| Error::corrupt(format!("tensor {name} is too large")))?;
        let ggml_type = self.u32()?;
        Ok((name, TensorInfo { dimensions, ggml_type, offset: self.u64()? }))
    }
}
