//! Files for the candidate to keep, made in the tab and handed to the browser's downloads.

use leptos::prelude::*;
use recruta_api::interview::Report;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// A form of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Text.
    Markdown,
    /// The report as the engine gives it.
    Json,
}

impl Form {
    fn media_type(self) -> &'static str {
        match self {
            Self::Markdown => "text/markdown;charset=utf-8",
            Self::Json => "application/json",
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Json => "json",
        }
    }
}

/// The report as a JSON text, indented.
pub fn json(report: &Report) -> String {
    serde_json::to_string_pretty(report).unwrap_or_default()
}

/// `entrevista-9001-2026-11-25.md`. A pasted description has no id.
pub fn file_name(vacancy: Option<&str>, day: &str, form: Form) -> String {
    let id: String = vacancy.unwrap_or("vaga").chars().filter(char::is_ascii_alphanumeric).collect();
    format!("entrevista-{id}-{day}.{}", form.extension())
}

/// The local day of a moment, `2026-11-25`.
pub fn day(ms: f64) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(ms));
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// Hands a text to the browser's downloads.
///
/// **Errors.** What the browser says when it refuses.
pub fn download(name: &str, form: Form, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(form.media_type());
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has taken the file by then; until the page goes it would stay in memory.
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&url);
        },
        std::time::Duration::from_mins(1),
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Form, file_name};

    #[test]
    fn names_hold_nothing_a_file_system_minds() {
        assert_eq!(file_name(Some("9/0:01"), "2026-01-02", Form::Json), "entrevista-9001-2026-01-02.json");
        assert_eq!(file_name(None, "2026-01-02", Form::Markdown), "entrevista-vaga-2026-01-02.md");
    }
}
