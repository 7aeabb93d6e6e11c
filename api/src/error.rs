//! The one shape every failure takes on the wire.

use serde::{Deserialize, Serialize};

/// A failure as callers see it: a stable code to branch on and a sentence that says what to do next.
///
/// `code` is one of `bad_request`, `too_long`, `bundle_incompatible`, `model_missing`, `model_corrupt`,
/// `out_of_memory`, `cancelled`, `overloaded`, `internal`; over HTTP also `not_found` and `method_not_allowed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorBody {
    /// Stable, lower-case, `snake_case`.
    pub code: String,
    /// One sentence in the caller's terms.
    pub message: String,
}
