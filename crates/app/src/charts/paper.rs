//! A drawing as an SVG file of its own: papers have no style sheet, so the colours go with it.

use maud::{Markup, PreEscaped, html};

use super::{
    axis::Place,
    figure::{Chart, Drawing, Room},
    letters,
};
use crate::text::Text;

/// The part of the style sheet that is about charts. It keeps to what the renderers of papers understand:
/// classes, plain colours, no variables, no conditions.
pub(crate) const STYLE: &str = include_str!("../../style/charts.css");

pub(super) fn file(chart: &(impl Chart + ?Sized), text: &Text, room: Room) -> String {
    let width = room.width();
    let drawing = if chart.is_empty() {
        nothing(text, width)
    } else {
        chart.drawing(text, &format!("{}-{}", chart.id(), room.class()), room)
    };
    let height = Place(drawing.height);
    let file: Markup = html! {
        svg.chart.(room.class()) xmlns="http://www.w3.org/2000/svg" width=(width) height=(height) viewBox=(format!("0 0 {width} {height}")) {
            title { (chart.title()) }
            desc { (chart.described(text)) }
            style { (PreEscaped(STYLE)) }
            (drawing.inner)
        }
    };
    file.into_string()
}

fn nothing(text: &Text, width: f64) -> Drawing {
    let lines = letters::lines(text.t("charts-nothing"), 13.0, width);
    Drawing {
        height: 20.0 * f64::from(u32::try_from(lines.len()).unwrap_or(1)) + 4.0,
        inner: written(&lines, 16.0),
    }
}

/// Lines of words, the first with its foot at `top`.
pub(super) fn written(lines: &[String], top: f64) -> Markup {
    html! {
        @for (line, y) in lines.iter().zip((0..).map(|no: i32| top + f64::from(no) * 18.0)) {
            text x="0" y=(Place(y)) { (line) }
        }
    }
}
