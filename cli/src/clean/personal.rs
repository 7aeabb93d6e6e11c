//! Birth, age, family, sex, origin, belief, disability.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{
    boundary::value_length,
    mark::{Hit, Kind, MARK, Removed, Rule, Rules, compile},
    name::name_length,
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
    const LABEL: &str = r"data[ ]+(?:de[ ]+)?nasc(?:imento)?\b\.?|dt\.?[ ]*(?:de[ ]+)?nasc(?:imento)?\b\.?|nascimento|nasc\.|nascid[oa](?:[ ]+(?:em|no dia|aos?|a))?|nasc(?:i|eu)(?:[ ]+(?:em|no dia|aos?|a))?|nasc|d\.?[ ]?n\.?[ ]*:|date[ ]+(?:(?:and|/|&)[ ]+place[ ]+)?of birth|birth[ ]?(?:date|day)|born(?:[ ]+(?:in|on))?|dob\b|anivers[áa]rio";
    const PLACE: &str =
        r"\p{Lu}[\p{L}'’]*(?:[ ](?:d[aeo]s?[ ])?\p{Lu}[\p{L}'’]*){0,4}(?:[ ]*[/,–-][ ]*[A-Z]{2}\b)?";
    let date = format!(
        r"(?:\d{{1,2}}[ ]?[/.\-][ ]?\d{{1,2}}[ ]?[/.\-][ ]?\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?:º|st|nd|rd|th)?[ /-]+(?:(?:de|of)[ ]+)?{MONTH}(?:[ ]+(?:de|of))?[ ,/-]*\d{{2,4}}|{MONTH}[ ]+\d{{1,2}}(?:st|nd|rd|th)?,?[ ]+\d{{4}}|{MONTH}(?:[ ]+(?:de|of))?[ ,/-]*\d{{4}}\b|\d{{1,2}}[/.-](?:\d{{4}}|\d{{2}})\b|(?:19|20)\d{{2}}\b)"
    );
    vec![
        Rule::new(
            Kind::Birth,
            &format!(
                r"(?i:\b(?:date[ ]+(?:and|/|&)[ ]+place[ ]+of birth|data[ ]+e[ ]+local[ ]+de[ ]+nascimento)[ ]*[:=–-]?[ ]*{date})[ ]*[,–-]?[ ]*{PLACE}"
            ),
        ),
        Rule::when(
            Kind::Birth,
            &format!(r"(?i)\b(?:{LABEL})[ ]*[:=–-]?[ ]*(?:o[ ]+)?(?:dia[ ]+)?{date}"),
            unless_founded,
        ),
        Rule::new(
            Kind::Birth,
            &format!(
                r"\b(?i:nascid[oa][ ]+em|born[ ]+in)[ ]+{PLACE}(?:[ ]*,?[ ]*(?i:em|no dia|aos?|on)[ ]+{date})?"
            ),
        ),
        Rule::new(
            Kind::Birth,
            r"(?i)\bd\.?n\.?[ ]*:?[ ]*(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2})\b",
        ),
        Rule::new(Kind::Birth, r"(?i)\b(?:idade|age)\b[ ]*[:=–-]?[ ]*\d{1,3}(?:[ ]*(?:anos|years|a)\b)?"),
        Rule::new(Kind::Birth, r"(?i)\([ ]*[1-6]\d[ ]*(?:a|anos|y|yrs)[ ]*\)"),
        Rule::new(
            Kind::Birth,
            r"(?i)\b\d{2}[ ]*anos[ ]+de[ ]+idade\b|\baged[ ]+\d{2}\b|\b\d{2}[ -]*(?:years?[ -]old|y/?o\b)",
        ),
        Rule::when(
            Kind::Birth,
            r"(?i)\b(?:tenho|estou com|completei|i am|i'm)[ ]+\d{2}[ ]+(?:anos|years)\b",
            age_not_experience,
        ),
        Rule::when(Kind::Birth, r"(?i)\b(?:i am|i['’]m)[ ]+[1-6]\d\b", age_not_experience),
    ]
}

/// "born in 2012" and "nasceu em maio de 2010" are companies: nobody that young looks for work.
fn unless_founded(hit: &Hit<'_>) -> usize {
    let year = hit.text.get(hit.text.len().saturating_sub(4)..).and_then(|year| year.parse::<u32>().ok());
    let dated = hit.text.matches(['/', '.', '-']).count() >= 2;
    if !dated && year.is_some_and(|year| (2010..2100).contains(&year)) { 0 } else { hit.text.len() }
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
        Rule::when(
            Kind::Family,
            r"(?i)\b(?:(?:casad|noiv)[oa][ ]+com|married[ ]+to)[ ]+(?:[oa][ ]+)?",
            named,
        ),
        Rule::new(Kind::Family, &format!(r"(?i)\b(?:{STATE})")),
        Rule::new(
            Kind::Family,
            r"(?i)\b(?:(?:é|sou)[ ]+)?(?:m[ãa]e|pai)[ ]+(?:de[ ]+(?:um|uma|dois|duas|tr[êe]s|quatro|cinco|\d|g[êe]me[oa]s|primeira viagem|fam[íi]lia)\b(?:[ ]+(?:filh|menin|garot|crian[çc])[\p{L}]*)?|sol(?:o|teir[oa])\b)",
        ),
        Rule::new(
            Kind::Family,
            r"(?i)\b(?:tenho|tem|possui|possuo)[ ]+filh[oa]s?\b(?:[ ]+(?:pequen[oa]s?|menor(?:es)?|adult[oa]s?|crescid[oa]s?)\b)?",
        ),
        Rule::new(
            Kind::Family,
            r"(?i)\b(?:(?:my|with)[ ]+)?(?:wife|husband)\b(?:[ ]+and[ ]+(?:\w+[ ]+)?(?:kids?|children|sons?|daughters?)\b)?|\bsingle[ ]+(?:mother|mom|mum|father|dad|parent)\b",
        ),
        Rule::new(
            Kind::Family,
            r"(?i)\b(?:est(?:á|a|ou)[ ]+)?(?:gr[áa]vida|gestante)[ ]+de[ ]+\d+[ ]+(?:meses|semanas)|\best(?:á|a|ou)[ ]+gr[áa]vida\b|\b(?:is|am|i'm)[ ]+pregnant\b",
        ),
        Rule::new(
            Kind::Family,
            r"(?i)\b(?:(?:com|tenho|pai de|m[ãa]e de)[ ]+)?(?:\d{1,2}|uma?|dois|duas|tr[êe]s|quatro|sem)[ ]+(?:filh[oa]s?|menin[oa]s?|garot[oa]s|crian[çc]as?|g[êe]me[oa]s)\b",
        ),
        Rule::new(
            Kind::Family,
            r"(?i)\b(?:filhos|dependentes|children)[ ]*[:=][ ]*(?:\d{1,2}|sim|n[ãa]o|none|yes|no)\b",
        ),
        Rule::when(
            Kind::Family,
            r"(?i)\b(?:have[ ]+|with[ ]+)?(?:no|one|two|three|four|\d)[ ]+(?:children|kids?|child|sons?|daughters?)\b",
            unless_tree,
        ),
    ]
}

/// "two child nodes" hang in a tree.
fn unless_tree(hit: &Hit<'_>) -> usize {
    const PARTS: [&str; 8] =
        ["node", "process", "class", "element", "component", "table", "record", "object"];
    let next = hit.rest[hit.text.len()..].trim_start_matches(' ').to_lowercase();
    if PARTS.iter().any(|part| next.starts_with(part)) { 0 } else { hit.text.len() }
}

/// The words with the name after them.
fn named(hit: &Hit<'_>) -> usize {
    match name_length(&hit.rest[hit.text.len()..]) {
        0 => 0,
        length => hit.text.len() + length,
    }
}

/// Words that mean a person only where nothing is joined to them: "Male, 34" but "male connector".
fn alone(hit: &Hit<'_>) -> usize {
    let next = hit.rest[hit.text.len()..].trim_start_matches(' ').chars().next();
    let ends = next.is_none_or(|c| matches!(c, ',' | ';' | '|' | '•' | '.' | ')' | '\n' | '–' | MARK));
    if ends { hit.text.len() } else { 0 }
}

fn traits() -> Vec<Rule> {
    const SOLE: &str = r"(?P<keep>^[ ]*(?:[•*–-][ ]*)?|[,;|•(–][ ]*|\x{E000}[ ]*|\b(?:[Ss]ou|[Ii] am|[Ii]'m)[ ]+(?:an?[ ]+)?)";
    const BELIEF: &str = r"evang[ée]lic[oa]|cat[óo]lico|esp[íi]rita|protestante|umbandista|candomblecista|budista|mu[çc]ulman[oa]|judeu|judia|crist[ãa]o?|ateu|ateia|catholic|evangelical|muslim|jewish|buddhist";
    vec![
        Rule::when(Kind::Trait, &format!(r"(?im){SOLE}(?:male|female|homem|mulher)\b"), alone),
        Rule::when(
            Kind::Trait,
            &format!(r"(?im){SOLE}(?:negr[oa]|pard[oa]|afrodescendente|ind[íi]gena|{BELIEF})\b"),
            alone,
        ),
        Rule::new(
            Kind::Trait,
            &format!(r"(?i)\b(?:sou|é)[ ]+(?:{BELIEF})\b|\b(?:{BELIEF}|cat[óo]lica)[ ]+praticante\b"),
        ),
        Rule::new(
            Kind::Trait,
            r"(?i)\b(?:candidat[oa]|homem|mulher|pessoa|autodeclarad[oa]|se declara|declara-se)[ ]+(?:negr[oa]|pret[oa]|pard[oa]|branc[oa]|ind[íi]gena|trans(?:exual|g[êe]nero)?|cis(?:g[êe]nero)?|l[ée]sbica|gay|bissexual)\b",
        ),
        Rule::new(
            Kind::Trait,
            r"(?i)\b(?:pronomes?|pronouns?)?[ ]*:?[ ]*\b(?:ele/dele|ela/dela|elu/delu|he/him|she/her|they/them)\b",
        ),
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
