//! Weights from a safetensors file, one tensor at a time.

use std::{
    collections::HashMap,
    io::{Read, Seek, SeekFrom},
};

use candle_core::{DType, Device, Tensor};
use safetensors::{Dtype, tensor::Metadata};

use crate::{Error, Result};

/// No header is larger than this; MiniLM's has 12 kB.
const MAX_HEADER_BYTES: u64 = 8 << 20;

/// Reads every f32 tensor of the file, never holding more than one tensor beyond those already read.
///
/// `progress` gets bytes read and bytes in all after each tensor.
pub fn read_tensors<R: Read + Seek>(
    reader: &mut R,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<HashMap<String, Tensor>> {
    let (metadata, data_start) = read_header(reader)?;
    let total = reader.seek(SeekFrom::End(0)).map_err(Error::corrupt)?;
    let mut tensors = HashMap::new();
    let mut entries: Vec<_> = metadata.tensors().into_iter().collect();
    entries.sort_by_key(|(_, info)| info.data_offsets.0);
    for (name, info) in entries {
        let (start, end) = (info.data_offsets.0 as u64, info.data_offsets.1 as u64);
        if data_start + end > total {
            return Err(Error::corrupt(format!(
                "ends at byte {total}, tensor {name} reaches {}",
                data_start + end
            )));
        }
        if info.dtype != Dtype::F32 {
            // `position_ids` and the like: integers the model does not read.
            continue;
        }
        reader.seek(SeekFrom::Start(data_start + start)).map_err(Error::corrupt)?;
        let mut bytes = vec![0; (end - start) as usize];
        reader.read_exact(&mut bytes).map_err(Error::corrupt)?;
        let tensor =
            Tensor::from_raw_buffer(&bytes, DType::F32, &info.shape, &Device::Cpu).map_err(Error::corrupt)?;
        tensors.insert(name.clone(), tensor);
        progress(data_start + end, total);
    }
    Ok(tensors)
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
