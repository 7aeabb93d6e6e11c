//! How the cost grows: prompts of growing length, and single tokens after growing contexts.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::engine::Engine;
use super::plot::{Series, svg};
use super::race::wait_for_quiet;
use super::stat::{Fit, median};
use super::work::Work;
use crate::step::say;

const LENGTHS: [usize; 8] = [64, 128, 256, 512, 768, 1_024, 1_408, 1_900];
const DECODED: usize = 16;

/// What one engine took.
pub struct Growth {
    name: String,
    /// A prompt, against its length.
    prefill: Curve,
    /// A token, against what stands before it.
    decode: Curve,
}

/// Tokens and milliseconds, and the degree their curve should have.
struct Curve {
    points: Vec<(f64, f64)>,
    degree: usize,
}

impl Growth {
    /// Measures an engine.
    pub fn measure(name: &str, engine: &mut dyn Engine, reps: usize, is_quick: bool) -> Result<Self> {
        let curve = |degree| Curve { points: Vec::new(), degree };
        // Attention looks at all that stands before each token: quadratic over a prompt, linear for a token.
        let (mut prefill, mut decode) = (curve(2), curve(1));
        let lengths = if is_quick { &LENGTHS[..4] } else { &LENGTHS[..] };
        if !is_quick {
            wait_for_quiet();
        }
        engine.warm_up(Work::Prefill(lengths[0]))?;
        for &n in lengths {
            let prompt_ms = read(engine, Work::Prefill(n), reps)?;
            let token_ms = read(engine, Work::Decode { n: DECODED, context: n }, reps)? / DECODED as f64;
            prefill.points.push((n as f64, prompt_ms));
            decode.points.push((n as f64, token_ms));
            say("bench", format_args!("{name}: {n} tokens in {prompt_ms:.0} ms, then {token_ms:.1} ms each"));
        }
        Ok(Self { name: name.to_owned(), prefill, decode })
    }

    /// For the report: tokens and milliseconds, coefficients from the constant term up.
    pub fn json(&self) -> Value {
        json!({ "engine": self.name, "prefill": self.prefill.json(), "decode": self.decode.json() })
    }
}

impl Curve {
    fn fit(&self) -> Option<Fit> {
        Fit::new(&self.points, self.degree)
    }

    fn json(&self) -> Value {
        json!({ "points": self.points, "fit": self.fit() })
    }

    fn series(&self, name: &str) -> Series {
        Series { name: name.to_owned(), points: self.points.clone(), fit: self.fit() }
    }
}

fn read(engine: &mut dyn Engine, work: Work, reps: usize) -> Result<f64> {
    let readings: Vec<f64> = (0..reps).map(|_| engine.measure(work)).collect::<Result<_>>()?;
    median(&readings).context("give at least one repetition")
}

/// Writes `growth-prefill.svg` and `growth-decode.svg`.
pub fn plot(growths: &[Growth], folder: &Path) -> Result<()> {
    let prefill: Vec<_> = growths.iter().map(|growth| growth.prefill.series(&growth.name)).collect();
    let decode: Vec<_> = growths.iter().map(|growth| growth.decode.series(&growth.name)).collect();
    let files = [
        ("growth-prefill.svg", svg("Processing a prompt", "tokens of prompt", "ms", &prefill)),
        ("growth-decode.svg", svg("One token more", "tokens of context", "ms", &decode)),
    ];
    fs::create_dir_all(folder)?;
    for (name, text) in files {
        let file = folder.join(name);
        fs::write(&file, text).with_context(|| format!("{} cannot be written", file.display()))?;
    }
    Ok(())
}
