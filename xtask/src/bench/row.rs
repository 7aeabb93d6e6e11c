//! Rows of the table: what was measured, what it is compared with, and what was hoped for.

use serde_json::{Value, json};

use super::engine::Family;
use super::race::Lane;

/// What a ratio should be. Ratios say how many times faster ours is, or how many times the size of something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Goal {
    /// At least, and aim.
    Faster(f64, f64),
    /// At most, and aim.
    Smaller(f64, f64),
}

/// How far a row got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reached {
    /// The aim.
    Aim,
    /// What it must be.
    AtLeast,
    /// Less than it must be.
    Missed,
    /// There is no ratio: what this row needs is not there.
    NotMeasured,
}

impl Goal {
    fn reached(self, ratio: Option<f64>) -> Reached {
        let Some(ratio) = ratio else { return Reached::NotMeasured };
        let (least, aim) = match self {
            Self::Faster(least, aim) => (ratio >= least, ratio >= aim),
            Self::Smaller(most, aim) => (ratio <= most, ratio <= aim),
        };
        match (least, aim) {
            (_, true) => Reached::Aim,
            (true, _) => Reached::AtLeast,
            _ => Reached::Missed,
        }
    }

    fn bounds(self) -> (f64, f64) {
        match self {
            Self::Faster(bound, aim) | Self::Smaller(bound, aim) => (bound, aim),
        }
    }
}

/// One line of the table.
#[derive(Debug, Clone)]
pub struct Row {
    /// Work, place and threads.
    pub label: String,
    /// Ours, as shown.
    pub ours: String,
    /// The peer it is compared with, as shown.
    pub peer: String,
    /// Ours against the peer.
    pub ratio: Option<f64>,
    /// What it should be.
    pub goal: Goal,
    /// Everything that was read for it.
    pub detail: Value,
}

impl Row {
    /// Compares ours with the fastest of a family.
    pub fn against(family: Family, lanes: &[Lane], label: String, goal: Goal) -> Self {
        let rate = |lane: &&Lane| lane.rate().unwrap_or(0.0);
        let ours = lanes.iter().find(|lane| lane.family == Family::Recruta);
        let peer =
            lanes.iter().filter(|lane| lane.family == family).max_by(|a, b| rate(a).total_cmp(&rate(b)));
        let show = |lane: &Lane| lane.median_ms().map(|ms| lane.work.show(ms));
        let ratio = ours.and_then(Lane::rate).zip(peer.and_then(Lane::rate)).map(|(ours, peer)| ours / peer);
        let named = |lane: &Lane| show(lane).map(|shown| format!("{shown} ({})", lane.name));
        let detail = lanes
            .iter()
            .filter(|lane| lane.family == family || lane.family == Family::Recruta)
            .map(Lane::json)
            .collect();
        Self {
            label,
            ours: ours.and_then(show).unwrap_or_default(),
            peer: peer.and_then(named).unwrap_or_default(),
            ratio,
            goal,
            detail,
        }
    }

    /// How far it got.
    pub fn reached(&self) -> Reached {
        self.goal.reached(self.ratio)
    }

    /// For the report.
    pub fn json(&self) -> Value {
        let (bound, aim) = self.goal.bounds();
        json!({
            "row": self.label,
            "ours": self.ours,
            "peer": self.peer,
            "ratio": self.ratio,
            "bound": bound,
            "aim": aim,
            "reached": self.reached(),
            "lanes": self.detail,
        })
    }

    fn cells(&self) -> [String; 7] {
        let times = |ratio: f64| format!("{ratio:.2}x");
        let (bound, aim) = self.goal.bounds();
        let sign = if matches!(self.goal, Goal::Faster(..)) { ">=" } else { "<=" };
        let reached = match self.reached() {
            Reached::Aim => "aim",
            Reached::AtLeast => "yes",
            Reached::Missed => "no",
            Reached::NotMeasured => "not measured",
        };
        [
            self.label.clone(),
            self.ours.clone(),
            self.peer.clone(),
            self.ratio.map(times).unwrap_or_default(),
            format!("{sign} {bound}x"),
            format!("{sign} {aim}x"),
            reached.to_owned(),
        ]
    }
}

/// The rows as a Markdown table with aligned columns.
pub fn table(rows: &[Row]) -> String {
    let head = ["work", "ours", "peer", "ratio", "bound", "aim", "reached"].map(str::to_owned);
    let mut lines = vec![head];
    lines.extend(rows.iter().map(Row::cells));
    let width = |column: usize| lines.iter().map(|cells| cells[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 7] = std::array::from_fn(width);
    let mut text = String::new();
    for (i, cells) in lines.iter().enumerate() {
        for (cell, width) in cells.iter().zip(widths) {
            text.push_str(&format!("| {cell:width$} "));
        }
        text.push_str("|\n");
        if i == 0 {
            text.push_str(&widths.map(|width| format!("| {} ", "-".repeat(width))).concat());
            text.push_str("|\n");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::work::Work;

    fn lane(name: &str, family: Family, readings_ms: &[f64]) -> Lane {
        Lane {
            name: name.to_owned(),
            family,
            about: Value::Null,
            work: Work::Prefill(512),
            busy_cores: 0.0,
            warm_up_ms: None,
            readings_ms: readings_ms.to_vec(),
        }
    }

    #[test]
    fn a_row_compares_medians_with_the_fastest_version_of_the_named_family() {
        let lanes = [
            lane("recruta", Family::Recruta, &[100.0, 90.0, 5_000.0]),
            lane("wllama 2.4", Family::Wllama, &[700.0]),
            lane("wllama 3.8", Family::Wllama, &[1_400.0]),
            lane("left out", Family::Wllama, &[]),
            lane("llama.cpp", Family::LlamaCpp, &[50.0]),
        ];
        let row = Row::against(Family::Wllama, &lanes, "tab".to_owned(), Goal::Faster(6.0, 12.0));
        assert!((row.ratio.unwrap() - 7.0).abs() < 1e-9);
        assert_eq!(row.peer, "731.4 tokens/s (wllama 2.4)");
        assert_eq!(row.reached(), Reached::AtLeast);
        let native = Row::against(Family::LlamaCpp, &lanes, "tab".to_owned(), Goal::Faster(0.5, 0.75));
        assert_eq!((native.ratio, native.reached()), (Some(0.5), Reached::AtLeast));
        let none = Row::against(Family::OnnxRuntime, &lanes, "tab".to_owned(), Goal::Faster(1.0, 1.5));
        assert_eq!(none.reached(), Reached::NotMeasured);
    }

    #[test]
    fn a_size_should_be_small() {
        let goal = Goal::Smaller(1.15, 1.08);
        let reached = [1.05, 1.1, 1.2].map(|ratio| goal.reached(Some(ratio)));
        assert_eq!(reached, [Reached::Aim, Reached::AtLeast, Reached::Missed]);
    }

    #[test]
    fn columns_are_aligned() {
        let lanes = [lane("recruta", Family::Recruta, &[100.0])];
        let row = Row::against(Family::Wllama, &lanes, "tab".to_owned(), Goal::Faster(6.0, 12.0));
        let table = table(&[row]);
        let lengths: Vec<_> = table.lines().map(str::len).collect();
        assert!(lengths.len() == 3 && lengths.iter().all(|length| *length == lengths[0]), "{table}");
    }
}
