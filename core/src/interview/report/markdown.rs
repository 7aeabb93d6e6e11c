//! The report as Markdown, for export and print.

mod question;

use question::{points, question_section};

use super::{Report, Unscored, WorkOn};
use crate::{
    interview::{Band, CitationKind, Kind, Level, QuestionStatus, rubric::MAX_LEVEL},
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
            "Cada parte vale nível × peso ÷ 4, e o peso muda com o tipo de pergunta. De 0 a 39 a resposta é fraca, até 59 \
             regular, até 79 boa, daí em diante forte. O que não foi respondido não conta como zero. A nota olha como a \
             resposta é contada, não se o que ela conta é verdade, e um ponto dito com palavras que o banco de perguntas não \
             conhece pode aparecer como falta. Rubrica, versão",
            "Each part is worth level × weight ÷ 4, and the weight changes with the kind of question. From 0 to 39 an answer is \
             weak, up to 59 fair, up to 79 good, from there on strong. What was not answered does not count as zero. The score \
             looks at how an answer is told, not at whether what it tells is true, and a point made in words that the question \
             bank does not know may be listed as missing. Rubric, version",
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
        let mut out = format!("## {}\n\n", say.of("Suas melhores frases", "Your best lines"));
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
        let items: String = self
            .work_on
            .iter()
            .enumerate()
            .map(|(at, item)| work_on(item, &self.lost(item, say), is_shown(at), say))
            .collect();
        format!("## {}\n\n{items}", say.of("O que trabalhar", "What to work on"))
    }

    /// "18,75 de 25 pontos a ganhar".
    fn lost(&self, item: &WorkOn, say: Say) -> String {
        let question = self.questions.iter().find(|question| question.number == item.question);
        let components = question.and_then(|question| question.score.as_ref()).map(|score| &score.components);
        let found = components.into_iter().flatten().find(|component| component.id == item.component);
        found.map_or_else(String::new, |component| {
            let lost = points(MAX_LEVEL - component.level, component.weight);
            format!(
                ", {} {} {} {}",
                say.number(lost),
                say.of("de", "of"),
                component.weight,
                say.of("pontos a ganhar", "points to gain")
            )
        })
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
            say.of(
                "De onde vêm as perguntas (até três contratações por competência)",
                "Where the questions come from (up to three hires a competency)",
            )
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
fn work_on(item: &WorkOn, lost: &str, is_shown: bool, say: Say) -> String {
    let mut out = format!("### {}\n\n{} ", item.name, item.advice);
    out.push_str(&format!("({} {}{lost})\n\n", say.of("veja a pergunta", "see question"), item.question));
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

fn kind_name(kind: Kind, say: Say) -> &'static str {
    match kind {
        Kind::Opening => say.of("abertura", "opening"),
        Kind::Technical => say.of("técnica", "technical"),
        Kind::Behavioural => say.of("comportamental", "behavioural"),
        Kind::Situational => say.of("situacional", "situational"),
        Kind::Closing => say.of("encerramento", "closing"),
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
