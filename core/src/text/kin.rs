//! Which stems are of one family of words.

use super::word::lists;

/// Endings by which one word is made of another of its family, as stems have them: "monitor" and "monitorament(o)", "delega(r)"
/// and "delegu(ei)", "essenci(ais)" and "essencial", "cover" and "coverag(e)".
const FAMILY_ENDINGS: &str = "
    aca aco ica ico sa sao mos ador edor idor tor or ator atori itor ament iment ement ment ant ent int anc enc avel ivel av iv
    el al ial il u i ei ar ur atur ag ens ari iri iz izaca izaco idad inh
    ed er est ion ation at abl ibl e ee pt ten en is ist ifi if eri iti y ity ship li ness ful
";

/// Stems of which one seems to be made of the other.
const STRANGERS: [(&str, &str); 36] = [
    ("atual", "atualiz"),
    ("atual", "atualizaca"),
    ("atual", "atualizaco"),
    ("auditor", "auditori"),
    ("autor", "autoriz"),
    ("autor", "autorizaca"),
    ("comun", "comuns"),
    ("contr", "contrari"),
    ("contr", "contrat"),
    ("convers", "conversa"),
    ("corret", "corretor"),
    ("count", "counter"),
    ("depart", "departur"),
    ("digit", "digital"),
    ("direct", "director"),
    ("diret", "diretor"),
    ("diretor", "diretori"),
    ("domin", "domini"),
    ("escrit", "escritori"),
    ("estav", "estavel"),
    ("impos", "imposs"),
    ("intern", "internal"),
    ("intern", "internship"),
    ("later", "lateral"),
    ("offic", "offici"),
    ("parti", "partial"),
    ("parti", "partit"),
    ("polic", "polici"),
    ("precis", "precisa"),
    ("produc", "product"),
    ("prior", "prioriti"),
    ("seman", "semant"),
    ("state", "statement"),
    ("tempo", "tempor"),
    ("though", "thought"),
    ("would", "wouldn"),
];

/// Whether two stems are of one family: the same, or one is long enough to mean it and the other is made of it by an ending
/// that makes words of a family. A longer word that only begins alike is another ("caminh(o)", "caminha(o)").
pub(crate) fn are_kin(a: &str, b: &str) -> bool {
    const MIN_CHARS: usize = 5;
    if a == b {
        return true;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let ending = long.strip_prefix(short).filter(|_| short.len() >= MIN_CHARS);
    ending.is_some_and(|ending| is_family_ending(short, ending)) && !STRANGERS.contains(&(short, long))
}

fn is_family_ending(stem: &str, ending: &str) -> bool {
    match ending {
        // "entra", "entrada": after the vowel of a verb only.
        "d" | "m" | "r" | "v" => stem.ends_with('a'),
        // "spoke", "spoken"; "complain", "complaint".
        "n" => stem.ends_with(['e', 'k']),
        "t" => stem.ends_with('n'),
        // "revis(ar)", "revisa(o)".
        "a" => stem.ends_with('s'),
        // "deploys", as English words in Portuguese have it.
        "s" => !stem.ends_with('s'),
        _ => lists(FAMILY_ENDINGS, ending),
    }
}

#[cfg(test)]
mod tests {
    use super::are_kin;
    use crate::text::{Language, word::Stems};

    #[test]
    fn words_of_a_family_are_kin_and_those_that_begin_alike_are_not() {
        let stems = |language: Language, words: [&str; 2]| {
            let stemmer = Stems::new(language);
            words.map(|word| stemmer.stem(word))
        };
        for (language, words) in [
            (Language::Pt, ["monitorar", "monitoramento"]),
            (Language::Pt, ["delegar", "deleguei"]),
            (Language::Pt, ["essenciais", "essencial"]),
            (Language::Pt, ["comparar", "comparacao"]),
            (Language::Pt, ["confiar", "confianca"]),
            (Language::Pt, ["dificeis", "dificil"]),
            (Language::Pt, ["deploy", "deploys"]),
            (Language::En, ["cover", "coverage"]),
            (Language::En, ["spoke", "spoken"]),
            (Language::En, ["deliver", "delivery"]),
        ] {
            let [a, b] = stems(language, words);
            assert!(are_kin(&a, &b), "{words:?}: {a} {b}");
        }
        for (language, words) in [
            (Language::Pt, ["semana", "semantico"]),
            (Language::Pt, ["caminho", "caminhao"]),
            (Language::Pt, ["contra", "contrato"]),
            (Language::Pt, ["compra", "compromisso"]),
            (Language::Pt, ["conversa", "conversao"]),
            (Language::Pt, ["boleto", "boletim"]),
            (Language::Pt, ["direta", "diretor"]),
            (Language::Pt, ["autor", "autorizar"]),
            (Language::Pt, ["confio", "configurar"]),
            (Language::Pt, ["log", "logistica"]),
            (Language::En, ["state", "statement"]),
            (Language::En, ["comma", "command"]),
            (Language::En, ["intern", "internet"]),
            (Language::En, ["under", "understand"]),
        ] {
            let [a, b] = stems(language, words);
            assert!(!are_kin(&a, &b), "{words:?}: {a} {b}");
        }
    }
}
