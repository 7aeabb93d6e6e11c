//! English.

use recruta_api::worker::Stage;

use super::{About, Answer, Ask, Filters, Models, Nav, Overview, Problems, Shell, Sources, Strings};
use crate::{route::View, view::filters::Kind};

/// The table.
pub static STRINGS: Strings = Strings {
    shell: SHELL,
    nav: NAV,
    ask: ASK,
    filters: FILTERS,
    answer: ANSWER,
    overview: OVERVIEW,
    interview: super::interview::en::INTERVIEW,
    sources: SOURCES,
    models: MODELS,
    about: ABOUT,
    problems: PROBLEMS,
};

const SHELL: Shell = Shell {
    headline: "Ask your hiring history",
    intro: "Recruta searches the profiles that were really hired, shows the passages, and answers citing each of them.",
    privacy: "Nothing leaves this device: search and text are computed here, even without a network.",
    offline: "Offline",
    online: "Online",
    other_language: "Mudar para português",
    to_dark: "Switch to the dark theme",
    to_light: "Switch to the light theme",
    new_version: "There is a new version of Recruta.",
    reload: "Reload",
    engine: |version, threads| match threads {
        0 => format!("Engine {version}"),
        1 => format!("Engine {version}, on 1 thread"),
        n => format!("Engine {version}, on {n} threads"),
    },
};

const NAV: Nav = Nav {
    label: "Parts of Recruta",
    view: |view| match view {
        View::Ask => "Ask",
        View::Overview => "Overview",
        View::Interview => "Interview",
    },
    title: |view| match view {
        View::Ask => "Recruta · ask your hiring history",
        View::Overview => "Recruta · hiring overview",
        View::Interview => "Recruta · mock interview",
    },
    skip: |view| match view {
        View::Ask => "Skip to the question",
        View::Overview => "Skip to the overview",
        View::Interview => "Skip to the interview",
    },
};

const ASK: Ask = Ask {
    label: "Your question",
    placeholder: "Ask about who was hired…",
    send: "Ask",
    stop: "Stop",
    hint: "Enter sends · Shift+Enter breaks the line · Esc stops",
    examples_label: "Examples to start with",
    examples: &[
        "Which technical skills do our Python hires share?",
        "What experience do the people hired for SAP ABAP have?",
        "How good is the English of senior Java hires?",
        "Which certifications appear among infrastructure and cloud hires?",
        "What do the profiles hired for QA have in common?",
    ],
    empty: "Write a question before sending.",
    count: |used, limit| format!("{used} of {limit} characters"),
    too_long: |used, limit| {
        format!(
            "The question has {used} characters and the limit is {limit}. Shorten it; nothing was deleted."
        )
    },
    starting: "Starting the search engine…",
    preparing: |stage, is_bundle| match (stage, is_bundle) {
        (Stage::Download, true) => "Preparing the search: downloading the history",
        (Stage::Download, false) => "Preparing the search: downloading the search model",
        (Stage::Verify, true) => "Preparing the search: verifying the history",
        (Stage::Verify, false) => "Preparing the search: verifying the search model",
        (Stage::Load, true) => "Preparing the search: loading the history",
        (Stage::Load, false) => "Preparing the search: loading the search model",
    },
    amount: |done, total, percent| format!("{done} of {total} ({percent}%)"),
    following: "About the sources of the last answer",
    unfollow: "Ask the whole history",
    meanwhile: "You can ask now: the answer comes as soon as the search is ready.",
};

const FILTERS: Filters = Filters {
    heading: "Filters",
    legend: "Search only hires that pass every filter",
    label: |kind| match kind {
        Kind::Family => "Area or role",
        Kind::Level => "Level",
        Kind::Contract => "Contract",
        Kind::English => "English",
        Kind::Spanish => "Spanish",
        Kind::Sap => "SAP",
        Kind::Place => "City or state",
    },
    placeholder: |kind| match kind {
        Kind::Family => "java, security…",
        Kind::Place => "Campinas, SP…",
        _ => "",
    },
    name: |value| match value {
        "Estagiário" => "Intern",
        "Júnior" => "Junior",
        "Pleno" => "Mid-level",
        "Sênior" => "Senior",
        "Especialista" => "Specialist",
        "Coordenador" => "Coordinator",
        "Gerente" => "Manager",
        "CLT" => "CLT (employee)",
        "PJ" => "PJ (contractor)",
        "Cooperado" => "Cooperative",
        "Hunting" => "Hunting",
        "basic" => "basic",
        "intermediate" => "intermediate",
        "advanced" => "advanced",
        "fluent" => "fluent",
        _ => "",
    },
    any: "Any",
    only_sap: "SAP vacancies only",
    not_sap: "Only vacancies without SAP",
    at_least: |language, level| format!("{language}: {level} or better"),
    active: "Active filters",
    remove: |filter| format!("Remove the filter {filter}"),
    clear: "Clear filters",
    used: |filters| format!("With filters: {filters}"),
};

const ANSWER: Answer = Answer {
    region: "Questions and answers",
    queued_loading: "Queued: answered as soon as the search has loaded.",
    queued_busy: "Queued: answered as soon as the previous question is done.",
    queued_failed: "Queued: answered as soon as the engine is back. See below what to do.",
    dropped: "Question taken off the queue.",
    searching: "Searching the history…",
    composed: "What the evidence says",
    insufficient: "Not enough evidence",
    model_text: "The model's text",
    reading: |done, total| format!("The model is reading the evidence: {done} of {total} tokens"),
    writing: |n| {
        if n == 1 {
            "The model is writing: 1 token".into()
        } else {
            format!("The model is writing: {n} tokens")
        }
    },
    checking: "A sentence is shown only after it passes the checks.",
    stopping: "Stopping…",
    shown: |n| format!("Every sentence passed the checks. {n} tokens."),
    partial: |reason| format!("The rest of the model's text was withheld: {reason}"),
    withheld: |reason| format!("The model's text was withheld: {reason}"),
    stopped: |n| match n {
        0 => "You stopped before the model wrote.".into(),
        1 => "You stopped the model after 1 token.".into(),
        _ => format!("You stopped the model after {n} tokens."),
    },
    no_model: "No text model is loaded. The answer above comes from the evidence alone and is complete.",
    choose_model: "Choose a model",
    why: "Why does this happen?",
    why_text: "Small models go wrong easily. Recruta shows only sentences in the language of the question, without loops \
               and supported by the passages they cite. What the evidence says still holds.",
    reason: |reason| match reason {
        "wrong_language" => "it was not in the language of the question.",
        "repetition" => "it began to repeat itself.",
        "unsupported" => "it claimed something the evidence does not support.",
        "malformed" => "it did not form whole sentences.",
        "empty" => "the model wrote nothing.",
        _ => "it did not pass the checks.",
    },
    copy: "Copy with sources",
    copied: "Copied",
    copy_failed: "The browser did not allow copying",
    again: "Ask again",
    follow: "Ask about these sources",
    follows: "About the sources of the answer before",
    timing: |evidence, total| format!("Evidence in {evidence} · whole answer in {total}"),
    cite: |n| format!("Open source {n}"),
    announce_done: "The answer is ready.",
};

const OVERVIEW: Overview = Overview {
    headline: "Hiring overview",
    intro: "What those hired have in common, counted by area and level, without a text model.",
    family: "Area",
    level: "Level",
    all: "All",
    choices: "Only choices with enough people to count without pointing at anyone are listed.",
    family_label: |id| match id {
        "agil" => "Agile and product",
        "dados" => "Data",
        "dotnet" => ".NET",
        "frontend" => "Front-end and mobile",
        "infra" => "Infrastructure and cloud",
        "java" => "Java",
        "mainframe" => "Mainframe",
        "python" => "Python",
        "qa" => "Quality and testing",
        "sap" => "SAP",
        "seguranca" => "Information security",
        "suporte" => "Support",
        _ => "Other",
    },
    level_label: |id| match id {
        "estagio" => "Intern",
        "junior" => "Junior",
        "pleno" => "Mid-level",
        "senior" => "Senior",
        "especialista" => "Specialist",
        "coordenador" => "Coordinator",
        _ => "Other",
    },
    too_few: |min| {
        format!("There are no numbers for this group: they would tell of fewer than {min} people.")
    },
    n_profiles: |n| format!("{n} hired profiles in this group"),
    skills: "Skills",
    skills_hint: "How many profiles of the group name each, from most to least.",
    english: "English",
    spanish: "Spanish",
    education: "Education",
    contracts: "Contract",
    n_known: |n| format!("Stated in {n} profiles"),
    value: "Value",
    count: "Count",
    of: |count, n, at_least| {
        if at_least { format!("at least {count} of {n}") } else { format!("{count} of {n}") }
    },
    hidden: "too few to show",
    some_hidden: "Values of small groups are not shown.",
    all_hidden: "The groups are too small to show.",
    unknown: "No profile states it.",
    funnel: "How far candidacies get",
    n_rows: |n, whom| {
        let whom = whom.map(|whom| format!(" · {whom}")).unwrap_or_default();
        format!("{n} candidacies{whom}, hired or not, by their last situation on record")
    },
    stage: |id| match id {
        "considerados" => "Considered or applied",
        "avaliacao" => "Screening by HR",
        "requisitante" => "Forwarded to the requester",
        "entrevista" => "Technical or client interview",
        "aprovacao" => "Approval and offer",
        _ => "Paperwork and hiring",
    },
    stage_heading: "Stage reached",
    statuses: "All situations",
    statuses_hint: "The last situation of each candidacy, in the order of the process.",
    status_heading: "Situation",
};

const SOURCES: Sources = Sources {
    heading: "Sources",
    found: |n| if n == 1 { "1 passage found".into() } else { format!("{n} passages found") },
    none: "No passage of the history deals with this for certain. Try naming a technology, role or area.",
    profile: |code| format!("Profile {code}"),
    hired_for: "Hired for",
    skills: "Skills in the passage",
    relevance: |percent| format!("relevance {percent}%"),
    more: "Show the whole passage",
    less: "Show less",
    card: |n| format!("Source {n}"),
};

const MODELS: Models = Models {
    heading: "Text model",
    intro: "Optional. It writes a comment on the evidence, on this device. Without it answers are still complete and cited.",
    open: "Text model",
    none: "No model",
    close: "Close",
    languages: |list| format!("Writes {list}"),
    language: |code| match code {
        "pt" => "Portuguese",
        "en" => "English",
        "es" => "Spanish",
        _ => "another language",
    },
    and: " and ",
    licence: |licence| format!("Licence {licence}"),
    size: |size| format!("Size {size}"),
    stored: "Stored on this device",
    loaded: "In use",
    not_stored: "Not downloaded yet",
    unavailable: "This address does not offer this model. Ask whoever maintains it, or choose another.",
    download: |size| format!("Download and use ({size})"),
    use_it: "Use",
    remove: "Remove",
    cancel: "Cancel",
    cancelling: "Cancelling…",
    stage: |stage| match stage {
        Stage::Download => "Downloading",
        Stage::Verify => "Verifying",
        Stage::Load => "Loading",
    },
    empty: "The list of models has not arrived yet.",
    storage: |used, quota| format!("{used} stored of {quota} the browser allows"),
    search_model: "Search model",
    ready: |name| format!("{name} is in use."),
    removed: |name| format!("{name} was removed."),
};

const ABOUT: About = About {
    heading: "About this version",
    champion: |version, date, n_questions| {
        format!("Registered version {version}, evaluated on {date} with {n_questions} questions.")
    },
    meaning: "ROUGE (0 to 1) and BLEU (0 to 100) say how much of the answers agrees with the reference answers.",
    none: "No version has been evaluated and registered yet.",
};

const PROBLEMS: Problems = Problems {
    by_code: |code| match code {
        "bad_request" => {
            ("The engine did not understand the request.", "Put the question another way and send it again.")
        }
        "too_long" => ("The text is too long.", "Shorten the question to 4,000 characters or fewer."),
        "bundle_incompatible" => (
            "The history at this address was made with another search model.",
            "It cannot be searched safely. Tell whoever maintains Recruta: the history must be made again.",
        ),
        "model_missing" => (
            "A file of the model was not found.",
            "Check the connection and try again. If it persists, tell whoever maintains Recruta: the server lacks the file.",
        ),
        "model_corrupt" => (
            "The model file is damaged and was refused.",
            "Try again to download it anew. If it persists, tell whoever maintains Recruta: the server's copy is wrong.",
        ),
        "out_of_memory" => (
            "There is not enough memory or space.",
            "Close other tabs or programs, remove models you do not use, or choose a smaller one.",
        ),
        "cancelled" => ("Stopped at your request.", "Start again whenever you like."),
        "overloaded" => ("The engine is busy.", "Wait for the running answer to end and try again."),
        "engine_start" => (
            "The engine could not be started.",
            "Check the connection and restart the engine. Your questions are still here.",
        ),
        "engine_crash" => (
            "The engine stopped working.",
            "Restart the engine; your questions are still here. If it happens again, use a smaller model.",
        ),
        _ => (
            "Something failed inside the engine.",
            "Try again. If it persists, restart the engine or reload the page.",
        ),
    },
    details: "Technical details",
    retry: "Try again",
    restart: "Restart the engine",
};
