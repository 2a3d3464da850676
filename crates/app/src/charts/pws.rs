//! The local area monitoring chart (domain.md §7.4): a bar for each village, the target to date as a line.
//!
//! The bars lie, so that fourteen names can be read on a phone; what stands in rows under the printed form
//! stands beside or below each bar.

use maud::{Markup, html};

use super::{
    axis::{Axis, Place},
    figure::{Chart, Drawing, Room},
    legend, letters,
    mark::{self, Mark},
    out_of, percent, percent_or_words,
    plot::{SIZE, place},
    whole,
};
use crate::text::Text;

/// The chart.
pub struct Bars<'a> {
    /// Unique on the page.
    pub id: &'a str,
    /// Title.
    pub title: &'a str,
    /// The villages, in the order in which they are to stand.
    pub bars: Vec<Bar>,
    /// All villages together; last, and apart.
    pub unit: Option<Bar>,
    /// The share to be reached by now, 1 for all.
    pub goal: Option<f64>,
}

/// A village.
pub struct Bar {
    /// Its name.
    pub village: String,
    /// Counted since January.
    pub n: u64,
    /// Out of how many.
    pub of: Option<f64>,
    /// The share since January, 1 for all; none where it can't be worked out.
    pub share: Option<f64>,
    /// Between which shares it lies by 95 %.
    pub interval: Option<(f64, f64)>,
    /// This month.
    pub month: Month,
    /// The month before.
    pub before: Month,
    /// This month against the one before.
    pub trend: Option<Trend>,
    /// How it stands.
    pub mark: Mark,
    /// What is said in place of the share: why there is none, or the counts where few people make shares jump.
    pub words: Option<String>,
}

/// What was counted in a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Month {
    /// The count.
    pub n: u64,
    /// Its share of a month's part, 1 for all.
    pub share: Option<f64>,
}

impl Month {
    fn short(self) -> String {
        self.share.map_or_else(|| whole(self.n), percent)
    }

    fn long(self) -> String {
        self.share.map_or_else(|| whole(self.n), |share| format!("{} ({})", whole(self.n), percent(share)))
    }
}

/// This month against the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// More.
    Up,
    /// Fewer.
    Down,
    /// As many.
    Same,
}

impl Trend {
    fn sign(self) -> &'static str {
        match self {
            Self::Up => "↑",
            Self::Down => "↓",
            Self::Same => "–",
        }
    }

    fn word(self, text: &Text) -> &str {
        text.t(match self {
            Self::Up => "charts-up",
            Self::Down => "charts-down",
            Self::Same => "charts-same",
        })
    }
}

/// Where the parts of the rows stand.
struct Rows {
    room: Room,
    top: f64,
    high: f64,
    left: f64,
    right: f64,
    axis: Axis,
}

/// The right edges of the columns beside the bars of a broad drawing: since January, this month, the month
/// before, the trend.
const EDGES: [f64; 4] = [515.0, 595.0, 675.0, 720.0];

impl Rows {
    fn of(chart: &Bars<'_>, room: Room) -> Self {
        let shares = chart.all().filter_map(|bar| bar.share).chain(chart.goal);
        Self {
            room,
            top: room.of(44.0, 48.0),
            high: room.of(60.0, 27.0),
            left: room.of(0.0, 164.0),
            // Beyond the end of the longest bar there is room for its letter.
            right: room.of(320.0, 438.0) - 12.0,
            axis: Axis::from_zero(shares.map(|share| share * 100.0), 100.0),
        }
    }

    fn at(&self, share: f64) -> f64 {
        self.left + self.axis.at(share * 100.0) * (self.right - self.left)
    }

    fn top_of(&self, row: usize) -> f64 {
        self.top + place(row) * self.high
    }
}

impl Bars<'_> {
    fn all(&self) -> impl Iterator<Item = &Bar> {
        self.bars.iter().chain(&self.unit)
    }

    fn scale(&self, text: &Text, rows: &Rows, bottom: f64) -> Markup {
        html! {
            @for tick in rows.axis.ticks() {
                @let x = rows.at(tick / 100.0);
                @let strong = (tick - 100.0).abs() < 1e-9 && rows.axis.to > 100.0;
                path.grid.strong[strong] d=(format!("M{} {}V{}", Place(x), Place(rows.top - 4.0), Place(bottom))) {}
                text x=(Place(x)) y=(Place(bottom + 14.0)) text-anchor=(edge(rows, x)) { (super::tenths(tick)) }
            }
            @if rows.room == Room::Broad {
                @for (edge, key) in EDGES.into_iter().zip(["charts-cumulative", "charts-month", "charts-before", "charts-trend"]) {
                    text x=(Place(edge)) y="16" text-anchor="end" { (text.t(key)) }
                }
            }
            @if let Some(goal) = self.goal {
                (goal_line(text, rows, goal, bottom))
            }
        }
    }
}

/// At the ends of the scale words lean inwards.
fn edge(rows: &Rows, x: f64) -> &'static str {
    if x < rows.left + 1.0 && rows.room == Room::Narrow { "start" } else { "middle" }
}

fn goal_line(text: &Text, rows: &Rows, goal: f64, bottom: f64) -> Markup {
    let x = rows.at(goal);
    let words = text.with("charts-goal", &[("share", &percent(goal))]);
    let half = letters::width(&words, SIZE) / 2.0;
    let (first, last) = rows.room.of((0.0, 320.0), (0.0, 460.0));
    let middle = x.min(last - half).max(first + half);
    html! {
        path.goal d=(format!("M{} {}V{}", Place(x), Place(rows.top - 12.0), Place(bottom))) {}
        path.goal-head d=(format!("M{} {}l-5 -7h10z", Place(x), Place(rows.top - 8.0))) {}
        text.firm x=(Place(middle)) y=(Place(rows.top - 22.0)) text-anchor="middle" { (words) }
    }
}

/// The bar itself with its letter, or what is said in its place.
fn bar(text: &Text, id: &str, rows: &Rows, bar: &Bar, top: f64, high: f64) -> Markup {
    let Some(share) = bar.share else {
        let words = bar.words.clone().unwrap_or_else(|| text.t("charts-of-none").to_owned());
        let room = rows.right + 12.0 - rows.left;
        let short = letters::cut(&words, SIZE, room);
        return html! { text.halo x=(Place(rows.left)) y=(Place(top + high / 2.0 + 4.5)) { (short) } };
    };
    let end = rows.at(share.max(0.0));
    // A letter that has no room in its bar stands behind it.
    let letter = if end - rows.left >= 26.0 { end - 12.0 } else { end + 12.0 };
    html! {
        rect.bar.(bar.mark.class()) x=(Place(rows.left)) y=(Place(top)) width=(Place((end - rows.left).max(1.0))) height=(Place(high)) fill=(bar.mark.fill(id)) {}
        (bar.mark.badge(text, letter, top + high / 2.0))
    }
}

/// A row of a phone: name and share, the bar, the months.
fn narrow(text: &Text, id: &str, rows: &Rows, of: &Bar, top: f64) -> Markup {
    let value = match (&of.words, of.share) {
        (Some(words), Some(_)) => letters::cut(words, SIZE, 200.0),
        (_, Some(share)) => percent(share),
        _ => String::new(),
    };
    let name = letters::cut(&of.village, 14.0, 312.0 - letters::width(&value, SIZE));
    let months = [("charts-month-short", of.month), ("charts-before-short", of.before)];
    let months = months.map(|(key, month)| text.with(key, &[("value", &month.short())])).join(" · ");
    let trend = of.trend.map_or_else(String::new, |trend| format!("{} {}", trend.sign(), trend.word(text)));
    html! {
        text.name.halo x="0" y=(Place(top + 14.0)) { (name) }
        text.firm.halo x="320" y=(Place(top + 14.0)) text-anchor="end" { (value) }
        (bar(text, id, rows, of, top + 20.0, 18.0))
        text.halo x="0" y=(Place(top + 52.0)) { (months) }
        text.halo x="320" y=(Place(top + 52.0)) text-anchor="end" { (trend) }
    }
}

/// A row of a wide page: name, bar, and the rows of the printed form as columns.
fn broad(text: &Text, id: &str, rows: &Rows, of: &Bar, top: f64) -> Markup {
    let value = match (&of.words, of.share) {
        (Some(_), Some(_)) => out_of(of.n, of.of),
        (_, Some(share)) => percent(share),
        _ => "–".to_owned(),
    };
    let trend = of.trend.map_or("", Trend::sign);
    let cells = [value, of.month.short(), of.before.short(), trend.to_owned()];
    html! {
        text.name x="0" y=(Place(top + 18.0)) { (letters::cut(&of.village, 14.0, rows.left - 8.0)) }
        (bar(text, id, rows, of, top + 4.0, 19.0))
        @for (edge, cell) in EDGES.into_iter().zip(cells) {
            text.firm x=(Place(edge)) y=(Place(top + 18.0)) text-anchor="end" { (cell) }
        }
    }
}

impl Chart for Bars<'_> {
    fn id(&self) -> &str {
        self.id
    }

    fn title(&self) -> &str {
        self.title
    }

    fn is_empty(&self) -> bool {
        self.bars.is_empty()
    }

    fn described(&self, text: &Text) -> String {
        let without = self.bars.iter().filter(|bar| bar.share.is_none()).count();
        let mut said = text.with("charts-bars-described", &[("count", &self.bars.len())]);
        if let Some(goal) = self.goal {
            said += &format!(" {}.", text.with("charts-goal", &[("share", &percent(goal))]));
        }
        if without > 0 {
            said += &format!(" {}", text.with("charts-bars-without", &[("count", &without)]));
        }
        said
    }

    fn drawing(&self, text: &Text, id: &str, room: Room) -> Drawing {
        let rows = Rows::of(self, room);
        let row = room.of(narrow as fn(&Text, &str, &Rows, &Bar, f64) -> Markup, broad);
        let count = self.all().count();
        let bottom = rows.top_of(count) + 2.0;
        let apart = self.unit.as_ref().map(|_| rows.top_of(count.saturating_sub(1)));
        let marks: Vec<_> = self.all().filter(|bar| bar.share.is_some()).map(|bar| bar.mark).collect();
        let (legend, high) = legend::flow(&mark::items(text, id, &marks), room.width(), bottom + 26.0);
        let inner = html! {
            (mark::patterns(id))
            (self.scale(text, &rows, bottom))
            @if let Some(y) = apart { path.rule d=(format!("M0 {}H{}", Place(y), room.width())) {} }
            @for (no, bar) in self.all().enumerate() { (row(text, id, &rows, bar, rows.top_of(no))) }
            (legend)
        };
        Drawing { height: bottom + 26.0 + high, inner }
    }

    fn table(&self, text: &Text) -> Markup {
        html! {
            table {
                thead { tr {
                    th scope="col" { (text.t("charts-village")) }
                    th.n scope="col" { (text.t("charts-counts")) }
                    th.n scope="col" { (text.t("charts-share")) }
                    th.n scope="col" { (text.t("charts-interval")) }
                    th.n scope="col" { (text.t("charts-month")) }
                    th.n scope="col" { (text.t("charts-before")) }
                    th scope="col" { (text.t("charts-trend")) }
                    th scope="col" { (text.t("charts-status")) }
                } }
                tbody { @for bar in &self.bars { (line(text, bar)) } }
                @if let Some(unit) = &self.unit { tfoot { (line(text, unit)) } }
            }
        }
    }
}

fn line(text: &Text, bar: &Bar) -> Markup {
    let interval = bar.interval.map_or_else(|| "–".to_owned(), |(low, high)| super::between(low, high));
    html! { tr {
        th scope="row" { (bar.village) }
        td.n { (out_of(bar.n, bar.of)) }
        td.n { (percent_or_words(text, bar.share)) }
        td.n { (interval) }
        td.n { (bar.month.long()) }
        td.n { (bar.before.long()) }
        td { @if let Some(trend) = bar.trend { (trend.sign()) " " (trend.word(text)) } @else { "–" } }
        td { @match &bar.words { Some(words) => { (words) } None => { (bar.mark.word(text)) } } }
    } }
}
