//! One record of `prospects.json`: a vacancy's applications with recruiters' comments, cut and untidy as in the export.

use super::fragment::{Fragments, Skill};
use super::json::{Value, text};
use super::person::{honorific, reais};
use super::plan::{Plan, Row, skills_of};
use super::rng::Rng;
use super::template::Scene;
use super::vacancy::{contract, title};

/// The length at which the original system cut comments, in characters.
pub const MAX_COMMENT_CHARS: usize = 255;

/// A vacancy without title and rows.
pub fn blank_record() -> Value {
    Value::Object(vec![("titulo", text("")), ("modalidade", text("")), ("prospects", Value::List(vec![]))])
}

/// A vacancy with its rows.
pub fn record(fragments: &Fragments, plan: &Plan, at: usize) -> Value {
    let mut rng = Rng::of(plan.seed, "mode", at);
    let mode = if rng.chance(12) { contract(plan, at) } else { "" };
    let rows = plan.rows[at].iter().map(|row| application(fragments, plan, row)).collect();
    Value::Object(vec![
        ("titulo", text(title(fragments, plan, at))),
        ("modalidade", text(mode)),
        ("prospects", Value::List(rows)),
    ])
}

fn application(fragments: &Fragments, plan: &Plan, row: &Row) -> Value {
    let person = &plan.people[row.person];
    let mut rng = Rng::of(plan.seed, "row", row.vacancy * 1_000_003 + row.person);
    let name = format!("{}{}", honorific(person.female, &mut rng), person.name);
    let comment = comment(fragments, plan, row, &mut rng);
    let updated = if row.status.untouched() { String::new() } else { row.updated.dashed() };
    let recruiter = rng.pick(&fragments.people.recruiters).clone();
    Value::Object(vec![
        ("nome", text(name)),
        ("codigo", text(person.code.to_string())),
        ("situacao_candidado", text(row.status.name())),
        ("data_candidatura", text(row.applied.dashed())),
        ("ultima_atualizacao", text(updated)),
        ("comentario", text(comment)),
        ("recrutador", text(recruiter)),
    ])
}

fn comment(fragments: &Fragments, plan: &Plan, row: &Row, rng: &mut Rng) -> String {
    let (group, share) = row.status.comments();
    if !rng.chance(share) {
        return String::new();
    }
    let person = &plan.people[row.person];
    let salary = 2_000 + person.level as i64 * 2_600 + rng.range(0, 18) * 100;
    let (missing, known) = skill_gap(fragments, plan, row, rng);
    let mut scene = Scene::new(person.female, &[]);
    let area = rng.pick(&["11", "21", "31", "41", "19"]);
    scene.vars = vec![
        ("valor", reais(salary)),
        ("curto", salary.to_string()),
        ("hora", format!("{},00", salary / 110)),
        ("dias", rng.pick(&["10", "15", "20", "30"]).to_string()),
        ("inicio", row.updated.plus(rng.range(7, 21)).slashed()),
        ("fone", format!("({area}) 90000-{:04}", rng.below(10_000))),
        ("falta", missing),
        ("sabe", known),
    ];
    let lines = &fragments.common.comments[group];
    let told = (0..8).find_map(|_| scene.fill(rng.pick(lines).as_str(), rng)).unwrap_or_default();
    let told = match rng.below(30) {
        0 => told.replace(' ', "  "),
        1 | 2 => told.replace(" - ", " \u{96} "),
        3 => told.replace(": ", " \u{F0E0} "),
        4 => format!("{told}\nDisponibilidade em {} dias", rng.pick(&["10", "15", "30"])),
        _ => told,
    };
    told.chars().take(MAX_COMMENT_CHARS).collect()
}

/// A skill the vacancy asks for that the person lacks, and one they have.
fn skill_gap(fragments: &Fragments, plan: &Plan, row: &Row, rng: &mut Rng) -> (String, String) {
    let (person, vacancy) = (&plan.people[row.person], &plan.vacancies[row.vacancy]);
    let family = &fragments.families[vacancy.family];
    let known: Vec<&Skill> = skills_of(fragments, plan.seed, &plan.vacancies, person, row.person)
        .into_iter()
        .map(|at| &fragments.families[person.family].skills[at])
        .collect();
    let missing: Vec<&str> = vacancy
        .must
        .iter()
        .map(|&at| family.skills[at].name.as_str())
        .filter(|name| known.iter().all(|skill| skill.name != *name))
        .collect();
    let missing = if missing.is_empty() { "liderança técnica" } else { *rng.pick(&missing) };
    (missing.to_owned(), rng.pick(&known).name.clone())
}
