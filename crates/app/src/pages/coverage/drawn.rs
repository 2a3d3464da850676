//! The charts of these pages, from coverages, counts and comparisons, with the sentences that belong to them.

use domain::{
    indicators::{Counts, Coverage, Effect, Indicator, Month, Of, Status, Trend, Value, suppress},
    stats::{self, Direction, RunKind},
    tables::Row,
};
use jiff::civil::Date;
use maud::{Markup, html};

use super::{Look, RUN_MONTHS, name, words};
use crate::{
    caller::Caller,
    charts::{Chart, Mark, funnel, pws, rare, run, signing},
    figures::Figures,
    format,
    text::Text,
};

/// The villages' chart of a month; who is hidden is not in it.
pub(super) fn villages(
    caller: &Caller,
    indicator: &Row<Indicator>,
    look: &Look,
    coverage: &Coverage,
    hidden: &suppress::Hidden,
) -> Markup {
    let month = format::month(caller.text, look.month.first());
    let title = caller.with("coverage-bars-title", &[("month", &month)]);
    bars(caller.text, indicator, &look.counted.figures, coverage, hidden, &title, |chart| {
        chart.draw(caller.text)
    })
}

/// The villages' chart, handed to `show`: sorted from the highest share to the lowest, those without one last.
pub(super) fn bars<T>(
    text: &Text,
    indicator: &Row<Indicator>,
    figures: &Figures,
    coverage: &Coverage,
    hidden: &suppress::Hidden,
    title: &str,
    show: impl FnOnce(&pws::Bars<'_>) -> T,
) -> T {
    let shown = coverage.villages.iter().zip(&hidden.cells).filter(|(_, hidden)| !**hidden);
    let mut bars: Vec<(f64, pws::Bar)> = shown
        .map(|((code, value), _)| {
            let name = match code {
                Some(code) => figures.register.village_name(code).to_owned(),
                None => text.t("numbers-no-village").to_owned(),
            };
            let least = figures.rules.choices.number("status_least_target");
            (value.share.unwrap_or(-1.0), bar(text, name, indicator, value, least))
        })
        .collect();
    bars.sort_by(|(a, x), (b, y)| b.total_cmp(a).then_with(|| x.village.cmp(&y.village)));
    // Where villages are hidden the sum stands above the chart alone, without its months.
    let whole = !hidden.sum && !hidden.cells.contains(&true);
    let unit = (whole && coverage.villages.len() > 1)
        .then(|| bar(text, text.t("numbers-sum").to_owned(), indicator, &coverage.unit, 0.0));
    let goal = coverage.unit.goal_now.filter(|_| !indicator.rare);
    let chart =
        pws::Bars { id: "desa", title, bars: bars.into_iter().map(|(_, bar)| bar).collect(), unit, goal };
    show(&chart)
}

fn bar(text: &Text, village: String, indicator: &Indicator, value: &Value, least: f64) -> pws::Bar {
    let of = people(value);
    // Deaths are counts: a share of them is not drawn.
    let share = value.share.filter(|_| !indicator.rare);
    let said = match (share, value.of, of) {
        _ if indicator.rare => Some(text.with("coverage-cases", &[("n", &value.n)])),
        (None, Of::Unknown, _) => Some(text.t("coverage-no-target").to_owned()),
        (None, Of::Nothing, _) => Some(value.n.to_string()),
        (Some(_), _, Some(of)) if value.status.is_none() && of < least => Some(text.with(
            "coverage-x-of-y",
            &[("n", &value.n), ("of", &format::number((of * 10.0).round() / 10.0))],
        )),
        _ => None,
    };
    // A month's share of a village jumps by whole twelfths of the year: its count says more.
    let month = |n| pws::Month { n, share: None };
    pws::Bar {
        village,
        n: value.n,
        of,
        share,
        interval: value.interval.filter(|_| share.is_some()).map(|interval| (interval.low, interval.high)),
        month: month(value.month),
        before: month(value.month_before),
        trend: value.trend.map(|trend| match trend {
            Trend::Rising => pws::Trend::Up,
            Trend::Falling => pws::Trend::Down,
            Trend::Unchanged => pws::Trend::Same,
        }),
        mark: mark(value),
        words: said,
    }
}

/// How a village stands, for a drawing.
pub(super) fn mark(value: &Value) -> Mark {
    match value.status {
        Some(Status::Good) => Mark::Good,
        Some(Status::Enough) => Mark::Enough,
        Some(Status::Less) => Mark::Less,
        Some(Status::Poor) => Mark::Poor,
        None => Mark::Unjudged,
    }
}

/// Out of how many a value is.
pub(super) fn people(value: &Value) -> Option<f64> {
    match value.of {
        Of::Target(target) => Some(target.people),
        Of::Counted(of) => Some(words::whole(of)),
        Of::Nothing | Of::Unknown => None,
    }
}

/// Sizes at which the limits of a funnel are worked out: enough for a smooth curve.
const CURVE: u64 = 48;

/// The villages beside the unit, and which differ beyond chance; nothing for deaths, and where the unit has no
/// share.
pub(super) fn funnel(
    caller: &Caller,
    indicator: &Row<Indicator>,
    coverage: &Coverage,
    look: &Look,
) -> Markup {
    let Some(rate) = coverage.unit.share.filter(|share| *share <= 1.0 && !indicator.rare) else {
        return html! {};
    };
    let register = &look.counted.figures.register;
    let villages: Vec<_> = coverage
        .villages
        .iter()
        .filter_map(|(code, value)| {
            let of = people(value).filter(|of| *of >= 0.5)?;
            let share = value.share?;
            let name = code.as_ref().map(|code| register.village_name(code).to_owned())?;
            Some(funnel::Village {
                name,
                n: value.n,
                of,
                share: Some(share),
                stands: stands(rate, of, share),
            })
        })
        .collect();
    let Some(most) = villages.iter().map(|village| whole(village.of)).max().filter(|_| villages.len() > 2)
    else {
        return html! {};
    };
    let sizes = || (1..=most).step_by(usize::try_from((most / CURVE).max(1)).unwrap_or(1)).chain([most]);
    let curve = |limits: fn(&stats::FunnelLimits) -> stats::Interval| {
        let at = |of| stats::funnel(rate, of).map(|found| (of, limits(&found)));
        let all = sizes().filter_map(at);
        all.map(|(of, limits)| funnel::Limits { of: words::whole(of), low: limits.low, high: limits.high })
            .collect()
    };
    let outside: Vec<_> = villages
        .iter()
        .filter(|village| village.stands != funnel::Stands::Within)
        .map(|village| village.name.clone())
        .collect();
    let title = caller.t("coverage-funnel-title");
    let counted = words::unit(caller, indicator.counts);
    let warning = curve(|limits| limits.warning);
    let alarm = curve(|limits| limits.alarm);
    let chart = funnel::Funnel { id: "corong", title, counted, rate, villages, warning, alarm };
    html! {
        (chart.draw(caller.text))
        p { @if outside.is_empty() { (caller.t("coverage-funnel-none")) } @else { (caller.with("coverage-funnel-outside", &[("villages", &outside.join(", "))])) } }
        p.soft { (caller.t("coverage-funnel-about")) }
    }
}

fn stands(rate: f64, of: f64, share: f64) -> funnel::Stands {
    match stats::funnel(rate, whole(of)) {
        Some(limits) if !limits.alarm.contains(share) => funnel::Stands::Far,
        Some(limits) if !limits.warning.contains(share) => funnel::Stands::Unusual,
        _ => funnel::Stands::Within,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "people of a village, never negative"
)]
fn whole(of: f64) -> u64 {
    of.max(1.0).round() as u64
}

/// Two years of the unit, month by month, and what is hardly chance in them.
pub(super) fn run(caller: &Caller, indicator: &Row<Indicator>, look: &Look) -> Markup {
    let months: Vec<Month> = {
        let from = look.month.plus(1 - i32::try_from(RUN_MONTHS).unwrap_or(1));
        domain::indicators::Months::between(from, look.month).iter().collect()
    };
    let counts = &look.counted.counts;
    let villages = look.counted.figures.rows.villages.len();
    let values: Vec<_> = months.iter().map(|month| month_of(indicator, counts, villages, *month)).collect();
    let numbers: Vec<Option<f64>> = values.iter().map(|(value, _)| *value).collect();
    let found = stats::run_chart(&numbers);
    let shares = indicator.of.is_some() && !indicator.rare;
    let chart = run::Run {
        id: "bulan",
        title: caller.t(if shares { "coverage-run-share" } else { "coverage-run-count" }),
        months: months
            .iter()
            .zip(&values)
            .map(|(month, (value, counts))| run::Month {
                name: format::month(caller.text, month.first()),
                short: format!("{}/{:02}", month.in_year(), month.year() % 100),
                value: *value,
                counts: *counts,
            })
            .collect(),
        median: found.median,
        stretches: found.marks.iter().map(stretch).collect(),
        unit: if shares { run::Unit::Share } else { run::Unit::Number },
    };
    html! {
        h2 { (caller.t("coverage-run-title")) }
        (chart.draw(caller.text))
        (patterns(caller, &found, &months))
    }
}

/// A month's value of the whole unit, and the counts behind a share.
fn month_of(
    indicator: &Row<Indicator>,
    counts: &Counts,
    villages: usize,
    month: Month,
) -> (Option<f64>, Option<(u64, f64)>) {
    let sum = |mark| (0..villages).map(|village| counts.month(mark, village, month)).sum::<u64>();
    let Some(n) = indicator.numerator.map(sum) else { return (None, None) };
    match indicator.of.filter(|_| !indicator.rare).map(sum) {
        Some(0) => (None, Some((n, 0.0))),
        Some(of) => (Some(words::whole(n) / words::whole(of)), Some((n, words::whole(of)))),
        None => (Some(words::whole(n)), None),
    }
}

fn stretch(mark: &stats::RunMark) -> run::Stretch {
    let kind = match mark.kind {
        RunKind::Shift => run::Kind::Shift,
        RunKind::Trend => run::Kind::Trend,
    };
    run::Stretch { kind, up: mark.direction == Direction::Up, from: mark.from, to: mark.to }
}

fn patterns(caller: &Caller, found: &stats::RunChart, months: &[Month]) -> Markup {
    let month = |at: usize| {
        months.get(at).map_or_else(String::new, |month| format::month(caller.text, month.first()))
    };
    html! {
        @if found.too_few() {
            p { (caller.with("coverage-run-few", &[("n", &found.points), ("least", &stats::POINTS_FOR_RULES)])) }
        } @else if found.marks.is_empty() {
            p { (caller.t("coverage-run-none")) }
        } @else {
            ul { @for mark in &found.marks { li {
                (caller.with(pattern_key(mark), &[("n", &mark.points), ("from", &month(mark.from)), ("to", &month(mark.to))]))
            } } }
        }
    }
}

fn pattern_key(mark: &stats::RunMark) -> &'static str {
    match (mark.kind, mark.direction) {
        (RunKind::Shift, Direction::Up) => "coverage-run-shift-up",
        (RunKind::Shift, Direction::Down) => "coverage-run-shift-down",
        (RunKind::Trend, Direction::Up) => "coverage-run-trend-up",
        (RunKind::Trend, Direction::Down) => "coverage-run-trend-down",
    }
}

/// The months before and after the signings, all villages together.
pub(super) fn months_since(caller: &Caller, effect: &Effect) -> Markup {
    let id = format!("bulan-{}", effect.outcome.word());
    let chart = since(caller.text, effect, &id, caller.t("effect-months-title"));
    html! { (chart.draw(caller.text)) }
}

/// The chart of the months before and after the signings.
pub(super) fn since<'a>(text: &'a Text, effect: &Effect, id: &'a str, title: &'a str) -> signing::Months<'a> {
    use domain::indicators::effect::{MONTHS, Part};
    let whole = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let last = effect.months.keys().next_back().copied().unwrap_or(0).max(0);
    let months = (-MONTHS..=last).map(|month| {
        let Part { n, of } = effect.months.get(&month).copied().unwrap_or_default();
        // The first month after a signing is told as 1: nobody counts from none.
        let no = if month < 0 { month } else { month + 1 };
        let name = text.with("effect-month", &[("n", &signed(no))]);
        signing::Month { name, short: signed(no), n: whole(n), of: whole(of) }
    });
    signing::Months {
        id,
        title,
        counted: text.t(match effect.outcome {
            domain::indicators::Outcome::FacilityBirth | domain::indicators::Outcome::SoloBirth => {
                "coverage-births"
            }
            _ => "coverage-mothers",
        }),
        months: months.collect(),
        before: usize::try_from(MONTHS).unwrap_or_default(),
    }
}

/// `−3`, `+1`.
fn signed(no: i32) -> String {
    if no < 0 { format!("\u{2212}{}", no.abs()) } else { format!("+{no}") }
}

/// The days between deaths, each interval by the day that ended it.
pub(super) fn between(caller: &Caller, gaps: &[u32], died: &[Date]) -> Markup {
    let found = stats::t_chart(gaps);
    let signal = |at: usize| found.as_ref().and_then(|found| found.points.get(at)?.signal);
    let intervals: Vec<_> = gaps
        .iter()
        .enumerate()
        .zip(died.iter().skip(1))
        .map(|((at, days), until)| rare::Interval {
            until: format::date(caller.text, *until),
            short: format!("{}/{:02}", until.month(), until.year() % 100),
            days: *days,
            signal: signal(at).map(|signal| match signal {
                stats::Signal::Sooner => rare::Signal::Sooner,
                stats::Signal::Later => rare::Signal::Later,
            }),
        })
        .collect();
    let usual = found.as_ref().map(|found| rare::Usual {
        centre: found.centre,
        lower: found.lower,
        upper: found.upper,
        firm: found.firm,
    });
    let chart = rare::Between { id: "jarak", title: caller.t("deaths-between"), intervals, usual };
    let count = |wanted| (0..gaps.len()).filter(|at| signal(*at) == Some(wanted)).count();
    let (sooner, later) = (count(stats::Signal::Sooner), count(stats::Signal::Later));
    html! {
        (chart.draw(caller.text))
        @if found.is_none() {
            p { (caller.with("deaths-between-early", &[("n", &gaps.len()), ("least", &stats::INTERVALS_FOR_LIMITS)])) }
        } @else if sooner + later == 0 {
            p { (caller.t("deaths-between-none")) }
        } @else {
            @if sooner > 0 { p { (caller.with("deaths-between-sooner", &[("n", &sooner)])) } }
            @if later > 0 { p { (caller.with("deaths-between-later", &[("n", &later)])) } }
        }
    }
}

/// An indicator's title where several are shown together.
pub(super) fn title_of(caller: &Caller, indicator: &Row<Indicator>, month: Month) -> String {
    format!("{}, {}", name(caller, indicator), format::month(caller.text, month.first()))
}
