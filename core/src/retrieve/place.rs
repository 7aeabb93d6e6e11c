//! Places as recruiters type them: a city, a state's name or its two letters.

use crate::text::fold;

/// The federal units by folded name.
pub const STATES: [(&str, &str); 27] = [
    ("acre", "AC"),
    ("alagoas", "AL"),
    ("amapa", "AP"),
    ("amazonas", "AM"),
    ("bahia", "BA"),
    ("ceara", "CE"),
    ("distrito federal", "DF"),
    ("espirito santo", "ES"),
    ("goias", "GO"),
    ("maranhao", "MA"),
    ("mato grosso", "MT"),
    ("mato grosso do sul", "MS"),
    ("minas gerais", "MG"),
    ("para", "PA"),
    ("paraiba", "PB"),
    ("parana", "PR"),
    ("pernambuco", "PE"),
    ("piaui", "PI"),
    ("rio de janeiro", "RJ"),
    ("rio grande do norte", "RN"),
    ("rio grande do sul", "RS"),
    ("rondonia", "RO"),
    ("roraima", "RR"),
    ("santa catarina", "SC"),
    ("sao paulo", "SP"),
    ("sergipe", "SE"),
    ("tocantins", "TO"),
];

/// Whether a vacancy's place ("Campinas, SP") is the wanted one: its city, its state, or both.
///
/// "São Paulo" and "Rio de Janeiro" alone mean the cities; the states are "SP" and "RJ".
pub(super) fn is_at(place: &str, wanted: &str) -> bool {
    let (place, wanted) = (fold(place), fold(wanted));
    let (city, unit) = place.rsplit_once(',').map_or((place.trim(), ""), |(c, u)| (c.trim(), u.trim()));
    // A place may be a state alone.
    let unit = if unit.is_empty() && city.len() == 2 { city } else { unit };
    let wanted = wanted.trim();
    if wanted.is_empty() {
        return false;
    }
    match wanted.rsplit_once([',', '-', '/']) {
        Some((wanted_city, wanted_unit)) if unit_of(wanted_unit.trim()) == Some(unit) => {
            wanted_city.trim() == city
        }
        _ => wanted == city || unit_of(wanted) == Some(unit) && !is_also_a_city(wanted),
    }
}

fn unit_of(folded: &str) -> Option<&'static str> {
    const UNITS: [&str; 27] = [
        "ac", "al", "am", "ap", "ba", "ce", "df", "es", "go", "ma", "mg", "ms", "mt", "pa", "pb", "pe", "pi",
        "pr", "rj", "rn", "ro", "rr", "rs", "sc", "se", "sp", "to",
    ];
    let by_name = STATES.iter().find(|(name, _)| *name == folded).map(|(_, unit)| fold(unit));
    let unit = by_name.as_deref().unwrap_or(folded);
    UNITS.into_iter().find(|known| *known == unit)
}

fn is_also_a_city(folded: &str) -> bool {
    matches!(folded, "sao paulo" | "rio de janeiro")
}

#[cfg(test)]
mod tests {
    use super::is_at;

    #[test]
    fn a_city_a_state_or_both_may_be_wanted() {
        for wanted in ["Campinas", "campinas, SP", "Campinas/sp", "SP", "sp"] {
            assert!(is_at("Campinas, SP", wanted), "{wanted}");
        }
        for wanted in ["São Paulo", "Campinas, RJ", "Curitiba", "RJ", "", "camp"] {
            assert!(!is_at("Campinas, SP", wanted), "{wanted}");
        }
        assert!(is_at("São Paulo, SP", "sao paulo") && is_at("Curitiba, PR", "Paraná"));
        assert!(is_at("SP", "SP") && !is_at("", "SP") && !is_at("", ""));
    }
}
