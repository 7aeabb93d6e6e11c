//! The way between the page's views: links, so that they open in a new tab and the browser keeps their history.

use leptos::prelude::*;

use crate::{app::App, route::View};

/// The tabs.
#[component]
pub fn Nav(app: App) -> impl IntoView {
    let t = app.i18n;
    let tabs = View::TABS.map(|view| {
        let current = move || (app.view.get() == view).then_some("page");
        let label = move || (t.strings().nav.view)(view);
        view! {
            <li>
                <a href=view.hash() aria-current=current>
                    {label}
                </a>
            </li>
        }
    });
    view! {
        <nav class="tabs" aria-label=t.text(|s| s.nav.label)>
            <ul>{tabs.into_iter().collect_view()}</ul>
        </nav>
    }
}
