//! Icons, drawn by hand on a grid of 24 with a line of 2. They never carry meaning alone, so they are hidden from
//! screen readers.

use leptos::prelude::*;

/// A figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// Send: an arrow up.
    Send,
    /// Stop: a square.
    Stop,
    /// Dark theme.
    Moon,
    /// Light theme.
    Sun,
    /// Privacy.
    Lock,
    /// No network.
    CloudOff,
    /// The model: a chip.
    Chip,
    /// Close.
    Cross,
    /// Copy.
    Copy,
    /// Done.
    Check,
    /// Failure or withheld text.
    Alert,
    /// Unfold.
    Chevron,
    /// A passage.
    Quote,
    /// Filters: a funnel.
    Filter,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Send => "M12 20V5M5.5 11.5 12 5l6.5 6.5",
            Self::Stop => "M7 7h10v10H7z",
            Self::Moon => "M19.5 14A8 8 0 0 1 10 4.5a8 8 0 1 0 9.5 9.5z",
            Self::Sun => {
                "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4\
                 M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"
            }
            Self::Lock => "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2",
            Self::CloudOff => "M4 4l16 16M9 6.6A5.5 5.5 0 0 1 17 10a4 4 0 0 1 3 6.6M16 18H7a4 4 0 0 1-.8-7.9",
            Self::Chip => {
                "M7 7h10v10H7zM10 10h4v4h-4zM9.5 3v4M14.5 3v4M9.5 17v4M14.5 17v4M3 9.5h4M3 14.5h4M17 9.5h4M17 14.5h4"
            }
            Self::Cross => "M6 6l12 12M18 6 6 18",
            Self::Copy => "M9 9h11v11H9zM5 15H4V4h11v1",
            Self::Check => "M5 12.5l4.5 4.5L19 7.5",
            Self::Alert => "M12 4 2.8 20h18.4zM12 10v4.5M12 17.2v.1",
            Self::Chevron => "M7 10l5 5 5-5",
            Self::Filter => "M4 5h16l-6.5 8v6l-3-2v-4z",
            Self::Quote => "M10 7H5v6h4.5c0 2-1 3.2-3 4M19 7h-5v6h4.5c0 2-1 3.2-3 4",
        }
    }
}

/// Draws an icon in the colour of the text around it.
#[component]
pub fn Glyph(#[prop(into)] icon: Signal<Icon>) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=move || icon.get().path() />
        </svg>
    }
}
