//! Readings of one person as lines: drawn for a phone's width, readable in print, with a table of the same
//! numbers below.

use std::fmt::Write;

use maud::{Markup, html};

use super::axis::{Axis, Place};
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

/// A chart of lines.
pub struct Lines<'a> {
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

impl Lines<'_> {
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
