//! Writes the files fuzzing begins with, small models that load: `cargo run --example seed -- FOLDER`.

use std::{fs, path::PathBuf};

use recruta_core::gguf::{Tensor, Value, write};
use recruta_kernels::Format;

const N_TOKENS: usize = 8;

/// Shape of a model with two heads of 16 numbers that share their keys.
struct Shape {
    dim: usize,
    /// Of all matrices whose rows are `dim` long.
    format: Format,
}

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "corpus/gguf".to_owned()));
    fs::create_dir_all(&folder)?;
    for format in Format::ALL {
        let shape = Shape { dim: format.block_len(), format };
        for (kind, vocabulary) in [("bpe", byte_level()), ("spm", sentencepiece())] {
            let metadata: Vec<(&str, Value)> = shape.metadata().into_iter().chain(vocabulary).collect();
            let mut file = Vec::new();
            write(&mut file, &metadata, &shape.tensors())?;
            fs::write(folder.join(format!("{}-{kind}.gguf", format.name())), file)?;
        }
    }
    Ok(())
}

fn integer(n: usize) -> Value {
    Value::Integer(n as i128)
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn texts(texts: &[&str]) -> Value {
    Value::Texts(texts.iter().map(|text| (*text).to_owned()).collect())
}

fn byte_level() -> Vec<(&'static str, Value)> {
    vec![
        ("tokenizer.ggml.model", text("gpt2")),
        ("tokenizer.ggml.pre", text("smollm")),
        ("tokenizer.ggml.tokens", texts(&["<s>", "</s>", "a", "v", "Ġ", "ag", "aga", "vaga"])),
        ("tokenizer.ggml.merges", texts(&[])),
        ("tokenizer.ggml.token_type", Value::Numbers(vec![3.0, 3.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0])),
        ("tokenizer.ggml.bos_token_id", integer(0)),
        ("tokenizer.ggml.eos_token_id", integer(1)),
    ]
}

fn sentencepiece() -> Vec<(&'static str, Value)> {
    vec![
        ("tokenizer.ggml.model", text("llama")),
        ("tokenizer.ggml.tokens", texts(&["<unk>", "<s>", "</s>", "<0x0A>", "▁", "v", "a", "va"])),
        ("tokenizer.ggml.scores", Value::Numbers(vec![0.0, 0.0, 0.0, 0.0, -3.0, -2.0, -2.0, -1.0])),
        ("tokenizer.ggml.token_type", Value::Numbers(vec![2.0, 3.0, 3.0, 6.0, 1.0, 1.0, 1.0, 1.0])),
        ("tokenizer.ggml.add_bos_token", Value::Flag(true)),
        (
            "tokenizer.chat_template",
            text("{% for m in messages %}{{ m.content.strip() + eos_token }}{% endfor %}"),
        ),
    ]
}

impl Shape {
    fn metadata(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("general.architecture", text("llama")),
            ("llama.context_length", integer(64)),
            ("llama.embedding_length", integer(self.dim)),
            ("llama.block_count", integer(1)),
            ("llama.feed_forward_length", integer(32)),
            ("llama.attention.head_count", integer(2)),
            ("llama.attention.head_count_kv", integer(1)),
            ("llama.attention.key_length", integer(16)),
            ("llama.rope.dimension_count", integer(16)),
            ("llama.rope.freq_base", Value::Float(10_000.0)),
            ("llama.attention.layer_norm_rms_epsilon", Value::Float(1e-5)),
        ]
    }

    fn tensors(&self) -> Vec<Tensor> {
        let dim = self.dim;
        vec![
            self.matrix("token_embd", N_TOKENS),
            ones("output_norm", dim),
            ones("blk.0.attn_norm", dim),
            ones("blk.0.ffn_norm", dim),
            self.matrix("blk.0.attn_q", 32),
            self.matrix("blk.0.attn_k", 16),
            self.matrix("blk.0.attn_v", 16),
            matrix("blk.0.attn_output", [dim, 32], Format::Q4_0),
            self.matrix("blk.0.ffn_gate", 32),
            self.matrix("blk.0.ffn_up", 32),
            matrix("blk.0.ffn_down", [dim, 32], Format::Q4_1),
            ones("rope_freqs", 8),
        ]
    }

    fn matrix(&self, name: &str, n_rows: usize) -> Tensor {
        matrix(name, [n_rows, self.dim], self.format)
    }
}

/// Every byte the same, with which every scale is finite.
fn matrix(name: &str, [n_rows, n_cols]: [usize; 2], format: Format) -> Tensor {
    Tensor {
        name: format!("{name}.weight"),
        dimensions: vec![n_cols, n_rows],
        ggml_type: format.ggml_type(),
        bytes: vec![0x21; n_rows * format.row_bytes(n_cols)],
    }
}

fn ones(name: &str, len: usize) -> Tensor {
    let bytes = vec![1.0_f32; len].into_iter().flat_map(f32::to_le_bytes).collect();
    Tensor { name: format!("{name}.weight"), dimensions: vec![len], ggml_type: 0, bytes }
}
