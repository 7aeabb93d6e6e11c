//! Points and the curve through them as SVG, readable on light and dark pages.

use super::stat::Fit;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 360.0;
/// Room for the axes' labels.
const LEFT: f64 = 76.0;
const BOTTOM: f64 = 48.0;
const TOP: f64 = 40.0;
const RIGHT: f64 = 16.0;
const COLOURS: [&str; 4] = ["#2b6cb0", "#c05621", "#2f855a", "#805ad5"];
const CURVE_STEPS: usize = 48;
const TICKS: usize = 5;

/// Points of one kind.
pub struct Series {
    /// Its name in the legend.
    pub name: String,
    /// Where they are.
    pub points: Vec<(f64, f64)>,
    /// The curve, if there is one.
    pub fit: Option<Fit>,
}

/// A plot with both axes from 0.
pub fn svg(title: &str, x_label: &str, y_label: &str, series: &[Series]) -> String {
    let points = series.iter().flat_map(|series| &series.points);
    let (x_max, y_max) = points.fold((0.0_f64, 0.0_f64), |(x, y), point| (x.max(point.0), y.max(point.1)));
    let plane = Plane { x_max: round_up(x_max), y_max: round_up(y_max) };
    let mut body = plane.axes(x_label, y_label);
    for (i, series) in series.iter().enumerate() {
        body.push_str(&plane.series(series, COLOURS[i % COLOURS.len()], i));
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         font-family=\"system-ui, sans-serif\" font-size=\"12\">\n\
         <title>{title}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n\
         <text x=\"{LEFT}\" y=\"18\" font-size=\"14\">{title}</text>\n{body}</svg>\n"
    )
}

struct Plane {
    x_max: f64,
    y_max: f64,
}

impl Plane {
    fn x(&self, x: f64) -> f64 {
        LEFT + x / self.x_max * (WIDTH - LEFT - RIGHT)
    }

    fn y(&self, y: f64) -> f64 {
        HEIGHT - BOTTOM - y / self.y_max * (HEIGHT - BOTTOM - TOP)
    }

    fn axes(&self, x_label: &str, y_label: &str) -> String {
        let (left, right, base) = (self.x(0.0), self.x(self.x_max), self.y(0.0));
        let mut text = String::new();
        for tick in 0..=TICKS {
            let share = tick as f64 / TICKS as f64;
            let (x, y) = (self.x(self.x_max * share), self.y(self.y_max * share));
            let (x_value, y_value) = (self.x_max * share, self.y_max * share);
            text.push_str(&format!(
                "<path d=\"M{left:.1} {y:.1}H{right:.1}\" stroke=\"#ddd\"/>\n\
                 <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{y_value}</text>\n\
                 <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{x_value}</text>\n",
                left - 6.0,
                y + 4.0,
                base + 16.0
            ));
        }
        let (middle_x, middle_y) = (f64::midpoint(left, right), f64::midpoint(base, TOP));
        text.push_str(&format!(
            "<text x=\"{middle_x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{x_label}</text>\n\
             <text transform=\"translate(16 {middle_y:.1}) rotate(-90)\" text-anchor=\"middle\">{y_label}</text>\n",
            HEIGHT - 10.0
        ));
        text
    }

    fn series(&self, series: &Series, colour: &str, position: usize) -> String {
        let mut text = String::new();
        if let Some(fit) = &series.fit {
            let path: Vec<String> = self.curve(fit, series).collect();
            text.push_str(&format!(
                "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\"/>\n",
                path.join(" ")
            ));
        }
        for (x, y) in &series.points {
            let (x, y) = (self.x(*x), self.y(*y));
            text.push_str(&format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\" fill=\"{colour}\"/>\n"));
        }
        let y = TOP + 14.0 + 16.0 * position as f64;
        text.push_str(&format!(
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3.5\" fill=\"{colour}\"/>\n",
            LEFT + 14.0,
            y - 4.0
        ));
        text.push_str(&format!("<text x=\"{:.1}\" y=\"{y:.1}\">{}</text>\n", LEFT + 24.0, series.name));
        text
    }

    fn curve<'a>(&'a self, fit: &'a Fit, series: &'a Series) -> impl Iterator<Item = String> + 'a {
        let xs = series.points.iter().map(|point| point.0);
        let (from, to) = (xs.clone().fold(f64::INFINITY, f64::min), xs.fold(0.0, f64::max));
        (0..=CURVE_STEPS).map(move |step| {
            let x = from + (to - from) * step as f64 / CURVE_STEPS as f64;
            format!("{:.1},{:.1}", self.x(x), self.y(fit.at(x)))
        })
    }
}

/// The next number of one digit, or one and a half: axes end at round numbers.
fn round_up(x: f64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    let unit = 10_f64.powf(x.log10().floor());
    let steps = [1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    steps.iter().map(|step| step * unit).find(|end| *end >= x).unwrap_or(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_end_at_round_numbers() {
        for (x, end) in [(1_900.0, 2_000.0), (1_000.0, 1_000.0), (0.37, 0.4), (0.0, 1.0)] {
            assert!((round_up(x) / end - 1.0).abs() < 1e-9, "{x}");
        }
    }

    #[test]
    fn every_point_is_drawn_and_the_curve_goes_from_the_first_to_the_last() {
        let points = vec![(0.0, 0.0), (50.0, 5.0), (100.0, 10.0)];
        let fit = Fit::new(&points, 1);
        let series = [Series { name: "tab".to_owned(), points, fit }];
        let svg = svg("Prefill", "tokens", "s", &series);
        // One circle more is the legend's.
        assert_eq!(svg.matches("<circle").count(), 4);
        assert!(svg.contains("points=\"76.0,312.0 ") && svg.contains(" 624.0,40.0\""), "{svg}");
    }
}
