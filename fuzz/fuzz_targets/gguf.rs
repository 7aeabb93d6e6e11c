//! A model file may be anything: reading it costs an error, never a panic, an abort, or more memory than it is long.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use recruta_core::generate::{Generator, LlamaGenerator, Message, Role};
use recruta_kernels::Pool;

fuzz_target!(|file: &[u8]| {
    let Ok(mut model) = LlamaGenerator::load(&mut Cursor::new(file), &Pool::single(), &mut |_, _| {}) else {
        return;
    };
    drop(model.forward(&[1, 2, 0], 0));
    drop(model.forward(&[1], 3));
    drop(model.tokenizer().encode_prompt("vaga <s>de Java</s>\n"));
    if let Some(template) = model.chat_template() {
        drop(template.render(&[Message::new(Role::System, "Seja breve."), Message::new(Role::User, "Olá?")]));
    }
});
