//! What nobody may ask in an interview, and what is not scored when a candidate volunteers it.
//!
//! Topics: age, family and marital status, pregnancy, religion, health and disability, politics and unions, race and origin,
//! sexuality, salary history, credit. Both scans look for phrases that are about a person; "the cluster's health", "child
//! nodes" and "users with disabilities" are about work.
//!
//! **Source.** Brazil's constitution, art. 7, XXX and XXXI; law 9.029/1995; and what employers there are fined for.

use std::{ops::Range, sync::OnceLock};

use super::{
    pattern::Patterns,
    word::{Word, words},
};
use crate::text::Language;

/// Questions about a person, Portuguese.
const ASKED_PT: &str = "
sua idade = age
que|qual idade voce|tem = age
quantos anos voce tem|completou|completa|fez|faz = age
data de nascimento = age
ano voce nasceu = age
sua data|ano de nascimento = age
muito|demais jovem|velho|velha|nova|novo para = age
estado civil = family
voce e|esta casado|casada|solteiro|solteira|divorciado|divorciada|viuvo|viuva|noivo|noiva = family
seu|sua esposa|marido|conjuge|companheiro|companheira|namorado|namorada|noivo|noiva|sogra = family
seus|suas|seu|sua filho|filha|filhos|filhas|pais|mae|pai|bebe = family
tem|ter|pretende|planeja|deseja ter? filho|filha|filhos|filhas|crianca|criancas = family
sua familia = family
planos de casar|engravidar = family
quem cuida|fica com? dos|das|seus|suas|os|as filhos|criancas = family
gravida|gravidas|gravidez|engravidar|gestante|gestacao|licenca-maternidade|maternidade|paternidade = pregnancy
sua|seu|qual religiao|igreja|fe|crenca|culto = religion
religiao|religioso|religiosa|igreja|missa|culto|candomble|umbanda|evangelico|evangelica|catolico|catolica = religion
sua saude = health
seu|sua|seus|suas problema|problemas|historico|estado|condicao|condicoes de saude = health
problema|problemas de saude = health
voce tem|possui|sofre|teve|toma de? algum|alguma|uma|um? doenca|deficiencia|alergia|remedio|medicacao|transtorno|depressao = health
sua|seu doenca|deficiencia|tratamento|transtorno = health
tratamento medico|psiquiatrico|psicologico = health
atestado|atestados medico|medicos = health
fuma|bebe|fumante = health
partido politico = politics
voce votou|vota|milita = politics
seu|sua voto|partido|candidato = politics
posicao|posicionamento|opiniao|visao politica|politico = politics
ideologia = politics
sindicato|sindicalizado|sindicalizada|sindical|greve = union
sua|seu raca|etnia|nacionalidade|naturalidade|sotaque = origin
raca ou cor = origin
cor da|de sua? pele = origin
onde voce nasceu = origin
de onde voce|sua|seus e|vem|vieram familia|pais? = origin
orientacao sexual = sexuality
voce e gay|lesbica|bissexual|hetero|heterossexual|homossexual|trans|transexual = sexuality
homossexual|heterossexual|homossexualidade|bissexual|transexual = sexuality
identidade de genero = sexuality
ultimo|atual|anterior|seu|quanto salario|remuneracao|ganha|ganhava|recebia|holerite = salary
historico salarial = salary
quanto voce ganha|ganhava|recebe|recebia = salary
nome sujo|negativado = credit
spc|serasa = credit
sua|suas dividas|financeira|financeiras = credit
seu|sua? antecedentes|antecedente criminais|criminal = credit
";

/// The same, English.
const ASKED_EN: &str = "
your age|birthday|birthdate = age
how old are|were you = age
when|where were you born = age
year were|was you born = age
date of birth = age
too old|young for = age
marital status = family
are you married|single|divorced|engaged|widowed|separated = family
your husband|wife|spouse|boyfriend|girlfriend|fiance|fiancee|children|kids|son|daughter|parents|mother|father|family = family
do|will|would you have|want|plan to? have? any? children|kids = family
plan|plans|planning to|on start|have|having a? family|children|kids = family
pregnant|pregnancy|maternity|paternity = pregnancy
your religion|faith|church|belief|beliefs = religion
religion|religious|church|mosque|synagogue|worship|christian|muslim|jewish = religion
your health|illness|disability|therapy|medication|sickness = health
medical|mental|physical health|problem|problems|condition|conditions|history|issue|issues = health
do|did you have|suffer|take from? any|a|an? disability|disabilities|illness|disease|allergy|medication = health
sick leave|days = health
do you smoke|drink = health
political|politics = politics
do|did|would you vote = politics
your vote|ideology = politics
union member|membership = union
trade|labor|labour union|unions = union
your ethnicity|nationality|accent|skin|heritage = origin
is your race = origin
your race or|and = origin
where are you|your from|originally|parents from? = origin
skin color|colour = origin
national origin = origin
sexual orientation = sexuality
are you gay|lesbian|straight|bisexual|heterosexual|homosexual|transgender|trans = sexuality
homosexual|heterosexual|bisexual|transgender = sexuality
gender identity = sexuality
your current|last|previous|past|present salary|pay|wage|compensation = salary
salary history = salary
how much do|did|are you earn|earning|make|making|paid = salary
credit score|history|rating|report = credit
your debts|debt = credit
criminal record|records = credit
";

/// What candidates say of themselves, both languages.
const SAID: &str = "
tenho|com|fiz|completei # anos de idade = age
tenho|fiz|completei # anos = age
minha idade = age
nasci em|no = age
sou|sendo muito? jovem|velho|velha|idoso|idosa = age
sou|estou casado|casada|solteiro|solteira|divorciado|divorciada|viuvo|viuva|noivo|noiva = family
meu|minha marido|esposa|esposo|mulher|conjuge|companheiro|companheira|namorado|namorada|noivo|noiva|sogra|sogro = family
meu|minha|meus|minhas filho|filha|filhos|filhas|mae|pai|pais|bebe|familia|irmao|irma|avo|neto|neta = family
tenho|tive # filho|filha|filhos|filhas|criancas = family
tenho|tive um|uma|gemeos? filho|filha|filhos|filhas = family
sou|ser|como mae|pai|avo|avo de? = family
gravida|gravidez|gestante|gestacao|licenca-maternidade = pregnancy
licenca maternidade|paternidade = pregnancy
sou|como evangelico|evangelica|catolico|catolica|espirita|judeu|judia|muculmano|muculmana|budista|ateu|ateia|cristao|crista|umbandista|candomblecista = religion
minha|meu igreja|fe|religiao|pastor|padre|terreiro = religion
frequento|vou a|uma|na|o? igreja|missa|culto|terreiro = religion
minha saude|doenca|depressao|ansiedade|diabetes = health
meu cancer|tdah|autismo|transtorno = health
tenho|tive|trato|sofro de|uma|um|com? depressao|ansiedade|diabetes|cancer|tdah|autismo|deficiencia|doenca|burnout|epilepsia|asma|hipertensao = health
sou pcd|cadeirante|surdo|surda|cego|cega|autista|diabetico|diabetica|deficiente|hipertenso|hipertensa = health
votei em|no|na = politics
sou filiado|filiada|militante|petista|bolsonarista = politics
sou de direita|esquerda = politics
meu partido|sindicato = politics
sou|participo|membro do|de sindicato|sindicalizado|sindicalizada = union
sou negro|negra|preto|preta|pardo|parda|branco|branca|indigena|asiatico|asiatica|nordestino|nordestina|imigrante|estrangeiro|estrangeira = origin
sou gay|lesbica|bissexual|hetero|heterossexual|trans|transexual|homossexual = sexuality
meu ultimo|atual? salario|remuneracao = salary
ganho|ganhava|recebia # = salary
nome sujo|negativado = credit
i am|m|turned # years old = age
my age = age
i was born in = age
i am|m married|single|divorced|widowed = family
my husband|wife|spouse|boyfriend|girlfriend|fiance|fiancee|children|child|kids|son|sons|daughter|daughters|parents|mother|father|mom|mum|dad|family|baby = family
i have # children|kids|sons|daughters = family
i have a|one child|kid|son|daughter|baby|family = family
as a mother|father|mom|mum|dad|parent = family
pregnant|pregnancy = pregnancy
maternity|paternity leave = pregnancy
i am|m a|an? christian|catholic|evangelical|muslim|jewish|buddhist|atheist|hindu = religion
my church|faith|religion|mosque|synagogue|pastor|priest = religion
my health|illness|disability|depression|anxiety|diabetes|cancer|therapy = health
i have|had|suffer from|a? depression|anxiety|diabetes|cancer|adhd|autism|disability|epilepsy|asthma = health
i am|m disabled|deaf|blind|diabetic|autistic = health
i voted for = politics
my party|union|politics = politics
i am|m a? republican|democrat|socialist = politics
i am|m a|an? black|white|latino|latina|asian|indigenous|immigrant|foreigner = origin
i am|m a? gay|lesbian|bisexual|trans|transgender = sexuality
my current|last|previous salary = salary
";

/// After these, years are years of work, not of age.
const OF_WORK: [&str; 29] = [
    "experiencia",
    "carreira",
    "area",
    "profissao",
    "mercado",
    "empresa",
    "ti",
    "atuacao",
    "trabalho",
    "desenvolvimento",
    "estrada",
    "casa",
    "experience",
    "career",
    "work",
    "industry",
    "profession",
    "working",
    "trabalhando",
    "atuando",
    "vivencia",
    "com",
    "como",
    "with",
    "faculdade",
    "curso",
    "estudo",
    "graduacao",
    "ingles",
];

/// Topics that a question or any generated text asks about and must not; empty for a lawful one.
pub fn improper(text: &str, language: Language) -> Vec<&'static str> {
    static PT: OnceLock<Patterns> = OnceLock::new();
    static EN: OnceLock<Patterns> = OnceLock::new();
    let patterns = match language {
        Language::Pt => PT.get_or_init(|| Patterns::parse(ASKED_PT)),
        Language::En => EN.get_or_init(|| Patterns::parse(ASKED_EN)),
    };
    let mut topics: Vec<&str> = patterns.find(&words(text)).iter().map(|hit| hit.name).collect();
    topics.sort_unstable();
    topics.dedup();
    topics
}

/// Where a candidate speaks of such things of their own accord, as ranges of words, each with its topic.
pub(super) fn volunteered(words: &[Word]) -> Vec<(Range<usize>, &'static str)> {
    static SAID_OF_ONESELF: OnceLock<Patterns> = OnceLock::new();
    let patterns = SAID_OF_ONESELF.get_or_init(|| Patterns::parse(SAID));
    let hits = patterns.find(words).into_iter();
    hits.filter(|hit| hit.name != "age" || !is_of_work(words, hit.end))
        .map(|hit| (hit.start..hit.end, hit.name))
        .collect()
}

/// Whether one of the next words says what the years are of.
fn is_of_work(words: &[Word], after: usize) -> bool {
    words.iter().skip(after).take(3).any(|word| OF_WORK.contains(&word.folded.as_str()))
}

#[cfg(test)]
mod tests {
    use super::{improper, volunteered};
    use crate::{interview::word::words, text::Language};

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
    fn years_of_work_are_no_age() {
        let topics =
            |text: &str| volunteered(&words(text)).into_iter().map(|(_, topic)| topic).collect::<Vec<_>>();
        assert_eq!(topics("Tenho 34 anos e sou casada."), ["age", "family"]);
        assert_eq!(topics("Tenho 8 anos de experiência com Java."), Vec::<&str>::new());
        assert_eq!(topics("I am 45 years old and have a team."), ["age"]);
    }
}
