//! What the signs of a drawing mean, in lines below it: so a paper carries it too.

use maud::{Markup, html};

use super::{
    axis::Place,
    letters,
    plot::{SIZE, place},
};

/// A sign with its words.
pub(super) struct Item {
    /// Drawn in a field of 30 by 14.
    pub(super) sign: Markup,
    pub(super) words: String,
}

impl Item {
    /// A line of a class of the style sheet.
    pub(super) fn line(class: &str, words: &str) -> Self {
        Self { sign: html! { path.(class) d="M0 7H30" {} }, words: words.to_owned() }
    }

    /// A point of a class of the style sheet.
    pub(super) fn point(class: &str, shape: Shape, words: &str) -> Self {
        Self { sign: shape.at(class, 15.0, 7.0), words: words.to_owned() }
    }
}

const LINE: f64 = 22.0;
const SIGN: f64 = 37.0;

/// The items one after the other from `top` downwards, and the height that they take. Words that are wider
/// than a line go on in the next.
pub(super) fn flow(items: &[Item], width: f64, top: f64) -> (Markup, f64) {
    let (mut x, mut y) = (0.0, top);
    let mut placed = Vec::new();
    for item in items {
        let lines = letters::lines(&item.words, SIZE, width - SIGN);
        let wide = SIGN + lines.iter().map(|line| letters::width(line, SIZE)).fold(0.0, f64::max);
        if x > 0.0 && x + wide > width {
            (x, y) = (0.0, y + LINE);
        }
        let more = place(lines.len().saturating_sub(1)) * 18.0;
        placed.push((item, lines, x, y));
        if more > 0.0 {
            (x, y) = (0.0, y + more + LINE);
        } else {
            x += wide + 14.0;
        }
    }
    let height = if x > 0.0 { y - top + LINE } else { y - top };
    let drawn = html! {
        @for (item, lines, x, y) in placed {
            g transform=(format!("translate({} {})", Place(x), Place(y + 3.0))) {
                (item.sign)
                @for (line, no) in lines.iter().zip(0_u32..) {
                    text x=(SIGN) y=(Place(11.5 + f64::from(no) * 18.0)) { (line) }
                }
            }
        }
    };
    (drawn, height)
}

/// The shape of a point, so that colour need not tell what it means.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    Circle,
    Diamond,
    Square,
    /// A triangle that points up.
    Up,
    /// A triangle that points down.
    Down,
}

impl Shape {
    pub(super) fn at(self, class: &str, x: f64, y: f64) -> Markup {
        let around = |path: &str| {
            html! { path.dot.(class) d=(format!("M{} {}{path}", Place(x), Place(y))) {} }
        };
        match self {
            Self::Circle => html! { circle.dot.(class) cx=(Place(x)) cy=(Place(y)) r="4" {} },
            Self::Diamond => around("m0 -6.5l6.5 6.5l-6.5 6.5l-6.5 -6.5z"),
            Self::Square => around("m-5 -5h10v10h-10z"),
            Self::Up => around("m0 -7l6.5 11h-13z"),
            Self::Down => around("m0 7l6.5 -11h-13z"),
        }
    }
}
