//! How scores of a competency moved from interview to interview: a line, and the numbers it is drawn from.

use leptos::prelude::*;

use crate::{
    app::App,
    interview::record::{Trend, mixes_rubrics, trends},
};

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 32.0;
/// So that dots at the edge are whole.
const EDGE: f64 = 4.0;

/// A table with a line a competency.
#[component]
pub fn Trends(app: App) -> impl IntoView {
    let t = app.i18n;
    let found = Memo::new(move |_| app.interview.keeper.kept.with(|kept| trends(kept)));
    let mixes = move || app.interview.keeper.kept.with(|kept| mixes_rubrics(kept));
    let rows = move || found.get().into_iter().map(|trend| row(&trend)).collect_view();
    view! {
        <Show when=move || found.with(|found| !found.is_empty())>
            <h3 id="entrevista-evolucao">{t.text(|s| s.interview.trends)}</h3>
            <Show when=mixes>
                <p class="hint">{t.text(|s| s.interview.trends_mixed)}</p>
            </Show>
            <table class="trends" aria-labelledby="entrevista-evolucao">
                <thead>
                    <tr>
                        <th scope="col">{t.text(|s| s.interview.competency)}</th>
                        <th scope="col">{t.text(|s| s.interview.scores)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </Show>
    }
}

fn row(trend: &Trend) -> impl IntoView + use<> {
    let dots = points(&trend.scores);
    let line = dots.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" ");
    let last = dots.last().copied().unwrap_or_default();
    let numbers = trend.scores.iter().map(u32::to_string).collect::<Vec<_>>().join(" → ");
    view! {
        <tr>
            <th scope="row">{trend.name.clone()}</th>
            <td>
                <svg class="spark" viewBox=format!("0 0 {WIDTH} {HEIGHT}") aria-hidden="true" focusable="false">
                    <polyline points=line />
                    <circle cx=last.0.to_string() cy=last.1.to_string() r="3.5" />
                </svg>
                <span class="spark-words">{numbers}</span>
            </td>
        </tr>
    }
}

/// Where the dots are: oldest left, 100 at the top.
fn points(scores: &[u32]) -> Vec<(f64, f64)> {
    let step = (WIDTH - 2.0 * EDGE) / (scores.len().max(2) - 1) as f64;
    let height = HEIGHT - 2.0 * EDGE;
    let place = |(at, score): (usize, &u32)| {
        let share = f64::from((*score).min(100)) / 100.0;
        (EDGE + at as f64 * step, EDGE + height * (1.0 - share))
    };
    scores.iter().enumerate().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_inside_and_rise_with_the_score() {
        let dots = points(&[0, 50, 100]);
        assert_eq!(dots, [(4.0, 28.0), (60.0, 16.0), (116.0, 4.0)]);
        assert_eq!(points(&[100]), [(4.0, 4.0)]);
    }
}
