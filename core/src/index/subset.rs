//! Which passages a search may find.

/// All passages, or those that a filter lets through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subset(Option<Vec<bool>>);

impl Subset {
    /// Every passage.
    pub const ALL: Self = Self(None);

    /// Those with a true at their number; passages beyond the list are out.
    pub fn of(mask: Vec<bool>) -> Self {
        Self(Some(mask))
    }

    /// Whether a passage may be found.
    pub fn contains(&self, passage: usize) -> bool {
        self.0.as_ref().is_none_or(|mask| mask.get(passage).copied().unwrap_or(false))
    }
}
