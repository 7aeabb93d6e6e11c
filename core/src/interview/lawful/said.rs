//! What candidates say of themselves, as phrases of both languages.

/// Named by topic; `years` may be an age or not and are looked at again.
pub(super) const BOTH: &str = "
tenho|com|fiz|completei|aos # anos de idade = age
tenho|fiz|completei # anos = years
minha idade = age
nasci em|no = age
sou|sendo muito? jovem|velho|velha|idoso|idosa = age
sou|estou|era|fui {casado} = family
meu|minha {parceiro} = family
minha mulher = family
meu|minha|meus|minhas {parente} = family
tenho|tive um|uma|#? {filho} = family
tenho|tive um|uma bebe = family
tenho|tive um|uma {parceiro} = family
sou|ser|como mae|pai|avo = family
gravida|gravidez = pregnancy
minha gestacao = pregnancy
sou|era|estava|fiquei gestante = pregnancy
minha|em|tirei|tirar|tirou|voltei|voltou|sai|saiu|entrei|estava da|de|em|a|minha? licenca-maternidade|licenca-paternidade = pregnancy
minha|em|tirei|tirar|tirou|voltei|voltou|sai|saiu|entrei|estava da|de|em|a|minha? licenca maternidade|paternidade = pregnancy
sou|como {crente} = religion
minha|meu igreja|fe|religiao|pastor|padre|terreiro = religion
frequento|vou a|uma|na|o? igreja|missa|culto|terreiro = religion
minha saude|doenca|depressao|ansiedade|diabetes|deficiencia = health
meu cancer|tdah|autismo|transtorno|burnout = health
tenho|tive|trato|sofro de|uma|um|com? {doenca} = health
tomo|tomei|tomava um|uma? {remedio} = health
sou|era {doente} = health
votei em|no|na|para|pelo|pela|nas o|a? presidente|candidato|candidata|partido|prefeito|governador|direita|esquerda|eleicao|eleicoes = politics
sou|era filiado|filiada|petista|bolsonarista = politics
sou militante do|da|de|politico|politica|partidario = politics
sou de direita|esquerda = politics
meu partido = politics
meu sindicato = union
sou|fui|participo membro|parte? do|de sindicato = union
sou sindicalizado|sindicalizada = union
sou {raca} = origin
sou uma? pessoa? {lgbt} = sexuality
meu {preferido}? salario = salary
minha {preferido}? remuneracao = salary
ganho|ganhava|recebo|recebia r # = salary
ganho|ganhava|recebo|recebia # mil? reais|dolares|euros|k = salary
ganho|ganhava # mil? por|ao|de mes|salario = salary
nome sujo = credit
estou|estava|fui|fiquei negativado|negativada = credit
i am|m|turned # years old = age
i am|m|turned # = years
my age = age
in my twenties|thirties|forties|fifties|sixties = age
i was born in = age
i am|m {married} = family
i am|m a|the single? {parent} = family
my {partner} = family
my {child} = family
my {relative} = family
i have # small|young? children|kids|sons|daughters = family
i have a|one small|young|new? child|kid|son|daughter|baby|family|husband|wife = family
as a {parent} = family
pregnant|pregnancy = pregnancy
my|on|took|taken|take|from|after|during a? maternity|paternity leave = pregnancy
i am|m a|an? {believer} = religion
my church|faith|religion|mosque|synagogue|pastor|priest = religion
my health|illness|disability|depression|anxiety|diabetes|cancer|therapy|adhd|autism = health
i have|had|suffer|suffered from|a? {illness} = health
i am|m {ill} = health
i voted for the? president|candidate|republican|republicans|democrat|democrats|left|right|party|labour = politics
i voted in the? last? election|elections = politics
my party|politics = politics
my union = union
i am|m a? {partisan} = politics
i am|m a|an? {race} = origin
i am|m a|an? gay|lesbian|bisexual|trans|transgender|queer|heterosexual|homosexual = sexuality
my current|last|previous salary = salary
";

/// What may be about work after all: the phrase's last word, and words after it that say so.
pub(super) const OF_WORK: [(&str, &str); 16] = [
    ("familia", "de do da dos das"),
    ("family", "of"),
    ("dividas", "tecnica tecnicas"),
    ("divida", "tecnica tecnicas"),
    ("mae", "do da dos das"),
    ("pai", "do da dos das"),
    ("companheiro", "de do da"),
    ("companheira", "de do da"),
    ("deficiencia", "em no na de do da dos das"),
    ("fe", "em no na nos nas"),
    ("faith", "in"),
    ("blind", "to about"),
    ("deaf", "to"),
    ("black", "belt box hat"),
    ("white", "belt box hat"),
    ("union", "query queries of all type types"),
];

/// After "child", "parent" and the like, things that are no relatives.
pub(super) const THINGS: &str = "
    process processes node nodes component components class classes table tables workflow workflows pipeline pipelines job jobs
    page pages theme module modules element elements account accounts ticket tickets issue issues task tasks company record
    records thread threads domain branch domains topic document team row key
";

/// Words after "mãe de", "família de" that keep it about people.
pub(super) const OF_PEOPLE: &str = "
    origem familia um uma filho filha filhos filhas menino menina meninos meninas gemeos crianca criancas casa
";

/// Words near a number of years that make it an age.
pub(super) const PERSONAL: &str = "
    sou casado casada solteiro solteira moro nasci idade aposentar aposentado aposentada filhos filhas married single born
";

/// What years are of when they are of work, in the next words.
pub(super) const YEARS_OF_WORK: &str = "
    de com em como no na nos nas nesse nessa neste nesta so sendo dos todos trabalhando atuando fazendo cuidando experiencia
    carreira area profissao mercado empresa ti atuacao trabalho desenvolvimento estrada casa vivencia sempre meio nisso desde
    experience career work industry profession working with faculdade curso estudo graduacao ingles
";
