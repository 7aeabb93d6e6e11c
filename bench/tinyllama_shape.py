"""Writes a GGUF of TinyLlama-1.1B's shape with random weights: right for speed and memory, noise as text.

The formats are those of the published Q4_0 file: matrices Q4_0, the output matrix Q6_K, norms f32. The vocabulary has
every byte as a token, so that engines which take only text get a known number of tokens out of letters.

Usage: python tinyllama_shape.py FILE.gguf
"""
import os
import sys

import gguf
import numpy as np
from gguf import GGMLQuantizationType as Format
from gguf import TokenType

LAYERS, WIDTH, HIDDEN, HEADS, KV_HEADS, VOCABULARY, CONTEXT = 22, 2048, 5632, 32, 4, 32000, 2048
# Standard deviation of the weights; nibbles around 8 have 4.61, and 6-bit values around 32 have 18.5.
SPREAD = 0.02
random = np.random.default_rng(0)


def q4_0(rows, columns):
    """Blocks of 32 weights: an f16 scale, then 16 bytes of nibbles."""
    blocks = random.integers(0, 256, (rows * columns // 32, 18), dtype=np.uint8)
    blocks[:, 0:2] = np.frombuffer(np.float16(SPREAD / 4.61).tobytes(), np.uint8)
    return blocks.reshape(rows, -1)


def q6_k(rows, columns):
    """Blocks of 256 weights: 192 bytes of bits, 16 scales in i8, an f16 scale of scales."""
    blocks = random.integers(0, 256, (rows * columns // 256, 210), dtype=np.uint8)
    blocks[:, 192:208] = 8
    blocks[:, 208:210] = np.frombuffer(np.float16(SPREAD / (8 * 18.5)).tobytes(), np.uint8)
    return blocks.reshape(rows, -1)


def token(i):
    special = [("<unk>", TokenType.UNKNOWN), ("<s>", TokenType.CONTROL), ("</s>", TokenType.CONTROL)]
    if i < len(special):
        return special[i]
    if i < len(special) + 256:
        return f"<0x{i - len(special):02X}>", TokenType.BYTE
    return f"tok{i}", TokenType.NORMAL


def describe(file):
    file.add_name("TinyLlama-1.1B's shape, random weights")
    file.add_context_length(CONTEXT)
    file.add_embedding_length(WIDTH)
    file.add_block_count(LAYERS)
    file.add_feed_forward_length(HIDDEN)
    file.add_head_count(HEADS)
    file.add_head_count_kv(KV_HEADS)
    file.add_layer_norm_rms_eps(1e-5)
    file.add_rope_dimension_count(WIDTH // HEADS)
    file.add_rope_freq_base(10000.0)
    file.add_vocab_size(VOCABULARY)
    file.add_file_type(gguf.LlamaFileType.MOSTLY_Q4_0)
    file.add_tokenizer_model("llama")
    texts, types = zip(*(token(i) for i in range(VOCABULARY)))
    file.add_token_list(texts)
    file.add_token_scores([0.0 if kind != TokenType.NORMAL else -float(i) for i, kind in enumerate(types)])
    file.add_token_types([int(kind) for kind in types])
    file.add_bos_token_id(1)
    file.add_eos_token_id(2)
    file.add_unk_token_id(0)
    file.add_add_bos_token(True)
    file.add_add_eos_token(False)


def fill(file):
    norm = np.ones(WIDTH, np.float32)
    file.add_tensor("token_embd.weight", q4_0(VOCABULARY, WIDTH), raw_dtype=Format.Q4_0)
    matrices = {
        "attn_q": (WIDTH, WIDTH),
        "attn_k": (WIDTH // HEADS * KV_HEADS, WIDTH),
        "attn_v": (WIDTH // HEADS * KV_HEADS, WIDTH),
        "attn_output": (WIDTH, WIDTH),
        "ffn_gate": (HIDDEN, WIDTH),
        "ffn_up": (HIDDEN, WIDTH),
        "ffn_down": (WIDTH, HIDDEN),
    }
    for layer in range(LAYERS):
        for name in ("attn_norm", "ffn_norm"):
            file.add_tensor(f"blk.{layer}.{name}.weight", norm)
        for name, shape in matrices.items():
            file.add_tensor(f"blk.{layer}.{name}.weight", q4_0(*shape), raw_dtype=Format.Q4_0)
    file.add_tensor("output_norm.weight", norm)
    file.add_tensor("output.weight", q6_k(VOCABULARY, WIDTH), raw_dtype=Format.Q6_K)


def main(path):
    half = path + ".part"
    file = gguf.GGUFWriter(half, "llama")
    describe(file)
    fill(file)
    file.write_header_to_file()
    file.write_kv_data_to_file()
    file.write_tensors_to_file()
    file.close()
    os.replace(half, path)


main(sys.argv[1])
