//! E-mail addresses, links, handles, phone numbers, file names.

use std::sync::LazyLock;

use super::mark::{Hit, Kind, Rule, Rules};
use recruta_core::skill::gazetteer;

/// E-mail addresses, links and files. An e-mail address ends like a link, so it goes first.
pub(super) static REACH: Rules = LazyLock::new(|| {
    let mut rules = emails();
    rules.extend(links());
    rules.extend(files());
    rules
});

/// Phone numbers. Apply after documents, which are also digits.
pub(super) static PHONE: Rules = LazyLock::new(phones);

fn links() -> Vec<Rule> {
    const SITES: &str = r"linkedin\.com|lnkd\.in|github\.com|gitlab\.com|bitbucket\.org|facebook\.com|fb\.com|instagram\.com|twitter\.com|x\.com|medium\.com|behance\.net|dribbble\.com|lattes\.cnpq\.br|stackoverflow\.com|kaggle\.com|youtube\.com|youtu\.be|hackerrank\.com|credly\.com|t\.me|wa\.me|bit\.ly|about\.me";
    vec![
        Rule::new(Kind::Link, r#"(?i)\b(?:https?|ftp)\s?:\s?//\s?[^\s<>"']+|\bwww\.[^\s<>"']+"#),
        Rule::new(Kind::Link, &format!(r"(?i)(?:\b[a-z]{{2,3}}\.)?\b(?:{SITES})(?:/[^\s,;)|]*)?")),
        Rule::new(Kind::Link, r"(?i)\b[a-z0-9-]+\.(?:github|gitlab)\.io\b(?:/[^\s,;)|]*)?"),
        Rule::new(
            Kind::Link,
            r"(?i)\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|eng|adv|blog|art|tec|dev)\.br\b(?:/[^\s,;)|]*)?",
        ),
        Rule::when(
            Kind::Link,
            r"(?i)\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|dev|me|page|site|blog|online)(?:/[^\s,;)|]+)?\b",
            unless_product,
        ),
        // "/in/ana-lima-1a2b", cut from a profile link.
        Rule::new(Kind::Link, r"(?i)(?P<keep>^|[\s:(|])/?in/[\p{L}\p{N}%]+(?:-[\p{L}\p{N}%]+)+/?"),
        Rule::new(
            Kind::Link,
            r"(?i)\b(?:skype|instagram|insta|telegram|discord)\b(?:\s+id)?\s*[:=]\s*@?[^\s,;|]+",
        ),
        Rule::new(
            Kind::Link,
            r"(?i)\b(?:twitter|facebook|github|gitlab|linked\s?in|skype|lattes|instagram|insta|telegram|tiktok)\b\s*[:=]?\s*[@/][\w./-]+",
        ),
        // Skype's own form.
        Rule::new(Kind::Link, r"(?i)\b(?:skype\s*)?live:[\w.-]{4,}"),
        Rule::new(
            Kind::Link,
            r"(?im)\b(?:twitter|facebook|github|gitlab|linked\s?in)\s*[:=]\s*[\w./-]+[ ]*$",
        ),
        Rule::when(
            Kind::Link,
            r"(?i)\b(?:git\s?hub|git\s?lab|git|linked\s?in|twitter|facebook)\s*[:=–-]\s*[a-z0-9][a-z0-9_.-]{3,38}\b",
            unless_topic,
        ),
        // Without a colon only what can be no word: "insta ana.lima88".
        Rule::new(
            Kind::Link,
            r"(?i)\b(?:insta|instagram|skype|telegram|tiktok|discord)[ ]+[a-z]+(?:[._][a-z0-9_]+[a-z0-9._]*|\d[a-z0-9._]*)",
        ),
    ]
}

fn emails() -> Vec<Rule> {
    const AT: &str = r"(?:[(\[{<]\s*(?:at|arroba|@)\s*[)\]}>]|\barroba\b|-(?:at|arroba)-)";
    const DOT: &str = r"(?:\.|[(\[{<]\s*(?:dot|ponto|\.)\s*[)\]}>]|\bponto\b|\bdot\b|-(?:dot|ponto)-)";
    vec![
        Rule::new(
            Kind::Email,
            r"[\p{L}\p{N}._%+'-]+\s?@\s?[\p{L}\p{N}-]+(?:\s?\.\s?(?:com|net|org|br|gov|edu|[a-z]{2,3})\b)+",
        ),
        Rule::new(Kind::Email, r"[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}._-]*"),
        Rule::new(
            Kind::Email,
            &format!(
                r"(?i)[\p{{L}}\p{{N}}._%+-]+\s*{AT}\s*[\p{{L}}\p{{N}}-]+(?:\s*{DOT}\s*[\p{{L}}\p{{N}}-]+)+"
            ),
        ),
    ]
}

fn files() -> Vec<Rule> {
    const NAMES: &str = r"jpe?g|png|gif|bmp|heic|tiff?|webp|pdf|docx?|rtf|odt";
    vec![
        Rule::new(
            Kind::File,
            &format!(
                r"(?i)\b(?:foto(?:grafia)?|photo|imagem|anexo|arquivo)\s*[:=]\s*[^\n,;|]{{0,60}}?\.(?:{NAMES})\b"
            ),
        ),
        Rule::new(Kind::File, &format!(r"(?i)[\p{{L}}\p{{N}}_()~.-]*[\p{{L}}\p{{N}}_)~-]\.(?:{NAMES})\b")),
    ]
}

fn phones() -> Vec<Rule> {
    const LABEL: &str = r"tel(?:efones?)?|cel(?:ular(?:es)?)?|fones?|phone|mobile|whats\s?app|whats|wpp|zap|contatos?|recados?|resid(?:encial)?|res|com(?:ercial)?|m[óo]vel|ramal|fax|nextel";
    vec![
        // As many numbers as stand behind one label: "Telefone: (83) 98765-4321 / (83) 4321-0987".
        Rule::when(
            Kind::Phone,
            &format!(
                r"(?i)\b(?:{LABEL})\b\.?\s*(?:\((?:{LABEL}|\w{{1,12}})\)\s*)?[:.–-]?\s*\(?\+?\d[\d ().–/-]{{5,60}}\d"
            ),
            labelled_phone,
        ),
        // +55 (11) 98765-4321, (11) 98765 4321, 011 4321-1234
        Rule::when(Kind::Phone, r"\+\s?\d{1,3}[\s.-]*\(?\d[\d\s().-]{5,16}\d", |hit| at_least(hit, 9)),
        Rule::new(Kind::Phone, r"\(\s?0?(?:xx|XX|\*\*)?\d{2}\s?\)[\s.-]*9?[\s.-]?\d{4}[\s.–-]{0,3}\d{4}\b"),
        // 0xx51 3000 4478
        Rule::new(Kind::Phone, r"(?i)\b0?(?:xx)\s?\d{2}[\s.-]*9?[\s.-]?\d{4}[\s.–-]{0,3}\d{4}\b"),
        Rule::when(
            Kind::Phone,
            r"\b(?:55[\s.-]?)?0?[1-9]\d[\s./-]{1,3}9?[\s.-]?\d{4}[\s.–-]{1,3}\d{4}\b",
            bare_phone,
        ),
        Rule::when(Kind::Phone, r"\b(?:55[\s.-]?)?0?[1-9]\d[\s./-]{1,3}9?\d{8}\b", bare_phone),
        Rule::when(Kind::Phone, r"\b9?\d{4}\s?[-–.]\s?\d{4}\b", no_span_of_years),
        Rule::when(Kind::Phone, r"\b9\s\d{4}[\s-]\d{4}\b", no_span_of_years),
        // Nine and more digits in a row are a phone or a document, never a version or a date.
        Rule::new(Kind::Phone, r"\b\d{9,20}\b"),
        Rule::when(Kind::Phone, r"\b\d{8}\b", no_compact_date),
        // The tail of a number whose head was taken for something else.
        Rule::new(Kind::Phone, r"\x{E000}-\d{4}\b"),
    ]
}

/// "force.com/x" and "ASP.NET" are products.
fn unless_product(hit: &Hit<'_>) -> usize {
    if gazetteer().find(hit.text).is_empty() { hit.text.len() } else { 0 }
}

/// "github: actions, packages" is about the product, "github: analima7, Java" about her.
fn unless_topic(hit: &Hit<'_>) -> usize {
    const TOPICS: [&str; 16] = [
        "actions",
        "avancado",
        "basico",
        "branch",
        "copilot",
        "desktop",
        "enterprise",
        "flow",
        "intermediario",
        "issues",
        "packages",
        "pages",
        "pipelines",
        "projetos",
        "runner",
        "runners",
    ];
    let (label, handle) = hit.text.split_once([':', '=', '–', '-']).unwrap_or(("", hit.text));
    let handle = handle.trim();
    let sure = handle.contains(|c: char| c.is_ascii_digit() || c == '_')
        && handle.chars().filter(char::is_ascii_alphabetic).count() >= 4;
    let next = hit.rest[hit.text.len()..].trim_start_matches(' ').chars().next();
    let alone = next.is_none_or(|c| matches!(c, ',' | ';' | '|' | ')' | '\n' | '•'))
        && hit.text.contains([':', '='])
        && !label.trim_end().eq_ignore_ascii_case("git");
    let topic =
        TOPICS.contains(&handle.to_ascii_lowercase().as_str()) || !gazetteer().find(handle).is_empty();
    if (sure || alone) && !topic { hit.text.len() } else { 0 }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn at_least(hit: &Hit<'_>, n: usize) -> usize {
    if digits(hit.text).len() >= n { hit.text.len() } else { 0 }
}

/// A label before digits: eight of them make a phone, but "Tel 2015 - 2019" is a company and its years.
fn labelled_phone(hit: &Hit<'_>) -> usize {
    let digits = digits(hit.text);
    if digits.len() < 8 || is_span_of_years(&digits) { 0 } else { hit.text.len() }
}

/// Area code and number without brackets: the code must exist.
fn bare_phone(hit: &Hit<'_>) -> usize {
    let all = digits(hit.text);
    let local = all.strip_prefix("55").filter(|rest| rest.len() >= 10).unwrap_or(&all);
    let local = local.strip_prefix('0').unwrap_or(local);
    let fits = matches!(local.len(), 10 | 11)
        && is_area_code(&local[..2])
        && !is_span_of_years(&local[local.len() - 8..]);
    if fits { hit.text.len() } else { 0 }
}

fn no_span_of_years(hit: &Hit<'_>) -> usize {
    if is_span_of_years(&digits(hit.text)) { 0 } else { hit.text.len() }
}

fn no_compact_date(hit: &Hit<'_>) -> usize {
    let digits = hit.text;
    let part = |range: std::ops::Range<usize>| digits[range].parse::<u32>().unwrap_or(0);
    let day_first = is_year(&digits[4..]) && (1..=31).contains(&part(0..2)) && (1..=12).contains(&part(2..4));
    let year_first =
        is_year(&digits[..4]) && (1..=12).contains(&part(4..6)) && (1..=31).contains(&part(6..8));
    if day_first || year_first { 0 } else { digits.len() }
}

/// "20152019" of "2015-2019".
fn is_span_of_years(digits: &str) -> bool {
    digits.len() == 8 && is_year(&digits[..4]) && is_year(&digits[4..])
}

fn is_year(digits: &str) -> bool {
    digits.parse().is_ok_and(|year: u32| (1940..=2059).contains(&year))
}

/// The area codes in use in Brazil.
#[rustfmt::skip]
const AREA_CODES: [u32; 67] = [
    11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 24, 27, 28, 31, 32, 33, 34, 35, 37, 38, 41, 42, 43, 44, 45, 46, 47, 48,
    49, 51, 53, 54, 55, 61, 62, 63, 64, 65, 66, 67, 68, 69, 71, 73, 74, 75, 77, 79, 81, 82, 83, 84, 85, 86, 87, 88, 89,
    91, 92, 93, 94, 95, 96, 97, 98, 99,
];

fn is_area_code(code: &str) -> bool {
    code.parse().is_ok_and(|code: u32| AREA_CODES.binary_search(&code).is_ok())
}
