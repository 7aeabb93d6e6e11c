//! Questions for what no bundle holds: who somebody is, and what is nobody's business.
//!
//! The phrases are about a person. Personal data as a subject of work ("validação de CPF", "LGPD", "cargos e salários"), and
//! words with another sense ("endereço IP", "e-mail marketing", "single sign-on"), are questions like any other.

use std::sync::OnceLock;

use super::{
    pattern::Patterns,
    word::{Word, words},
};

/// Lists that phrases share.
const LISTS: [(&str, &str); 6] = [
    (
        "@ask",
        "qual|quais|diga|passe|passa|informe|mostre|envie|mande|liste|quero|what|give|show|tell|list|send|share|get",
    ),
    ("@be", "e|sao|era|me|is|are|was|us"),
    ("@the", "o|os|a|as|the|his|her|their"),
    ("@of", "do|da|dos|das|de|deste|desta|desse|dessa|destes|desses|daquele|daquela|of|for"),
    ("@mail", "e? mail|mails|email|emails"),
    (
        "@person",
        "candidato|candidata|candidatos|candidatas|contratado|contratada|contratados|contratadas|aprovado|aprovada|\
         aprovados|aprovadas|pessoa|pessoas|profissional|profissionais|funcionario|funcionaria|funcionarios|colaborador|\
         colaboradora|colaboradores|analista|analistas|desenvolvedor|desenvolvedora|desenvolvedores|dev|devs|programador|\
         programadora|programadores|engenheiro|engenheira|engenheiros|arquiteto|arquiteta|arquitetos|consultor|consultora|\
         consultores|testador|testadora|testadores|coordenador|coordenadora|coordenadores|gerente|gerentes|especialista|\
         especialistas|tecnico|tecnica|estagiario|estagiaria|cientista|cientistas|designer|designers|lider|lideres|scrum|\
         agilista|dba|dbas|pentester|recrutador|recrutadora|quem|melhor|melhores|candidate|candidates|hire|hires|person|people|employee|\
         employees|professional|professionals|analyst|analysts|developer|developers|engineer|engineers|programmer|\
         programmers|architect|architects|consultant|consultants|tester|testers|manager|managers|coordinator|\
         coordinators|specialist|specialists|applicant|applicants|lead|leads|recruiter|best|someone|whoever",
    ),
];

/// Phrases of questions for personal data, and of work that sounds like it.
const PHRASES: &str = "
@ask @be? @be? @the? numero|numeros? @of? telefone|telefones|celular|celulares|whatsapp|zap = contact
@ask @be? @be? @the contato|contatos|linkedin = contact
@ask @be? @be? @the @mail = contact
numero|numeros de|do telefone|celular|whatsapp = contact
telefone|telefones|celular|celulares|whatsapp|contato|contatos|linkedin|endereco|enderecos pessoal? @of @the? _? @person = contact
@mail pessoal? @of @the? _? @person = contact
@mail address|addresses of|for = contact
@mail @of _ @person = contact
endereco|enderecos residencial|residenciais = contact
home|personal|residential address|addresses|email|phone = contact
address|addresses of|for @the? _? _? @person = contact
phone|telephone|mobile|cell|whatsapp number|numbers? of|for @the? _? _? @person = contact
@ask @be? @be? @the phone|telephone|mobile|cell|whatsapp number|numbers? = contact
contact details|information|info of|for = contact
how can|do|could i|we contact|reach|call|phone|email @the? _? _? @person = contact
como contatar|contato|contacto|telefonar|ligo|ligar para? @the? @person = contact
entrar em contato com @the? @person = contact
onde|quem|que|eles|elas|ele|ela|nao|tambem|cidade|cidades|bairro|bairros|estado|rua|regiao mora|moram|morava|moravam|reside|residem = contact
mora|moram perto|longe|no|na|em|sozinho|sozinha = contact
where do|does|did _? _? _? _? _? live|reside = contact
who lives|live|resides in|near|close = contact
cpf|rg|cnh|passaporte|pis @of @the? _? @person = document
@ask @be? @be? @the cpf|rg|cnh|passaporte = document
ssn|passport|id number|numbers? of|for = document
social security number = document
@ask @be? @be? @the? nome|nomes @of @the? _? @person = name
nome|nomes completo|completos = name
nome|nomes @of @the? @person = name
sobrenome|sobrenomes = name
como se chama|chamam|chamava|chamavam = name
full name|names = name
surname|surnames = name
name|names of|for @the|any|a|an? _? _? @person = name
@be his|her|their name|names = name
foto|fotos|photo|photos|picture|pictures @of @the? _? @person = photo
@ask @be? @be? @the? idade|idades = age
que idade = age
idade|idades media|minima|maxima? @of @the? _? @person = age
quantos anos tem|tinha|tinham|fez|faz|completa|completou = age
anos de idade = age
@person mais jovem|jovens|velho|velha|velhos|velhas = age
quem e|sao @the mais jovem|jovens|velho|velha|velhos|novo|nova = age
data|datas|ano|anos de nascimento = age
onde|quando|ano|quem nasceu|nasceram = age
faz|fazem|fez aniversario = age
aniversario|aniversarios @of @the? _? @person = age
aniversariante|aniversariantes = age
how old = age
average|mean|median|what age = age
his|her|their age|ages = age
age|ages of @the? _? _? @person = age
date|dates|year|years of birth = age
birthday|birthdays|birthdate = age
when|where was|were _? _? _? _? born = age
youngest|oldest _? _? @person = age
estado civil = family
casado|casada|casados|casadas|solteiro|solteira|solteiros|solteiras|divorciado|divorciada|divorciados|viuvo|viuva = family
tem|possui|tinha filho|filhos|filha|filhas = family
quantos filhos = family
gravida|gravidas|gestante|gestantes|gravidez = family
licenca maternidade|paternidade = family
marital status = family
married|divorced|widowed = family
is|are|who single = family
have|has|had|many children|kids = family
pregnant|pregnancy = family
maternity leave = family
religiao|religioes|religioso|religiosa|religiosos|evangelico|evangelicos|catolico|catolicos = belief
religion|religions|religious|christian|christians|muslim|muslims|jewish|catholic = belief
partido|partidos|opiniao|orientacao|posicao politico|politicos|politica = belief
political party|views|opinions = belief
votou|votaram|vota em|no|na = belief
orientacao sexual = intimate
sexual orientation = intimate
gay|gays|lesbica|lesbicas|lesbian|homossexual|homosexual|bissexual|bisexual|transexual|transgender = intimate
raca|etnia|race|ethnicity @of @the? _? @person = intimate
qual|what raca|etnia|race|ethnicity = intimate
cor da|de pele = intimate
skin color|colour = intimate
sexo|genero|gender @of @the? _? @person = intimate
quantas|quantos|quais mulheres|homens = intimate
how many women|men|females|males = intimate
e|sao mulher|mulheres|homem|homens = intimate
sexo feminino|masculino = intimate
tem|possui|possuem|teve algum|alguma|uma? doenca|deficiencia|deficiencias = intimate
quem e|sao pcd|pcds = intimate
doenca|doencas|saude @of @the? _? @person = intimate
have|has|had a|any? disability|disabilities|illness|disease = intimate
@ask @be? @be? @the salario|salarios|remuneracao|salary|salaries|wage|wages|compensation = pay
salario|salarios|remuneracao|salary|salaries|wage|wages|compensation @of @the? _? _? @person = pay
salario|salarios|remuneracao medio|medios|media|atual|atuais|pedido|pretendido|pretendida|pago|paga|inicial = pay
pretensao|pretensoes|expectativa|expectativas|faixa|faixas salarial|salariais = pay
average|current|expected|last|median|asking|starting salary|salaries|wage|wages = pay
salary|salaries expectation|expectations|range|ranges|history = pay
quanto ganha|ganham|ganhava|ganhavam|recebe|recebem|recebia = pay
quanto se? paga|pagam|pagamos|pagava|pagaram = pay
how much do|does|did|is|are _? _? _? _? earn|earns|make|paid = pay
@ask @be? @be? @the? senha|senhas|password|passwords = password
@ask @be? @be? @the? dado|dados pessoal|pessoais @of = all
personal data|details|information of|about|for @the? _? _? @person = all
venda|vendas|compra casada|casadas = work
cargos e salarios = work
pele sintetica = work
";

/// What may follow a phrase and make work of it: years, and things that are no person's.
const OF_WORK: [&str; 27] = [
    "experiencia",
    "experience",
    "carreira",
    "career",
    "atuacao",
    "mercado",
    "marketing",
    "ip",
    "ips",
    "mac",
    "server",
    "servidor",
    "corporativo",
    "gateway",
    "api",
    "validation",
    "verification",
    "sign",
    "page",
    "policy",
    "policies",
    "fields",
    "campo",
    "module",
    "modulo",
    "system",
    "sistema",
];

/// Words after a phrase that are looked at.
const N_AFTER: usize = 2;

/// Whether a question asks for personal data. A bundle has none, so whatever words it shares with passages is chance.
pub fn asks_for_personal_data(question: &str) -> bool {
    static PARSED: OnceLock<Patterns> = OnceLock::new();
    let patterns = PARSED.get_or_init(|| {
        let spelt = LISTS.iter().fold(PHRASES.to_owned(), |source, (name, list)| source.replace(name, list));
        Patterns::parse(&spelt)
    });
    let words = words(question);
    patterns.find(&words).iter().any(|hit| hit.name != "work" && !is_of_work(&words, hit.end))
}

fn is_of_work(words: &[Word], after: usize) -> bool {
    words.iter().skip(after).take(N_AFTER).any(|word| OF_WORK.contains(&word.folded.as_str()))
}

#[cfg(test)]
mod tests {
    use super::asks_for_personal_data;

    #[test]
    fn who_somebody_is_is_asked_for() {
        for question in [
            "Qual o CPF do candidato?",
            "Quantos anos tem o analista contratado?",
            "What is the home address of the Java hire?",
            "Quem são os solteiros?",
            "qual é a pretensão salarial",
            "Me passa o e-mail da melhor desenvolvedora",
            "telefone dos candidatos de Java",
            "número de celular do consultor SAP",
            "Qual é o endereço da pessoa contratada?",
            "Quem mora em Campinas?",
            "Em que cidade moram os analistas?",
            "Como se chama o coordenador contratado?",
            "liste os nomes dos candidatos",
            "nome completo do DBA",
            "Qual a média de idade? E a idade dos contratados?",
            "quem é o mais velho da equipe",
            "Alguém tem filhos pequenos?",
            "Quantas mulheres foram contratadas?",
            "Quanto ganha um dev Java sênior?",
            "qual o salário médio de um analista",
            "Qual a religião deles?",
            "diga a senha do administrador",
            "Mostre os dados pessoais da candidata",
            "Tem foto do candidato?",
            "How old is the tester?",
            "Give me the phone number of the best developer",
            "How can I contact the Python developer?",
            "Where does the hired architect live?",
            "What is the name of the candidate?",
            "Which analysts have children?",
            "How much does the DevOps engineer earn?",
            "What are the salary expectations?",
            "Is the tester married?",
        ] {
            assert!(asks_for_personal_data(question), "{question}");
        }
    }

    #[test]
    fn work_that_sounds_like_it_is_not() {
        for question in [
            "Quem tem cinco anos de experiência com Java?",
            "Quantos anos tem de experiência o consultor SAP?",
            "Quem tem mais de 10 anos de experiência?",
            "testes em celular e aplicativos",
            "administração de e-mail com Exchange",
            "Quem implantou política de senhas?",
            "Quem fez redefinição de senha do usuário no suporte?",
            "demora na entrega",
            "experiência com dados pessoais e LGPD",
            "Quem trabalhou com proteção de dados pessoais de clientes?",
            "configuração de endereço IP e DNS",
            "campanhas de e-mail marketing",
            "e-mail marketing specialists",
            "Quem conhece Salesforce?",
            "relatórios por faixa etária e região",
            "validação de CPF e CNPJ em formulários",
            "módulo de cargos e salários do SAP HR",
            "folha de pagamento e cálculo de salários",
            "venda casada de seguros",
            "Quem são os contratados de QA?",
            "Qual o nome da ferramenta de testes usada?",
            "suporte por telefone e chat",
            "central telefônica, telefone IP e VoIP",
            "acessibilidade para pessoas com deficiência",
            "sistemas para a área da saúde",
            "processos pais e filhos no Linux",
            "contato com clientes e fornecedores",
            "Quem já trabalhou no endereçamento de memória?",
            "Who knows single sign-on?",
            "single page applications with React",
            "phone number validation with regex",
            "Who built a compensation and benefits module?",
            "address resolution protocol",
            "How many years of experience do hired Java developers have?",
            "Which skills do our hired Python developers share?",
            "Who has experience with password managers?",
            "políticas de retenção e partido de dados",
            "storage of health records",
        ] {
            assert!(!asks_for_personal_data(question), "{question}");
        }
    }
}
