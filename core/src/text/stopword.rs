//! Words that carry no topic: grammar in both languages, and what every recruiter's question says anyway.

use std::{collections::HashSet, sync::OnceLock};

/// Function words of Portuguese and English, folded. Sorted.
const STOPWORDS: &[&str] = &[
    "a", "about", "ali", "also", "am", "an", "and", "any", "ao", "aos", "aqui", "are", "as", "at", "ate",
    "be", "been", "being", "both", "but", "by", "cada", "can", "com", "como", "could", "da", "das", "de",
    "dela", "dele", "deles", "depois", "did", "do", "does", "dos", "e", "each", "ela", "elas", "ele", "eles",
    "else", "em", "entre", "era", "essa", "essas", "esse", "esses", "esta", "estao", "estas", "este",
    "estes", "eu", "ever", "foi", "for", "foram", "from", "had", "has", "have", "he", "her", "here", "him",
    "his", "how", "i", "if", "in", "into", "is", "isso", "isto", "it", "its", "ja", "la", "lhe", "mais",
    "mas", "may", "me", "mesmo", "meu", "meus", "might", "mine", "minha", "minhas", "more", "most", "muito",
    "must", "my", "na", "nao", "nas", "nem", "no", "nor", "nos", "nossa", "nosso", "not", "num", "numa", "o",
    "of", "on", "only", "or", "os", "other", "ou", "our", "outra", "outras", "outro", "outros", "own",
    "para", "pela", "pelas", "pelo", "pelos", "per", "por", "quais", "qual", "quando", "quanto", "quantos",
    "que", "quem", "same", "sao", "se", "seja", "sem", "ser", "seu", "seus", "she", "should", "sim", "so",
    "sobre", "some", "sua", "suas", "such", "tambem", "te", "tem", "than", "that", "the", "their", "them",
    "then", "there", "these", "they", "this", "those", "to", "too", "um", "uma", "umas", "uns", "until",
    "us", "vc", "very", "voce", "voces", "vos", "was", "we", "were", "what", "when", "where", "which",
    "while", "who", "whom", "whose", "why", "will", "with", "within", "without", "would", "yes", "you",
    "your",
];

/// Words that most questions about hiring contain and no passage is about, in both languages.
const QUESTION_NOISE: &str = "
    alguém algum alguma algumas alguns aparece aparecem aplicar aprovado aprovados aprovada aprovadas área áreas ask
    buscar busca candidata candidatas candidato candidatos cargo cargos caso casos cita citam citadas common comum comuns
    comparar competência competências conhecimento conhecimentos contratação contratações contratado contratados
    contratada contratadas contratamos contratar contratou costuma costumam currículo currículos decision diga
    diferencial diferenciais empresa empresas encontrar encontrados existe existem existir experience experiência
    experiências explique find fizeram frequente frequentes geral habilidade habilidades há hire hired hires hiring
    histórico history ideal importante importantes important job jobs liste maior maioria melhor melhores mostre
    múltiplos need needed necessário necessários nível oportunidade opportunity people perfil perfis pessoa pessoas
    posição position possui possuem possuir precisa precisam principal principais processo profile profiles
    profissional profissionais quero requer requisito requisitos required require requirements role roles saber
    selecionado selecionados selecionada share shared skill skills successful técnica técnicas técnico técnicos
    technical tecnologia tecnologias technology technologies ter tipo tipos trabalha trabalham trabalhou tools
    ferramenta ferramentas tool usa usada usadas usado usados usam used using use vaga vagas vacancy vacancies
    valorizada valorizadas valorizado valorizados valorizam valued valuable work worked works quantos quantas
    temos tiveram know knowledge show list tell candidates candidate person had background gente histórico nossa
    nossos nossas esperado esperada recorrentes recorrente
    fez fizeram faz fazem faça fazer feito usou usaram usava utilizou utiliza montou montaram cuidou cuidaram cuida
    conhece conhecem conheça manja manjam atuou atua atuam tenha tenham teve ficou deu dar quer querem gostaria gostaríamos
    trabalhado trabalhando trabalhar procuro procurando procuramos precisamos preciso aceita aceite aceitam levou levando
    alguem galera pessoal povo turma aí tipo etc coisa coisas novo nova novos novas grande grandes melhor
    built build builds made make makes making did done doing get gets got handled handle handles looking look want wants
    wanted someone somebody anyone anybody give gives given please who knows known familiar comfortable good great best
    years year anos ano already ever
    fala falam falar fale fluentemente mexe mexem mexer mexeu lida lidam lidar lidou lidaram veio vieram vem vêm vindo vinda
    entende entendem entender entendeu começa começam começou começando começar toca tocou viveu
    frequência frequentemente vezes costumava sabem sabia domina dominam dominar dominou capaz capazes
    participou participaram participar participa ajudou ajudaram ajudar viu ver vendo levar pegou pegar pega pegue
    speak speaks spoke understand understands understood deal deals dealt came comes start started starting ran run runs often
    participated helped help took take takes able experienced
    poder pode podem podes poderia poderiam posso possa dizer diz digam favor gentileza achar acho ache ajuda ajude encontre
    mostrar mostra indicar indique indica listar recomendar recomende sugerir sugira trazer traga informar informe queria
    obrigado obrigada olá oi like likes recommend suggest thanks thank hello hi
";

/// Whether a folded word is a stop word.
pub fn is_stopword(folded: &str) -> bool {
    STOPWORDS.binary_search(&folded).is_ok()
}

/// Whether an index term says only that somebody asks about hiring ("vaga", "perfil", "skills"), not about what.
pub fn is_question_noise(term: &str) -> bool {
    static TERMS: OnceLock<HashSet<String>> = OnceLock::new();
    TERMS
        .get_or_init(|| super::analyze(QUESTION_NOISE).into_iter().map(|term| term.text).collect())
        .contains(term)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_stop_words_are_sorted_and_unique() {
        assert!(super::STOPWORDS.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn a_recruiters_question_leaves_its_topic() {
        let question = "Quais competências técnicas são mais valorizadas para a vaga Python?";
        let topic: Vec<String> = crate::text::analyze(question)
            .into_iter()
            .map(|term| term.text)
            .filter(|term| !super::is_question_noise(term))
            .collect();
        assert_eq!(topic, ["~python"]);
        let english = "Which technical skills do our hired Java profiles share?";
        let topic: Vec<String> = crate::text::analyze(english)
            .into_iter()
            .map(|term| term.text)
            .filter(|term| !super::is_question_noise(term))
            .collect();
        assert_eq!(topic, ["jav"]);
    }

    #[test]
    fn politeness_is_no_topic() {
        for (question, expected) in [
            ("Você poderia me dizer quem conhece Java?", "jav"),
            ("Poderia me mostrar candidatos com Selenium?", "selenium"),
            ("Por favor, me indique alguém de Cobol", "cobol"),
            ("Pode me ajudar a encontrar alguém de Cobol, por gentileza?", "cobol"),
            ("Olá, gostaria que me recomendasse alguém de Cobol, obrigada", "cobol"),
            ("I would like to find someone with Cypress, please", "cypress"),
            ("Hi, could you help me find somebody who knows Cypress? Thanks", "cypress"),
        ] {
            let terms = crate::text::analyze(question).into_iter().map(|term| term.text);
            let topic: Vec<String> = terms.filter(|term| !super::is_question_noise(term)).collect();
            assert_eq!(topic, [expected], "{question}");
        }
    }
}
