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
    const LABEL: &str = r"pretens(?:[ãa]o|[õo]es)(?:[ ]+(?:salarial|salariais))?|pret\.|remunera[çc](?:[ãa]o|[õo]es)|sal[áa]rios?|faixa salarial|valor[ ]+(?:da[ ]+)?hora|taxa(?:[ ]+de)?[ ]+venda|ganhos?[ ]+(?:atua(?:l|is)|mensa(?:l|is))|(?:[úu]lt\.?[ ]*)?sal\.|rend(?:imento|a)[ ]+(?:atual|mensal)|sala(?:ry|ries)(?:[ ]+(?:expectations?|requirements?))?|compensation|hourly rate";
    const QUALIFIER: &str = r"(?:[ ]+(?:desejad[oa]|atual|fix[oa]|pretendid[oa]|mensal|brut[oa]|l[íi]quid[oa]|inicial|anterior|current|expected|entre|around|of|is|cerca|de|é|em|no|na|minha|CLT|PJ))*";
    // "nove mil reais", "doze mil e quinhentos".
    const NUMBER: &str = r"\b(?:uma?|dois|duas|tr[êe]s|quatro|cinco|seis|sete|oito|nove|dez|onze|doze|treze|quatorze|catorze|quinze|dezesseis|dezessete|dezoito|dezenove|vinte|trinta|quarenta|cinquenta|sessenta|setenta|oitenta|noventa|cem|cento|duzentos|trezentos|quatrocentos|quinhentos|seiscentos|setecentos|oitocentos|novecentos)\b";
    let in_words =
        format!(r"{NUMBER}(?:[ ]+e[ ]+{NUMBER})*[ ]+mil\b(?:[ ]+(?:e[ ]+)?{NUMBER})*(?:[ ]+reais\b)?");
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
                r"(?i)\b(?:(?:{LABEL}){QUALIFIER}|(?:ganh(?:ar|o|a)|pe[çc]o|pede|pretend[eo]|desej[ao]|quer|quero|receb[eo])(?:[ ]+(?:ganhar|receber|uns|hoje|hj|at[ée]))*)[ ]*[:=–-]?[ ]*{in_words}"
            ),
        ),
        Rule::when(
            Kind::Money,
            &format!(
                r"(?i)(?:R\$|\bUS\$|\bU\$|€|\bBRL|\bUSD|\bEUR)[ ]*(?:(?:fechado|at[ée]|aprox\.?|cerca de|de)[ ]+)?\d[\d.,]*(?:[ ]*(?:k|mil|milh[õo]es|milh[ãa]o|millions?|bilh[õo]es|mi|mm)\b)?{PER}{HOW}"
            ),
            unless_business,
        ),
        Rule::when(
            Kind::Money,
            r"(?i)\b(?:\d[\d.,]*[ ]*(?:k|mil)?[ ]*(?:a|e|ou|at[ée]|-|–)[ ]*)?\d[\d.,]*[ ]*(?:(?:k|mil|milh[õo]es de)[ ]*)?reais\b",
            unless_business,
        ),
        // "pretende ganhar uns 17 mil por mês"; other thousands are users, requests and tickets.
        Rule::new(
            Kind::Money,
            &format!(
                r"(?i)\b(?:ganh(?:ar|o|a|ava)|ped(?:e|ir)|pe[çc]o|pretend(?:e|o)|desej(?:a|o)|quer|quero)[ ]+(?:(?:ganhar|receber|hoje|hj|atualmente|um|uns|cerca de|por volta de|em torno de|no m[íi]nimo|pelo menos|entre|at[ée])[ ]+)*\d[\d.,]*[ ]*(?:k|mil)\b{PER}{HOW}"
            ),
        ),
        Rule::new(
            Kind::Money,
            r"(?i)\b(?:ganho|ganha|ganhava)[ ]+(?:(?:hoje|hj|atualmente)[ ]+)?\d{1,2}\.\d{3}(?:,\d{2})?\b",
        ),
        Rule::new(
            Kind::Money,
            r"(?i)\b(?:aceit[ao]|cobr[ao]|pe[çc]o|pede|quer|quero|PJ)[ ]+(?:[ao][ ]+)?\d{2,3}(?:,\d{2})?[ ]+(?:a|an|per)[ ]+(?:hora|hour)\b",
        ),
        Rule::new(Kind::Money, r"(?i)\b\d{2,3}(?:,\d{3}|k)[ ]*(?:a|per|/)[ ]*(?:year|annum|month)\b"),
        Rule::new(
            Kind::Money,
            r"(?i)\b(?:CLT|PJ|cooperado)(?:[ ]+(?:full|flex))?[ ]*[:=]?[ ]*(?:\d{1,3}(?:\.\d{3})+(?:,\d{2})?|\d{4,5},\d{2}|\d{1,3},\d{2}|\d{1,3}[ ]?k\b)(?:/h(?:ora)?\b)?",
        ),
        Rule::new(
            Kind::Money,
            r"(?i)\b(?:\d{1,3}(?:\.\d{3})+(?:,\d{2})?|\d{1,3},\d{2}|\d{1,3}[ ]?k)[ ]*[-–(/]?[ ]*\b(?:CLT|PJ|cooperado)\b(?:[ ]+(?:full|flex))?\)?",
        ),
        Rule::when(Kind::Money, r"(?i)\b\d{1,3}(?:\.\d{3})+,\d{2}\b", unless_business),
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

/// The smallest amount that is no salary but a budget, a saving, a turnover.
const BUSINESS: f64 = 200_000.0;

/// "Reduzi custo em R$ 2 milhões" is an achievement. Salaries of that size are found by their label, before.
fn unless_business(hit: &Hit<'_>) -> usize {
    let lower = hit.text.to_lowercase();
    let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let number = lower.trim_start_matches(|c: char| !c.is_ascii_digit());
    let (number, unit) = number.split_at(number.find(|c| !digits(c)).unwrap_or(number.len()));
    let factor = match unit.split_whitespace().next().unwrap_or("") {
        "mil" | "k" => 1e3,
        "mi" | "mm" => 1e6,
        unit if unit.starts_with("milh") || unit.starts_with("million") => 1e6,
        unit if unit.starts_with("bilh") => 1e9,
        _ => 1.0,
    };
    if plain_number(number) * factor >= BUSINESS { 0 } else { hit.text.len() }
}

/// "800.000,00", "1.5", "2,5" and "350": groups of three digits are thousands, anything shorter at the end is a fraction.
fn plain_number(text: &str) -> f64 {
    let text = text.trim_end_matches(['.', ',']);
    let whole = match text.rfind(['.', ',']) {
        Some(at) if text.len() - at <= 3 => &text[..at],
        _ => text,
    };
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0.0)
}
