//! A field between two axes, for the charts that have points in it.

use maud::{Markup, html};

use super::{
    axis::{Axis, Place},
    letters,
};

/// The size of words in drawings.
pub(super) const SIZE: f64 = 13.0;

/// A field: where it lies in the drawing, and what its axes count.
pub(super) struct Plot {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    pub(super) x: Axis,
    pub(super) y: Axis,
}

impl Plot {
    pub(super) fn along(&self, value: f64) -> f64 {
        self.left + self.x.at(value) * (self.right - self.left)
    }

    pub(super) fn down(&self, value: f64) -> f64 {
        self.bottom - self.y.at(value) * (self.bottom - self.top)
    }

    /// Lines across at each tick, with their numbers to the left.
    pub(super) fn across(&self, write: &dyn Fn(f64) -> String) -> Markup {
        html! {
            @for tick in self.y.ticks() {
                @let at = self.down(tick);
                path.grid d=(format!("M{} {}H{}", Place(self.left), Place(at), Place(self.right))) {}
                text x=(Place(self.left - 6.0)) y=(Place(at + 4.5)) text-anchor="end" { (write(tick)) }
            }
        }
    }

    /// Names below the places 0, 1, 2 … of the x axis: as many as have room, the last one among them.
    pub(super) fn names<'a>(&self, names: impl Iterator<Item = &'a str>) -> Markup {
        let names: Vec<String> = names.map(|name| letters::cut(name, SIZE, 100.0)).collect();
        let widest = names.iter().map(|name| letters::width(name, SIZE)).fold(0.0, f64::max);
        let apart = self.along(1.0) - self.along(0.0);
        let every = (1..names.len()).find(|every| apart * place(*every) >= widest + 6.0);
        let (every, last) = (every.unwrap_or(names.len().max(1)), names.len().saturating_sub(1));
        html! {
            @for (at, name) in names.iter().enumerate().filter(|(at, _)| (last - at).is_multiple_of(every)) {
                @let half = letters::width(name, SIZE) / 2.0;
                @let x = self.along(place(at));
                path.grid d=(format!("M{} {}v4", Place(x), Place(self.bottom))) {}
                text x=(Place(x.min(self.right + 4.0 - half).max(half))) y=(Place(self.bottom + 18.0)) text-anchor="middle" { (name) }
            }
        }
    }

    /// Points joined by lines, broken where one is missing.
    pub(super) fn path(&self, points: impl Iterator<Item = Option<(f64, f64)>>) -> String {
        let (mut path, mut begun) = (String::new(), false);
        for point in points {
            if let Some((x, y)) = point {
                let sign = if begun { 'L' } else { 'M' };
                path += &format!("{sign}{} {}", Place(self.along(x)), Place(self.down(y)));
            }
            begun = point.is_some();
        }
        path
    }
}

/// A place in a list as a number of an axis.
pub(super) fn place(at: usize) -> f64 {
    u32::try_from(at).map_or(f64::MAX, f64::from)
}

/// Room to the left for the numbers of an axis.
pub(super) fn margin(axis: &Axis, write: &dyn Fn(f64) -> String) -> f64 {
    axis.ticks().map(|tick| letters::width(&write(tick), SIZE)).fold(0.0, f64::max) + 8.0
}
