//! What the developer sees: one line a step.

use std::fmt::Display;

/// Says what a step does or found.
pub fn say(step: &str, message: impl Display) {
    eprintln!("{step:>12}  {message}");
}
