//! The numbers of groups without skills: every field of every family and level at once, so that what may be told of one group
//! is decided beside all the others.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Breakdown, Insight, MAX_SKILLS, Member, Share, by_count,
    cube::Cube,
    disclosure::{MIN_GROUP, is_safe},
    question::is_of_family,
};
use crate::{
    family::{Family, Level},
    text::fold,
};

/// Families and one row for who has none, then all; levels likewise.
const N_ROWS: usize = Family::ALL.len() + 2;
const N_COLUMNS: usize = Level::ALL.len() + 2;

/// All numbers by family and level.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tables {
    skills: BTreeMap<String, Cube>,
    english: Divided,
    spanish: Divided,
    education: Divided,
    contracts: Overlapping,
}

/// A field with one value a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Divided {
    values: Vec<String>,
    cube: Cube,
}

/// A field with several values a person: each value beside those who lack it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Overlapping {
    values: BTreeMap<String, Cube>,
}

/// Whether a group may be told of, by row and column.
type MayTell<'a> = &'a dyn Fn(usize, usize) -> bool;

impl Tables {
    /// Of all people.
    pub fn of(members: &[Member], may_tell: MayTell<'_>) -> Self {
        Self {
            skills: skills(members, may_tell),
            english: Divided::of(members, |member| &member.english, may_tell),
            spanish: Divided::of(members, |member| &member.spanish, may_tell),
            education: Divided::of(members, |member| &member.education, may_tell),
            contracts: Overlapping::of(members, may_tell),
        }
    }

    /// What a group of so many people shares.
    pub fn insight(&self, group: [usize; 2], n_profiles: usize) -> Insight {
        let told = |(name, cube): (&String, &Cube)| {
            let count = cube.told([group[0], group[1], 0]).filter(|count| *count >= MIN_GROUP)?;
            Some(Share { name: name.clone(), count })
        };
        let mut skills: Vec<Share> = self.skills.iter().filter_map(told).collect();
        skills.sort_by(by_count);
        skills.truncate(MAX_SKILLS);
        Insight {
            n_profiles,
            skills,
            english: self.english.breakdown(group),
            spanish: self.spanish.breakdown(group),
            education: self.education.breakdown(group),
            contracts: self.contracts.breakdown(group),
        }
    }

    /// How many of a group name a skill, if that may be told.
    pub fn n_naming(&self, skill: &str, [row, column]: [usize; 2]) -> Option<usize> {
        self.skills.get(skill)?.told([row, column, 0])
    }
}

/// The place of a family or level among all, or of all together.
pub(super) fn group_place(family: Option<Family>, level: Option<Level>) -> [usize; 2] {
    let row = Family::ALL.iter().position(|one| Some(*one) == family).unwrap_or(N_ROWS - 1);
    let column = Level::ALL.iter().position(|one| Some(*one) == level).unwrap_or(N_COLUMNS - 1);
    [row, column]
}

/// The groups a hire puts a person in.
fn groups_of(family: Option<Family>, level: Option<Level>) -> [[usize; 2]; 4] {
    let row = family.map_or(N_ROWS - 2, |family| group_place(Some(family), None)[0]);
    let column = level.map_or(N_COLUMNS - 2, |level| group_place(None, Some(level))[1]);
    [[row, column], [row, N_COLUMNS - 1], [N_ROWS - 1, column], [N_ROWS - 1, N_COLUMNS - 1]]
}

impl Member {
    fn groups(&self) -> BTreeSet<[usize; 2]> {
        self.hires.iter().flat_map(|hire| groups_of(hire.family, hire.level)).collect()
    }
}

/// A skill is one value: that a text does not name it says little, so those without it are no value.
fn skills(members: &[Member], may_tell: MayTell<'_>) -> BTreeMap<String, Cube> {
    let mut skills: BTreeMap<String, Cube> = BTreeMap::new();
    for member in members {
        let named: BTreeSet<&String> = member.skills.iter().collect();
        for [row, column] in member.groups() {
            for skill in &named {
                let new = || Cube::new([N_ROWS, N_COLUMNS, 1]);
                skills.entry((*skill).clone()).or_insert_with(new).add([row, column, 0]);
            }
        }
    }
    for (skill, cube) in &mut skills {
        let is_of_one_family = is_of_one_family(skill, cube);
        cube.settle(|row, column| may_tell(row, column) && !(is_of_one_family && row == N_ROWS - 1));
    }
    skills
}

/// Whether all but a few of those who name a skill are of one family, so that its number there and its number everywhere cannot
/// both be told. What is typical of a family is told of it rather than of everybody; the family's own name is not.
fn is_of_one_family(skill: &str, cube: &Cube) -> bool {
    let all = cube.count([N_ROWS - 1, N_COLUMNS - 1, 0]);
    Family::ALL.into_iter().any(|family| {
        let [row, column] = group_place(Some(family), None);
        let count = cube.count([row, column, 0]);
        count >= MIN_GROUP && !is_safe(all.saturating_sub(count)) && !is_of_family(skill, Some(family))
    })
}

impl Divided {
    fn of<'a>(
        members: &'a [Member],
        field: impl Fn(&'a Member) -> &'a String,
        may_tell: MayTell<'_>,
    ) -> Self {
        let mut spellings: BTreeMap<String, String> = BTreeMap::new();
        for value in members.iter().map(&field).filter(|value| !value.is_empty()) {
            spellings.entry(fold(value)).or_insert_with(|| value.clone());
        }
        let places: BTreeMap<&String, usize> = spellings.keys().zip(0..).collect();
        let n_values = spellings.len();
        let mut cube = Cube::new([N_ROWS, N_COLUMNS, n_values + 1]);
        for member in members {
            let Some(value) = places.get(&fold(field(member))) else { continue };
            for [row, column] in member.groups() {
                cube.add([row, column, *value]);
                cube.add([row, column, n_values]);
            }
        }
        cube.settle(may_tell);
        Self { values: spellings.into_values().collect(), cube }
    }

    fn breakdown(&self, [row, column]: [usize; 2]) -> Breakdown {
        let all = [row, column, self.values.len()];
        let Some(n_known) = self.cube.told(all).filter(|n_known| *n_known >= MIN_GROUP) else {
            return Breakdown { has_hidden: self.cube.count(all) > 0, ..Breakdown::default() };
        };
        Breakdown::of_told(n_known, &self.values, |value| {
            (self.cube.count([row, column, value]), self.cube.told([row, column, value]))
        })
    }
}

impl Overlapping {
    /// Contract types of the hires by which a person is in each group.
    fn of(members: &[Member], may_tell: MayTell<'_>) -> Self {
        let all: BTreeSet<&String> =
            members.iter().flat_map(|member| &member.hires).flat_map(|hire| &hire.contracts).collect();
        let values = all.into_iter().map(|value| (value.clone(), Self::cube(members, value, may_tell)));
        Self { values: values.collect() }
    }

    /// Who has the value, who has others only, and both.
    fn cube(members: &[Member], value: &String, may_tell: MayTell<'_>) -> Cube {
        let mut cube = Cube::new([N_ROWS, N_COLUMNS, 3]);
        for member in members {
            let mut has: BTreeMap<[usize; 2], bool> = BTreeMap::new();
            for hire in member.hires.iter().filter(|hire| !hire.contracts.is_empty()) {
                for group in groups_of(hire.family, hire.level) {
                    *has.entry(group).or_default() |= hire.contracts.contains(value);
                }
            }
            for ([row, column], has) in has {
                cube.add([row, column, usize::from(!has)]);
                cube.add([row, column, 2]);
            }
        }
        cube.settle(may_tell);
        cube
    }

    fn breakdown(&self, [row, column]: [usize; 2]) -> Breakdown {
        let cubes: Vec<&Cube> = self.values.values().collect();
        let n_known = cubes.first().map_or(0, |cube| cube.count([row, column, 2]));
        // The denominator is one for all values.
        if n_known < MIN_GROUP || cubes.iter().any(|cube| cube.told([row, column, 2]).is_none()) {
            return Breakdown { has_hidden: n_known > 0, ..Breakdown::default() };
        }
        let names: Vec<String> = self.values.keys().cloned().collect();
        Breakdown::of_told(n_known, &names, |value| {
            let told = |part: usize| cubes[value].told([row, column, part]);
            (cubes[value].count([row, column, 0]), told(1).and(told(0)))
        })
    }
}

impl Breakdown {
    /// Of how many have each value, and of whether that may be told.
    fn of_told(n_known: usize, values: &[String], count: impl Fn(usize) -> (usize, Option<usize>)) -> Self {
        let mut breakdown = Self { n_known, ..Self::default() };
        for (value, name) in values.iter().enumerate() {
            match count(value) {
                (0, _) => {}
                (_, Some(count)) => breakdown.shares.push(Share { name: name.clone(), count }),
                (_, None) => breakdown.has_hidden = true,
            }
        }
        breakdown.shares.sort_by(by_count);
        breakdown
    }
}
