//! All candidacies, hired or not, counted by family, level and situation. Only numbers leave this module.

use recruta_core::insight::FunnelPart;

use super::read::Exports;
use crate::source::VacancyKind;

/// Counts the prospect rows. A vacancy that the vacancies file does not know, or says no family or level of, is read by its
/// title in the prospects file.
pub(super) fn count(exports: &Exports) -> FunnelPart {
    let rows = exports.prospects.by_vacancy.iter().flat_map(|(id, rows)| {
        let by_title = VacancyKind::of(&rows.title, "", "", "");
        let known = exports.vacancies.kinds.get(id).copied().unwrap_or_default();
        let (family, level) = (known.family.or(by_title.family), known.level.or(by_title.level));
        rows.n_by_status.iter().map(move |(status, count)| (family, level, status.as_str(), *count))
    });
    FunnelPart::count(rows)
}

#[cfg(test)]
mod tests {
    use recruta_core::insight::STATUSES;

    use crate::source::{KNOWN, StatusSet};

    #[test]
    fn the_funnel_knows_every_situation_of_the_export() {
        let known = StatusSet::of(&KNOWN);
        assert!(STATUSES.iter().all(|(status, _)| known.find(status) == Some(status)));
        assert_eq!(STATUSES.len(), KNOWN.len());
    }
}
