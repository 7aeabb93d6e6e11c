//! Post codes, streets, districts.

use std::sync::LazyLock;

use super::{
    boundary::value_length,
    mark::{Hit, Kind, Rule, Rules},
};

/// Where somebody lives. Cities stay: they say where the market is, not where the person sleeps.
pub(super) static ADDRESS: Rules = LazyLock::new(|| {
    const NUMBER: &str = r"(?:n[º°o]?\.?[ ]*|[Kk][Mm][ ]*)?\d{1,5}[A-Za-z]?\b";
    const MORE: &str = r"(?:[ ]*[,\-–/]?[ ]*\b(?:ap(?:to|artamento)?|bl(?:oco)?|casa|cs|cj|conj(?:unto)?|sala|andar|torre|lote|lt|quadra|qd|km)\b[.:]?[ ]*[\p{L}\d]{1,4}\b|[ ]*[,\-–][ ]*fundos\b)*";
    const DISTRICT: &str = r"(?:[ ]*[,\-–][ ]*(?i:Bairro|Vila|Vl\.?|Jardim|Jd\.?|Jdm\.?|Parque|Pq\.?|Centro|Residencial|Ch[áa]cara|S[íi]tio|Setor|Recanto|Conjunto|N[úu]cleo)\b(?:[ ](?:d[aeo]s?[ ])?\p{Lu}[\p{L}.']*){0,4})?";
    // "– Bela Vista – Porto Alegre/RS – CEP": after a street the whole line of the envelope goes.
    const CITY: &str = r"(?:(?:[ ]*[,\-–][ ]*\p{Lu}[\p{L}'.]*(?:[ ](?:d[aeo]s?[ ])?\p{Lu}[\p{L}'.]*){0,4}){1,2}[ ]*[,\-–/][ ]*(?:AC|AL|AP|AM|BA|CE|DF|ES|GO|MA|MT|MS|MG|PA|PB|PR|PE|PI|RJ|RN|RS|RO|RR|SC|SP|SE|TO)\b)?";
    const WORD: &str =
        r"(?:d[aeo]s?|e|\d{1,2}|(?:Dr|Dra|Prof|Cel|Gal|Eng)\.?|(?:[dD]['’‘´`][ ]?)?\p{Lu}[\p{L}.'’‘´`]*)";
    // Upper-case words after these are a street even without a number; the rest need one.
    const SURE: &str = r"Rua|RUA|rua|Avenida|AVENIDA|avenida|Av\.|AV\.|av\.|Av|Alameda|ALAMEDA|alameda|Travessa|TRAVESSA|travessa|Viela|Servid[ãa]o";
    const MAYBE: &str = r"R\.|Al\.|Tv\.|Trav\.|Rodovia|RODOVIA|Rod\.|Estrada|ESTRADA|Estr\.|Pra[çc]a|PRA[ÇC]A|P[çc]a\.?|Largo|LARGO|Ladeira|Beco|Quadra|QUADRA|Via|VIA";
    vec![
        Rule::when(
            Kind::Address,
            r"(?i)\b(?:endere[çc]o(?: residencial| completo)?|address|logradouro|resid[êe]ncia|bairro)[ ]*[:=–][ ]*",
            labelled,
        ),
        Rule::new(
            Kind::Address,
            &format!(
                r"\b(?:{SURE})[ ]+(?:{WORD}[ ]+){{0,6}}{WORD}[ ]*[,\-–]?[ ]*{NUMBER}{MORE}{DISTRICT}{CITY}"
            ),
        ),
        Rule::new(
            Kind::Address,
            &format!(
                r"\b(?:{SURE})[ ]+(?:d[aeo]s?[ ]+|[dD]['’‘´`][ ]?)?\p{{Lu}}[\p{{L}}.'’‘´`]+(?:[ ]+(?:d[aeo]s?[ ]+|e[ ]+|[dD]['’‘´`][ ]?)?\p{{Lu}}[\p{{L}}.'’‘´`]*){{0,5}}{MORE}{DISTRICT}{CITY}"
            ),
        ),
        Rule::new(
            Kind::Address,
            &format!(
                r"\b(?:{MAYBE})[ ]+(?:{WORD}[ ]+){{0,6}}{WORD}[ ]*[,\-–][ ]*{NUMBER}{MORE}{DISTRICT}{CITY}"
            ),
        ),
        Rule::new(
            Kind::Address,
            &format!(
                r"(?i)\b(?:rua|avenida|av\.?|alameda|travessa|rodovia)[ ]+(?:[\p{{L}}.'’‘´`]+[ ]+){{0,5}}[\p{{L}}.'’‘´`]+[ ]*(?:,[ ]*|[ ]n[º°o]\.?[ ]*){NUMBER}{MORE}"
            ),
        ),
        // Brasília numbers its blocks: "SQN 931 Bloco Q apto 617, Asa Norte".
        Rule::new(
            Kind::Address,
            r"\b(?:SQN|SQS|SQSW|SQNW|SHIN|SHIS|SHCGN|SHCES|CLN|CLS|QNM|QNL|QNN|QNA|QNB|QNP)[ ]+\d{1,4}(?:[ ]*[,/–-]?[ ]*(?i:bl(?:oco)?|conj(?:unto)?|cj|casa|lote|lt|ap(?:to|artamento)?)\.?[ ]*[\p{L}\d]{1,4}\b)*(?:[ ]*[,–-][ ]*Asa[ ](?:Norte|Sul))?",
        ),
        Rule::new(
            Kind::Address,
            &format!(
                r"(?i)\b(?:quadra|qd)\.?[ ]*\d{{1,4}}[A-Z]?[ ]*[,/–-]?[ ]*(?:lote|lt|casa|conj(?:unto)?)\.?[ ]*\d{{1,4}}\b{DISTRICT}"
            ),
        ),
        Rule::new(Kind::Address, r"(?i)(?:\bcep\b[ ]*[:.–-]?[ ]*)?\b\d{2}\.?\d{3}[ ]?-[ ]?\d{3}\b"),
        Rule::new(Kind::Address, r"(?i)\bcep\b[ ]*[:.–-]?[ ]*\d{2}\.?\d{3}[ ]?-?[ ]?\d{3}\b"),
        Rule::new(
            Kind::Address,
            r"(?i)\b(?:ap(?:to|artamento)\.?|bloco)[ ]*(?:n[º°o]?\.?[ ]*)?\d{1,4}[A-Za-z]?\b",
        ),
        // Where somebody lives, though it may have no number.
        Rule::new(
            Kind::Address,
            &format!(
                r"\b(?i:mor[ao]|resid[eo]|residente|morador(?:a)?)[ ]+(?i:n[oa]|em|[àa]|d[eao])[ ]+(?i:bairro|rua|r|condom[íi]nio|cond|jardim|jd|vila|residencial)\b\.?[ ]+(?:d[aeo]s?[ ]+)?\p{{Lu}}[\p{{L}}.'’]*(?:[ ]+(?:d[aeo]s?[ ]+)?\p{{Lu}}[\p{{L}}.'’]*){{0,5}}(?:[ ]*,?[ ]*{NUMBER})?{MORE}"
            ),
        ),
        Rule::new(
            Kind::Address,
            &format!(
                r"\b(?:Cond\.|Condom[íi]nio|Ed\.|Edif[íi]cio|Res\.|Residencial)[ ]+\p{{Lu}}[\p{{L}}.'’]*(?:[ ](?:d[aeo]s?[ ])?\p{{Lu}}[\p{{L}}.'’]*){{0,4}}[ ]*[,–-][ ]*\b(?i:torre|bl(?:oco)?|ap(?:to|artamento)?|casa)\b\.?[ ]*[\p{{L}}\d]{{1,4}}\b{MORE}"
            ),
        ),
    ]
});

/// "Endereço: Rua X, 10 - Vila Y" goes to the end of what the label announces; "endereço: 10.0.0.1" is a network's.
fn labelled(hit: &Hit<'_>) -> usize {
    let value = &hit.rest[hit.text.len()..];
    let length = value_length(value, 140, &[]);
    if length == 0 || value.starts_with("http") || is_network(value) { 0 } else { hit.text.len() + length }
}

fn is_network(value: &str) -> bool {
    let host = value.split_whitespace().next().unwrap_or("");
    host.split('.').count() >= 4 && host.chars().all(|c| c.is_ascii_digit() || ".,/:".contains(c))
}
