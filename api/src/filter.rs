//! Filters on the wire: which hires a question is about. What is left out lets everything through.

use serde::{Deserialize, Serialize};

/// How well a language is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fluency {
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
    /// From little to much.
    pub const ALL: [Self; 4] = [Self::Basic, Self::Intermediate, Self::Advanced, Self::Fluent];

    /// As it stands on the wire.
    pub fn code(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Intermediate => "intermediate",
            Self::Advanced => "advanced",
            Self::Fluent => "fluent",
        }
    }

    /// As it stands in HTTP bodies.
    pub fn portuguese(self) -> &'static str {
        match self {
            Self::Basic => "basico",
            Self::Intermediate => "intermediario",
            Self::Advanced => "avancado",
            Self::Fluent => "fluente",
        }
    }
}

/// Filters of the worker protocol.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FiltersBody {
    /// Id of a family of work, or words of the area or the titles, at most 80 characters, as all texts here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// Level of the vacancy or the profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Kind of contract the vacancy offers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contract: Option<String>,
    /// The profile's English at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub english: Option<Fluency>,
    /// The profile's Spanish at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spanish: Option<Fluency>,
    /// Whether the vacancy is for SAP.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sap: Option<bool>,
    /// City or state of the vacancy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

impl FiltersBody {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::{FiltersBody, Fluency};

    #[test]
    fn what_is_not_set_is_not_written_and_unknown_fields_are_refused() {
        let filters =
            FiltersBody { english: Some(Fluency::Advanced), sap: Some(false), ..Default::default() };
        let json = r#"{"english":"advanced","sap":false}"#;
        assert_eq!(serde_json::to_string(&filters).expect("serialises"), json);
        assert_eq!(serde_json::from_str::<FiltersBody>(json).expect("parses"), filters);
        assert!(serde_json::from_str::<FiltersBody>(r#"{"idade":"30"}"#).is_err());
        assert!(FiltersBody::default().is_empty() && !filters.is_empty());
        for fluency in Fluency::ALL {
            assert_eq!(serde_json::to_value(fluency).expect("serialises"), fluency.code());
        }
    }
}
