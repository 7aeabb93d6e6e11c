//! What the interview is to be.

use leptos::{ev, prelude::*};
use recruta_api::interview::{Language, Mode};

use super::{Trouble, vacancy::VacancyChooser, waits_for};
use crate::{
    app::App,
    dom,
    i18n::Lang,
    interview::{
        Wait,
        wish::{LENGTHS, LEVELS, Origin, Refusal, Wish},
    },
    view::icon::{Glyph, Icon},
};

/// Id of the box for a job description.
const DESCRIPTION: &str = "entrevista-descricao";
/// Id of the box for a CV.
const CV: &str = "entrevista-curriculo";
/// Id of the refusal.
const REFUSAL: &str = "entrevista-recusa";

/// The form.
#[component]
pub fn Setup(app: App) -> impl IntoView {
    let t = app.i18n;
    let language = match t.lang_now() {
        Lang::Pt => Language::Pt,
        Lang::En => Language::En,
    };
    let wish = RwSignal::new(Wish::new(language));
    let refusal = RwSignal::new(None::<Refusal>);
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        submit(app, wish, refusal);
    };
    let is_planning = move || waits_for(app, Wait::Plan);
    let button = move || {
        let strings = &t.strings().interview;
        if is_planning() { strings.planning } else { strings.begin }
    };
    view! {
        <form class="setup" aria-labelledby="entrevista-nova" on:submit=on_submit novalidate>
            <h2 id="entrevista-nova">{t.text(|s| s.interview.new)}</h2>
            <OriginChoice app wish />
            <Show when=move || wish.with(|w| w.origin == Origin::List)>
                <VacancyChooser app wish />
            </Show>
            <Show when=move || wish.with(|w| w.origin == Origin::Pasted)>
                <Description app wish />
            </Show>
            <LevelChoice app wish />
            <Choice
                legend=Signal::derive(move || t.strings().interview.language)
                name="idioma"
                options=Signal::derive(move || language_options(app))
                value=Signal::derive(move || usize::from(wish.with(|w| w.language) == Language::En))
                choose=move |at| wish.update(|w| w.language = [Language::Pt, Language::En][at.min(1)])
            />
            <Choice
                legend=Signal::derive(move || t.strings().interview.length)
                name="perguntas"
                options=Signal::derive(|| LENGTHS.map(|n| (n.to_string(), "")).to_vec())
                value=Signal::derive(move || {
                    let n = wish.with(|w| w.n_questions);
                    LENGTHS.iter().position(|length| *length == n).unwrap_or(0)
                })
                choose=move |at| wish.update(|w| w.n_questions = LENGTHS[at.min(2)])
            />
            <Choice
                legend=Signal::derive(move || t.strings().interview.mode)
                name="modo"
                options=Signal::derive(move || mode_options(app))
                value=Signal::derive(move || usize::from(wish.with(|w| w.mode) == Mode::Live))
                choose=move |at| wish.update(|w| w.mode = [Mode::Practice, Mode::Live][at.min(1)])
            />
            <Cv app wish />
            <p class="privacy">
                <Glyph icon=Icon::Lock />
                {t.text(|s| s.interview.privacy)}
            </p>
            <Trouble app />
            <p id=REFUSAL class="warning" role="alert">{move || refusal.get().map(|why| (t.strings().interview.refusal)(why))}</p>
            <button type="submit" class="primary" disabled=is_planning>{button}</button>
        </form>
    }
}

fn submit(app: App, wish: RwSignal<Wish>, refusal: RwSignal<Option<Refusal>>) {
    let request =
        wish.with_untracked(|wish| app.interview.keeper.kept.with_untracked(|kept| wish.request(kept)));
    match request {
        Ok(request) => {
            refusal.set(None);
            app.interview.begin(request);
        }
        Err(why) => {
            refusal.set(Some(why));
            dom::focus(match why {
                Refusal::NoVacancy => super::vacancy::SEARCH,
                Refusal::FewWords | Refusal::LongDescription => DESCRIPTION,
                Refusal::LongCv => CV,
            });
        }
    }
}

/// From the list, or pasted.
#[component]
fn OriginChoice(app: App, wish: RwSignal<Wish>) -> impl IntoView {
    let t = app.i18n;
    let options = move || {
        let strings = &t.strings().interview;
        vec![(strings.from_list.to_owned(), ""), (strings.from_text.to_owned(), "")]
    };
    view! {
        <Choice
            legend=Signal::derive(move || t.strings().interview.vacancy)
            name="origem"
            options=Signal::derive(options)
            value=Signal::derive(move || usize::from(wish.with(|w| w.origin) == Origin::Pasted))
            choose=move |at| wish.update(|w| w.origin = [Origin::List, Origin::Pasted][at.min(1)])
        />
    }
}

/// A few choices side by side: words, and perhaps a sentence about them.
#[component]
fn Choice(
    legend: Signal<&'static str>,
    name: &'static str,
    options: Signal<Vec<(String, &'static str)>>,
    value: Signal<usize>,
    choose: impl Fn(usize) + Copy + Send + 'static,
) -> impl IntoView {
    let list = move || {
        options
            .get()
            .into_iter()
            .enumerate()
            .map(|(at, (words, about))| {
                let about = (!about.is_empty()).then(|| view! { <span class="hint">{about}</span> });
                view! {
                    <label class="option">
                        <input type="radio" name=name prop:checked=move || value.get() == at on:change=move |_| choose(at) />
                        <span>
                            <span class="option-words">{words}</span>
                            {about}
                        </span>
                    </label>
                }
            })
            .collect_view()
    };
    view! {
        <fieldset class="choice">
            <legend>{legend}</legend>
            <div class="options">{list}</div>
        </fieldset>
    }
}

fn language_options(app: App) -> Vec<(String, &'static str)> {
    let strings = &app.i18n.strings().interview;
    vec![(strings.portuguese.to_owned(), ""), (strings.english.to_owned(), "")]
}

fn mode_options(app: App) -> Vec<(String, &'static str)> {
    let strings = &app.i18n.strings().interview;
    let words = |mode| ((strings.mode_name)(mode).to_owned(), (strings.mode_about)(mode));
    vec![words(Mode::Practice), words(Mode::Live)]
}

#[component]
fn LevelChoice(app: App, wish: RwSignal<Wish>) -> impl IntoView {
    let t = app.i18n;
    let choose = move |event| {
        let at = event_target_value(&event).parse::<usize>().ok();
        wish.update(|wish| wish.level = at.and_then(|at| LEVELS.get(at).copied()));
    };
    let options = move || {
        let strings = &t.strings().interview;
        let chosen = wish.with(|wish| wish.level);
        LEVELS
            .into_iter()
            .enumerate()
            .map(|(at, level)| {
                let selected = chosen == Some(level);
                view! { <option value=at.to_string() selected=selected>{(strings.level_name)(level)}</option> }
            })
            .collect_view()
    };
    view! {
        <label class="field">
            <span class="field-name">{t.text(|s| s.interview.level)}</span>
            <select on:change=choose>
                <option value="">{t.text(|s| s.interview.level_of_vacancy)}</option>
                {options}
            </select>
        </label>
    }
}

#[component]
fn Description(app: App, wish: RwSignal<Wish>) -> impl IntoView {
    let t = app.i18n;
    view! {
        <div class="field">
            <label class="field-name" for=DESCRIPTION>{t.text(|s| s.interview.description)}</label>
            <textarea
                id=DESCRIPTION
                rows="8"
                aria-describedby="entrevista-descricao-dica"
                prop:value=move || wish.with(|w| w.pasted.clone())
                on:input=move |event| wish.update(|w| w.pasted = event_target_value(&event))
            ></textarea>
            <p id="entrevista-descricao-dica" class="hint">{t.text(|s| s.interview.description_hint)}</p>
        </div>
    }
}

#[component]
fn Cv(app: App, wish: RwSignal<Wish>) -> impl IntoView {
    let t = app.i18n;
    view! {
        <details class="cv">
            <summary>{t.text(|s| s.interview.cv)}</summary>
            <div class="field">
                <label class="field-name" for=CV>{t.text(|s| s.interview.cv_label)}</label>
                <textarea
                    id=CV
                    rows="8"
                    aria-describedby="entrevista-curriculo-dica"
                    prop:value=move || wish.with(|w| w.cv.clone())
                    on:input=move |event| wish.update(|w| w.cv = event_target_value(&event))
                ></textarea>
                <p id="entrevista-curriculo-dica" class="hint">{t.text(|s| s.interview.cv_hint)}</p>
            </div>
        </details>
    }
}
