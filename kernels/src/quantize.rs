//! Rounding weights to a format, for models that are derived on the machine they run on.

use crate::{Format, half};

/// Rounds weights to [`Format::Q8_0`]; gives the bytes a file holds.
///
/// `d` is a 127th of a block's largest magnitude, rounded to a half; integers are rounded for the `d` that is stored, so
/// that its own rounding adds no error. The weights must be finite.
///
/// **Determinism.** The same weights give the same bytes on every machine.
///
/// # Panics
/// When `weights` are not whole blocks of 32.
pub fn quantize_q8_0(weights: &[f32]) -> Vec<u8> {
    let (blocks, rest) = weights.as_chunks::<32>();
    assert!(rest.is_empty(), "{} weights are not whole blocks", weights.len());
    let mut bytes = Vec::with_capacity(blocks.len() * Format::Q8_0.block_bytes());
    for block in blocks {
        let max = block.iter().fold(0.0_f32, |max, x| max.max(x.abs()));
        let stored = half::from_f32(max / 127.0);
        let d = half::to_f32(stored);
        bytes.extend(stored.to_le_bytes());
        bytes.extend(block.map(|x| integer(x, d).to_le_bytes()[0]));
    }
    bytes
}

fn integer(x: f32, d: f32) -> i8 {
    if d > 0.0 { (x / d).round().clamp(-127.0, 127.0) as i8 } else { 0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::quantize_q8_0;
    use crate::Format;

    fn restored(weights: &[f32]) -> Vec<f32> {
        let mut out = vec![0.0; weights.len()];
        let blocks = quantize_q8_0(weights);
        for (block, out) in blocks.chunks_exact(34).zip(out.chunks_exact_mut(32)) {
            Format::Q8_0.dequantize_block(block, out);
        }
        out
    }

    #[test]
    fn a_block_is_a_half_and_its_integers() {
        let mut weights = [0.0; 32];
        (weights[0], weights[1], weights[31]) = (127.0, -0.5, -127.0);
        let bytes = quantize_q8_0(&weights);
        assert_eq!((bytes.len(), &bytes[..4], bytes[33]), (34, &[0x00, 0x3c, 127, 0xff][..], 0x81));
    }

    #[test]
    fn zeros_stay_zero() {
        assert_eq!(restored(&[0.0; 64]), [0.0; 64]);
    }

    proptest! {
        // Miri has no files to remember failures in.
        #![proptest_config(ProptestConfig {
            failure_persistence: if cfg!(miri) { None } else { ProptestConfig::default().failure_persistence },
            ..ProptestConfig::with_cases(if cfg!(miri) { 3 } else { 256 })
        })]

        #[test]
        fn weights_come_back_within_half_a_step(weights in prop::collection::vec(-3.0_f32..3.0, 64)) {
            for (block, back) in weights.chunks_exact(32).zip(restored(&weights).chunks_exact(32)) {
                let step = block.iter().fold(0.0_f32, |max, x| max.max(x.abs())) / 127.0;
                for (x, y) in block.iter().zip(back) {
                    // The scale is a half, so the largest weight may come back smaller by its rounding.
                    prop_assert!((x - y).abs() <= step * 0.57, "{x} came back as {y}");
                }
            }
        }
    }
}
