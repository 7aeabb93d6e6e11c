//! `recruta ask`: a question in the terminal.

use std::{
    io::{IsTerminal as _, Write as _},
    path::PathBuf,
};

use anyhow::Result;
use recruta_api::{answer::AnswerBody, answer::ProseStatus};
use recruta_core::{
    engine::{AskEvent, AskOptions},
    retrieve::{Evidence, Filters, check_question},
    text::Language,
};

use crate::{filter::FilterArgs, output, place::Place};

/// Tokens compared between builds.
const PARITY_TOKENS: usize = 16;

/// Arguments of `recruta ask`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The question, in Portuguese or English
    pub question: String,
    /// Where bundle and models lie.
    #[command(flatten)]
    pub place: Place,
    /// GGUF file of the language model, or `none`; the best in the models folder unless given
    #[arg(long, value_name = "FILE|none")]
    pub generator: Option<PathBuf>,
    /// Tokens the model may write
    #[arg(long, default_value_t = AskOptions::default().max_new_tokens)]
    pub max_tokens: usize,
    /// Which hires it is about.
    #[command(flatten)]
    pub filters: FilterArgs,
    /// Sources at most
    #[arg(long, default_value_t = AskOptions::default().top_k)]
    pub top_k: usize,
    /// Print the whole answer as one JSON object
    #[arg(long)]
    pub json: bool,
    /// Print retrieved ids, prompt and first tokens instead of an answer, for comparison with other builds
    #[arg(long, hide = true)]
    pub debug_parity: bool,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<()> {
    // Before models are loaded: a bad question should not wait for them.
    check_question(&args.question)?;
    let filters = Filters::from(&args.filters);
    filters.check()?;
    let mut engine = args.place.engine()?;
    if let Some(loaded) = args.place.generator(args.generator.as_ref())? {
        engine.set_generator(Some(Box::new(loaded.generator)));
    }
    let options =
        AskOptions { top_k: args.top_k, filters, max_new_tokens: args.max_tokens, ..AskOptions::default() };
    if args.debug_parity {
        return output::json(&engine.trace(&args.question, PARITY_TOKENS)?);
    }
    let mut asking = engine.begin(&args.question, &options)?;
    while let Some(event) = engine.step(&mut asking)? {
        match event {
            AskEvent::Answer(answer) if args.json => output::json(&AnswerBody::from(answer))?,
            _ if args.json => {}
            event => show(event)?,
        }
    }
    Ok(())
}

fn show(event: AskEvent) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match event {
        AskEvent::Evidence(evidence) => show_sources(&evidence)?,
        AskEvent::Composed(statements) => {
            for statement in statements {
                writeln!(out, "{}", statement.text)?;
            }
        }
        AskEvent::Prefill { done, total } => progress(&format!("the model reads {done}/{total} tokens")),
        AskEvent::Token { n_tokens, .. } => progress(&format!("the model writes, {n_tokens} tokens")),
        AskEvent::Prose(statement) => {
            progress("");
            writeln!(out, "model: {}", statement.text)?;
        }
        AskEvent::Answer(answer) => {
            let body = AnswerBody::from(answer);
            if body.prose.status != ProseStatus::Absent {
                progress("");
                eprintln!("{}", ending(&body));
            }
        }
    }
    out.flush()?;
    Ok(())
}

/// A line that the next one replaces; nothing where stderr is a file.
fn progress(line: &str) {
    if std::io::stderr().is_terminal() {
        eprint!("\r{line:<44}\r");
    }
}

fn show_sources(evidence: &Evidence) -> Result<()> {
    let mut out = std::io::stdout().lock();
    for source in &evidence.sources {
        let titles: Vec<String> = source
            .hires
            .iter()
            .map(|hire| format!("{} (vaga {}, {})", hire.title, hire.vacancy, hire.status))
            .collect();
        writeln!(out, "[{}] {} · perfil {}", source.number, titles.join("; "), source.profile)?;
        writeln!(
            out,
            "    {}",
            excerpt(&source.text, source.highlights.first().map_or(0, |range| range.start))
        )?;
    }
    if evidence.sufficient {
        writeln!(out)?;
    }
    Ok(())
}

/// About two hundred characters around a byte offset, cut at words.
fn excerpt(text: &str, around: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let before = text[..around].split_whitespace().count();
    let from = before.saturating_sub(8);
    let mut excerpt = words[from..].iter().take(28).copied().collect::<Vec<_>>().join(" ");
    if from > 0 {
        excerpt.insert_str(0, "… ");
    }
    if from + 28 < words.len() {
        excerpt.push_str(" …");
    }
    excerpt
}

fn ending(answer: &AnswerBody) -> String {
    let reason = answer.prose.reason.as_deref().unwrap_or("");
    let portuguese = answer.language == Language::Pt.code();
    match (answer.prose.status, portuguese) {
        (ProseStatus::Withheld, true) => format!("o texto do modelo foi retido ({reason})"),
        (ProseStatus::Withheld, false) => format!("the model's text was withheld ({reason})"),
        (ProseStatus::Partial, true) => format!("o resto do texto do modelo foi retido ({reason})"),
        (ProseStatus::Partial, false) => format!("the rest of the model's text was withheld ({reason})"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_excerpt_shows_the_words_around_the_offset() {
        let text = "um dois três quatro cinco seis sete oito nove dez Python fim";
        let shown = super::excerpt(text, text.find("Python").expect("is there"));
        assert_eq!(shown, "… três quatro cinco seis sete oito nove dez Python fim");
    }
}
