//! What is drawn. Every view takes the [`App`](crate::app::App) handle and keeps no state that outlives it.

pub mod about;
pub mod answer;
pub mod composer;
pub mod copy;
pub mod entry;
pub mod filters;
pub mod header;
pub mod icon;
pub mod interview;
pub mod model_card;
pub mod model_panel;
pub mod nav;
pub mod overview;
pub mod preparing;
pub mod problem;
pub mod prose;
pub mod sources;
pub mod statement;
pub mod welcome;
