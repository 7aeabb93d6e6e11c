//! Which hires the next questions are about: a panel that unfolds above the question box, and a chip an active filter.

use leptos::prelude::*;
use recruta_api::filter::{FiltersBody, Fluency};

use super::icon::{Glyph, Icon};
use crate::{app::App, dom, i18n::Strings, text::MAX_FILTER_CHARS};

/// Levels as the exports spell them; the tables have their names.
const LEVELS: [&str; 7] =
    ["Estagiário", "Júnior", "Pleno", "Sênior", "Especialista", "Coordenador", "Gerente"];

/// Contracts as the exports spell them.
const CONTRACTS: [&str; 5] = ["CLT", "PJ", "Cooperado", "Estagiário", "Hunting"];

/// One filter of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Area or title.
    Family,
    /// Level.
    Level,
    /// Contract.
    Contract,
    /// English at least.
    English,
    /// Spanish at least.
    Spanish,
    /// SAP or not.
    Sap,
    /// City or state.
    Place,
}

impl Kind {
    /// In the order of the panel.
    pub const ALL: [Self; 7] =
        [Self::Family, Self::Level, Self::Contract, Self::English, Self::Spanish, Self::Sap, Self::Place];

    /// The filter's value on the wire; empty when it is not set.
    pub fn value(self, filters: &FiltersBody) -> String {
        let fluency = |fluency: Option<Fluency>| fluency.map(|fluency| fluency.code().to_owned());
        let value = match self {
            Self::Family => filters.family.clone(),
            Self::Level => filters.level.clone(),
            Self::Contract => filters.contract.clone(),
            Self::English => fluency(filters.english),
            Self::Spanish => fluency(filters.spanish),
            Self::Sap => filters.sap.map(|sap| sap.to_string()),
            Self::Place => filters.place.clone(),
        };
        value.unwrap_or_default()
    }

    /// Sets the filter; an empty value takes it out.
    pub fn set(self, filters: &mut FiltersBody, value: &str) {
        let value = value.trim();
        let text = || Some(value.to_owned()).filter(|text| text.chars().any(char::is_alphanumeric));
        let fluency = || Fluency::ALL.into_iter().find(|fluency| fluency.code() == value);
        match self {
            Self::Family => filters.family = text(),
            Self::Level => filters.level = text(),
            Self::Contract => filters.contract = text(),
            Self::English => filters.english = fluency(),
            Self::Spanish => filters.spanish = fluency(),
            Self::Sap => filters.sap = value.parse().ok(),
            Self::Place => filters.place = text(),
        }
    }

    fn id(self) -> &'static str {
        match self {
            Self::Family => "filtro-area",
            Self::Level => "filtro-nivel",
            Self::Contract => "filtro-contratacao",
            Self::English => "filtro-ingles",
            Self::Spanish => "filtro-espanhol",
            Self::Sap => "filtro-sap",
            Self::Place => "filtro-local",
        }
    }

    fn label(self, strings: &Strings) -> &'static str {
        (strings.filters.label)(self)
    }

    /// What may be chosen, as value and words; nothing where words are typed.
    fn choices(self, strings: &'static Strings) -> Vec<(&'static str, &'static str)> {
        let named = |values: &[&'static str]| {
            values.iter().map(|value| (*value, (strings.filters.name)(value))).collect::<Vec<_>>()
        };
        match self {
            Self::Level => named(&LEVELS),
            Self::Contract => named(&CONTRACTS),
            Self::English | Self::Spanish => named(&Fluency::ALL.map(Fluency::code)),
            Self::Sap => vec![("true", strings.filters.only_sap), ("false", strings.filters.not_sap)],
            Self::Family | Self::Place => Vec::new(),
        }
    }

    /// An active filter in words: "Inglês: avançado ou mais".
    fn words(self, strings: &'static Strings, filters: &FiltersBody) -> Option<String> {
        let value = self.value(filters);
        let chosen = self.choices(strings).into_iter().find(|(other, _)| *other == value);
        let shown = chosen.map_or(value.as_str(), |(_, words)| words);
        let text = match self {
            Self::Sap => shown.to_owned(),
            Self::English | Self::Spanish => (strings.filters.at_least)(self.label(strings), shown),
            _ => format!("{}: {shown}", self.label(strings)),
        };
        (!value.is_empty()).then_some(text)
    }
}

/// All active filters in words, for an answer that was found with them.
pub fn summary(strings: &'static Strings, filters: &FiltersBody) -> String {
    Kind::ALL.into_iter().filter_map(|kind| kind.words(strings, filters)).collect::<Vec<_>>().join(" · ")
}

/// The panel, folded until it is wanted, and the chips.
#[component]
pub fn FilterPanel(app: App) -> impl IntoView {
    let t = app.i18n;
    view! {
        <details class="narrowing">
            <summary>
                <Glyph icon=Icon::Filter />
                <span>{t.text(|s| s.filters.heading)}</span>
                <Glyph icon=Icon::Chevron />
            </summary>
            <fieldset class="filter-fields">
                <legend class="hint">{t.text(|s| s.filters.legend)}</legend>
                {Kind::ALL.map(|kind| view! { <Field app kind /> })}
            </fieldset>
        </details>
        <Chips app />
    }
}

#[component]
fn Field(app: App, kind: Kind) -> impl IntoView {
    let filters = app.session.filters;
    let value = Memo::new(move |_| filters.with(|filters| kind.value(filters)));
    let set = move |event| filters.update(|filters| kind.set(filters, &event_target_value(&event)));
    let is_typed = kind.choices(app.i18n.strings_now()).is_empty();
    let control = if is_typed {
        view! {
            <input
                id=kind.id()
                type="text"
                autocomplete="off"
                maxlength=MAX_FILTER_CHARS
                placeholder=move || (app.i18n.strings().filters.placeholder)(kind)
                prop:value=value
                on:change=set
            />
        }
        .into_any()
    } else {
        let options = move || {
            let strings = app.i18n.strings();
            let option = |(wire, words): (&'static str, &'static str)| {
                view! { <option value=wire selected=move || value.get() == wire>{words}</option> }
            };
            let any = std::iter::once(("", strings.filters.any));
            any.chain(kind.choices(strings)).map(option).collect_view()
        };
        view! {
            <select id=kind.id() prop:value=value on:change=set>
                {options}
            </select>
        }
        .into_any()
    };
    view! {
        <div class="filter-field">
            <label for=kind.id()>{move || kind.label(app.i18n.strings())}</label>
            {control}
        </div>
    }
}

/// One button an active filter, which takes it out.
#[component]
fn Chips(app: App) -> impl IntoView {
    let filters = app.session.filters;
    let active = Memo::new(move |_| {
        filters.with(|filters| {
            Kind::ALL.into_iter().filter(|k| !k.value(filters).is_empty()).collect::<Vec<_>>()
        })
    });
    let clear = move |_| {
        filters.set(FiltersBody::default());
        dom::focus(dom::QUESTION);
    };
    view! {
        <Show when=move || !active.get().is_empty()>
            <ul class="narrowing-chips" aria-label=app.i18n.text(|s| s.filters.active)>
                <For each=move || active.get() key=|kind| kind.id() let:kind>
                    <li>
                        <Chip app kind />
                    </li>
                </For>
                <li>
                    <button type="button" class="quiet" on:click=clear>
                        {app.i18n.text(|s| s.filters.clear)}
                    </button>
                </li>
            </ul>
        </Show>
    }
}

#[component]
fn Chip(app: App, kind: Kind) -> impl IntoView {
    let filters = app.session.filters;
    let words = move || filters.with(|filters| kind.words(app.i18n.strings(), filters)).unwrap_or_default();
    let remove = move |_| {
        filters.update(|filters| kind.set(filters, ""));
        dom::focus(dom::QUESTION);
    };
    view! {
        <button
            type="button"
            class="chip narrowing-chip"
            aria-label=move || (app.i18n.strings().filters.remove)(&words())
            on:click=remove
        >
            <span>{words}</span>
            <Glyph icon=Icon::Cross />
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::{FiltersBody, Kind, summary};
    use crate::i18n::Lang;

    #[test]
    fn a_filter_comes_back_as_it_was_set_and_nothing_takes_it_out() {
        let mut filters = FiltersBody::default();
        for (kind, value) in [
            (Kind::Family, "java"),
            (Kind::Level, "Sênior"),
            (Kind::English, "advanced"),
            (Kind::Sap, "false"),
            (Kind::Place, "SP"),
        ] {
            kind.set(&mut filters, value);
            assert_eq!(kind.value(&filters), value);
        }
        Kind::English.set(&mut filters, "perfect");
        Kind::Place.set(&mut filters, " - ");
        assert_eq!((filters.english, filters.place.clone()), (None, None));
        Kind::ALL.into_iter().for_each(|kind| kind.set(&mut filters, " "));
        assert!(filters.is_empty());
    }

    #[test]
    fn active_filters_are_said_in_the_pages_language() {
        let mut filters = FiltersBody::default();
        Kind::Level.set(&mut filters, "Pleno");
        Kind::English.set(&mut filters, "advanced");
        Kind::Sap.set(&mut filters, "true");
        let of = |lang: Lang| summary(lang.strings(), &filters);
        assert_eq!(of(Lang::Pt), "Nível: Pleno · Inglês: avançado ou mais · Só vagas SAP");
        assert_eq!(of(Lang::En), "Level: Mid-level · English: advanced or better · SAP vacancies only");
    }
}
