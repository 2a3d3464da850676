//! The funnel: each village's share against how many it is of, within the limits of chance.

use maud::{Markup, html};

use super::{
    axis::{Axis, Place},
    figure::{Chart, Drawing, Room},
    labels::{Area, Labels},
    legend::{self, Item, Shape},
    letters, out_of, percent, percent_or_words,
    plot::{self, Plot, SIZE},
};
use crate::text::Text;

/// The chart.
pub struct Funnel<'a> {
    /// Unique on the page.
    pub id: &'a str,
    /// Title.
    pub title: &'a str,
    /// What the villages' shares are of: births, pregnant women.
    pub counted: &'a str,
    /// The unit's share, 1 for all.
    pub rate: f64,
    /// The villages.
    pub villages: Vec<Village>,
    /// The limits of 95 %, by rising `of`.
    pub warning: Vec<Limits>,
    /// The limits of 99.8 %, by rising `of`.
    pub alarm: Vec<Limits>,
}

/// A village.
pub struct Village {
    /// Its name.
    pub name: String,
    /// Counted.
    pub n: u64,
    /// Out of how many.
    pub of: f64,
    /// The share, 1 for all; none where it can't be worked out: then there is no point.
    pub share: Option<f64>,
    /// Where it lies.
    pub stands: Stands,
}

/// Between which shares a village of some size is no exception.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Out of how many.
    pub of: f64,
    /// The lower limit.
    pub low: f64,
    /// The upper limit.
    pub high: f64,
}

/// Where a village lies in the funnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Within the limits of 95 %.
    Within,
    /// Beyond them, and within those of 99.8 %.
    Unusual,
    /// Beyond the limits of 99.8 %.
    Far,
}

impl Stands {
    fn word(self, text: &Text) -> &str {
        text.t(match self {
            Self::Within => "charts-within",
            Self::Unusual => "charts-unusual",
            Self::Far => "charts-far",
        })
    }

    fn shape(self) -> (Shape, &'static str) {
        match self {
            Self::Within => (Shape::Circle, "within"),
            Self::Unusual => (Shape::Diamond, "unusual"),
            Self::Far => (Shape::Square, "far"),
        }
    }
}

/// The share in percent, as the axis has it.
fn axis_percent(value: f64) -> String {
    percent(value / 100.0)
}

impl Funnel<'_> {
    fn plot(&self, room: Room) -> Plot {
        let shares = self.villages.iter().filter_map(|village| village.share);
        let limits = self.alarm.iter().chain(&self.warning).map(|limits| limits.high);
        let y = Axis::from_zero(shares.chain(limits).chain([self.rate]).map(|share| share * 100.0), 0.0);
        let sizes = self.villages.iter().map(|village| village.of);
        let x = Axis::from_zero(sizes.chain(self.alarm.last().map(|limits| limits.of)), 1.0);
        let left = plot::margin(&y, &axis_percent);
        Plot { left, right: room.width() - 12.0, top: 12.0, bottom: room.of(230.0, 330.0), x, y }
    }

    fn curves(&self, plot: &Plot) -> Markup {
        let curve = |limits: &[Limits], of: &dyn Fn(&Limits) -> f64| {
            plot.path(limits.iter().map(|limits| Some((limits.of, of(limits) * 100.0))))
        };
        html! {
            @for (class, limits) in [("alarm", &self.alarm), ("warning", &self.warning)] {
                path.curve.(class) d=(curve(limits, &|limits| limits.low)) {}
                path.curve.(class) d=(curve(limits, &|limits| limits.high)) {}
            }
            path.centre d=(plot.path([self.rate; 2].iter().zip([plot.x.from, plot.x.to]).map(|(y, x)| Some((x, y * 100.0))))) {}
        }
    }

    /// The points; those beyond the limits have their names beside them.
    fn points(&self, plot: &Plot) -> Markup {
        let mut labels =
            Labels::new(Area { left: plot.left, top: 0.0, right: plot.right + 12.0, bottom: plot.bottom });
        let points: Vec<(f64, f64, &Village)> = self
            .villages
            .iter()
            .filter_map(|one| Some((plot.along(one.of), plot.down(one.share? * 100.0), one)))
            .collect();
        for (x, y, _) in &points {
            labels.take(Area::around(*x, *y, 6.0));
        }
        // The farthest find room first.
        let stands = |one: Stands| points.iter().filter(move |point| point.2.stands == one);
        let beyond = stands(Stands::Far).chain(stands(Stands::Unusual));
        html! {
            @for (x, y, village) in &points {
                @let (shape, class) = village.stands.shape();
                (shape.at(class, *x, *y))
            }
            @for (x, y, village) in beyond {
                (name(&mut labels, *x, *y, &village.name))
            }
        }
    }
}

/// A village's name beside its point, shorter where there is little room.
fn name(labels: &mut Labels, x: f64, y: f64, name: &str) -> Markup {
    for room in [150.0, 80.0, 50.0] {
        let name = letters::cut(name, SIZE, room);
        if let Some(placed) = labels.place(x, y, 6.0, (letters::width(&name, SIZE), 16.0)) {
            return html! {
                (placed.leader(x, y, 6.0))
                text.firm.halo x=(Place(placed.area.left)) y=(Place(placed.area.bottom - 4.0)) { (name) }
            };
        }
    }
    html! {}
}

impl Chart for Funnel<'_> {
    fn id(&self) -> &str {
        self.id
    }

    fn title(&self) -> &str {
        self.title
    }

    fn is_empty(&self) -> bool {
        !self.villages.iter().any(|village| village.share.is_some())
    }

    fn described(&self, text: &Text) -> String {
        let beyond = |stands| self.villages.iter().filter(|village| village.stands == stands).count();
        let counts: [(&'static str, &dyn ToString); 4] = [
            ("count", &self.villages.len()),
            ("rate", &percent(self.rate)),
            ("unusual", &beyond(Stands::Unusual)),
            ("far", &beyond(Stands::Far)),
        ];
        text.with("charts-funnel-described", &counts)
    }

    fn drawing(&self, text: &Text, _: &str, room: Room) -> Drawing {
        let plot = self.plot(room);
        let rate = text.with("charts-funnel-rate", &[("share", &percent(self.rate))]);
        let mut items = vec![
            Item::line("centre", &rate),
            Item::line("curve warning", text.t("charts-funnel-warning")),
            Item::line("curve alarm", text.t("charts-funnel-alarm")),
        ];
        for stands in [Stands::Within, Stands::Unusual, Stands::Far] {
            if self.villages.iter().any(|village| village.stands == stands && village.share.is_some()) {
                let (shape, class) = stands.shape();
                items.push(Item::point(class, shape, stands.word(text)));
            }
        }
        let (legend, high) = legend::flow(&items, room.width(), plot.bottom + 48.0);
        let inner = html! {
            (plot.across(&axis_percent))
            @for tick in plot.x.ticks() {
                text x=(Place(plot.along(tick))) y=(Place(plot.bottom + 18.0)) text-anchor="middle" { (super::tenths(tick)) }
            }
            text x=(Place(plot.right + 12.0)) y=(Place(plot.bottom + 36.0)) text-anchor="end" { (self.counted) }
            (self.curves(&plot))
            (self.points(&plot))
            (legend)
        };
        Drawing { height: plot.bottom + 50.0 + high, inner }
    }

    fn table(&self, text: &Text) -> Markup {
        html! {
            table {
                thead { tr {
                    th scope="col" { (text.t("charts-village")) }
                    th.n scope="col" { (text.t("charts-counts")) }
                    th.n scope="col" { (text.t("charts-share")) }
                    th scope="col" { (text.t("charts-stands")) }
                } }
                tbody { @for village in &self.villages { tr {
                    th scope="row" { (village.name) }
                    td.n { (out_of(village.n, Some(village.of))) }
                    td.n { (percent_or_words(text, village.share)) }
                    td { @if village.share.is_some() { (village.stands.word(text)) } @else { "–" } }
                } } }
            }
        }
    }
}
