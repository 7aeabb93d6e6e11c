//! How far candidacies got: the 21 situations of the export in the order of the process, and the stages they prove.
//!
//! The counts are of *all* candidacies, hired or not. They reach the bundle as numbers by family and by level only
//! (`insight.json`), and small ones never do: what may not be told is hidden when the bundle is made.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::disclosure::{MIN_GROUP, Shown};
use crate::{
    Error, Result,
    bundle::part,
    family::{Family, Level},
    text::{Language, fold},
};

/// Version of `insight.json`.
const VERSION: u32 = 1;

/// A stage of the process. A candidacy whose situation proves a stage has passed the stages before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Somebody was considered, or applied.
    Considered,
    /// Human resources looked into it.
    Screening,
    /// It was handed to who asked for the vacancy.
    Forwarded,
    /// There was an interview, technical or with the client.
    Interview,
    /// It was approved, and an offer is or was made.
    Approved,
    /// Papers are being signed, or were.
    Hired,
}

/// The situations as the export spells them, in the order of the process, each with the stage it proves. Who gave up or
/// was refused may have done so at any time, so that proves nothing more than that they were considered.
pub const STATUSES: [(&str, Stage); 21] = [
    ("Prospect", Stage::Considered),
    ("Inscrito", Stage::Considered),
    ("Sem interesse nesta vaga", Stage::Considered),
    ("Desistiu", Stage::Considered),
    ("Recusado", Stage::Considered),
    ("Em avaliação pelo RH", Stage::Screening),
    ("Não Aprovado pelo RH", Stage::Screening),
    ("Encaminhado ao Requisitante", Stage::Forwarded),
    ("Não Aprovado pelo Requisitante", Stage::Forwarded),
    ("Entrevista Técnica", Stage::Interview),
    ("Entrevista com Cliente", Stage::Interview),
    ("Não Aprovado pelo Cliente", Stage::Interview),
    ("Aprovado", Stage::Approved),
    ("Encaminhar Proposta", Stage::Approved),
    ("Proposta Aceita", Stage::Approved),
    ("Desistiu da Contratação", Stage::Approved),
    ("Documentação PJ", Stage::Hired),
    ("Documentação CLT", Stage::Hired),
    ("Documentação Cooperado", Stage::Hired),
    ("Contratado pela Decision", Stage::Hired),
    ("Contratado como Hunting", Stage::Hired),
];

impl Stage {
    /// In the order of the process.
    pub const ALL: [Self; 6] =
        [Self::Considered, Self::Screening, Self::Forwarded, Self::Interview, Self::Approved, Self::Hired];

    /// Stable name for wires.
    pub fn id(self) -> &'static str {
        match self {
            Self::Considered => "considerados",
            Self::Screening => "avaliacao",
            Self::Forwarded => "requisitante",
            Self::Interview => "entrevista",
            Self::Approved => "aprovacao",
            Self::Hired => "contratacao",
        }
    }

    /// What candidacies that got there did, for "12 candidacies …".
    pub fn label(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Considered, Language::Pt) => "Consideradas ou inscritas",
            (Self::Considered, Language::En) => "Considered or applied",
            (Self::Screening, Language::Pt) => "Avaliação do RH",
            (Self::Screening, Language::En) => "Screening by HR",
            (Self::Forwarded, Language::Pt) => "Encaminhamento ao requisitante",
            (Self::Forwarded, Language::En) => "Forwarded to the requester",
            (Self::Interview, Language::Pt) => "Entrevista técnica ou com o cliente",
            (Self::Interview, Language::En) => "Technical or client interview",
            (Self::Approved, Language::Pt) => "Aprovação e proposta",
            (Self::Approved, Language::En) => "Approval and offer",
            (Self::Hired, Language::Pt) => "Documentação e contratação",
            (Self::Hired, Language::En) => "Paperwork and hiring",
        }
    }
}

/// `insight.json`: candidacies by situation, of all, by family and by level. A count that may not be told is null.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunnelPart {
    version: u32,
    /// Situations, in the order of the counts.
    statuses: Vec<String>,
    /// All candidacies.
    all: FunnelGroup,
    /// By family id.
    families: BTreeMap<String, FunnelGroup>,
    /// By level id.
    levels: BTreeMap<String, FunnelGroup>,
}

/// Candidacies of one group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunnelGroup {
    /// How many there are.
    pub n_rows: Option<usize>,
    /// By situation.
    pub counts: Vec<Option<usize>>,
}

/// A group's funnel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Funnel {
    /// The family it is of, if it is of one.
    pub family: Option<Family>,
    /// The level it is of, if it is of one.
    pub level: Option<Level>,
    /// All its candidacies: the denominator.
    pub n_rows: usize,
    /// Every situation, in the order of the process.
    pub cells: Vec<FunnelCell>,
    /// How many candidacies got so far.
    pub stages: Vec<StageCount>,
}

/// Candidacies in one situation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunnelCell {
    /// The situation, as the export spells it.
    pub status: String,
    /// How many; none where too few to tell.
    pub count: Option<usize>,
}

/// Candidacies that got to a stage or beyond.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageCount {
    /// The stage.
    pub stage: Stage,
    /// How many at least: hidden situations are not in it.
    pub count: usize,
    /// Whether some are hidden, so that there may be more.
    pub is_lower_bound: bool,
}

impl FunnelPart {
    /// Counts rows of (family, level, situation); unknown situations are left out.
    pub fn count<'a>(
        rows: impl IntoIterator<Item = (Option<Family>, Option<Level>, &'a str, usize)>,
    ) -> Self {
        let columns: BTreeMap<String, usize> =
            STATUSES.iter().enumerate().map(|(at, (status, _))| (fold(status), at)).collect();
        let mut families = vec![vec![0; STATUSES.len()]; Family::ALL.len() + 1];
        let mut levels = vec![vec![0; STATUSES.len()]; Level::ALL.len() + 1];
        for (family, level, status, count) in rows {
            let Some(column) = columns.get(&fold(status)) else { continue };
            families[place(&Family::ALL, family)][*column] += count;
            levels[place(&Level::ALL, level)][*column] += count;
        }
        let all: Vec<usize> =
            (0..STATUSES.len()).map(|column| families.iter().map(|row| row[column]).sum()).collect();
        let (families, levels) = told(&families, &levels, &all);
        let counts = (0..all.len()).map(|column| families.count(None, Some(column))).collect();
        Self {
            version: VERSION,
            statuses: STATUSES.map(|(status, _)| status.to_owned()).to_vec(),
            all: FunnelGroup { n_rows: families.count(None, None), counts },
            families: groups(&families, Family::ALL.map(Family::id).as_slice()),
            levels: groups(&levels, Level::ALL.map(Level::id).as_slice()),
        }
    }

    /// Reads the part of a bundle.
    ///
    /// **Errors.** [`Error::BundleCorrupt`] when it is not this version's JSON or a group lacks counts.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let corrupt = |detail: String| Error::BundleCorrupt { part: part::INSIGHT.to_owned(), detail };
        let read: Self = serde_json::from_slice(bytes).map_err(|error| corrupt(error.to_string()))?;
        if read.version != VERSION {
            return Err(corrupt(format!("version {}, expected {VERSION}", read.version)));
        }
        let n = read.statuses.len();
        let groups = read.families.values().chain(read.levels.values()).chain([&read.all]);
        let lengths: Vec<usize> = groups.map(|group| group.counts.len()).collect();
        match lengths.iter().find(|length| **length != n) {
            Some(length) => Err(corrupt(format!("{length} counts for {n} situations"))),
            None => Ok(read),
        }
    }

    /// The funnel of a family, else of a level, else of all; none when too little is known of it.
    pub(super) fn group(&self, family: Option<Family>, level: Option<Level>) -> Option<Funnel> {
        let level = level.filter(|_| family.is_none());
        let group = match (family, level) {
            (Some(family), _) => self.families.get(family.id())?,
            (None, Some(level)) => self.levels.get(level.id())?,
            (None, None) => &self.all,
        };
        let cells: Vec<FunnelCell> = self
            .statuses
            .iter()
            .zip(&group.counts)
            .map(|(status, count)| FunnelCell { status: status.clone(), count: *count })
            .collect();
        let n_rows = group.n_rows.filter(|n_rows| *n_rows > 0)?;
        Some(Funnel { family, level, n_rows, stages: stages(&cells, n_rows), cells })
    }
}

impl Funnel {
    /// Without what would be known from the number of people hired: it is told as well, and the situations of those hired add
    /// up to it, by people or by hires.
    pub(super) fn beside_hires(mut self, situations: &BTreeSet<&str>, n_hired: &[usize]) -> Self {
        let places: Vec<usize> =
            (0..self.cells.len()).filter(|at| situations.contains(self.cells[*at].status.as_str())).collect();
        loop {
            let told: Vec<(usize, usize)> =
                places.iter().filter_map(|at| Some((self.cells[*at].count?, *at))).collect();
            let sum: usize = told.iter().map(|(count, _)| count).sum();
            let n_hidden = places.len() - told.len();
            let is_safe = n_hidden != 1 && n_hired.iter().all(|n| n.saturating_sub(sum) >= MIN_GROUP);
            if n_hidden == 0 || is_safe {
                break;
            }
            // Somebody's number before nobody's, and the smallest first.
            let Some((_, at)) = told.into_iter().min_by_key(|(count, at)| (*count == 0, *count, *at)) else {
                break;
            };
            self.cells[at].count = None;
        }
        self.stages = stages(&self.cells, self.n_rows);
        self
    }

    /// How many candidacies are in a situation.
    pub fn count(&self, status: &str) -> Option<usize> {
        self.cells.iter().find(|cell| cell.status == status)?.count
    }

    /// How many candidacies got to a stage.
    pub fn reached(&self, stage: Stage) -> Option<StageCount> {
        self.stages.iter().find(|count| count.stage == stage).copied()
    }
}

fn place<T: PartialEq>(all: &[T], one: Option<T>) -> usize {
    one.and_then(|one| all.iter().position(|other| *other == one)).unwrap_or(all.len())
}

/// What may be told of two tables over the same candidacies: a total that one hides is hidden in both.
fn told(families: &[Vec<usize>], levels: &[Vec<usize>], all: &[usize]) -> (Shown, Shown) {
    let total = all.iter().sum();
    let mut hidden = vec![false; all.len()];
    loop {
        let table = |counts: &[Vec<usize>]| {
            let rows: Vec<usize> = counts.iter().map(|row| row.iter().sum()).collect();
            Shown::beside(counts, &rows, all, total, &hidden)
        };
        let (families, levels) = (table(families), table(levels));
        let is_hidden = |column| {
            families.count(None, Some(column)).is_none() || levels.count(None, Some(column)).is_none()
        };
        let now: Vec<bool> = (0..all.len()).map(is_hidden).collect();
        if now == hidden {
            return (families, levels);
        }
        hidden = now;
    }
}

/// The groups of one axis; what has no family, or no level, is only part of the arithmetic.
fn groups(shown: &Shown, ids: &[&str]) -> BTreeMap<String, FunnelGroup> {
    let group = |row: usize| FunnelGroup {
        n_rows: shown.count(Some(row), None),
        counts: (0..STATUSES.len()).map(|column| shown.count(Some(row), Some(column))).collect(),
    };
    ids.iter().enumerate().map(|(row, id)| ((*id).to_owned(), group(row))).collect()
}

fn stages(cells: &[FunnelCell], n_rows: usize) -> Vec<StageCount> {
    let proven = |cell: &FunnelCell| {
        STATUSES.iter().find(|(status, _)| *status == cell.status).map(|(_, stage)| *stage)
    };
    let count = |stage: Stage| {
        let reached: Vec<&FunnelCell> =
            cells.iter().filter(|cell| proven(cell).is_some_and(|one| one >= stage)).collect();
        StageCount {
            stage,
            count: reached.iter().filter_map(|cell| cell.count).sum(),
            is_lower_bound: reached.iter().any(|cell| cell.count.is_none()),
        }
    };
    let considered = StageCount { stage: Stage::Considered, count: n_rows, is_lower_bound: false };
    std::iter::once(considered).chain(Stage::ALL.into_iter().skip(1).map(count)).collect()
}

#[cfg(test)]
mod tests {
    use super::{FunnelPart, STATUSES, Stage};
    use crate::family::Family;

    fn part() -> FunnelPart {
        let java = Some(Family::Java);
        FunnelPart::count([
            (java, None, "Prospect", 40),
            (java, None, "Não Aprovado pelo RH", 20),
            (java, None, "entrevista tecnica", 9),
            (java, None, "Aprovado", 3),
            (java, None, "Contratado pela Decision", 12),
            (java, None, "Situação nova", 99),
            (None, None, "Prospect", 30),
            (None, None, "Aprovado", 8),
        ])
    }

    #[test]
    fn stages_add_up_what_is_told() {
        let funnel = part().group(Some(Family::Java), None).expect("told");
        assert_eq!(funnel.n_rows, 84);
        assert_eq!(funnel.count("Aprovado"), None, "too few");
        let hired = funnel.reached(Stage::Hired).expect("a stage");
        assert_eq!((hired.count, hired.is_lower_bound), (12, false));
        let interview = funnel.reached(Stage::Interview).expect("a stage");
        assert!(interview.is_lower_bound && interview.count <= 21, "{interview:?}");
    }

    #[test]
    fn a_hidden_count_cannot_be_had_from_the_rest() {
        let part = part();
        let java = part.group(Some(Family::Java), None).expect("told");
        let told: usize = java.cells.iter().filter_map(|cell| cell.count).sum();
        assert!(java.n_rows - told >= 5, "{java:?}");
        let all = part.group(None, None).expect("told");
        assert_eq!((all.n_rows, all.cells.len()), (122, STATUSES.len()));
    }

    #[test]
    fn what_is_written_is_read_and_other_versions_are_refused() {
        let part = part();
        let bytes = serde_json::to_vec(&part).expect("JSON");
        assert_eq!(FunnelPart::parse(&bytes).expect("reads"), part);
        let other = String::from_utf8(bytes).expect("text").replace("\"version\":1", "\"version\":2");
        assert_eq!(FunnelPart::parse(other.as_bytes()).expect_err("refused").code(), "bundle_incompatible");
    }
}
