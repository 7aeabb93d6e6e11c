//! What a group of hired people shares, in numbers.

use serde::{Deserialize, Serialize};

/// A group's numbers, and which other groups can be chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InsightBody {
    /// Id of the family, when one was chosen.
    pub family: Option<String>,
    /// Id of the level, when one was chosen.
    pub level: Option<String>,
    /// Groups, and values within a group, of fewer people are not told.
    pub min_group: usize,
    /// The group's numbers; none when too few people are in it, or when telling of it would tell of too few others.
    pub group: Option<GroupBody>,
    /// How far candidacies got; none when the bundle does not say, or too few.
    pub funnel: Option<FunnelBody>,
    /// Families that can be chosen with this level.
    pub families: Vec<ChoiceBody>,
    /// Levels that can be chosen with this family.
    pub levels: Vec<ChoiceBody>,
}

/// What a group shares.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupBody {
    /// How many people: the denominator of the skills.
    pub n_profiles: usize,
    /// Most frequent first.
    pub skills: Vec<ShareBody>,
    /// English levels.
    pub english: BreakdownBody,
    /// Spanish levels.
    pub spanish: BreakdownBody,
    /// Education.
    pub education: BreakdownBody,
    /// Contract types; a vacancy may offer several.
    pub contracts: BreakdownBody,
}

/// A value and how many people have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareBody {
    /// The value.
    pub name: String,
    /// People.
    pub count: usize,
}

/// How a group divides by a field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BreakdownBody {
    /// How many people the field says something of: the denominator.
    pub n_known: usize,
    /// Most frequent first.
    pub shares: Vec<ShareBody>,
    /// Whether values were left out because too few people have them.
    pub has_hidden: bool,
}

/// Candidacies, hired or not, by how far they got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunnelBody {
    /// Id of the family it is of.
    pub family: Option<String>,
    /// Id of the level it is of; never with a family.
    pub level: Option<String>,
    /// All candidacies: the denominator.
    pub n_rows: usize,
    /// In the order of the process.
    pub stages: Vec<StageBody>,
    /// The export's 21 situations, in the order of the process.
    pub statuses: Vec<StatusBody>,
}

/// Candidacies that got to a stage or beyond.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageBody {
    /// Id of the stage.
    pub id: String,
    /// How many.
    pub count: usize,
    /// Whether there may be more: situations with too few are not counted.
    pub at_least: bool,
}

/// Candidacies whose last situation this is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusBody {
    /// As the export spells it.
    pub name: String,
    /// How many; none where too few to tell.
    pub count: Option<usize>,
}

/// A family or level that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceBody {
    /// Its id.
    pub id: String,
    /// How many people were hired for it.
    pub n_profiles: usize,
}
