//! The authored text fragments (`data/fragments/*.json`), parsed once and checked on loading.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

const COMMON: &str = include_str!("../../../data/fragments/common.json");
const PEOPLE: &str = include_str!("../../../data/fragments/people.json");
const FAMILIES: [&str; 12] = [
    include_str!("../../../data/fragments/java.json"),
    include_str!("../../../data/fragments/python.json"),
    include_str!("../../../data/fragments/dotnet.json"),
    include_str!("../../../data/fragments/sap.json"),
    include_str!("../../../data/fragments/mainframe.json"),
    include_str!("../../../data/fragments/dados.json"),
    include_str!("../../../data/fragments/infra.json"),
    include_str!("../../../data/fragments/qa.json"),
    include_str!("../../../data/fragments/agil.json"),
    include_str!("../../../data/fragments/seguranca.json"),
    include_str!("../../../data/fragments/frontend.json"),
    include_str!("../../../data/fragments/suporte.json"),
];

/// Lines that hold for every track of a family (`"*"`) or for one of them.
pub type ByTrack = BTreeMap<String, Vec<String>>;

/// A masculine and a feminine form.
pub type Gendered = [String; 2];

/// Seniority, in rising order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Student on a traineeship.
    Estagio,
    /// Junior.
    Junior,
    /// Mid-level.
    Pleno,
    /// Senior.
    Senior,
    /// Specialist: senior in depth.
    Especialista,
    /// Coordinator: leads people.
    Coordenador,
}

impl Level {
    /// All levels, lowest first.
    pub const ALL: [Self; 6] =
        [Self::Estagio, Self::Junior, Self::Pleno, Self::Senior, Self::Especialista, Self::Coordenador];

    /// As the exports write it in `nivel profissional`.
    pub fn name(self) -> &'static str {
        ["Estagiário", "Júnior", "Pleno", "Sênior", "Especialista", "Coordenador"][self as usize]
    }

    /// The column of a skill's weights: junior, mid or senior.
    pub fn column(self) -> usize {
        (self as usize).clamp(1, 3) - 1
    }
}

/// One skill of a family: `category|name|junior pleno senior|tracks` in the file.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct Skill {
    /// What slot it fills: `db`, `framework`.
    pub category: String,
    /// As people write it.
    pub name: String,
    /// How many of 100 people know it, by level column.
    pub weights: [u32; 3],
    /// Track ids, or `*`.
    pub tracks: String,
    /// First year in which a CV may speak of it.
    pub since: i64,
}

impl TryFrom<String> for Skill {
    type Error = String;

    fn try_from(line: String) -> Result<Self, String> {
        let parts: Vec<&str> = line.split('|').collect();
        let [category, name, weights, tracks] = parts[..] else {
            return Err(format!("expected 4 parts in skill `{line}`"));
        };
        let numbers: Vec<u32> = weights.split(' ').filter_map(|number| number.parse().ok()).collect();
        let weights = numbers.try_into().map_err(|_| format!("expected 3 weights in `{line}`"))?;
        Ok(Self { category: category.into(), name: name.into(), weights, tracks: tracks.into(), since: 0 })
    }
}

impl Skill {
    /// Whether people of this track may know it.
    pub fn fits(&self, track: &str) -> bool {
        self.tracks == "*" || self.tracks.split(' ').any(|id| id == track)
    }
}

/// What people of a line of work were called before it had a name.
#[derive(Debug, Clone, Deserialize)]
pub struct Early {
    /// For jobs that began before this year.
    pub until: i64,
    /// The older title.
    pub title: Gendered,
}

/// A line of work inside a family, such as SAP FI or SAP ABAP.
#[derive(Debug, Clone, Deserialize)]
pub struct Track {
    /// Short id used in the fragment files.
    pub id: String,
    /// The older title, when there is one.
    pub early: Option<Early>,
    /// Share of vacancies and people.
    pub weight: u32,
    /// Job titles without the level.
    pub titles: Vec<Gendered>,
    /// Title of the one who coordinates.
    pub lead: Gendered,
    /// Title of the specialist.
    pub spec: Gendered,
    /// What a trainee is a trainee of ("Desenvolvimento").
    pub intern: String,
    /// "desenvolvimento back-end em Java": completes "experiência em …".
    pub focus: Vec<String>,
    /// How vacancies are called, without the level.
    pub openings: Vec<String>,
    /// English title.
    pub en_title: String,
    /// English focus.
    pub en_focus: String,
}

/// The English lines of a family.
#[derive(Debug, Clone, Deserialize)]
pub struct English {
    /// Sentences about what the person does.
    pub summaries: ByTrack,
    /// Past-tense bullet lines.
    pub activities: ByTrack,
}

/// One job family: everything its CVs and vacancies are put together from.
#[derive(Debug, Clone, Deserialize)]
pub struct Family {
    /// Short id.
    pub id: String,
    /// The exports' `areas_atuacao`.
    pub area: String,
    /// Lines of work.
    pub tracks: Vec<Track>,
    /// Skills with their weights.
    pub skills: Vec<Skill>,
    /// Second and third sentences of a summary.
    pub summaries: ByTrack,
    /// What people do, verb first.
    pub activities: ByTrack,
    /// What they achieved, first person past.
    pub achievements: ByTrack,
    /// Student projects, verb first.
    pub academic: Vec<String>,
    /// Certifications.
    pub certs: ByTrack,
    /// Courses.
    pub courses: Vec<String>,
    /// Degrees, when not the common ones.
    #[serde(default)]
    pub degrees: Vec<String>,
    /// What vacancies ask people to do, verb first.
    pub duties: ByTrack,
    /// What vacancies ask for beside named skills.
    pub requirements: ByTrack,
    /// English lines.
    pub en: English,
}

impl Family {
    /// The lines that hold for one track.
    pub fn lines<'a>(&self, map: &'a ByTrack, track: usize) -> Vec<&'a str> {
        let own = self.tracks[track].id.as_str();
        ["*", own].iter().filter_map(|key| map.get(*key)).flatten().map(String::as_str).collect()
    }
}

/// A line's text if this level may say it: `sr:` from senior, `pl:` from mid-level, `jr:` up to junior.
pub fn admitted(line: &str, level: Level) -> Option<&str> {
    match line.split_at_checked(3) {
        Some(("sr:", rest)) => (level >= Level::Senior).then_some(rest.trim_start()),
        Some(("pl:", rest)) => (level >= Level::Pleno).then_some(rest.trim_start()),
        Some(("jr:", rest)) => (level <= Level::Junior).then_some(rest.trim_start()),
        _ => Some(line),
    }
}

/// A business sector: employers, clients and the systems they run.
#[derive(Debug, Clone, Deserialize)]
pub struct Sector {
    /// "mercado financeiro".
    pub label: String,
    /// The same in English.
    pub en: String,
    /// Invented companies, each with its article.
    pub companies: Vec<String>,
    /// Systems, each with its article.
    pub systems: Vec<String>,
}

/// A job somebody had before working in the family.
#[derive(Debug, Clone, Deserialize)]
pub struct FirstJob {
    /// Its title.
    pub title: Gendered,
    /// What was done, verb first.
    pub lines: Vec<String>,
}

/// The fragments that all families share.
#[derive(Debug, Clone, Deserialize)]
pub struct Common {
    /// Infinitive to past, present, noun and the noun's preposition (`=` keeps the object as it is).
    pub verbs: BTreeMap<String, [String; 4]>,
    /// Skill category to its label in a CV.
    pub categories: BTreeMap<String, String>,
    /// Skill to the first year in which it was in common use.
    pub since: BTreeMap<String, i64>,
    /// Skill to its English name, where that differs.
    pub english_skills: BTreeMap<String, String>,
    /// Sectors.
    pub sectors: Vec<Sector>,
    /// IT service companies, with article.
    pub consultancies: Vec<String>,
    /// First sentence of a summary, by stage: `intern`, `jr`, `pl`, `sr`, `lead`.
    pub openers: BTreeMap<String, Vec<String>>,
    /// Last sentence of a summary.
    pub closers: Vec<String>,
    /// Lines of those who lead, verb first.
    pub lead_lines: Vec<String>,
    /// Achievements of those who lead.
    pub lead_achievements: Vec<String>,
    /// Lines of trainees in any family, verb first.
    pub intern_lines: Vec<String>,
    /// Jobs before the family.
    pub first_jobs: Vec<FirstJob>,
    /// Degrees.
    pub degrees: Vec<String>,
    /// Technical school courses.
    pub technical: Vec<String>,
    /// Specialisations.
    pub postgraduate: Vec<String>,
    /// Invented schools.
    pub schools: Vec<String>,
    /// Behaviour asked for by vacancies.
    pub soft: Vec<String>,
    /// How a vacancy asks for one skill.
    pub ask_one: Vec<String>,
    /// How it asks for two.
    pub ask_two: Vec<String>,
    /// How it wishes for one.
    pub wish: Vec<String>,
    /// Closing remarks of a vacancy.
    pub remarks: Vec<String>,
    /// Opening paragraph of a vacancy.
    pub vacancy_intros: Vec<String>,
    /// Goals in `objetivo_profissional`.
    pub goals: Vec<String>,
    /// Comments by group.
    pub comments: BTreeMap<String, Vec<String>>,
    /// English openers.
    pub en_openers: Vec<String>,
    /// English closing sentences.
    pub en_closers: Vec<String>,
}

/// Names and places that invented people are put together from.
#[derive(Debug, Clone, Deserialize)]
pub struct People {
    /// Masculine first names.
    pub male: Vec<String>,
    /// Feminine first names.
    pub female: Vec<String>,
    /// Surnames.
    pub surnames: Vec<String>,
    /// City, state, two-letter state, area code.
    pub cities: Vec<[String; 4]>,
    /// Streets.
    pub streets: Vec<String>,
    /// Districts.
    pub districts: Vec<String>,
    /// Recruiters.
    pub recruiters: Vec<String>,
}

/// All fragments.
#[derive(Debug, Clone)]
pub struct Fragments {
    /// Shared ones.
    pub common: Common,
    /// Names and places.
    pub people: People,
    /// The twelve families.
    pub families: Vec<Family>,
}

impl Fragments {
    /// Parses the embedded files.
    pub fn load() -> Result<Self> {
        let common: Common = serde_json::from_str(COMMON).context("common.json")?;
        let people: People = serde_json::from_str(PEOPLE).context("people.json")?;
        let mut families = Vec::new();
        for source in FAMILIES {
            let mut family: Family = serde_json::from_str(source)
                .with_context(|| format!("family {}", source.get(..40).unwrap_or_default()))?;
            for skill in &mut family.skills {
                skill.since = common.since.get(&skill.name).copied().unwrap_or(0);
            }
            ensure!(!family.tracks.is_empty(), "family {} has no track", family.id);
            families.push(family);
        }
        Ok(Self { common, people, families })
    }
}
