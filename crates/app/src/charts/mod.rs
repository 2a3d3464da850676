//! Charts as inline SVG with their tables, from plain numbers and words: what is drawn is decided elsewhere.
//!
//! Each chart can be read without colour, at 360 px, and by ear. Never: judges, counts, or cuts a bar.

pub mod figure;
pub mod funnel;
pub mod line;
pub mod map;
pub mod mark;
pub mod pws;
pub mod rare;
pub mod run;
pub mod signing;

mod axis;
mod labels;
mod legend;
mod letters;
pub(crate) mod paper;
mod plot;
pub mod project;

pub use self::{
    figure::{Chart, Drawing, Room},
    mark::Mark,
};

use crate::{format, text::Text};

/// What can't be divided, in words; otherwise the share in percent with one decimal at most.
fn percent_or_words(text: &Text, share: Option<f64>) -> String {
    share.map_or_else(|| text.t("charts-of-none").to_owned(), percent)
}

/// A share in percent, rounded only here; the sign does not leave its number.
pub(crate) fn percent(share: f64) -> String {
    format!("{}\u{a0}%", tenths(share * 100.0))
}

/// `51,2–95,9 %`.
fn between(low: f64, high: f64) -> String {
    format!("{}–{}", tenths(low * 100.0), percent(high))
}

/// A number with one decimal, or none.
fn tenths(value: f64) -> String {
    format::number((value * 10.0).round() / 10.0)
}

/// `6/8,8`: counted out of how many.
fn out_of(n: u64, of: Option<f64>) -> String {
    match of {
        Some(of) => format!("{}/{}", whole(n), tenths(of)),
        None => whole(n),
    }
}

#[expect(clippy::cast_precision_loss, reason = "people of a village")]
fn whole(n: u64) -> String {
    format::number(n as f64)
}

#[cfg(test)]
mod tests;
