//! The chat form a model was trained on, as its file states it.

use minijinja::{Environment, ErrorKind, context};
use serde::Serialize;

use super::GgufTokenizer;
use crate::{Error, Result, gguf::Gguf};

/// Who says a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Instructions.
    System,
    /// The person.
    User,
    /// The model.
    Assistant,
}

/// One turn of a chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Message {
    /// Who says it.
    pub role: Role,
    /// What.
    pub content: String,
}

impl Message {
    /// A turn.
    pub fn new(role: Role, content: impl Into<String>) -> Self {
        Self { role, content: content.into() }
    }
}

/// `tokenizer.chat_template`, a Jinja template, compiled.
#[derive(Debug)]
pub struct ChatTemplate {
    environment: Environment<'static>,
    bos: String,
    eos: String,
}

const NAME: &str = "chat";

impl ChatTemplate {
    /// The template of a GGUF file, if it has one. One that does not compile is a damaged file.
    pub(super) fn from_metadata(gguf: &Gguf, tokenizer: &GgufTokenizer) -> Result<Option<Self>> {
        let Some(source) = gguf.text("tokenizer.chat_template") else { return Ok(None) };
        let (bos, eos) = (tokenizer.bos().unwrap_or(""), tokenizer.eos().unwrap_or(""));
        Self::compile(source.to_owned(), bos, eos).map(Some)
    }

    /// Compiles a template with the two special tokens it may name.
    ///
    /// Blocks are trimmed as the reference implementation trims them (`trim_blocks`, `lstrip_blocks`).
    pub fn compile(source: String, bos: &str, eos: &str) -> Result<Self> {
        let mut environment = Environment::new();
        environment.set_trim_blocks(true);
        environment.set_lstrip_blocks(true);
        environment.set_unknown_method_callback(minijinja_contrib::pycompat::unknown_method_callback);
        environment.add_function("raise_exception", |message: String| -> Result<String, minijinja::Error> {
            Err(minijinja::Error::new(ErrorKind::InvalidOperation, message))
        });
        environment
            .add_template_owned(NAME, source)
            .map_err(|error| Error::corrupt(format!("chat template: {error}")))?;
        Ok(Self { environment, bos: bos.to_owned(), eos: eos.to_owned() })
    }

    /// The prompt that asks the model for the next turn.
    ///
    /// A template that refuses a system turn gets its text at the head of the first user turn.
    pub fn render(&self, messages: &[Message]) -> Result<String> {
        match self.try_render(messages) {
            Err(_) if messages.first().is_some_and(|first| first.role == Role::System) => {
                self.try_render(&merge_system(messages))
            }
            rendered => rendered,
        }
    }

    fn try_render(&self, messages: &[Message]) -> Result<String> {
        let render = || {
            let template = self.environment.get_template(NAME)?;
            template.render(context! {
                messages, add_generation_prompt => true, bos_token => self.bos, eos_token => self.eos,
            })
        };
        render().map_err(|error: minijinja::Error| Error::ModelUnsupported {
            detail: format!("chat template: {error}"),
        })
    }
}

fn merge_system(messages: &[Message]) -> Vec<Message> {
    let mut rest: Vec<Message> = messages[1..].to_vec();
    if let Some(first) = rest.first_mut() {
        first.content = format!("{}\n\n{}", messages[0].content, first.content);
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::{ChatTemplate, Message, Role};

    /// The form of TinyLlama-1.1B-Chat, as its file carries it.
    const ZEPHYR: &str = "{% for message in messages %}\n{% if message['role'] == 'user' %}\n{{ '<|user|>\n' + \
        message['content'] + eos_token }}\n{% elif message['role'] == 'system' %}\n{{ '<|system|>\n' + \
        message['content'] + eos_token }}\n{% elif message['role'] == 'assistant' %}\n{{ '<|assistant|>\n'  + \
        message['content'] + eos_token }}\n{% endif %}\n{% if loop.last and add_generation_prompt %}\n{{ \
        '<|assistant|>' }}\n{% endif %}\n{% endfor %}";

    #[test]
    fn zephyr_renders_as_its_metadata_says() {
        let template = ChatTemplate::compile(ZEPHYR.to_owned(), "<s>", "</s>").expect("compiles");
        let chat = [Message::new(Role::System, "Seja breve."), Message::new(Role::User, "Olá?")];
        let expected = "<|system|>\nSeja breve.</s>\n<|user|>\nOlá?</s>\n<|assistant|>\n";
        assert_eq!(template.render(&chat).expect("renders"), expected);
    }

    #[test]
    fn a_template_without_system_turns_gets_it_in_the_user_turn() {
        let source = "{% for m in messages %}{% if m.role == 'system' %}{{ raise_exception('no system') }}{% endif %}\
            {{ m.content.strip() }}|{% endfor %}";
        let template = ChatTemplate::compile(source.to_owned(), "", "").expect("compiles");
        let chat = [Message::new(Role::System, "S"), Message::new(Role::User, "U ")];
        assert_eq!(template.render(&chat).expect("renders"), "S\n\nU|");
    }
}
