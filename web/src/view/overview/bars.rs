//! Bars: a table whose last column draws its number. The length is decoration; the number is text.

use leptos::prelude::*;

use crate::{app::App, format};

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bar {
    /// What is counted, and its language when it is not the page's.
    name: String,
    is_export: bool,
    /// "12 de 15", "ao menos 12 de 15"; none when it may not be told.
    count: Option<usize>,
    at_least: bool,
    of: usize,
}

impl Bar {
    /// Of a value as the export spells it.
    pub(super) fn of(name: String, count: usize, of: usize) -> Self {
        Self { name, is_export: true, count: Some(count), at_least: false, of }
    }

    /// Of a situation, which may be hidden.
    pub(super) fn of_status(name: String, count: Option<usize>, of: usize) -> Self {
        Self { name, is_export: true, count, at_least: false, of }
    }

    /// Of a stage, named by the page.
    pub(super) fn of_stage(name: &str, count: usize, at_least: bool, of: usize) -> Self {
        Self { name: name.to_owned(), is_export: false, count: Some(count), at_least, of }
    }

    fn percent(&self) -> u64 {
        let count = self.count.unwrap_or_default() as u64;
        if self.of == 0 { 0 } else { count * 100 / self.of as u64 }
    }

    fn words(&self, app: App) -> String {
        let (strings, lang) = (app.i18n.strings(), app.i18n.lang());
        match self.count {
            None => strings.overview.hidden.to_owned(),
            Some(count) => (strings.overview.of)(
                &format::count(lang, count),
                &format::count(lang, self.of),
                self.at_least,
            ),
        }
    }
}

/// The table. `heading` names the first column, `labelled_by` the table.
pub(super) fn bars(
    app: App,
    heading: &'static str,
    labelled_by: &str,
    rows: Vec<Bar>,
) -> impl IntoView + use<> {
    let count = app.i18n.strings().overview.count;
    let labelled_by = labelled_by.to_owned();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|bar| {
            let lang = bar.is_export.then_some("pt-BR");
            let words = bar.words(app);
            let is_hidden = bar.count.is_none();
            let percent = bar.percent();
            let length = format!("{percent}%");
            let share = (!is_hidden).then(|| format!("{percent}%"));
            view! {
                <tr role="row" class:untold=is_hidden>
                    <th scope="row" role="rowheader" lang=lang>{bar.name}</th>
                    <td role="cell">
                        <span class="bar-track" aria-hidden="true">
                            <span class="bar-fill" style:width=length></span>
                        </span>
                        <span class="bar-words">{words}</span>
                        <span class="bar-share">{share}</span>
                    </td>
                </tr>
            }
        })
        .collect();
    view! {
        // The layout takes the rows apart, so what they are is said.
        <table class="bars" role="table" aria-labelledby=labelled_by>
            <thead class="sr-only" role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">{heading}</th>
                    <th scope="col" role="columnheader">{count}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
}
