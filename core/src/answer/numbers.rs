//! The answer to a question that numbers answer: what a whole group shares, with denominators, cited where a source shows it.

use std::collections::BTreeSet;

use super::{Statement, compose::brackets};
use crate::{
    insight::{
        Asked, Breakdown, Funnel, Insight, Panorama, Selection, Share, Stage, Topic, disclosure::MIN_GROUP,
    },
    retrieve::Source,
    text::Language,
};

/// Values named in one sentence.
const MAX_SHARES: usize = 8;

/// What numbers say to a question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Sentences; empty when the question is not one that numbers answer.
    pub statements: Vec<Statement>,
    /// Whether they answer it; else they say why they cannot.
    pub are_told: bool,
    /// Whether how many there are was asked and is not told: the sources must not look like a total.
    pub is_count_missing: bool,
    /// Whether filters are in the way of numbers that would answer.
    pub are_filtered: bool,
}

/// What the numbers say to a recognised question, or that too few people are in the group to say anything.
///
/// A source is cited after a value it shows, if it is one of the group.
pub fn compose_numbers(
    panorama: &Panorama,
    asked: &Asked,
    sources: &[Source],
    language: Language,
) -> Numbers {
    let said = Said { panorama, asked, sources, language };
    let selection = &asked.selection;
    let told = match asked.topic {
        Topic::Count => panorama.n_profiles(selection).map(|n_profiles| said.count(n_profiles)),
        Topic::Funnel(stage) => panorama.funnel(selection).and_then(|funnel| said.funnel(&funnel, stage)),
        _ => panorama.insight(selection).and_then(|insight| said.group(&insight)),
    };
    let are_told = told.is_some();
    let is_count_missing = !are_told && asked.topic == Topic::Count;
    let statements = vec![told.unwrap_or_else(|| said.too_few())];
    Numbers { statements, are_told, is_count_missing, are_filtered: false }
}

struct Said<'a> {
    panorama: &'a Panorama,
    asked: &'a Asked,
    sources: &'a [Source],
    language: Language,
}

impl Said<'_> {
    fn is_portuguese(&self) -> bool {
        self.language == Language::Pt
    }

    /// "Entre 15 perfis contratados para Java, nível Sênior, as competências que mais se repetem: …"
    fn group(&self, insight: &Insight) -> Option<Statement> {
        let n = insight.n_profiles;
        let (shares, n_known, has_hidden) = match self.asked.topic {
            Topic::Skills => (&insight.skills, n, false),
            topic => {
                let breakdown = breakdown(insight, topic)?;
                (&breakdown.shares, breakdown.n_known, breakdown.has_hidden)
            }
        };
        if shares.is_empty() {
            return None;
        }
        let (listed, citations) = self.shares(shares, n_known);
        let text = format!("{}{}: {listed}.{}", self.whom(n), self.what(n_known), self.hidden(has_hidden));
        Some(Statement { text, citations })
    }

    /// "O histórico tem 18 perfis contratados que citam Java."
    fn count(&self, n_profiles: usize) -> Statement {
        let group = self.named();
        let space = if group.is_empty() { "" } else { " " };
        let text = if self.is_portuguese() {
            format!("O histórico tem {n_profiles} perfis contratados{space}{group}.")
        } else {
            format!("The history has {n_profiles} hired profiles{space}{group}.")
        };
        Statement { text, citations: Vec::new() }
    }

    /// "Python (12 de 15) [1][3], Django (9 de 15) [1]", and the numbers cited.
    fn shares(&self, shares: &[Share], n: usize) -> (String, Vec<usize>) {
        let of = if self.is_portuguese() { "de" } else { "of" };
        let mut cited = BTreeSet::new();
        let mut told = Vec::new();
        for share in shares.iter().take(MAX_SHARES) {
            let numbers = self.shown_by(&share.name);
            let brackets =
                if numbers.is_empty() { String::new() } else { format!(" {}", brackets(&numbers)) };
            told.push(format!("{} ({} {of} {n}){brackets}", share.name, share.count));
            cited.extend(numbers);
        }
        (told.join(", "), cited.into_iter().collect())
    }

    /// The sources of the group that show a value: in their text for skills, in their profile for fields.
    fn shown_by(&self, value: &str) -> Vec<usize> {
        let selection = &self.asked.selection;
        let shows = |source: &&Source| match self.asked.topic {
            Topic::Skills => source.skills.iter().any(|skill| skill == value),
            topic => {
                self.panorama.value(&source.profile, topic, selection).iter().any(|other| other == value)
            }
        };
        let of_group =
            self.sources.iter().filter(|source| self.panorama.includes(&source.profile, selection));
        of_group.filter(shows).map(|source| source.number).collect()
    }

    fn too_few(&self) -> Statement {
        let group = self.named();
        let space = if group.is_empty() { "" } else { " " };
        let text = if self.is_portuguese() {
            format!(
                "Não há números a mostrar para as contratações{space}{group}: eles faltam, ou diriam algo de menos de \
                 {MIN_GROUP} pessoas."
            )
        } else {
            format!(
                "There are no numbers to show for hires{space}{group}: they are missing, or would tell of fewer than \
                 {MIN_GROUP} people."
            )
        };
        Statement { text, citations: Vec::new() }
    }

    fn whom(&self, n: usize) -> String {
        let group = self.named();
        match (self.is_portuguese(), group.is_empty()) {
            (true, true) => format!("Entre os {n} perfis contratados"),
            (true, false) => format!("Entre {n} perfis contratados {group}"),
            (false, true) => format!("Among all {n} hired profiles"),
            (false, false) => format!("Among {n} profiles hired {group}"),
        }
    }

    /// "para Java, nível Sênior, que citam Kafka".
    fn named(&self) -> String {
        let Selection { family, level, skills } = &self.asked.selection;
        let (for_, at, naming, and) = if self.is_portuguese() {
            ("para", "no nível", "que citam", " e ")
        } else {
            ("for", "at level", "who name", " and ")
        };
        let family = family.map(|family| format!("{for_} {}", family.label(self.language)));
        let level = level.map(|level| format!("{at} {}", level.label(self.language)));
        let skills = (!skills.is_empty()).then(|| format!("{naming} {}", skills.join(and)));
        [family, level, skills].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn what(&self, n_known: usize) -> String {
        match (self.asked.topic, self.is_portuguese()) {
            (Topic::Skills, true) => ", as competências que mais aparecem".to_owned(),
            (Topic::Skills, false) => ", the skills that appear most".to_owned(),
            (Topic::English, true) => format!(", o nível de inglês informado por {n_known}"),
            (Topic::English, false) => format!(", the level of English stated by {n_known}"),
            (Topic::Spanish, true) => format!(", o nível de espanhol informado por {n_known}"),
            (Topic::Spanish, false) => format!(", the level of Spanish stated by {n_known}"),
            (Topic::Education, true) => format!(", a formação informada por {n_known}"),
            (Topic::Education, false) => format!(", the education stated by {n_known}"),
            (Topic::Contracts, true) => format!(", o tipo de contratação das vagas de {n_known}"),
            (Topic::Contracts, false) => format!(", the contract types of the vacancies of {n_known}"),
            (Topic::Count | Topic::Funnel(_), _) => String::new(),
        }
    }

    fn hidden(&self, has_hidden: bool) -> &'static str {
        match (has_hidden, self.is_portuguese()) {
            (false, _) => "",
            (true, true) => " Valores de grupos pequenos não são mostrados.",
            (true, false) => " Values of small groups are not shown.",
        }
    }

    /// "De 84 candidaturas para Java, 33 chegaram à entrevista técnica ou com o cliente (33 de 84)."
    fn funnel(&self, funnel: &Funnel, stage: Option<Stage>) -> Option<Statement> {
        let stages: Vec<Stage> = stage.map_or_else(|| Stage::ALL[1..].to_vec(), |stage| vec![stage]);
        let told: Vec<String> = stages.into_iter().filter_map(|stage| self.reached(funnel, stage)).collect();
        if told.is_empty() {
            return None;
        }
        let whom = self.candidacies(funnel);
        let how_far = if self.is_portuguese() { "chegaram pelo menos a" } else { "got at least to" };
        let mut text = format!("{whom}, {how_far}: {}.", told.join(", "));
        if stage == Some(Stage::Interview) {
            text.push_str(&self.technical_interview(funnel));
        }
        text.push_str(if self.is_portuguese() {
            " Contado pela última situação registrada de cada candidatura, contratada ou não."
        } else {
            " Counted by the last situation on record of each candidacy, hired or not."
        });
        text.push_str(&self.uncrossed(funnel));
        Some(Statement { text, citations: Vec::new() })
    }

    /// What of the question the funnel cannot tell apart.
    fn uncrossed(&self, funnel: &Funnel) -> String {
        let Selection { level, skills, .. } = &self.asked.selection;
        let level =
            level.filter(|level| funnel.level != Some(*level)).map(|level| level.label(self.language));
        let dropped: Vec<&str> = level.into_iter().chain(skills.iter().map(String::as_str)).collect();
        match (dropped.is_empty(), self.is_portuguese()) {
            (true, _) => String::new(),
            (false, true) => format!(" O funil não separa por {}: a conta é de todas.", dropped.join(", ")),
            (false, false) => {
                format!(" The funnel is not divided by {}: all are counted.", dropped.join(", "))
            }
        }
    }

    fn reached(&self, funnel: &Funnel, stage: Stage) -> Option<String> {
        let count = funnel.reached(stage).filter(|count| count.count > 0)?;
        let (at_least, of) = if self.is_portuguese() { ("ao menos ", "de") } else { ("at least ", "of") };
        let at_least = if count.is_lower_bound { at_least } else { "" };
        Some(format!("{} ({at_least}{} {of} {})", stage.label(self.language), count.count, funnel.n_rows))
    }

    fn technical_interview(&self, funnel: &Funnel) -> String {
        match (funnel.count("Entrevista Técnica").filter(|count| *count > 0), self.is_portuguese()) {
            (Some(count), true) => format!(" Estão em “Entrevista Técnica”: {count} de {}.", funnel.n_rows),
            (Some(count), false) => format!(" In “Entrevista Técnica” now: {count} of {}.", funnel.n_rows),
            (None, _) => String::new(),
        }
    }

    fn candidacies(&self, funnel: &Funnel) -> String {
        // The funnel knows a family or a level, not both and no skills.
        let selection = Selection { family: funnel.family, level: funnel.level, skills: Vec::new() };
        let asked = Asked { topic: self.asked.topic, selection };
        let group = Said { asked: &asked, ..*self }.named();
        let space = if group.is_empty() { "" } else { " " };
        if self.is_portuguese() {
            format!("De {} candidaturas{space}{group}", funnel.n_rows)
        } else {
            format!("Of {} candidacies{space}{group}", funnel.n_rows)
        }
    }
}

fn breakdown(insight: &Insight, topic: Topic) -> Option<&Breakdown> {
    match topic {
        Topic::English => Some(&insight.english),
        Topic::Spanish => Some(&insight.spanish),
        Topic::Education => Some(&insight.education),
        Topic::Contracts => Some(&insight.contracts),
        Topic::Skills | Topic::Count | Topic::Funnel(_) => None,
    }
}
