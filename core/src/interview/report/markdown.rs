//! The report as Markdown, for export and print.

use super::{Report, Unscored, WorkOn};
use crate::{
    interview::{
        Band, CitationKind, Component, Level, PlannedQuestion, QuestionStatus, Quote, Score,
        rubric::MAX_LEVEL,
    },
    text::Language,
};

impl Report {
    /// The whole report: scores with their reasons and quotes, what to work on, sources.
    pub fn to_markdown(&self) -> String {
        let say = Say(self.language);
        let mut out = format!(
            "# {}: {}\n\n",
            say.of("Entrevista simulada", "Mock interview"),
            inline(&self.vacancy.title)
        );
        out.push_str(&format!("{}\n\n", self.headline(say)));
        out.push_str(&self.competency_table(say));
        out.push_str(&self.best_quotes(say));
        out.push_str(&self.things_to_work_on(say));
        for question in &self.questions {
            out.push_str(&question_section(question, say));
        }
        out.push_str(&list(say.of("Não perguntado", "Not asked"), &self.not_asked));
        out.push_str(&list(say.of("Não respondido", "Not answered"), &self.not_answered));
        out.push_str(&self.source_list(say));
        let note = say.of(
            "A nota olha como a resposta é contada, não se o que ela conta é verdade. Rubrica, versão",
            "The score looks at how an answer is told, not at whether what it tells is true. Rubric, version",
        );
        out.push_str(&format!("---\n\n{note} {}.\n", self.rubric));
        out
    }

    fn headline(&self, say: Say) -> String {
        let level = level_name(self.level, say);
        let n = self.questions.iter().filter(|question| question.status == QuestionStatus::Answered).count();
        let of = self.questions.len();
        match (self.overall, self.band) {
            (Some(overall), Some(band)) => format!(
                "**{}: {overall}/100 ({})** · {}: {level} · {n}/{of} {}\n\n{}",
                say.of("Nota geral", "Overall"),
                band_name(band, say),
                say.of("nível", "level"),
                say.of("perguntas respondidas", "questions answered"),
                say.of(
                    "A nota geral é a média simples das perguntas respondidas: o peso na vaga diz o quanto a vaga fala de \
                     cada competência e não entra na conta.",
                    "The overall score is the plain mean of the answered questions: the weight in the vacancy says how much \
                     the vacancy speaks of each competency and does not enter into it.",
                ),
            ),
            _ => say
                .of(
                    "**Nada foi respondido, então não há nota.**",
                    "**Nothing was answered, so there is no score.**",
                )
                .to_owned(),
        }
    }

    fn competency_table(&self, say: Say) -> String {
        let mut out = format!(
            "## {}\n\n| {} | {} | {} |\n| --- | --- | --- |\n",
            say.of("Por competência", "By competency"),
            say.of("competência", "competency"),
            say.of("peso na vaga", "weight in the vacancy"),
            say.of("nota", "score"),
        );
        for competency in &self.competencies {
            let score = match (competency.overall, competency.status) {
                (Some(overall), _) => overall.to_string(),
                (None, QuestionStatus::NotAnswered) => say.of("não respondida", "not answered").to_owned(),
                (None, QuestionStatus::Asked) => {
                    say.of("aguardando resposta", "waiting for an answer").to_owned()
                }
                (None, _) => say.of("não perguntada", "not asked").to_owned(),
            };
            let weight = match competency.weight {
                0 => say.of("toda entrevista", "every interview").to_owned(),
                weight => format!("{weight}%"),
            };
            out.push_str(&format!("| {} | {weight} | {score} |\n", cell(&competency.name)));
        }
        out + "\n"
    }

    fn best_quotes(&self, say: Say) -> String {
        if self.best.is_empty() {
            return String::new();
        }
        let mut out = format!("## {}\n\n", say.of("Suas melhores frases", "The best you said"));
        for best in &self.best {
            let question = say.of("pergunta", "question");
            out.push_str(&format!(
                "> {}\n>\n> {question} {}, {}\n\n",
                inline(&best.quote.text),
                best.question,
                best.quote.shows
            ));
        }
        out
    }

    fn things_to_work_on(&self, say: Say) -> String {
        if self.work_on.is_empty() {
            return String::new();
        }
        let is_shown =
            |at: usize| self.work_on[..at].iter().any(|other| other.example == self.work_on[at].example);
        let items: String =
            self.work_on.iter().enumerate().map(|(at, item)| work_on(item, is_shown(at), say)).collect();
        format!("## {}\n\n{items}", say.of("O que trabalhar", "What to work on"))
    }

    fn source_list(&self, say: Say) -> String {
        if self.sources.is_empty() {
            return String::new();
        }
        let line = |source: &crate::interview::Citation| {
            let kind = match source.kind {
                CitationKind::Vacancy => say.of("vaga", "vacancy"),
                CitationKind::Profile => say.of("perfil contratado", "hired profile"),
            };
            let title =
                if source.title.is_empty() { String::new() } else { format!(": {}", inline(&source.title)) };
            let hired_for = source.hired_for.as_ref().map_or_else(String::new, |vacancy| {
                format!(" ({} {vacancy})", say.of("contratação para a vaga", "hired for vacancy"))
            });
            format!("- {kind} {}{hired_for}{title}\n", source.id)
        };
        let lines: String = self.sources.iter().map(line).collect();
        format!(
            "## {}\n\n{lines}\n",
            say.of("Fontes da escolha das perguntas", "Sources of the choice of questions")
        )
    }
}

/// Says a thing in the report's language.
#[derive(Clone, Copy)]
struct Say(Language);

impl Say {
    fn of(self, pt: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            Language::Pt => pt,
            Language::En => en,
        }
    }

    /// With the language's decimal sign.
    fn number(self, number: f64) -> String {
        match self.0 {
            Language::Pt => number.to_string().replace('.', ","),
            Language::En => number.to_string(),
        }
    }
}

/// `is_shown`: whether an item before this one has the example already.
fn work_on(item: &WorkOn, is_shown: bool, say: Say) -> String {
    let mut out = format!("### {}\n\n{} ", item.name, item.advice);
    out.push_str(&format!("({} {})\n\n", say.of("veja a pergunta", "see question"), item.question));
    for missing in &item.missing {
        out.push_str(&format!("- {missing}\n"));
    }
    if !item.missing.is_empty() {
        out.push('\n');
    }
    if is_shown {
        out.push_str(
            say.of("O exemplo acima mostra isto também.\n\n", "The example above shows this, too.\n\n"),
        );
        return out;
    }
    out.push_str(&format!(
        "{}:\n\n> {}\n\n",
        say.of(
            "Um exemplo de resposta forte a esta pergunta",
            "An example of a strong answer to this question"
        ),
        inline(&item.example)
    ));
    if !item.bring.is_empty() {
        out.push_str(&format!("{}\n\n", inline(&item.bring)));
    }
    out
}

fn question_section(question: &PlannedQuestion, say: Say) -> String {
    let title = format!("## {}. {}", question.number, inline(&question.competency_name));
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
        out.push_str(&score_table(score, say));
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

fn score_table(score: &Score, say: Say) -> String {
    let mut out = format!("**{}/100 ({})**\n\n", score.overall, band_name(score.band, say));
    if let Some(cap) = &score.cap {
        out.push_str(&format!("{} ({} {})\n\n", cap.words, say.of("no máximo", "at most"), cap.at_most));
    }
    for component in &score.components {
        out.push_str(&component_lines(component, say));
    }
    if !score.not_scored.is_empty() {
        out.push_str(say.of(
            "\nO que você contou da sua vida pessoal não entrou na nota.\n",
            "\nWhat you told of your private life was not scored.\n",
        ));
    }
    out + "\n"
}

fn component_lines(component: &Component, say: Say) -> String {
    let points = say.number(f64::from(component.level * component.weight) / f64::from(MAX_LEVEL));
    let mut out = format!(
        "- **{}: {}/{MAX_LEVEL}** ({points} {} {}). {}\n",
        component.name,
        component.level,
        say.of("de", "of"),
        component.weight,
        component.words
    );
    for quote in &component.quotes {
        out.push_str(&format!("  - {}: “{}”\n", quote.shows, focused(quote)));
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

fn list(title: &str, items: &[Unscored]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let line = |item: &Unscored| {
        let number = item.question.map_or_else(String::new, |number| format!("{number}. "));
        format!("- {number}{}\n", inline(&item.text))
    };
    format!("## {title}\n\n{}\n", items.iter().map(line).collect::<String>())
}

/// Text of others on one line, its Markdown taken literally.
fn inline(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let special = |c: char| matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|');
    one_line.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect()
}

fn cell(text: &str) -> String {
    inline(text)
}

fn quoted(answer: &str) -> String {
    answer
        .lines()
        .map(|line| format!("> {}", inline(line)).trim_end().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

fn band_name(band: Band, say: Say) -> &'static str {
    match band {
        Band::Weak => say.of("fraca", "weak"),
        Band::Fair => say.of("regular", "fair"),
        Band::Good => say.of("boa", "good"),
        Band::Strong => say.of("forte", "strong"),
    }
}

fn level_name(level: Level, say: Say) -> &'static str {
    match level {
        Level::Estagio => say.of("estágio", "intern"),
        Level::Junior => say.of("júnior", "junior"),
        Level::Pleno => say.of("pleno", "mid-level"),
        Level::Senior => say.of("sênior", "senior"),
        Level::Especialista => say.of("especialista", "specialist"),
        Level::Coordenador => say.of("coordenação", "coordinator"),
    }
}
