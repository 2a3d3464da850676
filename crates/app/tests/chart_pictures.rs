//! Each chart as a picture, in colour and in grey, beside how it looked when a person last approved of it.
//!
//! After a change that is meant: run with `PICTURES=keep` and look at the pictures in `tests/pictures`, and at the grey ones
//! in `target/tmp/charts`.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

#[path = "../examples/charts/samples.rs"]
mod samples;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, LazyLock},
};

use app::{
    Lang, Text,
    charts::{
        Chart, Mark, Room,
        map::{Map, Village},
        project::Point,
        pws::{Bar, Bars, Month},
    },
};
use resvg::{tiny_skia, usvg};

const ROOMS: [Room; 2] = [Room::Narrow, Room::Broad];

/// How far two points may be apart, of 255, before they count as different.
const ALIKE: u8 = 24;

/// How many points of a picture may differ: another processor rounds edges a little otherwise.
const FEW: usize = 12;

/// The faces of papers.
static FACES: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| {
    let mut faces = usvg::fontdb::Database::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../documents/fonts");
    for face in ["LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"] {
        faces.load_font_data(fs::read(Path::new(folder).join(face)).unwrap());
    }
    Arc::new(faces)
});

/// A picture, on white.
struct Picture {
    width: usize,
    points: Vec<[u8; 3]>,
    file: Vec<u8>,
}

impl Picture {
    fn of(map: &tiny_skia::Pixmap) -> Self {
        let point = |point: &tiny_skia::PremultipliedColorU8| [point.red(), point.green(), point.blue()];
        Self {
            width: map.width() as usize,
            points: map.pixels().iter().map(point).collect(),
            file: map.encode_png().unwrap(),
        }
    }

    fn read(path: &Path) -> Self {
        Self::of(&tiny_skia::Pixmap::load_png(path).unwrap())
    }

    fn grey(&self) -> Grey {
        // As ITU-R BT.601 weighs colours, and as printers do.
        let light =
            |[r, g, b]: &[u8; 3]| 0.299 * f64::from(*r) + 0.587 * f64::from(*g) + 0.114 * f64::from(*b);
        Grey { width: self.width, points: self.points.iter().map(light).collect() }
    }

    /// How many points differ.
    fn apart(&self, other: &Self) -> usize {
        if (self.width, self.points.len()) != (other.width, other.points.len()) {
            return usize::MAX;
        }
        let differ =
            |(one, other): &(&[u8; 3], &[u8; 3])| (0..3).any(|at| one[at].abs_diff(other[at]) > ALIKE);
        self.points.iter().zip(&other.points).filter(differ).count()
    }
}

/// A picture without colour, each point from 0 (black) to 255.
struct Grey {
    width: usize,
    points: Vec<f64>,
}

impl Grey {
    fn at(&self, x: usize, y: usize) -> f64 {
        self.points[y * self.width + x]
    }

    /// A part of it, row by row.
    fn part(&self, (left, top): (usize, usize), (wide, high): (usize, usize)) -> Vec<f64> {
        (top..top + high).flat_map(|y| (left..left + wide).map(move |x| self.at(x, y))).collect()
    }

    fn save(&self, path: &Path) {
        let mut map =
            tiny_skia::Pixmap::new(self.width as u32, (self.points.len() / self.width) as u32).unwrap();
        for (to, light) in map.pixels_mut().iter_mut().zip(&self.points) {
            let light = light.round() as u8;
            *to = tiny_skia::PremultipliedColorU8::from_rgba(light, light, light, 255).unwrap();
        }
        map.save_png(path).unwrap();
    }
}

/// How far two parts of the same size are apart on average, of 255.
fn apart(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| (a - b).abs()).sum::<f64>() / one.len() as f64
}

fn drawn(svg: &str) -> Picture {
    let options = usvg::Options { fontdb: Arc::clone(&FACES), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(svg, &options).unwrap();
    let size = tree.size();
    let mut map = tiny_skia::Pixmap::new(size.width().ceil() as u32, size.height().ceil() as u32).unwrap();
    map.fill(tiny_skia::Color::WHITE);
    resvg::render(&tree, tiny_skia::Transform::default(), &mut map.as_mut());
    Picture::of(&map)
}

fn file(chart: &dyn Chart, room: Room) -> String {
    chart.for_paper(Text::of(Lang::Id), room)
}

fn name(chart: &dyn Chart, room: Room) -> String {
    format!("{}-{}.png", chart.id(), room.width())
}

/// What each drawing is called, and its file.
fn files(charts: Vec<Box<dyn Chart>>) -> Vec<(String, String)> {
    let both = |chart: Box<dyn Chart>| ROOMS.map(|room| (name(&*chart, room), file(&*chart, room)));
    charts.into_iter().flat_map(both).collect()
}

#[test]
fn charts_look_as_they_looked() {
    let keep = std::env::var("PICTURES").is_ok_and(|wish| wish == "keep");
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pictures"));
    let seen = Path::new(env!("CARGO_TARGET_TMPDIR")).join("charts");
    fs::create_dir_all(&seen).unwrap();
    let mut faults = Vec::new();
    for (name, file) in files(samples::all()) {
        let picture = drawn(&file);
        fs::write(seen.join(&name), &picture.file).unwrap();
        picture.grey().save(&seen.join(format!("grey-{name}")));
        if keep {
            fs::write(folder.join(&name), &picture.file).unwrap();
            continue;
        }
        let far = picture.apart(&Picture::read(&folder.join(&name)));
        if far > FEW {
            faults.push(format!("{name}: {far} points differ; see {}", seen.display()));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    let other =
        Picture::read(&folder.join("map-720.png")).apart(&Picture::read(&folder.join("areas-720.png")));
    assert!(other > FEW, "another picture is told apart");
}

/// Room around a drawing, in which nothing may be.
const AROUND: usize = 24;

#[test]
fn nothing_leaves_its_drawing() {
    let mut faults = Vec::new();
    for (name, file) in files(samples::all()).into_iter().chain(files(samples::edges())) {
        let picture = drawn(&widened(&file)).grey();
        let high = picture.points.len() / picture.width;
        let is_around = |at: usize, all: usize| at < AROUND - 1 || at > all - AROUND;
        let ink = (0..high)
            .flat_map(|y| (0..picture.width).map(move |x| (x, y)))
            .filter(|(x, y)| is_around(*x, picture.width) || is_around(*y, high))
            .filter(|(x, y)| picture.at(*x, *y) < 250.0)
            .count();
        if ink > 0 {
            faults.push(format!("{name}: {ink} points outside"));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// A drawing with room around it, so that what would be cut off is seen.
fn widened(file: &str) -> String {
    let size = |name: &str| -> f64 {
        file.split(&format!(" {name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    let (wide, high, around) = (size("width"), size("height"), AROUND as f64);
    let (_, rest) = file.split_once("viewBox=\"").unwrap();
    let (_, rest) = rest.split_once('"').unwrap();
    let (more_wide, more_high) = (wide + 2.0 * around, high + 2.0 * around);
    format!(
        "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" width=\"{more_wide}\" height=\"{more_high}\" \
         viewBox=\"{} {} {more_wide} {more_high}\"{rest}",
        -around, -around
    )
}

/// Where the signs of a drawing's legend are: each in a field of 30 by 14.
fn signs(file: &str) -> Vec<(usize, usize)> {
    let moved = file.split("<g transform=\"translate(").skip(1);
    let place = |moved: &str| {
        let (x, y) = moved.split(')').next().unwrap().split_once(' ').unwrap();
        (x.parse::<f64>().unwrap().round() as usize, y.parse::<f64>().unwrap().round() as usize)
    };
    moved.map(place).collect()
}

#[test]
fn the_signs_of_a_legend_differ_in_grey() {
    let mut faults = Vec::new();
    for (name, file) in files(samples::all()) {
        let (grey, signs) = (drawn(&file).grey(), signs(&file));
        let parts: Vec<_> = signs.iter().map(|sign| grey.part(*sign, (30, 14))).collect();
        for (no, one) in parts.iter().enumerate() {
            for (other_no, other) in parts.iter().enumerate().skip(no + 1) {
                let far = apart(one, other);
                if far < 6.0 {
                    faults.push(format!("{name}: signs {no} and {other_no} are {far:.1} apart"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// What a pattern looks like, wherever it begins: the mean of each place of its tile of 8 by 8.
fn tile(grey: &Grey, (left, top): (usize, usize), (wide, high): (usize, usize)) -> Vec<f64> {
    let mut sums = vec![(0.0, 0.0); 64];
    for y in top..top + high {
        for x in left..left + wide {
            let sum = &mut sums[y % 8 * 8 + x % 8];
            *sum = (sum.0 + grey.at(x, y), sum.1 + 1.0);
        }
    }
    sums.into_iter().map(|(sum, count)| sum / count).collect()
}

/// The tiles of marks differ, and two of one mark do not.
fn told_apart(tiles: &[(Mark, Vec<f64>)]) {
    for (no, (mark, one)) in tiles.iter().enumerate() {
        for (other_mark, other) in tiles.iter().skip(no + 1) {
            let far = apart(one, other);
            if mark == other_mark {
                assert!(far < 8.0, "{mark:?} looks like itself: {far:.1}");
            } else {
                assert!(far > 18.0, "{mark:?} and {other_mark:?} are {far:.1} apart");
            }
        }
    }
}

#[test]
fn bars_show_in_grey_how_villages_stand() {
    let month = Month { n: 1, share: None };
    let bar = |(no, mark): (usize, Mark)| Bar {
        village: format!("Desa {no}"),
        n: 9,
        of: Some(10.0),
        share: Some(0.9),
        interval: None,
        month,
        before: month,
        trend: None,
        mark,
        words: None,
    };
    let marks = || Mark::ALL.into_iter().chain(Mark::ALL);
    let bars = marks().enumerate().map(bar).collect();
    let chart = Bars { id: "bars", title: "", bars, unit: None, goal: None };
    for room in ROOMS {
        let file = file(&chart, room);
        let grey = drawn(&file).grey();
        let grounds = file.split("<rect class=\"bar ground").skip(1);
        let number = |shape: &str, name: &str| -> f64 {
            shape.split(&format!(" {name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
        };
        // Letters stand at the beginning of a bar.
        let field = |shape: &str| {
            let (x, y) = (number(shape, "x") + number(shape, "width") - 60.0, number(shape, "y") + 2.0);
            ((x.ceil() as usize, y.ceil() as usize), (48, number(shape, "height") as usize - 4))
        };
        let tiles: Vec<_> =
            marks().zip(grounds.map(field)).map(|(mark, (at, size))| (mark, tile(&grey, at, size))).collect();
        assert_eq!(tiles.len(), 10);
        told_apart(&tiles);
    }
}

#[test]
fn areas_show_in_grey_how_villages_stand() {
    // Two rows of five squares; circle and number of each stand in its lower half.
    let corner = |latitude, longitude| Point { latitude, longitude };
    let village = |(no, mark): (u32, Mark)| {
        let (north, west) = (-f64::from(no / 5), 110.0 + f64::from(no % 5));
        let ring = [(0.0, 0.0), (0.0, 1.0), (-1.0, 1.0), (-1.0, 0.0)];
        Village {
            // With no more than its number beside it a circle leaves the rest of its square free.
            name: String::new(),
            at: Some(corner(north - 0.8, west + 0.5)),
            rings: vec![ring.map(|(down, right)| corner(north + down, west + right)).into()],
            target: Some(1.0),
            value: String::new(),
            mark,
            travel: (None, None),
        }
    };
    let marks = || Mark::ALL.into_iter().chain(Mark::ALL);
    let chart =
        Map { id: "map", title: "", villages: (0..).zip(marks()).map(village).collect(), river: false };
    for room in ROOMS {
        let file = file(&chart, room);
        let grey = drawn(&file).grey();
        let corners = |path: &str| -> Vec<(f64, f64)> {
            let line = path.split(" d=\"M").nth(1).unwrap().split('Z').next().unwrap();
            let place = |place: &str| {
                let (x, y) = place.split_once(' ').unwrap();
                (x.parse().unwrap(), y.parse().unwrap())
            };
            line.split('L').map(place).collect()
        };
        // The upper left quarter is free of circle and name.
        let field = |path: &str| {
            let corners = corners(path);
            let (left, top) = corners[0];
            let side = corners[1].0 - left;
            (
                ((left + 3.0).ceil() as usize, (top + 3.0).ceil() as usize),
                (side as usize / 2 - 6, side as usize / 3 - 6),
            )
        };
        let areas = file.split("<path class=\"village area ground").skip(1).map(field);
        let tiles: Vec<_> =
            marks().zip(areas).map(|(mark, (at, size))| (mark, tile(&grey, at, size))).collect();
        assert_eq!(tiles.len(), 10);
        told_apart(&tiles);
    }
}
