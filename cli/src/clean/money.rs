//! Salaries, rates, prices.

use std::sync::LazyLock;

use super::mark::{Hit, Kind, Rule, Rules};

/// Amounts of money, with the words that announce them.
pub(super) static MONEY: Rules = LazyLock::new(|| {
    const AMOUNT: &str = r"(?:(?:R\$|US\$|U\$|\$|€|BRL|USD|EUR)[ ]*)?\d[\d.,]*(?:[ ]*(?:k|mil|milh[õo]es|milh[ãa]o|bilh[õo]es|mi|mm)\b)?(?:[ ]*(?:reais|d[óo]lares|euros))?";
    const PER: &str =
        r"(?:[ ]*(?:/|por|p/|ao|a)[ ]*(?:h(?:ora)?|hr|m[êe]s|dia|ano|hour|month|year)\b\.?|[ ]*h\b)?";
    const HOW: &str =
        r"(?:[ ]*[-–(/]?[ ]*\b(?:CLT|PJ|cooperado|l[íi]quidos?|brutos?)\b(?:[ ]+(?:full|flex))?\)?)?";
    const LABEL: &str = r"pretens(?:[ãa]o|[õo]es)(?:[ ]+(?:salarial|salariais))?|pret\.|remunera[çc](?:[ãa]o|[õo]es)|sal[áa]rios?|faixa salarial|valor[ ]+(?:da[ ]+)?hora|taxa(?:[ ]+de)?[ ]+venda|sala(?:ry|ries)(?:[ ]+(?:expectations?|requirements?))?|compensation|hourly rate";
    const QUALIFIER: &str = r"(?:[ ]+(?:desejad[oa]|atual|fix[oa]|pretendid[oa]|mensal|brut[oa]|l[íi]quid[oa]|inicial|anterior|current|expected|de|é|em|no|na|minha|CLT|PJ))*";
    let amount = format!("{AMOUNT}{PER}{HOW}");
    vec![
        Rule::when(
            Kind::Money,
            &format!(
                r"(?i)\b(?:(?:[úu]ltim[oa]|minha|expected|current)[ ]+)?(?:{LABEL}){QUALIFIER}[ ]*[:=–-]?[ ]*(?:CLT|PJ)?[ ]*[:=–-]?[ ]*{amount}(?:[ ]*(?:/|e|ou|a|at[ée]|-|–)[ ]*(?:CLT|PJ)?[ ]*[:=]?[ ]*{amount})*"
            ),
            unless_year,
        ),
        Rule::new(
            Kind::Money,
            r"(?i)\b(?:pretens[ãa]o(?:[ ]+salarial)?|faixa salarial)[ ]*:[ ]*(?:a combinar|negoci[áa]vel|aberta)",
        ),
        Rule::new(
            Kind::Money,
            &format!(
                r"(?i)(?:R\$|\bUS\$|\bU\$|€|\bBRL|\bUSD|\bEUR)[ ]*(?:(?:fechado|at[ée]|aprox\.?|cerca de|de)[ ]+)?\d[\d.,]*(?:[ ]*(?:k|mil|milh[õo]es|milh[ãa]o|bilh[õo]es|mi|mm)\b)?{PER}{HOW}"
            ),
        ),
        Rule::new(
            Kind::Money,
            r"(?i)\b(?:\d[\d.,]*[ ]*(?:k|mil)?[ ]*(?:a|e|ou|at[ée]|-|–)[ ]*)?\d[\d.,]*[ ]*(?:(?:k|mil|milh[õo]es de)[ ]*)?reais\b",
        ),
        // "pretende ganhar uns 17 mil por mês"; other thousands are users, requests and tickets.
        Rule::new(
            Kind::Money,
            &format!(
                r"(?i)\b(?:ganh(?:ar|o|a|ava)|ped(?:e|ir)|pe[çc]o|pretend(?:e|o)|desej(?:a|o)|quer|quero)[ ]+(?:(?:ganhar|receber|um|uns|cerca de|por volta de|em torno de|no m[íi]nimo|pelo menos|entre|at[ée])[ ]+)*\d[\d.,]*[ ]*(?:k|mil)\b{PER}{HOW}"
            ),
        ),
        Rule::new(
            Kind::Money,
            r"(?i)\b(?:CLT|PJ|cooperado)(?:[ ]+(?:full|flex))?[ ]*[:=]?[ ]*(?:\d{1,3}(?:\.\d{3})+(?:,\d{2})?|\d{4,5},\d{2}|\d{1,3},\d{2}|\d{1,3}[ ]?k\b)(?:/h(?:ora)?\b)?",
        ),
        Rule::new(
            Kind::Money,
            r"(?i)\b(?:\d{1,3}(?:\.\d{3})+(?:,\d{2})?|\d{1,3},\d{2}|\d{1,3}[ ]?k)[ ]*[-–(/]?[ ]*\b(?:CLT|PJ|cooperado)\b(?:[ ]+(?:full|flex))?\)?",
        ),
        Rule::new(Kind::Money, r"(?i)\b\d{1,3}(?:\.\d{3})+,\d{2}\b"),
        Rule::new(Kind::Money, r"(?i)\b\d{2,3}(?:,\d{2})?[ ]?(?:/|p/|por )[ ]?h(?:ora)?\b"),
    ]
});

/// "Cálculo de salários 2015 – 2019" is a project and its years.
fn unless_year(hit: &Hit<'_>) -> usize {
    let number: String = hit.text.chars().filter(|c| c.is_ascii_digit() || ".,$".contains(*c)).collect();
    let year = number.len() == 4 && number.parse().is_ok_and(|year: u32| (1980..2040).contains(&year));
    let wanted = hit.text.to_lowercase().starts_with("pret");
    if year && !wanted { 0 } else { hit.text.len() }
}
