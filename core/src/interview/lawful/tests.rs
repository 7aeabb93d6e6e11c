//! What may not be asked and what is not scored, by example. `tests/eval/improper_questions.jsonl` has more.

use super::{improper, volunteered};
use crate::{interview::word::words, text::Language};

fn said(text: &str) -> Vec<&'static str> {
    volunteered(&words(text)).into_iter().map(|(_, topic)| topic).collect()
}

#[test]
fn questions_about_a_person_are_found() {
    for (text, topic) in [
        ("Quantos anos você tem?", "age"),
        ("Você é casada ou tem filhos?", "family"),
        ("Pretende engravidar nos próximos anos?", "pregnancy"),
        ("Qual é a sua religião?", "religion"),
        ("Você tem alguma doença ou deficiência?", "health"),
        ("Em quem você votou?", "politics"),
        ("Você é sindicalizado?", "union"),
        ("Qual é a sua raça ou cor?", "origin"),
        ("Qual é a sua orientação sexual?", "sexuality"),
        ("Qual era o seu último salário?", "salary"),
        ("Você tem o nome no SPC?", "credit"),
    ] {
        assert!(improper(text, Language::Pt).contains(&topic), "{text}");
    }
    for (text, topic) in [
        ("How old are you?", "age"),
        ("Do you have children?", "family"),
        ("Are you pregnant?", "pregnancy"),
        ("Do you have any disability?", "health"),
        ("Where are you from originally?", "origin"),
        ("What was your last salary?", "salary"),
    ] {
        assert!(improper(text, Language::En).contains(&topic), "{text}");
    }
}

#[test]
fn questions_about_work_are_lawful() {
    for text in [
        "Como você acompanha a saúde de um cluster Kubernetes?",
        "Como você testa uma tela com usuários com deficiência visual?",
        "Como você percorre os nós filhos de uma árvore?",
        "Como você decide a idade máxima de um cache?",
        "Conte como você lidou com a origem de um defeito?",
        "Como você definiu a política de backup?",
    ] {
        assert_eq!(improper(text, Language::Pt), Vec::<&str>::new(), "{text}");
    }
    for text in [
        "How do you check the health of a service?",
        "How do you treat child processes and parent nodes?",
        "How do you set a retention policy?",
    ] {
        assert_eq!(improper(text, Language::En), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn phrases_about_work_are_scored() {
    for text in [
        "Tenho 8 anos de Java e 5 anos de SAP, e coordenei três pessoas.",
        "Fiz 3 anos de estágio em suporte e atendi 40 chamados.",
        "Tenho 8 anos de experiência com Java.",
        "Tenho 20 anos de casa e passei por três áreas.",
        "Tenho 12 anos em infraestrutura.",
        "Tenho 20 anos trabalhando com COBOL.",
        "Tenho 18 anos como analista.",
        "Tenho 25 anos no mercado, sempre em dados.",
        "Tenho 16 anos, sendo 10 deles em SAP.",
        "Completei 2 anos no time de dados.",
        "Fiz 4 anos de faculdade de computação.",
        "Tenho 6 anos e meio de Python.",
        "Minha família de produtos tinha doze itens.",
        "Cuidei da minha família de serviços no catálogo.",
        "Sou como mãe dos processos da área.",
        "Sou pai do projeto de migração.",
        "Fui atrás de um processo pai que não morria.",
        "Meu companheiro de equipe revisou o código.",
        "Minha companheira de plantão abriu o chamado.",
        "Tive deficiência em inglês técnico e fiz um curso.",
        "Tenho uma deficiência no processo de deploy para corrigir.",
        "Votei no Kafka na reunião técnica.",
        "Votei em adiar a entrega.",
        "Recebia 300 chamados por semana.",
        "Recebia 40 alertas por noite.",
        "Implantei o cálculo da licença-maternidade na folha.",
        "O cliente negativado no cadastro não passava na regra.",
        "A gestação do projeto levou dois meses.",
        "Tenho dois filtros de log no painel.",
        "Sou responsável por doze cargas.",
        "Sou de infraestrutura e gosto de automatizar.",
        "Minha fé no plano diminuiu com os números.",
        "I am a black belt in Six Sigma.",
        "I am blind to the data of other tenants by design.",
        "My family of services had four owners.",
        "My child process kept the port open.",
        "My children nodes were rendered twice.",
        "As a parent node it held the lock.",
        "I have one child process per queue.",
        "My union query returned duplicates.",
        "I voted for PostgreSQL in that meeting.",
        "I have 12 years of experience with SAP.",
        "I wrote the payroll rules for maternity leave.",
        "My faith in the estimate fell when the scope grew.",
    ] {
        assert_eq!(said(text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn phrases_about_the_person_are_not_scored() {
    for (topic, text) in [
        ("age", "Tenho 34 anos e sou casada."),
        ("age", "Tenho 52 anos."),
        ("age", "Tenho 45 anos de idade e muita energia."),
        ("age", "Completei quarenta anos, mas aprendo rápido."),
        ("age", "Tenho 60 anos, moro em Recife e quero trabalhar."),
        ("age", "Na minha idade pouca gente muda de área."),
        ("age", "Nasci em 1980."),
        ("family", "Sou casado."),
        ("family", "Sou mãe de dois filhos."),
        ("family", "Sou pai de gêmeos."),
        ("family", "Minha família mora longe."),
        ("family", "Meu marido cuidava da casa."),
        ("family", "Tenho três filhos."),
        ("family", "Meus filhos estudam de manhã."),
        ("family", "Como mãe, aprendi a priorizar."),
        ("family", "Tenho uma filha pequena."),
        ("pregnancy", "Eu estava grávida na época."),
        ("pregnancy", "Voltei da licença-maternidade em março."),
        ("religion", "Sou evangélica."),
        ("religion", "Frequento a igreja do bairro."),
        ("religion", "Minha fé me ajudou."),
        ("health", "Tenho diabetes."),
        ("health", "Sou PcD."),
        ("health", "Tive depressão no ano passado."),
        ("health", "Tenho deficiência."),
        ("health", "Tomo antidepressivo."),
        ("politics", "Votei no candidato da oposição."),
        ("politics", "Sou filiado a um partido."),
        ("politics", "Sou de esquerda."),
        ("union", "Participo do sindicato."),
        ("origin", "Sou negra."),
        ("origin", "Sou nordestino."),
        ("sexuality", "Sou gay."),
        ("sexuality", "Sou uma pessoa trans."),
        ("salary", "Ganhava R$ 3.000."),
        ("salary", "Recebia 4 mil reais."),
        ("salary", "Meu último salário era bom."),
        ("credit", "Estava com o nome sujo."),
        ("age", "I am 45 years old and have a team."),
        ("age", "I'm 45, and I learn fast."),
        ("age", "At my age people slow down."),
        ("family", "I am married."),
        ("family", "As a mother I plan ahead."),
        ("family", "My children are small."),
        ("family", "I have two kids."),
        ("pregnancy", "I was on maternity leave."),
        ("religion", "I am a Christian."),
        ("health", "I had cancer."),
        ("health", "I am disabled."),
        ("politics", "I voted for the president."),
        ("origin", "I am Black."),
        ("sexuality", "I am gay."),
        ("salary", "My last salary was low."),
    ] {
        assert!(said(text).contains(&topic), "{text}: {:?}", said(text));
    }
}
