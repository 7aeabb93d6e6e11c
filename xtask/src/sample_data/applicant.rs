//! One record of `applicants.json`: the CVs and the form fields around them, as patchy as people fill them in.

use super::cv::content;
use super::cv_en::english_cv;
use super::date::Date;
use super::fragment::{Fragments, Level};
use super::json::{Value, text};
use super::layout::lay_out;
use super::person::{reais, slug};
use super::plan::Plan;
use super::profile::{LANGUAGE_LEVELS, Profile};
use super::rng::Rng;

/// The CV in Portuguese, empty for the few who have none.
pub fn portuguese_cv(fragments: &Fragments, plan: &Plan, profile: &Profile<'_>) -> String {
    if profile.person.no_cv {
        return String::new();
    }
    let mut rng = Rng::of(plan.seed, "cv", profile.at);
    let cv = content(&fragments.common, profile, &mut rng);
    let laid_out = lay_out(&fragments.common, profile, &cv, &mut rng);
    // Text that went through a web form or a converter keeps traces of it.
    match rng.below(40) {
        0 => laid_out.replace(" – ", " &ndash; "),
        1 => laid_out.replace(". ", ".  "),
        2 => laid_out.replace(" e ", " &amp; "),
        3 => laid_out.replace("\n- ", "\n\u{F0E0} "),
        _ => laid_out,
    }
}

/// The whole record.
pub fn record(fragments: &Fragments, plan: &Plan, at: usize, employed: bool) -> Value {
    let profile = Profile::derive(fragments, plan, at);
    let mut rng = Rng::of(plan.seed, "record", at);
    let cv_en = if profile.has_english_cv {
        english_cv(&fragments.common, &profile, &mut Rng::of(plan.seed, "cv-en", at))
    } else {
        String::new()
    };
    Value::Object(vec![
        ("infos_basicas", basics(fragments, &profile, &mut rng)),
        ("informacoes_pessoais", personal(&profile, &mut rng)),
        ("informacoes_profissionais", professional(fragments, &profile, &mut rng)),
        ("formacao_e_idiomas", education(&profile, &mut rng)),
        (
            "cargo_atual",
            if employed && rng.chance(35) {
                current(fragments, &profile, &mut rng)
            } else {
                Value::Object(vec![])
            },
        ),
        ("cv_pt", text(portuguese_cv(fragments, plan, &profile))),
        ("cv_en", text(cv_en)),
    ])
}

fn stamp(date: Date, rng: &mut Rng) -> String {
    format!("{} {:02}:{:02}:{:02}", date.dashed(), rng.range(8, 20), rng.below(60), rng.below(60))
}

fn basics(fragments: &Fragments, profile: &Profile<'_>, rng: &mut Rng) -> Value {
    let (person, contact) = (profile.person, &profile.contact);
    let goal = if rng.chance(62) { title(profile) } else { rng.pick(&fragments.common.goals).clone() };
    let source = ["", "", "Site de Empregos", "Anúncio", "Facebook", "Indicação", "LinkedIn", "Outros"];
    Value::Object(vec![
        ("telefone_recado", text(if rng.chance(12) { contact.landline.clone() } else { String::new() })),
        ("telefone", text(contact.mobile.clone())),
        ("objetivo_profissional", text(goal)),
        ("data_criacao", text(stamp(person.created, rng))),
        (
            "inserido_por",
            text(if rng.chance(55) {
                "Luna Correia".to_owned()
            } else {
                rng.pick(&fragments.people.recruiters).clone()
            }),
        ),
        ("email", text(contact.email.clone())),
        ("local", text(format!("{}, {}", contact.city[0], contact.city[1]))),
        ("sabendo_de_nos_por", text(*rng.pick(&source))),
        ("data_atualizacao", text(stamp(person.cv_date, rng))),
        ("codigo_profissional", text(person.code.to_string())),
        ("nome", text(person.name.clone())),
    ])
}

fn title(profile: &Profile<'_>) -> String {
    profile.history.jobs.first().map_or_else(
        || format!("Estágio em {}", profile.family.tracks[profile.person.track].intern),
        |job| job.title.clone(),
    )
}

fn personal(profile: &Profile<'_>, rng: &mut Rng) -> Value {
    let (person, contact) = (profile.person, &profile.contact);
    let sex = if person.female { "Feminino" } else { "Masculino" };
    let known = rng.chance(72);
    let or_empty = |value: &str, shown: bool| text(if shown { value } else { "" });
    let accepted = if rng.chance(45) {
        "Cadastro anterior ao registro de aceite".into()
    } else {
        stamp(person.created, rng)
    };
    let mut fields = vec![
        ("data_aceite", text(accepted)),
        ("nome", text(person.name.clone())),
        ("cpf", or_empty(&contact.cpf, rng.chance(40))),
        ("fonte_indicacao", text(*rng.pick(&["", ":", ": Site de Empregos", ": LinkedIn"]))),
        ("email", text(contact.email.clone())),
        ("email_secundario", or_empty(&format!("{}@example.net", slug(&person.name, "")), rng.chance(8))),
        ("data_nascimento", text(if known { contact.born.dashed() } else { "0000-00-00".into() })),
        ("telefone_celular", text(contact.mobile.clone())),
        ("telefone_recado", or_empty(&contact.landline, rng.chance(15))),
        ("sexo", or_empty(sex, known)),
        ("estado_civil", or_empty(contact.civil.trim_end_matches(['o', 'a']).to_owned().as_str(), false)),
        ("pcd", text(if known { if rng.chance(3) { "Sim" } else { "Não" } } else { "" })),
        ("endereco", or_empty(&format!("{} - {}", contact.street, contact.district), rng.chance(35))),
        ("skype", text("")),
        ("url_linkedin", or_empty(&format!("https://www.{}", contact.linkedin), rng.chance(45))),
        ("facebook", text("")),
    ];
    if known {
        fields[10].1 = text(contact.civil);
    }
    if rng.chance(55) {
        fields.push(("download_cv", text(format!("cv_{}.pdf", person.code))));
    }
    Value::Object(fields)
}

fn professional(fragments: &Fragments, profile: &Profile<'_>, rng: &mut Rng) -> Value {
    let (person, family) = (profile.person, profile.family);
    let names: Vec<&str> = profile.skills.iter().map(|skill| skill.name.as_str()).collect();
    let salary = profile.contact.salary;
    let pay = match rng.below(7) {
        0 | 1 => String::new(),
        2 => reais(salary),
        3 => format!("{salary},00"),
        4 => format!("CLT R$ {salary}"),
        5 => format!("PJ R$ {},00/h ou CLT {}", salary / 110, reais(salary)),
        _ => "A combinar".into(),
    };
    let mut fields = vec![
        ("titulo_profissional", text(if rng.chance(80) { title(profile) } else { String::new() })),
        ("area_atuacao", text(if rng.chance(85) { family.area.clone() } else { String::new() })),
        ("conhecimentos_tecnicos", text(if rng.chance(60) { names.join(", ") } else { String::new() })),
        ("certificacoes", text("")),
        ("outras_certificacoes", text("")),
        ("remuneracao", text(pay)),
        ("nivel_profissional", text(if rng.chance(70) { person.level.name() } else { "" })),
    ];
    if rng.chance(12) {
        let goal = rng.pick(&fragments.common.goals).clone();
        fields.push(("qualificacoes", text(goal)));
    }
    if rng.chance(12) {
        let jobs: Vec<String> = profile.history.jobs.iter().map(super::cv::company_line).collect();
        fields.push(("experiencias", text(jobs.join("\n"))));
    }
    Value::Object(fields)
}

fn education(profile: &Profile<'_>, rng: &mut Rng) -> Value {
    let education = &profile.education;
    let mut fields = vec![
        ("nivel_academico", text(if rng.chance(88) { education.level_name() } else { "" })),
        ("nivel_ingles", text(LANGUAGE_LEVELS[profile.english])),
        ("nivel_espanhol", text(LANGUAGE_LEVELS[profile.spanish])),
        ("outro_idioma", text("-")),
    ];
    if rng.chance(50) {
        fields.push(("instituicao_ensino_superior", text(education.school.clone())));
        fields.push(("cursos", text(education.degree.clone())));
        fields.push(("ano_conclusao", text(education.year.to_string())));
    }
    if profile.person.level >= Level::Pleno && rng.chance(10) {
        fields.push(("outro_curso", text(rng.pick(&profile.family.courses).clone())));
    }
    Value::Object(fields)
}

/// Filled only for some of those who work for the recruiting company now.
fn current(fragments: &Fragments, profile: &Profile<'_>, rng: &mut Rng) -> Value {
    let superior = rng.pick(&fragments.people.recruiters).clone();
    Value::Object(vec![
        ("id_ibrati", text(rng.range(30_000, 48_000).to_string())),
        ("email_corporativo", text(format!("{}@decision.example.com", slug(&profile.person.name, ".")))),
        ("cargo_atual", text(title(profile))),
        ("projeto_atual", text("")),
        ("cliente", text("")),
        ("unidade", text("Decision São Paulo")),
        ("data_admissao", text(profile.person.cv_date.plus(rng.range(25, 60)).dashed())),
        ("data_ultima_promocao", text("00-00-0000")),
        ("nome_superior_imediato", text(superior.clone())),
        ("email_superior_imediato", text(format!("{}@decision.example.com", slug(&superior, ".")))),
    ])
}
