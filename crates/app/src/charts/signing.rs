//! The months before and after an agreement was signed: the share of each month, and below it how many it
//! was of, because a share of three births says little.

use maud::{Markup, html};

use super::{
    axis::{Axis, Place},
    figure::{Chart, Drawing, Room},
    legend::{self, Item, Shape},
    letters, out_of, percent,
    plot::{self, Plot, SIZE, place},
    tenths, whole,
};
use crate::text::Text;

/// The chart.
pub struct Months<'a> {
    /// Unique on the page.
    pub id: &'a str,
    /// Title.
    pub title: &'a str,
    /// What the counts are out of: births.
    pub counted: &'a str,
    /// The months, one after the other.
    pub months: Vec<Month>,
    /// How many of them lie before the signing.
    pub before: usize,
}

/// A month.
pub struct Month {
    /// Its name in the table.
    pub name: String,
    /// Its name at the axis: `5/25`, or `-3` where the villages signed on different days.
    pub short: String,
    /// Counted.
    pub n: u32,
    /// Out of how many.
    pub of: u32,
}

/// Out of fewer a share jumps by more than twenty points with each one: counts are told instead, and the
/// point is hollow.
const FEW: u32 = 5;

impl Month {
    fn share(&self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.n) / f64::from(self.of))
    }

    fn told(&self, text: &Text) -> String {
        match self.share() {
            Some(share) if self.of >= FEW => percent(share),
            Some(_) => text.with("charts-some-of", &[("n", &self.n), ("of", &self.of)]),
            None => "–".to_owned(),
        }
    }
}

/// The sum of some months.
struct Side {
    from: usize,
    to: usize,
    n: u32,
    of: u32,
}

/// The two fields, one above the other.
struct Fields {
    shares: Plot,
    counts: Plot,
}

impl Months<'_> {
    /// Before and after; a side without a month is not there.
    fn sides(&self) -> [Option<Side>; 2] {
        let at = self.before.min(self.months.len());
        [(0, at), (at, self.months.len())].map(|(from, to)| {
            let months = self.months.iter().take(to).skip(from);
            let (n, of) = months.fold((0, 0), |(n, of), month| (n + month.n, of + month.of));
            (to > from).then_some(Side { from, to, n, of })
        })
    }

    fn fields(&self, room: Room) -> Fields {
        let x = || Axis::places(self.months.len());
        let shares = self.months.iter().filter_map(Month::share).map(|share| share * 100.0);
        let shares = Axis::from_zero(shares, 100.0);
        let counts = Axis::from_zero(self.months.iter().map(|month| f64::from(month.of.max(month.n))), 5.0);
        let left = plot::margin(&shares, &|tick| percent(tick / 100.0));
        let right = room.width() - 4.0;
        let middle = room.of(160.0, 210.0);
        let (top, bottom) = (middle + 34.0, middle + room.of(114.0, 134.0));
        Fields {
            shares: Plot { left, right, top: 30.0, bottom: middle, x: x(), y: shares },
            counts: Plot { left, right, top, bottom, x: x(), y: counts },
        }
    }

    fn shares(&self, plot: &Plot) -> Markup {
        let points = self.months.iter().enumerate();
        let level = |side: &Side| {
            let share = (side.of > 0).then(|| f64::from(side.n) / f64::from(side.of) * 100.0)?;
            let (from, to) = (plot.along(place(side.from) - 0.5), plot.along(place(side.to) - 0.5));
            Some(format!("M{} {}H{}", Place(from + 2.0), Place(plot.down(share)), Place(to - 2.0)))
        };
        html! {
            @for path in self.sides().iter().flatten().filter_map(level) { path.level d=(path) {} }
            @for (at, month) in points {
                @if let Some(share) = month.share() {
                    @let class = if month.of < FEW { "few" } else { "within" };
                    (Shape::Circle.at(class, plot.along(place(at)), plot.down(share * 100.0)))
                }
            }
        }
    }

    /// A column for each month: all of them outlined, the counted ones filled.
    fn columns(&self, plot: &Plot) -> Markup {
        let wide = ((plot.along(1.0) - plot.along(0.0)) * 0.7).min(24.0);
        let column = |class: &str, at: usize, count: u32| {
            let (x, top) = (plot.along(place(at)) - wide / 2.0, plot.down(f64::from(count)));
            html! { rect.column.(class) x=(Place(x)) y=(Place(top)) width=(Place(wide)) height=(Place(plot.bottom - top)) {} }
        };
        html! {
            @for (at, month) in self.months.iter().enumerate() {
                @if month.of > 0 { (column("of", at, month.of)) }
                @if month.n > 0 { (column("n", at, month.n)) }
            }
        }
    }

    fn signed(&self, text: &Text, fields: &Fields) -> Markup {
        let x = fields.shares.along(place(self.before.min(self.months.len())) - 0.5);
        let words = text.t("charts-signed");
        let half = letters::firm(words, SIZE) / 2.0;
        html! {
            path.goal d=(format!("M{} 18V{}", Place(x), Place(fields.counts.bottom))) {}
            path.goal-head d=(format!("M{} 24l-5 -7h10z", Place(x))) {}
            text.firm x=(Place(x.min(fields.shares.right - half).max(half))) y="14" text-anchor="middle" { (words) }
        }
    }

    /// What a side's months come to: the sum's share, not the mean of the months' shares.
    fn sums(&self, text: &Text) -> Vec<String> {
        let told = |(key, side): (&'static str, Option<Side>)| {
            let side = side?;
            let sum = Month { name: String::new(), short: String::new(), n: side.n, of: side.of };
            let share = match sum.share() {
                Some(share) if side.of >= FEW => format!(" ({})", percent(share)),
                _ => String::new(),
            };
            let sum = text.with("charts-some-of", &[("n", &side.n), ("of", &side.of)]);
            Some(text.with(key, &[("sum", &(sum + &share))]))
        };
        ["charts-side-before", "charts-side-after"].into_iter().zip(self.sides()).filter_map(told).collect()
    }

    fn items(&self, text: &Text) -> Vec<Item> {
        let sums = self.sums(text).join("; ");
        let few = self.months.iter().any(|month| (1..FEW).contains(&month.of));
        let mut items = vec![Item::line("level", &sums)];
        items.push(Item::point("within", Shape::Circle, text.t("charts-month-share")));
        if few {
            items.push(Item::point("few", Shape::Circle, &text.with("charts-few", &[("few", &FEW)])));
        }
        let column = html! {
            rect.column.of x="9" y="0" width="12" height="14" {}
            rect.column.n x="9" y="6" width="12" height="8" {}
        };
        items.push(Item { sign: column, words: text.with("charts-columns", &[("counted", &self.counted)]) });
        items
    }
}

impl Chart for Months<'_> {
    fn id(&self) -> &str {
        self.id
    }

    fn title(&self) -> &str {
        self.title
    }

    fn is_empty(&self) -> bool {
        self.months.iter().all(|month| month.of == 0)
    }

    fn folds(&self) -> bool {
        true
    }

    fn described(&self, text: &Text) -> String {
        format!("{}.", self.sums(text).join("; "))
    }

    fn drawing(&self, text: &Text, _: &str, room: Room) -> Drawing {
        let fields = self.fields(room);
        let bottom = fields.counts.bottom;
        let (legend, high) = legend::flow(&self.items(text), room.width(), bottom + 28.0);
        let inner = html! {
            (fields.shares.across(&|tick| percent(tick / 100.0)))
            (fields.counts.across(&tenths))
            text x=(Place(fields.counts.left)) y=(Place(fields.counts.top - 10.0)) { (self.counted) }
            (fields.counts.names(self.months.iter().map(|month| month.short.as_str())))
            (self.columns(&fields.counts))
            (self.signed(text, &fields))
            (self.shares(&fields.shares))
            (legend)
        };
        Drawing { height: bottom + 30.0 + high, inner }
    }

    fn table(&self, text: &Text) -> Markup {
        let row = |(at, month): (usize, &Month)| {
            let side = if at < self.before { "charts-before-signing" } else { "charts-after-signing" };
            html! { tr {
                th scope="row" { (month.name) }
                td { (text.t(side)) }
                td.n { (out_of(u64::from(month.n), Some(f64::from(month.of)))) }
                td.n { (month.told(text)) }
            } }
        };
        let all: u32 = self.months.iter().map(|month| month.of).sum();
        html! {
            table {
                thead { tr {
                    th scope="col" { (text.t("charts-of-month")) }
                    th scope="col" { (text.t("charts-side")) }
                    th.n scope="col" { (text.t("charts-counts")) }
                    th.n scope="col" { (text.t("charts-share")) }
                } }
                tbody { @for month in self.months.iter().enumerate() { (row(month)) } }
                tfoot { tr { td colspan="4" { (self.sums(text).join("; ")) " · " (self.counted) " " (whole(u64::from(all))) } } }
            }
        }
    }
}
