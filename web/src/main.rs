//! Recruta's page: Leptos, rendered in the browser. It shows what the engine's worker says and computes nothing itself;
//! [`engine`] talks to the worker, [`session`] keeps the questions, [`interview`] the mock interviews, [`view`] draws them.

#![deny(clippy::unwrap_used, clippy::expect_used)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod app;
mod dom;
mod engine;
mod format;
mod i18n;
mod interview;
mod offline;
mod registry;
mod route;
mod session;
mod settings;
mod text;
mod theme;
mod view;

fn main() {
    // A panic ends the page (`static/boot.js` says so to the user); the console says where it happened.
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("{panic}")));
    dom::remove("splash");
    leptos::mount::mount_to_body(app::Page);
}
