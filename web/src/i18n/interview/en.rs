//! What the mock interview says, in English.

use recruta_api::interview::{Band, Kind, Level, Mode};

use super::Interview;
use crate::interview::{store::Fault, wish::Refusal};

/// The table.
pub const INTERVIEW: Interview = Interview {
    headline: "Practise the interview",
    intro: "Choose a vacancy. Recruta asks, follows up, and explains every point of the score with your own \
               words.",
    new: "New interview",
    vacancy: "Vacancy",
    from_list: "Choose from the list",
    from_text: "Paste a description",
    search: "Search vacancies",
    search_hint: "Title, technology or code",
    area: "Area",
    vacancy_level: "Level of the vacancy",
    any: "All",
    listing: "Opening the list of vacancies…",
    vacancies: "Vacancies",
    description: "Job description",
    description_hint: "At least ten words: tasks and requirements. It stays on this device.",
    level: "Level of the questions",
    level_of_vacancy: "As the vacancy asks",
    language: "Language of the interview",
    portuguese: "Portuguese",
    english: "English",
    length: "Number of questions",
    mode: "How to practise",
    cv: "Include my CV (optional)",
    cv_label: "Text of the CV",
    cv_hint: "Questions probe what it claims and what the vacancy asks for beyond it. The text of the CV is not \
               kept.",
    privacy: "All of it stays on this device: questions, answers, CV and scores. Nothing is sent, even with a \
               network.",
    begin: "Begin the interview",
    planning: "Preparing the questions…",
    transcript: "Interview",
    pause: "Pause",
    paused: "Interview paused",
    paused_words: "Paused. The clock stands still and what you wrote is kept.",
    resume: "Go on",
    to_report: "See the report",
    leave: "Back to the start",
    kept: "Kept on this device after every step.",
    over: "The interview is over",
    over_words: "There are no more questions. The report has scores by competency, your best words and what to work \
               on.",
    see_report: "Read the report",
    worded_by_model: "Worded by the model",
    follow_up: "Follow-up",
    not_answered: "Not answered",
    your_answer: "Your answer",
    answer_keys: "Ctrl+Enter sends.",
    answer_hint: "The draft is kept while you write.",
    answer_empty: "Write an answer, or skip the question.",
    send: "Send answer",
    scoring: "Scoring…",
    skip: "Skip",
    skip_hint: "If you skip it, the question stays unanswered, without a score.",
    skip_follow_up_hint: "If you skip it, the question keeps the score of what you have answered.",
    retry: "Answer again",
    retry_words: "Rewrite your answer. The earlier attempt stays visible with its score.",
    cancel: "Cancel",
    hint: "Hint",
    sample: "Sample answer",
    sample_words: "A strong answer:",
    weak_words: "A common weak answer:",
    rephrase: "Word the question for the vacancy with the model",
    rephrasing: "The model is wording the question…",
    rephrased: "The model has worded the question.",
    not_rephrased: "The model's text did not pass the checks; the original question stands.",
    advise: "Advice from the model",
    advising: "The model is writing advice…",
    advised: "The model has written advice.",
    not_advised: "The model's advice did not pass the checks and was withheld; what the rubric says above stands.",
    advice: "Advice from the model (not part of the score)",
    score: "Score",
    score_so_far: "Score so far",
    of_100: "of 100",
    why: "Why this score",
    missing: "What is missing:",
    announce_passed: "Question skipped: it stays unanswered.",
    announce_over: "The interview is over.",
    aloud: "Read questions aloud",
    aloud_hint: "Uses the browser's voice; some voices are made on its maker's servers.",
    dictate: "Dictate the answer",
    dictate_stop: "Stop dictating",
    dictate_hint: "The browser's speech recognition may send audio to its maker. Typing never sends anything.",
    dictate_failed: "The browser did not allow listening or could not. Go on typing.",
    kept_list: "Your interviews",
    kept_hint: "Kept in this browser only.",
    none_kept: "Interviews you take appear here, kept in this browser only.",
    go_on: "Go on",
    finished_unanswered: "finished without answers",
    delete: "Delete",
    delete_sure: "Delete this interview for good?",
    delete_all: "Delete all interviews",
    delete_all_sure: "Delete all interviews for good?",
    delete_yes: "Yes, delete",
    trends: "Trends by competency",
    trends_mixed: "Some scores are of different versions of the rubric: a change may come from it, not from the answer.",
    competency: "Competency",
    scores: "Scores, oldest to latest",
    take_other: "Open the other tab's version",
    keep_copy: "Keep this one as a copy",
    report: "Interview report",
    reporting: "Preparing the report…",
    back_to_talk: "Back to the interview",
    overall_hint: "Plain mean of the answered questions; unanswered ones and weights in the vacancy do not count.",
    nothing_scored: "No question was answered, so there is no score.",
    by_competency: "Scores by competency",
    chart_label: "Chart of scores by competency, from 0 to 100. The table has the same numbers.",
    chart_table: "All competencies of the interview",
    weight: "Weight in the vacancy",
    asked_of_all: "every interview",
    not_asked: "Not asked",
    waiting: "Waiting for an answer",
    work_on: "What to work on",
    shows_most: "It shows most in",
    stronger: "An example of a strong answer to this question",
    best: "Your best words",
    not_answered_title: "Not answered (no score)",
    not_asked_title: "Not asked",
    answers_title: "Answers and scores",
    why_these: "Why these questions",
    plan: "The interview's plan and sources",
    plan_hint: "Each competency's weight comes from the vacancy's text and from what profiles hired for similar vacancies show.",
    own_vacancy: "the vacancy of this interview",
    nothing_cited: "No record is cited: there are no hires for similar vacancies, and the plan comes from the vacancy's text alone.",
    open_record: "Open record",
    close_record: "Close record",
    opening_record: "Opening the record…",
    record_gone: "This record is not in the hiring data on this device.",
    record_skills: "Skills in the record",
    marked: "Marked: the words that speak of these competencies.",
    export: "Keep the report",
    as_markdown: "Download as Markdown",
    as_json: "Download as JSON",
    print: "Print or save as PDF",
    export_failed: "The browser did not allow the download.",
    level_name: |level| match level {
        Level::Estagio => "Intern",
        Level::Junior => "Junior",
        Level::Pleno => "Mid-level",
        Level::Senior => "Senior",
        Level::Especialista => "Specialist",
        Level::Coordenador => "Coordinator",
    },
    mode_name: |mode| match mode {
        Mode::Practice => "Practice",
        Mode::Live => "Live",
    },
    mode_about: |mode| match mode {
        Mode::Practice => "Hints, a sample answer and another try.",
        Mode::Live => "No help, and a clock that informs and never cuts you off.",
    },
    kind: |kind| match kind {
        Kind::Opening => "Opening",
        Kind::Technical => "Technical",
        Kind::Behavioural => "Behavioural",
        Kind::Situational => "Situational",
        Kind::Closing => "Closing",
    },
    band: |band| match band {
        Band::Weak => "weak",
        Band::Fair => "fair",
        Band::Good => "good",
        Band::Strong => "strong",
    },
    topic: |topic| match topic {
        "age" => "age",
        "family" => "family",
        "religion" => "religion",
        "health" => "health",
        "politics" => "politics",
        "origin" => "origin",
        "pregnancy" => "pregnancy",
        "union" => "union membership",
        "salary" => "salary",
        "credit" => "credit",
        "sexuality" => "sexual orientation",
        _ => "private life",
    },
    refusal: |refusal| match refusal {
        Refusal::NoVacancy => "Choose a vacancy from the list, or paste a description.",
        Refusal::FewWords => "The description needs at least ten words.",
        Refusal::LongDescription => {
            "The description is longer than 40,000 characters. Shorten it; nothing was deleted."
        }
        Refusal::LongCv => "The CV is longer than 40,000 characters. Shorten it; nothing was deleted.",
    },
    not_kept: |fault| match fault {
        Fault::Unavailable => {
            "The browser does not allow storing data here (a private window?). The interview goes on as usual, but in memory \
             only: export the report before you close the tab."
        }
        Fault::Full => {
            "The browser's space is used up. The interview goes on as usual, but what comes now is in memory only: delete old \
             interviews or export the report before you close the tab."
        }
        Fault::Conflict => {
            "This interview was continued in another tab. So as not to overwrite what was written there, nothing more is kept \
             here until you choose."
        }
        Fault::Gone => {
            "This interview was deleted in another tab. It is still open here, but no longer kept."
        }
    },
    n_vacancies: |shown, matching, n| match n {
        0 => "No vacancy matches. Try other words or drop a filter.".into(),
        1 => "1 vacancy".into(),
        _ if shown == matching => format!("{matching} vacancies"),
        _ => format!("{shown} of {matching} vacancies; search to see others"),
    },
    n_hired: |n| match n {
        0 => String::new(),
        1 => "1 hire".into(),
        _ => format!("{n} hires"),
    },
    chosen: |title| format!("Chosen: {title}"),
    question: |n| format!("Question {n}"),
    progress: |at, n| format!("Question {at} of {n}"),
    timer: |question, total| format!("This question {question} · in all {total}"),
    reading: |done, total| format!("The model is reading: {done} of {total} tokens"),
    answer_too_long: |n, max| {
        format!("The answer has {n} characters and the limit is {max}. Shorten it; nothing was deleted.")
    },
    attempt: |n, overall| format!("Earlier attempt {n}: {overall} of 100"),
    announce_score: |overall, band| format!("Score {overall} of 100, {band}."),
    announce_kept: |overall| format!("Follow-up skipped: the score stays {overall} of 100."),
    at_most: |points, sum| format!("Highest score in this case: {points} instead of {sum}."),
    not_scored: |topics| {
        format!("What you told about {topics} is not scored: nobody may ask that in an interview.")
    },
    level_of: |level, max| format!("level {level} of {max}"),
    points: |points, of| format!("{points} of {of} points"),
    finished: |overall| format!("finished, score {overall} of 100"),
    under_way: |done, n| format!("under way, {done} of {n} questions"),
    in_break: |done, n| format!("paused, {done} of {n} questions"),
    unreadable: |n| match n {
        1 => "1 interview was kept by another version of Recruta and cannot be opened by this one.".into(),
        _ => format!(
            "{n} interviews were kept by another version of Recruta and cannot be opened by this one."
        ),
    },
    rubric: |version| {
        format!(
            "Scored by version {version} of the rubric, without a text model: the same answer always gets the same score. It looks at how an answer is told, not at whether what it tells is true."
        )
    },
    vacancy_id: |id| format!("Vacancy {id}"),
    hired_for: |id| format!("hired for vacancy {id}"),
    shows: |names| format!("shows: {names}"),
    asks_for: |names| format!("asks for: {names}"),
    its_hires_show: |names| format!("its hires show: {names}"),
    asked_by: |terms| format!("The vacancy speaks of {terms}."),
    hires: |n, of| {
        let show = if n == 1 { "shows" } else { "show" };
        format!("{n} of {of} hires for similar vacancies {show} it.")
    },
};
