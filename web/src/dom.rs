//! The little of the page's elements that is handled by hand.

use leptos::prelude::{document, request_animation_frame};
use recruta_api::interview::{Citation, CitationKind};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, FocusOptions, HtmlDialogElement, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition,
};

/// Id of the question box.
pub const QUESTION: &str = "pergunta";
/// Id of the model panel.
pub const MODEL_PANEL: &str = "modelos";
/// Id of the button that ends a break of the interview.
pub const RESUME: &str = "retomar";
/// Id of the heading that says that the interview is over.
pub const INTERVIEW_END: &str = "entrevista-fim";
/// Id of the report's heading.
pub const REPORT: &str = "relatorio";

/// Id of what was asked in a turn of the interview.
pub fn turn_id(question: usize, turn: usize) -> String {
    format!("pergunta-{question}-{turn}")
}

/// Id of a question's heading in the interview.
pub fn question_id(question: usize) -> String {
    format!("entrevista-{question}")
}

/// Id of the model's advice on the answers to a question.
pub fn advice_id(question: usize) -> String {
    format!("conselho-{question}")
}

/// Id of the button that stops it.
pub fn advice_stop_id(question: usize) -> String {
    format!("conselho-{question}-parar")
}

/// Id of a record that an interview's plan cites.
pub fn source_id(citation: &Citation) -> String {
    let kind = match citation.kind {
        CitationKind::Vacancy => "vaga",
        CitationKind::Profile => "perfil",
    };
    format!("fonte-{kind}-{}", citation.id)
}

/// What belongs to an element of the interview, the largest first: a question of which nothing is answered, a turn.
const AROUND: [&str; 2] = [".question-part:not(:has(.turn ~ .open-turn))", ".turn"];

/// Moves focus to an element that the present change brings; what belongs to it is shown as well.
pub fn focus_later(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        let Some(element) = find::<HtmlElement>(&id) else { return };
        // One scroll, to all that belongs to it: of two the second would begin where the first has not ended.
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
        let around = AROUND.into_iter().find_map(|selector| element.closest(selector).ok().flatten());
        show_whole(around.as_ref().unwrap_or(&element));
    });
}

/// Scrolls as little as shows all of an element; one that fills the window begins at the top.
fn show_whole(element: &Element) {
    let room = document().document_element().map_or(0, |root| root.client_height());
    let is_tall = element.client_height() * 5 > room * 4;
    let block = if is_tall { ScrollLogicalPosition::Start } else { ScrollLogicalPosition::Nearest };
    show(element, block);
}

/// Moves focus to an element and shows it.
pub fn focus(id: &str) {
    if let Some(element) = find::<HtmlElement>(id) {
        let _ = element.focus();
        show(&element, ScrollLogicalPosition::Nearest);
    }
}

/// Gives focus to an element when it was lost with one that is gone.
pub fn rescue_focus(id: &str) {
    let is_lost = document().active_element().is_none_or(|element| {
        element.tag_name().eq_ignore_ascii_case("body") || element.tag_name().eq_ignore_ascii_case("dialog")
    });
    if is_lost {
        focus(id);
    }
}

/// The same for an element that the present change brings.
pub fn rescue_focus_later(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || rescue_focus(&id));
}

/// Scrolls so that an element's top is in view.
pub fn scroll_to(id: &str) {
    if let Some(element) = find::<Element>(id) {
        show(&element, ScrollLogicalPosition::Start);
    }
}

/// Opens the model panel as a modal dialog: the browser keeps focus inside and closes it on Esc.
pub fn open_model_panel() {
    if let Some(dialog) = find::<HtmlDialogElement>(MODEL_PANEL) {
        let _ = dialog.show_modal();
    }
}

/// Closes the model panel; focus goes back to what opened it.
pub fn close_model_panel() {
    if let Some(dialog) = find::<HtmlDialogElement>(MODEL_PANEL) {
        dialog.close();
    }
}

/// Whether the model panel is open.
pub fn is_model_panel_open() -> bool {
    find::<HtmlDialogElement>(MODEL_PANEL).is_some_and(|dialog| dialog.open())
}

/// Removes an element.
pub fn remove(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.remove();
    }
}

fn find<T: JsCast>(id: &str) -> Option<T> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

fn show(element: &Element, block: ScrollLogicalPosition) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(block);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}
