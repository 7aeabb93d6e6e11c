//! What the candidate wants to be interviewed for, until it is a request.

use recruta_api::interview::{Language, Level, MAX_PASTED_CHARS, Mode, PlanRequest, VacancyBrief};

use super::record::Record;

/// How many questions there may be.
pub const LENGTHS: [usize; 3] = [5, 8, 12];

/// Every level, ascending.
pub const LEVELS: [Level; 6] =
    [Level::Estagio, Level::Junior, Level::Pleno, Level::Senior, Level::Especialista, Level::Coordenador];

/// Words a pasted description needs.
pub const MIN_WORDS: usize = 10;

/// Where the vacancy comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The bundle.
    List,
    /// The clipboard.
    Pasted,
}

/// The filled-in form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Where the vacancy comes from.
    pub origin: Origin,
    /// The chosen one.
    pub vacancy: Option<VacancyBrief>,
    /// The pasted description.
    pub pasted: String,
    /// None: as the vacancy says.
    pub level: Option<Level>,
    /// Of questions and report.
    pub language: Language,
    /// One of [`LENGTHS`].
    pub n_questions: usize,
    /// Practice or live.
    pub mode: Mode,
    /// The pasted CV, possibly empty.
    pub cv: String,
}

/// Why an interview cannot begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No vacancy is chosen.
    NoVacancy,
    /// The description has too few words.
    FewWords,
    /// The description is too long.
    LongDescription,
    /// The CV is too long.
    LongCv,
}

impl Wish {
    /// The shortest practice, in `language`.
    pub fn new(language: Language) -> Self {
        Self {
            origin: Origin::List,
            vacancy: None,
            pasted: String::new(),
            level: None,
            language,
            n_questions: LENGTHS[0],
            mode: Mode::Practice,
            cv: String::new(),
        }
    }

    /// As a request. Earlier interviews for the vacancy make it ask other questions.
    pub fn request(&self, earlier: &[Record]) -> Result<PlanRequest, Refusal> {
        let vacancy = match self.origin {
            Origin::List => Some(self.vacancy.as_ref().and_then(|v| v.id.clone()).ok_or(Refusal::NoVacancy)?),
            Origin::Pasted => None,
        };
        let job_description = match self.origin {
            Origin::List => None,
            Origin::Pasted => Some(self.description()?),
        };
        let cv = self.cv.trim();
        if cv.chars().count() > MAX_PASTED_CHARS {
            return Err(Refusal::LongCv);
        }
        let variant = next_variant(earlier, vacancy.as_deref());
        Ok(PlanRequest {
            vacancy,
            job_description,
            level: self.level,
            language: self.language,
            n_questions: self.n_questions,
            mode: self.mode,
            variant,
            cv: (!cv.is_empty()).then(|| cv.to_owned()),
        })
    }

    fn description(&self) -> Result<String, Refusal> {
        let text = self.pasted.trim();
        if text.chars().count() > MAX_PASTED_CHARS {
            return Err(Refusal::LongDescription);
        }
        if text.split_whitespace().count() < MIN_WORDS {
            return Err(Refusal::FewWords);
        }
        Ok(text.to_owned())
    }
}

/// Another number than any earlier interview's for the vacancy; a pasted one is none, and all of those count as one.
fn next_variant(earlier: &[Record], vacancy: Option<&str>) -> u32 {
    let same = earlier.iter().filter(|record| record.session.vacancy.id.as_deref() == vacancy);
    same.map(|record| record.variant + 1).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::record::tests::session;

    fn vacancy() -> VacancyBrief {
        let (area, level) = (String::new(), String::new());
        VacancyBrief { id: Some("9".into()), title: "T".into(), area, level, skills: vec![], n_hired: 1 }
    }

    #[test]
    fn exactly_one_of_vacancy_and_description_is_asked_for() {
        let mut wish = Wish::new(Language::Pt);
        assert_eq!(wish.request(&[]), Err(Refusal::NoVacancy));
        wish.vacancy = Some(vacancy());
        wish.pasted = "uma duas três quatro cinco seis sete oito nove".into();
        let request = wish.request(&[]).unwrap();
        assert_eq!((request.vacancy.as_deref(), request.job_description), (Some("9"), None));
        wish.origin = Origin::Pasted;
        assert_eq!(wish.request(&[]), Err(Refusal::FewWords));
        wish.pasted.push_str(" dez");
        let request = wish.request(&[]).unwrap();
        assert_eq!((request.vacancy, request.job_description), (None, Some(wish.pasted.clone())));
    }

    #[test]
    fn long_texts_are_refused_before_the_engine_does() {
        let mut wish = Wish { vacancy: Some(vacancy()), ..Wish::new(Language::En) };
        wish.cv = "ç".repeat(MAX_PASTED_CHARS);
        assert!(wish.request(&[]).is_ok());
        wish.cv.push('ç');
        assert_eq!(wish.request(&[]), Err(Refusal::LongCv));
        wish.origin = Origin::Pasted;
        wish.pasted = "a ".repeat(MAX_PASTED_CHARS);
        assert_eq!(wish.request(&[]), Err(Refusal::LongDescription));
    }

    #[test]
    fn the_next_interview_for_a_vacancy_asks_other_questions() {
        let wish = Wish { vacancy: Some(vacancy()), ..Wish::new(Language::Pt) };
        let mut earlier = Record::begin("a".into(), 0.0, 2, session(&[]));
        assert_eq!(wish.request(std::slice::from_ref(&earlier)).unwrap().variant, 0);
        let pasted =
            Wish { origin: Origin::Pasted, pasted: "palavra ".repeat(MIN_WORDS), ..Wish::new(Language::Pt) };
        earlier.session.vacancy.id = None;
        assert_eq!(pasted.request(&[]).unwrap().variant, 0);
        assert_eq!(pasted.request(std::slice::from_ref(&earlier)).unwrap().variant, 3);
        earlier.session.vacancy = vacancy();
        assert_eq!(wish.request(&[earlier]).unwrap().variant, 3);
    }
}
