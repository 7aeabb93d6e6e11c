//! A question of the transcript: what was asked, what was said with what earned something marked, its score, earlier
//! attempts, and the box if it waits.

use leptos::prelude::*;
use recruta_api::interview::{Attempt, Mode, PlannedQuestion, QuestionStatus, Score, Turn};

use super::{
    advice::AdvicePart,
    answer_box::{AnswerBox, Retry},
    help::HelpPart,
    is_busy,
    score::score_part,
};
use crate::{
    app::App,
    dom,
    interview::{mark::marked, record::draft_key},
};

/// A question.
#[component]
pub fn QuestionView(app: App, number: usize) -> impl IntoView {
    let interview = app.interview;
    let question =
        Memo::new(move |_| interview.record.with(|record| record.as_ref()?.question(number).cloned()));
    let waiting_turn = Memo::new(move |_| {
        let waiting = interview.record.with(|record| record.as_ref()?.waiting());
        waiting.filter(|(waits, _)| *waits == number).map(|(_, turn)| turn)
    });
    let is_practice = Memo::new(move |_| {
        interview.record.with(|record| record.as_ref().is_some_and(|r| r.session.mode == Mode::Practice))
    });
    let head = move || question.get().map(|question| head(app, &question));
    let turns = move || question.get().map(|question| turns(app, &question, is_practice.get()));
    let earlier = move || question.get().map(|question| attempts(app, &question.earlier));
    let can_retry = move || {
        let dealt_with = question.with(|q| {
            q.as_ref().is_some_and(|q| q.status != QuestionStatus::NotAsked && !q.turns.is_empty())
        });
        is_practice.get()
            && dealt_with
            && waiting_turn.get() != Some(0)
            && interview.retrying.get() != Some(number)
    };
    view! {
        <article class="question-part" aria-labelledby=dom::question_id(number)>
            {head}
            {earlier}
            {turns}
            <AdvicePart app number />
            {move || {
                waiting_turn.get().map(|turn| view! { <OpenTurn app number turn question /> })
            }}
            <Show when=can_retry>
                <button type="button" class="quiet" disabled=move || is_busy(app) on:click=move |_| begin_retry(app, number)>
                    {app.i18n.text(|s| s.interview.retry)}
                </button>
            </Show>
            <Show when=move || interview.retrying.get() == Some(number)>
                <Retry app number />
            </Show>
            <Show when=move || is_practice.get()>
                <HelpPart app number />
            </Show>
        </article>
    }
}

/// The box opens with what was said.
fn begin_retry(app: App, number: usize) {
    let key = draft_key(number, None);
    let is_drafted = app.interview.drafts.with_untracked(|drafts| drafts.contains_key(&key));
    let said = app
        .interview
        .record
        .with_untracked(|record| record.as_ref()?.question(number)?.turns.first()?.answer.clone());
    if let Some(said) = said.filter(|_| !is_drafted) {
        app.interview.draft(&key, said);
    }
    app.interview.retrying.set(Some(number));
    dom::focus_later(&super::answer_box::box_id(&key));
}

fn head(app: App, question: &PlannedQuestion) -> impl IntoView + use<> {
    let strings = &app.i18n.strings().interview;
    let page = app.i18n.lang().tag();
    let title = (strings.question)(question.number);
    let kind = (strings.kind)(question.kind);
    let rephrased =
        question.rephrased.then(|| view! { <span class="badge">{strings.worded_by_model}</span> });
    view! {
        <header>
            <h2 id=dom::question_id(question.number) tabindex="-1">
                <span lang=page>{title}</span>
                " · "
                {question.competency_name.clone()}
            </h2>
            <p class="hint">
                <span class="badge" lang=page>{kind}</span>
                " "
                {rephrased}
                " "
                {question.why.clone()}
            </p>
        </header>
    }
}

/// Turns that have an answer, then the score of them all. The open turn comes after it.
fn turns(app: App, question: &PlannedQuestion, is_practice: bool) -> impl IntoView + use<> {
    let said = question.turns.iter().enumerate().filter(|(_, turn)| turn.answer.is_some());
    let said = said.map(|(at, turn)| said_turn(app, at, turn, question.score.as_ref())).collect_view();
    let is_so_far = question.status == QuestionStatus::Asked;
    let score =
        question.score.as_ref().map(|score| score_part(app, score, question.number, is_so_far, is_practice));
    view! {
        {said}
        {score}
    }
}

/// What was asked in a turn, and what was said.
pub fn said_turn(app: App, at: usize, turn: &Turn, score: Option<&Score>) -> impl IntoView + use<> {
    let strings = &app.i18n.strings().interview;
    let page = app.i18n.lang().tag();
    let answer = turn.answer.clone().unwrap_or_default();
    let follow_up = (at > 0).then(|| view! { <span class="badge" lang=page>{strings.follow_up}</span> });
    let body = if answer.is_empty() {
        view! { <p class="note" lang=page>{strings.not_answered}</p> }.into_any()
    } else {
        let pieces = marked(&answer, at, score).into_iter().map(|piece| {
            if piece.shows.is_empty() {
                piece.text.into_any()
            } else {
                view! { <mark title=piece.shows.join(", ")>{piece.text}</mark> }.into_any()
            }
        });
        view! { <blockquote class="said" aria-label=strings.your_answer>{pieces.collect_view()}</blockquote> }
            .into_any()
    };
    view! {
        <div class="turn">
            <p class="asked">
                {follow_up}
                {turn.asked.clone()}
            </p>
            {body}
        </div>
    }
}

/// The turn that waits.
#[component]
fn OpenTurn(app: App, number: usize, turn: usize, question: Memo<Option<PlannedQuestion>>) -> impl IntoView {
    let t = app.i18n;
    let asked = move || question.with(|question| Some(question.as_ref()?.turns.get(turn)?.asked.clone()));
    let follow_up = (turn > 0).then(|| {
        view! { <span class="badge" lang=move || t.lang().tag()>{t.text(|s| s.interview.follow_up)}</span> }
    });
    view! {
        <div class="turn open-turn">
            <p class="asked" id=dom::turn_id(number, turn) tabindex="-1">
                {follow_up}
                {asked}
            </p>
            <AnswerBox app number turn=turn />
        </div>
    }
}

fn attempts(app: App, earlier: &[Attempt]) -> impl IntoView + use<> {
    let strings = &app.i18n.strings().interview;
    let page = app.i18n.lang().tag();
    earlier
        .iter()
        .enumerate()
        .map(|(at, attempt)| {
            let answers = attempt.answers.iter().filter(|answer| !answer.is_empty()).cloned();
            let answers =
                answers.map(|answer| view! { <blockquote class="said">{answer}</blockquote> }).collect_view();
            view! {
                <details class="attempt">
                    <summary lang=page>{(strings.attempt)(at + 1, attempt.overall)}</summary>
                    {answers}
                </details>
            }
        })
        .collect_view()
}
