//! What people are, have and do that is nobody's business, as classes of words.
//!
//! Questions ("Você é {believer}?") and answers ("Sou {believer}") share them: a word added here is known to both.

/// Each class: its name, and its words, folded.
const CLASSES: [(&str, &str); 32] = [
    (
        "adv",
        "ja|tambem|ainda|nao|nunca|hoje|atualmente|por|acaso|ever|also|still|currently|now|really|already|not|recently",
    ),
    ("are", "are|aren|were|weren|be"),
    ("have", "do|don|did|does|will|would|have|haven|had|has|can|could"),
    ("of_ano", "ano|anos"),
    // Portuguese.
    (
        "parceiro",
        "marido|esposa|esposo|conjuge|companheiro|companheira|namorado|namorada|noivo|noiva|sogra|sogro",
    ),
    ("filho", "filho|filha|filhos|filhas|crianca|criancas|gemeos|neto|neta|netos|enteado|enteada"),
    ("parente", "filho|filha|filhos|filhas|mae|pai|pais|irmao|irma|irmaos|avo|neto|neta|familia|bebe"),
    (
        "casado",
        "casado|casada|solteiro|solteira|divorciado|divorciada|viuvo|viuva|noivo|noiva|amasiado|amasiada",
    ),
    (
        "crente",
        "evangelico|evangelica|catolico|catolica|espirita|judeu|judia|muculmano|muculmana|budista|ateu|ateia|cristao|crista|\
         umbandista|candomblecista|protestante|adventista|religioso|religiosa|crente",
    ),
    (
        "doenca",
        "depressao|ansiedade|diabetes|cancer|tdah|autismo|deficiencia|doenca|burnout|epilepsia|asma|hipertensao|hiv|aids|\
         alergia|transtorno|bipolaridade|esquizofrenia|endometriose|fibromialgia|enxaqueca",
    ),
    (
        "doente",
        "pcd|cadeirante|surdo|surda|cego|cega|autista|diabetico|diabetica|deficiente|hipertenso|hipertensa|bipolar|\
         epileptico|epileptica|asmatico|asmatica|fumante|alcoolatra|dependente-quimico|neurodivergente",
    ),
    (
        "remedio",
        "remedio|remedios|antidepressivo|antidepressivos|ansiolitico|ansioliticos|medicacao|medicamento|medicamentos|calmante|\
         calmantes|anticoncepcional",
    ),
    (
        "raca",
        "negro|negra|preto|preta|pardo|parda|branco|branca|indigena|asiatico|asiatica|nordestino|nordestina|imigrante|\
         estrangeiro|estrangeira|quilombola|cigano|cigana",
    ),
    (
        "lgbt",
        "gay|lesbica|bissexual|hetero|heterossexual|homossexual|trans|transexual|travesti|lgbt|lgbtqia|queer",
    ),
    ("partidario", "petista|bolsonarista|militante|comunista|socialista|conservador|conservadora"),
    ("salario", "salario|remuneracao|holerite|contracheque|ordenado"),
    ("licenca", "licenca-maternidade|licenca-paternidade|maternidade|paternidade"),
    ("preso", "preso|presa|detido|detida|condenado|condenada|fichado|fichada|indiciado|indiciada"),
    ("preferido", "ultimo|ultima|atual|anterior|antigo|antiga"),
    // English.
    ("partner", "husband|wife|spouse|boyfriend|girlfriend|fiance|fiancee"),
    ("child", "child|children|kid|kids|son|sons|daughter|daughters|baby|babies"),
    ("relative", "parents|mother|father|mom|mum|dad|family|sister|brother|grandchildren"),
    ("married", "married|divorced|engaged|widowed|separated|single"),
    ("parent", "mother|father|mom|mum|dad|parent|wife|husband|widow|widower|grandmother|grandfather"),
    (
        "believer",
        "christian|catholic|evangelical|muslim|jewish|buddhist|atheist|hindu|protestant|mormon|jew|religious|agnostic",
    ),
    (
        "illness",
        "disability|disabilities|illness|illnesses|disease|allergy|allergies|depression|anxiety|diabetes|cancer|adhd|autism|\
         epilepsy|asthma|burnout|hiv|aids|migraines",
    ),
    (
        "ill",
        "disabled|handicapped|deaf|blind|diabetic|autistic|bipolar|epileptic|neurodivergent|hiv|alcoholic",
    ),
    ("drug", "medication|medications|medicine|antidepressant|antidepressants"),
    (
        "race",
        "black|white|latino|latina|hispanic|asian|indigenous|immigrant|foreigner|african|arab|caucasian|native",
    ),
    ("queer", "gay|lesbian|straight|bisexual|heterosexual|homosexual|transgender|trans|queer|lgbt|lgbtq"),
    ("partisan", "republican|democrat|socialist|liberal|conservative|communist|libertarian"),
    ("pay", "salary|pay|wage|wages|compensation|paycheck"),
];

/// Phrases with `{class}` replaced by its words.
pub(in crate::interview) fn expand(source: &str) -> String {
    CLASSES.iter().fold(source.to_owned(), |text, (name, words)| text.replace(&format!("{{{name}}}"), words))
}

#[cfg(test)]
mod tests {
    use super::expand;

    #[test]
    fn classes_are_put_in_and_none_is_unknown() {
        assert!(expand("sou {crente}").starts_with("sou evangelico|"));
        for source in [super::super::asked::PT, super::super::asked::EN, super::super::said::BOTH] {
            assert!(!expand(source).contains(['{', '}']));
        }
    }
}
