//! Lines with as many corners as a map of a village's size can show.
//!
//! M. Visvalingam and J. D. Whyatt, "Line generalisation by repeated elimination of points", The Cartographic
//! Journal 30 (1993), 46–51: the corner that makes the smallest triangle with its neighbours goes first, until few
//! enough are left. It takes n log n steps whatever the line is, and a border that two villages share loses the same
//! corners on both sides, so that no gaps open between them.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BinaryHeap},
};

use domain::{
    borders::{Borders, Place, Ring},
    ids::VillageCode,
};

/// Corners of all villages together: about 20 kB in a drawing.
const CORNERS: usize = 1500;
/// Rings of all villages together, beside the largest of each: small islands are no more than a point.
const RINGS: usize = 120;
/// The side of a square that a map of the whole does not show any more, as a part of its larger side: half of one
/// of 720 points.
const UNSEEN: f64 = 1.0 / 1440.0;
/// Decimals of a degree that are kept: 1.1 m.
const DECIMALS: f64 = 1e5;

/// The borders with fewer corners.
pub(super) fn simplified(rings: BTreeMap<VillageCode, Vec<Ring>>) -> Borders {
    let side = larger_side(rings.values().flatten().flatten());
    let mut lines = lines(rings);
    thin(&mut lines, (side * UNSEEN).powi(2));
    let mut borders = Borders::default();
    for line in lines {
        borders.0.entry(line.village).or_default().push(line.corners.into_iter().map(rounded).collect());
    }
    borders
}

struct Line {
    village: VillageCode,
    corners: Ring,
}

/// The rings, open, the largest of each village and as many of the others as there is room for.
fn lines(rings: BTreeMap<VillageCode, Vec<Ring>>) -> Vec<Line> {
    let mut first = Vec::new();
    let mut others = Vec::new();
    for (village, rings) in rings {
        let mut own: Vec<Line> =
            rings.into_iter().map(|ring| Line { village: village.clone(), corners: open(ring) }).collect();
        own.sort_by(|a, b| area_of(&b.corners).total_cmp(&area_of(&a.corners)));
        let mut own = own.into_iter();
        first.extend(own.next());
        others.extend(own.filter(|line| line.corners.len() > 2));
    }
    others.sort_by(|a, b| area_of(&b.corners).total_cmp(&area_of(&a.corners)));
    others.truncate(RINGS);
    first.extend(others);
    first
}

/// Without the last place, which GeoJSON says twice, and without places said twice in a row.
fn open(mut ring: Ring) -> Ring {
    ring.dedup();
    if ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    ring
}

/// Takes corners away: all that nobody would see, and the least of the others until few enough are left. Three
/// of each line stay.
fn thin(lines: &mut [Line], unseen: f64) {
    let mut chains: Vec<Chain> = lines.iter().map(|line| Chain::of(&line.corners)).collect();
    let mut queue: BinaryHeap<Corner> = BinaryHeap::new();
    for (line, (chain, one)) in chains.iter().zip(lines.iter()).enumerate() {
        queue.extend((0..one.corners.len()).map(|at| chain.corner(&one.corners, line, at)));
    }
    let mut left: usize = lines.iter().map(|line| line.corners.len()).sum();
    while let Some(corner) = queue.pop() {
        if corner.size > unseen && left <= CORNERS {
            break;
        }
        let (Some(chain), Some(line)) = (chains.get_mut(corner.line), lines.get(corner.line)) else {
            continue;
        };
        if !chain.remove(corner.at, corner.turn) {
            continue;
        }
        left -= 1;
        for beside in chain.beside(corner.at) {
            let mut again = chain.corner(&line.corners, corner.line, beside);
            // What became small only because its neighbour went is not smaller than that one was.
            again.size = again.size.max(corner.size);
            queue.push(again);
        }
    }
    for (line, chain) in lines.iter_mut().zip(chains) {
        let mut kept = chain.kept.into_iter();
        line.corners.retain(|_| kept.next().unwrap_or(false));
    }
}

/// A line's corners, each with those before and after it that are still there.
struct Chain {
    before: Vec<usize>,
    after: Vec<usize>,
    kept: Vec<bool>,
    /// How often a corner was measured anew: older entries of the queue do not count.
    turns: Vec<u32>,
    left: usize,
}

impl Chain {
    fn of(corners: &Ring) -> Self {
        let count = corners.len();
        Self {
            before: (0..count).map(|at| (at + count - 1) % count).collect(),
            after: (0..count).map(|at| (at + 1) % count).collect(),
            kept: vec![true; count],
            turns: vec![0; count],
            left: count,
        }
    }

    fn beside(&mut self, at: usize) -> [usize; 2] {
        let beside = [self.before.get(at), self.after.get(at)].map(|found| found.copied().unwrap_or(at));
        for one in beside {
            if let Some(turn) = self.turns.get_mut(one) {
                *turn += 1;
            }
        }
        beside
    }

    fn corner(&self, corners: &Ring, line: usize, at: usize) -> Corner {
        let place = |at: Option<&usize>| at.and_then(|at| corners.get(*at)).copied().unwrap_or_default();
        let (before, own, after) = (place(self.before.get(at)), place(Some(&at)), place(self.after.get(at)));
        Corner {
            size: triangle(before, own, after),
            line,
            at,
            turn: self.turns.get(at).copied().unwrap_or(0),
        }
    }

    /// Whether the corner was there, as it was measured, and is gone now.
    fn remove(&mut self, at: usize, turn: u32) -> bool {
        let (Some(kept), Some(&before), Some(&after)) =
            (self.kept.get_mut(at), self.before.get(at), self.after.get(at))
        else {
            return false;
        };
        if !*kept || self.turns.get(at) != Some(&turn) || self.left <= 3 {
            return false;
        }
        *kept = false;
        self.left -= 1;
        if let (Some(next), Some(last)) = (self.after.get_mut(before), self.before.get_mut(after)) {
            (*next, *last) = (after, before);
        }
        true
    }
}

/// A corner in the queue, the smallest first.
struct Corner {
    size: f64,
    line: usize,
    at: usize,
    turn: u32,
}

impl Ord for Corner {
    fn cmp(&self, other: &Self) -> Ordering {
        other.size.total_cmp(&self.size).then_with(|| (other.line, other.at).cmp(&(self.line, self.at)))
    }
}

impl PartialOrd for Corner {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Corner {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Corner {}

/// In square degrees; near the equator, where all of Indonesia lies, a degree is as long to the east as to the north
/// within 2 %.
fn triangle([ax, ay]: Place, [bx, by]: Place, [cx, cy]: Place) -> f64 {
    ((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)).abs() / 2.0
}

fn area_of(ring: &Ring) -> f64 {
    let next = ring.iter().skip(1).chain(ring.first());
    let twice: f64 = ring.iter().zip(next).map(|([ax, ay], [bx, by])| ax * by - bx * ay).sum();
    (twice / 2.0).abs()
}

fn larger_side<'a>(places: impl Iterator<Item = &'a Place>) -> f64 {
    let (mut low, mut high) = ([f64::MAX; 2], [f64::MIN; 2]);
    for [x, y] in places {
        low = [low[0].min(*x), low[1].min(*y)];
        high = [high[0].max(*x), high[1].max(*y)];
    }
    (high[0] - low[0]).max(high[1] - low[1])
}

fn rounded([x, y]: Place) -> Place {
    [(x * DECIMALS).round() / DECIMALS, (y * DECIMALS).round() / DECIMALS]
}

#[cfg(test)]
mod tests {
    use std::f64::consts::TAU;

    use super::*;

    /// A round village with this many corners, ragged as borders along a river are.
    fn round(x: f64, corners: u32) -> Ring {
        let corner = |at: u32| {
            let turn = TAU * f64::from(at) / f64::from(corners);
            let reach = 0.05 + 0.0004 * f64::from(at % 7);
            [x + reach * turn.cos(), -1.0 + reach * turn.sin()]
        };
        (0..corners).chain([0]).map(corner).collect()
    }

    fn of(rings: Vec<(&str, Vec<Ring>)>) -> Borders {
        simplified(rings.into_iter().map(|(code, rings)| (VillageCode::new(code), rings)).collect())
    }

    #[test]
    fn a_long_line_keeps_its_shape_and_few_corners() {
        let villages: Vec<(String, f64)> =
            (0..14).map(|no| (no.to_string(), 114.0 + f64::from(no) * 0.1)).collect();
        let before: Vec<_> =
            villages.iter().map(|(code, x)| (code.as_str(), vec![round(*x, 20_000)])).collect();
        let after = of(before.clone());
        let corners: usize = after.0.values().flatten().map(Vec::len).sum();
        assert!((500..=CORNERS).contains(&corners), "{corners}");
        for (code, rings) in before {
            let now = after.of(&VillageCode::new(code));
            let lost = area_of(&now[0]) / area_of(&rings[0]);
            assert!((0.97..1.03).contains(&lost), "{lost}");
        }
        let text = serde_json::to_string(&after).unwrap();
        assert!(text.len() < 40_000, "{}", text.len());
    }

    #[test]
    fn corners_of_a_plain_shape_stay_and_points_on_its_sides_go() {
        let side = |at: i32| [114.0 + f64::from(at) * 0.01, -1.0];
        let mut ring: Ring = (0..=10).map(side).collect();
        ring.extend([[114.1, -0.9], [114.0, -0.9], [114.0, -1.0]]);
        let kept = of(vec![("1", vec![ring])]);
        assert_eq!(
            kept.of(&VillageCode::new("1")),
            [vec![[114.0, -1.0], [114.1, -1.0], [114.1, -0.9], [114.0, -0.9]]]
        );
    }

    #[test]
    fn both_sides_of_a_shared_border_stay_together() {
        let bend = |at: f64| [114.0 + 0.004 * (at * 0.7).sin(), -1.0 + at * 0.000_05];
        let border: Ring = (0..=4000).map(|at| bend(f64::from(at))).collect();
        let west = border.iter().copied().chain([[113.9, -0.8], [113.9, -1.0]]).collect();
        let east = border.iter().rev().copied().chain([[114.1, -1.0], [114.1, -0.8]]).collect();
        let kept = of(vec![("1", vec![west]), ("2", vec![east])]);
        let inner = |code: &str| {
            let mut corners: Ring = kept
                .of(&VillageCode::new(code))
                .concat()
                .into_iter()
                .filter(|[x, _]| (x - 114.0).abs() < 0.05)
                .collect();
            corners.sort_by(|a, b| a[1].total_cmp(&b[1]));
            corners
        };
        assert_eq!(inner("1"), inner("2"));
        assert!(inner("1").len() > 20 && inner("1").len() <= CORNERS / 2, "{}", inner("1").len());
    }

    #[test]
    fn many_islands_and_nothing_at_all_are_borne() {
        let island = |no: u32| {
            let x = 114.0 + f64::from(no) * 1e-4;
            vec![[x, -1.0], [x + 1e-5, -1.0], [x + 1e-5, -0.99999], [x, -1.0]]
        };
        let kept = of(vec![("1", (0..5000).map(island).collect()), ("2", vec![round(115.0, 100)])]);
        assert!(
            kept.of(&VillageCode::new("1")).len() <= RINGS + 1 && !kept.of(&VillageCode::new("2")).is_empty()
        );
        let point = vec![[114.0, -1.0]; 40];
        assert_eq!(of(vec![("1", vec![point])]).of(&VillageCode::new("1")), [vec![[114.0, -1.0]]]);
        assert_eq!(of(Vec::new()), Borders::default());
    }
}
