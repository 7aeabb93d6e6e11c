//! From the engine's types to the wire, for the shells that run the engine.
//!
//! The engine counts text in bytes, the wire in Unicode scalar values: every highlight is converted here and nowhere
//! else.

mod insight;
pub mod interview;
mod portuguese;

pub use portuguese::filter_key;

use std::ops::Range;

use recruta_core::{answer as core_answer, retrieve as core_retrieve};

use crate::{
    answer::{AnswerBody, ProseBody, ProseStatus, Statement},
    error::ErrorBody,
    evidence::{EvidenceBody, Source, Span, VacancyRef},
    filter::{FiltersBody, Fluency},
};

impl From<&recruta_core::Error> for ErrorBody {
    fn from(error: &recruta_core::Error) -> Self {
        Self { code: error.code().to_owned(), message: error.to_string() }
    }
}

impl From<recruta_core::Error> for ErrorBody {
    fn from(error: recruta_core::Error) -> Self {
        Self::from(&error)
    }
}

impl From<core_retrieve::SourceHire> for VacancyRef {
    fn from(hire: core_retrieve::SourceHire) -> Self {
        Self { id: hire.vacancy, title: hire.title, status: hire.status }
    }
}

impl From<core_retrieve::Source> for Source {
    fn from(source: core_retrieve::Source) -> Self {
        Self {
            number: source.number,
            highlights: spans(&source.text, &source.highlights),
            passage: source.passage_id,
            profile: source.profile,
            profile_title: source.profile_title,
            vacancies: source.hires.into_iter().map(VacancyRef::from).collect(),
            text: source.text,
            skills: source.skills,
            score: source.score,
        }
    }
}

impl From<core_retrieve::Evidence> for EvidenceBody {
    fn from(evidence: core_retrieve::Evidence) -> Self {
        Self {
            language: evidence.language.code().to_owned(),
            sufficient: evidence.sufficient,
            confidence: evidence.confidence,
            sources: evidence.sources.into_iter().map(Source::from).collect(),
            emptied_by: evidence.emptied_by.map(|filter| filter.code().to_owned()),
        }
    }
}

impl From<Fluency> for core_retrieve::Fluency {
    fn from(fluency: Fluency) -> Self {
        match fluency {
            Fluency::Basic => Self::Basic,
            Fluency::Intermediate => Self::Intermediate,
            Fluency::Advanced => Self::Advanced,
            Fluency::Fluent => Self::Fluent,
        }
    }
}

impl From<FiltersBody> for core_retrieve::Filters {
    fn from(filters: FiltersBody) -> Self {
        let FiltersBody { family, level, contract, english, spanish, sap, place } = filters;
        let [english, spanish] = [english, spanish].map(|fluency| fluency.map(Into::into));
        Self { family, level, contract, english, spanish, sap, place }
    }
}

impl From<core_answer::Statement> for Statement {
    fn from(statement: core_answer::Statement) -> Self {
        Self { text: statement.text, citations: statement.citations }
    }
}

impl From<core_answer::ProseStatus> for ProseStatus {
    fn from(status: core_answer::ProseStatus) -> Self {
        match status {
            core_answer::ProseStatus::Absent => Self::Absent,
            core_answer::ProseStatus::Shown => Self::Shown,
            core_answer::ProseStatus::Partial => Self::Partial,
            core_answer::ProseStatus::Withheld => Self::Withheld,
            core_answer::ProseStatus::Stopped => Self::Stopped,
        }
    }
}

impl From<core_answer::Prose> for ProseBody {
    fn from(prose: core_answer::Prose) -> Self {
        Self {
            status: prose.status.into(),
            reason: prose.reason.map(|reason| reason.code().to_owned()),
            statements: prose.statements.into_iter().map(Statement::from).collect(),
            n_tokens: prose.n_tokens,
        }
    }
}

impl From<core_answer::Answer> for AnswerBody {
    fn from(answer: core_answer::Answer) -> Self {
        Self {
            language: answer.language.code().to_owned(),
            sufficient: answer.sufficient,
            confidence: answer.confidence,
            text: answer.text(),
            composed: answer.composed.into_iter().map(Statement::from).collect(),
            prose: answer.prose.into(),
            sources: answer.sources.into_iter().map(Source::from).collect(),
            emptied_by: answer.emptied_by.map(|filter| filter.code().to_owned()),
        }
    }
}

/// Byte ranges of `text` as ranges of Unicode scalar values. A bound inside a character or past the end moves to the
/// next boundary, so that no range of the engine can make a shell panic.
fn spans(text: &str, ranges: &[Range<usize>]) -> Vec<Span> {
    let scalars_before = |byte: usize| text.char_indices().take_while(|(at, _)| *at < byte).count();
    ranges
        .iter()
        .map(|range| Span { start: scalars_before(range.start), end: scalars_before(range.end) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Span, spans};

    fn slice(text: &str, span: Span) -> String {
        text.chars().skip(span.start).take(span.end - span.start).collect()
    }

    #[test]
    fn highlights_after_accents_and_emoji_point_at_the_same_words() {
        let text = "Atuação com 🐍 Python e migração de SAP";
        let ranges = ["Atuação", "Python", "SAP"].map(|word| {
            let start = text.find(word).expect("in the text");
            start..start + word.len()
        });
        let found: Vec<_> = spans(text, &ranges).into_iter().map(|span| slice(text, span)).collect();
        assert_eq!(found, ["Atuação", "Python", "SAP"]);
    }

    #[test]
    fn a_bound_inside_a_character_or_past_the_end_is_moved_not_a_panic() {
        assert_eq!(spans("ção", &[1..99, 0..0]), [Span { start: 1, end: 3 }, Span { start: 0, end: 0 }]);
    }
}
