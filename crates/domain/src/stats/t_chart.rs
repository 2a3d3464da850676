//! The t-chart: days between rare events, so that each new one can be judged when it comes.

/// With fewer intervals between events there are no limits, and it is too early to say. Twelve points for
/// trial limits is a custom of improvement in health care, not a theorem.
pub const INTERVALS_FOR_LIMITS: usize = 12;

/// From this many intervals on the limits are firm: a chart of individual values wants 20 to 30 of them
/// (Provost and Murray 2011, The Health Care Data Guide).
pub const INTERVALS_FOR_FIRM_LIMITS: usize = 20;

/// Days between events, with the limits of what is usual.
#[derive(Debug, Clone, PartialEq)]
pub struct TChart {
    /// The usual number of days between two events.
    pub centre: f64,
    /// Fewer days than this are unusual; `None` where even none would not be.
    pub lower: Option<f64>,
    /// More days than this are unusual.
    pub upper: f64,
    /// Whether there are enough intervals for limits that hold; otherwise they are for trial.
    pub firm: bool,
    /// The intervals as handed in, each judged.
    pub points: Vec<TPoint>,
}

/// One interval between two events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TPoint {
    /// How many days passed.
    pub days: u32,
    /// What is unusual about it.
    pub signal: Option<Signal>,
}

/// What is unusual about an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// The event came unusually soon after the one before.
    Sooner,
    /// It took unusually long until the event.
    Later,
}

/// Judges the days between successive events, in order of time.
///
/// Times between rare events are exponential; their power of 1/3.6 is nearly normal (Nelson 1994, Journal
/// of Quality Technology 26:239-240). On that scale the limits are those of a chart of individual values,
/// mean ± 2.66 × mean moving range, and all three are turned back into days. Two events on one day are
/// 0 days apart, which the power takes as it is.
///
/// `None` with fewer than [`INTERVALS_FOR_LIMITS`] intervals: too early to say.
#[must_use]
pub fn t_chart(days_between: &[u32]) -> Option<TChart> {
    if days_between.len() < INTERVALS_FOR_LIMITS {
        return None;
    }
    let scaled: Vec<f64> = days_between.iter().map(|days| libm::pow(f64::from(*days), 1.0 / POWER)).collect();
    let ranges = scaled.iter().zip(scaled.iter().skip(1)).map(|(one, next)| (next - one).abs());
    let reach = 2.66 * ranges.sum::<f64>() / (scaled.len() - 1) as f64;
    let mean = scaled.iter().sum::<f64>() / scaled.len() as f64;
    let judge = |(days, scaled): (&u32, &f64)| {
        // Where all intervals are the same the mean may miss them by a rounding: that is no signal.
        let beyond = reach > 0.0 && (scaled - mean).abs() > reach;
        let side = if *scaled > mean { Signal::Later } else { Signal::Sooner };
        TPoint { days: *days, signal: beyond.then_some(side) }
    };
    Some(TChart {
        centre: libm::pow(mean, POWER),
        lower: (mean > reach).then(|| libm::pow(mean - reach, POWER)),
        upper: libm::pow(mean + reach, POWER),
        firm: days_between.len() >= INTERVALS_FOR_FIRM_LIMITS,
        points: days_between.iter().zip(&scaled).map(judge).collect(),
    })
}

/// Nelson's exponent.
const POWER: f64 = 3.6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eleven_intervals_are_too_early_and_twelve_are_for_trial() {
        assert_eq!(t_chart(&[30; 11]), None);
        assert!(!t_chart(&[30; 12]).unwrap().firm && !t_chart(&[30; 19]).unwrap().firm);
        assert!(t_chart(&[30; 20]).unwrap().firm);
    }

    #[test]
    fn the_same_each_time_is_no_signal() {
        for days in [0, 1, 7, 31, 365, 1000] {
            let chart = t_chart(&[days; 13]).unwrap();
            assert!((chart.centre - f64::from(days)).abs() <= 1e-9 * f64::from(days));
            assert!(chart.points.iter().all(|point| point.signal.is_none()));
        }
    }

    #[test]
    fn a_long_peace_and_a_cluster_are_signals() {
        let usual = [50, 60, 55, 48, 62, 51, 57, 49, 61, 53, 58];
        let with = |last: u32| t_chart(&[&usual[..], &[last]].concat()).unwrap();
        assert_eq!(with(900).points[11].signal, Some(Signal::Later));
        assert_eq!(with(2).points[11].signal, Some(Signal::Sooner));
        assert_eq!(with(56).points[11].signal, None);
        assert!(with(56).points[..11].iter().all(|point| point.signal.is_none()));
    }

    #[test]
    fn where_events_come_close_together_no_interval_is_too_short() {
        assert_eq!(t_chart(&[0, 300, 0, 200, 1, 400, 0, 250, 3, 320, 0, 280]).unwrap().lower, None);
    }
}
