//! What the mock interview says, in Brazilian Portuguese.

use recruta_api::interview::{Band, Kind, Level, Mode};

use super::Interview;
use crate::interview::{store::Fault, wish::Refusal};

/// The table.
pub const INTERVIEW: Interview = Interview {
    headline: "Treine a entrevista",
    intro: "Escolha uma vaga. O Recruta pergunta, acompanha suas respostas e explica cada ponto da nota com as \
               suas próprias palavras.",
    new: "Nova entrevista",
    vacancy: "Vaga",
    from_list: "Escolher da lista",
    from_text: "Colar uma descrição",
    search: "Buscar vaga",
    search_hint: "Título, tecnologia ou código",
    area: "Área",
    vacancy_level: "Nível da vaga",
    any: "Todos",
    listing: "Abrindo a lista de vagas…",
    vacancies: "Vagas",
    description: "Descrição da vaga",
    description_hint: "Pelo menos dez palavras: atividades e requisitos. Fica só neste dispositivo.",
    level: "Nível das perguntas",
    level_of_vacancy: "Como a vaga pede",
    language: "Idioma da entrevista",
    portuguese: "Português",
    english: "Inglês",
    length: "Número de perguntas",
    mode: "Como treinar",
    cv: "Incluir meu currículo (opcional)",
    cv_label: "Texto do currículo",
    cv_hint: "As perguntas exploram o que ele afirma e o que falta para a vaga. O texto do currículo não é \
               guardado.",
    privacy: "Tudo fica neste dispositivo: perguntas, respostas, currículo e notas. Nada é enviado, nem com \
               internet.",
    begin: "Começar a entrevista",
    planning: "Preparando as perguntas…",
    transcript: "Entrevista",
    pause: "Pausar",
    paused: "Entrevista em pausa",
    paused_words: "Em pausa. O tempo não corre e o que você escreveu está guardado.",
    resume: "Continuar",
    to_report: "Ver relatório",
    leave: "Voltar ao início",
    kept: "Guardada neste dispositivo a cada passo.",
    over: "Entrevista concluída",
    over_words: "Não há mais perguntas. No relatório estão as notas por competência, as melhores frases e o que \
               melhorar.",
    see_report: "Ver o relatório",
    worded_by_model: "Redigida pelo modelo",
    follow_up: "Acompanhamento",
    not_answered: "Não respondida",
    your_answer: "Sua resposta",
    answer_keys: "Ctrl+Enter envia.",
    answer_hint: "O rascunho é guardado enquanto você escreve.",
    answer_empty: "Escreva uma resposta, ou pule a pergunta.",
    send: "Enviar resposta",
    scoring: "Avaliando…",
    skip: "Pular",
    skip_hint: "Se pular, a pergunta fica como não respondida, sem nota.",
    skip_follow_up_hint: "Se pular, a pergunta fica com a nota do que você já respondeu.",
    retry: "Responder de novo",
    retry_words: "Reescreva sua resposta. A tentativa anterior continua visível com a nota dela.",
    cancel: "Cancelar",
    hint: "Dica",
    sample: "Resposta de exemplo",
    sample_words: "Uma resposta forte:",
    weak_words: "Uma resposta fraca comum:",
    rephrase: "Adaptar a pergunta à vaga com o modelo",
    rephrasing: "O modelo está redigindo a pergunta…",
    rephrased: "A pergunta foi redigida pelo modelo.",
    not_rephrased: "O texto do modelo não passou nas verificações; vale a pergunta original.",
    advise: "Conselho do modelo",
    advising: "O modelo está escrevendo um conselho…",
    advised: "O modelo escreveu um conselho.",
    not_advised: "O conselho do modelo não passou nas verificações e foi retido; vale o que a rubrica diz acima.",
    advice: "Conselho do modelo (não conta na nota)",
    score: "Nota",
    score_so_far: "Nota até aqui",
    of_100: "de 100",
    why: "Por que esta nota",
    missing: "O que falta:",
    announce_passed: "Pergunta pulada: fica como não respondida.",
    announce_over: "Entrevista concluída.",
    aloud: "Ler as perguntas em voz alta",
    aloud_hint: "Usa a voz do navegador; algumas vozes são geradas nos servidores do fabricante.",
    dictate: "Ditar a resposta",
    dictate_stop: "Parar de ditar",
    dictate_hint: "O reconhecimento de fala do navegador pode enviar o áudio ao fabricante. Digitar nunca envia nada.",
    dictate_failed: "O navegador não permitiu ou não conseguiu ouvir. Continue digitando.",
    kept_list: "Suas entrevistas",
    kept_hint: "Guardadas só neste navegador.",
    none_kept: "As entrevistas que você fizer aparecem aqui, guardadas só neste navegador.",
    go_on: "Continuar",
    finished_unanswered: "concluída sem respostas",
    delete: "Apagar",
    delete_sure: "Apagar esta entrevista para sempre?",
    delete_all: "Apagar todas as entrevistas",
    delete_all_sure: "Apagar todas as entrevistas para sempre?",
    delete_yes: "Sim, apagar",
    trends: "Evolução por competência",
    trends_mixed: "Há notas de versões diferentes da rubrica: uma mudança pode vir dela, e não da resposta.",
    competency: "Competência",
    scores: "Notas, da mais antiga à mais recente",
    take_other: "Abrir a versão da outra aba",
    keep_copy: "Guardar esta como cópia",
    report: "Relatório da entrevista",
    reporting: "Preparando o relatório…",
    back_to_talk: "Voltar à entrevista",
    overall_hint: "Média simples das perguntas respondidas; as não respondidas e o peso na vaga não entram.",
    nothing_scored: "Nenhuma pergunta foi respondida, então não há nota.",
    by_competency: "Notas por competência",
    chart_label: "Gráfico das notas por competência, de 0 a 100. Os mesmos números estão na tabela.",
    chart_table: "Todas as competências da entrevista",
    weight: "Peso na vaga",
    asked_of_all: "toda entrevista",
    not_asked: "Não perguntada",
    waiting: "Aguardando resposta",
    work_on: "O que melhorar",
    shows_most: "Aparece mais na",
    stronger: "Um exemplo de resposta forte a esta pergunta",
    best: "Suas melhores frases",
    not_answered_title: "Não respondidas (sem nota)",
    not_asked_title: "Não perguntado",
    answers_title: "Respostas e notas",
    why_these: "Por que estas perguntas",
    plan: "Plano da entrevista e fontes",
    plan_hint: "O peso de cada competência vem do texto da vaga e do que mostram os perfis contratados para vagas parecidas.",
    own_vacancy: "a vaga desta entrevista",
    nothing_cited: "Nenhum registro é citado: não há contratações para vagas parecidas, e o plano vem só do texto da vaga.",
    open_record: "Abrir registro",
    close_record: "Fechar registro",
    opening_record: "Abrindo o registro…",
    record_gone: "Este registro não está nos dados de contratações deste dispositivo.",
    record_skills: "Competências no registro",
    marked: "Em destaque, as palavras que falam dessas competências.",
    export: "Guardar o relatório",
    as_markdown: "Baixar em Markdown",
    as_json: "Baixar em JSON",
    print: "Imprimir ou salvar em PDF",
    export_failed: "O navegador não permitiu baixar o arquivo.",
    level_name: |level| match level {
        Level::Estagio => "Estágio",
        Level::Junior => "Júnior",
        Level::Pleno => "Pleno",
        Level::Senior => "Sênior",
        Level::Especialista => "Especialista",
        Level::Coordenador => "Coordenação",
    },
    mode_name: |mode| match mode {
        Mode::Practice => "Treino",
        Mode::Live => "Ao vivo",
    },
    mode_about: |mode| match mode {
        Mode::Practice => "Dicas, resposta de exemplo e nova tentativa.",
        Mode::Live => "Sem ajuda, com um relógio que só informa e nunca interrompe.",
    },
    kind: |kind| match kind {
        Kind::Opening => "Abertura",
        Kind::Technical => "Técnica",
        Kind::Behavioural => "Comportamental",
        Kind::Situational => "Situacional",
        Kind::Closing => "Encerramento",
    },
    band: |band| match band {
        Band::Weak => "fraca",
        Band::Fair => "regular",
        Band::Good => "boa",
        Band::Strong => "forte",
    },
    topic: |topic| match topic {
        "age" => "idade",
        "family" => "família",
        "religion" => "religião",
        "health" => "saúde",
        "politics" => "política",
        "origin" => "origem",
        "pregnancy" => "gravidez",
        "union" => "sindicato",
        "salary" => "salário",
        "credit" => "crédito",
        "sexuality" => "orientação sexual",
        _ => "vida pessoal",
    },
    refusal: |refusal| match refusal {
        Refusal::NoVacancy => "Escolha uma vaga da lista, ou cole uma descrição.",
        Refusal::FewWords => "A descrição precisa de pelo menos dez palavras.",
        Refusal::LongDescription => {
            "A descrição passa de 40.000 caracteres. Encurte o texto; nada foi apagado."
        }
        Refusal::LongCv => "O currículo passa de 40.000 caracteres. Encurte o texto; nada foi apagado.",
    },
    not_kept: |fault| match fault {
        Fault::Unavailable => {
            "O navegador não permite guardar dados aqui (janela anônima?). A entrevista segue normalmente, mas só na memória: \
             exporte o relatório antes de fechar a aba."
        }
        Fault::Full => {
            "O espaço do navegador acabou. A entrevista segue normalmente, mas o que vem agora está só na memória: apague \
             entrevistas antigas ou exporte o relatório antes de fechar a aba."
        }
        Fault::Conflict => {
            "Esta entrevista foi continuada em outra aba. Para não apagar o que foi escrito lá, nada mais é guardado aqui até \
             você escolher."
        }
        Fault::Gone => {
            "Esta entrevista foi apagada em outra aba. Ela continua aberta aqui, mas não está mais guardada."
        }
    },
    n_vacancies: |shown, matching, n| match n {
        0 => "Nenhuma vaga corresponde. Tente outras palavras ou tire um filtro.".into(),
        1 => "1 vaga".into(),
        _ if shown == matching => format!("{matching} vagas"),
        _ => format!("{shown} de {matching} vagas; busque para ver outras"),
    },
    n_hired: |n| match n {
        0 => String::new(),
        1 => "1 contratação".into(),
        _ => format!("{n} contratações"),
    },
    chosen: |title| format!("Escolhida: {title}"),
    question: |n| format!("Pergunta {n}"),
    progress: |at, n| format!("Pergunta {at} de {n}"),
    timer: |question, total| format!("Nesta pergunta {question} · no total {total}"),
    reading: |done, total| format!("O modelo está lendo: {done} de {total} tokens"),
    answer_too_long: |n, max| {
        format!("A resposta tem {n} caracteres e o limite é {max}. Encurte o texto; nada foi apagado.")
    },
    attempt: |n, overall| format!("Tentativa anterior {n}: {overall} de 100"),
    announce_score: |overall, band| format!("Nota {overall} de 100, {band}."),
    announce_kept: |overall| format!("Acompanhamento pulado: a nota continua {overall} de 100."),
    at_most: |points, sum| format!("Nota máxima nesse caso: {points}, em vez de {sum}."),
    not_scored: |topics| {
        format!(
            "O que você contou sobre {topics} não entra na nota: ninguém pode perguntar isso em uma entrevista."
        )
    },
    level_of: |level, max| format!("nível {level} de {max}"),
    points: |points, of| format!("{points} de {of} pontos"),
    finished: |overall| format!("concluída, nota {overall} de 100"),
    under_way: |done, n| format!("em andamento, {done} de {n} perguntas"),
    in_break: |done, n| format!("em pausa, {done} de {n} perguntas"),
    unreadable: |n| match n {
        1 => "1 entrevista foi guardada por outra versão do Recruta e não pode ser aberta por esta.".into(),
        _ => format!(
            "{n} entrevistas foram guardadas por outra versão do Recruta e não podem ser abertas por esta."
        ),
    },
    rubric: |version| {
        format!(
            "Notas pela versão {version} da rubrica, sem modelo de texto: a mesma resposta tem sempre a mesma nota. Ela olha como a resposta é contada, não se o que conta é verdade."
        )
    },
    vacancy_id: |id| format!("Vaga {id}"),
    hired_for: |id| format!("contratado para a vaga {id}"),
    shows: |names| format!("mostra: {names}"),
    asks_for: |names| format!("pede: {names}"),
    its_hires_show: |names| format!("quem foi contratado para ela mostra: {names}"),
    asked_by: |terms| format!("A vaga fala de {terms}."),
    hires: |n, of| {
        let show = if n == 1 { "mostra" } else { "mostram" };
        format!("{n} de {of} contratações para vagas parecidas {show} isso.")
    },
};
