//! How a CV looks: five headers, headings, bullets and dates as people really mix them, within 80 to 350 words.

use super::cv::{Cv, company_line};
use super::fragment::{Common, Level};
use super::person::reais;
use super::profile::{LANGUAGE_LEVELS, Profile};
use super::rng::Rng;
use super::template::{capitalised, listed};

/// The look of one CV, drawn once so that growing the text does not change it.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent draws of a look, read one by one; no state machine"
)]
struct Look {
    header: usize,
    upper: bool,
    colon: bool,
    bullet: &'static str,
    dates: usize,
    prose: bool,
    company_first: bool,
    skills_first: bool,
    grouped: bool,
    tools: Option<&'static str>,
    blank_lines: bool,
    availability: Option<&'static str>,
    salary: bool,
    reference: Option<String>,
    words: usize,
    names: [usize; 7],
}

const HEADINGS: [[&str; 4]; 7] = [
    ["Resumo Profissional", "Resumo das Qualificações", "Perfil Profissional", "Sobre mim"],
    ["Experiência Profissional", "Histórico Profissional", "Experiências", "Trajetória Profissional"],
    ["Competências Técnicas", "Conhecimentos Técnicos", "Habilidades Técnicas", "Principais Competências"],
    ["Formação Acadêmica", "Formação", "Escolaridade", "Formação e Certificações"],
    ["Cursos Complementares", "Cursos", "Cursos e Treinamentos", "Aperfeiçoamento"],
    ["Idiomas", "Idiomas", "Línguas", "Idiomas"],
    ["Projetos Acadêmicos", "Projetos", "Projetos da Faculdade", "Projetos Pessoais e Acadêmicos"],
];
/// The private-use character is what Word's bullets become in plain text.
const BULLETS: [&str; 7] = ["- ", "• ", "* ", "", "– ", "\u{F0B7} ", "- "];
const AVAILABILITY: [&str; 6] = [
    "Disponibilidade para viagens e para trabalho híbrido.",
    "Disponibilidade imediata.",
    "Disponível para início em 15 dias.",
    "Disponibilidade para mudança de cidade.",
    "Preferência por trabalho remoto ou híbrido.",
    "Disponibilidade para início em 30 dias, com aviso prévio.",
];
const TOOLS: [&str; 5] = ["Tecnologias", "Ambiente", "Ferramentas", "Stack", "Tecnologias utilizadas"];
/// Below 350, because untidy characters added later may count as words.
const MAX_WORDS: usize = 328;

/// Words as a reader would count them.
pub fn word_count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// Lays a CV out, saying as much as its length allows.
pub fn lay_out(common: &Common, profile: &Profile<'_>, cv: &Cv, rng: &mut Rng) -> String {
    let look = look(profile, rng);
    let mut shown: Vec<usize> = cv
        .jobs
        .iter()
        .enumerate()
        .map(|(age, job)| job.bullets.len().min(if age == 0 { 3 } else { 1 }))
        .collect();
    let mut text = render(common, profile, cv, &look, &shown);
    let mut turn = 0;
    while word_count(&text) < look.words && turn < 40 {
        // Two lines for the latest job, then one for each of the others.
        let job = [0, 0, 1, 0, 2, 1, 3][turn % 7];
        turn += 1;
        if job >= shown.len() || shown[job] >= cv.jobs[job].bullets.len() {
            continue;
        }
        shown[job] += 1;
        let longer = render(common, profile, cv, &look, &shown);
        if word_count(&longer) > MAX_WORDS {
            shown[job] -= 1;
            break;
        }
        text = longer;
    }
    text
}

fn look(profile: &Profile<'_>, rng: &mut Rng) -> Look {
    let (low, high) = [(100, 160), (150, 220), (190, 285), (230, 330), (245, 338), (245, 338)]
        [profile.person.level as usize];
    let reference = (profile.person.level >= Level::Pleno && rng.chance(9)).then(|| reference(profile, rng));
    Look {
        header: rng.below(5),
        upper: rng.chance(55),
        colon: rng.chance(25),
        bullet: BULLETS[rng.below(BULLETS.len())],
        dates: rng.below(4),
        prose: rng.chance(18),
        company_first: rng.chance(60),
        skills_first: rng.chance(40),
        grouped: rng.chance(45),
        tools: rng.chance(50).then(|| *rng.pick(&TOOLS)),
        blank_lines: rng.chance(75),
        availability: rng.chance(22).then(|| *rng.pick(&AVAILABILITY)),
        salary: rng.chance(28),
        reference,
        words: rng.range(low, high) as usize,
        names: std::array::from_fn(|_| rng.below(4)),
    }
}

/// A former superior with name and number: the kind of line redaction must not miss.
fn reference(profile: &Profile<'_>, rng: &mut Rng) -> String {
    let names = [
        "Sr. Otávio Lacerda",
        "Sra. Denise Falcão",
        "Sr. Ivan Tavares",
        "Dra. Lúcia Meireles",
        "Sr. Nelson Prates",
    ];
    let area = &profile.contact.city[3];
    format!("Referência: {}, gestão anterior, tel. ({area}) 5550-{:04}", rng.pick(&names), rng.below(10_000))
}

fn render(common: &Common, profile: &Profile<'_>, cv: &Cv, look: &Look, shown: &[usize]) -> String {
    let mut page = Page { look, out: header(profile, look) };
    page.section(0, &[cv.summary.join(" ")]);
    let skills = skill_lines(common, profile, look);
    if look.skills_first {
        page.section(2, &skills);
    }
    if !cv.jobs.is_empty() {
        page.section(1, &job_lines(profile, cv, look, shown));
    }
    if !cv.projects.is_empty() {
        let lines: Vec<String> = cv.projects.iter().map(|line| format!("{}{line}.", look.bullet)).collect();
        page.section(6, &lines);
    }
    if !look.skills_first {
        page.section(2, &skills);
    }
    page.section(3, &education_lines(profile, cv, look));
    if !cv.courses.is_empty() {
        let lines: Vec<String> = cv.courses.iter().map(|line| format!("{}{line}", look.bullet)).collect();
        page.section(4, &lines);
    }
    page.section(5, &language_lines(profile));
    let closing = closing_lines(profile, look);
    if !closing.is_empty() {
        page.gap();
        page.out.push(closing.join("\n"));
    }
    page.out.join("\n")
}

struct Page<'a> {
    look: &'a Look,
    out: Vec<String>,
}

impl Page<'_> {
    fn gap(&mut self) {
        if self.look.blank_lines {
            self.out.push(String::new());
        }
    }

    fn section(&mut self, heading: usize, lines: &[String]) {
        self.gap();
        let name = HEADINGS[heading][self.look.names[heading]];
        let name = if self.look.upper { name.to_uppercase() } else { name.to_owned() };
        self.out.push(if self.look.colon { format!("{name}:") } else { name });
        self.out.extend(lines.iter().cloned());
    }
}

fn header(profile: &Profile<'_>, look: &Look) -> Vec<String> {
    let (person, contact) = (profile.person, &profile.contact);
    let [city, _, state, _] = &contact.city;
    let age = (person.cv_date.0 - contact.born.0) / 365;
    let title = profile.history.jobs.first().map_or("Estudante", |job| job.title.as_str());
    let nation = if person.female { "Brasileira" } else { "Brasileiro" };
    match look.header {
        0 => vec![
            person.name.to_uppercase(),
            format!("{nation}, {}, {age} anos", contact.civil.to_lowercase()),
            format!("{} – {} – {city}/{state} – CEP {}", contact.street, contact.district, contact.postcode),
            format!("Tel.: {} | E-mail: {}", contact.mobile, contact.email),
        ],
        1 => vec![
            "CURRICULUM VITAE".into(),
            format!("Nome: {}", person.name),
            format!("Data de nascimento: {}", contact.born.slashed()),
            format!("CPF: {}", contact.cpf),
            format!("Endereço: {}, {}, {city} - {state}", contact.street, contact.district),
            format!("Telefone: {} / {}", contact.mobile, contact.landline),
            format!("E-mail: {}", contact.email),
        ],
        2 => vec![
            format!("{} – {title}", person.name),
            format!("{} | {} | {city}, {state}", contact.email, contact.mobile),
            format!("https://www.{}", contact.linkedin),
        ],
        3 => vec![
            person.name.clone(),
            "Dados pessoais".into(),
            format!(
                "Estado civil: {} | Nascimento: {}",
                contact.civil.to_lowercase(),
                contact.born.slashed()
            ),
            format!("RG {} | CPF {}", contact.rg, contact.cpf.replace(['.', '-'], "")),
            format!("Residência: {}, {} – {city}/{state}", contact.street, contact.district),
            format!("Celular (WhatsApp): {}", contact.mobile.replace(['(', ')'], "").replace('-', " ")),
            format!("{} - {}", contact.email, contact.linkedin),
        ],
        _ => vec![
            person.name.clone(),
            format!("{city} - {state}"),
            format!("{} · {}", contact.mobile, contact.email),
        ],
    }
}

fn job_lines(profile: &Profile<'_>, cv: &Cv, look: &Look, shown: &[usize]) -> Vec<String> {
    let mut lines = Vec::new();
    for ((job, told), &count) in profile.history.jobs.iter().zip(&cv.jobs).zip(shown) {
        let end = job.end.map_or("atual".to_owned(), |month| month.written(look.dates));
        let joint = if look.dates == 2 { "a" } else { "–" };
        let period = format!("{} {joint} {end}", job.start.written(look.dates));
        if look.company_first {
            lines.push(format!("{} | {period}", company_line(job)));
            lines.push(format!("Cargo: {}", job.title));
        } else {
            lines.push(format!("{} – {} ({period})", job.title, company_line(job)));
        }
        let bullets = &told.bullets[..count];
        if look.prose {
            lines.push(bullets.iter().map(|line| format!("{line}.")).collect::<Vec<_>>().join(" "));
        } else {
            lines.extend(bullets.iter().map(|line| format!("{}{line}.", look.bullet)));
        }
        lines.extend(tool_line(told, look, bullets));
    }
    lines
}

/// The tools that the lines really shown speak of.
fn tool_line(told: &super::cv::JobText, look: &Look, bullets: &[String]) -> Option<String> {
    let label = look.tools?;
    let mut tools: Vec<String> = Vec::new();
    for tool in &told.tools {
        // "gestão de conflitos" is a skill, but nobody lists it as a tool.
        let is_product = !tool.contains(' ') || tool.starts_with(char::is_uppercase);
        let is_shown = bullets.iter().any(|line| line.contains(tool.as_str()));
        if is_product && is_shown && !tools.contains(tool) {
            tools.push(tool.clone());
        }
    }
    (tools.len() >= 2).then(|| format!("{label}: {}.", tools.join(", ")))
}

fn skill_lines(common: &Common, profile: &Profile<'_>, look: &Look) -> Vec<String> {
    if !look.grouped {
        let names: Vec<String> = profile.skills.iter().map(|skill| skill.name.clone()).collect();
        return vec![format!("{}.", capitalised(&listed(&names)))];
    }
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for skill in &profile.skills {
        let label = common.categories.get(&skill.category).map_or("Outros", String::as_str);
        match groups.iter_mut().find(|(known, _)| *known == label) {
            Some((_, names)) => names.push(&skill.name),
            None => groups.push((label, vec![&skill.name])),
        }
    }
    groups.into_iter().map(|(label, names)| format!("{}{label}: {}", look.bullet, names.join(", "))).collect()
}

fn education_lines(profile: &Profile<'_>, cv: &Cv, look: &Look) -> Vec<String> {
    let education = &profile.education;
    let state = if education.studying {
        format!("cursando, conclusão prevista para {}", education.year)
    } else {
        format!("concluído em {}", education.year)
    };
    let mut lines = vec![format!("{}{} – {} ({state})", look.bullet, education.degree, education.school)];
    if let Some((name, year)) = &education.postgraduate {
        lines.insert(0, format!("{}{name} ({year})", look.bullet));
    }
    if !cv.certs.is_empty() {
        let label = if cv.certs.len() > 1 { "Certificações" } else { "Certificação" };
        lines.push(format!("{}{label}: {}", look.bullet, cv.certs.join("; ")));
    }
    lines
}

fn language_lines(profile: &Profile<'_>) -> Vec<String> {
    let english = match profile.english {
        0 => "Inglês: noções de leitura técnica".into(),
        level => format!("Inglês {}", LANGUAGE_LEVELS[level].to_lowercase()),
    };
    match profile.spanish {
        0 => vec![english],
        level => vec![format!("{english}; espanhol {}", LANGUAGE_LEVELS[level].to_lowercase())],
    }
}

fn closing_lines(profile: &Profile<'_>, look: &Look) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(look.availability.map(str::to_owned));
    if look.salary && profile.person.level > Level::Estagio {
        lines.push(format!("Pretensão salarial: {} (CLT)", reais(profile.contact.salary)));
    }
    lines.extend(look.reference.clone());
    lines
}
