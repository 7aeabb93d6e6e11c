//! Rewordings that may be asked, and such that ask something else.

use crate::{
    interview::{rephrase::check, tests::interviewer},
    text::Language,
};

fn is_used(id: &str, language: Language, text: &str) -> bool {
    let question = interviewer().bank().question(id).expect("is there");
    check(interviewer(), question, None, language, text).is_ok()
}

/// Question of the bank, language, other words for it.
const SAME: &[(&str, Language, &str)] = &[
    (
        "java-language-1",
        Language::Pt,
        "Se você colocou objetos de uma classe sua como chave de um HashMap e depois não os encontrou, o que pode ter acontecido e como corrigiria?",
    ),
    (
        "java-language-1",
        Language::En,
        "If you used objects of your own class as keys in a HashMap and later could not find them, what may have happened and how would you fix it?",
    ),
    (
        "java-concurrency-2",
        Language::Pt,
        "Como você paralelizaria em Java três chamadas externas independentes que um serviço faz em sequência, em dois segundos, sem criar um problema maior?",
    ),
    (
        "java-jvm-1",
        Language::Pt,
        "Qual é o seu roteiro para achar o vazamento quando a memória de uma aplicação Java cresce até o OutOfMemoryError a cada dois dias?",
    ),
    (
        "java-jvm-1",
        Language::En,
        "When a Java application's memory grows until an OutOfMemoryError every two days, what is your plan to find the leak?",
    ),
    (
        "java-spring-2",
        Language::Pt,
        "Se um método com @Transactional gravou metade dos dados e não fez rollback, quais hipóteses levantaria e como verificaria cada uma?",
    ),
    (
        "java-persistence-1",
        Language::Pt,
        "Quando uma listagem com Hibernate dispara centenas de consultas ao banco, como você descobre isso e que opções tem para resolver?",
    ),
    (
        "java-persistence-2",
        Language::En,
        "How do you plan to split a heavily used column of a table with 80 million rows without stopping the system?",
    ),
    (
        "java-microservices-1",
        Language::Pt,
        "Por que um consumidor Kafka processou o mesmo evento de pagamento duas vezes, e como você desenha o consumidor para suportar isso?",
    ),
    (
        "java-microservices-2",
        Language::En,
        "Management wants to break its Java monolith into microservices: how do you decide what to extract first, or whether to extract at all?",
    ),
    (
        "java-testing-2",
        Language::Pt,
        "Como você recuperaria a confiança e a velocidade de uma suíte de testes que demora quarenta minutos e falha ao acaso?",
    ),
    (
        "java-delivery-2",
        Language::Pt,
        "Antes de ir para produção, que sinais de observabilidade um serviço Java precisa ter, e como você decide o que gera alerta?",
    ),
    (
        "java-design-1",
        Language::Pt,
        "Como você faria com segurança uma mudança de regra numa classe herdada de três mil linhas, sem testes, que calcula comissões?",
    ),
    (
        "any-presentation-4",
        Language::Pt,
        "Como um colega que trabalhou ou estudou com você descreveria o seu jeito de trabalhar?",
    ),
    (
        "any-motivation-1",
        Language::Pt,
        "O que nesta vaga de Java chamou a sua atenção a ponto de você se candidatar?",
    ),
    (
        "any-communication-1",
        Language::Pt,
        "Conte uma vez em que precisou explicar um assunto técnico para alguém que não era da área e como fez a pessoa entender?",
    ),
    (
        "any-teamwork-1",
        Language::Pt,
        "Conte sobre um trabalho em grupo em que alguém do time não estava fazendo a sua parte e o que você fez?",
    ),
    (
        "any-ownership-1",
        Language::En,
        "Tell me about a mistake of yours that affected other people and what you did when you noticed it?",
    ),
    (
        "any-leadership-4",
        Language::Pt,
        "Conte como fez para levar à sua equipe e sustentar uma decisão impopular?",
    ),
    (
        "any-conflict-1",
        Language::En,
        "Tell me how you and a colleague settled a disagreement the two of you had?",
    ),
    (
        "any-feedback-2",
        Language::En,
        "Describe a time you had to give a colleague or superior difficult feedback, and how you prepared that conversation?",
    ),
    (
        "java-api-2",
        Language::Pt,
        "Como você protege uma API Java, da autenticação à autorização de cada recurso, quando ela é usada por aplicativos e empresas parceiras?",
    ),
];

#[test]
fn the_same_question_in_other_words_may_be_asked() {
    for &(id, language, text) in SAME {
        assert!(is_used(id, language, text), "{id}: {text}");
    }
}

#[test]
fn another_question_with_the_same_nouns_may_not() {
    for (id, language, text) in [
        ("java-language-1", Language::Pt, "Você é mãe e usa HashMap como chave?"),
        (
            "java-language-1",
            Language::Pt,
            "Você gosta de colocar objetos de uma classe sua como chave de um HashMap?",
        ),
        (
            "java-language-1",
            Language::En,
            "Why would you never use objects of your own class as keys in a HashMap?",
        ),
        ("java-jvm-1", Language::Pt, "Qual é a memória que uma aplicação Java usa em dois dias?"),
        (
            "java-jvm-1",
            Language::Pt,
            "Por que a memória de uma aplicação Java não cresce até o OutOfMemoryError a cada dois dias?",
        ),
        (
            "java-jvm-1",
            Language::En,
            "Why does the memory of a Java application grow until an OutOfMemoryError every two days?",
        ),
        (
            "java-persistence-1",
            Language::Pt,
            "Você é a pessoa que descobre quando uma listagem com Hibernate dispara centenas de consultas ao banco?",
        ),
        (
            "java-persistence-1",
            Language::Pt,
            "Quantas consultas ao banco uma listagem com Hibernate dispara?",
        ),
        (
            "java-persistence-2",
            Language::Pt,
            "Como você evita dividir uma coluna muito usada de uma tabela com 80 milhões de linhas, sem parar o sistema?",
        ),
        ("java-persistence-2", Language::En, "How do you plan the migration of a column of a table?"),
        ("java-microservices-1", Language::Pt, "Quem escreveu o consumidor Kafka que processou o pagamento?"),
        ("java-microservices-2", Language::Pt, "Por que você não quebra um monólito Java em microsserviços?"),
        ("java-testing-2", Language::Pt, "Como você recuperaria a confiança do time?"),
        (
            "java-testing-2",
            Language::En,
            "Are you the person who would restore the speed of a test suite that fails at random and takes forty minutes?",
        ),
        ("java-design-1", Language::Pt, "Como faria uma mudança de regra numa classe, sem segurança?"),
        ("any-presentation-4", Language::Pt, "Você trabalhou ou estudou com alguém?"),
        (
            "any-motivation-1",
            Language::Pt,
            "O que não chamou a sua atenção nesta vaga, a ponto de você se candidatar?",
        ),
        (
            "any-communication-1",
            Language::Pt,
            "Você já precisou explicar um assunto técnico para alguém da área?",
        ),
        (
            "any-teamwork-1",
            Language::En,
            "Tell me about a group assignment in which you were not doing your share and why?",
        ),
        ("any-ownership-1", Language::En, "What did other people do?"),
        (
            "any-leadership-4",
            Language::Pt,
            "Você é uma pessoa impopular na sua equipe ou sustenta uma decisão?",
        ),
        ("any-conflict-1", Language::Pt, "Você é uma pessoa que tem um colega?"),
        ("any-feedback-2", Language::En, "Do you like difficult conversations with a colleague or superior?"),
        ("java-api-2", Language::Pt, "Que aplicativos e empresas parceiras consomem a sua API Java?"),
    ] {
        assert!(!is_used(id, language, text), "{id}: {text}");
    }
}

/// `tests/eval/improper_questions.jsonl`.
#[derive(serde::Deserialize)]
struct Improper {
    language: Language,
    topic: Option<String>,
    question: String,
}

/// A model that slips what nobody may ask into the bank's question. Phrases find it, and, for what they do not know, nearly always
/// the words that no interviewer of the bank uses do.
#[test]
fn nothing_improper_can_be_slipped_into_a_question() {
    let lines = include_str!("../../../../../tests/eval/improper_questions.jsonl").lines();
    let all: Vec<Improper> = lines.map(|line| serde_json::from_str(line).expect("a line")).collect();
    let (mut n, mut n_by_words) = (0, 0);
    for improper in all.iter().filter(|line| line.topic.is_some()) {
        let language = improper.language;
        let and = if language == Language::Pt { "e" } else { "and" };
        for question in interviewer().bank().questions().iter().step_by(7) {
            let own = question.wording(language).question.trim_end_matches('?');
            let own = own.rsplit(". ").next().unwrap_or(own);
            let text = format!("{own}, {and} {}", improper.question.to_lowercase());
            assert!(check(interviewer(), question, None, language, &text).is_err(), "{text}");
            n += 1;
            n_by_words += usize::from(!super::asks_the_same(interviewer(), question, None, language, &text));
        }
    }
    println!("refused by their words alone: {n_by_words} of {n}");
    assert!(n > 4_000 && n_by_words * 100 >= n * 98, "{n_by_words} of {n}");
}
