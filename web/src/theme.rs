//! Light or dark: the system's choice until the user makes one.

use leptos::prelude::*;

use crate::settings;

/// The colours in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Dark text on light.
    Light,
    /// Light text on dark.
    Dark,
}

impl Theme {
    /// The remembered choice, else what the system prefers.
    pub fn initial() -> Self {
        match settings::read(settings::THEME).as_deref() {
            Some("dark") => Self::Dark,
            Some("light") => Self::Light,
            _ if system_prefers_dark() => Self::Dark,
            _ => Self::Light,
        }
    }

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Light => Self::Dark,
            Self::Dark => Self::Light,
        }
    }

    /// Puts it on the page and remembers it.
    pub fn apply(self) {
        let name = self.name();
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-theme", name);
        }
        settings::write(settings::THEME, name);
    }

    fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

fn system_prefers_dark() -> bool {
    window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|query| query.matches())
}
