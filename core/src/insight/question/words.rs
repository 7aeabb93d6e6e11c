//! The words by which questions that numbers answer are recognised, folded.

use super::Stage;

/// Openings of questions that look for people or passages, not for numbers.
pub(super) const LOOKS_FOR_PEOPLE: &[&str] = &[
    "quem",
    "preciso",
    "encontre",
    "encontrar",
    "busque",
    "buscar",
    "procuro",
    "who",
    "find",
    "search",
    "need",
    "existe",
    "ha",
    "is there",
    "are there",
    "explique",
    "por que",
];

/// Openings that ask for a list: of skills that many share, numbers tell it; of people, they do not.
pub(super) const ASKS_FOR_LIST: &[&str] = &[
    "liste",
    "listar",
    "list",
    "mostre",
    "show",
    "me mostre",
    "me liste",
    "me diga",
    "diga",
    "tell me",
    "give me",
    "cite",
    "name",
];

/// What a question about how a group is divided opens with, or has.
pub(super) const ASKS: &[&str] = &[
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
];

/// What asks for a number of people.
pub(super) const ASKS_HOW_MANY: &[&str] = &[
    "quantos",
    "quantas",
    "how many",
    "o numero de",
    "qual o total de",
    "total de",
    "the number of",
    "number of",
];

/// Words for people; vacancies and candidacies are counted otherwise.
pub(super) const PEOPLE: &[&str] = &[
    "perfil",
    "perfis",
    "pessoa",
    "pessoas",
    "gente",
    "contratado",
    "contratados",
    "contratada",
    "contratadas",
    "contratamos",
    "profissionais",
    "desenvolvedor",
    "desenvolvedores",
    "desenvolvedoras",
    "dev",
    "devs",
    "analistas",
    "engenheiros",
    "consultores",
    "programadores",
    "especialistas",
    "people",
    "profile",
    "profiles",
    "hire",
    "hires",
    "hired",
    "developers",
    "engineers",
    "consultants",
    "analysts",
    "programmers",
    "specialists",
    "testers",
    "seniores",
    "plenos",
    "juniores",
    "seniors",
    "juniors",
];

/// What may be counted beside people, and is not known by people.
pub(super) const NOT_PEOPLE: &[&str] = &[
    "vaga",
    "vagas",
    "vacancy",
    "vacancies",
    "job",
    "jobs",
    "candidaturas",
    "anos",
    "years",
    "meses",
    "months",
    "empresas",
    "companies",
    "competencias",
    "skills",
    "tecnologias",
    "technologies",
    "projetos",
    "projects",
];

/// What makes a named technology one that a text names, not one that somebody was hired for.
pub(super) const KNOWS: &[&str] = &[
    "conhecem",
    "conhece",
    "sabem",
    "sabe",
    "citam",
    "cita",
    "dominam",
    "domina",
    "usam",
    "experiencia",
    "know",
    "knows",
    "names",
    "mention",
    "mentions",
    "com",
    "with",
    "experience",
];

/// Words that say nothing of whom a question counts.
pub(super) const COUNT_FILLER: &str = "
    número total many number of desenvolvedor desenvolvedores desenvolvedoras dev devs analista analistas engenheiro engenheiros
    consultor consultores programador programadores especialistas developer developers engineer engineers consultant consultants
    analyst analysts programmer programmers specialists testers base banco histórico hoje ao todo already conhecem sabem
    dominam citam mention mentions nosso nossa nossos nossas our hiring team equipe time
";

/// Nouns for skills.
pub(super) const SKILL_NOUNS: &[&str] = &[
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
    "requisito",
    "requisitos",
    "requirement",
    "requirements",
    "qualificacoes",
    "aptidoes",
    "expertise",
];

/// What makes a question about skills one about many people.
pub(super) const SHARED: &[&str] = &[
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
    "valoriza",
    "valorizamos",
    "value",
    "desejada",
    "desejadas",
    "desejado",
    "desejados",
    "procuradas",
    "in demand",
    "matter",
    "matters",
    "exigidas",
    "exigidos",
    "demandadas",
    "se destacam",
    "mais se destacam",
    "destacam",
    "stand out",
    "frequencia",
    "sought after",
    "desirable",
    "wanted",
];

/// The same, where a question word stands before it: by themselves they say too little.
pub(super) const SHARED_WHEN_ASKED: &[&str] = &[
    "do our",
    "dos contratados",
    "dos nossos",
    "of our",
    "possuem",
    "precisa ter",
    "precisa saber",
    "precisam ter",
    "precisam saber",
    "precisa",
    "need",
    "needs",
    "need to know",
];

/// What asks for skills without a noun for them: "o que valorizamos em Java?".
pub(super) const VALUES: &[&str] = &[
    "o que valorizamos",
    "o que mais valorizamos",
    "o que a empresa valoriza",
    "o que a empresa mais valoriza",
    "o que se valoriza",
    "o que mais se valoriza",
    "o que e valorizado",
    "o que e mais valorizado",
    "what do we value",
    "what is valued",
    "what does the company value",
    "precisa saber",
    "precisam saber",
    "precisa dominar",
    "need to know",
    "needs to know",
];

/// Words for those hired, so that "o que … têm em comum" needs no noun for skills.
pub(super) const HIRED: &[&str] = &[
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
pub(super) const FILLER: &str = "
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
    valorizamos valoriza value values desejada desejadas desejado desejados matter matters destacam destaca stand frequência
    diga name cite tell give procuradas demandadas sought desirable sobretudo aptidões expertise
    normalmente cargo função importante importantes most relevante relevantes successful time times equipe equipes
    team teams profissionais desenvolvedor desenvolvedores desenvolvedora desenvolvedoras dev devs developer
    developers analista analistas analyst analysts engenheiro engenheiros engenheira engineer engineers consultor consultores
    consultant consultants programador programadores programmer programmers especialistas service desk help product
    owner owners master masters power business intelligence machine learning front end mobile banco bancos information
    informação segurança security cloud gestão nuvem aplicações an among like look looks níveis pra pro
";

/// Words for the stages of the process, the later ones of a question first.
pub(super) const STAGES: [(Stage, &[&str]); 5] = [
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
