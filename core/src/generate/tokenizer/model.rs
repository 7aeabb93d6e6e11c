//! `tokenizers` models from GGUF metadata.

use std::collections::HashMap;

use tokenizers::{
    AddedToken, Tokenizer,
    models::bpe::{BPE, Merges},
    normalizers::{Prepend, Replace, Sequence as Normalizers},
    pre_tokenizers::{
        byte_level::ByteLevel,
        digits::Digits,
        sequence::Sequence,
        split::{Split, SplitPattern},
    },
    tokenizer::SplitDelimiterBehavior,
};

use crate::{Error, Result, gguf::Gguf};

/// Llama 3's pre-tokenizer, as its `tokenizer.json` states it.
const LLAMA3: &str = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

/// Byte-level BPE with the merges of the file.
pub(super) fn byte_level(gguf: &Gguf, tokens: &[String], control: &[u32]) -> Result<Tokenizer> {
    let merges: Merges = gguf
        .texts("tokenizer.ggml.merges")?
        .iter()
        .map(|merge| merge.split_once(' ').map(|(a, b)| (a.to_owned(), b.to_owned())))
        .collect::<Option<_>>()
        .ok_or_else(|| Error::corrupt("a merge without a space"))?;
    let bpe = BPE::builder().vocab_and_merges(vocab(tokens), merges).build().map_err(Error::corrupt)?;
    let mut tokenizer = Tokenizer::new(bpe);
    let pre = gguf.text("tokenizer.ggml.pre").unwrap_or("default");
    tokenizer.with_pre_tokenizer(Some(pre_tokenizer(pre)?));
    add_special(&mut tokenizer, tokens, control)?;
    Ok(tokenizer)
}

/// How a byte-level vocabulary cuts text before merging, by the name GGUF has for it.
fn pre_tokenizer(name: &str) -> Result<Sequence> {
    let plain = ByteLevel::new(false, true, true);
    match name {
        "default" | "gpt-2" | "gpt2" => Ok(Sequence::new(vec![plain.into()])),
        "smollm" => Ok(Sequence::new(vec![Digits::new(true).into(), plain.into()])),
        "llama-bpe" | "llama3" | "llama-v3" => {
            let pattern = SplitPattern::Regex(LLAMA3.to_owned());
            let split =
                Split::new(pattern, SplitDelimiterBehavior::Isolated, false).map_err(Error::internal)?;
            Ok(Sequence::new(vec![split.into(), ByteLevel::new(false, true, false).into()]))
        }
        other => Err(Error::ModelUnsupported { detail: format!("pre-tokenizer {other:?}") }),
    }
}

/// SentencePiece BPE: merges follow from the scores of the pieces.
pub(super) fn sentencepiece(gguf: &Gguf, tokens: &[String], control: &[u32]) -> Result<Tokenizer> {
    let scores: Vec<f32> = gguf.numbers("tokenizer.ggml.scores").iter().map(|score| *score as f32).collect();
    if scores.is_empty() {
        return Err(Error::corrupt("no list tokenizer.ggml.scores"));
    }
    let bpe = BPE::builder()
        .vocab_and_merges(vocab(tokens), merges_from_scores(tokens, &scores))
        .unk_token("<unk>".to_owned())
        .fuse_unk(true)
        .byte_fallback(true)
        .build()
        .map_err(Error::corrupt)?;
    let mut tokenizer = Tokenizer::new(bpe);
    let space = Replace::new(" ", "▁").map_err(Error::internal)?;
    let mut steps = vec![space.into()];
    if gguf.flag("tokenizer.ggml.add_space_prefix").unwrap_or(true) {
        steps.insert(0, Prepend::new("▁".to_owned()).into());
    }
    tokenizer.with_normalizer(Some(Normalizers::new(steps))).map_err(Error::internal)?;
    add_special(&mut tokenizer, tokens, control)?;
    Ok(tokenizer)
}

/// Every split of a piece into two pieces is a merge; the merge that makes the better piece comes first.
fn merges_from_scores(tokens: &[String], scores: &[f32]) -> Merges {
    let ids: HashMap<&str, usize> =
        tokens.iter().enumerate().map(|(id, token)| (token.as_str(), id)).collect();
    let mut merges: Vec<(f32, usize, usize)> = Vec::new();
    for (id, token) in tokens.iter().enumerate() {
        let mut local: Vec<(usize, usize)> = token
            .char_indices()
            .skip(1)
            .filter_map(|(at, _)| Some((*ids.get(&token[..at])?, *ids.get(&token[at..])?)))
            .collect();
        local.sort_unstable();
        let score = scores.get(id).copied().unwrap_or(f32::MIN);
        merges.extend(local.into_iter().map(|(left, right)| (score, left, right)));
    }
    merges.sort_by(|a, b| b.0.total_cmp(&a.0));
    merges.into_iter().map(|(_, left, right)| (tokens[left].clone(), tokens[right].clone())).collect()
}

fn vocab(tokens: &[String]) -> tokenizers::models::bpe::Vocab {
    tokens.iter().enumerate().map(|(id, token)| (token.clone(), id as u32)).collect()
}

fn add_special(tokenizer: &mut Tokenizer, tokens: &[String], control: &[u32]) -> Result<()> {
    let special: Vec<AddedToken> =
        control.iter().map(|id| AddedToken::from(tokens[*id as usize].clone(), true)).collect();
    tokenizer.add_special_tokens(special).map_err(Error::corrupt)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::merges_from_scores;

    #[test]
    fn the_better_piece_merges_first() {
        let tokens = ["a", "b", "c", "ab", "bc", "abc"].map(str::to_owned);
        let merges = merges_from_scores(&tokens, &[-9.0, -9.0, -9.0, -2.0, -1.0, -3.0]);
        let expected =
            [("b", "c"), ("a", "b"), ("a", "bc"), ("ab", "c")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(merges, expected);
    }
}
