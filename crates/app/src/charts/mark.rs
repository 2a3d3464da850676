//! How a village stands, told three times: by a pattern, by a letter and by a colour.

use maud::{Markup, html};

use super::{axis::Place, legend::Item};
use crate::text::Text;

/// How a village stands (domain.md §7.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Baik: on target and not falling.
    Good,
    /// Cukup: below target and rising.
    Enough,
    /// Kurang: on target and falling.
    Less,
    /// Jelek: below target and falling.
    Poor,
    /// Nothing to judge by, or too few people to tell.
    Unjudged,
}

impl Mark {
    /// All of them, in the order of a legend.
    pub const ALL: [Self; 5] = [Self::Good, Self::Enough, Self::Less, Self::Poor, Self::Unjudged];

    /// Its word.
    #[must_use]
    pub fn word(self, text: &Text) -> &str {
        text.t(match self {
            Self::Good => "charts-good",
            Self::Enough => "charts-enough",
            Self::Less => "charts-less",
            Self::Poor => "charts-poor",
            Self::Unjudged => "charts-unjudged",
        })
    }

    /// The first letter of its word, which stands in the drawing; none where nothing is judged.
    pub(super) fn letter(self, text: &Text) -> Option<String> {
        let first = self.word(text).chars().next();
        first.filter(|_| self != Self::Unjudged).map(|letter| letter.to_uppercase().to_string())
    }

    /// Its class in the style sheet, and the end of its pattern's name.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Enough => "enough",
            Self::Less => "less",
            Self::Poor => "poor",
            Self::Unjudged => "unjudged",
        }
    }

    /// A shape filled with the mark's ground, and over it, if the mark has one, with its pattern from the
    /// drawing whose names begin with `id`. Were the ground a part of the pattern, its tiles would show seams
    /// in papers. `shape` draws with a class and a fill.
    pub(super) fn filled(self, id: &str, shape: impl Fn(&str, Option<&str>) -> Markup) -> Markup {
        let class = self.class();
        html! {
            (shape(&format!("ground {class}"), None))
            @if !matches!(self, Self::Good | Self::Unjudged) {
                (shape("pattern", Some(&format!("url(#{id}-{class})"))))
            }
        }
    }

    /// Its letter on a plate, so that the pattern does not run into it.
    pub(super) fn badge(self, text: &Text, x: f64, y: f64) -> Markup {
        html! {
            @if let Some(letter) = self.letter(text) {
                circle class=(format!("badge {}", self.class())) cx=(Place(x)) cy=(Place(y)) r="8.5" {}
                text class="letter" x=(Place(x)) y=(Place(y + 4.2)) text-anchor="middle" { (letter) }
            }
        }
    }
}

/// The patterns of the marks for the drawing whose names begin with `id`. In grey the marks are plain,
/// stripes, dots, lattice and empty.
pub(super) fn patterns(id: &str) -> Markup {
    let drawn = |mark: Mark, inside: Markup| {
        html! { pattern id=(format!("{id}-{}", mark.class())) width="8" height="8" patternUnits="userSpaceOnUse" { (inside) } }
    };
    html! {
        defs {
            (drawn(Mark::Enough, html! { path.strokes.enough d="M-2 2l4 -4M0 8l8 -8M6 10l4 -4" {} }))
            (drawn(Mark::Less, html! {
                circle.spots cx="2" cy="2" r="1.4" {}
                circle.spots cx="6" cy="6" r="1.4" {}
            }))
            (drawn(Mark::Poor, html! { path.strokes.poor d="M0 0l8 8M8 0l-8 8" {} }))
        }
    }
}

/// What the patterns and letters of these marks mean.
pub(super) fn items(text: &Text, id: &str, marks: &[Mark]) -> Vec<Item> {
    let used = Mark::ALL.into_iter().filter(|mark| marks.contains(mark));
    let item = |mark: Mark| Item {
        sign: html! {
            (mark.filled(id, |class, fill| html! { rect.(class) x="0.5" y="0" width="29" height="14" fill=[fill] {} }))
            (mark.badge(text, 15.0, 7.0))
        },
        words: mark.word(text).to_owned(),
    };
    used.map(item).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::text::Lang;

    #[test]
    fn letters_tell_the_marks_apart() {
        for lang in [Lang::Id, Lang::En] {
            let letters: BTreeSet<_> = Mark::ALL.iter().filter_map(|m| m.letter(Text::of(lang))).collect();
            assert_eq!(letters.len(), 4, "{letters:?}");
        }
    }
}
