//! Panics end the engine; their message must not be lost with it.

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

thread_local! {
    static LISTENER: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Calls `listener` with the message of a panic, just before the trap that ends the engine.
///
/// Running out of memory traps without a panic: a trap that no message came before means that.
#[wasm_bindgen(js_name = onPanic)]
pub fn on_panic(listener: Function) {
    LISTENER.with(|slot| slot.replace(Some(listener)));
    std::panic::set_hook(Box::new(|info| {
        let message = JsValue::from_str(&info.to_string());
        LISTENER.with(|slot| {
            // A listener that throws, or that panicked itself, changes nothing: the trap follows.
            if let Some(listener) = slot.try_borrow().ok().as_deref().and_then(Option::as_ref) {
                let _ = listener.call1(&JsValue::NULL, &message);
            }
        });
    }));
}
