//! Birth, age, family, sex, origin, belief, disability.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{
    boundary::value_length,
    mark::{Hit, Kind, MARK, Removed, Rule, Rules, compile},
};

const MONTH: &str =
    r"(?:jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez|feb|apr|may|aug|sep|oct|dec)[\p{L}]*\.?";

/// Who somebody is, apart from the work.
pub(super) static PERSONAL: Rules = LazyLock::new(|| {
    let mut rules = births();
    rules.extend(families());
    rules.extend(traits());
    rules
});

fn births() -> Vec<Rule> {
    const LABEL: &str = r"data[ ]+(?:de[ ]+)?nasc(?:imento)?\b\.?|dt\.?[ ]*(?:de[ ]+)?nasc(?:imento)?\b\.?|nascimento|nasc\.|nascid[oa](?:[ ]+(?:em|no dia))?|nasci(?:[ ]+(?:em|no dia))?|d\.?[ ]?n\.?[ ]*:|date of birth|birth[ ]?(?:date|day)|born(?:[ ]+(?:in|on))?|dob\b|anivers[áa]rio";
    let date = format!(
        r"(?:\d{{1,2}}[ ]?[/.\-][ ]?\d{{1,2}}[ ]?[/.\-][ ]?\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}º?[ ]+(?:de[ ]+)?{MONTH}(?:[ ]+de)?[ ]*,?[ ]*\d{{2,4}}|{MONTH}[ ]+\d{{1,2}}(?:st|nd|rd|th)?,?[ ]+\d{{4}}|(?:19|20)\d{{2}}\b)"
    );
    vec![
        Rule::new(Kind::Birth, &format!(r"(?i)\b(?:{LABEL})[ ]*[:=–-]?[ ]*(?:o[ ]+)?(?:dia[ ]+)?{date}")),
        Rule::new(
            Kind::Birth,
            r"(?i)\bd\.?n\.?[ ]*:?[ ]*(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2})\b",
        ),
        Rule::new(Kind::Birth, r"(?i)\b(?:idade|age)\b[ ]*[:=–-]?[ ]*\d{1,3}(?:[ ]*(?:anos|years))?"),
        Rule::new(
            Kind::Birth,
            r"(?i)\b\d{2}[ ]*anos[ ]+de[ ]+idade\b|\baged[ ]+\d{2}\b|\b\d{2}[ -]*(?:years?[ -]old|y/?o\b)",
        ),
        Rule::when(
            Kind::Birth,
            r"(?i)\b(?:tenho|estou com|completei|i am|i'm)[ ]+\d{2}[ ]+(?:anos|years)\b",
            age_not_experience,
        ),
    ]
}

/// "tenho 35 anos, moro …" is an age; "tenho 15 anos de experiência" and "tenho 10 anos na área" are not.
fn age_not_experience(hit: &Hit<'_>) -> usize {
    let next = hit.rest[hit.text.len()..].trim_start_matches(' ').to_lowercase();
    let about_me = ["e ", "and ", "sou ", "moro", "brasileir", "casad", "solteir"];
    let ends = next.chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '(');
    if ends || about_me.iter().any(|word| next.starts_with(word)) { hit.text.len() } else { 0 }
}

fn families() -> Vec<Rule> {
    const STATE: &str = r"solteir(?:[oa]\(a\)|\(a\)|[oa])|casad(?:[oa]\(a\)|\(a\)|[oa])|divorciad(?:[oa]\(a\)|[oa])|desquitad[oa]|vi[úu]v(?:[oa]\(a\)|[oa])|amasiad[oa]|separad[oa] judicialmente|uni[ãa]o est[áa]vel|marital status|married|divorced|widow(?:ed|er)?";
    vec![
        Rule::when(
            Kind::Family,
            r"(?i)\b(?:estado[ ]+civil|marital[ ]+status|est\. civil)\b[ ]*[:=–-]?[ ]*",
            labelled,
        ),
        Rule::new(Kind::Family, &format!(r"(?i)\b(?:{STATE})")),
        Rule::new(
            Kind::Family,
            r"(?i)\b(?:(?:com|tenho|pai de|m[ãa]e de)[ ]+)?(?:\d{1,2}|uma?|dois|duas|tr[êe]s|quatro|sem)[ ]+(?:filh[oa]s?|menin[oa]s?|garot[oa]s|crian[çc]as?|g[êe]me[oa]s)\b",
        ),
        Rule::new(
            Kind::Family,
            r"(?i)\b(?:filhos|dependentes|children)[ ]*[:=][ ]*(?:\d{1,2}|sim|n[ãa]o|none|yes|no)\b",
        ),
        Rule::new(Kind::Family, r"(?i)\b(?:no|one|two|three|\d)[ ]+(?:children|kids?|child)\b"),
    ]
}

fn traits() -> Vec<Rule> {
    vec![
        Rule::new(
            Kind::Trait,
            r"(?i)\b(?:sexo|g[êe]nero|gender|sex)\b[ ]*[:=–-][ ]*(?:masculino|feminino|male|female|masc\b\.?|fem\b\.?|outro|n[ãa]o[- ]bin[áa]ri[oa]|homem|mulher|m\b|f\b)",
        ),
        Rule::new(Kind::Trait, r"(?i)\b(?:do[ ]+)?(?:sexo[ ]+)?(?:masculino|feminino)\b"),
        Rule::when(
            Kind::Trait,
            r"(?i)\b(?:nacionalidade|nationality|naturalidade|natural de|religi[ãa]o|ra[çc]a(?:/cor)?|etnia|tipo sangu[íi]neo|orienta[çc][ãa]o sexual|defici[êe]ncia)\b[ ]*[:=–-][ ]*",
            labelled,
        ),
        Rule::new(
            Kind::Trait,
            r"(?m)(?P<keep>^[ ]*|[,.;|•–-][ ]*|\b[Ss]ou[ ]+)[Nn]atural[ ]+d[eoa][ ]+\p{Lu}[\p{L}'’]*(?:[ ](?:d[aeo]s?[ ])?\p{Lu}[\p{L}'’]*){0,4}(?:[ ]*[/,–-][ ]*[A-Z]{2}\b)?",
        ),
        Rule::new(Kind::Trait, r"(?i)\bcor[ ]*[:=][ ]*(?:branc|pret|pard|amarel|negr|ind[íi]gen)[oa]\b"),
        Rule::new(Kind::Trait, r"(?i)\b(?:altura|peso)[ ]*[:=][ ]*\d[\d.,]*[ ]*(?:m|cm|kg)?\b"),
        // Alone between separators; "mercado brasileiro" stays.
        Rule::new(
            Kind::Trait,
            r"(?im)(?P<keep>^[ ]*|[,;|/•–-][ ]*|\x{E000}[ ]*)(?:brasileir(?:[oa]\(a\)|[oa]))(?:[ ]+nat[oa])?\b",
        ),
        Rule::new(
            Kind::Trait,
            r"(?i)\bPCD\b|\bP\.C\.D\.?|\bPNE\b|\bpessoa com defici[êe]ncia(?:[ ]+(?:f[íi]sica|auditiva|visual|intelectual|motora))?|\b(?:portador(?:a)? de )?defici[êe]n(?:cia|te)[ ]+(?:f[íi]sic|auditiv|visual|intelectual|motor)[oa]?\b|\bCID[ :-]*[A-Z]\d{2}(?:\.\d)?\b",
        ),
    ]
}

fn labelled(hit: &Hit<'_>) -> usize {
    let value = &hit.rest[hit.text.len()..];
    let length = value_length(value, 40, &[',', '/', '-', '–', MARK]);
    if length == 0 { 0 } else { hit.text.len() + length }
}

/// A bare "35 anos" on a line that says something personal anyway ("Brasileiro, casado, 35 anos").
pub(super) fn remove_bare_ages(text: String, removed: &mut Removed) -> String {
    static AGE: LazyLock<Regex> = LazyLock::new(|| {
        compile(r"(?i)\b[1-7]\d[ ]*(?:anos|years)\b(?P<more>[ ]+(?:de|em|na|no|com|of|in|with)\b)?")
    });
    if !text.contains(MARK) {
        return text;
    }
    let mut n = 0;
    let lines = text.split('\n').map(|line| {
        if !line.contains(MARK) {
            return line.to_owned();
        }
        let near = |at: usize, end: usize| {
            let before = line[..at].trim_end_matches([' ', ',', '-', '–', '|', '/', '•']);
            let after = line[end..].trim_start_matches([' ', ',', '-', '–', '|', '/', '•']);
            before.ends_with(MARK) || after.starts_with(MARK)
        };
        let replaced = AGE.replace_all(line, |found: &Captures<'_>| {
            let all = found.get(0).map_or(0..0, |all| all.range());
            if found.name("more").is_some() || !near(all.start, all.end) {
                return found[0].to_owned();
            }
            n += 1;
            MARK.to_string()
        });
        replaced.into_owned()
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    removed.add(Kind::Birth, n);
    text
}
