//! No two numbers that the product tells of the sample give away a number of 1 to 4 people by subtraction.

use std::collections::{BTreeMap, BTreeSet};

use recruta_core::{
    bundle::Bundle,
    family::{Family, Level},
    insight::{Breakdown, Insight, Panorama, Selection, disclosure::is_safe},
};

fn sample() -> (Bundle, Panorama) {
    let (bundle, _) =
        recruta_native::open_bundle(&recruta_tests::bundle_dir()).expect("run `cargo xtask serve` once");
    let panorama = Panorama::of(&bundle);
    (bundle, panorama)
}

fn families() -> impl Iterator<Item = Option<Family>> {
    Family::ALL.into_iter().map(Some).chain([None])
}

fn levels() -> impl Iterator<Item = Option<Level>> {
    Level::ALL.into_iter().map(Some).chain([None])
}

fn group(family: Option<Family>, level: Option<Level>) -> Selection {
    Selection { family, level, skills: Vec::new() }
}

/// Every number told of a group, by what it counts.
fn told(insight: &Insight) -> BTreeMap<String, usize> {
    let mut told = BTreeMap::from([("people".to_owned(), insight.n_profiles)]);
    told.extend(insight.skills.iter().map(|share| (format!("skill {}", share.name), share.count)));
    for (field, breakdown) in fields(insight) {
        told.insert(format!("{field} known"), breakdown.n_known);
        told.extend(breakdown.shares.iter().map(|share| (format!("{field} {}", share.name), share.count)));
    }
    told.retain(|_, count| *count > 0);
    told
}

fn fields(insight: &Insight) -> [(&'static str, &Breakdown); 4] {
    [
        ("english", &insight.english),
        ("spanish", &insight.spanish),
        ("education", &insight.education),
        ("contracts", &insight.contracts),
    ]
}

/// What a group tells less what a group within it tells.
#[track_caller]
fn check_apart(within: &BTreeMap<String, usize>, around: &BTreeMap<String, usize>, what: &str) {
    for (name, count) in within {
        assert!(is_safe(*count), "{what}: {name} is {count}");
        if let Some(all) = around.get(name) {
            assert!(is_safe(all - count), "{what}: {name} is {all} around and {count} within");
        }
    }
}

#[test]
fn families_and_levels_tell_of_no_few() {
    let (_, panorama) = sample();
    let mut n_pairs = 0;
    for family in families() {
        for level in levels() {
            let Some(insight) = panorama.insight(&group(family, level)) else { continue };
            let within = told(&insight);
            for around in [group(family, None), group(None, level), group(None, None)] {
                if let Some(around) = panorama.insight(&around) {
                    check_apart(&within, &told(&around), &format!("{family:?} {level:?}"));
                    n_pairs += 1;
                }
            }
            for (field, breakdown) in fields(&insight).into_iter().take(3) {
                let rest =
                    breakdown.n_known - breakdown.shares.iter().map(|share| share.count).sum::<usize>();
                assert!(is_safe(rest), "{family:?} {level:?}: {rest} of {field} are left");
            }
        }
    }
    assert!(n_pairs >= 40, "{n_pairs}");
}

/// All of a family less what is told of its levels, and all of a level less what is told of the families.
#[test]
fn what_is_left_of_a_margin_is_not_few() {
    let (_, panorama) = sample();
    let check = |around: Selection, parts: Vec<Selection>| {
        let Some(all) = panorama.insight(&around) else { return };
        let parts: Vec<BTreeMap<String, usize>> =
            parts.iter().filter_map(|part| Some(told(&panorama.insight(part)?))).collect();
        for (name, all) in told(&all) {
            let sum: usize = parts.iter().filter_map(|part| part.get(&name)).sum();
            assert!(sum == 0 || is_safe(all.saturating_sub(sum)), "{around:?}: {name}, {all} less {sum}");
        }
    };
    for family in families() {
        check(group(family, None), Level::ALL.map(|level| group(family, Some(level))).to_vec());
    }
    for level in levels() {
        check(group(None, level), Family::ALL.map(|family| group(Some(family), level)).to_vec());
    }
}

#[test]
fn naming_a_skill_tells_of_no_few() {
    let (bundle, panorama) = sample();
    let skills: BTreeSet<&String> = bundle.profiles().iter().flat_map(|profile| &profile.skills).collect();
    let mut n_told = 0;
    for family in families() {
        for level in [None, Some(Level::Senior), Some(Level::Mid)] {
            for skill in &skills {
                let named =
                    |family, level| Selection { skills: vec![(*skill).clone()], ..group(family, level) };
                let Some(insight) = panorama.insight(&named(family, level)) else { continue };
                n_told += 1;
                let within = told(&insight);
                let around = [
                    group(family, level),
                    group(None, level),
                    named(None, level),
                    named(family, None),
                    named(None, None),
                ];
                for around in around {
                    if let Some(insight) = panorama.insight(&around) {
                        check_apart(&within, &told(&insight), &format!("{family:?} {level:?} {skill}"));
                    }
                }
            }
        }
    }
    assert!(n_told >= 40, "{n_told} groups are told of: hardly useful");
}

#[test]
fn the_funnel_and_the_number_hired_tell_of_no_few() {
    let (bundle, panorama) = sample();
    let hired: BTreeSet<&str> = bundle
        .passages()
        .iter()
        .flat_map(|passage| &passage.hires)
        .map(|hire| hire.status.as_str())
        .collect();
    let of_one_axis =
        families().map(|family| group(family, None)).chain(levels().map(|level| group(None, level)));
    for selection in of_one_axis {
        let (Some(n_profiles), Some(funnel)) = (panorama.n_profiles(&selection), panorama.funnel(&selection))
        else {
            continue;
        };
        let counts =
            || funnel.cells.iter().filter(|cell| hired.contains(cell.status.as_str())).map(|cell| cell.count);
        let (n_hidden, told) = (counts().filter(Option::is_none).count(), counts().flatten().sum::<usize>());
        assert!(
            n_hidden == 0 || n_hidden > 1 && n_profiles.saturating_sub(told) >= 5,
            "{selection:?}: {n_profiles} hired, {told} told, {n_hidden} hidden: {funnel:?}"
        );
    }
}
