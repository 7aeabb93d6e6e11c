//! Which hires a question is about: family, level, contract, languages, SAP, place.

use std::collections::HashMap;

use super::place::is_at;
use crate::{
    Error, Result,
    bundle::{Bundle, Passage, PassageStore, Profile, Vacancy},
    family::Family,
    index::Subset,
    text::{Analyzer, fold},
};

/// Longest value of a filter, in characters.
pub const MAX_FILTER_CHARS: usize = 80;

/// How well a language is spoken, as the exports tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fluency {
    /// Nenhum.
    None,
    /// Básico.
    Basic,
    /// Intermediário.
    Intermediate,
    /// Avançado.
    Advanced,
    /// Fluente.
    Fluent,
}

impl Fluency {
    /// Reads what the exports, or people of either language, write; none for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match fold(text.trim()).as_str() {
            "nenhum" | "none" => Self::None,
            "basico" | "basic" => Self::Basic,
            "intermediario" | "intermediate" => Self::Intermediate,
            "avancado" | "advanced" | "tecnico" => Self::Advanced,
            "fluente" | "fluent" | "nativo" | "native" => Self::Fluent,
            _ => return None,
        })
    }
}

/// One kind of filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FilterKind {
    /// Trade or area: "Java", "Segurança da Informação".
    Family,
    /// "Sênior", "Pleno" and so on.
    Level,
    /// "CLT", "PJ" and so on.
    Contract,
    /// English at least so good.
    English,
    /// Spanish at least so good.
    Spanish,
    /// Whether the vacancy is for SAP.
    Sap,
    /// Where the vacancy is.
    Place,
}

impl FilterKind {
    /// In the order they are applied.
    pub const ALL: [Self; 7] =
        [Self::Family, Self::Level, Self::Contract, Self::English, Self::Spanish, Self::Sap, Self::Place];

    /// Its stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Family => "family",
            Self::Level => "level",
            Self::Contract => "contract",
            Self::English => "english",
            Self::Spanish => "spanish",
            Self::Sap => "sap",
            Self::Place => "place",
        }
    }
}

/// What is asked of hires before they are searched; what is not set lets everything through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Id of a family of work ("qa"), or words of the area or the titles.
    pub family: Option<String>,
    /// Level of the vacancy or the profile.
    pub level: Option<String>,
    /// Kind of contract the vacancy offers.
    pub contract: Option<String>,
    /// The profile's English at least.
    pub english: Option<Fluency>,
    /// The profile's Spanish at least.
    pub spanish: Option<Fluency>,
    /// Whether the vacancy is for SAP.
    pub sap: Option<bool>,
    /// City or state of the vacancy.
    pub place: Option<String>,
}

impl Filters {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Checks the words of the filters.
    ///
    /// **Errors.** [`Error::BadFilter`] for one without letters or digits, [`Error::TooLong`] for one over
    /// [`MAX_FILTER_CHARS`].
    pub fn check(&self) -> Result<()> {
        let words = [
            (FilterKind::Family, &self.family),
            (FilterKind::Level, &self.level),
            (FilterKind::Contract, &self.contract),
            (FilterKind::Place, &self.place),
        ];
        for (kind, value) in words {
            let Some(value) = value else { continue };
            let got = value.chars().count();
            if got > MAX_FILTER_CHARS {
                return Err(Error::TooLong {
                    what: "filter",
                    got,
                    max: MAX_FILTER_CHARS,
                    unit: "characters",
                });
            }
            if !value.chars().any(char::is_alphanumeric) {
                return Err(Error::BadFilter { filter: kind.code(), expected: "a word" });
            }
        }
        Ok(())
    }

    /// The passages of hires that pass, or the filter that let none of what was left pass.
    ///
    /// A profile passes when one of its hires passes every filter: the level of one vacancy and the place of another do
    /// not make a match.
    pub fn subset(&self, bundle: &Bundle) -> Result<Subset, FilterKind> {
        if self.is_empty() {
            return Ok(Subset::ALL);
        }
        let mut wanted = Wanted::of(self);
        let passed: Vec<usize> =
            bundle.passages().iter().map(|passage| wanted.n_passed(bundle, passage)).collect();
        match passed.iter().max().copied().unwrap_or(0) {
            n if n < FilterKind::ALL.len() => Err(FilterKind::ALL[n]),
            all => Ok(Subset::of(passed.into_iter().map(|n| n == all).collect())),
        }
    }
}

/// Filters with their words analysed, and what became of each text they met: titles and areas repeat a lot.
struct Wanted<'a> {
    filters: &'a Filters,
    /// The family whose id is asked for ("qa"); it says more than its words do.
    known_family: Option<Family>,
    family: Vec<String>,
    level: Vec<String>,
    contract: Vec<String>,
    analyzer: Analyzer,
    met: HashMap<(FilterKind, &'a str), bool>,
}

impl<'a> Wanted<'a> {
    fn of(filters: &'a Filters) -> Self {
        let mut analyzer = Analyzer::new();
        let [family, level, contract] = [&filters.family, &filters.level, &filters.contract]
            .map(|value| analyzer.words(value.as_deref().unwrap_or_default()));
        let known_family = filters.family.as_deref().and_then(Family::from_id);
        Self { filters, known_family, family, level, contract, analyzer, met: HashMap::new() }
    }

    /// How many filters the best of the passage's hires passes in a row.
    fn n_passed(&mut self, bundle: &'a Bundle, passage: &Passage) -> usize {
        let Some(profile) = bundle.profile(&passage.profile) else { return 0 };
        let vacancies = passage.hires.iter().filter_map(|hire| bundle.vacancy(&hire.vacancy));
        let passed = |vacancy| {
            FilterKind::ALL
                .into_iter()
                .take_while(|kind| self.passes(*kind, bundle, profile, vacancy))
                .count()
        };
        vacancies.map(passed).max().unwrap_or(0)
    }

    fn passes(
        &mut self,
        kind: FilterKind,
        bundle: &Bundle,
        profile: &'a Profile,
        vacancy: &'a Vacancy,
    ) -> bool {
        let filters = self.filters;
        let is_set = |value: &Option<String>| value.is_some();
        match kind {
            FilterKind::Family if self.known_family.is_some() => {
                bundle.family_of(&vacancy.id) == self.known_family
            }
            FilterKind::Family if is_set(&filters.family) => {
                let texts = [&vacancy.area, &vacancy.title, &profile.area, &profile.title];
                texts.into_iter().any(|text| self.holds(kind, text))
            }
            FilterKind::Level if is_set(&filters.level) => {
                [&vacancy.level, &profile.level].into_iter().any(|text| self.holds(kind, text))
            }
            FilterKind::Contract if is_set(&filters.contract) => {
                vacancy.contract.split(',').any(|contract| self.holds(kind, contract))
            }
            FilterKind::English => speaks(filters.english, &profile.english),
            FilterKind::Spanish => speaks(filters.spanish, &profile.spanish),
            FilterKind::Sap => filters.sap.is_none_or(|wanted| vacancy.sap == wanted),
            FilterKind::Place => filters.place.as_deref().is_none_or(|wanted| is_at(&vacancy.place, wanted)),
            FilterKind::Family | FilterKind::Level | FilterKind::Contract => true,
        }
    }

    /// Whether a text has all the wanted words; a level has no others.
    fn holds(&mut self, kind: FilterKind, text: &'a str) -> bool {
        if let Some(known) = self.met.get(&(kind, text)) {
            return *known;
        }
        let words = self.analyzer.words(text);
        let has_all =
            |wanted: &[String]| !wanted.is_empty() && wanted.iter().all(|word| words.contains(word));
        let holds = match kind {
            FilterKind::Level => has_all(&self.level) && words.len() == self.level.len(),
            FilterKind::Contract => has_all(&self.contract),
            _ => has_all(&self.family),
        };
        self.met.insert((kind, text), holds);
        holds
    }
}

fn speaks(at_least: Option<Fluency>, level: &str) -> bool {
    at_least.is_none_or(|wanted| Fluency::parse(level).is_some_and(|level| level >= wanted))
}

#[cfg(test)]
mod tests {
    use super::{FilterKind, Filters, Fluency};
    use crate::{
        bundle::{Bundle, Hire, Profile, Vacancy, tests::bundle},
        index::Subset,
    };

    fn sample() -> Bundle {
        let vacancy = |id: &str, title: &str, level: &str, contract: &str, place: &str, sap| Vacancy {
            id: id.to_owned(),
            title: title.to_owned(),
            level: level.to_owned(),
            contract: contract.to_owned(),
            place: place.to_owned(),
            sap,
            ..Vacancy::default()
        };
        let profile = |id: &str, level: &str, english: &str| Profile {
            id: id.to_owned(),
            level: level.to_owned(),
            english: english.to_owned(),
            ..Profile::default()
        };
        let hire = |id: &str| Hire { vacancy: id.to_owned(), status: "Contratado".to_owned() };
        bundle(
            vec![
                vacancy("1", "Desenvolvedor Java", "Sênior", "CLT Full, PJ/Autônomo", "Campinas, SP", false),
                vacancy("2", "Consultor SAP FI", "Pleno", "PJ/Autônomo", "Recife, PE", true),
            ],
            vec![
                (profile("10", "", "Avançado"), vec![hire("1")], "Java e Spring"),
                (profile("11", "Júnior", "Básico"), vec![hire("1"), hire("2")], "Java, depois SAP FI"),
                (profile("12", "", ""), vec![hire("2")], "SAP FI"),
            ],
        )
    }

    fn check(filters: &Filters, expected: Result<[bool; 3], FilterKind>) {
        let bundle = sample();
        let found = filters.subset(&bundle).map(|subset| [0, 1, 2].map(|i| subset.contains(i)));
        assert_eq!(found, expected, "{filters:?}");
    }

    #[test]
    fn each_filter_lets_through_whom_it_should() {
        let none = Filters::default();
        assert_eq!(none.subset(&sample()), Ok(Subset::ALL));
        check(
            &Filters { family: Some("java developer".to_owned()), ..none.clone() },
            Ok([true, true, false]),
        );
        check(&Filters { family: Some("SAP".to_owned()), ..none.clone() }, Ok([false, true, true]));
        check(&Filters { level: Some("sr".to_owned()), ..none.clone() }, Ok([true, true, false]));
        check(&Filters { level: Some("Junior".to_owned()), ..none.clone() }, Ok([false, true, false]));
        check(&Filters { contract: Some("clt".to_owned()), ..none.clone() }, Ok([true, true, false]));
        check(&Filters { english: Some(Fluency::Basic), ..none.clone() }, Ok([true, true, false]));
        check(&Filters { english: Some(Fluency::Advanced), ..none.clone() }, Ok([true, false, false]));
        check(&Filters { sap: Some(true), ..none.clone() }, Ok([false, true, true]));
        check(&Filters { place: Some("pernambuco".to_owned()), ..none }, Ok([false, true, true]));
    }

    #[test]
    fn filters_must_hold_for_one_hire_and_the_one_that_empties_is_named() {
        let none = Filters::default();
        let both =
            Filters { level: Some("pleno".to_owned()), place: Some("Campinas".to_owned()), ..none.clone() };
        check(&both, Err(FilterKind::Place));
        check(&Filters { level: Some("gerente".to_owned()), ..both }, Err(FilterKind::Level));
        check(&Filters { spanish: Some(Fluency::Fluent), ..none }, Err(FilterKind::Spanish));
    }

    #[test]
    fn filters_without_words_or_without_end_are_refused() {
        let family = |text: &str| Filters { family: Some(text.to_owned()), ..Filters::default() }.check();
        assert_eq!(family(" - ").expect_err("no word").code(), "bad_request");
        assert_eq!(family(&"a".repeat(81)).expect_err("long").code(), "too_long");
        assert!(family("C#").is_ok() && Filters::default().check().is_ok());
        assert_eq!(Fluency::parse(" avançado "), Some(Fluency::Advanced));
        assert!(Fluency::parse("muito bom").is_none() && Fluency::Fluent > Fluency::Basic);
    }
}
