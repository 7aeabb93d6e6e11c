//! Names nobody lists, found by the words that announce them.

use std::sync::LazyLock;

use super::{
    mark::{Hit, Kind, Rule, Rules},
    name::name_length,
};

/// "Nome: …", "cliente: …", "me chamo …", "falar com …", parents and spouses, "Sr(a)."
pub(super) static LABELLED: Rules = LazyLock::new(|| {
    const COLON: &str = r"nome(?:[ ]+completo)?|full[ ]+name|name|candidat[oa]|profissional|recrutador(?:a)?|entrevistador(?:a)?|gestor(?:a)?(?:[ ]+(?:imediat[oa]|direto))?|superior(?:[ ]+imediato)?|supervisor(?:a)?|respons[áa]vel|refer[êe]ncias?(?:[ ]+(?:pessoa(?:l|is)|profissiona(?:l|is)))?|contatos?|filia[çc][ãa]o|pai|m[ãa]e|nome[ ]+(?:do[ ]+pai|da[ ]+m[ãa]e)|c[ôo]njuge|espos[oa]|marido|a/c";
    const PHRASE: &str = r"me[ ]+chamo|meu[ ]+nome[ ]+é|chamo-me|my[ ]+name[ ]+is|falar[ ]+com|avisar|indica(?:d[oa]|[çc][ãa]o)[ ]+(?:por|de)|aos[ ]+cuidados[ ]+de|filh[oa][ ]+de";
    vec![
        Rule::new(
            Kind::Honorific,
            r"(?i)\b(?:sr|dr|prof|exmo)\s?\(\s?[aª]\s?\)\.?|\b(?:sr|dr)\s?/\s?(?:sra|dra)\b\.?|\b(?:sr|dr|prof)ª\.?",
        ),
        Rule::when(Kind::OtherName, &format!(r"(?i)\b(?:{COLON})[ ]*:[ ]*"), named),
        Rule::when(Kind::Client, r"(?i)\b(?:empresa[ ]+)?cliente(?:[ ]+final)?[ ]*:[ ]*", named),
        Rule::when(Kind::OtherName, &format!(r"(?i)\b(?:{PHRASE})[ ]+"), named),
    ]
});

fn named(hit: &Hit<'_>) -> usize {
    match name_length(&hit.rest[hit.text.len()..]) {
        0 => 0,
        length => hit.text.len() + length,
    }
}
