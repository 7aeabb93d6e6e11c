//! Everything the page says, in Portuguese and English, as one typed table: a sentence that lacks a translation
//! does not compile.

mod en;
mod interview;
mod pt;

use leptos::prelude::*;
use recruta_api::worker::Stage;

pub use self::interview::Interview;
use crate::{route::View, settings, view::filters::Kind};

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// Brazilian Portuguese.
    Pt,
    /// English.
    En,
}

impl Lang {
    /// From a BCP 47 tag such as `pt-BR`; anything that is not Portuguese reads English.
    pub fn from_tag(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("pt") { Self::Pt } else { Self::En }
    }

    /// The tag for `lang` attributes.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Pt => "pt-BR",
            Self::En => "en",
        }
    }

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Pt => Self::En,
            Self::En => Self::Pt,
        }
    }

    /// The table.
    pub fn strings(self) -> &'static Strings {
        match self {
            Self::Pt => &pt::STRINGS,
            Self::En => &en::STRINGS,
        }
    }
}

/// The chosen language, shared by every view.
#[derive(Debug, Clone, Copy)]
pub struct I18n(RwSignal<Lang>);

impl I18n {
    /// Remembered choice, else the browser's language.
    pub fn new() -> Self {
        let browser = || window().navigator().language().unwrap_or_default();
        let tag = settings::read(settings::LANGUAGE).unwrap_or_else(browser);
        Self(RwSignal::new(Lang::from_tag(&tag)))
    }

    /// The language; tracks.
    pub fn lang(self) -> Lang {
        self.0.get()
    }

    /// The language, for event handlers.
    pub fn lang_now(self) -> Lang {
        self.0.get_untracked()
    }

    /// The table; tracks.
    pub fn strings(self) -> &'static Strings {
        self.lang().strings()
    }

    /// The table, for event handlers.
    pub fn strings_now(self) -> &'static Strings {
        self.lang_now().strings()
    }

    /// A text that follows the language.
    pub fn text(self, pick: fn(&'static Strings) -> &'static str) -> impl Fn() -> &'static str + Copy + Send {
        move || pick(self.strings())
    }

    /// Chooses and remembers.
    pub fn choose(self, lang: Lang) {
        settings::write(settings::LANGUAGE, lang.tag());
        self.0.set(lang);
    }
}

/// The table of texts, a group a view.
pub struct Strings {
    /// Frame of the page.
    pub shell: Shell,
    /// The way between the views.
    pub nav: Nav,
    /// Question box.
    pub ask: Ask,
    /// Filters above it.
    pub filters: Filters,
    /// Answers.
    pub answer: Answer,
    /// Counts over those hired.
    pub overview: Overview,
    /// Mock interviews.
    pub interview: Interview,
    /// Source cards.
    pub sources: Sources,
    /// Model panel.
    pub models: Models,
    /// Which version this is.
    pub about: About,
    /// Failures.
    pub problems: Problems,
}

/// Frame of the page.
pub struct Shell {
    pub headline: &'static str,
    pub intro: &'static str,
    pub privacy: &'static str,
    pub offline: &'static str,
    pub online: &'static str,
    pub other_language: &'static str,
    pub to_dark: &'static str,
    pub to_light: &'static str,
    pub new_version: &'static str,
    pub reload: &'static str,
    pub engine: fn(&str, u32) -> String,
}

/// The way between the views.
pub struct Nav {
    pub label: &'static str,
    pub view: fn(View) -> &'static str,
    pub title: fn(View) -> &'static str,
    pub skip: fn(View) -> &'static str,
}

/// Question box and preparation of the search.
pub struct Ask {
    pub label: &'static str,
    pub placeholder: &'static str,
    pub send: &'static str,
    pub stop: &'static str,
    pub hint: &'static str,
    pub examples_label: &'static str,
    pub examples: &'static [&'static str],
    pub empty: &'static str,
    pub count: fn(&str, &str) -> String,
    pub too_long: fn(&str, &str) -> String,
    pub following: &'static str,
    pub unfollow: &'static str,
    pub starting: &'static str,
    pub preparing: fn(Stage, bool) -> &'static str,
    pub amount: fn(&str, &str, u8) -> String,
    pub meanwhile: &'static str,
}

/// Filters.
pub struct Filters {
    pub heading: &'static str,
    pub legend: &'static str,
    pub label: fn(Kind) -> &'static str,
    pub placeholder: fn(Kind) -> &'static str,
    pub name: fn(&str) -> &'static str,
    pub any: &'static str,
    pub only_sap: &'static str,
    pub not_sap: &'static str,
    pub at_least: fn(&str, &str) -> String,
    pub active: &'static str,
    pub remove: fn(&str) -> String,
    pub clear: &'static str,
    pub used: fn(&str) -> String,
}

/// Answers.
pub struct Answer {
    pub region: &'static str,
    pub queued_loading: &'static str,
    pub queued_busy: &'static str,
    pub queued_failed: &'static str,
    pub dropped: &'static str,
    pub searching: &'static str,
    pub composed: &'static str,
    pub insufficient: &'static str,
    pub model_text: &'static str,
    pub reading: fn(usize, usize) -> String,
    pub writing: fn(usize) -> String,
    pub checking: &'static str,
    pub stopping: &'static str,
    pub shown: fn(usize) -> String,
    pub partial: fn(&str) -> String,
    pub withheld: fn(&str) -> String,
    pub stopped: fn(usize) -> String,
    pub no_model: &'static str,
    pub choose_model: &'static str,
    pub why: &'static str,
    pub why_text: &'static str,
    pub reason: fn(&str) -> &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub copy_failed: &'static str,
    pub again: &'static str,
    pub follow: &'static str,
    pub follows: &'static str,
    pub timing: fn(&str, &str) -> String,
    pub cite: fn(usize) -> String,
    pub announce_done: &'static str,
}

/// Counts over those hired.
pub struct Overview {
    pub headline: &'static str,
    pub intro: &'static str,
    pub family: &'static str,
    pub level: &'static str,
    pub all: &'static str,
    pub choices: &'static str,
    pub family_label: fn(&str) -> &'static str,
    pub level_label: fn(&str) -> &'static str,
    pub too_few: fn(usize) -> String,
    pub n_profiles: fn(&str) -> String,
    pub skills: &'static str,
    pub skills_hint: &'static str,
    pub english: &'static str,
    pub spanish: &'static str,
    pub education: &'static str,
    pub contracts: &'static str,
    pub n_known: fn(&str) -> String,
    pub value: &'static str,
    pub count: &'static str,
    pub of: fn(&str, &str, bool) -> String,
    pub hidden: &'static str,
    pub some_hidden: &'static str,
    pub all_hidden: &'static str,
    pub unknown: &'static str,
    pub funnel: &'static str,
    pub n_rows: fn(&str, Option<&str>) -> String,
    pub stage: fn(&str) -> &'static str,
    pub stage_heading: &'static str,
    pub statuses: &'static str,
    pub statuses_hint: &'static str,
    pub status_heading: &'static str,
}

/// Source cards.
pub struct Sources {
    pub heading: &'static str,
    pub found: fn(usize) -> String,
    pub none: &'static str,
    pub profile: fn(&str) -> String,
    pub hired_for: &'static str,
    pub skills: &'static str,
    pub relevance: fn(u8) -> String,
    pub more: &'static str,
    pub less: &'static str,
    pub card: fn(usize) -> String,
}

/// Model panel.
pub struct Models {
    pub heading: &'static str,
    pub intro: &'static str,
    pub open: &'static str,
    pub none: &'static str,
    pub close: &'static str,
    pub languages: fn(&str) -> String,
    pub language: fn(&str) -> &'static str,
    pub and: &'static str,
    pub licence: fn(&str) -> String,
    pub size: fn(&str) -> String,
    pub stored: &'static str,
    pub loaded: &'static str,
    pub not_stored: &'static str,
    pub unavailable: &'static str,
    pub download: fn(&str) -> String,
    pub use_it: &'static str,
    pub remove: &'static str,
    pub cancel: &'static str,
    pub cancelling: &'static str,
    pub stage: fn(Stage) -> &'static str,
    pub empty: &'static str,
    pub storage: fn(&str, &str) -> String,
    pub search_model: &'static str,
    pub ready: fn(&str) -> String,
    pub removed: fn(&str) -> String,
}

/// Which version this is.
pub struct About {
    pub heading: &'static str,
    pub champion: fn(u32, &str, usize) -> String,
    pub meaning: &'static str,
    pub none: &'static str,
}

/// Failures: a title and what to do next, by code.
pub struct Problems {
    pub by_code: fn(&str) -> (&'static str, &'static str),
    pub details: &'static str,
    pub retry: &'static str,
    pub restart: &'static str,
}

#[cfg(test)]
mod tests {
    use super::Lang;

    const CODES: [&str; 11] = [
        "bad_request",
        "too_long",
        "bundle_incompatible",
        "model_missing",
        "model_corrupt",
        "out_of_memory",
        "cancelled",
        "overloaded",
        "internal",
        "engine_start",
        "engine_crash",
    ];

    #[test]
    fn every_code_has_its_own_sentence_in_both_languages() {
        for lang in [Lang::Pt, Lang::En] {
            let mut titles: Vec<_> = CODES.map(|code| (lang.strings().problems.by_code)(code).0).into();
            titles.sort_unstable();
            titles.dedup();
            assert_eq!(titles.len(), CODES.len());
        }
    }

    #[test]
    fn language_tags_choose_the_table() {
        assert_eq!(Lang::from_tag("pt-BR"), Lang::Pt);
        assert_eq!(Lang::from_tag("PT"), Lang::Pt);
        assert_eq!(Lang::from_tag("en-GB"), Lang::En);
        assert_eq!(Lang::from_tag(""), Lang::En);
    }
}
