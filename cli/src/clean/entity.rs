//! HTML that was pasted into text fields: entities and the few tags that editors leave.

use std::{borrow::Cow, sync::LazyLock};

use regex::{Captures, Regex};

static ENTITY: LazyLock<Regex> =
    LazyLock::new(|| regex(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));"));

/// Tags that end a line.
static BREAK: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)<\s*(?:br|/p|/div|/li|/tr|/h[1-6]|/?ul|/?ol)\b[^<>]{0,200}>"));

/// Tags that mean nothing here. Not any `<word>`: "List<String>" is Java.
static TAG: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)</?\s*(?:p|div|span|b|i|u|strong|em|font|li|a|tr|td|th|table|tbody|h[1-6]|o:p|style)\b[^<>]{0,200}>",
    )
});

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern")
}

/// The named entities that Portuguese and English text uses.
const NAMED: [(&str, &str); 52] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("mdash", "—"),
    ("bull", "•"),
    ("middot", "·"),
    ("hellip", "…"),
    ("ordm", "º"),
    ("ordf", "ª"),
    ("deg", "°"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("euro", "€"),
    ("reg", "®"),
    ("copy", "©"),
    ("trade", "™"),
    ("ccedil", "ç"),
    ("Ccedil", "Ç"),
    ("atilde", "ã"),
    ("Atilde", "Ã"),
    ("otilde", "õ"),
    ("Otilde", "Õ"),
    ("aacute", "á"),
    ("Aacute", "Á"),
    ("eacute", "é"),
    ("Eacute", "É"),
    ("iacute", "í"),
    ("Iacute", "Í"),
    ("oacute", "ó"),
    ("Oacute", "Ó"),
    ("uacute", "ú"),
    ("Uacute", "Ú"),
    ("agrave", "à"),
    ("Agrave", "À"),
    ("acirc", "â"),
    ("Acirc", "Â"),
    ("ecirc", "ê"),
    ("Ecirc", "Ê"),
    ("ocirc", "ô"),
    ("Ocirc", "Ô"),
    ("uuml", "ü"),
    ("Uuml", "Ü"),
    ("ntilde", "ñ"),
    ("Ntilde", "Ñ"),
    ("frasl", "/"),
    ("commat", "@"),
];

/// Drops tags, then decodes entities once. An unknown entity stays as it is.
pub(super) fn decode_entities(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<']) {
        return Cow::Borrowed(text);
    }
    let lines = BREAK.replace_all(text, "\n");
    let plain = TAG.replace_all(&lines, " ");
    Cow::Owned(ENTITY.replace_all(&plain, decode).into_owned())
}

fn decode(found: &Captures<'_>) -> String {
    let code = |group: usize, radix| {
        found.get(group).and_then(|code| u32::from_str_radix(code.as_str(), radix).ok())
    };
    if let Some(code) = code(1, 10).or_else(|| code(2, 16)) {
        return char::from_u32(code).map_or_else(String::new, String::from);
    }
    let name = found.get(3).map_or("", |name| name.as_str());
    let known = NAMED.iter().find(|(known, _)| *known == name);
    known.map_or_else(|| found[0].to_owned(), |(_, text)| (*text).to_owned())
}
