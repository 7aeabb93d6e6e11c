//! Verb forms by which own deeds are told, and words that only look like them.

use std::{collections::BTreeSet, sync::OnceLock};

/// First-person forms that no ending tells, and that are hardly ever anything else.
const PT_FORMS: &str = "
    abro acompanho agendo agrupo ajusto alinho analiso anoto aplico apresento atendo atualizo automatizo boto busco
    carrego chamo coleto coloco combino comeco comparo compus configuro confirmo confiro consulto contrapus converso
    converto coordeno corrijo crio cuido defino dei deixo delego desenvolvo desfiz desinstalo devolvo digo dispus
    disse divido dou ensino entrego entro envio escolho escrevo escuto estimo evito executo explico expus extraio
    faco fecho fiz fui garanto guardo implemento insiro instalo intervim investigo isolo leio levanto lidero ligo
    limpo mando mantenho mantive mapeio meco monitoro monto mostro obtive olho organizo oriento ouco peco pego
    pergunto pingo planejo previ priorizo procuro proponho propus pus recuso refiz reinicio removo reproduzo resolvo
    restauro reuno revi reviso rodo saio salvo simulo somo subo testo tiro trato troco trouxe valido verifico
    versiono
";

/// Words with the endings of such verbs that are none.
const PT_OTHERS: &str = "
    abi ali anti api aqui assim bancaria bateria cai cgi cli dali daqui deveria diaria direi engenharia extremos foi
    frei galeria grei gui haveria hei hifi jei kpi lei maria materia maximos mensageria mesmos mini minimos multi
    mysqli necessaria padaria pai parceria poderia portaria primaria prioritaria proximos ramos rei sai sci
    secretaria sei semi seria spi taxi temporaria teria termos tributaria ultimos usuaria vai varia voluntaria wifi
";

/// Verbs of feelings and states, no deeds.
const PT_STATES: &str = "
    achava achei acho acreditei acredito conheco cresci devia entendo era esperava espero estaria estava estou
    estudei ficaria ficava fico fiquei gostaria gostava gostei gosto ia lembro morava moro nasci pensava pensei
    penso podia posso precisava precisei preciso prefiro procurei procuro queria quero sabia sei senti sentia sinto
    sou tenho tentaria tentei tento tinha trabalhava trabalhei trabalho vim vou
";

/// Words between "eu" or "a gente" and its verb.
const PT_BETWEEN: &str = "
    ja so tambem sempre entao primeiro mesmo logo ainda depois que mesma geralmente normalmente costumo
    costumava ia vou iria vai
";

/// Words ending as such verbs that begin clauses.
const PT_JOINING: &str = "
    quando como segundo primeiro claro certo caso isso tudo mesmo logo tanto quanto dentro cedo sendo entao no do ao
    pelo todo outro cada nosso vosso exemplo tipo grupo time ano tempo porto risco custo preco banco arquivo servico
    processo projeto codigo teste erro passo prazo texto botao campo dado caminho metodo
";

/// English verbs after "I" that are no deeds.
const EN_STATES: &str = "
    am was m think guess believe feel felt know knew like liked love want wanted hope understand understood see saw
    mean suppose try tried can could need needed had have do don didn did would should might may thought work worked
    wasn
";

/// English words between "I" and its verb.
const EN_BETWEEN: &str = "
    also then first would d ll will ve have personally always often usually even
";

macro_rules! sets {
    ($($name:ident, $source:ident;)*) => {
        $(
            /// Whether a folded word is in the list of that name.
            pub(super) fn $name(word: &str) -> bool {
                static SET: OnceLock<BTreeSet<&str>> = OnceLock::new();
                SET.get_or_init(|| $source.split_whitespace().collect()).contains(word)
            }
        )*
    };
}

sets! {
    is_form, PT_FORMS;
    is_other, PT_OTHERS;
    is_state, PT_STATES;
    is_between, PT_BETWEEN;
    is_joining, PT_JOINING;
    is_english_state, EN_STATES;
    is_english_between, EN_BETWEEN;
}
