//! A JavaScript file as `Read + Seek`, so that models stream tensor by tensor into the engine.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use js_sys::Error as JsError;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

/// Headers are read in small pieces; this many bytes are fetched at once. Tensors are larger, so they bypass it and go
/// straight into their own memory.
const BUFFER_BYTES: usize = 128 << 10;

#[wasm_bindgen(typescript_custom_section)]
const TYPESCRIPT: &str = r"
/** A file that can be read at any place, synchronously. */
export interface RandomAccessFile {
  /** Its length in bytes. */
  readonly size: number;
  /** Fills `into` from `offset` on, as far as the file goes; gives the number of bytes. */
  readAt(offset: number, into: Uint8Array): number;
}
";

#[wasm_bindgen]
extern "C" {
    /// A file that JavaScript opened.
    #[wasm_bindgen(typescript_type = "RandomAccessFile")]
    pub type RandomAccessFile;

    #[wasm_bindgen(method, getter)]
    fn size(this: &RandomAccessFile) -> f64;

    #[wasm_bindgen(method, catch, js_name = readAt)]
    fn read_at(this: &RandomAccessFile, offset: f64, into: &mut [u8]) -> Result<f64, JsValue>;
}

/// A reader over the file, buffered for small reads.
pub fn reader(file: &RandomAccessFile) -> BufReader<FileReader<'_>> {
    BufReader::with_capacity(BUFFER_BYTES, FileReader { file, size: size_bytes(file), position: 0 })
}

/// Length of the file.
pub fn size_bytes(file: &RandomAccessFile) -> u64 {
    file.size().max(0.0) as u64
}

/// Reads where the last read ended.
pub struct FileReader<'a> {
    file: &'a RandomAccessFile,
    size: u64,
    position: u64,
}

impl Read for FileReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.size.saturating_sub(self.position).min(buffer.len() as u64) as usize;
        if left == 0 {
            return Ok(0);
        }
        let n =
            self.file.read_at(self.position as f64, &mut buffer[..left]).map_err(|error| other(&error))?;
        let n = (n.max(0.0) as usize).min(left);
        self.position += n as u64;
        Ok(n)
    }
}

impl Seek for FileReader<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::End(offset) => self.size.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
        };
        self.position = position.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.position)
    }
}

fn other(error: &JsValue) -> io::Error {
    let message = error.dyn_ref::<JsError>().map(|error| String::from(error.message()));
    io::Error::other(message.unwrap_or_else(|| format!("{error:?}")))
}
