//! Detail of one's own: deeds, numbers, tools.

use std::ops::Range;

use super::{Evidence, Found, Scorer, merged, steps};
use crate::interview::{
    bank::ANY_FAMILY,
    rubric::MAX_LEVEL,
    score::{Quote, counted, cue},
    word::words,
};

/// Quotes of deeds, of numbers and of tools at most.
const MAX_QUOTES: usize = 3;

impl Scorer<'_> {
    pub(super) fn specificity(&self) -> Found {
        let (n_actions, n_numbers, n_tools) = self.amounts();
        let vague = cue::vague(self.reading, self.asked.language);
        let amount = steps(n_actions, &[1, 3, 5]) + steps(n_numbers, &[1, 2, 4]);
        let detail = if self.needs_tools() {
            steps(amount + steps(n_tools, &[1, 2]), &[1, 3, 5, 6])
        } else {
            steps(amount, &[1, 2, 4, 5])
        };
        let detail = detail as u32;
        let level =
            if vague.len() > 1 && detail > 0 && vague.len() > n_numbers { detail - 1 } else { detail };
        let all = [
            (self.evidence.actions.own.len(), counted::ACTIONS),
            (self.evidence.actions.shared.len(), counted::SHARED),
            (n_numbers, counted::NUMBERS),
            (n_tools, counted::TOOLS),
            (if level < detail { vague.len() } else { 0 }, counted::VAGUE),
        ];
        Found {
            level,
            way: None,
            counted: counted::amounts(&all, self.asked.language),
            quotes: self.details(),
            missing: self.lacking_details(level, level < detail),
        }
    }

    /// Own actions, numbers and tools.
    fn details(&self) -> Vec<Quote> {
        let Evidence { actions, numbers, tools, .. } = &self.evidence;
        let told = actions.told_first(self.reading, self.asked.language);
        let tools = self.named_first(tools);
        let one = |at: &usize| *at..*at + 1;
        let quoted = |ranges: &mut dyn Iterator<Item = Range<usize>>, part: &str| {
            merged(ranges.map(|range| self.quote(&range, part)).collect(), MAX_QUOTES)
        };
        let actions = quoted(&mut told.iter().map(one), "action");
        let numbers = quoted(&mut numbers.iter().map(one), "number");
        let tools = quoted(&mut tools.into_iter(), "tool");
        actions.into_iter().chain(numbers).chain(tools).collect()
    }

    /// Tools that the question did not name come first, and of those proper names.
    fn named_first(&self, tools: &[Range<usize>]) -> Vec<Range<usize>> {
        let asked = words(&self.asked.question.wording(self.asked.language).question);
        let text = |tool: &Range<usize>| self.reading.text_of(tool);
        let is_asked = |tool: &Range<usize>| {
            let mut own = self.reading.words[tool.clone()].iter();
            own.all(|word| asked.iter().any(|asked| asked.folded == word.folded))
        };
        let is_name =
            |tool: &Range<usize>| text(tool).contains(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let mut tools = tools.to_vec();
        tools.sort_by_key(|tool| (is_asked(tool), !is_name(tool)));
        tools
    }

    /// What there is too little of; where there is some of everything, more of what there is least of.
    fn lacking_details(&self, level: u32, is_vague: bool) -> Vec<String> {
        if level == MAX_LEVEL {
            return Vec::new();
        }
        let (n_actions, n_numbers, n_tools) = self.amounts();
        let has_own = !self.evidence.actions.own.is_empty();
        let wanting = [
            (if has_own { "more_actions" } else { "action" }, n_actions < 3),
            (if n_numbers == 0 { "number" } else { "more_numbers" }, n_numbers < 2),
            ("tool", n_tools == 0 && self.needs_tools()),
            ("vague", is_vague),
        ];
        let mut missing: Vec<&str> = wanting.iter().filter(|(_, wants)| *wants).map(|(id, _)| *id).collect();
        if missing.is_empty() {
            missing.push(if n_actions < 5 { "more_actions" } else { "more_numbers" });
        }
        missing.into_iter().map(|id| self.missing(id)).collect()
    }

    /// Deeds, what "we" did counting half, numbers and tools.
    fn amounts(&self) -> (usize, usize, usize) {
        let Evidence { actions, numbers, tools, .. } = &self.evidence;
        (actions.own.len() + actions.shared.len() / 2, numbers.len(), tools.len())
    }

    /// How somebody settled a conflict needs no tools.
    fn needs_tools(&self) -> bool {
        self.asked.question.family != ANY_FAMILY
    }
}
