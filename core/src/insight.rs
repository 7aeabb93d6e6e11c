//! What a group of hired people have in common, counted: skills, languages, education, contracts, and how far candidacies
//! got. No model is involved, so the same bundle and group give the same numbers.
//!
//! A group is everybody hired for vacancies of a family and a level who names some skills; a person hired twice counts
//! once. Nothing is said of fewer than [`MIN_GROUP`] people: neither of a small group, nor of a small value within a group,
//! nor of what is left when a shown number is taken from a shown total (see [`disclosure`]). That a text does not name a
//! skill says little about its writer, so counts of skills have no such complement.

pub mod disclosure;
mod funnel;
mod question;

use std::collections::{BTreeMap, BTreeSet};

use disclosure::{MIN_GROUP, Shown};

pub use funnel::{Funnel, FunnelCell, FunnelGroup, FunnelPart, STATUSES, Stage, StageCount};
pub use question::{Asked, Topic, recognise};

use crate::{
    bundle::{Bundle, Profile},
    family::{Family, Level},
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
}

impl Panorama {
    /// Of a bundle's hired profiles.
    pub fn of(bundle: &Bundle) -> Self {
        let mut hires: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for passage in bundle.passages() {
            let vacancies = passage.hires.iter().map(|hire| hire.vacancy.as_str());
            hires.entry(&passage.profile).or_default().extend(vacancies);
        }
        let of_profile = |profile: &Profile| {
            let vacancies = hires.get(profile.id.as_str()).into_iter().flatten();
            Member::new(profile, vacancies.map(|id| MemberHire::of(bundle, id)).collect())
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
        Self { members, sizes, funnel }
    }

    /// What a group shares; none when too few people are in it, or when telling of it would tell of too few others.
    pub fn insight(&self, selection: &Selection) -> Option<Insight> {
        if !self.may_tell(selection) {
            return None;
        }
        let group: Vec<&Member> = self.members.iter().filter(|member| member.is_in(selection)).collect();
        (group.len() >= MIN_GROUP).then(|| Insight::of(&group, selection))
    }

    /// How far the candidacies of a group's vacancies got. With both a family and a level, the family's: the two are not
    /// crossed, so that no cell of the table can be computed from others.
    pub fn funnel(&self, selection: &Selection) -> Option<Funnel> {
        self.funnel.as_ref()?.group(selection.family, selection.level)
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
            Topic::Funnel(_) => Vec::new(),
        }
    }

    fn member(&self, profile: &str) -> Option<&Member> {
        self.members
            .binary_search_by(|member| member.profile.as_str().cmp(profile))
            .ok()
            .map(|at| &self.members[at])
    }

    fn may_tell(&self, selection: &Selection) -> bool {
        self.size(selection.family, selection.level).is_some()
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
    fn of(bundle: &Bundle, vacancy: &str) -> Self {
        use crate::bundle::PassageStore as _;
        let Some(vacancy) = bundle.vacancy(vacancy) else {
            return Self { family: None, level: None, contracts: Vec::new() };
        };
        let contracts = vacancy.contract.split(',').map(str::trim).filter(|contract| !contract.is_empty());
        Self {
            family: Family::of(vacancy),
            level: Level::of(vacancy),
            contracts: contracts.map(str::to_owned).collect(),
        }
    }

    fn is_for(&self, selection: &Selection) -> bool {
        selection.family.is_none_or(|family| self.family == Some(family))
            && selection.level.is_none_or(|level| self.level == Some(level))
    }
}

impl Insight {
    fn of(group: &[&Member], selection: &Selection) -> Self {
        let mut skills = shares(group.iter().flat_map(|member| &member.skills));
        // What everybody was chosen for says nothing.
        skills.retain(|share| share.count >= MIN_GROUP && !selection.skills.contains(&share.name));
        skills.truncate(MAX_SKILLS);
        let contracts: Vec<Vec<String>> = group.iter().map(|member| member.contracts(selection)).collect();
        Self {
            n_profiles: group.len(),
            skills,
            english: Breakdown::of_one(group.iter().map(|member| &member.english)),
            spanish: Breakdown::of_one(group.iter().map(|member| &member.spanish)),
            education: Breakdown::of_one(group.iter().map(|member| &member.education)),
            contracts: Breakdown::of_several(&contracts),
        }
    }
}

impl Breakdown {
    /// Of a field with one value a person; empty ones are unknown.
    fn of_one<'a>(values: impl Iterator<Item = &'a String>) -> Self {
        let all = shares(values.filter(|value| !value.is_empty()));
        let n_known = all.iter().map(|share| share.count).sum();
        Self::shown(all, n_known, false)
    }

    /// Of a field with several values a person.
    fn of_several(values: &[Vec<String>]) -> Self {
        let n_known = values.iter().filter(|values| !values.is_empty()).count();
        Self::shown(shares(values.iter().flatten()), n_known, true)
    }

    /// Leaves out what tells of too few people. Where values overlap, what is left beside a single value is not what the
    /// others have, so each value is looked at with those who lack it.
    fn shown(all: Vec<Share>, n_known: usize, is_overlapping: bool) -> Self {
        if n_known < MIN_GROUP {
            return Self { has_hidden: n_known > 0, ..Self::default() };
        }
        let counts: Vec<usize> = all.iter().map(|share| share.count).collect();
        let is_shown: Vec<bool> = if is_overlapping {
            counts.iter().map(|count| *count >= MIN_GROUP && disclosure::is_safe(n_known - count)).collect()
        } else {
            disclosure::shown_parts(&counts)
        };
        let shares = all.into_iter().zip(&is_shown).filter(|(_, shown)| **shown).map(|(share, _)| share);
        Self { n_known, has_hidden: is_shown.contains(&false), shares: shares.collect() }
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
    shares.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    shares
}

#[cfg(test)]
mod tests;
