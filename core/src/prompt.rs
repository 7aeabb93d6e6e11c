//! What the language model is asked: instructions, numbered evidence within a budget, the question.

use std::collections::HashSet;

use crate::{
    Result,
    answer::{Statement, keep_valid},
    generate::{Generator, Message, Role},
    hash::sha256_hex,
    retrieve::{Evidence, Source},
    text::{Language, analyze, sentences},
};

/// Evidence tokens of a prompt unless the caller says otherwise, of the 350 the design allows: prompt processing is what
/// delays the first word.
pub const MAX_EVIDENCE_TOKENS: usize = 220;

/// Sources offered to the model; a small model loses track of more.
const MAX_SOURCES: usize = 4;

/// A prompt in the model's own chat form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// The text, byte for byte as the model gets it.
    pub text: String,
    /// Its token ids.
    pub tokens: Vec<u32>,
    /// How many of them every prompt in this language begins with.
    pub n_shared: usize,
    /// Its turns, for a question that follows up.
    pub turns: Vec<Message>,
    /// Numbers of the sources it quotes; the answer may cite no other.
    pub sources: Vec<usize>,
    /// First words of the answer, which the prompt ends with: left to begin by itself, a small model copies the
    /// evidence's list instead of writing a sentence.
    pub opening: &'static str,
}

/// Tokens that parts of a conversation may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// The quoted evidence, numbers included.
    pub evidence: usize,
    /// The answer.
    pub answer: usize,
}

/// Builds the prompt for a question with its evidence, and the numbers that answer it, if it is one that numbers answer.
/// Evidence is counted with the model's own tokenizer, and shorter than its room when the context must also hold the
/// answer.
///
/// **Errors.** [`crate::Error::ModelUnsupported`] when the model has no chat template.
pub fn build(
    generator: &dyn Generator,
    question: &str,
    evidence: &Evidence,
    numbers: &[Statement],
    room: Room,
) -> Result<Prompt> {
    let question = generator.tokenizer().without_control_tokens(question);
    let bare = turns(&question, evidence.language, "");
    let bare = render(generator, &bare, opening(evidence.language, &question))?;
    let bare = generator.tokenizer().encode_prompt(&bare)?;
    let left = generator.info().context_length.saturating_sub(bare.len() + room.answer + 1);
    let budget = room.evidence.min(left);
    let counted = numbers_line(generator, numbers, budget / 2)?;
    let used = generator.tokenizer().encode(&counted)?.len();
    let (quotes, sources) = evidence_block(generator, evidence, &question, budget.saturating_sub(used))?;
    let block = counted + &quotes;
    let turns = turns(&question, evidence.language, &block);
    let opening = opening(evidence.language, &question);
    let text = render(generator, &turns, opening)?;
    let tokens = generator.tokenizer().encode_prompt(&text)?;
    let n_shared = bare.iter().zip(&tokens).take_while(|(a, b)| a == b).count();
    Ok(Prompt { text, tokens, n_shared, turns, sources, opening })
}

/// Builds the prompt for a question about what an earlier prompt quoted: its turns, the answer that was given, and the
/// question. The model has read all but the last. None when the context does not hold it all.
pub fn follow_up(
    generator: &dyn Generator,
    question: &str,
    language: Language,
    earlier: &Prompt,
    answer: &str,
    max_new_tokens: usize,
) -> Result<Option<Prompt>> {
    let tokenizer = generator.tokenizer();
    let question = tokenizer.without_control_tokens(question);
    let mut turns = earlier.turns.clone();
    turns.push(Message::new(Role::Assistant, tokenizer.without_control_tokens(answer)));
    turns.push(Message::new(Role::User, follow_up_request(language, &question)));
    let opening = opening(language, &question);
    let text = render(generator, &turns, opening)?;
    let tokens = tokenizer.encode_prompt(&text)?;
    let fits = tokens.len() + max_new_tokens < generator.info().context_length;
    let prompt =
        Prompt { text, tokens, n_shared: earlier.n_shared, turns, sources: earlier.sources.clone(), opening };
    Ok(fits.then_some(prompt))
}

/// sha256 of the wording: what is the same in every prompt, in both languages. Whoever changes a word of it changes what
/// models write, so reports and registered versions name it.
pub fn fingerprint() -> String {
    let mut words = String::new();
    for language in [Language::Pt, Language::En] {
        for turn in turns("{question}", language, "{evidence}") {
            words.push_str(&format!("{turn:?}\n"));
        }
        for question in ["", "skills"] {
            words.push_str(&format!("{}\n", opening(language, question)));
        }
        words.push_str(&format!("{}\n", follow_up_request(language, "{question}")));
    }
    sha256_hex(format!("{words}{MAX_SOURCES}").as_bytes())
}

fn follow_up_request(language: Language, question: &str) -> String {
    match language {
        Language::Pt => format!("Responda com as mesmas evidências, citando como [1]: {question}"),
        Language::En => format!("Answer from the same evidence, citing like [1]: {question}"),
    }
}

fn render(generator: &dyn Generator, turns: &[Message], opening: &str) -> Result<String> {
    let template = generator.chat_template().ok_or_else(|| crate::Error::ModelUnsupported {
        detail: "the file has no chat template; choose a chat model".to_owned(),
    })?;
    Ok(template.render(turns)? + opening)
}

fn turns(question: &str, language: Language, evidence: &str) -> Vec<Message> {
    let (system, user) = match language {
        Language::Pt => (
            "Você ajuda recrutadores.",
            format!(
                "Estas pessoas foram contratadas:\n{evidence}\nResponda em português, em uma a três frases curtas que \
                 citam a evidência, como [1]: {question}"
            ),
        ),
        Language::En => (
            "You help recruiters.",
            format!(
                "These people were hired:\n{evidence}\nAnswer in English, in one to three short sentences that cite the \
                 evidence, like [1]: {question}"
            ),
        ),
    };
    vec![Message::new(Role::System, system), Message::new(Role::User, user)]
}

fn opening(language: Language, question: &str) -> &'static str {
    match language {
        Language::Pt => "Os perfis contratados",
        Language::En if asks_for_skills(question) => "The hired profiles share skills such as",
        Language::En => "The hired profiles",
    }
}

/// Whether an English question is about what people know, as most are.
fn asks_for_skills(question: &str) -> bool {
    let words =
        ["skill", "skills", "common", "technologies", "technology", "tools", "know", "knowledge", "valued"];
    question.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word.to_lowercase().as_str()))
}

/// The numbers, without their citations, as far as they fit: counts that end a list of them are left out first.
fn numbers_line(generator: &dyn Generator, numbers: &[Statement], budget: usize) -> Result<String> {
    let Some(first) = numbers.first() else { return Ok(String::new()) };
    let text = keep_valid(&first.text, &[]);
    let items: Vec<&str> = text.split(", ").collect();
    for n in (2..=items.len()).rev() {
        let line = items[..n].join(", ").trim_end_matches('.').to_owned() + ".\n";
        let line = generator.tokenizer().without_control_tokens(&line);
        if generator.tokenizer().encode(&line)?.len() <= budget {
            return Ok(line);
        }
    }
    Ok(String::new())
}

/// The numbered quotes that fit, and their numbers.
fn evidence_block(
    generator: &dyn Generator,
    evidence: &Evidence,
    question: &str,
    budget: usize,
) -> Result<(String, Vec<usize>)> {
    let terms: HashSet<String> = analyze(question).into_iter().map(|term| term.text).collect();
    let tokenizer = generator.tokenizer();
    let (mut block, mut numbers, mut used) = (String::new(), Vec::new(), 0);
    for source in evidence.sources.iter().take(MAX_SOURCES) {
        let share = (budget - used) / (MAX_SOURCES.min(evidence.sources.len()) - numbers.len()).max(1);
        let quote = quote(source, evidence.language, &terms, share, |text| {
            tokenizer.encode(text).map(|ids| ids.len())
        })?;
        let line = tokenizer.without_control_tokens(&quote) + "\n";
        let cost = tokenizer.encode(&line)?.len();
        if quote.is_empty() || used + cost > budget {
            continue;
        }
        used += cost;
        block.push_str(&line);
        numbers.push(source.number);
    }
    Ok((block, numbers))
}

/// `[1] Title. Skills: a, b. "the sentences that name the question's terms"`, within `budget` tokens.
fn quote(
    source: &Source,
    language: Language,
    terms: &HashSet<String>,
    budget: usize,
    count: impl Fn(&str) -> Result<usize>,
) -> Result<String> {
    let title = source.hires.first().map_or(source.profile_title.as_str(), |hire| hire.title.as_str());
    let label = if language == Language::Pt { "Competências" } else { "Skills" };
    let mut quote = format!("[{}] {title}.", source.number);
    if count(&quote)? > budget {
        return Ok(String::new());
    }
    for n_skills in (1..=source.skills.len().min(8)).rev() {
        let with_skills = format!("{quote} {label}: {}.", source.skills[..n_skills].join(", "));
        if count(&with_skills)? <= budget {
            quote = with_skills;
            break;
        }
    }
    for sentence in by_overlap(&source.text, terms).into_iter().take(2) {
        let longer = format!("{quote} {sentence}");
        if count(&longer)? <= budget {
            quote = longer;
        }
    }
    Ok(quote)
}

/// Sentences that name the terms, those that name most first, then as they stand.
fn by_overlap<'a>(text: &'a str, terms: &HashSet<String>) -> Vec<&'a str> {
    let overlap =
        |sentence: &str| analyze(sentence).into_iter().filter(|term| terms.contains(&term.text)).count();
    let mut ranked: Vec<(usize, &str)> = sentences(text).into_iter().map(|(_, s)| (overlap(s), s)).collect();
    ranked.retain(|(n, _)| *n > 0);
    ranked.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    ranked.into_iter().map(|(_, sentence)| sentence).collect()
}
