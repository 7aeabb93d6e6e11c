//! From logits to a token.

use crate::{Error, Result};

/// How the next token is chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum Sampling {
    /// The likeliest token; of equals, the one with the lowest id.
    #[default]
    Greedy,
    /// Nucleus sampling.
    ///
    /// **Source.** Holtzman et al., "The Curious Case of Neural Text Degeneration" (2020).
    TopP {
        /// Above 0; lower is nearer to greedy.
        temperature: f32,
        /// Keep the likeliest tokens that together reach this probability.
        top_p: f32,
        /// The same seed gives the same text.
        seed: u64,
    },
}

/// Chooses tokens; holds the state of the random numbers.
#[derive(Debug, Clone)]
pub(super) struct Sampler {
    sampling: Sampling,
    state: u64,
}

impl Sampler {
    pub(super) fn new(sampling: Sampling) -> Self {
        let state = if let Sampling::TopP { seed, .. } = sampling { seed } else { 0 };
        Self { sampling, state }
    }

    pub(super) fn sample(&mut self, logits: &[f32]) -> Result<u32> {
        if logits.iter().any(|logit| logit.is_nan()) {
            return Err(Error::internal("the model gave a logit that is not a number"));
        }
        match self.sampling {
            Sampling::Greedy => argmax(logits),
            Sampling::TopP { temperature, top_p, .. } => self.nucleus(logits, temperature, top_p),
        }
    }

    fn nucleus(&mut self, logits: &[f32], temperature: f32, top_p: f32) -> Result<u32> {
        let best = logits[argmax(logits)? as usize];
        let scale = temperature.max(1e-4);
        let mut tokens: Vec<(u32, f32)> = logits
            .iter()
            .enumerate()
            .map(|(id, logit)| (id as u32, ((logit - best) / scale).exp()))
            .collect();
        tokens.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let total: f32 = tokens.iter().map(|(_, p)| p).sum();
        let (mut kept, mut mass) = (0, 0.0);
        while kept < tokens.len() && mass < top_p * total {
            mass += tokens[kept].1;
            kept += 1;
        }
        let mut point = self.unit() * mass;
        for (id, p) in &tokens[..kept.max(1)] {
            point -= p;
            if point <= 0.0 {
                return Ok(*id);
            }
        }
        Ok(tokens[kept.max(1) - 1].0)
    }

    /// `SplitMix64` (Steele et al., 2014), as a number in [0, 1).
    fn unit(&mut self) -> f32 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 40) as f32 / (1u64 << 24) as f32
    }
}

fn argmax(logits: &[f32]) -> Result<u32> {
    let better = |best: usize, id: usize| if logits[id] > logits[best] { id } else { best };
    (0..logits.len())
        .reduce(better)
        .map(|id| id as u32)
        .ok_or_else(|| Error::internal("the model gave no logits"))
}

#[cfg(test)]
mod tests {
    use super::{Sampler, Sampling};

    #[test]
    fn greedy_takes_the_first_of_equals() {
        assert_eq!(Sampler::new(Sampling::Greedy).sample(&[0.0, 2.0, 2.0]).expect("samples"), 1);
    }

    #[test]
    fn a_seed_repeats_and_a_narrow_nucleus_is_greedy() {
        let logits = [1.0, 1.2, 0.9, 1.1];
        let draw = |seed| {
            let mut sampler = Sampler::new(Sampling::TopP { temperature: 1.0, top_p: 0.95, seed });
            (0..20).map(|_| sampler.sample(&logits).expect("samples")).collect::<Vec<_>>()
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
        let mut narrow = Sampler::new(Sampling::TopP { temperature: 1.0, top_p: 0.01, seed: 1 });
        assert!((0..20).all(|_| narrow.sample(&logits).expect("samples") == 1));
    }
}
