//! Charts of invented villages, and of none, one and many, with short and long names.

use std::collections::BTreeSet;

use super::{
    Chart, Mark, Room,
    funnel::{self, Funnel, Limits, Stands},
    map::{self, Map},
    project::Point,
    pws::{Bar, Bars, Month, Trend},
    rare::{Between, Interval, Signal, Usual},
    run::{self, Kind, Run, Stretch, Unit},
    signing::{self, Months},
};
use crate::text::{Lang, Text};

fn bar(name: &str, share: Option<f64>, mark: Mark) -> Bar {
    let month = Month { n: 2, share: share.map(|share| share / 2.0) };
    Bar {
        village: name.to_owned(),
        n: 7,
        of: share.map(|_| 12.5),
        share,
        interval: share.map(|share| (share * 0.8, share * 1.1)),
        month,
        before: month,
        trend: Some(Trend::Same),
        mark,
        words: share.is_none().then(|| "sasaran belum ada".to_owned()),
    }
}

fn bars(bars: Vec<Bar>) -> Bars<'static> {
    Bars { id: "k1", title: "K1", bars, unit: None, goal: Some(0.4) }
}

fn village(name: &str, at: Option<(f64, f64)>, mark: Mark) -> map::Village {
    map::Village {
        name: name.to_owned(),
        at: at.map(|(latitude, longitude)| Point { latitude, longitude }),
        rings: Vec::new(),
        target: Some(20.0),
        value: "83 %".to_owned(),
        mark,
        travel: (Some("3 jam".to_owned()), None),
    }
}

/// Every chart of this many villages or months with this name, all values equal.
fn every(count: u32, name: &str) -> Vec<Box<dyn Chart>> {
    let named = || (0..count).map(|_| name.to_owned());
    let spot = |name| funnel::Village { name, n: 5, of: 10.0, share: Some(0.5), stands: Stands::Far };
    let month =
        |name: String| run::Month { short: name.clone(), name, value: Some(0.5), counts: Some((5, 10.0)) };
    let interval =
        |until: String| Interval { short: until.clone(), until, days: 0, signal: Some(Signal::Sooner) };
    let births = |name: String| signing::Month { short: name.clone(), name, n: 2, of: 4 };
    let limits = vec![Limits { of: 10.0, low: 0.5, high: 0.5 }];
    vec![
        Box::new(bars(named().map(|name| bar(&name, Some(0.5), Mark::Poor)).collect())),
        Box::new(Map {
            id: "map",
            title: "Peta",
            villages: named().map(|name| village(&name, Some((-1.0, 114.0)), Mark::Less)).collect(),
            river: true,
        }),
        Box::new(Funnel {
            id: "funnel",
            title: "Corong",
            counted: "ibu",
            rate: 0.5,
            villages: named().map(spot).collect(),
            warning: limits.clone(),
            alarm: limits,
        }),
        Box::new(Run {
            id: "run",
            title: "Bulan",
            months: named().map(month).collect(),
            median: Some(0.5),
            stretches: vec![Stretch { kind: Kind::Trend, up: true, from: 0, to: 1 }],
            unit: Unit::Share,
        }),
        Box::new(Between {
            id: "between",
            title: "Hari",
            intervals: named().map(interval).collect(),
            usual: Some(Usual { centre: 0.0, lower: None, upper: 0.0, firm: true }),
        }),
        Box::new(Months {
            id: "months",
            title: "Sebelum",
            counted: "ibu",
            months: named().map(births).collect(),
            before: 1,
        }),
    ]
}

fn id() -> &'static Text {
    Text::of(Lang::Id)
}

/// The values of an attribute, in order.
fn attribute<'a>(markup: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!(" {name}=\"");
    let parts = markup.split(&opening).skip(1);
    parts.map(|part| part.split('"').next().unwrap()).collect::<Vec<_>>()
}

fn drawn(chart: &dyn Chart, room: Room) -> String {
    chart.drawing(id(), "x", room).inner.into_string()
}

#[test]
fn drawings_hold_whatever_they_are_given() {
    for count in [0, 1, 2, 40] {
        for name in ["U", "", &"Tumbang ".repeat(10), &"W".repeat(80), "<b>&\"x\"</b>"] {
            for chart in every(count, name) {
                let page = chart.draw(id()).into_string();
                assert!(!page.contains("NaN") && !page.contains("inf"), "{} of {count}: {page}", chart.id());
                assert!(!page.contains("<b>") && !page.contains(" style=") && !page.contains("<style"));
                assert_eq!(chart.is_empty(), count == 0, "{}", chart.id());
                for room in [Room::Narrow, Room::Broad] {
                    let inner = drawn(&*chart, room);
                    for x in ["x", "cx"].into_iter().flat_map(|name| attribute(&inner, name)) {
                        let x: f64 = x.parse().unwrap();
                        assert!((-1.0..=room.width()).contains(&x), "{}: {x} of {count} {name}", chart.id());
                    }
                }
            }
        }
    }
}

#[test]
fn nothing_to_draw_is_said() {
    for chart in every(0, "") {
        let said = id().t("charts-nothing");
        assert!(chart.draw(id()).into_string().contains(said));
        assert!(chart.for_paper(id(), Room::Narrow).contains(said));
    }
}

#[test]
fn two_charts_on_a_page_share_no_name() {
    let (one, mut two) = (bars(vec![bar("Supang", Some(0.5), Mark::Less)]), bars(Vec::new()));
    (two.id, two.bars) = ("k4", vec![bar("Supang", Some(0.5), Mark::Less)]);
    let page = one.draw(id()).into_string() + &two.draw(id()).into_string();
    let names = attribute(&page, "id");
    let distinct: BTreeSet<_> = names.iter().copied().collect();
    assert_eq!(names.len(), distinct.len(), "{names:?}");
    for name in attribute(&page, "aria-labelledby").iter().flat_map(|names| names.split(' ')) {
        assert!(distinct.contains(name), "{name}");
    }
    for fill in attribute(&page, "fill") {
        assert!(distinct.contains(fill.trim_start_matches("url(#").trim_end_matches(')')), "{fill}");
    }
    assert!(distinct.contains("k1-narrow-title") && distinct.contains("k4-broad-desc"));
}

#[test]
fn a_bar_above_all_is_drawn_whole() {
    let chart = bars(vec![bar("Puroh", Some(1.8), Mark::Good), bar("Supang", Some(0.9), Mark::Good)]);
    for room in [Room::Narrow, Room::Broad] {
        let inner = drawn(&chart, room);
        let ground = |part: &str| part.starts_with("<rect class=\"bar ground");
        let shapes = inner.split_inclusive('>').filter(|part| ground(part));
        let widths: Vec<f64> =
            shapes.map(|shape| attribute(shape, "width").first().unwrap().parse().unwrap()).collect();
        assert!((widths[0] - widths[1] * 2.0).abs() < 0.2, "twice the share is twice as long: {widths:?}");
        assert!(inner.contains(">200 %<"), "the scale goes on");
    }
    assert!(chart.draw(id()).into_string().contains("180\u{a0}%"));
}

#[test]
fn what_cannot_be_worked_out_has_words_and_no_bar() {
    let chart = bars(vec![bar("Masaha", None, Mark::Unjudged)]);
    for room in [Room::Narrow, Room::Broad] {
        let inner = drawn(&chart, room);
        assert!(!inner.contains("class=\"bar") && inner.contains("sasaran belum ada"));
        assert!(!inner.contains("100 %<"), "a scale without a bar says nothing");
    }
    let table = chart.table(id()).into_string();
    assert!(table.contains(id().t("charts-of-none")) && table.contains("sasaran belum ada"));
}

#[test]
fn every_shape_has_its_row() {
    let shapes = [
        ("k1", "class=\"bar ground"),
        ("map", "class=\"village ground"),
        ("funnel", "class=\"dot far\""),
        ("run", "class=\"dot within\""),
        ("between", "class=\"dot far\""),
        ("months", "class=\"column of\""),
    ];
    for (chart, (name, shape)) in every(9, "Supang").iter().zip(shapes) {
        assert_eq!(chart.id(), name);
        let inner = drawn(&**chart, Room::Broad);
        // The legends of shapes other than bars and villages have one more.
        let legend = usize::from(!matches!(name, "k1" | "map" | "run"));
        assert_eq!(inner.matches(shape).count() - legend, 9, "{name}");
        assert_eq!(chart.table(id()).into_string().matches("scope=\"row\"").count(), 9, "{name}");
    }
}

#[test]
fn marks_are_told_without_colour() {
    let chart = bars(Mark::ALL.map(|mark| bar("Supang", Some(0.5), mark)).into());
    let (inner, table) = (drawn(&chart, Room::Narrow), chart.table(id()).into_string());
    for mark in Mark::ALL {
        assert!(table.contains(mark.word(id())) && inner.contains(mark.word(id())));
        let letter = mark.letter(id()).map(|letter| format!(">{letter}<"));
        assert_eq!(
            letter.as_ref().map_or(2, |letter| inner.matches(letter.as_str()).count()),
            2,
            "{letter:?}"
        );
    }
    let fills: BTreeSet<_> = attribute(&inner, "fill").into_iter().collect();
    assert_eq!(fills.len(), 3, "stripes, dots and lattice; the others are plain and empty");
}

#[test]
fn missing_months_are_gaps() {
    let month =
        |value: Option<f64>| run::Month { name: "Mei".into(), short: "5".into(), value, counts: None };
    let months = [Some(3.0), Some(4.0), None, Some(0.0), None, Some(2.0)].map(month).into();
    let chart = Run {
        id: "run",
        title: "Bulan",
        months,
        median: Some(2.5),
        stretches: Vec::new(),
        unit: Unit::Number,
    };
    let inner = drawn(&chart, Room::Narrow);
    let line = inner.split("<path class=\"line\" d=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!((line.matches('M').count(), line.matches('L').count()), (3, 1), "{line}");
    assert_eq!(inner.matches("class=\"dot").count(), 4, "nought is a value");
    assert_eq!(chart.table(id()).into_string().matches(id().t("charts-missing")).count(), 2);
}

#[test]
fn few_births_are_told_as_counts_and_sides_by_their_sums() {
    let month = |n, of| signing::Month { name: "Mei".into(), short: "5".into(), n, of };
    let months = vec![month(1, 3), month(9, 10), month(0, 0), month(6, 8)];
    let chart = Months { id: "m", title: "T", counted: "persalinan", months, before: 2 };
    let table = chart.table(id()).into_string();
    assert!(table.contains("1 dari 3") && !table.contains("33,3"), "{table}");
    assert!(table.contains("90\u{a0}%"));
    assert_eq!(
        chart.described(id()),
        "sebelum: 10 dari 13 (76,9\u{a0}%); sesudah: 6 dari 8 (75\u{a0}%).",
        "not the mean of shares"
    );
    assert_eq!(drawn(&chart, Room::Narrow).matches("class=\"dot few\"").count(), 2, "one, and its legend");
}

#[test]
fn villages_without_a_place_are_listed_and_circles_grow_by_area() {
    let mut large = village("Sei Hanyo", Some((-0.9, 114.3)), Mark::Good);
    large.target = Some(80.0);
    let villages =
        vec![large, village("Supang", Some((-1.0, 114.2)), Mark::Poor), village("Masaha", None, Mark::Poor)];
    let chart = Map { id: "map", title: "Peta", villages, river: true };
    let inner = drawn(&chart, Room::Broad);
    assert!(inner.contains("Belum ada letaknya: Masaha"), "{inner}");
    let circles =
        inner.split_inclusive('>').filter(|part| part.starts_with("<circle class=\"village ground"));
    let radii: BTreeSet<_> = circles.flat_map(|circle| attribute(circle, "r")).collect();
    assert_eq!(radii, BTreeSet::from(["12.0", "24.0"]), "four times the people, twice the radius");
    assert_eq!(chart.table(id()).into_string().matches("scope=\"row\"").count(), 3);
}

#[test]
fn areas_are_drawn_with_their_borders_and_their_sizes() {
    let corner = |latitude, longitude| Point { latitude, longitude };
    let area = |name: &str, west: f64, mark, target| {
        let mut one = village(name, Some((-1.05, west + 0.1)), mark);
        one.rings =
            vec![vec![corner(-1.0, west), corner(-1.0, west + 0.2), corner(-1.2, west + 0.1)], Vec::new()];
        one.target = Some(target);
        one
    };
    let bare = village("Masaha", Some((-1.1, 114.5)), Mark::Poor);
    let villages =
        vec![area("Supang", 114.0, Mark::Enough, 80.0), area("Katunjung", 114.2, Mark::Poor, 20.0), bare];
    let chart = Map { id: "map", title: "Peta", villages, river: false };
    for room in [Room::Narrow, Room::Broad] {
        let inner = drawn(&chart, room);
        let areas = inner.matches("<path class=\"village area ground").count();
        assert_eq!((areas, inner.matches("fill=\"url(#x-enough)\"").count()), (2, 2), "one is in the legend");
        assert!(inner.contains("<circle class=\"village ground poor\""), "without borders a circle as ever");
        let sizes = inner.split_inclusive('>').filter(|part| part.starts_with("<circle class=\"size\""));
        let radii: Vec<f64> =
            sizes.take(2).map(|circle| attribute(circle, "r").first().unwrap().parse().unwrap()).collect();
        assert!(
            (radii[0] - radii[1] * 2.0).abs() < 0.2,
            "the size is the target's, not the land's: {radii:?}"
        );
        let names = room.of([">1. 83 %<", ">2. J · 83 %<"], [">1. Supang<", ">2. Katunjung<"]);
        for label in names.into_iter().chain([">C<", ">J<"]) {
            assert!(inner.contains(label), "{label}: {inner}");
        }
        assert!(inner.matches("class=\"plate\"").count() >= 2 && !inner.contains("Belum ada letaknya"));
    }
}

#[test]
fn papers_carry_their_colours_in_rules_that_every_renderer_knows() {
    for chart in every(3, "Supang") {
        let file = chart.for_paper(id(), Room::Broad);
        assert!(
            file.starts_with("<svg")
                && file.contains("xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=")
        );
        let style = file.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
        for unknown in ["var(", "@", "calc(", ":is(", "&", "\u{3c}"] {
            assert!(!style.contains(unknown), "{unknown}");
        }
        for class in attribute(&file, "class").into_iter().flat_map(str::split_whitespace) {
            let known = style.contains(&format!(".{class}"))
                || ["narrow", "broad", "bar", "village", "pattern", "of"].contains(&class);
            assert!(known || class == "within", "nothing is said about {class}");
        }
    }
}
