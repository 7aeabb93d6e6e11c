//! Fills the slots of a fragment: `[a|b]` choice, `{n:10-40}` number, `{g:o|a}` gender, `<Skill>` a skill the person must
//! know, `{since:2019}` nothing in an earlier year, `<?db>` any known skill of a category (`<?2db>` two of them), `{do_sys}` a system with its contraction, `{name}`.

use super::fragment::{Common, Skill};
use super::rng::Rng;

/// How a verb-first line is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// "Desenvolver": vacancies.
    Infinitive,
    /// "Desenvolvi".
    Past,
    /// "Desenvolvo".
    Present,
    /// "Desenvolvimento de".
    Noun,
}

/// What the slots of one text may refer to.
pub struct Scene<'a> {
    /// Whether feminine forms are used.
    pub female: bool,
    /// Skills that may be named.
    pub skills: &'a [&'a Skill],
    /// "o sistema de crédito": what the company runs.
    pub system: &'a str,
    /// Skills that came later than this year are not named.
    pub year: i64,
    /// Named slots.
    pub vars: Vec<(&'static str, String)>,
    /// Skills named so far.
    pub mentioned: Vec<String>,
}

impl<'a> Scene<'a> {
    /// A scene with no system and no named slots.
    pub fn new(female: bool, skills: &'a [&'a Skill]) -> Self {
        Self { female, skills, system: "o sistema", year: i64::MAX, vars: Vec::new(), mentioned: Vec::new() }
    }

    /// The text with its slots filled, or nothing when a skill it names is not known.
    pub fn fill(&mut self, template: &str, rng: &mut Rng) -> Option<String> {
        let mut out = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some(at) = rest.find(['[', '{', '<']) {
            out.push_str(&rest[..at]);
            let close = match rest.as_bytes()[at] {
                b'[' => ']',
                b'{' => '}',
                _ => '>',
            };
            let end = at + rest[at..].find(close)?;
            let body = &rest[at + 1..end];
            match close {
                ']' => {
                    let choices = alternatives(body);
                    let choice = *rng.pick(&choices);
                    out.push_str(&self.fill(choice, rng)?);
                }
                '}' => out.push_str(&self.slot(body, rng)?),
                _ => out.push_str(&self.skill(body, rng)?),
            }
            rest = &rest[end + 1..];
        }
        out.push_str(rest);
        Some(out)
    }

    fn slot(&self, body: &str, rng: &mut Rng) -> Option<String> {
        if let Some(span) = body.strip_prefix("n:") {
            let (low, high) = span.split_once('-')?;
            let (high, step) = high.split_once('/').unwrap_or((high, "1"));
            let (low, high, step): (i64, i64, i64) =
                (low.parse().ok()?, high.parse().ok()?, step.parse().ok()?);
            return Some(thousands(low + step * rng.range(0, (high - low) / step)));
        }
        if let Some(year) = body.strip_prefix("since:") {
            return (self.year >= year.parse().ok()?).then(String::new);
        }
        if let Some(forms) = body.strip_prefix("g:") {
            let (male, female) = forms.split_once('|')?;
            return Some(if self.female { female } else { male }.to_owned());
        }
        if let Some(preposition) = body.strip_suffix("_sys") {
            return Some(match preposition {
                "o" => self.system.to_owned(),
                "do" => joined("de", self.system),
                "no" => joined("em", self.system),
                "por" => joined("por", self.system),
                _ => joined("a", self.system),
            });
        }
        self.vars.iter().find(|(name, _)| *name == body).map(|(_, value)| value.clone())
    }

    fn skill(&mut self, body: &str, rng: &mut Rng) -> Option<String> {
        let Some(category) = body.strip_prefix('?') else {
            let known = self.skills.iter().any(|skill| skill.name == body && skill.since <= self.year);
            known.then(|| self.mentioned.push(body.to_owned()))?;
            return Some(body.to_owned());
        };
        let (wanted, category) = category.strip_prefix('2').map_or((1, category), |rest| (2, rest));
        let mut names: Vec<&str> = self
            .skills
            .iter()
            .filter(|skill| skill.category == category && skill.since <= self.year)
            .map(|skill| skill.name.as_str())
            .collect();
        rng.shuffle(&mut names);
        (names.len() >= wanted).then(|| names.truncate(wanted))?;
        self.mentioned.extend(names.iter().map(ToString::to_string));
        Some(names.join(" e "))
    }
}

/// Splits at `|` outside braces.
fn alternatives(body: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_u32);
    for (at, byte) in body.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'|' if depth == 0 => {
                parts.push(&body[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&body[start..]);
    parts
}

/// A preposition joined with a phrase, contracted with its article: "de" + "o banco" is "do banco".
pub fn joined(preposition: &str, phrase: &str) -> String {
    let (article, rest) = phrase.split_once(' ').unwrap_or(("", phrase));
    let contracted = match (preposition, article) {
        ("=", _) => return phrase.to_owned(),
        (_, article) if !["o", "a", "os", "as"].contains(&article) => {
            return format!("{preposition} {phrase}");
        }
        ("de", article) => format!("d{article}"),
        ("em", article) => format!("n{article}"),
        ("por", article) => format!("pel{article}"),
        ("a", "a") => "à".into(),
        ("a", "as") => "às".into(),
        ("a", article) => format!("a{article}"),
        (preposition, article) => format!("{preposition} {article}"),
    };
    format!("{contracted} {rest}")
}

/// Joins a preposition with an object and with a second one after " e ": "de" + "o prazo e a meta" is "do prazo e da
/// meta". Objects of "entre" and "para" keep their own.
fn both_joined(preposition: &str, object: &str) -> String {
    for article in [" e o ", " e a ", " e os ", " e as "] {
        let Some((first, second)) = object.split_once(article) else { continue };
        if !first.contains("entre ") && !first.contains("para ") {
            let second = format!("{} {second}", article[3..].trim_end());
            return format!("{} e {}", joined(preposition, first), joined(preposition, &second));
        }
    }
    joined(preposition, object)
}

/// Removes the article of "o Banco Aurora".
pub fn bare(phrase: &str) -> &str {
    phrase
        .split_once(' ')
        .filter(|(article, _)| ["o", "a", "os", "as"].contains(article))
        .map_or(phrase, |(_, rest)| rest)
}

/// Dots between thousands, as Portuguese writes them.
pub fn thousands(number: i64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// The text with its first letter in upper case.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Says a verb-first line in a voice, further verbs after " e " included ("criar e manter", "monitorar … e tratar …");
/// nothing when the first verb is not in the table.
pub fn voiced(common: &Common, line: &str, voice: Voice) -> Option<String> {
    let mut clauses: Vec<String> = Vec::new();
    for piece in line.split(" e ") {
        let starts_clause = clauses.is_empty() || common.verbs.contains_key(first_word(piece));
        match clauses.last_mut() {
            Some(clause) if !starts_clause => *clause = format!("{clause} e {piece}"),
            _ => clauses.push(piece.to_owned()),
        }
    }
    let told: Option<Vec<String>> =
        clauses.iter().map(|clause| voiced_clause(common, clause, voice)).collect();
    Some(capitalised(&told?.join(" e ")))
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}

fn voiced_clause(common: &Common, clause: &str, voice: Voice) -> Option<String> {
    let verb = first_word(clause);
    let object = clause[verb.len()..].trim_start();
    let [past, present, noun, preposition] = common.verbs.get(verb)?;
    let told = match voice {
        Voice::Infinitive => return Some(clause.to_owned()),
        Voice::Past => format!("{past} {object}"),
        Voice::Present => format!("{present} {object}"),
        // "criar e manter rotinas": the first noun shares the object of the second.
        Voice::Noun if object.is_empty() => noun.clone(),
        Voice::Noun => format!("{noun} {}", both_joined(preposition, object)),
    };
    let mut letters = told.trim_end().chars();
    Some(letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect())
}

/// "a, b e c".
pub fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [start @ .., last] => format!("{} e {last}", start.join(", ")),
    }
}
