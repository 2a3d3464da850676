//! Statistics against other implementations and published tables (`vectors/stats.json` says which and in
//! which version), and bit by bit against what they gave before: the same bits are owed on every target.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at what it did not expect"
)]

use domain::stats::{
    Interval, Stratum, births_needed_after, funnel, homogeneity, mantel_haenszel, poisson, t_chart,
    two_sample_size, wilson,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

type Ends = [f64; 2];
type Strata = Vec<[u64; 4]>;

/// The cases of one table of the file, each a row of its columns.
fn cases<T: DeserializeOwned>(part: &str, name: &str) -> Vec<T> {
    let vectors: Value = serde_json::from_str(include_str!("vectors/stats.json")).unwrap();
    let cases: Vec<T> = serde_json::from_value(vectors[part][name]["cases"].clone()).unwrap();
    assert!(!cases.is_empty(), "{part} {name} has no cases");
    cases
}

fn computed<T: DeserializeOwned>(name: &str) -> Vec<T> {
    cases("computed", name)
}

fn published<T: DeserializeOwned>(name: &str) -> Vec<T> {
    cases("published", name)
}

/// Equal within a billionth of its size; what is that close to nothing is nothing.
#[track_caller]
fn close(found: f64, wanted: f64) {
    assert!((found - wanted).abs() <= 1e-9 * wanted.abs() + 1e-12, "{found} is not {wanted}");
}

#[track_caller]
fn both(found: Interval, [low, high]: Ends) {
    close(found.low, low);
    close(found.high, high);
}

/// Equal when rounded to so many decimals, with the last digit of hand-made tables off by one at most.
#[track_caller]
fn printed(found: f64, wanted: f64, decimals: i32) {
    let unit = libm::pow(10.0, -f64::from(decimals));
    assert!((found - wanted).abs() <= 0.51 * unit, "{found} is not {wanted}");
}

fn strata(rows: &Strata) -> Vec<Stratum> {
    let stratum = |row: &[u64; 4]| {
        let [after_n, after_of, before_n, before_of] = *row;
        Stratum { after_n, after_of, before_n, before_of }
    };
    rows.iter().map(stratum).collect()
}

#[test]
fn shares_are_as_statsmodels_has_them() {
    for (n, of, wanted) in computed::<(u64, u64, Option<Ends>)>("wilson") {
        let found = wilson(n, of);
        assert_eq!(found.is_some(), wanted.is_some(), "{n} of {of}");
        found.zip(wanted).into_iter().for_each(|(found, wanted)| both(found, wanted));
    }
}

#[test]
fn shares_are_as_newcombe_printed_them() {
    for (n, of, [low, high]) in published::<(u64, u64, Ends)>("wilson") {
        let found = wilson(n, of).unwrap();
        printed(found.low, low, 4);
        printed(found.high, high, 4);
    }
}

#[test]
fn counts_are_as_scipy_has_them() {
    computed::<(u64, Ends)>("poisson").into_iter().for_each(|(events, wanted)| both(poisson(events), wanted));
}

#[test]
fn counts_are_as_garwood_printed_them() {
    for (events, [low, high]) in published::<(u64, Ends)>("poisson") {
        printed(poisson(events).low, low, 2);
        printed(poisson(events).high, high, 2);
    }
}

#[test]
fn funnels_are_as_scipy_has_them() {
    for (rate, of, wanted) in computed::<(f64, u64, Option<[Ends; 2]>)>("funnel") {
        let found = funnel(rate, of);
        assert_eq!(found.is_some(), wanted.is_some(), "{rate} of {of}");
        if let (Some(found), Some([warning, alarm])) = (found, wanted) {
            both(found.warning, warning);
            both(found.alarm, alarm);
        }
    }
}

#[test]
fn days_between_are_as_numpy_has_them() {
    for (days, wanted) in computed::<(Vec<u32>, Option<(f64, Option<f64>, f64)>)>("t_chart") {
        let found = t_chart(&days);
        assert_eq!(found.is_some(), wanted.is_some(), "{days:?}");
        if let (Some(found), Some((centre, lower, upper))) = (found, wanted) {
            close(found.centre, centre);
            assert_eq!(found.lower.is_some(), lower.is_some(), "{days:?}");
            found.lower.zip(lower).into_iter().for_each(|(found, wanted)| close(found, wanted));
            close(found.upper, upper);
            assert_eq!(found.points.iter().map(|point| point.days).collect::<Vec<_>>(), days);
        }
    }
}

#[test]
fn pooled_ratios_are_as_statsmodels_and_others_have_them() {
    for (rows, wanted) in computed::<(Strata, Option<(f64, f64, f64, usize)>)>("mantel_haenszel") {
        let found = mantel_haenszel(&strata(&rows));
        assert_eq!(found.is_some(), wanted.is_some(), "{rows:?}");
        if let (Some(found), Some((ratio, low, high, used))) = (found, wanted) {
            close(found.ratio, ratio);
            both(found.interval, [low, high]);
            assert_eq!(found.strata_used, used);
        }
    }
}

#[test]
fn pooled_ratios_are_as_metafor_printed_them() {
    for (rows, wanted) in published::<(Strata, [f64; 3])>("mantel_haenszel") {
        let found = mantel_haenszel(&strata(&rows)).unwrap();
        let found = [found.ratio, found.interval.low, found.interval.high];
        found.iter().zip(wanted).for_each(|(found, wanted)| printed(libm::log(*found), wanted, 4));
    }
}

#[test]
fn homogeneity_is_as_statsmodels_has_it() {
    for (rows, wanted) in computed::<(Strata, Option<(f64, u32, f64, usize)>)>("homogeneity") {
        let found = homogeneity(&strata(&rows));
        assert_eq!(found.is_some(), wanted.is_some(), "{rows:?}");
        if let (Some(found), Some((q, degrees, p, left_out))) = (found, wanted) {
            close(found.q, q);
            close(found.p, p);
            assert_eq!((found.degrees, found.left_out), (degrees, left_out));
        }
    }
}

#[test]
fn homogeneity_is_as_metafor_printed_it() {
    for (rows, (q, degrees)) in published::<(Strata, (f64, u32))>("homogeneity") {
        let found = homogeneity(&strata(&rows)).unwrap();
        printed(found.q, q, 4);
        assert_eq!(found.degrees, degrees);
    }
}

#[test]
fn births_needed_are_as_statsmodels_has_them() {
    for (before, after, wanted) in computed::<(f64, f64, Option<u64>)>("two_sample_size") {
        assert_eq!(two_sample_size(before, after), wanted, "{before} {after}");
    }
    for (n, of, after, wanted) in computed::<(u64, u64, f64, Option<u64>)>("births_needed_after") {
        assert_eq!(births_needed_after(n, of, after), wanted, "{n} of {of}, then {after}");
    }
}

/// One line per function: all its numbers as bits, so that any other digit on any target shows.
fn bits() -> Vec<(&'static str, Vec<String>)> {
    let villages = strata(&vec![[5, 9, 2, 8], [3, 4, 1, 6], [7, 12, 6, 15], [0, 3, 1, 2], [10, 14, 4, 11]]);
    let pooled = mantel_haenszel(&villages).unwrap();
    let test = homogeneity(&villages).unwrap();
    let limits = funnel(0.37, 29).unwrap();
    let chart = t_chart(&[43, 12, 88, 35, 140, 61, 33, 97, 20, 75, 51, 118, 64]).unwrap();
    let ends = |interval: Interval| vec![interval.low, interval.high];
    let hex = |numbers: Vec<f64>| numbers.iter().map(|number| format!("{:016x}", number.to_bits())).collect();
    vec![
        ("wilson 7 of 12", hex(ends(wilson(7, 12).unwrap()))),
        ("poisson 3", hex(ends(poisson(3)))),
        ("poisson 250", hex(ends(poisson(250)))),
        ("poisson 2000000", hex(ends(poisson(2_000_000)))),
        ("funnel 0.37 of 29", hex([ends(limits.warning), ends(limits.alarm)].concat())),
        ("t-chart", hex(vec![chart.centre, chart.lower.unwrap_or(-1.0), chart.upper])),
        ("pooled", hex([vec![pooled.ratio], ends(pooled.interval)].concat())),
        ("homogeneity", hex(vec![test.q, test.p])),
    ]
}

#[test]
fn the_bits_are_what_they_were() {
    let vectors: Value = serde_json::from_str(include_str!("vectors/stats.json")).unwrap();
    let wanted: Vec<(String, Vec<String>)> = serde_json::from_value(vectors["bits"].clone()).unwrap();
    let found: Vec<_> = bits().into_iter().map(|(name, bits)| (name.to_owned(), bits)).collect();
    assert_eq!(found, wanted, "as JSON: {}", serde_json::to_string(&found).unwrap());
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    fn part_of() -> impl Strategy<Value = (u64, u64)> {
        (1..5000_u64).prop_flat_map(|of| (0..=of, Just(of)))
    }

    fn villages() -> impl Strategy<Value = Vec<Stratum>> {
        let village = (part_of(), part_of()).prop_map(|((after_n, after_of), (before_n, before_of))| {
            Stratum { after_n, after_of, before_n, before_of }
        });
        proptest::collection::vec(village, 1..15)
    }

    proptest! {
        #[test]
        fn an_interval_holds_its_share_and_mirrors_with_it((n, of) in part_of()) {
            let (found, rest) = (wilson(n, of).unwrap(), wilson(of - n, of).unwrap());
            prop_assert!(found.contains(n as f64 / of as f64));
            prop_assert!(0.0 <= found.low && found.high <= 1.0 && found.low < found.high);
            prop_assert!((found.low + rest.high - 1.0).abs() < 1e-12);
        }

        #[test]
        fn more_of_the_same_narrows_and_one_more_raises((n, of) in part_of()) {
            let found = wilson(n, of).unwrap();
            let wide = |interval: Interval| interval.high - interval.low;
            prop_assert!(wide(wilson(2 * n, 2 * of).unwrap()) < wide(found));
            if let Some(more) = wilson(n + 1, of) {
                prop_assert!(more.low > found.low && (more.high > found.high || n + 1 == of));
            }
        }

        #[test]
        fn a_count_lies_within_and_one_more_raises(events in 0..2_000_000_u64) {
            let (found, more) = (poisson(events), poisson(events + 1));
            prop_assert!(found.contains(events as f64) && found.low < found.high);
            prop_assert!(more.low > found.low && more.high > found.high);
        }

        #[test]
        fn a_funnel_holds_its_rate_widens_and_mirrors(rate in 0.0..=1.0_f64, of in 1..20_000_u64) {
            let found = funnel(rate, of).unwrap();
            for inner in [rate, found.warning.low, found.warning.high] {
                prop_assert!(found.alarm.contains(inner), "{:?}", found);
            }
            prop_assert!(found.warning.contains(rate));
            let turned = funnel(1.0 - rate, of).unwrap();
            for (one, other) in [(found.warning, turned.warning), (found.alarm, turned.alarm)] {
                prop_assert!((one.low + other.high - 1.0).abs() < 1e-6 && (one.high + other.low - 1.0).abs() < 1e-6);
            }
        }

        #[test]
        fn exchanging_the_periods_turns_the_ratio_round(villages in villages()) {
            let turned: Vec<_> = villages.iter().map(|village| Stratum {
                after_n: village.before_n,
                after_of: village.before_of,
                before_n: village.after_n,
                before_of: village.after_of,
            }).collect();
            if let (Some(found), Some(turned)) = (mantel_haenszel(&villages), mantel_haenszel(&turned)) {
                prop_assert!((found.ratio * turned.ratio - 1.0).abs() < 1e-9);
                prop_assert!((found.interval.low * turned.interval.high - 1.0).abs() < 1e-9);
                prop_assert!(found.interval.contains(found.ratio));
            }
            if let (Some(found), Some(turned)) = (homogeneity(&villages), homogeneity(&turned)) {
                prop_assert!((found.q - turned.q).abs() <= 1e-9 * (1.0 + found.q));
                prop_assert!((0.0..=1.0).contains(&found.p));
            }
        }

        #[test]
        fn a_smaller_change_needs_more_births(before in 0.0..=1.0_f64, step in 0.01..0.5_f64) {
            let near = if before < 0.5 { before + step / 2.0 } else { before - step / 2.0 };
            let far = if before < 0.5 { before + step } else { before - step };
            prop_assert!(two_sample_size(before, near).unwrap() >= two_sample_size(before, far).unwrap());
        }
    }
}
