//! What to ask next about a question that was answered in part.

use super::{
    Kind, Score, Turn,
    bank::{FollowUp, Question, Signal},
    rubric::{MAX_LEVEL, Rubric},
    score::Findings,
    session::MAX_FOLLOW_UPS,
};
use crate::text::Language;

/// Answers as good as this are left alone.
const GOOD_ENOUGH: u32 = 88;

/// Answers that were no answers; asking about their parts would lead nowhere.
const HOPELESS: [&str; 4] = ["injection", "copied", "wrong_language", "too_long"];

/// The follow-up that aims at what is missing and would earn most points, if there is something to ask.
///
/// The question's own words for it come before general ones. What the answers have already is never asked for, nor is
/// anything asked twice.
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
    let authored = |aim: &str| own.iter().find(|follow_up| follow_up.aim == aim);
    let mut aims = aims(question.kind, findings);
    let gain = |aim: &str| gain(rubric, question, findings, aim);
    aims.sort_by_key(|aim| (std::cmp::Reverse(gain(aim)), authored(aim).is_none()));
    aims.into_iter().filter(|aim| !asked(aim)).find_map(|aim| {
        let found = authored(aim).cloned();
        found.or_else(|| {
            let text = general(rubric, question, language, aim)?;
            Some(FollowUp { aim: aim.to_owned(), text })
        })
    })
}

/// What is missing. Of what would earn the same, what carries the account comes first: own action, how it ended, what was
/// expected and not heard, numbers.
fn aims(kind: Kind, findings: &Findings) -> Vec<&str> {
    let is_case = matches!(kind, Kind::Behavioural | Kind::Situational | Kind::Technical);
    let signals = findings.missing_signals.iter().map(String::as_str);
    let wanting = |aim, wants: bool| (wants && is_case).then_some(aim);
    wanting("action", !findings.has_action)
        .into_iter()
        .chain(wanting("result", !findings.has_result))
        .chain(signals)
        .chain(wanting("number", !findings.has_number))
        .collect()
}

/// About how many points an answer to an aim would earn, in quarters: levels of the components it counts for.
fn gain(rubric: &Rubric, question: &Question, findings: &Findings, aim: &str) -> u32 {
    let weight = |component| rubric.weight(question.kind, component);
    match aim {
        "action" => 2 * weight("star") + weight("specificity"),
        // A result, and a number in it.
        "result" => 2 * weight("star"),
        "number" => weight("specificity") + if findings.has_result { weight("star") } else { 0 },
        _ => MAX_LEVEL * weight("coverage") / (question.pt.signals.len().max(1) as u32),
    }
}

/// A general follow-up, in the tense of the question; for a signal it names the signal.
fn general(rubric: &Rubric, question: &Question, language: Language, aim: &str) -> Option<String> {
    let form = form(question, language);
    let signal = question.wording(language).signals.iter().find(|signal| signal.id == aim);
    match signal {
        Some(signal) => {
            let words = rubric.follow_up(&format!("signal{form}"), language)?;
            Some(words.replace("{label}", &in_a_sentence(signal)))
        }
        None => rubric.follow_up(&format!("{aim}{form}"), language).map(str::to_owned),
    }
}

/// Which of the general follow-ups fit: about what happened, about what would be done, about anything.
fn form(question: &Question, language: Language) -> &'static str {
    match question.kind {
        Kind::Opening | Kind::Closing => "_any",
        _ if question.asks_for_a_case(language) => "",
        _ => "_if",
    }
}

/// A signal's label as part of a sentence: without its capital, unless that belongs to a name.
fn in_a_sentence(signal: &Signal) -> String {
    let mut chars = signal.label.chars();
    let first = chars.next();
    let is_name = chars.as_str().starts_with(char::is_uppercase);
    match first {
        Some(first) if !is_name => first.to_lowercase().chain(chars).collect(),
        _ => signal.label.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::{gain, general, in_a_sentence, next};
    use crate::{
        interview::{
            Interviewer, Kind, Turn,
            bank::{Question, one_question},
            lawful::improper,
            score::{self, Asked, Findings},
            tests::interviewer,
        },
        text::Language,
    };

    #[test]
    fn every_missing_point_can_be_asked_for_in_one_proper_question_that_names_it() {
        let interviewer = interviewer();
        for question in interviewer.bank().questions() {
            for language in [Language::Pt, Language::En] {
                for signal in &question.wording(language).signals {
                    let text =
                        general(interviewer.rubric(), question, language, &signal.id).expect("has words");
                    assert!(text.contains(&in_a_sentence(signal)), "{text}");
                    assert_eq!(one_question(&text), Ok(()), "{}: {text}", question.id);
                    assert_eq!(improper(&text, language), Vec::<&str>::new(), "{text}");
                }
            }
        }
    }

    #[test]
    fn what_would_be_done_is_asked_for_as_such() {
        let interviewer = interviewer();
        let of = |kind: Kind, starts: &str| {
            let fits = |q: &&Question| q.kind == kind && q.pt.question.starts_with(starts);
            let question = interviewer.bank().questions().iter().find(fits).expect("is there");
            general(interviewer.rubric(), question, Language::Pt, "result").expect("has words")
        };
        assert!(of(Kind::Situational, "").contains("mudaria"));
        assert!(of(Kind::Technical, "Como você").contains("mudaria"));
        assert!(of(Kind::Technical, "Conte ").contains("mudou"));
        assert!(of(Kind::Behavioural, "").contains("mudou"));
    }

    #[test]
    fn the_heaviest_missing_thing_is_asked_for_first() {
        let interviewer = interviewer();
        for question in interviewer.bank().questions() {
            let Some(weak) = asked_after(interviewer, question, &question.pt.weak) else { continue };
            let (aim, findings, missing) = weak;
            let gain = |aim: &str| gain(interviewer.rubric(), question, &findings, aim);
            assert!(missing.iter().all(|other| gain(other) <= gain(&aim)), "{}: {aim}", question.id);
        }
    }

    /// What is asked after an answer, with what the answer lacks.
    fn asked_after(
        interviewer: &Interviewer,
        question: &Question,
        answer: &str,
    ) -> Option<(String, Findings, Vec<String>)> {
        let (bank, rubric, language) = (interviewer.bank(), interviewer.rubric(), Language::Pt);
        let texts = [question.pt.question.as_str()];
        let (score, findings) = score::score(
            &Asked { bank, rubric, question, language, texts: &texts, vacancy: None },
            &[answer],
        )?;
        let turn = Turn { asked: texts[0].to_owned(), aim: None, answer: Some(answer.to_owned()) };
        let follow_up = next(rubric, question, language, (&score, &findings), &[turn])?;
        let missing = super::aims(question.kind, &findings).into_iter().map(str::to_owned).collect();
        Some((follow_up.aim, findings, missing))
    }
}
