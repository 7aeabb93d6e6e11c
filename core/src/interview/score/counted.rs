//! What was counted for a level, in a few words: who reads a score can check the count.

use crate::text::Language;

/// Singular and plural in Portuguese, singular and plural in English.
type Noun = [&'static str; 4];

pub(super) const TOPIC_WORDS: Noun =
    ["palavra do assunto", "palavras do assunto", "word on the subject", "words on the subject"];
pub(super) const POINTS: Noun = ["ponto esperado", "pontos esperados", "expected point", "expected points"];
pub(super) const PHRASES: Noun =
    ["frase de apresentação", "frases de apresentação", "phrase of introduction", "phrases of introduction"];
pub(super) const ACTIONS: Noun = ["ação própria", "ações próprias", "own action", "own actions"];
pub(super) const SHARED: Noun = [
    "ação sem dizer de quem",
    "ações sem dizer de quem",
    "action without saying whose",
    "actions without saying whose",
];
pub(super) const NUMBERS: Noun = ["número", "números", "number", "numbers"];
pub(super) const TOOLS: Noun = ["ferramenta", "ferramentas", "tool", "tools"];
pub(super) const VAGUE: Noun = ["termo vago", "termos vagos", "vague term", "vague terms"];
pub(super) const SENTENCES: Noun = ["frase", "frases", "sentence", "sentences"];
pub(super) const ORDER: Noun = ["marca de ordem", "marcas de ordem", "mark of order", "marks of order"];
pub(super) const REASONS: Noun = ["motivo", "motivos", "reason", "reasons"];
pub(super) const PARTS: Noun = [
    "parte (contexto, ação, resultado, número no resultado)",
    "partes (contexto, ação, resultado, número no resultado)",
    "part (context, action, result, number in the result)",
    "parts (context, action, result, number in the result)",
];
pub(super) const WORDS: Noun = ["palavra", "palavras", "word", "words"];

/// "3 números".
pub(super) fn amount(n: usize, noun: Noun, language: Language) -> String {
    format!("{n} {}", form(n, noun, language))
}

/// "2 de 4 pontos esperados".
pub(super) fn share(n: usize, of: usize, noun: Noun, language: Language) -> String {
    let word = match language {
        Language::Pt => "de",
        Language::En => "of",
    };
    format!("{n} {word} {of} {}", form(of, noun, language))
}

/// Amounts, those of nothing left out; of nothing at all the first.
pub(super) fn amounts(all: &[(usize, Noun)], language: Language) -> String {
    let some: Vec<String> =
        all.iter().filter(|(n, _)| *n > 0).map(|(n, noun)| amount(*n, *noun, language)).collect();
    match all.first() {
        Some((n, noun)) if some.is_empty() => amount(*n, *noun, language),
        _ => some.join(", "),
    }
}

fn form(n: usize, [pt, pt_many, en, en_many]: Noun, language: Language) -> &'static str {
    match (language, n) {
        (Language::Pt, 1) => pt,
        (Language::Pt, _) => pt_many,
        (Language::En, 1) => en,
        (Language::En, _) => en_many,
    }
}
