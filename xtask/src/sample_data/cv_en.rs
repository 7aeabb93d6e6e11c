//! The English CV of those who have one: the same life, told shorter.

use std::collections::BTreeSet;

use super::career::Job;
use super::fragment::{Common, Level, admitted};
use super::layout::word_count;
use super::profile::{LANGUAGE_LEVELS, Profile};
use super::rng::Rng;
use super::template::{Scene, bare};

const MIN_WORDS: usize = 130;
const MAX_WORDS: usize = 330;

/// Writes the English CV.
pub fn english_cv(common: &Common, profile: &Profile<'_>, rng: &mut Rng) -> String {
    let (person, contact) = (profile.person, &profile.contact);
    let track = &profile.family.tracks[person.track];
    let skills: Vec<&str> = profile
        .skills
        .iter()
        .map(|skill| common.english_skills.get(&skill.name).unwrap_or(&skill.name).as_str())
        .collect();
    let mut lines = vec![
        person.name.clone(),
        format!(
            "{} | {} | {}, Brazil",
            contact.mobile.replace('(', "+55 ").replace(')', ""),
            contact.email,
            contact.city[0]
        ),
        String::new(),
        "PROFESSIONAL SUMMARY".into(),
        summary(common, profile, &track.en_focus, rng),
        String::new(),
        "TECHNICAL SKILLS".into(),
        skills.join(", "),
        String::new(),
        "PROFESSIONAL EXPERIENCE".into(),
    ];
    lines.extend(jobs(common, profile, rng));
    lines.push(String::new());
    lines.push("EDUCATION AND LANGUAGES".into());
    let degree = if profile.education.higher { "Degree" } else { "Technical course" };
    lines.push(format!(
        "{degree}: {}, {} ({})",
        profile.education.degree, profile.education.school, profile.education.year
    ));
    let level = ["none", "basic", "intermediate", "advanced", "fluent"][profile.english];
    debug_assert_eq!(LANGUAGE_LEVELS.len(), 5, "the English names mirror the Portuguese ones");
    lines.push(format!("Portuguese: native. English: {level}."));
    lines.join("\n")
}

fn summary(common: &Common, profile: &Profile<'_>, focus: &str, rng: &mut Rng) -> String {
    let mut scene = Scene::new(profile.person.female, &profile.skills);
    let sector = profile.history.jobs.first().map_or(0, |job| job.sector);
    scene.vars = vec![
        ("years", (profile.history.months / 12).max(2).to_string()),
        ("focus", focus.to_owned()),
        ("sector", common.sectors[sector].en.clone()),
    ];
    let mut told: Vec<String> = scene.fill(rng.pick(&common.en_openers).as_str(), rng).into_iter().collect();
    let mut middle = profile.family.lines(&profile.family.en.summaries, profile.person.track);
    rng.shuffle(&mut middle);
    told.extend(
        middle
            .iter()
            .filter_map(|line| admitted(line, profile.person.level))
            .filter_map(|line| scene.fill(line, rng))
            .take(2),
    );
    told.push(rng.pick(&common.en_closers).clone());
    told.join(" ")
}

fn jobs(common: &Common, profile: &Profile<'_>, rng: &mut Rng) -> Vec<String> {
    let all = profile.family.lines(&profile.family.en.activities, profile.person.track);
    let (mut used, mut lines, mut words) = (BTreeSet::new(), Vec::new(), 60);
    for (index, job) in profile.history.jobs.iter().filter(|job| job.before.is_none()).enumerate() {
        lines.push(heading(profile, job));
        let mut scene = Scene::new(profile.person.female, &profile.skills);
        scene.year = job.end.map_or(i64::MAX, super::date::Month::year);
        scene.vars = vec![("sector", common.sectors[job.sector].en.clone())];
        let mut order = all.clone();
        rng.shuffle(&mut order);
        let wanted = if index == 0 { 4 } else { 2 };
        let mut told: Vec<String> = Vec::new();
        for line in order {
            let fresh = told.len() < wanted && !used.contains(line);
            let text =
                admitted(line, job.level).filter(|_| fresh).and_then(|template| scene.fill(template, rng));
            if let Some(text) = text {
                used.insert(line);
                told.push(text);
            }
        }
        words += told.iter().map(|line| word_count(line)).sum::<usize>() + 10;
        lines.extend(told.into_iter().map(|line| format!("- {line}.")));
        if words > MAX_WORDS - 60 || (words > MIN_WORDS && index >= 2) {
            break;
        }
    }
    lines
}

fn heading(profile: &Profile<'_>, job: &Job<'_>) -> String {
    let prefix = match job.level {
        Level::Estagio => "Intern, ",
        Level::Junior => "Junior ",
        Level::Senior => "Senior ",
        Level::Especialista => "Principal ",
        Level::Coordenador => "Lead ",
        Level::Pleno => "",
    };
    let end = job.end.map_or("Present".to_owned(), super::date::Month::english);
    let title = &profile.family.tracks[profile.person.track].en_title;
    format!("{} – {prefix}{title} ({} – {end})", bare(job.company), job.start.english())
}
