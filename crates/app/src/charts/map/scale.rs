//! What a map's lengths and sizes mean.

use maud::{Markup, html};

use super::{Area, Map, Place, Projection, Room, letters, tenths};
use crate::text::Text;

/// The scale's length in kilometres and in the drawing: a round number, about a quarter of a phone's width.
fn length(to: &Projection) -> (f64, f64) {
    let lengths = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0];
    let km = lengths.into_iter().rev().find(|km| km * to.km() <= 80.0).unwrap_or(0.2);
    (km, km * to.km())
}

/// What the scale takes of the map: its lower left corner.
pub(super) fn area(to: &Projection) -> Area {
    let (_, wide) = length(to);
    Area { left: 0.0, top: to.height() - 32.0, right: wide + 36.0, bottom: to.height() }
}

/// The scale, with an arrow to the north.
pub(super) fn bar(text: &Text, to: &Projection) -> Markup {
    let ((km, wide), y) = (length(to), to.height() - 8.0);
    html! {
        path.leader d=(format!("M8 {}v4h{}v-4", Place(y - 4.0), Place(wide))) {}
        text.halo x=(Place(8.0 + wide / 2.0)) y=(Place(y - 6.0)) text-anchor="middle" { (tenths(km)) " km" }
        path.goal-head d=(format!("M{} {}l4 9h-8z", Place(wide + 24.0), Place(y - 22.0))) {}
        text.firm.halo x=(Place(wide + 24.0)) y=(Place(y + 1.0)) text-anchor="middle" { (text.t("charts-north")) }
    }
}

/// Two circles and how many people they stand for; none where no size is known.
pub(super) fn sizes(text: &Text, map: &Map<'_>, room: Room, top: f64) -> Option<(Markup, f64)> {
    let most = map.most();
    if most <= 0.0 {
        return None;
    }
    let large = round_below(most);
    let small = round_below(most / 4.0);
    let mut x = 0.0;
    let drawn = [small, large].map(|people| {
        let radius = map.radius(Some(people), room);
        let (from, words) = (x, tenths(people));
        x += radius * 2.0 + letters::width(&words, 13.0) + 18.0;
        html! {
            circle.size cx=(Place(from + radius + 1.0)) cy=(Place(top + 24.0)) r=(Place(radius)) {}
            text x=(Place(from + radius * 2.0 + 6.0)) y=(Place(top + 28.5)) { (words) }
        }
    });
    let markup = html! {
        @for circle in drawn { (circle) }
        text x=(Place(x)) y=(Place(top + 28.5)) { (text.t("charts-target")) }
    };
    Some((markup, 50.0))
}

/// 1, 2 or 5 times a power of ten, not above the number.
fn round_below(number: f64) -> f64 {
    let decades = (-1..7).map(|power| 10_f64.powi(power));
    let mut rounds = decades.flat_map(|decade| [1.0, 2.0, 5.0].map(|one| one * decade));
    rounds.rfind(|round| *round <= number).unwrap_or(number)
}
