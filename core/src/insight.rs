//! What a group of hired people have in common, counted: skills, languages, education, contracts, and how far candidacies
//! got. No model is involved, so the same bundle and group give the same numbers.
//!
//! A group is everybody hired for vacancies of a family and a level who names some skills; a person hired twice counts
//! once. Nothing is said of fewer than [`MIN_GROUP`] people: neither of a small group, nor of a small value within a group,
//! nor of what is left when a shown number is taken from a shown total, in a group or across families, levels and skills (see
//! `disclosure`, `cube`, `subgroup`). That a text does not name a skill says little about its writer, so within a group
//! counts of skills have no such complement.

mod cube;
pub mod disclosure;
mod funnel;
mod question;
mod subgroup;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use disclosure::{MIN_GROUP, Shown};
use table::{Tables, group_place};

pub use funnel::{Funnel, FunnelCell, FunnelGroup, FunnelPart, STATUSES, Stage, StageCount};
pub use question::{Asked, Topic, asks_how_many, recognise};

use crate::{
    bundle::{Bundle, Profile},
    family::{Family, Level},
    retrieve::Filters,
    text::fold,
};

/// Skills told of a group at most.
const MAX_SKILLS: usize = 24;

/// Which people are meant; an empty selection is everybody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Hired for vacancies of this family.
    pub family: Option<Family>,
    /// Hired for vacancies of this level; with a family, for a vacancy of both.
    pub level: Option<Level>,
    /// Naming all of these skills, in the gazetteer's spelling.
    pub skills: Vec<String>,
}

impl Selection {
    /// Those of a group who pass filters too; none where a group says less than the filters do, or something else.
    #[must_use]
    pub fn within(&self, filters: &Filters) -> Option<Self> {
        let Filters { family, level, contract, english, spanish, sap, place } = filters;
        if contract.is_some() || english.is_some() || spanish.is_some() || sap.is_some() || place.is_some() {
            return None;
        }
        let family = narrowed(self.family, family.as_deref(), Family::from_id).ok()?;
        let level = narrowed(self.level, level.as_deref(), Level::named_in).ok()?;
        Some(Self { family, level, skills: self.skills.clone() })
    }
}

/// What is asked for and filtered, where one of them leaves the choice to the other or they agree.
fn narrowed<T: PartialEq>(
    asked: Option<T>,
    filter: Option<&str>,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, ()> {
    let Some(filter) = filter else { return Ok(asked) };
    let filter = read(filter).ok_or(())?;
    if asked.is_none_or(|asked| asked == filter) { Ok(Some(filter)) } else { Err(()) }
}

/// A value and how many have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The value, as the export or the gazetteer spells it.
    pub name: String,
    /// How many people have it.
    pub count: usize,
}

/// How a group divides by some field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Breakdown {
    /// How many people the field says something of: the denominator. 0 when that is too few to tell.
    pub n_known: usize,
    /// Values that may be told, most frequent first.
    pub shares: Vec<Share>,
    /// Whether values were left out because too few people have them.
    pub has_hidden: bool,
}

/// What a group shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insight {
    /// How many people: the denominator of the skills.
    pub n_profiles: usize,
    /// Skills that at least [`MIN_GROUP`] name, most frequent first.
    pub skills: Vec<Share>,
    /// English levels.
    pub english: Breakdown,
    /// Spanish levels.
    pub spanish: Breakdown,
    /// Education.
    pub education: Breakdown,
    /// Contract types of the vacancies; one vacancy may offer several.
    pub contracts: Breakdown,
}

/// A family or level and how many people it has, as far as that may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice<T> {
    /// What can be chosen.
    pub value: T,
    /// How many people were hired for it.
    pub n_profiles: usize,
}

/// The people of a bundle, ready to be counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Panorama {
    members: Vec<Member>,
    /// Which sizes of groups may be told: rows are families, columns levels, the last of each what has none.
    sizes: Shown,
    tables: Tables,
    funnel: Option<FunnelPart>,
}

/// One person.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Member {
    profile: String,
    skills: Vec<String>,
    english: String,
    spanish: String,
    education: String,
    hires: Vec<MemberHire>,
}

/// What a person was hired for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct MemberHire {
    family: Option<Family>,
    level: Option<Level>,
    contracts: Vec<String>,
    /// How it ended, as the export spells it: the situations of those hired.
    status: String,
}

impl Panorama {
    /// Of a bundle's hired profiles.
    pub fn of(bundle: &Bundle) -> Self {
        let mut hires: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
        for passage in bundle.passages() {
            let vacancies = passage.hires.iter().map(|hire| (hire.vacancy.as_str(), hire.status.as_str()));
            hires.entry(&passage.profile).or_default().extend(vacancies);
        }
        let of_profile = |profile: &Profile| {
            let vacancies = hires.get(profile.id.as_str()).into_iter().flatten();
            let hires = vacancies.map(|(vacancy, status)| MemberHire::of(bundle, vacancy, status));
            Member::new(profile, hires.collect())
        };
        Self::new(bundle.profiles().iter().map(of_profile).collect(), bundle.funnel().cloned())
    }

    fn new(members: Vec<Member>, funnel: Option<FunnelPart>) -> Self {
        let axis = |n: usize| (0..n).collect::<Vec<_>>();
        let (rows, columns) = (axis(Family::ALL.len() + 1), axis(Level::ALL.len() + 1));
        let count = |wanted: &dyn Fn(&MemberHire) -> bool| {
            members.iter().filter(|member| member.hires.iter().any(wanted)).count()
        };
        let cell = |row: usize, column: usize| {
            count(&|hire| {
                hire.family == Family::ALL.get(row).copied() && hire.level == Level::ALL.get(column).copied()
            })
        };
        let table: Vec<Vec<usize>> =
            rows.iter().map(|row| columns.iter().map(|column| cell(*row, *column)).collect()).collect();
        let by_row: Vec<usize> =
            rows.iter().map(|row| count(&|hire| hire.family == Family::ALL.get(*row).copied())).collect();
        let by_column: Vec<usize> = columns
            .iter()
            .map(|column| count(&|hire| hire.level == Level::ALL.get(*column).copied()))
            .collect();
        let sizes = Shown::of(&table, &by_row, &by_column, members.len());
        let (last_row, last_column) = (by_row.len(), by_column.len());
        let may_tell = |row: usize, column: usize| {
            sizes
                .count((row < last_row).then_some(row), (column < last_column).then_some(column))
                .is_some_and(|count| count >= MIN_GROUP)
        };
        let tables = Tables::of(&members, &may_tell);
        Self { members, sizes, tables, funnel }
    }

    /// What a group shares; none when too few people are in it, or when telling of it would tell of too few others.
    pub fn insight(&self, selection: &Selection) -> Option<Insight> {
        let n_profiles = self.n_profiles(selection)?;
        if selection.skills.is_empty() {
            return Some(self.tables.insight(group_place(selection.family, selection.level), n_profiles));
        }
        subgroup::insight(&self.members, selection)
    }

    /// How many people a group has, if that may be told.
    pub fn n_profiles(&self, selection: &Selection) -> Option<usize> {
        let size = self.size(selection.family, selection.level)?;
        match selection.skills.as_slice() {
            [] => Some(size),
            [skill] => {
                let place = group_place(selection.family, selection.level);
                self.tables.n_naming(skill, place).filter(|count| *count >= MIN_GROUP)
            }
            _ => subgroup::insight(&self.members, selection).map(|insight| insight.n_profiles),
        }
    }

    /// How far the candidacies of a group's vacancies got. With both a family and a level, the family's: the two are not
    /// crossed, so that no cell of the table can be computed from others.
    pub fn funnel(&self, selection: &Selection) -> Option<Funnel> {
        let level = selection.level.filter(|_| selection.family.is_none());
        let group = Selection { family: selection.family, level, skills: Vec::new() };
        let hired: Vec<&Member> = self.members.iter().filter(|member| member.is_in(&group)).collect();
        let hires = hired.iter().flat_map(|member| &member.hires).filter(|hire| hire.is_for(&group));
        let sizes = [hired.len(), hires.count()];
        let situations: BTreeSet<&str> =
            self.members.iter().flat_map(|member| &member.hires).map(|hire| hire.status.as_str()).collect();
        Some(self.funnel.as_ref()?.group(group.family, group.level)?.beside_hires(&situations, &sizes))
    }

    /// Families that can be chosen with a level, in their own order.
    pub fn families(&self, level: Option<Level>) -> Vec<Choice<Family>> {
        let choice = |family: Family| {
            let n_profiles = self.size(Some(family), level)?;
            Some(Choice { value: family, n_profiles })
        };
        Family::ALL.into_iter().filter_map(choice).collect()
    }

    /// Levels that can be chosen with a family, from the least to the most experienced.
    pub fn levels(&self, family: Option<Family>) -> Vec<Choice<Level>> {
        let choice = |level: Level| {
            let n_profiles = self.size(family, Some(level))?;
            Some(Choice { value: level, n_profiles })
        };
        Level::ALL.into_iter().filter_map(choice).collect()
    }

    /// The levels a profile was hired at.
    pub fn hired_at(&self, profile: &str) -> BTreeSet<Level> {
        self.member(profile)
            .into_iter()
            .flat_map(|member| &member.hires)
            .filter_map(|hire| hire.level)
            .collect()
    }

    /// Whether a profile is in a group.
    pub fn includes(&self, profile: &str, selection: &Selection) -> bool {
        self.member(profile).is_some_and(|member| member.is_in(selection))
    }

    /// The value of a field of a profile, as breakdowns count it; empty when unknown.
    pub(crate) fn value(&self, profile: &str, topic: Topic, selection: &Selection) -> Vec<String> {
        let Some(member) = self.member(profile) else { return Vec::new() };
        let one = |text: &String| vec![text.clone()];
        match topic {
            Topic::Skills => member.skills.clone(),
            Topic::English => one(&member.english),
            Topic::Spanish => one(&member.spanish),
            Topic::Education => one(&member.education),
            Topic::Contracts => member.contracts(selection),
            Topic::Count | Topic::Funnel(_) => Vec::new(),
        }
    }

    fn member(&self, profile: &str) -> Option<&Member> {
        self.members
            .binary_search_by(|member| member.profile.as_str().cmp(profile))
            .ok()
            .map(|at| &self.members[at])
    }

    /// The size of a group without skills, if it may be told.
    fn size(&self, family: Option<Family>, level: Option<Level>) -> Option<usize> {
        let row = family.and_then(|family| Family::ALL.iter().position(|one| *one == family));
        let column = level.and_then(|level| Level::ALL.iter().position(|one| *one == level));
        self.sizes.count(row, column).filter(|count| *count >= MIN_GROUP)
    }
}

impl Member {
    fn new(profile: &Profile, hires: Vec<MemberHire>) -> Self {
        let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        Self {
            profile: profile.id.clone(),
            skills: profile.skills.clone(),
            english: tidy(&profile.english),
            spanish: tidy(&profile.spanish),
            education: tidy(&profile.education),
            hires,
        }
    }

    fn is_in(&self, selection: &Selection) -> bool {
        let has = |skill: &String| self.skills.contains(skill);
        self.hires.iter().any(|hire| hire.is_for(selection)) && selection.skills.iter().all(has)
    }

    /// Contract types of the hires that are meant.
    fn contracts(&self, selection: &Selection) -> Vec<String> {
        let hires = self.hires.iter().filter(|hire| hire.is_for(selection));
        let contracts: BTreeSet<&String> = hires.flat_map(|hire| &hire.contracts).collect();
        contracts.into_iter().cloned().collect()
    }
}

impl MemberHire {
    fn of(bundle: &Bundle, vacancy: &str, status: &str) -> Self {
        use crate::bundle::PassageStore as _;
        let status = status.to_owned();
        let Some(vacancy) = bundle.vacancy(vacancy) else {
            return Self { family: None, level: None, contracts: Vec::new(), status };
        };
        let contracts = vacancy.contract.split(',').map(str::trim).filter(|contract| !contract.is_empty());
        Self {
            family: Family::of(vacancy),
            level: Level::of(vacancy),
            contracts: contracts.map(str::to_owned).collect(),
            status,
        }
    }

    fn is_for(&self, selection: &Selection) -> bool {
        selection.family.is_none_or(|family| self.family == Some(family))
            && selection.level.is_none_or(|level| self.level == Some(level))
    }
}

/// Values with their counts, most frequent first, then by name. Spellings that differ in case and accents alone are one.
fn shares<'a>(values: impl Iterator<Item = &'a String>) -> Vec<Share> {
    let mut counts: BTreeMap<String, Share> = BTreeMap::new();
    for value in values {
        let share = counts.entry(fold(value)).or_insert_with(|| Share { name: value.clone(), count: 0 });
        share.count += 1;
    }
    let mut shares: Vec<Share> = counts.into_values().collect();
    shares.sort_by(by_count);
    shares
}

/// Most frequent first, then by name.
fn by_count(a: &Share, b: &Share) -> std::cmp::Ordering {
    b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name))
}

#[cfg(test)]
mod tests;
