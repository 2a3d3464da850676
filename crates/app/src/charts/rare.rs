//! The t-chart: days between deaths, one after the other, with the limits of what is usual.

use maud::{Markup, html};

use super::{
    axis::{Axis, Place},
    figure::{Chart, Drawing, Room},
    legend::{self, Item, Shape},
    plot::{self, Plot, place},
    tenths,
};
use crate::text::Text;

/// The chart.
pub struct Between<'a> {
    /// Unique on the page.
    pub id: &'a str,
    /// Title.
    pub title: &'a str,
    /// The intervals, by the day on which they ended.
    pub intervals: Vec<Interval>,
    /// The usual number of days and its limits; none with too few intervals.
    pub usual: Option<Usual>,
}

/// From one event to the next.
pub struct Interval {
    /// The day of the event that ended it, in words.
    pub until: String,
    /// The same in short, for the axis.
    pub short: String,
    /// How many days passed.
    pub days: u32,
    /// What is unusual about it.
    pub signal: Option<Signal>,
}

/// What is usual.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Usual {
    /// The usual number of days.
    pub centre: f64,
    /// Fewer days are unusual; none where even none would not be.
    pub lower: Option<f64>,
    /// More days are unusual.
    pub upper: f64,
    /// Whether the limits hold, and are not for trial.
    pub firm: bool,
}

/// What is unusual about an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// The event came unusually soon.
    Sooner,
    /// It took unusually long until the event.
    Later,
}

impl Signal {
    fn word(self, text: &Text) -> &str {
        text.t(match self {
            Self::Sooner => "charts-sooner",
            Self::Later => "charts-later",
        })
    }

    fn shape(self) -> (Shape, &'static str) {
        match self {
            Self::Sooner => (Shape::Down, "far"),
            Self::Later => (Shape::Up, "later"),
        }
    }
}

impl Between<'_> {
    fn plot(&self, room: Room) -> Plot {
        let days = self.intervals.iter().map(|interval| f64::from(interval.days));
        let y = Axis::from_zero(days.chain(self.usual.map(|usual| usual.upper)), 1.0);
        let x = Axis::places(self.intervals.len());
        let left = plot::margin(&y, &tenths) + 10.0;
        Plot { left, right: room.width() - 14.0, top: 26.0, bottom: room.of(210.0, 280.0), x, y }
    }

    fn limits(&self, text: &Text, plot: &Plot) -> (Markup, Vec<Item>) {
        let Some(usual) = self.usual else { return (html! {}, Vec::new()) };
        let limit = if usual.firm { "curve alarm" } else { "curve warning" };
        let across = |class: &str, days: f64| {
            html! { path.(class) d=(format!("M{} {}H{}", Place(plot.left - 6.0), Place(plot.down(days)), Place(plot.right + 8.0))) {} }
        };
        let drawn = html! {
            (across("centre", usual.centre))
            (across(limit, usual.upper))
            @if let Some(lower) = usual.lower { (across(limit, lower)) }
        };
        let days = |value: f64| tenths(value.round());
        let centre = text.with("charts-usual", &[("days", &days(usual.centre))]);
        let key = if usual.firm { "charts-limits" } else { "charts-trial-limits" };
        let low = usual.lower.map_or_else(|| "–".to_owned(), days);
        let limits = text.with(key, &[("low", &low), ("high", &days(usual.upper))]);
        (drawn, vec![Item::line("centre", &centre), Item::line(limit, &limits)])
    }
}

impl Chart for Between<'_> {
    fn id(&self) -> &str {
        self.id
    }

    fn title(&self) -> &str {
        self.title
    }

    fn is_empty(&self) -> bool {
        self.intervals.is_empty()
    }

    fn folds(&self) -> bool {
        true
    }

    fn described(&self, text: &Text) -> String {
        let count = |signal| self.intervals.iter().filter(|one| one.signal == Some(signal)).count();
        let usual = self.usual.map_or_else(|| "–".to_owned(), |usual| tenths(usual.centre.round()));
        let counts: [(&'static str, &dyn ToString); 4] = [
            ("count", &self.intervals.len()),
            ("days", &usual),
            ("sooner", &count(Signal::Sooner)),
            ("later", &count(Signal::Later)),
        ];
        text.with("charts-between-described", &counts)
    }

    fn drawing(&self, text: &Text, _: &str, room: Room) -> Drawing {
        let plot = self.plot(room);
        let (limits, mut items) = self.limits(text, &plot);
        for signal in [Signal::Sooner, Signal::Later] {
            if self.intervals.iter().any(|interval| interval.signal == Some(signal)) {
                let (shape, class) = signal.shape();
                items.push(Item::point(class, shape, signal.word(text)));
            }
        }
        let points: Vec<_> = self
            .intervals
            .iter()
            .enumerate()
            .map(|(at, one)| (place(at), f64::from(one.days), one))
            .collect();
        let (legend, high) = legend::flow(&items, room.width(), plot.bottom + 28.0);
        let inner = html! {
            text x="0" y="14" { (text.t("charts-days")) }
            (plot.across(&tenths))
            (plot.names(self.intervals.iter().map(|interval| interval.short.as_str())))
            (limits)
            path.line d=(plot.path(points.iter().map(|(x, y, _)| Some((*x, *y))))) {}
            @for (x, y, interval) in &points {
                @let (shape, class) = interval.signal.map_or((Shape::Circle, "within"), Signal::shape);
                (shape.at(class, plot.along(*x), plot.down(*y)))
            }
            (legend)
        };
        Drawing { height: plot.bottom + 30.0 + high, inner }
    }

    fn table(&self, text: &Text) -> Markup {
        html! {
            table {
                thead { tr {
                    th scope="col" { (text.t("charts-until")) }
                    th.n scope="col" { (text.t("charts-days")) }
                    th scope="col" { (text.t("charts-marked")) }
                } }
                tbody { @for interval in &self.intervals { tr {
                    th scope="row" { (interval.until) }
                    td.n { (tenths(f64::from(interval.days))) }
                    td { (interval.signal.map_or("", |signal| signal.word(text))) }
                } } }
            }
        }
    }
}
