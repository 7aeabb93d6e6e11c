//! How something is told: order, reasons, vague words. Portuguese first, then English.

/// What comes after what.
pub(super) const ORDER: [&str; 2] = [
    "
    primeiro|primeira|primeiramente
    ai|dai eu|a|o|ele|ela|deu|voltou|foi|ficou|entao|depois = particle
    entao = particle
    segundo|terceiro lugar|passo?
    depois|logo|apos|enquanto|antes|ate = beside
    em seguida|paralelo
    por fim|ultimo
    no|na ultimo|ultima|primeiro|primeira|atual|anterior dia|semana|mes|ano|trimestre|semestre|sprint|etapa|fase|passo|momento|rodada|reuniao|tentativa|versao|entrega|parte|empresa|projeto|emprego|trabalho|estagio|experiencia
    atualmente
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
    then|next|later|afterwards|meanwhile|before|until|while = beside
    after that|_ = beside
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
pub(super) const REASON: [&str; 2] = [
    "
    porque|pois|portanto
    por isso|causa|que|conta
    para que|nao
    para _ = purpose
    ja|uma vez que
    assim|de|como forma|modo|resultado
    com isso
    a fim de
    devido a|ao
    o|a motivo|causa|razao foi|era|disso|pelo|pela
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
    the reason|cause was|is|for|why|that
    which meant|made|let|allowed|showed|kept|gave|reduced|avoided|led
    that is why
    ",
];

/// Words that say little.
pub(super) const VAGUE: [&str; 2] = [
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
    esforcado|esforcada|dedicado|dedicada|proativo|proativa|comunicativo|comunicativa|perfeccionista|dinamico|dinamica
    pessoa|profissional muito? responsavel
    de tudo um? pouco
    gosto de aprender|desafios|pessoas
    trabalho|trabalhar bem? em equipe
    somar bastante|muito|com|ao|a
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
    hard-working|hardworking|dedicated|proactive|passionate|perfectionist|dynamic
    team player
    fast|quick learner
    a bit|little of everything
    ",
];
