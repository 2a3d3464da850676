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
            top: room.of(40.0, 48.0),
            high: room.of(68.0, 27.0),
            left: room.of(0.0, 186.0),
            right: room.of(314.0, 438.0),
            axis: Axis::from_zero(shares.map(|share| share * 100.0), 100.0),
        }
    }

    fn at(&self, share: f64) -> f64 {
        self.left + self.axis.at(share * 100.0) * (self.right - self.left)
    }

    fn top_of(&self, row: usize) -> f64 {
        self.top + place(row) * self.high
    }

    /// From where to where the bar of a row goes.
    fn bar_of(&self, row: usize) -> (f64, f64) {
        let top = self.top_of(row) + self.room.of(23.0, 4.0);
        (top, top + 19.0)
    }

    /// A line down at a place of the scale; it is left out where words stand, between the bars of a phone and
    /// in place of a bar.
    fn down<'a>(&self, x: f64, bars: impl Iterator<Item = &'a Bar>) -> String {
        let strokes = bars.enumerate().filter(|(_, bar)| bar.share.is_some()).map(|(row, _)| {
            let (top, bottom) = self.bar_of(row);
            format!("M{} {}V{}", Place(x), Place(top - 4.0), Place(bottom + 4.0))
        });
        strokes.collect()
    }
}

impl Bars<'_> {
    fn all(&self) -> impl Iterator<Item = &Bar> {
        self.bars.iter().chain(&self.unit)
    }

    fn scale(&self, text: &Text, rows: &Rows, bottom: f64) -> Markup {
        html! {
            @for tick in rows.axis.ticks().filter(|_| self.all().any(|bar| bar.share.is_some())) {
                @let x = rows.at(tick / 100.0);
                @let strong = (tick - 100.0).abs() < 1e-9 && rows.axis.to > 100.0;
                path.grid.strong[strong] d=(rows.down(x, self.all())) {}
                text x=(Place(x)) y=(Place(bottom + 12.0)) text-anchor=(edge(rows, x)) {
                    (super::tenths(tick)) @if tick > rows.axis.to - 1e-9 { " %" }
                }
            }
            @if rows.room == Room::Broad {
                @for (edge, key) in EDGES.into_iter().zip(["charts-cumulative", "charts-month", "charts-before", "charts-trend"]) {
                    text x=(Place(edge)) y="38" text-anchor="end" { (text.t(key)) }
                }
            }
        }
    }

    /// The target to date, over the bars, so that it is seen in each.
    fn goal(&self, text: &Text, rows: &Rows) -> Markup {
        let Some(goal) = self.goal else { return html! {} };
        let x = rows.at(goal);
        let words = text.with("charts-goal", &[("share", &percent(goal))]);
        let half = letters::firm(&words, SIZE) / 2.0;
        let middle = x.min(rows.room.of(320.0, 446.0) - half).max(half);
        let line = rows.down(x, self.all());
        let head = rows.room.of(27.0, 40.0);
        html! {
            path.goal-case d=(line) {}
            path.goal d=(line) {}
            path.goal-head d=(format!("M{} {}l-5 -8h10z", Place(x), Place(head))) {}
            text.firm x=(Place(middle)) y=(Place(head - 12.0)) text-anchor="middle" { (words) }
        }
    }
}

/// At the ends of the scale words lean inwards.
fn edge(rows: &Rows, x: f64) -> &'static str {
    match rows.room {
        Room::Narrow if x < rows.left + 1.0 => "start",
        Room::Narrow if x > rows.right - 1.0 => "end",
        _ => "middle",
    }
}

/// The bar itself, or what is said in its place.
fn bar(text: &Text, id: &str, rows: &Rows, bar: &Bar, (top, bottom): (f64, f64)) -> Markup {
    let Some(share) = bar.share else {
        let words = bar.words.clone().unwrap_or_else(|| text.t("charts-of-none").to_owned());
        let short = letters::cut(&words, SIZE, rows.room.of(320.0, 252.0));
        return html! { text.halo x=(Place(rows.left)) y=(Place(top + 14.0)) { (short) } };
    };
    let wide = rows.at(share.max(0.0)) - rows.left;
    let (wide, high) = (Place(wide.max(1.0)), Place(bottom - top));
    bar.mark.filled(id, |class, fill| {
        html! { rect.bar.(class) x=(Place(rows.left)) y=(Place(top)) width=(wide) height=(high) fill=[fill] {} }
    })
}

/// The words of a phone's row: name and share over the bar, the months below it. Browsers round the widths of
/// letters, so words that end at the right stay one px within.
fn narrow(text: &Text, of: &Bar, top: f64) -> Markup {
    let value = match (&of.words, of.share) {
        (Some(words), Some(_)) => letters::cut(words, SIZE, 180.0),
        (_, Some(share)) => percent(share),
        _ => String::new(),
    };
    let name = letters::cut(&of.village, 13.0, 288.0 - letters::width(&value, SIZE));
    let months = [("charts-month-short", of.month), ("charts-before-short", of.before)];
    let months = months.map(|(key, month)| text.with(key, &[("value", &month.short())])).join(" · ");
    let trend = of.trend.map_or_else(String::new, |trend| format!("{} {}", trend.sign(), trend.word(text)));
    html! {
        (of.mark.badge(text, 9.5, top + 9.5))
        text.name x=(Place(indent(text, of))) y=(Place(top + 14.0)) { (name) }
        text.firm x="319" y=(Place(top + 14.0)) text-anchor="end" { (value) }
        text x="0" y=(Place(top + 59.0)) { (months) }
        text x="319" y=(Place(top + 59.0)) text-anchor="end" { (trend) }
    }
}

/// The words of a wide page's row: the name, and the rows of the printed form as columns.
fn broad(text: &Text, of: &Bar, top: f64) -> Markup {
    let value = match (&of.words, of.share) {
        (Some(_), Some(_)) => out_of(of.n, of.of),
        (_, Some(share)) => percent(share),
        _ => "–".to_owned(),
    };
    let trend = of.trend.map_or("", Trend::sign);
    let cells = [value, of.month.short(), of.before.short(), trend.to_owned()];
    html! {
        (of.mark.badge(text, 9.5, top + 13.5))
        text.name x="24" y=(Place(top + 18.0)) { (letters::cut(&of.village, SIZE, 154.0)) }
        @for (edge, cell) in EDGES.into_iter().zip(cells) {
            text.firm x=(Place(edge)) y=(Place(top + 18.0)) text-anchor="end" { (cell) }
        }
    }
}

/// A name stands behind its letter, if it has one; the foot of a J reaches to the left of where it begins.
fn indent(text: &Text, bar: &Bar) -> f64 {
    bar.mark.letter(text).map_or(2.0, |_| 24.0)
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
        let words = room.of(narrow as fn(&Text, &Bar, f64) -> Markup, broad);
        let count = self.all().count();
        let bottom = rows.top_of(count) + 2.0;
        let apart = self.unit.as_ref().map(|_| rows.top_of(count.saturating_sub(1)) - room.of(3.0, 0.0));
        let marks: Vec<_> = self.all().filter(|bar| bar.share.is_some()).map(|bar| bar.mark).collect();
        let (legend, high) = legend::flow(&mark::items(text, id, &marks), room.width(), bottom + 24.0);
        let inner = html! {
            (mark::patterns(id))
            (self.scale(text, &rows, bottom))
            @if let Some(y) = apart { path.rule d=(format!("M0 {}H{}", Place(y), room.width())) {} }
            @for (no, of) in self.all().enumerate() {
                (bar(text, id, &rows, of, rows.bar_of(no)))
                (words(text, of, rows.top_of(no)))
            }
            (self.goal(text, &rows))
            (legend)
        };
        Drawing { height: bottom + 24.0 + high, inner }
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
