//! Numbers of those of a group who name some skills.
//!
//! A question may name any skill, so that two questions would give the difference of two groups: those of Java less those of
//! Java who name Git. Nothing is told of a subgroup that differs from a group around it, which dropping a skill, the family or
//! the level gives, by 1 to 4 people; nor any value that does.

use super::{
    Breakdown, Insight, MAX_SKILLS, Member, Selection, Share,
    disclosure::{MIN_GROUP, hide_parts, is_safe},
    shares,
};
use crate::text::fold;

/// More skills than this make a group of one rather than a group.
const MAX_NAMED: usize = 3;

/// What a subgroup shares; none when it may not be told of.
pub(super) fn insight(members: &[Member], selection: &Selection) -> Option<Insight> {
    if selection.skills.len() > MAX_NAMED {
        return None;
    }
    let within = |selection: &Selection| -> Vec<&Member> {
        members.iter().filter(|member| member.is_in(selection)).collect()
    };
    let group = within(selection);
    let around: Vec<(Selection, Vec<&Member>)> =
        selection.wider().into_iter().map(|wider| (wider.clone(), within(&wider))).collect();
    let is_told =
        group.len() >= MIN_GROUP && around.iter().all(|(_, wider)| is_safe(wider.len() - group.len()));
    is_told.then(|| {
        let group = (selection.clone(), group);
        Insight {
            n_profiles: group.1.len(),
            skills: skills(&group, &around),
            english: breakdown(&group, &around, |member, _| vec![member.english.clone()], false),
            spanish: breakdown(&group, &around, |member, _| vec![member.spanish.clone()], false),
            education: breakdown(&group, &around, |member, _| vec![member.education.clone()], false),
            contracts: breakdown(&group, &around, Member::contracts, true),
        }
    })
}

/// A group and whom it is of.
type Group<'a> = (Selection, Vec<&'a Member>);

/// Whether a number of a group is that of each group around it, or differs by enough people.
fn is_apart(count: usize, around: &[Group<'_>], of: impl Fn(&Group<'_>) -> usize) -> bool {
    around.iter().all(|wider| is_safe(of(wider).saturating_sub(count)))
}

fn skills(group: &Group<'_>, around: &[Group<'_>]) -> Vec<Share> {
    let mut told = shares(group.1.iter().flat_map(|member| &member.skills));
    // What everybody was chosen for says nothing.
    told.retain(|share| share.count >= MIN_GROUP && !group.0.skills.contains(&share.name));
    told.retain(|share| {
        is_apart(share.count, around, |(_, members)| {
            members.iter().filter(|member| member.skills.contains(&share.name)).count()
        })
    });
    told.truncate(MAX_SKILLS);
    told
}

type Field = fn(&Member, &Selection) -> Vec<String>;

fn breakdown(group: &Group<'_>, around: &[Group<'_>], field: Field, is_overlapping: bool) -> Breakdown {
    let own = values(group, field);
    let n_known = own.len();
    if n_known < MIN_GROUP || !is_apart(n_known, around, |wider| values(wider, field).len()) {
        return Breakdown { has_hidden: n_known > 0, ..Breakdown::default() };
    }
    let mut all = shares(own.iter().flatten());
    let counts: Vec<usize> = all.iter().map(|share| share.count).collect();
    let is_told = |share: &Share| {
        let is_alone = is_overlapping && !is_safe(n_known - share.count);
        let is_apart = || is_apart(share.count, around, |wider| n_having(&values(wider, field), &share.name));
        is_safe(share.count) && !is_alone && is_apart()
    };
    let mut shown: Vec<bool> = all.iter().map(is_told).collect();
    if !is_overlapping {
        hide_parts(n_known, &counts, &mut shown);
    }
    let mut told = shown.iter();
    all.retain(|_| told.next().copied().unwrap_or(false));
    Breakdown { n_known, shares: all, has_hidden: shown.contains(&false) }
}

/// The values of those of whom a field says something.
fn values((selection, members): &Group<'_>, field: Field) -> Vec<Vec<String>> {
    let of = |member: &&Member| -> Vec<String> {
        field(member, selection).into_iter().filter(|value| !value.is_empty()).collect()
    };
    members.iter().map(of).filter(|values| !values.is_empty()).collect()
}

fn n_having(values: &[Vec<String>], name: &str) -> usize {
    let name = fold(name);
    values.iter().filter(|values| values.iter().any(|value| fold(value) == name)).count()
}

impl Selection {
    /// Every wider selection: any of its skills, its family and its level dropped.
    fn wider(&self) -> Vec<Self> {
        let n = self.skills.len();
        let is_kept = |mask: usize, at: usize| mask & (1 << at) == 0;
        let wider = |mask: usize| {
            let skills = self.skills.iter().enumerate().filter(|(at, _)| is_kept(mask, *at));
            Self {
                skills: skills.map(|(_, skill)| skill.clone()).collect(),
                family: self.family.filter(|_| is_kept(mask, n)),
                level: self.level.filter(|_| is_kept(mask, n + 1)),
            }
        };
        let all: Vec<Self> = (1..1usize << (n + 2)).map(wider).collect();
        all.into_iter().filter(|wider| wider != self).collect()
    }
}
