//! What a model is asked: two worked examples, then the question, what was said, and one thing that was missing.

use super::Point;
use crate::{
    Result,
    generate::{Generator, Message, Role},
    interview::{PlannedQuestion, Quote, Score, lawful, word::words},
    text::{Language, sentences},
};

/// Tokens of the candidate's own words. What they lack is said beside them; more only slows the model down.
const MAX_ANSWER_TOKENS: usize = 64;

/// Tokens of the question's wording, which a session that was changed by hand could make long.
const MAX_QUESTION_TOKENS: usize = 120;

/// Faults of an answer that is not shown to a model: orders to whoever scores, or nothing of the candidate's own.
const NOT_QUOTED: [&str; 5] = ["injection", "copied", "wrong_language", "stuffing", "off_topic"];

/// The start of the advice. Left to begin by itself, a small model answers the question instead. No space at the end: tokens
/// begin with theirs.
pub fn opening(language: Language, point: &Point) -> &'static str {
    match (language, point.component.as_str()) {
        // The bank's points are verbs ("Verifica a identidade"), the rubric's are things ("O resultado").
        (Language::Pt, "coverage") => "Para melhorar a resposta, explique como você",
        (Language::Pt, _) => "Para melhorar a resposta, conte também",
        (Language::En, _) => "To make this answer stronger,",
    }
}

/// The chat, without the opening. Examples are turns of their own, which small models follow better than orders.
pub(super) fn turns(
    language: Language,
    planned: &PlannedQuestion,
    point: &str,
    generator: &dyn Generator,
) -> Result<Vec<Message>> {
    let (system, examples) = match language {
        Language::Pt => (SYSTEM_PT, EXAMPLES_PT),
        Language::En => (SYSTEM_EN, EXAMPLES_EN),
    };
    let mut turns = vec![Message::new(Role::System, system)];
    for [question, answer, missing, advice] in examples {
        turns.push(Message::new(Role::User, asked(language, question, answer, missing)));
        turns.push(Message::new(Role::Assistant, advice));
    }
    let question = cut(&one_line(&planned.text), MAX_QUESTION_TOKENS, generator)?;
    let answer = excerpt(planned, generator)?;
    let request = asked(language, &question, &answer, &uncapitalised(point));
    turns.push(Message::new(Role::User, generator.tokenizer().without_control_tokens(&request)));
    Ok(turns)
}

fn asked(language: Language, question: &str, answer: &str, missing: &str) -> String {
    match language {
        Language::Pt => format!("Pergunta: {question}\nResposta: \"{answer}\"\nFalta: {missing}."),
        Language::En => format!("Question: {question}\nAnswer: \"{answer}\"\nMissing: {missing}."),
    }
}

/// The sentences that earned points, or the first ones where none did, as far as the tokens reach. On one line and without
/// quotation marks, so that they cannot end the quotation they stand in; what is private stays out.
fn excerpt(planned: &PlannedQuestion, generator: &dyn Generator) -> Result<String> {
    let capped = planned.score.as_ref().and_then(|score| score.cap.as_ref());
    if capped.is_some_and(|cap| NOT_QUOTED.contains(&cap.reason.as_str())) {
        return Ok("…".to_owned());
    }
    let answers = planned.answers();
    let said = answers
        .iter()
        .enumerate()
        .flat_map(|(turn, answer)| sentences(answer).into_iter().map(move |(_, sentence)| (turn, sentence)));
    let said: Vec<(usize, &str)> =
        said.filter(|(_, sentence)| lawful::volunteered(&words(sentence)).is_empty()).collect();
    let earned = |(turn, sentence): &&(usize, &str)| {
        quotes(planned.score.as_ref()).any(|quote| quote.turn == *turn && sentence.contains(&quote.text))
    };
    let mut chosen: Vec<&str> = said.iter().filter(earned).map(|(_, sentence)| *sentence).collect();
    if chosen.is_empty() {
        chosen = said.iter().map(|(_, sentence)| *sentence).collect();
    }
    cut(&one_line(&chosen.join(" ")), MAX_ANSWER_TOKENS, generator)
}

fn quotes(score: Option<&Score>) -> impl Iterator<Item = &Quote> {
    score.into_iter().flat_map(|score| &score.components).flat_map(|component| &component.quotes)
}

fn one_line(text: &str) -> String {
    let marks = |c: char| matches!(c, '"' | '“' | '”' | '«' | '»' | '`');
    text.replace(marks, "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As many whole words as fit.
fn cut(text: &str, max_tokens: usize, generator: &dyn Generator) -> Result<String> {
    let all: Vec<&str> = text.split(' ').collect();
    // A word is at least a token, so what is beyond cannot fit.
    let mut n = all.len().min(max_tokens);
    loop {
        let piece = all[..n].join(" ");
        if n <= 1 || generator.tokenizer().encode(&piece)?.len() <= max_tokens {
            return Ok(if n < all.len() { piece + "…" } else { piece });
        }
        n -= 1 + n / 16;
    }
}

/// As it stands within a sentence; names and acronyms keep their capitals.
fn uncapitalised(point: &str) -> String {
    let mut chars = point.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(chars).collect(),
        _ => point.to_owned(),
    }
}

const SYSTEM_PT: &str = "Você diz a candidatos, em uma frase, o que acrescentar à resposta.";
const SYSTEM_EN: &str = "You tell candidates, in one sentence, what to add to their answer.";

/// Question, answer, what was missing, advice. Their subjects are those of no question of the bank, so that words taken
/// from them are noticed.
const EXAMPLES_PT: [[&str; 4]; 2] = [
    [
        "Conte um defeito que você corrigiu.",
        "A página estava lenta e a gente arrumou.",
        "explica como a causa foi achada",
        "Para melhorar a resposta, explique como você descobriu por que a página estava lenta.",
    ],
    [
        "Como você mantém o time informado?",
        "Mando e-mail para todo mundo.",
        "adapta a mensagem a quem lê",
        "Para melhorar a resposta, explique como você adaptou os e-mails a cada tipo de leitor.",
    ],
];
const EXAMPLES_EN: [[&str; 4]; 2] = [
    [
        "Tell me about a defect you fixed.",
        "The page was slow and we fixed it.",
        "explains how the cause was found",
        "To make this answer stronger, explain how you found out why the page was slow.",
    ],
    [
        "How do you keep a team informed?",
        "I send e-mails to everybody.",
        "adapts the message to the reader",
        "To make this answer stronger, tell how you adapted the e-mails to different readers, and give an example.",
    ],
];
