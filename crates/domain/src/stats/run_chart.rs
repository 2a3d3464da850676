//! The run chart: values month by month around their median, and two rules that tell a change from noise.

use std::cmp::Ordering;

/// With fewer points the rules are silent: ten are the least with which Perla, Provost and Murray (2011)
/// judge a run chart by rules of probability.
pub const POINTS_FOR_RULES: usize = 10;

/// A run chart, judged.
#[derive(Debug, Clone, PartialEq)]
pub struct RunChart {
    /// The median of the values that are there.
    pub median: Option<f64>,
    /// How many values are there.
    pub points: usize,
    /// Where a rule holds, shifts before trends, each in order of time.
    pub marks: Vec<RunMark>,
}

impl RunChart {
    /// Whether there are too few points to say anything; then nothing is marked.
    #[must_use]
    pub fn too_few(&self) -> bool {
        self.points < POINTS_FOR_RULES
    }
}

/// A stretch that is unlikely to be noise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunMark {
    /// Which rule holds.
    pub kind: RunKind,
    /// On which side of the median, or which way.
    pub direction: Direction,
    /// The place of the first point among the values handed in.
    pub from: usize,
    /// The place of the last point.
    pub to: usize,
    /// How many points count for the rule; missing ones and ones that neither add nor break do not.
    pub points: usize,
}

/// The rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunKind {
    /// Six or more points one after the other on one side of the median.
    Shift,
    /// Five or more points one after the other going one way, the first of them counted.
    Trend,
}

/// Up or down, said without judging: which of them is good depends on the indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Above the median, or rising.
    Up,
    /// Below the median, or falling.
    Down,
}

/// Judges values in order of time by the rules of Perla, Provost and Murray (2011, BMJ Quality & Safety
/// 20:46-51): a shift is six or more points on one side of the median, where points on the median neither
/// add nor break; a trend is five or more points all going up or all going down, where of equal
/// neighbours only the first counts. Missing values are passed over, and so is what is no number.
///
/// The rule of trends finds little (Anhøj and Olesen 2014); it is here because people look for it.
#[must_use]
pub fn run_chart(values: &[Option<f64>]) -> RunChart {
    let there =
        |(place, value): (usize, &Option<f64>)| Some((place, value.filter(|value| value.is_finite())?));
    let points: Vec<(usize, f64)> = values.iter().enumerate().filter_map(there).collect();
    let median = median(&points);
    let mut chart = RunChart { median, points: points.len(), marks: Vec::new() };
    if let Some(median) = median.filter(|_| !chart.too_few()) {
        chart.marks = shifts(&points, median);
        chart.marks.append(&mut trends(&points));
    }
    chart
}

fn median(points: &[(usize, f64)]) -> Option<f64> {
    let mut values: Vec<f64> = points.iter().map(|(_, value)| *value).collect();
    values.sort_by(f64::total_cmp);
    let upper = values.get(values.len() / 2)?;
    let lower = values.get((values.len() - 1) / 2)?;
    Some(lower + (upper - lower) / 2.0)
}

fn shifts(points: &[(usize, f64)], median: f64) -> Vec<RunMark> {
    let mut marks = Vec::new();
    for (place, value) in points {
        if let Some(direction) = Direction::from(median, *value) {
            let new = RunMark { kind: RunKind::Shift, direction, from: *place, to: *place, points: 1 };
            prolong(&mut marks, new);
        }
    }
    marks.retain(|mark| mark.points >= 6);
    marks
}

fn trends(points: &[(usize, f64)]) -> Vec<RunMark> {
    let mut marks = Vec::new();
    let mut points = points.iter();
    let Some(mut last) = points.next() else { return marks };
    for point in points {
        if let Some(direction) = Direction::from(last.1, point.1) {
            let new = RunMark { kind: RunKind::Trend, direction, from: last.0, to: point.0, points: 2 };
            prolong(&mut marks, new);
            last = point;
        }
    }
    marks.retain(|mark| mark.points >= 5);
    marks
}

/// Adds to the last stretch what goes its way, and otherwise begins another.
fn prolong(marks: &mut Vec<RunMark>, new: RunMark) {
    match marks.last_mut() {
        Some(last) if last.direction == new.direction => {
            last.to = new.to;
            last.points += 1;
        }
        _ => marks.push(new),
    }
}

impl Direction {
    fn from(base: f64, value: f64) -> Option<Self> {
        match value.total_cmp(&base) {
            Ordering::Greater => Some(Self::Up),
            Ordering::Less => Some(Self::Down),
            Ordering::Equal => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values as digits; a dot is a missing month.
    fn marks(digits: &str) -> Vec<(RunKind, Direction, usize, usize, usize)> {
        chart(digits).marks.iter().map(|m| (m.kind, m.direction, m.from, m.to, m.points)).collect()
    }

    fn chart(digits: &str) -> RunChart {
        let values: Vec<_> = digits.chars().map(|digit| digit.to_digit(10).map(f64::from)).collect();
        run_chart(&values)
    }

    use Direction::{Down, Up};
    use RunKind::{Shift, Trend};

    #[test]
    fn nine_points_are_too_few() {
        let chart = chart("111119999.");
        assert!(chart.too_few() && chart.marks.is_empty());
        assert_eq!(chart.median, Some(1.0));
    }

    #[test]
    fn six_on_one_side_are_a_shift_and_five_are_none() {
        assert_eq!(marks("121321989889"), [(Shift, Down, 0, 5, 6), (Shift, Up, 6, 11, 6)]);
        assert_eq!(marks("1213298988"), []);
    }

    #[test]
    fn points_on_the_median_and_missing_months_neither_add_nor_break() {
        assert_eq!(marks("5121.52125.598986975"), [(Shift, Down, 1, 8, 6), (Shift, Up, 12, 18, 7)]);
    }

    #[test]
    fn five_going_one_way_are_a_trend_and_four_are_none() {
        assert_eq!(marks("5123451515"), [(Trend, Up, 1, 5, 5)]);
        assert_eq!(marks("5123415154"), []);
        assert_eq!(marks("1987631919"), [(Trend, Down, 1, 6, 6)]);
    }

    #[test]
    fn of_equal_neighbours_only_the_first_counts() {
        assert_eq!(marks("51233.4515151"), [(Trend, Up, 1, 7, 5)]);
        assert_eq!(marks("5123341515"), []);
    }

    #[test]
    fn nothing_and_all_the_same_say_nothing() {
        assert_eq!(run_chart(&[]), RunChart { median: None, points: 0, marks: vec![] });
        assert_eq!(chart("............").median, None);
        let chart = chart("777777777777");
        assert_eq!((chart.median, chart.marks), (Some(7.0), vec![]));
        assert_eq!(run_chart(&[Some(f64::NAN), Some(2.0)]).median, Some(2.0));
    }
}
