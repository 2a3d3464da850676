//! Names beside points, moved about until none lies on another.

use maud::{Markup, html};

use super::axis::Place;

/// A rectangle of the drawing.
#[derive(Clone, Copy)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    /// The square around a circle.
    pub(super) fn around(x: f64, y: f64, radius: f64) -> Self {
        Self { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn holds(&self, other: &Self) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }
}

/// What is taken of a field.
pub(super) struct Labels {
    field: Area,
    taken: Vec<Area>,
}

/// How far from its point a name may be; farther than the first a line leads to it.
const REACH: [f64; 3] = [3.0, 14.0, 28.0];

impl Labels {
    pub(super) fn new(field: Area) -> Self {
        Self { field, taken: Vec::new() }
    }

    /// Nothing may be written here.
    pub(super) fn take(&mut self, area: Area) {
        self.taken.push(area);
    }

    /// A free place for a name of this size beside a point: right, left, below, above, at the corners, then
    /// farther away. None when all are taken.
    pub(super) fn place(&mut self, x: f64, y: f64, radius: f64, size: (f64, f64)) -> Option<Placed> {
        let found = REACH.into_iter().find_map(|reach| {
            let area = around(x, y, radius + reach, size).into_iter().find(|area| self.is_free(area))?;
            Some(Placed { area, led: reach > 3.0 })
        })?;
        self.take(found.area);
        Some(found)
    }

    fn is_free(&self, area: &Area) -> bool {
        self.field.holds(area) && !self.taken.iter().any(|taken| taken.meets(area))
    }
}

/// Where a name stands.
pub(super) struct Placed {
    pub(super) area: Area,
    /// Whether it is so far away that a line leads to it.
    led: bool,
}

impl Placed {
    /// A line from the edge of the point to the name, if it is far away.
    pub(super) fn leader(&self, x: f64, y: f64, radius: f64) -> Markup {
        let (to_x, to_y) =
            (x.clamp(self.area.left, self.area.right), y.clamp(self.area.top, self.area.bottom));
        let far = (to_x - x).hypot(to_y - y).max(radius);
        let edge = |from: f64, to: f64| from + (to - from) * radius / far;
        html! {
            @if self.led {
                path.leader d=(format!("M{} {}L{} {}", Place(edge(x, to_x)), Place(edge(y, to_y)), Place(to_x), Place(to_y))) {}
            }
        }
    }
}

fn around(x: f64, y: f64, away: f64, (wide, high): (f64, f64)) -> [Area; 8] {
    let at = |left: f64, top: f64| Area { left, top, right: left + wide, bottom: top + high };
    let (near, corner) = (-high / 2.0, away * 0.7);
    [
        at(x + away, y + near),
        at(x - away - wide, y + near),
        at(x - wide / 2.0, y + away),
        at(x - wide / 2.0, y - away - high),
        at(x + corner, y + corner),
        at(x + corner, y - corner - high),
        at(x - corner - wide, y + corner),
        at(x - corner - wide, y - corner - high),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_at_one_point_lie_apart() {
        let mut labels = Labels::new(Area { left: 0.0, top: 0.0, right: 300.0, bottom: 300.0 });
        let placed: Vec<Area> =
            (0..12).filter_map(|_| labels.place(150.0, 150.0, 5.0, (60.0, 14.0))).map(|at| at.area).collect();
        assert!(placed.len() >= 5, "only {} of 12", placed.len());
        for (no, one) in placed.iter().enumerate() {
            assert!(placed.iter().skip(no + 1).all(|other| !one.meets(other)));
        }
    }

    #[test]
    fn a_name_that_has_no_room_is_not_placed() {
        let mut labels = Labels::new(Area { left: 0.0, top: 0.0, right: 50.0, bottom: 50.0 });
        assert!(labels.place(25.0, 25.0, 5.0, (60.0, 14.0)).is_none());
    }
}
