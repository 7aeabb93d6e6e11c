//! What to ask next about a question that was answered in part.

use super::{
    Kind, Score, Turn,
    bank::{FollowUp, Question},
    rubric::Rubric,
    score::Findings,
    session::MAX_FOLLOW_UPS,
};
use crate::text::Language;

/// Answers as good as this are left alone.
const GOOD_ENOUGH: u32 = 88;

/// Answers that were no answers; asking about their parts would lead nowhere.
const HOPELESS: [&str; 4] = ["injection", "copied", "wrong_language", "too_long"];

/// The follow-up that aims at the weakest part of what was said, if there is something to ask.
///
/// First what carries the account (own action; then, where a case is told, how it ended), then what was expected and not
/// heard, then numbers. What the answers have already is never asked for, nor is anything asked twice.
pub(super) fn next(
    rubric: &Rubric,
    question: &Question,
    language: Language,
    (score, findings): (&Score, &Findings),
    turns: &[Turn],
) -> Option<FollowUp> {
    let is_hopeless = score.cap.as_ref().is_some_and(|cap| HOPELESS.contains(&cap.reason.as_str()));
    if turns.len() > MAX_FOLLOW_UPS || score.overall >= GOOD_ENOUGH || is_hopeless {
        return None;
    }
    let asked = |aim: &str| turns.iter().any(|turn| turn.aim.as_deref() == Some(aim));
    let own = &question.wording(language).follow_ups;
    let aims = aims(question.kind, findings);
    aims.into_iter().filter(|aim| !asked(aim)).find_map(|aim| {
        let found = own.iter().find(|follow_up| follow_up.aim == aim).cloned();
        found.or_else(|| {
            rubric
                .follow_up(aim, language)
                .map(|text| FollowUp { aim: aim.to_owned(), text: text.to_owned() })
        })
    })
}

/// What is missing, worst first.
fn aims(kind: Kind, findings: &Findings) -> Vec<&str> {
    let tells_a_case = matches!(kind, Kind::Behavioural | Kind::Situational);
    let signals = findings.missing_signals.iter().map(String::as_str);
    let wanting = |aim, wants: bool| wants.then_some(aim);
    let is_case = tells_a_case || kind == Kind::Technical;
    wanting("action", !findings.has_action && is_case)
        .into_iter()
        .chain(wanting("result", !findings.has_result && tells_a_case))
        .chain(signals)
        .chain(wanting("result", !findings.has_result && kind == Kind::Technical))
        .chain(wanting("number", !findings.has_number && is_case))
        .collect()
}
