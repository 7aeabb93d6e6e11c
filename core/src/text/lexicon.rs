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
access = acesso
accounts = contas
administration = administração
alerts = alertas
analysis = análise
analytics = análise análises
application = aplicação aplicativo sistema
applications = aplicações aplicativos sistemas
availability = disponibilidade
business = negócio negócios
calls = chamadas chamados
card = cartão
cards = cartões
catalog = catálogo
centers = centros
code = código
components = componentes
configuration = configuração parametrização
configure = configurar parametrizar
configured = configurou parametrizou configuração
contracts = contratos
controls = controles
cost = custo
costs = custos
coverage = cobertura
credit = crédito
customer = cliente
customers = clientes
data = dados
delivery = entrega
design = projeto desenho
development = desenvolvimento
distributed = distribuídos distribuído
documents = documentos
electronic = eletrônica eletrônico
engineer = engenheiro engenharia
engineering = engenharia
engineers = engenheiro engenharia
environment = ambiente
environments = ambientes
errors = erros
events = eventos
facilitated = facilitou facilitação
facilitation = facilitação
features = funcionalidades
files = arquivos
flow = fluxo
forms = formulários
governance = governança
groups = grupos
guidelines = diretrizes
health = saúde
images = imagens
improvement = melhoria
industry = indústria
install = instalar instalação
installed = instalou instalação
interfaces = interfaces telas
inventory = estoque inventário
invoice = nota fatura
invoices = notas faturas
languages = idiomas linguagens
lead = líder liderança
libraries = bibliotecas
library = biblioteca
loads = cargas
loyalty = fidelidade
maintain = manter manutenção
maintained = manteve manutenção
management = gestão gerenciamento
manager = gerente gestor coordenador
managers = gerente gestor coordenador
market = mercado
materials = materiais
mentored = mentoria orientou
metrics = métricas
migrate = migrar migração
migrated = migrou migração
model = modelo
modeling = modelagem
modelling = modelagem
models = modelos
network = rede redes
networks = redes
night = noite noturno
nightly = noturno noturna
operations = operações
orders = pedidos ordens
outsourcing = terceirização
payment = pagamento
payments = pagamentos
pipelines = pipelines esteiras
policies = políticas
policy = política
predictive = preditivo preditivos preditiva
privacy = privacidade
processes = processos
processing = processamento
product = produto
production = produção
project = projeto
projects = projetos
public = público pública
quality = qualidade
queries = consultas
queue = fila
queues = filas
reconciliation = conciliação
records = registros
regulatory = regulatório regulatória
releases = versões liberações
requirements = requisitos
responsive = responsivo responsiva responsivas
restaurant = restaurante
risk = risco
rules = regras
scalable = escalável escaláveis
scale = escala
scaled = escalados escala
schedule = agenda
scheduling = agendamento
screens = telas
server = servidor
servers = servidores
service = serviço
services = serviços
shift = turno
shifts = turnos
software = software sistema
squad = squad time
standards = normas padrões
statements = extratos
stock = estoque
stores = lojas
strategy = estratégia
supplier = fornecedor
support = suporte sustentação
system = sistema
systems = sistemas
tables = tabelas
tax = fiscal imposto tributário
team = equipe time
teams = equipes times
test = teste
tester = testes testador analista
testers = testes testador analista
testing = testes teste
tests = testes
tracking = rastreamento acompanhamento
train = treinar treinamento
trained = treinou treinamento
transactions = transações
treasury = tesouraria
troubleshooting = diagnóstico solução
tuning = ajuste otimização
university = universidade faculdade
validation = validação
visualization = visualização
volume = volume volumes
volumes = volumes volume
vulnerabilities = vulnerabilidades
vulnerability = vulnerabilidade
warehouse = armazém depósito
web = web
workflow = fluxo
workflows = fluxos
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
