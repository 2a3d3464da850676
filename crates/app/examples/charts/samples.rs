//! Invented villages and months, and each chart of them.

use app::charts::{
    Chart, Mark,
    funnel::{Funnel, Limits, Stands, Village as Spot},
    map::{Map, Village as Place},
    project::Point,
    pws::{Bar, Bars, Month as Count, Trend},
    rare::{Between, Interval, Signal, Usual},
    run::{Kind, Month, Run, Stretch, Unit},
    signing::{Month as Births, Months},
};

/// A village: its name, latitude, longitude, target population, counted, this month, last month, mark.
type Row = (&'static str, f64, f64, f64, u64, u64, u64, Mark);

const VILLAGES: [Row; 14] = [
    ("Tumbang Puroh", -0.88, 114.31, 24.6, 44, 4, 3, Mark::Good),
    ("Sei Hanyo", -0.955, 114.285, 41.3, 31, 3, 4, Mark::Less),
    ("Supang", -0.93, 114.30, 18.2, 11, 2, 1, Mark::Good),
    ("Katunjung", -0.99, 114.28, 33.0, 13, 3, 2, Mark::Enough),
    ("Lawang Tamang", -1.01, 114.29, 21.5, 8, 2, 1, Mark::Enough),
    ("Tumbang Sirat", -1.03, 114.31, 15.0, 5, 0, 1, Mark::Poor),
    ("Dirung Koram", -1.05, 114.33, 12.4, 4, 0, 2, Mark::Poor),
    ("Hurung Tampang", -1.06, 114.35, 8.8, 3, 1, 0, Mark::Unjudged),
    ("Bulau Ngandung Hulu", -1.08, 114.34, 7.2, 2, 0, 0, Mark::Unjudged),
    ("Katanjung", -1.10, 114.35, 26.0, 6, 1, 1, Mark::Poor),
    ("Tumbang Bukoi", -0.82, 114.32, 14.1, 3, 1, 0, Mark::Enough),
    ("Jakatan Pari", -0.85, 114.36, 19.9, 2, 0, 1, Mark::Poor),
    ("Rahung Bungai", -0.84, 114.30, 13.3, 0, 0, 0, Mark::Poor),
    ("Masaha", 0.0, 0.0, 0.0, 2, 1, 0, Mark::Unjudged),
];

/// One of each chart.
pub(crate) fn all() -> Vec<Box<dyn Chart>> {
    vec![
        Box::new(bars()),
        Box::new(map(true)),
        Box::new(areas()),
        Box::new(funnel()),
        Box::new(run()),
        Box::new(between()),
        Box::new(months()),
    ]
}

fn bar(row: &Row) -> Bar {
    let (name, _, _, of, n, month, before, mark) = *row;
    let of = (of > 0.0).then_some(of);
    let share = |n: u64| of.map(|of| part(n, of));
    let words = match of {
        None => Some("tidak dapat dihitung: sasaran belum ada".to_owned()),
        Some(of) if of < 12.0 => Some(format!("{n} dari {} sasaran", of.to_string().replace('.', ","))),
        Some(_) => None,
    };
    let count = |n: u64| Count { n, share: share(n).map(|share| share * 12.0) };
    let trend = match month.cmp(&before) {
        std::cmp::Ordering::Less => Trend::Down,
        std::cmp::Ordering::Equal => Trend::Same,
        std::cmp::Ordering::Greater => Trend::Up,
    };
    let interval = share(n).map(|share| ((share - 0.14).max(0.0), share + 0.12));
    let (month, before) = (count(month), count(before));
    Bar {
        village: name.to_owned(),
        n,
        of,
        share: share(n),
        interval,
        month,
        before,
        trend: Some(trend),
        mark,
        words,
    }
}

#[expect(clippy::cast_precision_loss, reason = "invented counts")]
fn part(n: u64, of: f64) -> f64 {
    n as f64 / of
}

fn bars() -> Bars<'static> {
    let unit = ("Puskesmas", 0.0, 0.0, 255.3, 132, 17, 16, Mark::Good);
    Bars {
        id: "bars",
        title: "K1 murni, Januari sampai Mei 2025",
        bars: VILLAGES.iter().map(bar).collect(),
        unit: Some(bar(&unit)),
        goal: Some(0.3958),
    }
}

fn place(row: &Row) -> Place {
    let (name, latitude, longitude, target, n, _, _, mark) = *row;
    let known = target > 0.0;
    Place {
        name: name.to_owned(),
        at: known.then_some(Point { latitude, longitude }),
        rings: Vec::new(),
        target: known.then_some(target),
        value: match mark {
            Mark::Unjudged => format!("{n} dari {target}").replace('.', ","),
            _ => format!("{:.0}\u{a0}%", part(n, target) * 100.0),
        },
        mark,
        travel: (Some("3 jam".to_owned()), known.then(|| "1 jam 30 menit".to_owned())),
    }
}

fn map(river: bool) -> Map<'static> {
    let mut rows = VILLAGES;
    rows.sort_by(|a, b| b.1.total_cmp(&a.1));
    Map { id: "map", title: "K1 murni menurut desa", villages: rows.iter().map(place).collect(), river }
}

/// The same villages as squares that touch each other.
fn areas() -> Map<'static> {
    let mut map = Map { id: "areas", title: "K1 murni menurut wilayah desa", ..map(false) };
    for (no, village) in (0_i32..).zip(&mut map.villages) {
        let (latitude, longitude) = (-0.8 - 0.08 * f64::from(no / 3), 114.2 + 0.09 * f64::from(no % 3));
        let corner =
            |north: f64, east: f64| Point { latitude: latitude + north, longitude: longitude + east };
        village.rings =
            vec![vec![corner(0.0, 0.0), corner(0.01, 0.09), corner(-0.07, 0.09), corner(-0.08, 0.0)]];
        village.at = Some(corner(-0.035, 0.045));
    }
    map
}

fn funnel() -> Funnel<'static> {
    let limits = |z: f64| -> Vec<Limits> {
        let limit = |of: f64| {
            let reach = z * (0.52_f64 * 0.48 / of).sqrt();
            Limits { of, low: (0.52 - reach).max(0.0), high: (0.52 + reach).min(1.0) }
        };
        (1..46).map(f64::from).map(limit).collect()
    };
    let village = |row: &Row| {
        let stands = match row.0 {
            "Jakatan Pari" | "Rahung Bungai" | "Tumbang Puroh" => Stands::Far,
            "Katanjung" | "Sei Hanyo" => Stands::Unusual,
            _ => Stands::Within,
        };
        Spot {
            name: row.0.to_owned(),
            n: row.4,
            of: row.3,
            share: (row.3 > 0.0).then(|| part(row.4, row.3)),
            stands,
        }
    };
    Funnel {
        id: "funnel",
        title: "K1 murni: desa di antara desa",
        counted: "sasaran ibu hamil",
        rate: 0.52,
        villages: VILLAGES.iter().map(village).collect(),
        warning: limits(1.96),
        alarm: limits(3.09),
    }
}

const NAMES: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

/// Month after month from January 2023 on.
fn calendar() -> impl Iterator<Item = (String, String)> {
    (23..).flat_map(|year| {
        NAMES.iter().zip(1..).map(move |(name, no)| (format!("{name} 20{year}"), format!("{no}/{year}")))
    })
}

fn run() -> Run<'static> {
    let values = [
        41, 38, 44, 35, 0, 40, 39, 43, 36, 42, 38, 40, 37, 0, 0, 45, 41, 39, 47, 52, 55, 58, 61, 66, 64, 67,
        63, 68, 62,
    ];
    let month = |((name, short), value): ((String, String), i32)| Month {
        name,
        short,
        value: (value > 0).then(|| f64::from(value) / 100.0),
        counts: (value > 0).then_some((9, 21.3)),
    };
    Run {
        id: "run",
        title: "Persalinan di fasilitas, tiap bulan",
        months: calendar().zip(values).map(month).collect(),
        median: Some(0.43),
        stretches: vec![
            Stretch { kind: Kind::Shift, up: true, from: 18, to: 28 },
            Stretch { kind: Kind::Trend, up: true, from: 17, to: 23 },
        ],
        unit: Unit::Share,
    }
}

fn between() -> Between<'static> {
    let days = [40, 62, 35, 81, 54, 30, 47, 70, 22, 65, 51, 38, 2, 44, 240, 58];
    let interval = |((name, short), days): ((String, String), u32)| Interval {
        until: format!("12 {name}"),
        short,
        days,
        signal: match days {
            0..5 => Some(Signal::Sooner),
            200.. => Some(Signal::Later),
            _ => None,
        },
    };
    Between {
        id: "between",
        title: "Hari di antara kematian bayi",
        intervals: calendar().zip(days).map(interval).collect(),
        usual: Some(Usual { centre: 48.0, lower: Some(4.0), upper: 180.0, firm: false }),
    }
}

fn months() -> Months<'static> {
    let counts = [
        (1, 3),
        (2, 6),
        (0, 2),
        (2, 5),
        (1, 4),
        (3, 7),
        (2, 5),
        (0, 0),
        (1, 3),
        (2, 6),
        (3, 8),
        (2, 5),
        (3, 6),
        (4, 6),
        (2, 3),
        (5, 7),
        (4, 5),
        (6, 9),
        (3, 4),
        (5, 6),
        (4, 6),
        (2, 2),
        (6, 7),
        (5, 6),
    ];
    let month = |((name, short), (n, of)): ((String, String), (u32, u32))| Births { name, short, n, of };
    Months {
        id: "months",
        title: "Persalinan di fasilitas sebelum dan sesudah kesepakatan",
        counted: "persalinan",
        months: calendar().skip(4).zip(counts).map(month).collect(),
        before: 12,
    }
}

/// What is unusual about numbers and names.
pub(crate) fn edges() -> Vec<Box<dyn Chart>> {
    let long = "Desa dengan nama yang panjang sekali di hulu sungai yang jauh dari mana-mana juga";
    let mut one = Bars { id: "bars-one", title: "Satu desa, nama panjang", unit: None, ..bars() };
    one.bars.truncate(1);
    for bar in &mut one.bars {
        long.clone_into(&mut bar.village);
    }
    let mut same = Bars { id: "bars-same", title: "Semua sama", unit: None, goal: Some(1.0), ..bars() };
    for bar in &mut same.bars {
        "U".clone_into(&mut bar.village);
        (bar.share, bar.mark, bar.words) = (Some(1.0), Mark::Good, None);
    }
    let none = Bars { id: "bars-none", title: "Tanpa desa", bars: Vec::new(), unit: None, goal: None };
    let mut crowd = Map { id: "map-crowd", title: "Semua di satu tempat", ..map(true) };
    for village in &mut crowd.villages {
        village.at = Some(Point { latitude: -1.0, longitude: 114.0 });
    }
    let mut alone = Map { id: "map-one", title: "Satu desa", ..map(true) };
    alone.villages.truncate(1);
    for village in &mut alone.villages {
        long.clone_into(&mut village.name);
        village.target = None;
    }
    let mut short = Run { id: "run-one", title: "Satu bulan", stretches: Vec::new(), ..run() };
    short.months.truncate(1);
    let mut two =
        Months { id: "months-two", title: "Dua bulan, belum ada sesudahnya", before: 2, ..months() };
    two.months.truncate(2);
    let mut few =
        Between { id: "between-few", title: "Terlalu sedikit untuk batas", usual: None, ..between() };
    few.intervals.truncate(3);
    vec![
        Box::new(one),
        Box::new(same),
        Box::new(none),
        Box::new(crowd),
        Box::new(alone),
        Box::new(short),
        Box::new(two),
        Box::new(few),
    ]
}
