//! The same models on candle, in f32 where the engine rounds: what its own forward passes are compared with.

use std::{
    fs::File,
    io::{BufReader, Cursor, Read, Seek},
};

use candle_core::{
    DType, Device, Result, Tensor,
    quantized::{GgmlDType, QTensor, gguf_file},
};
use candle_nn::VarBuilder;
use candle_transformers::models::{
    bert::{BertModel, Config, HiddenAct},
    quantized_llama::ModelWeights,
};

/// The published `MiniLM` in f32, and whatever must be the same for both: token ids come from the engine.
pub struct MiniLm(BertModel);

impl MiniLm {
    /// Loads the published weights.
    ///
    /// # Panics
    /// When they are not there.
    pub fn load() -> Self {
        let file = crate::models().dir.join("all-minilm-l6-v2/model.safetensors");
        let tensors = candle_core::safetensors::load(file, &Device::Cpu).expect("run `cargo xtask models`");
        let builder = VarBuilder::from_tensors(tensors, DType::F32, &Device::Cpu);
        Self(BertModel::load(builder, &minilm_config()).expect("the published model"))
    }

    /// The vector of a text, given its token ids.
    pub fn embed(&self, ids: &[u32]) -> Result<Vec<f32>> {
        let ids = Tensor::new(ids, &Device::Cpu)?.unsqueeze(0)?;
        let types = ids.zeros_like()?;
        // One text at a time has no padding, so the attention mask is all ones and the masked mean is the mean.
        let mean = self.0.forward(&ids, &types, None)?.squeeze(0)?.mean(0)?;
        let norm = mean.sqr()?.sum_all()?.sqrt()?;
        mean.broadcast_div(&norm)?.to_vec1()
    }
}

/// `config.json` of the published model.
fn minilm_config() -> Config {
    Config {
        vocab_size: 30_522,
        hidden_size: 384,
        num_hidden_layers: 6,
        num_attention_heads: 12,
        intermediate_size: 1_536,
        hidden_act: HiddenAct::Gelu,
        max_position_embeddings: 512,
        type_vocab_size: 2,
        layer_norm_eps: 1e-12,
        ..Config::default()
    }
}

/// The small generator on candle's `quantized_llama`.
pub struct Llama(ModelWeights);

impl Llama {
    /// The file the engine runs, on candle's quantised products: these round activations to 8 bits as well, with scales
    /// that are halves.
    ///
    /// # Panics
    /// When it is not there.
    pub fn quantised() -> Self {
        Self::from_gguf(&mut open()).expect("a Llama")
    }

    /// The same weights turned into f32, so that nothing but f32 arithmetic rounds.
    ///
    /// # Panics
    /// When the file is not there.
    pub fn exact() -> Self {
        let bytes = in_f32(&mut open()).expect("dequantises");
        Self::from_gguf(&mut Cursor::new(bytes)).expect("a Llama")
    }

    fn from_gguf<R: Read + Seek>(reader: &mut R) -> Result<Self> {
        let content = gguf_file::Content::read(reader)?;
        Ok(Self(ModelWeights::from_gguf(content, reader, &Device::Cpu)?))
    }

    /// Logits after the last of `tokens`, which stand at `position`; position 0 begins a new sequence.
    ///
    /// # Panics
    /// When candle fails.
    pub fn forward(&mut self, tokens: &[u32], position: usize) -> Vec<f32> {
        let tokens = Tensor::new(tokens, &Device::Cpu).and_then(|t| t.unsqueeze(0)).expect("a tensor");
        let logits = self.0.forward(&tokens, position).and_then(|logits| logits.flatten_all());
        logits.and_then(|logits| logits.to_vec1()).expect("logits")
    }
}

fn open() -> BufReader<File> {
    BufReader::new(File::open(crate::small_generator()).expect("run `cargo xtask models --small`"))
}

/// A GGUF file with all tensors as f32.
fn in_f32<R: Read + Seek>(reader: &mut R) -> Result<Vec<u8>> {
    let content = gguf_file::Content::read(reader)?;
    let mut tensors = Vec::new();
    for name in content.tensor_infos.keys() {
        let tensor = content.tensor(reader, name, &Device::Cpu)?.dequantize(&Device::Cpu)?;
        tensors.push((name.as_str(), QTensor::quantize(&tensor, GgmlDType::F32)?));
    }
    let tensors: Vec<(&str, &QTensor)> = tensors.iter().map(|(name, tensor)| (*name, tensor)).collect();
    let metadata: Vec<_> = content.metadata.iter().map(|(key, value)| (key.as_str(), value)).collect();
    let mut file = Cursor::new(Vec::new());
    gguf_file::write(&mut file, &metadata, &tensors)?;
    Ok(file.into_inner())
}
