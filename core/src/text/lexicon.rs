//! English words of hiring and the Portuguese terms that may say the same, so that an English question finds Portuguese
//! passages, and an English sentence can be checked against them; and words that claim nothing by themselves. Where two
//! words always say the same, `data/synonyms.txt` makes one term of them.

use std::{
    collections::{HashMap, HashSet},
    sync::OnceLock,
};

use super::analyze;

/// `english = portuguese portuguese`, one pair a line.
const PAIRS: &str = "
administration = administração
analysis = análise
application = aplicação aplicativo sistema
applications = aplicações aplicativos sistemas
business = negócio negócios
code = código
data = dados
design = projeto desenho
development = desenvolvimento
engineer = engenheiro engenharia
engineers = engenheiro engenharia
engineering = engenharia
lead = líder liderança
management = gestão gerenciamento
manager = gerente gestor coordenador
managers = gerente gestor coordenador
network = rede redes
networks = redes
operations = operações
pipelines = pipelines esteiras
product = produto
project = projeto
projects = projetos
quality = qualidade
requirements = requisitos
risk = risco
scalable = escalável escaláveis
server = servidor
servers = servidores
service = serviço
services = serviços
software = software sistema
squad = squad time
support = suporte sustentação
system = sistema
systems = sistemas
team = equipe time
teams = equipes times
test = teste
testing = testes teste
tests = testes
tester = testes testador analista
testers = testes testador analista
troubleshooting = diagnóstico solução
university = universidade faculdade
vulnerability = vulnerabilidade
web = web
years = anos
";

/// Words an answer is made of that claim nothing by themselves.
const CONNECTIVES: &str = "
according additionally along also among and answer any applied apply based because been being best better between
both build builds built can candidate clear clearly companies company create creates demonstrate demonstrated
demonstrates develop developed develops each either ensure especially evidence example examples excellent expertise
extensive familiar familiarity few following four five good great hands hands-on having high highly if include
included includes including indicate indicates into key make makes making many mention mentioned mentions multiple
new number one other others out over part particularly proficiency proficient profile provide provided provides
related relevant seeking several show shows similar six solid some specific specifically strong strongly such suggest
suggests summary than then therefore these three through two typically understanding various very ways well while
within without
acordo além alta alto ambos aparecendo aplicada base bem bom boa cada capacidade citado citada com com base combinar conforme
considerar demonstra demonstram destaca destacam destaque dois duas ela ele especialmente evidência evidências exemplo
exemplos foco forma forte fortes grande incluem inclui incluindo indica indicam junto maneira mencionada mencionado
mencionam mesma outras outros parte percebe pode podem portanto quatro relacionada relacionadas resumo segundo sendo
sólida sólido sólidos três trecho trechos vários várias cinco seis
";

/// Portuguese terms for an English index term.
pub fn translations(term: &str) -> &'static [String] {
    static TABLE: OnceLock<HashMap<String, Vec<String>>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let pair = |line: &str| {
            let (english, portuguese) = line.split_once('=')?;
            Some((terms(english).pop()?, terms(portuguese)))
        };
        PAIRS.lines().filter_map(pair).collect()
    });
    table.get(term).map_or(&[], Vec::as_slice)
}

/// Whether a term claims nothing by itself.
pub fn is_connective(term: &str) -> bool {
    static TERMS: OnceLock<HashSet<String>> = OnceLock::new();
    TERMS.get_or_init(|| terms(CONNECTIVES).into_iter().collect()).contains(term)
}

fn terms(text: &str) -> Vec<String> {
    analyze(text).into_iter().map(|term| term.text).collect()
}
