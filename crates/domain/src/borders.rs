//! The borders of villages as maps draw them: simplified once when they are taken in, in degrees (WGS 84).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::VillageCode;

/// A place: degrees of longitude, then of latitude, as in GeoJSON.
pub type Place = [f64; 2];

/// A closed line; the last place is joined to the first.
pub type Ring = Vec<Place>;

/// The rings of each village. What lies in an even number of its rings is outside of it: islands and holes
/// need no more than that.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Borders(pub BTreeMap<VillageCode, Vec<Ring>>);

impl Borders {
    /// A village's rings; none where its border is not known.
    #[must_use]
    pub fn of(&self, village: &VillageCode) -> &[Ring] {
        self.0.get(village).map_or(&[], Vec::as_slice)
    }

    /// Where a village's sign stands: its own place if that lies within its borders, else a place that does.
    #[must_use]
    pub fn sign_of(&self, village: &VillageCode, own: Option<Place>) -> Option<Place> {
        let rings = self.of(village);
        if rings.is_empty() {
            return own;
        }
        own.filter(|place| holds(rings, *place)).or_else(|| inside(rings)).or(own)
    }
}

/// Whether a place lies within rings.
#[must_use]
pub fn holds(rings: &[Ring], [x, y]: Place) -> bool {
    crossings(rings, y).filter(|crossing| *crossing > x).count() % 2 == 1
}

/// How many lines are tried for [`inside`].
const LINES: u32 = 15;

/// A place within rings, in the widest part of their middle; none when they hold nothing.
#[must_use]
pub fn inside(rings: &[Ring]) -> Option<Place> {
    let heights = || rings.iter().flatten().map(|[_, y]| *y);
    let (low, high) = (heights().fold(f64::MAX, f64::min), heights().fold(f64::MIN, f64::max));
    let mut best: Option<(f64, Place)> = None;
    for line in 1..=LINES {
        let part = f64::from(line) / f64::from(LINES + 1);
        let y = low + (high - low) * part;
        let mut at: Vec<f64> = crossings(rings, y).collect();
        at.sort_by(f64::total_cmp);
        for pair in at.chunks_exact(2) {
            let [from, to] = pair else { continue };
            // A little wider does not outweigh being at the edge.
            let worth = (to - from) * (1.0 - (part - 0.5).abs());
            if worth > 0.0 && best.is_none_or(|(known, _)| worth > known) {
                best = Some((worth, [f64::midpoint(*from, *to), y]));
            }
        }
    }
    best.map(|(_, place)| place)
}

/// Where a line from west to east at this latitude crosses the rings.
fn crossings(rings: &[Ring], y: f64) -> impl Iterator<Item = f64> {
    rings.iter().flat_map(move |ring| {
        let next = ring.iter().skip(1).chain(ring.first());
        // An end belongs to the side below it, so that a corner is crossed once.
        let sides = ring.iter().zip(next).filter(move |([_, a], [_, b])| (*a > y) != (*b > y));
        sides.map(move |([x0, y0], [x1, y1])| x0 + (y - y0) / (y1 - y0) * (x1 - x0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(west: f64, south: f64, side: f64) -> Ring {
        vec![[west, south], [west + side, south], [west + side, south + side], [west, south + side]]
    }

    #[test]
    fn a_hole_is_outside() {
        let rings = [square(0.0, 0.0, 3.0), square(1.0, 1.0, 1.0)];
        assert!(holds(&rings, [0.5, 0.5]) && holds(&rings, [2.5, 1.5]));
        assert!(!holds(&rings, [1.5, 1.5]) && !holds(&rings, [3.5, 1.5]) && !holds(&[], [0.0, 0.0]));
        let place = inside(&rings).unwrap();
        assert!(holds(&rings, place), "{place:?}");
    }

    #[test]
    fn a_sign_stands_at_its_village_or_within_its_borders() {
        let code = VillageCode::new("1");
        // The middle of a horseshoe is not in it.
        let shoe = vec![
            [0.0, 0.0],
            [4.0, 0.0],
            [4.0, 4.0],
            [3.0, 4.0],
            [3.0, 1.0],
            [1.0, 1.0],
            [1.0, 4.0],
            [0.0, 4.0],
        ];
        let borders = Borders([(code.clone(), vec![shoe])].into());
        assert_eq!(borders.sign_of(&code, Some([0.5, 3.0])), Some([0.5, 3.0]));
        for own in [None, Some([2.0, 2.0])] {
            let place = borders.sign_of(&code, own).unwrap();
            assert!(holds(borders.of(&code), place), "{place:?}");
        }
        let other = VillageCode::new("2");
        assert_eq!(borders.sign_of(&other, Some([9.0, 9.0])), Some([9.0, 9.0]));
        assert_eq!(borders.sign_of(&other, None), None);
    }

    #[test]
    fn what_holds_nothing_has_no_place_inside() {
        for rings in [vec![], vec![vec![]], vec![vec![[1.0, 1.0]]], vec![vec![[0.0, 0.0], [1.0, 1.0]]]] {
            assert_eq!(inside(&rings), None, "{rings:?}");
        }
    }
}
