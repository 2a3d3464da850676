//! Where things stand in a drawing: coordinates and axes with round steps.

use std::fmt::{self, Display};

/// A coordinate, to a tenth of a unit. A page with three charts has hundreds, and whole numbers are written
/// many times faster than floats.
pub(super) struct Place(pub(super) f64);

impl Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        #[expect(clippy::cast_possible_truncation, reason = "coordinates lie within the drawing")]
        let tenths = (self.0 * 10.0).round() as i64;
        let sign = if tenths < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
    }
}

/// From where to where an axis goes, and where its ticks are.
pub(super) struct Axis {
    /// The first value.
    pub(super) from: f64,
    /// The last value.
    pub(super) to: f64,
    step: f64,
}

impl Axis {
    /// An axis with round steps, at most seven, that holds all values; none when there are none.
    pub(super) fn over(values: impl Iterator<Item = f64>) -> Option<Self> {
        let (low, high) =
            values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        if low > high {
            return None;
        }
        let step = round_step((high - low).max(1.0), 0.5);
        let from = (low / step).floor() * step;
        let to = (high / step).ceil() * step;
        Some(Self { from, to: if to > from { to } else { from + step }, step })
    }

    /// An axis from zero that holds all values and goes to `least` at least: lengths are to be compared, so
    /// they begin at zero, and none is cut.
    pub(super) fn from_zero(values: impl Iterator<Item = f64>, least: f64) -> Self {
        let high = values.filter(|value| value.is_finite()).fold(least, f64::max);
        let step = round_step(high.max(0.01), 0.01);
        // A hair's breadth over a tick, from a division, is no reason for another one.
        let to = (high / step - 1e-9).ceil().max(1.0) * step;
        Self { from: 0.0, to, step }
    }

    /// An axis of `count` places, 0, 1, 2 …, each with half a step on both sides.
    pub(super) fn places(count: usize) -> Self {
        let count = u32::try_from(count).map_or(f64::MAX, f64::from);
        Self { from: -0.5, to: count.max(1.0) - 0.5, step: 1.0 }
    }

    pub(super) fn ticks(&self) -> impl Iterator<Item = f64> {
        let (from, to, step) = (self.from, self.to, self.step);
        (0..=10).map(move |at| from + f64::from(at) * step).take_while(move |tick| *tick <= to + step / 100.0)
    }

    /// How far along the axis a value is, 1 at its end.
    pub(super) fn at(&self, value: f64) -> f64 {
        (value - self.from) / (self.to - self.from)
    }
}

/// The least of 1, 2 and 5 times a power of ten that goes into `span` five times at most.
fn round_step(span: f64, least: f64) -> f64 {
    let decades = (-2..9).map(|power| 10_f64.powi(power));
    let steps = decades.flat_map(|decade| [1.0, 2.0, 5.0].map(|step| step * decade));
    let mut fitting = steps.filter(|step| *step >= least - 1e-9 && span / step <= 5.0);
    fitting.next().unwrap_or(1e9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_have_one_decimal() {
        let written = [0.0, 148.04, 33.96, -0.26].map(|at| Place(at).to_string());
        assert_eq!(written, ["0.0", "148.0", "34.0", "-0.3"]);
    }

    #[test]
    fn axes_have_round_steps_and_hold_everything() {
        let axis = Axis::over([112.0, 165.0, 72.0].into_iter()).unwrap();
        assert_eq!(axis.ticks().collect::<Vec<_>>(), [60.0, 80.0, 100.0, 120.0, 140.0, 160.0, 180.0]);
        let one = Axis::over([50.0].into_iter()).unwrap();
        assert!(one.from <= 50.0 && one.to > 50.0);
        assert!(Axis::over(std::iter::empty()).is_none());
    }

    #[test]
    fn lengths_begin_at_zero_and_grow_beyond_the_least() {
        let ends = |value: f64| Axis::from_zero([value].into_iter(), 100.0).to;
        assert!((ends(30.0) - 100.0).abs() < 1e-9 && (ends(180.0) - 200.0).abs() < 1e-9);
        for value in [0.0, 0.03, 1.0, 99.9, 100.000_000_1, 4321.0, 250_000.0] {
            let axis = Axis::from_zero([value].into_iter(), 0.0);
            assert!(axis.to > 0.0 && axis.at(value) <= 1.0 + 1e-6 && axis.ticks().count() >= 2, "{value}");
            assert!((axis.ticks().last().unwrap() - axis.to).abs() < 1e-9 * axis.to, "{value}");
        }
    }
}
