//! Invented personal data: names, contacts, addresses, documents. Ingestion must remove every one of these.

use super::date::Date;
use super::fragment::{Level, People};
use super::plan::Person;
use super::rng::Rng;
use super::template::thousands;

/// A full name of one or two first names and one to three surnames.
pub fn full_name(people: &People, female: bool, rng: &mut Rng) -> String {
    let firsts = if female { &people.female } else { &people.male };
    let mut parts = vec![rng.pick(firsts).clone()];
    for _ in 0..=rng.weighted(&[30, 58, 12]) {
        let surname = rng.pick(&people.surnames).clone();
        if !parts.contains(&surname) {
            parts.push(surname);
        }
    }
    parts.join(" ")
}

/// Lower case without accents, words joined: for mail addresses and profile links.
pub fn slug(name: &str, joint: &str) -> String {
    let plain: String = name.to_lowercase().chars().map(unaccented).collect();
    plain.split_whitespace().filter(|word| word.len() > 2).collect::<Vec<_>>().join(joint)
}

fn unaccented(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ã' => 'a',
        'é' | 'ê' => 'e',
        'í' => 'i',
        'ó' | 'ô' | 'õ' => 'o',
        'ú' | 'ü' => 'u',
        'ç' => 'c',
        other => other,
    }
}

/// Personal details of one person; the same for their CV and their record.
#[derive(Debug, Clone)]
pub struct Contact {
    /// Address at an example domain.
    pub email: String,
    /// Ten or eleven digits with area code; the 90000 and 5550 blocks are not given to anybody.
    pub mobile: String,
    /// Landline.
    pub landline: String,
    /// With check digits that are wrong on purpose.
    pub cpf: String,
    /// Nine digits.
    pub rg: String,
    /// Day of birth.
    pub born: Date,
    /// City, state, two-letter state, area code.
    pub city: [String; 4],
    /// Street and number.
    pub street: String,
    /// District.
    pub district: String,
    /// In the range 00xxx, which the post does not use.
    pub postcode: String,
    /// Profile link that says it is an example.
    pub linkedin: String,
    /// "Solteiro", "Casada".
    pub civil: &'static str,
    /// Monthly salary wanted, in reais.
    pub salary: i64,
}

/// Makes a person's details; `career_start` bounds the day of birth.
pub fn contact(people: &People, seed: u64, person: &Person, at: usize, career_start: i64) -> Contact {
    let mut rng = Rng::of(seed, "contact", at);
    let city = people.cities[rng.weighted(&city_weights(people.cities.len()))].clone();
    let domain =
        *rng.pick(&["example.com", "example.org", "example.net", "mail.example.com", "correio.example.org"]);
    let user = match rng.below(3) {
        0 => slug(&person.name, "."),
        1 => slug(&person.name, "") + &rng.range(10, 99).to_string(),
        _ => slug(&person.name, "_"),
    };
    let age_at_start = if person.level == Level::Estagio { rng.range(19, 23) } else { rng.range(19, 25) };
    let salary = salary(person.level, &mut rng);
    Contact {
        email: format!("{user}@{domain}"),
        mobile: format!("({}) 90000-{:04}", city[3], rng.below(10_000)),
        landline: format!("({}) 5550-{:04}", city[3], rng.below(10_000)),
        cpf: cpf(&mut rng),
        rg: format!("00.{:03}.{:03}-{}", rng.below(1000), rng.below(1000), rng.below(10)),
        born: Date::new(career_start - age_at_start, rng.range(1, 12), rng.range(1, 28)),
        street: format!("{}, {}", rng.pick(&people.streets), rng.range(12, 1_980)),
        district: rng.pick(&people.districts).clone(),
        postcode: format!("00{:03}-{:03}", rng.below(1000), rng.below(1000)),
        linkedin: format!("linkedin.com/in/{}-exemplo-{:04}", slug(&person.name, "-"), rng.below(10_000)),
        civil: civil(person, &mut rng),
        salary,
        city,
    }
}

/// The first cities of the list are the large ones.
fn city_weights(n: usize) -> Vec<u32> {
    (0..n).map(|at| [60, 12, 12][at.min(2)].min(if at < 3 { 60 } else { 5 })).collect()
}

fn civil(person: &Person, rng: &mut Rng) -> &'static str {
    let single = person.level <= Level::Junior || rng.chance(40);
    match (single, person.female) {
        (true, true) => "Solteira",
        (true, false) => "Solteiro",
        (false, true) => "Casada",
        (false, false) => "Casado",
    }
}

fn salary(level: Level, rng: &mut Rng) -> i64 {
    let (low, high) = [(12, 20), (28, 48), (55, 92), (95, 150), (140, 210), (135, 200)][level as usize];
    rng.range(low, high) * 100
}

/// A number that looks like a CPF and can be nobody's: the second check digit is off by one.
fn cpf(rng: &mut Rng) -> String {
    let mut digits: Vec<i64> = (0..9).map(|_| rng.range(0, 9)).collect();
    for _ in 0..2 {
        let top = digits.len() as i64 + 1;
        let sum: i64 = digits.iter().enumerate().map(|(at, digit)| digit * (top - at as i64)).sum();
        digits.push((sum * 10 % 11) % 10);
    }
    digits[10] = (digits[10] + 1) % 10;
    let text: String = digits.iter().map(ToString::to_string).collect();
    format!("{}.{}.{}-{}", &text[..3], &text[3..6], &text[6..9], &text[9..])
}

/// "R$ 9.500,00".
pub fn reais(amount: i64) -> String {
    format!("R$ {},00", thousands(amount))
}

/// "Sr. ", "Sra. " and the like, or nothing: a third of the real rows have one.
pub fn honorific(female: bool, rng: &mut Rng) -> &'static str {
    if rng.chance(66) {
        return "";
    }
    match (female, rng.below(20)) {
        (true, 0) => "Dra. ",
        (true, 1..=5) => "Srta. ",
        (true, _) => "Sra. ",
        (false, 0) => "Dr. ",
        (false, _) => "Sr. ",
    }
}
