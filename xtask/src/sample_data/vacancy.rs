//! One record of `vagas.json`, with its title as clients and recruiters write it.

use super::fragment::{Family, Fragments, Level, Skill, admitted};
use super::json::{Value, text};
use super::plan::{Plan, Vacancy};
use super::profile::{LANGUAGE_LEVELS, english_asked};
use super::rng::Rng;
use super::template::{Scene, Voice, bare, capitalised, listed, voiced};

/// The title, which `prospects.json` repeats.
pub fn title(fragments: &Fragments, plan: &Plan, at: usize) -> String {
    let vacancy = &plan.vacancies[at];
    let track = &fragments.families[vacancy.family].tracks[vacancy.track];
    let mut rng = Rng::of(plan.seed, "title", at);
    let mut opening = rng.pick(&track.openings).as_str();
    if vacancy.level == Level::Junior && opening.starts_with("Gerente") {
        opening = &track.titles[0][0];
    }
    let base = match vacancy.level {
        Level::Estagio => format!("Estágio em {}", track.intern),
        Level::Coordenador => track.lead[0].clone(),
        Level::Especialista => track.spec[0].clone(),
        Level::Junior => format!("{opening} {}", rng.pick(&["Júnior", "Júnior", "JR", "Jr"])),
        Level::Pleno => format!("{opening} {}", rng.pick(&["Pleno", "Pleno", "PL", "- Pleno"])),
        Level::Senior => format!("{opening} {}", rng.pick(&["Sênior", "Sênior", "SR", "- Sênior"])),
    };
    match rng.below(12) {
        0 => format!("{base} - {}", rng.range(11_720_000, 11_789_999)),
        1 => format!("{base} - RE-{}", rng.range(309_000, 329_999)),
        2 => format!("{}-26{:05}-{base}", vacancy.date.month().year(), rng.below(100_000)),
        3 => base.to_uppercase(),
        _ => base,
    }
}

/// The contract offered: `modalidade` and `tipo_contratacao`.
pub fn contract(plan: &Plan, at: usize) -> &'static str {
    let mut rng = Rng::of(plan.seed, "contract", at);
    if plan.vacancies[at].level == Level::Estagio {
        return "Estagiário";
    }
    ["CLT Full", "PJ/Autônomo", "CLT Full, PJ/Autônomo", "Cooperado", "CLT Cotas", "CLT Full, Hunting"]
        [rng.weighted(&[46, 20, 20, 5, 4, 5])]
}

/// The record of a vacancy with content.
pub fn record(fragments: &Fragments, plan: &Plan, at: usize) -> Value {
    let vacancy = &plan.vacancies[at];
    let family = &fragments.families[vacancy.family];
    let mut rng = Rng::of(plan.seed, "vacancy", at);
    let sector = rng.below(fragments.common.sectors.len());
    let system = rng.pick(&fragments.common.sectors[sector].systems).clone();
    let client = rng.pick(&fragments.common.sectors[sector].companies).clone();
    Value::Object(vec![
        ("informacoes_basicas", basics(fragments, plan, at, bare(&client), &mut rng)),
        ("perfil_vaga", wanted(fragments, plan, at, family, &system, &mut rng)),
        ("beneficios", benefits(vacancy, &mut rng)),
    ])
}

/// The record of a vacancy that was opened and never filled in.
pub fn blank_record() -> Value {
    let empty = |keys: &[&'static str]| Value::Object(keys.iter().map(|&key| (key, text(""))).collect());
    let mut basics = empty(&BASIC_KEYS);
    if let Value::Object(fields) = &mut basics {
        fields[1].1 = text("00-00-0000");
        fields[3].1 = text("Não");
    }
    Value::Object(vec![
        ("informacoes_basicas", basics),
        ("perfil_vaga", empty(&PROFILE_KEYS)),
        ("beneficios", empty(&["valor_venda", "valor_compra_1", "valor_compra_2"])),
    ])
}

const BASIC_KEYS: [&str; 18] = [
    "data_requicisao",
    "limite_esperado_para_contratacao",
    "titulo_vaga",
    "vaga_sap",
    "cliente",
    "solicitante_cliente",
    "empresa_divisao",
    "requisitante",
    "analista_responsavel",
    "tipo_contratacao",
    "prazo_contratacao",
    "objetivo_vaga",
    "prioridade_vaga",
    "origem_vaga",
    "superior_imediato",
    "nome",
    "telefone",
    "data_inicial",
];
const PROFILE_KEYS: [&str; 21] = [
    "pais",
    "estado",
    "cidade",
    "bairro",
    "regiao",
    "local_trabalho",
    "vaga_especifica_para_pcd",
    "faixa_etaria",
    "horario_trabalho",
    "nivel profissional",
    "nivel_academico",
    "nivel_ingles",
    "nivel_espanhol",
    "outro_idioma",
    "areas_atuacao",
    "principais_atividades",
    "competencia_tecnicas_e_comportamentais",
    "demais_observacoes",
    "viagens_requeridas",
    "equipamentos_necessarios",
    "habilidades_comportamentais_necessarias",
];

fn basics(fragments: &Fragments, plan: &Plan, at: usize, client: &str, rng: &mut Rng) -> Value {
    let (vacancy, people) = (&plan.vacancies[at], &fragments.people);
    let limit = match rng.below(6) {
        0 => "00-00-0000".into(),
        1 => "01-01-1970".into(),
        _ => vacancy.date.plus(rng.range(10, 45)).dashed(),
    };
    let asked_by = format!("{} {}", rng.pick(&people.female), rng.pick(&people.surnames));
    let sap = fragments.families[vacancy.family].id == "sap";
    let replacing = rng.chance(22);
    let mut fields = vec![
        ("data_requicisao", text(vacancy.date.dashed())),
        ("limite_esperado_para_contratacao", text(limit)),
        ("titulo_vaga", text(title(fragments, plan, at))),
        ("vaga_sap", text(if sap { "Sim" } else { "Não" })),
        ("cliente", text(client)),
        ("solicitante_cliente", text(asked_by)),
        (
            "empresa_divisao",
            text(*rng.pick(&["Decision São Paulo", "Decision São Paulo", "Decision Campinas"])),
        ),
        ("requisitante", text(rng.pick(&people.recruiters).clone())),
        ("analista_responsavel", text(rng.pick(&people.recruiters).clone())),
        ("tipo_contratacao", text(contract(plan, at))),
        ("prazo_contratacao", text(*rng.pick(&["Indeterminado", "Indeterminado", "Determinado", ""]))),
        ("objetivo_vaga", text("Contratação")),
        (
            "prioridade_vaga",
            text(*rng.pick(&[
                "Média: Média complexidade 6 a 10 dias",
                "Alta: Alta complexidade 3 a 5 dias",
                "Baixa",
                "",
            ])),
        ),
        ("origem_vaga", text(if replacing { "Substituição de Profissional" } else { "Nova Posição" })),
        ("superior_imediato", text(format!("Superior Imediato: {}", rng.pick(&people.recruiters)))),
        (
            "nome",
            text(if rng.chance(20) {
                format!("Sr. {} {}", rng.pick(&people.male), rng.pick(&people.surnames))
            } else {
                String::new()
            }),
        ),
        (
            "telefone",
            text(if rng.chance(15) { format!("(11) 5550-{:04}", rng.below(10_000)) } else { String::new() }),
        ),
    ];
    if rng.chance(30) {
        let start = vacancy.date.plus(30);
        fields.push(("data_inicial", text(start.dashed())));
        fields.push((
            "data_final",
            text(if rng.chance(50) { start.plus(365).dashed() } else { "00-00-0000".into() }),
        ));
    }
    if replacing {
        fields.push((
            "nome_substituto",
            text(format!("Sra. {} {}", rng.pick(&people.female), rng.pick(&people.surnames))),
        ));
    }
    Value::Object(fields)
}

fn wanted(
    fragments: &Fragments,
    plan: &Plan,
    at: usize,
    family: &Family,
    system: &str,
    rng: &mut Rng,
) -> Value {
    let vacancy = &plan.vacancies[at];
    let city = rng.pick(&fragments.people.cities).clone();
    let english = english_asked(plan, at);
    let school = match vacancy.level {
        Level::Estagio => "Ensino Superior Cursando",
        _ if rng.chance(15) => "Ensino Técnico Completo",
        _ => "Ensino Superior Completo",
    };
    let soft = listed_soft(fragments, rng);
    let mut fields = vec![
        ("pais", text("Brasil")),
        ("estado", text(city[1].clone())),
        ("cidade", text(city[0].clone())),
        (
            "bairro",
            text(if rng.chance(30) { rng.pick(&fragments.people.districts).clone() } else { String::new() }),
        ),
        ("regiao", text("")),
        ("local_trabalho", text(*rng.pick(&["2000", "1000", "Cliente", ""]))),
        ("vaga_especifica_para_pcd", text(*rng.pick(&["Não", "Não", "", "Sim"]))),
        ("faixa_etaria", text("De: Até:")),
        ("horario_trabalho", text(*rng.pick(&["", "Das 9h às 18h", "Comercial", "Horário flexível"]))),
        ("nivel profissional", text(vacancy.level.name())),
        ("nivel_academico", text(school)),
        ("nivel_ingles", text(LANGUAGE_LEVELS[english])),
        ("nivel_espanhol", text(LANGUAGE_LEVELS[rng.weighted(&[80, 14, 6])])),
        ("outro_idioma", text("")),
        ("areas_atuacao", text(family.area.clone())),
        ("principais_atividades", text(duties(fragments, vacancy, family, system, rng))),
        (
            "competencia_tecnicas_e_comportamentais",
            text(competences(fragments, vacancy, family, english, &soft, rng)),
        ),
        ("demais_observacoes", text(remarks(fragments, &city, contract(plan, at), rng))),
        ("viagens_requeridas", text(*rng.pick(&["", "Não", "Não", "Sim"]))),
        (
            "equipamentos_necessarios",
            text(*rng.pick(&["Nenhum -", "Notebook padrão -", "Notebook padrão - Celular -"])),
        ),
    ];
    if rng.chance(40) {
        fields.push(("habilidades_comportamentais_necessarias", text(capitalised(&listed(&soft)))));
    }
    Value::Object(fields)
}

fn listed_soft(fragments: &Fragments, rng: &mut Rng) -> Vec<String> {
    let mut soft = fragments.common.soft.clone();
    rng.shuffle(&mut soft);
    soft.truncate(3);
    soft
}

fn duties(fragments: &Fragments, vacancy: &Vacancy, family: &Family, system: &str, rng: &mut Rng) -> String {
    let skills: Vec<&Skill> =
        vacancy.must.iter().chain(&vacancy.wish).map(|&at| &family.skills[at]).collect();
    let mut scene = Scene::new(false, &skills);
    scene.system = system;
    let mut lines = family.lines(&family.duties, vacancy.track);
    rng.shuffle(&mut lines);
    let wanted = if vacancy.level == Level::Estagio { 4 } else { 5 + rng.below(3) };
    let bullet = *rng.pick(&["- ", "• ", "", "* "]);
    let mut out: Vec<String> = Vec::new();
    if vacancy.level == Level::Estagio {
        out.push("Atividades do estágio, sempre com supervisão:".to_owned());
    } else if rng.chance(45) {
        out.extend(scene.fill(rng.pick(&fragments.common.vacancy_intros).as_str(), rng));
    }
    let told: Vec<String> = lines
        .into_iter()
        .filter_map(|line| admitted(line, vacancy.level))
        .filter_map(|line| scene.fill(line, rng))
        .filter_map(|line| voiced(&fragments.common, &line, Voice::Infinitive))
        .take(wanted)
        .map(|line| format!("{bullet}{line};"))
        .collect();
    out.extend(told);
    if vacancy.level == Level::Coordenador {
        out.push(format!(
            "{bullet}Coordenar a equipe, distribuir demandas e acompanhar prazos com o cliente;"
        ));
    }
    untidy(&out.join("\n"), rng)
}

fn competences(
    fragments: &Fragments,
    vacancy: &Vacancy,
    family: &Family,
    english: usize,
    soft: &[String],
    rng: &mut Rng,
) -> String {
    let common = &fragments.common;
    let bullet = *rng.pick(&["- ", "• ", "* "]);
    let mut lines = vec![
        rng.pick(&["Requisitos obrigatórios:", "Conhecimentos necessários:", "Requisitos técnicos:"])
            .to_string(),
    ];
    lines.extend(asked_skills(fragments, vacancy, family, bullet, rng));
    lines.extend(own_requirements(vacancy, family, bullet, rng));
    if english >= 2 {
        lines.push(format!("{bullet}Inglês {};", LANGUAGE_LEVELS[english].to_lowercase()));
    }
    if !vacancy.wish.is_empty() && vacancy.level != Level::Estagio {
        let wishes: Vec<String> = vacancy.wish.iter().map(|&at| family.skills[at].name.clone()).collect();
        let mut scene = Scene::new(false, &[]);
        scene.vars = vec![("a", listed(&wishes))];
        lines.extend(scene.fill(rng.pick(&common.wish).as_str(), rng));
    }
    lines.push(format!("Competências comportamentais: {}.", listed(soft)));
    untidy(&lines.join("\n"), rng)
}

/// The skills that are a must, one or two a line.
fn asked_skills(
    fragments: &Fragments,
    vacancy: &Vacancy,
    family: &Family,
    bullet: &str,
    rng: &mut Rng,
) -> Vec<String> {
    let common = &fragments.common;
    let mut names = vacancy.must.iter().map(|&at| family.skills[at].name.clone());
    let (mut lines, mut scene) = (Vec::new(), Scene::new(false, &[]));
    while let Some(first) = names.next() {
        let second = if rng.chance(55) { names.next() } else { None };
        let pattern = match (vacancy.level, &second) {
            (Level::Estagio, _) => "Noções de {a}",
            (_, Some(_)) => rng.pick(&common.ask_two).as_str(),
            (_, None) => rng.pick(&common.ask_one).as_str(),
        };
        let asked: Vec<String> = std::iter::once(first).chain(second).collect();
        scene.vars = vec![("a", asked.join(" e "))];
        lines.extend(scene.fill(pattern, rng).map(|line| format!("{bullet}{};", capitalised(&line))));
    }
    lines
}

fn own_requirements(vacancy: &Vacancy, family: &Family, bullet: &str, rng: &mut Rng) -> Vec<String> {
    let mut scene = Scene::new(false, &[]);
    let mut own = family.lines(&family.requirements, vacancy.track);
    rng.shuffle(&mut own);
    own.into_iter()
        .filter_map(|line| admitted(line, vacancy.level))
        .filter_map(|line| scene.fill(line, rng))
        .take(if vacancy.level == Level::Estagio { 1 } else { 2 })
        .map(|line| format!("{bullet}{line};"))
        .collect()
}

fn remarks(fragments: &Fragments, city: &[String; 4], contract: &str, rng: &mut Rng) -> String {
    let mut scene = Scene::new(false, &[]);
    scene.vars = vec![("cidade", format!("{}/{}", city[0], city[2])), ("contrato", contract.to_owned())];
    let mut lines = fragments.common.remarks.clone();
    rng.shuffle(&mut lines);
    let told: Vec<String> = lines.iter().filter_map(|line| scene.fill(line, rng)).take(2).collect();
    told.join("\n")
}

/// What web forms and mail programs leave behind, in a few texts.
fn untidy(text: &str, rng: &mut Rng) -> String {
    match rng.below(24) {
        0 => text.replace(" e ", " &amp; "),
        1 => text.replace('\n', "<br>\n"),
        2 => text.replace("- ", "-\u{A0} ").replace(". ", ".  "),
        3 => text.replace(';', "; "),
        _ => text.to_owned(),
    }
}

fn benefits(vacancy: &Vacancy, rng: &mut Rng) -> Value {
    let (low, high) =
        [(18, 25), (45, 62), (70, 98), (105, 148), (140, 190), (145, 195)][vacancy.level as usize];
    let sale = rng.range(low, high);
    let monthly = sale * 62;
    Value::Object(vec![
        ("valor_venda", text(if rng.chance(75) { format!("R$ {sale},00 -") } else { "R$".into() })),
        (
            "valor_compra_1",
            text(if rng.chance(65) {
                format!("R$ fechado {}", super::template::thousands(monthly))
            } else {
                "R$".into()
            }),
        ),
        ("valor_compra_2", text("R$")),
    ])
}
