//! What somebody says they did themselves: verbs in the first person singular.
//!
//! Portuguese marks the person at the verb's end ("analisei", "corrigi", "faria"), so endings and a list of irregular and
//! present forms find it; English has "I", so the verb after it counts, and those joined to it by "and".

use super::reading::Reading;
use crate::{interview::Kind, text::Language};

/// First-person forms that no ending tells.
const PT_FORMS: [&str; 92] = [
    "fiz",
    "fui",
    "pus",
    "trouxe",
    "disse",
    "dei",
    "vim",
    "propus",
    "refiz",
    "mantive",
    "obtive",
    "intervim",
    "expus",
    "compus",
    "dispus",
    "contrapus",
    "previ",
    "revi",
    "desfiz",
    "uso",
    "faco",
    "crio",
    "monto",
    "analiso",
    "comeco",
    "verifico",
    "configuro",
    "defino",
    "escrevo",
    "separo",
    "testo",
    "valido",
    "rodo",
    "trato",
    "evito",
    "reviso",
    "acompanho",
    "documento",
    "automatizo",
    "monitoro",
    "meco",
    "comparo",
    "investigo",
    "levanto",
    "mapeio",
    "organizo",
    "priorizo",
    "planejo",
    "converso",
    "pergunto",
    "explico",
    "registro",
    "abro",
    "corrijo",
    "ajusto",
    "aplico",
    "implemento",
    "desenvolvo",
    "publico",
    "versiono",
    "combino",
    "alinho",
    "apresento",
    "mostro",
    "proponho",
    "coleto",
    "reproduzo",
    "isolo",
    "leio",
    "procuro",
    "busco",
    "confirmo",
    "atendo",
    "oriento",
    "treino",
    "negocio",
    "lidero",
    "coordeno",
    "delego",
    "reuno",
    "divido",
    "estimo",
    "entrego",
    "peco",
    "consulto",
    "extraio",
    "carrego",
    "executo",
    "simulo",
    "restauro",
    "bloqueio",
    "estudo",
];

/// Words with such endings that are no such verbs.
const PT_OTHERS: [&str; 60] = [
    "aqui",
    "ali",
    "foi",
    "assim",
    "kpi",
    "api",
    "cli",
    "gui",
    "lei",
    "sei",
    "rei",
    "hei",
    "direi",
    "wifi",
    "taxi",
    "mini",
    "semi",
    "multi",
    "anti",
    "hifi",
    "abri-lo",
    "daqui",
    "dali",
    "pai",
    "vai",
    "cai",
    "sai",
    "mysqli",
    "cgi",
    "sci",
    "abi",
    "spi",
    "jei",
    "frei",
    "grei",
    "maria",
    "bateria",
    "engenharia",
    "secretaria",
    "parceria",
    "mensageria",
    "primaria",
    "necessaria",
    "varia",
    "padaria",
    "galeria",
    "materia",
    "portaria",
    "temporaria",
    "diaria",
    "voluntaria",
    "bancaria",
    "tributaria",
    "prioritaria",
    "usuaria",
    "seria",
    "teria",
    "haveria",
    "poderia",
    "deveria",
];

/// More of them: feelings and states, not deeds.
const PT_STATES: [&str; 18] = [
    "gostei",
    "achei",
    "pensei",
    "fiquei",
    "gostaria",
    "queria",
    "estaria",
    "ficaria",
    "acreditei",
    "precisei",
    "senti",
    "trabalhei",
    "estudei",
    "nasci",
    "cresci",
    "tentei",
    "tentaria",
    "procurei",
];

/// Verbs after "I" that are no deeds.
const EN_STATES: [&str; 42] = [
    "am",
    "was",
    "m",
    "think",
    "guess",
    "believe",
    "feel",
    "felt",
    "know",
    "knew",
    "like",
    "liked",
    "love",
    "want",
    "wanted",
    "hope",
    "understand",
    "understood",
    "see",
    "saw",
    "mean",
    "suppose",
    "try",
    "tried",
    "can",
    "could",
    "need",
    "needed",
    "had",
    "have",
    "do",
    "don",
    "didn",
    "did",
    "would",
    "should",
    "might",
    "may",
    "thought",
    "work",
    "worked",
    "wasn",
];

/// Words between "I" and its verb.
const EN_BETWEEN: [&str; 14] = [
    "also",
    "then",
    "first",
    "would",
    "d",
    "ll",
    "will",
    "ve",
    "have",
    "personally",
    "always",
    "often",
    "usually",
    "even",
];

/// Words at which an own action is said, one a verb, each verb once.
pub(super) fn own_actions(reading: &Reading, kind: Kind, language: Language) -> Vec<usize> {
    let mut found = match language {
        Language::Pt => portuguese(reading, kind),
        Language::En => english(reading),
    };
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|at| seen.insert(reading.stems[*at].clone()));
    found
}

fn portuguese(reading: &Reading, kind: Kind) -> Vec<usize> {
    let conditional = matches!(kind, Kind::Situational | Kind::Technical | Kind::Closing);
    reading
        .counted()
        .filter(|at| {
            let word = reading.words[*at].folded.as_str();
            PT_FORMS.contains(&word)
                || (is_past(word) || conditional && is_conditional(word)) && !is_other(word)
        })
        .collect()
}

fn is_other(word: &str) -> bool {
    PT_OTHERS.contains(&word) || PT_STATES.contains(&word)
}

/// "analisei", "resolvi", "construi".
fn is_past(word: &str) -> bool {
    let mut letters = word.chars().rev();
    let is_long = word.len() >= 4 && word.chars().all(char::is_alphabetic);
    let ends = letters.next() == Some('i');
    let before = letters.next().unwrap_or(' ');
    is_long && ends && (before == 'e' || before == 'u' || !"aeio".contains(before))
}

/// "faria", "analisaria", "leria".
fn is_conditional(word: &str) -> bool {
    word.len() >= 5 && ["aria", "eria", "iria"].iter().any(|ending| word.ends_with(ending))
}

fn english(reading: &Reading) -> Vec<usize> {
    let mut found = Vec::new();
    for sentence in &reading.sentences {
        let mut own = false;
        for at in sentence.clone().filter(|at| reading.counts(*at)) {
            let joined = own && is_past_tense(&reading.words[at].folded) && follows_a_joint(reading, at);
            let verb =
                (reading.words[at].folded == "i").then(|| verb_after(reading, at, sentence.end)).flatten();
            found.extend(verb.or(joined.then_some(at)));
            own |= verb.is_some();
        }
    }
    found
}

fn verb_after(reading: &Reading, i: usize, end: usize) -> Option<usize> {
    let skipped = |at: &usize| {
        let word = reading.words[*at].folded.as_str();
        EN_BETWEEN.contains(&word) || word.ends_with("ly")
    };
    let verb = (i + 1..end.min(i + 5)).find(|at| !skipped(at))?;
    let word = reading.words[verb].folded.as_str();
    (!EN_STATES.contains(&word) && reading.counts(verb) && word.len() > 2).then_some(verb)
}

fn is_past_tense(word: &str) -> bool {
    word.len() >= 5 && word.ends_with("ed")
        || ["wrote", "built", "made", "set", "took", "found", "ran", "led", "cut", "put", "sent", "got"]
            .contains(&word)
}

fn follows_a_joint(reading: &Reading, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| reading.words[before].folded.as_str());
    reading.breaks_before(at) || matches!(before, Some("and" | "then" | "also"))
}
