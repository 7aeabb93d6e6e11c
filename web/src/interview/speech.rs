//! The browser's own speech: dictation and reading aloud. Off until asked for, and only where the browser has it.

use js_sys::{Array, Function, Reflect};
use leptos::prelude::*;
use recruta_api::interview::Language;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{SpeechRecognition, SpeechRecognitionEvent, SpeechSynthesis, SpeechSynthesisUtterance};

use super::record::Record;

/// How dictation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dictation {
    /// Silent.
    Off,
    /// Listening.
    On,
    /// The browser refused or failed.
    Failed,
}

/// Speech of the page.
#[derive(Clone, Copy)]
pub struct Speech {
    /// Whether questions are read aloud.
    pub aloud: RwSignal<bool>,
    /// How dictation is.
    pub dictation: RwSignal<Dictation>,
    recognition: StoredValue<Option<SpeechRecognition>, LocalStorage>,
}

/// The tag that speech is asked for in.
pub fn tag(language: Language) -> &'static str {
    match language {
        Language::Pt => "pt-BR",
        Language::En => "en-US",
    }
}

impl Speech {
    /// All off.
    pub fn new() -> Self {
        Self {
            aloud: RwSignal::new(false),
            dictation: RwSignal::new(Dictation::Off),
            recognition: StoredValue::new_local(None),
        }
    }

    /// Whether the browser reads aloud.
    pub fn can_speak() -> bool {
        synthesis().is_some()
    }

    /// Whether the browser takes dictation.
    pub fn can_listen() -> bool {
        recogniser().is_some()
    }

    /// Ends whatever is said and heard.
    pub fn hush(self) {
        if let Some(synthesis) = synthesis() {
            synthesis.cancel();
        }
        if let Some(recognition) = self.recognition.get_value() {
            // What is still being recognised would be written into an answer that was sent.
            recognition.abort();
        }
    }

    /// Reads a question, if the candidate wants that.
    pub fn say_turn(self, record: RwSignal<Option<Record>>, question: usize, turn: usize) {
        if !self.aloud.get_untracked() {
            return;
        }
        let said = record.with_untracked(|record| {
            let record = record.as_ref()?;
            let asked = record.question(question)?.turns.get(turn)?.asked.clone();
            Some((asked, tag(record.session.language)))
        });
        if let Some((text, lang)) = said {
            say(&text, lang);
        }
    }

    /// Listens until stopped; `heard` gets each finished piece.
    pub fn listen(self, lang: &str, heard: impl Fn(String) + 'static) {
        self.stop_listening();
        let started = start(lang, heard, move |failed| {
            self.recognition.set_value(None);
            self.dictation.set(if failed { Dictation::Failed } else { Dictation::Off });
        });
        self.dictation.set(if started.is_ok() { Dictation::On } else { Dictation::Failed });
        self.recognition.set_value(started.ok());
    }

    /// Stops listening; what was said so far is still written.
    pub fn stop_listening(self) {
        if let Some(recognition) = self.recognition.get_value() {
            recognition.stop();
        }
    }
}

fn say(text: &str, lang: &str) {
    let Some(synthesis) = synthesis() else { return };
    if let Ok(utterance) = SpeechSynthesisUtterance::new_with_text(text) {
        utterance.set_lang(lang);
        synthesis.cancel();
        synthesis.speak(&utterance);
    }
}

fn start(
    lang: &str,
    heard: impl Fn(String) + 'static,
    ended: impl Fn(bool) + 'static,
) -> Result<SpeechRecognition, JsValue> {
    let class = recogniser().ok_or(JsValue::NULL)?;
    let recognition: SpeechRecognition = Reflect::construct(&class, &Array::new())?.unchecked_into();
    recognition.set_lang(lang);
    recognition.set_continuous(true)?;
    recognition.set_interim_results(false);
    let on_result = Closure::<dyn Fn(SpeechRecognitionEvent)>::new(move |event: SpeechRecognitionEvent| {
        let Some(results) = event.results() else { return };
        for at in event.result_index()..results.length() {
            let best =
                results.get(at).filter(web_sys::SpeechRecognitionResult::is_final).and_then(|r| r.get(0));
            if let Some(best) = best {
                heard(best.transcript().trim().to_owned());
            }
        }
    });
    let has_failed = std::rc::Rc::new(std::cell::Cell::new(false));
    let failing = has_failed.clone();
    let on_error = Closure::<dyn Fn()>::new(move || failing.set(true));
    let on_end = Closure::<dyn Fn()>::new(move || ended(has_failed.get()));
    recognition.set_onresult(Some(on_result.as_ref().unchecked_ref()));
    recognition.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    recognition.set_onend(Some(on_end.as_ref().unchecked_ref()));
    // Three small functions a press of the button.
    on_result.forget();
    on_error.forget();
    on_end.forget();
    recognition.start()?;
    Ok(recognition)
}

/// Under its own name or the one it was born with.
fn recogniser() -> Option<Function> {
    let named = |name: &str| Reflect::get(&window(), &name.into()).ok()?.dyn_into::<Function>().ok();
    named("SpeechRecognition").or_else(|| named("webkitSpeechRecognition"))
}

fn synthesis() -> Option<SpeechSynthesis> {
    let found = Reflect::get(&window(), &"speechSynthesis".into()).ok()?;
    found.is_object().then(|| found.unchecked_into())
}
