//! Scores of competencies as bars, and the table of the same numbers.

use leptos::prelude::*;
use recruta_api::interview::{CompetencyReport, QuestionStatus};

use crate::app::App;

/// Height of a row, of its bar, and of the scale below, in units of the drawing.
const ROW: f64 = 44.0;
const BAR: f64 = 14.0;
const SCALE: f64 = 22.0;
/// Width of the drawing; of which the bars take what is left of the numbers.
const WIDTH: f64 = 320.0;
const BARS: f64 = 270.0;
/// Where the bands begin.
const MARKS: [u32; 5] = [0, 40, 60, 80, 100];
/// Characters of a name that fit above its bar.
const MAX_NAME: usize = 44;

/// Chart and table.
pub fn chart(app: App, competencies: &[CompetencyReport]) -> impl IntoView + use<> {
    let strings = &app.i18n.strings().interview;
    let scored: Vec<_> = competencies.iter().filter_map(|c| Some((c.name.clone(), c.overall?))).collect();
    let rows = competencies.iter().map(|competency| row(app, competency)).collect_view();
    let drawing = (!scored.is_empty()).then(|| drawing(strings.chart_label, &scored));
    view! {
        <figure class="chart">
            {drawing}
            <table class="numbers">
                <caption>{strings.chart_table}</caption>
                <thead>
                    <tr>
                        <th scope="col">{strings.competency}</th>
                        <th scope="col">{strings.weight}</th>
                        <th scope="col">{strings.score}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </figure>
    }
}

fn row(app: App, competency: &CompetencyReport) -> impl IntoView + use<> {
    let strings = &app.i18n.strings().interview;
    let weight = match competency.weight {
        0 => strings.asked_of_all.to_owned(),
        weight => format!("{weight}%"),
    };
    let score = match (competency.status, competency.overall) {
        (QuestionStatus::NotAnswered, _) => strings.not_answered.to_owned(),
        (_, Some(overall)) => overall.to_string(),
        (QuestionStatus::Asked, _) => strings.waiting.to_owned(),
        _ => strings.not_asked.to_owned(),
    };
    view! {
        <tr>
            <th scope="row">{competency.name.clone()}</th>
            <td>{weight}</td>
            <td>{score}</td>
        </tr>
    }
}

fn drawing(label: &'static str, scored: &[(String, u32)]) -> impl IntoView + use<> {
    let height = scored.len() as f64 * ROW + SCALE;
    let at = |score: u32| f64::from(score.min(100)) * BARS / 100.0;
    let lines = MARKS.into_iter().map(|mark| {
        let x = at(mark) + 0.5;
        view! {
            <line class="grid" x1=x.to_string() x2=x.to_string() y1="0" y2=(height - SCALE).to_string() />
            <text class="scale" x=x.to_string() y=(height - 6.0).to_string() text-anchor=anchor(mark)>{mark}</text>
        }
    });
    let bars = scored.iter().enumerate().map(|(row, (name, score))| {
        let y = row as f64 * ROW;
        view! {
            <text class="name" x="4" y=(y + 15.0).to_string()>{shortened(name)}</text>
            <rect class="track" x="0" y=(y + 21.0).to_string() width=BARS.to_string() height=BAR.to_string() rx="3" />
            <rect class="bar-of" data-band=band_of(*score) x="0" y=(y + 21.0).to_string() width=at(*score).to_string() height=BAR.to_string() rx="3" />
            <text class="value" x=(BARS + 10.0).to_string() y=(y + 33.0).to_string()>{*score}</text>
        }
    });
    view! {
        <svg viewBox=format!("0 0 {WIDTH} {height}") role="img" aria-label=label>
            {lines.collect_view()}
            {bars.collect_view()}
        </svg>
    }
}

fn anchor(mark: u32) -> &'static str {
    match mark {
        0 => "start",
        100 => "end",
        _ => "middle",
    }
}

/// The engine's bands (`recruta_api::interview::Band`), for colours only.
fn band_of(score: u32) -> &'static str {
    match score {
        0..40 => "weak",
        40..60 => "fair",
        60..80 => "good",
        _ => "strong",
    }
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= MAX_NAME {
        return name.to_owned();
    }
    let head: String = name.chars().take(MAX_NAME - 1).collect();
    format!("{}…", head.trim_end())
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn long_names_are_cut_in_characters() {
        assert_eq!(shortened("Comunicação"), "Comunicação");
        let long = shortened(&"ç".repeat(50));
        assert_eq!(long.chars().count(), 44);
        assert!(long.ends_with('…'));
    }
}
