//! Writing the export's JSON: string leaves, four spaces, CRLF, keys in the order given, one record at a time.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A value of the exports; every leaf is a string.
#[derive(Debug, Clone)]
pub enum Value {
    /// A string leaf.
    Text(String),
    /// An object, keys in writing order.
    Object(Vec<(&'static str, Value)>),
    /// A list of objects (`prospects`).
    List(Vec<Value>),
}

/// A string leaf.
pub fn text(value: impl Into<String>) -> Value {
    Value::Text(value.into())
}

fn write_value(out: &mut impl Write, value: &Value, depth: usize) -> Result<()> {
    match value {
        Value::Text(leaf) => write!(out, "{}", serde_json::to_string(leaf)?)?,
        Value::Object(fields) if fields.is_empty() => write!(out, "{{}}")?,
        Value::List(items) if items.is_empty() => write!(out, "[]")?,
        Value::Object(fields) => {
            write!(out, "{{")?;
            for (index, (key, field)) in fields.iter().enumerate() {
                separate(out, index, depth + 1)?;
                write!(out, "{}: ", serde_json::to_string(key)?)?;
                write_value(out, field, depth + 1)?;
            }
            separate(out, 0, depth)?;
            write!(out, "}}")?;
        }
        Value::List(items) => {
            write!(out, "[")?;
            for (index, item) in items.iter().enumerate() {
                separate(out, index, depth + 1)?;
                write_value(out, item, depth + 1)?;
            }
            separate(out, 0, depth)?;
            write!(out, "]")?;
        }
    }
    Ok(())
}

/// A comma unless first, a CRLF, and the indent.
fn separate(out: &mut impl Write, index: usize, depth: usize) -> Result<()> {
    write!(out, "{}\r\n{:width$}", if index > 0 { "," } else { "" }, "", width = depth * 4)?;
    Ok(())
}

/// One export file under way: written beside its final name and renamed when whole.
pub struct ExportFile {
    out: BufWriter<File>,
    part: PathBuf,
    path: PathBuf,
    records: usize,
}

impl ExportFile {
    /// Starts `dir/name`.
    pub fn create(dir: &Path, name: &str) -> Result<Self> {
        let (path, part) = (dir.join(name), dir.join(format!("{name}.part")));
        let file = File::create(&part).with_context(|| format!("cannot write {}", part.display()))?;
        let mut out = BufWriter::with_capacity(1 << 20, file);
        write!(out, "{{")?;
        Ok(Self { out, part, path, records: 0 })
    }

    /// Appends one `"key": record`.
    pub fn record(&mut self, key: u32, record: &Value) -> Result<()> {
        separate(&mut self.out, self.records, 1)?;
        write!(self.out, "\"{key}\": ")?;
        write_value(&mut self.out, record, 1)?;
        self.records += 1;
        Ok(())
    }

    /// Closes the object and puts the file in place; gives its size in bytes.
    pub fn finish(mut self) -> Result<u64> {
        write!(self.out, "\r\n}}\r\n")?;
        let file = self.out.into_inner().context("cannot flush an export")?;
        file.sync_all()?;
        let size_bytes = file.metadata()?.len();
        fs::rename(&self.part, &self.path)
            .with_context(|| format!("cannot write {}", self.path.display()))?;
        Ok(size_bytes)
    }
}
