//! The map: villages as circles along the river, or as areas with circles in them, filled by how they stand.

use maud::{Markup, html};

pub use super::project::Point;
use super::{
    axis::Place,
    figure::{Chart, Drawing, Room},
    labels::{Area, Labels, Placed},
    legend, letters,
    mark::{self, Mark},
    plot::SIZE,
    project::Projection,
    tenths,
};
use crate::text::Text;

mod scale;

/// The chart.
pub struct Map<'a> {
    /// Unique on the page.
    pub id: &'a str,
    /// Title.
    pub title: &'a str,
    /// The villages; along the river, if it is drawn.
    pub villages: Vec<Village>,
    /// Whether a line joins the villages in their order, for the river.
    pub river: bool,
}

/// A village.
pub struct Village {
    /// Its name.
    pub name: String,
    /// Where its circle is; within its borders, if it has any.
    pub at: Option<Point>,
    /// Its borders, each a closed ring; without them the circle alone shows how it stands.
    pub rings: Vec<Vec<Point>>,
    /// How many people the number is of: the size of the circle.
    pub target: Option<f64>,
    /// The number of the village, as it is to stand beside it: `83 %`, `2 dari 8`.
    pub value: String,
    /// How it stands.
    pub mark: Mark,
    /// Travel time at low and at high water, in words.
    pub travel: (Option<String>, Option<String>),
}

/// The radius of a village of which the size is unknown.
const UNKNOWN: f64 = 5.0;
const LINE: f64 = 16.0;
/// Half the width of a letter's plate.
const BADGE: f64 = 9.0;

/// A village on the drawing.
struct Spot<'a> {
    no: usize,
    village: &'a Village,
    x: f64,
    y: f64,
    radius: f64,
    /// Whether its letter stands in it; else beside it.
    badge: bool,
}

impl Map<'_> {
    fn most(&self) -> f64 {
        self.villages.iter().filter_map(|village| village.target).fold(0.0, f64::max)
    }

    /// By area, so that twice the people look like twice the people.
    fn radius(&self, target: Option<f64>, room: Room) -> f64 {
        match target {
            Some(target) if self.most() > 0.0 => {
                (room.of(17.0, 24.0) * (target / self.most()).max(0.0).sqrt()).max(3.0)
            }
            _ => UNKNOWN,
        }
    }

    /// Where the drawing has all of them, and how high it is.
    fn projection(&self, room: Room) -> Option<Projection> {
        let rings = self.villages.iter().flat_map(|village| village.rings.iter().flatten());
        let points = self.villages.iter().filter_map(|village| village.at.as_ref()).chain(rings);
        // Names stand beside circles; areas have room for them.
        let circles = self.villages.iter().any(|village| village.rings.is_empty() && village.at.is_some());
        let side = if circles { room.of(64.0, 130.0) } else { 20.0 };
        Projection::over(points, room.width(), (side, room.of(400.0, 480.0)))
    }

    fn spots(&self, to: &Projection, room: Room) -> Vec<Spot<'_>> {
        let spot = |(no, village): (usize, &'_ Village)| {
            let (x, y) = to.place(village.at.as_ref()?);
            Some((no, x, y, self.radius(village.target, room)))
        };
        let all = self.villages.iter().enumerate();
        let mut spots: Vec<_> = all
            .filter_map(|one| {
                let (no, x, y, radius) = spot(one)?;
                Some(Spot { no: no + 1, village: one.1, x, y, radius, badge: false })
            })
            .collect();
        give_badges(&mut spots);
        spots
    }

    fn river(&self, spots: &[Spot<'_>]) -> Markup {
        let path: Vec<_> = spots.iter().map(|spot| format!("{} {}", Place(spot.x), Place(spot.y))).collect();
        html! {
            @if self.river && spots.len() > 1 {
                @let path = format!("M{}", path.join("L"));
                path.bank d=(path) {}
                path.river d=(path) {}
            }
        }
    }

    /// Those that are drawn nowhere.
    fn without(&self) -> Vec<&str> {
        let lost = self.villages.iter().filter(|village| village.at.is_none());
        lost.map(|village| village.name.as_str()).collect()
    }
}

/// Letters stand in circles that are large enough, the largest first, and never on one another.
fn give_badges(spots: &mut [Spot<'_>]) {
    let mut order: Vec<&mut Spot<'_>> = spots.iter_mut().collect();
    order.sort_by(|a, b| b.radius.total_cmp(&a.radius));
    let mut given: Vec<(f64, f64)> = Vec::new();
    for spot in order {
        let is_apart = given.iter().all(|(x, y)| (x - spot.x).hypot(y - spot.y) >= 2.0 * BADGE);
        spot.badge = spot.radius >= BADGE && is_apart;
        if spot.badge {
            given.push((spot.x, spot.y));
        }
    }
}

/// Small circles lie on large ones.
fn large_first<'a, 'b>(spots: &'b [Spot<'a>]) -> Vec<&'b Spot<'a>> {
    let mut spots: Vec<_> = spots.iter().collect();
    spots.sort_by(|a, b| b.radius.total_cmp(&a.radius));
    spots
}

fn area(id: &str, to: &Projection, village: &Village) -> Markup {
    let ring = |ring: &Vec<Point>| {
        let points = ring.iter().map(|point| to.place(point));
        let points: Vec<_> = points.map(|(x, y)| format!("{} {}", Place(x), Place(y))).collect();
        format!("M{}Z", points.join("L"))
    };
    let path: String = village.rings.iter().filter(|ring| !ring.is_empty()).map(ring).collect();
    village.mark.filled(
        id,
        |class, fill| html! { path.village.area.(class) fill-rule="evenodd" d=(path) fill=[fill] {} },
    )
}

/// The size of a village: its circle shows how it stands too, unless its area does.
fn circle(id: &str, spot: &Spot<'_>) -> Markup {
    let village = spot.village;
    html! {
        @if village.rings.is_empty() {
            (village.mark.filled(id, |class, fill| html! {
                circle.village.(class).guessed[village.target.is_none()] cx=(Place(spot.x)) cy=(Place(spot.y)) r=(Place(spot.radius)) fill=[fill] {}
            }))
        } @else {
            circle.size.guessed[village.target.is_none()] cx=(Place(spot.x)) cy=(Place(spot.y)) r=(Place(spot.radius)) {}
        }
    }
}

/// A village's name with its number, beside its circle. Where there is no room for both its number in the
/// table stands there.
fn name(text: &Text, labels: &mut Labels, spot: &Spot<'_>, room: Room, on_areas: bool) -> Markup {
    let village = spot.village;
    let letter = village.mark.letter(text).filter(|_| !spot.badge);
    let value =
        letter.map_or_else(|| village.value.clone(), |letter| format!("{letter} · {}", village.value));
    let long = vec![
        format!("{}. {}", spot.no, letters::cut(&village.name, SIZE, room.of(110.0, 200.0))),
        letters::cut(&value, SIZE, room.of(120.0, 200.0)),
    ];
    let short = vec![format!("{}. {}", spot.no, letters::cut(&value, SIZE, 80.0))];
    // On a phone names would cover the areas.
    let names = (!on_areas || room == Room::Broad).then_some(long);
    for lines in names.into_iter().chain([short, vec![format!("{}.", spot.no)]]) {
        let wide = lines.iter().map(|line| letters::width(line, SIZE)).fold(0.0, f64::max);
        let high = LINE * super::plot::place(lines.len()) + 2.0;
        if let Some(placed) = labels.place(spot.x, spot.y, spot.radius, (wide, high)) {
            return written(spot, &placed, &lines, on_areas);
        }
    }
    html! {}
}

/// Over areas names stand on plates, which keep the patterns away.
fn written(spot: &Spot<'_>, placed: &Placed, lines: &[String], on_areas: bool) -> Markup {
    // Names to the left of their village end there.
    let leftwards = placed.area.right <= spot.x;
    let (x, anchor) = if leftwards { (placed.area.right, "end") } else { (placed.area.left, "start") };
    html! {
        (placed.leader(spot.x, spot.y, spot.radius))
        @for (line, no) in lines.iter().zip(0_u32..) {
            @let y = placed.area.top + 13.5 + f64::from(no) * LINE;
            @if on_areas { (plate(line, x, y, leftwards)) }
            text.halo.name[no == 0] x=(Place(x)) y=(Place(y)) text-anchor=(anchor) { (line) }
        }
    }
}

/// White behind a line of words that begins, or leftwards ends, at `x`.
fn plate(line: &str, x: f64, y: f64, leftwards: bool) -> Markup {
    let wide = letters::width(line, SIZE) + 4.0;
    let left = if leftwards { x + 2.0 - wide } else { x - 2.0 };
    html! { rect.plate x=(Place(left)) y=(Place(y - 12.5)) width=(Place(wide)) height=(Place(LINE)) rx="2" {} }
}

impl Chart for Map<'_> {
    fn id(&self) -> &str {
        self.id
    }

    fn title(&self) -> &str {
        self.title
    }

    fn is_empty(&self) -> bool {
        self.villages.is_empty()
    }

    fn described(&self, text: &Text) -> String {
        let placed = self.villages.len() - self.without().len();
        text.with("charts-map-described", &[("count", &placed), ("without", &self.without().len())])
    }

    fn drawing(&self, text: &Text, id: &str, room: Room) -> Drawing {
        let (mut height, mut map) = (0.0, html! {});
        if let Some(to) = self.projection(room) {
            let spots = self.spots(&to, room);
            let on_areas = self.villages.iter().any(|village| !village.rings.is_empty());
            height = to.height();
            let mut labels =
                Labels::new(Area { left: 4.0, top: 4.0, right: room.width() - 4.0, bottom: height - 4.0 });
            labels.take(scale::area(&to));
            for spot in &spots {
                labels.take(Area::around(spot.x, spot.y, spot.radius));
            }
            map = html! {
                rect.land width=(room.width()) height=(Place(height)) {}
                @for village in &self.villages { @if !village.rings.is_empty() { (area(id, &to, village)) } }
                (self.river(&spots))
                @for spot in large_first(&spots) { (circle(id, spot)) }
                @for spot in spots.iter().filter(|spot| spot.badge) { (spot.village.mark.badge(text, spot.x, spot.y)) }
                @for spot in &spots { (name(text, &mut labels, spot, room, on_areas)) }
                (scale::bar(text, &to))
            };
        }
        let drawn = self.villages.iter().filter(|village| village.at.is_some());
        let marks: Vec<_> = drawn.map(|village| village.mark).collect();
        let mut items = mark::items(text, id, &marks);
        if self.river && marks.len() > 1 {
            let sign = html! { path.bank d="M4 7H26" {} path.river d="M4 7H26" {} };
            items.push(legend::Item { sign, words: text.t("charts-river").to_owned() });
        }
        let (legend, high) = legend::flow(&items, room.width(), height + 8.0);
        let mut bottom = height + 8.0 + high;
        let (sizes, high) = scale::sizes(text, self, room, bottom).unwrap_or_default();
        bottom += high;
        let without = self.without();
        let lost = if without.is_empty() {
            Vec::new()
        } else {
            let words = text.with("charts-unplaced", &[("villages", &without.join(", "))]);
            letters::lines(&words, SIZE, room.width())
        };
        let inner = html! {
            (mark::patterns(id)) (map) (legend) (sizes) (super::paper::written(&lost, bottom + 14.0))
        };
        Drawing { height: bottom + 4.0 + 18.0 * super::plot::place(lost.len()), inner }
    }

    fn table(&self, text: &Text) -> Markup {
        html! {
            table {
                thead { tr {
                    th.n scope="col" { (text.t("charts-no")) }
                    th scope="col" { (text.t("charts-village")) }
                    th.n scope="col" { (text.t("charts-value")) }
                    th.n scope="col" { (text.t("charts-target")) }
                    th scope="col" { (text.t("charts-status")) }
                    th scope="col" { (text.t("charts-low-water")) }
                    th scope="col" { (text.t("charts-high-water")) }
                } }
                tbody { @for (no, village) in self.villages.iter().enumerate() { tr {
                    td.n { (no + 1) }
                    th scope="row" { (village.name) }
                    td.n { (village.value) }
                    td.n { (village.target.map_or_else(|| "–".to_owned(), tenths)) }
                    td { (village.mark.word(text)) }
                    td { (village.travel.0.as_deref().unwrap_or("–")) }
                    td { (village.travel.1.as_deref().unwrap_or("–")) }
                } } }
            }
        }
    }
}
