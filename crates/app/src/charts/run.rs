//! The run chart: a value for each month around the median, with the stretches that are hardly noise.

use maud::{Markup, html};

use super::{
    axis::{Axis, Place},
    figure::{Chart, Drawing, Room},
    legend::{self, Item, Shape},
    out_of, percent,
    plot::{self, Plot, place},
    tenths,
};
use crate::text::Text;

/// The chart.
pub struct Run<'a> {
    /// Unique on the page.
    pub id: &'a str,
    /// Title.
    pub title: &'a str,
    /// The months, one after the other.
    pub months: Vec<Month>,
    /// The median of the values that are there.
    pub median: Option<f64>,
    /// Stretches that are hardly noise.
    pub stretches: Vec<Stretch>,
    /// What the values are.
    pub unit: Unit,
}

/// A month.
pub struct Month {
    /// Its name in the table and in sentences: `Mei 2025`.
    pub name: String,
    /// Its name at the axis: `5/25`.
    pub short: String,
    /// Its value; none leaves a gap.
    pub value: Option<f64>,
    /// The counts behind it, where it is a share.
    pub counts: Option<(u64, f64)>,
}

/// What the values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Shares, 1 for all.
    Share,
    /// Numbers.
    Number,
}

impl Unit {
    fn write(self, value: f64) -> String {
        match self {
            Self::Share => percent(value),
            Self::Number => tenths(value),
        }
    }

    /// Shares are drawn in percent, so that the axis has round steps.
    fn drawn(self, value: f64) -> f64 {
        match self {
            Self::Share => value * 100.0,
            Self::Number => value,
        }
    }

    fn tick(self, tick: f64) -> String {
        match self {
            Self::Share => percent(tick / 100.0),
            Self::Number => tenths(tick),
        }
    }
}

/// A stretch of months that is hardly noise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Which of the two.
    pub kind: Kind,
    /// Upwards, or above the median.
    pub up: bool,
    /// The place of its first month.
    pub from: usize,
    /// The place of its last month.
    pub to: usize,
}

/// Which rule holds for a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// On one side of the median for long.
    Shift,
    /// Going one way for long.
    Trend,
}

impl Stretch {
    fn words(self, text: &Text, months: &[Month]) -> String {
        let key = match (self.kind, self.up) {
            (Kind::Shift, true) => "charts-shift-up",
            (Kind::Shift, false) => "charts-shift-down",
            (Kind::Trend, true) => "charts-trend-up",
            (Kind::Trend, false) => "charts-trend-down",
        };
        let name = |at: usize| months.get(at).map_or("", |month| &month.name);
        text.with(key, &[("from", &name(self.from)), ("to", &name(self.to))])
    }

    fn class(self) -> &'static str {
        match self.kind {
            Kind::Shift => "shift",
            Kind::Trend => "trend",
        }
    }
}

/// How high the row of brackets is that one stretch takes.
const BRACKET: f64 = 22.0;

impl Run<'_> {
    fn plot(&self, room: Room) -> Plot {
        let values = self.months.iter().filter_map(|month| month.value).chain(self.median);
        let y = Axis::from_zero(values.map(|value| self.unit.drawn(value)), 0.0);
        let left = plot::margin(&y, &|tick| self.unit.tick(tick)) + 4.0;
        let top = 10.0 + place(self.stretches.len()) * BRACKET;
        let x = Axis::places(self.months.len());
        Plot { left: left + 6.0, right: room.width() - 14.0, top, bottom: top + room.of(160.0, 220.0), x, y }
    }

    /// Where a stretch lies: a band in the field, and over it a bracket with its number.
    fn bracket(plot: &Plot, no: usize, stretch: Stretch) -> Markup {
        let (from, to) = (plot.along(place(stretch.from)) - 5.0, plot.along(place(stretch.to)) + 5.0);
        let y = 12.0 + place(no) * BRACKET;
        let middle = f64::midpoint(from, to);
        html! {
            rect.band.(stretch.class()) x=(Place(from)) y=(Place(y)) width=(Place(to - from)) height=(Place(plot.bottom - y)) {}
            path.bracket.(stretch.class()) d=(format!("M{} {}v-6H{}v6", Place(from), Place(y + 6.0), Place(to))) {}
            (number(no, middle, y))
        }
    }

    fn line(&self, plot: &Plot) -> Markup {
        let point = |(at, month): (usize, &Month)| Some((place(at), self.unit.drawn(month.value?)));
        let points: Vec<_> = self.months.iter().enumerate().map(point).collect();
        html! {
            @if let Some(median) = self.median {
                path.centre d=(format!("M{} {}H{}", Place(plot.left - 6.0), Place(plot.down(self.unit.drawn(median))), Place(plot.right + 8.0))) {}
            }
            path.line d=(plot.path(points.iter().copied())) {}
            @for (x, y) in points.iter().flatten() { (Shape::Circle.at("within", plot.along(*x), plot.down(*y))) }
            @for (at, _) in points.iter().enumerate().filter(|(_, point)| point.is_none()) {
                (missing(plot.along(place(at)), plot.bottom - 7.0))
            }
        }
    }
}

/// The number of a stretch on a plate.
fn number(no: usize, x: f64, y: f64) -> Markup {
    html! {
        circle.badge cx=(Place(x)) cy=(Place(y)) r="8.5" {}
        text.letter x=(Place(x)) y=(Place(y + 4.5)) text-anchor="middle" { (no + 1) }
    }
}

/// A month of which nothing is known.
fn missing(x: f64, y: f64) -> Markup {
    html! { path.missing d=(format!("M{} {}m-4 -4l8 8m0 -8l-8 8", Place(x), Place(y))) {} }
}

impl Chart for Run<'_> {
    fn id(&self) -> &str {
        self.id
    }

    fn title(&self) -> &str {
        self.title
    }

    fn is_empty(&self) -> bool {
        self.months.iter().all(|month| month.value.is_none())
    }

    fn folds(&self) -> bool {
        true
    }

    fn described(&self, text: &Text) -> String {
        let there = self.months.iter().filter(|month| month.value.is_some()).count();
        let median = self.median.map_or_else(|| "–".to_owned(), |median| self.unit.write(median));
        let mut said = text.with("charts-run-described", &[("count", &there), ("median", &median)]);
        for stretch in &self.stretches {
            said += &format!(" {}.", stretch.words(text, &self.months));
        }
        said
    }

    fn drawing(&self, text: &Text, _: &str, room: Room) -> Drawing {
        let plot = self.plot(room);
        let median =
            self.median.map(|median| text.with("charts-median", &[("value", &self.unit.write(median))]));
        let mut items: Vec<Item> = median.iter().map(|words| Item::line("centre", words)).collect();
        if self.months.iter().any(|month| month.value.is_none()) {
            items.push(Item { sign: missing(15.0, 7.0), words: text.t("charts-missing").to_owned() });
        }
        for (no, stretch) in self.stretches.iter().enumerate() {
            items.push(Item { sign: number(no, 15.0, 7.0), words: stretch.words(text, &self.months) });
        }
        let (legend, high) = legend::flow(&items, room.width(), plot.bottom + 28.0);
        let inner = html! {
            @for (no, stretch) in self.stretches.iter().enumerate() { (Self::bracket(&plot, no, *stretch)) }
            (plot.across(&|tick| self.unit.tick(tick)))
            (plot.names(self.months.iter().map(|month| month.short.as_str())))
            (self.line(&plot))
            (legend)
        };
        Drawing { height: plot.bottom + 30.0 + high, inner }
    }

    fn table(&self, text: &Text) -> Markup {
        let counted = self.months.iter().any(|month| month.counts.is_some());
        html! {
            table {
                thead { tr {
                    th scope="col" { (text.t("charts-of-month")) }
                    @if counted { th.n scope="col" { (text.t("charts-counts")) } }
                    th.n scope="col" { (text.t("charts-value")) }
                    th scope="col" { (text.t("charts-marked")) }
                } }
                tbody { @for (at, month) in self.months.iter().enumerate() { tr {
                    th scope="row" { (month.name) }
                    @if counted { td.n { @if let Some((n, of)) = month.counts { (out_of(n, Some(of))) } @else { "–" } } }
                    td.n { @match month.value { Some(value) => { (self.unit.write(value)) } None => { (text.t("charts-missing")) } } }
                    td { (marked(text, &self.stretches, at)) }
                } } }
            }
        }
    }
}

/// The rules that hold for a month.
fn marked(text: &Text, stretches: &[Stretch], at: usize) -> String {
    let here = stretches.iter().filter(|stretch| (stretch.from..=stretch.to).contains(&at));
    let words: Vec<_> = here
        .map(|stretch| {
            text.t(match stretch.kind {
                Kind::Shift => "charts-shift",
                Kind::Trend => "charts-run-trend",
            })
        })
        .collect();
    words.join(", ")
}
