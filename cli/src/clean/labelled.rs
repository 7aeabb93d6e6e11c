//! Names nobody lists, found by the words that announce them.

use std::sync::LazyLock;

use super::{
    mark::{Hit, Kind, Rule, Rules},
    name::name_length,
};

/// "Nome: …", "cliente: …", "me chamo …", "falar com …", parents and spouses, "Sr(a)."
pub(super) static LABELLED: Rules = LazyLock::new(|| {
    const COLON: &str = r"nome(?:[ ]+completo)?|full[ ]+name|name|(?:nome[ ]+d[oa][ ]+)?candidat[oa]|profissional|recrutador(?:a)?|entrevistador(?:a)?|apelido|ass(?:\.|inado(?:[ ]+por)?|inatura)?|gestor(?:a)?(?:[ ]+(?:imediat[oa]|direto))?|superior(?:[ ]+imediato)?|supervisor(?:a)?|respons[áa]vel|refer[êe]ncias?(?:[ ]+(?:pessoa(?:l|is)|profissiona(?:l|is)))?|contatos?|filia[çc][ãa]o|pai|m[ãa]e|nome[ ]+(?:do[ ]+pai|da[ ]+m[ãa]e)|c[ôo]njuge|espos[oa]|marido|a/c";
    const PHRASE: &str = r"me[ ]+chamo|meu[ ]+nome[ ]+é|chamo-me|my[ ]+name[ ]+is|falar[ ]+com|avisar|recados?[ ]+(?:com|para)|mais[ ]+conhecid[oa][ ]+(?:como|por)|apelidad[oa][ ]+de|indica(?:d[oa]|[çc][ãa]o)[ ]+(?:por|de)|aos[ ]+cuidados[ ]+de|filh[oa][ ]+de";
    vec![
        Rule::new(
            Kind::Honorific,
            r"(?i)\b(?:sr|dr|prof|exmo)\s?\(\s?[aª]\s?\)\.?|\b(?:sr|dr)\s?/\s?(?:sra|dra)\b\.?|\b(?:sr|dr|prof)ª\.?",
        ),
        Rule::when(Kind::OtherName, &format!(r"(?i)\b(?:{COLON})(?:[ ]*\([ao]\))?[ ]*:[ ]*"), named),
        Rule::when(
            Kind::OtherName,
            r"(?im)^[ ]*(?:recrutador|entrevistador|candidat|superior[ ]+imediat|indicad)[oa]?(?:[ ]+por)?[ ]+[–-][ ]+",
            fully_named,
        ),
        // A table's row: "Nome Ana Lima Cargo Analista".
        Rule::when(Kind::OtherName, r"(?im)^[ ]*(?:nome(?:[ ]+completo)?|name)[ ]+", fully_named),
        Rule::new(
            Kind::OtherName,
            r"(?im)^[ ]*(?:nome(?:[ ]+completo)?|candidat[oa])[ ]*:[ ]*\p{Ll}+(?:[ ]+\p{Ll}+){1,5}[ ]*$",
        ),
        Rule::when(
            Kind::OtherName,
            r"(?i)\b(?:atenciosamente|att|cordialmente|(?:best|kind|warm)[ ]+regards|sincerely(?:[ ]+yours)?)[ ]*[,.!]?[ ]*\n+",
            named,
        ),
        Rule::when(Kind::Client, r"(?i)\b(?:empresa[ ]+)?cliente(?:[ ]+final)?[ ]*:[ ]*", named),
        Rule::when(Kind::OtherName, &format!(r"(?i)\b(?:{PHRASE})[ ]+"), named),
        Rule::when(Kind::OtherName, r"(?i)\b(?:recados?|falar)[ ]+(?:c|p)/[ ]*", named),
    ]
});

fn named(hit: &Hit<'_>) -> usize {
    match name_length(&hit.rest[hit.text.len()..]) {
        0 => 0,
        length => hit.text.len() + length,
    }
}

/// Where the label alone says little, the name must have two words, and be no other label.
fn fully_named(hit: &Hit<'_>) -> usize {
    let value = &hit.rest[hit.text.len()..];
    let name = &value[..name_length(value)];
    let label = ["Fantasia", "Social", "Completo"].iter().any(|label| name.starts_with(label));
    if name.split_whitespace().count() < 2 || label { 0 } else { hit.text.len() + name.len() }
}
