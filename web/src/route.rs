//! Which of the page's views is shown: the part of the address after `#/`, so that a view can be linked to, is kept on
//! reload, and is left with the browser's Back.

use leptos::{ev, prelude::*};

/// A view with an address of its own. A new one is a variant here, a tab in [`View::TABS`], and a line in
/// [`crate::app::Page`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// Questions to the hiring history.
    Ask,
    /// Counts over those hired.
    Overview,
    /// Mock interviews.
    Interview,
}

impl View {
    /// In the order of the navigation.
    pub const TABS: [Self; 3] = [Self::Ask, Self::Overview, Self::Interview];

    /// Its address within the page.
    pub fn hash(self) -> &'static str {
        match self {
            Self::Ask => "#/perguntar",
            Self::Overview => "#/panorama",
            Self::Interview => "#/entrevista",
        }
    }

    /// Id of the element that whoever skips the navigation lands on.
    pub fn anchor(self) -> &'static str {
        match self {
            Self::Ask => crate::dom::QUESTION,
            Self::Overview => "panorama",
            Self::Interview => "entrevista",
        }
    }

    /// The view an address names. None for an anchor within a view (`#pergunta`), which leaves the view as it is.
    pub fn from_hash(hash: &str) -> Option<Self> {
        match hash {
            "" | "#" => Some(Self::Ask),
            hash => Self::TABS.into_iter().find(|view| view.hash() == hash),
        }
    }

    /// The view in the address now, and whenever it changes.
    pub fn watch() -> ReadSignal<Self> {
        let (view, set_view) = signal(Self::of_address().unwrap_or(Self::Ask));
        let listener = window_event_listener(ev::hashchange, move |_| {
            if let Some(next) = Self::of_address().filter(|next| *next != view.get_untracked()) {
                set_view.set(next);
                window().scroll_to_with_x_and_y(0.0, 0.0);
            }
        });
        on_cleanup(move || listener.remove());
        view
    }

    fn of_address() -> Option<Self> {
        Self::from_hash(&window().location().hash().ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::View;

    #[test]
    fn addresses_name_views_and_anchors_do_not() {
        for view in View::TABS {
            assert_eq!(View::from_hash(view.hash()), Some(view));
        }
        assert_eq!(View::from_hash(""), Some(View::Ask));
        assert_eq!(View::from_hash("#pergunta"), None);
        assert_eq!(View::from_hash("#/nada"), None);
    }
}
