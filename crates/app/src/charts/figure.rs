//! The frame around each chart: the drawing for a phone and for a wide page, its title and description for
//! those who don't see it, and the table; or the drawing alone, for a paper.

use maud::{Markup, html};

use super::axis::Place;
use crate::text::Text;

/// How much room a drawing has. Words keep their size, so that they can be read in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// A phone, or half a slide.
    Narrow,
    /// A desktop, a sheet of A4, a slide.
    Broad,
}

impl Room {
    /// The width of the drawing, in the units of its words, which are 13 high.
    #[must_use]
    pub fn width(self) -> f64 {
        match self {
            Self::Narrow => 320.0,
            Self::Broad => 720.0,
        }
    }

    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Narrow => "narrow",
            Self::Broad => "broad",
        }
    }

    /// One value for a phone, another where there is room.
    pub(super) fn of<T>(self, narrow: T, broad: T) -> T {
        match self {
            Self::Narrow => narrow,
            Self::Broad => broad,
        }
    }
}

/// What is drawn, and how high it is; its width is that of the room.
pub struct Drawing {
    pub(super) height: f64,
    pub(super) inner: Markup,
}

/// A chart: a drawing and a table that says the same.
pub trait Chart {
    /// Unique on the page.
    fn id(&self) -> &str;
    /// Title.
    fn title(&self) -> &str;
    /// What a screen reader says in place of the drawing; the numbers are in the table.
    fn described(&self, text: &Text) -> String;
    /// Whether there is nothing to draw.
    fn is_empty(&self) -> bool;
    /// The drawing in this room; names in it begin with `id`.
    fn drawing(&self, text: &Text, id: &str, room: Room) -> Drawing;
    /// The same numbers as a table.
    fn table(&self, text: &Text) -> Markup;
    /// Whether the table is long and waits folded until somebody opens it.
    fn folds(&self) -> bool {
        false
    }

    /// The chart in a page, with its table.
    #[must_use]
    fn draw(&self, text: &Text) -> Markup {
        html! {
            figure.panel.drawn {
                figcaption { (self.title()) }
                @if self.is_empty() {
                    p.soft { (text.t("charts-nothing")) }
                } @else {
                    (inline(self, text, Room::Narrow))
                    (inline(self, text, Room::Broad))
                    @if self.folds() {
                        details { summary { (text.t("charts-numbers")) } (region(self, text)) }
                    } @else {
                        (region(self, text))
                    }
                }
            }
        }
    }

    /// The drawing as a file of its own, with its colours, for a paper.
    #[must_use]
    fn for_paper(&self, text: &Text, room: Room) -> String {
        super::paper::file(self, text, room)
    }
}

/// One of the two drawings of a page; the style sheet shows the one that fits.
fn inline(chart: &(impl Chart + ?Sized), text: &Text, room: Room) -> Markup {
    let id = format!("{}-{}", chart.id(), room.class());
    let drawing = chart.drawing(text, &id, room);
    let (title, desc) = (format!("{id}-title"), format!("{id}-desc"));
    html! {
        svg.chart.(room.class()) role="img" viewBox=(format!("0 0 {} {}", room.width(), Place(drawing.height))) aria-labelledby=(format!("{title} {desc}")) {
            title id=(title) { (chart.title()) }
            desc id=(desc) { (chart.described(text)) }
            (drawing.inner)
        }
    }
}

fn region(chart: &(impl Chart + ?Sized), text: &Text) -> Markup {
    html! {
        div.wide tabindex="0" role="region" aria-label=(text.with("charts-table-of", &[("title", &chart.title())])) {
            (chart.table(text))
        }
    }
}
