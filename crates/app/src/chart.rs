//! Line charts as inline SVG: drawn for a phone's width, readable in print, with a table of the same
//! numbers below.

use std::fmt::{self, Display, Write};

use maud::{Markup, html};

use crate::{format, text::Text};

/// A line of a chart.
pub struct Series {
    /// What it is called in the table; a line without a name is a reference and not in it.
    pub name: String,
    /// Points by rising x.
    pub points: Vec<(f64, f64)>,
    /// A class of the style sheet: `main`, `second`, `limit`, `guide`.
    pub class: &'static str,
}

/// A chart.
pub struct Chart<'a> {
    /// Unique on the page.
    pub id: &'a str,
    /// Title.
    pub title: &'a str,
    /// What the x axis counts.
    pub x: &'a str,
    /// The lines.
    pub series: Vec<Series>,
    /// What the reference lines are.
    pub legend: Option<&'a str>,
}

const WIDTH: f64 = 330.0;
const HEIGHT: f64 = 170.0;
const LEFT: f64 = 34.0;
const RIGHT: f64 = 12.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 22.0;

struct Axis {
    from: f64,
    to: f64,
    step: f64,
}

impl Axis {
    /// An axis with round steps, at most six, that holds all values.
    fn over(values: impl Iterator<Item = f64>) -> Option<Self> {
        let (low, high) =
            values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        if low > high {
            return None;
        }
        let steps = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0];
        let span = (high - low).max(1.0);
        let step = steps.into_iter().find(|step| span / step <= 5.0).unwrap_or(1000.0);
        let from = (low / step).floor() * step;
        let to = (high / step).ceil() * step;
        Some(Self { from, to: if to > from { to } else { from + step }, step })
    }

    fn ticks(&self) -> impl Iterator<Item = f64> {
        let (from, to, step) = (self.from, self.to, self.step);
        (0..=10).map(move |at| from + f64::from(at) * step).take_while(move |tick| *tick <= to + step / 100.0)
    }

    fn at(&self, value: f64) -> f64 {
        (value - self.from) / (self.to - self.from)
    }
}

impl Chart<'_> {
    /// The chart and its table; nothing when there is nothing to show.
    #[must_use]
    pub fn draw(&self, text: &Text) -> Markup {
        let named = || self.series.iter().filter(|series| !series.name.is_empty());
        let count = named().map(|series| series.points.len()).max().unwrap_or(0);
        let all = || self.series.iter().flat_map(|series| &series.points);
        let (Some(x), Some(y)) = (Axis::over(all().map(|at| at.0)), Axis::over(all().map(|at| at.1))) else {
            return html! {};
        };
        if count == 0 {
            return html! {};
        }
        let last: Vec<_> =
            named().filter_map(|series| series.points.last()).map(|at| format::number(at.1)).collect();
        let described = text.with("chart-described", &[("count", &count), ("last", &last.join("/"))]);
        let (title, desc) = (format!("{}-title", self.id), format!("{}-desc", self.id));
        html! {
            figure.panel {
                figcaption { (self.title) }
                svg.chart role="img" viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) aria-labelledby=(format!("{title} {desc}")) {
                    title id=(title) { (self.title) }
                    desc id=(desc) { (described) }
                    (self.grid(&x, &y))
                    @for series in &self.series { (line(series, &x, &y)) }
                }
                @if let Some(legend) = self.legend { p.hint { (legend) } }
                (self.table(text))
            }
        }
    }

    fn grid(&self, x: &Axis, y: &Axis) -> Markup {
        html! {
            @for tick in y.ticks() {
                @let at = down(y, tick);
                path.grid d=(format!("M{LEFT} {}H{}", Place(at), Place(WIDTH - RIGHT))) {}
                text x=(LEFT - 5.0) y=(Place(at + 4.0)) text-anchor="end" { (format::number(tick)) }
            }
            @let along_x: Vec<f64> = x.ticks().collect();
            @for (no, tick) in along_x.iter().enumerate() {
                // The last tick carries the axis' name, so that the two never overlap.
                @let named = no + 1 == along_x.len();
                @let at = if named { WIDTH } else { along(x, *tick) };
                text x=(Place(at)) y=(HEIGHT - 6.0) text-anchor=(if named { "end" } else { "middle" }) {
                    (format::number(*tick)) @if named { " " (self.x) }
                }
            }
        }
    }

    fn table(&self, text: &Text) -> Markup {
        let named: Vec<_> = self.series.iter().filter(|series| !series.name.is_empty()).collect();
        let mut xs: Vec<f64> = named.iter().flat_map(|series| series.points.iter().map(|at| at.0)).collect();
        xs.sort_by(f64::total_cmp);
        xs.dedup();
        let value = |series: &Series, x: f64| {
            let at = series.points.iter().find(|at| (at.0 - x).abs() < 1e-9);
            at.map_or_else(String::new, |at| format::number(at.1))
        };
        html! {
            details {
                summary { (text.t("chart-numbers")) }
                table {
                    thead { tr { th.n scope="col" { (self.x) } @for series in &named { th.n scope="col" { (series.name) } } } }
                    tbody { @for x in xs { tr {
                        th.n scope="row" { (format::number(x)) }
                        @for series in &named { td.n { (value(series, x)) } }
                    } } }
                }
            }
        }
    }
}

/// A coordinate, to a tenth of a unit. A page with three charts has hundreds, and whole numbers are written
/// many times faster than floats.
struct Place(f64);

impl Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        #[expect(clippy::cast_possible_truncation, reason = "coordinates lie within the drawing")]
        let tenths = (self.0 * 10.0).round() as i64;
        let sign = if tenths < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
    }
}

fn along(x: &Axis, value: f64) -> f64 {
    LEFT + x.at(value) * (WIDTH - LEFT - RIGHT - 16.0)
}

fn down(y: &Axis, value: f64) -> f64 {
    HEIGHT - BOTTOM - y.at(value) * (HEIGHT - TOP - BOTTOM)
}

fn line(series: &Series, x: &Axis, y: &Axis) -> Markup {
    let mut path = String::new();
    for (at, point) in series.points.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = write!(
            path,
            "{}{} {}",
            if at == 0 { "M" } else { "L" },
            Place(along(x, point.0)),
            Place(down(y, point.1))
        );
    }
    html! {
        path class=(format!("line {}", series.class)) d=(path) {}
        @if !series.name.is_empty() {
            @for point in &series.points {
                circle class=(format!("dot {}", series.class)) r="4" cx=(Place(along(x, point.0))) cy=(Place(down(y, point.1))) {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_have_one_decimal() {
        let written = [0.0, 148.04, 33.96, -0.26].map(|at| Place(at).to_string());
        assert_eq!(written, ["0.0", "148.0", "34.0", "-0.3"]);
    }

    #[test]
    fn axes_have_round_steps_and_hold_everything() {
        let axis = Axis::over([112.0, 165.0, 72.0].into_iter()).unwrap();
        assert_eq!(axis.ticks().collect::<Vec<_>>(), [60.0, 80.0, 100.0, 120.0, 140.0, 160.0, 180.0]);
        let one = Axis::over([50.0].into_iter()).unwrap();
        assert!(one.from <= 50.0 && one.to > 50.0);
        assert!(Axis::over(std::iter::empty()).is_none());
    }
}
