use super::{Asked, Topic, recognise};
use crate::insight::Stage;

/// Topic, family, level and skills in one line.
fn told(asked: &Asked) -> String {
    let selection = &asked.selection;
    let topic = match asked.topic {
        Topic::Skills => "skills".to_owned(),
        Topic::English => "english".to_owned(),
        Topic::Spanish => "spanish".to_owned(),
        Topic::Education => "education".to_owned(),
        Topic::Contracts => "contracts".to_owned(),
        Topic::Count => "count".to_owned(),
        Topic::Funnel(stage) => format!("funnel {}", stage.map_or("-", Stage::id)),
    };
    let family = selection.family.map_or("-", |family| family.id());
    let level = selection.level.map_or("-", |level| level.id());
    format!("{topic} {family} {level} {}", selection.skills.join("+")).trim_end().to_owned()
}

#[test]
fn questions_that_numbers_answer_are_recognised() {
    let cases = [
        // Portuguese
        ("Quais competências técnicas são mais valorizadas para a vaga Python?", "skills python -"),
        ("quais competencias sao mais valorizadas pra java senior", "skills java senior"),
        ("Quais habilidades são mais frequentes entre os contratados de QA?", "skills qa -"),
        ("O que os perfis contratados para QA têm em comum?", "skills qa -"),
        ("O que os contratados para SAP têm em comum?", "skills sap -"),
        ("Quais tecnologias mais aparecem nos contratados .NET pleno?", "skills dotnet pleno"),
        ("Que ferramentas os contratados de infraestrutura têm em comum?", "skills infra -"),
        ("Quais são as principais competências dos contratados para Java?", "skills java -"),
        ("Quais conhecimentos se repetem entre os contratados com Kafka?", "skills - - Kafka"),
        ("Quais competências os desenvolvedores React contratados compartilham?", "skills - - React"),
        ("Quais habilidades comuns têm os estagiários de dados contratados?", "skills dados estagio"),
        ("Quais as competências mais importantes para Product Owner?", "skills agil -"),
        ("Qual nível de inglês dos contratados para SAP?", "english sap -"),
        ("Qual é o nível de inglês dos contratados para Java sênior?", "english java senior"),
        ("Os contratados de dados precisam de inglês? Quais níveis?", "english dados -"),
        ("Qual o espanhol dos contratados para SAP?", "spanish sap -"),
        ("Qual a formação dos contratados para Python?", "education python -"),
        ("Qual é a escolaridade mais comum dos contratados?", "education - -"),
        ("Que graduação têm os aprovados de segurança?", "education seguranca -"),
        ("Quais tipos de contratação são mais comuns para Java?", "contracts java -"),
        ("Os contratados de frontend são CLT ou PJ? Qual predomina?", "contracts frontend -"),
        ("Qual o regime de contratação dos especialistas?", "contracts - especialista"),
        ("Quantos chegam à entrevista técnica?", "funnel entrevista - -"),
        ("Quantos candidatos de Java chegam à entrevista?", "funnel entrevista java -"),
        ("Qual a taxa de aprovação para SAP?", "funnel aprovacao sap -"),
        ("Como é o funil de contratação de QA?", "funnel - qa -"),
        ("Quantas candidaturas são encaminhadas ao requisitante?", "funnel requisitante - -"),
        ("Qual o percentual de candidatos que recebem proposta?", "funnel aprovacao - -"),
        ("Quantos candidatos foram contratados para Python?", "funnel contratacao python -"),
        ("Quantos passam na triagem do RH?", "funnel avaliacao - -"),
        // English
        ("Which technical skills do our Python hires share?", "skills python -"),
        ("Which skills do our hired DevOps engineers share?", "skills infra -"),
        ("What do successful SAP consultants have in common?", "skills sap -"),
        ("What are the most important skills for senior Java roles?", "skills java senior"),
        ("What do the profiles hired for QA have in common?", "skills qa -"),
        ("Which technologies are most frequent among mainframe hires?", "skills mainframe -"),
        ("Which tools do our Kubernetes hires share?", "skills - - Kubernetes"),
        ("How good is the English of senior Java hires?", "english java senior"),
        ("What level of English do hired data engineers have?", "english dados -"),
        ("What education do our hired .NET developers have?", "education dotnet -"),
        ("Which degrees are common among security hires?", "education seguranca -"),
        ("Which contract types are most common for support hires?", "contracts suporte -"),
        ("How many candidates reach the technical interview?", "funnel entrevista - -"),
        ("What percentage of Java applicants get an offer?", "funnel aprovacao java -"),
        ("How many SAP candidates were hired?", "funnel contratacao sap -"),
        ("What does the hiring funnel look like for front-end?", "funnel - frontend -"),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .map(|(question, expected)| {
            (question, expected, recognise(question).map_or("none".to_owned(), |a| told(&a)))
        })
        .filter(|(_, expected, got)| got != *expected)
        .map(|(question, expected, got)| format!("{question}: {got}, expected {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(cases.len() >= 40);
}

#[test]
fn other_questions_are_left_to_retrieval() {
    let cases = [
        "Quem tem experiência com Kubernetes e Terraform?",
        "Quem foi contratado para SAP FI?",
        "Perfis com mainframe e COBOL",
        "inglês avançado para suporte técnico",
        "desenvolvedor front-end React sênior",
        "Preciso de alguém para help desk nível 2",
        "Que bancos de dados usam os desenvolvedores Java contratados?",
        "Que certificações aparecem nos contratados de infraestrutura e cloud?",
        "Que experiência têm os contratados para SAP ABAP?",
        "Quais competências são mais valorizadas para enfermeiros?",
        "Qual o nível de inglês dos médicos contratados?",
        "Quantos funcionários a Petrobras tem?",
        "Quantas pessoas moram em Curitiba?",
        "Quais Scrum Masters foram contratados e por quê?",
        "Qual é a cotação do dólar hoje?",
        "Qual a receita de bolo de cenoura?",
        "Do hired Java developers know Spring Boot?",
        "Which profiles were hired for .NET with C#?",
        "Who knows Python and Django?",
        "What is the best recipe for pizza?",
        "How do I fix my car engine?",
        "Which skills are most valued for truck drivers?",
        "How many people live in France?",
        "Mostre perfis de Java com inglês fluente",
        "Resuma a experiência da fonte 2",
    ];
    let matched: Vec<String> = cases
        .iter()
        .filter_map(|question| Some(format!("{question}: {}", told(&recognise(question)?))))
        .collect();
    assert!(matched.is_empty(), "{matched:#?}");
    assert!(cases.len() >= 20);
}

/// `tests/eval/numbers.jsonl`: phrasings of recruiters, each with what it asks for, or null where numbers are no answer.
#[test]
fn labelled_phrasings_are_told_apart() {
    #[derive(serde::Deserialize)]
    struct Case {
        question: String,
        expected: Option<String>,
    }
    let lines = include_str!("../../../../tests/eval/numbers.jsonl").lines();
    let cases: Vec<Case> = lines.map(|line| serde_json::from_str(line).expect("a case")).collect();
    let n_asked = cases.iter().filter(|case| case.expected.is_some()).count();
    assert!(n_asked >= 60 && cases.len() - n_asked >= 40, "{n_asked} of {}", cases.len());
    let wrong: Vec<String> = cases
        .iter()
        .map(|case| (case, recognise(&case.question).map(|asked| told(&asked))))
        .filter(|(case, got)| *got != case.expected)
        .map(|(case, got)| format!("{}: {got:?}, expected {:?}", case.question, case.expected))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_nobody_can_answer_is_not_answered_with_numbers() {
    #[derive(serde::Deserialize)]
    struct Case {
        question: String,
    }
    let lines = include_str!("../../../../tests/eval/unanswerable.jsonl").lines();
    let cases: Vec<Case> = lines.map(|line| serde_json::from_str(line).expect("a question")).collect();
    let matched: Vec<String> = cases
        .iter()
        .filter_map(|case| Some(format!("{}: {}", case.question, told(&recognise(&case.question)?))))
        .collect();
    assert!(matched.is_empty() && cases.len() >= 40, "{matched:#?}");
}
