//! Questions that numbers answer: "quais competências são mais valorizadas para Java sênior?", "how many reach the
//! technical interview?". Rules, not a model: what is not surely such a question is left to retrieval.

use std::{collections::HashSet, sync::OnceLock};

use super::{Selection, Stage};
use crate::{
    family::{Family, Level},
    skill::gazetteer,
    text::{analyze, fold, is_question_noise},
};

/// What the numbers are to be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Skills that the group shares.
    Skills,
    /// English levels.
    English,
    /// Spanish levels.
    Spanish,
    /// Education.
    Education,
    /// Contract types.
    Contracts,
    /// How far candidacies got: to a stage, or all of them.
    Funnel(Option<Stage>),
}

/// A recognised question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What about.
    pub topic: Topic,
    /// Of whom.
    pub selection: Selection,
}

/// Openings of questions that look for people or passages, not for numbers.
const LOOKS_FOR_PEOPLE: [&str; 22] = [
    "quem",
    "preciso",
    "encontre",
    "encontrar",
    "liste",
    "listar",
    "busque",
    "buscar",
    "procuro",
    "mostre",
    "who",
    "find",
    "list",
    "show",
    "search",
    "need",
    "existe",
    "ha",
    "is there",
    "are there",
    "explique",
    "por que",
];

const SKILL_NOUNS: [&str; 28] = [
    "competencia",
    "competencias",
    "habilidade",
    "habilidades",
    "tecnologia",
    "tecnologias",
    "ferramenta",
    "ferramentas",
    "conhecimento",
    "conhecimentos",
    "skill",
    "skills",
    "technology",
    "technologies",
    "tool",
    "tools",
    "knowledge",
    "stack",
    "linguagens",
    "languages and tools",
    "soft skills",
    "hard skills",
    "frameworks",
    "competence",
    "competences",
    "competencies",
    "abilities",
    "qualifications",
];

/// What makes a question about skills one about many people.
const SHARED: [&str; 48] = [
    "em comum",
    "in common",
    "valorizada",
    "valorizadas",
    "valorizado",
    "valorizados",
    "valorizam",
    "valued",
    "valuable",
    "compartilham",
    "share",
    "shared",
    "frequente",
    "frequentes",
    "frequent",
    "frequently",
    "common",
    "comuns",
    "costumam",
    "usually",
    "recorrente",
    "recorrentes",
    "principais",
    "main",
    "top",
    "mais aparecem",
    "aparecem mais",
    "mais citadas",
    "mais citados",
    "mais usadas",
    "mais pedidas",
    "mais pedidos",
    "most used",
    "most important",
    "mais importantes",
    "importantes",
    "se repetem",
    "mais repetem",
    "predominam",
    "typical",
    "tipicas",
    "tipicos",
    "most often",
    "dominam",
    "do our",
    "dos contratados",
    "dos nossos",
    "of our",
];

/// Words for those hired, so that "o que … têm em comum" needs no noun for skills.
const HIRED: [&str; 30] = [
    "contratado",
    "contratados",
    "contratada",
    "contratadas",
    "contratamos",
    "aprovado",
    "aprovados",
    "aprovadas",
    "perfis",
    "profissionais",
    "candidatos aprovados",
    "hire",
    "hires",
    "hired",
    "profiles",
    "consultants",
    "consultores",
    "desenvolvedores",
    "developers",
    "engineers",
    "engenheiros",
    "analistas",
    "analysts",
    "people",
    "pessoas",
    "successful",
    "vagas",
    "roles",
    "selecionados",
    "vaga",
];

/// Words that say nothing of whom a question is about, beside those of [`is_question_noise`].
const FILLER: &str = "
    alta alto ao atual atualmente baixo boa bom citar citadas citados classe comum comuns conseguem conseguir convertidos
    conversao converte costumam costuma cada candidatura candidaturas chegam chega chegaram chegar common commonly compartilham
    conversion converts degree degrees demand distribuição distribuicao distribution dominam ensino escolaridade
    espanhol especialização etapa etapas fase fases faculdade fluente fluência fluency fluent formação formacao formações forma
    formas funil funnel geralmente get gets getting good go graduação graduacao graduados graduate graduates graus grau idioma
    idiomas in inglês ingles english spanish language languages level levels make many media média mercado modalidade
    modelo much need needed nivel offer offers often offered oferecem oferecido oferecidos passam passed pass passar
    parte percentual porcentagem percentage pessoas people pós predominam predomina proporção proportion proposta
    propostas proposal quão rate reach reached recebem receive regime repetem repete se share should speak
    speaking stack stage stages status superior taxa termos tend terms tecnólogo through typical typically tipico tipica
    top type types usual usually up work world academic academica acadêmico acadêmica nosso nossos nossa nossas our deve
    devem aparecem mais pedidas pedidos pede pedem exigem exige exigido exigida require required studied study
    universidade university diploma diplomas bachelor education educational background contrato contratos contract contracts
    contractual clt pj cooperado cooperados freelancer freelancers permanent hunting situação situações desistem desistiram
    desistiu desistir desistência giveup give gave drop dropped out recusam recusados reprovados reprovadas reprovado rejected
    reject rejeitados eliminados entrevista entrevistas interview interviews interviewed técnica tecnica technical client
    cliente aprovação aprovados aprovadas approval approved documentação paperwork inscritos inscrita inscritas applied
    applicants apply encaminhados encaminhadas forwarded requisitante requester rh hr triagem screening avaliação
    avaliados hiring fim final end até so far before antes pipeline processo seletivo process selection
    senioridade seniority plenos seniors linguagem linguagens framework frameworks usadas usados repetem dominar domina
    conhecem conhecer sabem saber abilities qualifications qualificações competences competencies competence soft hard valor valem
    normalmente cargo função importante importantes most relevante relevantes successful time times equipe equipes
    team teams profissionais desenvolvedor desenvolvedores desenvolvedora desenvolvedoras dev devs developer
    developers analista analistas analyst analysts engenheiro engenheiros engenheira engineer engineers consultor consultores
    consultant consultants programador programadores programmer programmers especialistas service desk help product
    owner owners master masters power business intelligence machine learning front end mobile banco bancos information
    informação segurança security cloud gestão nuvem aplicações an among like look looks níveis pra pro
";

/// Words for the stages of the process, the later ones of a question first.
const STAGES: [(Stage, &[&str]); 5] = [
    (
        Stage::Interview,
        &[
            "entrevista",
            "entrevistas",
            "interview",
            "interviews",
            "interviewed",
            "entrevistados",
            "entrevistadas",
        ],
    ),
    (
        Stage::Hired,
        &[
            "sao contratados",
            "sao contratadas",
            "foram contratados",
            "foram contratadas",
            "get hired",
            "got hired",
            "are hired",
            "were hired",
            "contratacao",
            "hiring rate",
            "documentacao",
            "paperwork",
            "acabam contratados",
            "end up hired",
        ],
    ),
    (
        Stage::Approved,
        &[
            "aprovacao",
            "sao aprovados",
            "sao aprovadas",
            "foram aprovados",
            "proposta",
            "propostas",
            "offer",
            "offers",
            "approved",
            "approval",
            "aprovados",
        ],
    ),
    (
        Stage::Forwarded,
        &["requisitante", "encaminhados", "encaminhadas", "encaminhadas", "forwarded", "requester"],
    ),
    (
        Stage::Screening,
        &["triagem", "avaliacao do rh", "avaliados pelo rh", "passam pelo rh", "screening", "screened", "hr"],
    ),
];

/// Recognises a question; none when it is not surely about numbers, or about somebody the numbers do not know.
pub fn recognise(question: &str) -> Option<Asked> {
    let words = Words::of(question);
    if words.begins_with(&LOOKS_FOR_PEOPLE) {
        return None;
    }
    let topic = words.topic()?;
    let selection = selection(question)?;
    let is_of_somebody =
        selection != Selection::default() || words.has(&HIRED) || matches!(topic, Topic::Funnel(_));
    is_of_somebody.then_some(Asked { topic, selection })
}

/// A question's folded words between spaces.
struct Words(String);

impl Words {
    fn of(question: &str) -> Self {
        let folded = fold(question);
        let words: Vec<&str> =
            folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        Self(format!(" {} ", words.join(" ")))
    }

    fn has(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.0.contains(&format!(" {phrase} ")))
    }

    fn begins_with(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.0.starts_with(&format!(" {phrase} ")))
    }

    fn topic(&self) -> Option<Topic> {
        let asks = self.has(&[
            "qual",
            "quais",
            "que",
            "quao",
            "what",
            "which",
            "how",
            "como",
            "precisam",
            "exigem",
            "exige",
            "precisa",
            "do",
            "predomina",
            "predominam",
            "quantos",
            "quantas",
        ]);
        if let Some(topic) = self.funnel() {
            return Some(topic);
        }
        if !asks {
            return None;
        }
        if self.has(&["ingles", "english"]) {
            return Some(Topic::English);
        }
        if self.has(&["espanhol", "spanish"]) {
            return Some(Topic::Spanish);
        }
        if self.has(&[
            "formacao",
            "formacoes",
            "escolaridade",
            "graduacao",
            "nivel academico",
            "grau academico",
            "ensino superior",
            "education",
            "educational",
            "degree",
            "degrees",
            "diploma",
            "academic level",
            "academic background",
        ]) {
            return Some(Topic::Education);
        }
        if self.has(&[
            "tipo de contrato",
            "tipos de contrato",
            "tipo de contratacao",
            "tipos de contratacao",
            "regime de contratacao",
            "modelo de contratacao",
            "modalidade de contratacao",
            "forma de contratacao",
            "formas de contratacao",
            "regime de trabalho",
            "clt ou pj",
            "pj ou clt",
            "contract type",
            "contract types",
            "type of contract",
            "types of contract",
            "kind of contract",
            "kinds of contract",
            "kinds of contracts",
            "tipos de contratos",
        ]) {
            return Some(Topic::Contracts);
        }
        let of_skills = self.has(&SKILL_NOUNS) && self.has(&SHARED);
        let in_common = self.has(&["em comum", "in common"]) && self.has(&HIRED);
        (of_skills || in_common).then_some(Topic::Skills)
    }

    /// The stage a question about counts of candidacies names, or all of them; none when it is no such question.
    fn funnel(&self) -> Option<Topic> {
        if self.has(&[
            "funil",
            "funnel",
            "pipeline de candidatos",
            "etapas do processo",
            "stages of the process",
        ]) {
            return Some(Topic::Funnel(None));
        }
        let counts = self.has(&[
            "quantos",
            "quantas",
            "how many",
            "porcentagem",
            "percentual",
            "percentage",
            "proporcao",
            "proportion",
            "taxa",
            "rate",
            "what share",
            "que parte",
        ]);
        if !counts {
            return None;
        }
        STAGES.iter().find(|(_, phrases)| self.has(phrases)).map(|(stage, _)| Topic::Funnel(Some(*stage)))
    }
}

/// Whom a question is about; none when it names something that is neither a family, nor a level, nor a skill.
fn selection(question: &str) -> Option<Selection> {
    let family = Family::of_title(question);
    let level = Level::named_in(question);
    let skills: Vec<String> = gazetteer()
        .find(question)
        .into_iter()
        .filter(|skill| !is_of_family(skill, family))
        .map(str::to_owned)
        .collect();
    let known: HashSet<String> = skills.iter().flat_map(|skill| terms(skill)).collect();
    let is_known = |text: &str, term: &String| {
        is_question_noise(term)
            || filler().contains(term)
            || known.contains(term)
            || Family::of_title(text).is_some()
            || Level::named_in(text).is_some()
            || !gazetteer().find(text).is_empty()
            || text.chars().all(|c| c.is_ascii_digit())
    };
    let strange =
        analyze(question).into_iter().any(|term| !is_known(&question[term.start..term.end], &term.text));
    (!strange).then_some(Selection { family, level, skills })
}

/// Whether a skill says no more than the family does, or is a word of the question rather than of its topic.
fn is_of_family(skill: &str, family: Option<Family>) -> bool {
    const QUESTION_SKILLS: [&str; 4] =
        ["Comunicação", "Documentação técnica", "Recrutamento e seleção", "Liderança"];
    let own: &[&str] = match family {
        None | Some(Family::Frontend) => &[],
        Some(Family::Agile) => {
            &["Scrum Master", "Product Owner", "Scrum", "Gestão de projetos", "Product Management", "PMO"]
        }
        Some(Family::Data) => &[
            "Engenharia de dados",
            "Ciência de dados",
            "Business Intelligence",
            "Administração de banco de dados",
        ],
        Some(Family::DotNet) => &[".NET", "C#"],
        Some(Family::Infrastructure) => &["DevOps", "Redes", "SRE"],
        Some(Family::Java) => &["Java"],
        Some(Family::Mainframe) => &["Mainframe", "COBOL"],
        Some(Family::Python) => &["Python"],
        Some(Family::Quality) => &["Automação de testes"],
        Some(Family::Sap) => &["SAP"],
        Some(Family::Security) => &["Segurança da informação", "Pentest", "SOC", "DevSecOps"],
        Some(Family::Support) => &["Service Desk", "Sustentação"],
    };
    own.contains(&skill) || QUESTION_SKILLS.contains(&skill)
}

fn filler() -> &'static HashSet<String> {
    static TERMS: OnceLock<HashSet<String>> = OnceLock::new();
    TERMS.get_or_init(|| terms(FILLER).into_iter().collect())
}

fn terms(text: &str) -> Vec<String> {
    analyze(text).into_iter().map(|term| term.text).collect()
}

#[cfg(test)]
mod tests;
