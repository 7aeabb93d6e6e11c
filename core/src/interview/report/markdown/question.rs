//! A question of the report: what was asked and said, the score and why.

use super::{Say, band_name, inline, kind_name, quoted};
use crate::interview::{Cap, Component, PlannedQuestion, QuestionStatus, Quote, Score, rubric::MAX_LEVEL};

pub(super) fn question_section(question: &PlannedQuestion, say: Say) -> String {
    let (number, name) = (question.number, inline(&question.competency_name));
    let title = format!("## {number}. {name} ({})", kind_name(question.kind, say));
    let mut out = format!("{title}\n\n{}\n\n", inline(&question.why));
    let unscored = match question.status {
        QuestionStatus::NotAsked => Some(say.of("Não perguntada:", "Not asked:")),
        QuestionStatus::Asked => Some(say.of("Aguardando resposta:", "Waiting for an answer:")),
        QuestionStatus::NotAnswered => Some(say.of("Não respondida:", "Not answered:")),
        QuestionStatus::Answered => None,
    };
    if let Some(unscored) = unscored {
        return out + &format!("**{unscored}** {}\n\n", inline(&question.text));
    }
    for turn in &question.turns {
        let answer = turn.answer.as_deref().unwrap_or_default();
        let passed = say.of("(não respondida)", "(not answered)");
        let answer = if answer.is_empty() { passed.to_owned() } else { quoted(answer) };
        out.push_str(&format!("**{}**\n\n{answer}\n\n", inline(&turn.asked)));
    }
    if let Some(score) = &question.score {
        let n_answers = question.answers().iter().filter(|answer| !answer.is_empty()).count();
        out.push_str(&score_table(score, n_answers > 1, say));
    }
    if let Some(advice) = &question.advice {
        let title =
            say.of("Conselho do modelo (não conta na nota)", "Advice from the model (not part of the score)");
        out.push_str(&format!("**{title}**\n\n> {}\n\n", inline(advice)));
    }
    for attempt in &question.earlier {
        out.push_str(&format!(
            "{}: {}/100\n\n",
            say.of("Tentativa anterior", "Earlier attempt"),
            attempt.overall
        ));
    }
    out
}

pub(super) fn points(level: u32, weight: u32) -> f64 {
    f64::from(level * weight) / f64::from(MAX_LEVEL)
}

/// `has_turns`: whether quotes must say which answer they are from.
fn score_table(score: &Score, has_turns: bool, say: Say) -> String {
    let mut out = format!("**{}/100 ({})**\n\n", score.overall, band_name(score.band, say));
    if let Some(cap) = &score.cap {
        out.push_str(&format!("{}{}\n\n", cap.words, limit(cap, say)));
    }
    for component in &score.components {
        out.push_str(&component_lines(component, has_turns, say));
    }
    if !score.not_scored.is_empty() {
        out.push_str(say.of(
            "\nO que você contou da sua vida pessoal não entrou na nota.\n",
            "\nWhat you told of your private life was not scored.\n",
        ));
    }
    out + "\n"
}

/// What a limit took away, if anything.
fn limit(cap: &Cap, say: Say) -> String {
    if cap.instead_of <= cap.at_most {
        return String::new();
    }
    format!(
        " ({} {}, {} {})",
        say.of("no máximo", "at most"),
        cap.at_most,
        say.of("em vez de", "instead of"),
        cap.instead_of
    )
}

fn component_lines(component: &Component, has_turns: bool, say: Say) -> String {
    let points = say.number(points(component.level, component.weight));
    let mut out = format!(
        "- **{}: {}/{MAX_LEVEL}** ({points} {} {}). {}",
        component.name,
        component.level,
        say.of("de", "of"),
        component.weight,
        component.words
    );
    if !component.counted.is_empty() {
        out.push_str(&format!(" {}: {}.", say.of("Contado", "Counted"), component.counted));
    }
    out.push('\n');
    for quote in &component.quotes {
        let turn = match (has_turns, quote.turn + 1) {
            (false, _) => String::new(),
            (true, n) => format!(" ({} {n})", say.of("resposta", "answer")),
        };
        out.push_str(&format!("  - {}: “{}”{turn}\n", quote.shows, focused(quote)));
    }
    for missing in &component.missing {
        out.push_str(&format!("  - {}: {missing}\n", say.of("falta", "missing")));
    }
    out
}

/// A quote with the words in bold that show what it shows.
fn focused(quote: &Quote) -> String {
    quote
        .parts()
        .into_iter()
        .map(|(text, is_focus)| {
            let said = inline(&text);
            // Markdown has no bold that begins or ends with a space.
            let (before, after) =
                (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
            let space = |is: bool| if is { " " } else { "" };
            match is_focus {
                true => format!("**{said}**"),
                false if said.is_empty() => " ".to_owned(),
                false => format!("{}{said}{}", space(before), space(after)),
            }
        })
        .collect()
}
