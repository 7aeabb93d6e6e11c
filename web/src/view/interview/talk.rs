//! The interview under way: where it is, its transcript, and the question that waits.

use leptos::prelude::*;
use recruta_api::interview::{Mode, QuestionStatus};

use super::{Trouble, lang, plan::PlanPart, question::QuestionView, speech::SpeechChoice};
use crate::{app::App, dom, format, interview::Keeping};

/// The talk.
#[component]
pub fn Talk(app: App) -> impl IntoView {
    let record = app.interview.record;
    let numbers = Memo::new(move |_| {
        record.with(|record| {
            let questions = record.iter().flat_map(|record| &record.session.questions);
            let shown = questions.filter(|question| question.status != QuestionStatus::NotAsked);
            shown.map(|question| question.number).collect::<Vec<_>>()
        })
    });
    let language = move || record.with(|record| record.as_ref().map(|r| lang(r.session.language)));
    let is_timed = Memo::new(move |_| {
        record.with(|record| {
            record.as_ref().is_some_and(|record| record.session.mode == Mode::Live && !record.is_over())
        })
    });
    view! {
        <Head app />
        <Show when=move || is_timed.get()>
            <Timer app />
        </Show>
        <Trouble app />
        <PlanPart app />
        <ol class="transcript" lang=language aria-label=app.i18n.text(|s| s.interview.transcript) hidden=move || app.interview.paused.get()>
            <For each=move || numbers.get() key=|number| *number let:number>
                <li>
                    <QuestionView app number />
                </li>
            </For>
        </ol>
        <Break app />
        <End app />
    }
}

/// Vacancy, progress, time, and the ways out.
#[component]
fn Head(app: App) -> impl IntoView {
    let t = app.i18n;
    let interview = app.interview;
    let summary = Memo::new(move |_| {
        interview.record.with(|record| {
            let record = record.as_ref()?;
            let session = &record.session;
            let now = session.current.unwrap_or(session.questions.len());
            let title = session.vacancy.title.clone();
            Some((title, session.level, session.mode, now, session.questions.len(), record.n_done()))
        })
    });
    let title = move || summary.get().map(|(title, ..)| title);
    let about = move || {
        let (_, level, mode, ..) = summary.get()?;
        let strings = &t.strings().interview;
        Some(format!("{} · {}", (strings.level_name)(level), (strings.mode_name)(mode)))
    };
    let progress = move || {
        let (.., now, n, done) = summary.get()?;
        let words = (t.strings().interview.progress)(now, n);
        Some(view! {
            <p class="progress-words">{words.clone()}</p>
            <progress max=n.to_string() value=done.to_string() aria-label=words></progress>
        })
    };
    let is_over = Memo::new(move |_| {
        interview.record.with(|r| r.as_ref().is_some_and(crate::interview::record::Record::is_over))
    });
    view! {
        <header class="talk-head">
            <h1 lang="pt-BR">{title}</h1>
            <p class="hint">{about}</p>
            <div class="talk-progress">{progress}</div>
            <div class="actions">
                <Show when=move || !interview.paused.get() && !is_over.get()>
                    <button type="button" class="secondary" on:click=move |_| interview.pause(true)>
                        {t.text(|s| s.interview.pause)}
                    </button>
                </Show>
                <button type="button" class="secondary" on:click=move |_| interview.show_report()>
                    {t.text(|s| s.interview.to_report)}
                </button>
                <button type="button" class="secondary" on:click=move |_| interview.leave()>
                    {t.text(|s| s.interview.leave)}
                </button>
            </div>
            <SpeechChoice app />
            <p class="hint kept">{move || kept_words(app)}</p>
        </header>
    }
}

fn kept_words(app: App) -> &'static str {
    let strings = &app.i18n.strings().interview;
    match app.interview.keeper.keeping.get() {
        Keeping::Kept => strings.kept,
        Keeping::Failing(_) => "",
    }
}

/// Informs; nothing ends because of it. Screen readers find it, and are not told every second.
#[component]
fn Timer(app: App) -> impl IntoView {
    let words = move || {
        let clock = app.interview.clock;
        clock.tick.track();
        app.interview.record.track();
        let (question, total) = (format::clock(clock.question_ms()), format::clock(clock.total_ms()));
        (app.i18n.strings().interview.timer)(&question, &total)
    };
    view! {
        <p class="timer" role="timer" aria-live="off">{words}</p>
    }
}

/// A break: the questions are out of sight, the clock stands still.
#[component]
fn Break(app: App) -> impl IntoView {
    let t = app.i18n;
    view! {
        <Show when=move || app.interview.paused.get()>
            <section class="card break" aria-label=t.text(|s| s.interview.paused)>
                <p>{t.text(|s| s.interview.paused_words)}</p>
                <button id=dom::RESUME type="button" class="primary" on:click=move |_| app.interview.pause(false)>
                    {t.text(|s| s.interview.resume)}
                </button>
            </section>
        </Show>
    }
}

#[component]
fn End(app: App) -> impl IntoView {
    let t = app.i18n;
    let is_over = Memo::new(move |_| {
        app.interview.record.with(|r| r.as_ref().is_some_and(crate::interview::record::Record::is_over))
    });
    view! {
        <Show when=move || is_over.get()>
            <section class="card break turn">
                <h2 id=dom::INTERVIEW_END tabindex="-1">{t.text(|s| s.interview.over)}</h2>
                <p>{t.text(|s| s.interview.over_words)}</p>
                <button type="button" class="primary" on:click=move |_| app.interview.show_report()>
                    {t.text(|s| s.interview.see_report)}
                </button>
            </section>
        </Show>
    }
}
