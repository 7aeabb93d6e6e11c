//! What is left around a removal: empty labels, brackets, doubled separators.

use std::sync::LazyLock;

use regex::Regex;

use super::{mark::MARK, normalize::squeeze};

fn regex(pattern: &str) -> Regex {
    Regex::new(&pattern.replace('M', r"\x{E000}")).expect("a constant pattern")
}

/// Labels whose value was removed.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    const LABELS: &str = r"e-?\s?mails?(?:[ ]+(?:pessoal|secund[áa]rio|corporativo))?|correio eletr[ôo]nico|tel(?:efones?)?\.?|cel(?:ular(?:es)?)?\.?|fones?|phone|mobile|whats\s?app|whats|contatos?|contact(?:[ ]+info)?|recados?|cpf|rg|cnpj|cep|cnh|ctps|pis|endere[çc]o|address|linked\s?in|github|gitlab|skype|facebook|instagram|twitter|lattes|portf[óo]lio|portfolio|site|website|blog|url|link|perfil|nome(?:[ ]+completo)?|name|candidat[oa]|data de nascimento|nascimento|nascid[oa](?:[ ]+em)?|indicad[oa][ ]+por|falar[ ]+com(?:[ ]+[oa])?|nasc\.?|birth|idade|age|estado civil|sexo|pretens[ãa]o(?:[ ]+salarial)?|sal[áa]rio|remunera[çc][ãa]o|foto|anexo|arquivo|clientes?|empresa cliente|gestor|gestora|superior imediato|refer[êe]ncias?";
    regex(&format!(r"(?i)\b(?:{LABELS})[ ]*[:=–-]?[ ]*M"))
});

/// Headings of what was removed.
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^[•*–\s-]*(?:dados pessoais|informa[çc][õo]es pessoais|informa[çc][õo]es de contato|contatos?|personal (?:data|information|details)|curriculum vitae|curr[íi]culo|cv)[\s:.•*–-]*$",
    )
});

/// "projeto da ", "a partir de ": a preposition, with its article, that leads to nothing.
static LEADING: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:(?:a partir |acerca |junto |perto |por meio )?d[aeo]s?|n[ao]s?|em|num|numa|pel[ao]s?|com|para|pra|pro|por|junto aos?|junto às?|aos?|às?|of|from|at|with|by|for|to)(?:[ ]+(?:[ao]s?|the))?[ ]*M",
    )
});

/// Removals with nothing but separators, small connectives or brackets between them are one.
static RUN: LazyLock<Regex> =
    LazyLock::new(|| regex(r"M(?:[ ,;|/•·:()\[\]–—-]*(?:\b(?:e|ou|and|or)\b)?[ ,;|/•·:()\[\]–—-]*M)+"));
static BRACKETS: LazyLock<Regex> = LazyLock::new(|| regex(r#"[(\[{"“][ ,;:./-]*M[ ,;:./-]*[)\]}"”]"#));
static LINE_START: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?m)^[ \t*,;|/•·–—-]*M[ ,;:|/•·–—.-]*(?:(?:e|ou|and|or)[ ]+)?"));
static LINE_END: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)[ ,;:|/•·–—(\[-]*M[ ,;:|/–—-]*$"));
static BEFORE_MARK: LazyLock<Regex> = LazyLock::new(|| regex(r"[ ]*M[ ]*(?P<close>[,;.:!?)\]])"));
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| regex(r"(?P<open>[,;|/•·–—(\[:-])[ ]*M[ ]*[,;|/•·–—-]"));
static DOUBLED: LazyLock<Regex> = LazyLock::new(|| regex(r"(?P<open>[,;:|/–—(-])[ ]*[,;.]"));
static ALONE: LazyLock<Regex> = LazyLock::new(|| regex(r"[ ]*M[ ]*"));

/// Takes the marks out, with what makes no sense without the removed words. Lines without a mark stay
/// as they are, but for the headings of what is gone.
pub(super) fn tidy(text: &str) -> String {
    let lines = text.split('\n').filter_map(tidy_line);
    squeeze(&lines.collect::<Vec<_>>().join("\n"))
}

/// `None` when nothing that says something is left of the line.
fn tidy_line(line: &str) -> Option<String> {
    if !line.contains(MARK) {
        return (!HEADING.is_match(line)).then(|| line.to_owned());
    }
    let mut left = line.to_owned();
    for (pattern, by) in [
        (&LABEL, "\u{E000}"),
        (&LEADING, "\u{E000}"),
        // "Remuneração: a partir de M" has its value before the label only now.
        (&LABEL, "\u{E000}"),
        (&BRACKETS, "\u{E000}"),
        (&RUN, "\u{E000}"),
        (&LINE_START, ""),
        (&LINE_END, ""),
        (&BETWEEN, "$open "),
        (&BEFORE_MARK, "$close"),
        (&ALONE, " "),
    ] {
        left = pattern.replace_all(&left, by).into_owned();
    }
    let left = DOUBLED.replace_all(&left, "$open");
    let left = left.trim().trim_end_matches(['|', '/', ',', ';']).trim_end();
    says_something(left).then(|| left.to_owned())
}

/// Whether what is left of a line is more than the number of a house or the end of a phone: a word or a year.
fn says_something(left: &str) -> bool {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| regex(r"\b(?:19|20)[0-9]{2}\b"));
    left.chars().any(char::is_alphabetic) || YEAR.is_match(left)
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn punctuation_closes_over_what_is_gone() {
        for (marked, left) in [
            ("\u{E000}\nAnalista", "Analista"),
            ("E-mail: \u{E000} | Tel.: \u{E000}", ""),
            ("Trabalhei com \u{E000}, no projeto", "Trabalhei, no projeto"),
            ("Faturamento dos projetos da \u{E000}.", "Faturamento dos projetos."),
            ("reuniões com a \u{E000} e com o \u{E000} em 2019", "reuniões em 2019"),
            ("Remuneração: a partir de \u{E000}", ""),
            ("\u{E000} - 4321 / ", ""),
            ("\u{E000} | 2015 – 2019", "2015 – 2019"),
            ("o \u{E000} participou", "o participou"),
            ("Java (\u{E000}) e SQL", "Java e SQL"),
            ("São Paulo - SP | \u{E000} | \u{E000}", "São Paulo - SP"),
            ("\u{E000}, \u{E000}, Analista Java", "Analista Java"),
            ("fim \u{E000}.", "fim."),
            ("a, , b", "a, , b"),
            ("• \u{E000}: Java", "Java"),
            ("\u{E000}\n\u{E000}\nJava", "Java"),
        ] {
            assert_eq!(tidy(marked), left, "{marked:?}");
        }
    }
}
