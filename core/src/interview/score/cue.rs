//! Phrases by which the parts of an account are recognised, in both languages.
//!
//! They are cues, not grammar: an account of anything that happened uses some of them, a general opinion few.

use std::{ops::Range, sync::OnceLock};

use super::reading::Reading;
use crate::{
    interview::{pattern::Patterns, word::Word},
    text::Language,
};

/// Where and when it was, and what was going on.
const SITUATION: [&str; 2] = [
    "
    na|no|numa|num|em|da|do meu|minha|uma|um? ultima|ultimo|antiga|antigo|atual? empresa|projeto|cliente|banco|time|equipe|squad|sistema|emprego|estagio|loja|varejista|operadora|seguradora|fabrica|hospital|fintech|consultoria|faculdade|curso|tcc|trabalho|area|setor|sprint|migracao|implantacao|virada
    em|de|desde # = year
    em|no|nesse|naquele janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro
    ha # ano|anos|mes|meses|semanas|dias
    ano|mes|semana|semestre|trimestre passado|passada
    certa|uma vez
    certo dia
    uma|numa sexta|segunda|terca|quarta|quinta|madrugada
    quando eu? trabalhava|estava|entrei|cheguei|comecei|era|fazia|fui|assumi|a|o|um|uma|os|as
    durante a|o|um|uma
    na|naquela|nessa epoca|ocasiao|situacao
    estava|estavamos|estavam|havia|haviam|tinhamos|eramos|vinhamos|vinha|sofria|sofriamos
    tinha um|uma|muito|muitos|muitas|#
    era|eram um|uma|#|muito
    comecou|comecaram a
    reclamavam|reclamava|demorava|demoravam|travava|falhava|falhavam|levava|levavam|caia|caiam|atrasava|atrasavam|chegavam|chegava|usava|usavam|recebia|recebiamos|rodava|rodavam|dependia|precisava|precisavam|faltava|faltavam
    o|a cliente|usuario|gerente|area|equipe|time|sistema|empresa|aplicacao|banco|servidor pediu|reclamou|queria|tinha|parou|caiu|travou|precisava
    sou|trabalho como|com|na|no|em|ha
    atuo como|com|na|no|em|ha
    nos ultimos # anos|meses
    se|caso eu|o|a|um|uma|houver|houvesse|fosse|acontecesse|isso
    nesse|neste caso|cenario
    ",
    "
    at|in|on|for my|our|a|an|the last|previous|former|current|first? company|job|project|client|bank|team|squad|system|role|internship|store|retailer|insurer|factory|hospital|employer|course|university|sprint|migration
    in|since|from # = year
    in|last january|february|march|april|may|june|july|august|september|october|november|december
    # years|months|weeks|days ago
    last year|month|week|quarter|spring|summer|autumn|fall|winter
    one day|time|night|friday|monday|morning
    once
    when i|we|the|a|our|my|it|they
    while i|we|working
    during a|an|the|my|our
    at the|that time|moment
    there was|were
    we|it|they|i had|were|was|used
    the|our|a client|customer|user|users|manager|team|system|company|service|server|application|page|job|report was|were|had|kept|started|wanted|asked|complained|went|took|stopped|failed|needed
    kept|started failing|complaining|crashing|growing|timing
    used to
    i am|m|work|ve|have a|an|as|been|worked|working
    for the|over past|last # years|months
    if i|the|a|an|there|that|it|someone
    in that|this|such case|situation|scenario
    ",
];

/// What was theirs to do.
const TASK: [&str; 2] = [
    "
    precisava|precisavamos|precisei|precisamos
    tinha|tinhamos|tive|tivemos que|de|ate|# _
    meu|minha|nosso|nossa papel|funcao|responsabilidade|tarefa|missao|objetivo|meta|desafio|trabalho|atribuicao
    era|fiquei|fui|sou|eu o|a? responsavel|encarregado|encarregada|designado|designada|escalado|escalada|chamado|chamada|convidado|convidada
    me pediram|pediu|passaram|passou|deram|chamaram|chamou|coube
    o|a objetivo|meta|desafio|ideia|missao|prazo|exigencia|pedido era|foi
    coube|cabia a? mim|me
    eu cuidava|liderava|coordenava|respondia|mantinha|acompanhava
    assumi a|o|as|os|essa|esse|um|uma
    recebi a|o|um|uma tarefa|missao|pedido|demanda|chamado|desafio
    pediu|pediram para|que|uma|um
    com prazo de
    era preciso|necessario
    eu|nos? deveria|devia|teria
    ",
    "
    needed|had to
    my|our role|job|responsibility|task|mission|goal|target|challenge|assignment was|is
    i was|am|became responsible|asked|assigned|put|called|brought|tasked|given|accountable
    asked me|us to|for
    the|our goal|target|challenge|deadline|objective|idea|brief|requirement was
    it was up to me
    i owned|led|managed|ran|covered|looked|maintained
    i took on|over|ownership|charge
    it fell to me
    wanted|expected me|us to
    i would have|need to
    had # _ to
    by the|a|that? deadline
    ",
];

/// How it ended.
const RESULT: [&str; 2] = [
    "
    resultado|resultados
    consegui|conseguimos|conseguiu|conseguiram
    reduzi|reduziu|reduzimos|reduziram|reduzindo|reducao
    diminui|diminuiu|diminuimos|diminuiram|diminuicao
    aumentei|aumentou|aumentamos|aumentaram|aumento
    melhorou|melhoramos|melhoraram|melhorei
    caiu|cairam|baixou|baixaram|baixamos|subiu|subiram|cresceu|cresceram|dobrou|triplicou
    passou|passaram|foi|foram|saiu|saimos|caiu|veio|levava|baixou|subiu de _ _? _? para
    passou|passaram a
    economizamos|economizou|economizei|economia de
    no|ao fim|final
    com isso|essa|esse
    desde|dai entao|la
    depois disso|dessa|desse
    em # semana|semanas|mes|meses|dia|dias|hora|horas|minutos
    entreguei|entregamos|entregou|entregue|entregues
    evitei|evitamos|evitou
    zerei|zerou|zeramos
    nunca|nao mais _? houve|tivemos|tive|aconteceu|caiu|voltou|repetiu|faltou
    sem nenhum|nenhuma|perda|perder|parada|queda|erro|erros|incidente|incidentes|atraso|retrabalho
    deixou|deixaram de
    voltou|voltaram ao|a
    estabilizou|estabilizamos|estabilizaram
    ganhamos|ganhou|ganhei|recuperamos|recuperei|recuperou|resolveu|resolvido
    foi|foram aprovado|aprovada|aprovados|aceito|aceita|adotado|adotada|promovido|promovida|elogiado|elogiada
    virou|viraram|se tornou
    hoje o|a|os|as|ela|ele|todos
    renovou|aprovou|adotou|adotaram|elogiou
    aprendi que
    caido|caida|subido|reduzido|reduzida|baixado|dobrado para|de|a|em|#
    de # _? _? _? _? para|a #
    # dias|semanas|meses|horas|minutos depois
    nenhum|nenhuma _? _? foi|houve|voltou|teve|reclamou|precisou
    aceitou|aceitaram|concordou|concordaram|agradeceu|agradeceram
    # por cento
    bateu|bateram com
    sumiu|sumiram|parou|pararam|acabou|acabaram|terminou|terminaram|fechou|fechamos|publicamos|publiquei
    ficou|ficaram pronto|pronta|em|no|na|abaixo|acima|#
    antes|abaixo do prazo|orcamento
    passei|passou com|na|no
    ja fiz|usei|apliquei|passei isso|assim|por
    deu|deram certo
    funcionou|funcionaram
    resultaria|cairia|reduziria|mediria|mostraria|esperaria
    ",
    "
    result|results|outcome|outcomes
    reduced|reducing|reduction|cut|cutting|lowered|decreased|shrank|halved
    increased|increasing|raised|grew|doubled|tripled|rose|gained
    improved|improving|improvement
    dropped|fell|went|came|moved from|to|by|down|up|below|under
    saved|saving|savings
    in the end
    as a result|consequence
    since then|that
    after that|which|this
    within # _
    delivered|shipped|finished|completed|launched
    avoided|prevented|eliminated
    no more|longer|further
    without any|a|losing|downtime|errors|incident|incidents
    never happened|came|again
    stopped failing|happening|complaining|crashing
    recovered|restored|resolved|solved|fixed
    was|were|got approved|accepted|adopted|promoted|praised|closed
    became the|a|our|standard
    today the|it|they|all|we
    renewed|adopted|praised
    i learned|learnt that
    from # _? _? _? _? to #
    # days|weeks|months|hours|minutes later
    nobody|none|no _? _? was|has|complained|lost|noticed
    accepted|agreed|thanked
    # percent
    ended|closed|stayed|stays|matched|held
    i did|used|have done? this|that|it before|once
    it|that|this worked
    under|below|ahead of? budget|schedule|deadline
    would drop|fall|reduce|show|measure|expect
    ",
];

/// What comes after what.
const ORDER: [&str; 2] = [
    "
    primeiro|primeira|primeiramente
    segundo|terceiro lugar|passo?
    depois|entao|logo|apos|enquanto|antes|ate
    em seguida|paralelo
    por fim|ultimo
    no|ao fim|final|inicio|comeco
    a partir
    comecei|comecaria por|pelo|pela
    quando|assim que
    finalmente|inicialmente|posteriormente
    com isso
    hoje
    ",
    "
    first|firstly
    second|third|secondly
    then|next|later|afterwards|meanwhile|before|until|while
    after that|_
    in the end
    at first|last
    finally|eventually|initially
    started|began by|with
    when|once|as soon as
    since then
    today|now
    ",
];

/// Why it was done so.
const REASON: [&str; 2] = [
    "
    porque|pois|portanto
    por isso|causa|que|conta
    para que|nao|_
    ja|uma vez que
    assim|de|como forma|modo|resultado
    com isso
    a fim de
    devido a|ao
    o motivo|a causa|a razao
    o que|isso permitiu|mostrou|evitou|evitava|reduziu|causava|gerava|ajudou|levou|fez
    senao
    ",
    "
    because|therefore|so|thus|hence
    so that
    since it|the|we|that|they
    in order to
    due to
    to avoid|keep|make|reduce|prevent|ensure|see|find|check|get|show
    the reason|cause
    which meant|made|let|allowed|showed|kept|gave|reduced|avoided|led
    that is why
    ",
];

/// Words that say little.
const VAGUE: [&str; 2] = [
    "
    coisa|coisas
    etc
    acho que
    meio|tipo que?
    mais ou menos
    de alguma|certa forma|maneira
    algo assim
    sempre procuro|tento|busco|dou|fui|gostei|fiz|resolvo
    geralmente|normalmente|basicamente
    varias|muitas|diversas|algumas coisas|situacoes|vezes|ferramentas|tecnologias|formas|areas
    e por ai vai
    tudo|todo certo|bem|mundo
    dar|dou|dei o meu? melhor|maximo
    o que for|precisar|preciso
    depende|dependendo
    um|uns pouco|poucos
    boas praticas
    na medida do possivel
    ",
    "
    thing|things|stuff
    etc
    i think|guess|suppose
    kind|sort of
    more or less
    somehow|something|whatever
    always try|tried|do|did|give|gave
    usually|generally|basically|normally
    various|several|many|different|some things|situations|times|tools|technologies|ways|areas
    and so on
    everything|everyone went|worked|was|fine|ok
    do|did|give|gave my best
    it depends
    a little|bit
    best practices
    as much as possible
    ",
];

/// Orders to whoever scores, in any language.
const ORDERS: &str = "
ignore|ignora|ignorem|desconsidere|desconsidera|esqueca|disregard|forget|override|bypass _? _? _? instrucoes|instrucao|regras|criterios|rubrica|instructions|instruction|rules|criteria|rubric|prompt|prompts
ignore|desconsidere|disregard|forget tudo|everything|all
de|da|atribua|conceda|coloque|quero|mereco|give|assign|award|grant me? a|uma|the|this|esta|essa|minha|my? _? _? nota|pontuacao|score|grade|rating maxima|maximo|total|cheia|10|100|perfeita|alta
de|da|atribua|conceda|give|assign nota|score|pontuacao 10|100|dez|cem|maxima|maximo
nota|pontuacao maxima|maximo|cheia|100|10|total para|nesta|nessa|neste|deste|desta
give|score|rate|grade|award|assign me|this|it _? _? _? 100|10|maximum|full|perfect|highest|top|five|ten
maximum|full|perfect|highest|top score|marks|grade|rating|points for|to this|me|my
voce agora e|esta
voce e|sera um|uma|o|a? avaliador|ia|modelo|assistente|llm|chatgpt
you are now|a|an|the now|evaluator|grader|assistant|model|ai|llm
aja|act como|as um|uma|a|an|o|the? avaliador|evaluator|grader|assistente|assistant|ia|ai
considere|avalie|classifique|marque|trate|consider|evaluate|rate|classify|mark|treat esta|essa|a|minha|this|my|the resposta|candidatura|answer|response|candidate como|as _? excelente|perfeita|correta|completa|otima|excellent|perfect|correct|complete|outstanding
responda|answer|reply|respond apenas|somente|only with|com
deve|merece|receber|receba|mereco _? nota|pontuacao maxima|maximo
atribua|de|da|conceda|give|assign a|the pontuacao|nota|highest mais|possible alta|score|mark|grade
esta|essa|this|my|minha resposta|answer deve|should|must receber|receive|get
finja|imagine|faca|pretend|assume de? conta? que|that eu|i contei|respondi|told|answered
atencao|prezado|prezada|caro|cara|ola|dear|attention|hello avaliador|avaliadora|evaluator|grader
relevance|coverage|signals|star|specificity 4|100
use the? json|pontuacao|score above|acima|below|as
as my evaluation|score|assessment
rubrica|rubric desta|dessa|for _? _? esta|is suspensa|suspended
";

fn pair(slot: &'static OnceLock<[Patterns; 2]>, source: [&str; 2], language: Language) -> &'static Patterns {
    let pair = slot.get_or_init(|| source.map(Patterns::parse));
    match language {
        Language::Pt => &pair[0],
        Language::En => &pair[1],
    }
}

macro_rules! cues {
    ($(#[$doc:meta])* $name:ident, $source:ident) => {
        $(#[$doc])*
        pub(super) fn $name(reading: &Reading, language: Language) -> Vec<Range<usize>> {
            static PARSED: OnceLock<[Patterns; 2]> = OnceLock::new();
            counted(reading, pair(&PARSED, $source, language))
        }
    };
}

cues!(
    /// Where a situation is given by a phrase.
    phrased_situations, SITUATION
);
cues!(
    /// Where a task is given.
    tasks, TASK
);
cues!(
    /// Where a result is given.
    results, RESULT
);
cues!(
    /// Where order is marked.
    orders_of, ORDER
);
cues!(
    /// Where a reason is given.
    reasons, REASON
);
cues!(
    /// Where it is vague.
    vague, VAGUE
);

/// Where a situation is given: by a phrase, or in Portuguese by a verb that says how things used to be.
pub(super) fn situations(reading: &Reading, language: Language) -> Vec<Range<usize>> {
    let mut found = phrased_situations(reading, language);
    if language == Language::Pt {
        let used_to = reading.counted().filter(|at| is_imperfect(&reading.words[*at].folded));
        found.extend(used_to.map(|at| at..at + 1));
        found.sort_by_key(|range| range.start);
    }
    found
}

/// "ficava", "reclamavam", and irregular ones.
fn is_imperfect(word: &str) -> bool {
    const OTHERS: [&str; 6] = ["java", "lava", "oitava", "brava", "escrava", "clava"];
    const IRREGULAR: [&str; 16] = [
        "ia",
        "iam",
        "queria",
        "queriam",
        "pedia",
        "pediam",
        "existia",
        "existiam",
        "fazia",
        "faziam",
        "perdia",
        "perdiam",
        "recebia",
        "recebiam",
        "crescia",
        "dependiam",
    ];
    let regular = ["ava", "avam", "avamos"].iter().any(|ending| word.ends_with(ending));
    IRREGULAR.contains(&word) || (regular && word.len() >= 5 && !OTHERS.contains(&word))
}

/// Words at which an order to whoever scores begins.
pub(super) fn orders(words: &[Word]) -> Vec<usize> {
    static PARSED: OnceLock<Patterns> = OnceLock::new();
    PARSED.get_or_init(|| Patterns::parse(ORDERS)).find(words).iter().map(|hit| hit.start).collect()
}

fn counted(reading: &Reading, patterns: &Patterns) -> Vec<Range<usize>> {
    let hits = patterns.find(&reading.words).into_iter();
    hits.filter(|hit| (hit.start..hit.end).all(|at| reading.counts(at)))
        .filter(|hit| hit.name != "year" || reading.words[hit.start + 1].is_year())
        .map(|hit| hit.start..hit.end)
        .collect()
}
