//! f32 tensors of a safetensors file, by name.

use std::io::{Read, Seek, SeekFrom};

use safetensors::{Dtype, tensor::Metadata};

use crate::{Error, Result};

/// No header is larger than this; MiniLM's has 12 kB.
const MAX_HEADER_BYTES: u64 = 8 << 20;

/// An opened file, read tensor by tensor.
pub struct F32File<'a, R> {
    reader: &'a mut R,
    metadata: Metadata,
    data_start: u64,
    length: u64,
}

impl<'a, R: Read + Seek> F32File<'a, R> {
    /// Reads the header.
    ///
    /// **Errors.** [`Error::ModelCorrupt`] for anything that is no safetensors file.
    pub fn open(reader: &'a mut R) -> Result<Self> {
        let length = reader.seek(SeekFrom::End(0)).map_err(Error::corrupt)?;
        let (metadata, data_start) = read_header(reader)?;
        Ok(Self { reader, metadata, data_start, length })
    }

    /// The numbers of a tensor, row-major. **Errors.** When it is not there, has another shape or type, reaches beyond
    /// the file, or holds a number that is not finite.
    pub fn read(&mut self, name: &str, shape: &[usize]) -> Result<Vec<f32>> {
        let info =
            self.metadata.info(name).ok_or_else(|| Error::corrupt(format_args!("no tensor {name}")))?;
        if info.dtype != Dtype::F32 || info.shape != shape {
            let (dtype, got) = (info.dtype, &info.shape);
            return Err(Error::corrupt(format_args!("{name} is {dtype:?} {got:?}, expected F32 {shape:?}")));
        }
        let start = self.data_start + info.data_offsets.0 as u64;
        let end = self.data_start + info.data_offsets.1 as u64;
        if end > self.length {
            let length = self.length;
            return Err(Error::corrupt(format_args!("ends at byte {length}, tensor {name} reaches {end}")));
        }
        let mut bytes = vec![0; (end - start) as usize];
        self.reader.seek(SeekFrom::Start(start)).map_err(Error::corrupt)?;
        self.reader.read_exact(&mut bytes).map_err(Error::corrupt)?;
        let numbers: Vec<f32> = bytes.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect();
        if numbers.iter().any(|x| !x.is_finite()) {
            return Err(Error::corrupt(format_args!("{name} has a number that is not finite")));
        }
        Ok(numbers)
    }
}

fn read_header<R: Read + Seek>(reader: &mut R) -> Result<(Metadata, u64)> {
    reader.seek(SeekFrom::Start(0)).map_err(Error::corrupt)?;
    let mut length = [0; 8];
    reader.read_exact(&mut length).map_err(|_| Error::corrupt("shorter than 8 bytes"))?;
    let length = u64::from_le_bytes(length);
    if length > MAX_HEADER_BYTES {
        return Err(Error::corrupt("not a safetensors file"));
    }
    let mut header = vec![0; length as usize];
    reader.read_exact(&mut header).map_err(|_| Error::corrupt("the header is cut short"))?;
    let metadata: Metadata = serde_json::from_slice(&header).map_err(Error::corrupt)?;
    Ok((metadata, 8 + length))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use safetensors::tensor::TensorView;

    use super::{Dtype, F32File};
    use crate::Result;

    fn file(numbers: &[f32]) -> Vec<u8> {
        let bytes: Vec<u8> = numbers.iter().flat_map(|x| x.to_le_bytes()).collect();
        let view = TensorView::new(Dtype::F32, vec![2, numbers.len() / 2], &bytes).expect("whole rows");
        safetensors::serialize([("w", view)], None).expect("serialises")
    }

    fn read(bytes: &[u8], name: &str, shape: &[usize]) -> Result<Vec<f32>> {
        F32File::open(&mut Cursor::new(bytes))?.read(name, shape)
    }

    #[test]
    fn a_tensor_is_read_by_name_and_shape() {
        let bytes = file(&[1.0, 2.0, 3.0, 4.0]);
        assert_eq!(read(&bytes, "w", &[2, 2]).expect("reads"), [1.0, 2.0, 3.0, 4.0]);
        assert!(read(&bytes, "v", &[2, 2]).is_err() && read(&bytes, "w", &[4]).is_err());
    }

    #[test]
    fn half_files_noise_and_numbers_that_are_none_are_refused() {
        let bytes = file(&[1.0, 2.0, 3.0, 4.0]);
        for len in 0..bytes.len() {
            assert!(read(&bytes[..len], "w", &[2, 2]).is_err(), "{len} of {} bytes", bytes.len());
        }
        assert!(read(b"<!DOCTYPE html>", "w", &[2, 2]).is_err());
        assert!(read(&file(&[1.0, f32::NAN]), "w", &[2, 1]).is_err());
    }
}
