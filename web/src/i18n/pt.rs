//! Brazilian Portuguese.

use recruta_api::worker::Stage;

use super::{About, Answer, Ask, Filters, Models, Nav, Overview, Problems, Shell, Sources, Strings};
use crate::{route::View, view::filters::Kind};

/// The table.
pub static STRINGS: Strings = Strings {
    shell: SHELL,
    nav: NAV,
    ask: ASK,
    filters: FILTERS,
    answer: ANSWER,
    overview: OVERVIEW,
    interview: super::interview::pt::INTERVIEW,
    sources: SOURCES,
    models: MODELS,
    about: ABOUT,
    problems: PROBLEMS,
};

const SHELL: Shell = Shell {
    headline: "Pergunte ao histórico de contratações",
    intro: "Recruta procura nos perfis que foram contratados de verdade, mostra os trechos e responde citando cada um.",
    privacy: "Nada sai deste dispositivo: busca e texto são calculados aqui, até sem internet.",
    offline: "Sem conexão",
    online: "Conectado",
    other_language: "Switch to English",
    to_dark: "Mudar para o tema escuro",
    to_light: "Mudar para o tema claro",
    new_version: "Há uma nova versão do Recruta.",
    reload: "Recarregar",
    engine: |version, threads| match threads {
        0 => format!("Motor {version}"),
        1 => format!("Motor {version}, em 1 thread"),
        n => format!("Motor {version}, em {n} threads"),
    },
};

const NAV: Nav = Nav {
    label: "Partes do Recruta",
    view: |view| match view {
        View::Ask => "Perguntar",
        View::Overview => "Panorama",
        View::Interview => "Entrevista",
    },
    title: |view| match view {
        View::Ask => "Recruta · pergunte ao histórico de contratações",
        View::Overview => "Recruta · panorama das contratações",
        View::Interview => "Recruta · entrevista simulada",
    },
    skip: |view| match view {
        View::Ask => "Ir para a pergunta",
        View::Overview => "Ir para o panorama",
        View::Interview => "Ir para a entrevista",
    },
};

const ASK: Ask = Ask {
    label: "Sua pergunta",
    placeholder: "Pergunte sobre quem foi contratado…",
    send: "Perguntar",
    stop: "Parar",
    hint: "Enter envia · Shift+Enter quebra a linha · Esc para",
    examples_label: "Exemplos para começar",
    examples: &[
        "Quais competências técnicas são mais valorizadas para a vaga Python?",
        "Que experiência têm os contratados para SAP ABAP?",
        "Qual é o nível de inglês dos contratados para Java sênior?",
        "Que certificações aparecem nos contratados de infraestrutura e cloud?",
        "O que os perfis contratados para QA têm em comum?",
    ],
    empty: "Escreva uma pergunta antes de enviar.",
    count: |used, limit| format!("{used} de {limit} caracteres"),
    too_long: |used, limit| {
        format!("A pergunta tem {used} caracteres e o limite é {limit}. Encurte o texto; nada foi apagado.")
    },
    starting: "Iniciando o motor de busca…",
    preparing: |stage, is_bundle| match (stage, is_bundle) {
        (Stage::Download, true) => "Preparando a busca: baixando o histórico",
        (Stage::Download, false) => "Preparando a busca: baixando o modelo de busca",
        (Stage::Verify, true) => "Preparando a busca: verificando o histórico",
        (Stage::Verify, false) => "Preparando a busca: verificando o modelo de busca",
        (Stage::Load, true) => "Preparando a busca: carregando o histórico",
        (Stage::Load, false) => "Preparando a busca: carregando o modelo de busca",
    },
    amount: |done, total, percent| format!("{done} de {total} ({percent}%)"),
    following: "Sobre as fontes da última resposta",
    unfollow: "Perguntar a todo o histórico",
    meanwhile: "Pode perguntar agora: a resposta sai assim que a busca estiver pronta.",
};

const FILTERS: Filters = Filters {
    heading: "Filtros",
    legend: "Procurar só entre contratações que passam em todos os filtros",
    label: |kind| match kind {
        Kind::Family => "Área ou cargo",
        Kind::Level => "Nível",
        Kind::Contract => "Contratação",
        Kind::English => "Inglês",
        Kind::Spanish => "Espanhol",
        Kind::Sap => "SAP",
        Kind::Place => "Cidade ou estado",
    },
    placeholder: |kind| match kind {
        Kind::Family => "java, segurança…",
        Kind::Place => "Campinas, SP…",
        _ => "",
    },
    name: |value| match value {
        "Estagiário" => "Estagiário",
        "Júnior" => "Júnior",
        "Pleno" => "Pleno",
        "Sênior" => "Sênior",
        "Especialista" => "Especialista",
        "Coordenador" => "Coordenador",
        "Gerente" => "Gerente",
        "CLT" => "CLT",
        "PJ" => "PJ ou autônomo",
        "Cooperado" => "Cooperado",
        "Hunting" => "Hunting",
        "basic" => "básico",
        "intermediate" => "intermediário",
        "advanced" => "avançado",
        "fluent" => "fluente",
        _ => "",
    },
    any: "Tanto faz",
    only_sap: "Só vagas SAP",
    not_sap: "Só vagas que não são SAP",
    at_least: |language, level| format!("{language}: {level} ou mais"),
    active: "Filtros ativos",
    remove: |filter| format!("Retirar o filtro {filter}"),
    clear: "Limpar filtros",
    used: |filters| format!("Com filtros: {filters}"),
};

const ANSWER: Answer = Answer {
    region: "Perguntas e respostas",
    queued_loading: "Na fila: respondo assim que a busca terminar de carregar.",
    queued_busy: "Na fila: respondo assim que a pergunta anterior terminar.",
    queued_failed: "Na fila: respondo assim que o motor voltar. Veja abaixo o que fazer.",
    dropped: "Pergunta retirada da fila.",
    searching: "Procurando no histórico…",
    composed: "O que as evidências dizem",
    insufficient: "Evidência insuficiente",
    model_text: "Texto do modelo",
    reading: |done, total| format!("O modelo está lendo as evidências: {done} de {total} tokens"),
    writing: |n| {
        if n == 1 {
            "O modelo está escrevendo: 1 token".into()
        } else {
            format!("O modelo está escrevendo: {n} tokens")
        }
    },
    checking: "Cada frase só aparece depois de passar nas verificações.",
    stopping: "Parando…",
    shown: |n| format!("Todas as frases passaram nas verificações. {n} tokens."),
    partial: |reason| format!("O restante do texto do modelo foi retido: {reason}"),
    withheld: |reason| format!("O texto do modelo foi retido: {reason}"),
    stopped: |n| match n {
        0 => "Você parou antes de o modelo escrever.".into(),
        1 => "Você parou o modelo após 1 token.".into(),
        _ => format!("Você parou o modelo após {n} tokens."),
    },
    no_model: "Nenhum modelo de texto está carregado. A resposta acima vem só das evidências e está completa.",
    choose_model: "Escolher um modelo",
    why: "Por que isso acontece?",
    why_text: "Modelos pequenos erram com facilidade. O Recruta só mostra frases no idioma da pergunta, sem repetições e \
               sustentadas pelos trechos citados. O que as evidências dizem continua valendo.",
    reason: |reason| match reason {
        "wrong_language" => "não estava no idioma da pergunta.",
        "repetition" => "começou a se repetir.",
        "unsupported" => "afirmava algo que as evidências não sustentam.",
        "malformed" => "não formou frases completas.",
        "empty" => "o modelo não escreveu nada.",
        _ => "não passou nas verificações.",
    },
    copy: "Copiar com fontes",
    copied: "Copiado",
    copy_failed: "O navegador não permitiu copiar",
    again: "Perguntar de novo",
    follow: "Perguntar sobre estas fontes",
    follows: "Sobre as fontes da resposta anterior",
    timing: |evidence, total| format!("Evidências em {evidence} · resposta completa em {total}"),
    cite: |n| format!("Abrir fonte {n}"),
    announce_done: "Resposta pronta.",
};

const OVERVIEW: Overview = Overview {
    headline: "Panorama das contratações",
    intro: "O que têm em comum as pessoas contratadas, contado por área e nível, sem modelo de texto.",
    family: "Área",
    level: "Nível",
    all: "Todos",
    choices: "Só aparecem opções com gente suficiente para contar sem apontar ninguém.",
    family_label: |id| match id {
        "agil" => "Agilidade e produto",
        "dados" => "Dados",
        "dotnet" => ".NET",
        "frontend" => "Front-end e mobile",
        "infra" => "Infraestrutura e cloud",
        "java" => "Java",
        "mainframe" => "Mainframe",
        "python" => "Python",
        "qa" => "Qualidade e testes",
        "sap" => "SAP",
        "seguranca" => "Segurança da informação",
        "suporte" => "Suporte e sustentação",
        _ => "Outra",
    },
    level_label: |id| match id {
        "estagio" => "Estágio",
        "junior" => "Júnior",
        "pleno" => "Pleno",
        "senior" => "Sênior",
        "especialista" => "Especialista",
        "coordenador" => "Coordenador",
        _ => "Outro",
    },
    too_few: |min| format!("Não há números para este grupo: eles diriam algo de menos de {min} pessoas."),
    n_profiles: |n| format!("{n} perfis contratados neste grupo"),
    skills: "Competências",
    skills_hint: "Quantos perfis do grupo citam cada uma, das mais às menos citadas.",
    english: "Inglês",
    spanish: "Espanhol",
    education: "Formação",
    contracts: "Contratação",
    n_known: |n| format!("Informado em {n} perfis"),
    value: "Valor",
    count: "Quantidade",
    of: |count, n, at_least| {
        if at_least { format!("ao menos {count} de {n}") } else { format!("{count} de {n}") }
    },
    hidden: "poucos para mostrar",
    some_hidden: "Valores de grupos pequenos não são mostrados.",
    all_hidden: "Os grupos são pequenos demais para mostrar.",
    unknown: "Nenhum perfil informa.",
    funnel: "Até onde chegam as candidaturas",
    n_rows: |n, whom| {
        let whom = whom.map(|whom| format!(" · {whom}")).unwrap_or_default();
        format!("{n} candidaturas{whom}, contratadas ou não, pela última situação registrada")
    },
    stage: |id| match id {
        "considerados" => "Consideradas ou inscritas",
        "avaliacao" => "Avaliação do RH",
        "requisitante" => "Encaminhamento ao requisitante",
        "entrevista" => "Entrevista técnica ou com o cliente",
        "aprovacao" => "Aprovação e proposta",
        _ => "Documentação e contratação",
    },
    stage_heading: "Etapa alcançada",
    statuses: "Todas as situações",
    statuses_hint: "A última situação de cada candidatura, na ordem do processo.",
    status_heading: "Situação",
};

const SOURCES: Sources = Sources {
    heading: "Fontes",
    found: |n| if n == 1 { "1 trecho encontrado".into() } else { format!("{n} trechos encontrados") },
    none: "Nenhum trecho do histórico trata disso com segurança. Tente citar uma tecnologia, cargo ou área.",
    profile: |code| format!("Perfil {code}"),
    hired_for: "Contratado para",
    skills: "Competências no trecho",
    relevance: |percent| format!("relevância {percent}%"),
    more: "Mostrar trecho inteiro",
    less: "Mostrar menos",
    card: |n| format!("Fonte {n}"),
};

const MODELS: Models = Models {
    heading: "Modelo de texto",
    intro: "Opcional. Redige um comentário sobre as evidências, neste dispositivo. Sem ele, as respostas continuam completas e com fontes.",
    open: "Modelo de texto",
    none: "Sem modelo",
    close: "Fechar",
    languages: |list| format!("Escreve em {list}"),
    language: |code| match code {
        "pt" => "português",
        "en" => "inglês",
        "es" => "espanhol",
        _ => "outro idioma",
    },
    and: " e ",
    licence: |licence| format!("Licença {licence}"),
    size: |size| format!("Tamanho {size}"),
    stored: "Guardado neste dispositivo",
    loaded: "Em uso",
    not_stored: "Ainda não baixado",
    unavailable: "Este endereço não oferece este modelo. Peça a quem o mantém, ou escolha outro.",
    download: |size| format!("Baixar e usar ({size})"),
    use_it: "Usar",
    remove: "Remover",
    cancel: "Cancelar",
    cancelling: "Cancelando…",
    stage: |stage| match stage {
        Stage::Download => "Baixando",
        Stage::Verify => "Verificando",
        Stage::Load => "Carregando",
    },
    empty: "A lista de modelos ainda não chegou.",
    storage: |used, quota| format!("{used} guardados de {quota} que o navegador permite"),
    search_model: "Modelo de busca",
    ready: |name| format!("{name} está em uso."),
    removed: |name| format!("{name} foi removido."),
};

const ABOUT: About = About {
    heading: "Sobre esta versão",
    champion: |version, date, n_questions| {
        format!("Versão {version} registrada, avaliada em {date} com {n_questions} perguntas.")
    },
    meaning: "ROUGE (0 a 1) e BLEU (0 a 100) dizem quanto das respostas coincide com as respostas de referência.",
    none: "Nenhuma versão foi avaliada e registrada ainda.",
};

const PROBLEMS: Problems = Problems {
    by_code: |code| match code {
        "bad_request" => {
            ("O motor não entendeu o pedido.", "Escreva a pergunta de outro modo e envie de novo.")
        }
        "too_long" => ("O texto é longo demais.", "Encurte a pergunta para até 4.000 caracteres."),
        "bundle_incompatible" => (
            "O histórico deste endereço foi feito com outro modelo de busca.",
            "Ele não pode ser usado com segurança. Avise quem mantém o Recruta: é preciso gerar o histórico de novo.",
        ),
        "model_missing" => (
            "Um arquivo do modelo não foi encontrado.",
            "Verifique a conexão e tente de novo. Se continuar, avise quem mantém o Recruta: o arquivo falta no servidor.",
        ),
        "model_corrupt" => (
            "O arquivo do modelo está danificado e foi recusado.",
            "Tente de novo para baixá-lo outra vez. Se continuar, avise quem mantém o Recruta: a cópia no servidor está errada.",
        ),
        "out_of_memory" => (
            "Não há memória ou espaço suficiente.",
            "Feche outras abas ou aplicativos, remova modelos que não usa, ou escolha um modelo menor.",
        ),
        "cancelled" => ("Interrompido a seu pedido.", "Pode recomeçar quando quiser."),
        "overloaded" => ("O motor está ocupado.", "Espere a resposta em andamento terminar e tente de novo."),
        "engine_start" => (
            "O motor não pôde ser iniciado.",
            "Verifique a conexão e reinicie o motor. Suas perguntas continuam aqui.",
        ),
        "engine_crash" => (
            "O motor parou de funcionar.",
            "Reinicie o motor; suas perguntas continuam aqui. Se repetir, use um modelo menor.",
        ),
        _ => (
            "Algo falhou dentro do motor.",
            "Tente de novo. Se repetir, reinicie o motor ou recarregue a página.",
        ),
    },
    details: "Detalhes técnicos",
    retry: "Tentar de novo",
    restart: "Reiniciar o motor",
};
